"""The rows of a form: which of them are its table of virtual numbers, and what their cells say as labels."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from kyccheck.records.parted import further_of
from kyccheck.sources import _numbers
from kyccheck.sources._labels import is_heading, readings
from kyccheck.sources._status_columns import telling_under, told_beside
from kyccheck.sources._table import cell
from kyccheck.sources._totals import is_total
from kyccheck.values.grid import ErrorCell, Row
from kyccheck.values.value import is_blank, is_placeholder

_LONGEST: Final = 80
"""Longer texts are no labels."""

_MOST_TABLES: Final = 8
"""So many stand side by side; what is further right is no table of its own."""

_FEWEST_DIGITS: Final = 7
_SURELY: Final = 2
"""A row with more cells of the table than these is one of it, even after a blank row: a label and its value are two."""


class Table(NamedTuple):
    """The table of numbers: the columns of its members, and its entries so far; `rows` are those it holds.

    `telling` are the columns beside them that say what becomes of a number ("Action").
    """

    places: dict[str, int]
    entries: list[dict[str, object]]
    rows: list[int]
    telling: list[tuple[str, int]]

    def columns(self) -> set[int]:
        """All its columns."""
        return {*self.places.values(), *(place for _, place in self.telling)}

    def take(self, below: Iterable[Row], is_label: Callable[[object], bool]) -> None:
        """Take in what stands below the header, up to the next label or header.

        Whatever is written there in place of a number is kept as one, so that a person sees it. Only what stands alone
        after a blank row or is a heading, with no number after it, is none; nor is a total.
        """
        loose: list[Row] = []
        headed = False
        for row in takewhile(lambda row: not _is_end(row, is_label), below):
            if is_total(row) or all(is_blank(cell(row, place)) for place in self.places.values()):
                continue
            loose.append(row)
            headed = headed or _is_heading(row)
            sure = self._is_whole(row) if headed else self._is_sure(row) or row.number == self.rows[-1] + 1
            if sure:
                self._keep(loose)
                loose = []

    def _is_sure(self, row: Row) -> bool:
        """Whether a row is one of the table wherever it stands."""
        cells = [cell(row, place) for place in self.places.values()]
        return _is_number(cell(row, self.places["number"])) or sum(not is_blank(value) for value in cells) > _SURELY

    def _is_whole(self, row: Row) -> bool:
        """Whether a row holds a telephone number, even below the heading of something else."""
        number = cell(row, self.places["number"])
        return _is_number(number) and sum(character.isdigit() for character in str(number)) >= _FEWEST_DIGITS

    def _keep(self, rows: list[Row]) -> None:
        for row in rows:
            entry = _numbers.from_row({name: cell(row, place) for name, place in self.places.items()})
            self.entries.append(entry | told_beside(row, self.telling))
            self.rows.append(row.number)


def _is_end(row: Row, is_label: Callable[[object], bool]) -> bool:
    """Whether something else than the table begins here."""
    places = filled(row)
    first = row.cells[places[0]] if places else None
    return is_label(first) or bool(tables_under(row))


def _is_heading(row: Row) -> bool:
    places = filled(row)
    first = row.cells[places[0]]
    return len(places) == 1 and isinstance(first, str) and is_heading(first)


def tables_under(row: Row) -> list[Table]:
    """The tables that a row is the header of: one, or several side by side, each with titles of its own."""
    titles = [(name, place) for place in filled(row) if (name := _member(row.cells[place]))]
    starts = [index for index, (name, _) in enumerate(titles) if name == titles[0][0]][:_MOST_TABLES]
    parts = [titles[start:end] for start, end in pairwise([*starts, len(titles)])]
    tables = [_table(part, row) for part in parts]
    if not all(tables):
        tables = [_table(titles, row)]
    return _with_telling(row, [table for table in tables if table is not None])


def _with_telling(row: Row, tables: list[Table]) -> list[Table]:
    """The tables with the columns that say what becomes of a number: each stands on the same side of its table."""
    telling = telling_under(row.cells) if tables else ()
    starts = [min(table.places.values()) for table in tables]
    leads = bool(telling) and telling[0][1] < starts[0]
    for title, place in telling:
        near = [table for table, start in zip(tables, starts, strict=True) if (start > place) is leads]
        if near:
            near[0 if leads else -1].telling.append((title, place))
    return tables


def _table(titles: list[tuple[str, int]], row: Row) -> Table | None:
    members: dict[str, int] = {}
    for name, place in titles:
        members.setdefault(name, place)
    return Table(members, [], [row.number], []) if "number" in members and len(members) > 1 else None


def titled_number(header: Row, table: Collection[int]) -> set[int]:
    """The columns that a header calls numbers, be it further ones ("Virtual number 2"), and that are in no table."""
    return {place for place in filled(header) if place not in table and _is_numbers(header.cells[place])}


def _is_numbers(value: object) -> bool:
    texts = [text for reading in said(value) for text in (reading, *further_of(reading)[0])]
    return any(_numbers.member(text) == "number" for text in texts)


def is_titled(value: object) -> bool:
    """Whether a cell says of a number what it is, as a title of a column does."""
    return bool(_member(value))


def _member(value: object) -> str:
    """What a cell says of a number as a title, or ""."""
    return next((name for reading in said(value) if (name := _numbers.member(reading))), "")


def _is_number(value: object) -> bool:
    """Whether a cell may be a telephone number: more digits than letters, or what people write in its place."""
    if isinstance(value, (int, float, ErrorCell)):
        return True
    text = value if isinstance(value, str) else ""
    digits = sum(character.isdigit() for character in text)
    letters = sum(character.isalpha() for character in text)
    return (digits > 2 and digits > letters) or (not is_blank(text) and is_placeholder(text))


def filled(row: Row) -> list[int]:
    """The columns (from 0) of a row that hold anything."""
    return [place for place, value in enumerate(row.cells) if not is_blank(value)]


def said(value: object) -> tuple[str, ...]:
    """What a cell says if it is a label; nothing if it cannot be one."""
    if not isinstance(value, str) or isinstance(value, ErrorCell) or len(value) > _LONGEST:
        return ()
    return readings(value)
