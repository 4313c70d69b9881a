"""Xero's CSV files: contacts, and invoices or bills with one row for each of their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kyccheck.records.fields import folded
from kyccheck.records.naming import row_of
from kyccheck.records.record import NO_SHAPE, Mark, Problem, Record, Shape
from kyccheck.sources import Reading
from kyccheck.sources._table import hidden
from kyccheck.sources._table import settle as settle_types
from kyccheck.sources._xero_bill import Sums, is_to_customer, link, settle
from kyccheck.sources._xero_fields import SYSTEM, Told, as_written, lines_of, name_key, tell
from kyccheck.values.grid import Grid, Row, Sheet, column
from kyccheck.values.value import ABSENT, as_number, as_text, is_blank

_NAME: Final = "contactname"
_NUMBER: Final = "invoicenumber"
_TELLING: Final = frozenset(
    {
        *("emailaddress", "accountnumber", "poaddressline1", "pocity", "pocountry", "saaddressline1", "sacity"),
        *("legalname", "companynumber", "bankaccountname", "accountsreceivabletaxcodename", "contactstatus"),
        *("invoicenumber", "invoicedate", "duedate", "invoiceamountdue", "inventoryitemcode", "unitamount"),
    }
)
"""Columns of which any two, beside the contact's name, tell a table of Xero."""

_ADDRESS_LINE: Final = re.compile(r"poaddressline\d")
_PHONES: Final = ("phonenumber", "mobilenumber", "ddinumber", "ddiphonenumber")
"""Telephones that reach the customer, best first; a fax does not."""

_BESIDE: Final = {
    "billing": {
        "contactid": "contact_id",
        "contactnumber": "contact_number",
        "accountnumber": "account_number",
        "poregion": "state",
        "pocity": "city",
        "popostalcode": "zip",
        "pozipcode": "zip",
        "pocountry": "country",
    },
    "invoice": {
        "contactid": "contact_id",
        _NAME: "company_name",
        "reference": "reference",
        "type": "type",
        "invoicedate": "issued_on",
    },
}
"""Columns that no field of a case is named after, or whose names part the words in some regions' files."""


_SUMS: Final = ("total", "invoiceamountpaid", "invoiceamountdue")


class _Layout(NamedTuple):
    """What a table is about, its header, and the place of each column by its name without blanks, case and marks."""

    section: str
    header: tuple[str, ...]
    places: dict[str, int]


def recognises(grid: Grid) -> float:
    """How surely one of the sheets is a table of Xero."""
    return 0.85 if any(_layout(row) for sheet in grid.sheets for row in sheet.opening) else 0.0


def records(grid: Grid, reading: Reading) -> Iterator[Record | Problem]:
    """The contacts or invoices of all sheets; a sheet that holds something else is a problem."""
    for sheet in grid.sheets:
        if not sheet.hidden:
            yield from _sheet(sheet, reading)
        elif any(_layout(row) for row in sheet.opening):
            yield hidden(sheet, reading.file)


def _sheet(sheet: Sheet, reading: Reading) -> Iterator[Record | Problem]:
    layout, before, found = None, 0, False
    told: Record | None = None
    for row in sheet.rows:
        if layout is None:
            layout, before = _layout(row), before or row.number
            continue
        if row.cells and as_text(row.cells[0]) == layout.header[0] and (again := _layout(row)):
            layout = again  # files of several exports, one under the other
            continue
        found = True
        read = _row(row, layout, told, sheet, reading)
        if isinstance(read, Record):
            told = read
            yield from _persons(row, layout, read)
        if read is not None:
            yield read
    if layout is None and before:
        yield Problem(reading.file, "has no header of Xero (*ContactName, EmailAddress, ...)", _at(sheet, before))
    elif layout is not None and not found:
        yield Record(layout.section, {}, NO_SHAPE, reading.file, _at(sheet, 0), empty=True, counts=False)


def _layout(row: Row) -> _Layout | None:
    """What is below this row, if it is a header."""
    header = tuple(as_text(cell) or "" for cell in row.cells)
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        places.setdefault(folded(title).replace(" ", ""), place)
    if _NAME not in places or len(_TELLING & places.keys()) < 2:
        return None
    return _Layout("invoice" if _NUMBER in places else "billing", header, places)


def _row(row: Row, layout: _Layout, before: Record | None, sheet: Sheet, reading: Reading) -> Record | Problem | None:
    """The record of a row; None where the row is one more line of the invoice `before` it."""
    record = row_of(reading.names, layout.section, SYSTEM, layout.header, row, (reading.file, sheet.name))
    record.fields = {
        name: value if name.endswith("_on") else as_written(value) for name, value in record.fields.items()
    }
    settle_types(record)
    told = tuple(_told(row, layout))
    tell(record, reading.names, layout.header, told)
    name = name_key(_cell(row, layout, _NAME))
    if layout.section == "invoice":
        settle(record, reading.names, layout.header, told, _sums(row, layout))
        return _invoice(record, name, before)
    if not name:
        return Problem(record.file, "is a contact without a name", record.at("name"), 1)
    record.id = name
    if folded(as_text(record.fields.get("status")) or "") == "archived":
        record.mark(Mark.ARCHIVED)
    return record


def _invoice(record: Record, name: str, before: Record | None) -> Record | Problem | None:
    """An invoice by its number. Bills have their suppliers' numbers, which may be the same: theirs go with the name."""
    number = name_key(record.fields.get("number")) and as_text(record.fields.get("number"))
    if not number and not name:
        return None if before else Problem(record.file, "is an invoice without a number and a contact", record.at(), 1)
    number = number or f"without number ({record.file} {record.at('number')})"
    record.id = number if is_to_customer(record.fields.get("type")) else f"{number} of {name}"
    link(record, name)
    same = before is not None and (before.id, before.fields) == (record.id, record.fields)
    return None if same else record


def _sums(row: Row, layout: _Layout) -> Sums:
    """What a bill comes to; what was neither paid nor is due was credited."""
    total, *parts = (_cell(row, layout, key) if key in layout.places else None for key in _SUMS)
    amounts = [as_number(value) for value in (total, *parts)]
    whole, paid, due = amounts
    return Sums(total, None if whole is None or paid is None or due is None else whole - paid - due)


def _persons(row: Row, layout: _Layout, profile: Record) -> Iterator[Record]:
    """The people of a profile who have an address: each may be a contact of a case, and is one by the address alone."""
    for place, start in enumerate(("", *(f"person{number}" for number in range(1, 6)))):
        keys = (f"{start}firstname", f"{start}lastname", f"{start}email" if start else "emailaddress")
        if profile.section != "billing" or not all(key in layout.places for key in keys):
            continue
        values = [_cell(row, layout, key) for key in keys]
        if is_blank(values[0]) or is_blank(values[2]):
            continue
        names = ("first_name", "last_name", "email")
        where = {name: column(layout.places[key]) for name, key in zip(names, keys, strict=True)}
        titles: dict[str, tuple[str, ...]] = {
            name: (layout.header[layout.places[key]],) for name, key in zip(names, keys, strict=True)
        }
        yield Record(
            "contacts", dict(zip(names, values, strict=True)), Shape(titles, where), profile.file, profile.base,
            row.number, SYSTEM, f"{profile.id} {place}", counts=False,
        )  # fmt: skip


def _told(row: Row, layout: _Layout) -> Iterator[Told]:
    for key, name in _BESIDE[layout.section].items():
        if key in layout.places:
            yield Told(name, _cell(row, layout, key), *_where(layout, key))
    if layout.section != "billing":
        for key, name in zip(_SUMS, ("total", "credited", "credited"), strict=True):
            if key in layout.places:
                yield Told(name, ABSENT, *_where(layout, key))  # it is looked at, and is no field of a bill
        return
    phones = [key for key in _PHONES if key in layout.places]
    if phones:
        best = next((key for key in phones if not is_blank(_cell(row, layout, key))), phones[0])
        yield Told("phone", _cell(row, layout, best), *_where(layout, best))
    lines = sorted(key for key in layout.places if _ADDRESS_LINE.fullmatch(key))
    if lines:
        text = lines_of(_cell(row, layout, key) for key in lines)
        yield Told("address", text, *_where(layout, *lines))


def _where(layout: _Layout, *keys: str) -> tuple[tuple[str, ...], str]:
    """What the columns are called, and the letters of the first one."""
    places = [layout.places[key] for key in keys]
    return tuple(layout.header[place] for place in places), column(places[0])


def _cell(row: Row, layout: _Layout, key: str) -> object:
    place = layout.places[key]
    return row.cells[place] if place < len(row.cells) else None


def _at(sheet: Sheet, number: int) -> str:
    start = f"{sheet.name}!" if sheet.name else ""
    return f"{start}A{number}" if number else start
