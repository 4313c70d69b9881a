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
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from kyccheck import registry
from kyccheck.case import Case
from kyccheck.checks import Answer, Compiled, Context, Status, Subject, worst
from kyccheck.checks._sides import Side, Sides, Source, Value
from kyccheck.checks._writer import Sure, Writer, passing
from kyccheck.errors import RefusedError
from kyccheck.forms import Context as FormContext
from kyccheck.forms import Form
from kyccheck.grid import ErrorCell
from kyccheck.value import ABSENT, FILLED_OPENINGS, as_text, is_blank, is_filled, is_placeholder, written

_FORMS: Final = "kyccheck.forms"
_MOST_KNOWN: Final = 10_000
_STATUS: Final = {"aligned": Status.PASS, "review": Status.REVIEW, "misaligned": Status.FAIL}
_DAMAGED: Final = re.compile(r"\d[.,]?\d*[Ee]\+?\d")
"""A number that a spreadsheet has written as 8.52E+10: two that look the same need not have been."""
_DIGITS: Final = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Check:
    """`form`: how values are compared; `left`, `right`: where they are; see the module for the rest."""

    form: tuple[str, ...]
    left: Side
    right: Side
    match: Literal["every", "any"] = "every"
    aliases: str = ""
    registered: str = ""
    countries: str = ""
    optional: bool = False
    authority: str = ""

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        names = tuple(path for path in (self.aliases, self.registered, self.countries) if path)
        return (*self.left.reads(), *names, *self.right.reads())

    def spare(self) -> tuple[str, ...]:
        """Of these, what it can do without: what helps two sides to be the same, and parts of a joined one."""
        parts = (path for side in (self.left, self.right) if side.join for path in side.reads())
        return (*(path for path in (self.aliases, self.registered, self.countries) if path), *parts)

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        if context.section:
            raise RefusedError("aligned compares parts of a whole case, and cannot stand inside a list")
        for form in self.form:
            if form not in registry.words(_FORMS):
                raise RefusedError(f"unknown form {form!r}; {registry.allowed(form, registry.words(_FORMS))}")
        comparing = _Comparing(self, context)
        return Compiled(comparing.ask, comparing.surely)


class _Comparing:
    """The comparison, compiled."""

    def __init__(self, check: Check, context: Context) -> None:
        self._optional = check.optional
        self._any = check.match == "any"
        self._left: Sides = check.left.compile(context)
        self._right: Sides = check.right.compile(context)
        self._forms = _forms_of(check.form, len(self._left.looks), len(self._right.looks))
        self._each = len(check.form) > 1
        self._countries = context.look(check.countries) if check.countries else None
        self._aliases = context.look(check.aliases) if check.aliases else None
        self._registered = context.look(check.registered) if check.registered else None
        self._date_order = context.date_order
        self._known: set[tuple[object, object]] = set()
        self._fine = Answer(Status.PASS, f"same {self._left.looks[0].what} on both sides")

    def ask(self, subject: Subject) -> Answer:
        assert isinstance(subject, Case)  # noqa: S101 - sides look at lists of a case
        left, right = self._left.sources(subject), self._right.sources(subject)
        if isinstance(left, Answer) or isinstance(right, Answer):
            return self._no_source(left, right)
        theirs = self._telling([self._right.values(source) for source in right])
        answers = [
            answer
            for source in left
            for values in theirs
            if (answer := self._source(subject, self._left.values(source), values)) is not self._fine or self._any
        ]
        if self._any:
            return self._fine if self._fine in answers else _nearest(answers)
        return worst(answers) if answers else self._fine

    def surely(self, writer: Writer) -> Sure | None:
        """A pass where every value is the same to the letter on both sides, or known to align with the other."""
        if self._left.path:
            return None
        names = writer.bind(self._is_same, "same"), writer.bind(self._known, "known")
        ours = [writer.value(look.path) for look in self._left.looks]
        registered = writer.value(self._registered.path) if self._registered else ""
        if not self._right.path:
            theirs = [writer.value(look.path) for look in self._right.looks]
            return passing(self._all_same(ours, theirs, registered, names), self._fine)
        sifted = self._right.sifted(writer)
        if sifted is None:
            return None
        inner = writer.member(self._right.path)
        holds = self._all_same(ours, [inner.value(look.path) for look in self._right.looks], registered, names)
        then = [f"if {holds}:", "    return 1"] if self._any else [f"if not {holds}:", "    return 0", "found = True"]
        given = tuple(dict.fromkeys(filter(None, (*ours, registered))))
        return passing(writer.loop(self._right.path, [*sifted, *inner.lines, *then], given), self._fine)

    def _all_same(self, ours: list[str], theirs: list[str], registered: str, names: tuple[str, str]) -> str:
        """An expression: whether of all pairs that have a value both have the same one, and there is such a pair."""
        pairs = [_same(one, other, *names) for one, other in zip(ours, theirs, strict=True)]
        if len(pairs) > 1 and not self._each:
            neither = [f"({one} is None and {other} is None)" for one, other in zip(ours, theirs, strict=True)]
            pairs = [f"({blank} or {pair})" for blank, pair in zip(neither, pairs, strict=True)]
            pairs.append(f"not ({' and '.join(neither)})")
        if registered:
            pairs.append(f"({registered} is None or {_same(registered, theirs[0], *names)})")
        return f"({' and '.join(pairs)})"

    def _is_same(self, one: object, other: object) -> bool:
        if type(one) is dict or (type(one) is list and self._left.looks[0].type != "list"):
            return False
        return _plainly_same(one, other)

    def _no_source(self, left: list[Source] | Answer, right: list[Source] | Answer) -> Answer:
        """The answer where one side has no source at all."""
        sides = (left, self._left), (right, self._right)
        nothing = (
            side.undecided if isinstance(side, Answer) else not any(value.there for value in looking.values(side[0]))
            for side, looking in sides
        )
        if self._optional and all(nothing):
            return self._fine
        return next(side for side in (left, right) if isinstance(side, Answer))

    def _telling(self, sources: list[list[Value]]) -> list[list[Value]]:
        """The sources that carry the fields, where some do: one identity document that tells the holder is enough.

        Blank is not absent: a document whose holder was exported and is blank does not stand aside.
        """
        if len(sources) == 1:
            return sources
        return [values for values in sources if any(value.value is not ABSENT for value in values)] or sources

    def _source(self, case: Case, ours: list[Value], theirs: list[Value]) -> Answer:
        """The answer for one source of the left against one of the right: all their pairs."""
        if len(ours) == 1:
            both_blank = all(not value.there and value.value is not ABSENT for value in (ours[0], theirs[0]))
            return self._fine if self._optional and both_blank else self._pair(case, 0, ours[0], theirs[0])
        pairs = [(place, *pair) for place, pair in enumerate(zip(ours, theirs, strict=True))]
        both = [pair for pair in pairs if pair[1].there and pair[2].there]
        if not both and not self._each:
            crossed = [next((value for value in side if value.there), side[0]) for side in (ours, theirs)]
            return self._pair(case, 0, crossed[0], crossed[1])
        halves = [pair for pair in pairs if pair[1].there != pair[2].there]
        emptied = [pair for pair in halves if pair[1].value is not ABSENT and pair[2].value is not ABSENT]
        asked = pairs if self._each else [*both, *emptied]
        off = [answer for pair in asked if (answer := self._pair(case, *pair)) is not self._fine]
        return worst(off) if off else self._fine

    def _pair(self, case: Case, place: int, ours: Value, theirs: Value) -> Answer:
        if self._registered is None and self._is_plain(ours, theirs):
            return self._fine
        unusable = _unusable(ours) or _unusable(theirs)
        if unusable is not None:
            return unusable
        answer = self._named(case, place, ours, theirs)
        return answer if self._registered is None else self._with_registered(case, answer, ours, theirs)

    def _named(self, case: Case, place: int, ours: Value, theirs: Value) -> Answer:
        """The answer for the value itself, or for one of the customer's other names."""
        answer = self._compared(case, place, ours, theirs)
        if answer is self._fine or self._aliases is None:
            return answer
        names = (ours._replace(value=name, parts=()) for name in self._names(case))
        return self._fine if any(self._compared(case, place, name, theirs) is self._fine for name in names) else answer

    def _with_registered(self, case: Case, answer: Answer, ours: Value, theirs: Value) -> Answer:
        """The answer in the light of the registered name, where the case carries one: it must align too."""
        look = self._registered
        assert look is not None  # noqa: S101 - the caller asked
        name = Value(look.get(case), look, Source(case))
        if name.value is ABSENT or _unusable(name) is not None:
            return answer
        second = self._compared(case, 0, name, theirs)
        if second is not self._fine:
            return second if answer is self._fine else worst([answer, second])
        if answer is self._fine or ours.value in self._names(case):
            return self._fine
        reason = f"{answer.reason}; the registered name aligns: if the other is a brand, record it among the aliases"
        return Answer(Status.REVIEW, reason, answer.seen + name.seen)

    def _is_plain(self, ours: Value, theirs: Value) -> bool:
        """Whether two values are the same to the letter; a list only where a list is meant."""
        one_value = type(ours.value) is not dict and (type(ours.value) is not list or ours.look.type == "list")
        return one_value and _plainly_same(ours.value, theirs.value)

    def _compared(self, case: Case, place: int, ours: Value, theirs: Value) -> Answer:
        if self._is_plain(ours, theirs):
            return self._fine
        form = cast("Form", registry.load(_FORMS, self._forms[place]))
        both = self._countries.get(case) if self._countries else ABSENT
        told = None if both is ABSENT or is_blank(both) else as_text(both)
        countries = (self._left.country(ours.source) or told, self._right.country(theirs.source) or told)
        context = FormContext(countries, self._date_order)
        for left in (ours.value, *ours.longer()):
            for right in (theirs.value, *theirs.longer()):
                like = form.compare(left, right, context)
                if like.verdict == "aligned":
                    self._remember(left, right, context)
                    return self._fine
        said = f'{ours.called} "{written(ours.value, 120)}" and {theirs.called} "{written(theirs.value, 120)}"'
        verb = "differ" if like.verdict == "misaligned" else "may be the same"
        return Answer(_STATUS[like.verdict], f"{said} {verb}: {like.why}", ours.seen + theirs.seen)

    def _remember(self, left: object, right: object, context: FormContext) -> None:
        """Keep a pair that aligns, whatever the country, for cases that carry the same two values."""
        told = context.countries != (None, None)
        if len(self._known) < _MOST_KNOWN and type(left) is str and type(right) is str and not told:
            self._known.add((left, right))

    def _names(self, case: Case) -> tuple[str, ...]:
        """The customer's other names: a list, or text parted by semicolons."""
        value = self._aliases.get(case) if self._aliases else None
        members = value if isinstance(value, (list, tuple)) else value.split(";") if isinstance(value, str) else ()
        return tuple(text for member in members if (text := as_text(member)) and is_filled(text))


def _forms_of(forms: tuple[str, ...], left: int, right: int) -> tuple[str, ...]:
    """The form of each pair. Raises RefusedError where the sides, or the forms, are not as many."""
    if left != right:
        raise RefusedError(
            f"aligned has {left} fields on the left and {right} on the right: they are compared in pairs"
        )
    if len(forms) not in (1, left):
        raise RefusedError(f"aligned has {len(forms)} forms for {left} pairs of fields")
    return forms if len(forms) == left else forms * left


def _same(one: str, other: str, same: str, known: str) -> str:
    """An expression: whether two variables hold the same to the letter, or texts that are known to align."""
    quickly = f"({one}[:2] in FINE and {one}[-1] not in DIGITS or {same}({one}, {other}))"
    texts = f"type({one}) is str and type({other}) is str"
    return f"(({quickly} if {one} == {other} else ({one}, {other}) in {known}) if {texts} else {same}({one}, {other}))"


def _plainly_same(left: Any, right: Any) -> bool:
    """Whether two values are the same to the letter, and say something: then no form is asked.

    Not so a number that a spreadsheet has damaged, and nothing that holds a blank.
    """
    return left == right and _says_the_same(left, right)


def _says_the_same(left: Any, right: Any) -> bool:
    """Whether two equal values are of one type (1 is not true) and say something, in every part."""
    kind = type(left)
    if kind is not type(right):
        return False
    if kind is str:
        return is_filled(left) and not (left[-1] in _DIGITS and "E" in left.upper() and _DAMAGED.search(left))
    if kind is dict:
        for key, value in left.items():
            other = right[key]
            if type(value) is str:  # said here, and not one call deeper, since most parts are words
                if value[:2] in FILLED_OPENINGS and value[-1] not in _DIGITS:
                    continue
            elif type(value) is type(other) is int:
                continue
            if not _says_the_same(value, other):
                return False
        return bool(left)
    if kind is list:
        return bool(left) and all(map(_says_the_same, left, right))
    return kind is int


def _unusable(value: Value) -> Answer | None:
    """The answer where a value cannot be compared; None where it can."""
    raw = value.value
    if raw is ABSENT:
        subject = value.source.subject
        record = subject.first(value.look.section) if isinstance(subject, Case) else subject
        missing = record.missing if record is not None else ""
        why = missing or ("no export given has that field" if record is not None else "no export given carries it")
        return Answer(Status.UNKNOWN, f"nothing shows {value.called}: {why}", value.seen)
    if isinstance(raw, ErrorCell):
        reason = f"{value.called} is an error of the spreadsheet ({written(raw, 60)})"
        return Answer(Status.FAIL, reason, value.seen, undecided=True)
    if is_blank(raw):
        return Answer(Status.FAIL, f"{value.called} is blank", value.seen, undecided=True)
    text = as_text(raw)
    if text is None and not (value.look.type == "list" and isinstance(raw, (list, tuple))):
        reason = f"{value.called} is something other than one value: {written(raw, 60)}"
        return Answer(Status.REVIEW, reason, value.seen)
    if text is not None and is_placeholder(text) and not value.look.really(text):
        reason = f'{value.called} is only a placeholder ("{written(text, 60)}")'
        return Answer(Status.FAIL, reason, value.seen, undecided=True)
    return None


def _nearest(answers: list[Answer]) -> Answer:
    order = (Status.REVIEW, Status.UNKNOWN, Status.FAIL, Status.ERROR)
    return min(answers, key=lambda answer: order.index(answer.status))
