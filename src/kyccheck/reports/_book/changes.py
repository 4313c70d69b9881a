"""`Changes`: what changed since an earlier audit: cases first, then findings, each with its age and its cause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kyccheck.batch.run import Run
from kyccheck.reports._book.look import DAY, NUMBER, PLAIN_STRONG, STRONG, WORD
from kyccheck.reports._book.table import Column, Row, Table
from kyccheck.reports._changes import counted, headline, rows

TITLE = "Changes"
_COLUMNS = (
    Column("Change", 8, 12, PLAIN_STRONG),
    Column("Of", 8, 10, WORD),
    Column("Case", 12, 18, WORD),
    Column("Title", 14, 26),
    Column("Checklist", 6, 12, WORD),
    Column("Item", 6, 20, STRONG),
    Column("What must hold", 20, 32),
    Column("Team", 8, 18, WORD),
    Column("Before", 13, 18, WORD, by_word=True),
    Column("Now", 13, 18, WORD, by_word=True),
    Column("Open since", 11, 12, DAY),
    Column("Days", 7, 8, NUMBER),
    Column("Cause", 9, 12, STRONG),
    Column("All causes", 9, 18),
    Column("Why", 24, 50),
)


def table(run: Run) -> Table:
    """The table of a run that was compared with an earlier one."""
    assert run.changes is not None  # noqa: S101 - else the book has no such sheet
    count = len(run.changes["cases"]) + len(run.changes["findings"])
    above = (headline(run.changes), *counted(run.changes))
    return Table(TITLE, _COLUMNS, count, lambda: _rows(run), "Nothing was open, and nothing is.", above, frozen=3)


def _rows(run: Run) -> Iterator[Row]:
    for row in rows(run.changes or {}):
        since = date.fromisoformat(row[10]) if row[10] else None
        yield (*row[:10], since, *row[11:])
