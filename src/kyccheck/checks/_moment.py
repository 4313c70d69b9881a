"""When something was, as exactly as an export tells it: for whoever puts two entries in their order.

A value that names a day may name a time too, and a time zone. What it does not tell is never guessed: a moment is the
span in which it lies, a day without a time the whole of it.
"""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from kyccheck.late import pattern
from kyccheck.values.value import as_text, clean

_SECOND: Final = 10**9
_MINUTE: Final = 60 * _SECOND
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_EAST: Final = 14 * _HOUR
_WEST: Final = 12 * _HOUR
"""No clock on earth is further from UTC than these: Kiribati, and ships at the date line."""
_EPOCH: Final = date(1970, 1, 1).toordinal() * _DAY


class Moment(NamedTuple):
    """A span in nanoseconds, `end` outside it: of UTC where it is `zoned`, else of a zone that nobody knows.

    `clear` is false where a time or a time zone stands there and cannot be read.
    """

    start: int
    end: int
    zoned: bool
    clear: bool = True

    @property
    def is_day(self) -> bool:
        """Whether no time of the day is told."""
        return self.end - self.start >= _DAY

    def is_before(self, other: "Moment") -> bool:
        """Whether it was before the other one beyond doubt."""
        if self.zoned is other.zoned:  # where neither names a time zone, both mean the same one
            return self.end <= other.start
        return self.end <= other.start - _EAST if self.zoned else self.end + _WEST <= other.start

    def is_like(self, other: "Moment") -> bool:
        """Whether both tell the same, so that only the order of the file is left to go by."""
        return self == other and self.clear


def moment(value: object, day: date) -> Moment:
    """The span of time that a value names; `day` is the day that it names (`as_day`)."""
    if isinstance(value, datetime):  # a cell that shows minutes holds no seconds, and is no more exact than it shows
        value = value.isoformat(" ", "auto" if value.second or value.microsecond else "minutes")
    return _moment(clean(as_text(value) or ""), day)


@lru_cache(maxsize=4096)
def _moment(text: str, day: date) -> Moment:
    midnight = day.toordinal() * _DAY
    if count := _COUNT.fullmatch(text):
        exact = _SECOND if count[3] else _SECOND // 1000
        return _span(_EPOCH + int(count[1] or count[2] or count[3]) * exact, exact, midnight)
    if ":" not in text:
        return Moment(midnight, midnight + _DAY, zoned=False)
    match = _CLOCK.search(text)
    clock = _clock(match) if match else None
    offset = _offset(match["zone"]) if match and match["zone"] else None
    span = _span(midnight + clock[0], clock[1], midnight) if clock else Moment(midnight, midnight + _DAY, True, False)
    if offset is not None:
        return span._replace(start=span.start - offset, end=span.end - offset)
    if match and not match["zone"]:
        return span._replace(zoned=False)
    return Moment(span.start - _EAST, span.end + _WEST, zoned=True, clear=False)


_COUNT: Final = pattern(r"(?:/Date\((-?\d+)(?:[+-]\d{4})?\)/|(\d{13}))|(\d{10})", re.ASCII)
"""Milliseconds, or seconds, since 1970; what `as_day` takes for a count."""
_CLOCK: Final = pattern(
    r"(?<!\d)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?)?"
    r"\s*(?:(?P<half>[AaPp])\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?\Z",
    re.ASCII,
)


def _span(start: int, exact: int, midnight: int) -> Moment:
    """A moment of UTC that is told to so many nanoseconds.

    Midnight itself is how systems write a day without a time: 1 November as 2026-11-01T00:00:00.
    """
    return Moment(start, start + (_DAY if start == midnight else exact), zoned=True)


def _clock(match: re.Match[str]) -> tuple[int, int] | None:
    """The time since midnight, and how exact it is; None where no clock shows it (25:70, 14:00 PM)."""
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"] in "Pp" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    part = match["part"] or ""
    exact = _MINUTE if match["second"] is None else _SECOND // 10 ** len(part)
    return hour * _HOUR + minute * _MINUTE + second * _SECOND + int(part or 0) * exact, exact


def _offset(zone: str) -> int | None:
    """How far a time zone is ahead of UTC; None where there is none like it (+25:00)."""
    if zone[0] not in "+-":
        return 0
    ahead = int(zone[1:3]) * _HOUR + int(zone[-2:]) * _MINUTE
    ahead = -ahead if zone[0] == "-" else ahead
    return ahead if -_WEST <= ahead <= _EAST and int(zone[-2:]) < 60 else None
