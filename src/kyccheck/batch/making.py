"""What is made of cases, one after the other: each is audited and kept, with what reports need beside."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import field, replace
from datetime import date
from typing import TYPE_CHECKING

from kyccheck.audit.glance import Results
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import Plan
from kyccheck.batch.choosing import Choosing
from kyccheck.batch.wanted import Wanted
from kyccheck.dataclass import dataclass
from kyccheck.inputs.lines import Lines
from kyccheck.kept.cases import Cases
from kyccheck.read.trees import Block
from kyccheck.records.case import Case
from kyccheck.records.record import Problem

if TYPE_CHECKING:  # most runs want none of this, and a start is counted in milliseconds
    from kyccheck.asking.shown import Audited
    from kyccheck.audit.expiring import Expiring, Window
    from kyccheck.batch.basis import Digest, Digests
    from kyccheck.decisions.model import Decisions
    from kyccheck.kept.compared import Compared
    from kyccheck.kept.personal_texts import PersonalTexts
    from kyccheck.kept.pile import Part
    from kyccheck.kept.spill import Room


@dataclass(slots=True)
class Made:
    """What is made of some cases, and goes from a worker to the run; `data` and `noted` only where they are wanted.

    `cases` are the audited ones, `used` the ids of the checklists that are for them, `met` the ids of cases
    that were asked for by name and were there. `expiring` and `alignment` are rows of the sheets of these names, `data`
    digests of what was read (for --since), `noted` the personal texts that were met (for --redact). `decided` has,
    by the id of each case that people have decided on, its places among the cases and what to audit again where the id
    turns out to be borne twice: the case, or its line.
    """

    cases: Cases = field(default_factory=Cases)
    used: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    expiring: list[Expiring] = field(default_factory=list)
    alignment: Compared | None = None
    data: Digests | None = None
    noted: PersonalTexts | None = None
    decided: dict[str, list[tuple[int, Case | Block | tuple[Lines, Block]]]] = field(default_factory=dict)

    def move_to(self, room: Room, put: dict[bytes, Part]) -> None:
        """Put all that may be long into a room, so that little has to be sent; `put` as in `Cases.move_to`."""
        self.cases.move_to(room, put)
        for rows in (self.alignment, self.data, self.noted):
            if rows is not None:
                rows.move_to(room)


class Making:
    """Audits one case after the other, and keeps what is made of them."""

    def __init__(self, choosing: Choosing, wanted: Wanted, as_of: date, problems: list[Problem]) -> None:
        self.choosing = choosing
        self.wanted = wanted
        self.as_of = as_of
        self.made = Made(data=_digests() if wanted.digest is not None else None)
        self.made.noted = wanted.masks.noted if wanted.masks else None
        self.made.alignment = _compared() if wanted.alignment else None
        self._problems = problems

    def add(self, case: Case, line: Block | None = None) -> None:
        """Audit a case; `line` is its line, where only that can be kept."""
        wanted, made = self.wanted, self.made
        if wanted.cases:
            if case.id not in wanted.cases:
                return
            made.met.add(case.id)
        chosen = self.choosing.plans(case)
        if not chosen:
            first = next(record for members in case.sections().values() for record in members)
            why = self.choosing.why_none(case, "name another with -c" if wanted.asked_for else "name one with -c")
            self._problems.append(Problem(first.file, why, first.at()))
            return
        made.used.update(plan.checklist.id for plan in chosen)
        if wanted.decisions is not None and case.id in wanted.decisions.by_case:
            made.decided.setdefault(case.id, []).append((len(made.cases), line or case))
        made.cases.add(self._audited(case, chosen, wanted.decisions))
        if made.data is not None and wanted.digest is not None:
            made.data.add(case.id, _digests_of(case, wanted.digest))
        if wanted.expiring is not None:
            made.expiring += _documents_of(case, self.as_of, wanted.expiring)
        if made.alignment is not None:
            _align(case, chosen, made.alignment)

    def apart(self, problems: list[Problem]) -> Making:
        """The same, for cases that are audited by somebody else."""
        masks = self.wanted.masks
        wanted = replace(self.wanted, masks=masks.apart()) if masks else self.wanted
        return Making(self.choosing, wanted, self.as_of, problems)

    def extend(self, part: Made, lines: Lines) -> None:
        """Add what was made of lines by somebody else."""
        made = self.made
        for word, places in part.decided.items():
            known = made.decided.setdefault(word, [])
            known += [(len(made.cases) + at, (lines, line)) for at, line in places if isinstance(line, Block)]
        made.cases.extend(part.cases)
        made.used |= part.used
        made.met |= part.met
        if made.data is not None and part.data is not None:
            made.data.extend(part.data)
        if made.noted is not None and part.noted is not None:
            made.noted.extend(part.noted)
        made.expiring += part.expiring
        if made.alignment is not None and part.alignment is not None:
            made.alignment.extend(part.alignment)

    def undecide(self, twice: AbstractSet[str]) -> None:
        """Let no decision count on a case whose id another one bears: nobody knows which of them was meant."""
        for word in sorted(twice & self.made.decided.keys()):
            for place, case in self.made.decided[word]:
                self.made.cases.replace(place, self._undecided(_as_case(case)))

    def _undecided(self, case: Case) -> Audited:
        from kyccheck.decisions.model import notice

        assert self.wanted.decisions is not None  # noqa: S101 - there are some on this case
        why = "two cases bear this id, so that no decision on it counts"
        mine = self.wanted.decisions.by_case[case.id].values()
        notices = [notice(one, "ineffective", why).shown() for given in mine for one in given]
        found = self._judged(case, self.choosing.plans(case), None)
        found["notes"], found["decisions"] = [*found["notes"], why], notices
        return self._after(case, found)

    def _audited(self, case: Case, chosen: list[Plan], decisions: Decisions | None) -> Audited:
        return self._after(case, self._judged(case, chosen, decisions))

    def _after(self, case: Case, found: Audited) -> Audited:
        """What is reported of a case; nothing may be added to it afterwards, since it may be masked."""
        return self.wanted.masks.after(case, found) if self.wanted.masks else found

    def _judged(self, case: Case, chosen: list[Plan], decisions: Decisions | None) -> Audited:
        wanted = self.wanted
        result = audit(case, chosen, wanted.at, every_evidence=wanted.every_evidence, decisions=decisions)
        if wanted.items:
            result["results"] = Results([one for one in result["results"] if one["item"] in wanted.items])
        return result


def _as_case(kept: Case | Block | tuple[Lines, Block]) -> Case:
    """A case that was kept; read again where only its line was."""
    if isinstance(kept, Case):
        return kept
    assert not isinstance(kept, Block)  # noqa: S101 - with the file that it is of
    lines, line = kept
    return next(lines.apart().cases(line))


def _digests() -> Digests:
    from kyccheck.batch.basis import Digests

    return Digests()


def _digests_of(case: Case, digest: Digest) -> dict[str, str]:
    from kyccheck.batch.basis import sections_of

    return sections_of(case, digest)


def _documents_of(case: Case, as_of: date, window: Window) -> Iterator[Expiring]:
    from kyccheck.audit.expiring import documents_of

    return documents_of(case, as_of, window)


def _compared() -> Compared:
    from kyccheck.kept.compared import Compared

    return Compared()


def _align(case: Case, plans: list[Plan], rows: Compared) -> None:
    """Keep the rows of a case side by side. What makes them is imported only where they are wanted."""
    from kyccheck.audit.alignment import rows as rows_of

    for row in rows_of(case, plans):
        rows.add(row)
