"""Pass when every field named is filled: exported, not blank, and no placeholder.

    present: company.name
    present: [company.name, company.registration_number, company.country]

A whole section may be named too (`present: company`): then it must hold a record. Absent fields are unknown, blank
ones and placeholders ("N/A", "TBC", "-") fail. Where several are not filled, all are named.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from kyccheck.case import Case
from kyccheck.checks import Answer, Compiled, Context, Look, Status, Subject, article, worst
from kyccheck.checks._writer import Sure, Writer, passing
from kyccheck.errors import RefusedError
from kyccheck.value import ABSENT, is_filled


@dataclass(frozen=True, slots=True)
class Check:
    """`fields`: what must be filled."""

    short: ClassVar[str] = "fields"
    fields: tuple[str, ...]

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return self.fields

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        if not self.fields:
            raise RefusedError("present names no field, so nothing would be looked at")
        looks = [context.look(path, whole=True) for path in self.fields]
        getters = tuple((look.get, look) for look in looks)
        filled = Answer(Status.PASS, "filled" if looks[0].name else "there")

        def ask(subject: Subject) -> Answer:
            for get, look in getters:
                value = get(subject)
                if type(value) is not str or not is_filled(value):
                    return _look_closely(subject, getters) or filled
                if not look.name:
                    break
            return filled

        def surely(writer: Writer) -> Sure:
            parts = (writer.filled(look.path) if look.name else f"bool({writer.value(look.path)})" for look in looks)
            return passing(" and ".join(parts), filled)

        return Compiled(ask, surely)


def _look_closely(subject: Subject, getters: tuple[tuple[Callable[[Any], Any], Look], ...]) -> Answer | None:
    answers = []
    for get, look in getters:
        value = get(subject)
        answer = look.unusable(subject, value) if look.name else _section(subject, look, value)
        if answer is not None:
            answers.append(answer)
    return worst(answers) if answers else None


def _section(subject: Subject, look: Look, records: object) -> Answer | None:
    if records is ABSENT:
        return Answer(Status.UNKNOWN, f"no export given carries {article(look.section)}", look.seen(subject))
    if not records:
        return Answer(Status.FAIL, f"there is no {look.section}", look.seen(subject), undecided=True)
    first = subject.first(look.section) if isinstance(subject, Case) else None
    if first is not None and first.missing and not first.id:
        return Answer(Status.UNKNOWN, first.missing, look.seen(subject))
    return None
