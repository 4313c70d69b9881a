"""One item of a plan: its question as functions, its place in the pipeline, and its results."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from kyccheck.asking.answer import Answer, Status
from kyccheck.checklist.model import Item
from kyccheck.checks import Compiled, Question
from kyccheck.dataclass import dataclass
from kyccheck.read.strictyaml import Place

if TYPE_CHECKING:
    from kyccheck.asking.shown import ShownResult

_MOST_READY_MADE: Final = 1000


class Shareable(dict[str, Any]):
    """A result that many cases may share: it is encoded once, into `encoded`."""

    __slots__ = ("encoded",)
    encoded: bytes


def result_of(about: Mapping[str, object], **more: object) -> ShownResult:
    """A result of these members, `more` in the place of those of `about`; many cases may share it."""
    return cast("ShownResult", Shareable(about, **more))


@dataclass(slots=True)
class Planned:
    """One item, ready to be asked.

    `due` is the rank of its stage (-1: always due); `children` are the places of its sub-items in the plan; `constant`
    is its answer, where that depends on no case (not stated, switched off, not in force), `not_due` that where it is
    not in play yet. `static` is its result, as far as it is the same for every case.
    """

    item: Item
    due: int
    static: ShownResult
    ask: Compiled | None
    when: Compiled | None
    reads: tuple[str, ...]
    not_due: Answer
    constant: Answer | None
    parent: int
    children: list[int] = field(default_factory=list)
    _ready_made: dict[tuple[Status, str], ShownResult] = field(default_factory=dict)
    _last: tuple[Answer | None, ShownResult] = field(default_factory=lambda: (None, result_of({})))
    _asked_as: str = ""
    _whole: tuple[str, ...] | None = None

    def asked_as(self) -> str:
        """What the item asks, as one text: it changes when the question does, not when the file is laid out anew."""
        if not self._asked_as:
            questions = [self.item.title, _config(self.item.when), _config(self.item.check)]
            self._asked_as = json.dumps(questions, sort_keys=True, default=str)
        return self._asked_as

    def whole(self) -> tuple[str, ...]:
        """The lists of whose members an answer says more than what is read of them: it is about them as they were."""
        if self._whole is None:
            questions = [question for part in self.item.walk() for question in (part.when, part.check) if question]
            all_of_them = (part for question in questions for part in question.walk(where=True))
            self._whole = tuple(dict.fromkeys(part.in_ for part in all_of_them if part.in_ and not _is_covered(part)))
        return self._whole

    def is_in_play(self, rank: int) -> bool:
        """Whether the item is in play for a case that stands at the stage of this rank."""
        return self.due <= (rank if self.item.on_entry else rank + 1)

    def is_past(self, rank: int) -> bool:
        """Whether the item should have held before a case came to the stage of this rank."""
        return 0 <= self.due < rank if self.item.on_entry else 0 <= self.due <= rank

    def result(self, answer: Answer) -> ShownResult:
        """A result without evidence: made once for each status and reason, shared by all cases."""
        if answer is self._last[0]:
            return self._last[1]
        known = (answer.status, answer.reason)
        made = self._ready_made.get(known)
        if made is None:
            made = result_of(self.static, status=answer.status.value, reason=answer.reason)
            if len(self._ready_made) < _MOST_READY_MADE:
                self._ready_made[known] = made
        self._last = (answer, made)
        return made


def _config(value: Any) -> Any:
    """A check as plain values, without the lines that it stands in, and what it leaves as it is by default.

    So an option that a later version of the tool adds changes no question that does without it.
    """
    if is_dataclass(value):
        members = ((member, getattr(value, member.name)) for member in fields(value) if member.compare)
        said = ((member.name, told) for member, told in members if told != member.default)
        return {name: _config(told) for name, told in said if not isinstance(told, Place)}
    return [_config(member) for member in value] if isinstance(value, tuple) else value


def _is_covered(question: Question) -> bool:
    """Whether what is read of members tells each from another one, and no person is asked what else they are like."""
    path, inner = question.in_, question.parts(where=True)
    read = {name for part in inner for name in part.reads()}
    if any(part.kind == "manual" for one in inner for part in one.walk(where=True)):
        return False
    if not inner:
        return "." in path  # a field, which is read as a whole
    return "name" in read or (path == "documents" and bool(read))  # of these it is told which files they are
