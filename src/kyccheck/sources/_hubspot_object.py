"""An object of HubSpot's as records: its own, the documents that it attaches, what it tells of other sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from kyccheck.records.fields import sections
from kyccheck.records.naming import record_of
from kyccheck.records.record import ATTACHING, MORE, NO_SHAPE, Link, Mark, Problem, Record
from kyccheck.sources import Found, Reading
from kyccheck.sources._hubspot_associations import links
from kyccheck.sources._hubspot_kind import OLD_IDS, ONE, SECTIONS, SYSTEM
from kyccheck.sources._hubspot_properties import as_v3, is_engagement, properties
from kyccheck.sources._hubspot_sections import told_beside
from kyccheck.values.day import as_day
from kyccheck.values.value import as_text, as_truth, is_blank

_ROW_IDS: Final = {"deal": "deal_id", "case": "ticket_id", "company": "company_id", "contacts": "contact_id"}
"""What a warehouse calls the own id of a row that has no plain `id`."""


def records(kind: str, tree: dict[str, Any], base: str, reading: Reading) -> Iterator[Found]:
    """The record of an object, after what it tells of others, and after what is wrong with it.

    One of another kind (a line item, a portal's own object) is no part of a case, and only counted.
    """
    if is_engagement(tree):
        tree = as_v3(tree)
    if not kind:
        what = "is an object of which nothing tells whether it is a deal, a company or what"
        yield Problem(reading.file, what, base, records=1)
        return
    if kind not in SECTIONS:
        own = as_text(tree.get("id")) or f"{reading.file} {base}"
        yield Record(kind, {}, NO_SHAPE, reading.file, base, system=SYSTEM, id=own, marks=(Mark.ASIDE,))
        return
    record = record_of_object(SECTIONS[kind], tree, base, reading)
    if not record.id:
        yield Problem(reading.file, f"is a {ONE[kind]} without an id", base, records=1)
        return
    yield from cut_off(record, base)
    if record.section in ATTACHING:
        yield from _documents(tree, record, reading)
    yield from told_beside(tree, record, reading)
    yield record


def cut_off(record: Record, base: str) -> Iterator[Problem]:
    """A problem for each list of associations of an object that is one page of several, but for calls and the like."""
    for link in record.links:
        if link.id == MORE and (link.section in sections() or link.section == "notes"):
            kind = next(name for name, section in SECTIONS.items() if section == link.section)
            yield Problem(record.file, f"names only the first page of its {kind}; export the other pages too", base)


def record_of_object(section: str, tree: dict[str, Any], base: str, reading: Reading) -> Record:
    """The record of an object, with its links. Its id is "" where the object has none."""
    given = properties(tree)
    if section not in sections():
        found = Record(section, given, NO_SHAPE, reading.file, base, system=SYSTEM)
        found.marks = () if section == "notes" else (Mark.ASIDE,)
    else:
        inner = "/properties" if isinstance(tree.get("properties"), dict) else ""
        values = _of_file(given) if section == "documents" else given
        found = record_of(reading.names, section, SYSTEM, values, (reading.file, base + inner))
        if section == "contacts" and "email" not in found.fields and "identity-profiles" in tree:
            _tell_email(found, tree["identity-profiles"], base)
        if section in ("case", "deal") and "created" not in found.fields and "createdAt" in tree:
            _tell(found, "created", tree["createdAt"], base, "/createdAt")
    keys = ("id", *OLD_IDS, _ROW_IDS.get(section, "id"))
    own = next((tree[key] for key in keys if not is_blank(tree.get(key))), given.get("hs_object_id"))
    found.id = "" if isinstance(own, (dict, list)) else as_text(own) or ""
    found.links = links(tree)
    if _is_archived(tree):
        found.mark(Mark.ARCHIVED)
    return found


def _tell_email(contact: Record, profiles: Any, base: str) -> None:
    """Give a contact of v1 the address that only its identities tell: the primary one, or else the first."""
    addresses = [
        (
            identity.get("is-primary") is not True,
            f"/identity-profiles/{row}/identities/{place}/value",
            identity["value"],
        )
        for row, profile in enumerate(profiles if isinstance(profiles, list) else ())
        if isinstance(profile, dict) and isinstance(profile.get("identities"), list)
        for place, identity in enumerate(profile["identities"])
        if isinstance(identity, dict) and identity.get("type") == "EMAIL" and isinstance(identity.get("value"), str)
    ]
    if addresses:
        _, at, address = min(addresses, key=lambda one: one[0])
        _tell(contact, "email", address, base, at)


def _tell(record: Record, name: str, value: Any, base: str, at: str) -> None:
    """Give a record a field that its object, which stands at `base`, tells outside its properties."""
    inner = record.base.removeprefix(base)
    places = {key: inner + place for key, place in record.shape.places.items()}
    record.fields = {**record.fields, name: value}
    record.base, record.shape = base, replace(record.shape, places={**places, name: at}, plain=False)


def _documents(tree: dict[str, Any], note: Record, reading: Reading) -> Iterator[Record]:
    """The documents of a note or e-mail: its attachments, expanded or as bare ids, which are no records of their own.

    HubSpot gives the ids only where they are asked for: of a note or e-mail without them nobody knows what it attaches.
    Calls, meetings and tasks hardly ever attach anything.
    """
    if "attachments" not in tree and "hs_attachment_ids" not in properties(tree):
        if note.section in ("notes", "emails"):
            one = f"{'note' if note.section == 'notes' else 'e-mail'} {note.id}"
            why = f"{one} was exported without its attachments: add the property hs_attachment_ids"
            mark = Record("documents", {}, NO_SHAPE, reading.file, note.base, system=SYSTEM, missing=why, counts=False)
            mark.id, mark.links = f"of {one}", (Link(note.section, note.id),)
            yield mark
        return
    for member, at in _attached(tree, note.base):
        if isinstance(member, dict):
            document = record_of_object("documents", member, at, reading)
        elif is_blank(member) or isinstance(member, list):
            continue
        else:
            own = as_text(member) or ""
            document = Record("documents", {"id": own}, NO_SHAPE, reading.file, at, system=SYSTEM, id=own, counts=False)
        document.links = (Link(note.section, note.id),)
        if Mark.ARCHIVED in note.marks:
            document.mark(Mark.ARCHIVED)
        yield document


def _attached(tree: dict[str, Any], base: str) -> Iterator[tuple[Any, str]]:
    """What a note attaches, and where it says so: files, or their ids, in a list or in one text."""
    given, at = tree.get("attachments"), f"{base}/attachments"
    if not isinstance(given, list):
        given, at = properties(tree).get("hs_attachment_ids"), f"{base}/properties/hs_attachment_ids"
    if isinstance(given, list):
        yield from ((member, f"{at}/{place}") for place, member in enumerate(given))
    elif isinstance(given, str):
        yield from ((own, at) for own in re.split(r"[;,]", given))
    else:
        yield given, at


def _of_file(given: dict[str, Any]) -> dict[str, Any]:
    """A file's properties; the API keeps the extension apart from the name."""
    name, extension = given.get("name"), given.get("extension")
    kept = {key: value for key, value in given.items() if key != "type" or "extension" not in given}
    if isinstance(name, str) and isinstance(extension, str) and extension and not name.endswith(f".{extension}"):
        kept["name"] = f"{name}.{extension}"
    return kept


def _is_archived(tree: dict[str, Any]) -> bool:
    """Whether HubSpot, or a pipeline on the way here, says that an object is archived or deleted.

    A day on which it was counts; one that stands for none (0001-01-01) is no day.
    """
    is_said = as_truth(tree.get("archived")) or isinstance(as_day(tree.get("archivedAt")), date)
    return is_said or any(as_truth(tree.get(key)) for key in ("isDeleted", "is_deleted", "_fivetran_deleted"))
