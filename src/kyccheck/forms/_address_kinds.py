"""Words of an address that name no place: what kind of place a name is (Province), and what lies in what else it says.

England, Scotland and Wales add nothing beside a postcode of the United Kingdom, nor does Hong Kong Island beside a
district of Hong Kong.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Final

from kyccheck.forms._address_differ import has_digit
from kyccheck.forms._address_lines import Line
from kyccheck.forms._address_read import Address
from kyccheck.forms._address_states import NATIONS
from kyccheck.forms._address_words import STREETS
from kyccheck.forms._countries import code_of
from kyccheck.late import pattern

_BEHIND: Final = frozenset(
    (
        *("province", "prov", "state", "prefecture", "pref", "region", "district", "county", "city", "municipality"),
        *("emirate", "governorate", "territory", "parish", "department"),
    )
)
"""What stands behind the name of a place: Guangdong Province."""
_BEFORE: Final = frozenset(
    (
        *("wp", "provinsi", "kabupaten", "kab", "kecamatan", "kec", "kelurahan", "kel"),
        *("changwat", "amphoe", "amphur", "khet", "khwaeng", "tambon"),
    )
)
"""What stands before it: W.P. Kuala Lumpur."""
_BRITISH: Final = pattern(r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}")
_GREATER_LONDON: Final[Line] = ("greater", "london")
_ISLAND: Final[Line] = ("hk", "island")


def without_kinds(address: Address, extra: Counter[str], other: Address) -> Counter[str]:
    """The words that only this address has, without those that say what kind of place a name of both is."""
    kinds = Counter[str]()
    for line in address.lines:
        for before, word in pairwise(line):
            if extra[word] and word in _BEHIND and not STREETS.intersection(line) and _ends(before, other):
                kinds[word] += 1
            elif extra[before] and before == line[0] and before in _BEFORE and _begins(word, other):
                kinds[before] += 1
    return extra - kinds


def without_regions(a: Address, b: Address) -> tuple[Address, Address]:
    """Both addresses without what adds nothing to the rest of both, or with the country in its place."""
    if any(kind == "postcode" and _BRITISH.fullmatch(value) for kind, value in {*a.parts} & {*b.parts}):
        named = {line for side in (a, b) for line in side.lines if line[0] in NATIONS and len(line) == 1}
        regions = {*(named if len(named) == 1 else ()), _GREATER_LONDON}
        return _within("uk", regions, a, b)
    return _within("hk", {_ISLAND}, a, b) if _in_district(a) and _in_district(b) else (a, b)


def _ends(name: str, other: Address) -> bool:
    """Whether a line of an address ends with a name, or goes on with no more than a number or a country."""
    return not has_digit(name) and any(
        word == name and (not after or has_digit(after) or code_of(after) is not None)
        for line in other.lines
        for word, after in pairwise((*line, ""))
    )


def _begins(name: str, other: Address) -> bool:
    """Whether a line of an address begins with a name, or only a number or the kind of place stands before it."""
    return not has_digit(name) and any(
        word == name and (not before or has_digit(before) or before in _BEFORE)
        for line in other.lines
        for before, word in pairwise(("", *line))
    )


def _within(country: str, regions: set[Line], a: Address, b: Address) -> tuple[Address, Address]:
    """Both addresses without regions of a country, which stands for them where only the other address names it."""
    if not any((country,) in side.lines for side in (a, b)):
        return a, b
    found = list[Address]()
    for address in (a, b):
        lines = [line for line in address.lines if line not in regions]
        if len(lines) < len(address.lines) and (country,) not in lines:
            lines.append((country,))
        found.append(Address(address.parts, address.written, tuple(lines), address.postcode))
    return found[0], found[1]


def _in_district(address: Address) -> bool:
    """Whether an address of Hong Kong names a place in it behind the street."""
    lines = [line for line in address.lines if line not in {("hk",), _ISLAND}]
    return len(lines) > 1 and not any(map(has_digit, lines[-1]))
