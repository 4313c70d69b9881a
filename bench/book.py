"""Measures the workbook: a night's run against plain openpyxl write-only of the same cells.

    python bench/book.py [--cases 10000] [--results 40]

The results of made cases are repeated until each case has as many as asked for, with reasons of their own, so that no
text is cheaper than in life. The run is made in a process of its own; memory is what the writer adds to it.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from data import lines
from kyccheck.audit.plan import compile_plan
from kyccheck.batch.run import Run, run
from kyccheck.batch.wanted import Wanted
from kyccheck.checklist.overlay import load
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.reports import Options
from kyccheck.reports.workbook import write

AS_OF = date(2026, 11, 21)


def made(cases: int, results: int, folder: Path) -> Run:
    """A run of that many cases, each with that many results."""
    path = folder / "cases.ndjson"
    with path.open("wb") as out:
        out.writelines(lines(cases))
    plans = [compile_plan(load("kyc"), AS_OF)]
    finished = run(Reading(find_inputs([str(path)]), Mapping()), plans, Wanted(), AS_OF, "bench")
    for case in finished.cases:
        own = case["results"]
        settled = [result for result in own if result["status"] not in ("fail", "review", "unknown", "error")]
        while len(own) < results:
            result = settled[len(own) % len(settled)]
            own.append({**result, "reason": f"{result['reason']} ({case['id']} {len(own)})"})
    return finished


def cells(book: Path) -> Iterator[tuple[str, list[list[Any]]]]:
    """All cells of a book, by sheet."""
    read = load_workbook(book, read_only=True)
    for sheet in read:
        sheet.reset_dimensions()
        yield sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]


def plainly(sheets: list[tuple[str, list[list[Any]]]], path: Path) -> float:
    """The seconds that openpyxl takes to write these cells, write-only, without any look."""
    start = time.perf_counter()
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--results", type=int, default=40)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "book.xlsx"
        finished = made(asked.cases, asked.results, folder)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        with path.open("wb") as out:
            write(finished, out, Options())
        ours = time.perf_counter() - start
        added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist()) / 1e6
        number = sum(len(case["results"]) for case in finished.cases)
        print(f"| book of {asked.cases:,} cases, {number:,} results | {ours:.1f} s | {added:.0f} MiB added |")
        print(f"| its file | {path.stat().st_size / 1e6:.1f} MB | {size:.0f} MB unpacked |")
        sheets = list(cells(path))
        count = sum(len(row) for _, rows in sheets for row in rows)
        theirs = plainly(sheets, folder / "plain.xlsx")
        print(f"| openpyxl write-only, the same {count:,} cells | {theirs:.1f} s | ours takes {ours / theirs:.2f} |")


if __name__ == "__main__":
    main()
