"""A second table on the sheet of the first: below it after a blank row, or right of it after a blank column.

Its header looks like a row of the first, and its rows are of something else: they are not read, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from kyccheck.records.fields import folded, sections
from kyccheck.records.record import Problem
from kyccheck.sources import _numbers
from kyccheck.sources._table import titles
from kyccheck.values.grid import ErrorCell, Row, Sheet, column
from kyccheck.values.value import is_blank

_IDS: Final = frozenset(f"{word} id" for word in ("record", "account", "deal", "case", "ticket", "company", "contact"))
_FEWEST: Final = 2
"""A header has so many titles, and so many parts of it, of three, are known ones."""
_OF: Final = 3


def body(sheet: Sheet) -> Iterator[Row]:
    """The rows under a sheet's header, up to a second table; a header that stands there again is passed over."""
    rows = iter(sheet.rows)
    header = next(rows, None)
    if header is None:
        return
    first, above = _titles(header), header.number
    sheet.unseen.beside = _beside(header)
    for row in rows:
        if row.number > above + 1 and _is_header(row):
            if _titles(row) != first:
                sheet.unseen.below, sheet.unseen.unread = row.number, sum(1 for _ in rows)
                return
        else:
            yield row
        above = row.number


def _titles(row: Row) -> list[str]:
    return [folded(title) for title, cell in zip(titles(row), row.cells, strict=True) if not is_blank(cell)]


def _is_header(row: Row) -> bool:
    """Whether a row holds titles and nothing else; the first, and most of them, are known ones."""
    cells = [cell for cell in row.cells if not is_blank(cell)]
    if len(cells) < _FEWEST or not all(isinstance(cell, str) and not isinstance(cell, ErrorCell) for cell in cells):
        return False
    known = [_is_title(title) for title in _titles(row)]
    return known[0] and sum(known) * _OF >= len(known) * _FEWEST


def _beside(header: Row) -> str:
    """The first cell of a table right of the first, or "": behind a gap, its titles begin as the first one's do."""
    filled = [place for place, cell in enumerate(header.cells) if not is_blank(cell)]
    texts = dict(zip(filled, _titles(header), strict=True))
    for before, place in pairwise(filled):
        is_first = texts[place] == texts[filled[0]] and _is_title(texts[place])
        if place > before + 1 and is_first and place != filled[-1]:
            return f"{column(place)}{header.number}"
    return ""


def _is_title(title: str) -> bool:
    return title in _known() or title in _IDS or _numbers.member(title) is not None


@cache
def _known() -> frozenset[str]:
    """What fields are called, in whichever system."""
    fields = (field for section in sections().values() for field in section.fields.values())
    named = ((field.name, *(name for names in field.names.values() for name in names)) for field in fields)
    return frozenset(folded(name) for names in named for name in names)


def second_tables(sheets: Iterable[Sheet], file: str) -> Iterator[Problem]:
    """What to say of second tables, once the rows of the first ones were read."""
    for sheet in sheets:
        where = f"{sheet.name}!" if sheet.name else ""
        advice = "and was not read; put it into a sheet of its own"
        if number := sheet.unseen.below:
            said = f"a second table begins at row {number}"
            yield Problem(file, f"{said}, {advice}", f"{where}{number}", records=sheet.unseen.unread)
        if first := sheet.unseen.beside:
            yield Problem(file, f"a second table begins at {first}, {advice}", f"{where}{first}")
