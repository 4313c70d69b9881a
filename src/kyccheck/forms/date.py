"""A day.

The same: one day however it is written (`2026-03-12`, `12 Mar 2026`, `12.03.2026`, a time of that day, a spreadsheet's
date). Slashed dates are read in the order that the mapping gives (`date_order`).

To a person: a date that may be two days (`03/04/2026` without an order), and what is no date.

Different: two days; also an ambiguous date of which neither reading is the other side's day.
"""

from __future__ import annotations

from datetime import date

from kyccheck.forms import Context, Likeness
from kyccheck.forms._answers import aligned, lack, misaligned, review, same_text, say
from kyccheck.values.day import Unclear, as_day


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values are one day."""
    lacks = lack(left), lack(right)
    if any(lacks):
        said = dict.fromkeys(
            f"{say(value, 40)} is {what}" if what != "blank" else "a date is blank"
            for value, what in zip((left, right), lacks, strict=True)
            if what
        )
        return review(" and ".join(said))
    a, b = as_day(left, context.date_order), as_day(right, context.date_order)
    normal = _shown(a), _shown(b)
    for value, day in ((left, a), (right, b)):
        if isinstance(day, Unclear) and day is not Unclear.AMBIGUOUS:
            return review(f"{say(value, 40)} {day.value}", *normal)
    if isinstance(a, date) and isinstance(b, date):
        if a == b:
            return same_text(left, right) or aligned(f"both are {a.isoformat()}", *normal)
        return misaligned(f"{a.isoformat()} is not {b.isoformat()}", *normal)
    same = same_text(left, right)
    if same:
        return same
    if not _readings(left, a) & _readings(right, b):
        return misaligned("neither way of reading day and month gives the same day", *normal)
    unclear = [say(value, 40) for value, day in ((left, a), (right, b)) if not isinstance(day, date)]
    return review(f"{' and '.join(unclear)}: could be day/month or month/day", *normal)


def _readings(value: object, day: date | Unclear) -> set[date | Unclear]:
    return {day} if isinstance(day, date) else {as_day(value, order) for order in ("dmy", "mdy")}


def _shown(day: date | Unclear) -> str:
    return day.isoformat() if isinstance(day, date) else ""
