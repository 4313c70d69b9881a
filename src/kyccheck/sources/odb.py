"""ODB, the house's provisioning system: accounts as they are set up, from its tables or JSON.

A table (CSV, Excel) has one row an account: `Account ID`, `Company name`, `Registration number`, `Billing address`,
`Billing contact`, `Billing email`, `Billing phone`, `Plan`, `Quantity`, `Term`, `Add-ons`, `Signed`, `Signed on`,
`Provisioned on`, in any order; `kyccheck fields` lists what else they may be called. `Deal ID`, `Case ID` (or `Ticket
ID`) and `Company ID` say what the account belongs to, several ids parted by ";" or ",". An account without any of them
is listed as belonging to nothing: a similar name joins nothing. An account whose `Status`, `Active` or `Archived` says
that it is ended, suspended or a draft stands for none. Other columns are ignored, and `inspect` lists them.

Virtual numbers stand in a second sheet or file (`Account ID`, `Number`, `Country`, `Type`, `Channels`, one row a
number), or in a column `Virtual numbers` of the account, parted by ";" or lines: "+852 5808 1001 HK local 4ch; +65 3158
1001 SG", or with commas, "+852 5808 1001, Hong Kong, local, 4"; or one each in columns `Virtual number 1`, `Virtual
number 2`, ...; or beside the settings in columns `Number`, `Country`, `Type`, `Channels`, one row a number with the
settings repeated, or `Number 1`, `Country 1`, ..., `Number 2`, ... Brackets and a second language in a title do no
harm; the unit in `Term (months)` goes with its number.

A sheet may also have the labels of its accounts one below the other, and an account in each column beside them.

JSON is one account, a list of them, or {"accounts": [...], "virtual_numbers": [...]}, with the same names, nested
(`package`, `billing_contact`) or flat. `examples/odb-template.xlsx` is an empty table to fill.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from kyccheck.read.trees import Tree
from kyccheck.records.fields import folded, pointer, section_names
from kyccheck.records.record import Problem, Record
from kyccheck.sources import Found, Reading
from kyccheck.sources._house import fields_named, fields_of, objects, record_of_object, rows, wrapped
from kyccheck.sources._odb_header import SECTION, plainly, with_plain_header
from kyccheck.sources._odb_number_columns import gathered, of_one_account
from kyccheck.sources._odb_number_table import Numbers, is_numbers, is_surely_numbers, take, take_object
from kyccheck.sources._odb_unread import list_unread, may_hold_settings, sheet_unread
from kyccheck.sources._odb_upright import FEWEST, is_upright, read_upright
from kyccheck.sources._table import from_header, hidden, members, opening
from kyccheck.values.grid import Grid, Sheet


def recognises(document: Any) -> float:
    """How surely a document is ODB's: it has accounts, and an account's settings."""
    if isinstance(document, Grid):
        headers = [opening(_headed(sheet)) for sheet in document.sheets]
        if any(map(_is_accounts, headers)) or any(map(is_upright, document.sheets)):
            return 0.85
        return 0.5 if any(map(is_surely_numbers, headers)) else 0.0
    if isinstance(document, list):
        document = next((member for member in document if isinstance(member, dict)), None)
    if not isinstance(document, dict) or "properties" in document:
        return 0.0
    key = wrapped(document, SECTION)
    if key:
        members_ = document[key] if isinstance(document[key], list) else [document[key]]
        return 0.6 if any(len(fields_of(member, SECTION)) > 1 for member in members_) else 0.0
    found = fields_of(document, SECTION)
    return 0.7 if "account_id" in found and len(found) >= FEWEST else 0.0


def _is_accounts(header: tuple[str, ...]) -> bool:
    found = fields_named([*header], SECTION)
    return "account_id" in found and len(found) >= FEWEST


def records(tree: Tree, reading: Reading) -> Iterator[Found]:
    """The accounts of a document, each a record by itself."""
    if isinstance(tree.value, Grid):
        yield from _of_grid(tree.value, reading)
    else:
        yield from _of_json(tree.value, tree.base, reading)


def _of_grid(grid: Grid, reading: Reading) -> Iterator[Found]:
    accounts, upright, tables, notes = list[Sheet](), list[Sheet](), list[Sheet](), list[str]()
    for sheet in (_headed(sheet) for sheet in grid.sheets if sheet.opening):
        kind = accounts if _may_be_accounts(sheet) else None
        kind = tables if is_numbers(opening(sheet)) else upright if is_upright(sheet) else kind
        if sheet.hidden:
            if kind is not None or may_hold_settings(sheet):
                yield hidden(sheet, reading.file)
        elif kind is not None:
            kind.append(sheet)
        elif problem := sheet_unread(sheet, reading.file):
            yield problem
        else:
            notes.append(f'the sheet "{sheet.name[:60]}" holds neither accounts nor virtual numbers, and was not read')
    numbers = Numbers(there=bool(tables))
    for sheet in tables:
        yield from take(sheet, numbers, reading.file)
    read = (_accounts(sheet, reading) for sheet in accounts)
    for found in chain(*read, *(read_upright(sheet, reading) for sheet in upright)):
        if isinstance(found, Record):
            _name(found, numbers)
        if notes and isinstance(found, Record):
            found.notes, notes = (*found.notes, *notes), []
        yield found
    if not (accounts or upright):
        yield from numbers.alone(reading.file)
    yield from numbers.left(reading.file)
    if not (accounts or upright or tables):
        yield Problem(reading.file, "holds no table of accounts: no sheet has the columns of one")


def _accounts(sheet: Sheet, reading: Reading) -> Iterator[Found]:
    whole = gathered(sheet)
    found = rows(whole, SECTION, reading)
    yield from found if whole is sheet else of_one_account(found)


def _headed(sheet: Sheet) -> Sheet:
    """A sheet from the header of its accounts or numbers on, past a title above it, its titles as they are known."""
    headed = from_header(sheet, _is_table)
    return with_plain_header(headed) if _is_table(opening(headed)) else headed


def _is_table(header: tuple[str, ...]) -> bool:
    plain = plainly(header)
    return _is_accounts(plain) or is_numbers(plain)


def _may_be_accounts(sheet: Sheet) -> bool:
    found = fields_named([*opening(sheet)], SECTION)
    return len(found) >= FEWEST or ("account_id" in found and section_names().get(folded(sheet.name)) == SECTION)


def _name(record: Record, numbers: Numbers) -> None:
    """Give an account its own id or, where it has none, its place for one; and its numbers."""
    own = members(record.fields.get("account_id"))
    record.id = own[0] if len(own) == 1 else f"{record.file} {record.at()}".strip()
    numbers.give(record)


def _of_json(value: Any, base: str, reading: Reading) -> Iterator[Found]:
    numbers = Numbers()
    beside = _second_table(value)
    yield from _unread_lists(value, base, beside, reading)
    if beside:
        numbers.there = True
        for place, entry in enumerate(value[beside]):
            take_object(entry, base + pointer(beside, place), numbers)
        value = {key: other for key, other in value.items() if key != beside}
    for tree, where in objects(value, base, SECTION):
        if not isinstance(tree, dict) or not fields_of(tree, SECTION):
            yield Problem(reading.file, "is not an account: it should be an object with an account's settings", where)
            continue
        for found in record_of_object(tree, where, SECTION, reading):
            if isinstance(found, Record):
                _name(found, numbers)
            yield found
    yield from numbers.left(reading.file)


def _unread_lists(value: Any, base: str, numbers: str, reading: Reading) -> Iterator[Problem]:
    """Problems of what stands beside the accounts and their numbers, and seems to hold more of them."""
    if accounts := wrapped(value, SECTION):
        others = (key for key in value if key not in (accounts, numbers) and isinstance(value[key], list))
        yield from filter(None, (list_unread(key, value[key], base, reading.file) for key in others))


def _second_table(value: Any) -> str:
    """The key of the virtual numbers that stand beside the accounts."""
    if not wrapped(value, SECTION):
        return ""
    return next(
        (key for key in value if isinstance(value[key], list) and fields_named([key], SECTION) == {"virtual_numbers"}),
        "",
    )
