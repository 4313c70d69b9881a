"""An item of a Monday.com board, however it was exported: its id, name, status and address, and the deal it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from kyccheck.records.fields import folded
from kyccheck.records.names import Names
from kyccheck.records.record import Link, Mark, Record, Shape
from kyccheck.values.value import ABSENT, as_id, as_text, is_blank

SYSTEM: Final = "monday"
STATUS_ID: Final = "status"
"""The id of a board's first status column. It stays when the column gets another title."""

_DEAL: Final = r"(?:hubspot |hs )?deal (?:record )?(?:id|no\.?|number)"
_TICKET: Final = r"(?:hubspot |hs |desk |teamwork |teamwork desk )?ticket (?:record )?(?:id|no\.?|number)"
_EITHER: Final = r"(?:hubspot|hs) (?:record |object )?(?:id|no\.?|number)"
_NAMED_BY: Final = (
    (re.compile(_DEAL), ("deal",)),
    (re.compile(_TICKET), ("case",)),
    (re.compile(_EITHER), ("deal", "case")),
)
"""Titles of columns that hold ids of another system, and the sections of a case which those may be."""

_HUBSPOT: Final = re.compile(
    r"https?://app(?:-[a-z0-9]+)?\.hubspot\.com/[^\s\"<>]{0,200}?/(?:record/(0-\d+)|(deal|ticket))/(\d+)"
)
_DESK: Final = re.compile(r"https?://[\w.-]+/desk/(?:#/)?tickets/(\d+)")
_ADDRESSED: Final = {"0-3": "deal", "deal": "deal", "0-5": "case", "ticket": "case"}
_PULSE: Final = re.compile(r"https://[\w-]{1,63}\.monday\.com/boards/\d+(?:/views/\d+)?/pulses/(\d+)")


class Column(NamedTuple):
    """One value of an item: the title and the id of its column ("" where not exported), and where it stands.

    `more` is further text in which an address may stand.
    """

    title: str
    id: str
    value: object
    place: str
    more: str = ""

    def text(self) -> str:
        """The value as text; a cell that failed says nothing."""
        return as_text(self.value) or ""


class Part(NamedTuple):
    """A field of an item that stands apart from its columns: its value, and what and where it is in the export."""

    field: str
    value: object
    key: str
    place: str


def tracked(parts: Iterable[Part], columns: tuple[Column, ...], names: Names, where: tuple[str, str, int]) -> Record:
    """The record of an item; `where` is its file, its place (or its sheet), and its row (or 0).

    An item that is part of another one (a field `parent`) counts only where it names a deal or ticket of its own.
    """
    known = {part.field: part for part in (*_status(columns, names), *parts) if part.value is not ABSENT}
    own = as_text(known["id"].value) if "id" in known else ""
    if "url" not in known:
        known |= {part.field: part for part in _address(columns, own or "")}
    told = tuple((part.field, part.key, part.place) for part in known.values())
    used = {part.place for part in known.values()}
    linked = _linked(columns)
    rest = tuple(
        (column.title or column.id, ", ".join(dict.fromkeys(link.section for link in links)))
        for column, links in zip(columns, linked, strict=True)
        if column.place not in used
    )
    shape = _shape(told, rest)
    fields = {part.field: part.value for part in known.values()}
    file, base, row = where
    links = tuple(dict.fromkeys(link for found in linked for link in found))
    counts = "parent" not in fields or bool(links)
    marks = (Mark.PART,) if "parent" in fields else ()
    return Record("tracking", fields, shape, file, base, row, SYSTEM, own or "", links, marks=marks, counts=counts)


@lru_cache(maxsize=1024)
def _shape(told: tuple[tuple[str, str, str], ...], rest: tuple[tuple[str, str], ...]) -> Shape:
    """A shape for all items that are told alike; one for each would fill the memory. `rest` are the other columns."""
    keys: dict[str, tuple[str, ...]] = {name: (key,) for name, key, _ in told}
    ignored = tuple(key for key, section in rest if key and not section)
    joining = tuple((key, section) for key, section in rest if section)
    return Shape(keys, {name: place for name, _, place in told}, ignored, joining=joining)


def _status(columns: tuple[Column, ...], names: Names) -> Iterator[Part]:
    """The status: the column that is titled so, or else the one whose id says so. Two may be titled alike."""
    shown = [column for column in columns if column.value is not ABSENT]
    titled = [column for column in shown if names.field("tracking", SYSTEM, column.title) == "status"]
    found = titled or [column for column in shown if column.id == STATUS_ID]
    for column in [*(column for column in found if not is_blank(column.value)), *found][:1]:
        yield Part("status", column.value, column.title or column.id, column.place)


def _address(columns: tuple[Column, ...], own: str) -> Iterator[Part]:
    """The item's own address, where a column holds it."""
    for column in columns:
        for match in _PULSE.finditer(f"{column.text()} {column.more}"):
            if match[1] == own:
                yield Part("url", match[0], column.title or column.id, column.place)
                return


def _linked(columns: tuple[Column, ...]) -> list[list[Link]]:
    """The deals and tickets that each column names: under a title that says whose id it is, or else by an address.

    Where such a title names a deal, the address of one in another column only speaks of it.
    """
    titled = [_titled(column) for column in columns]
    named = {
        link.section for column, said in zip(columns, titled, strict=True) if said for link in _links(column, said)
    }
    return [
        [link for link in _links(column, said) if said or link.section not in named]
        for column, said in zip(columns, titled, strict=True)
    ]


def _titled(column: Column) -> tuple[str, ...]:
    """The sections of a case whose ids a column holds, by its title."""
    title = folded(column.title or column.id)
    return next((said for pattern, said in _NAMED_BY if pattern.fullmatch(title)), ())


def _links(column: Column, said: tuple[str, ...]) -> Iterator[Link]:
    """The deals and tickets that a column names, by an address, or by the ids of these sections."""
    text = column.text()
    for match in _HUBSPOT.finditer(f"{text} {column.more}"):
        section = _ADDRESSED.get(match[1] or match[2])
        if section:
            yield Link(section, match[3])
    for match in _DESK.finditer(f"{text} {column.more}"):
        yield Link("case", match[1])
    if said and "://" not in text:
        ids = (as_id(part) for part in re.split(r"[,;]", text))
        yield from (Link(section, own) for own in ids if own for section in said)
