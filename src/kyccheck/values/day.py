"""Days as exports write them: told exactly, or why not."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Final

from kyccheck.late import pattern
from kyccheck.values.value import clean


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
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[ \-./]*([A-Za-z]{{3,9}})\.?,?[ \-./]*(\d{{4}}|(?<=[\-/ ])[0-4]\d){_TIME}", re.ASCII
)
"""Beside the name of a month a spreadsheet shows two digits of a year: 12-Mar-26. Which century 50 is, nobody knows."""
_NAMED_DAY: Final = pattern(rf"([A-Za-z]{{3,9}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}", re.ASCII)
_WEEKDAY: Final = pattern(r"(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\.?,? +", re.ASCII | re.IGNORECASE)
MILLISECONDS: Final = pattern(r"/Date\((-?\d{1,14})(?:[+-]\d{4})?\)/", re.ASCII)
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


@lru_cache(maxsize=4096)
def _day_of_text(text: str, order: str) -> date | Unclear:
    return _real(_written_day(text, order)) if len(text) <= 64 else Unclear.NONE


def _written_day(text: str, order: str) -> date | Unclear:
    try:
        if match := _ISO_DAY.fullmatch(text):
            return _iso(match)
        if match := _CHINESE.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := MILLISECONDS.fullmatch(text):
            return _counted(timedelta(milliseconds=int(match[1])))
        if text.isascii() and text.isdigit() and len(text) in (10, 13):
            return _counted(timedelta(seconds=int(text[:10])))
        if match := _WEEKDAY.match(text):
            day = _written_day(text[match.end() :], order)
            return day if isinstance(day, date) and _is(day, match[1]) else Unclear.NONE
        if match := _DAY_NAMED.fullmatch(text):
            return _named(match[3], match[2], match[1])
        if match := _NAMED_DAY.fullmatch(text):
            return _named(match[3], match[1], match[2])
        if match := _SLASHED.fullmatch(text):
            return _slashed(int(match[1]), int(match[2]), int(match[3]), order)
    except (ValueError, OverflowError):
        return Unclear.NONE
    return Unclear.NONE


def _is(day: date, weekday: str) -> bool:
    """Whether a day is the weekday that is written beside it, by its first letters."""
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.weekday()] == weekday.casefold()


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
    return date(int(year) if len(year) > 2 else 2000 + int(year), _MONTHS.index(short) + 1, int(day))


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
