"""Pass when every field named is filled: exported, not blank, and no placeholder.

    present: company.name
    present: [company.name, company.registration_number, company.country]

A whole section may be named too (`present: company`): then it must hold a record. Absent fields are unknown, blank
ones and placeholders ("N/A", "TBC", "-") fail. What can hardly be what the field holds (a name without a letter, an
e-mail address without "@", a bare "yes" or "in progress") is for a person to judge. Where several are not filled, all
are named.
As a condition (`when`), by itself or in `any_of` and `all_of`, it asks just that: what is blank shows that it does not
hold.
"""

from typing import ClassVar

from kyccheck.asking.answer import Answer, Status, Subject, worst
from kyccheck.asking.context import Context
from kyccheck.asking.look import Look, article
from kyccheck.checks import Compiled
from kyccheck.checks._hardly import hardly, likely, odd
from kyccheck.checks._writer import Sure, Writer, passing
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.records.case import Case
from kyccheck.values.value import ABSENT, is_filled


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
        getters = tuple((look.get, hardly(look.type) or _anything) for look in looks)
        filled = Answer(Status.PASS, "filled" if looks[0].name else "there")

        def ask(subject: Subject) -> Answer:
            for get, tells in getters:
                value = get(subject)
                if type(value) is not str or not is_filled(value) or tells(value):
                    answer = _look_closely(subject, looks) or filled
                    return answer._replace(undecided=False) if context.is_condition else answer
            return filled

        def surely(writer: Writer) -> Sure:
            return passing(" and ".join(_filled(writer, look) for look in looks), filled)

        return Compiled(ask, surely)


def _anything(_: str) -> str:
    return ""


def _filled(writer: Writer, look: Look) -> str:
    """An expression that holds where a field, or a section, is filled beyond doubt."""
    return likely(writer, look.path, look.type) if look.name else f"bool({writer.value(look.path)})"


def _look_closely(subject: Subject, looks: list[Look]) -> Answer | None:
    answers = []
    for look in looks:
        value = look.get(subject)
        if look.name:
            answer = look.unusable(subject, value) or odd(subject, look, value)
        else:
            answer = _section(subject, look, value)
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
