"""Pass when the history shows that the case came back to a stage after a day.

    returned_after: {field: quote.accepted_on, stage: bd02}

It is for what speaks against something that was decided before (`unless`). A case that was in the stage on the day
itself, and left it later, counts as well. What no history shows did not happen: it fails, and so it does where the day
is not there or cannot be told.
"""

from datetime import date

from kyccheck import registry
from kyccheck.asking.answer import Answer, Seen, Status, Subject, of_case
from kyccheck.asking.context import Context
from kyccheck.checks import Ask
from kyccheck.checks._deciding import HISTORY, returned
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Check:
    """`field`: the day; `stage`: where the case was afterwards."""

    field: str
    stage: str

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return (self.field, *HISTORY)

    def spare(self) -> tuple[str, ...]:
        """Of these, what it can do without: it speaks against something, and without a history nothing does."""
        return HISTORY

    def compile(self, context: Context) -> Ask:
        """The question as a function."""
        if context.section:
            raise RefusedError(f"returned_after looks at a whole case, and cannot be asked inside {context.section}")
        look = context.look(self.field)
        if look.type != "date":
            raise RefusedError(f"{self.field!r} is not a date, so nothing could come after it")
        if context.stages and self.stage not in context.stages:
            raise RefusedError(f"unknown stage {self.stage!r}; {registry.allowed(self.stage, context.stages)}")
        seen = (self.field, *HISTORY)

        def ask(subject: Subject) -> Answer:
            case = of_case(subject)
            day = context.day(look.get(case))
            answer = returned(case, self.stage, day, context) if isinstance(day, date) else None
            if answer is None:
                reason = f"no history shows that it came back to {self.stage} after {look.what}"
                return Answer(Status.FAIL, reason, tuple(Seen(case, path) for path in seen))
            return answer._replace(status=Status.PASS, reason=f"came back to {self.stage} after {look.what}")

        return ask
