"""ODB's settings as a sheet with a label in each row: the accounts stand beside the labels, one in each column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from kyccheck.late import pattern
from kyccheck.records.fields import folded, section_names
from kyccheck.records.names import Names, plain_names
from kyccheck.records.record import Problem, Record
from kyccheck.sources import Reading
from kyccheck.sources._form_table import filled, said, tables_under
from kyccheck.sources._house import join, names_section, section_named
from kyccheck.sources._labels import names_a_form
from kyccheck.sources._native_end import ending_of, mark
from kyccheck.sources._odb_header import SECTION
from kyccheck.sources._references import is_like_an_id
from kyccheck.sources._table import Columns, Where, at, cell
from kyccheck.sources._units import TERM, unit_of, with_unit
from kyccheck.values.grid import Row, Sheet
from kyccheck.values.value import as_text, is_blank

FEWEST: Final = 3
"""So many fields of an account must be there for a table, a sheet or an object to be taken for one."""
_OWN: Final = frozenset({"account_id", "provisioned_on"})
"""What ODB alone says of an order."""
_ODB: Final = pattern(r"\bodb\b", re.IGNORECASE)


class _Line(NamedTuple):
    """A row with a label: what it says, as ODB's fields are called if it is one of these, and the row.

    `unit` is that of a term, which its label may say.
    """

    label: str
    row: Row
    unit: str = ""


def is_odbs(sheet: Sheet) -> bool:
    """Whether a sheet says what only ODB does, an account or the day of its set-up, and is not titled as a form."""
    if section_names().get(folded(sheet.name)) == SECTION or _ODB.search(sheet.name):
        return _says_own(sheet)
    above = (text for row in _above_labels(sheet) for text in row.cells if isinstance(text, str))
    titles = [sheet.name, *above]
    is_form = section_names().get(folded(sheet.name)) == "csr" or any(map(names_a_form, titles))
    return (not is_form or any(map(_ODB.search, titles))) and _says_own(sheet)


def _says_own(sheet: Sheet) -> bool:
    """Whether a label is one of ODB's own, with a value beside or below it: an order form may have it, left blank."""
    below = {row.number - 1: row for row in sheet.opening}
    return any(
        _field(row.cells[place]) in _OWN and (_is_value(row, place + 1) or _is_value(below.get(row.number), place))
        for row in sheet.opening
        for place in filled(row)
    )


def _is_value(row: Row | None, place: int) -> bool:
    """Whether a cell, or the next filled one right of it, says something and is no label."""
    value = next((cell(row, other) for other in filled(row) if other >= place), None) if row is not None else None
    return not is_blank(value) and not _field(value) and not any(map(names_section, said(value)))


def _above_labels(sheet: Sheet) -> Iterator[Row]:
    for row in sheet.opening:
        if any(_field(value) or any(map(names_section, said(value))) for value in row.cells):
            return
        yield row


def _field(value: object, names: Names | None = None) -> str:
    known = names or plain_names()
    return next((name for text in said(value) if (name := known.field(SECTION, SECTION, text))), "")


def is_upright(sheet: Sheet) -> bool:
    """Whether the labels of an account stand one below the other, each at the head of its row."""
    if not is_odbs(sheet):
        return False
    found = {_field(line.label) for line in _lines(sheet.opening, plain_names())} - {""}
    return "account_id" in found and len(found) >= FEWEST


def _lines(rows: tuple[Row, ...], names: Names) -> list[_Line]:
    """The rows with a label that has something beside it, or that ODB knows."""
    heads = [(row, filled(row)[0]) for row in rows if filled(row)]
    column = next((place for row, place in heads if _field(row.cells[place], names)), 0)
    return [_line(row, row.cells[place], names) for row, place in heads if place == column]


def _line(row: Row, value: object, names: Names) -> _Line:
    label = _label(value, names)
    return _Line(label, row, unit_of(value) if names.field(SECTION, SECTION, label) == TERM else "")


def _label(value: object, names: Names) -> str:
    """A label as ODB's fields or ids are called, whatever stands around it."""
    texts = said(value)
    known = (text for text in texts if names.field(SECTION, SECTION, text) or names_section(text))
    return next(known, texts[0] if texts else "")


def read_upright(sheet: Sheet, reading: Reading) -> Iterator[Record | Problem]:
    """The accounts of a sheet, or one problem where anything of it stands outside of their columns."""
    rows, names = tuple(sheet.rows), reading.names
    lines = _lines(rows, names)
    known = [line for line in lines if names.field(SECTION, SECTION, line.label) or names_section(line.label)]
    label = filled(known[0].row)[0]
    accounts = _accounts(known, label, names)
    outside = _outside(rows, {line.row.number for line in known}, {label, *accounts}, label, names)
    if outside is None:
        yield from _records(sheet, lines, accounts, reading)
        return
    message = "this stands neither in the column of the labels nor in that of an account, and no account was read"
    where = at(sheet.name, *outside)
    yield Problem(reading.file, f"{message}; put each account into a row, below a header", where, records=len(accounts))


def _records(sheet: Sheet, lines: list[_Line], accounts: list[int], reading: Reading) -> Iterator[Record | Problem]:
    header = tuple(line.label for line in lines)
    named = {
        place: found
        for place, title in enumerate(header)
        if not reading.names.field(SECTION, SECTION, title) and (found := names_section(title))
    }
    columns = Columns.under(header, SECTION, reading, Where(SECTION, sheet.name), frozenset(named))
    columns.doubles.clear()  # labels are in no columns
    joining = tuple((header[place], section_named(found)) for place, found in named.items())
    for column in accounts:
        cells = tuple(with_unit(cell(line.row, column), line.unit) for line in lines)
        places = tuple(at(sheet.name, column, line.row.number) for line in lines)
        record = columns.record(Row(column + 1, cells), reading.names)
        mark(record, ((title, cells[place]) for title, place in ending_of(columns)))
        own = {name: places[found[0]] for name, found in record.shape.columns.items()}
        record.shape = replace(columns.shape, joining=joining, places={**own, "": places[0]})
        record.base, record.row = "", 0
        yield from join(record, ((found, cells[place], places[place]) for place, found in named.items()))
        yield record


def _accounts(known: list[_Line], label: int, names: Names) -> list[int]:
    """The columns of accounts: those with an account's id, or the first that is filled where none has any."""
    own = [line for line in known if names.field(SECTION, SECTION, line.label) == "account_id"]
    columns = {p for line in own for p in filled(line.row) if p != label and _is_like_an_account(line.row.cells[p])}
    further = {place for line in known for place in filled(line.row) if place != label}
    return sorted(columns or {*sorted(further)[:1]} or {label + 1})


def _is_like_an_account(value: object) -> bool:
    """Whether a cell may be an account's id: one word with a digit, and no remark."""
    text = as_text(value) or ""
    return is_like_an_id(text) and any(map(str.isdigit, text))


def _outside(
    rows: tuple[Row, ...], known: set[int], columns: set[int], label: int, names: Names
) -> tuple[int, int] | None:
    """The first cell that is neither a label nor an account's, among what belongs to the settings; None if none is."""
    first, last = min(known), max(known)
    for row in rows:
        places = filled(row)
        if tables_under(row):
            return places[0], row.number
        if row.number in known:
            odd = (p for p in places if p not in columns or (p != label and _field(row.cells[p], names)))
            if (place := next(odd, None)) is not None:
                return place, row.number
        elif first < row.number <= last + 1 and places and places[0] != label and not is_blank(row.cells[places[0]]):
            return places[0], row.number
    return None
