"""A table of an order's settings on a form: titles side by side, be some of them unknown ("Unit price"), and its lines.

One line is an order; of several, a person must say which one it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from kyccheck.late import pattern
from kyccheck.sources._form_further import Span, kind_of
from kyccheck.sources._form_table import filled, tables_under
from kyccheck.sources._table import cell
from kyccheck.sources._totals import is_count
from kyccheck.values.grid import ErrorCell, Row
from kyccheck.values.value import as_text

_QUANTITY: Final = "number"
_TERM: Final = "package.term"
_PERIOD: Final = pattern(r"\d+\W?\s*[^\W\d]", re.IGNORECASE)
_SUM: Final = pattern(
    r"(?:(?:grand |sub[ -]?)?totals?|sum|gst|vat|tax|discount)\b|合计|合計|总计|總計|小计|小計", re.IGNORECASE
)
_SURELY: Final = 3
"""A line that fills so many columns, and all of them, is one of the table even after a blank row."""


def is_header(row: Row, labels: list[int], below: Row, is_known: Callable[[object], bool]) -> bool:
    """Whether a row is the header of the one below it, though nobody knows all of its titles.

    Two labels side by side leave no room for a value between them, and a number below "Quantity" is one of no title.
    `is_known` says whether a cell is a label, or one that says a setting again.
    """
    titles, values = filled(row), filled(below)
    if tables_under(below) or any(is_known(below.cells[place]) for place in values) or not {*values} <= {*titles}:
        return False
    if not all(_is_title(row.cells[place]) or is_known(row.cells[place]) for place in titles):
        return False
    told = [place for place in labels if place in values]
    in_line = any(after == place + 1 for place, after in pairwise(told))
    return len(values) > 1 and (in_line or any(_is_quantity(row, place, below, labels) for place in told))


def _is_title(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, ErrorCell) and not any(map(str.isdigit, value))


def _is_quantity(row: Row, place: int, below: Row, labels: list[int]) -> bool:
    """Whether a label stands above a number that it counts, and has none beside it."""
    return place in labels and is_count(below.cells[place]) and not is_count(cell(row, place + 1))


def is_aside(row: Row, spans: list[Span]) -> bool:
    """Whether a row of the table with these columns says nothing of a setting: a sum, a tax, or a note."""
    known = {span.first for span in spans if span.name}
    told = [row.cells[place] for place in filled(row) if place in known]
    words = [value for value in told if isinstance(value, str) and not is_count(value)]
    if not {*filled(row)} <= {span.first for span in spans}:
        return False
    return not told or (len(words) == 1 and _SUM.match(words[0].strip()) is not None)


def is_line(row: Row, spans: list[Span]) -> bool:
    """Whether a row that stands apart from the table with these columns is a line of it, and no label with a value."""
    names = {span.first: span.name for span in spans}
    places = filled(row)
    told = {names[place]: row.cells[place] for place in places if names.get(place)}
    if not {*places} <= {*names} or len(told) <= 1:
        return False
    if counted := [name for name in names.values() if kind_of(name) == _QUANTITY]:
        return is_count(told.get(counted[0]))
    if _TERM in told:
        return _PERIOD.search(as_text(told[_TERM]) or "") is not None
    return _SURELY <= len(told) == len([name for name in names.values() if name])
