"""The two sides of `aligned`: where the values that are compared come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from kyccheck.case import Case
from kyccheck.checks import Answer, Ask, Context, Listing, Look, Question, Status, Subject
from kyccheck.errors import RefusedError
from kyccheck.record import Evidence, Record
from kyccheck.value import ABSENT, as_text, is_blank


class Value(NamedTuple):
    """One value of a side: as read, what it is called, its evidence, and other forms of it (a longer address)."""

    value: Any
    called: str
    evidence: tuple[Evidence, ...]
    country: str | None = None
    longer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One side: `fields` of the case, or of those members of the list `in` that pass `where`.

    Several fields are compared each with its counterpart; with `join` they are the parts of one value, of which an
    export may carry only the first ones (an address). `country` is the field that tells the value's country.
    """

    short: ClassVar[str] = "fields"
    fields: tuple[str, ...]
    in_: str = ""
    where: Question | None = None
    join: bool = False
    country: str = ""

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        names = (*self.fields, *((self.country,) if self.country else ()))
        if not self.in_:
            return names
        return tuple(f"{self.in_}[].{name}" for name in (*(self.where.reads() if self.where else ()), *names))

    def compile(self, context: Context) -> "Sides":
        """The side, ready to be looked at."""
        if not self.fields:
            raise RefusedError("a side of aligned names no field")
        if not self.in_:
            return Sides(self, context, None, None)
        listing = context.list(self.in_)
        inner = context.inside(listing.section)
        return Sides(self, inner, listing, self.where.compile(inner) if self.where else None)


class Sides:
    """A side, compiled: `values` gives for each source (the case, or each member meant) the values of its fields."""

    def __init__(self, side: Side, context: Context, listing: Listing | None, where: Ask | None) -> None:
        self._listing = listing
        self._where = where
        self._join = side.join
        self.looks = [context.look(path) for path in side.fields]
        self._country = context.look(side.country) if side.country else None

    def values(self, case: Case) -> list[list[Value]] | Answer:
        """The values by source, or the answer where there is no source to take them from."""
        if self._listing is None:
            return [self._of(case, "", "")]
        records = self._listing.get(case)
        nothing = self._listing.nothing(case, records)
        if nothing is not None:
            return nothing
        return self._members(case, self._listing, records)

    def _members(self, case: Case, listing: Listing, records: tuple[Record, ...]) -> list[list[Value]] | Answer:
        found, unsure = [], []
        for place, record in enumerate(records):
            answer = self._where(record) if self._where else None
            if answer is None or answer.status is Status.PASS:
                found.append(self._of(record, listing.named(place, record), f"{listing.path}[{place}]."))
            elif answer.status is not Status.FAIL:
                unsure.append(listing.of_member(place, record, answer))
        if not found and unsure:
            return unsure[0]._replace(status=Status.UNKNOWN)
        if not found:
            reason = f"there is no {listing.one} to compare with"
            return Answer(Status.FAIL, reason, tuple(case.evidence(listing.path)), undecided=True)
        return found

    def _of(self, subject: Subject, who: str, label: str) -> list[Value]:
        country = self._country.get(subject) if self._country else None
        told = as_text(country) if country is not ABSENT and not is_blank(country) else None
        values = [_value(look, subject, who, label, told) for look in self.looks]
        return [_joined(values)] if self._join else values


def _value(look: Look, subject: Subject, who: str, label: str, country: str | None) -> Value:
    evidence = tuple(item._replace(field=label + item.field) for item in look.evidence(subject))
    called = f"{who or look.who}{look.what}"
    return Value(look.get(subject), called, evidence, country)


def _joined(values: list[Value]) -> Value:
    first = values[0]
    longer = list(_longer(values))
    evidence = tuple(item for value in values for item in value.evidence if item.value is not None)
    return first._replace(longer=tuple(longer), evidence=evidence or first.evidence)


def _longer(values: list[Value]) -> Iterator[str]:
    parts: list[str] = []
    for value in values:
        text = None if value.value is ABSENT or is_blank(value.value) else as_text(value.value)
        if text:
            parts.append(text)
            if len(parts) > 1:
                yield ", ".join(parts)
