"""What plain fields of a record say of its end: that it is archived, deleted, spam, or merged into another.

Of an account of ODB also that it is suspended, closed or not active.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from kyccheck.records.fields import folded, may_end
from kyccheck.records.record import HELD_BACK, MAIN, Mark, Record
from kyccheck.values.day import as_day
from kyccheck.values.value import as_id, as_text, as_truth, is_blank, says_none

if TYPE_CHECKING:
    from kyccheck.sources._table import Columns

_GONE: Final = frozenset({"archived", "deleted", "trashed", "trash", "merged", "spam"})
_NOT_IN_SERVICE: Final = frozenset({
    *("terminated", "suspended", "cancelled", "canceled", "closed", "inactive", "not active", "disabled"),
    *("deactivated", "expired", "ended", "ceased", "discontinued", "disconnected", "blocked", "barred", "draft"),
    *("停用", "已停用", "终止", "終止", "已终止", "已終止", "取消", "已取消", "注销", "註銷", "已注销", "已註銷"),
})  # fmt: skip
_IN_SERVICE: Final = frozenset({"active", "isactive", "enabled"})
_INTO: Final = frozenset({"mergedto", "mergedtoid", "mergedinto", "mergedintoid"})
_NOTHING: Final = frozenset({"0", "null", "none"})


_STATES: Final = frozenset({"state", "status", "lifecyclestate", "accountstatus", "accountstate"})


def end_of(section: str, key: str, value: Any) -> str:
    """The word for the end that a key tells: "archived", "merged" or "spam"; "" where it tells of none."""
    word = folded(key).replace(" ", "")
    text = folded(as_text(value) or "")
    if word in _IN_SERVICE:
        return "archived" if as_truth(value) is False else ""
    if word in _STATES:
        return _named(text) if text in _GONE or (section == "odb" and text in _NOT_IN_SERVICE) else ""
    value = _plain(value)
    if is_blank(value) or as_truth(value) is False or text in _NOTHING or says_none(value):
        return ""
    if word.endswith(("at", "on")) and as_truth(value) is None and not isinstance(as_day(value), date):
        return ""  # a day that stands for none
    return "merged" if word in _INTO else _named(word)


def _plain(value: Any) -> Any:
    """What an object says in the place of an id or a day: {"id": 99}, {"Time": "0001-01-01", "Valid": false}."""
    if isinstance(value, dict):
        return None if value.get("Valid") is False else value.get("id", value)
    return value


def _named(word: str) -> str:
    return "merged" if "merged" in word else "spam" if "spam" in word else "archived"


def ending_of(columns: Columns) -> tuple[tuple[str, int], ...]:
    """The columns of a table that say whether a record is there any more."""
    ignored = {title for title in columns.shape.ignored if may_end(columns.section, title)}
    return tuple((title, place) for place, title in enumerate(columns.header) if title in ignored)


def mark(record: Record, ending: Iterable[tuple[str, Any]]) -> None:
    """Mark a record whose end is told by these keys and their values."""
    ends = {end: value for key, value in ending if (end := end_of(record.section, key, value))}
    if record.section in MAIN and "archived" not in ends:
        one = "deal" if record.section == "deal" else as_text(record.fields.get("kind")) or "ticket"
        called = f"{HELD_BACK}{one} {record.id}"
        if "merged" in ends:
            into = as_id(_plain(ends["merged"])) or ""
            there = into if any(map(str.isdigit, into)) else "another one"
            said = f"{called} was merged into {there}; go on with that one, and take this one out of the export"
            record.notes = (*record.notes, said)
        if "spam" in ends:
            said = f"{called} is marked as spam; take the mark away there, or take the {one} out of the export"
            record.notes = (*record.notes, said)
    elif ends:
        record.mark(Mark.ARCHIVED)
