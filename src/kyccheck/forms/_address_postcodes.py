"""Postcodes of addresses that are written in two ways (560 001 in India, D-01067), and those that say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kyccheck.forms._countries import code_of, name_of
from kyccheck.forms._letters import fold
from kyccheck.late import pattern

if TYPE_CHECKING:
    import re

IN_TWO_WAYS: Final = pattern(r"[a-z]-\d{3}|\d{3} \d{2}")
"""What stands in a text with a postcode for `in_one_spelling`."""
EMPTY: Final = pattern(r"\b0+\b|99907[78]")
"""What stands in a text with a postcode for `without_empty`."""
_SPACED: Final = {
    "IN": (pattern(r"^\s*(\d{3}) (\d{3})(?=\s|$)"), pattern(r"(?<=\s)(\d{3}) (\d{3})\s*$")),
    **dict.fromkeys(
        ("SE", "GR", "CZ", "SK"), (pattern(r"^\s*(\d{3}) (\d{2})(?=\s|$)"), pattern(r"(?<=\s)(\d{3}) (\d{2})\s*$"))
    ),
}
"""How a postcode with its space begins a line, and ends it: 111 22 Stockholm, Bengaluru 560 001."""
_PREFIXED: Final = pattern(r"\s*([a-z]{1,3})-(?=(?:\d{4,5}|\d{3} \d{2})(?:\s|$))")
_BEFORE: Final = {
    pair[:-3]: pair[-2:]
    for pair in (
        *("a:AT", "b:BE", "d:DE", "e:ES", "f:FR", "fin:FI", "h:HU", "i:IT", "l:LU", "n:NO", "p:PT", "s:SE", "at:AT"),
        *("be:BE", "ch:CH", "cz:CZ", "de:DE", "dk:DK", "es:ES", "fi:FI", "fr:FR", "gr:GR", "hu:HU", "it:IT", "lu:LU"),
        *("no:NO", "pl:PL", "pt:PT", "se:SE", "sk:SK"),
    )
}
"""The countries that stand before postcodes, as their cars have them and as ISO 3166 does."""
_UNLIKE_A_ROOM: Final = pattern(r"\s*(?:[dfie]-\d{5}|[a-z]{2,3}-\d{4,5})\b")
_FOR_WHERE_THERE_ARE_NONE: Final = {"999077": "hk", "999078": "macao"}
"""Numbers that forms ask for as postcodes, and the place that has none."""
_SHORTEST: Final = 4


def in_one_spelling(lines: list[str]) -> list[str]:
    """Lines with postcodes as they are mostly written: without a space, and their country at the end."""
    country = _country_of(lines)
    done, added = lines[:1], list[str]()
    for place, line in enumerate(lines[1:], 1):
        match = _PREFIXED.match(line) if "-" in line else None
        named = _BEFORE.get(match[1]) if match else None
        alone = country is None and place == len(lines) - 1 and _UNLIKE_A_ROOM.match(line)
        if match and named and (named == country or alone):
            done.append(line[match.end() :])
            added += [name_of(named)] if alone else []
            country = named
        else:
            done.append(line)
    for spaced in _SPACED.get(country or "", ()):
        done = done[:1] + [spaced.sub(_joined, line) for line in done[1:]]
    return done + added


def _country_of(lines: list[str]) -> str | None:
    """The country that the last line with a word names."""
    for line in reversed(lines):
        name = " ".join(word for word in fold(line).split() if not word.isdigit())
        if name:
            return code_of(name)
    return None


def _joined(match: re.Match[str]) -> str:
    return match[1] + match[2]


def without_empty(lines: list[list[str]]) -> list[list[str]]:
    """Lines without postcodes that say nothing: 000000, a 0 by itself, and what stands for none in Hong Kong."""
    words = {word for line in lines for word in line}
    nothing = {word for word in words if _FOR_WHERE_THERE_ARE_NONE.get(word) in words}
    nothing |= {word for word in words if len(word) >= _SHORTEST and not word.strip("0")}
    kept = ([word for word in line if word not in nothing] for line in lines if line != ["0"])
    return [line for line in kept if line]
