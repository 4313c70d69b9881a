"""The heart: plan x case -> results -> verdict. No file, no clock, no print."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from kyccheck.case import Case
from kyccheck.checks import SETTLED, WORST_FIRST, Answer, Status
from kyccheck.plan import Plan, Planned, Result
from kyccheck.record import Evidence
from kyccheck.value import as_text

_NOT_LOOKED_AT: Final = frozenset({Status.NOT_DUE, Status.NOT_STATED})

Audited = dict[str, Any]
"""The results and the verdict of one case, in the shape of the JSON report."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands in a checklist's pipeline.

    `stage` is None where nothing gives the stage a meaning: then everything is due. `rank` is its place in the line;
    `only` are the items in play where the stage names them itself.
    """

    stage: str | None
    rank: int
    next: str | None
    only: frozenset[str] | None = None

    def has_in_play(self, planned: Planned) -> bool:
        """Whether an item is in play: due at or before the next stage, or done on entry to a stage already reached."""
        if self.only is not None:
            return planned.item.id in self.only
        if self.next is None or planned.due < 0:
            return True
        return planned.due <= self.rank if planned.item.on_entry else planned.due <= self.rank + 1

    def is_past(self, planned: Planned) -> bool:
        """Whether an item should have held before the case came to where it stands."""
        if self.only is not None or self.stage is None or planned.due < 0:
            return False
        return planned.due < self.rank if planned.item.on_entry else planned.due <= self.rank


def standing(plan: Plan, words: tuple[str, ...]) -> Standing:
    """Where a case stands whose stage goes by these words, the first that has a meaning counting."""
    stage = next((known for word in words if word and (known := plan.checklist.stage_of(word))), None)
    if stage is None:
        return Standing(None, plan.last, None)
    about = next(known for known in plan.checklist.stages if known.id == stage)
    if about.only:
        return Standing(stage, -1, None, frozenset(about.only))
    rank = plan.ranks[stage]
    line = plan.checklist.line
    return Standing(stage, rank, line[rank + 1] if rank < plan.last else None)


def audit(case: Case, plans: list[Plan], at: str = "", *, every_evidence: bool = False) -> Audited:
    """Audit a case by the checklists that are for it.

    `at` is the stage as if it stood there; `every_evidence` looks evidence up for settled results too. Never raises
    for what a case holds: an item that cannot be evaluated has the status `error`.
    """
    results: list[Result] = []
    bypassed: list[str] = []
    in_play: list[Result] = []
    escalating = False
    words = (at,) if at else (case.stage_means, case.stage)
    standings = [standing(plan, words) for plan in plans]
    for plan, here in zip(plans, standings, strict=True):
        for planned, result, own in _results(case, plan, here, every_evidence):
            results.append(result)
            status = result["status"]
            if planned.item.escalates and status == Status.FAIL:
                escalating = True
            if own and here.has_in_play(planned):
                in_play.append(result)
            if own and status not in SETTLED and here.is_past(planned):
                bypassed.append(planned.item.id)
    here = next((known for known in standings if known.stage), standings[0])
    verdict = _verdict(results, in_play, escalating)
    return {
        "id": case.id,
        "kind": case.kind,
        "title": case.title,
        "stage": here.stage,
        "stage_as_read": case.stage,
        "owner": case.owner,
        "bypassed": bypassed,
        "verdict": verdict,
        "next": here.next,
        "return_to": _return_to(in_play, plans) if verdict == "return" else None,
        "notes": [*_notes(case, here, at), *case.notes],
        "results": results,
    }


def _notes(case: Case, here: Standing, at: str) -> list[str]:
    if here.stage is not None:
        return [f"audited as if it stood at {here.stage}"] if at else []
    if not case.stage:
        return ["no export gives its stage, so everything was looked at as due"]
    how = f'to name it, add a line under stages in kyccheck.yaml, such as "{case.stage}": iod_check'
    return [f'its stage "{case.stage}" has no meaning here, so everything was looked at as due; {how}']


def _verdict(results: list[Result], in_play: list[Result], escalating: bool) -> str:
    if any(result["status"] == Status.ERROR for result in results):
        return "error"
    if escalating:
        return "escalate"
    statuses = {result["status"] for result in in_play}
    if Status.FAIL in statuses:
        return "return"
    return "review" if statuses & {Status.REVIEW, Status.UNKNOWN} else "ready"


def _return_to(in_play: list[Result], plans: list[Plan]) -> str | None:
    """The team whose item fails first in the pipeline."""
    ranks = {plan.checklist.id: plan.ranks for plan in plans}
    failing = [result for result in in_play if result["status"] == Status.FAIL]
    first = min(failing, key=lambda result: ranks[result["checklist"]].get(result["due"], -1))
    return first["owner"] or None


def _results(case: Case, plan: Plan, here: Standing, every_evidence: bool) -> list[tuple[Planned, Result, bool]]:
    """Each item's result, in order; the third says whether it is a finding of its own, not a sum of others."""
    answers: list[Answer] = []
    applies: dict[int, Answer] = {}
    for place, planned in enumerate(plan.items):
        above = applies.get(planned.parent) if planned.parent >= 0 else None
        answer = above or _answer(case, planned, here)
        if planned.children and answer.status in (Status.NOT_APPLICABLE, Status.UNKNOWN) and planned.when is not None:
            applies[place] = answer
        elif above is not None:
            applies[place] = above
        answers.append(answer)
    found = []
    for place in range(len(answers) - 1, -1, -1):
        planned = plan.items[place]
        own = answers[place]
        if planned.children:
            answers[place] = _sum(planned, own, [(plan.items[child], answers[child]) for child in planned.children])
        is_own = planned.ask is not None and (answers[place] is own or not planned.children)
        found.append((planned, _written(case, planned, answers[place], is_own, every_evidence), is_own))
    return found[::-1]


def _answer(case: Case, planned: Planned, here: Standing) -> Answer:
    """The answer of one item by itself."""
    if planned.constant is not None:
        return Answer(*planned.constant)
    if not here.has_in_play(planned) and not (planned.item.escalates and here.only is None):
        return Answer(Status.NOT_DUE, f"must hold before {planned.static['due']}; not looked at yet")
    try:
        if planned.when is not None:
            condition = planned.when(case)
            if condition.status is not Status.PASS:
                return _set_aside(condition)
        return planned.ask(case) if planned.ask else Answer(Status.PASS, "")
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
    causes = [child.item.id for child, answer in children if answer.status is status]
    if status is Status.PASS:
        return Answer(status, "all that is due holds")
    return Answer(status, f"{status.value.replace('_', ' ')} because of {', '.join(causes)}")


def _aside(planned: Planned, own: Answer, children: list[tuple[Planned, Answer]]) -> Answer:
    """The answer where no sub-item counts: what most plainly says why."""
    if planned.constant is not None or own.status is Status.NOT_APPLICABLE:
        return own
    for status in (Status.NOT_DUE, Status.NOT_APPLICABLE, Status.NOT_STATED):
        if any(answer.status is status for _, answer in children):
            return Answer(status, next(answer.reason for _, answer in children if answer.status is status))
    return own


def _written(case: Case, planned: Planned, answer: Answer, is_own: bool, every_evidence: bool) -> Result:
    """The answer as a result of the report."""
    status = answer.status
    if status in _NOT_LOOKED_AT or (status in SETTLED and not every_evidence):
        return planned.result(status, answer.reason)
    evidence = [item for seen in answer.seen for item in seen.evidence()] or _looked_at(case, planned)
    asks_a_person = is_own and status in (Status.REVIEW, Status.UNKNOWN)
    return {
        **planned.static,
        "status": status.value,
        "reason": answer.reason,
        "evidence": [_shown(item) for item in _each_once(evidence)],
        "fingerprint": fingerprint_of(case, planned) if asks_a_person else None,
    }


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
    """A digest of the values that an item reads: 16 hexadecimal digits. It changes when one of them does."""
    seen = [(item.field, item.value) for item in _looked_at(case, planned)]
    text = json.dumps([planned.static["checklist"], planned.item.id, seen], default=str, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]
