"""Pass when a field has one of the values listed.

    one_of: {field: risk.rating, values: [low, medium]}
    one_of: {field: deal.terms_changed, values: ["yes"]}

Case and white space do not matter. In a field of true and false, "yes", "true" and "1" are the same. A field that
holds several (`low; high`, or a list) passes when each of them is listed, or with `match: any` when one is. Blank
fails, absent is unknown.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from kyccheck.checks import Answer, Compiled, Context, Look, Status, Subject
from kyccheck.errors import RefusedError
from kyccheck.fields import folded
from kyccheck.value import as_text, as_truth, written

_MOST_KNOWN: Final = 1000


@dataclass(frozen=True, slots=True)
class Check:
    """`field`: what to look at; `values`: what it may be; `match`: how many of several must be."""

    field: str
    values: tuple[str, ...]
    match: Literal["every", "any"] = "every"

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return (self.field,)

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        if not self.values:
            raise RefusedError("one_of lists no value, so nothing could pass")
        look = context.look(self.field)
        get, told = look.get, _telling(look)
        wanted = frozenset(word for value in self.values for word in told(value))
        listed = " or ".join(self.values)
        fine = Answer(Status.PASS, f"{look.who}{look.what} is {listed}")
        known: dict[object, Answer] = {}

        def ask(subject: Subject) -> Answer:
            value = get(subject)
            if type(value) is str or type(value) is tuple:  # few different ones stand here: each is judged once
                answer = known.get(value)
                if answer is None:
                    answer = judge(subject, value)
                    if len(known) < _MOST_KNOWN:
                        known[value] = answer._replace(seen=())
                return answer if answer.status is Status.PASS else answer._replace(seen=look.seen(subject))
            return judge(subject, value)

        def judge(subject: Subject, value: object) -> Answer:
            unusable = look.unusable(subject, value)
            if unusable is not None:
                return unusable
            words = told(value)
            if wanted.issuperset(words) or (self.match == "any" and not wanted.isdisjoint(words)):
                return fine
            if look.type == "flag" and as_truth(value) is None:
                reason = f'{look.who}{look.what} is "{written(value, 60)}", which says neither yes nor no'
                return Answer(Status.REVIEW, reason, look.seen(subject))
            reason = f'{look.who}{look.what} is "{written(value, 60)}", not {listed}'
            return Answer(Status.FAIL, reason, look.seen(subject))

        def surely(raw: dict[str, Any]) -> Answer | None:
            answer = known.get(look.raw(raw))
            return None if answer is None or answer.undecided or answer.status is Status.REVIEW else answer

        return Compiled(ask, surely)


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
