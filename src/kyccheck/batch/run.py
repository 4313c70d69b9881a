"""A whole run: every case of the inputs audited, one after the other or by several workers, and what reports need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import field
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from kyccheck.audit.plan import Plan
from kyccheck.batch.choosing import Choosing, Offer
from kyccheck.batch.making import Made, Making
from kyccheck.batch.wanted import Wanted
from kyccheck.dataclass import dataclass
from kyccheck.inputs.lines import Lines, Told
from kyccheck.inputs.paths import Input
from kyccheck.inputs.reading import Reading
from kyccheck.kept.cases import Cases
from kyccheck.read.trees import Block
from kyccheck.records.record import Problem, not_there

if TYPE_CHECKING:  # most runs want none of this, and a start is counted in milliseconds
    from kyccheck.asking.shown import ShownNotice
    from kyccheck.audit.alignment import Rows
    from kyccheck.audit.expiring import Expiring, Window
    from kyccheck.batch.basis import Digests
    from kyccheck.decisions.model import Decisions
    from kyccheck.kept.pile import Part


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
    alignment: Rows = ()
    data: Digests | None = None
    noted: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, Any] | None = None

    def rests_on(self) -> list[Input]:
        """The inputs without the reports of kyccheck's own that lay among them: no result depends on those."""
        return [item for item in self.inputs if not (item.is_own and item.set_aside)]

    def notices(self) -> list[ShownNotice]:
        """The decisions that do not count: of rows refused, of each case, and then of no case here."""
        return [*self._refused(), *self.cases.notices(), *self._dangling()]

    def notices_apart(self) -> list[ShownNotice]:
        """Those of rows refused, and of no case here."""
        return self._refused() + self._dangling()

    def _refused(self) -> list[ShownNotice]:
        files = self.decisions.files if self.decisions else ()
        return [one.shown() for file in files for one in file.refused]

    def _dangling(self) -> list[ShownNotice]:
        return [one.shown() for one in self.decisions.dangling(self.decided)] if self.decisions else []

    def switched_off(self) -> Iterator[tuple[str, str, str]]:
        """The checklist, the item and the reason of each that overlays switch off: every report says so."""
        for plan in self.plans:
            for item in plan.checklist.walk():
                if item.switched_off:
                    yield plan.checklist.id, item.id, item.switched_off

    def verdicts(self) -> dict[str, int]:
        """How many cases have which verdict."""
        return {word: number for word, number in sorted(self.cases.verdicts.items()) if number}

    def statuses(self) -> dict[str, int]:
        """How many results have which status."""
        return {word: number for word, number in sorted(self.cases.statuses.items()) if number}


def run(  # noqa: PLR0913, PLR0917 - what a run is made of
    reading: Reading,
    offers: Sequence[Offer],
    wanted: Wanted,
    as_of: date,
    version: str,
    watch: Callable[[int], None] = lambda _: None,
) -> Run:
    """Audit all cases of a reading. `watch` is told now and then how many are done."""
    making = Making(Choosing(offers, asked_for=wanted.asked_for), wanted, as_of, reading.problems)
    for part in reading.watched(lambda: watch(len(making.made.cases))).parts():
        if isinstance(part, Lines):
            _audit_lines(part, making, watch)
        else:
            making.add(part)
            watch(len(making.made.cases))
    making.undecide(reading.twice)
    made = making.made
    if made.data is not None:
        made.data.once(reading.twice)
    reading.problems += [not_there(word) for word in dict.fromkeys(wanted.cases) if word not in made.met]
    plans = [making.choosing.plan(word) for word in sorted(made.used)]
    found = Run(as_of, version, reading.inputs, reading.problems, plans, made.cases, frozenset(made.decided))
    found.decisions, found.wanted, found.data = wanted.decisions, wanted, made.data
    found.alignment = () if made.alignment is None else made.alignment
    if wanted.expiring is not None:
        found.expiring = _with_decisions(made.expiring, found, wanted.expiring)
    return found


def _audit_lines(lines: Lines, making: Making, watch: Callable[[int], None]) -> None:
    """Audit the cases of a file that holds one a line: in this process first, and by workers where there are many."""
    blocks = lines.blocks()
    for block in islice(blocks, _BLOCKS_ALONE if making.wanted.jobs > 1 else None):
        for case in lines.cases(block):
            making.add(case)
        watch(len(making.made.cases))
    following = next(blocks, None)
    if following is None:
        return
    from kyccheck.batch import workers
    from kyccheck.inputs.ranges import Range, received, sent
    from kyccheck.kept.spill import Room

    def audited(what: Block | Range, room: Room, put: dict[bytes, Part]) -> tuple[Made, Told] | None:
        own, block = lines.apart(), received(what)
        apart = making.apart(own.problems)
        for lines_of in block.each() if making.wanted.decisions is not None else (block,):
            for case in own.cases(lines_of):
                apart.add(case, lines_of)
        told = own.told()
        if told is None:
            return None
        apart.made.move_to(room, put)
        return apart.made, told

    crew = []
    with suppress(OSError):  # where the system lets it have no more, fewer workers do it, or none
        for _ in range(making.wanted.jobs):
            crew.append(partial(audited, room=Room(), put={}))  # noqa: PERF401 - those that were made stay
    for block, part in workers.in_order(crew, chain([following], blocks), sent):
        if part is not None and lines.told() is not None:
            made, told = part
            making.extend(made, lines)
            lines.note(told)
        else:  # something in it, or before it, waits for other records
            for case in lines.cases(block):
                making.add(case)
        watch(len(making.made.cases))


_BLOCKS_ALONE: Final = 4
"""So many blocks (of a quarter of a megabyte) are done before workers are worth their start."""


def _with_decisions(documents: list[Expiring], found: Run, window: Window) -> tuple[Expiring, ...]:
    from kyccheck.audit.expiring import decisions_of, in_order

    decided = decisions_of(found.cases, found.decisions, found.as_of, window) if found.decisions else ()
    return in_order([*documents, *decided])
