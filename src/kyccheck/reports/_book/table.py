"""What a sheet of the book holds: columns, and rows that are made as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from kyccheck.dataclass import dataclass
from kyccheck.reports._book.look import TEXT, Look
from kyccheck.reports._book.text import Lines

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ROWS: Final = 1_048_576
"""Excel's limit of rows a sheet."""


class Link(NamedTuple):
    """A text that leads to a row (from 0) of a table of the same book; None: nowhere."""

    text: str
    table: str
    row: int | None


class Marked(NamedTuple):
    """A text in runs that were each made visible, of which some are marked; `differs` fills the cell."""

    runs: tuple[tuple[str, bool], ...]
    differs: bool


Cell = str | Lines | int | date | Link | Marked | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its width between `least` and `most` characters, and how its cells look.

    `by_word` gives a cell the look of the status that it holds; `fill` marks a column that people fill.
    """

    header: str
    least: int = 8
    most: int = 14
    look: Look = TEXT
    by_word: bool = False
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with one row for each thing. `count` rows come, `nothing` is said where none does.

    `above` are lines over the header; `frozen` columns stay in sight; `breaks` are rows (from 0) that begin a new page;
    `dress` adds what only this sheet has, given its first and its last row.
    """

    title: str
    columns: tuple[Column, ...]
    count: int
    rows: Callable[[], Iterable[Row]]
    nothing: str
    above: tuple[str, ...] = ()
    frozen: int = 1
    breaks: tuple[int, ...] = ()
    dress: Callable[[Worksheet, int, int], None] | None = None

    @property
    def header_row(self) -> int:
        """The row of the header, from 1."""
        return len(self.above) + 1

    def room(self, limit: int = ROWS) -> int:
        """How many of its rows go on one sheet."""
        return limit - self.header_row

    def sheets(self, limit: int = ROWS) -> tuple[str, ...]:
        """The sheets that it takes: over the limit, further ones with a number."""
        number = max(1, -(-self.count // self.room(limit)))
        return (self.title, *(f"{self.title} ({place})" for place in range(2, number + 1)))

    def where(self, row: int, limit: int = ROWS) -> str:
        """The place of a row (from 0) as a link names it."""
        sheet, within = divmod(row, self.room(limit))
        return f"'{self.sheets(limit)[sheet]}'!A{within + self.header_row + 1}"
