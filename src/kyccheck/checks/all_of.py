"""Pass when all of several checks pass.

    all_of:
      - present: [email, role]
      - matches: {field: email, format: email}

The worst counts, in the order error, fail, review, unknown; the reasons of all that count are given.
"""

from dataclasses import dataclass
from typing import ClassVar

from kyccheck.checks import Answer, Ask, Context, Question, Status, Subject, worst
from kyccheck.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Check:
    """`checks`: what must hold together."""

    short: ClassVar[str] = "checks"
    checks: tuple[Question, ...]

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return tuple(path for question in self.checks for path in question.reads())

    def compile(self, context: Context) -> Ask:
        """The question as a function."""
        if not self.checks:
            raise RefusedError("all_of lists no check, so nothing would be looked at")
        asks = tuple(question.compile(context) for question in self.checks)

        def ask(subject: Subject) -> Answer:
            answers = []
            passed = None
            for one in asks:
                answer = one(subject)
                if answer.status is Status.PASS:
                    passed = passed or answer
                else:
                    answers.append(answer)
            return worst(answers) if answers else passed  # type: ignore[return-value]  # asks is not empty

        return ask
