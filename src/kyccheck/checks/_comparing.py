"""The comparison that `aligned` asks for, compiled: every pair of values, and what they add up to."""

from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import Final, NamedTuple, cast

from kyccheck import registry
from kyccheck.answer import Answer, Status, Subject, worst
from kyccheck.case import Case
from kyccheck.checks._pairs import Pair, Tried
from kyccheck.checks._sides import Sides, Source, Value
from kyccheck.checks._usable import is_plural, plainly_same, unusable
from kyccheck.checks._writer import Sure, Writer
from kyccheck.documents import kinds
from kyccheck.forms import Context as FormContext
from kyccheck.forms import Form, Likeness
from kyccheck.late import pattern
from kyccheck.look import Look
from kyccheck.record import Record
from kyccheck.value import ABSENT, as_text, is_blank, is_filled, written

_FORMS: Final = "kyccheck.forms"
_MOST_KNOWN: Final = 10_000
_STATUS: Final = {"aligned": Status.PASS, "review": Status.REVIEW, "misaligned": Status.FAIL}
_SINGLE: Final = (str, int)
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


class _Now(NamedTuple):
    """What is asked at the moment: a case, and where to note each step, if anywhere."""

    case: Case
    tried: list[Tried] | None = None

    def note(self, step: Tried) -> None:
        """Note a step."""
        if self.tried is not None:
            self.tried.append(step)


class _Pairing:
    """What the pairs of one source of the left are, in code: the names of its values, and of what asks about them.

    `lists` are the places of fields that hold lists.
    """

    def __init__(  # noqa: PLR0913 - what such code is made of
        self, sames: list[str], ours: list[str], registered: str, told: str, *, lists: set[int], each: bool
    ) -> None:
        self._lists = lists
        self._sames, self._ours, self._registered, self._told, self._each = sames, ours, registered, told, each
        variables = (*ours, registered, told if told != "None" else "")
        self.given = tuple(dict.fromkeys(name for name in variables if name))

    def holds(self, theirs: list[str]) -> str:
        """An expression: whether of all pairs that have a value both have the same one, and there is such a pair."""
        pairs = [self._same(place, one, theirs[place]) for place, one in enumerate(self._ours)]
        if len(pairs) > 1 and not self._each:
            neither = [f"({one} is None and {other} is None)" for one, other in zip(self._ours, theirs, strict=True)]
            pairs = [f"({blank} or {pair})" for blank, pair in zip(neither, pairs, strict=True)]
            pairs.append(f"not ({' and '.join(neither)})")
        if self._registered:
            pairs.append(f"({self._registered} is None or {self._same(0, self._registered, theirs[0])})")
        return f"({' and '.join(pairs)})"

    def _same(self, place: int, one: str, other: str) -> str:
        """An expression: whether two variables hold the same, at once where that is plain to see."""
        asked = f"{self._sames[place]}({one}, {other}, {self._told})"
        if place in self._lists:
            return asked
        is_whole = f"{one}[-1] not in DIGITS or 'E' not in {one}.upper()"  # no number that Excel has cut to 8.52E+10
        text = f"type({one}) is str and {one} == {other} and {one}[:2] in FINE and ({is_whole})"
        number = f"type({one}) is int and type({other}) is int and {one} == {other}"
        return f"({text} or {number} or {asked})"


class Comparing:
    """The comparison, compiled. Steps are noted in `tried` only where somebody wants to see them."""

    def __init__(self, left: Sides, right: Sides, forms: tuple[str, ...], terms: Terms) -> None:
        self._left, self._right, self._forms, self._terms = left, right, forms, terms
        self._known: set[tuple[int, str | None, object, object]] = set()
        looks = left.looks if terms.each else left.looks[:1]
        called = ", ".join(look.what for look in looks)
        verb = "align" if len(looks) > 1 or is_plural(called) else "aligns"
        beside = f"with the {terms.authority}" if terms.authority else "on both sides"
        said = f"names align {beside}" if forms == ("company_name",) else f"{called} {verb} {beside}"
        self._fine = Answer(Status.PASS, said)
        self._aside = Answer(Status.PASS, f"{called} not compared: not both sides show one")
        self._rules = f"; the {terms.authority} rules" if terms.authority else ""

    def ask(self, subject: Subject) -> Answer:
        """The answer about a case."""
        assert isinstance(subject, Case)  # noqa: S101 - sides look at lists of a case
        left, right = self._sources(subject)
        if isinstance(left, Answer) or isinstance(right, Answer):
            return self._no_source(left, right)
        if not left or not right:
            return self._aside
        theirs = self._telling([self._right.values(source) for source in right])
        found = [
            (values[0].source, self._source(subject, self._left.values(source), values))
            for source in left
            for values in theirs
        ]
        if self._terms.match == "every":
            off = [answer for _, answer in found if answer is not self._fine]
            return worst(off) if off else self._fine
        groups = self._groups(found)
        return self._fine if self._fine in groups else _nearest(groups)

    def pairs(self, case: Case) -> tuple[Pair, ...]:
        """Every pair that `ask` looks at, with its answer and its steps. The worst of them is the answer of `ask`.

        Of several sources of which one will do, those of the nearest one. None where nothing is there, and may be so.
        """
        left, right = self._sources(case)
        if isinstance(left, Answer) or isinstance(right, Answer):
            return self._lacking(left, right)
        ours = [self._left.values(source) for source in left]
        theirs = self._telling([self._right.values(source) for source in right]) if right else []
        found = [(values[0].source, self._source_pairs(case, own, values)) for own in ours for values in theirs]
        if self._terms.match == "every" or not found:
            return tuple(pair for _, pairs in found for pair in pairs)
        kept: dict[object, list[Pair]] = {}
        for source, pairs in found:
            kept.setdefault(self._group(source), []).extend(pairs)
        return tuple(min(kept.values(), key=lambda pairs: _NEAREST.index(_worst_of(list(pairs)))))

    def surely(self, writer: Writer) -> Sure | None:
        """A pass where every value of a case as it was read is the same on both sides, or aligns under its form."""
        if self._left.path or self._left.tells_country or self._right.tells_country:
            return None
        terms = self._terms
        told = writer.value(terms.countries.path) if terms.countries else "None"
        ours = [writer.value(look.path) for look in self._left.looks]
        registered = writer.value(terms.registered.path) if terms.registered else ""
        sames = [writer.bind(partial(self.is_same, place), "same") for place in range(len(ours))]
        lists = {place for place, look in enumerate(self._left.looks) if look.type == "list"}
        pairing = _Pairing(sames, ours, registered, told, lists=lists, each=terms.each)
        if not self._right.path:
            theirs = [writer.value(look.path) for look in self._right.looks]
            code = pairing.holds(theirs)
            return self._sure(
                f"(2 if {ours[0]} is None or {theirs[0]} is None else {code})" if terms.where_shown else code
            )
        sifted = self._right.sifted(writer)
        if sifted is None:
            return None
        inner = writer.member(self._right.path)
        theirs = [inner.value(look.path) for look in self._right.looks]
        then = "found"
        if terms.where_shown:
            sifted = [*sifted, *inner.lines, f"if {ours[0]} is None or {theirs[0]} is None:", "    continue"]
            then = "1 if found else 2 if members else 0"
        body = [f"if {pairing.holds(theirs)}:", "    return 1"]
        if terms.match != "any":
            body = [f"if not {pairing.holds(theirs)}:", "    return 0", "found = True"]
        return self._sure(writer.loop(self._right.path, [*sifted, *inner.lines, *body], pairing.given, then))

    def _sure(self, code: str) -> Sure:
        return Sure(code, lambda number: self._fine if number == 1 else self._aside)

    def is_same(self, place: int, one: object, other: object, both: object) -> bool:
        """Whether `ask` would say that two values of a case as it was read align. False wherever that is in doubt.

        `both` is the country of both, as it was read.
        """
        if type(one) is list:
            is_list = self._left.looks[place].type == self._right.looks[place].type == "list" and type(other) is list
            return is_list and (plainly_same(one, other) or (bool(other) and self._aligns(place, one, other, both)))
        if one == other and self._left.looks[place].type != "list":
            return type(one) in _SINGLE and plainly_same(one, other)
        if type(one) not in _SINGLE or type(other) not in _SINGLE:
            return False
        return self._aligns(place, one, other, both)  # no form aligns what is blank or only a placeholder

    def _aligns(self, place: int, one: object, other: object, both: object) -> bool:
        """Whether a form says of two values that they align, told what `ask` would tell it."""
        if not one:
            return False
        told = None if is_blank(both) else as_text(both)
        single = type(one) in _SINGLE
        if single and (place, told, one, other) in self._known:
            return True
        context = _told(told, self._terms.date_order)
        if _form(self._forms[place]).compare(one, other, context).verdict != "aligned":
            return False
        if single and len(self._known) < _MOST_KNOWN:
            self._known.add((place, told, one, other))
        return True

    def _sources(self, case: Case) -> tuple[list[Source] | Answer, list[Source] | Answer]:
        """The sources of both sides; with `where_shown` only those that show every value."""
        left, right = self._left.sources(case), self._right.sources(case)
        if not self._terms.where_shown:
            return left, right
        return self._showing(self._left, left), self._showing(self._right, right)

    def _showing(self, side: Sides, sources: list[Source] | Answer) -> list[Source]:
        if isinstance(sources, Answer):
            return []
        return [source for source in sources if not any(_says_nothing(value) for value in side.values(source))]

    def _no_source(self, left: list[Source] | Answer, right: list[Source] | Answer) -> Answer:
        """The answer where one side has no source at all."""
        if self._may_be_nothing(left, right):
            return self._fine
        answer = next(side for side in (left, right) if isinstance(side, Answer))
        shown = self._shown(left, right)
        if not self._terms.optional or answer.status is not Status.FAIL or any(value.there for value in shown):
            return answer
        # Neither side shows anything, but what one side does not carry may be something after all.
        return next((lack for value in shown if value.value is ABSENT and (lack := unusable(value))), answer)

    def _may_be_nothing(self, left: list[Source] | Answer, right: list[Source] | Answer) -> bool:
        """Whether nothing is on either side, and may be: all is blank, or there is no member of the list."""
        is_empty = all(side.undecided for side in (left, right) if isinstance(side, Answer))
        blank = all(not value.there and value.value is not ABSENT for value in self._shown(left, right))
        return self._terms.optional and is_empty and blank

    def _shown(self, left: list[Source] | Answer, right: list[Source] | Answer) -> list[Value]:
        """What all sources show, those of both sides."""
        sides = (left, self._left), (right, self._right)
        return [
            value
            for side, looking in sides
            if not isinstance(side, Answer)
            for source in side
            for value in looking.values(source)
        ]

    def _lacking(self, left: list[Source] | Answer, right: list[Source] | Answer) -> tuple[Pair, ...]:
        """A pair for each field where one side has no source: what the other shows, and what is lacking."""
        if self._may_be_nothing(left, right):
            return ()
        answer = self._no_source(left, right)
        one, other = (
            [] if isinstance(side, Answer) else looking.values(side[0])
            for side, looking in ((left, self._left), (right, self._right))
        )
        fields = range(len(self._forms) if self._terms.each else 1)
        return tuple(
            self._pair_of(place, one[place] if one else None, other[place] if other else None, answer)
            for place in fields
        )

    def _telling(self, sources: list[list[Value]]) -> list[list[Value]]:
        """The sources that carry the fields, where some do: one identity document that tells the holder is enough.

        Blank is not absent: a document whose holder was exported and is blank does not stand aside.
        """
        if len(sources) == 1:
            return sources
        return [values for values in sources if any(value.value is not ABSENT for value in values)] or sources

    def _groups(self, found: list[tuple[Source, Answer]]) -> list[Answer]:
        """The answers of which one will do: one of each source, or of all documents of one kind."""
        groups: dict[object, list[Answer]] = {}
        for source, answer in found:
            groups.setdefault(self._group(source), []).append(answer)
        return [worst(answers) for answers in groups.values()]

    def _group(self, source: Source) -> object:
        """What a source stands together with: with `match: kind` the other documents of its kind, else nothing."""
        if self._terms.match == "kind" and isinstance(source.subject, Record):
            return kinds(source.subject)[-1:]
        return source.place

    def _source(self, case: Case, ours: list[Value], theirs: list[Value]) -> Answer:
        """The answer for one source of the left against one of the right: all their pairs."""
        now = _Now(case)
        off = [answer for pair in self._asked(ours, theirs) if (answer := self._pair(now, *pair)) is not self._fine]
        return worst(off) if off else self._fine

    def _source_pairs(self, case: Case, ours: list[Value], theirs: list[Value]) -> list[Pair]:
        found = []
        for place, one, other in self._asked(ours, theirs):
            tried: list[Tried] = []
            answer = self._pair(_Now(case, tried), place, one, other)
            second = self._terms.registered if any(step.what == "registered" for step in tried) else None
            registered = Value(second.get(case), second, Source(case)) if second else None
            found.append(self._pair_of(place, one, other, answer)._replace(tried=tuple(tried), registered=registered))
        return found

    def _pair_of(self, place: int, ours: Value | None, theirs: Value | None, answer: Answer) -> Pair:
        look = ours.look if ours else self._left.looks[place]
        what = f"{look.section} {look.what}" if look.section in ("company", "deal") else look.what
        return Pair(what, self._forms[place], self._terms.authority, ours, theirs, answer)

    def _asked(self, ours: list[Value], theirs: list[Value]) -> list[tuple[int, Value, Value]]:
        """The pairs of two sources that are compared, each with the place of its form."""
        pairs = [(place, *pair) for place, pair in enumerate(zip(ours, theirs, strict=True))]
        if len(pairs) == 1:
            both_blank = all(not value.there and value.value is not ABSENT for value in (ours[0], theirs[0]))
            return [] if self._terms.optional and both_blank else pairs
        if self._terms.each:
            return pairs
        both = [pair for pair in pairs if pair[1].there and pair[2].there]
        halves = [pair for pair in pairs if pair[1].there != pair[2].there]
        emptied = [pair for pair in halves if pair[1].value is not ABSENT and pair[2].value is not ABSENT]
        if both:
            return [*both, *emptied]
        crossed = [next((value for value in side if value.there), side[0]) for side in (ours, theirs)]
        return [(0, crossed[0], crossed[1])]

    def _pair(self, now: _Now, place: int, ours: Value, theirs: Value) -> Answer:
        if self._terms.registered is None and self._is_plain(ours, theirs):
            now.note(Tried("", self._forms[place], ours.value, theirs.value, _SAME))
            return self._fine
        lacking = unusable(ours) or unusable(theirs)
        if lacking is not None:
            return lacking._replace(reason=lacking.reason + self._rules)
        answer = self._named(now, place, ours, theirs)
        return answer if self._terms.registered is None else self._with_registered(now, answer, ours, theirs)

    def _named(self, now: _Now, place: int, ours: Value, theirs: Value) -> Answer:
        """The answer for the value itself, or for one of the customer's other names."""
        answer = self._compared(now, place, ours, theirs)
        if answer is self._fine or self._terms.aliases is None:
            return answer
        names = (ours._replace(value=name, parts=()) for name in self._names(now.case))
        found = any(self._compared(now, place, name, theirs, "alias") is self._fine for name in names)
        return self._fine if found else answer

    def _with_registered(self, now: _Now, answer: Answer, ours: Value, theirs: Value) -> Answer:
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

    def _is_plain(self, ours: Value, theirs: Value) -> bool:
        """Whether two values are the same to the letter; a list where a list is meant, and nothing else there."""
        as_meant = type(ours.value) is not dict and (type(ours.value) is list) == (ours.look.type == "list")
        return as_meant and plainly_same(ours.value, theirs.value)

    def _compared(self, now: _Now, place: int, ours: Value, theirs: Value, what: str = "") -> Answer:
        if self._is_plain(ours, theirs):
            now.note(Tried(what, self._forms[place], ours.value, theirs.value, _SAME))
            return self._fine
        form = _form(self._forms[place])
        context = self.context(now.case, ours, theirs)
        for left in (ours.value, *ours.longer()):
            for right in (theirs.value, *theirs.longer()):
                like = sided(form.compare(left, right, context), ours, theirs)
                now.note(Tried(what, self._forms[place], left, right, like))
                if like.verdict == "aligned":
                    return self._fine
        said = f"{_said(ours)} and {_said(theirs)}"
        verb = "differ" if like.verdict == "misaligned" else "may be the same"
        return Answer(_STATUS[like.verdict], f"{said} {verb}: {like.why}{self._rules}", ours.seen + theirs.seen)

    def context(self, case: Case, ours: Value, theirs: Value) -> FormContext:
        """What a form is told beside two values: the countries that their own sources tell, or else those of both."""
        both = self._terms.countries.get(case) if self._terms.countries else ABSENT
        told = None if both is ABSENT or is_blank(both) else as_text(both)
        countries = (self._left.country(ours.source) or told, self._right.country(theirs.source) or told)
        return FormContext(countries, self._terms.date_order)

    def _names(self, case: Case) -> tuple[str, ...]:
        """The customer's other names: a list, or text parted by semicolons."""
        value = self._terms.aliases.get(case) if self._terms.aliases else None
        members = value if isinstance(value, (list, tuple)) else value.split(";") if isinstance(value, str) else ()
        return tuple(text for member in members if (text := as_text(member)) and is_filled(text))


@cache
def _form(word: str) -> Form:
    return cast("Form", registry.load(_FORMS, word))


@lru_cache(maxsize=1024)
def _told(country: str | None, date_order: str) -> FormContext:
    return FormContext((country, country), date_order)


_SIDE: Final = pattern(r"\b(?:the )?(first|second) (?:side|list|value)\b")


def sided(like: Likeness, ours: Value, theirs: Value) -> Likeness:
    """What a form says of its first and second value, said of the ODB account and the CSR 106 form."""
    if "first " not in like.why and "second " not in like.why:
        return like
    return replace(like, why=_SIDE.sub(lambda side: (ours if side[1] == "first" else theirs).bearer, like.why))


def _says_nothing(value: Value) -> bool:
    """Whether nothing is shown; something that is no single value (true, a mapping) is, and a person must look."""
    answer = unusable(value)
    return answer is not None and answer.status is not Status.REVIEW


def _said(value: Value) -> str:
    """A value in a sentence; of a list only what it is, since the reason names what differs."""
    return value.called if value.look.type == "list" else f'{value.called} "{written(value.value, 120)}"'


_NEAREST: Final = (Status.PASS, Status.REVIEW, Status.UNKNOWN, Status.FAIL, Status.ERROR)
"""Where one source will do: the one nearest to a pass counts."""


def _nearest(answers: list[Answer]) -> Answer:
    return min(answers, key=lambda answer: _NEAREST.index(answer.status))


def _worst_of(pairs: list[Pair]) -> Status:
    return worst([pair.answer for pair in pairs]).status if pairs else Status.PASS
