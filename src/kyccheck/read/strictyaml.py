"""YAML that says what it means: the small part of YAML 1.2 that checklists need, and nothing that surprises.

Refused, with file and line: duplicate keys, anchors, aliases, merges, tags, several documents, deep or huge files.
Only `true`, `false`, `null` (or nothing) and plain whole numbers are not text: NO, 012, 12:30, 1_000 and 2026-11-01
stay as they were written. The values are built here from the parser's events, one after the other, so that no bracket
bomb reaches a recursive loader: the C loader dies on 50 000 of them.

The trees that come of it know their lines; `typed` makes values of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from kyccheck.errors import RefusedError
from kyccheck.late import pattern
from kyccheck.read.limits import LIMITS, Limits

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
    except yaml.reader.ReaderError as error:
        line = len(text[: text.index(chr(error.character)) + 1].splitlines())  # its own position is one of bytes
        why = f"control characters (U+{error.character:04X}) are not allowed; leave it out"
        raise RefusedError(f"is not YAML: {why}", f"{name}:{line}") from None
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
