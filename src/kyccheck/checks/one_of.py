"""Pass when a field has one of the values listed.

    one_of: {field: risk.rating, values: [low, medium]}
    one_of: {field: deal.terms_changed, values: ["yes"]}

Case and white space do not matter. In a field of true and false, "yes", "true" and "1" are the same. A field that
holds several (`billing; technical`, or a list) has each of them. Blank fails, absent is unknown.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kyccheck.checks import Answer, Ask, Context, Look, Status, Subject
from kyccheck.errors import RefusedError
from kyccheck.fields import folded
from kyccheck.value import as_text, as_truth, is_filled, written


@dataclass(frozen=True, slots=True)
class Check:
    """`field`: what to look at; `values`: what it may be."""

    field: str
    values: tuple[str, ...]

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return (self.field,)

    def compile(self, context: Context) -> Ask:
        """The question as a function."""
        if not self.values:
            raise RefusedError("one_of lists no value, so nothing could pass")
        look = context.look(self.field)
        get, told = look.get, _telling(look)
        wanted = frozenset(word for value in self.values for word in told(value))
        listed = " or ".join(self.values)
        fine = Answer(Status.PASS, f"{look.who}{look.what} is {listed}")

        def ask(subject: Subject) -> Answer:
            value = get(subject)
            if type(value) is str and is_filled(value) and not wanted.isdisjoint(told(value)):
                return fine
            unusable = look.unusable(subject, value)
            if unusable is not None:
                return unusable
            if not wanted.isdisjoint(told(value)):
                return fine
            if look.type == "flag" and as_truth(value) is None:
                reason = f'{look.who}{look.what} is "{written(value, 60)}", which says neither yes nor no'
                return Answer(Status.REVIEW, reason, look.seen(subject))
            reason = f'{look.who}{look.what} is "{written(value, 60)}", not {listed}'
            return Answer(Status.FAIL, reason, look.seen(subject))

        return ask


def _telling(look: Look) -> Callable[[object], tuple[str, ...]]:
    """How the words of a value of this field are told: what is compared."""
    if look.type == "flag":
        return lambda value: (str(as_truth(value)),) if as_truth(value) is not None else (f"?{value}",)
    return _words


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, (list, tuple)):
        return tuple(word for member in value for word in _words(member))
    text = as_text(value) or ""
    return tuple(folded(part) for part in re.split("[;\n]", text)) if ";" in text or "\n" in text else (folded(text),)
