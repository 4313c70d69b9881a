"""Pass when at least one of several checks passes.

    any_of:
      - present: contacts
      - present: company.phone

    any_of:
      checks: [{present: name}, {present: [first_name, last_name]}]
      otherwise: has no name

Where none passes, but one is for a person to judge or unknown, so is the whole. `otherwise` says it in one phrase
where all fail.
"""

from typing import ClassVar

from kyccheck.asking.answer import Answer, Status, Subject
from kyccheck.asking.context import Context
from kyccheck.checks import Compiled, Question
from kyccheck.checks._writer import Sure, Writer
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Check:
    """`checks`: the alternatives; `otherwise`: what to say where all fail."""

    short: ClassVar[str] = "checks"
    checks: tuple[Question, ...]
    otherwise: str = ""

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return tuple(path for question in self.checks for path in question.reads())

    def spare(self) -> tuple[str, ...]:
        """Of these, what it can do without where another alternative holds: what not every one of them looks at."""
        reads = [set(question.reads()) for question in self.checks]
        return tuple(path for path in self.reads() if not all(path in one for one in reads))

    def is_idle(self) -> bool:
        """Whether it may pass where nothing is there: where one of its checks may."""
        return any(question.is_idle() for question in self.checks)

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        if not self.checks:
            raise RefusedError("any_of lists no check, so nothing could pass")
        compiled = [question.compile(context) for question in self.checks]
        asks = tuple(question.ask for question in compiled)

        def ask(subject: Subject) -> Answer:
            answers = []
            for alternative in asks:
                answer = alternative(subject)
                if answer.status is Status.PASS:
                    return answer
                answers.append(answer)
            return self._none(answers)

        def surely(writer: Writer) -> Sure | None:
            first = compiled[0].surely(writer)  # where it is in doubt, it may pass after all, and its words count
            return None if first is None else Sure(f"max({first.code}, 0)", first.answer)

        return Compiled(ask, surely)

    def _none(self, answers: list[Answer]) -> Answer:
        """The answer where none passes: the one nearest to a pass, unless one could not be evaluated at all."""
        order = (Status.ERROR, Status.REVIEW, Status.UNKNOWN, Status.FAIL)
        status = min((answer.status for answer in answers), key=order.index)
        counting = [answer for answer in answers if answer.status is status]
        reasons = dict.fromkeys(answer.reason for answer in counting)
        reason = self.otherwise if self.otherwise and status is Status.FAIL else ", and ".join(reasons)
        seen = tuple(item for answer in answers for item in answer.seen)
        return Answer(status, reason, seen, undecided=any(answer.undecided for answer in counting))
