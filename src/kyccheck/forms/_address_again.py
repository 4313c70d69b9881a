"""A second look at two addresses that seem to differ: what may be one thing in two spellings, for a person to judge."""

from __future__ import annotations

import re
from typing import Final

from kyccheck.forms._address_parts import UNIT
from kyccheck.forms._address_read import Address, read
from kyccheck.late import pattern

_DASHED: Final = pattern(
    rf"({UNIT}[\s#.]*)?\b([a-z]?\d+[a-z]?)\s+[-–—]\s+(?=[a-z]?\d+[a-z]?(\s*(?:[,;\n]|$))?)", re.IGNORECASE
)
"""A dash with spaces around it, between two numbers: of a unit only where the second ends its line."""


def again(left: str, right: str) -> tuple[Address, Address] | None:
    """Both addresses with what may be one thing in one spelling; None where there is nothing of that kind."""
    first = read(left), read(right)
    second = read(_DASHED.sub(_joined, left)), read(_DASHED.sub(_joined, right))
    return second if second != first else None


def _joined(match: re.Match[str]) -> str:
    """#10 - 11 Moor Tower may be #10-11, while in Unit 5 - 9 Moor Lane the 9 stands before its street."""
    return match[0] if match[1] and match[3] is None else f"{match[1] or ''}{match[2]}-"
