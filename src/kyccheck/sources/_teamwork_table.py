"""A sheet of tickets, one a row: its columns go by the names that custom fields go by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from kyccheck.records.fields import folded
from kyccheck.records.names import Names, one_of_several
from kyccheck.records.record import HELD_BACK, Problem, Record, Shape
from kyccheck.sources import Found, Reading
from kyccheck.sources._table import cell, hidden, settle, titles
from kyccheck.sources._teamwork_fields import emptied, place_of
from kyccheck.sources._teamwork_ticket import tags_of
from kyccheck.sources._teamwork_value import SYSTEM, plain
from kyccheck.values.grid import ErrorCell, Grid, Row, Sheet, column
from kyccheck.values.value import as_text, clean, is_blank

_IDS: Final = frozenset({"id", "ticket", "ticket id", "ticket no", "ticket no.", "ticket number", "ticket #"})
_SUBJECTS: Final = frozenset({"subject", "ticket subject", "tags"})
_OTHERS: Final = frozenset(
    {"inbox", "inbox name", "agent", "assigned to", "assignee", "customer", "customer name", "customer email", "client"}
    | {"client name", "tags", "thread", "preview", "last message", "solution type"}
)
_STATUSES: Final = frozenset({"status", "ticket status", "state"})
_NOT_LIVE: Final = frozenset({"spam", "deleted", "trashed", "merged", "archived"})
_ENDING: Final = re.compile(
    r"\S\.(?:pdf|jpe?g|png|gif|heic|tiff?|webp|docx?|xlsx?|pptx?|odt|ods|rtf|txt|csv|eml|msg|zip|html?)\s*$",
    re.IGNORECASE,
)
_FILES: Final = frozenset({"attachments", "documents", "files", "attachment", "document"})


class Columns(NamedTuple):
    """A header: where each section's fields stand, the column of the attachments, and that of the ticket's status."""

    number: int
    shapes: dict[str, Shape]
    files: int | None
    status: int | None


def recognises(grid: Grid) -> float:
    """How surely a table is a list of tickets: it has their ids, subjects or tags, and two columns more of a desk."""
    return 0.8 if any(_header(sheet) for sheet in grid.sheets) else 0.0


def records(grid: Grid, reading: Reading) -> Iterator[Found]:
    """The tickets of all sheets; a sheet that lists none is a problem, unless it is empty."""
    for sheet in grid.sheets:
        header = _header(sheet)
        if header is not None and sheet.hidden:
            yield hidden(sheet, reading.file)
        elif header is not None:
            columns = _columns(header, reading.names)
            for row in sheet.rows:
                if row.number > columns.number and not all(is_blank(cell) for cell in row.cells):
                    yield tuple(_row(row, columns, sheet, reading))
        elif sheet.opening:
            name = f'sheet "{sheet.name}" ' if sheet.name else ""
            yield Problem(
                reading.file, f"{name}lists no tickets: no row names columns such as Ticket ID, Subject, Tags"
            )


def _header(sheet: Sheet) -> Row | None:
    """The row that names the columns, among the first ones."""
    for row in sheet.opening:
        words = {folded(title) for title in titles(row)}
        if words & _IDS and words & _SUBJECTS and len(words & _OTHERS) > 1:
            return row
    return None


def _columns(header: Row, names: Names) -> Columns:
    keys: dict[str, dict[str, list[int]]] = {}
    files, status, ignored = None, None, []
    named = titles(header)
    for place, title in enumerate(named):
        meant = place_of(names, title) if title else None
        if meant is not None:
            keys.setdefault(meant[0], {}).setdefault(meant[1], []).append(place)
        elif folded(title) in _FILES and files is None:
            files = place
        elif folded(title) in _STATUSES and status is None:
            status = place
        elif title:
            ignored.append(title)
    shapes = {section: _shape(found, named, ignored if section == "case" else []) for section, found in keys.items()}
    return Columns(header.number, shapes, files, status)


def _shape(found: dict[str, list[int]], named: tuple[str, ...], ignored: list[str]) -> Shape:
    return Shape(
        {name: tuple(dict.fromkeys(named[place] for place in places)) for name, places in found.items()},
        {name: column(places[0]) for name, places in found.items()},
        tuple(ignored),
        columns={name: tuple(places) for name, places in found.items()},
    )


def _row(row: Row, columns: Columns, sheet: Sheet, reading: Reading) -> Iterator[Record]:
    """The records of a row, the ticket first."""
    base = f"{sheet.name}!" if sheet.name else ""
    for section in sorted(columns.shapes, key=lambda section: section != "case"):
        shape = columns.shapes[section]
        fields = {name: _cell(row, places) for name, places in shape.columns.items()}
        if section == "case":
            ticket = _ticket(Record(section, fields, shape, reading.file, base, row.number, SYSTEM))
            status = clean(as_text(cell(row, columns.status)) or "") if columns.status is not None else ""
            if folded(status) in _NOT_LIVE:
                gone = f'ticket {ticket.id} has the status "{status}"'
                ticket.notes = (*ticket.notes, f"{HELD_BACK}{gone}; change that there, or take it out of the export")
            yield ticket
        elif all(is_blank(value) for value in fields.values()):
            yield emptied(section, base, reading)
        else:
            record = Record(section, fields, shape, reading.file, base, row.number, SYSTEM, counts=False)
            settle(record)
            record.id = as_text(fields.get("id")) or ""
            yield record
    if columns.files is not None:
        yield from _documents(row, columns.files, base, reading)


def _cell(row: Row, places: tuple[int, ...]) -> Any:
    """The value of a field that may stand in several columns."""
    values = [plain(cell(row, place)) for place in places]
    return values[0] if len(values) == 1 else one_of_several(values)


def _ticket(record: Record) -> Record:
    if isinstance(record.fields.get("id"), ErrorCell):
        record.fields["id"] = None
    if "tags" in record.fields:
        record.fields["tags"] = tags_of(record.fields["tags"]) or ()
    settle(record)
    record.id = as_text(record.fields.get("id")) or ""
    return record


def _documents(row: Row, place: int, base: str, reading: Reading) -> Iterator[Record]:
    """The documents of a cell that lists file names."""
    names = _file_names(as_text(cell(row, place)) or "")
    shape = Shape({"name": ("attachments",)}, {"name": column(place)})
    for name in names:
        yield Record("documents", {"name": name}, shape, reading.file, base, row.number, SYSTEM, counts=False)
    if not names:
        yield emptied("documents", base, reading)


def _file_names(text: str) -> list[str]:
    """The files that a cell lists. A comma parts them only where each part has an ending: "BR, CI.pdf" is one file."""
    names: list[str] = []
    for part in re.split(r"[;|\n]", text):
        pieces = part.split(",")
        names += pieces if all(_ENDING.search(piece) for piece in pieces) else [part]
    return [name for one in names if (name := as_text(one))]
