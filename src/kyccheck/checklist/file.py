"""The files of checklists: where they are found, and how a checklist is made of one, with all that it says agreeing."""

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from kyccheck import registry
from kyccheck.checklist.model import Checklist, For, Item, Stage
from kyccheck.errors import RefusedError
from kyccheck.files import is_file
from kyccheck.late import pattern
from kyccheck.read.strictyaml import Mapping, Place, Sequence, parse
from kyccheck.read.typed import build
from kyccheck.records.fields import folded


def folder() -> Path:
    """Where the shipped checklists lie: beside the code in a wheel, at the top of the project in a checkout."""
    here = Path(__file__).parents[1]
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


def about_of(path: Path) -> For:
    """For which cases the checklist of a file is, without reading the rest of it.

    Raises RefusedError, with file and line, where that is not said.
    """
    text = path.read_text("utf-8-sig", "replace")
    block = _FOR.search(text)
    tree = parse(block[0].encode(), path.name) if block else None
    if not isinstance(tree, Mapping):
        raise Place(path.name, 1).refuse("a checklist lacks 'for'")
    return build(For, tree["for"], tree.at("for"), "'for' of a checklist")


def make(tree: Any, name: str, contents: list[bytes]) -> Checklist:
    """A checklist from its tree; `contents` are the bytes of its files. Raises RefusedError with file and line."""
    place = getattr(tree, "place", Place(name, 1))
    if not isinstance(tree, Mapping):
        raise place.refuse("a checklist is a mapping (key: value)")
    given = _fill_in(tree, _parameters(tree))
    given.pop("cases", None)  # what to try it out on: kyccheck/authoring/trial.py reads it, and an audit does not
    digest = hashlib.sha256(b"".join(contents)).hexdigest()
    checklist = replace(build(Checklist, given, place, "a checklist"), file=name, sha256=digest)
    _refuse_systems(checklist.for_, given["for"])
    _agree(checklist, place)
    return checklist


def _refuse_systems(about: For, tree: Mapping) -> None:
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


_OF_THE_BASE: Final = "is the one of {0.file}, line {0.line}: an overlay can switch it off, and add one of another id"


def _agree(checklist: Checklist, place: Place) -> None:
    """Refuse what no single item can see: nothing asked, ids twice, unknown stages, teams and items."""
    items = list(checklist.walk())
    if not any(checklist.asking()):
        raise place.refuse("the checklist asks nothing: it has no item with a check")
    seen: dict[str, Item] = {}
    for item in items:
        if item.id in seen:
            first = seen[item.id].place
            by = f"is in line {first.line}" if first.file == item.place.file else _OF_THE_BASE.format(first)
            raise item.place.refuse(f"item {item.id!r} stands twice; the first {by}")
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
