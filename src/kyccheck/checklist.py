"""A checklist: the YAML of a procedure as typed, frozen objects."""

import hashlib
from collections.abc import Iterator
from dataclasses import field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Final, Literal

from kyccheck import registry
from kyccheck.checks import Question
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.fields import folded
from kyccheck.files import is_file
from kyccheck.late import pattern
from kyccheck.strictyaml import Mapping, Place, Sequence, parse
from kyccheck.typed import build


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
class Case:
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
    for_: Case
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

    def stage_of(self, text: str) -> str | None:
        """The stage that an export's word means, or None where nothing gives it a meaning."""
        return self._words().get(folded(text))

    def _words(self) -> dict[str, str]:
        return _stage_words(self.stages)

    @property
    def line(self) -> tuple[str, ...]:
        """The stages that a case goes through, in order: those that count as another, or stand aside, are not."""
        return tuple(stage.id for stage in self.stages if not stage.counts_as and not stage.only)


@cache
def _stage_words(stages: tuple[Stage, ...]) -> dict[str, str]:
    words: dict[str, str] = {}
    for stage in stages:
        for word in (stage.id, stage.title, *stage.aliases):
            words.setdefault(folded(word), stage.id)
    return words


def folder() -> Path:
    """Where the shipped checklists lie: beside the code in a wheel, at the top of the project in a checkout."""
    here = Path(__file__).parent
    shipped = here / "checklists"
    return shipped if shipped.is_dir() else here.parents[1] / "checklists"


@cache
def shipped() -> dict[str, Path]:
    """The shipped checklists by id; a file is named by its id."""
    return {path.stem: path for path in sorted(folder().glob("*.yaml"))}


def find(word: str) -> Path:
    """The file of a shipped checklist's id, or of a path. Raises RefusedError with the nearest right word."""
    if word in shipped():
        return shipped()[word]
    path = Path(word)
    if is_file(path):
        return path
    if path.suffix or "/" in word:
        raise RefusedError("no such checklist file", word)
    raise RefusedError(f"unknown checklist {word!r}; {registry.allowed(word, tuple(shipped()))}")


_FOR: Final = pattern(r"(?m)^for:.*(?:\n(?:[ \t].*|#.*|[ \t]*))*")


def about_of(path: Path) -> Case:
    """For which cases the checklist of a file is, without reading the rest of it.

    Raises RefusedError, with file and line, where that is not said.
    """
    text = path.read_text("utf-8-sig", "replace")
    block = _FOR.search(text)
    tree = parse(block[0].encode(), path.name) if block else None
    if not isinstance(tree, Mapping):
        raise Place(path.name, 1).refuse("a checklist lacks 'for'")
    return build(Case, tree["for"], tree.at("for"), "'for' of a checklist")


def make(tree: Any, name: str, contents: list[bytes]) -> Checklist:
    """A checklist from its tree; `contents` are the bytes of its files. Raises RefusedError with file and line."""
    place = getattr(tree, "place", Place(name, 1))
    if not isinstance(tree, Mapping):
        raise place.refuse("a checklist is a mapping (key: value)")
    given = _fill_in(tree, _parameters(tree))
    given.pop("cases", None)  # what to try it out on: kyccheck/trial.py reads it, and an audit does not
    digest = hashlib.sha256(b"".join(contents)).hexdigest()
    checklist = replace(build(Checklist, given, place, "a checklist"), file=name, sha256=digest)
    _refuse_systems(checklist.for_, given["for"])
    _agree(checklist, place)
    return checklist


def _refuse_systems(about: Case, tree: Mapping) -> None:
    """Refuse systems that no source reads, and a checklist that is for nothing."""
    for system in about.systems:
        _one_of(system, registry.words("kyccheck.sources"), tree.at("systems"), "system")
    for key, given in (("systems", about.systems), ("kinds", about.kinds)):
        if not given:
            raise tree.at(key).refuse(f"'{key}' of 'for' is empty, so the checklist is for no case")


def _parameters(tree: Mapping) -> Mapping:
    given = tree.get("parameters")
    return given if isinstance(given, Mapping) else Mapping(tree.place)


def _fill_in(tree: Any, parameters: Mapping) -> Any:
    """The tree with `{parameter: NAME}` replaced by the parameter's value."""
    if isinstance(tree, Sequence):
        filled_list = Sequence(tree.place)
        filled_list.lines = tree.lines
        filled_list.extend(_fill_in(member, parameters) for member in tree)
        return filled_list
    if not isinstance(tree, Mapping):
        return tree
    if _is_name(tree):
        return _value(tree, parameters)
    filled = Mapping(tree.place)
    filled.lines = tree.lines
    filled.elsewhere = tree.elsewhere
    filled.filled = {key: _given_at(value, parameters) for key, value in tree.items() if _is_name(value)}
    filled.update((key, _fill_in(value, parameters)) for key, value in tree.items())
    return filled


def _is_name(tree: Any) -> bool:
    """Whether this stands for the value of a parameter."""
    return isinstance(tree, Mapping) and list(tree) == ["parameter"]


def _given_at(tree: Mapping, parameters: Mapping) -> Place:
    """Where the value of a parameter was given, so that whoever gave a wrong one is sent there."""
    name = tree["parameter"]
    value = parameters.get(name) if isinstance(name, str) else None
    if value is None:
        return tree.at("parameter")
    return value.at("value") if isinstance(value, Mapping) else parameters.at(name)


def _value(tree: Mapping, parameters: Mapping) -> Any:
    name = tree["parameter"]
    if not isinstance(name, str):
        raise tree.at("parameter").refuse("a parameter is named by text")
    if name not in parameters:
        choices = tuple(parameters)
        hint = registry.allowed(str(name), choices) if choices else "the checklist has no parameters"
        raise tree.at("parameter").refuse(f"unknown parameter {name!r}; {hint}")
    value = parameters[name]
    return value.get("value") if isinstance(value, Mapping) else value


def _agree(checklist: Checklist, place: Place) -> None:
    """Refuse what no single item can see: nothing asked, ids twice, unknown stages, teams and items."""
    items = list(checklist.walk())
    if not any(item.check and not item.switched_off for item in items):
        raise place.refuse("the checklist asks nothing: it has no item with a check")
    seen: dict[str, Item] = {}
    for item in items:
        if item.id in seen:
            raise item.place.refuse(f"item {item.id!r} stands twice; the first is in line {seen[item.id].place.line}")
        seen[item.id] = item
    for stage in checklist.stages:
        _one_of(stage.counts_as, checklist.line, stage.place, "stage")
        _one_of(stage.team, tuple(checklist.teams), stage.place, "team")
        for name in stage.only:
            _one_of(name, tuple(seen), stage.place, "item")
    _refuse_words_of_two(checklist)
    for item in items:
        _one_of(item.due, checklist.line, item.place, "stage")
        _one_of(item.owner, tuple(checklist.teams), item.place, "team")
        if item.since and item.until and item.since > item.until:
            raise item.place.refuse(f"item {item.id!r} ends ({item.until}) before it begins ({item.since})")


def _refuse_words_of_two(checklist: Checklist) -> None:
    """Refuse a word that would mean two stages."""
    seen: dict[str, Stage] = {}
    for stage in checklist.stages:
        for word in {folded(word) for word in (stage.id, stage.title, *stage.aliases)}:
            if word in seen:
                raise stage.place.refuse(f"{word!r} would mean two stages: {seen[word].id} and {stage.id}")
            seen[word] = stage


def _one_of(word: str, choices: tuple[str, ...], place: Place, what: str) -> None:
    if word and word not in choices:
        raise place.refuse(f"unknown {what} {word!r}; {registry.allowed(word, choices)}")
