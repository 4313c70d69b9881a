"""What an item is by more than its own check: by a condition that does not hold, or by its sub-items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kyccheck.asking.answer import WORST_FIRST, Answer, Status
from kyccheck.audit.planned import Planned

HOLDS: Final = Answer(Status.PASS, "all that is due holds")
"""The answer of an item that only sums up its sub-items, as long as they hold."""

_BECAUSE_OF: Final = " because of "


def set_aside(condition: Answer) -> Answer:
    """What an item is whose condition does not hold: not applicable only where that is shown."""
    if condition.status is Status.FAIL and not condition.undecided:
        return condition._replace(status=Status.NOT_APPLICABLE, reason=f"does not apply: {condition.reason}")
    if condition.status is Status.ERROR:
        return condition
    reason = f"it is unclear whether this applies: {condition.reason}"
    return Answer(Status.UNKNOWN, reason, condition.seen, of_condition=True)


def sum_of(planned: Planned, own: Answer, children: list[tuple[Planned, Answer]]) -> Answer:
    """The worst of the answers of sub-items and of the item's own check; its own is kept where it is as bad."""
    counting: list[Status] = [answer.status for _, answer in children if answer.status in WORST_FIRST]
    mine = own.status in WORST_FIRST and (planned.ask is not None or own.status is not Status.PASS)
    if mine:
        counting.append(own.status)
    if not counting:
        return _aside(planned, own, children)
    status = min(counting, key=WORST_FIRST.index)
    if status is Status.PASS:
        return HOLDS
    if own.status is status:
        return own
    causes = [(child, answer) for child, answer in children if answer.status is status]
    names = ", ".join(child.item.id for child, _ in causes)
    return Answer(
        status, f"{status.value}{_BECAUSE_OF}{names}", tuple(item for _, answer in causes for item in answer.seen)
    )


def named_in(result: Mapping[str, Any]) -> frozenset[str]:
    """The sub-items that a result of a report names, where it says in the words of a sum that it is as they are.

    Empty where it says anything else. A question may say the same: whether these are its sub-items, the caller looks.
    """
    status, is_sum, names = result["reason"].partition(_BECAUSE_OF)
    return frozenset(names.split(", ")) if is_sum and status == result["status"] else frozenset()


def _aside(planned: Planned, own: Answer, children: list[tuple[Planned, Answer]]) -> Answer:
    """The answer where no sub-item counts: what most plainly says why."""
    if planned.constant is not None or own.status is Status.NOT_APPLICABLE:
        return own
    for status in (Status.NOT_DUE, Status.NOT_APPLICABLE, Status.NOT_STATED):
        if any(answer.status is status for _, answer in children):
            return Answer(status, next(answer.reason for _, answer in children if answer.status is status))
    return own
