"""Pass when the case went through its stages in their order, and skipped none.

    stage_history: {}
    stage_history: {order: [bd01, bd02, bd03, bd04], may_return: {bd04: bd02}}
    stage_history: {may_skip: {bd02: "Was it quoted at once?"}, beside: [CO.01, CO.02]}

`order` are the stages, by default the checklist's; `may_return` says from where it may go back to where, by default to
every earlier stage; `may_skip` are stages that may be left out, each with the question that a person must then answer;
`beside` are words of another pipeline's stages, which are passed over; `before` those of one that ends where this one
begins: such a stage after one of these is for a person to judge, and so is, with `until`, that the history names such
stages, and not the one with these words, which is their last. An entry without a readable day, or with a stage that has
no meaning here, is for a person to judge, and so is one that was left before it was entered, or after the as-of day. No
history exported is unknown.

Entries are put in the order of their days, and within a day of their times ("2026-11-01T09:00", "1/11/2026 9:00 PM",
"01 Nov 2026 14:05", counts of milliseconds). Times that name their zones are compared by what they were in UTC, and a
day without a time, or at midnight, is any time of that day. The order of the file, which may begin with the newest,
counts only among entries that tell the same. Where the answer hangs on an order that nobody can tell (one has a time
and the other none; one names its time zone and the other does not), a person must judge.
"""

from dataclasses import field
from datetime import date
from itertools import pairwise
from typing import ClassVar

from kyccheck import registry
from kyccheck.asking.answer import Answer, Seen, Status, Subject, of_case, worst
from kyccheck.asking.context import Context
from kyccheck.asking.listing import Listing
from kyccheck.checks import Ask
from kyccheck.checks._moment import moment
from kyccheck.checks._sequence import FINE, Sequence, Step, Turn, Turning, why
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.records.case import Case
from kyccheck.records.fields import folded
from kyccheck.records.record import Record
from kyccheck.values.value import as_text
from kyccheck.values.written import written


@dataclass(frozen=True, slots=True)
class Check:
    """`order`: the stages; the other words: what a case may do beside going through them one after the other."""

    short: ClassVar[str] = "order"
    order: tuple[str, ...] = ()
    may_return: dict[str, tuple[str, ...]] = field(default_factory=dict)
    may_skip: dict[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    until: tuple[str, ...] = ()

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return ("history[].stage", "history[].entered", *self.spare())

    def spare(self) -> tuple[str, ...]:
        """Of these, what it can do without: where the case stands, which the history should end with."""
        return ("case.stage", "case.tags", "history[].left")

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
        return _Asking(self, order, context).ask


class _Asking:
    """The question, compiled; `order` are the stages of this pipeline."""

    def __init__(self, check: Check, order: tuple[str, ...], context: Context) -> None:
        self._check, self._order, self._context = check, order, context
        self._listing = context.list("history")
        self._earlier, self._last = frozenset(map(folded, check.before)), frozenset(map(folded, check.until))
        self._elsewhere = self._earlier.union(map(folded, check.beside))
        self._fine = Answer(Status.PASS, "the stages were gone through in their order")

    def ask(self, subject: Subject) -> Answer:
        case, context = of_case(subject), self._context
        records = self._listing.get(case)
        nothing = self._listing.nothing(case, records)
        if nothing is not None:
            return nothing
        steps, unclear = self._steps(records, case)
        late = [step.day for step in steps if step.day > context.as_of]
        if late:  # which an entry that cannot be read does not hide
            return _off(f"an entry is dated {late[0]}, after the day of this audit", case)
        if unclear:
            return worst(unclear)
        if not steps:
            reason = "the history names no stage of this pipeline"
            return Answer(Status.UNKNOWN, reason, (Seen(case, "history[].stage"),))
        return (
            self._judged(Sequence(steps), case)
            or _behind(records, self._earlier, steps, context, case)
            or _unfinished(records, self._earlier, self._last, case)
            or _left(self._listing, records, context)
            or self._fine
        )

    def _steps(self, records: tuple[Record, ...], case: Case) -> tuple[list[Step], list[Answer]]:
        """The entries of this pipeline's stages, and what is said of those that cannot be read."""
        steps, unclear = [], []
        for place, record in enumerate(records):
            if not self._elsewhere.isdisjoint(map(folded, case.words(as_text(record.fields.get("stage")) or ""))):
                continue
            step = _step(place, record, self._context, self._order, case)
            if isinstance(step, Answer):
                unclear.append(self._listing.of_member(place, record, step))
            else:
                steps.append(step)
        return steps, unclear

    def _judged(self, sequence: Sequence, case: Case) -> Answer | None:
        """None where all is well, in every order that is possible."""
        stands = self._context.stage_of(case.stage_means) or self._context.stage_of(case.stage)

        def turn(before: Step | None, step: Step | None) -> Turn:
            return self._turn(before, step) if step else _end(before, stands)

        found = _walked(sequence.steps, turn, case)
        fails = found is not None and found.status is Status.FAIL
        pair = None if sequence.is_told else sequence.doubt(sequence.by_file, turn)
        if fails and sequence.fails(turn):
            return found
        if fails and pair is None:
            pair = sequence.doubt(sequence.by_moment, turn)
        return _in_doubt(*pair, found, case) if pair else found

    def _turn(self, before: Step | None, step: Step) -> Turn:
        order, check = self._order, self._check
        at = order.index(step.stage)
        reached = order.index(before.stage) if before else -1
        if at > reached + 1:
            skipped = order[reached + 1 : at]
            reason = f"{step.stage} was entered on {step.day} without {', '.join(skipped)} before it"
            if not check.may_skip.keys() >= set(skipped):
                return Turn(Status.FAIL, reason)
            return Turn(Status.REVIEW, "; ".join((reason, *(check.may_skip[name] for name in skipped))))
        if before and at < reached and step.stage not in check.may_return.get(before.stage, order):
            reason = f"it went back from {before.stage} to {step.stage} on {step.day}, which is not allowed"
            return Turn(Status.FAIL, reason)
        return FINE


def _behind(
    records: tuple[Record, ...], earlier: frozenset[str], steps: list[Step], context: Context, case: Case
) -> Answer | None:
    """The answer where a stage of an earlier pipeline was beyond doubt entered after the first of this one."""
    for record in records:
        raw = as_text(record.fields.get("stage")) or ""
        day = context.day(record.fields.get("entered"))
        if earlier.isdisjoint(map(folded, case.words(raw))) or not isinstance(day, date):
            continue
        at = moment(record.fields.get("entered"), day)
        first = next((step for step in steps if step.moment.is_before(at)), None)
        if first is not None:
            reason = f'it went back to "{written(raw, 60)}" on {day}, after {first.stage} ({first.entered}): why?'
            return _off(reason, case, Status.REVIEW)
    return None


def _unfinished(
    records: tuple[Record, ...], earlier: frozenset[str], last: frozenset[str], case: Case
) -> Answer | None:
    """The answer where the history goes through stages of an earlier pipeline, and not through its last one."""
    words = [as_text(record.fields.get("stage")) or "" for record in records]
    gone = [word for word in words if not earlier.isdisjoint(map(folded, case.words(word)))]
    if not last or not gone or any(not last.isdisjoint(map(folded, case.words(word))) for word in gone):
        return None
    reason = f'the history names "{written(gone[0], 60)}", but not the last stage of that pipeline: was it left out?'
    return _off(reason, case, Status.REVIEW)


def _left(listing: Listing, records: tuple[Record, ...], context: Context) -> Answer | None:
    """The answer where a stage was left before it was entered, or after the day of this audit."""
    for place, record in enumerate(records):
        at, until = record.fields.get("entered"), record.fields.get("left")
        if until is None:
            continue
        entered, left = context.day(at), context.day(until)
        if not isinstance(left, date):
            continue
        why_not = "after the day of this audit" if left > context.as_of else ""
        if isinstance(entered, date) and moment(until, left).is_before(moment(at, entered)):
            why_not = f"before it was entered on {entered}"
        if why_not:
            reason = f"was left on {left}, {why_not}"
            return listing.of_member(place, record, Answer(Status.REVIEW, reason, (Seen(record, "left"),)))
    return None


def _end(last: Step | None, stands: str | None) -> Turn:
    """What is to be asked where a history ends with this step, and the case stands there."""
    if last is None or stands is None or stands == last.stage:
        return FINE
    return Turn(Status.REVIEW, f"the history ends at {last.stage}, and the case stands at {stands}")


def _walked(steps: list[Step], turn: Turning, case: Case) -> Answer | None:
    """What is wrong with steps in this order, or is to be asked about them; None where nothing is."""
    turns = [turn(before, step) for before, step in pairwise([None, *steps])]
    wrong = [one for one in turns if one.status is Status.FAIL][:1]
    asked = wrong or [one for one in turns if one is not FINE] or [turn(steps[-1], None)]
    return None if asked == [FINE] else _off("; ".join(one.reason for one in asked), case, asked[0].status)


def _in_doubt(one: Step, two: Step, found: Answer | None, case: Case) -> Answer:
    reason = f"it is unclear whether {one.said} or {two.said} came first, and the answer depends on it: {why(one, two)}"
    if found is not None:
        reason += f"; in the order assumed, {found.reason}"
    return Answer(Status.REVIEW, reason, (Seen(case, "history[].stage"), Seen(case, "history[].entered")))


def _off(reason: str, case: Case, status: Status = Status.FAIL) -> Answer:
    return Answer(status, reason, (Seen(case, "history[].stage"),))


def _step(place: int, record: Record, context: Context, order: tuple[str, ...], case: Case) -> Step | Answer:
    if record.missing:
        return Answer(Status.UNKNOWN, record.missing, (Seen(record, "stage"),))
    raw = as_text(record.fields.get("stage")) or ""
    stage = next((found for word in case.words(raw) if (found := context.stage_of(word))), None)
    at = record.fields.get("entered")
    day = context.day(at)
    seen = (Seen(record, "stage"), Seen(record, "entered"))
    if stage is not None and stage not in order:
        return Answer(Status.REVIEW, f'is "{written(raw, 60)}", a stage that has no place in the order', seen)
    if stage is None:
        return Answer(Status.REVIEW, f'is "{written(raw, 60)}", which has no meaning here', seen)
    if not isinstance(day, date):
        return Answer(Status.REVIEW, f'({stage}) has "{written(at, 60)}" as the day it was entered', seen)
    return Step(moment(at, day), place, stage, day, written(at, 40))
