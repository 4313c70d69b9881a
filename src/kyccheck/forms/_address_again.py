"""A second look at two addresses that seem to differ: what may be one thing in two spellings, for a person to judge."""

from __future__ import annotations

import re
from typing import Final

from kyccheck.forms._address_lines import Line
from kyccheck.forms._address_parts import UNIT, Part
from kyccheck.forms._address_postcodes import HYPHEN
from kyccheck.forms._address_read import Address, read
from kyccheck.late import pattern

_DASHED: Final = pattern(
    rf"({UNIT}[\s#.]*)?\b([a-z]?\d+[a-z]?)\s+[-–—]\s+(?=[a-z]?\d+[a-z]?(\s*(?:[,;\n]|$))?)", re.IGNORECASE
)
"""A dash with spaces around it, between two numbers: of a unit only where the second ends its line."""

_PARTED: Final = pattern(rf"(\d{{2,5}}){HYPHEN}(\d{{3,4}})")
_SHAPES: Final = frozenset({(3, 4), (5, 3), (4, 3), (2, 3)})
"""How long the parts of a postcode are: 100-0004 (Japan), 01310-100 (Brazil), 1000-001 (Portugal), 00-590 (Poland)."""
_LONGER: Final = (5, 4)
"""How long they are where the second may be left out: 10118-0110 in the United States."""

_WHERE_INSIDE: Final = ("floor", "unit")
_ON_ITS_FLOOR: Final = pattern(r"(\d{1,3})(-\d{1,2}|[a-z]|\d\d)")
"""A unit that begins with its floor: 26-1, 12a, 1502."""


def again(left: str, right: str) -> tuple[Address, Address] | None:
    """Both addresses with what may be one thing in one spelling; None where there is nothing of that kind."""
    first = read(left), read(right)
    second = read(_DASHED.sub(_joined, left)), read(_DASHED.sub(_joined, right))
    second = _postcodes(second[0], second[1].words), _postcodes(second[1], second[0].words)
    second = _units(*second)
    return second if second != first else None


def _joined(match: re.Match[str]) -> str:
    """#10 - 11 Moor Tower may be #10-11, while in Unit 5 - 9 Moor Lane the 9 stands before its street."""
    return match[0] if match[1] and match[3] is None else f"{match[1] or ''}{match[2]}-"


def _postcodes(address: Address, others: tuple[str, ...]) -> Address:
    """An address with its postcodes as the other address has them: without the hyphen, without what is left out."""

    def as_there(word: str) -> str:
        match = _PARTED.fullmatch(word)
        if not match or word in others:
            return word
        shape = len(match[1]), len(match[2])
        plain = match[1] if shape == _LONGER else match[1] + match[2] if shape in _SHAPES else ""
        return plain if plain in others else word

    return _with(address, [tuple(map(as_there, line)) for line in address.lines])


def _units(a: Address, b: Address) -> tuple[Address, Address]:
    """Both addresses with the parts of the first, where their floor and unit may be the same: 12A, and A on 12/F."""
    if not _floors_and_units(a) & _floors_and_units(b):
        return a, b
    here, there = ([part for part in side.written if part.kind not in _WHERE_INSIDE] for side in (a, b))
    inside = [part for part in a.written if part.kind in _WHERE_INSIDE]
    return _of(here + inside, a), _of(there + inside, b)


def _floors_and_units(address: Address) -> frozenset[tuple[str, str]]:
    """The floors, and the units on them, that the one unit of an address may mean: of 1502 on 15/F also unit 2 there."""
    floors, units = ([value for kind, value in address.parts if kind == name] for name in _WHERE_INSIDE)
    if len(units) != 1 or len(floors) > 1:
        return frozenset()
    match = _ON_ITS_FLOOR.fullmatch(units[0])
    found = {(match[1], match[2].lstrip("-0"))} if match else set()
    if floors:
        found = {(floor, unit) for floor, unit in found if floor == floors[0]} | {(floors[0], units[0])}
    return frozenset(found)


def _of(parts: list[Part], address: Address) -> Address:
    """An address with these typed parts instead of its own."""
    typed = tuple(sorted((part.kind, part.value) for part in parts))
    return Address(typed, tuple(parts), address.lines, address.postcode)


def _with(address: Address, lines: list[Line]) -> Address:
    """An address with these lines of words instead of its own."""
    return Address(address.parts, address.written, tuple(lines), address.postcode)
