"""What a check says of what it was asked about: a status, a reason, and what it has seen."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from kyccheck.records.case import Case
from kyccheck.records.record import Evidence, Record


class Status(StrEnum):
    """What a result says; the contract's words."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    REVIEW = "review"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    NOT_DUE = "not_due"
    NOT_STATED = "not_stated"
    ERROR = "error"


WORST_FIRST: Final[tuple[Status, ...]] = (
    Status.ERROR,
    Status.FAIL,
    Status.REVIEW,
    Status.UNKNOWN,
    Status.WAIVED,
    Status.PASS,
)
"""How statuses are summed up; those that are not here stand aside."""

SETTLED: Final = frozenset(
    {Status.PASS, Status.WAIVED, Status.NOT_APPLICABLE, Status.NOT_DUE, Status.NOT_STATED},
)
"""Statuses that settle an item."""

OPEN: Final = tuple(status for status in WORST_FIRST if status not in SETTLED)
"""Statuses that do not, worst first."""

NEAREST_FIRST: Final = (Status.PASS, Status.REVIEW, Status.UNKNOWN, Status.FAIL, Status.ERROR)
"""How statuses are chosen from where one of them will do."""

Subject = Case | Record
"""What a check is asked about: a case, or one record of a list."""


def of_case(subject: Subject) -> Case:
    """The subject of a check that only a whole case can be asked. Raises TypeError for one record of a list."""
    if isinstance(subject, Case):
        return subject
    raise TypeError("a check of whole cases was asked about one record of a list")


class Seen(NamedTuple):
    """What a check has looked at: a path of a case, or a field of a record. Looked up again only for a report."""

    subject: Subject
    path: str
    prefix: str = ""

    def evidence(self) -> list[Evidence]:
        """The values there, with their places."""
        if isinstance(self.subject, Case):
            return self.subject.evidence(self.path)
        return [self.subject.evidence(self.prefix + self.path, self.path)]


class Answer(NamedTuple):
    """What a check says of a subject: a status, a reason in a colleague's words, and what it has seen.

    `undecided` marks a `fail` that only says "there is nothing to look at": as a condition, or under `not`, it decides
    nothing. `of_condition` marks what is said of the condition of an item, and not of the item itself.
    """

    status: Status
    reason: str
    seen: tuple[Seen, ...] = ()
    undecided: bool = False
    of_condition: bool = False


def not_evaluated(error: Exception) -> Answer:
    """The answer where a question cannot be evaluated. What the error says may hold personal data, and is left out."""
    reason = f"could not be evaluated ({type(error).__name__}): a defect of the checklist or of kyccheck"
    return Answer(Status.ERROR, reason)


def nearest(answers: list[Answer]) -> Answer:
    """The answer that counts where one will do: the one nearest to a pass; with equals the first."""
    return min(answers, key=lambda answer: NEAREST_FIRST.index(answer.status))


def worst(answers: list[Answer]) -> Answer:
    """The answer that counts where all must hold: the worst; with equals the first, and the reasons of all of them."""
    status = min((answer.status for answer in answers), key=WORST_FIRST.index)
    worst_ones = [answer for answer in answers if answer.status is status]
    if len(worst_ones) == 1:
        return worst_ones[0]
    reasons = dict.fromkeys(answer.reason for answer in worst_ones)
    return Answer(
        status,
        "; ".join(reasons),
        tuple(dict.fromkeys(item for answer in worst_ones for item in answer.seen)),
        undecided=all(answer.undecided for answer in worst_ones),
    )
