"""The Excel file of a Monday.com board: no table, but groups of items, each with a header, subitems between them.

What a row is, its cells tell together with the rows above it: titles stand before the first header; a group is one
filled cell; the header comes again under each group; `Subitems | Name | ...` is the header of the rows below it, whose
first cell is empty; what adds a column up has no name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kyccheck.dataclass import dataclass
from kyccheck.records.fields import folded
from kyccheck.records.names import Names
from kyccheck.records.record import NO_SHAPE, Problem, Record
from kyccheck.sources import Reading
from kyccheck.sources._monday_header import (
    ITEM_ID,
    SUBITEMS,
    Header,
    below_of,
    filled,
    header_of,
    id_of,
    text_of,
)
from kyccheck.sources._monday_item import Column, Part, tracked
from kyccheck.sources._table import cell, hidden
from kyccheck.values.grid import Grid, Row, Sheet, column

_UPDATES: Final = "updates"


def recognises(grid: Grid) -> float:
    """How surely one of the sheets is a board: a header with ids, or a header below the board's title and a group."""
    return max((_surely(sheet) for sheet in grid.sheets if folded(sheet.name) != _UPDATES), default=0.0)


def _surely(sheet: Sheet) -> float:
    names = Names()
    alone = 0
    for row in sheet.opening:
        header = header_of(row, None, names)
        if header is None:
            alone += len(filled(row)) == 1
        elif header.id >= 0:
            return 0.85 if alone or folded(header.titles[header.id]) != ITEM_ID else 0.6
        elif alone > 1:
            return 0.8 if folded(text_of(row, 1)) == SUBITEMS else 0.5
        else:
            return 0.0
    return 0.0


def records(grid: Grid, reading: Reading) -> Iterator[Record | Problem]:
    """The items of all boards; what people said of them (the sheet `updates`) is left aside."""
    for sheet in grid.sheets:
        if folded(sheet.name) == _UPDATES:
            continue
        if not sheet.hidden:
            yield from _Board(sheet, reading).records()
        elif _surely(sheet):
            yield hidden(sheet, reading.file)


@dataclass(slots=True)
class _Board:
    """One sheet, gone through once: the header and the subitems' header in force, and the item they are below."""

    sheet: Sheet
    reading: Reading
    header: Header | None = None
    below: Header | None = None
    parent: Record | None = None

    def records(self) -> Iterator[Record | Problem]:
        first, found = 0, False
        for row, following in _pairs(self.sheet.rows):
            first = first or row.number
            for read in self._row(row, following):
                found = True
                yield read
        if self.header is None and first:
            message = "holds no board of Monday.com: no row begins with Name and ends with Item ID"
            yield Problem(self.reading.file, message, f"{self._base()}A{first}")
        elif first and not found:
            yield Record("tracking", {}, NO_SHAPE, self.reading.file, self._base(), empty=True, counts=False)

    def _row(self, row: Row, following: Row | None) -> Iterator[Record | Problem]:
        if not text_of(row, 0):
            yield from self._without_name(row)
        elif self._is_below(row):
            self.below = below_of(row, self.reading.names)
        elif not self._has_id(row) and (header := header_of(row, self.header, self.reading.names)):
            self.header, self.below, self.parent = header, None, None
        elif self.header is not None:
            yield from self._named(row, self.header, following)

    def _has_id(self, row: Row) -> bool:
        """Whether the row has digits where items have their ids: then it is no header, whatever else it says."""
        return self.header is not None and self.header.id >= 0 and id_of(row, self.header).isdigit()

    def _is_below(self, row: Row) -> bool:
        return folded(text_of(row, 0)) == SUBITEMS and bool(text_of(row, 1)) and not self._has_id(row)

    def _named(self, row: Row, header: Header, following: Row | None) -> Iterator[Record | Problem]:
        """An item or a group: one filled cell, and in exports without ids a header below it."""
        alone = len(filled(row)) == 1
        if header.id >= 0 and not text_of(row, header.id):
            if not alone:
                yield self._nameless(row, header, "an item")
            self.below = self.parent = None
        elif header.id < 0 and alone and following and header_of(following, header, self.reading.names):
            self.below = self.parent = None
        else:
            self.below, self.parent = None, self._record(row, header, None)
            yield self.parent

    def _without_name(self, row: Row) -> Iterator[Record | Problem]:
        """A subitem, or what adds a column up."""
        below = self.below
        if below is not None and text_of(row, below.name):
            if below.id < 0 or text_of(row, below.id):
                yield self._record(row, below, self.parent)
            else:
                yield self._nameless(row, below, "a subitem")
        elif self.header is not None and self._has_id(row):
            self.below, self.parent = None, self._record(row, self.header, None)
            yield self.parent

    def _nameless(self, row: Row, header: Header, what: str) -> Problem:
        at = f"{self._base()}{column(header.id)}{row.number}"
        return Problem(self.reading.file, f"is {what} without an id", at, 1)

    def _record(self, row: Row, header: Header, parent: Record | None) -> Record:
        parts = [Part("name", cell(row, header.name), header.titles[header.name], column(header.name))]
        if header.id >= 0:
            parts.append(Part("id", id_of(row, header), header.titles[header.id], column(header.id)))
        if header.name:
            parts.append(Part("parent", parent.id if parent else "", SUBITEMS, column(0)))
        columns = tuple(
            Column(title, "", cell(row, place), column(place))
            for place, title in enumerate(header.titles)
            if title and place not in (header.name, header.id)
        )
        file, base = self.reading.file, self._base()
        record = tracked(parts, columns, self.reading.names, (file, base, row.number))
        record.id = record.id or f"{file} {base}A{row.number}"
        return record

    def _base(self) -> str:
        """The start of a place; a board that somebody saved as CSV has no sheet's name."""
        return f"{self.sheet.name}!" if self.sheet.name else ""


def _pairs(rows: Iterable[Row]) -> Iterator[tuple[Row, Row | None]]:
    """Each row with the one below it; rows that are padding are passed over."""
    before = None
    for row in rows:
        if not filled(row):
            continue
        if before is not None:
            yield before, row
        before = row
    if before is not None:
        yield before, None
