"""Pass when a check fails, and shows that it does.

    not: {one_of: {field: billing.status, values: [archived]}}
    not: {present: quote.accepted_on}

A check that fails only because there is nothing to look at decides nothing: then this is unknown. (`not: present` on
a blank field does pass: that it is blank is what was asked.)
"""

from dataclasses import dataclass
from typing import ClassVar

from kyccheck.checks import Answer, Ask, Context, Question, Status, Subject


@dataclass(frozen=True, slots=True)
class Check:
    """`check`: what must not hold."""

    short: ClassVar[str] = "check"
    check: Question

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return self.check.reads()

    def compile(self, context: Context) -> Ask:
        """The question as a function."""
        positive = self.check.compile(context)
        asks_for_presence = self.check.kind == "present"

        def ask(subject: Subject) -> Answer:
            answer = positive(subject)
            if answer.status is Status.PASS:
                return Answer(Status.FAIL, answer.reason, answer.seen)
            if answer.status is not Status.FAIL:
                return answer
            if answer.undecided and not asks_for_presence:
                return answer._replace(status=Status.UNKNOWN, undecided=False)
            return Answer(Status.PASS, answer.reason, answer.seen)

        return ask
