"""Pass when a document of a type is attached, and is as it should be.

    document: csr106
    document: {types: [sof, quotation], signed: true}
    document: {types: identity, in_date: true, never_expire: [ci]}
    document: {types: loe, held_by: company.name}
    document: {types: csr106, of: [company.name, company.aliases]}
    document: {types: quotation, signed: true, signed_since: quote.sent_on}

Any of the types will do. `signed` asks for a signature, `in_date` for a document that is valid on the as-of day (its
last day counts): of each subtype that is attached (a BR, a CI) one must be, so that an expired BR is not covered by
another paper. One that is signed before the day in `signed_since` is for a person. `held_by` compares the holder. With
`of`, one that shows another company as its holder is for a person; one that shows a person, or none, counts. A file
whose type nobody gives never counts: it is for a person to say what it is, and where not even its name was exported, it
is unknown. Nor does one that is archived; a mark of that which says neither yes nor no is for a person. So is one that
is issued after the as-of day, and with `in_date` it fails.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from kyccheck import registry
from kyccheck.asking.answer import Answer, Seen, Status, Subject, nearest, of_case, worst
from kyccheck.asking.context import Context
from kyccheck.checks import Compiled
from kyccheck.checks._attachment import READS, lacking, put_aside, signed_before
from kyccheck.checks._writer import Sure, Writer, passing
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.records.case import Case
from kyccheck.records.documents import kinds, known, table, title
from kyccheck.records.record import MORE, Record
from kyccheck.values.day import Unclear
from kyccheck.values.value import ABSENT, as_text, as_truth, clean, is_blank, is_placeholder, says_none
from kyccheck.values.written import written


@dataclass(frozen=True, slots=True)
class Check:
    """`types`: which documents will do; the rest: what they must be."""

    short: ClassVar[str] = "types"
    types: tuple[str, ...]
    signed: bool = False
    in_date: bool = False
    never_expire: tuple[str, ...] = ()
    held_by: str = ""
    of: tuple[str, ...] = ()
    signed_since: str = ""

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        names = [*READS, "issued"]
        names += ["signed", "signed_on"] * self.signed + ["expires"] * self.in_date
        names += ["holder"] * bool(self.held_by or self.of)
        return (
            *(f"documents[].{name}" for name in names),
            *((self.held_by,) if self.held_by else ()),
            *self._since(),
            *self.of,
        )

    def spare(self) -> tuple[str, ...]:
        """Of these, what it can do without: the name where the type is given, and what makes it look more closely."""
        names = (*READS[1:], "issued", *(() if self.held_by else ("holder",)))
        return (*(f"documents[].{name}" for name in names), *self._since(), *self.of)

    def _since(self) -> tuple[str, ...]:
        return (self.signed_since,) if self.signed_since else ()

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        for word in (*self.types, *self.never_expire):
            if word not in known():
                raise RefusedError(f"unknown type of document {word!r}; {registry.allowed(word, known())}")
        if not self.types:
            raise RefusedError("document names no type, so nothing could pass")
        if self.signed_since and not (self.signed and context.look(self.signed_since).type == "date"):
            raise RefusedError(
                f"signed_since goes with signed: true, and names a day, which {self.signed_since!r} is not"
            )
        asking = _Asking(self, context)
        return Compiled(asking.ask, asking.surely)


class _Asking:
    """The question, compiled."""

    def __init__(self, check: Check, context: Context) -> None:
        self._check = check
        self._context = context
        self._types = frozenset(check.types)
        self._for_ever = frozenset(check.never_expire)
        self._today = context.as_of.toordinal()
        self._listing = context.list("documents")
        inner = context.inside("documents")
        self._looks = {name: inner.look(name) for name in ("signed", "signed_on", "issued", "expires", "holder")}
        self._owner = context.look(check.held_by) if check.held_by else None
        self._since = context.look(check.signed_since) if check.signed_since else None
        self._companies = tuple(context.look(path) for path in check.of)
        self._called = " or ".join(title(word) for word in check.types)
        self._a_called = f"{'an' if self._called[0] in 'aeiou' else 'a'} {self._called}"
        self._fine = Answer(Status.PASS, f"{'signed ' * check.signed}{self._called} attached")

    def ask(self, subject: Subject) -> Answer:
        case = of_case(subject)
        records = self._listing.get(case)
        nothing = self._listing.nothing(case, records)
        if nothing is not None:
            return nothing._replace(reason=f"no {self._called} is attached") if nothing.undecided else nothing
        groups: dict[str, list[Answer]] = {}
        for place, record in enumerate(records):
            found = kinds(record)
            if not self._types.isdisjoint(found):
                group = found[-1] if self._check.in_date else ""
                groups.setdefault(group, []).append(self._one(case, place, record))
        if not groups:
            return self._none(case, records)
        best = [nearest(answers) for answers in groups.values()]
        off = [answer for answer in best if answer.status is not Status.PASS]
        return worst(off) if off else self._cut_off(case, records) or self._fine

    def _cut_off(self, case: Case, records: tuple[Record, ...]) -> Answer | None:
        """The answer where further documents are listed nowhere, of which one out of date may be of another subtype."""
        further = next((record for record in records if record.id == MORE), None) if self._check.in_date else None
        if further is None:
            return None
        reason = f"nothing shows whether each {self._called} is in date: {further.missing}"
        return Answer(Status.UNKNOWN, reason, (Seen(case, "documents"),))

    def surely(self, writer: Writer) -> Sure | None:
        """A pass where every document has a type of its own, and all that are asked for are as they should be."""
        if self._owner is not None:
            return None
        every = {kind for kind in table().types.values() if not self._types.isdisjoint(kind)}
        kinds_of = writer.bind(every, "kinds")
        holds = [self._is_signed] * self._check.signed + [self._is_in_date] * self._check.in_date
        names = [writer.value(look.path) for look in self._companies if look.type != "list"]
        body = [f"if kind in {kinds_of}:", "    found = True"]
        since = [writer.value(self._since.path)] if self._since else []
        for day in since:
            body += [f"    if {day} is not None:", "        return 0"]
        if not self._check.in_date:
            day, days = "member.get('issued')", writer.bind(self._context.days, "days")
            body += [f"    if {day} is not None and not 0 < {days}[{day}] <= {self._today}:", "        return 0"]
        for asked in holds:
            body += [f"    if not {writer.bind(asked, 'holds')}(kind, member):", "        return 0"]
        if self._companies:
            body += [f"    if member.get('holder') not in ({''.join(f'{name}, ' for name in (*names, None))}):"]
            body += ["        return 0"]
        return passing(writer.loop("documents", body, (*names, *since)), self._fine)

    def _is_signed(self, _: tuple[str, ...], document: dict[str, Any]) -> bool:
        """Whether a document as it was read is signed beyond doubt."""
        signed_on = document.get("signed_on")
        return document.get("signed") is True and (
            signed_on is None or 0 < self._context.days[signed_on] <= self._today
        )

    def _is_in_date(self, kind: tuple[str, ...], document: dict[str, Any]) -> bool:
        """Whether a document as it was read is in date beyond doubt."""
        days, today = self._context.days, self._today
        expires, issued = document.get("expires"), document.get("issued")
        if expires is None:
            return not self._for_ever.isdisjoint(kind) and issued is None
        return days[expires] >= today and (issued is None or 0 < days[issued] <= today)

    def _none(self, case: Case, records: tuple[Record, ...]) -> Answer:
        """The answer where no document is of the type: perhaps one of those that nobody has named is."""
        seen: tuple[Seen, ...] = (Seen(case, "documents"),)
        untold = [(place, record) for place, record in enumerate(records) if not kinds(record)]
        if untold:
            seen = tuple(Seen(case, f"documents[{place}]") for place, _ in untold)
        nameless = [record for _, record in untold if record.missing or record.fields.get("name", ABSENT) is ABSENT]
        if nameless:
            why = nameless[0].missing or f"attachment {nameless[0].id or ''} comes without a name"
            return Answer(Status.UNKNOWN, f"nothing shows whether {self._a_called} is attached: {why}", seen)
        if untold:
            names = ", ".join(written(record.fields.get("name"), 60) for _, record in untold[:3])
            more = f" and {len(untold) - 3} more" if len(untold) > 3 else ""
            reason = (
                f"no {self._called} is attached by that name; is it one of these, whose type is unknown: {names}{more}?"
            )
            return Answer(Status.REVIEW, reason, seen)
        return Answer(Status.FAIL, f"no {self._called} is attached", seen)

    def _one(self, case: Case, place: int, record: Record) -> Answer:
        answers = [answer for answer in self._faults(case, record) if answer is not None]
        return self._listing.of_member(place, record, worst(answers)) if answers else self._fine

    def _faults(self, case: Case, record: Record) -> Iterator[Answer | None]:
        yield lacking(record)
        yield put_aside(record)
        if self._check.signed:
            yield self._signed(record)
        if self._since is not None:
            yield signed_before(case, record, self._looks["signed_on"], self._since, self._context)
        issued = self._issued(record)
        if self._check.in_date:
            yield issued
            yield self._expired(record)
        elif issued is not None and issued.status is Status.FAIL:
            yield issued._replace(status=Status.REVIEW)
        if self._owner is not None:
            from kyccheck.checks._holder import held

            yield held(case, record, self._looks["holder"], self._owner)
        if self._companies and not is_blank(record.fields.get("holder")):
            from kyccheck.checks._holder import of_another

            yield of_another(case, record, self._looks["holder"], self._companies)

    def _signed(self, record: Record) -> Answer | None:
        signed, day_look = self._looks["signed"], self._looks["signed_on"]
        value, day = signed.get(record), day_look.get(record)
        seen = (*signed.seen(record), *day_look.seen(record))
        dated = day is not ABSENT and not is_blank(day)
        odd = day_look.odd_day(record, self._context, "day of signature", "is dated as signed on") if dated else None
        if odd is not None:
            return odd._replace(seen=seen)
        truth = as_truth(value)
        if truth is False:
            if dated:
                when = self._context.day(day)
                return Answer(Status.REVIEW, f"is marked as not signed, but has {when} as day of signature", seen)
            return Answer(Status.FAIL, "is not signed", seen)
        if truth is True or (dated and (value is ABSENT or is_blank(value))):
            return None
        text = as_text(value) if value is not ABSENT else None
        if text and is_placeholder(text) and clean(text).casefold() != "x":  # which ticks a box, or crosses it out
            return Answer(
                Status.FAIL, f'has only a placeholder where it should be signed ("{written(text, 60)}")', seen
            )
        if value is ABSENT:
            return Answer(Status.UNKNOWN, "is attached, but no export shows whether it is signed", seen)
        if is_blank(value):
            return Answer(Status.FAIL, "is not marked as signed", seen)
        return Answer(Status.REVIEW, f'says "{written(value, 60)}" where it should say whether it is signed', seen)

    def _issued(self, record: Record) -> Answer | None:
        look = self._looks["issued"]
        value = look.get(record)
        if value is ABSENT or is_blank(value):
            return None
        return look.odd_day(record, self._context, "date of issue", "is issued on")

    def _expired(self, record: Record) -> Answer | None:
        look = self._looks["expires"]
        value = look.get(record)
        for_ever = not self._for_ever.isdisjoint(kinds(record))
        if for_ever and (value is ABSENT or is_blank(value) or says_none(value)):
            return None
        unusable = look.unusable(record, value)
        if unusable is not None:
            return unusable._replace(undecided=False)
        day = self._context.day(value)
        if isinstance(day, Unclear):
            reason = f'has "{written(value, 60)}" as day of expiry, which {day.value}'
            return Answer(Status.REVIEW, reason, look.seen(record))
        if day < self._context.as_of:
            return Answer(Status.FAIL, f"expired on {day}", look.seen(record))
        return None
