"""Loose records, by section and id, which of them name which, and what an association says of whom it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from typing import Final

from kyccheck.dataclass import dataclass
from kyccheck.join.choice import are_apart
from kyccheck.join.merging import merged, note_both
from kyccheck.records.fields import sections
from kyccheck.records.record import MAIN, MORE, NO_SHAPE, Link, Mark, Record, elsewhere
from kyccheck.values.value import is_blank

_EXPORTS: Final = {
    "company": "companies",
    "contacts": "contacts",
    "documents": "notes with their attachments",
    "notes": "notes",
    "deal": "deals",
    "case": "tickets",
}


@dataclass(slots=True)
class Loose:
    """The records, by section and id; `naming` has for each (section, id) the ids of those that name it, by section."""

    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    naming: dict[tuple[str, str], dict[str, list[str]]] = field(default_factory=dict)

    def add(self, found: Record) -> None:
        """Take a record in; a second one with the same id is laid together with the first."""
        known = self.records.setdefault(found.section, {})
        own = found.id
        if own in known and are_apart(known[own], found):
            own = f"{own} in {found.system}"
        if own == MORE:  # those of one case are not another one's
            own = f"{own} at {found.file} {found.at()}"
        known[own] = _one_of_two(known[own], found) if own in known else found
        for link in found.links:
            self.naming.setdefault((link.section, link.id), {}).setdefault(found.section, []).append(own)

    def of(self, section: str) -> dict[str, Record]:
        """The records of a section, by id."""
        return self.records.get(section, {})

    def find(self, section: str, own: str, main: Record) -> Record | None:
        """The record that another one names: that of its own system, where two systems have the id."""
        known = self.of(section)
        found = known.get(f"{own} in {main.system}") or known.get(own)
        return None if found is not None and are_apart(found, main) else found

    def linked(
        self, mains: Sequence[Record], section: str, fits: Callable[[Record], bool] | None = None
    ) -> list[Record]:
        """The records of a section that these name, or that name these, and that fit; each once."""
        records: dict[str, Record] = {}
        for link in (link for main in mains for link in main.links if link.section == section and link.id):
            record = self.find(section, link.id, mains[0]) or missing(section, link.id, mains[0])
            if fits is None or fits(record):
                record.used = True
                records[link.id] = with_link(records.get(link.id, record), link)
        for main in mains:
            for record, back in self.those_naming(main, section, is_case=main is mains[0]):
                if not are_apart(record, main) and (fits is None or fits(record)):
                    record.used = True
                    records.setdefault(record.id, with_link(record, back))
        return list(records.values())

    def led_to(self, link: Link, main: Record) -> list[Record]:
        """The records to which a link leads: of a note, its documents."""
        found = self.find(link.section, link.id, main)
        if found is None:
            return []
        found.used = True
        if link.section != "notes":
            return [found]
        return list(self.beneath(found)) or [Record("documents", {}, NO_SHAPE, found.file, empty=True, counts=False)]

    def beneath(self, note: Record) -> Iterator[Record]:
        """The documents that name a note."""
        yield from self.naming_one(note.section, note.id, "documents")

    def those_naming(self, main: Record, *by: str, is_case: bool) -> Iterator[tuple[Record, Link]]:
        """The records (of the sections `by`) that name another one, each with how it does.

        The deal of a case may be called the case.
        """
        for key in self._called(main.section, main.id, is_case=is_case):
            for record in self.naming_one(*key, *by):
                links = (link for link in record.links if (link.section, link.id) == key)
                back = next((link for link in links if key[0] == main.section or link.either), None)
                if back is not None:
                    yield record, back

    def naming_one(self, section: str, own: str, *by: str) -> list[Record]:
        """The records that name the one of this section and id: those of the sections `by`, or of all."""
        naming = self.naming.get((section, own), {})
        return [self.records[its][named] for its in by or naming for named in naming.get(its, ())]

    def _called(self, section: str, own: str, *, is_case: bool) -> Iterator[tuple[str, str]]:
        yield section, own
        is_said = section == "deal" and ("case", own) in self.naming and own not in self.of("case")
        if is_said and (is_case or self._is_of_one_case(own)):
            yield "case", own

    def _is_of_one_case(self, deal: str) -> bool:
        """Whether exactly one ticket names a deal, or is named by it: what calls the case by the deal's id means it."""
        found = self.of("deal").get(deal)
        tickets = set(self.naming.get(("deal", deal), {}).get("case", ()))
        tickets |= {link.id for link in (found.links if found else ()) if link.section == "case" and link.id}
        return len(tickets) == 1

    def is_no_cases(self, record: Record) -> bool:
        """Whether a record names no deal or ticket, and none names it."""
        return not record.names_a_case and self.naming.get((record.section, record.id), {}).keys().isdisjoint(MAIN)

    def unused(self) -> Iterator[Record]:
        """The records that no case has taken."""
        for known in self.records.values():
            yield from (record for record in known.values() if record.counts and not record.used)


def _one_of_two(first: Record, second: Record) -> Record:
    """One record of two with one id: what both carry and say differently is left for a person to judge."""
    kept, other = (first, second) if first.counts or not second.counts else (second, first)
    other.used = True
    kept.links = tuple(dict.fromkeys((*first.links, *second.links)))
    note_both(kept, first, second)
    return merged(kept, other)


def exported(mains: Iterable[Record], section: str) -> bool:
    """Whether these say which records of a section they name, though it may be none."""
    return any(link.section == section for main in mains for link in main.links)


def with_link(record: Record, link: Link) -> Record:
    """A record in the light of the association that leads to it: its label is the role where it has none."""
    if link.primary and Mark.PRIMARY not in record.marks:
        record = replace(record, marks=(*record.marks, Mark.PRIMARY))
    role = record.fields.get("role")
    if link.label and record.section == "contacts" and (is_blank(role) or Mark.LABELLED in record.marks):
        both = link.label if is_blank(role) else f"{role}; {link.label}"
        record = replace(record, fields={**record.fields, "role": both}, marks=(*record.marks, Mark.LABELLED))
    return record


def missing(section: str, own: str, main: Record) -> Record:
    """A record that another one names and no file carries: only its id is known, and which export would show it."""
    one = sections()[section].one if section in sections() else "note"
    why = elsewhere(one, own, _EXPORTS.get(section, section))
    return Record(section, {"id": own}, NO_SHAPE, main.file, main.base, id=own, missing=why)
