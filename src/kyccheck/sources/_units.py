"""The unit of a length of time that stands in the title of its value or in a cell beside it: "Term (months)", 12."""

from __future__ import annotations

import re
from typing import Final

from kyccheck.late import pattern
from kyccheck.values.grid import ErrorCell
from kyccheck.values.value import as_text

TERM: Final = "package.term"
_WORD: Final = r"(?:months?|mths?|mos?|years?|yrs?|quarters?|weeks?|wks?|days?|个月|個月|月|年)"
_IN_BRACKETS: Final = pattern(
    rf"[(（\[]\s*(?:in |(?:no\.?|number) of )?({_WORD}|{_WORD}\(s\))\s*[)）\]]", re.IGNORECASE
)
_ALONE: Final = pattern(rf"{_WORD}|{_WORD}\(s\)", re.IGNORECASE)
_NUMBER: Final = pattern(r"-?\d{1,5}(?:\.\d{1,4})?", re.ASCII)


def unit_of(title: object) -> str:
    """The unit that a title has in brackets; "" where it has none, or two."""
    found = _IN_BRACKETS.findall(title) if isinstance(title, str) else []
    return found[0] if len(found) == 1 else ""


def with_unit(value: object, unit: str) -> object:
    """A number as a length of time of this unit; what is no bare number as it is."""
    text = as_text(value) if unit and not isinstance(value, ErrorCell) else None
    return f"{text} {unit}" if text and _NUMBER.fullmatch(text) else value


def said_beside(value: object, unit: object) -> object:
    """A number with the unit that stands in a cell beside it as one; None where that is not what they are.

    A length of time that has the unit already is that by itself.
    """
    text = as_text(unit) if isinstance(unit, str) else None
    if not text or not _ALONE.fullmatch(text):
        return None
    whole = with_unit(value, text)
    is_one = whole is not value or (as_text(value) or "").casefold().endswith(f" {text.casefold()}")
    return whole if is_one else None
