"""Cells of ids that Excel shows as one: what the merged cell names is named by each row beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from kyccheck.records.record import Record
from kyccheck.sources._references import Named
from kyccheck.sources._second_table import body
from kyccheck.sources._table import cell
from kyccheck.values.grid import Merged, Row, Sheet
from kyccheck.values.value import is_blank


class NamingRow(NamedTuple):
    """A row on its way: its record, its number in the sheet, and what it names, by column."""

    record: Record
    number: int
    named: dict[int, list[Named]]


def share_merged(rows: list[NamingRow], merged: list[Merged]) -> list[NamingRow]:
    """The rows, which are in order, each naming what the merged cell beside it does: three contacts, say, of a deal."""
    for place, first, others in _covered([row.number for row in rows], merged):
        if named := rows[first].named.get(place):
            for row in rows[others.start : others.stop]:
                row.named[place] = row.named[place] or [*named]
    return rows


def rows_sharing(sheet: Sheet, places: Collection[int]) -> Iterable[Row]:
    """The rows under a sheet's header; a merged cell in one of these columns (from 0) is that of each row it covers."""
    if not sheet.name:  # a CSV file
        return body(sheet)
    rows = [*body(sheet)]  # which cells are merged is known behind the last row
    own = [cells for cells in sheet.unseen.merged if cells.place in places]
    for place, first, others in _covered([row.number for row in rows], own):
        value = cell(rows[first], place)
        for other in others:
            row = rows[other]
            if is_blank(cell(row, place)) and not is_blank(value):
                rows[other] = row.with_cell(place, value)
    return rows


def _covered(numbers: list[int], merged: Iterable[Merged]) -> Iterator[tuple[int, int, range]]:
    """Of each merged cell the column, and the places of its first row and of those that it covers beside it."""
    done: dict[int, int] = {}
    for cells in sorted(merged):
        if cells.first <= done.get(cells.place, 0):  # no spreadsheet merges a cell twice, but a file may say so
            continue
        done[cells.place] = cells.last
        first, last = bisect_left(numbers, cells.first), bisect_right(numbers, cells.last)
        if numbers[first : first + 1] == [cells.first]:
            yield cells.place, first, range(first + 1, last)
