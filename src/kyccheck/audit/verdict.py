"""What the results of one case add up to: its verdict, and the team that it goes back to."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from kyccheck.asking.answer import Answer, Status
from kyccheck.audit.plan import Plan
from kyccheck.audit.planned import Planned

if TYPE_CHECKING:  # most runs are given no decisions, and a start is counted in milliseconds
    from kyccheck.asking.shown import ShownResult
    from kyccheck.decisions.model import Notice


class Verdict(StrEnum):
    """What the results of one case add up to: the contract's words, from the best to the worst."""

    READY = "ready"
    REVIEW = "review"
    RETURN = "return"
    ESCALATE = "escalate"
    ERROR = "error"


class Findings:
    """What is not settled of a case, and what it adds up to; and what decisions on it do not count.

    `held_back` says that the case may not simply go on, whatever its items say.
    """

    def __init__(self, *, held_back: bool = False) -> None:
        self._held_back = held_back
        self.in_play: list[ShownResult] = []
        self.bypassed: list[str] = []
        self.notices: list[Notice] = []
        self._error = self._escalating = False

    def add(self, planned: Planned, answer: Answer, result: ShownResult, in_play: bool, past: bool) -> None:
        """Take note of a result that is not settled; `past` where it should have held before the case came here."""
        self._error = self._error or answer.status is Status.ERROR
        self._escalating = self._escalating or (planned.item.escalates and answer.status is Status.FAIL)
        if in_play:
            self.in_play.append(result)
        if past and answer.status is Status.FAIL:
            self.bypassed.append(planned.item.id)

    def verdict(self) -> Verdict:
        """The verdict: error, escalate, return, review, ready; the first that applies."""
        if self._error:
            return Verdict.ERROR
        if self._escalating:
            return Verdict.ESCALATE
        if any(result["status"] == Status.FAIL for result in self.in_play):
            return Verdict.RETURN
        return Verdict.REVIEW if self.in_play or self._held_back else Verdict.READY

    def return_to(self, plans: list[Plan]) -> str | None:
        """The team whose item fails first in the pipeline; None where the verdict is no return."""
        if self.verdict() is not Verdict.RETURN:
            return None
        ranks = {plan.checklist.id: plan.ranks for plan in plans}
        failing = [result for result in self.in_play if result["status"] == Status.FAIL]
        first = min(failing, key=lambda result: ranks[result["checklist"]].get(result["due"], -1))
        return first["owner"] or None
