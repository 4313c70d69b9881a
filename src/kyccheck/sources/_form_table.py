"""The rows of a form: which of them are its table of virtual numbers, and what their cells say as labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from kyccheck.grid import ErrorCell, Row
from kyccheck.sources import _numbers
from kyccheck.sources._labels import readings
from kyccheck.sources._table import cell
from kyccheck.value import is_blank, is_placeholder

_LONGEST: Final = 80
"""Longer texts are no labels."""


class Table(NamedTuple):
    """The table of numbers: the columns of its members, and its entries so far; `rows` are those it holds."""

    places: dict[str, int]
    entries: list[dict[str, object]]
    rows: list[int]

    def takes(self, row: Row, is_label: Callable[[object], bool]) -> bool:
        """Take a row in, if it is one of the table."""
        places = filled(row)
        cells = {name: cell(row, place) for name, place in self.places.items()}
        number = cells["number"]
        follows = row.number == self.rows[-1] + 1 and not all(map(is_blank, cells.values()))
        if not places or is_label(row.cells[places[0]]):
            return False
        if not (_is_number(number) or (is_blank(number) and follows)):
            return False
        self.entries.append(_numbers.from_row(cells))
        self.rows.append(row.number)
        return True


def table_under(row: Row) -> Table | None:
    """The table that a row is the header of."""
    members: dict[str, int] = {}
    for place in filled(row):
        for reading in said(row.cells[place]):
            if name := _numbers.member(reading):
                members.setdefault(name, place)
    return Table(members, [], [row.number]) if "number" in members and len(members) > 1 else None


def _is_number(value: object) -> bool:
    """Whether a cell may be a telephone number: more digits than letters, or what people write in its place."""
    if isinstance(value, (int, float, ErrorCell)):
        return True
    text = value if isinstance(value, str) else ""
    digits = sum(character.isdigit() for character in text)
    letters = sum(character.isalpha() for character in text)
    return (digits > 2 and digits > letters) or (not is_blank(text) and is_placeholder(text))


def filled(row: Row) -> list[int]:
    """The columns (from 0) of a row that hold anything."""
    return [place for place, value in enumerate(row.cells) if not is_blank(value)]


def said(value: object) -> tuple[str, ...]:
    """What a cell says if it is a label; nothing if it cannot be one."""
    if not isinstance(value, str) or isinstance(value, ErrorCell) or len(value) > _LONGEST:
        return ()
    return readings(value)
