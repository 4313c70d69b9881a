"""A whole run: every case of the inputs audited, one after the other or by several workers, and what reports need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from kyccheck.audit import Audited, audit
from kyccheck.case import Case
from kyccheck.choosing import Choosing, Offer
from kyccheck.glance import Results
from kyccheck.inputs import Input
from kyccheck.kept import Cases
from kyccheck.plan import Plan
from kyccheck.read import Block
from kyccheck.reading import Lines, Reading, Told
from kyccheck.record import Problem

if TYPE_CHECKING:  # most runs want none of this, and a start is counted in milliseconds
    from kyccheck.alignment import Row
    from kyccheck.basis import Digest
    from kyccheck.decided import Decisions
    from kyccheck.expiring import Expiring, Window


@dataclass(slots=True)
class Run:
    """A finished run: what every report is written from.

    `cases` are in the shape of the JSON report. `plans` are those of the checklists that were used, `wanted` is what
    the user asked for. Where that was wanted, `expiring` is what runs out, soonest first, `alignment` are the rows of
    all cases, and `data` digests of what each case holds. `noted` are further members of the JSON report, `changes`
    what changed since an earlier one.
    """

    as_of: date
    version: str
    inputs: list[Input]
    problems: list[Problem]
    plans: list[Plan]
    cases: Cases
    decided: frozenset[str] = frozenset()
    decisions: Decisions | None = None
    wanted: Wanted | None = None
    expiring: tuple[Expiring, ...] = ()
    alignment: tuple[Row, ...] = ()
    data: dict[str, dict[str, str]] = field(default_factory=dict)
    noted: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, Any] | None = None

    def notices(self) -> list[dict[str, Any]]:
        """The decisions that do not count: of rows refused, of no case here, and of each case."""
        if self.decisions is None:
            return []
        apart = [one for file in self.decisions.files for one in file.refused]
        apart += self.decisions.dangling(self.decided)
        return [one.shown() for one in apart] + list(self.cases.notices())

    def verdicts(self) -> dict[str, int]:
        """How many cases have which verdict."""
        return {word: number for word, number in sorted(self.cases.verdicts.items()) if number}

    def statuses(self) -> dict[str, int]:
        """How many results have which status."""
        return {word: number for word, number in sorted(self.cases.statuses.items()) if number}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user asked for: only these cases and items, as if at a stage, with evidence of everything.

    `decisions` are the attestations and waivers that may count; `expiring` says how far to look ahead for what runs
    out; `alignment` that the rows are wanted that show sources side by side, `digest` how what a case holds is
    digested. What `after` makes of each audited case is what is reported. `jobs` is how many may work at once.
    """

    cases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    at: str = ""
    every_evidence: bool = False
    asked_for: bool = False
    decisions: Decisions | None = None
    expiring: Window | None = None
    alignment: bool = False
    digest: Digest | None = None
    after: Callable[[Case, Audited], Audited] | None = None
    jobs: int = 1


def run(  # noqa: PLR0913, PLR0917 - what a run is made of
    reading: Reading,
    offers: Sequence[Offer],
    wanted: Wanted,
    as_of: date,
    version: str,
    watch: Callable[[int], None] = lambda _: None,
) -> Run:
    """Audit all cases of a reading. `watch` is told now and then how many are done."""
    auditing = _Auditing(Choosing(offers, asked_for=wanted.asked_for), wanted, as_of, reading.problems)
    for part in reading.parts():
        if isinstance(part, Lines):
            _audit_lines(part, auditing, watch)
        else:
            auditing.add(part)
            watch(len(auditing.made.cases))
    auditing.undecide(reading.twice)
    made = auditing.made
    plans = [auditing.choosing.plan(word) for word in sorted(made.used)]
    found = Run(as_of, version, reading.inputs, reading.problems, plans, made.cases, frozenset(made.decided))
    found.decisions, found.wanted, found.data = wanted.decisions, wanted, made.data
    found.alignment = tuple(made.alignment)
    if wanted.expiring is not None:
        found.expiring = _with_decisions(made.expiring, found, wanted.expiring)
    return found


def _audit_lines(lines: Lines, auditing: _Auditing, watch: Callable[[int], None]) -> None:
    """Audit the cases of a file that holds one a line: in this process first, and by workers where there are many."""
    blocks = lines.blocks()
    several = auditing.wanted.jobs > 1 and auditing.wanted.after is None
    for block in islice(blocks, _BLOCKS_ALONE if several else None):
        for case in lines.cases(block):
            auditing.add(case)
        watch(len(auditing.made.cases))
    following = next(blocks, None)
    if following is None:
        return
    from kyccheck import workers

    def audited(block: Block) -> tuple[_Made, Told] | None:
        own = lines.apart()
        apart = _Auditing(auditing.choosing, auditing.wanted, auditing.as_of, own.problems)
        for line in block.each():
            for case in own.cases(line):
                apart.add(case, line)
        told = own.told()
        return (apart.made, told) if told is not None else None

    for block, part in workers.in_order(audited, chain([following], blocks), auditing.wanted.jobs):
        if part is not None and lines.told() is not None:
            made, told = part
            auditing.extend(made, lines)
            lines.note(told)
        else:  # something in it, or before it, waits for other records
            for case in lines.cases(block):
                auditing.add(case)
        watch(len(auditing.made.cases))


_BLOCKS_ALONE: Final = 8
"""So many blocks (of a quarter of a megabyte) are done before workers are worth their start."""


@dataclass(slots=True)
class _Made:
    """What is made of some cases; `decided` are those that people have decided on, by id: each with its place.

    A case that a worker has audited is not sent back: its line is.
    """

    cases: Cases = field(default_factory=Cases)
    used: set[str] = field(default_factory=set)
    expiring: list[Expiring] = field(default_factory=list)
    alignment: list[Row] = field(default_factory=list)
    data: dict[str, dict[str, str]] = field(default_factory=dict)
    decided: dict[str, list[tuple[int, Case | Block | tuple[Lines, Block]]]] = field(default_factory=dict)


class _Auditing:
    """Audits one case after the other, and keeps what is made of them."""

    def __init__(self, choosing: Choosing, wanted: Wanted, as_of: date, problems: list[Problem]) -> None:
        self.choosing = choosing
        self.wanted = wanted
        self.as_of = as_of
        self.made = _Made()
        self._problems = problems

    def add(self, case: Case, line: Block | None = None) -> None:
        """Audit a case; `line` is its line, where only that can be kept."""
        wanted, made = self.wanted, self.made
        if wanted.cases and case.id not in wanted.cases:
            return
        chosen = self.choosing.plans(case)
        if not chosen:
            self._problems.append(_no_checklist(case, self.choosing.offers))
            return
        made.used.update(plan.checklist.id for plan in chosen)
        if wanted.decisions is not None and case.id in wanted.decisions.by_case:
            made.decided.setdefault(case.id, []).append((len(made.cases), line or case))
        made.cases.add(self._audited(case, chosen, wanted.decisions))
        if wanted.digest is not None:
            made.data[case.id] = _digests_of(case, wanted.digest)
        if wanted.expiring is not None:
            made.expiring += _documents_of(case, self.as_of, wanted.expiring)
        if wanted.alignment:
            made.alignment += _aligned(case, chosen)

    def extend(self, part: _Made, lines: Lines) -> None:
        """Add what was made of lines by somebody else."""
        made = self.made
        for word, places in part.decided.items():
            known = made.decided.setdefault(word, [])
            known += [(len(made.cases) + at, (lines, line)) for at, line in places if isinstance(line, Block)]
        made.cases.extend(part.cases)
        made.used |= part.used
        made.data |= part.data
        made.expiring += part.expiring
        made.alignment += part.alignment

    def undecide(self, twice: AbstractSet[str]) -> None:
        """Let no decision count on a case whose id another one bears: nobody knows which of them was meant."""
        for word in sorted(twice & self.made.decided.keys()):
            for place, case in self.made.decided[word]:
                self.made.cases.replace(place, self._undecided(_as_case(case)))

    def _undecided(self, case: Case) -> Audited:
        from kyccheck.decided import notice

        assert self.wanted.decisions is not None  # noqa: S101 - there are some on this case
        why = "two cases bear this id, so that no decision on it counts"
        found = self._audited(case, self.choosing.plans(case), None)
        mine = self.wanted.decisions.by_case[case.id].values()
        notices = [notice(one, "ineffective", why).shown() for given in mine for one in given]
        return {**found, "notes": [*found["notes"], why], "decisions": notices}

    def _audited(self, case: Case, chosen: list[Plan], decisions: Decisions | None) -> Audited:
        wanted = self.wanted
        result = audit(case, chosen, wanted.at, every_evidence=wanted.every_evidence, decisions=decisions)
        if wanted.items:
            result["results"] = Results(one for one in result["results"] if one["item"] in wanted.items)
        return wanted.after(case, result) if wanted.after else result


def _as_case(kept: Case | Block | tuple[Lines, Block]) -> Case:
    """A case that was kept; read again where only its line was."""
    if isinstance(kept, Case):
        return kept
    assert not isinstance(kept, Block)  # noqa: S101 - with the file that it is of
    lines, line = kept
    return next(lines.apart().cases(line))


def _digests_of(case: Case, digest: Digest) -> dict[str, str]:
    from kyccheck.basis import sections_of

    return sections_of(case, digest)


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
