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
from dataclasses import replace
from typing import Final

from kyccheck.dataclass import dataclass
from kyccheck.records.fields import folded
from kyccheck.records.names import Names
from kyccheck.records.record import Link, Mark, Problem, Record
from kyccheck.sources import Found, Reading
from kyccheck.sources import _hubspot_pairs as pairs
from kyccheck.sources._hubspot_header import (
    ID,
    SAID,
    any_id,
    contested,
    deleted_of,
    id_titles,
    namings_of,
    objects_of,
    own_of,
    plain,
    told_beside,
    with_id,
)
from kyccheck.sources._hubspot_kind import SYSTEM
from kyccheck.sources._hubspot_sections import belonging, beside_of, tells
from kyccheck.sources._merged_cells import rows_sharing
from kyccheck.sources._table import (
    Columns,
    Naming,
    Where,
    at,
    cell,
    from_header,
    hidden,
    members,
    opening,
    row_at,
)
from kyccheck.values.grid import Grid, Row, Sheet
from kyccheck.values.value import as_truth

_INTERNAL: Final = ("hs ", "property ", "hubspot owner")
_DAMAGED: Final = re.compile(r"\d([.,]\d*)?e\+?\d{1,2}$", re.ASCII | re.IGNORECASE)
"""What Excel shows, and saves, for a long number: 7.00E+11."""


def recognises(grid: Grid) -> float:
    """How surely a workbook or CSV file is HubSpot's."""
    return max((_confidence(opening(from_header(sheet, _confidence))) for sheet in grid.sheets), default=0.0)


def _confidence(header: tuple[str, ...]) -> float:
    if pairs.places_of(header):
        return 0.6
    if not objects_of(plain(header)):
        return 0.0
    said = [folded(title) for title in header]
    if any(title in id_titles() or own_of(title) for title in said):
        return 0.8
    return 0.6 if any(title.startswith(_INTERNAL) for title in said) else 0.0


def records(grid: Grid, reading: Reading) -> Iterator[Found]:
    """The objects of all sheets, each a record by itself."""
    for given in grid.sheets:
        if not given.opening:
            continue
        sheet = from_header(given, _confidence)
        header = plain(opening(sheet))
        if sheet.hidden:
            if objects_of(header):
                yield hidden(sheet, reading.file)
        elif pairs.places_of(header):
            yield from pairs.records(sheet, reading)
        else:
            yield from _sheet(sheet, header, reading)


def _sheet(sheet: Sheet, header: tuple[str, ...], reading: Reading) -> Iterator[Found]:
    plans = _plans(header, reading, Where(SYSTEM, sheet.name))
    if not plans:
        said = f'the sheet "{sheet.name}" was not read: ' if sheet.name else ""
        message = f"{said}no column tells whether its rows are deals, tickets, companies or contacts"
        yield Problem(reading.file, message, row_at(sheet.name, sheet.opening[0].number))
        return
    for row in rows_sharing(sheet, {naming.place for plan in plans for naming in plan.namings}):
        for plan in plans:
            yield from plan.read(row, reading, several=len(plans) > 1)


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
        sheet, said = self.columns.sheet, SAID[self.columns.section]
        own = [part for place in self.ids for part in members(cell(row, place))][:1]
        if several and not own:
            return
        if not own or not ID.fullmatch(own[0]):
            wrong = f"is a {said} whose id is not a number{_why(own[0])}" if own else f"is a {said} without an id"
            yield Problem(reading.file, wrong, row_at(sheet, row.number), records=1)
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
            record.mark(Mark.ARCHIVED)
        yield from self._told_beside(record, row, reading.names)
        yield record

    def _told_beside(self, record: Record, row: Row, names: Names) -> Iterator[Record]:
        for columns in self.beside:
            yield belonging(columns.record(row, names), record)


def _named(naming: Naming, row: Row, columns: Columns) -> Iterator[Link | Problem]:
    """What a column of ids names; a link without id says that the column was exported, and names nothing."""
    parts = members(cell(row, naming.place))
    good = [part for part in parts if ID.fullmatch(part)]
    if good or not parts:
        yield Link(naming.section, "")
    for part in good:
        yield Link(naming.section, part, naming.primary, naming.label)
    bad = [part for part in parts if not ID.fullmatch(part)]
    if bad:
        message = f"holds what is not the id of a {SAID[naming.section]}{_why(bad[0])}; nothing was joined by it"
        yield Problem(columns.file, message, at(columns.sheet, naming.place, row.number))


def _why(own: str) -> str:
    """What has become of an id that is a number no longer. Any other text is not said: it may be a person's name."""
    advice = "looks damaged by Excel: export it again, and do not save it in Excel"
    return f' ("{own[:60]}"), and {advice}' if _DAMAGED.fullmatch(own) else ""


def _plans(header: tuple[str, ...], reading: Reading, where: Where) -> list[_Plan]:
    """How to read the rows under a header: as one object, or as each of those that have an id of their own."""
    known = objects_of(header)
    owned = {found: place for place, title in enumerate(header) if (found := own_of(folded(title)))}
    plain_ids = tuple(place for place, title in enumerate(header) if folded(title) in id_titles())
    several = [] if plain_ids else [section for section in known if section in owned]
    objects = several or known[:1]
    plans = []
    for section in objects:
        mine = owned.get(section)
        ids = (mine,) if mine is not None else plain_ids or any_id(header, section, reading.names)
        namings = tuple(namings_of(header, section))
        unclear = contested(header, objects, section, reading.names)
        used = frozenset((*(naming.place for naming in namings), *unclear, *told_beside(header, section)))
        columns = Columns.under(with_id(header, mine), section, reading, where, used)
        ignored = (*columns.shape.ignored, *(header[place] for place in sorted(unclear)))
        joining = tuple((header[naming.place], naming.section) for naming in namings)
        columns.shape = replace(columns.shape, ignored=ignored, joining=joining)
        plans.append(_Plan(columns, ids, namings, deleted_of(header), tuple(_beside(header, section, reading, where))))
    return plans


def _beside(header: tuple[str, ...], section: str, reading: Reading, where: Where) -> Iterator[Columns]:
    """The columns that tell of other sections, under the names that those have for them."""
    for other in beside_of(section):
        mine = {place for place, title in enumerate(header) if tells(folded(title), other)}
        rest = frozenset(range(len(header))) - mine
        columns = Columns.under(header, other, reading, where, rest)
        if columns.shape.keys:
            yield columns
