"""Pass when all of several checks pass.

    all_of:
      - present: [email, role]
      - matches: {field: email, format: email}

The worst counts, in the order error, fail, review, unknown; the reasons of all that count are given. Where all of them
are `aligned`, a pass says what aligned with what.
"""

from typing import ClassVar, Final

from kyccheck.asking.answer import Answer, Status, Subject, worst
from kyccheck.asking.context import Context
from kyccheck.checks import Compiled, Question
from kyccheck.checks._writer import Sure, Writer, passing
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Check:
    """`checks`: what must hold together."""

    short: ClassVar[str] = "checks"
    checks: tuple[Question, ...]

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return tuple(path for question in self.checks for path in question.reads())

    def is_idle(self) -> bool:
        """Whether it may pass where nothing is there: where each of its checks may."""
        return all(question.is_idle() for question in self.checks)

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        if not self.checks:
            raise RefusedError("all_of lists no check, so nothing would be looked at")
        compiled = [question.compile(context) for question in self.checks]
        asks = tuple(question.ask for question in compiled)
        tells = all(question.kind == "aligned" for question in self.checks)
        fine = Answer(Status.PASS, "all that is asked holds")
        known: dict[tuple[str, ...], Answer] = {}

        def ask(subject: Subject) -> Answer:
            answers = [one(subject) for one in asks]
            off = [answer for answer in answers if answer.status is not Status.PASS]
            return worst(off) if off else _all_told(answers, known) if tells else fine

        def surely(writer: Writer) -> Sure | None:
            sures = [sure for question in compiled if (sure := question.surely(writer)) is not None]
            if len(sures) < len(compiled):
                return None
            if not tells:
                return passing(" and ".join(sure.passes for sure in sures), fine)
            names = [writer.name() for _ in sures]
            parts = [f"({name} := {sure.code})" for name, sure in zip(names, sures, strict=True)]
            return Sure(f"({' and '.join([*parts, _one_number(names)])})", lambda number: told(sures, number))

        def told(sures: list[Sure], number: int) -> Answer:
            digits = [number // _MOST_ANSWERS**place % _MOST_ANSWERS for place in range(len(sures))]
            return _all_told([sure.answer(digit) for sure, digit in zip(sures, digits, strict=True)], known)

        return Compiled(ask, surely)


_MOST_ANSWERS: Final = 4
"""More answers than a question has that is sure only to pass."""


def _one_number(names: list[str]) -> str:
    """An expression: the numbers of several variables as one."""
    return "(" + " + ".join(f"{name} * {_MOST_ANSWERS**place}" for place, name in enumerate(names)) + ")"


def _all_told(answers: list[Answer], known: dict[tuple[str, ...], Answer]) -> Answer:
    """A pass that says what each of several passes said: one of a few, since a checklist asks a few questions."""
    reasons = tuple([answer.reason for answer in answers])
    told = known.get(reasons)
    if told is None:
        told = known[reasons] = Answer(Status.PASS, "; ".join(dict.fromkeys(reasons)))
    return told
