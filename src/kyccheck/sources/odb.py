"""ODB, the house's provisioning system: accounts as they are set up, from its tables or JSON.

A table (CSV, Excel) has one row an account: `Account ID`, `Company name`, `Registration number`, `Billing address`,
`Billing contact`, `Billing email`, `Billing phone`, `Plan`, `Quantity`, `Term`, `Add-ons`, `Signed`, `Signed on`,
`Provisioned on`, in any order; `kyccheck fields` lists what else they may be called. `Deal ID`, `Case ID` (or `Ticket
ID`) and `Company ID` say what the account belongs to, several ids parted by ";". An account without any of them is
listed as belonging to nothing: a similar name joins nothing. Other columns are ignored, and `inspect` lists them.

Virtual numbers stand in a second sheet (`Account ID`, `Number`, `Country`, `Type`, `Channels`, one row a number), or in
a column `Virtual numbers` of the account, parted by ";" or lines: "+852 5808 1001 HK local 4ch; +65 3158 1001 SG", or
with commas, "+852 5808 1001, Hong Kong, local, 4".

JSON is one account, a list of them, or {"accounts": [...], "virtual_numbers": [...]}, with the same names, nested
(`package`, `billing_contact`) or flat. `examples/odb-template.xlsx` is an empty table to fill.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from kyccheck.fields import Names, folded, pointer, section_names
from kyccheck.grid import Grid, Sheet
from kyccheck.read import Tree
from kyccheck.record import Problem, Record
from kyccheck.sources import Found, Reading, _numbers
from kyccheck.sources._house import fields_named, fields_of, objects, plain_names, record_of_object, rows, wrapped
from kyccheck.sources._table import at, body, cell, hidden, members, opening
from kyccheck.value import is_blank

SECTION: Final = "odb"
_FEWEST: Final = 3
"""So many fields of an account must be there for a table or object to be taken for one."""


def recognises(document: Any) -> float:
    """How surely a document is ODB's: it has accounts, and an account's settings."""
    if isinstance(document, Grid):
        return 0.85 if any(_is_accounts(opening(sheet)) for sheet in document.sheets) else 0.0
    if isinstance(document, list):
        document = next((member for member in document if isinstance(member, dict)), None)
    if not isinstance(document, dict) or "properties" in document:
        return 0.0
    key = wrapped(document, SECTION)
    if key:
        members_ = document[key] if isinstance(document[key], list) else [document[key]]
        return 0.6 if any(len(fields_of(member, SECTION)) > 1 for member in members_) else 0.0
    found = fields_of(document, SECTION)
    return 0.7 if "account_id" in found and len(found) >= _FEWEST else 0.0


def _is_accounts(header: tuple[str, ...]) -> bool:
    found = fields_named([*header], SECTION)
    return "account_id" in found and len(found) >= _FEWEST


def records(tree: Tree, reading: Reading) -> Iterator[Found]:
    """The accounts of a document, each a record by itself."""
    if isinstance(tree.value, Grid):
        yield from _of_grid(tree.value, reading)
    else:
        yield from _of_json(tree.value, tree.base, reading)


class _Entry(NamedTuple):
    """A virtual number of a second table, and where it stands."""

    value: object
    at: str


@dataclass(slots=True)
class _Numbers:
    """The virtual numbers of a second table, by account, until the accounts have taken them."""

    there: bool = False
    by_account: dict[str, list[_Entry]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def give(self, record: Record) -> None:
        """Give an account its numbers: after those that it lists itself, none where the table has none of it."""
        own = members(record.fields.get("account_id"))[:1]
        if not self.there or not own:
            return
        self.seen.add(own[0])
        entries = self.by_account.get(own[0], [])
        listed = record.fields.get("virtual_numbers")
        already = listed if isinstance(listed, list) else [] if is_blank(listed) else [listed]
        record.fields["virtual_numbers"] = [*already, *(entry.value for entry in entries)]
        if entries:
            _place(record, len(already), entries)

    def left(self, file: str) -> Iterator[Problem]:
        """What names an account that is not there."""
        for own, entries in self.by_account.items():
            if own not in self.seen:
                message = f"a virtual number of account {own[:60]}, which is not there" if own else "names no account"
                yield from (Problem(file, message, entry.at) for entry in entries)


def _place(record: Record, first: int, entries: list[_Entry]) -> None:
    """Let an account's numbers stand where they were read, on another sheet than the account itself."""
    shape, base, row = record.shape, record.base, record.row
    if not row:
        return
    places = {name: f"{base}{place}{row}" for name, place in shape.places.items()}
    numbers = {f"virtual_numbers[{first + place}]": entry.at for place, entry in enumerate(entries)}
    whole = {"": f"{base}{row}", "virtual_numbers": entries[0].at}
    record.shape = replace(shape, places={**whole, **places, **numbers})
    record.base, record.row = "", 0


def _of_grid(grid: Grid, reading: Reading) -> Iterator[Found]:
    accounts, tables, notes = list[Sheet](), list[Sheet](), list[str]()
    for sheet in (sheet for sheet in grid.sheets if sheet.opening):
        kind = tables if _is_numbers(opening(sheet)) else accounts if _may_be_accounts(sheet) else None
        if sheet.hidden:
            if kind is not None:
                yield hidden(sheet, reading.file)
        elif kind is not None:
            kind.append(sheet)
        else:
            notes.append(f'the sheet "{sheet.name[:60]}" holds neither accounts nor virtual numbers, and was not read')
    numbers = _Numbers(there=bool(tables))
    for sheet in tables:
        yield from _take(sheet, numbers, reading.file)
    for sheet in accounts:
        for found in rows(sheet, SECTION, reading):
            if isinstance(found, Record):
                _name(found, numbers)
            if notes and isinstance(found, Record):
                found.notes, notes = (*found.notes, *notes), []
            yield found
    yield from numbers.left(reading.file)
    if not accounts:
        yield Problem(reading.file, "holds no table of accounts: no sheet has the columns of one")


def _may_be_accounts(sheet: Sheet) -> bool:
    found = fields_named([*opening(sheet)], SECTION)
    return len(found) >= _FEWEST or ("account_id" in found and section_names().get(folded(sheet.name)) == SECTION)


def _is_numbers(header: tuple[str, ...]) -> bool:
    """Whether a table holds one number a row: it says the number and the account, and nothing of the settings."""
    said = [_numbers.member(title) for title in header]
    return (
        said.count("number") == 1
        and _account(header, plain_names()) is not None
        and len(fields_named([*header], SECTION)) <= 2
    )


def _account(header: tuple[str, ...], names: Names) -> int | None:
    places = names.columns(SECTION, SECTION, header).columns.get("account_id", ())
    return places[0] if places else None


def _take(sheet: Sheet, numbers: _Numbers, file: str) -> Iterator[Problem]:
    header = opening(sheet)
    account = _account(header, plain_names())
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        if name := _numbers.member(title):
            places.setdefault(name, place)
    for row in body(sheet):
        cells = {name: cell(row, place) for name, place in places.items()}
        own = members(cell(row, account)) if account is not None else []
        where = at(sheet.name, places["number"], row.number)
        if len(own) > 1:
            yield Problem(file, f"a virtual number of several accounts: {'; '.join(own)[:60]}", where)
        elif own or not all(map(is_blank, cells.values())):
            entry = _Entry(_numbers.from_row(cells), where)
            numbers.by_account.setdefault(own[0] if own else "", []).append(entry)


def _name(record: Record, numbers: _Numbers) -> None:
    """Give an account its own id or, where it has none, its place for one; and its numbers."""
    own = members(record.fields.get("account_id"))
    record.id = own[0] if len(own) == 1 else f"{record.file} {record.at()}".strip()
    numbers.give(record)


def _of_json(value: Any, base: str, reading: Reading) -> Iterator[Found]:
    numbers = _Numbers()
    beside = _second_table(value)
    if beside:
        numbers.there = True
        for place, entry in enumerate(value[beside]):
            _take_object(entry, base + pointer(beside, place), numbers)
        value = {key: other for key, other in value.items() if key != beside}
    for tree, where in objects(value, base, SECTION):
        if not isinstance(tree, dict) or not fields_of(tree, SECTION):
            yield Problem(reading.file, "is no account: it should be an object with an account's settings", where)
            continue
        for found in record_of_object(tree, where, SECTION, reading):
            if isinstance(found, Record):
                _name(found, numbers)
            yield found
    yield from numbers.left(reading.file)


def _second_table(value: Any) -> str:
    """The key of the virtual numbers that stand beside the accounts."""
    if not wrapped(value, SECTION):
        return ""
    return next(
        (key for key in value if isinstance(value[key], list) and fields_named([key], SECTION) == {"virtual_numbers"}),
        "",
    )


def _take_object(entry: object, where: str, numbers: _Numbers) -> None:
    account = ""
    if isinstance(entry, dict):
        key = next((key for key in entry if fields_named([key], SECTION) == {"account_id"}), None)
        account = next(iter(members(entry.get(key))), "") if key is not None else ""
        entry = {other: value for other, value in entry.items() if other != key}
    values = _numbers.from_value([entry])
    numbers.by_account.setdefault(account, []).append(_Entry(values[0] if isinstance(values, list) else entry, where))
