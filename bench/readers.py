"""Measures how tables are read: kyccheck against openpyxl, python-calamine where it is installed, and csv.reader.

    python bench/readers.py [--rows 100000] [--rounds 5]

Each reader goes through the same file (12 columns: ids, text, numbers, days, times, truth) in a process of its own, one
after the other in every round, so that all meet the same machine. Prints processor seconds (medians), the ratio to the
fastest, and the most memory held (as Linux tells it); for a file of ten times fewer rows too: what grows with them?
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

KYCCHECK = """
from pathlib import Path
from kyccheck.read import table
from kyccheck.read import workbook
from kyccheck.read.opened import open_input
from kyccheck.read.trees import Tree
---
with open_input(Path(path), "bench") as opened:
    for tree in opened.trees:
        assert isinstance(tree, Tree), tree
        for sheet in tree.value.sheets:
            for row in sheet.rows:
                cells += len(row.cells)
"""
OPENPYXL = """
from openpyxl import load_workbook
---
for sheet in load_workbook(path, read_only=True):
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True):
        cells += len(row)
"""
CALAMINE = """
from python_calamine import CalamineWorkbook
---
book = CalamineWorkbook.from_path(path)
for name in book.sheet_names:
    for row in book.get_sheet_by_name(name).{how}():
        cells += len(row)
"""
CSV = """
import csv
---
with open(path, encoding="utf-8", newline="") as handle:
    for row in csv.reader(handle):
        cells += len(row)
"""
FRAME = """
import json, sys, time
{imports}
path, cells, start = sys.argv[1], 0, time.process_time()
{reader}
seconds = time.process_time() - start
with open("/proc/self/status") as status:
    memory = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
print(json.dumps([cells, seconds, memory]))
"""


def readers(suffix: str) -> dict[str, str]:
    """The readers of a kind of file, by what they are called."""
    if suffix == ".csv":
        return {"csv.reader": CSV, "kyccheck": KYCCHECK}
    found = {"kyccheck": KYCCHECK, "openpyxl, read-only": OPENPYXL}
    if importlib.util.find_spec("python_calamine"):
        found["python-calamine, to_python"] = CALAMINE.format(how="to_python")
        found["python-calamine, iter_rows"] = CALAMINE.format(how="iter_rows")
    return found


def rows(count: int) -> Iterator[list[object]]:
    """Made deals, with the kinds of values that exports hold."""
    made = random.Random(5)
    yield [
        "id",
        "company",
        "number",
        "country",
        "address",
        "phone",
        "email",
        "amount",
        "close",
        "stage",
        "signed",
        "at",
    ]
    for place in range(count):
        yield [
            10_000_000_000 + place,
            f"Company {place} Limited",
            f"{made.randrange(10**8):08}",
            made.choice(["Hong Kong", "Singapore", "Malaysia"]),
            f"Flat {place % 30}, {place % 40}/F, {place} Queen's Road & Co",
            f"+852 2{made.randrange(10**7):07}",
            f"a{place}@example.com",
            round(made.random() * 10_000, 2),
            date(2024, 1, 1) + timedelta(days=place % 700),
            made.choice(["iod_check", "completed", "provisioning"]),
            place % 2 == 0,
            datetime(2024, 1, 1, 10, 5) + timedelta(minutes=place),  # noqa: DTZ001 - a cell has no zone
        ]


def write(path: Path, count: int) -> Path:
    """Made deals as a file of the kind that its suffix says; `shared` in its name: texts as Excel writes them."""
    if path.suffix == ".csv":
        import csv

        with path.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows(rows(count))
        return path
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Deals")
    for row in rows(count):
        sheet.append(row)
    book.save(path)
    if "shared" in path.name:
        share_texts(path)
    return path


def share_texts(path: Path) -> None:
    """Move the texts of cells into one part, where Excel has them; openpyxl leaves them in the cells."""
    import re
    from zipfile import ZIP_DEFLATED, ZipFile

    with ZipFile(path) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    known: dict[str, int] = {}
    parts["xl/worksheets/sheet1.xml"] = re.sub(
        r't="inlineStr"><is><t>([^<]*)</t></is>',
        lambda cell: f't="s"><v>{known.setdefault(cell[1], len(known))}</v>',
        parts["xl/worksheets/sheet1.xml"],
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    typed = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{content}"/></Types>'
    related = f'<Relationship Id="shared" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    beside = {"xl/_rels/workbook.xml.rels": ("</Relationships>", related), "[Content_Types].xml": ("</Types>", typed)}
    for part, (end, added) in beside.items():
        parts[part] = parts[part].replace(end, added)
    texts = "".join(f"<si><t>{text}</t></si>" for text in known)
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = f'<?xml version="1.0"?><sst xmlns="{name}">{texts}</sst>'
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        for part, text in parts.items():
            book.writestr(part, text)


def measure(path: Path, rounds: int) -> list[tuple[str, float, float, int]]:
    """What each reader of a file took: processor seconds, MiB, and the cells that it gave."""
    found: dict[str, list[tuple[int, float, float]]] = {}
    for _ in range(rounds):
        for name, reader in readers(path.suffix).items():
            imports, _, body = reader.partition("---")
            command = [sys.executable, "-c", FRAME.format(imports=imports, reader=body), str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            found.setdefault(name, []).append(json.loads(done.stdout))
    return [
        (name, statistics.median(run[1] for run in runs), max(run[2] for run in runs), runs[0][0])
        for name, runs in found.items()
    ]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("inline.xlsx", "shared.xlsx", "deals.csv"):
            for count in (asked.rows, asked.rows // 10):
                runs = measure(write(Path(folder) / f"{count}-{name}", count), asked.rounds)
                fastest = min(seconds for _, seconds, _, _ in runs)
                print(f"\n| {name}, {count:,} rows | s | of the fastest | MiB | cells |\n|---|---|---|---|---|")
                for reader, seconds, memory, cells in runs:
                    print(f"| {reader} | {seconds:.2f} | {seconds / fastest:.2f} | {memory:.0f} | {cells:,} |")


if __name__ == "__main__":
    main()
