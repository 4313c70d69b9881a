"""Pass when every member of a list passes a check, and there is at least one.

    each:
      in: contacts
      check: {present: [email, phone, role]}

    each:
      in: documents
      where: {one_of: {field: type, values: [identity]}}
      check: {present: number}
      at_least: 2

`where` keeps the members that the check is for. A list without such a member fails, unless `at_least` is 0: nothing
to look at is no pass. Where it cannot be told whether a member is meant, the whole is unknown. Fields inside are
those of the member (`email`, not `contacts[].email`).
"""

from kyccheck.asking.answer import Answer, Status, Subject, worst
from kyccheck.asking.context import Context
from kyccheck.checks import Compiled, Question
from kyccheck.checks._members import Members
from kyccheck.checks._writer import Sure, Writer
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Check:
    """`in`: the list; `where`: which members; `check`: what each must pass; `at_least`: how many there must be."""

    in_: str
    check: Question
    where: Question | None = None
    at_least: int = 1

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        inner = (*(self.where.reads() if self.where else ()), *self.check.reads())
        return tuple(f"{self.in_}[].{name}" for name in inner) or (self.in_,)

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        if self.at_least < 0:
            raise RefusedError(f"no list has fewer than 0 members, so each cannot ask for {self.at_least}")
        members = Members(self.in_, self.where, context)
        listing = members.listing
        compiled = self.check.compile(context.inside(listing.section))
        ask_one = compiled.ask
        fine = Answer(Status.PASS, f"every {listing.one} is as it should be")
        least = self.at_least

        def ask(subject: Subject) -> Answer:
            found = members.of(subject)
            if isinstance(found, Answer):
                return fine if least == 0 and found.undecided else found
            answers = [
                listing.of_member(place, record, answer)
                for place, record in found.sure
                if (answer := ask_one(record)).status is not Status.PASS
            ]
            if found.unsure:
                answers.append(found.doubt(listing))
            elif len(found.sure) < least and not members.further(subject):
                answers.append(members.too_few(subject, found, least))
            return worst(answers) if answers else fine

        def surely(writer: Writer) -> Sure | None:
            inner = writer.member(self.in_)
            sure = compiled.surely(inner)
            if sure is None:
                return None
            body = [*inner.lines, f"if not {sure.passes}:", "    return 0", "found += 1"]
            return members.surely(writer, body, f"found >= {max(least, 1)}", fine)

        return Compiled(ask, surely)
