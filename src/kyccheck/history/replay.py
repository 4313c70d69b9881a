"""An audit done again, held against its report: the same, or what of the inputs changed, and the first difference."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import zip_longest
from typing import Any, Final

_LAST: Final = ("tool", "changes", "data")
"""Members that say who compared what with what, and digests: looked at last."""
_LACKED: Final = {
    "": frozenset({"options", "mappings", "redacted", "data"}),
    "inputs": frozenset({"used", "reported", "unused"}),
    "checklists": frozenset({"items"}),
    "decisions": frozenset({"notices"}),
    "problems": frozenset({"at"}),
    "cases": frozenset({"notes", "decisions"}),
}
"""What the report had not yet when its shape was first promised, by the member of the report that it is in."""

_FOLLOWS: Final = frozenset({"decisions", "notes"})
"""Members that follow from others of a case."""

_GIVEN: Final = {"inputs": "input", "mappings": "mapping", "checklists": "checklist", "decisions": "decisions"}
_LONGEST: Final = 120


def others(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What an audit was given that is not what it was: each file or checklist, in a sentence."""
    found: list[str] = []
    for member, kind in _GIVEN.items():
        if isinstance(old.get(member), list):
            found += _others(kind, _digests(old[member]), _digests(new.get(member, [])))
    return found


def _others(kind: str, was: dict[str, str | None], now: dict[str, str | None]) -> Iterator[str]:
    for name, sha256 in was.items():
        if name not in now:
            elsewhere = next((other for other, value in now.items() if value and value == sha256), "")
            named = f"; what it held is now called {elsewhere}" if elsewhere else ""
            yield f"{kind} {name} was there then, and is not now{named}"
        elif sha256 != now[name]:
            yield f"{kind} {name} has changed: sha256 {sha256 or 'none'}, then {now[name] or 'none'}"
    yield from (f"{kind} {name} was not there then" for name in now if name not in was)


def _digests(given: Iterable[Any]) -> dict[str, str | None]:
    return {str(one.get("path", one.get("id"))): one.get("sha256") for one in given if isinstance(one, dict)}


def first_difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The first difference of the results of two reports in a sentence, or "".

    What an older version is known to lack is not compared; digests are only looked at where nothing that was given
    differs.
    """
    lacked = _LACKED if _version(old) < _version(new) else {}
    told = bool(others(old, new))
    known = dict.fromkeys([*new, *old])
    order = [
        "cases",
        *(name for name in known if name != "cases" and name not in _LAST),
        *(name for name in _LAST if name in known),
    ]
    for name in order:
        if name not in old and name in lacked.get("", ()):
            continue
        if name not in old or name not in new:
            return _beside(name, old.get(name, _ABSENT), new.get(name, _ABSENT))
        if name == "changes" or (name == "data" and told):
            continue
        was, now = (_plain(name, report, told=told) for report in (old, new))
        if found := next(_differences(name, was, now, lacked.get(name, frozenset())), ""):
            return found
    return ""


def _version(report: Mapping[str, Any]) -> tuple[int, ...]:
    """The version of the tool that made a report; one that cannot be told is no older one."""
    tool = report.get("tool")
    text = tool.get("version") if isinstance(tool, dict) else None
    parts = re.fullmatch(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})", text, re.ASCII) if isinstance(text, str) else None
    return tuple(map(int, parts.groups())) if parts else (sys.maxsize,)


def _plain(name: str, report: Mapping[str, Any], *, told: bool) -> Any:
    """A member of a report, as it is compared: which version made it is said apart, and so are the digests of files.

    `told` says that some of these differ: then those of a checklist's items do not matter either.
    """
    value = report[name]
    if name == "tool" and isinstance(value, dict) and "version" in value:
        return {**value, "version": ""}
    if name in _GIVEN and isinstance(value, list):
        return [_but_digests(one, told=told) for one in value]
    return value


def _but_digests(given: Any, *, told: bool) -> Any:
    """What was given, its digest made blank, which `others` compares; and those of its items, where some differ."""
    if not isinstance(given, dict):
        return given
    kept: dict[str, Any] = {key: "" if key == "sha256" else value for key, value in given.items()}
    if told and isinstance(kept.get("items"), dict):
        kept["items"] = {key: _but_digests(value, told=False) for key, value in kept["items"].items()}
    return kept


def _differences(where: str, old: Any, new: Any, lacked: AbstractSet[str]) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(dict.fromkeys([*new, *old]), key=_FOLLOWS.__contains__):
            if key in old and key in new:
                yield from _differences(f"{where}, {key}", old[key], new[key], frozenset())
            elif key in old or key not in lacked:
                yield _beside(f"{where}, {key}", old.get(key, _ABSENT), new.get(key, _ABSENT))
    elif isinstance(old, list) and isinstance(new, list):
        for place, (was, now) in enumerate(zip_longest(old, new)):
            yield from _differences(_called(where, place, was or now), was, now, lacked)
    elif old != new or type(old) is not type(new):
        yield _beside(where, old, new)


_ABSENT: Final = object()
"""Stands for what a report does not have, which is not null."""


def _beside(where: str, old: Any, new: Any) -> str:
    return f"{where}: {_said(old)}, then {_said(new)}"


def _called(where: str, place: int, value: Any) -> str:
    """A member of a list by its name: a case by its id, a result by its item."""
    if isinstance(value, dict) and where == "cases":
        return f"case {value.get('id')}"
    if isinstance(value, dict) and where.endswith(", results"):
        return f"{where.removesuffix(', results')}, item {value.get('item')}"
    return f"{where} {place + 1}"


def _said(value: Any) -> str:
    if value is None or value is _ABSENT:
        return "nothing" if value is None else "not in the report"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
