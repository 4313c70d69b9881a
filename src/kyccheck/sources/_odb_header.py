"""Titles of ODB's columns with more in them than the name: a unit in brackets, or a second language."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kyccheck.records.names import plain_names
from kyccheck.records.parted import part_of
from kyccheck.sources import _numbers
from kyccheck.sources._house import names_section
from kyccheck.sources._labels import readings
from kyccheck.sources._table import cell, titles
from kyccheck.sources._units import TERM, unit_of, with_unit
from kyccheck.values.grid import Row, Sheet

SECTION: Final = "odb"
_LONGEST: Final = 80
"""Longer texts are no titles."""


def plainly(header: tuple[str, ...]) -> tuple[str, ...]:
    """The titles of a header, those that nobody knows as one of their readings that is known ("Term (months)").

    Where another title says the same in so many words, they stay as they are: "Plan (previous)" beside "Plan".
    """
    there = {_meaning(title) for title in header}
    found: list[str] = []
    for title in header:
        said = readings(title) if title and len(title) <= _LONGEST and not _meaning(title) else ()
        plain = next((text for text in said if _meaning(text)), "")
        found.append(title if not plain or _meaning(plain) in there else plain)
        there.add(_meaning(found[-1]))
    return tuple(found)


def _meaning(title: str) -> str:
    """What a title means by itself: a field, a part of a number, or what it names; "" where nobody knows."""
    names = plain_names()
    field = names.field(SECTION, SECTION, title) or names.further(SECTION, SECTION, title)[0]
    return field or _numbers.member(title) or _numbers.member(part_of(title)[0]) or names_section(title)


def with_plain_header(sheet: Sheet) -> Sheet:
    """The sheet with such titles as they are known; as it is where it has none.

    A unit that a title says of the term goes with its numbers: 12 below "Term (months)" is 12 months.
    """
    if not sheet.opening:
        return sheet
    top = sheet.opening[0]
    header = titles(top)
    plain = plainly(header)
    if plain == header:
        return sheet
    pairs = zip(top.cells, header, plain, strict=True)
    cells = tuple(own if title == known else known for own, title, known in pairs)

    units = [
        (place, unit)
        for place, title in enumerate(header)
        if title != plain[place] and (unit := unit_of(title)) and _meaning(plain[place]) == TERM
    ]

    def read(row: Row) -> Row:
        if row.cells == top.cells:
            return row._replace(cells=cells)
        for place, unit in units:
            row = row.with_cell(place, with_unit(cell(row, place), unit))
        return row

    return replace(sheet, opening=tuple(map(read, sheet.opening)), rows=map(read, sheet.rows))
