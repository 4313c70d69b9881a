"""Pass when all of several checks pass.

    all_of:
      - present: [email, role]
      - matches: {field: email, format: email}

The worst counts, in the order error, fail, review, unknown; the reasons of all that count are given. Where all of them
are `aligned`, a pass says what aligned with what.
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

        tells = all(question.kind == "aligned" for question in self.checks)
        fine = Answer(Status.PASS, "all that is asked holds")
        known: dict[tuple[str, ...], Answer] = {}

        def ask(subject: Subject) -> Answer:
            answers = [one(subject) for one in asks]
            off = [answer for answer in answers if answer.status is not Status.PASS]
            return worst(off) if off else _all_told(answers, known) if tells else fine

        def surely(raw: dict[str, Any]) -> Answer | None:
            answers = []
            for one in surelies:
                answer = one(raw)
                if answer is None or answer.status is not Status.PASS:
                    return None
                answers.append(answer)
            return _all_told(answers, known) if tells else fine

        return Compiled(ask, surely if len(surelies) == len(asks) else None)


def _all_told(answers: list[Answer], known: dict[tuple[str, ...], Answer]) -> Answer:
    """A pass that says what each of several passes said: one of a few, since a checklist asks a few questions."""
    reasons = tuple([answer.reason for answer in answers])
    told = known.get(reasons)
    if told is None:
        told = known[reasons] = Answer(Status.PASS, "; ".join(dict.fromkeys(reasons)))
    return told
