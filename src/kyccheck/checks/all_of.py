"""Pass when all of several checks pass.

    all_of:
      - present: [email, role]
      - matches: {field: email, format: email}

The worst counts, in the order error, fail, review, unknown; the reasons of all that count are given.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from kyccheck.checks import Answer, Compiled, Context, Question, Status, Subject, worst
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
        surelies = tuple(question.surely for question in compiled if question.surely is not None)

        fine = Answer(Status.PASS, "all that is asked holds")

        def ask(subject: Subject) -> Answer:
            answers = [answer for one in asks if (answer := one(subject)).status is not Status.PASS]
            return worst(answers) if answers else fine

        def surely(raw: dict[str, Any]) -> Answer | None:
            for one in surelies:
                answer = one(raw)
                if answer is None or answer.status is not Status.PASS:
                    return None
            return fine

        return Compiled(ask, surely if len(surelies) == len(asks) else None)
