"""A list of records, ready to be looked at in any case: its members, and what to say where there are none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from kyccheck import registry
from kyccheck.asking.answer import Answer, Seen, Status
from kyccheck.asking.look import getter, section_getter, words
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.records.case import Case, describe, elements
from kyccheck.records.fields import sections
from kyccheck.records.record import Record
from kyccheck.values.value import ABSENT, is_blank
from kyccheck.values.written import written

if TYPE_CHECKING:
    from kyccheck.asking.context import Context


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of records, resolved once: `get` gives its members, None where it is empty or ABSENT where it is not."""

    path: str
    section: str
    one: str
    get: Callable[[Any], Any]

    @classmethod
    def at(cls, path: str, context: Context) -> Listing:
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
            return cls(path, section, known[section].one, section_getter(section))
        if name not in known[section].fields or known[section].fields[name].type != "list":
            raise RefusedError(f"{path!r} is not a list; {registry.allowed(path, _lists())}")
        value = getter(section, name)

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
            reason = f"no export given shows the {many}{_where_to_look(self.section, case.system)}"
            return Answer(Status.UNKNOWN, reason, (Seen(case, self.path),))
        if is_blank(members):
            return Answer(Status.FAIL, f"there is no {self.one}", (Seen(case, self.path),), undecided=True)
        return Answer(Status.REVIEW, f"the {many} are not a list: {written(members, 60)}", (Seen(case, self.path),))

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


_EXPORTS: Final = {
    ("contacts", "hubspot"): "the export of contacts with their associations",
    ("documents", "hubspot"): "the export of notes with their attachments",
    ("documents", "teamwork"): "the export of the ticket by itself, with its threads",
}
"""What shows a list that is not there, by the system that the case is of."""


def _where_to_look(section: str, system: str) -> str:
    export = _EXPORTS.get((section, system)) or (_EXPORTS.get((section, "hubspot")) if system != "teamwork" else None)
    return f"; add {export}" if export else ""
