"""The headers of a Monday.com board's Excel file, and the cells below them."""

from __future__ import annotations

from typing import Final, NamedTuple

from kyccheck.records.fields import folded
from kyccheck.records.names import Names, plain_names
from kyccheck.sources._monday_item import SYSTEM
from kyccheck.sources._table import cell
from kyccheck.sources._table import titles as titles_of
from kyccheck.values.grid import Row
from kyccheck.values.value import as_id, as_text, is_blank

SUBITEMS: Final = "subitems"
ITEM_ID: Final = "item id"
"""How the title of the column of ids begins: "Item ID (auto generated)"."""

_NAME: Final = "name"


class Header(NamedTuple):
    """The titles of a table, and the columns of its names and ids (-1 in old exports, which have no ids)."""

    titles: tuple[str, ...]
    name: int
    id: int


def header_of(row: Row, known: Header | None, names: Names) -> Header | None:
    """The header that a row is, if it is one, below the header `known`.

    The first column may be renamed, so a header is told by its column of ids, or by the header above that it repeats.
    """
    titles = titles_of(row)
    if not titles[:1] or not titles[0] or len(filled(row)) < 2 or folded(titles[0]) == SUBITEMS:
        return None
    place = _id_place(titles, names)
    if place > 0:
        return Header(titles, 0, place)
    if known is not None and known.id >= 0:
        return None
    is_header = folded(titles[0]) == _NAME or (known is not None and titles == known.titles)
    return Header(titles, 0, -1) if is_header else None


def below_of(row: Row, names: Names) -> Header:
    """The header of subitems that a row is."""
    titles = titles_of(row)
    return Header(titles, 1, _id_place(titles, names))


def _id_place(titles: tuple[str, ...], names: Names) -> int:
    """The column of ids: the last one titled so (a mapping may add titles), or -1.

    A mere "ID" may be anybody's, and a "Monday item ID" is what another system calls it.
    """
    found = [
        place for place, title in enumerate(titles) if folded(title).startswith(ITEM_ID) or _is_mapped(title, names)
    ]
    return found[-1] if found else -1


def _is_mapped(title: str, names: Names) -> bool:
    """Whether only a mapping says that a title is that of items' ids."""
    return names.field("tracking", SYSTEM, title) == "id" and plain_names().field("tracking", SYSTEM, title) is None


def filled(row: Row) -> list[object]:
    """The cells that hold anything."""
    return [value for value in row.cells if not is_blank(value)]


def id_of(row: Row, header: Header) -> str:
    """The id of an item, under its header."""
    return as_id(cell(row, header.id)) or ""


def text_of(row: Row, place: int) -> str:
    """A cell as text; one that failed says nothing."""
    return as_text(cell(row, place)) or ""
