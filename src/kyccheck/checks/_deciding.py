"""Who decided, and what, in the words that exports have for it; and whether the case was returned since."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from kyccheck.asking.answer import Answer, Seen, Status
from kyccheck.asking.context import Context
from kyccheck.asking.look import Look
from kyccheck.errors import RefusedError
from kyccheck.records.case import Case
from kyccheck.records.fields import folded
from kyccheck.records.record import Record
from kyccheck.values.value import as_text

HISTORY: Final = ("history[].stage", "history[].entered", "history[].left")
"""What `returned` reads."""

TEAMS: Final = {
    "iod": frozenset({"iod"}),
    "provisioning": frozenset({"provisioning"}),
    "legal": frozenset({"legal"}),
    "management": frozenset({"management", "ceo"}),
}
"""The words by which a team is told: "IOD Team - Check and approval" is the IOD."""

_NOT_OF_IT: Final = frozenset({"not", "non", "former", "ex"})
_BESIDE_ANY: Final = frozenset(
    {"team", "teams", "dept", "department", "division", "unit", "group", "stage", "step", "internal", "in", "house"}
    | {"check", "checks", "checking", "approval", "approvals", "approved", "approve", "decision", "sign", "off"}
    | {"kounted", "cinnox", "and", "of", "the", "for", "by", "at", "our"}
)
_OF_A_TEAM: Final = frozenset(
    {"office", "desk", "manager", "managers", "head", "lead", "director", "officer", "member"}
)
_BESIDE: Final = {
    "iod": _BESIDE_ANY | _OF_A_TEAM,
    "provisioning": _BESIDE_ANY | _OF_A_TEAM,
    "legal": _BESIDE_ANY | _OF_A_TEAM | {"compliance", "counsel", "adviser", "advisor"},
    "management": _BESIDE_ANY | {"top", "senior", "upper", "executive", "board", "committee", "chief", "officer"},
}
"""Words beside a team's own that make no other one of it: "Account Management" and "client legal" are others."""
_DECISIONS: Final = {
    "approved": frozenset({"approved", "approve", "yes", "y", "true", "1", "ok", "okay", "accepted", "agreed"}),
    "rejected": frozenset(
        {"rejected", "reject", "no", "n", "false", "0", "declined", "denied", "refused", "withdrawn", "revoked"}
    ),
}

DECISION_OF: Final = {spelling: name for name, spellings in _DECISIONS.items() for spelling in spellings}
"""By a word, as it is compared: "approved" or "rejected"."""


def is_of(said: str | None, team: str) -> bool | None:
    """Whether what an export calls a team is this one; None where nobody can tell."""
    words = set(re.findall(r"[^\W_]+", folded(said or "")))
    if TEAMS[team].isdisjoint(words) or not _NOT_OF_IT.isdisjoint(words):
        return False
    return True if words - TEAMS[team] <= _BESIDE[team] else None


def decision(value: object) -> str | None:
    """What was decided: "approved" or "rejected"; None where nobody can tell."""
    if isinstance(value, bool):
        return "approved" if value else "rejected"
    return DECISION_OF.get(folded(as_text(value) or ""))


def latest_of(records: list[tuple[int, Record]], context: Context) -> list[tuple[int, Record]]:
    """The records of the latest day, and those whose day cannot be told."""
    days = [(context.day(record.fields.get("on")), place, record) for place, record in records]
    told = [day for day, _, _ in days if isinstance(day, date) and day <= context.as_of]
    last = max(told, default=None)
    return [
        (place, record)
        for day, place, record in days
        if day == last or not isinstance(day, date) or (last is None and day > context.as_of)
    ]


def look_at_day(name: str, context: Context) -> Look:
    """The look at a field that holds a day. Raises RefusedError where it is of another type."""
    look = context.look(name)
    if look.type != "date":
        raise RefusedError(f"{name!r} is not a date, so nothing could come before it")
    return look


def older(record: Record, on: Look, case: Case, made: tuple[Look, ...], context: Context) -> Answer | None:
    """Review where a record is dated more than a day before the deal or ticket was made."""
    day = context.day(on.get(record))
    for look in made:
        first = context.day(look.get(case))
        if isinstance(day, date) and isinstance(first, date) and (first - day).days > 1:
            reason = f"is dated {day}, before the {look.what} ({first}): is it for this order?"
            return Answer(Status.REVIEW, reason, (*on.seen(record), *look.seen(case)))
    return None


def returned(case: Case, stage: str, decided: date, context: Context) -> Answer | None:
    """Review where a case entered a stage after it was decided on, up to the as-of day, or was still in it then.

    Entries on the day of the decision do not count, since nobody can tell which came first.
    """
    for place, record in enumerate(case.records.get("history") or ()):
        day, left = (context.day(record.fields.get(name)) for name in ("entered", "left"))
        was_there = isinstance(left, date) and day == decided < left
        if isinstance(day, date) and (decided < day or was_there) and day <= context.as_of:
            words = case.words(as_text(record.fields.get("stage")) or "")
            if next((found for word in words if (found := context.stage_of(word))), None) == stage:
                reason = f"is dated {decided}, and the case went back to {stage} on {day}: does it still hold?"
                paths = (f"history[{place}].stage", f"history[{place}].entered")
                return Answer(Status.REVIEW, reason, tuple(Seen(case, path) for path in paths))
    return None


def may_be_returned(stage: str, context: Context) -> Callable[[list[dict[str, Any]] | None, int], bool]:
    """What tells whether a case, as it was read, may have been returned after a day: False only where it is not."""
    days = context.days

    def may_be(history: list[dict[str, Any]] | None, decided: int) -> bool:
        for entry in history or ():
            if days[entry.get("entered")] >= decided:
                word = entry.get("stage")
                if type(word) is not str or context.stage_of(word) in (None, stage):
                    return True
        return False

    return may_be
