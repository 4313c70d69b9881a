"""The answers that every form gives, and the guard that stands before every comparison."""

from __future__ import annotations

from typing import Final

from kyccheck.forms import Likeness
from kyccheck.values.value import as_text, is_blank, is_filled, is_placeholder
from kyccheck.values.written import written

LONGEST: Final = 1000
"""Characters. Nothing that a form compares is longer; what is longer is a person's to read."""


def aligned(why: str, left: str = "", right: str = "") -> Likeness:
    """The two are the same."""
    return Likeness("aligned", why, (left, right))


def review(why: str, left: str = "", right: str = "") -> Likeness:
    """A person should look at the two."""
    return Likeness("review", why, (left, right))


def misaligned(why: str, left: str = "", right: str = "") -> Likeness:
    """The two differ."""
    return Likeness("misaligned", why, (left, right))


def guard(left: object, right: object, called: tuple[str, str]) -> Likeness | None:
    """The answer that needs no form (blank, placeholder, no single value, very long), or None."""
    lacks = lack(left), lack(right)
    if lacks == ("", ""):
        return None
    if lacks[0] == lacks[1]:
        return review(f"both values are {lacks[0]}")
    return review(" and ".join(f"{side} is {what}" for side, what in zip(called, lacks, strict=True) if what))


def same_text(left: object, right: object) -> Likeness | None:
    """The answer to two values that are the same text, or None. Blank and placeholder text is never the same."""
    if isinstance(left, str) and left == right and is_filled(left):
        return Likeness("aligned", "the same as written", (left, left))
    return None


def opening(left: object, right: object, called: tuple[str, str]) -> Likeness | None:
    """What most forms ask first: the same text, or no value at all."""
    return same_text(left, right) or guard(left, right, called)


def same_but_for_case(left: object, right: object) -> str:
    """What two plain texts of several words share that differ only in case and spacing: those words, or "".

    For speed: most values that are not the same to the letter are the same so, and need no closer reading.
    """
    if type(left) is not str or type(right) is not str or left == right or len(left) > LONGEST:
        return ""
    if not (left.isascii() and right.isascii()):
        return ""
    words = left.casefold().split()
    return " ".join(words) if len(words) > 1 and words == right.casefold().split() and is_filled(left) else ""


def lack(value: object) -> str:
    """What a value lacks to be compared, as the end of a sentence; "" where it lacks nothing."""
    if type(value) is str and len(value) <= LONGEST and is_filled(value):
        return ""
    if is_blank(value):
        return "blank"
    text = text_of(value)
    if not text:
        return "not a single value"
    if is_placeholder(text):
        return f"only a placeholder ({say(text)})"
    return "too long to compare" if len(text) > LONGEST else ""


def text_of(value: object) -> str:
    """A single value as text; "" where it is none."""
    try:
        return as_text(value) or ""
    except ValueError:  # Python writes no whole number of more than 4300 digits
        return ""


def say(value: object, limit: int = 60) -> str:
    """A value in a `why`: on one line, and cut."""
    try:
        return " ".join(written(value, limit).split())
    except ValueError:
        return "a very long number"
