"""Pass when all of several checks pass.

    all_of:
      - present: [email, role]
      - matches: {field: email, format: email}

The worst counts, in the order error, fail, review, unknown; the reasons of all that count are given.
"""

from dataclasses import dataclass
from typing import ClassVar

from kyccheck.checks import Answer, Compiled, Context, Question, Status, Subject, worst
from kyccheck.checks._writer import Sure, Writer, passing
from kyccheck.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Check:
    """`checks`: what must hold together."""

    short: ClassVar[str] = "checks"
    checks: tuple[Question, ...]

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return tuple(path for question in self.checks for path in question.reads())

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        if not self.checks:
            raise RefusedError("all_of lists no check, so nothing would be looked at")
        compiled = [question.compile(context) for question in self.checks]
        asks = tuple(question.ask for question in compiled)
        fine = Answer(Status.PASS, "all that is asked holds")

        def ask(subject: Subject) -> Answer:
            answers = [answer for one in asks if (answer := one(subject)).status is not Status.PASS]
            return worst(answers) if answers else fine

        def surely(writer: Writer) -> Sure | None:
            sures = [question.surely(writer) for question in compiled]
            parts = [sure.passes for sure in sures if sure is not None]
            return passing(f"({' and '.join(parts)})", fine) if len(parts) == len(sures) else None

        return Compiled(ask, surely)
