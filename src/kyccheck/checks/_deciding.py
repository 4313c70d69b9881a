"""Who decided, and what, in the words that exports have for it."""

from datetime import date
from typing import Final

from kyccheck.context import Context
from kyccheck.fields import folded
from kyccheck.record import Record
from kyccheck.value import as_text

TEAMS: Final = {
    "iod": frozenset({"iod"}),
    "provisioning": frozenset({"provisioning"}),
    "legal": frozenset({"legal"}),
    "management": frozenset({"management", "ceo"}),
}
"""The words by which a team is told: "IOD Team - Check and approval" is the IOD."""

_NOT_OF_IT: Final = frozenset({"not", "non", "former", "ex"})
_DECISIONS: Final = {
    "approved": frozenset({"approved", "approve", "yes", "y", "true", "1", "ok", "okay", "accepted", "agreed"}),
    "rejected": frozenset(
        {"rejected", "reject", "no", "n", "false", "0", "declined", "denied", "refused", "withdrawn", "revoked"}
    ),
}

DECISION_OF: Final = {spelling: name for name, spellings in _DECISIONS.items() for spelling in spellings}
"""By a word, as it is compared: "approved" or "rejected"."""


def is_of(team: str | None, words: frozenset[str]) -> bool:
    """Whether what an export calls a team is the one that goes by these words."""
    said = folded(team or "").split()
    return not words.isdisjoint(said) and _NOT_OF_IT.isdisjoint(said)


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
