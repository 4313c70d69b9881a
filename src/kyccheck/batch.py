"""A whole run: every case of the inputs audited, one after the other, and what reports are written from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from kyccheck.audit import Audited, audit
from kyccheck.case import Case
from kyccheck.choosing import Choosing, Offer
from kyccheck.glance import Results
from kyccheck.inputs import Input
from kyccheck.plan import Plan
from kyccheck.reading import Reading
from kyccheck.record import Problem

if TYPE_CHECKING:  # most runs want none of this, and a start is counted in milliseconds
    from kyccheck.alignment import Row
    from kyccheck.decided import Decisions
    from kyccheck.expiring import Expiring, Window


@dataclass(slots=True)
class Run:
    """A finished run: what every report is written from.

    `cases` are in the shape of the JSON report. `plans` are those of the checklists that were used, `wanted` is what
    the user asked for. Where that was wanted, `expiring` is what runs out, soonest first, and `alignment` are the rows
    of all cases. `noted` are further members of the JSON report, `changes` what changed since an earlier one.
    """

    as_of: date
    version: str
    inputs: list[Input]
    problems: list[Problem]
    plans: list[Plan]
    cases: list[Audited]
    decisions: Decisions | None = None
    wanted: Wanted | None = None
    expiring: tuple[Expiring, ...] = ()
    alignment: tuple[Row, ...] = ()
    noted: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, Any] | None = None

    def notices(self) -> list[dict[str, Any]]:
        """The decisions that do not count: of rows refused, of no case here, and of each case."""
        if self.decisions is None:
            return []
        apart = [one for file in self.decisions.files for one in file.refused]
        apart += self.decisions.dangling({case["id"] for case in self.cases})
        return [one.shown() for one in apart] + [one for case in self.cases for one in case["decisions"]]

    def verdicts(self) -> dict[str, int]:
        """How many cases have which verdict."""
        return dict(sorted(Counter(case["verdict"] for case in self.cases).items()))

    def statuses(self) -> dict[str, int]:
        """How many results have which status."""
        return dict(sorted(Counter(result["status"] for case in self.cases for result in case["results"]).items()))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user asked for: only these cases and items, as if at a stage, with evidence of everything.

    `decisions` are the attestations and waivers that may count; `expiring` says how far to look ahead for what runs
    out; `alignment` that the rows are wanted that show sources side by side. What `after` makes of each audited case
    is what is reported.
    """

    cases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    at: str = ""
    every_evidence: bool = False
    asked_for: bool = False
    decisions: Decisions | None = None
    expiring: Window | None = None
    alignment: bool = False
    after: Callable[[Case, Audited], Audited] | None = None


def run(reading: Reading, offers: Sequence[Offer], wanted: Wanted, as_of: date, version: str) -> Run:
    """Audit all cases of a reading."""
    audited: list[Audited] = []
    aligned: list[Row] = []
    used: dict[str, Plan] = {}
    choosing = Choosing(offers, asked_for=wanted.asked_for)
    expiring: list[Expiring] = []
    for case in reading.cases():
        if wanted.cases and case.id not in wanted.cases:
            continue
        chosen = choosing.plans(case)
        if not chosen:
            reading.problems.append(_no_checklist(case, offers))
            continue
        for plan in chosen:
            used[plan.checklist.id] = plan
        result = audit(case, chosen, wanted.at, every_evidence=wanted.every_evidence, decisions=wanted.decisions)
        result = _only(result, wanted.items)
        audited.append(wanted.after(case, result) if wanted.after else result)
        if wanted.expiring is not None:
            expiring += _documents_of(case, as_of, wanted.expiring)
        if wanted.alignment:
            aligned += _aligned(case, chosen)
    plans = [used[word] for word in sorted(used)]
    found = Run(as_of, version, reading.inputs, reading.problems, plans, audited, wanted.decisions, wanted)
    found.alignment = tuple(aligned)
    if wanted.expiring is not None:
        found.expiring = _with_decisions(expiring, found, wanted.expiring)
    return found


def _documents_of(case: Case, as_of: date, window: Window) -> Iterator[Expiring]:
    from kyccheck.expiring import documents_of

    return documents_of(case, as_of, window)


def _with_decisions(documents: list[Expiring], found: Run, window: Window) -> tuple[Expiring, ...]:
    from kyccheck.expiring import decisions_of, in_order

    decided = decisions_of(found.cases, found.decisions, found.as_of, window) if found.decisions else ()
    return in_order([*documents, *decided])


def _aligned(case: Case, plans: list[Plan]) -> tuple[Row, ...]:
    """The rows of a case side by side. What makes them is imported only where they are wanted."""
    from kyccheck.alignment import rows

    return rows(case, plans)


def _no_checklist(case: Case, offers: Sequence[Offer]) -> Problem:
    first = next(record for members in case.sections().values() for record in members)
    names = ", ".join(offer.plan.checklist.id for offer in offers)
    why = "".join(f"; {note}" for note in case.notes if "includes=tags" in note)
    return Problem(first.file, f"case {case.id}: no checklist ({names}) is for it; name one with -c{why}", first.base)


def _only(audited: dict[str, Any], items: tuple[str, ...]) -> Audited:
    if not items:
        return audited
    return {**audited, "results": Results(result for result in audited["results"] if result["item"] in items)}
