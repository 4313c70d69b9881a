"""A checklist compiled for speed: what can be known before the first case is known here, once.

A planned item holds its question as a function, its place in the pipeline as a number, and the parts of its result
that are the same for every case, so that a case costs one call an item and a pass allocates nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kyccheck.checklist import Checklist, Item
from kyccheck.checks import Ask, Context, Status

Result = dict[str, Any]
"""A result, in the shape of the JSON report."""


@dataclass(slots=True)
class Planned:
    """One item, ready to be asked.

    `due` is the rank of its stage (-1: always due); `children` are the places of its sub-items in the plan; `constant`
    says what its result is, where that depends on no case (not stated, switched off, not in force).
    """

    item: Item
    due: int
    static: Result
    ask: Ask | None
    when: Ask | None
    reads: tuple[str, ...]
    parent: int = -1
    children: list[int] = field(default_factory=list)
    constant: tuple[Status, str] | None = None
    ready_made: dict[tuple[Status, str], Result] = field(default_factory=dict)

    def result(self, status: Status, reason: str) -> Result:
        """A result without evidence: made once for each status and reason, shared by all cases."""
        made = self.ready_made.get((status, reason))
        if made is None:
            made = {**self.static, "status": status.value, "reason": reason}
            if len(self.ready_made) < 1000:
                self.ready_made[status, reason] = made
        return made


@dataclass(frozen=True, slots=True)
class Plan:
    """A checklist, compiled for one day: its items in order, and the ranks of its stages."""

    checklist: Checklist
    items: tuple[Planned, ...]
    ranks: dict[str, int]
    as_of: date

    @property
    def last(self) -> int:
        """The rank of the last stage."""
        return len(self.checklist.line) - 1


def compile_plan(checklist: Checklist, as_of: date, date_order: str = "") -> Plan:
    """The plan of a checklist. Raises RefusedError, with file and line, for what cannot be asked."""
    line = checklist.line
    ranks = {stage: rank for rank, stage in enumerate(line)}
    for stage in checklist.stages:
        if stage.counts_as:
            ranks[stage.id] = ranks[stage.counts_as]
    context = Context(as_of, date_order, line, _counting(checklist))
    compiling = _Compiling(checklist, context, ranks)
    for item in checklist.items:
        compiling.add(item, "", "", -1)
    return Plan(checklist, tuple(compiling.planned), ranks, as_of)


def _counting(checklist: Checklist) -> Callable[[str], str | None]:
    """What tells the stage of an export's word, with stages that count as another one as that."""
    counts_as = {stage.id: stage.counts_as or stage.id for stage in checklist.stages}

    def stage_of(text: str) -> str | None:
        stage = checklist.stage_of(text)
        return counts_as[stage] if stage else None

    return stage_of


class _Compiling:
    """Items on their way into a plan."""

    def __init__(self, checklist: Checklist, context: Context, ranks: dict[str, int]) -> None:
        self.planned: list[Planned] = []
        self._checklist = checklist
        self._context = context
        self._ranks = ranks

    def add(self, item: Item, due: str, owner: str, parent: int) -> None:
        """Plan an item and those below it, which inherit its due stage and its owner."""
        due, owner = item.due or due, item.owner or owner
        own = Planned(
            item=item,
            due=self._ranks[due] if due else -1,
            static=_static(item, due, owner, self._checklist),
            ask=item.check.compile(self._context) if item.check else None,
            when=item.when.compile(self._context) if item.when else None,
            reads=_reads(item),
            parent=parent,
            constant=_constant(item, self._context.as_of),
        )
        place = len(self.planned)
        self.planned.append(own)
        if parent >= 0:
            self.planned[parent].children.append(place)
            own.constant = own.constant or _inherited(self.planned[parent])
        for child in item.items:
            self.add(child, due, owner, place)


def _reads(item: Item) -> tuple[str, ...]:
    questions = [question for question in (item.when, item.check) if question]
    return tuple(dict.fromkeys(path for question in questions for path in question.reads()))


def _static(item: Item, due: str, owner: str, checklist: Checklist) -> Result:
    return {
        "checklist": checklist.id,
        "item": item.id,
        "title": item.title,
        "status": "",
        "owner": owner,
        "due": due,
        "reason": "",
        "fix": item.fix,
        "evidence": [],
        "waiver": None,
        "attestation": None,
        "fingerprint": None,
    }


def _constant(item: Item, as_of: date) -> tuple[Status, str] | None:
    if item.not_stated:
        return Status.NOT_STATED, "the procedure numbers this item and states no text"
    if item.switched_off:
        return Status.NOT_APPLICABLE, f"switched off: {item.switched_off}"
    if item.since and as_of < item.since:
        return Status.NOT_DUE, f"in force from {item.since}"
    if item.until and as_of > item.until:
        return Status.NOT_APPLICABLE, f"in force until {item.until}"
    return None


def _inherited(parent: Planned) -> tuple[Status, str] | None:
    """What a sub-item is because the item above it is: switched off, or not in force."""
    return parent.constant if parent.constant and not parent.item.not_stated else None
