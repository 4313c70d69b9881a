"""YAML that says what it means: the small part of YAML 1.2 that checklists need, and nothing that surprises.

Refused, with file and line: duplicate keys, anchors, aliases, merges, tags, several documents, deep or huge files.
Only `true`, `false`, `null` (or nothing) and plain whole numbers are not text: NO, 012, 12:30, 1_000 and 2026-11-01
stay as they were written. The values are built here from the parser's events, one after the other, so that no bracket
bomb reaches a recursive loader: the C loader dies on 50 000 of them.

`read` gives trees that know their lines, `build` turns a tree into a frozen dataclass by its annotations. (pydantic
would do the latter, at 100 ms a start: more than the whole audit of a deal.)
"""

import re
import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import yaml

from kyccheck.errors import RefusedError
from kyccheck.late import pattern
from kyccheck.limits import LIMITS, Limits
from kyccheck.registry import allowed
from kyccheck.value import as_day

MAX_BYTES: Final = LIMITS.yaml_bytes

_WHOLE_NUMBER: Final = pattern(r"-?(?:0|[1-9][0-9]{0,17})")
_WORDS: Final[dict[str, object]] = {"true": True, "false": False, "null": None, "": None, "~": None}


class Place(NamedTuple):
    """Where something stands in a file, for refusals."""

    file: str
    line: int

    def refuse(self, message: str) -> RefusedError:
        """The refusal to raise: `file:line: message`."""
        return RefusedError(message, f"{self.file}:{self.line}")


class Mapping(dict[str, Any]):
    """A mapping that knows where it and each of its keys stand.

    `elsewhere` has the keys that came from another place, `filled` those whose values did.
    """

    __slots__ = ("elsewhere", "filled", "lines", "place")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.lines: dict[str, int] = {}
        self.elsewhere: dict[str, Place] = {}
        self.filled: dict[str, Place] = {}

    def at(self, key: str) -> Place:
        """Where a key stands."""
        return self.elsewhere.get(key) or Place(self.place.file, self.lines.get(key, self.place.line))

    def value_at(self, key: str) -> Place:
        """Where a key's value was given."""
        return self.filled.get(key) or self.at(key)


class Sequence(list[Any]):
    """A list that knows where it and each of its members stand."""

    __slots__ = ("lines", "place")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.lines: list[int] = []


def texts(tree: Any, place: Place) -> Iterator[tuple[str, Place]]:
    """Every text within a tree that itself stands at a place, and where each stands."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from texts(value, tree.value_at(key))
    elif isinstance(tree, Sequence):
        for member, line in zip(tree, tree.lines, strict=True):
            yield from texts(member, Place(tree.place.file, line))
    elif isinstance(tree, str):
        yield tree, place


def read(path: Path, name: str = "", limits: Limits | None = None) -> Any:
    """The tree of a YAML file. `name` is what refusals call the file.

    Raises RefusedError, with file and line, for everything that this module's YAML does not have.
    """
    name = name or path.name
    try:
        with path.open("rb") as handle:
            content = handle.read((limits or LIMITS).yaml_bytes + 1)
    except OSError as error:
        raise RefusedError(f"cannot be read: {error.strerror}", name) from None
    return parse(content, name, limits)


def parse(content: bytes, name: str, limits: Limits | None = None) -> Any:
    """The tree of a YAML text; see `read`. Without `limits` nobody can raise them, and no refusal says how."""
    if len(content) > (limits or LIMITS).yaml_bytes:
        raise RefusedError(_over(limits, "yaml_bytes", "is larger than {:,} bytes"), name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(f"is not UTF-8 (byte {error.start}); save it as UTF-8", name) from None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(name, limits)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        marks: list[Any] = [mark for mark in (error.problem_mark, error.context_mark) if mark is not None]
        line = marks[0].line + 1 if marks else 1
        raise RefusedError(f"is not YAML: {error.problem or error.context}", f"{name}:{line}") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise RefusedError(f"is not YAML: {type(error).__name__}", name) from None
    return builder.tree


def _over(limits: Limits | None, name: str, most: str) -> str:
    """What to say of a file that is over a limit."""
    said = most.format(getattr(limits or LIMITS, name))
    return f"{said} {limits.told(name)}" if limits else said


class _Builder:
    """Builds one tree from the parser's events, without recursion."""

    def __init__(self, name: str, limits: Limits | None) -> None:
        self.tree: Any = None
        self._asked = limits
        self._limits = limits or LIMITS
        self._name = name
        self._open: list[tuple[Any, list[Any]]] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            place = self._check(event)
            self._add(_scalar(event), place)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            place = self._check(event)
            node = Mapping(place) if isinstance(event, yaml.MappingStartEvent) else Sequence(place)
            self._add(node, place)
            self._open.append((node, []))
            if len(self._open) > self._limits.yaml_depth:
                raise place.refuse(_over(self._asked, "yaml_depth", "more than {} levels of nesting"))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise self._place(event).refuse(f"aliases (*{str(event.anchor)[:40]}) are not allowed; write the value out")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._place(event).refuse("a second document (---) is not allowed; one file holds one document")

    def _check(self, event: Any) -> Place:
        place = self._place(event)
        self._nodes += 1
        if self._nodes > self._limits.yaml_values:
            raise place.refuse(_over(self._asked, "yaml_values", "more than {:,} values"))
        if event.anchor is not None:
            raise place.refuse(f"anchors (&{event.anchor[:40]}) are not allowed; write the value out")
        if event.tag is not None and event.tag != "!":
            raise place.refuse(f"tags ({event.tag[:40]}) are not allowed; leave it out")
        return place

    def _place(self, event: Any) -> Place:
        return Place(self._name, event.start_mark.line + 1)

    def _add(self, value: Any, place: Place) -> None:
        if not self._open:
            self.tree = value
            return
        node, key = self._open[-1]
        if isinstance(node, Sequence):
            node.append(value)
            node.lines.append(place.line)
        elif not key:
            key.append(_key(value, node, place))
            node.lines[key[0]] = place.line
        else:
            node[key.pop()] = value


def _key(value: Any, node: Mapping, place: Place) -> str:
    if not isinstance(value, str):
        word = "a mapping or list" if isinstance(value, (dict, list)) else str(value).lower()
        raise place.refuse(f"keys are text: put {word} in quotation marks")
    if value == "<<":
        raise place.refuse("merges (<<) are not allowed; write the values out")
    if value in node:
        raise place.refuse(f"{value!r} stands here twice; the first is in line {node.lines[value]}")
    return value


def _scalar(event: Any) -> object:
    text = event.value or ""
    if not (event.implicit and event.implicit[0]):  # quoted
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text


T = TypeVar("T")


def build(kind: type[T], tree: Any, place: Place, what: str) -> T:
    """A frozen dataclass from a tree, by its annotations; `what` names it in refusals ("item 1a").

    Understands text, whole numbers, true/false, dates, Literal words, tuples (a single value counts as a tuple of
    one), mappings by text, `X | None`, dataclasses, and classes with their own `from_tree(tree, place)`. A dataclass
    may name in `short` the member that a bare value fills, and gets its Place in a member of that type; a member with
    `found_out` in its metadata is no key. Nothing is converted: text is not a number.
    """
    short = getattr(kind, "short", "")
    hints = _hints(typing.cast("Any", kind))
    members = {member.name.rstrip("_"): member for member in _read_members(typing.cast("Any", kind))}
    if short and not (isinstance(tree, Mapping) and _names_members(tree, members.keys(), hints[members[short].name])):
        wrapped = Mapping(place)
        wrapped[short] = tree
        tree = wrapped
    if not isinstance(tree, Mapping):
        raise place.refuse(f"{what} must be a mapping (key: value)")
    values: dict[str, Any] = {name: place for name, hint in hints.items() if hint is Place}
    for key, value in tree.items():
        if key not in members:
            raise tree.at(key).refuse(f"unknown key {key!r} in {what}; {allowed(key, tuple(members))}")
        name = members[key].name
        values[name] = convert(hints[name], value, tree.value_at(key), f"{key!r} of {what}")
    for name, member in members.items():
        if member.name not in values and member.default is MISSING and member.default_factory is MISSING:
            raise place.refuse(f"{what} lacks {name!r}")
    return kind(**values)


def _names_members(tree: Mapping, members: Any, short: Any) -> bool:
    """Whether a mapping names the members themselves, and is not what the short one is filled with."""
    takes_mappings = hasattr(short, "from_tree") or any(hasattr(part, "from_tree") for part in typing.get_args(short))
    return not tree or not members.isdisjoint(tree) or not takes_mappings


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@cache
def _read_members(kind: Any) -> tuple[Any, ...]:
    """The members of a dataclass that YAML fills: not those marked as found out later, nor where it stands."""
    read = (member for member in fields(kind) if not member.metadata.get("found_out"))
    return tuple(member for member in read if _hints(kind)[member.name] is not Place)


def convert(kind: Any, tree: Any, place: Place, what: str) -> Any:
    """A value of an annotated type from a tree; see `build`."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _optional(kind, tree, place, what)
    if origin is tuple:
        return tuple(_members(typing.get_args(kind)[0], tree, place, what))
    if origin is dict:
        return _mapping(typing.get_args(kind)[1], tree, place, what)
    if origin is typing.Literal:
        return _word(typing.get_args(kind), tree, place, what)
    if hasattr(kind, "from_tree"):
        return kind.from_tree(tree, place)
    if is_dataclass(kind):
        return build(typing.cast("type[Any]", kind), tree, place, what)
    return _plain(kind, tree, place, what)


def _optional(kind: Any, tree: Any, place: Place, what: str) -> Any:
    kinds = [choice for choice in typing.get_args(kind) if choice is not type(None)]
    if tree is None:
        return None
    for choice in kinds:
        if isinstance(choice, type) and isinstance(tree, choice) and not (choice is int and isinstance(tree, bool)):
            return tree
    return convert(kinds[0], tree, place, what)


def _members(kind: Any, tree: Any, place: Place, what: str) -> Iterator[Any]:
    if not isinstance(tree, list):
        yield convert(kind, tree, place, what)
        return
    lines = tree.lines if isinstance(tree, Sequence) else [place.line] * len(tree)
    file = tree.place.file if isinstance(tree, Sequence) else place.file
    for member, line in zip(tree, lines, strict=True):
        yield convert(kind, member, getattr(member, "place", Place(file, line)), what)


def _mapping(kind: Any, tree: Any, place: Place, what: str) -> dict[str, Any]:
    if not isinstance(tree, Mapping):
        raise place.refuse(f"{what} must be a mapping (key: value)")
    return {key: convert(kind, value, tree.value_at(key), f"{key!r} of {what}") for key, value in tree.items()}


def _word(words: tuple[str, ...], tree: Any, place: Place, what: str) -> Any:
    if tree in words and not isinstance(tree, bool):
        return tree
    raise place.refuse(f"{what} cannot be {tree!r}; {allowed(str(tree), tuple(str(word) for word in words))}")


_NAMES: Final = {str: "text", int: "a whole number", bool: "true or false", date: "a date (2026-11-30)"}


def _plain(kind: Any, tree: Any, place: Place, what: str) -> Any:
    if kind is Any or kind is object:
        return tree
    if kind is date and isinstance(tree, str):
        day = as_day(tree) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", tree) else None
        if isinstance(day, date):
            return day
    elif kind in (str, int, bool) and type(tree) is kind:
        return tree
    hint = "; put it in quotation marks" if kind is str and isinstance(tree, (int, bool)) else ""
    raise place.refuse(f"{what} must be {_NAMES.get(kind, kind)}{hint}")
