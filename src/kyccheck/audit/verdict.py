"""What the results of one case add up to: its verdict, and the team that it goes back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyccheck.asking.answer import Answer, Status
from kyccheck.audit.plan import Plan
from kyccheck.audit.planned import Planned, Result

if TYPE_CHECKING:  # most runs are given no decisions, and a start is counted in milliseconds
    from kyccheck.decisions.model import Notice


class Findings:
    """What is not settled of a case, and what it adds up to; and what decisions on it do not count.

    `held_back` says that the case may not simply go on, whatever its items say.
    """

    def __init__(self, *, held_back: bool = False) -> None:
        self._held_back = held_back
        self.in_play: list[Result] = []
        self.bypassed: list[str] = []
        self.notices: list[Notice] = []
        self._error = self._escalating = False

    def add(self, planned: Planned, answer: Answer, result: Result, in_play: bool, past: bool) -> None:
        """Take note of a result that is not settled; `past` where it should have held before the case came here."""
        self._error = self._error or answer.status is Status.ERROR
        self._escalating = self._escalating or (planned.item.escalates and answer.status is Status.FAIL)
        if in_play:
            self.in_play.append(result)
        if past and answer.status is Status.FAIL:
            self.bypassed.append(planned.item.id)

    def verdict(self) -> str:
        """The first that holds, from what cannot be evaluated to what is settled."""
        if self._error:
            return "error"
        if self._escalating:
            return "escalate"
        if any(result["status"] == Status.FAIL for result in self.in_play):
            return "return"
        return "review" if self.in_play or self._held_back else "ready"

    def return_to(self, plans: list[Plan]) -> str | None:
        """The team whose item fails first in the pipeline; None where the verdict is no return."""
        if self.verdict() != "return":
            return None
        ranks = {plan.checklist.id: plan.ranks for plan in plans}
        failing = [result for result in self.in_play if result["status"] == Status.FAIL]
        first = min(failing, key=lambda result: ranks[result["checklist"]].get(result["due"], -1))
        return first["owner"] or None
