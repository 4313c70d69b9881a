"""One field, ready to be looked at in any case: its value, and what to say of it where there is none."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final

from kyccheck import registry
from kyccheck.asking.answer import Answer, Seen, Status, Subject
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.late import pattern
from kyccheck.records.case import Case
from kyccheck.records.fields import PARTS, sections, unknown_field
from kyccheck.records.record import Record, Several
from kyccheck.values.day import Unclear
from kyccheck.values.grid import ErrorCell
from kyccheck.values.value import ABSENT, as_text, as_truth, is_blank, is_filled, is_placeholder
from kyccheck.values.written import written

if TYPE_CHECKING:
    from kyccheck.asking.context import Context


class Lack(Enum):
    """What keeps a value from being looked at: it is absent, an error of the spreadsheet, blank, and so on.

    `HOLLOW` is a list of blanks and placeholders, `NO_SINGLE` several values, or an object, where one is meant.
    """

    ABSENT = auto()
    ERROR = auto()
    BLANK = auto()
    HOLLOW = auto()
    NO_SINGLE = auto()
    PLACEHOLDER = auto()

    def answer(self, reason: str, seen: tuple[Seen, ...]) -> Answer:
        """The answer of a check that has met it. Where there was nothing to look at, nothing is decided."""
        if self in {Lack.ABSENT, Lack.ERROR}:
            return Answer(Status.UNKNOWN, reason, seen)
        if self is Lack.NO_SINGLE:
            return Answer(Status.REVIEW, reason, seen)
        return Answer(Status.FAIL, reason, seen, undecided=True)


@dataclass(frozen=True, slots=True)
class Look:
    """One field, resolved once: how to get its value of a subject, and what to say where there is none.

    `who` opens a sentence about it ("the company "; nothing inside a list, where the list names its member);
    `what` is its name in words.
    """

    path: str
    section: str
    name: str
    type: str
    who: str
    what: str
    get: Callable[[Any], Any]

    @classmethod
    def at(cls, path: str, context: Context) -> Look:
        """See Context.look."""
        if context.section:
            return cls._of_member(path, context.section)
        written_as, _, name = path.partition(".")
        known, section = sections(), written_as.removesuffix("[]")
        if section not in known or (section != written_as and not (known[section].many and name)):
            raise RefusedError(unknown_field(path))
        if known[section].many and name:
            raise RefusedError(f"{path!r} is a field of many: look at it inside each, with in: {section}")
        if not name:
            return cls(path, section, "", "section", "", section, section_getter(section))
        if name not in known[section].fields and name not in known[section].nested:
            raise RefusedError(unknown_field(path))
        field = known[section].fields.get(name)
        kind, said = (field.type, field.say) if field else ("text", words(name))
        return cls(path, section, name, kind, f"the {known[section].one} ", said, getter(section, name))

    @classmethod
    def _of_member(cls, name: str, section: str) -> Look:
        known = sections().get(section)
        fields = tuple(known.fields) if known else PARTS.get(section, (name,))
        if name not in fields:
            hint = registry.allowed(name, fields)
            raise RefusedError(f"unknown field '{section}[].{name}'; {hint}")
        kind, said = (known.fields[name].type, known.fields[name].say) if known else ("text", words(name))
        return cls(name, section, name, kind, "", said, _member_getter(name))

    def seen(self, subject: Subject) -> tuple[Seen, ...]:
        """What was looked at."""
        return (Seen(subject, self.path),)

    def unusable(self, subject: Subject, value: object) -> Answer | None:
        """The answer where a value cannot be looked at, else None."""
        lack = self.lack(value)
        return lack.answer(self._lacking(subject, value, lack), self.seen(subject)) if lack is not None else None

    def lack(self, value: object) -> Lack | None:
        """What keeps a value of this field from being looked at, or None."""
        if type(value) is str and is_filled(value):
            return None
        if value is ABSENT:
            return Lack.ABSENT
        if isinstance(value, ErrorCell):
            return Lack.ERROR
        if is_blank(value):
            return Lack.BLANK
        if self.type == "list" and isinstance(value, (list, tuple)) and not isinstance(value, Several):
            return None if says_something(value) else Lack.HOLLOW
        text = as_text(value)
        if text is None:
            return None if self.type == "flag" and isinstance(value, bool) else Lack.NO_SINGLE
        return Lack.PLACEHOLDER if is_placeholder(text) and not self.really(text) else None

    def _lacking(self, subject: Subject, value: object, lack: Lack) -> str:
        """What is lacking, in a sentence."""
        if lack is Lack.ABSENT:
            return self._absent(subject)
        if lack is Lack.ERROR:
            return (
                f"{self.who}has an error of the spreadsheet as {self.what} ({written(value, 60)}), which shows nothing"
            )
        if lack is Lack.BLANK:
            return f"{self.who}has no {self.what}"
        if lack is Lack.HOLLOW:
            return f"{self.who}has nothing in {self.what} but blanks: {written(value, 60)}"
        if lack is Lack.NO_SINGLE:
            return f"{self.who}has no single value as {self.what}: {written(value, 60)}"
        return f'{self.who}has only a placeholder as {self.what} ("{written(as_text(value), 60)}")'

    def odd_day(self, subject: Subject, context: Context, called: str, dated: str = "is dated") -> Answer | None:
        """The answer where what should be a day ("date of issue") is none, or one after the as-of day; else None."""
        value = self.get(subject)
        day = context.day(value)
        if isinstance(day, Unclear):
            reason = f'has "{written(value, 60)}" as {called}, which {day.value}'
            return Answer(Status.REVIEW, reason, self.seen(subject))
        if day > context.as_of:
            return Answer(Status.FAIL, f"{dated} {day}, after the day of this audit", self.seen(subject))
        return None

    def really(self, text: str) -> bool:
        """Whether what looks like a placeholder is a value here: 0 is a quantity, NA a country and a family name."""
        if self.type == "flag":
            return as_truth(text) is not None
        if self.name in {"country", "region", "state", "first_name", "last_name"}:
            return text.casefold() == "na"
        return self.type in {"number", "money"} and _ZERO.fullmatch(text) is not None

    def _absent(self, subject: Subject) -> str:
        record = subject.first(self.section) if isinstance(subject, Case) else subject
        if record is not None and record.missing:
            return record.missing
        if self.name == "kind" and not self.who:
            return "has no type in any export"
        if isinstance(subject, Case) and self.section not in subject.records:
            return f"no export given carries {article(self.section)}"
        return f"{self.who}comes without {self.what}: no export given has that field"


_ZERO: Final = pattern(r"0(?:[.,]0+)?")


def says_something(value: object) -> bool:
    """Whether a value, or any part of it, is neither blank nor a placeholder."""
    if type(value) is str:
        return is_filled(value)
    if isinstance(value, dict):
        return says_something(list(value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(says_something, value))
    return isinstance(value, bool) or (not is_blank(value) and is_filled(as_text(value) or "-"))


def first_field(section: str) -> str:
    """Any field of a section, for an example."""
    return next(iter(sections()[section].fields))


def section_getter(section: str) -> Callable[[Case], object]:
    """What gives the records of a section of a case; ABSENT where it was not exported."""
    return lambda case: case.records.get(section, ABSENT)


def _member_getter(name: str) -> Callable[[Record], object]:
    return lambda record: record.fields.get(name, ABSENT)


def getter(section: str, name: str) -> Callable[[Case], object]:
    """What gives a field of a single section: ABSENT where no export carries it, None where it is empty."""

    def get(case: Case) -> object:
        records = case.records.get(section)
        if records:
            return records[0].fields.get(name, ABSENT)
        return ABSENT if records is None else None

    return get


def article(section: str) -> str:
    """A section as the object of a sentence."""
    about = sections()[section]
    return f"the {about.one}{'s' * about.many}"


def words(name: str) -> str:
    """A field's name in words."""
    return name.replace("_", " ").replace(".", " ").replace("email", "e-mail")
