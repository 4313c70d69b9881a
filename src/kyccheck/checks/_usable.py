"""Whether a value of `aligned` can be compared at all, and whether two are the same to the letter."""

from typing import Any, Final

from kyccheck.asking.answer import Answer
from kyccheck.asking.look import Lack
from kyccheck.checks._sides import Value
from kyccheck.late import pattern
from kyccheck.records.case import Case
from kyccheck.values.value import FILLED_OPENINGS, is_filled
from kyccheck.values.value import says_none as in_words
from kyccheck.values.written import written

_DAMAGED: Final = pattern(r"\d[.,]?\d*[Ee]\+?\d")
"""A number that a spreadsheet has written as 8.52E+10: two that look the same need not have been."""
_DIGITS: Final = frozenset("0123456789")


def plainly_same(left: Any, right: Any) -> bool:
    """Whether two values are the same to the letter, and say something: then no form is asked.

    Not so a number that a spreadsheet has damaged, and nothing that holds a blank.
    """
    return left == right and _says_the_same(left, right)


def _says_the_same(left: Any, right: Any) -> bool:
    """Whether two equal values are of one type (1 is not true) and say something, in every part."""
    kind = type(left)
    if kind is not type(right):
        return False
    if kind is str:
        return is_filled(left) and not (left[-1] in _DIGITS and "E" in left.upper() and _DAMAGED.search(left))
    if kind is dict:
        for key, value in left.items():
            other = right[key]
            if type(value) is str:  # said here, and not one call deeper, since most parts are words
                if value[:2] in FILLED_OPENINGS and (value[-1] not in _DIGITS or "E" not in value.upper()):
                    continue
            elif type(value) is type(other) is int:
                continue
            if not _says_the_same(value, other):
                return False
        return bool(left)
    if kind is list:
        nested = any(type(member) is list for member in left)  # no list of a case holds lists
        return bool(left) and not nested and all(map(_says_the_same, left, right))
    return kind is int


def is_plural(words: str) -> bool:
    """Whether what a field is called stands for several things: add-ons, and not an address."""
    return words.endswith("s") and not words.endswith("ss")


def says_none(value: Value) -> bool:
    """Whether a list says in words that nothing is in it."""
    return value.look.type == "list" and in_words(value.value)


def unusable(value: Value) -> Answer | None:
    """The answer where a value cannot be compared; None where it can. Of the entries of a list the form tells that."""
    lack = value.look.lack(value.value)
    if lack is None or lack is Lack.HOLLOW:
        return None
    return lack.answer(_lacking(value, lack), value.seen)


def _lacking(value: Value, lack: Lack) -> str:
    """What is lacking, in a sentence."""
    if lack is Lack.ABSENT:
        subject = value.source.subject
        record = subject.first(value.look.section) if isinstance(subject, Case) else subject
        missing = record.missing if record is not None else ""
        why = missing or ("no export given has that field" if record is not None else "no export given carries it")
        return f"nothing shows {value.called}: {why}"
    if lack is Lack.ERROR:
        return f"nothing shows {value.called}: the cell is an error of the spreadsheet ({written(value.value, 60)})"
    if lack is Lack.BLANK:
        return f"{value.called} {'are' if is_plural(value.look.what) else 'is'} blank"
    if lack is Lack.NO_SINGLE:
        return f"{value.called} is something other than one value: {written(value.value, 60)}"
    return f'{value.called} is only a placeholder ("{written(value.value, 60)}")'
