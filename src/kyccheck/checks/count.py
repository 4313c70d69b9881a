"""Pass when a list has as many members as it should.

    count: {in: contacts, at_least: 2}
    count: {in: documents, where: {one_of: {field: type, values: [csr106]}}, exactly: 1}

Words: at_least, at_most, exactly. `where` counts only some. A list that no export carries is unknown; an empty one has
none. Where it cannot be told whether a member is meant, the count is unknown unless it holds either way. A member that
is blank or only a placeholder ("TBC") does not count; but neither it nor a blank in place of a list shows that there is
none: as a condition that decides nothing.
"""

import math

from kyccheck.asking.answer import Answer, Status, Subject
from kyccheck.asking.context import Context
from kyccheck.asking.look import says_something
from kyccheck.checks import Compiled, Question
from kyccheck.checks._members import Found, Members
from kyccheck.checks._writer import Sure, Writer
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Check:
    """`in`: the list; `where`: which members; the other words: how many."""

    in_: str
    where: Question | None = None
    at_least: int | None = None
    at_most: int | None = None
    exactly: int | None = None

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        inner = self.where.reads() if self.where else ()
        return tuple(f"{self.in_}[].{name}" for name in inner) or (self.in_,)

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        if self.at_least is None and self.at_most is None and self.exactly is None:
            raise RefusedError("count says no number; allowed: at_least, at_most, exactly")
        self._refuse_idle()
        asking = _Asking(self, context)
        return Compiled(asking.ask, asking.surely)

    def _refuse_idle(self) -> None:
        """Refuse numbers that any list has, or none."""
        numbers = [number for number in (self.at_least, self.at_most, self.exactly) if number is not None]
        if min(numbers) < 0:
            raise RefusedError(f"no list has fewer than 0 members, so count cannot ask for {min(numbers)}")
        if numbers == [self.at_least] == [0]:
            raise RefusedError("every list has at least 0 members, so nothing would be asked; allowed: 1 and more")
        if not any(map(self.holds, numbers)):
            raise RefusedError(f"no list has {self.said()} members, so nothing could pass")

    def may_hold(self, fewest: int, most: float) -> bool:
        """Whether some number between these is one to have."""
        return (
            (self.at_least is None or most >= self.at_least)
            and (self.at_most is None or fewest <= self.at_most)
            and (self.exactly is None or fewest <= self.exactly <= most)
        )

    def holds(self, number: float) -> bool:
        """Whether this is a number to have."""
        return (
            (self.at_least is None or number >= self.at_least)
            and (self.at_most is None or number <= self.at_most)
            and (self.exactly is None or number == self.exactly)
        )

    def said(self) -> str:
        """The number to have, in words."""
        bounds = (("at least", self.at_least), ("at most", self.at_most), ("exactly", self.exactly))
        return " and ".join(f"{word} {number}" for word, number in bounds if number is not None)


class _Asking:
    """The question, compiled."""

    def __init__(self, check: Check, context: Context) -> None:
        self._check = check
        self._members = Members(check.in_, check.where, context)
        self._fine = Answer(Status.PASS, f"the number of {self._members.listing.one}s is as it should be")

    def ask(self, subject: Subject) -> Answer:
        check, members = self._check, self._members
        found = members.of(subject)
        if isinstance(found, Answer):
            if not found.undecided or members.is_blank(subject):
                return found
            found = Found([], [])
        further = members.further(subject)
        if further:
            told = [(place, record) for place, record in found.sure if record not in further]
            found = Found(told, found.unsure or [Answer(Status.UNKNOWN, record.missing) for record in further])
        fewest = sum(1 for _, record in found.sure if record.id or says_something(record.fields))
        most = math.inf if further else fewest + len(found.unsure)
        hollow = len(found.sure) - fewest
        if all(map(check.holds, (fewest, most, most + hollow))):
            return self._fine
        is_hollow = check.holds(fewest) and check.holds(most)
        if check.may_hold(fewest, most) and not is_hollow:
            return found.doubt(members.listing)
        such = "such " if check.where else ""
        beside = f", and {hollow} of which nothing is said" if hollow and is_hollow else ""
        reason = f"there are {fewest} {such}{members.listing.one}s{beside}, not {check.said()}"
        return Answer(Status.FAIL, reason, members.seen(subject), undecided=is_hollow or check.holds(most + hollow))

    def surely(self, writer: Writer) -> Sure | None:
        check = self._check
        speaks = writer.bind(says_something, "speaks")
        fits = writer.bind(check.holds, "fits")
        body = [f"if not {speaks}(member):", "    return 0", "found += 1"]
        if check.at_most is None and check.exactly is None:  # enough is enough
            body += [f"if found >= {check.at_least}:", "    return 1"]
        return self._members.surely(writer, body, f"found and {fits}(found)", self._fine)
