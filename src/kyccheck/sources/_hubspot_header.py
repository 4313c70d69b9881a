"""What the header of a HubSpot export tells: which objects its rows are, their ids, and the associations it carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from kyccheck.records.fields import folded, sections
from kyccheck.records.names import Names
from kyccheck.sources._hubspot_kind import SYSTEM
from kyccheck.sources._hubspot_sections import beside_of, tells
from kyccheck.sources._table import Naming

OBJECTS: Final = {
    "deal": "deal", "ticket": "case", "company": "company", "contact": "contacts", "note": "notes", "email": "emails",
}  # fmt: skip
"""Objects as columns of associations call them, and the section of a case that each belongs to."""

SAID: Final = {section: word for word, section in OBJECTS.items()}
ID: Final = re.compile(r"\d{1,20}", re.ASCII)
_TELLING: Final = (
    ("contacts", ("first_name", "last_name")),
    ("deal", ("name", "stage")),
    ("case", ("title", "stage")),
    ("company", ("name", "domain")),
    ("contacts", ("email", "mobile")),
)
"""Fields that tell an object, the surest first: a contact has a company's name too, a company no first name."""

_PRIMARY: Final = frozenset({"associatedcompanyid", "hs primary associated company"})
_ASSOCIATED: Final = re.compile(r"(primary )?associated (deal|ticket|company|contact|note|email) ids?(?: \((.+)\))?")
_DELETED: Final = frozenset({"is deleted", "fivetran deleted", "archived"})


def plain(header: tuple[str, ...]) -> tuple[str, ...]:
    """A header without the prefix of a warehouse."""
    return tuple(title.removeprefix("property_") for title in header)


def objects_of(header: tuple[str, ...]) -> list[str]:
    """The sections that a header tells, the surest first."""
    said = {folded(title) for title in header}
    found = dict.fromkeys(section for section, telling in _told_by() if telling & said)
    first = next(iter(found), "")
    return [section for section in found if section == first or any(own_of(title) == section for title in said)]


@cache
def _told_by() -> tuple[tuple[str, frozenset[str]], ...]:
    """The titles that tell an object, with its section; a ticket only by HubSpot's own, since "Name" is common."""
    rows = []
    for section, fields in _TELLING:
        found = set[str]()
        for name in fields:
            field = sections()[section].fields[name]
            found |= {folded(title) for title in field.names.get(SYSTEM, ())}
            if section != "case":
                found |= {
                    folded(title)
                    for title in (*field.names.get("any", ()), *((name,) if section in ("company", "contacts") else ()))
                }
        rows.append((section, found))
    deals = rows[1][1]
    return tuple((section, frozenset(found - deals if section == "case" else found)) for section, found in rows)


@cache
def id_titles() -> frozenset[str]:
    """Names of an object's own id that only HubSpot uses, in all languages."""
    ids = (sections()[section].fields["id"].names for section in ("case", "deal", "company", "contacts"))
    return frozenset(("record id", *(folded(title) for names in ids for title in names.get(SYSTEM, ()))))


def own_of(title: str) -> str:
    """The section whose own id a column of a file of several objects holds ("Record ID - Deal"), or ""."""
    start, _, word = title.rpartition(" ")
    return OBJECTS.get(word, "") if start in id_titles() else ""


def namings_of(header: tuple[str, ...], section: str) -> Iterator[Naming]:
    for place, title in enumerate(map(folded, header)):
        match = _ASSOCIATED.fullmatch(title)
        if match:
            label = match[3] or ""
            primary = bool(match[1]) or label == "primary"
            yield Naming(place, OBJECTS[match[2]], primary, "" if label == "primary" else label)
        elif title in _PRIMARY and section != "company":
            yield Naming(place, "company", primary=True)
        elif (named := own_of(title)) and named != section:
            yield Naming(place, named)


def contested(header: tuple[str, ...], objects: list[str], section: str, names: Names) -> set[int]:
    """Columns that another object of the same rows could claim as well, but for the ids."""
    mine = _claimed(header, section, names)
    others = {place for other in objects if other != section for place in _claimed(header, other, names)}
    return mine & others


def _claimed(header: tuple[str, ...], section: str, names: Names) -> set[int]:
    columns = names.columns(section, SYSTEM, header).columns
    return {place for places in columns.values() for place in places}


def told_beside(header: tuple[str, ...], section: str) -> Iterator[int]:
    """Columns that tell of another section."""
    for place, title in enumerate(header):
        if any(tells(folded(title), other) for other in beside_of(section)):
            yield place


def deleted_of(header: tuple[str, ...]) -> tuple[int, ...]:
    """Columns that say whether a row was deleted or archived."""
    return tuple(place for place, title in enumerate(header) if folded(title) in _DELETED)


def any_id(header: tuple[str, ...], section: str, names: Names) -> tuple[int, ...]:
    """The columns that go by any name of the section's id: a warehouse calls it `id` or `deal_id`."""
    return names.columns(section, SYSTEM, header).columns.get("id", ())


def with_id(header: tuple[str, ...], mine: int | None) -> tuple[str, ...]:
    """A header in which "Record ID - Deal" is the id that it is."""
    return tuple("Record ID" if place == mine else title for place, title in enumerate(header))
