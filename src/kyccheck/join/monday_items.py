"""The items of Monday.com that a case notes by their ids or links, as far as an export of Monday.com shows them.

An item that is noted does not count where it is archived or deleted there, is a subitem, or names another deal of these
files. One that names a deal that is in none of them is looked at only where it has ended; else the note stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from kyccheck.records.record import ENDS, Link, Mark, Record
from kyccheck.values.value import as_id, as_text

MONDAY: Final = "monday"
"""The system that knows the state of an item."""

_PULSE: Final = re.compile(r"\.monday\.com/\S{0,200}/pulses/(\d+)")


def ids_in(fields: Mapping[str, object]) -> set[str]:
    """The ids of items that the fields of a `tracking` note: the id itself, and those in links."""
    own = as_id(fields.get("id")) or ""
    links = (_PULSE.search(text) for text in (own, as_text(fields.get("url")) or ""))
    return {own, *(link[1] for link in links if link)} - {""}


def item_of(value: object) -> str | None:
    """The id of an item, as one or in a link to it."""
    own = as_id(value)
    link = _PULSE.search(own or "")
    return link[1] if link else own


def noted(records: Iterable[Record], items: Mapping[str, Record], is_there: Callable[[Link], bool]) -> Iterator[Record]:
    """The items that the trackings of a case note, which are not among its records already.

    `is_there` tells whether a deal or ticket that an item names is in these files.
    """
    trackings = [record for record in records if record.section == "tracking"]
    known = {record.id for record in trackings if record.system == MONDAY}
    for own in dict.fromkeys(own for record in trackings for own in sorted(ids_in(record.fields))):
        item = items.get(own)
        if item is None or item.system != MONDAY or own in known:
            continue
        if item.names_a_case and ENDS.isdisjoint(item.marks):
            if any(map(is_there, item.links)):
                yield replace(item, marks=(*item.marks, Mark.OTHERS))
            continue
        item.used = True
        yield item


def as_notes(records: list[Record]) -> list[Record]:
    """Trackings, of which those that repeat an item of Monday.com's own are only notes of it."""
    items = {record.id for record in records if record.system == MONDAY}
    return [
        record if record.system == MONDAY or items.isdisjoint(ids_in(record.fields)) else replace(record, counts=False)
        for record in records
    ]
