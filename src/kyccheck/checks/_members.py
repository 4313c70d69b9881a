"""The members of a list that a check is for: shared by `each` and `count`."""

from kyccheck.asking.answer import Answer, Seen, Status, Subject, of_case
from kyccheck.asking.context import Context
from kyccheck.asking.listing import Listing
from kyccheck.checks import Compiled, Question
from kyccheck.checks._writer import Sure, Writer, passing
from kyccheck.dataclass import dataclass
from kyccheck.records.case import Case
from kyccheck.records.record import MORE, Record


@dataclass(frozen=True, slots=True)
class Found:
    """Members that are meant, with their places, and answers about those of which it cannot be told."""

    sure: list[tuple[int, Record]]
    unsure: list[Answer]

    def doubt(self, listing: Listing) -> Answer:
        """The answer where it cannot be told whether some members are meant."""
        reasons = "; ".join(dict.fromkeys(answer.reason for answer in self.unsure))
        seen = tuple(item for answer in self.unsure for item in answer.seen)
        return Answer(Status.UNKNOWN, f"it is unclear which {listing.one}s are meant: {reasons}", seen)


def sifting(writer: Writer, path: str, where: Compiled | None) -> list[str] | None:
    """The lines of a loop that leave out members that are not meant, and give up where that is in doubt."""
    if where is None:
        return ["if type(member) is not dict:", "    return 0"]
    inner = writer.member(path)
    sure = where.surely(inner)
    if sure is None:
        return None
    is_meant = [f"meant = {sure.code}", "if not meant:", "    return 0", "if meant < 0:", "    continue"]
    return [*inner.lines, *is_meant]


class Members:
    """The members of a list that pass a `where`, ready to be asked for."""

    def __init__(self, path: str, where: Question | None, context: Context) -> None:
        self.listing = context.list(path)
        self._compiled = where.compile(context.inside(self.listing.section)) if where else None
        self._where = self._compiled.ask if self._compiled else None

    def of(self, subject: Subject) -> Found | Answer:
        """The members that are meant, or the answer where there is no list."""
        case = of_case(subject)
        records = self.listing.get(case)
        nothing = self.listing.nothing(case, records)
        if nothing is not None:
            return nothing
        if self._where is None:
            return _all(records)
        found = Found([], [])
        for place, record in enumerate(records):
            answer = self._where(record)
            if answer.status is Status.PASS:
                found.sure.append((place, record))
            elif answer.status is not Status.FAIL:
                found.unsure.append(self.listing.of_member(place, record, answer))
        return found

    def further(self, subject: Subject) -> list[Record]:
        """The marks in the list that there are further members, however many, which no export lists."""
        records = self.listing.get(of_case(subject))
        return [record for record in records if record.id == MORE] if isinstance(records, tuple) else []

    def is_blank(self, subject: Subject) -> bool:
        """Whether a blank (null, "") stands where the list should: that is no list that was exported, and is empty."""
        return not isinstance(self.listing.get(of_case(subject)), (list, tuple))

    def surely(self, writer: Writer, body: list[str], then: str, fine: Answer) -> Sure | None:
        """What is sure where each member that is meant beyond doubt passes the `body` of a loop."""
        sifted = sifting(writer, self.listing.path, self._compiled)
        if sifted is None:
            return None
        return passing(writer.loop(self.listing.path, [*sifted, *body], then=then), fine)

    def too_few(self, subject: Subject, found: Found, least: int) -> Answer:
        """The answer where fewer members are meant than there must be."""
        one, have = self.listing.one, len(found.sure)
        such = f"such {one}" if self._where else one
        reason = f"there is no {such}" if not have else f"there are only {have} {such}s, not {least}"
        return Answer(Status.FAIL, reason, self.seen(subject), undecided=not have)

    def seen(self, subject: Subject) -> tuple[Seen, ...]:
        """The list as it was read."""
        return (Seen(subject, self.listing.path),) if isinstance(subject, Case) else ()


def _all(records: tuple[Record, ...]) -> Found:
    """Every member; one that is no object, and has not even an id, may or may not be one."""
    sure = [(place, record) for place, record in enumerate(records) if record.id or not record.missing]
    unsure = [Answer(Status.UNKNOWN, record.missing) for record in records if record.missing and not record.id]
    return Found(sure, unsure)
