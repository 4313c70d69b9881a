"""Trying a checklist out on a case of which things were taken away: an item must not go on to pass.

Each field that an item reads is blanked, and then removed, in every record that carries it. An item that passes all the
same is reported, unless the field is one of several that will do (both are then said), or one that the check only looks
at to be more careful (`spare` of a check).
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, Literal, NamedTuple, get_args

from kyccheck.asking.answer import SETTLED
from kyccheck.audit.plan import Plan
from kyccheck.audit.planned import Planned
from kyccheck.authoring.trial import Sections, holders, tried, without
from kyccheck.errors import RefusedError

Way = Literal["blanked", "removed"]
_WAYS: Final[tuple[Way, ...]] = get_args(Way)
_SETTLED: Final = frozenset(str(status) for status in SETTLED)


class Survivor(NamedTuple):
    """An item that is still settled although a field it reads is gone.

    `instead` names the fields that stood in; `spare` says that its check can do without the field.
    """

    item: str
    field: str
    how: Way
    status: str
    instead: tuple[str, ...] = ()
    spare: bool = False

    @property
    def explained(self) -> bool:
        """Whether that is as it should be: it passes, and it is known on what."""
        return self.status == "pass" and bool(self.instead or self.spare)


class Mutated(NamedTuple):
    """How many changes were made, which items did not pass to begin with, and which survived what."""

    changes: int
    not_passing: tuple[str, ...]
    survivors: tuple[Survivor, ...]


def mutated(given: Sections, plan: Plan, at: str = "") -> Mutated:
    """Blank and remove each field that each passing item of a case reads. Raises RefusedError for what is no case."""
    trying = _Trying(given, plan, at)
    before = trying.statuses(())
    asking = [planned for planned in plan.items if planned.ask is not None and planned.constant is None]
    passing = [planned for planned in asking if before[planned.item.id] == "pass"]
    found = [survivor for planned in passing for survivor in _survivors(trying, planned)]
    changes = sum(len(_own_reads(planned.item)) * len(_WAYS) for planned in passing)
    not_passing = tuple(planned.item.id for planned in asking if planned not in passing)
    return Mutated(changes, not_passing, tuple(found))


class _Trying:
    """A case, and what became of its items where some of its fields were changed; each change is tried once."""

    def __init__(self, given: Sections, plan: Plan, at: str) -> None:
        self.given = given
        self._plan = plan
        self._at = at
        self.statuses = cache(self._statuses)

    def status(self, planned: Planned, *changes: tuple[str, str]) -> str:
        """What an item is after these changes."""
        return self.statuses(tuple(sorted(changes))).get(planned.item.id, "")

    def _statuses(self, changes: tuple[tuple[str, str], ...]) -> dict[str, str]:
        made = copy.deepcopy(self.given)
        for path, how in changes:
            _change(made, path, how)
        try:
            audited = tried(made, self._plan, self._at)
        except RefusedError:  # nothing is left that could be audited, so nothing passes
            return {}
        return {result["item"]: result["status"] for result in audited["results"]}


def _change(given: Sections, path: str, how: str) -> None:
    if how == "removed":
        without(given, path)
        return
    for holder, key in holders(given, path):
        holder[key] = [] if isinstance(holder[key], list) else ""


def _survivors(trying: _Trying, planned: Planned) -> Iterator[Survivor]:
    paths = [path for path in _own_reads(planned.item) if holders(trying.given, path)]
    spare = _spare(planned.item)
    for path in paths:
        for how in _WAYS:
            status = trying.status(planned, (path, how))
            if status in _SETTLED:
                instead = _instead(trying, planned, path, paths)
                yield Survivor(planned.item.id, path, how, status, instead, path in spare)


def _instead(trying: _Trying, planned: Planned, path: str, paths: Sequence[str]) -> tuple[str, ...]:
    """The fields that stand in for one: each by itself may go too, in one way or the other, and not both together."""
    return tuple(
        other
        for other in paths
        if other != path
        and any(
            trying.status(planned, (other, its)) in _SETTLED
            and trying.status(planned, (path, how), (other, its)) not in _SETTLED
            for how in _WAYS
            for its in _WAYS
            if trying.status(planned, (path, how)) in _SETTLED
        )
    )


def _own_reads(item: Any) -> tuple[str, ...]:
    """What an item looks at by itself, without its sub-items."""
    questions = [question for question in (item.when, item.check) if question]
    return tuple(dict.fromkeys(path for question in questions for path in question.reads()))


def _spare(item: Any) -> set[str]:
    """What the checks of an item only look at to be more careful."""
    questions = [question for question in (item.when, item.check) if question]
    return {path for question in questions for part in question.walk(where=True) for path in part.spare()}
