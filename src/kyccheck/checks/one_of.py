"""Pass when a field has one of the values listed.

    one_of: {field: risk.rating, values: [low, medium]}
    one_of: {field: deal.terms_changed, values: ["yes"]}
    one_of: {field: risk.rating, values: [low, medium], known: [high]}

Case and white space do not matter. In a field of true and false, "yes", "true" and "1" are the same; a decision goes by
all its words ("no" is rejected), a country by all its names (HK is Hong Kong), a stage by its meaning: what cannot be
read so, and is not listed to the letter, is for a person to judge. A field that holds several (`low; high`, or a list)
passes when each of them is listed, or with `match: any` when one is; whether "billing/technical" holds two as well, and
"main billing contact" one, is then for a person to judge, and so is, in a record of a list, that some are listed where
`match` is not given. A `kind`
of a document (its type and its subtype) need but be one of them, if `match` is not given. With `known`, for a person to
judge is also what is neither one of the values nor has one of these in it ("Low to high"): only they are known to be
something else. Blank fails, and so does a placeholder that is not listed itself; absent is unknown.
"""

import re
from typing import Final, Literal

from kyccheck.asking.answer import Answer, Status, Subject
from kyccheck.asking.context import Context
from kyccheck.asking.look import Look
from kyccheck.checks import Compiled
from kyccheck.checks._saying import saying
from kyccheck.checks._writer import Sure, Writer
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.records.fields import folded
from kyccheck.records.record import Record
from kyccheck.values.value import as_text
from kyccheck.values.written import written

_MOST_KNOWN: Final = 1000
_MOST_NAMED: Final = 6
_WORD: Final = r"[^\W_]+"
_NOT: Final = frozenset({"no", "non", "not", "never"})


@dataclass(frozen=True, slots=True)
class Check:
    """`field`: what to look at; `values`: what it may be; `match`: how many of several; `known`: what else there is."""

    field: str
    values: tuple[str, ...]
    match: Literal["every", "any"] | None = None
    known: tuple[str, ...] = ()

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return (self.field,)

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        if not self.values:
            raise RefusedError("one_of lists no value, so nothing could pass")
        if not all(map(folded, (*self.values, *self.known))):
            raise RefusedError(
                "one_of lists a blank value, which no field has; to ask for a blank one: {not: {present: ...}}"
            )
        asking = _Asking(self, context)
        return Compiled(asking.ask, asking.surely)


class _Asking:
    """The question, compiled. Few different values stand in such a field: each is judged once."""

    def __init__(self, check: Check, context: Context) -> None:
        self._look = look = context.look(check.field)
        self._saying = saying(look, context)
        self._told = self._saying.words
        self._wanted = frozenset(word for value in check.values for word in self._told(value, None))
        self._others = frozenset(word for value in check.known for word in self._told(value, None))
        self._written = frozenset(map(folded, (*check.values, *check.known)))
        self._any = (check.match or _usual(look)) == "any"
        self._is_open = check.match is None and not check.known
        self._one_will_do = check.match == "any" and not self._saying.unread
        self._listed = _listed(check.values)
        self._known: dict[object, Answer] = {}
        self._numbers: dict[object, int] = {}
        self._passing: list[Answer] = []
        self._failing: list[Answer] = []

    def ask(self, subject: Subject) -> Answer:
        value = self._look.get(subject)
        if self._saying.by_case or (type(value) is not str and type(value) is not tuple):
            return self._judge(subject, value)
        answer = self._known.get(value)
        if answer is None:
            answer = self._judge(subject, value)
            if len(self._known) < _MOST_KNOWN:
                self._keep(value, answer._replace(seen=()))
        return answer if answer.status is Status.PASS else answer._replace(seen=self._look.seen(subject))

    def surely(self, writer: Writer) -> Sure | None:
        if self._saying.by_case:
            return None
        value = writer.value(self._look.path)
        code = f"{writer.bind(self._numbers, 'numbers')}.get({value}, 0)"
        another = "" if self._saying.unread else f"{writer.bind(self._is_another_number, 'is_another')}({value})"
        return Sure(code, self._answer, never_fails=False, never=another)

    def _is_another_number(self, value: object) -> bool:
        """Whether a value is a number, of digits alone, and none of these: numbers are many, and words are few."""
        return type(value) is str and value.isascii() and value.isdecimal() and value not in self._wanted

    def _answer(self, number: int) -> Answer:
        return self._passing[number - 1] if number > 0 else self._failing[-number - 1]

    def _keep(self, value: object, answer: Answer) -> None:
        self._known[value] = answer
        if answer.status is Status.PASS:
            self._passing.append(answer)
            self._numbers[value] = len(self._passing)
        elif answer.status is Status.FAIL and not answer.undecided:
            self._failing.append(answer)
            self._numbers[value] = -len(self._failing)

    def _judge(self, subject: Subject, value: object) -> Answer:
        look = self._look
        unusable = look.unusable(subject, value)
        if unusable is not None and folded(as_text(value) or "") not in self._written:
            return unusable
        words = self._told(value, subject)
        if self._wanted.issuperset(words) or (self._any and not self._wanted.isdisjoint(words)):
            return Answer(Status.PASS, f'{look.who}{look.what} is "{written(value, 60)}"')
        some = not self._wanted.isdisjoint(_parts(words))
        if (some and (self._any or (self._is_open and isinstance(subject, Record)))) or self._holds_one(words):
            return self._asked(subject, value, ": does it hold one of those that count?")
        if self._saying.unread and any(word[0] == "?" and word not in self._wanted | self._others for word in words):
            return self._asked(subject, value, f", which {self._saying.unread}")
        if self._others and not self._says_other(words):
            return self._asked(subject, value, ", which is none of the words that are known for it")
        reason = f'{look.who}{look.what} is "{written(value, 60)}", not {self._listed}'
        return Answer(Status.FAIL, reason, look.seen(subject), undecided=some and self._is_open)

    def _holds_one(self, words: tuple[str, ...]) -> bool:
        """Whether one of those of which one will do stands in a value, among other words: "Billing contact (main)"."""
        if not self._one_will_do:
            return False
        said = [text for text in map(_without_marks, words) if _NOT.isdisjoint(text.split())]
        return any(_without_marks(wanted) in text for wanted in self._wanted for text in said)

    def _asked(self, subject: Subject, value: object, why: str) -> Answer:
        look = self._look
        return Answer(Status.REVIEW, f'{look.who}{look.what} is "{written(value, 60)}"{why}', look.seen(subject))

    def _says_other(self, words: tuple[str, ...]) -> bool:
        """Whether a value has one of the words in it that are known to be something else."""
        said = [_without_marks(word) for word in words]
        alone = [_without_marks(other) if other.isascii() else other for other in self._others]  # Chinese has no blanks
        return not self._others.isdisjoint(words) or any(other in text for other in alone for text in said)


def _listed(values: tuple[str, ...]) -> str:
    """The values in a sentence; of many, the first ones."""
    more = len(values) - _MOST_NAMED
    return " or ".join([*values[:_MOST_NAMED], *([f"one of {more} more words"] if more > 0 else ())])


def _usual(look: Look) -> str:
    """How many of several must be listed where a checklist does not say: a document is each of its kinds."""
    return "any" if (look.section, look.name) == ("documents", "kind") else "every"


def _without_marks(word: str) -> str:
    return f" {' '.join(re.findall(_WORD, word))} "


def _parts(words: tuple[str, ...]) -> set[str]:
    """Words, and what they are made of: "billing/technical" is billing, and technical."""
    return {*words, *(part.strip() for word in words for part in re.split("[,/&+]", word))}
