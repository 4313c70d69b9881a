"""What a case settles at a glance: told from what was read, by one function, before any record is made.

A glance gives each condition and each check a number (see `checks/_writer.py`): 1 or more passes, below 0 fails, and 0
leaves it open. Cases of which all numbers are the same have the same answers wherever those are beyond doubt, and the
same results. So these are worked out once, as an `Outcome`, and only what is left `open` is asked of a case: of three
items that a case gives (1, 0, 1), the second.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from kyccheck.asking.answer import Answer
from kyccheck.audit.planned import Planned, result_of
from kyccheck.audit.sums import HOLDS, set_aside, sum_of
from kyccheck.checks import Compiled
from kyccheck.checks._writer import Sure, Writer
from kyccheck.dataclass import dataclass

if TYPE_CHECKING:
    from kyccheck.asking.shown import ShownResult

_MOST_KNOWN: Final = 10_000


class Results(list["ShownResult"]):
    """The results of a case, in the order of the checklist. Those that cases share are encoded and named once."""

    __slots__ = ("encoded", "name")
    encoded: bytes
    name: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is settled of a case: each item's answer, or None at the places that are `open`, in order.

    `sums` are the places of items with sub-items whose sum is not settled yet, the deepest first; `results` what is
    written of the others.
    """

    answers: tuple[Answer | None, ...]
    open: tuple[int, ...]
    sums: tuple[int, ...]
    results: Results


class Glance:
    """The function for one standing in a plan, and what its numbers have been found to mean."""

    def __init__(self, items: tuple[Planned, ...], asked: tuple[bool, ...]) -> None:
        self._items = items
        self._asked = asked
        self._outcomes: dict[tuple[int, ...], Outcome] = {}
        self._numbers: Callable[[dict[str, Any]], tuple[int, ...]] | None = None
        self._sures: dict[int, tuple[Sure | None, Sure | None]] = {}

    def outcome(self, raw: dict[str, Any] | None) -> Outcome:
        """What is settled of a case that stands as it was read, or, where there is none, of any case."""
        numbers = self._of(raw) if raw is not None else ()
        found = self._outcomes.get(numbers)
        if found is None:
            found = self._worked_out(numbers)
            if len(self._outcomes) < _MOST_KNOWN:
                self._outcomes[numbers] = found
        return found

    def _of(self, raw: dict[str, Any]) -> tuple[int, ...]:
        if self._numbers is None:
            self._numbers = self._written()
        try:
            return self._numbers(raw)
        except (AttributeError, KeyError, TypeError):  # not what should stand there: look closely
            return ()

    def _written(self) -> Callable[[dict[str, Any]], tuple[int, ...]]:
        """The function: for each item that is asked the numbers of its condition and its check, if it has them."""
        writer, codes = Writer(), []
        for place, planned in enumerate(self._items):
            if self._is_asked(place):
                when, ask = _sure(planned.when, writer), _sure(planned.ask, writer)
                self._sures[place] = (when, ask)
                if planned.when is not None:
                    codes.append(f"(applies := {when.code})" if when else "0")
                if planned.ask is not None:
                    is_idle = planned.when is not None and when is not None
                    codes.append((f"applies > 0 and {ask.code}" if is_idle else ask.code) if ask else "0")
        return writer.written(codes)

    def _is_asked(self, place: int) -> bool:
        return self._asked[place] and self._items[place].constant is None

    def _worked_out(self, numbers: tuple[int, ...]) -> Outcome:
        told = iter(numbers)
        answers: list[Answer | None] = []
        aside: dict[int, Answer | None] = {}
        for place, planned in enumerate(self._items):
            if planned.constant is not None:
                answers.append(planned.constant)
            elif not self._asked[place]:
                answers.append(planned.not_due)
            else:
                when = next(told, 0) if planned.when is not None else 0
                ask = next(told, 0) if planned.ask is not None else 0
                answer, is_aside = self._answer(planned, place, when, ask)
                if planned.parent in aside:
                    answer, is_aside = aside[planned.parent], True
                if is_aside:
                    aside[place] = answer
                answers.append(answer)
        return self._outcome(answers)

    def _answer(self, planned: Planned, place: int, when: int, ask: int) -> tuple[Answer | None, bool]:
        """An item's own answer, or None; and whether that is so for those below it too."""
        condition, question = self._sures.get(place, (None, None))
        if planned.when is not None and when <= 0:
            return (set_aside(condition.answer(when)) if when and condition else None), True
        if planned.ask is None:
            return HOLDS, False
        return (question.answer(ask) if ask > 0 and question else None), False

    def _outcome(self, answers: list[Answer | None]) -> Outcome:
        left = {place for place, answer in enumerate(answers) if answer is None}
        with_parents, sums, summed = set(left), [], list(answers)
        for place in reversed(range(len(answers))):
            planned = self._items[place]
            if planned.children and not with_parents.isdisjoint((place, *planned.children)):
                with_parents.add(place)
                sums.append(place)
            elif planned.children:
                below = [(self._items[child], summed[child]) for child in planned.children]
                summed[place] = sum_of(planned, summed[place], below)  # type: ignore[arg-type] # none of them is open
        results = Results(
            planned.result(answer) if answer is not None and place not in with_parents else result_of({})
            for place, (planned, answer) in enumerate(zip(self._items, summed, strict=True))
        )
        results.name = b""
        return Outcome(tuple(summed), tuple(sorted(left)), tuple(sums), results)


def _sure(question: Compiled | None, writer: Writer) -> Sure | None:
    return question.surely(writer) if question is not None else None
