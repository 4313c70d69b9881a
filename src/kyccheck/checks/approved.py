"""Pass when a team has approved, and nobody of it has taken that back.

    approved: iod
    approved: {team: management, decision: [approved, rejected]}

The latest decision of the team counts, by its day; two that differ on one day, or that carry no day, are for a person
to judge. An approval needs a name and a day that is not after the as-of day. Teams: iod, provisioning, legal,
management. `decision` says which decisions will do; `if_absent: fail` counts an approval that no export could show as
not given.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final, Literal

from kyccheck.case import Case
from kyccheck.checks import Answer, Compiled, Context, Look, Seen, Status, Subject, worst
from kyccheck.fields import folded
from kyccheck.record import Record
from kyccheck.value import Unclear, as_text, is_filled, written

_TEAMS: Final = {
    "iod": frozenset({"iod", "iod team"}),
    "provisioning": frozenset({"provisioning", "provisioning team"}),
    "legal": frozenset({"legal", "legal team", "legal department"}),
    "management": frozenset({"management", "top management", "management team", "ceo"}),
}
_DECISIONS: Final = {
    "approved": frozenset({"approved", "approve", "yes", "ok", "accepted", "agreed"}),
    "rejected": frozenset({"rejected", "reject", "no", "declined", "denied", "refused"}),
}

_DECISION_OF: Final = {spelling: name for name, spellings in _DECISIONS.items() for spelling in spellings}


@dataclass(frozen=True, slots=True)
class Check:
    """`team`: whose decision; `decision`: which ones will do."""

    short: ClassVar[str] = "team"
    team: Literal["iod", "provisioning", "legal", "management"]
    decision: tuple[Literal["approved", "rejected"], ...] = ("approved",)
    if_absent: Literal["unknown", "fail"] = "unknown"

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return tuple(f"approvals[].{name}" for name in ("team", "decision", "by", "on"))

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        listing = context.list("approvals")
        looks = [context.inside("approvals").look(name) for name in ("team", "decision", "by", "on")]
        team, decision, _, on = looks
        called = {"iod": "IOD", "provisioning": "provisioning", "legal": "legal", "management": "management"}[self.team]
        fine = Answer(Status.PASS, f"{called} has {' or '.join(self.decision)}")
        none = f"{called} has not {' or '.join(self.decision)}"

        def ask(subject: Subject) -> Answer:
            assert isinstance(subject, Case)  # noqa: S101 - approvals are looked at in cases
            records = listing.get(subject)
            nothing = listing.nothing(subject, records)
            if nothing is not None and nothing.status is Status.UNKNOWN and self.if_absent == "fail":
                return Answer(Status.FAIL, f"{none}: {nothing.reason}", nothing.seen)
            if nothing is not None:
                return nothing._replace(reason=none) if nothing.undecided else nothing
            teams = [folded(as_text(team.get(record)) or "") for record in records]
            mine = [item for item, whose in zip(enumerate(records), teams, strict=True) if whose in _TEAMS[self.team]]
            if not mine:
                return Answer(Status.FAIL, none, (Seen(subject, "approvals"),), undecided=True)
            latest = _latest(mine, context)
            answers = [(place, record, one(record)) for place, record in latest]
            off = [listing.of_member(*item) for item in answers if item[2] is not fine]
            if off and len(off) < len(answers):
                reason = f"{called} has decided in more than one way, and no day says which came last"
                return Answer(Status.REVIEW, reason, tuple(item for answer in off for item in answer.seen))
            return worst(off) if off else fine

        def one(record: Record) -> Answer:
            for look in looks:
                unusable = look.unusable(record, look.get(record))
                if unusable is not None:
                    return unusable._replace(undecided=False)
            day = context.day(on.get(record))
            if isinstance(day, Unclear):
                reason = f'has "{written(on.get(record), 60)}" as its day, which {day.value}'
                return Answer(Status.REVIEW, reason, on.seen(record))
            if day > context.as_of:
                return Answer(Status.FAIL, f"is dated {day}, after the day of this audit", on.seen(record))
            return self._decided(record, decision) or fine

        def surely(raw: dict[str, Any]) -> Answer | None:
            found = False
            for entry in raw["approvals"]:
                if folded(entry["team"]) not in _TEAMS[self.team]:
                    continue
                day = context.day(entry["on"])
                said = _DECISION_OF.get(folded(entry["decision"]))
                if said not in self.decision or isinstance(day, Unclear) or day > context.as_of:
                    return None
                if not is_filled(entry["by"]):
                    return None
                found = True
            return fine if found else None

        return Compiled(ask, surely)

    def _decided(self, record: Record, decision: Look) -> Answer | None:
        """None where the decision is one that will do."""
        text = as_text(decision.get(record)) or ""
        said = _DECISION_OF.get(folded(text))
        if said in self.decision:
            return None
        if said is not None:
            return Answer(Status.FAIL, f"says {said}", decision.seen(record))
        reason = f'says "{written(text, 60)}", which is neither approved nor rejected'
        return Answer(Status.REVIEW, reason, decision.seen(record))


def _latest(records: list[tuple[int, Record]], context: Context) -> list[tuple[int, Record]]:
    """The records of the latest day, and those whose day cannot be told."""
    days = [(context.day(record.fields.get("on")), place, record) for place, record in records]
    told = [day for day, _, _ in days if isinstance(day, date) and day <= context.as_of]
    last = max(told, default=None)
    return [
        (place, record)
        for day, place, record in days
        if day == last or not isinstance(day, date) or (last is None and day > context.as_of)
    ]
