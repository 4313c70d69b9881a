"""A warehouse's table of associations (`deal_company`): in each row the ids of two objects, and hardly more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kyccheck.late import pattern
from kyccheck.records.fields import folded
from kyccheck.records.record import NO_SHAPE, Link, Problem, Record, elsewhere
from kyccheck.sources import Found, Reading
from kyccheck.sources._hubspot_header import ID, OBJECTS, SAID, deleted_of
from kyccheck.sources._hubspot_kind import SYSTEM
from kyccheck.sources._second_table import body
from kyccheck.sources._table import cell, members, opening, row_at
from kyccheck.values.grid import Sheet
from kyccheck.values.value import as_truth

_ID_TITLE: Final = pattern(r"(deal|ticket|company|contact) id")


def places_of(header: tuple[str, ...]) -> dict[str, int]:
    """The columns of the two ids, by the sections that they name; none where this is no such table."""
    found = {}
    for place, title in enumerate(map(folded, header)):
        match = _ID_TITLE.fullmatch(title)
        if match:
            found[OBJECTS[match[1]]] = place
        elif title and not title.startswith(("type", "category", "fivetran", "is deleted")):
            return {}
    is_pair = len(found) == 2 and found.keys() & {"deal", "case"} and found.keys() & {"company", "contacts"}
    return found if is_pair else {}


def records(sheet: Sheet, reading: Reading) -> Iterator[Found]:
    """For each row a record of which only the id is known, linked to its deal or ticket."""
    header = opening(sheet)
    places, deleted = places_of(header), deleted_of(header)
    (main,) = places.keys() & {"deal", "case"}
    (other,) = places.keys() - {main}
    for row in body(sheet):
        if any(as_truth(cell(row, place)) for place in deleted):
            continue
        ids = {section: members(cell(row, place)) for section, place in places.items()}
        if not all(len(parts) == 1 and ID.fullmatch(parts[0]) for parts in ids.values()):
            yield Problem(reading.file, "is an association without two ids", row_at(sheet.name, row.number))
            continue
        own = ids[other][0]
        why = elsewhere(SAID[other], own, "companies" if other == "company" else other)
        base = f"{sheet.name}!" if sheet.name else ""
        links = (Link(main, ids[main][0]),)
        yield Record(
            other, {"id": own}, NO_SHAPE, reading.file, base, row.number,
            system=SYSTEM, id=own, links=links, missing=why, counts=False,
        )  # fmt: skip
