"""A checklist compiled for speed: what can be known before the first case is known here, once.

A planned item holds its question as a function, its place in the pipeline as a number, and the parts of its result
that are the same for every case. All questions that a native case answers beyond doubt are one function (glance.py);
of each other item a case costs one call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from kyccheck.asking.answer import Answer, Status
from kyccheck.asking.context import Context
from kyccheck.audit.glance import Glance
from kyccheck.audit.planned import Planned
from kyccheck.checklist.model import Checklist, For, Item
from kyccheck.dataclass import dataclass

if TYPE_CHECKING:
    from kyccheck.asking.shown import ShownResult

_MOST_KNOWN: Final = 1000


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands in a checklist's pipeline, and what that means for each item, in the plan's order.

    `stage` is None where nothing gives the stage a meaning: then everything is due. `in_play` says which items are due
    at or before the next stage, or done on entry to a stage already reached (those, and what escalates, are asked);
    `past` which should have held before. `glance` tells at once what a case settles.
    """

    stage: str | None
    next: str | None
    in_play: tuple[bool, ...]
    past: tuple[bool, ...]
    glance: Glance


@dataclass(frozen=True, slots=True)
class Plan:
    """A checklist, compiled for one day: its items in order, and the ranks of its stages.

    `standings` keeps where a stage was found to stand: worked out once for each. `context` is what its checks were
    compiled for, `kept` what others have compiled of it since (the comparisons of alignment.py).
    """

    checklist: Checklist
    items: tuple[Planned, ...]
    ranks: dict[str, int]
    as_of: date
    context: Context
    standings: dict[str | None, Standing] = field(default_factory=dict)
    _by_words: dict[tuple[str, ...], Standing] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict, repr=False)

    def standing(self, words: tuple[str, ...]) -> Standing:
        """Where a case stands whose stage goes by these words, the first that has a meaning counting."""
        standing = self._by_words.get(words)
        if standing is None:
            stage = next((known for word in words if word and (known := self.checklist.stage_of(word))), None)
            if stage not in self.standings:
                self.standings[stage] = self._standing(stage)
            standing = self.standings[stage]
            if len(self._by_words) < _MOST_KNOWN:
                self._by_words[words] = standing
        return standing

    def _standing(self, stage: str | None) -> Standing:
        everything, nothing = (True,) * len(self.items), (False,) * len(self.items)
        if stage is None:
            return Standing(None, None, everything, nothing, Glance(self.items, everything))
        about = next(known for known in self.checklist.stages if known.id == stage)
        if about.only:
            named = tuple(planned.item.id in about.only for planned in self.items)
            return Standing(stage, None, named, nothing, Glance(self.items, named))
        rank, line = self.ranks[stage], self.checklist.line
        past = tuple(planned.is_past(rank) for planned in self.items)
        if rank == self.last:
            return Standing(stage, None, everything, past, Glance(self.items, everything))
        in_play = tuple(planned.is_in_play(rank) for planned in self.items)
        asked = tuple(played or planned.item.escalates for played, planned in zip(in_play, self.items, strict=True))
        return Standing(stage, line[rank + 1], in_play, past, Glance(self.items, asked))

    @property
    def about(self) -> For:
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
    context = Context(as_of, date_order, line, _counting(checklist), named=checklist.stage_of)
    compiling = _Compiling(checklist, context, ranks)
    for item in checklist.items:
        compiling.add(item, "", "", -1)
    return Plan(checklist, tuple(compiling.planned), ranks, as_of, context)


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
            when=item.when.compile(replace(self._context, is_condition=True)) if item.when else None,
            reads=_reads(item),
            parent=parent,
            constant=_constant(item, self._context.as_of),
            not_due=Answer(Status.NOT_DUE, _not_yet(due)),
        )
        place = len(self.planned)
        self.planned.append(own)
        if parent >= 0:
            self.planned[parent].children.append(place)
            own.constant = own.constant or self.planned[parent].constant  # switched off, or not in force
        for child in item.items:
            self.add(child, due, owner, place)


def _not_yet(due: str) -> str:
    return f"must hold before {due}; not looked at yet" if due else "is not looked at in this stage"


def _reads(item: Item) -> tuple[str, ...]:
    """What an item and those below it look at."""
    questions = [question for part in item.walk() for question in (part.when, part.check) if question]
    return tuple(dict.fromkeys(path for question in questions for path in question.reads()))


def _static(item: Item, due: str, owner: str, checklist: Checklist) -> ShownResult:
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
