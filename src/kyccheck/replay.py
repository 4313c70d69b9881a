"""An audit done again, held against its report: the same, or what of the inputs changed, and the first difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final

_ASIDE: Final = frozenset({"tool", "changes", "cases", "data"})
"""Members that say who compared what with what, and those that are looked at by themselves."""

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

    Members that the older one lacks are not compared; digests are only looked at where nothing else differs, and
    nothing that was given.
    """
    order = ["cases", *(name for name in new if name not in _ASIDE)]
    for name in order:
        if name in old and (found := next(_differences(name, old[name], new[name]), "")):
            return found
    if "data" in old and not others(old, new):
        return next(_differences("data", old["data"], new["data"]), "")
    return ""


def _differences(where: str, old: Any, new: Any) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(dict.fromkeys([*new, *old]), key=_FOLLOWS.__contains__):
            if key == "sha256":
                continue  # `others` says it
            if key in old and key in new:
                yield from _differences(f"{where}, {key}", old[key], new[key])
            elif key in old or where.endswith(("verdicts", "statuses", "data")):
                yield f"{where}, {key}: {_said(old.get(key))}, then {_said(new.get(key))}"
    elif isinstance(old, list) and isinstance(new, list):
        for place, (was, now) in enumerate(zip_longest(old, new)):
            yield from _differences(_called(where, place, was or now), was, now)
    elif old != new or type(old) is not type(new):
        yield f"{where}: {_said(old)}, then {_said(new)}"


def _called(where: str, place: int, value: Any) -> str:
    """A member of a list by its name: a case by its id, a result by its item."""
    if isinstance(value, dict) and where == "cases":
        return f"case {value.get('id')}"
    if isinstance(value, dict) and where.endswith(", results"):
        return f"{where.removesuffix(', results')}, item {value.get('item')}"
    return f"{where} {place + 1}"


def _said(value: Any) -> str:
    if value is None:
        return "nothing"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
