"""The audit as an Excel workbook: what to do, for whom, side by side; and the questionnaire that people fill.

The folder `_book` has a module a sheet. Opens in Excel and LibreOffice. Every text is a text cell, whatever it begins
with; what people would not see is a visible escape.
"""

from __future__ import annotations

from typing import IO, Final

from kyccheck.batch.run import Run
from kyccheck.reports import Options
from kyccheck.reports._book.table import ROWS

suffix: Final = ".xlsx"
binary: Final = True
needs: Final = ("expiring", "alignment")
"""What a run notes for it beside its results."""


def write(run: Run, out: IO[bytes], options: Options) -> None:  # noqa: ARG001 - a format takes what it needs
    """Write the book."""
    write_book(run, out)


def write_book(run: Run, out: IO[bytes], limit: int = ROWS) -> None:
    """Write the book, with so many rows a sheet."""
    from kyccheck.reports._book import about_run, alignment, cases, checklist, findings, results, sign_off, summary
    from kyccheck.reports._book.frame import Frame
    from kyccheck.reports._book.open_items import OpenItems
    from kyccheck.reports._book.table import Table

    items = OpenItems(run)
    frame = Frame(run.as_of, limit)
    frame.add_page(summary.NAME, summary.fill(items))
    tables: tuple[Table, ...] = (
        cases.table(items),
        findings.table(items),
        alignment.table(run),
        results.table(items),
        sign_off.table(items),
        checklist.table(items),
    )
    if run.changes is not None:
        from kyccheck.reports._book import changes

        tables = (tables[0], changes.table(run), *tables[1:])
    notes = tuple(
        f"{table.title} has {table.count:,} rows and goes on in {', '.join(table.sheets(limit)[1:])}"
        for table in tables
        if len(table.sheets(limit)) > 1
    )
    for table in (*tables, about_run.table(run, notes)):
        frame.add(table)
    frame.write(out)
