"""Which checklists are for a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from kyccheck.audit.plan import Plan
from kyccheck.checklist.model import For
from kyccheck.records.case import Case
from kyccheck.records.fields import folded
from kyccheck.records.record import UNNAMED
from kyccheck.values.written import called


class Offer(Protocol):
    """A checklist on offer: for which cases it is, and its plan, which may only be made when it is first wanted."""

    @property
    def about(self) -> For:
        """For which cases it is."""

    @property
    def plan(self) -> Plan:
        """The checklist, compiled."""


class Choosing:
    """The plans that are for a case: by its system and kind, and then by its stage, or the stage that its tags name.

    `asked_for` says that the user named the checklists, who then need no tag to be told by. A case whose tags name
    stages of two pipelines belongs to the one that follows the other, unless both were asked for.
    """

    def __init__(self, offers: Sequence[Offer], *, asked_for: bool) -> None:
        self.offers = offers
        self._asked_for = asked_for
        self._used: dict[str, Plan] = {}
        self._known: dict[tuple[str, ...], list[Plan]] = {}

    def plans(self, case: Case) -> list[Plan]:
        """The plans for a case; its stage is settled where only its tags tell it."""
        if case.tags:
            return self._chosen(case)
        about = (case.kind, case.system, case.stage_means, case.stage, *(n for n in case.notes if n == UNNAMED))
        plans = self._known.get(about)
        if plans is None:
            plans = self._chosen(case)
            if len(self._known) < _MOST_KNOWN:
                self._known[about] = plans
        return plans

    def plan(self, word: str) -> Plan:
        """The plan of a checklist on offer, by its id."""
        return self._used.get(word) or next(offer.plan for offer in self.offers if offer.plan.checklist.id == word)

    def why_none(self, case: Case, advice: str) -> str:
        """Why no checklist is for a case, in a sentence, and what to do about it."""
        names = ", ".join(offer.plan.checklist.id for offer in self.offers)
        why = "; ".join((advice, *(note for note in case.notes if note == UNNAMED)))
        return f"{called('case', case.id)}: no checklist ({names}) is for it; {why}"

    def _chosen(self, case: Case) -> list[Plan]:
        fitting = [offer.plan for offer in self.offers if _fits(case, offer.about)]
        words = [word for word in (case.stage_means, case.stage) if word]
        by_stage = [plan for plan in fitting if any(plan.checklist.stage_of(word) for word in words)]
        by_tag = [plan for plan in fitting if any(_stage_of(plan, case, tag) for tag in case.tags)]
        left = () if self._asked_for else tuple(word for plan in by_tag for word in plan.checklist.for_.follows)
        by_tag = [plan for plan in by_tag if plan.checklist.id not in left]
        if by_tag and not by_stage:
            _stand_by_tag(case, by_tag[-1])
        untagged = [plan for plan in fitting if self._asked_for or not plan.checklist.for_.needs_tag]
        # Tags that nobody can read may name any of the stages: then the procedure is asked from its beginning.
        first = [plan for plan in fitting if not plan.checklist.for_.follows] if UNNAMED in case.notes else []
        chosen = by_stage or by_tag or untagged or first
        if by_stage:
            goes_on = [_goes_on(plan, by_stage) for plan in by_tag if _follows(plan, by_stage)]
            case.notes += [note for note in goes_on if note not in case.notes]  # it may be asked about twice
        self._used |= {plan.checklist.id: plan for plan in chosen}
        return chosen


_MOST_KNOWN: Final = 1000


def _follows(plan: Plan, chosen: list[Plan]) -> bool:
    return any(one.checklist.id in plan.checklist.for_.follows for one in chosen)


def _goes_on(plan: Plan, chosen: list[Plan]) -> str:
    """What to note of a case that stands at a stage of one pipeline, and whose tags name one of the next."""
    here = ", ".join(one.checklist.id for one in chosen)
    there = plan.checklist.id
    return f"its tags name a stage of {there} already, but it stands at one of {here}: only {here} was asked"


def _stand_by_tag(case: Case, plan: Plan) -> None:
    """Let a case stand where its tags say; of several stages at the latest one, so that nothing due is left out."""
    stages = {tag: stage for tag in case.tags if (stage := _stage_of(plan, case, tag))}
    latest = max(stages, key=lambda tag: plan.ranks.get(stages[tag], -1))
    case.stage_means, case.stage = stages[latest], case.stage or latest


def _stage_of(plan: Plan, case: Case, tag: str) -> str | None:
    return next((stage for word in case.words(tag) if (stage := plan.checklist.stage_of(word))), None)


def _fits(case: Case, about: For) -> bool:
    return folded(case.kind) in about.kinds and (case.system in ("native", "") or case.system in about.systems)
