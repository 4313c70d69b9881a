"""Values of annotated types from trees of YAML: what a checklist, a mapping or a file of decisions says, checked.

(pydantic would do it, at 100 ms a start: more than the whole audit of a deal.)
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final, TypeVar

from kyccheck.read.strictyaml import Mapping, Place, Sequence
from kyccheck.registry import allowed
from kyccheck.values.day import as_day

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
    members = _members_of(typing.cast("Any", kind))
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
def _members_of(kind: Any) -> dict[str, Any]:
    """The members of a dataclass that YAML fills, by key: not those marked as found out later, nor where it stands."""
    read = (member for member in fields(kind) if not member.metadata.get("found_out"))
    return {member.name.rstrip("_"): member for member in read if _hints(kind)[member.name] is not Place}


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
