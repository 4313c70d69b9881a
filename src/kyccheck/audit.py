"""The heart: plan x case -> results -> verdict. No file, no clock, no print."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from kyccheck.case import Case
from kyccheck.checks import SETTLED, Answer, Compiled, Status
from kyccheck.glance import Outcome, Results
from kyccheck.plan import Plan, Standing
from kyccheck.planned import Planned, Result
from kyccheck.record import Evidence
from kyccheck.sums import HOLDS, set_aside, sum_of
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
    decided = decisions if decisions and case.id in decisions.by_case else None
    if every_evidence or decided:
        case.raw = None  # what is shown comes from records
    standings, two = _standings(case, plans, at)
    outcomes = [here.glance.outcome(case.raw) for here in standings]
    if len(plans) == 1 and not (outcomes[0].open or every_evidence or decided):  # most cases are done here
        return _report(case, standings[0], "ready", _said(case, standings[0], at, plans[0], two), outcomes[0].results)
    found = _Found()
    parts = [
        _results(case, plan, here, outcome, found, decided, every_evidence)
        for plan, here, outcome in zip(plans, standings, outcomes, strict=True)
    ]
    if decided:
        found.notices += decided.beside(case.id, {plan.checklist.id for plan in plans})
    here = standings[0]
    for other in standings[1:]:
        here = here if here.stage else other
    verdict = found.verdict()
    results = parts[0] if len(parts) == 1 else Results(result for part in parts for result in part)
    report = _report(case, here, verdict, _said(case, here, at, plans[0], two), results)
    report["bypassed"] = [] if at else found.bypassed
    report["return_to"] = _return_to(found.in_play, plans) if verdict == "return" else None
    report["decisions"] = [one.shown() for one in found.notices]
    return report


def _report(case: Case, here: Standing, verdict: str, notes: list[str], results: Results) -> Audited:
    """What is reported of a case, in the order of the contract."""
    return {
        "id": case.id,
        "kind": case.kind,
        "title": case.title,
        "stage": here.stage,
        "stage_as_read": case.stage,
        "owner": case.owner,
        "bypassed": [],
        "verdict": verdict,
        "next": here.next,
        "return_to": None,
        "notes": notes,
        "decisions": [],
        "results": results,
    }


def _standings(case: Case, plans: list[Plan], at: str) -> tuple[list[Standing], list[tuple[str | None, str | None]]]:
    """Where the case stands in each plan; and the pairs of stages where its deal stands at another one."""
    words = (at,) if at else (case.stage_means, case.stage)
    standings = [plan.standing(words) for plan in plans]
    if not case.deal_stage or at:
        return standings, []
    rivals = [plan.standing((case.deal_stage,)) for plan in plans]
    two = [(here.stage, rival.stage) for here, rival in zip(standings, rivals, strict=True) if _differ(here, rival)]
    return [plan.standing(()) for plan in plans] if two else standings, two


def _results(  # noqa: PLR0913, PLR0917 - what a result is made of
    case: Case,
    plan: Plan,
    here: Standing,
    outcome: Outcome,
    found: _Found,
    decisions: Decisions | None,
    every_evidence: bool,
) -> Results:
    """The results of one checklist; what is not settled is noted in `found`."""
    if not outcome.open and not every_evidence and not decisions:
        return outcome.results
    answers = _answers(case, plan.items, outcome)
    rulings = _decided(case, plan, answers, decisions) if decisions else {}
    sums = _sum_up(plan.items, outcome.sums, answers)
    results = Results(outcome.results)
    places = sorted({*outcome.open, *outcome.sums, *rulings}) if not every_evidence else range(len(answers))
    for place in reversed(places):  # sub-items before the items that sum them up
        planned, answer = plan.items[place], answers[place]
        if place in rulings:
            results[place] = _with_decisions(case, planned, answer, rulings[place])
        elif place in sums and answer.status not in SETTLED:
            results[place] = _summed(case, planned, answer, results)
        else:
            results[place] = _written(case, planned, answer, every_evidence)
    for place in places:
        planned, answer = plan.items[place], answers[place]
        if place in rulings:
            found.notices += rulings[place].listed(None if place not in sums else answer.reason)
        if answer.status not in SETTLED:
            is_own = planned.ask is not None and place not in sums
            found.add(planned, answer, results[place], is_own and here.in_play[place], is_own and here.past[place])
    return results


def _differ(here: Standing, rival: Standing) -> bool:
    return here.stage is not None and rival.stage is not None and here.stage != rival.stage


def _said(case: Case, here: Standing, at: str, plan: Plan, two: list[tuple[str | None, str | None]]) -> list[str]:
    """What is to be noted of where the case stands, and of what was read."""
    return [*(_two_stages(two) if two else _notes(case, here, at, plan)), *case.notes]


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
    """What is not settled of a case, and what it adds up to; and what decisions on it do not count."""

    def __init__(self) -> None:
        self.in_play: list[Result] = []
        self.bypassed: list[str] = []
        self.notices: list[Notice] = []
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


def _answers(case: Case, items: tuple[Planned, ...], outcome: Outcome) -> list[Answer]:
    """Each item's own answer, in order; or its sum, where that is settled already."""
    answers: list[Answer] = list(outcome.answers)  # type: ignore[arg-type]
    aside: dict[int, Answer] = {}
    for place in outcome.open:
        planned = items[place]
        answer = aside.get(planned.parent)
        if answer is None and planned.when is not None:
            answer = _condition(case, planned.when)
        if answer is not None:
            aside[place] = answer
        answers[place] = answer or _asked(case, planned.ask)
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


def _sum_up(items: tuple[Planned, ...], sums: tuple[int, ...], answers: list[Answer]) -> set[int]:
    """Put the sums of items with sub-items in the place of their own answers; say where that was done."""
    done = set()
    for place in sums:
        own, planned = answers[place], items[place]
        answers[place] = sum_of(planned, own, [(items[child], answers[child]) for child in planned.children])
        if answers[place] is not own:
            done.add(place)
    return done


def _condition(case: Case, when: Compiled) -> Answer | None:
    """None where an item applies; else what it is because its condition does not hold, or cannot be told."""
    answer = _asked(case, when)
    return None if answer.status is Status.PASS else set_aside(answer)


def _asked(case: Case, question: Compiled | None) -> Answer:
    if question is None:
        return HOLDS
    try:
        return question.ask(case)
    except Exception as error:  # noqa: BLE001 - one item that cannot be evaluated never ends a run
        reason = f"could not be evaluated ({type(error).__name__}): a defect of the checklist or of kyccheck"
        return Answer(Status.ERROR, reason)


def _written(case: Case, planned: Planned, answer: Answer, every_evidence: bool) -> Result:
    """The answer as a result of the report."""
    status = answer.status
    if status in _NOT_LOOKED_AT or (status in SETTLED and not every_evidence):
        return planned.result(answer)
    evidence = [item for seen in answer.seen for item in seen.evidence()] or _looked_at(case, planned)
    return _unsettled(case, planned, answer, [_shown(item) for item in _each_once(evidence)])


def _summed(case: Case, planned: Planned, answer: Answer, results: Results) -> Result:
    """The result of an item that is as it is because of sub-items: with their evidence."""
    below = [results[child] for child in planned.children]
    shown = [item for result in below if result["status"] == answer.status for item in result["evidence"]]
    evidence = list({(item["field"], item["file"], item["at"]): item for item in shown}.values())
    return _unsettled(case, planned, answer, evidence)


def _unsettled(case: Case, planned: Planned, answer: Answer, evidence: list[dict[str, Any]]) -> Result:
    """A result with evidence; where a person's answer counts, with the fingerprint of what it would be about."""
    asks_a_person = answer.status in (Status.REVIEW, Status.UNKNOWN)
    fingerprint = fingerprint_of(case, planned) if asks_a_person else None
    return Result(
        planned.static, status=answer.status.value, reason=answer.reason, evidence=evidence, fingerprint=fingerprint
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
    return hashlib.sha256(text.encode()).hexdigest()[:16]
