"""The documents of a case: those of its deal and ticket, and those on the page of its company.

Whose is a record that names a company? What names a deal or ticket too is that one's alone, also where it is in no
file; what names none is the company's, and so each of its cases'. Only identity documents tell of the company whoever
asked for them: those that lie with one deal count for the company's others too, and so do files of which no export
shows what they are, which satisfy nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kyccheck.dataclass import dataclass
from kyccheck.join.choice import customer_of
from kyccheck.join.loose import Loose, exported
from kyccheck.records import documents
from kyccheck.records.record import ATTACHING, NO_SHAPE, Mark, Record

OF_A_COMPANY: Final = frozenset({"risk", "tracking", "odb", "billing"})
"""Sections that the company may tell as well as the deal."""

_NO_NOTES: Final = "no export given shows the notes; add the export of notes with their attachments"


@dataclass(frozen=True, slots=True)
class Attached:
    """Which loose documents are whose; `phrases` tell a document by words of its name."""

    loose: Loose
    phrases: tuple[tuple[str, str], ...]

    def to(self, mains: list[Record], named: tuple[Record, ...]) -> tuple[Record, ...] | None:
        """The documents of a deal and of its customer; None where no export shows any note of theirs.

        `named` are the companies that it names. Where nobody can tell the customer, there may be more than are found.
        E-mails, calls and meetings attach documents as well, but show nothing of those of notes.
        """
        companies, linked = customer_of(named), self.loose.linked

        def counts(note: Record) -> bool:
            return bool(note.missing) or self.loose.is_no_cases(note)

        notes = linked(mains, "notes") + linked(companies, "notes", counts)
        there = [note for note in notes if not note.missing]
        found = _once(linked(mains, "documents") + linked(there, "documents"))
        found += [replace(note, section="documents", fields={}) for note in notes if note.missing]
        found += self._of_companies(companies, {record.id for record in found})
        are_shown = bool(notes or found or exported([*mains, *companies], "notes"))
        found += self._beside_notes(mains, companies, {record.id for record in found})
        if not are_shown and all(record.missing for record in found):
            return None
        if not are_shown:
            main = mains[0]
            found.append(Record("documents", {}, NO_SHAPE, main.file, main.base, missing=_NO_NOTES, counts=False))
        if found and not companies and (unread := _may_hold_some(named)):
            found.append(replace(unread, section="documents", fields={}, id=""))
        return tuple(found)

    def _of_companies(self, companies: tuple[Record, ...], known: set[str]) -> list[Record]:
        """The documents of companies beside those known: of what lies with another deal, those that tell of them."""

        def fits(document: Record) -> bool:
            return document.id not in known and self.tells_of_its_cases(document)

        def tells(document: Record) -> bool:
            return document.id not in known and self._tells_of_the_company(document)

        def shows_some(note: Record) -> bool:
            return not self.loose.is_no_cases(note) and any(map(tells, self.loose.beneath(note)))

        linked = self.loose.linked
        return linked(companies, "documents", fits) + linked(linked(companies, "notes", shows_some), "documents", tells)

    def _beside_notes(self, mains: list[Record], companies: tuple[Record, ...], known: set[str]) -> Iterator[Record]:
        """The documents of a deal's e-mails, calls, meetings and tasks, and who its company is by that one's e-mails.

        One mark is enough for all e-mails of which nobody knows what they attach: they are in no file, or came without
        it.
        """

        def tells(document: Record) -> bool:
            is_named = not document.missing and document.fields.keys() > {"id"}
            return is_named and self._tells_of_the_company(document)

        linked = self.loose.linked
        records = [record for section in ATTACHING[1:] for record in linked(mains, section)]
        held = linked([record for record in records if not record.missing], "documents")
        theirs = linked(companies, "emails", lambda email: any(map(tells, self.loose.beneath(email))))
        shown = [document for document in held if not document.missing] + linked(theirs, "documents", tells)
        yield from {document.id: document for document in shown if document.id not in known}.values()
        unread = [document for document in held if document.missing]
        unread += [record for record in records if record.missing and record.section == "emails"]
        yield from (replace(record, section="documents", fields={}, id="") for record in unread[:1])

    def tells_of_its_cases(self, record: Record) -> bool:
        """Whether a record that names a company tells of each of that one's cases."""
        if record.section == "documents":
            return self.loose.is_no_cases(record) or self._tells_of_the_company(record)
        return record.section in OF_A_COMPANY and self.loose.is_no_cases(record)

    def _tells_of_the_company(self, document: Record) -> bool:
        """Whether a document that lies with one deal tells of its company too: it shows that one, or is not shown."""
        told = documents.tell(document.fields, self.phrases)
        return told[:1] == ("identity",) or bool(document.missing) or document.fields.keys() <= {"id"}


def _once(found: list[Record]) -> list[Record]:
    """Documents that the deal names itself and a note holds as well, each once."""
    return list({record.id or id(record): record for record in found}.values())


def _may_hold_some(named: tuple[Record, ...]) -> Record | None:
    """What says why nobody can tell the customer, whose page may show more documents; archived ones show none."""
    pages = named if len(named) == 1 else [company for company in named[1:] if Mark.ARCHIVED not in company.marks]
    return named[0] if pages else None
