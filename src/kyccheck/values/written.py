"""Values as people are shown them, in reasons and reports."""

from __future__ import annotations

from typing import Final

from kyccheck.late import pattern
from kyccheck.values.day import MILLISECONDS, Unclear, as_day
from kyccheck.values.grid import ErrorCell
from kyccheck.values.value import as_text, clean

_OWN_ID: Final = pattern(r"(?=[^\d]*\d)(?![A-Za-z]{1,2}\d{6}[\dAa]?$)[A-Za-z\d._-]{1,40}")
"""An id that a system gives: one word, and no number of an identity card (A1234567)."""


def written(value: object, limit: int = 200) -> str:
    """A value in a sentence for people, cut where it is long. Never blank.

    It is as it was read, but for Xero's /Date(ms)/: nobody can read a day in that.
    """
    day = as_day(value) if isinstance(value, str) and MILLISECONDS.fullmatch(clean(value)) else Unclear.NONE
    return as_read(value, limit) if isinstance(day, Unclear) else day.isoformat()[:limit]


def as_read(value: object, limit: int = 200) -> str:
    """A value as it was read, as text, cut where it is long. Never blank."""
    text = _in_words(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def called(what: str, own: str) -> str:
    """A record in a problem ("case 9001"). Problems go to standard error: an id that may be a person's is left out."""
    return f"{what} {own}" if _OWN_ID.fullmatch(own) else what


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
