"""A second look at two addresses that seem to differ: what may be one thing in two spellings, for a person to judge."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from kyccheck.forms._address_lines import Line
from kyccheck.forms._address_parts import UNIT, Part
from kyccheck.forms._address_postcodes import HYPHEN
from kyccheck.forms._address_read import Address, read
from kyccheck.forms._address_towns import ONE_NAME
from kyccheck.forms._address_words import STREETS
from kyccheck.late import pattern

_DASHED: Final = pattern(
    rf"({UNIT}[\s#.]*)?\b([a-z]?\d+[a-z]?)\s+[-–—]\s+(?=[a-z]?\d+[a-z]?(\s*(?:[,;\n]|$))?)", re.IGNORECASE
)
"""A dash with spaces around it, between two numbers: of a unit only where the second ends its line."""
_TO: Final = pattern(rf"(\b(?:{UNIT}|shops?|floors?|levels?)[. ]*[a-z]?\d+)\s+to\s+(?=[a-z]?\d)", re.IGNORECASE)

_PARTED: Final = pattern(rf"(\d{{2,5}}){HYPHEN}(\d{{3,4}})")
_SHAPES: Final = frozenset({(3, 4), (5, 3), (4, 3), (2, 3)})
"""How long the parts of a postcode are: 100-0004 (Japan), 01310-100 (Brazil), 1000-001 (Portugal), 00-590 (Poland)."""
_LONGER: Final = (5, 4)
"""How long they are where the second may be left out: 10118-0110 in the United States."""

_WHERE_INSIDE: Final = ("floor", "unit")
_ON_ITS_FLOOR: Final = pattern(r"(\d{1,3})(-\d{1,2}|[a-z]|\d\d)")
"""A unit that begins with its floor: 26-1, 12a, 1502."""

_LONGEST: Final = max(map(len, ONE_NAME))
_NUMERALS: Final = {"i": "1", "v": "5", "x": "10"}
_NUMBERED: Final = frozenset({"block", "building", "phase", "tower", "wing"})
"""Parts with a numeral more often than with that letter."""
_NEIGHBOURHOODS: Final = frozenset({"rt", "rw"})
"""What stands before the numbers of neighbourhoods in Indonesia, with and without zeros."""


def again(left: str, right: str) -> tuple[Address, Address] | None:
    """Both addresses with what may be one thing in one spelling; None where there is nothing of that kind."""
    first = read(left), read(right)
    second = read(_in_figures(left)), read(_in_figures(right))
    second = _units(_renamed(second[0]), _renamed(second[1]))
    second = _postcodes(second[0], second[1].words), _postcodes(second[1], second[0].words)
    second = _together(second[0], second[1].words), _together(second[1], second[0].words)
    return second if second != first else None


def _in_figures(text: str) -> str:
    return _DASHED.sub(_joined, _TO.sub(r"\1-", text))


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
    """The floors, and the units on them, that the only unit of an address may mean: of 1502 on 15/F also unit 2."""
    floors, units = ([value for kind, value in address.parts if kind == name] for name in _WHERE_INSIDE)
    if len(units) != 1 or len(floors) > 1:
        return frozenset()
    match = _ON_ITS_FLOOR.fullmatch(units[0])
    found = {(match[1], match[2].lstrip("-0"))} if match else set()
    if floors:
        found = {(floor, unit) for floor, unit in found if floor == floors[0]} | {(floors[0], units[0])}
    return frozenset(found)


def _renamed(address: Address) -> Address:
    """An address with one name for each town, and with digits for the numerals that are letters too."""
    parts = [
        part._replace(value=_NUMERALS.get(part.value, part.value)) if part.kind in _NUMBERED else part
        for part in address.written
    ]
    return _of(parts, _with(address, [_numbered(_in_one_name(line)) for line in address.lines]))


def _in_one_name(line: Line) -> Line:
    """A line with one name for each town. Canton Road is no road of Guangzhou."""
    done, place = list[str](), 0
    while place < len(line):
        size = next((size for size in range(_LONGEST, 0, -1) if line[place : place + size] in ONE_NAME), 0)
        words = line[place : place + max(size, 1)]
        place += len(words)
        done += words if line[place : place + 1] and line[place] in STREETS else ONE_NAME.get(words, words)
    return tuple(done)


def _numbered(line: Line) -> Line:
    """A line with Rama I as Rama 1, and RT 005 as RT 5."""
    done = list(line[:1])
    for before, word in pairwise(line):
        if before in _NEIGHBOURHOODS:
            done.append(word.lstrip("0") or word)
        else:
            done.append(_NUMERALS.get(word, word) if before.isalpha() else word)
    return tuple(done)


def _together(address: Address, others: Line) -> Address:
    """An address with words as one that are one word in the other: SS 15/4, 12 bis, Teheran ro, Wan Chai."""
    return _with(address, [_joined_words(line, frozenset(others)) for line in address.lines])


def _joined_words(line: Line, others: frozenset[str]) -> Line:
    done, place = list[str](), 0
    while place < len(line):
        size = next((size for size in (3, 2) if _is_one_word(line[place : place + size], size, others)), 1)
        done.append("".join(line[place : place + size]))
        place += size
    return tuple(done)


def _is_one_word(words: Line, size: int, others: frozenset[str]) -> bool:
    """Whether words are one of the others together. Two numbers never are: 1 21 is not 12 1."""
    numbers = any(before[-1].isdigit() and word[0].isdigit() for before, word in pairwise(words))
    return len(words) == size and not numbers and "".join(words) in others


def _of(parts: list[Part], address: Address) -> Address:
    """An address with these typed parts instead of its own."""
    typed = tuple(sorted((part.kind, part.value) for part in parts))
    return Address(typed, tuple(parts), address.lines, address.postcode)


def _with(address: Address, lines: list[Line]) -> Address:
    """An address with these lines of words instead of its own."""
    return Address(address.parts, address.written, tuple(lines), address.postcode)
