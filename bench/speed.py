"""Measures kyccheck against starting Typer, parsing the data, and validating it by JSON Schema. Ratios, of one run.

    python bench/speed.py [--cases 10000] [--rounds 15] [--bulk-rounds 3] [--million]

Prints four tables of medians, on data that it makes: cold starts; bulk (orjson alone, kyccheck with one and with two
workers, and the peers of peers.py, each a whole process, one after the other in every round, so that all meet the same
machine); two workers beside one with ten times as many cases, of which a start is no part that counts; and the most
memory that kyccheck holds, by output, with as many, and with --million a hundred times as many cases. Says where a peer
is not here, and where peers disagree.
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
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import typer

from data import lines
from peers import SCHEMA, Peer, peers

PROJECT = Path(__file__).parents[1]
DAY = ("--as-of", "2026-11-21")
HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "world"): print("hello", name)
app()
"""
PARSE = """
import sys, orjson
with open(sys.argv[1], "rb") as lines:
    for line in lines:
        orjson.loads(line)
"""
MEMORY = """
import os
from kyccheck.cli import run
try:
    run()
finally:
    with open("/proc/self/status") as status:
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
    with open(os.environ["PEAK"], "w") as out:
        out.write(peak)
"""
OUTPUTS = {
    "-f ndjson": (),
    "-o x.json": ("-o", "x.json"),
    "-f markdown": ("-f", "markdown"),
    "--redact": ("--redact",),
}
"""What the memory of is measured, by what is asked for."""
Contestants = Mapping[str, tuple[Sequence[object], Mapping[str, str] | None]]
"""Whole processes by what they are called: the command, and its environment where that is another one."""


def timed(contestants: Contestants, rounds: int, warm_up: int) -> dict[str, tuple[float, int]]:
    """The median time of each, in seconds, after some rounds that warm up; and its exit code."""
    times: dict[str, list[float]] = {name: [] for name in contestants}
    codes: dict[str, int] = {}
    for number in range(rounds + warm_up):
        for name, (command, env) in contestants.items():
            start = time.perf_counter()
            codes[name] = _ended([str(word) for word in command], env)
            if number >= warm_up:
                times[name].append(time.perf_counter() - start)
    return {name: (statistics.median(taken), codes[name]) for name, taken in times.items()}


def _ended(command: list[str], env: Mapping[str, str] | None) -> int:
    quiet = subprocess.DEVNULL
    return subprocess.run(command, env=env, stdout=quiet, stderr=quiet, check=False).returncode


def kyccheck(path: Path, *options: str) -> list[object]:
    """An audit of a file to NDJSON, on standard output."""
    return [sys.executable, "-m", "kyccheck", "audit", path, "-f", "ndjson", "-q", *DAY, *options]


def cold(folder: Path, rounds: int) -> None:
    """Starts of whole processes."""
    (folder / "hello.py").write_text(HELLO)
    (folder / "one.json").write_bytes(next(iter(lines(1))))
    deal, typed = PROJECT / "examples/deal.json", f"bare Typer {typer.__version__} hello-world"
    contestants: dict[str, tuple[Sequence[object], None]] = {
        "python -c pass": ((sys.executable, "-c", "pass"), None),
        typed: ((sys.executable, folder / "hello.py"), None),
        "kyccheck audit examples/deal.json": ((sys.executable, "-m", "kyccheck", "audit", deal, *DAY), None),
    }
    beside = Path(sys.executable).parent / "check-jsonschema"
    if program := str(beside) if beside.exists() else shutil.which("check-jsonschema"):
        contestants["check-jsonschema, one case"] = ((program, "--schemafile", SCHEMA, folder / "one.json"), None)
    found = timed(contestants, rounds, warm_up=2)
    table("cold start", ["ms", f"of {typed}"], {
        name: [f"{seconds * 1000:.0f}", f"{seconds / found[typed][0]:.2f}"] for name, (seconds, _) in found.items()
    })  # fmt: skip
    if not program:
        print("\ncheck-jsonschema is not here: pip install '.[bench]'")


def bulk(folder: Path, path: Path, cases: int, rounds: int) -> None:
    """The same file parsed alone, audited, and validated."""
    alone = f"orjson alone, {cases:,} lines of {path.stat().st_size // cases:,} bytes"
    here = list(peers(folder, path))
    contestants: dict[str, tuple[Sequence[object], Mapping[str, str] | None]] = {
        alone: ((sys.executable, "-c", PARSE, path), None),
        "kyccheck audit -j 1": (kyccheck(path, "-j", "1"), None),
        "kyccheck audit -j 2": (kyccheck(path, "-j", "2"), None),
        **{peer.name: (peer.command, peer.env) for peer in here if not peer.missing},
    }
    found = timed(contestants, rounds, warm_up=1)
    refused = [name for name, (_, code) in found.items() if name.startswith("kyccheck") and code != 1]
    table("bulk", ["s", "cases a second", "of parsing alone"], {
        name: [f"{seconds:.2f}", f"{cases / seconds:,.0f}", f"{seconds / found[alone][0]:.1f}"]
        for name, (seconds, _) in found.items() if name not in refused
    })  # fmt: skip
    print()
    for name in refused:
        print(f"{name}: not measured, since it ended with exit code {found[name][1]}")
    for peer in here:
        if peer.missing:
            print(f"{peer.name} is not here: {peer.missing}")
    compare([peer for peer in here if not peer.missing])


def compare(here: Sequence[Peer]) -> None:
    """Say how many cases the peers reject, and where they do not reject the same."""
    rejected = {peer.name: peer.rejected() for peer in here}
    for name, numbers in rejected.items():
        others = [other for other, theirs in rejected.items() if theirs != numbers]
        print(f"{name} rejects {len(numbers):,}" + (f": NOT the cases that {', '.join(others)} rejects" * bool(others)))


def workers(folder: Path, cases: int) -> None:
    """One worker and two, with so many cases that starting them is no part that counts."""
    path = made(folder, cases)
    found = timed({f"-j {jobs}": (kyccheck(path, "-j", str(jobs)), None) for jobs in (1, 2)}, rounds=3, warm_up=0)
    path.unlink()
    table(f"kyccheck audit, {cases:,} cases", ["s", "times as fast"], {
        name: [f"{seconds:.2f}", f"{found['-j 1'][0] / seconds:.2f}"] for name, (seconds, _) in found.items()
    })  # fmt: skip


def made(folder: Path, cases: int) -> Path:
    """A file of so many cases."""
    path = folder / f"{cases}.ndjson"
    with path.open("wb") as out:
        out.writelines(lines(cases))
    return path


def memory(folder: Path, sizes: Iterable[int]) -> None:
    """The most memory that one process of kyccheck holds, by the number of cases."""
    if not Path("/proc/self/status").exists():
        print("\nmemory: not measured, since this system does not tell it (/proc)")
        return
    rows = {}
    for number in sizes:
        path = made(folder, number)
        rows[f"{number:,} cases -j 1"] = [_peak(folder, path, options) for options in OUTPUTS.values()]
        path.unlink()
    table("kyccheck audit, MiB at most", list(OUTPUTS), rows)


def _peak(folder: Path, path: Path, options: Sequence[str]) -> str:
    """The most memory that one process holds, in MiB."""
    peak, asked = folder / "peak", [str(folder / word) if word == "x.json" else word for word in options]
    command = [sys.executable, "-c", MEMORY, *map(str, kyccheck(path, "-j", "1", *asked)[3:])]
    peak.unlink(missing_ok=True)
    code = _ended(command, {**os.environ, "PEAK": str(peak)})
    return f"{int(peak.read_text()) / 1024:.0f}" if code == 1 and peak.exists() else f"exit code {code}"


def table(first: str, columns: Sequence[str], rows: Mapping[str, Sequence[str]]) -> None:
    """Print a table."""
    print(f"\n| {' | '.join([first, *columns])} |\n{'|---' * (len(columns) + 1)}|")
    for name, cells in rows.items():
        print(f"| {' | '.join([name, *cells])} |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--bulk-rounds", type=int, default=3)
    parser.add_argument("--million", action="store_true", help="memory with a hundred times as many cases, too")
    asked = parser.parse_args()
    os.environ["PYTHONWARNINGS"] = "ignore"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cold(folder, asked.rounds)
        bulk(folder, made(folder, asked.cases), asked.cases, asked.bulk_rounds)
        workers(folder, asked.cases * 10)
        memory(folder, [asked.cases, asked.cases * 10, *([asked.cases * 100] if asked.million else [])])


if __name__ == "__main__":
    main()
