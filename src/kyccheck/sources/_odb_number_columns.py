"""Virtual numbers that stand beside the settings of their account: in columns of its row, or in a row each.

"Number", "Country", "Type", "Channels" hold one number a row, "Number 1", "Country 1", ..., "Number 2", ... several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kyccheck.records.fields import folded
from kyccheck.records.names import plain_names
from kyccheck.records.parted import part_of
from kyccheck.records.record import Record
from kyccheck.sources import Found, _numbers
from kyccheck.sources._odb_header import SECTION
from kyccheck.sources._status_columns import Telling, telling_under, told_beside
from kyccheck.sources._table import cell, opening
from kyccheck.values.grid import Row, Sheet
from kyccheck.values.value import is_blank

_NUMBERS: Final = "virtual_numbers"
_PHONES: Final = frozenset({"phone", "telephone", "phone number", "telephone number"})
_Groups = list[dict[str, int]]


def gathered(sheet: Sheet) -> Sheet:
    """The sheet with its columns of numbers as one, in the place of the first of them; as it is where it has none."""
    groups = _groups(opening(sheet))
    if not groups:
        return sheet
    first = groups[0]["number"]
    columns = {place for group in groups for place in group.values()}
    telling = _beside(opening(sheet), columns) if len(groups) == 1 else ()
    used = columns | {place for _, place in telling}

    def header(row: Row) -> Row:
        cells = (None if place in used else title for place, title in enumerate(row.cells))
        return row._replace(cells=tuple(cells)).with_cell(first, "Virtual numbers")

    def read(row: Row) -> Row:
        return header(row) if row.cells == top else row.with_cell(first, _entries(row, groups, telling))

    top = sheet.opening[0].cells
    return replace(sheet, opening=tuple(map(read, sheet.opening)), rows=map(read, sheet.rows))


def _groups(header: tuple[str, ...]) -> _Groups:
    """The columns of each number, by what they say of it; none where another column lists the numbers."""
    groups: dict[int, dict[str, int]] = {}
    for place, title in enumerate(header):
        field = plain_names().field(SECTION, SECTION, title) if title else None
        if field == _NUMBERS:
            return []
        whole, number = part_of(title)
        name = _numbers.member(title) or _numbers.member(whole)
        if name and not field:
            groups.setdefault(number if not _numbers.member(title) else 0, {}).setdefault(name, place)
    return [group for _, group in sorted(groups.items()) if len(group) > 1 and _is_virtual(group, header)]


def _is_virtual(group: dict[str, int], header: tuple[str, ...]) -> bool:
    """Whether columns hold virtual numbers. "Phone" and "Country" beside the settings are the customer's own."""
    title = header[group["number"]] if "number" in group else ""
    return bool(title) and ("channels" in group or folded(part_of(title)[0] or title) not in _PHONES)


def _beside(header: tuple[str, ...], columns: set[int]) -> Telling:
    """The columns that say what becomes of a number: right beside its others, since accounts have a status, too."""
    known, found = set(columns), list[tuple[str, int]]()
    for title, place in telling_under(header):
        if {place - 1, place + 1} & known and not plain_names().field(SECTION, SECTION, title):
            known.add(place)
            found.append((title, place))
    return tuple(found)


def _entries(row: Row, groups: _Groups, telling: Telling) -> list[dict[str, object]] | None:
    cells = ({name: cell(row, place) for name, place in group.items()} for group in groups)
    entries = [_numbers.from_row(entry) for entry in cells if not all(map(is_blank, entry.values()))]
    return [entry | told_beside(row, telling) for entry in entries] or None


def of_one_account(found: Iterable[Found]) -> Iterator[Found]:
    """Records, those that say the same of one account as one, with the numbers of all of them.

    A row with a number alone may be of the account above it, or of none: it is kept there for a person to judge.
    """
    kept: dict[str, Record] = {}
    others: list[Found] = []
    last: Record | None = None
    for item in found:
        if not isinstance(item, Record):
            others.append(item)
            continue
        numbers = item.fields.get(_NUMBERS)
        own = repr(item.fields.get("account_id"))
        same = kept.get(own)
        if last is not None and {*item.links} <= {*last.links} and _says_no_more(item) and isinstance(numbers, list):
            _add(last, [{**entry, "number": f"whose is this: {entry.get('number')}"} for entry in numbers])
        elif same is not None and _settings(same) == _settings(item) and not is_blank(item.fields.get("account_id")):
            _add(same, numbers if isinstance(numbers, list) else [])
            last = same
        else:
            last = item
            kept.setdefault(own, item)
            others.append(item)
    yield from others


def _add(record: Record, numbers: list[object]) -> None:
    held = record.fields.get(_NUMBERS)
    record.fields[_NUMBERS] = [*(held if isinstance(held, list) else []), *numbers]


def _says_no_more(record: Record) -> bool:
    return all(name == _NUMBERS or is_blank(value) for name, value in record.fields.items())


def _settings(record: Record) -> tuple[object, ...]:
    return ({name: value for name, value in record.fields.items() if name != _NUMBERS}, record.links)
