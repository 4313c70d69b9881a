"""A checklist: the YAML of a procedure as typed, frozen objects."""

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from functools import cache
from typing import Any, ClassVar, Literal

from kyccheck.checks import Question
from kyccheck.dataclass import dataclass
from kyccheck.read.strictyaml import Mapping, Place
from kyccheck.read.typed import build
from kyccheck.records.fields import folded


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the pipeline.

    `team` may move a case on from here; `aliases` are what exports call the stage. `counts_as` names the stage that
    this one is as good as; `only` the items that are in play here, where those are not told by their due stage.
    """

    id: str
    title: str
    team: str = ""
    aliases: tuple[str, ...] = ()
    counts_as: str = ""
    only: tuple[str, ...] = ()
    place: Place = field(default=Place("", 0), compare=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named list that an overlay can set; `why` says what its default rests on."""

    short: ClassVar[str] = "value"
    value: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class For:
    """For which cases a checklist is: those of a system and kind, or native ones that carry one of its tags.

    `follows` names the checklists whose pipelines a case has left once it is tagged with a stage of this one.
    """

    systems: tuple[str, ...]
    kinds: tuple[Literal["deal", "ticket"], ...]
    needs_tag: bool = False
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item: what must hold, when it must, who sees to it, and what the procedure says of it."""

    id: str
    title: str
    cites: str = ""
    check: Question | None = None
    items: tuple["Item", ...] = ()
    when: Question | None = None
    due: str = ""
    on_entry: bool = False
    owner: str = ""
    why: str = ""
    fix: str = ""
    accepts: str = ""
    waivable: bool = True
    independent: bool = False
    escalates: bool = False
    since: date | None = None
    until: date | None = None
    not_stated: bool = False
    switched_off: str = ""
    place: Place = field(default=Place("", 0), compare=False)

    @classmethod
    def from_tree(cls, tree: Any, place: Place) -> "Item":
        """The item of a mapping. Raises RefusedError for one that asks nothing."""
        name = f"item {tree['id']!r}" if isinstance(tree, Mapping) and "id" in tree else "an item"
        item = build(cls, tree, place, name)
        if item.not_stated == bool(item.check or item.items):
            raise place.refuse(f"{name} needs a check, items of its own, or not_stated: true")
        if not item.id.strip() or not item.title.strip():
            raise place.refuse("an item needs an id and a title")
        if item.check and item.check.is_idle():
            why = "where_shown is for a further proof: put a check beside it, in all_of"
            raise item.check.place.refuse(f"{name} would pass where there is nothing to look at; {why}")
        if item.on_entry and not item.due:
            raise place.refuse(f"{name} is done on entry, but says no stage: add due")
        return item

    def walk(self) -> Iterator["Item"]:
        """The item and all below it, in order."""
        yield self
        for child in self.items:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist, with the digest of the files that it was made of."""

    id: str
    title: str
    version: str
    for_: For
    stages: tuple[Stage, ...]
    items: tuple[Item, ...]
    teams: dict[str, str]
    about: str = ""
    parameters: dict[str, Parameter] = field(default_factory=dict)
    file: str = field(default="", metadata={"found_out": True})
    sha256: str = field(default="", metadata={"found_out": True})

    def walk(self) -> Iterator[Item]:
        """Every item, parents before their children, in order."""
        for item in self.items:
            yield from item.walk()

    def asking(self) -> Iterator[Item]:
        """The items with a check, in order, but for those that an overlay has switched off, or one above them."""
        for item in self.items:
            yield from _asking(item)

    def stage_of(self, text: str) -> str | None:
        """The stage that an export's word means, or None where nothing gives it a meaning."""
        return self._words().get(folded(text))

    def _words(self) -> dict[str, str]:
        return _stage_words(self.stages)

    @property
    def line(self) -> tuple[str, ...]:
        """The stages that a case goes through, in order: those that count as another, or stand aside, are not."""
        return tuple(stage.id for stage in self.stages if not stage.counts_as and not stage.only)


def _asking(item: Item) -> Iterator[Item]:
    if item.switched_off:
        return
    if item.check:
        yield item
    for child in item.items:
        yield from _asking(child)


@cache
def _stage_words(stages: tuple[Stage, ...]) -> dict[str, str]:
    words: dict[str, str] = {}
    for stage in stages:
        for word in (stage.id, stage.title, *stage.aliases):
            words.setdefault(folded(word), stage.id)
    return words
