"""HubSpot's exports as CSV and Excel: deals, tickets, companies and contacts, one row an object.

The object is told by its columns, under their labels (English, German, Spanish, French, Chinese; today's and older
ones) or their internal names, also with a warehouse's prefix "property_". A file of several objects ("Record ID -
Deal", "Record ID - Company") gives a record for each; a column that two of them could claim is given to neither.

Associations are columns of ids, parted by ";": `Associated Contact IDs`, `Associated Company IDs (Primary)`,
`Primary Associated Company ID`, `Record ID - Company`. A label in brackets is the contact's role, "(Primary)" marks
the company that counts. An association column that is blank says that there is none. Columns of names ("Associated
Company") are no ids and join nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from kyccheck.fields import Names, folded, sections
from kyccheck.grid import Grid, Row, Sheet
from kyccheck.record import NO_SHAPE, Link, Problem, Record
from kyccheck.sources import Found, Reading
from kyccheck.sources._table import Columns, Naming, Where, at, body, cell, hidden, members, opening, row_at
from kyccheck.value import as_truth

_OBJECTS: Final = {
    "deal": "deal", "ticket": "case", "company": "company", "contact": "contacts", "note": "notes", "email": "emails",
}  # fmt: skip
"""Objects as columns of associations call them, and the section of a case that each belongs to."""

_SAID: Final = {section: word for word, section in _OBJECTS.items()}
_TELLING: Final = (
    ("contacts", ("first_name", "last_name")),
    ("deal", ("name", "stage")),
    ("case", ("title", "stage")),
    ("company", ("name", "domain")),
    ("contacts", ("email", "mobile")),
)
"""Fields that tell an object, the surest first: a contact has a company's name too, a company no first name."""

BESIDE: Final = (("risk", "risk "), ("tracking", "monday "))
"""Sections that a deal, ticket or company tells in properties of its own, and how the names of those begin."""

_INTERNAL: Final = ("hs ", "property ", "hubspot owner")
_PRIMARY: Final = frozenset({"associatedcompanyid", "hs primary associated company"})
_ASSOCIATED: Final = re.compile(r"(primary )?associated (deal|ticket|company|contact|note|email) ids?(?: \((.+)\))?")
_DELETED: Final = frozenset({"is deleted", "fivetran deleted", "archived"})
_LINK_TABLE: Final = re.compile(r"(deal|ticket|company|contact) id")
_ID: Final = re.compile(r"\d{1,20}", re.ASCII)


def recognises(grid: Grid) -> float:
    """How surely a workbook or CSV file is HubSpot's."""
    return max((_confidence(opening(sheet)) for sheet in grid.sheets), default=0.0)


def _confidence(header: tuple[str, ...]) -> float:
    if _linking(header):
        return 0.6
    if not _objects(_plain(header)):
        return 0.0
    said = [folded(title) for title in header]
    if any(title in _id_titles() or _own_of(title) for title in said):
        return 0.8
    return 0.6 if any(title.startswith(_INTERNAL) for title in said) else 0.0


def records(grid: Grid, reading: Reading) -> Iterator[Found]:
    """The objects of all sheets, each a record by itself."""
    for sheet in grid.sheets:
        if not sheet.opening:
            continue
        header = _plain(opening(sheet))
        if sheet.hidden:
            if _objects(header):
                yield hidden(sheet, reading.file)
        elif _linking(header):
            yield from _links_of_rows(sheet, reading)
        else:
            yield from _sheet(sheet, header, reading)


def _sheet(sheet: Sheet, header: tuple[str, ...], reading: Reading) -> Iterator[Found]:
    plans = _plans(header, reading, Where("hubspot", sheet.name))
    if not plans:
        said = f'the sheet "{sheet.name}" was not read: ' if sheet.name else ""
        message = f"{said}no column tells whether its rows are deals, tickets, companies or contacts"
        yield Problem(reading.file, message, row_at(sheet.name, sheet.opening[0].number))
        return
    for row in body(sheet):
        for plan in plans:
            yield from plan.read(row, reading, several=len(plans) > 1)


def _plain(header: tuple[str, ...]) -> tuple[str, ...]:
    """A header without the prefix of a warehouse."""
    return tuple(title.removeprefix("property_") for title in header)


@dataclass(slots=True)
class _Plan:
    """How rows become records of one section: their columns, where their ids and associations stand."""

    columns: Columns
    ids: tuple[int, ...]
    namings: tuple[Naming, ...]
    deleted: tuple[int, ...]
    beside: tuple[Columns, ...]

    def read(self, row: Row, reading: Reading, *, several: bool) -> Iterator[Found]:
        """The record of a row, after what it tells of other sections, and after what is wrong with it."""
        sheet, said = self.columns.sheet, _SAID[self.columns.section]
        own = [part for place in self.ids for part in members(cell(row, place))][:1]
        if several and not own:
            return
        if not own or not _ID.fullmatch(own[0]):
            wrong = f'is a {said} whose id is "{own[0][:60]}"' if own else f"is a {said} without an id"
            yield Problem(reading.file, wrong, row_at(sheet, row.number))
            return
        record = self.columns.record(row, reading.names)
        record.id, links = own[0], dict[Link, None]()
        for naming in self.namings:
            for found in _named(naming, row, self.columns):
                if isinstance(found, Problem):
                    yield found
                else:
                    links[found] = None
        record.links = tuple(links)
        if any(as_truth(cell(row, place)) for place in self.deleted):
            record.notes = (*record.notes, "archived")
        yield from self._told_beside(record, row, reading.names)
        yield record

    def _told_beside(self, record: Record, row: Row, names: Names) -> Iterator[Record]:
        for columns in self.beside:
            beside = columns.record(row, names)
            beside.id, beside.counts = f"{record.section} {record.id}", False
            beside.links = (Link(record.section, record.id),)
            yield beside


def _named(naming: Naming, row: Row, columns: Columns) -> Iterator[Link | Problem]:
    """What a column of ids names; a link without id says that the column was exported, and names nothing."""
    parts = members(cell(row, naming.place))
    good = [part for part in parts if _ID.fullmatch(part)]
    if good or not parts:
        yield Link(naming.section, "")
    for part in good:
        yield Link(naming.section, part, naming.primary, naming.label)
    bad = [part for part in parts if not _ID.fullmatch(part)]
    if bad:
        message = f'"{bad[0][:60]}" is no id of a {_SAID[naming.section]}; what it means is not joined'
        yield Problem(columns.file, message, at(columns.sheet, naming.place, row.number))


def _plans(header: tuple[str, ...], reading: Reading, where: Where) -> list[_Plan]:
    """How to read the rows under a header: as one object, or as each of those that have an id of their own."""
    objects = _objects(header)
    owned = {found: place for place, title in enumerate(header) if (found := _own_of(folded(title)))}
    plain = tuple(place for place, title in enumerate(header) if folded(title) in _id_titles())
    several = [] if plain else [section for section in objects if section in owned]
    objects = several or objects[:1]
    plans = []
    for section in objects:
        mine = owned.get(section)
        ids = (mine,) if mine is not None else plain or _any_id(header, section, reading.names)
        namings = tuple(_namings(header, section))
        contested = _contested(header, objects, section, reading.names)
        used = frozenset((*(naming.place for naming in namings), *contested, *_told(header, section)))
        columns = Columns.under(_with_id(header, mine), section, reading, where, used)
        unclear = tuple(header[place] for place in sorted(contested))
        columns.shape = replace(columns.shape, ignored=(*columns.shape.ignored, *unclear))
        deleted = tuple(place for place, title in enumerate(header) if folded(title) in _DELETED)
        plans.append(_Plan(columns, ids, namings, deleted, tuple(_beside(header, section, reading, where))))
    return plans


def _with_id(header: tuple[str, ...], mine: int | None) -> tuple[str, ...]:
    """A header in which "Record ID - Deal" is the id that it is."""
    return tuple("Record ID" if place == mine else title for place, title in enumerate(header))


def _any_id(header: tuple[str, ...], section: str, names: Names) -> tuple[int, ...]:
    """The columns that go by any name of the section's id: a warehouse calls it `id` or `deal_id`."""
    return names.columns(section, "hubspot", header).columns.get("id", ())


def _objects(header: tuple[str, ...]) -> list[str]:
    """The sections that a header tells, the surest first."""
    said = {folded(title) for title in header}
    found = dict.fromkeys(section for section, telling in _told_by() if telling & said)
    first = next(iter(found), "")
    return [section for section in found if section == first or any(_own_of(title) == section for title in said)]


@cache
def _told_by() -> tuple[tuple[str, frozenset[str]], ...]:
    """The titles that tell an object, with its section; a ticket only by HubSpot's own, since "Name" is common."""
    rows = []
    for section, fields in _TELLING:
        found = set[str]()
        for name in fields:
            field = sections()[section].fields[name]
            found |= {folded(title) for title in field.names.get("hubspot", ())}
            if section != "case":
                found |= {
                    folded(title)
                    for title in (*field.names.get("any", ()), *((name,) if section in ("company", "contacts") else ()))
                }
        rows.append((section, found))
    deals = rows[1][1]
    return tuple((section, frozenset(found - deals if section == "case" else found)) for section, found in rows)


@cache
def _id_titles() -> frozenset[str]:
    """Names of an object's own id that only HubSpot uses, in all languages."""
    ids = (sections()[section].fields["id"].names for section in ("case", "deal", "company", "contacts"))
    return frozenset(("record id", *(folded(title) for names in ids for title in names.get("hubspot", ()))))


def _own_of(title: str) -> str:
    """The section whose own id a column of a file of several objects holds ("Record ID - Deal"), or ""."""
    start, _, word = title.rpartition(" ")
    return _OBJECTS.get(word, "") if start in _id_titles() else ""


def _namings(header: tuple[str, ...], section: str) -> Iterator[Naming]:
    for place, title in enumerate(map(folded, header)):
        match = _ASSOCIATED.fullmatch(title)
        if match:
            label = match[3] or ""
            primary = bool(match[1]) or label == "primary"
            yield Naming(place, _OBJECTS[match[2]], primary, "" if label == "primary" else label)
        elif title in _PRIMARY and section != "company":
            yield Naming(place, "company", primary=True)
        elif (named := _own_of(title)) and named != section:
            yield Naming(place, named)


def _contested(header: tuple[str, ...], objects: list[str], section: str, names: Names) -> set[int]:
    """Columns that another object of the same rows could claim as well, but for the ids."""
    mine = _claimed(header, section, names)
    others = {place for other in objects if other != section for place in _claimed(header, other, names)}
    return mine & others


def _claimed(header: tuple[str, ...], section: str, names: Names) -> set[int]:
    columns = names.columns(section, "hubspot", header).columns
    return {place for places in columns.values() for place in places}


def _told(header: tuple[str, ...], section: str) -> Iterator[int]:
    """Columns that tell of another section."""
    if section in ("deal", "case", "company"):
        starts = tuple(start for _, start in BESIDE)
        yield from (place for place, title in enumerate(header) if folded(title).startswith(starts))


def _beside(header: tuple[str, ...], section: str, reading: Reading, where: Where) -> Iterator[Columns]:
    for other, start in BESIDE if section in ("deal", "case", "company") else ():
        mine = {place for place, title in enumerate(header) if folded(title).startswith(start)}
        rest = frozenset(range(len(header))) - mine
        said = header
        if other == "tracking":  # "Monday item ID" is the item's id, "Risk rating" is called so in the section too
            said = tuple(folded(title).removeprefix(start).removeprefix("item ") for title in header)
        columns = Columns.under(said, other, reading, where, rest)
        if columns.shape.keys:
            yield columns


def _linking(header: tuple[str, ...]) -> dict[str, int]:
    """The columns of a warehouse's table of associations (`deal_company`): ids of two objects and hardly more."""
    found = {}
    for place, title in enumerate(map(folded, header)):
        match = _LINK_TABLE.fullmatch(title)
        if match:
            found[_OBJECTS[match[1]]] = place
        elif title and not title.startswith(("type", "category", "fivetran", "is deleted")):
            return {}
    return (
        found if len(found) == 2 and found.keys() & {"deal", "case"} and found.keys() & {"company", "contacts"} else {}
    )


def _links_of_rows(sheet: Sheet, reading: Reading) -> Iterator[Found]:
    """The associations of a table that holds nothing else: records of which only the id is known."""
    header = opening(sheet)
    places = _linking(header)
    deleted = [place for place, title in enumerate(header) if folded(title) in _DELETED]
    (main,) = places.keys() & {"deal", "case"}
    (other,) = places.keys() - {main}
    for row in body(sheet):
        if any(as_truth(cell(row, place)) for place in deleted):
            continue
        ids = {section: members(cell(row, place)) for section, place in places.items()}
        if not all(len(parts) == 1 and _ID.fullmatch(parts[0]) for parts in ids.values()):
            yield Problem(reading.file, "is an association without two ids", row_at(sheet.name, row.number))
            continue
        own = ids[other][0]
        why = f"{_SAID[other]} {own} is associated, but is in no file given"
        base = f"{sheet.name}!" if sheet.name else ""
        links = (Link(main, ids[main][0]),)
        yield Record(
            other, {"id": own}, NO_SHAPE, reading.file, base, row.number,
            system="hubspot", id=own, links=links, missing=why, counts=False,
        )  # fmt: skip
