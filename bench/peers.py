"""Validators of JSON Schema on those rules of the KYC checklist that it can express (kyc.schema.json).

    python bench/peers.py fastjsonschema|jsonschema-rs FILE      the lines of FILE that are rejected, by their numbers

They say yes or no, to fewer rules, without reasons: what kyccheck takes more pays for the rest. `commands` says how to
run each that is here, ajv (node) among them; the others say why they are not.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson

HERE = Path(__file__).parent
SCHEMA = HERE / "kyc.schema.json"
MODULES = {"fastjsonschema": "fastjsonschema", "jsonschema-rs": "jsonschema_rs"}


class Peer(NamedTuple):
    """A validator as a whole process that prints the numbers of rejected lines; or `missing`, why it is not here."""

    name: str
    command: tuple[str, ...] = ()
    env: dict[str, str] | None = None
    missing: str = ""

    def rejected(self) -> list[int]:
        """The lines that it rejects."""
        done = subprocess.run(self.command, env=self.env, stdout=subprocess.PIPE, check=True)
        return [int(number) for number in done.stdout.split()]


def peers(folder: Path, file: Path) -> Iterator[Peer]:
    """Each peer for a file; `folder` is where ajv is installed for this run."""
    for name, module in MODULES.items():
        if importlib.util.find_spec(module):
            yield Peer(name, (sys.executable, str(HERE / "peers.py"), name, str(file)))
        else:
            yield Peer(name, missing="not installed: pip install '.[bench]'")
    yield _ajv(folder, file)


def _ajv(folder: Path, file: Path) -> Peer:
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return Peer("ajv", missing="node and npm are not here")
    install = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), "ajv@8"]
    try:
        done = subprocess.run(install, capture_output=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        return Peer("ajv", missing="npm could not install it within two minutes")
    if done.returncode:
        return Peer("ajv", missing=f"npm could not install it (exit {done.returncode})")
    env = {**os.environ, "NODE_PATH": str(folder / "node_modules")}
    return Peer("ajv", (node, str(HERE / "ajv.cjs"), str(SCHEMA), str(file)), env)


def _judge(name: str) -> Callable[[Any], bool]:
    """What says whether a case is valid."""
    module, schema = importlib.import_module(MODULES[name]), orjson.loads(SCHEMA.read_bytes())
    if name == "jsonschema-rs":
        judge: Callable[[Any], bool] = module.validator_for(schema).is_valid
        return judge
    validate, refusal = module.compile(schema), module.JsonSchemaException

    def holds(case: Any) -> bool:
        try:
            validate(case)
        except refusal:
            return False
        return True

    return holds


def main() -> None:
    """Print the numbers of the lines that are rejected."""
    name, file = sys.argv[1:]
    holds = _judge(name)
    with Path(file).open("rb") as lines:
        rejected = [number for number, line in enumerate(lines, 1) if not holds(orjson.loads(line))]
    print(*rejected, sep="\n")


if __name__ == "__main__":
    main()
