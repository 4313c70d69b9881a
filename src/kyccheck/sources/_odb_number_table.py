"""Virtual numbers that stand in a table of their own, beside ODB's accounts: until the accounts have taken them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field, replace
from typing import Final, NamedTuple

from kyccheck.dataclass import dataclass
from kyccheck.late import pattern
from kyccheck.records.names import Names, plain_names
from kyccheck.records.record import Problem, Record, Shape
from kyccheck.sources import _numbers
from kyccheck.sources._house import fields_named
from kyccheck.sources._merged_cells import rows_sharing
from kyccheck.sources._odb_header import SECTION
from kyccheck.sources._status_columns import telling_under, told_beside
from kyccheck.sources._table import at, cell, members, opening
from kyccheck.sources._totals import is_total
from kyccheck.values.grid import Sheet
from kyccheck.values.value import is_blank
from kyccheck.values.written import called

_VIRTUAL: Final = pattern(r"\b(?:virtual|did)\b", re.IGNORECASE)


def is_numbers(header: tuple[str, ...]) -> bool:
    """Whether a table holds one number a row: it says the number and the account, and nothing of the settings."""
    said = [_numbers.member(title) for title in header]
    return (
        said.count("number") == 1
        and _account(header, plain_names()) is not None
        and len(fields_named([*header], SECTION)) <= 2
    )


def is_surely_numbers(header: tuple[str, ...]) -> bool:
    """Whether such a table needs no accounts beside it to be told: a list of people has accounts and phones, too."""
    names = [(title, _numbers.member(title)) for title in header]
    is_virtual = any(name == "number" and _VIRTUAL.search(title) for title, name in names)
    return is_numbers(header) and (is_virtual or any(name == "channels" for _, name in names))


class Entry(NamedTuple):
    """A virtual number of a second table, and where it stands."""

    value: object
    at: str


@dataclass(slots=True)
class Numbers:
    """The virtual numbers of a second table, by account, until the accounts have taken them."""

    there: bool = False
    by_account: dict[str, list[Entry]] = field(default_factory=dict)
    doubtful: dict[str, list[Entry]] = field(default_factory=dict)
    """What names no account or several, by those it may be of: a blank cell may be merged with the one above it."""
    seen: set[str] = field(default_factory=set)
    ignored: list[str] = field(default_factory=list)
    """Columns of the second table that nobody knows."""
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The others, by the fields of an account that they tell."""

    def give(self, record: Record) -> None:
        """Give an account its numbers: after those that it lists itself, none where the table has none of it."""
        own = members(record.fields.get("account_id"))[:1]
        if not self.there or not own:
            return
        self.seen.add(own[0])
        entries = [*self.by_account.get(own[0], []), *self.doubtful.get(own[0], []), *self.doubtful.get("", [])]
        listed = record.fields.get("virtual_numbers")
        already = listed if isinstance(listed, list) else [] if is_blank(listed) else [listed]
        record.fields["virtual_numbers"] = [*already, *(entry.value for entry in entries)]
        record.shape = replace(record.shape, ignored=(*record.shape.ignored, *self.ignored))
        if entries:
            _place(record, len(already), entries)

    def alone(self, file: str) -> Iterator[Record]:
        """The accounts of which only the numbers are here: they are laid together with those of other files by the id.

        Each counts, so that one that no file has is reported.
        """
        for own, entries in {**self.doubtful, **self.by_account}.items():
            if own:
                first = entries[0].at
                shape = Shape(self.keys, {})
                record = Record(SECTION, {"account_id": own}, shape, file, first, system=SECTION, id=own)
                self.give(record)
                yield record

    def left(self, file: str) -> Iterator[Problem]:
        """What names an account that is not there."""
        for own, entries in self.by_account.items():
            if own not in self.seen:
                message = f"{called('account', own)} of a virtual number is not there" if own else "names no account"
                yield from (Problem(file, message, entry.at) for entry in entries)


def _place(record: Record, first: int, entries: list[Entry]) -> None:
    """Let an account's numbers stand where they were read, on another sheet than the account itself."""
    shape, base, row = record.shape, record.base, record.row
    if not row:
        return
    places = {name: f"{base}{place}{row}" for name, place in shape.places.items()}
    numbers = {f"virtual_numbers[{first + place}]": entry.at for place, entry in enumerate(entries)}
    whole = {"": f"{base}{row}", "virtual_numbers": entries[0].at}
    record.shape = replace(shape, places={**whole, **places, **numbers})
    record.base, record.row = "", 0


def _account(header: tuple[str, ...], names: Names) -> int | None:
    places = names.columns(SECTION, SECTION, header).columns.get("account_id", ())
    return places[0] if places else None


def take(sheet: Sheet, numbers: Numbers, file: str) -> Iterator[Problem]:
    """Take the numbers of a sheet in, after what is wrong with its rows."""
    header = opening(sheet)
    account = _account(header, plain_names())
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        if name := _numbers.member(title):
            places.setdefault(name, place)
    telling = telling_under(header)
    used = {account, *places.values(), *(place for _, place in telling)}
    named = {} if account is None else {"account_id": (header[account],)}
    numbers.keys = {**named, "virtual_numbers": tuple(header[place] for place in places.values())}
    numbers.ignored += [title for place, title in enumerate(header) if title and place not in used]
    above = [""]
    for row in rows_sharing(sheet, () if account is None else (account,)):
        cells = {name: cell(row, place) for name, place in places.items()}
        own = members(cell(row, account)) if account is not None else []
        where = at(sheet.name, places["number"], row.number)
        if is_total(row) or (not own and all(map(is_blank, cells.values()))):
            continue
        entry = Entry(_numbers.from_row(cells) | told_beside(row, telling), where)
        if len(own) > 1:
            yield Problem(file, "a virtual number of several accounts", where)
        else:
            numbers.by_account.setdefault(own[0] if own else "", []).append(entry)
        for account_id in () if len(own) == 1 else own or above:
            numbers.doubtful.setdefault(account_id, []).append(_doubtful(entry))
        above = own or above


def _doubtful(entry: Entry) -> Entry:
    """A number that nobody knows the account of: as a text that is no number, so that a person judges."""
    value = entry.value if isinstance(entry.value, dict) else {"number": entry.value}
    return Entry({**value, "number": f"whose is this: {value.get('number') or 'no number'}"}, entry.at)


def take_object(entry: object, where: str, numbers: Numbers) -> None:
    """Take a number of JSON in; one that is no object is kept as it is, under no account."""
    account = ""
    if isinstance(entry, dict):
        key = next((key for key in entry if fields_named([key], SECTION) == {"account_id"}), None)
        account = next(iter(members(entry.get(key))), "") if key is not None else ""
        entry = {other: value for other, value in entry.items() if other != key}
    values = _numbers.from_value([entry])
    numbers.by_account.setdefault(account, []).append(Entry(values[0] if isinstance(values, list) else entry, where))
