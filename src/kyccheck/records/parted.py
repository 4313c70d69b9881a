"""What people write in several places, part by part: the lines of an address, the members of a list.

"Virtual number 2" says a part of the virtual numbers, and "Billing address line 2" one of the billing address. "Plan 2"
and "Additional plan" are no parts: they say a thing a further time that there should be once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Final

from kyccheck.late import pattern
from kyccheck.records.fields import folded
from kyccheck.values.grid import ErrorCell
from kyccheck.values.value import as_text, is_blank, says_none

BETWEEN: Final = {"list": "; ", "address": ", "}
"""What stands between the parts in a field's text, by the types of fields that may have some."""

_NUMBERED: Final = pattern(r"(?P<whole>.+?)(?: line)? ?(?:#|no\.?|\()? ?(?<!\d)(?P<number>\d{1,2})\)?")
_FURTHER: Final = pattern(
    r"(?P<outer>[a-z]+(?: [a-z]+)?\.(?! ))?(?:"
    r"(?:additional|extra|further|new|second(?:ary)?|third|[23](?:nd|rd)|[4-9]th|alternat(?:iv)?e) (?P<named>.+)"
    r"|(?P<first>first|1st) (?P<one>.+)"
    r"|(?P<whole>.+?) ?(?P<no>no\.?)?[#(]? ?(?<!\d)(?P<number>[1-9])\)?(?P<rest> .+)?)"
)
_LONGEST: Final = 200
"""Longer titles name no part of a field."""


def part_of(title: str) -> tuple[str, int]:
    """Of a title with a number behind it what it is a part of, and its number; "" and 0 of any other one."""
    match = _NUMBERED.fullmatch(folded(title)) if len(title) <= _LONGEST else None
    if match is None or not any(map(str.isalpha, match["whole"])):
        return "", 0
    return match["whole"].strip(), int(match["number"])


def further_of(title: str) -> tuple[tuple[str, ...], int]:
    """What a title may say a further time, likeliest first, and its number: 2 where it does not count.

    "Plan 2", "2nd plan" and "Additional plan" are further plans; "Package 2 term" is a further term of a package, or a
    further term. () and 0 of any other title.
    """
    match = _FURTHER.fullmatch(folded(title)) if len(title) <= _LONGEST else None
    if match is None:
        return (), 0
    outer = match["outer"] or ""
    if match["number"] is None:
        return (outer + (match["named"] or match["one"]),), 1 if match["one"] else 2
    whole, rest, sign = match["whole"], match["rest"] or "", match["no"] or ""
    said = (f"{whole}{rest}", f"{whole} {sign}{rest}" if sign else "", rest.strip())
    return tuple(outer + text for text in said if text), int(match["number"])


def are_parts(titles: Sequence[str]) -> bool:
    """Whether titles of one field name a part of it each. The first may go without its number; the whole is no part."""
    numbers = {part_of(title)[1] for title in titles}
    return 1 < len(numbers) == len(titles) and not {0, 1} <= numbers


def whole_of(kind: str, parts: Sequence[object]) -> object:
    """All parts of a field together, in order. One that says there is none ("n/a") leaves the others as they are."""
    filled = [part for part in parts if not is_blank(part) and not says_none(part)]
    return reduce(lambda whole, part: together(kind, whole, part), filled or parts[:1])


def together(kind: str, value: object, further: object) -> object:
    """A value with a further one: a longer list or address; of fields of other types, both for a person to judge."""
    if is_blank(value):
        return further
    if is_blank(further) or value == further:
        return value
    texts = [None if isinstance(part, ErrorCell) else as_text(part) for part in (value, further)]
    if kind in BETWEEN and None not in texts:
        return BETWEEN[kind].join(map(str, texts))
    return [*_members(value), *_members(further)]


def _members(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
