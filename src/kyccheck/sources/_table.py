"""What all tables have in common: a header, columns that name other records, and what a spreadsheet does to values."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from kyccheck.dataclass import dataclass
from kyccheck.records.fields import folded, sections
from kyccheck.records.names import Names
from kyccheck.records.naming import row_of
from kyccheck.records.record import Problem, Record, Shape
from kyccheck.sources import Reading, _numbers
from kyccheck.sources._references import is_like_an_id
from kyccheck.sources._ticked import chosen
from kyccheck.values.grid import ErrorCell, Row, Sheet, column
from kyccheck.values.value import as_id, as_text, clean, is_blank, tags_in

_AS_TEXT: Final = frozenset({"id", "phone"})
_PARTED: Final = re.compile(r"[;\r\n]+")
_ONE_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+,\d*E[+-]?\d+", re.IGNORECASE)
_BEHIND: Final = ":\uff1a \u00a0"
_LOWEST: Final = 10
"""So many filled rows may stand before a header's last one: titles, notes, the headings of groups of columns."""


class Naming(NamedTuple):
    """A column that names other records by their ids: where it stands, the section it names, and as what.

    `own` says that it stands for a field of the section too ("account" of a number, "company" of a deal): what is no id
    there is nothing to complain of. `either` says that the id may be that of a ticket or a deal.
    """

    place: int
    section: str
    primary: bool = False
    label: str = ""
    own: bool = False
    either: bool = False


def titles(row: Row) -> tuple[str, ...]:
    """The texts of a header, without a colon behind them; cells without text, and those that failed, are ""."""
    return tuple((as_text(cell) or "").rstrip(_BEHIND) for cell in row.cells)


def from_header(sheet: Sheet, knows: Callable[[tuple[str, ...]], object]) -> Sheet:
    """The sheet from its header on, the first row that `knows` tells; as it is where there is none.

    A title that is merged over two rows stands in the upper one: where a header is blank, the cell above it is meant.
    """
    for place, row in enumerate(sheet.opening[:_LOWEST]):
        header = row if not place else _with_those_above(row, sheet.opening[place - 1])
        if knows(titles(header)):
            if not place:
                return sheet
            opened = (header, *sheet.opening[place + 1 :])
            return replace(sheet, opening=opened, rows=islice(sheet.rows, place, None))
    return sheet


def _with_those_above(row: Row, above: Row) -> Row:
    if above.number != row.number - 1:
        return row
    width = max(len(row.cells), len(above.cells))
    cells = (cell(above, place) if is_blank(cell(row, place)) else cell(row, place) for place in range(width))
    return Row(row.number, tuple(cells))


def opening(sheet: Sheet) -> tuple[str, ...]:
    """The texts of a sheet's first row: () where it has none."""
    return titles(sheet.opening[0]) if sheet.opening else ()


def cell(row: Row, place: int) -> object:
    """A cell of a row; None right of its last one."""
    return row.cells[place] if place < len(row.cells) else None


def at(sheet: str, place: int, number: int) -> str:
    """Where a cell stands: `Sheet!C14`, or `C14` in a sheet without a name."""
    return f"{sheet}!{column(place)}{number}" if sheet else f"{column(place)}{number}"


def row_at(sheet: str, number: int) -> str:
    """Where a row stands: `Sheet!14`, or `14` in a sheet without a name."""
    return f"{sheet}!{number}" if sheet else str(number)


def members(value: object) -> list[str]:
    """The ids that a cell holds, parted by ";", lines or commas; what is no text or number is no id."""
    if isinstance(value, (list, tuple)):
        return [part for item in value for part in members(item)]
    if is_blank(value):
        return []
    text = str(value) if isinstance(value, (ErrorCell, bool)) else as_text(value) or repr(value)[:60]
    parts = (part for part in map(clean, _PARTED.split(text)) if part)
    return [as_id(own) or "" for part in parts for own in _by_commas(part)]


def _by_commas(text: str) -> list[str]:
    """The ids that commas part, if each part may be one.

    A number with thousands (7,000,002), or one that Excel has damaged (7,00E+06), is one thing.
    """
    if "," not in text or _ONE_NUMBER.fullmatch(text):
        return [text]
    parts = [part for part in map(clean, text.split(",")) if part]
    return parts if all(map(is_like_an_id, parts)) else [text]


def hidden(sheet: Sheet, file: str) -> Problem:
    """What to say of a hidden sheet that somebody might have meant to be read."""
    return Problem(
        file, f'the sheet "{sheet.name}" is hidden and was not read; show it, or take it out', f"{sheet.name}!"
    )


class Where(NamedTuple):
    """The system that a table is from, and the name of its sheet."""

    system: str
    sheet: str


@dataclass(slots=True)
class Columns:
    """How the rows of a sheet become records of a section; made once for each header.

    `doubles` are fields whose very title stands twice, with their columns.
    """

    section: str
    system: str
    header: tuple[str, ...]
    file: str
    sheet: str
    shape: Shape
    doubles: dict[str, tuple[int, ...]]

    @classmethod
    def under(
        cls, header: tuple[str, ...], section: str, reading: Reading, where: Where, used: frozenset[int] = frozenset()
    ) -> Columns:
        """The columns of a section under this header; those in `used` (from 0) serve for something else."""
        own = tuple("" if place in used else title for place, title in enumerate(header))
        shape = reading.names.columns(section, where.system, own)
        doubles = {
            name: places
            for name, places in shape.columns.items()
            if len(places) > 1 and len({folded(own[place]) for place in places}) == 1
        }
        known = replace(shape, ignored=tuple(title for title in shape.ignored if title))
        return cls(section, where.system, own, reading.file, where.sheet, known, doubles)

    def record(self, row: Row, names: Names) -> Record:
        """The record of a row, its values as they were read; ids, phones and postcodes are text."""
        record = row_of(names, self.section, self.system, self.header, row, (self.file, self.sheet))
        record.shape = self.shape
        for name, places in self.doubles.items():
            if isinstance(record.fields[name], list):
                letters = " and ".join(map(column, places))
                said = f'the column "{self.header[places[0]]}" stands twice ({letters})'
                record.notes = (*record.notes, f"{said}, and row {row.number} says two things in it")
        settle(record)
        record.id = as_text(record.fields.get("id")) or ""
        return record


def settle(record: Record) -> None:
    """Make of a record's values what a spreadsheet has no types for: ids as text, lists, virtual numbers."""
    known = sections()[record.section].fields
    for name, value in record.fields.items():
        kind = known[name].type if name in known else ""
        if kind in _AS_TEXT:
            record.fields[name] = _as_written(value)
        elif name == "virtual_numbers":
            record.fields[name] = _numbers.from_value(value)
        elif kind == "list" and isinstance(value, str) and not isinstance(value, ErrorCell) and not is_blank(value):
            parts = [part for part in map(clean, _PARTED.split(value)) if part]
            record.fields[name] = tags_in(value) if name == "tags" else chosen(parts)


def _as_written(value: object) -> object:
    """An id or telephone that a program has taken for a number, as text; anything else as it is."""
    if isinstance(value, str):
        is_number = value[-1:] == "0" and "." in value and not isinstance(value, ErrorCell)
        return as_id(value) if is_number else value
    return as_text(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
