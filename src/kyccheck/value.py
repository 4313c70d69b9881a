"""One value as an export carries it: absent, blank, a placeholder, or something; and what it says as text, day, number.

Exports disagree about types. An id is a number here and text there, a date is text, a spreadsheet's day or a count of
milliseconds. Everything that asks what a value *says* asks here, so that it is said the same everywhere.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Final

from kyccheck import placeholder
from kyccheck.grid import ErrorCell
from kyccheck.late import pattern
from kyccheck.placeholder import OPENINGS, says_nothing


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


@lru_cache(maxsize=65536)
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


@lru_cache(maxsize=65536)
def is_placeholder(text: str) -> bool:
    """Whether text only stands where a value should ("N/A", "TBC", "-", "xxx", "test@test.com", "000000")."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(character for character in text if not _invisible(character) or character in " \t\n\u00a0")
    return says_nothing(clean(unicodedata.normalize("NFKC", text)).casefold())


def says_none(value: object) -> bool:
    """Whether a list, or one text in its place, says in words that nothing is in it ("None", "N/A", "-", "無")."""
    members = value if isinstance(value, (list, tuple)) else (value,)
    said = [member for member in members if not is_blank(member)]
    return bool(said) and all(isinstance(member, str) and _says_none(member) for member in said)


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


@lru_cache(maxsize=65536)
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


class Unclear(Enum):
    """Why a value is no day: it may be two of them, or it is none."""

    AMBIGUOUS = "could be day/month or month/day"
    NONE = "is not a date"
    STANDS_FOR_NONE = "is what systems write where there is no date"


_ISO_DAY: Final = pattern(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_TIME: Final = r"(?:[ ,T]+\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?"
_SLASHED: Final = pattern(rf"(\d{{1,2}})[/.\- ](\d{{1,2}})[/.\- ](\d{{4}}){_TIME}", re.ASCII)
_YEAR_FIRST: Final = pattern(rf"(\d{{4}})[/.](\d{{1,2}})[/.](\d{{1,2}}){_TIME}", re.ASCII)
_CHINESE: Final = pattern(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?", re.ASCII)
_DAY_NAMED: Final = pattern(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[ \-.]+([A-Za-z]{{3,9}})\.?,?[ \-.]+(\d{{4}}){_TIME}", re.ASCII
)
_NAMED_DAY: Final = pattern(rf"([A-Za-z]{{3,9}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}", re.ASCII)
_MILLISECONDS: Final = pattern(r"/Date\((-?\d{1,14})(?:[+-]\d{4})?\)/", re.ASCII)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_EPOCH: Final = date(1970, 1, 1)
_LAST_YEAR: Final = 2100
_NO_DAYS: Final = frozenset({_EPOCH, date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date.max})
"""Counts of 0 (Unix, and three of spreadsheets), and the last day of all, which says that something never ends."""


def as_day(value: object, order: str = "") -> date | Unclear:
    """The day that a value names, or why it names none.

    `order` is "dmy" or "mdy", where the mapping gives it: 03/04/2026 without it is ambiguous, never guessed.
    Counts of seconds (10 digits) and milliseconds (13), and Xero's /Date(ms)/, are read as UTC; a day with a time is
    that day as it was written, whatever its offset.
    """
    if isinstance(value, datetime):
        return _real(value.date())
    if isinstance(value, date):
        return _real(value)
    if isinstance(value, bool):
        return Unclear.NONE
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        value = str(value)
    return _day_of_text(clean(value), order) if isinstance(value, str) else Unclear.NONE


def _real(day: date | Unclear) -> date | Unclear:
    return Unclear.STANDS_FOR_NONE if day in _NO_DAYS else day


@lru_cache(maxsize=8192)
def _day_of_text(text: str, order: str) -> date | Unclear:
    return _real(_written_day(text, order)) if len(text) <= 64 else Unclear.NONE


def _written_day(text: str, order: str) -> date | Unclear:
    try:
        if match := _ISO_DAY.fullmatch(text):
            return _iso(match)
        if match := _CHINESE.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _MILLISECONDS.fullmatch(text):
            return _counted(timedelta(milliseconds=int(match[1])))
        if text.isascii() and text.isdigit() and len(text) in (10, 13):
            return _counted(timedelta(seconds=int(text[:10])))
        if match := _DAY_NAMED.fullmatch(text):
            return _named(match[3], match[2], match[1])
        if match := _NAMED_DAY.fullmatch(text):
            return _named(match[3], match[1], match[2])
        if match := _SLASHED.fullmatch(text):
            return _slashed(int(match[1]), int(match[2]), int(match[3]), order)
    except (ValueError, OverflowError):
        return Unclear.NONE
    return Unclear.NONE


def _iso(match: re.Match[str]) -> date | Unclear:
    day = date(int(match[1]), int(match[2]), int(match[3]))
    return Unclear.NONE if day.year == 1 else day  # year 1 is Go's zero time, which Teamwork Desk writes for "none"


def _counted(days: timedelta) -> date | Unclear:
    """The day of a count since 1970, unless it is so far off that the number was none."""
    day = _EPOCH + days
    return day if day.year <= _LAST_YEAR else Unclear.NONE


def _named(year: str, month: str, day: str) -> date | Unclear:
    folded = month.casefold()
    short = folded[:3]
    if short not in _MONTHS or not _MONTH_NAMES[_MONTHS.index(short)].startswith(folded if folded != "sept" else short):
        return Unclear.NONE
    return date(int(year), _MONTHS.index(short) + 1, int(day))


def _slashed(first: int, second: int, year: int, order: str) -> date | Unclear:
    if order == "dmy":
        return date(year, second, first)
    if order == "mdy":
        return date(year, first, second)
    if first == second or first > 12:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    return Unclear.AMBIGUOUS


def written(value: object, limit: int = 200) -> str:
    """A value in a sentence for people, cut where it is long. Never blank.

    It is as it was read, but for Xero's /Date(ms)/: nobody can read a day in that.
    """
    day = as_day(value) if isinstance(value, str) and _MILLISECONDS.fullmatch(clean(value)) else Unclear.NONE
    return as_read(value, limit) if isinstance(day, Unclear) else day.isoformat()[:limit]


def as_read(value: object, limit: int = 200) -> str:
    """A value as it was read, as text, cut where it is long. Never blank."""
    text = _in_words(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return " ".join(f"{key} {_in_words(member)}" for key, member in list(value.items())[:20]) or "nothing"
    if isinstance(value, (list, tuple)):
        return ", ".join(_in_words(member) for member in value[:20]) or "nothing"
    if isinstance(value, ErrorCell):
        return str(value)
    return "nothing" if value is None else as_text(value) or "blank"
