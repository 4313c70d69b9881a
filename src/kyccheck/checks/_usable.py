"""Whether a value of `aligned` can be compared at all, and whether two are the same to the letter."""

import re
from typing import Any, Final, cast

from kyccheck.case import Case
from kyccheck.checks import Answer, Status
from kyccheck.checks._sides import Value
from kyccheck.grid import ErrorCell
from kyccheck.value import ABSENT, as_text, is_blank, is_filled, is_placeholder, written

_DAMAGED: Final = re.compile(r"\d[.,]?\d*E\+?\d", re.IGNORECASE)
"""A number that a spreadsheet has written as 8.52E+10: two that look the same need not have been."""


def plainly_same(left: object, right: object) -> bool:
    """Whether two values are the same to the letter, and say something: then no form is asked.

    Not so a number that a spreadsheet has damaged, and nothing that holds a blank.
    """
    if left != right or type(left) is not type(right):
        return False
    if type(left) is list:
        pairs = zip(left, cast("list[Any]", right), strict=True)
        return bool(left) and all(type(one) is type(other) and _says(one) for one, other in pairs)
    return _says(left)


def _says(value: object) -> bool:
    """Whether a value, and every part of it, says something for certain."""
    if type(value) is str:
        return is_filled(value) and not (value[-1:].isdigit() and "E" in value.upper() and _DAMAGED.search(value))
    if type(value) is int:
        return True
    parts = value if type(value) is list else value.values() if type(value) is dict else ()
    for part in parts:
        if type(part) is not int and not _says(part):
            return False
    return bool(parts)


def unusable(value: Value) -> Answer | None:
    """The answer where a value cannot be compared; None where it can."""
    raw = value.value
    if raw is ABSENT:
        subject = value.source.subject
        record = subject.first(value.look.section) if isinstance(subject, Case) else subject
        missing = record.missing if record is not None else ""
        why = missing or ("no export given has that field" if record is not None else "no export given carries it")
        return Answer(Status.UNKNOWN, f"nothing shows {value.called}: {why}", value.seen)
    if isinstance(raw, ErrorCell):
        reason = f"{value.called} is an error of the spreadsheet ({written(raw, 60)})"
        return Answer(Status.FAIL, reason, value.seen, undecided=True)
    if is_blank(raw):
        return Answer(Status.FAIL, f"{value.called} is blank", value.seen, undecided=True)
    text = as_text(raw)
    if text is None and not (value.look.type == "list" and isinstance(raw, (list, tuple))):
        reason = f"{value.called} is something other than one value: {written(raw, 60)}"
        return Answer(Status.REVIEW, reason, value.seen)
    if text is not None and is_placeholder(text) and not value.look.really(text):
        reason = f'{value.called} is only a placeholder ("{written(text, 60)}")'
        return Answer(Status.FAIL, reason, value.seen, undecided=True)
    return None
