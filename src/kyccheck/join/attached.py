"""The documents of a case: those of its deal and ticket, and those on the page of its company.

Whose is a record that names a company? What names a deal or ticket too is that one's alone, also where it is in no
file; what names none is the company's, and so each of its cases'. Only identity documents tell of the company whoever
asked for them: those that lie with one deal count for the company's others too, and so do files of which no export
shows what they are, which satisfy nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace
from typing import Final, NamedTuple

from kyccheck.dataclass import dataclass
from kyccheck.join.choice import customer_of
from kyccheck.join.loose import Loose, exported
from kyccheck.records import documents
from kyccheck.records.record import ATTACHING, NO_SHAPE, Mark, Record

OF_A_COMPANY: Final = frozenset({"risk", "tracking", "odb", "billing"})
"""Sections that the company may tell as well as the deal."""

_NO_NOTES: Final = "no export given shows the notes; add the export of notes with their attachments"


class _Theirs(NamedTuple):
    """What lies with companies, for each of their cases: notes of theirs alone, documents, and those of e-mails."""

    notes: list[Record]
    documents: list[Record]
    of_emails: list[Record]


@dataclass(frozen=True, slots=True)
class Attached:
    """Which loose documents are whose; `phrases` tell a document by words of its name.

    What lies with a company is gone through once, however many cases it has.
    """

    loose: Loose
    phrases: tuple[tuple[str, str], ...]
    _known: dict[tuple[tuple[str, str], ...], _Theirs] = field(default_factory=dict)

    def to(self, mains: list[Record], named: tuple[Record, ...]) -> tuple[Record, ...] | None:
        """The documents of a deal and of its customer; None where no export shows any note of theirs.

        `named` are the companies that it names. Where nobody can tell the customer, there may be more than are found.
        E-mails, calls and meetings attach documents as well, but show nothing of those of notes.
        """
        companies, linked = customer_of(named), self.loose.linked
        theirs = self._of_companies(companies)
        notes = linked(mains, "notes") + theirs.notes
        there = [note for note in notes if not note.missing]
        found = _once(linked(mains, "documents") + linked(there, "documents"))
        found += [replace(note, section="documents", fields={}) for note in notes if note.missing]
        found += _beside(found, theirs.documents)
        are_shown = bool(notes or found or exported([*mains, *companies], "notes"))
        held = self._beside_notes(mains)
        shown = [document for document in held if not document.missing] + theirs.of_emails
        found += _beside(found, {document.id: document for document in shown}.values())
        # One mark is enough for all e-mails of which nobody knows what they attach.
        found += [replace(record, section="documents", fields={}, id="") for record in held if record.missing][:1]
        if not are_shown and all(record.missing for record in found):
            return None
        if not are_shown:
            main = mains[0]
            found.append(Record("documents", {}, NO_SHAPE, main.file, main.base, missing=_NO_NOTES, counts=False))
        if found and not companies and (unread := _may_hold_some(named)):
            found.append(replace(unread, section="documents", fields={}, id=""))
        return tuple(found)

    def _of_companies(self, companies: tuple[Record, ...]) -> _Theirs:
        """What lies with these companies: of what lies with one of their deals too, the documents that tell of them."""
        key = tuple((company.system, company.id) for company in companies)
        theirs = self._known.get(key)
        if theirs is None:
            theirs = self._gone_through(companies)
            if all(company.id for company in companies):
                self._known[key] = theirs
        return theirs

    def _gone_through(self, companies: tuple[Record, ...]) -> _Theirs:
        linked, tells = self.loose.linked, self._tells_of_the_company

        def counts(note: Record) -> bool:
            return bool(note.missing) or self.loose.is_no_cases(note)

        def shows_some(note: Record) -> bool:
            return not self.loose.is_no_cases(note) and any(map(tells, self.loose.beneath(note)))

        def is_named(document: Record) -> bool:
            return not document.missing and document.fields.keys() > {"id"} and tells(document)

        emails = linked(companies, "emails", lambda email: any(map(is_named, self.loose.beneath(email))))
        return _Theirs(
            notes=linked(companies, "notes", counts),
            documents=linked(companies, "documents", self.tells_of_its_cases)
            + linked(linked(companies, "notes", shows_some), "documents", tells),
            of_emails=linked(emails, "documents", is_named),
        )

    def _beside_notes(self, mains: list[Record]) -> list[Record]:
        """The documents of a deal's e-mails, calls, meetings and tasks, and those e-mails that are in no file."""
        records = [record for section in ATTACHING[1:] for record in self.loose.linked(mains, section)]
        held = self.loose.linked([record for record in records if not record.missing], "documents")
        return held + [record for record in records if record.missing and record.section == "emails"]

    def tells_of_its_cases(self, record: Record) -> bool:
        """Whether a record that names a company tells of each of that one's cases."""
        if record.section == "documents":
            return self.loose.is_no_cases(record) or self._tells_of_the_company(record)
        return record.section in OF_A_COMPANY and self.loose.is_no_cases(record)

    def _tells_of_the_company(self, document: Record) -> bool:
        """Whether a document that lies with one deal tells of its company too: it shows that one, or is not shown."""
        told = documents.tell(document.fields, self.phrases)
        return told[:1] == ("identity",) or bool(document.missing) or document.fields.keys() <= {"id"}


def _beside(found: list[Record], others: Iterable[Record]) -> list[Record]:
    """Those others that are not among the documents found."""
    known = {record.id for record in found}
    return [document for document in others if document.id not in known]


def _once(found: list[Record]) -> list[Record]:
    """Documents that the deal names itself and a note holds as well, each once."""
    return list({record.id or id(record): record for record in found}.values())


def _may_hold_some(named: tuple[Record, ...]) -> Record | None:
    """What says why nobody can tell the customer, whose page may show more documents; archived ones show none."""
    pages = named if len(named) == 1 else [company for company in named[1:] if Mark.ARCHIVED not in company.marks]
    return named[0] if pages else None
