"""Measures kyccheck against what it costs merely to start Typer, and merely to parse the data. Ratios, of one run.

    python bench/speed.py [--cases 10000] [--rounds 15]

Prints a table: cold starts (a bare Typer hello-world, `kyccheck audit examples/deal.json`, check-jsonschema on one
document where it is installed), and bulk (orjson over the lines, kyccheck to NDJSON in one process). Medians.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from data import lines

PROJECT = Path(__file__).parents[1]
HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "world"): print("hello", name)
app()
"""


def median(run: Callable[[], object], rounds: int) -> float:
    """The median time of some rounds, in seconds, after two that warm up."""
    times = []
    for number in range(rounds + 2):
        start = time.perf_counter()
        run()
        if number > 1:
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def command(*words: object) -> Callable[[], object]:
    """A whole process."""
    return lambda: subprocess.run(
        [str(word) for word in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )


def cold(folder: Path, rounds: int) -> list[tuple[str, float]]:
    """Starts of whole processes."""
    hello = folder / "hello.py"
    hello.write_text(HELLO)
    found = [
        ("python -c pass", median(command(sys.executable, "-c", "pass"), rounds)),
        ("bare Typer hello-world", median(command(sys.executable, hello), rounds)),
        (
            "kyccheck audit examples/deal.json",
            median(command(sys.executable, "-m", "kyccheck", "audit", PROJECT / "examples/deal.json"), rounds),
        ),
    ]
    other = Path(sys.executable).parent / "check-jsonschema"
    if other.exists() or shutil.which("check-jsonschema"):
        schema = folder / "schema.json"
        schema.write_text('{"type": "object", "required": ["case", "company", "contacts", "documents"]}')
        program = other if other.exists() else "check-jsonschema"
        run = command(program, "--schemafile", schema, PROJECT / "examples/deal.json")
        found.append(("check-jsonschema, one document", median(run, rounds)))
    return found


def bulk(folder: Path, cases: int) -> list[tuple[str, float]]:
    """The same file parsed alone, and audited."""
    path = folder / "cases.ndjson"
    with path.open("wb") as out:
        out.writelines(lines(cases))

    def parse() -> None:
        with path.open("rb") as handle:
            for line in handle:
                orjson.loads(line)

    kyccheck = [sys.executable, "-m", "kyccheck", "audit", path, "-o", folder / "out.ndjson", "--as-of", "2026-11-21"]
    return [
        (f"orjson, {cases:,} lines of {path.stat().st_size // cases:,} bytes", median(parse, 3)),
        ("kyccheck audit -o out.ndjson", median(command(*kyccheck, "-q"), 3)),
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    os.environ["PYTHONWARNINGS"] = "ignore"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        starts, whole = cold(Path(name), asked.rounds), bulk(Path(name), asked.cases)
    print(f"| cold start | ms | of {starts[1][0]} |\n|---|---|---|")
    for what, seconds in starts:
        print(f"| {what} | {seconds * 1000:.0f} | {seconds / starts[1][1]:.2f} |")
    print("\n| bulk | s | cases a second | of parsing alone |\n|---|---|---|---|")
    for what, seconds in whole:
        print(f"| {what} | {seconds:.2f} | {asked.cases / seconds:,.0f} | {seconds / whole[0][1]:.1f} |")


if __name__ == "__main__":
    main()
