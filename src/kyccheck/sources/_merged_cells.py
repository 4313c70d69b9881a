"""Cells of ids that Excel shows as one: what the merged cell names is named by each row beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from kyccheck.grid import Merged
from kyccheck.record import Record
from kyccheck.sources._named import Named


class NamingRow(NamedTuple):
    """A row on its way: its record, its number in the sheet, and what it names, by column."""

    record: Record
    number: int
    named: dict[int, list[Named]]


def share_merged(rows: list[NamingRow], merged: list[Merged]) -> list[NamingRow]:
    """The rows, which are in order, each naming what the merged cell beside it does: three contacts, say, of a deal."""
    numbers = [row.number for row in rows]
    done: dict[int, int] = {}
    for cells in sorted(merged):
        if cells.first <= done.get(cells.place, 0):  # no spreadsheet merges a cell twice, but a file may say so
            continue
        done[cells.place] = cells.last
        first, last = bisect_left(numbers, cells.first), bisect_right(numbers, cells.last)
        if numbers[first : first + 1] == [cells.first] and (named := rows[first].named.get(cells.place)):
            for row in rows[first + 1 : last]:
                row.named[cells.place] = row.named[cells.place] or [*named]
    return rows
