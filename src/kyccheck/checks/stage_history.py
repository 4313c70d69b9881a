"""Pass when the case went through its stages in their order, and skipped none.

    stage_history: {}
    stage_history: {order: [bd01, bd02, bd03, bd04], may_return: {bd04: bd02}}
    stage_history: {may_skip: {bd02: "Was it quoted at once?"}, beside: [CO.01, CO.02]}

`order` are the stages, by default the checklist's; `may_return` says from where it may go back to where, by default to
every earlier stage; `may_skip` are stages that may be left out, each with the question that a person must then answer;
`beside` are words of another pipeline's stages, which are passed over. Entries are put in the order of the days on
which they were entered; one without a readable day, or with a stage that has no meaning here, is for a person to judge.
No history exported is unknown.
"""

import re
from dataclasses import field
from datetime import date
from typing import ClassVar, Final, NamedTuple

from kyccheck import registry
from kyccheck.answer import Answer, Seen, Status, Subject, worst
from kyccheck.case import Case
from kyccheck.checks import Ask
from kyccheck.context import Context
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.fields import folded
from kyccheck.record import Record
from kyccheck.value import as_text, written


class Step(NamedTuple):
    """An entry of the history, in the order of which they are put."""

    day: date
    time: str
    place: int
    stage: str


@dataclass(frozen=True, slots=True)
class Check:
    """`order`: the stages; the other words: what a case may do beside going through them one after the other."""

    short: ClassVar[str] = "order"
    order: tuple[str, ...] = ()
    may_return: dict[str, tuple[str, ...]] = field(default_factory=dict)
    may_skip: dict[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return ("history[].stage", "history[].entered")

    def compile(self, context: Context) -> Ask:
        """The question as a function."""
        order = self.order or context.stages
        named = (
            *self.order,
            *self.may_return,
            *self.may_skip,
            *(stage for stages in self.may_return.values() for stage in stages),
        )
        for stage in named:
            if context.stages and stage not in context.stages:
                raise RefusedError(f"unknown stage {stage!r}; {registry.allowed(stage, context.stages)}")
        listing = context.list("history")
        elsewhere = frozenset(map(folded, self.beside))
        fine = Answer(Status.PASS, "the stages were gone through in their order")

        def ask(subject: Subject) -> Answer:
            assert isinstance(subject, Case)  # noqa: S101 - the history is looked at in cases
            records = listing.get(subject)
            nothing = listing.nothing(subject, records)
            if nothing is not None:
                return nothing
            steps, unclear = [], []
            for place, record in enumerate(records):
                if folded(as_text(record.fields.get("stage")) or "") in elsewhere:
                    continue
                step = _step(place, record, context, order)
                if isinstance(step, Answer):
                    unclear.append(listing.of_member(place, record, step))
                else:
                    steps.append(step)
            if unclear:
                return worst(unclear)
            if not steps:
                reason = "the history names no stage of this pipeline"
                return Answer(Status.UNKNOWN, reason, (Seen(subject, "history[].stage"),))
            late = [day for day, *_ in steps if day > context.as_of]
            if late:
                return self._off(f"an entry is dated {late[0]}, after the day of this audit", subject)
            return self._walk(sorted(steps), order, subject) or self._ends(sorted(steps), subject, context) or fine

        return ask

    def _walk(self, steps: list[Step], order: tuple[str, ...], case: Case) -> Answer | None:
        reached = -1
        before = ""
        asked: list[str] = []
        for day, _, _, stage in steps:
            at = order.index(stage)
            if at > reached + 1:
                skipped = order[reached + 1 : at]
                reason = f"{stage} was entered on {day} without {', '.join(skipped)} before it"
                if not self.may_skip.keys() >= set(skipped):
                    return self._off(reason, case)
                asked += [reason, *(self.may_skip[name] for name in skipped)]
            if before and at < order.index(before) and stage not in self.may_return.get(before, order):
                return self._off(f"it went back from {before} to {stage} on {day}, which is not foreseen", case)
            reached, before = at, stage
        return self._off("; ".join(asked), case, Status.REVIEW) if asked else None

    def _ends(self, steps: list[Step], case: Case, context: Context) -> Answer | None:
        """None where the case stands where its history ends."""
        stands = context.stage_of(case.stage_means) or context.stage_of(case.stage)
        if stands is None or stands == steps[-1].stage:
            return None
        reason = f"the history ends at {steps[-1].stage}, and the case stands at {stands}"
        return Answer(Status.REVIEW, reason, (Seen(case, "history[].stage"),))

    def _off(self, reason: str, case: Case, status: Status = Status.FAIL) -> Answer:
        return Answer(status, reason, (Seen(case, "history[].stage"),))


def _time(value: object) -> str:
    """The time of a day as it was written (ISO), to put the entries of one day in order; "" where there is none."""
    clock = _CLOCK.fullmatch(as_text(value) or "")
    return clock[1].zfill(2) + clock[2] if clock else ""


_CLOCK: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ](\d{1,2})(:.*)")


def _step(place: int, record: Record, context: Context, order: tuple[str, ...]) -> Step | Answer:
    raw = as_text(record.fields.get("stage")) or ""
    stage = context.stage_of(raw)
    day = context.day(record.fields.get("entered"))
    seen = (Seen(record, "stage"), Seen(record, "entered"))
    if stage is None or stage not in order:
        return Answer(Status.REVIEW, f'is "{written(raw, 60)}", which has no meaning here', seen)
    if not isinstance(day, date):
        entered = written(record.fields.get("entered"), 60)
        return Answer(Status.REVIEW, f'({stage}) has "{entered}" as the day it was entered', seen)
    return Step(day, _time(record.fields.get("entered")), place, stage)
