"""Pass when a team has approved, and nobody of it has taken that back.

    approved: iod
    approved: {team: management, decision: [approved, rejected]}
    approved: {team: management, not_before: risk.assessed_on}
    approved: {team: iod, returned_to: draft}
    approved: {team: iod, not_older_than: [deal.created, case.created]}

The latest decision of the team counts, by its day; two that differ on one day, or that carry no day, are for a person
to judge, and so is a later one that names no team and does not plainly approve. A name that has more in it than the
team's word ("Account Management", "Customer's legal") may be another team's: that is for a person to judge as well. An
approval needs a name and a day that is not after the as-of day; whether a contact of the customer has approved for us,
a person judges. Teams: iod, provisioning, legal, management. `decision` says which decisions will do; `if_absent: fail`
counts an approval that no export shows in full as not given. `not_before` names the day of what was decided on: a
decision that was taken before that day is for a person to judge. So is, with `returned_to`, one after which the history
shows that the case went back to that stage; and, with `not_older_than`, one of more than a day before one of these days
(time zones may make a day of difference): a deal that was copied brings the approvals of the other one along, and the
second ticket of a deal finds those of the first.
"""

import math
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, Final, Literal

from kyccheck import registry
from kyccheck.asking.answer import Answer, Seen, Status, Subject, of_case, worst
from kyccheck.asking.context import Context
from kyccheck.asking.look import Look
from kyccheck.checks import Compiled
from kyccheck.checks._deciding import (
    DECISION_OF,
    HISTORY,
    decision,
    is_of,
    latest_of,
    look_at_day,
    may_be_returned,
    older,
    returned,
)
from kyccheck.checks._hardly import hardly, odd
from kyccheck.checks._of_customer import READS as CONTACTS
from kyccheck.checks._of_customer import may_be_of_customer, of_customer
from kyccheck.checks._openings import OPENINGS
from kyccheck.checks._writer import Sure, Writer
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.records.case import Case
from kyccheck.records.record import MORE, Record
from kyccheck.values.day import Unclear
from kyccheck.values.value import ABSENT, as_text, is_blank, is_filled
from kyccheck.values.written import written

_MOST_KNOWN: Final = 1000
_List = list[dict[str, Any]] | None
"""A list of a case as it was read; None where it is not there."""


@dataclass(frozen=True, slots=True)
class Check:
    """`team`: whose decision; `decision`: which ones will do; the other words: after what it must have been taken."""

    short: ClassVar[str] = "team"
    team: Literal["iod", "provisioning", "legal", "management"]
    decision: tuple[Literal["approved", "rejected"], ...] = ("approved",)
    if_absent: Literal["unknown", "fail"] = "unknown"
    not_before: str = ""
    returned_to: str = ""
    not_older_than: tuple[str, ...] = ()

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return (*(f"approvals[].{name}" for name in ("team", "decision", "by", "on")), *self.spare())

    def spare(self) -> tuple[str, ...]:
        """Of these, what it can do without: what only ever speaks against it."""
        return (
            *filter(None, (self.not_before, *self.not_older_than)),
            *(HISTORY if self.returned_to else ()),
            *CONTACTS,
        )

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        if not self.decision:
            raise RefusedError("approved names no decision that would do")
        for name in filter(None, (self.not_before, *self.not_older_than)):
            look_at_day(name, context)
        if self.returned_to and context.stages and self.returned_to not in context.stages:
            allowed = registry.allowed(self.returned_to, context.stages)
            raise RefusedError(f"unknown stage {self.returned_to!r}; {allowed}")
        asking = _Asking(self, context)
        return Compiled(asking.ask, asking.surely)


class _Asking:
    """The question, compiled."""

    def __init__(self, check: Check, context: Context) -> None:
        self._whose = check.team
        self._wanted = check.decision
        self._strict = check.if_absent == "fail"
        self._context = context
        self._listing = context.list("approvals")
        inner = context.inside("approvals")
        self._team, self._decision, self._by, self._on = (inner.look(name) for name in ("team", "decision", "by", "on"))
        self._fields: tuple[tuple[Look, Callable[[Record], Answer | None]], ...] = (
            (self._team, lambda _: None),
            (self._decision, self._decided),
            (self._by, self._named),
            (self._on, lambda record: self._on.odd_day(record, context, "its day")),
        )
        self._tells = hardly("person") or str
        self._called = "IOD" if check.team == "iod" else check.team
        said = " or ".join(check.decision)
        self._fine = Answer(Status.PASS, f"{self._called} has {said}")
        self._none = f"{self._called} has not {said}"
        self._absent = Answer(Status.FAIL, self._none)
        self._since = context.look(check.not_before) if check.not_before else None
        self._made = tuple(map(context.look, check.not_older_than))
        self._returned_to = check.returned_to
        self._today = context.as_of.toordinal()
        self._ours: dict[str, bool] = {}

    def ask(self, subject: Subject) -> Answer:
        case = of_case(subject)
        records = self._listing.get(case)
        nothing = self._listing.nothing(case, records)
        if nothing is not None:
            missing = self._strict or nothing.undecided
            return Answer(Status.FAIL, self._none, nothing.seen, undecided=not self._strict) if missing else nothing
        mine = [(place, record) for place, record in enumerate(records) if self._is_ours(record)]
        if not mine and (unread := self._unread(records)) is not None:
            return self._counted(unread)
        if not mine:
            return Answer(Status.FAIL, self._none, (Seen(case, "approvals"),), undecided=not self._strict)
        latest = latest_of(mine, self._context)
        answers = [(place, record, self._counted(self._one(record))) for place, record in latest]
        off = [self._listing.of_member(*item) for item in answers if item[2] is not self._fine]
        if off and len(off) < len(answers):
            reason = f"{self._called} has decided in more than one way, and no day says which came last"
            return Answer(Status.REVIEW, reason, tuple(item for answer in off for item in answer.seen))
        if off:
            return worst(off)
        doubt = self._cut_off(records) or self._taken_back(records, latest) or self._outdated(case, latest)
        doubt = doubt or self._older(case, latest) or self._returned(case, latest)
        return doubt or self._of_customer(case, latest) or self._fine

    def _cut_off(self, records: tuple[Record, ...]) -> Answer | None:
        """The answer where further decisions are listed nowhere: the team may have taken its own back in one."""
        further = next(((place, record) for place, record in enumerate(records) if record.id == MORE), None)
        return self._listing.of_member(*further, self._one(further[1])) if further else None

    def surely(self, writer: Writer) -> Sure:
        since = writer.value(self._since.path) if self._since else "None"
        made = "".join(f"{writer.value(look.path)}, " for look in self._made)
        history = writer.members("history") if self._returned_to else "None"
        told = f"{writer.members('approvals')}, {since}, {writer.members('contacts')}, {history}, ({made})"
        code = f"{writer.bind(self._telling(), 'approved')}({told})"
        return Sure(code, lambda number: self._fine if number > 0 else self._absent, never_fails=not self._strict)

    def _telling(self) -> Callable[[_List, object, _List, _List, tuple[object, ...]], int]:
        """What tells of approvals as they were read: 1 where all that the team has decided will do, on or after a day.

        -1 where it has decided nothing, if that counts, else 0.
        """
        days, today, team_is_ours = self._context.days, self._today, self._ours.get
        will_do = frozenset(word for word, meant in DECISION_OF.items() if meant in self._wanted)
        none = -int(self._strict)
        is_back = may_be_returned(self._returned_to, self._context)

        def shown(approvals: _List, since: object, contacts: _List, history: _List, made: tuple[object, ...]) -> int:
            found = last = 0
            first = 1 if since is None else days[since] or math.inf
            for day in made:
                if day is not None:
                    first = max(first, days[day] - 1)
            for entry in approvals or ():
                team = entry["team"]
                ours = team_is_ours(team)
                if ours is None:
                    if not is_filled(team):
                        return 0
                    ours = self._remember(team)
                    if ours is None:
                        return 0
                if ours:
                    by = entry["by"]
                    if entry["decision"] not in will_do or not first <= days[entry["on"]] <= today:
                        return 0
                    if not (OPENINGS[by[:3]] or (is_filled(by) and not self._tells(by))):
                        return 0
                    if may_be_of_customer(contacts, by):
                        return 0
                    found, last = 1, max(last, days[entry["on"]])
            return none if not found else 0 if history and is_back(history, last) else 1

        return shown

    def _remember(self, team: str) -> bool | None:
        ours = is_of(team, self._whose)
        if ours is not None and len(self._ours) < _MOST_KNOWN:
            self._ours[team] = ours
        return ours

    def _is_ours(self, record: Record) -> bool | None:
        return is_of(as_text(self._team.get(record)), self._whose)

    def _unread(self, records: tuple[Record, ...]) -> Answer | None:
        """The answer where a decision might be the team's, because nothing shows whose it is."""
        for place, record in enumerate(records):
            unusable = self._team.unusable(record, self._team.get(record))
            doubt = unusable if unusable is not None and unusable.status is not Status.FAIL else self._another(record)
            if doubt is not None:
                return self._listing.of_member(place, record, doubt)
        return None

    def _another(self, record: Record) -> Answer | None:
        """The answer where what would count may be another team's, by its name."""
        answer = self._one(record)
        if self._is_ours(record) is not None or (answer.status is Status.FAIL and not answer.undecided):
            return None
        reason = f'is of "{written(self._team.get(record), 60)}": is that the {self._called} team?'
        return Answer(Status.REVIEW, reason, self._team.seen(record))

    def _taken_back(self, records: tuple[Record, ...], latest: list[tuple[int, Record]]) -> Answer | None:
        """The answer where what names no team, and does not plainly approve, may take it back, and came no earlier."""
        if "rejected" in self._wanted:
            return None
        last = self._context.day(self._on.get(latest[0][1]))
        for place, record in enumerate(records):
            if self._said(record) == "approved" or self._decides_nothing(record):
                continue
            day = self._context.day(self._on.get(record))
            in_time = isinstance(day, Unclear) or isinstance(last, Unclear) or last <= day <= self._context.as_of
            unnamed = self._team.unusable(record, self._team.get(record)) is not None
            if in_time and (unnamed or self._is_ours(record) is None):
                whose = "names no team" if unnamed else f"may be of the {self._called} team"
                said = self._said(record) or f'"{written(self._decision.get(record), 60)}"'
                doubt = Answer(Status.REVIEW, f"says {said}, and {whose}", self._decision.seen(record))
                return self._listing.of_member(place, record, doubt)
        return None

    def _decides_nothing(self, record: Record) -> bool:
        """Whether nothing at all is said of a decision."""
        unusable = self._decision.unusable(record, self._decision.get(record))
        return unusable is not None and unusable.status is not Status.REVIEW

    def _outdated(self, case: Case, latest: list[tuple[int, Record]]) -> Answer | None:
        """The answer where it was decided before the day of what it is about, or that day cannot be told."""
        value = self._since.get(case) if self._since else ABSENT
        if self._since is None or value is ABSENT or is_blank(value):
            return None
        since, called = self._context.day(value), f"{self._since.who}{self._since.what}"
        if isinstance(since, Unclear):
            return Answer(Status.REVIEW, f'{called} "{written(value, 60)}" {since.value}', self._since.seen(case))
        for place, record in latest:
            day = self._context.day(self._on.get(record))
            if isinstance(day, date) and day < since:
                reason = f"is dated {day}, before {called} ({since}): does it still hold?"
                answer = Answer(Status.REVIEW, reason, (*self._on.seen(record), *self._since.seen(case)))
                return self._listing.of_member(place, record, answer)
        return None

    def _older(self, case: Case, latest: list[tuple[int, Record]]) -> Answer | None:
        """The answer where it was decided before there was anything to decide on."""
        for place, record in latest:
            answer = older(record, self._on, case, self._made, self._context)
            if answer is not None:
                return self._listing.of_member(place, record, answer)
        return None

    def _returned(self, case: Case, latest: list[tuple[int, Record]]) -> Answer | None:
        """The answer where the case went back after it was decided on."""
        for place, record in latest if self._returned_to else ():
            day = self._context.day(self._on.get(record))
            answer = returned(case, self._returned_to, day, self._context) if isinstance(day, date) else None
            if answer is not None:
                return self._listing.of_member(place, record, answer)
        return None

    def _of_customer(self, case: Case, latest: list[tuple[int, Record]]) -> Answer | None:
        """The answer where it is a contact of the customer who has decided."""
        for place, record in latest:
            by = self._by.get(record)
            answer = of_customer(case, f"{self._by.who}{self._by.what}", by, self._by.seen(record))
            if answer is not None:
                return self._listing.of_member(place, record, answer)
        return None

    def _counted(self, answer: Answer) -> Answer:
        """An answer as it counts: with `if_absent: fail`, what no export shows was not given."""
        is_absent = self._strict and answer.status is Status.UNKNOWN
        return answer._replace(status=Status.FAIL, undecided=True) if is_absent else answer

    def _one(self, record: Record) -> Answer:
        """The worst that its fields say, each by itself: what is lacking hides nothing that another field shows."""
        # Half a record of such a decision shows neither that it was taken nor that it was not.
        half = self._said(record) in (None, *self._wanted)
        off = []
        for look, telling in self._fields:
            unusable = look.unusable(record, look.get(record))
            answer = unusable._replace(undecided=half) if unusable else telling(record)
            if answer is not None:
                off.append(answer)
        return worst(off) if off else self._fine

    def _named(self, record: Record) -> Answer | None:
        """None where somebody is named."""
        return odd(record, self._by, self._by.get(record), "person")

    def _decided(self, record: Record) -> Answer | None:
        """None where the decision is one that will do."""
        said = self._said(record)
        if said in self._wanted:
            return None
        if said is not None:
            return Answer(Status.FAIL, f"says {said}", self._decision.seen(record))
        reason = f'says "{written(self._decision.get(record), 60)}", which is neither approved nor rejected'
        return Answer(Status.REVIEW, reason, self._decision.seen(record))

    def _said(self, record: Record) -> str | None:
        return decision(self._decision.get(record))
