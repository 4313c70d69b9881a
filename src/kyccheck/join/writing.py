"""Whether two writings of a field are one value, by the type of the field: exactly, and never by a guess."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from kyccheck.join.monday_items import item_of
from kyccheck.records.fields import sections
from kyccheck.values.day import as_day
from kyccheck.values.value import as_number, as_text, as_truth


def is_one(path: str, mine: object, other: object) -> bool:
    """Whether two values of the field `section.name` are one: 2026-11-13 and 13 Nov 2026, "no" and false.

    An item of Monday.com may be told by a link to it.
    """
    section, _, name = path.partition(".")
    field = sections()[section].fields.get(name) if section in sections() else None
    read = item_of if path == "tracking.id" else _READ.get(field.type) if field else None
    if read is None:
        return False
    one = read(mine)
    return one is not None and one == read(other)


def _day(value: object) -> date | None:
    day = as_day(value)
    return day if isinstance(day, date) else None


def _words(value: object) -> str | None:
    """Words, whatever their case and the blanks between them."""
    text = as_text(value)
    return None if text is None else " ".join(text.casefold().split())


_PHONE: Final = re.compile(r"\+?(?:[\d .()]|-(?=\d{3})){7,30}", re.ASCII)  # "-39" at the end would be a range
_MOST_DIGITS: Final = 15


def _digits(value: object) -> str | None:
    """The digits of one telephone number with nothing beside it."""
    text = as_text(value) or ""
    digits = re.sub(r"\D", "", text).removeprefix("00")
    return digits if _PHONE.fullmatch(text) and len(digits) <= _MOST_DIGITS else None


def _country(value: object) -> str | None:
    from kyccheck.forms._countries import code_of

    text = as_text(value)
    return (code_of(text) if text else None) or _words(value)


_READ: Final[dict[str, Callable[[object], object]]] = {
    "date": _day,
    "flag": as_truth,
    "phone": _digits,
    "number": as_number,
    "money": as_number,
    "country": _country,
    **dict.fromkeys(("text", "name", "id", "email", "address", "stage"), _words),
}
