"""Kinds of checks: the questions that a checklist may ask, as data.

OPEN: one file a kind; its name is the word that a checklist writes (`present: company.name`), its docstring opens
"Pass when ..." and shows the YAML. A module holds one frozen dataclass `Check`:

    its members are the YAML's keys; `short` names the one that a bare value fills
    reads()          the fields it looks at, as paths (`company.name`, `contacts[].role`)
    compile(context) -> ask(subject) -> Answer, or Compiled(ask, surely)
    spare()          optional: of those fields, what it may pass without; `kyccheck checklist test --mutate` asks

While YAML is read a check is a value; while cases stream it is a plain function. The subject is a case, or one record
of a list inside `each`, `count` and `where`. A pass allocates nothing: it is one of a few answers made beforehand.

`surely` is for speed alone: it writes, as an expression of Python (`_writer.py`), what a native case as it was read (a
mapping of sections, or of one member's fields, under their own names) must show for the answer that `ask` would give;
wherever there is the least doubt the expression is 0. Nine of ten items are settled so, and most cases never become
records. A test holds each `surely` to its `ask`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from kyccheck import registry
from kyccheck.case import Case, describe, elements
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.fields import sections
from kyccheck.grid import ErrorCell
from kyccheck.late import pattern
from kyccheck.record import Evidence, Record
from kyccheck.strictyaml import Mapping, Place, build
from kyccheck.value import ABSENT, Unclear, as_day, as_text, as_truth, is_blank, is_filled, is_placeholder, written

if TYPE_CHECKING:
    from kyccheck.checks._writer import Sure, Writer


class Status(StrEnum):
    """What a result says; the contract's words."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    REVIEW = "review"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    NOT_DUE = "not_due"
    NOT_STATED = "not_stated"
    ERROR = "error"


WORST_FIRST: Final[tuple[Status, ...]] = (
    Status.ERROR,
    Status.FAIL,
    Status.REVIEW,
    Status.UNKNOWN,
    Status.WAIVED,
    Status.PASS,
)
"""How statuses are summed up; those that are not here stand aside."""

SETTLED: Final = frozenset(
    {Status.PASS, Status.WAIVED, Status.NOT_APPLICABLE, Status.NOT_DUE, Status.NOT_STATED},
)
"""Statuses that settle an item."""


class Seen(NamedTuple):
    """What a check has looked at: a path of a case, or a field of a record. Looked up again only for a report."""

    subject: "Case | Record"
    path: str
    prefix: str = ""

    def evidence(self) -> list[Evidence]:
        """The values there, with their places."""
        if isinstance(self.subject, Case):
            return self.subject.evidence(self.path)
        return [self.subject.evidence(self.prefix + self.path, self.path)]


class Answer(NamedTuple):
    """What a check says of a subject: a status, a reason in a colleague's words, and what it has seen.

    `undecided` marks a `fail` that only says "there is nothing to look at": as a condition, or under `not`, it decides
    nothing.
    """

    status: Status
    reason: str
    seen: tuple[Seen, ...] = ()
    undecided: bool = False


Subject = Case | Record
Ask = Callable[[Subject], Answer]
Surely = Callable[["Writer"], "Sure | None"]


class Compiled:
    """A question as functions; see the folder's documentation."""

    __slots__ = ("ask", "surely")

    def __init__(self, ask: Ask, surely: Surely = lambda _: None) -> None:
        self.ask = ask
        self.surely = surely

    def __call__(self, subject: Subject) -> Answer:
        """Ask."""
        return self.ask(subject)


class Check(Protocol):
    """What the dataclass of every module of this folder is."""

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""

    def compile(self, context: "Context") -> Ask | Compiled:
        """The question as a function. Raises RefusedError for an unknown field, form or stage."""


@dataclass(frozen=True, slots=True)
class Question:
    """A check as a checklist writes it: one word of this folder, and what it asks."""

    kind: str
    check: Any
    place: Place

    @classmethod
    def from_tree(cls, tree: Any, place: Place) -> "Question":
        """The question of a mapping with one key, the kind."""
        if not isinstance(tree, Mapping) or len(tree) != 1:
            kinds = ", ".join(registry.words(__name__))
            raise place.refuse(f"a check is a mapping with one key, its kind: {kinds}")
        kind, config = next(iter(tree.items()))
        try:
            module = registry.load(__name__, kind)
        except RefusedError as error:
            raise tree.at(kind).refuse(error.message) from None
        place = tree.at(kind)
        config = Mapping(place) if config is None else config
        return cls(kind, build(module.Check, config, place, f"the check {kind!r}"), place)

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields that the check looks at, each once."""
        return tuple(dict.fromkeys(self.check.reads()))

    def compile(self, context: "Context") -> Compiled:
        """The question as functions; a refusal names the line of the check."""
        try:
            made: Ask | Compiled = self.check.compile(context)
        except RefusedError as error:
            raise (error if error.where else self.place.refuse(error.message)) from None
        return made if isinstance(made, Compiled) else Compiled(made)


@dataclass(frozen=True)
class Context:
    """What a check is compiled for: the day, the stages, and whether its subject is a case or a record of `section`.

    `date_order` is "dmy", "mdy" or "". `stages` are the checklist's, in order; `standing` tells the stage of a case.
    """

    as_of: date
    date_order: str = ""
    stages: tuple[str, ...] = ()
    stage_of: Callable[[str], str | None] = lambda _: None
    section: str = ""

    def inside(self, path: str) -> "Context":
        """The context of the members of a list (`contacts`, `csr.virtual_numbers`)."""
        return replace(self, section=path)

    def look(self, path: str, *, whole: bool = False) -> "Look":
        """A field, ready to be looked at, or with `whole` a whole section.

        Raises RefusedError, with the nearest right word, for one that is not.
        """
        found = Look.at(path, self)
        if not found.name and not whole:
            raise RefusedError(f"{path!r} is a section; name a field of it, such as {path}.{_first_field(path)}")
        return found

    def list(self, path: str) -> "Listing":
        """A list of records, ready to be looked at: a section with many, or a list in a field."""
        return Listing.at(path, self)

    def day(self, value: object) -> date | Unclear:
        """The day that a value names."""
        return as_day(value, self.date_order)

    @cached_property
    def days(self) -> "Days":
        """The days that texts name, as numbers."""
        return Days(self)


class Days(dict[Any, int]):
    """The days that texts name, as proleptic Gregorian ordinals; 0 for what names none beyond doubt."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def __missing__(self, value: Any) -> int:
        """Work a day out, and keep it."""
        day = self._context.day(value) if type(value) is str else Unclear.NONE
        number = 0 if isinstance(day, Unclear) else day.toordinal()
        if type(value) is str and len(self) < _MOST_DAYS:
            self[value] = number
        return number


_MOST_DAYS: Final = 20_000


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
    def at(cls, path: str, context: Context) -> "Look":
        """See Context.look."""
        if context.section:
            return cls._of_member(path, context.section)
        section, _, name = path.partition(".")
        known = sections()
        if section not in known:
            raise RefusedError(f"unknown field {path!r}; {registry.allowed(section, tuple(known))}")
        if known[section].many and name:
            raise RefusedError(f"{path!r} is a field of many: look at it inside each, with in: {section}")
        if not name:
            return cls(path, section, "", "section", "", section, _section_getter(section))
        if name not in known[section].fields and name not in known[section].nested:
            raise RefusedError(_unknown_field(path, section))
        field = known[section].fields.get(name)
        kind, said = (field.type, field.say) if field else ("text", words(name))
        return cls(path, section, name, kind, f"the {noun(section)} ", said, _getter(section, name))

    @classmethod
    def _of_member(cls, name: str, section: str) -> "Look":
        known = sections().get(section)
        if known and name not in known.fields:
            raise RefusedError(_unknown_field(f"{section}[].{name}", section))
        kind, said = (known.fields[name].type, known.fields[name].say) if known else ("text", words(name))
        return cls(name, section, name, kind, "", said, _member_getter(name))

    def seen(self, subject: Subject) -> tuple[Seen, ...]:
        """What was looked at."""
        return (Seen(subject, self.path),)

    def unusable(self, subject: Subject, value: object) -> Answer | None:
        """The answer where a value cannot be looked at (absent, blank, a placeholder, no single value), else None."""
        if type(value) is str and is_filled(value):
            return None
        if value is ABSENT:
            return Answer(Status.UNKNOWN, self._absent(subject), self.seen(subject))
        if isinstance(value, ErrorCell):
            reason = f"{self.who}has an error of the spreadsheet as {self.what} ({written(value, 60)})"
            return Answer(Status.FAIL, reason, self.seen(subject), undecided=True)
        if is_blank(value):
            return Answer(Status.FAIL, f"{self.who}has no {self.what}", self.seen(subject), undecided=True)
        text = as_text(value)
        if self.type == "list" and isinstance(value, (list, tuple)):
            return self._hollow(subject, value)
        if text is None and not (self.type == "flag" and isinstance(value, bool)):
            reason = f"{self.who}has something other than one value as {self.what}: {written(value, 60)}"
            return Answer(Status.REVIEW, reason, self.seen(subject))
        if text is not None and is_placeholder(text) and not self.really(text):
            reason = f'{self.who}has only a placeholder as {self.what} ("{written(text, 60)}")'
            return Answer(Status.FAIL, reason, self.seen(subject), undecided=True)
        return None

    def _hollow(self, subject: Subject, members: list[Any] | tuple[Any, ...]) -> Answer | None:
        """The answer where a list holds nothing but blanks and placeholders."""
        if says_something(members):
            return None
        reason = f"{self.who}has nothing in {self.what} but blanks: {written(list(members), 60)}"
        return Answer(Status.FAIL, reason, self.seen(subject), undecided=True)

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
        if self.name == "kind":
            return "is of a type that nobody gives"
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


def _first_field(section: str) -> str:
    return next(iter(sections()[section].fields))


def _unknown_field(path: str, section: str) -> str:
    return f"unknown field {path!r}; {registry.allowed(path.rpartition('.')[2], tuple(sections()[section].fields))}"


def _section_getter(section: str) -> Callable[[Case], object]:
    return lambda case: case.records.get(section, ABSENT)


def _member_getter(name: str) -> Callable[[Record], object]:
    return lambda record: record.fields.get(name, ABSENT)


def _getter(section: str, name: str) -> Callable[[Case], object]:
    def get(case: Case) -> object:
        records = case.records.get(section)
        if records:
            return records[0].fields.get(name, ABSENT)
        return ABSENT if records is None else None

    return get


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of records, resolved once: `get` gives its members, None where it is empty or ABSENT where it is not."""

    path: str
    section: str
    one: str
    get: Callable[[Any], Any]

    @classmethod
    def at(cls, path: str, context: Context) -> "Listing":
        """See Context.list."""
        section, _, name = path.partition(".")
        known = sections()
        if context.section:
            raise RefusedError(
                f"{path!r} is a list of the whole case, and cannot be looked at inside {context.section}"
            )
        if section not in known:
            raise RefusedError(f"unknown list {path!r}; {registry.allowed(section, _lists())}")
        if known[section].many and not name:
            return cls(path, section, known[section].one, _section_getter(section))
        if name not in known[section].fields or known[section].fields[name].type != "list":
            raise RefusedError(f"{path!r} is no list; {registry.allowed(path, _lists())}")
        value = _getter(section, name)

        def members(case: Case) -> object:
            found = value(case)
            record = case.first(section)
            return elements(record, name) if record is not None and isinstance(found, (list, tuple)) else found

        return cls(path, name, words(name).removesuffix("s"), members)

    def nothing(self, case: Case, members: object) -> Answer | None:
        """The answer where there is no list to look at (absent, empty, something else), else None."""
        if isinstance(members, tuple) and members:
            return None
        many = f"{self.one}s"
        if members is ABSENT:
            reason = f"no export given shows the {many}" + _where_to_look(self.section)
            return Answer(Status.UNKNOWN, reason, (Seen(case, self.path),))
        if is_blank(members):
            return Answer(Status.FAIL, f"there is no {self.one}", (Seen(case, self.path),), undecided=True)
        return Answer(Status.REVIEW, f"the {many} are no list: {written(members, 60)}", (Seen(case, self.path),))

    def named(self, place: int, record: Record) -> str:
        """How a member opens a sentence: `contact 2 (Wong Tai Man) `."""
        name = describe(record)
        return f"{self.one} {place + 1} ({name}) " if name else f"{self.one} {place + 1} "

    def of_member(self, place: int, record: Record, answer: Answer) -> Answer:
        """The answer of a check of one member, in words and evidence of the case."""
        prefix = f"{self.path}[{place}]."
        seen = tuple(Seen(record, item.path, prefix) if item.subject is record else item for item in answer.seen)
        reason = answer.reason if record.missing and answer.reason == record.missing else None
        return answer._replace(reason=reason or self.named(place, record) + answer.reason, seen=seen)


def _lists() -> tuple[str, ...]:
    many = [section.name for section in sections().values() if section.many]
    fields = [
        f"{section.name}.{field.name}"
        for section in sections().values()
        for field in section.fields.values()
        if field.type == "list" and not section.many
    ]
    return (*many, *fields)


def _where_to_look(section: str) -> str:
    exports = {
        "contacts": "; add the export of contacts with their associations",
        "documents": "; add the export of notes with their attachments",
    }
    return exports.get(section, "")


def noun(section: str) -> str:
    """A section as a word in a sentence."""
    return {
        "csr": "CSR 106 form",
        "odb": "ODB account",
        "billing": "Xero profile",
        "risk": "customer's risk",
        "tracking": "Monday.com item",
        "setup": "handover",
    }.get(section, section)


def article(section: str) -> str:
    """A section as the object of a sentence."""
    return f"the {noun(section)}" if not sections()[section].many else f"the {sections()[section].one}s"


def words(name: str) -> str:
    """A field's name in words."""
    return name.replace("_", " ").replace(".", " ").replace("email", "e-mail")


def worst(answers: list[Answer]) -> Answer:
    """The answer that counts where all must hold: the worst; with equals the first, and the reasons of all of them."""
    status = min((answer.status for answer in answers), key=WORST_FIRST.index)
    worst_ones = [answer for answer in answers if answer.status is status]
    if len(worst_ones) == 1:
        return worst_ones[0]
    reasons = dict.fromkeys(answer.reason for answer in worst_ones)
    return Answer(
        status,
        "; ".join(reasons),
        tuple(dict.fromkeys(item for answer in worst_ones for item in answer.seen)),
        undecided=all(answer.undecided for answer in worst_ones),
    )
