// The lines of a file that ajv rejects, by their numbers: node ajv.cjs SCHEMA FILE. NODE_PATH says where ajv is.
const fs = require("node:fs");
const readline = require("node:readline");
const Ajv = require("ajv");

const [schema, file] = process.argv.slice(2);
const validate = new Ajv({ strict: false }).compile(JSON.parse(fs.readFileSync(schema, "utf8")));
const rejected = [];
let number = 0;
const lines = readline.createInterface({ input: fs.createReadStream(file), crlfDelay: Infinity });
lines.on("line", (line) => {
  number += 1;
  if (!validate(JSON.parse(line))) rejected.push(number);
});
lines.on("close", () => console.log(rejected.join("\n")));
