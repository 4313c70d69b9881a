"""An address in Chinese characters, its fields as one line: country, province, town, street; no sign between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kyccheck.forms._countries import code_of
from kyccheck.forms._hanzi import simplify
from kyccheck.forms._letters import HAN

_COUNTRIES: Final = {"CN": "中国", "HK": "香港", "MO": "澳门", "TW": "台湾", "JP": "日本"}
_TRADITIONAL: Final = {"CN": "中國", "MO": "澳門", "TW": "台灣"}


def in_one_line(street: list[str], places: Iterable[str], country: str) -> Iterator[str]:
    """The street with more and more of what it lies in before it: its places, the smallest first, and the country.

    What it begins with is not said twice. Nothing where one of them is in other letters, or numbers would run together.
    """
    line = ""
    for part in street:
        if _runs_together(line, part) or not HAN.search(part):
            return
        line += part
    yield line
    for place in (*places, _in_han(country, line)):
        if not place:
            continue
        if not HAN.search(place) or _runs_together(place, line):
            return
        line = line if line.startswith(place) else place + line
        yield line


def _in_han(country: str, line: str) -> str:
    """A country as it is written in such a line, in its characters."""
    code = code_of(country) if country else None
    if code is None or HAN.search(country):
        return country
    plain = _COUNTRIES.get(code, "")
    return plain if simplify(line) == line else _TRADITIONAL.get(code, plain)


def _runs_together(before: str, after: str) -> bool:
    return before[-1:].isalnum() and after[:1].isalnum() and before[-1:].isascii() and after[:1].isascii()
