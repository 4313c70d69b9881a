"""One value as an export carries it: absent, blank, a placeholder, or something; and what it says as text or number.

Exports disagree about types: an id is a number here and text there, yes is a word, a tick or 1. Everything that asks
what a value *says* asks here (of days in `day`), so that it is said the same everywhere; `written` shows it to people.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Final

from kyccheck.late import pattern
from kyccheck.values import placeholder
from kyccheck.values.grid import ErrorCell
from kyccheck.values.placeholder import OPENINGS, says_nothing


class _Absent(Enum):
    """The one value that says: the export does not carry this at all. An enum, so that it survives pickling."""

    ABSENT = "absent"


ABSENT: Final = _Absent.ABSENT

_LARGEST: Final = 10**400
_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that show nothing."""


def clean(text: str) -> str:
    """Text without white space or invisible characters (zero width, direction marks, BOM) at its ends."""
    if text and "!" <= text[0] <= "~" and "!" <= text[-1] <= "~":  # nearly all text is clean
        return text
    return _clean(text)


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    start, end = 0, len(text)
    while start < end and _invisible(text[start]):
        start += 1
    while end > start and _invisible(text[end - 1]):
        end -= 1
    return text[start:end]


def _invisible(character: str) -> bool:
    return (
        character.isspace()
        or character in _BLANK_LETTERS
        or unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"}
    )


def is_blank(value: object) -> bool:
    """Whether an export carries a value and it is empty: null, "", white space, NaN, an empty list."""
    if type(value) is str:
        return not (value and "!" <= value[0] <= "~") and not clean(value)
    if value is None:
        return True
    if isinstance(value, float):
        return math.isnan(value)
    return isinstance(value, (list, tuple, dict)) and not value


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Whether text only stands where a value should ("N/A", "TBC", "-", "xxx", "test@test.com", "000000")."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(character for character in text if not _invisible(character) or character in " \t\n\u00a0")
    return says_nothing(clean(unicodedata.normalize("NFKC", text)).casefold())


def says_none(value: object) -> bool:
    """Whether a list, or one text in its place, says in words that nothing is in it ("None", "N/A", "-", "無")."""
    members = value if isinstance(value, (list, tuple)) else (value,)
    said = [member for member in members if not is_blank(member)]
    texts = [member for member in said if isinstance(member, str) and not isinstance(member, ErrorCell)]
    return bool(said) and len(texts) == len(said) and all(map(_says_none, texts))


def _says_none(text: str) -> bool:
    return placeholder.says_none(clean(unicodedata.normalize("NFKC", clean(text))).casefold())


def says_a_name(part: str) -> bool:
    """Whether a first or last name is one: neither blank nor a placeholder. Na is a family name."""
    return part.casefold() == "na" or is_filled(part)


def is_filled(text: str) -> bool:
    """Whether text says something: it is neither blank nor a placeholder."""
    return text[:2] in FILLED_OPENINGS or _is_filled(text)


_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
FILLED_OPENINGS: Final = frozenset(f"+{digit}" for digit in "123456789") | {
    first + second for first in _LETTERS for second in _LETTERS if (first + second).lower() not in OPENINGS
}
"""Two characters with which no blank text and no placeholder begins, and nearly all other text does."""


@lru_cache(maxsize=4096)
def _is_filled(text: str) -> bool:
    return bool(clean(text)) and not is_placeholder(text)


def as_text(value: object) -> str | None:
    """A single value as text, or None where it is no single value (a list, a mapping, true or false).

    Whole numbers lose a spreadsheet's `.0`: 85221111234.0 is "85221111234".
    """
    if type(value) is str:
        return clean(value)
    if isinstance(value, ErrorCell):
        return None
    if isinstance(value, str):
        return clean(str(value))
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value) if -_LARGEST < value < _LARGEST else None
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return None


_WHOLE: Final = pattern(r"(\d+)\.0+", re.ASCII)


def as_id(value: object) -> str | None:
    """The text of an id or telephone in a table: "4711.0", as programs write what they take for a number, is "4711"."""
    text = as_text(value)
    whole = _WHOLE.fullmatch(text) if text and text[-1] == "0" else None
    return whole[1] if whole else text


_BETWEEN_TAGS: Final = pattern(r"[,;|\r\n\uff0c\uff1b\u3001]+")


def tags_in(text: str) -> list[str]:
    """The tags of a text, in whatever export it stands: parted by commas, semicolons, "|" or lines."""
    return [tag for part in _BETWEEN_TAGS.split(text) if (tag := clean(part))]


_TRUE: Final = frozenset(
    {
        "true",
        "yes",
        "y",
        "1",
        "on",
        "checked",
        "v",
        "signed",
        "是",
        "ja",
        "sí",
        "si",
        "oui",
        *"\u2713\u2714\u2611\u2705\u221a",
    }
)
"""With ticks: check marks, a checked box, and the root sign that stands for one in old fonts."""
_FALSE: Final = frozenset(
    {"false", "no", "n", "0", "off", "unchecked", "unsigned", "not signed", "否", "nein", "non", *"\u2717\u2718\u2610"}
)


def as_truth(value: object) -> bool | None:
    """True or false as exports write them, or None where a value says neither."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)) and value in (0, 1):
        return bool(value)
    if isinstance(value, str):
        folded = clean(value).casefold()
        if folded in _TRUE:
            return True
        if folded in _FALSE:
            return False
    return None


_NUMBER: Final = pattern(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)


def as_number(value: object) -> Decimal | None:
    """A number, exactly, or None. Thousands may be parted by commas ("12,500.00"); a decimal comma is not guessed."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, Decimal)):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(repr(value)) if math.isfinite(value) else None
    if isinstance(value, str):
        text = clean(value)
        if len(text) <= 64 and _NUMBER.fullmatch(text):
            return Decimal(text.replace(",", ""))
    return None
