"""Cases in kyccheck's own form as tables: a workbook with sheets named after the sections, or CSV files.

One row is one record, under the names of fields that `kyccheck fields` lists. Rows are joined by columns of ids
(`deal_id`, `case_id`, `company_id`, `contact_ids`, HubSpot's `Associated ... IDs`; `deal` and `case` do as well),
several ids parted by ";" or ",", on whichever side they stand; a merged cell of ids is that of each row beside it. A
row whose ids are all blank belongs to no case; it puts the one that the row above it names in doubt. What the company
carries (documents, risk, tracking, billing, ODB) belongs to each of its deals; its contacts do not, unless the deal
names them.

A CSV file holds rows of one section, told by its columns, or whole cases: `case.id`, `company.name`,
`contacts[0].email` as titles make each row one case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kyccheck.records.fields import NATIVE, folded, sections
from kyccheck.records.record import MAIN, NO_SHAPE, Link, Problem, Record
from kyccheck.sources import Found, Reading
from kyccheck.sources._book import Book
from kyccheck.sources._merged_cells import NamingRow, share_merged
from kyccheck.sources._native_end import ending_of, mark
from kyccheck.sources._native_header import (
    HUBSPOTS,
    by_columns,
    has_id,
    is_surely_native,
    joins,
    naming_in,
    own_fields,
    section_of,
    section_said,
    sections_named,
    under_title,
)
from kyccheck.sources._near_section import near_section, unread
from kyccheck.sources._references import Named, doubt, is_a_title, is_like_an_id, names_in_vain, names_nobody, no_id
from kyccheck.sources._second_table import body
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
from kyccheck.values.value import is_blank

_PATH: Final = re.compile(r"(?P<section>[a-z]+)(?:\[(?P<place>\d{1,3})\])?\.(?P<field>.+)", re.DOTALL)
_OF_NO_SYSTEM: Final = frozenset({"documents", "risk", "approvals", "history", "setup"})
_OF_A_DESK: Final = frozenset({"customer", "customer name", "customer email", "client", "client name", "inbox"})


def recognises(grid: Grid) -> float:
    """How surely a workbook or CSV file holds native cases."""
    grid = _headed(grid)
    told = [(sheet, section) for sheet in grid.sheets if (section := section_of(sheet))]
    mains = [sheet for sheet, section in told if section in MAIN and has_id(opening(sheet), section)]
    if mains:
        # HubSpot's own tables may stand in sheets of such names, and lists of a desk's tickets in one called Tickets;
        # there, their readers know better.
        others = HUBSPOTS | (_OF_A_DESK if len(told) == 1 and told[0][1] == "case" else frozenset())
        return 0.5 if any(others & set(map(folded, opening(sheet))) for sheet in mains) else 0.9
    if any(_paths(opening(sheet)) for sheet in grid.sheets):
        return 0.9
    if len(grid.sheets) == 1 and not told and is_surely_native(opening(grid.sheets[0])):
        return 0.9
    if any(_is_surely(opening(sheet), section) for sheet, section in told):
        # A title above one sheet may look like a board's, which is a workbook by itself.
        is_ours = len(told) > 1 and not any(HUBSPOTS & set(map(folded, opening(sheet))) for sheet, _ in told)
        return 0.9 if is_ours else 0.7
    if len(told) > 1:
        return 0.4
    is_said = any(joins(opening(sheet), section) for sheet, section in told)
    return 0.3 if is_said or (len(grid.sheets) == 1 and by_columns(opening(grid.sheets[0]))) else 0.0


def turn(grid: Grid) -> int:
    """0 where no row is of a case, 1 where cases and loose records may stand beside each other, 2 for a case a row."""
    sheets = _headed(grid).sheets
    if any(section_of(sheet) in MAIN for sheet in sheets):
        return 1
    return 2 if any(_paths(opening(sheet)) for sheet in sheets) else 0


def _is_surely(header: tuple[str, ...], section: str) -> bool:
    """Whether a sheet is of a section that no other system has a table of, or of items under a deal's id.

    An "Item ID" alone does not make a board of Monday.com of it: there, the first column names the item.
    """
    is_known = section in _OF_NO_SYSTEM or (section == "tracking" and joins(header[:1], section))
    return is_known and joins(header, section)


def _headed(grid: Grid) -> Grid:
    """A workbook with each of its sheets from its header on, past a title above it."""

    def headed(sheet: Sheet) -> Sheet:
        by_paths = from_header(sheet, _paths)
        if _paths(opening(by_paths)):
            return by_paths
        said = section_said(sheet)
        return from_header(sheet, by_columns) if not said and len(grid.sheets) == 1 else under_title(sheet, said)

    return grid._replace(sheets=tuple(map(headed, grid.sheets)))


def records(grid: Grid, reading: Reading) -> Iterator[Found]:
    """The cases of a workbook, each held together, and then what belongs to none of them."""
    book = Book(reading.file)
    for sheet in _headed(grid).sheets:
        if not sheet.opening:
            continue
        header, section = opening(sheet), section_of(sheet)
        if sheet.hidden:
            if section_said(sheet) or near_section(sheet.name, header):
                yield hidden(sheet, reading.file)
        elif paths := _paths(header):
            yield from _cases_of_rows(sheet, paths, reading)
        elif section:
            book.sections[section] = sheet.name
            book.naming[section] = book.naming.get(section, frozenset()) | sections_named(header, section)
            for record, named in _rows(sheet, section, reading):
                yield from book.add(record, named)
        elif len(grid.sheets) == 1 and (section := by_columns(header)):
            yield from _loose_rows(sheet, section, reading)
        elif said := section_said(sheet):
            yield _unread(sheet, said, reading.file)
        else:
            yield from _unknown(sheet, book)
    yield from book.found()


def _unread(sheet: Sheet, section: str, file: str) -> Problem:
    """What to say of a sheet whose name says a section that its columns are not: its rows were read, and not used."""
    own = sorted(own_fields(opening(sheet), section))
    lacks = (
        f"no column beside {own[0]} says whose it is; add deal, case or company_id"
        if own
        else (f"none of its columns is a field of {section}; name them as kyccheck fields does")
    )
    rows = sum(1 for _ in body(sheet))
    return Problem(file, f'the sheet "{sheet.name[:60]}" was not read: {lacks}', f"{sheet.name}!", records=rows)


def _unknown(sheet: Sheet, book: Book) -> Iterator[Problem]:
    """Note a sheet that is no section; one whose name is nearly a section's is a problem, unless it holds no row."""
    if not sheet.name:
        said = "the table was not read: its columns do not tell which section it is; kyccheck fields lists them"
        book.notes.append(said)
        return
    said = f'the sheet "{sheet.name[:60]}"'
    near = near_section(sheet.name, opening(sheet))
    rows = sum(1 for _ in body(sheet)) if near else 0
    if rows:
        message = f"{unread(said, sheet.name, near)} Put its rows into that sheet, or take it out"
        yield Problem(book.file, message, f"{sheet.name}!", records=rows)
    else:
        book.notes.append(unread(said, sheet.name))


def _rows(sheet: Sheet, section: str, reading: Reading) -> Iterator[tuple[Record, list[Named]]]:
    """The rows of a section, each with what it names."""
    header = opening(sheet)
    namings = [found for place, title in enumerate(header) if (found := naming_in(place, title, section, header))]
    used = frozenset(naming.place for naming in namings)
    columns = Columns.under(header, section, reading, Where(NATIVE, sheet.name), used)
    joining = tuple((header[naming.place], naming.section) for naming in namings)
    columns.shape = replace(columns.shape, joining=joining)
    is_ticket = section == "case" and folded(sheet.name) in ("ticket", "tickets")

    ending = ending_of(columns)

    def read(row: Row) -> NamingRow:
        record = columns.record(row, reading.names)
        mark(record, ((title, cell(row, place)) for title, place in ending))
        if is_ticket and is_blank(record.fields.get("kind")):
            record.fields["kind"] = "ticket"
        return NamingRow(record, row.number, {naming.place: [*_named(naming, row, sheet.name)] for naming in namings})

    rows: Iterable[NamingRow] = map(read, body(sheet))
    if sheet.name:
        rows = share_merged([*rows], sheet.unseen.merged)  # which cells are merged is known behind the last row
    for row in rows:
        yield row.record, [named for column in row.named.values() for named in column]


def _loose_rows(sheet: Sheet, section: str, reading: Reading) -> Iterator[Record | Problem]:
    """The rows of a table that holds one section, as they come: what they name is in other files."""
    above: tuple[Link, ...] = ()
    for record, named in _rows(sheet, section, reading):
        if section in MAIN and not record.id:
            yield Problem(reading.file, f"is a {section} without an id", record.at(), records=1)
            continue
        sure = [naming for naming in named if not naming.unsure]
        yield from (no_id(naming, reading.file) for naming in sure if not is_like_an_id(naming.link.id))
        links = dict.fromkeys(naming.link for naming in sure)
        tells = is_a_title if section not in MAIN else names_in_vain
        record.links = tuple(link for link in links if is_like_an_id(link.id) or tells(link))
        above = record.links or above
        if not named and above and not record.own_id and names_nobody(record):  # what has an id may be named elsewhere
            doubtful = doubt(record, above)
            doubtful.id = doubtful.id or f"{doubtful.file} {doubtful.at()} in doubt"
            yield doubtful
        record.id = record.id or f"{record.file} {record.at()}"
        yield record


def _named(naming: Naming, row: Row, sheet: str) -> Iterator[Named]:
    for own in members(cell(row, naming.place)):
        link = Link(naming.section, own, naming.primary, either=naming.either)
        yield Named(link, at(sheet, naming.place, row.number), unsure=naming.own)


def _paths(header: tuple[str, ...]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The titles of each record of a case in one row: ("contacts", "0") and its titles, "" where they are another's.

    None where the titles are no paths, or do not say which case it is.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for place, title in enumerate(header):
        match = _PATH.fullmatch(title.casefold())
        if match and match["section"] in sections():
            titles = found.setdefault((match["section"], match["place"] or "0"), [""] * len(header))
            titles[place] = title[match.start("field") :]
    is_case = any(has_id(tuple(titles), section) for (section, _), titles in found.items() if section in MAIN)
    return {key: tuple(titles) for key, titles in found.items()} if is_case else {}


def _cases_of_rows(sheet: Sheet, paths: dict[tuple[str, str], tuple[str, ...]], reading: Reading) -> Iterator[Found]:
    """The cases of a sheet of which each row is one."""
    where = Where(NATIVE, sheet.name)
    under = [Columns.under(titles, key[0], reading, where) for key, titles in paths.items()]
    plans = [(columns, ending_of(columns)) for columns in under]
    ignored = tuple(title for title in opening(sheet) if title and not any(_within(title, key) for key in paths))
    for row in body(sheet):
        sheaf: dict[str, list[Record]] = {}
        for columns, ending in plans:
            members_ = sheaf.setdefault(columns.section, [])
            record = columns.record(row, reading.names)
            mark(record, ((title, cell(row, place)) for title, place in ending))
            if not all(map(is_blank, record.fields.values())):
                members_.append(record)
        base = f"{sheet.name}!" if sheet.name else ""
        empty = [section for section, found in sheaf.items() if not found]
        marks = [Record(name, {}, NO_SHAPE, reading.file, base, row.number, empty=True, counts=False) for name in empty]
        held = [record for found in sheaf.values() for record in found]
        if held and ignored:
            held[0].notes = (*held[0].notes, f"columns that belong to no section: {', '.join(ignored[:5])}")
        yield (
            (*held, *marks)
            if held
            else Problem(reading.file, "holds no case", row_at(sheet.name, row.number), records=1)
        )


def _within(title: str, key: tuple[str, str]) -> bool:
    return title.casefold().startswith((f"{key[0]}.", f"{key[0]}[{key[1]}]."))
