"""`Alignment`: one row a field, its sources side by side; where they differ, the cell is filled and the part marked.

The rows come from the run; each shows what its sources say, and why that is, or is not, the same.
"""

from __future__ import annotations

from typing import Final

from kyccheck.audit.alignment import Row as Compared
from kyccheck.audit.alignment import Rows, Shown
from kyccheck.batch.run import Run
from kyccheck.reports._book.look import STRONG, WORD
from kyccheck.reports._book.table import Cell, Column, Marked, Row, Table
from kyccheck.reports._book.text import Lines
from kyccheck.reports._side_by_side import BLANK, TITLES, pieces
from kyccheck.values.visible import visible

TITLE = "Alignment"
_SOURCES: Final = {column: f"{title[0].upper()}{title[1:]}" for column, title in TITLES.items()}
_NOTHING: Final = "Nothing was compared: no item that compares sources found two to compare."
_COLUMNS = (
    Column("Case", 12, 18, WORD),
    Column("Title", 14, 24),
    Column("Item", 6, 20, STRONG),
    Column("Field", 14, 24, STRONG),
    Column("Result", 13, 15, WORD, by_word=True),
    *(Column(header, 18, 32) for header in _SOURCES.values()),
    Column("What rules", 12, 20),
    Column("Why", 20, 40),
    Column("Where", 16, 30),
    Column("Checklist", 6, 12, WORD),
)


def table(run: Run) -> Table:
    """The table of a run."""
    looked = run.wanted is not None and run.wanted.alignment
    return table_of(run.alignment, _NOTHING if looked else "This run did not put sources side by side: align does.")


def table_of(rows: Rows, nothing: str = _NOTHING) -> Table:
    """The table of these rows."""
    return Table(TITLE, _COLUMNS, len(rows), lambda: map(_row, rows), nothing, frozen=4)


def _row(row: Compared) -> Row:
    sources = [[shown for shown in row.shown if shown.column == column] for column in _SOURCES]
    places = (f"{_SOURCES[shown.column]}: {shown.file} {shown.at}".rstrip() for shown in row.shown if shown.file)
    return (
        row.case,
        row.title,
        row.item,
        row.field,
        row.result,
        *(_side_by_side(shown) for shown in sources),
        row.authority,
        row.why,
        Lines.of(*dict.fromkeys(places)),
        row.checklist,
    )


def _side_by_side(shown: list[Shown]) -> Cell:
    """What one source says: a line for each value, with the parts that differ marked."""
    if not any(one.marked for one in shown):
        return Lines.of(*(one.text or BLANK for one in shown))
    runs: list[tuple[str, bool]] = []
    for place, one in enumerate(shown):
        if place:
            runs.append(("\n", False))
        runs.extend((visible(text), differs) for text, differs in pieces(one))
    return Marked(tuple(runs), differs=True)
