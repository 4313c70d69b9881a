"""`Unpaired`: ODB accounts and CSR 106 forms that belong to no case of the files given: listed, never guessed."""

from __future__ import annotations

from typing import Final

from kyccheck.reports._book.look import STRONG
from kyccheck.reports._book.table import Column, Table
from kyccheck.reports._side_by_side import SideBySide

TITLE: Final = "Unpaired"
_COLUMNS: Final = (
    Column("What", 14, 20),
    Column("Id", 12, 30, STRONG),
    Column("Name", 20, 50),
    Column("File", 16, 40),
    Column("Where", 12, 30),
)


def table(side_by_side: SideBySide) -> Table:
    """The table of a run."""
    rows = tuple((one["what"], one["id"], one["name"], one["file"], one["at"]) for one in side_by_side.unpaired())
    nothing = "Every ODB account and CSR 106 form belongs to a case."
    return Table(TITLE, _COLUMNS, len(rows), lambda: rows, nothing)
