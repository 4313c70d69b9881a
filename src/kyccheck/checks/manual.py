"""Pass when a person has looked and says so: never by itself.

    manual: Is the customer's business one that we serve?
    manual: {question: Is the business one that we serve?, fields: [company.industry, company.website]}

The result is `review` with the question, until an attestation answers it. `fields` is what the person looks at: the
report shows it, and the answer lapses when it changes.
"""

from typing import ClassVar

from kyccheck.asking.answer import Answer, Status, Subject
from kyccheck.asking.context import Context
from kyccheck.checks import Ask
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Check:
    """`question`: what the person must answer; `fields`: what is shown, and whose change makes the answer lapse."""

    short: ClassVar[str] = "question"
    question: str
    fields: tuple[str, ...] = ()

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return self.fields

    def compile(self, context: Context) -> Ask:
        """The question as a function."""
        if not self.question.strip():
            raise RefusedError("manual asks no question")
        looks = tuple(context.look(path) for path in self.fields)

        def ask(subject: Subject) -> Answer:
            seen = tuple(item for look in looks for item in look.seen(subject))
            return Answer(Status.REVIEW, f"a person must answer: {self.question}", seen)

        return ask
