"""Pass when two sources say the same under a form (`kyccheck kinds` lists the forms).

    aligned: {form: company_name, left: odb.company_name, right: company.name}

    aligned:
      form: company_name
      left: company.name
      right:
        in: documents
        where: {one_of: {field: kind, values: [identity]}}
        fields: holder
      aliases: company.aliases
      registered: company.legal_name

A side is a field; fields of the members of a list (`in`, `where`), all of which must align (`match: any`: one of which
must); or with `join` the parts of one value. Several fields on both sides are compared in pairs, and at least one pair
must be there to compare; of a pair of which one side is blank the other must be too. `aliases` are other names of the
customer, `registered` is a second name that must align too and makes a first one that differs a matter of judgement.
Blank on one side fails, absent is unknown, and blank against blank is never aligned, unless `optional` says that there
may be nothing on either side. `authority` names the side that rules, for whoever reads the report.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, cast

from kyccheck import registry
from kyccheck.case import Case
from kyccheck.checks import Answer, Ask, Context, Look, Status, Subject, worst
from kyccheck.checks._sides import Side, Sides, Value
from kyccheck.errors import RefusedError
from kyccheck.forms import Context as FormContext
from kyccheck.forms import Form
from kyccheck.value import ABSENT, as_text, is_blank, is_placeholder, written

_FORMS: Final = "kyccheck.forms"
_DAMAGED: Final = re.compile(r"\d[.,]?\d*E\+?\d", re.IGNORECASE)
"""A number that a spreadsheet has written as 8.52E+10: two that look the same need not have been."""

_STATUS: Final = {"aligned": Status.PASS, "review": Status.REVIEW, "misaligned": Status.FAIL}


@dataclass(frozen=True, slots=True)
class Check:
    """`form`: how values are compared; `left`, `right`: where they are; see the module for the rest."""

    form: str
    left: Side
    right: Side
    match: Literal["every", "any"] = "every"
    aliases: str = ""
    registered: str = ""
    optional: bool = False
    authority: str = ""

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        names = tuple(path for path in (self.aliases, self.registered) if path)
        return (*self.left.reads(), *names, *self.right.reads())

    def compile(self, context: Context) -> Ask:
        """The question as a function."""
        if self.form not in registry.words(_FORMS):
            raise RefusedError(f"unknown form {self.form!r}; {registry.allowed(self.form, registry.words(_FORMS))}")
        return _Comparing(self, context).ask


class _Comparing:
    """The comparison, compiled."""

    def __init__(self, check: Check, context: Context) -> None:
        self._form = check.form
        self._optional = check.optional
        self._any = check.match == "any"
        self._left: Sides = check.left.compile(context)
        self._right: Sides = check.right.compile(context)
        self._aliases = context.look(check.aliases) if check.aliases else None
        self._registered = context.look(check.registered) if check.registered else None
        self._date_order = context.date_order
        self._fine = Answer(Status.PASS, f"same {self._left.looks[0].what} on both sides")

    def ask(self, subject: Subject) -> Answer:
        assert isinstance(subject, Case)  # noqa: S101 - sides look at lists of a case
        left, right = self._left.values(subject), self._right.values(subject)
        if isinstance(left, Answer) or isinstance(right, Answer):
            if self._optional and self._nothing(left, right):
                return self._fine
            return left if isinstance(left, Answer) else right  # type: ignore[return-value]  # one of them is
        answers = [self._source(subject, ours, theirs) for ours in left for theirs in self._telling(right)]
        if self._any:
            return next((answer for answer in answers if answer.status is Status.PASS), None) or _nearest(answers)
        off = [answer for answer in answers if answer.status is not Status.PASS]
        return worst(off) if off else self._fine

    def _telling(self, sources: list[list[Value]]) -> list[list[Value]]:
        """The sources that carry a value, where some do: one identity document that names the holder is enough."""
        telling = [values for values in sources if any(_there(value) for value in values)]
        return telling or sources

    def _nothing(self, left: list[list[Value]] | Answer, right: list[list[Value]] | Answer) -> bool:
        return all(
            side.undecided if isinstance(side, Answer) else not any(_there(value) for value in side[0])
            for side in (left, right)
        )

    def _source(self, case: Case, ours: list[Value], theirs: list[Value]) -> Answer:
        """The answer for one source of the left against one of the right: all their pairs."""
        pairs = list(zip(ours, theirs, strict=False))
        both = [pair for pair in pairs if _there(pair[0]) and _there(pair[1])]
        if not both and self._optional and not any(_there(value) for value in (*ours, *theirs)):
            return self._fine
        if not both and len(pairs) > 1:
            crossed = [next((value for value in side if _there(value)), side[0]) for side in (ours, theirs)]
            return self._pair(case, crossed[0], crossed[1])
        if not both:
            return self._pair(case, *pairs[0])
        halves = [pair for pair in pairs if _there(pair[0]) != _there(pair[1])]
        emptied = [pair for pair in halves if pair[0].value is not ABSENT and pair[1].value is not ABSENT]
        return worst([self._pair(case, *pair) for pair in (*both, *emptied)])

    def _pair(self, case: Case, ours: Value, theirs: Value) -> Answer:
        for value, looks in ((ours, self._left.looks), (theirs, self._right.looks)):
            unusable = _unusable(value, looks)
            if unusable is not None:
                return unusable
        answer = self._compared(case, ours, theirs)
        if self._registered is None:
            return answer
        return self._with_registered(case, answer, ours, theirs)

    def _with_registered(self, case: Case, answer: Answer, ours: Value, theirs: Value) -> Answer:
        """The answer in the light of the registered name, where the case carries one."""
        look = self._registered
        assert look is not None  # noqa: S101 - the caller asked
        registered = look.get(case)
        if registered is ABSENT or look.unusable(case, registered) is not None:
            return answer
        name = Value(registered, f"{look.who}{look.what}", look.evidence(case), ours.country)
        second = self._compared(case, name, theirs)
        if second.status is not Status.PASS:
            return worst([answer, second]) if answer.status is not Status.PASS else second
        if answer.status is Status.PASS:
            return answer
        reason = f"{answer.reason}; the registered name aligns: if the other is a brand, record it among the aliases"
        return Answer(Status.REVIEW, reason, answer.evidence + name.evidence)

    def _compared(self, case: Case, ours: Value, theirs: Value) -> Answer:
        if ours.value == theirs.value and type(ours.value) is str and not _DAMAGED.search(ours.value):
            return self._fine
        form = cast("Form", registry.load(_FORMS, self._form))
        context = FormContext((ours.country, theirs.country), self._date_order, self._names(case))
        for left, right in _forms_of(ours, theirs):
            like = form.compare(left, right, context)
            if like.verdict == "aligned":
                return self._fine
        said = f'{ours.called} "{written(ours.value, 120)}" and {theirs.called} "{written(theirs.value, 120)}"'
        verb = "differ" if like.verdict == "misaligned" else "may be the same"
        return Answer(_STATUS[like.verdict], f"{said} {verb}: {like.why}", ours.evidence + theirs.evidence)

    def _names(self, case: Case) -> tuple[str, ...]:
        value = self._aliases.get(case) if self._aliases else None
        members = value if isinstance(value, (list, tuple)) else str(value).split(";") if isinstance(value, str) else ()
        return tuple(text for member in members if (text := as_text(member)) and not is_placeholder(text))


def _forms_of(ours: Value, theirs: Value) -> Iterator[tuple[object, object]]:
    """The pairs to compare: an address alone, and with its city and so on, against one that has all in one cell."""
    for left in (ours.value, *ours.longer):
        for right in (theirs.value, *theirs.longer):
            yield left, right


def _there(value: Value) -> bool:
    return value.value is not ABSENT and not is_blank(value.value)


def _unusable(value: Value, looks: list[Look]) -> Answer | None:
    if value.value is ABSENT:
        record_is_there = any(item.file for item in value.evidence)
        why = "no export given has that field" if record_is_there else "no export given carries it"
        return Answer(Status.UNKNOWN, f"nothing shows {value.called}: {why}", value.evidence)
    if is_blank(value.value):
        return Answer(Status.FAIL, f"{value.called} is blank", value.evidence, undecided=True)
    text = as_text(value.value)
    listed = any(look.type == "list" for look in looks)
    if text is None and not (listed and isinstance(value.value, (list, tuple))):
        reason = f"{value.called} is something other than one value: {written(value.value, 60)}"
        return Answer(Status.REVIEW, reason, value.evidence)
    if text is not None and is_placeholder(text) and not looks[0].really(text):
        return Answer(
            Status.FAIL, f'{value.called} is only a placeholder ("{written(text, 60)}")', value.evidence, undecided=True
        )
    return None


def _nearest(answers: list[Answer]) -> Answer:
    order = (Status.REVIEW, Status.UNKNOWN, Status.FAIL, Status.ERROR)
    return min(answers, key=lambda answer: order.index(answer.status))
