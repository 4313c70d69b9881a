"""A second look at two addresses that seem to differ: what may be one thing in two spellings, for a person to judge."""

from __future__ import annotations

import re
from typing import Final

from kyccheck.forms._address_lines import Line
from kyccheck.forms._address_parts import UNIT
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


def again(left: str, right: str) -> tuple[Address, Address] | None:
    """Both addresses with what may be one thing in one spelling; None where there is nothing of that kind."""
    first = read(left), read(right)
    second = read(_DASHED.sub(_joined, left)), read(_DASHED.sub(_joined, right))
    second = _postcodes(second[0], second[1].words), _postcodes(second[1], second[0].words)
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


def _with(address: Address, lines: list[Line]) -> Address:
    """An address with these lines of words instead of its own."""
    return Address(address.parts, address.written, tuple(lines), address.postcode)
