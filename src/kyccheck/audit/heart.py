"""The heart: plan x case -> results -> verdict. No file, no clock, no print."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kyccheck.asking.answer import SETTLED, Answer, Status, not_evaluated
from kyccheck.audit.glance import Outcome, Results
from kyccheck.audit.plan import Plan, Standing
from kyccheck.audit.planned import Planned
from kyccheck.audit.results import fingerprint_of, summed_up, with_decisions, with_evidence
from kyccheck.audit.sums import HOLDS, set_aside, sum_of
from kyccheck.audit.verdict import Findings, Verdict
from kyccheck.checks import Compiled
from kyccheck.records.case import Case
from kyccheck.values.written import written

if TYPE_CHECKING:  # most runs are given no decisions, and a start is counted in milliseconds
    from kyccheck.asking.shown import Audited
    from kyccheck.decisions.counting import Ruling
    from kyccheck.decisions.model import Decisions


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
    raw = None if every_evidence or decided else case.raw  # what is shown comes from records
    standings, two = _standings(case, plans, at)
    outcomes = [here.glance.outcome(raw) for here in standings]
    is_open = outcomes[0].open or every_evidence or decided or case.held_back
    if len(plans) == 1 and not is_open:  # most cases are done here
        return _report(case, standings[0], Verdict.READY, _said(case, standings, at, plans, two), outcomes[0].results)
    found = Findings(held_back=bool(case.held_back))
    asking = _Asking(case, decided, every_evidence, found)
    parts = [asking.results(*one) for one in zip(plans, standings, outcomes, strict=True)]
    if decided:
        found.notices += decided.beside(case.id, {plan.checklist.id for plan in plans})
    here = standings[0]
    for other in standings[1:]:
        here = here if here.stage else other
    results = parts[0] if len(parts) == 1 else Results(result for part in parts for result in part)
    report = _report(case, here, found.verdict(), _said(case, standings, at, plans, two), results)
    report["bypassed"] = [] if at else found.bypassed
    report["return_to"] = found.return_to(plans)
    report["decisions"] = [one.shown() for one in found.notices]
    return report


def _report(case: Case, here: Standing, verdict: Verdict, notes: list[str], results: Results) -> Audited:
    """What is reported of a case, in the order of the contract."""
    return {
        "id": case.id,
        "kind": case.kind,
        "title": case.title,
        "stage": here.stage,
        "stage_as_read": case.stage,
        "owner": case.owner,
        "bypassed": [],
        "verdict": verdict.value,
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
    rivals = [plan.standing((case.deal_means, case.deal_stage)) for plan in plans]
    two = [(here.stage, rival.stage) for here, rival in zip(standings, rivals, strict=True) if _differ(here, rival)]
    return [plan.standing(()) for plan in plans] if two else standings, two


class _Asking(NamedTuple):
    """One case as it is asked, with people's decisions on it; `found` takes note of what is not settled."""

    case: Case
    decisions: Decisions | None
    every_evidence: bool
    found: Findings

    def results(self, plan: Plan, here: Standing, outcome: Outcome) -> Results:
        """The results of one checklist."""
        if not outcome.open and not self.every_evidence and not self.decisions:
            return outcome.results
        answers = _answers(self.case, plan.items, outcome)
        rulings = _decided(self.case, plan, answers, self.decisions) if self.decisions else {}
        sums = _sum_up(plan.items, outcome.sums, answers)
        results = Results(outcome.results)
        places = sorted({*outcome.open, *outcome.sums, *rulings}) if not self.every_evidence else range(len(answers))
        for place in reversed(places):  # sub-items before the items that sum them up
            planned, answer = plan.items[place], answers[place]
            if place in rulings:
                results[place] = with_decisions(self.case, planned, answer, rulings[place])
            elif place in sums and answer.status not in SETTLED:
                results[place] = summed_up(self.case, planned, answer, results)
            else:
                results[place] = with_evidence(self.case, planned, answer, self.every_evidence)
        for place in places:
            planned, answer = plan.items[place], answers[place]
            if place in rulings:
                self.found.notices += rulings[place].listed(None if place not in sums else answer.reason)
            if answer.status not in SETTLED:
                is_own = planned.ask is not None and place not in sums
                in_play, past = is_own and here.in_play[place], is_own and here.past[place]
                self.found.add(planned, answer, results[place], in_play, past)
        return results


def _differ(here: Standing, rival: Standing) -> bool:
    return here.stage is not None and rival.stage is not None and here.stage != rival.stage


def _said(
    case: Case, standings: list[Standing], at: str, plans: list[Plan], two: list[tuple[str | None, str | None]]
) -> list[str]:
    """What is to be noted of where the case stands, and of what was read."""
    if two:
        return [*_two_stages(two), *case.notes]
    known = list(dict.fromkeys([here.stage for here in standings if here.stage]))
    if known and not at and len(standings) == 1:
        return [*case.notes]
    if not known and not at:
        return [_without_meaning(case, plans[0]), *case.notes]
    lacking = [plan for plan, here in zip(plans, standings, strict=True) if here.stage is None]
    as_if = [f"audited as if it stood at {stage}" for stage in known if at]
    return [*as_if, *(_has_no_stage(plan, at or case.stage) for plan in lacking), *case.notes]


def _two_stages(two: list[tuple[str | None, str | None]]) -> list[str]:
    return [f"it stands at {here} and, by its deal, at {rival}: everything was looked at as due" for here, rival in two]


def _has_no_stage(plan: Plan, stage: str) -> str:
    """What to note of a checklist that has no such stage, which is another one's or was asked for."""
    stages = ", ".join(one.id for one in plan.checklist.stages)
    return (
        f'the checklist {plan.checklist.id} has no stage "{stage}" ({stages}), so all its items were looked at as due'
    )


def _without_meaning(case: Case, plan: Plan) -> str:
    if not case.stage:
        told = case.value("case", "stage")
        several = " and ".join(f'"{written(one, 60)}"' for one in told) if isinstance(told, list) else ""
        why = f"exports give it several stages ({several})" if several else "no export gives its stage"
        return f"{why}, so everything was looked at as due"
    stages = ", ".join(stage.id for stage in plan.checklist.stages)
    how = f'to name it, add a line under stages in kyccheck.yaml: "{case.stage}" and what it is ({stages})'
    return f'its stage "{case.stage}" has no meaning here, so everything was looked at as due; {how}'


def _answers(case: Case, items: tuple[Planned, ...], outcome: Outcome) -> list[Answer]:
    """Each item's own answer, in order; or its sum, where that is settled already."""
    answers: list[Answer] = list(outcome.answers)  # type: ignore[arg-type] # each open one is put in below
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
    from kyccheck.decisions.counting import Asked, decide

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
                kind=case.kind,
            )
            rulings[place] = ruling = decide(
                asked, given, decisions.unread.get((case.id, plan.checklist.id, planned.item.id), ())
            )
            answers[place] = own._replace(status=ruling.status, reason=ruling.reason)
    return rulings


def _waivable(plan: Plan, place: int) -> bool:
    """Whether neither an item nor one above it forbids waivers."""
    while place >= 0 and plan.items[place].item.waivable:
        place = plan.items[place].parent
    return place < 0


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
        return not_evaluated(error)
