"""What a deal, ticket or company tells of other sections: the risk, the item of Monday.com, the profile of Xero."""

from collections.abc import Iterator
from typing import Any, Final

from kyccheck.records.fields import folded
from kyccheck.records.names import Names
from kyccheck.records.naming import record_of
from kyccheck.records.record import Link, Record
from kyccheck.sources import Reading
from kyccheck.sources._hubspot_kind import SYSTEM
from kyccheck.sources._hubspot_properties import properties

_STARTS: Final = (("risk", "risk "), ("tracking", "monday "), ("billing", "xero "))
"""Sections that properties may tell of, and how the names of those begin."""

_OF_XERO: Final = frozenset({"xero contact id", "xero contact number", "xero account number"})
"""What names a profile. Other properties about Xero are copies, and say nothing of what stands there."""


def starts(section: str) -> tuple[tuple[str, str], ...]:
    """The sections that objects of this one may tell of, and how the names of those properties begin."""
    return _STARTS if section in ("deal", "case", "company") else ()


def tells(title: str, start: str) -> bool:
    """Whether a property, its name folded, tells of the section whose names begin so."""
    return title.startswith(start) and (start != "xero " or title in _OF_XERO)


def called(title: str, section: str, start: str, names: Names) -> str:
    """What the section itself calls a property: "Monday item ID" is its id, "Risk assessed on" the day of that."""
    is_whole = section == "risk" and names.field(section, SYSTEM, title)
    return title if is_whole else folded(title).removeprefix(start).removeprefix("item ")


def belonging(beside: Record, record: Record) -> Record:
    """What a record tells of another section, as a part of it that is no object of its own."""
    beside.id, beside.counts = f"{record.section} {record.id}", False
    beside.links = (Link(record.section, record.id),)
    return beside


def told_beside(tree: dict[str, Any], record: Record, reading: Reading) -> Iterator[Record]:
    """What an object tells of other sections; `record` is the one that was made of it, which ignores the rest alone."""
    sections = starts(record.section)
    given = properties(tree) if sections else {}
    titles = [(key, folded(key)) for key in given]
    used = set[str]()
    for section, start in sections:
        own = {called(key, section, start, reading.names): key for key, title in titles if tells(title, start)}
        if own:
            values = {name: given[key] for name, key in own.items()}
            beside = record_of(reading.names, section, SYSTEM, values, (reading.file, record.base))
            if beside.shape.keys:  # a property that means no field of the section does not make one of it
                used |= {own[name] for names in beside.shape.keys.values() for name in names}
                yield belonging(beside, record)
    if not used.isdisjoint(record.shape.ignored):
        rest = tuple(key for key in given if key not in used or key not in record.shape.ignored)
        record.shape = reading.names.shape(record.section, SYSTEM, rest)
