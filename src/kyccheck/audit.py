"""The heart: plan x case -> results -> verdict. No file, no clock, no print."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from kyccheck.case import Case
from kyccheck.checks import SETTLED, WORST_FIRST, Answer, Compiled, Status
from kyccheck.plan import Plan, Planned, Result, Standing
from kyccheck.record import Evidence
from kyccheck.value import as_text

if TYPE_CHECKING:  # most runs are given no decisions, and a start is counted in milliseconds
    from kyccheck.decided import Decisions, Notice
    from kyccheck.decisions import Ruling

_NOT_LOOKED_AT: Final = frozenset({Status.NOT_DUE, Status.NOT_STATED})

Audited = dict[str, Any]
"""The results and the verdict of one case, in the shape of the JSON report."""


def audit(
    case: Case,
    plans: list[Plan],
    at: str = "",
    *,
    every_evidence: bool = False,
    decisions: Decisions | None = None,
) -> Audited:
    """Audit a case by the checklists that are for it, with the decisions that people took.

    `at` is the stage as if it stood there; `every_evidence` looks evidence up for settled results too. Never raises
    for what a case holds: an item that cannot be evaluated has the status `error`.
    """
    if every_evidence:
        case.raw = None  # what is shown comes from records
    words = (at,) if at else (case.stage_means, case.stage)
    standings = [plan.standing(words) for plan in plans]
    rivals = [plan.standing((case.deal_stage,)) for plan in plans] if case.deal_stage and not at else standings
    two = [(here.stage, rival.stage) for here, rival in zip(standings, rivals, strict=True) if _differ(here, rival)]
    if two:
        standings = [plan.standing(()) for plan in plans]
    results: list[Result] = []
    notices: list[Notice] = []
    found = _Found()
    for plan, here in zip(plans, standings, strict=True):
        answers = _answers(case, plan, here)
        rulings = _decided(case, plan, answers, decisions) if decisions and case.id in decisions.by_case else {}
        sums = _sum_up(plan, answers)
        for place, (planned, answer) in enumerate(zip(plan.items, answers, strict=True)):
            is_own = planned.ask is not None and place not in sums
            if place in rulings:
                result = _with_decisions(case, planned, answer, rulings[place])
                notices += rulings[place].listed(None if place not in sums else answer.reason)
            else:
                result = _written(case, planned, answer, every_evidence)
            results.append(result)
            if answer.status not in SETTLED:
                found.add(
                    planned, answer, result, is_own and here.in_play[place], is_own and here.past[place] and not at
                )
    if decisions and case.id in decisions.by_case:
        notices += decisions.beside(case.id, {plan.checklist.id for plan in plans})
    here = next((known for known in standings if known.stage), standings[0])
    verdict = found.verdict()
    return {
        "id": case.id,
        "kind": case.kind,
        "title": case.title,
        "stage": here.stage,
        "stage_as_read": case.stage,
        "owner": case.owner,
        "bypassed": found.bypassed,
        "verdict": verdict,
        "next": here.next,
        "return_to": _return_to(found.in_play, plans) if verdict == "return" else None,
        "notes": [*(_two_stages(two) if two else _notes(case, here, at, plans[0])), *case.notes],
        "decisions": [one.shown() for one in notices],
        "results": results,
    }


def _differ(here: Standing, rival: Standing) -> bool:
    return here.stage is not None and rival.stage is not None and here.stage != rival.stage


def _two_stages(two: list[tuple[str | None, str | None]]) -> list[str]:
    return [f"it stands at {here} and, by its deal, at {rival}: everything was looked at as due" for here, rival in two]


def _notes(case: Case, here: Standing, at: str, plan: Plan) -> list[str]:
    if here.stage is not None:
        return [f"audited as if it stood at {here.stage}"] if at else []
    if not case.stage:
        return ["no export gives its stage, so everything was looked at as due"]
    stages = ", ".join(stage.id for stage in plan.checklist.stages)
    how = f'to name it, add a line under stages in kyccheck.yaml: "{case.stage}" and what it is ({stages})'
    return [f'its stage "{case.stage}" has no meaning here, so everything was looked at as due; {how}']


class _Found:
    """What is not settled of a case, and what it adds up to."""

    def __init__(self) -> None:
        self.in_play: list[Result] = []
        self.bypassed: list[str] = []
        self._error = self._escalating = False

    def add(self, planned: Planned, answer: Answer, result: Result, in_play: bool, past: bool) -> None:
        self._error = self._error or answer.status is Status.ERROR
        self._escalating = self._escalating or (planned.item.escalates and answer.status is Status.FAIL)
        if in_play:
            self.in_play.append(result)
        if past and answer.status is Status.FAIL:
            self.bypassed.append(planned.item.id)

    def verdict(self) -> str:
        if self._error:
            return "error"
        if self._escalating:
            return "escalate"
        if any(result["status"] == Status.FAIL for result in self.in_play):
            return "return"
        return "review" if self.in_play else "ready"


def _return_to(in_play: list[Result], plans: list[Plan]) -> str | None:
    """The team whose item fails first in the pipeline."""
    ranks = {plan.checklist.id: plan.ranks for plan in plans}
    failing = [result for result in in_play if result["status"] == Status.FAIL]
    first = min(failing, key=lambda result: ranks[result["checklist"]].get(result["due"], -1))
    return first["owner"] or None


def _answers(case: Case, plan: Plan, here: Standing) -> list[Answer]:
    """Each item's own answer, in order."""
    answers: list[Answer] = []
    aside: dict[int, Answer] = {}
    for place, planned in enumerate(plan.items):
        if planned.constant is not None:
            answers.append(planned.constant)
        elif not here.asked[place]:
            answers.append(planned.not_due)
        elif planned.parent in aside:
            aside[place] = aside[planned.parent]
            answers.append(aside[place])
        else:
            answer = _condition(case, planned) if planned.when is not None else None
            if answer is not None:
                aside[place] = answer
            answers.append(answer or _answer(case, planned))
    return answers


def _decided(case: Case, plan: Plan, answers: list[Answer], decisions: Decisions) -> dict[int, Ruling]:
    """Put what people decided in the place of the answers of items; say of which, and how it was ruled."""
    from kyccheck.decisions import Asked, decide

    mine, rulings = decisions.by_case[case.id], {}
    for place, planned in enumerate(plan.items):
        given = mine.get((plan.checklist.id, planned.item.id))
        if given:
            own = answers[place]
            asked = Asked(
                status=own.status,
                reason=own.reason,
                item=planned.item,
                asks=planned.ask is not None,
                waivable=_waivable(plan, place),
                fingerprint="" if own.status in SETTLED else fingerprint_of(case, planned),
                reads=planned.reads,
                owner=case.owner,
                as_of=plan.as_of,
            )
            rulings[place] = ruling = decide(asked, given)
            answers[place] = Answer(ruling.status, ruling.reason, own.seen)
    return rulings


def _waivable(plan: Plan, place: int) -> bool:
    """Whether neither an item nor one above it forbids waivers."""
    while place >= 0 and plan.items[place].item.waivable:
        place = plan.items[place].parent
    return place < 0


def _with_decisions(case: Case, planned: Planned, answer: Answer, ruling: Ruling) -> Result:
    """The result of an item that people have decided on. A waiver stands there where the whole item is waived."""
    result = Result(_written(case, planned, answer, every_evidence=True), attestation=ruling.attestation)
    if ruling.attestation is not None:
        result["fingerprint"] = fingerprint_of(case, planned)
    if answer.status is Status.WAIVED:
        result["waiver"] = ruling.waiver
    return result


def _sum_up(plan: Plan, answers: list[Answer]) -> set[int]:
    """Put the sums of items with sub-items in the place of their own answers; say where that was done."""
    sums = set()
    for place in plan.parents:
        own, planned = answers[place], plan.items[place]
        answers[place] = _sum(planned, own, [(plan.items[child], answers[child]) for child in planned.children])
        if answers[place] is not own:
            sums.add(place)
    return sums


_HOLDS: Final = Answer(Status.PASS, "all that is due holds")


def _condition(case: Case, planned: Planned) -> Answer | None:
    """None where an item applies; else what it is because its condition does not hold, or cannot be told."""
    assert planned.when is not None  # noqa: S101 - the caller asked
    condition = _beyond_doubt(case, planned.when) or _asked(case, planned.when)
    return None if condition.status is Status.PASS else _set_aside(condition)


def _answer(case: Case, planned: Planned) -> Answer:
    """The answer of one item that applies, by itself."""
    if planned.ask is None:
        return _HOLDS
    answer = _beyond_doubt(case, planned.ask)
    return answer if answer is not None and answer.status is Status.PASS else _asked(case, planned.ask)


def _beyond_doubt(case: Case, question: Compiled) -> Answer | None:
    """The answer that a case shows as it was read, before a record is made; None where that takes a closer look."""
    if case.raw is None or question.surely is None:
        return None
    try:
        return question.surely(case.raw)
    except (AttributeError, KeyError, TypeError):  # not what should stand there: look closely
        return None


def _asked(case: Case, question: Compiled) -> Answer:
    try:
        return question.ask(case)
    except Exception as error:  # noqa: BLE001 - one item that cannot be evaluated never ends a run
        reason = f"could not be evaluated ({type(error).__name__}): a defect of the checklist or of kyccheck"
        return Answer(Status.ERROR, reason)


def _set_aside(condition: Answer) -> Answer:
    """What an item is whose condition does not hold: not applicable only where that is shown."""
    if condition.status is Status.FAIL and not condition.undecided:
        return condition._replace(status=Status.NOT_APPLICABLE, reason=f"does not apply: {condition.reason}")
    if condition.status is Status.ERROR:
        return condition
    reason = f"it cannot be told whether this applies: {condition.reason}"
    return Answer(Status.UNKNOWN, reason, condition.seen)


def _sum(planned: Planned, own: Answer, children: list[tuple[Planned, Answer]]) -> Answer:
    """The answer of an item with sub-items: the worst counts; its own where that is as bad."""
    counting: list[Status] = [answer.status for _, answer in children if answer.status in WORST_FIRST]
    mine = own.status in WORST_FIRST and (planned.ask is not None or own.status is not Status.PASS)
    if mine:
        counting.append(own.status)
    if not counting:
        return _aside(planned, own, children)
    status = min(counting, key=WORST_FIRST.index)
    if mine and own.status is status and status is not Status.PASS:
        return own
    if status is Status.PASS:
        return _HOLDS
    causes = [(child, answer) for child, answer in children if answer.status is status]
    names = ", ".join(child.item.id for child, _ in causes)
    return Answer(
        status, f"{status.value} because of {names}", tuple(item for _, answer in causes for item in answer.seen)
    )


def _aside(planned: Planned, own: Answer, children: list[tuple[Planned, Answer]]) -> Answer:
    """The answer where no sub-item counts: what most plainly says why."""
    if planned.constant is not None or own.status is Status.NOT_APPLICABLE:
        return own
    for status in (Status.NOT_DUE, Status.NOT_APPLICABLE, Status.NOT_STATED):
        if any(answer.status is status for _, answer in children):
            return Answer(status, next(answer.reason for _, answer in children if answer.status is status))
    return own


def _written(case: Case, planned: Planned, answer: Answer, every_evidence: bool) -> Result:
    """The answer as a result of the report."""
    status = answer.status
    if status in _NOT_LOOKED_AT or (status in SETTLED and not every_evidence):
        return planned.result(answer)
    evidence = [item for seen in answer.seen for item in seen.evidence()] or _looked_at(case, planned)
    asks_a_person = status in (Status.REVIEW, Status.UNKNOWN)
    return Result(
        planned.static,
        status=status.value,
        reason=answer.reason,
        evidence=[_shown(item) for item in _each_once(evidence)],
        fingerprint=fingerprint_of(case, planned) if asks_a_person else None,
    )


def _each_once(evidence: Iterable[Evidence]) -> Iterable[Evidence]:
    """Evidence without what several checks of one item have looked at again."""
    return {(item.field, item.file, item.at): item for item in evidence}.values()


def _looked_at(case: Case, planned: Planned) -> tuple[Evidence, ...]:
    return tuple(item for path in planned.reads for item in case.evidence(path))


def _shown(item: Evidence) -> dict[str, Any]:
    value = item.value
    if not (value is None or isinstance(value, (str, int, float, bool))):
        value = as_text(value) or json.dumps(value, default=str, ensure_ascii=False, sort_keys=True)
    return {"field": item.field, "value": value, "file": item.file or None, "at": item.at or None}


def fingerprint_of(case: Case, planned: Planned) -> str:
    """A digest of the values that an item of a case reads, and of what it asks: 16 hexadecimal digits.

    It changes when one of them does, so that an answer holds for the question and the data that it was given to.
    """
    seen = [(item.field, item.value) for item in _looked_at(case, planned)]
    about = [planned.static["checklist"], planned.item.id, case.id, planned.asked_as()]
    text = json.dumps([*about, seen], default=str, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]
