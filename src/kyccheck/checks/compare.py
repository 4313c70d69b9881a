"""Pass when a number or a date stands as it should to another one.

    compare: {field: deal.amount, more_than: 0}
    compare: {field: odb.provisioned_on, at_most: today}
    compare: {field: invoice.due_on, at_least: {field: invoice.issued_on}}

Words: equals, more_than, at_least, less_than, at_most; several may stand together. A bound is a number, a date
(2026-11-30), `today` (the as-of day), or another field. What is neither a number nor a date, or a date that could be
two days (03/04/2026), is for a person to judge, and so is a text such as "12.000" where all hangs on whether its dot
parts thousands. Blank fails, absent is unknown.
"""

import operator
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from kyccheck.asking.answer import Answer, Status, Subject, worst
from kyccheck.asking.context import Context
from kyccheck.asking.look import Look
from kyccheck.checks import Ask
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.read.strictyaml import Mapping, Place
from kyccheck.read.typed import convert
from kyccheck.values.day import Unclear
from kyccheck.values.value import as_number, clean
from kyccheck.values.written import written

_WORDS: Final[dict[str, tuple[Callable[[Any, Any], bool], str]]] = {
    "equals": (operator.eq, "equal to"),
    "more_than": (operator.gt, "more than"),
    "at_least": (operator.ge, "at least"),
    "less_than": (operator.lt, "less than"),
    "at_most": (operator.le, "at most"),
}


@dataclass(frozen=True, slots=True)
class Bound:
    """What a value is held against: a fixed one as written in the checklist, or a field."""

    value: str = ""
    field: str = ""

    @classmethod
    def from_tree(cls, tree: Any, place: Place) -> "Bound":
        """A bound from YAML: a whole number, text, or {field: PATH}."""
        if isinstance(tree, Mapping) and list(tree) == ["field"]:
            return cls(field=convert(str, tree["field"], place, "'field' of a bound"))
        if isinstance(tree, (str, int)) and not isinstance(tree, bool):
            return cls(value=str(tree))
        raise place.refuse("a bound is a number, a date, today, or {field: PATH}")


@dataclass(frozen=True, slots=True)
class Check:
    """`field`: what to look at; the other words: how it must stand to what."""

    field: str
    equals: Bound | None = None
    more_than: Bound | None = None
    at_least: Bound | None = None
    less_than: Bound | None = None
    at_most: Bound | None = None

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return (self.field, *(bound.field for _, bound in self._bounds() if bound.field))

    def _bounds(self) -> list[tuple[str, Bound]]:
        return [(word, bound) for word in _WORDS if (bound := getattr(self, word)) is not None]

    def compile(self, context: Context) -> Ask:
        """The question as a function."""
        bounds = [_Held(word, bound, context) for word, bound in self._bounds()]
        if not bounds:
            raise RefusedError(f"compare says nothing to hold {self.field} against; allowed: {', '.join(_WORDS)}")
        if any(bound.field == self.field for _, bound in self._bounds()):
            raise RefusedError(f"compare holds {self.field!r} against itself, so nothing would be asked")
        look = context.look(self.field)
        for held in bounds:
            held.refuse_other_type(look)
        _refuse_empty(bounds, self.field)
        fine = Answer(Status.PASS, f"{look.who}{look.what} is {' and '.join(held.words for held in bounds)}")

        def ask(subject: Subject) -> Answer:
            value = look.get(subject)
            unusable = look.unusable(subject, value)
            if unusable is not None:
                return unusable
            answers = [answer for held in bounds if (answer := held.off(subject, look, value)) is not None]
            return worst(answers) if answers else fine

        return ask


class _Held:
    """One bound, ready: `off` gives the answer where a value does not stand to it as it should."""

    def __init__(self, word: str, bound: Bound, context: Context) -> None:
        self.holds, self._word = _WORDS[word]
        self._context = context
        self._look = context.look(bound.field) if bound.field else None
        self.is_today = bound.value == "today"
        fixed = context.as_of if self.is_today else None if bound.field else _typed(bound.value, context)
        if isinstance(fixed, Unclear):
            raise RefusedError(f"{bound.value!r} is neither a number, a date (2026-11-30) nor today")
        other = f"{self._look.who}{self._look.what}" if self._look else bound.value
        self.fixed = fixed
        self.words = f"{self._word} {other}"
        self._named = repr(bound.field or bound.value)

    def refuse_other_type(self, look: Look) -> None:
        """Refuse to hold a date against a number: nothing could pass."""
        mine, other = _KINDS.get(look.type), _KINDS.get(self._look.type) if self._look else _kind_of(self.fixed)
        if mine and other and mine != other:
            may_be = "a date (2026-11-30), today" if mine == "date" else "a number"
            raise RefusedError(
                f"{self._named} is a {other}, and {look.path} a {mine}; allowed: {may_be}, or a field of that type"
            )

    @property
    def number(self) -> Decimal:
        """A fixed bound as a number; days are counted."""
        return Decimal(self.fixed.toordinal() if isinstance(self.fixed, date) else self.fixed or 0)

    def off(self, subject: Subject, look: Look, value: object) -> Answer | None:
        other: object = self.fixed
        raw: object = None
        seen = look.seen(subject)
        if self._look is not None:
            raw = self._look.get(subject)
            unusable = self._look.unusable(subject, raw)
            if unusable is not None:
                return unusable
            seen += self._look.seen(subject)
            other = self._context.day(raw) if self._look.type == "date" else _typed(raw, self._context)
        if isinstance(other, Unclear):
            named = f'{self._look.who}{self._look.what} "{written(raw, 60)}"' if self._look else self.words
            why = "is not a number" if _KINDS.get(look.type) == "number" else other.value
            return Answer(Status.REVIEW, f"{named} {why}", seen)
        mine = self._context.day(value) if isinstance(other, date) else as_number(value)
        if mine is None or isinstance(mine, Unclear):
            why = mine.value if isinstance(mine, Unclear) else "is not a number"
            return Answer(Status.REVIEW, f'{look.who}{look.what} "{written(value, 60)}" {why}', seen)
        found = {self.holds(one, two) for one in _readings(value, mine) for two in _readings(raw, other)}
        if len(found) > 1:
            named = f'{look.who}{look.what} "{written(value, 60)}"'
            reason = f"{named} may or may not be {self.words}: does a dot in it separate decimals, or thousands?"
            return Answer(Status.REVIEW, reason, seen)
        if found == {True}:
            return None
        reason = f"{look.who}{look.what} is {written(value, 60)}, not {self._word} {written(other, 60)}"
        return Answer(Status.FAIL, reason, seen)


_KINDS: Final = {"date": "date", "number": "number", "money": "number"}
"""The types of fields that hold a date, or a number; others may hold either."""


def _kind_of(value: object) -> str:
    return "date" if isinstance(value, date) else "number"


def _refuse_empty(bounds: list[_Held], field: str) -> None:
    """Refuse bounds between which nothing lies. What they hold against other fields, or today, a case decides."""
    told = [held for held in bounds if held.fixed is not None]
    for some in ([held for held in told if held.is_today], [held for held in told if not held.is_today]):
        numbers = [held.number for held in some]
        tried = {number + step for number in numbers for step in (-1, 0, 1)}  # days have nothing between them
        if not any(isinstance(held.fixed, date) for held in some):
            tried |= {(one + other) / 2 for one in numbers for other in numbers}
        if some and not any(all(held.holds(one, held.number) for held in some) for one in tried):
            said = " and ".join(held.words for held in some)
            raise RefusedError(f"no value of {field!r} is {said}, so nothing could pass")


def _readings(raw: object, read: Any) -> frozenset[Any]:
    """What a value may come to that was read so: "12.000" is 12, or 12000."""
    if not isinstance(raw, str) or not isinstance(read, Decimal):
        return frozenset({read})
    from kyccheck.forms._amounts import readings

    return readings(clean(raw), read)


def _typed(value: object, context: Context) -> date | Decimal | Unclear:
    number = as_number(value)
    return number if number is not None else context.day(value)
