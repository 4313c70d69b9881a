"""A checklist compiled for speed: what can be known before the first case is known here, once.

A planned item holds its question as a function, its place in the pipeline as a number, and the parts of its result
that are the same for every case, so that a case costs one call an item and a pass allocates nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from kyccheck.checklist import Case, Checklist, Item
from kyccheck.checks import Answer, Compiled, Context, Status

_MOST_READY_MADE: Final = 1000


class Result(dict[str, Any]):
    """A result, in the shape of the JSON report. One that many cases share is encoded once, into `encoded`."""

    __slots__ = ("encoded",)
    encoded: bytes


@dataclass(slots=True)
class Planned:
    """One item, ready to be asked.

    `due` is the rank of its stage (-1: always due); `children` are the places of its sub-items in the plan; `constant`
    is its answer, where that depends on no case (not stated, switched off, not in force), `not_due` that where it is
    not in play yet.
    """

    item: Item
    due: int
    static: dict[str, Any]
    ask: Compiled | None
    when: Compiled | None
    reads: tuple[str, ...]
    not_due: Answer
    constant: Answer | None
    parent: int = -1
    children: list[int] = field(default_factory=list)
    _ready_made: dict[tuple[Status, str], Result] = field(default_factory=dict)
    _last: tuple[Answer | None, Result] = field(default_factory=lambda: (None, Result()))

    def is_in_play(self, rank: int) -> bool:
        """Whether the item is in play for a case that stands at the stage of this rank."""
        return self.due < 0 or self.due <= (rank if self.item.on_entry else rank + 1)

    def is_past(self, rank: int) -> bool:
        """Whether the item should have held before a case came to the stage of this rank."""
        return 0 <= self.due < rank if self.item.on_entry else 0 <= self.due <= rank

    def result(self, answer: Answer) -> Result:
        """A result without evidence: made once for each status and reason, shared by all cases."""
        if answer is self._last[0]:
            return self._last[1]
        known = (answer.status, answer.reason)
        made = self._ready_made.get(known)
        if made is None:
            made = Result(self.static, status=answer.status.value, reason=answer.reason)
            if len(self._ready_made) < _MOST_READY_MADE:
                self._ready_made[known] = made
        self._last = (answer, made)
        return made


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands in a checklist's pipeline, and what that means for each item, in the plan's order.

    `stage` is None where nothing gives the stage a meaning: then everything is due. `in_play` says which items are due
    at or before the next stage, or done on entry to a stage already reached; `asked` which are looked at: those, and
    what escalates; `past` which should have held before.
    """

    stage: str | None
    next: str | None
    in_play: tuple[bool, ...]
    asked: tuple[bool, ...]
    past: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A checklist, compiled for one day: its items in order, and the ranks of its stages.

    `parents` are the places of items with sub-items, the deepest first; `standings` keeps where a stage was found to
    stand: worked out once for each. `context` is what its checks were compiled for, `kept` what others have compiled of
    it since (the comparisons of alignment.py).
    """

    checklist: Checklist
    items: tuple[Planned, ...]
    ranks: dict[str, int]
    as_of: date
    parents: tuple[int, ...]
    context: Context
    standings: dict[str | None, Standing] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict, repr=False)

    def standing(self, words: tuple[str, ...]) -> Standing:
        """Where a case stands whose stage goes by these words, the first that has a meaning counting."""
        stage = next((known for word in words if word and (known := self.checklist.stage_of(word))), None)
        standing = self.standings.get(stage)
        if standing is None:
            standing = self.standings[stage] = self._standing(stage)
        return standing

    def _standing(self, stage: str | None) -> Standing:
        everything, nothing = (True,) * len(self.items), (False,) * len(self.items)
        if stage is None:
            return Standing(None, None, everything, everything, nothing)
        about = next(known for known in self.checklist.stages if known.id == stage)
        if about.only:
            named = tuple(planned.item.id in about.only for planned in self.items)
            return Standing(stage, None, named, named, nothing)
        rank, line = self.ranks[stage], self.checklist.line
        past = tuple(planned.is_past(rank) for planned in self.items)
        if rank == self.last:
            return Standing(stage, None, everything, everything, past)
        in_play = tuple(planned.is_in_play(rank) for planned in self.items)
        asked = tuple(played or planned.item.escalates for played, planned in zip(in_play, self.items, strict=True))
        return Standing(stage, line[rank + 1], in_play, asked, past)

    @property
    def about(self) -> Case:
        """For which cases the checklist is."""
        return self.checklist.for_

    @property
    def plan(self) -> Plan:
        """Itself: a plan that is made already is on offer as it is."""
        return self

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
    parents = tuple(place for place, planned in enumerate(compiling.planned) if planned.children)
    return Plan(checklist, tuple(compiling.planned), ranks, as_of, parents[::-1], context)


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
            not_due=Answer(Status.NOT_DUE, f"must hold before {due}; not looked at yet"),
        )
        place = len(self.planned)
        self.planned.append(own)
        if parent >= 0:
            self.planned[parent].children.append(place)
            own.constant = own.constant or _inherited(self.planned[parent])
        for child in item.items:
            self.add(child, due, owner, place)


def _reads(item: Item) -> tuple[str, ...]:
    """What an item and those below it look at."""
    questions = [question for part in item.walk() for question in (part.when, part.check) if question]
    return tuple(dict.fromkeys(path for question in questions for path in question.reads()))


def _static(item: Item, due: str, owner: str, checklist: Checklist) -> dict[str, Any]:
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


def _constant(item: Item, as_of: date) -> Answer | None:
    if item.not_stated:
        return Answer(Status.NOT_STATED, "the procedure numbers this item and states no text")
    if item.switched_off:
        return Answer(Status.NOT_APPLICABLE, f"switched off: {item.switched_off}")
    if item.since and as_of < item.since:
        return Answer(Status.NOT_DUE, f"in force from {item.since}")
    if item.until and as_of > item.until:
        return Answer(Status.NOT_APPLICABLE, f"in force until {item.until}")
    return None


def _inherited(parent: Planned) -> Answer | None:
    """What a sub-item is because the item above it is: switched off, or not in force."""
    return parent.constant if parent.constant and not parent.item.not_stated else None
