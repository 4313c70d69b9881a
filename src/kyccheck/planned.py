"""One item of a plan: its question as functions, its place in the pipeline, and its results."""

from __future__ import annotations

import json
from dataclasses import field, fields, is_dataclass
from typing import Any, Final

from kyccheck.answer import Answer, Status
from kyccheck.checklist import Item
from kyccheck.checks import Compiled
from kyccheck.dataclass import dataclass
from kyccheck.strictyaml import Place

_MOST_READY_MADE: Final = 1000


class Result(dict[str, Any]):
    """A result, in the shape of the JSON report. One that many cases share is encoded once, into `encoded`."""

    __slots__ = ("encoded",)
    encoded: bytes


@dataclass(slots=True)
class Planned:
    """One item, ready to be asked.

    `due` is the rank of its stage (-1: always due); `children` are the places of its sub-items in the plan; `constant`
    is its answer, where that depends on no case (not stated, switched off, not in force), `not_due` that where it is
    not in play yet.
    """

    item: Item
    due: int
    static: dict[str, Any]
    ask: Compiled | None
    when: Compiled | None
    reads: tuple[str, ...]
    not_due: Answer
    constant: Answer | None
    parent: int
    children: list[int] = field(default_factory=list)
    _ready_made: dict[tuple[Status, str], Result] = field(default_factory=dict)
    _last: tuple[Answer | None, Result] = field(default_factory=lambda: (None, Result()))
    _asked_as: str = ""

    def asked_as(self) -> str:
        """What the item asks, as one text: it changes when the question does, not when the file is laid out anew."""
        if not self._asked_as:
            questions = [self.item.title, _config(self.item.when), _config(self.item.check)]
            self._asked_as = json.dumps(questions, sort_keys=True, default=str)
        return self._asked_as

    def is_in_play(self, rank: int) -> bool:
        """Whether the item is in play for a case that stands at the stage of this rank."""
        return self.due <= (rank if self.item.on_entry else rank + 1)

    def is_past(self, rank: int) -> bool:
        """Whether the item should have held before a case came to the stage of this rank."""
        return 0 <= self.due < rank if self.item.on_entry else 0 <= self.due <= rank

    def result(self, answer: Answer) -> Result:
        """A result without evidence: made once for each status and reason, shared by all cases."""
        if answer is self._last[0]:
            return self._last[1]
        known = (answer.status, answer.reason)
        made = self._ready_made.get(known)
        if made is None:
            made = Result(self.static, status=answer.status.value, reason=answer.reason)
            if len(self._ready_made) < _MOST_READY_MADE:
                self._ready_made[known] = made
        self._last = (answer, made)
        return made


def _config(value: Any) -> Any:
    """A check as plain values, without the lines that it stands in."""
    if is_dataclass(value):
        members = ((member.name, getattr(value, member.name)) for member in fields(value) if member.compare)
        return {name: _config(member) for name, member in members if not isinstance(member, Place)}
    return [_config(member) for member in value] if isinstance(value, tuple) else value
