"""Pass when a check passes, and no other one speaks against it.

    unless:
      check: {present: [invoice.number, invoice.issued_on]}
      but: {one_of: {field: invoice.status, values: [draft, voided]}}
      otherwise: the bill is a draft or voided

The check must hold by itself: where `but` has nothing to look at, it takes nothing away. `otherwise` says in one phrase
what speaks against it.
"""

from kyccheck.answer import Answer, Seen, Status, Subject
from kyccheck.checks import Ask, Question
from kyccheck.context import Context
from kyccheck.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """`check`: what must hold; `but`: what must not; `otherwise`: what to say where it does."""

    check: Question
    but: Question
    otherwise: str = ""

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return (*self.check.reads(), *self.but.reads())

    def spare(self) -> tuple[str, ...]:
        """Of these, what it can do without: what only ever speaks against it."""
        return self.but.reads()

    def is_idle(self) -> bool:
        """Whether it may pass where nothing is there: where its check may."""
        return self.check.is_idle()

    def compile(self, context: Context) -> Ask:
        """The question as a function."""
        holds, against = self.check.compile(context).ask, self.but.compile(context).ask

        paths = self.but.reads()

        def ask(subject: Subject) -> Answer:
            answer = holds(subject)
            if answer.status is not Status.PASS:
                return answer
            objection = against(subject)
            if objection.status is Status.PASS:
                return Answer(
                    Status.FAIL, self.otherwise or objection.reason, tuple(Seen(subject, path) for path in paths)
                )
            return objection if objection.status in (Status.REVIEW, Status.ERROR) else answer

        return ask
