"""Entries of virtual numbers that stand on a form and in no table of it: nobody knows what they are, so they are said.

An entry is a telephone number alone in its cell, with a country, a type or a count behind it. With words before it
("Tel", "Sales office") it is somebody's telephone, unless two of these stand behind it; so it is above the first label,
in a letterhead. Beside words that name a virtual number ("Additional virtual number", "DID 2"), any cell that begins
with a telephone number holds one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import takewhile
from typing import Final, NamedTuple

from kyccheck.forms._countries import code_of
from kyccheck.late import pattern
from kyccheck.sources._form_table import filled, is_titled
from kyccheck.sources._table import cell
from kyccheck.values.day import Unclear, as_day
from kyccheck.values.grid import Row
from kyccheck.values.value import as_text

_NUMBER: Final = pattern(r"\+?\(?\d[\d ().-]{5,}\d", re.ASCII)
_COUNT: Final = pattern(r"\d{1,3}(?: ?(?:ch|channels?|lines?))?", re.ASCII | re.IGNORECASE)
_DIGITS: Final = range(7, 16)
_NAMED: Final = pattern(
    r"\W*(?:(?:additional|extra|further|new|second|third|\d+(?:st|nd|rd|th)|\d+\.?) +)?"
    r"(?:virtual (?:(?:tele)?phone )?(?:no|numbers?)|d(?:id|di)s?(?: (?:no|numbers?))?)\W*\d*\W*",
    re.IGNORECASE,
)
_SURELY: Final = 2
"""So many settings beside a number are no accident, whatever stands before it."""
_TYPES: Final = frozenset({
    *("local", "mobile", "national", "geographic", "non-geographic", "fixed", "fixed line", "landline", "toll free"),
    *("toll-free", "tollfree", "freephone", "shared cost", "did", "ddi", "virtual", "voip", "sip", "sms", "uifn"),
    *("本地", "移动", "移動", "免费", "免費"),
})  # fmt: skip


class Taken(NamedTuple):
    """The columns of a row under the header of a table: those that have a title, and of these any more of numbers."""

    titled: Collection[int]
    numbers: Collection[int]


FREE: Final = Taken((), ())


def stray(row: Row, taken: Taken, is_label: Callable[[object], bool], *, headed: bool) -> Iterator[int]:
    """The columns (from 0) of numbers that look like those of entries; `headed` says that a label stands above."""
    yield from (place for place in taken.numbers if _is_number(cell(row, place)))
    places = [place for place in filled(row) if place not in taken.titled]
    for index, place in enumerate(places):
        before, after = places[:index], places[index + 1 :]
        if before and is_label(row.cells[before[-1]]):
            continue
        if before and _NAMED.fullmatch(as_text(row.cells[before[-1]]) or "") and begins_with_number(row.cells[place]):
            yield place
            continue
        if not _is_number(row.cells[place]):
            continue
        behind = sum(1 for _ in takewhile(lambda other: _is_setting(row.cells[other]), after))
        if before and behind and _is_country(row.cells[before[-1]]) and _is_country(row.cells[after[0]]):
            continue  # offices, each behind its place
        named = not all(_is_setting(row.cells[other]) and not _is_type(row.cells[other]) for other in before)
        if behind >= _SURELY or (behind and headed and not named):
            yield place


def listed(row: Row) -> Iterator[int]:
    """The columns of numbers in a row below a bare "Virtual numbers": with a title of numbers before, or no words."""
    for place in filled(row):
        if begins_with_number(row.cells[place]):
            yield place
        elif any(map(str.isalpha, as_text(row.cells[place]) or "")) and not is_titled(row.cells[place]):
            return


def _is_number(value: object) -> bool:
    """Whether a cell holds a telephone number, and nothing else."""
    text = as_text(value) or ""
    return _NUMBER.fullmatch(text) is not None and begins_with_number(text)


def begins_with_number(value: object) -> bool:
    """Whether a cell begins with a telephone number, which is no day."""
    match = _NUMBER.match(as_text(value) or "")
    if match is None or sum(map(str.isdigit, match[0])) not in _DIGITS:
        return False
    return match[0].isdigit() or as_day(match[0]) is Unclear.NONE


def _is_setting(value: object) -> bool:
    """Whether a cell says a country, a type of number or a count of channels, and nothing else."""
    return _is_type(value) or _COUNT.fullmatch(as_text(value) or "") is not None or _is_country(value)


def _is_country(value: object) -> bool:
    return code_of(as_text(value) or "") is not None


def _is_type(value: object) -> bool:
    return (as_text(value) or "").casefold() in _TYPES
