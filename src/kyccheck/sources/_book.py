"""Rows of a workbook joined into cases by the ids that they name: what `_native_table` reads, on its way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from typing import Final

from kyccheck.dataclass import dataclass
from kyccheck.records import documents
from kyccheck.records.fields import NATIVE, folded, sections
from kyccheck.records.record import MAIN, MORE, NO_SHAPE, Link, Mark, Problem, Record
from kyccheck.sources import Found
from kyccheck.sources._references import (
    Named,
    doubt,
    is_a_title,
    is_like_an_id,
    missing,
    names_in_vain,
    names_nobody,
    no_id,
)
from kyccheck.values.value import as_text, is_blank
from kyccheck.values.written import called

_OF_THE_COMPANY: Final = frozenset({"documents", "risk", "tracking", "billing", "odb"})
"""Sections that a row may give to the company, and so to each of its deals."""


@dataclass(slots=True, eq=False)
class _Row:
    """A row, what it names, and what it names by a text that is no id; `again` are further rows of its id.

    `above` is the last row before it that names somebody, where it names nobody; `is_taken` says that a case has it.
    """

    record: Record
    named: tuple[Named, ...] = ()
    in_vain: tuple[Named, ...] = ()
    again: tuple[_Row, ...] = ()
    above: _Row | None = None
    is_taken: bool = False

    @property
    def section(self) -> str:
        """The section of its record."""
        return self.record.section

    def once(self) -> Record:
        """Its record for a case; where another case has it already, it is no further object of the export."""
        if self.is_taken or not self.record.counts:
            return replace(self.record, counts=False)
        self.is_taken = True
        return self.record

    def repeated(self) -> list[Record]:
        """Further rows of its id: those that say the same once, those that differ for every case that has the row."""
        same = [] if self.is_taken else [one.record for one in self.again if Mark.REPEATED not in one.record.marks]
        return [*same, *(one.once() for one in self.again if Mark.REPEATED in one.record.marks)]


@dataclass(slots=True)
class Book:
    """The rows of a workbook.

    `sections` are those that have a sheet, with its name; `naming` are those that its columns name; `notes` is what was
    not read.
    """

    file: str
    sections: dict[str, str] = field(default_factory=dict)
    naming: dict[str, frozenset[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _rows: dict[str, list[_Row]] = field(default_factory=dict)
    _known: dict[tuple[str, str], _Row] = field(default_factory=dict)
    _named_by: dict[tuple[str, str], list[_Row]] = field(default_factory=dict)
    _last_naming: dict[str, _Row] = field(default_factory=dict)

    def add(self, record: Record, named: list[Named]) -> Iterator[Problem]:
        """Take a row in; the second of two with one id is a problem where it says something else."""
        key, row = (record.section, record.own_id), _Row(record)
        known = self._known.get(key) if record.own_id and record.section not in MAIN else None
        if known is not None and known.record.fields != record.fields:
            message = f"{called(record.section, record.id)} stands twice and differs: at {known.record.at()} and here"
            yield Problem(self.file, message, record.at())
            record.mark(Mark.REPEATED)
        if known is None:
            self._rows.setdefault(record.section, []).append(row)
            if record.own_id:
                self._known.setdefault(key, row)
        else:
            known.again += (row,)
        if named:
            self._last_naming[record.section] = naming = known or row
            naming.named += tuple(named)
        elif known is None and names_nobody(record):
            row.above = self._last_naming.get(record.section)

    def found(self) -> Iterator[Found]:
        """The cases, then rows of no case, which other files may claim.

        A case of which every part is in the workbook is held together; one that names more than that comes loose, so
        that it is joined with the other files of the call.
        """
        yield from self._resolve()
        if not self._rows:
            yield from (Problem(self.file, note) for note in self.notes)
        claimed = set[_Row]()
        for case in self._rows.get("case", []):
            deals = self._deals_of(case)
            claimed.update(deals)
            yield from self._case([case, *deals])
        for deal in self._rows.get("deal", []):
            if deal not in claimed:
                yield from self._case([deal])
        for row in [row for rows in self._rows.values() for row in rows if not row.is_taken]:
            yield _loose(row.record)
            yield from map(_loose, row.repeated())

    def _resolve(self) -> Iterator[Problem]:
        """Make links of the ids that rows name: those of other rows, and those that at least look like ids."""
        told = set[tuple[str, str]]()
        rows = [row for rows in self._rows.values() for row in rows]
        for row in rows:
            links = []
            for naming in row.named:
                key = (naming.link.section, naming.link.id)
                if key in self._known or (is_like_an_id(naming.link.id) and not naming.unsure):
                    links.append(naming.link)
                    self._named_by.setdefault(key, []).append(row)
                    continue
                if not naming.unsure and (naming.link.id, naming.at) not in told:  # a merged cell is several rows'
                    told.add((naming.link.id, naming.at))
                    yield no_id(naming, self.file)
                if row.section in MAIN:
                    row.in_vain += (naming,)
                elif not naming.unsure and is_a_title(naming.link):
                    links.append(naming.link)
            row.record.links = tuple(dict.fromkeys((*row.record.links, *links)))
        for row in rows:
            is_named = (row.section, row.record.own_id) in self._named_by  # by a deal, say
            if row.above is not None and not is_named:
                self._put_in_doubt(doubt(row.record, row.above.record.links))

    def _put_in_doubt(self, doubtful: Record) -> None:
        for link in doubtful.links:
            self._named_by.setdefault((link.section, link.id), []).append(_Row(doubtful))

    def _deals_of(self, case: _Row) -> list[_Row]:
        """The deals of a case: those that it names, that name it, and, of a case that is a deal, the one of its id."""
        deals, record = self._linked([case], "deal"), case.record
        same = self._known.get(("deal", record.id))
        is_ticket = folded(as_text(record.fields.get("kind")) or "") == "ticket"
        if not record.id or same is None or same in deals or is_ticket:
            return deals
        record.links = (*record.links, Link("deal", record.id))
        return [*deals, same]

    def _case(self, mains: list[_Row]) -> Iterator[Found]:
        rows = self._parts(mains)
        first = mains[0].record
        first.notes, self.notes = (*first.notes, *self.notes), []
        unjoined = list(self._named_in_vain(mains, rows))
        in_vain = {named.link.section for named in unjoined}
        without = [section for section in self._lacking(rows) if section not in in_vain]
        lacking = [section for section in without if self._is_told(section)]
        if all(self._is_whole(main.record) or not main.record.id for main in mains):
            untold = (self._untold(section) for section in without if section not in lacking)
            marks = [*map(self._empty, lacking), *untold, *(missing(named, self.file) for named in unjoined)]
            # The same row again was read, and adds nothing; one that differs is laid together with the first.
            marks += [
                again if Mark.REPEATED in again.marks else replace(again, empty=True)
                for row in rows
                for again in row.repeated()
            ]
            yield (*(row.once() for row in rows), *marks)
            return
        first.links = (
            *first.links,
            *(Link(section, "") for section in lacking),
            *(named.link for named in unjoined),
        )
        for row in rows:
            if row.again and row.is_taken:
                continue  # it went out with its further rows, and the join has laid them together
            again = row.repeated()
            yield from map(_loose, (row.once(), *again))

    def _parts(self, mains: list[_Row]) -> list[_Row]:
        found = [*mains]
        companies = self._linked(mains, "company")
        for section in sections():
            if section == "company":
                found += companies
            elif section not in MAIN:
                own = self._linked(mains, section)
                told = self._linked(companies, section) if section in _OF_THE_COMPANY else []
                told = [row for row in told if row not in own and self._is_the_companys(row.record)]
                found += sorted([*own, *told], key=lambda row: not row.record.missing or sections()[row.section].many)
        return found

    def _is_the_companys(self, record: Record) -> bool:
        """Whether a row tells of each deal of its company: it names no deal or ticket, or is an identity document."""
        if record.section == "documents":
            has_type = not is_blank(record.fields.get("type"))
            if has_type and documents.tell(record.fields)[:1] == ("identity",):
                return True
        naming = self._named_by.get((record.section, record.id), []) if record.id else []
        return not record.names_a_case and not any(row.section in MAIN for row in naming)

    def _lacking(self, rows: list[_Row]) -> list[str]:
        """Sections that have a sheet, and no row for this case; a case of the sheet of deals is no further one."""
        there = {row.section for row in rows}
        return [section for section in self.sections if section not in there and section != "case"]

    def _is_told(self, section: str) -> bool:
        """Whether a section without a row for this case is empty: it has no rows, or a column says whose each is."""
        if section in MAIN or not self._rows.get(section):
            return True
        own = self.naming.get(section, frozenset())
        through = {*MAIN, "company"} if section in _OF_THE_COMPANY else {*MAIN}
        return bool(own & through) or any(section in self.naming.get(main, ()) for main in through)

    def _untold(self, section: str) -> Record:
        """What stands for the rows of a section that may be of any case."""
        about, sheet = sections()[section], self.sections[section]
        why = f'no column says which case the rows of the sheet "{sheet}" belong to; add Deal ID or Case ID to them'
        own = MORE if about.many else ""
        said = Record(section, {"id": own} if own else {}, NO_SHAPE, self.file, f"{sheet}!", system=NATIVE, id=own)
        return replace(said, missing=why, counts=False)

    def _named_in_vain(self, mains: list[_Row], rows: list[_Row]) -> Iterator[Named]:
        """What a case names by a text that is no id: the section may hold more than was joined.

        What may be a name beside records that were joined (the company's, say) tells nothing new.
        """
        there = {row.section for row in rows}
        for named in (named for main in mains for named in main.in_vain):
            section = named.link.section
            is_lacking = section not in there and (not named.unsure or section in self.sections)
            is_further = not named.unsure and section in there and sections()[section].many
            if (is_lacking or is_further) and names_in_vain(named.link):
                yield named

    def _is_whole(self, main: Record) -> bool:
        return all((link.section, link.id) in self._known for link in main.links)

    def _linked(self, owners: list[_Row], section: str) -> list[_Row]:
        """The rows of a section that these name, or that name these; each once, the primary one marked."""
        found: dict[_Row, None] = {}
        for owner in owners:
            own_links = [link for link in owner.record.links if link.section == section]
            named = [(row, link) for link in own_links if (row := self._known.get((section, link.id))) is not None]
            named += [
                (row, link)
                for key in self._keys_of(owner.record, is_case=owner is owners[0])
                for row in self._named_by.get(key, [])
                if row.section == section
                for link in row.record.links
                if (link.section, link.id) == key and (key[0] == owner.section or link.either)
            ]
            for row, link in named:
                found[row] = None
                if link.primary:
                    row.record.mark(Mark.PRIMARY)
        return [*found]

    def _keys_of(self, owner: Record, *, is_case: bool) -> Iterator[tuple[str, str]]:
        """What rows name an owner by: its section and id; a deal that is a case by itself may be called the case."""
        if owner.id:
            yield owner.section, owner.id
            if is_case and owner.section == "deal" and ("case", owner.id) not in self._known:
                yield "case", owner.id

    def _empty(self, section: str) -> Record:
        base = f"{self.sections[section]}!"
        return Record(section, {}, NO_SHAPE, self.file, base, system=NATIVE, empty=True, counts=False)


def _loose(record: Record) -> Record:
    """A row by itself, under an id that no other row has; one that stands there again is laid together by its id."""
    own = record.id if record.section in MAIN else record.own_id
    record.id = own or f"{record.file} {record.at()}"
    return replace(record, marks=tuple(mark for mark in record.marks if mark is not Mark.REPEATED))
