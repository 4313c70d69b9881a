"""Pass when a check fails, and shows that it does.

    not: {one_of: {field: billing.status, values: [archived]}}
    not: {present: quote.accepted_on}

A check that fails only because there is nothing to look at decides nothing: then this is unknown. (`not: present` on
a blank field does pass: that it is blank is what was asked.)
"""

from typing import ClassVar

from kyccheck.asking.answer import Answer, Status, Subject
from kyccheck.asking.context import Context
from kyccheck.checks import Compiled, Question
from kyccheck.checks._writer import Sure, Writer
from kyccheck.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """`check`: what must not hold."""

    short: ClassVar[str] = "check"
    check: Question

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return self.check.reads()

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        compiled = self.check.compile(context)
        positive = compiled.ask
        asks_for_presence = self.check.kind == "present"

        def ask(subject: Subject) -> Answer:
            return turned(positive(subject))

        def surely(writer: Writer) -> Sure | None:
            sure = compiled.surely(writer)
            if sure is None:
                return None
            return Sure(f"-{sure.code}", lambda number: turned(sure.answer(-number)), never_fails=False)

        def turned(answer: Answer) -> Answer:
            if answer.status is Status.PASS:
                return Answer(Status.FAIL, answer.reason, answer.seen)
            if answer.status is not Status.FAIL:
                return answer
            if answer.undecided and not asks_for_presence:
                return answer._replace(status=Status.UNKNOWN, undecided=False)
            return Answer(Status.PASS, answer.reason, answer.seen)

        return Compiled(ask, surely)
