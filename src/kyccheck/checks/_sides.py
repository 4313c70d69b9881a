"""The two sides of `aligned`: where the values that are compared come from."""

from typing import Any, ClassVar, NamedTuple

from kyccheck.asking.answer import Answer, Seen, Status
from kyccheck.asking.context import Context
from kyccheck.asking.listing import Listing
from kyccheck.asking.look import Look
from kyccheck.checks import Compiled, Question
from kyccheck.checks._members import sifting
from kyccheck.checks._writer import Writer
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.records.case import Case
from kyccheck.records.record import Record
from kyccheck.values.value import ABSENT, as_text, is_blank, is_filled
from kyccheck.values.written import written


@dataclass(frozen=True, slots=True)
class Side:
    """One side: `fields` of the case, or of those members of the list `in` that pass `where`.

    Several fields are compared each with its counterpart; with `join` they are the parts of one value, of which the
    other side may carry only the first ones (an address): all of the first one's type (its second line), and as many of
    the others as it likes (city, postcode). `country` is the field that tells the value's country.
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


class Source(NamedTuple):
    """One source of a side: the case itself, or a member of its list at a place."""

    subject: Case | Record
    listing: Listing | None = None
    place: int = 0


class Value(NamedTuple):
    """One value of a source. What it is called, and where it was read, is worked out only where it is told."""

    value: Any
    look: Look
    source: Source
    parts: tuple[Look, ...] = ()

    @property
    def there(self) -> bool:
        """Whether there is something to compare."""
        return self.value is not ABSENT and not is_blank(self.value)

    @property
    def called(self) -> str:
        """The value in a sentence: "contact 1 (Ada Lam) e-mail"."""
        subject, listing, place = self.source
        if listing is None or isinstance(subject, Case):
            return f"{self.look.who}{self.look.what}"
        return f"{listing.named(place, subject)}{self.look.what}"

    @property
    def bearer(self) -> str:
        """What bears the value: "the ODB account", "contact 1 (Ada Lam)"."""
        subject, listing, place = self.source
        if listing is None or isinstance(subject, Case):
            return self.look.who.strip()
        return listing.named(place, subject).strip()

    @property
    def seen(self) -> tuple[Seen, ...]:
        """What was looked at."""
        subject, listing, place = self.source
        prefix = f"{listing.path}[{place}]." if listing else ""
        return tuple(Seen(subject, look.path, prefix) for look in self.parts or (self.look,))

    def readings(self) -> list[Any]:
        """The value as the other side may have it: with more and more of its further parts, none of them twice.

        An address has its second line from the first on, and then the city, and so on. One in Chinese characters may
        also be a line that begins with the country.
        """
        found: list[Any] = [self.value]
        parts: list[str] = []
        kinds: list[str] = []
        said: set[str] = set()
        for look in self.parts:
            value = look.get(self.source.subject)
            text = "" if value is ABSENT or is_blank(value) else as_text(value) or written(value, 120)
            if is_filled(text) and text.casefold() not in said:
                parts.append(text)
                kinds.append(look.type)
                said.update(piece.strip() for piece in text.casefold().split(","))
                if len(parts) > 1 and look.type == self.look.type:
                    found.clear()
                if len(parts) > 1:
                    found.append(", ".join(parts))
        if len(parts) > 1 and not parts[0].isascii() and self.look.type == "address":
            found[-1:-1] = _in_one_line(parts, kinds)
        return found


def _in_one_line(parts: list[str], kinds: list[str]) -> list[str]:
    """The parts of an address as one line, if they are in Chinese characters: by their fields' types."""
    from kyccheck.forms._address_han import in_one_line  # which few runs need

    of = {kind: [text for text, own in zip(parts, kinds, strict=True) if own == kind] for kind in kinds}
    return list(in_one_line(of["address"], of.get("text", ()), "".join(of.get("country", ()))))


class Sides:
    """A side, compiled."""

    def __init__(self, side: Side, context: Context, listing: Listing | None, where: Compiled | None) -> None:
        self._listing = listing
        self._compiled = where
        self._where = where.ask if where else None
        looks = tuple(context.look(path) for path in side.fields)
        self.looks = looks[:1] if side.join else looks
        self._parts = looks if side.join else ()
        self._country = context.look(side.country) if side.country else None
        self.tells_country = self._country is not None

    def sources(self, case: Case) -> list[Source] | Answer:
        """The case itself, or the members of the list that are meant; or the answer where there is none."""
        listing = self._listing
        if listing is None:
            return [Source(case)]
        records = listing.get(case)
        nothing = listing.nothing(case, records)
        if nothing is not None:
            return nothing
        found, unsure, others = [], [], []
        for place, record in enumerate(records):
            answer = self._where(record) if self._where else None
            if answer is None or answer.status is Status.PASS:
                found.append(Source(record, listing, place))
            elif answer.status is Status.FAIL:
                others.append((place, record, answer))
            else:
                unsure.append(listing.of_member(place, record, answer))
        if found:
            return found
        if unsure:
            return unsure[0]._replace(status=Status.UNKNOWN)
        why = f": {listing.of_member(*others[0]).reason}" if others else ""
        more = f", nor is that of {len(others) - 1} more" if len(others) > 1 else ""
        reason = f"there is no {listing.one} to compare with{why}{more}"
        return Answer(Status.FAIL, reason, (Seen(case, listing.path),), undecided=True)

    def values(self, source: Source) -> list[Value]:
        """The values of a source, one for each field."""
        return [Value(look.get(source.subject), look, source, self._parts) for look in self.looks]

    def country(self, source: Source) -> str | None:
        """The country of a source, as read, where a field tells it."""
        if self._country is None:
            return None
        value = self._country.get(source.subject)
        return None if value is ABSENT or is_blank(value) else as_text(value)

    @property
    def further(self) -> list[str]:
        """The fields that the other side must have too where they are filled: see `Value.readings`."""
        return [look.path for look in self._parts[1:] if look.type == self.looks[0].type]

    @property
    def path(self) -> str:
        """The list that the side looks at; "" where it looks at the case itself."""
        return self._listing.path if self._listing else ""

    def sifted(self, writer: Writer) -> list[str] | None:
        """The lines of a loop over that list, as it was read, that leave out members which are not meant."""
        return sifting(writer, self.path, self._compiled)
