"""What a deal, ticket or company tells of other sections: the risk, the item of Monday.com, the profile of Xero."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from kyccheck.records.fields import folded, sections
from kyccheck.records.naming import record_of
from kyccheck.records.record import Link, Record
from kyccheck.sources import Reading
from kyccheck.sources._hubspot_kind import SYSTEM
from kyccheck.sources._hubspot_properties import properties

_BESIDE: Final = ("risk", "tracking", "billing")
"""Sections that properties may tell of, under the words that fields.yaml has for them."""

_OF_XERO: Final = frozenset({"xero contact id", "xero contact number", "xero account number"})
"""What names a profile. Other properties about Xero are copies, and say nothing of what stands there."""


def beside_of(section: str) -> tuple[str, ...]:
    """The sections that objects of this one may tell of."""
    return _BESIDE if section in ("deal", "case", "company") else ()


def tells(title: str, section: str) -> bool:
    """Whether a property, its name folded, tells of a section: its name begins as those of that section do."""
    return title.startswith(_starts(section)) and (section != "billing" or title in _OF_XERO)


@cache
def _starts(section: str) -> tuple[str, ...]:
    return tuple(f"{folded(word)} " for word in sections()[section].called)


def belonging(beside: Record, record: Record) -> Record:
    """What a record tells of another section, as a part of it that is no object of its own."""
    beside.id, beside.counts = f"{record.section} {record.id}", False
    beside.links = (Link(record.section, record.id),)
    return beside


def told_beside(tree: dict[str, Any], record: Record, reading: Reading) -> Iterator[Record]:
    """What an object tells of other sections; `record` is the one that was made of it, which ignores the rest alone."""
    others = beside_of(record.section)
    given = properties(tree) if others else {}
    titles = [(key, folded(key)) for key in given]
    used = set[str]()
    for section in others:
        values = {key: given[key] for key, title in titles if tells(title, section)}
        if values:
            beside = record_of(reading.names, section, SYSTEM, values, (reading.file, record.base))
            if beside.shape.keys:  # a property that means no field of the section does not make one of it
                used |= {key for keys in beside.shape.keys.values() for key in keys}
                yield belonging(beside, record)
    if not used.isdisjoint(record.shape.ignored):
        rest = tuple(key for key in given if key not in used or key not in record.shape.ignored)
        record.shape = reading.names.shape(record.section, SYSTEM, rest)
