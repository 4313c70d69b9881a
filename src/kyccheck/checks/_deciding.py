"""Who decided, and what, in the words that exports have for it."""

import re
from datetime import date
from typing import Final

from kyccheck.asking.answer import Answer, Status
from kyccheck.asking.context import Context
from kyccheck.asking.look import Look
from kyccheck.records.fields import folded
from kyccheck.records.record import Record
from kyccheck.values.day import Unclear
from kyccheck.values.value import as_text
from kyccheck.values.written import written

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


def dated(record: Record, look: Look, context: Context) -> Answer | None:
    """What is off with the day of a decision; None where it was taken on a day, by the as-of day."""
    day = context.day(look.get(record))
    if isinstance(day, Unclear):
        reason = f'has "{written(look.get(record), 60)}" as its day, which {day.value}'
        return Answer(Status.REVIEW, reason, look.seen(record))
    if day > context.as_of:
        return Answer(Status.FAIL, f"is dated {day}, after the day of this audit", look.seen(record))
    return None
