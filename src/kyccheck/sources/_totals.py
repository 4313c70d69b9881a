"""Rows that only sum up a table of numbers: "Total", and counts beside it."""

from __future__ import annotations

from typing import Final

from kyccheck.values.grid import ErrorCell, Row
from kyccheck.values.value import as_number, is_blank

_WORDS: Final = frozenset({
    *("total", "totals", "grand total", "sum", "subtotal", "sub-total", "total channels", "total numbers"),
    *("合计", "合計", "总计", "總計", "小计", "小計"),
})  # fmt: skip
_HIGHEST: Final = 100_000
"""So many of anything nobody orders: it is the number of something, perhaps a telephone number."""


def is_total(row: Row) -> bool:
    """Whether a row says that it is a total, and holds nothing else but counts."""
    cells = [cell for cell in row.cells if not is_blank(cell)]
    words = [cell for cell in cells if _is_word(cell)]
    return len(words) == 1 and all(cell is words[0] or is_count(cell) for cell in cells)


def _is_word(cell: object) -> bool:
    return type(cell) is str and cell.strip(" :\uff1a").casefold() in _WORDS


def is_count(cell: object) -> bool:
    """Whether a cell holds a number of things."""
    number = None if isinstance(cell, ErrorCell) else as_number(cell)
    return number is not None and abs(number) < _HIGHEST
