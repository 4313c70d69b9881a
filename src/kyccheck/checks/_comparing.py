"""The comparison that `aligned` asks for, compiled: every pair of values, and what they add up to."""

from collections.abc import Callable

from kyccheck.asking.answer import NEAREST_FIRST, Answer, Status, Subject, nearest, of_case, worst
from kyccheck.checks._pairs import Pair, Tried
from kyccheck.checks._same_as_read import SameAsRead
from kyccheck.checks._sides import Sides, Source, Value
from kyccheck.checks._usable import is_plural, says_none, unusable
from kyccheck.checks._value_pair import Now, Terms, ValuePair
from kyccheck.checks._writer import Sure, Writer
from kyccheck.records.case import Case
from kyccheck.records.documents import kinds
from kyccheck.records.record import Record
from kyccheck.values.value import ABSENT

Asked = tuple[Callable[[Now, int, Value, Value], Answer], int, Value, Value]
"""What asks about a pair of values, the place of their form, and the two."""


class Comparing:
    """The comparison, compiled. Steps are noted in `tried` only where somebody wants to see them."""

    def __init__(self, left: Sides, right: Sides, forms: tuple[str, ...], terms: Terms) -> None:
        self._left, self._right, self._forms, self._terms = left, right, forms, terms
        looks = left.looks if terms.each else left.looks[:1]
        called = ", ".join(look.what for look in looks)
        verb = "align" if len(looks) > 1 or is_plural(called) else "aligns"
        beside = f"with the {terms.authority}" if terms.authority else "on both sides"
        said = f"names align {beside}" if forms == ("company_name",) else f"{called} {verb} {beside}"
        self._fine = Answer(Status.PASS, said)
        self._aside = Answer(Status.PASS, f"{called} not compared: at least one side shows none")
        self.value_pair = ValuePair(left, right, forms, terms, self._fine)
        self._as_read = SameAsRead(left, right, forms, terms, self._fine, self._aside)

    def ask(self, subject: Subject) -> Answer:
        """The answer about a case."""
        case = of_case(subject)
        left, right = self._sources(case)
        if isinstance(left, Answer) or isinstance(right, Answer):
            return self._no_source(left, right)
        if not left or not right:
            return self._aside
        theirs = self._carrying([self._right.values(source) for source in right])
        found = [
            (values[0].source, self._source(case, self._left.values(source), values))
            for source in left
            for values in theirs
        ]
        if self._terms.match == "every":
            off = [answer for _, answer in found if answer is not self._fine]
            return worst(off) if off else self._fine
        groups = self._groups(found)
        return self._fine if self._fine in groups else nearest(groups)

    def pairs(self, case: Case) -> tuple[Pair, ...]:
        """Every pair that `ask` looks at, with its answer and its steps. The worst of them is the answer of `ask`.

        With `match: any` or `kind`, only those of the source nearest to a pass; empty where both sides are blank and
        may be so.
        """
        left, right = self._sources(case)
        if isinstance(left, Answer) or isinstance(right, Answer):
            return self._lacking(left, right)
        ours = [self._left.values(source) for source in left]
        theirs = self._carrying([self._right.values(source) for source in right]) if right else []
        found = [(values[0].source, self._source_pairs(case, own, values)) for own in ours for values in theirs]
        if self._terms.match == "every" or not found:
            return tuple(pair for _, pairs in found for pair in pairs)
        kept: dict[object, list[Pair]] = {}
        for source, pairs in found:
            kept.setdefault(self._group(source), []).extend(pairs)
        return tuple(min(kept.values(), key=lambda pairs: NEAREST_FIRST.index(_worst_of(list(pairs)))))

    def surely(self, writer: Writer) -> Sure | None:
        """What is sure of a case as it was read."""
        return self._as_read.surely(writer)

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

    def _carrying(self, sources: list[list[Value]]) -> list[list[Value]]:
        """The sources of each kind of which at least one carries the fields; all of them, where none does.

        A CI without a holder stands aside for a BR with one; not so a second BR, which may be another company's, and
        not a document whose holder was exported and is blank.
        """
        tells = [any(value.value is not ABSENT for value in values) for values in sources]
        told = {_kind(values[0].source) for values, does in zip(sources, tells, strict=True) if does} - {()}
        kept = [values for values, does in zip(sources, tells, strict=True) if does or _kind(values[0].source) in told]
        return kept or sources

    def _groups(self, found: list[tuple[Source, Answer]]) -> list[Answer]:
        """The answers of which one will do: one of each source, or of all documents of one kind."""
        groups: dict[object, list[Answer]] = {}
        for source, answer in found:
            groups.setdefault(self._group(source), []).append(answer)
        return [worst(answers) for answers in groups.values()]

    def _group(self, source: Source) -> object:
        """What a source stands together with: with `match: kind` the other documents of its kind, else nothing."""
        return _kind(source) if self._terms.match == "kind" and isinstance(source.subject, Record) else source.place

    def _source(self, case: Case, ours: list[Value], theirs: list[Value]) -> Answer:
        """The answer for one source of the left against one of the right: all their pairs."""
        now = Now(case)
        answers = [asked(now, place, one, other) for asked, place, one, other in self._asked(ours, theirs)]
        off = [answer for answer in answers if answer is not self._fine]
        return worst(off) if off else self._fine

    def _source_pairs(self, case: Case, ours: list[Value], theirs: list[Value]) -> list[Pair]:
        found = []
        for asked, place, one, other in self._asked(ours, theirs):
            tried: list[Tried] = []
            answer = asked(Now(case, tried), place, one, other)
            second = self._terms.registered if any(step.what == "registered" for step in tried) else None
            registered = Value(second.get(case), second, Source(case)) if second else None
            found.append(self._pair_of(place, one, other, answer)._replace(tried=tuple(tried), registered=registered))
        return found

    def _pair_of(self, place: int, ours: Value | None, theirs: Value | None, answer: Answer) -> Pair:
        look = ours.look if ours else self._left.looks[place]
        what = f"{look.section} {look.what}" if look.section in ("company", "deal") else look.what
        return Pair(what, self._forms[place], self._terms.authority, ours, theirs, answer)

    def _asked(self, ours: list[Value], theirs: list[Value]) -> list[Asked]:
        """The pairs of two sources that are compared: what asks about each, the place of its form, both values."""
        pairs = [(place, *pair) for place, pair in enumerate(zip(ours, theirs, strict=True))]
        answer = self.value_pair.answer
        if len(pairs) == 1:
            nothing = all(_is_nothing(value) for value in (ours[0], theirs[0]))
            return [] if self._terms.optional and nothing else [(answer, *pairs[0])]
        if self._terms.each:
            return [(answer, *pair) for pair in pairs]
        both = [pair for pair in pairs if pair[1].there and pair[2].there]
        if not both:
            crossed = [next((value for value in side if value.there), side[0]) for side in (ours, theirs)]
            return [(answer, 0, crossed[0], crossed[1])]
        found: list[Asked] = [(answer, *pair) for pair in both]
        place, left, right = both[0]
        for half in (pair for pair in pairs if pair[1].there != pair[2].there):
            _, one, other = half
            if one.value is not ABSENT and other.value is not ABSENT:
                found.append((answer, *half))
            elif self._forms[place] == "country":
                found.append((self._fitting, place, one if one.there else left, other if other.there else right))
        return found

    def _fitting(self, now: Now, place: int, ours: Value, theirs: Value) -> Answer:
        """The answer for a region whose counterpart no export carries: it must be one thing, and no other country."""
        lacking = unusable(ours) or unusable(theirs)
        answer = lacking or self.value_pair.answer(now, place, ours, theirs)
        return answer._replace(status=Status.REVIEW) if lacking or answer.status is Status.FAIL else self._fine


def _kind(source: Source) -> tuple[str, ...]:
    """The kind of a document, as narrow as it is told; nothing of any other source."""
    return kinds(source.subject)[-1:] if isinstance(source.subject, Record) else ()


def _says_nothing(value: Value) -> bool:
    """Whether nothing is shown; something that is no single value (true, a mapping) is, and a person must look."""
    answer = unusable(value)
    return answer is not None and answer.status is not Status.REVIEW


def _is_nothing(value: Value) -> bool:
    """Whether a value was exported, and is blank, or says in words that there are none."""
    return value.value is not ABSENT and (not value.there or says_none(value))


def _worst_of(pairs: list[Pair]) -> Status:
    return worst([pair.answer for pair in pairs]).status if pairs else Status.PASS
