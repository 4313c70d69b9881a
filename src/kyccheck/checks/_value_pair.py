"""Two values held against each other: as they are, under their form, by the customer's other names."""

from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple, cast

from kyccheck import registry
from kyccheck.asking.answer import Answer, Status, worst
from kyccheck.asking.look import Look, says_something
from kyccheck.checks._pairs import Stand, Tried
from kyccheck.checks._sides import Sides, Source, Value
from kyccheck.checks._usable import plainly_same, says_none, unusable
from kyccheck.forms import CLOSER, Form, Likeness, Verdict
from kyccheck.forms import Context as FormContext
from kyccheck.records.case import Case
from kyccheck.values.value import ABSENT, as_text, is_blank, is_filled
from kyccheck.values.written import written

_FORMS: Final = "kyccheck.forms"
_STATUS: Final = {"aligned": Status.PASS, "review": Status.REVIEW, "misaligned": Status.FAIL}
_SAME: Final = Likeness("aligned", "the same as written")


class Terms(NamedTuple):
    """The terms of a comparison; see the members of `aligned` by the same names. `each`: every field has its form."""

    match: str
    aliases: Look | None
    registered: Look | None
    countries: Look | None
    optional: bool
    where_shown: bool
    authority: str
    each: bool
    date_order: str


class Now(NamedTuple):
    """What is asked at the moment: a case, and where to note each step, if anywhere."""

    case: Case
    tried: list[Tried] | None = None

    def note(self, step: Tried) -> None:
        """Note a step."""
        if self.tried is not None:
            self.tried.append(step)


class ValuePair:
    """How two values are held against each other: one of each side, at the same place among its fields."""

    def __init__(self, left: Sides, right: Sides, forms: tuple[str, ...], terms: Terms, fine: Answer) -> None:
        self._left, self._right, self._forms, self._terms, self._fine = left, right, forms, terms, fine
        self._rules = f"; the {terms.authority} rules" if terms.authority else ""

    def answer(self, now: Now, place: int, ours: Value, theirs: Value) -> Answer:
        """The answer about the values at a place among the fields."""
        if self._terms.registered is None and self._is_plain(place, ours, theirs):
            now.note(Tried("", self._forms[place], ours.value, theirs.value, _SAME))
            return self._fine
        if self._terms.optional and says_none(ours) != says_none(theirs):
            return self._beside_none(now, place, ours, theirs)
        lacking = unusable(ours) or unusable(theirs)
        if self._terms.optional and theirs.value is ABSENT and not ours.there:  # a blank may be right: nothing shows it
            lacking = unusable(theirs) or lacking
        if lacking is not None:
            return lacking._replace(reason=lacking.reason + self._rules)
        answer = self._named(now, place, ours, theirs)
        return answer if self._terms.registered is None else self._with_registered(now, answer, ours, theirs)

    def _beside_none(self, now: Now, place: int, ours: Value, theirs: Value) -> Answer:
        """The answer where one side says in words that there are none, and there may be none."""
        none, other = (ours, theirs) if says_none(ours) else (theirs, ours)
        lacking = unusable(other)
        if lacking is not None:
            return lacking._replace(reason=lacking.reason + self._rules)
        verdict: Verdict = "misaligned" if says_something(other.value) else "review"
        why = f'{none.bearer} says "{written(none.value, 60)}", {other.bearer} has {written(other.value, 120)}'
        like = Likeness(verdict, why)
        now.note(Tried("", self._forms[place], ours.value, theirs.value, like))
        return self._off(like, ours, theirs)

    def _named(self, now: Now, place: int, ours: Value, theirs: Value) -> Answer:
        """The answer for the value itself, or for one of the customer's other names."""
        answer = self._compared(now, place, ours, theirs)
        if answer is self._fine or self._terms.aliases is None:
            return answer
        names = (ours._replace(value=name, parts=()) for name in self._names(now.case))
        found = any(self._compared(now, place, name, theirs, "alias") is self._fine for name in names)
        return self._fine if found else answer

    def _with_registered(self, now: Now, answer: Answer, ours: Value, theirs: Value) -> Answer:
        """The answer in the light of the registered name, where the case carries one: it must align too."""
        look = self._terms.registered
        assert look is not None  # noqa: S101 - the caller asked
        name = Value(look.get(now.case), look, Source(now.case))
        if name.value is ABSENT or unusable(name) is not None:
            return answer
        second = self._compared(now, 0, name, theirs, "registered")
        if second is not self._fine:
            return second if answer is self._fine else worst([answer, second])
        if answer is self._fine or ours.value in self._names(now.case):
            return self._fine
        reason = f"{answer.reason}; the registered name aligns: if the other is a brand, record it among the aliases"
        return Answer(Status.REVIEW, reason, answer.seen + name.seen)

    def _compared(self, now: Now, place: int, ours: Value, theirs: Value, what: Stand = "") -> Answer:
        if self._is_plain(place, ours, theirs):
            now.note(Tried(what, self._forms[place], ours.value, theirs.value, _SAME))
            return self._fine
        form = form_of(self._forms[place])
        context = self.context(now.case, ours, theirs)
        for left in ours.readings():
            for right in theirs.readings():
                like = form.compare(left, right, context)
                now.note(Tried(what, self._forms[place], left, right, like))
                if like.verdict == "aligned":
                    return self._fine
        return self._off(like, ours._replace(value=left), theirs._replace(value=right))

    def _off(self, like: Likeness, ours: Value, theirs: Value) -> Answer:
        """The answer about two values that do not align."""
        said = f"{_said(ours)} and {_said(theirs)}"
        verb = "differ" if like.verdict == "misaligned" else "may be the same"
        return Answer(_STATUS[like.verdict], f"{said} {verb}: {like.why}{self._rules}", ours.seen + theirs.seen)

    def context(self, case: Case, ours: Value, theirs: Value) -> FormContext:
        """What a form is told beside two values: whose they are, and their own sources' countries, or else both's."""
        both = self._terms.countries.get(case) if self._terms.countries else ABSENT
        told = None if both is ABSENT or is_blank(both) else as_text(both)
        countries = (self._left.country(ours.source) or told, self._right.country(theirs.source) or told)
        return FormContext(countries, self._terms.date_order, (ours.bearer, theirs.bearer))

    def _is_plain(self, place: int, ours: Value, theirs: Value) -> bool:
        """Whether two values are the same to the letter, and settle it; a list where a list is meant, and none else."""
        as_meant = type(ours.value) is not dict and (type(ours.value) is list) == (ours.look.type == "list")
        as_meant = as_meant and all(value.readings()[0] is value.value for value in (ours, theirs) if value.parts)
        return as_meant and plainly_same(ours.value, theirs.value) and settles(self._forms[place], ours.value)

    def _names(self, case: Case) -> tuple[str, ...]:
        """The customer's other names: a list, or text parted by semicolons."""
        value = self._terms.aliases.get(case) if self._terms.aliases else None
        members = value if isinstance(value, (list, tuple)) else value.split(";") if isinstance(value, str) else ()
        return tuple(text for member in members if (text := as_text(member)) and is_filled(text))


@cache
def form_of(word: str) -> Form:
    """The form of that name."""
    return cast("Form", registry.load(_FORMS, word))


def settles(word: str, value: object) -> bool:
    """Whether a value of two that are the same as written can be, by the form of that name."""
    return word not in CLOSER or _settling(word)(value)


@cache
def _settling(word: str) -> Callable[[object], bool]:
    return cast("Callable[[object], bool]", registry.load(_FORMS, word).settles)


def _said(value: Value) -> str:
    """A value in a sentence; of a list only what it is, since the reason names what differs."""
    return value.called if value.look.type == "list" else f'{value.called} "{written(value.value, 120)}"'
