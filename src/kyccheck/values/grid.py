"""Tables as files hold them: sheets of rows of cells, before anybody asks what a column means.

A CSV file is one sheet without a name. A cell is text, an int, a float, true or false, a date or a datetime, None where
it is empty, or an `ErrorCell` where a formula failed: nothing here is converted or filled in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import NamedTuple

from kyccheck.dataclass import dataclass


class ErrorCell(str):
    """A cell whose formula failed ("#N/A"): text that says nothing, and that nobody may take for a value."""

    __slots__ = ()


class Row(NamedTuple):
    """One row with any cell filled: its number in the sheet (from 1) and its cells, from column A."""

    number: int
    cells: tuple[object, ...]

    def with_cell(self, place: int, value: object) -> Row:
        """The row with this value in a column (from 0), be it right of its last cell."""
        before = (*self.cells, *[None] * place)[:place]
        return self._replace(cells=(*before, value, *self.cells[place + 1 :]))


class Merged(NamedTuple):
    """Cells of one column, one below the other, that Excel shows as one: the value stands in the first row."""

    place: int
    first: int
    last: int


@dataclass(slots=True)
class Unseen:
    """What of a sheet Excel does not show: how many rows that hold anything, the places of columns; and merged cells.

    A row or column that is hidden is read all the same. `merged` is known behind the last row.

    `below` is the row where a second table begins, which is not read, and `unread` how many rows that has; `beside` is
    the first cell of one to the right. 0 and "" where there is none.
    """

    rows: int = 0
    columns: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)
    below: int = 0
    beside: str = ""
    unread: int = 0


@dataclass(slots=True)
class Sheet:
    """One sheet. `rows` can be gone through once; `opening` are the first of them, which come again in `rows`.

    `unseen` fills while the rows are read.
    """

    name: str
    opening: tuple[Row, ...]
    rows: Iterable[Row]
    hidden: bool = False
    unseen: Unseen = field(default_factory=Unseen)


class Grid(NamedTuple):
    """A workbook, or a CSV file: its sheets in their order; of a CSV file the encoding and what parts its cells."""

    sheets: tuple[Sheet, ...]
    encoding: str = ""
    parted_by: str = ""


def column(place: int) -> str:
    """The letters of a column, from 0: A, B, ... Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
