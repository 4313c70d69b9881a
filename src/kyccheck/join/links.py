"""What an association says of the record that it leads to, and of one that is in no file."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kyccheck.records.fields import sections
from kyccheck.records.record import NO_SHAPE, Link, Record, elsewhere
from kyccheck.values.value import is_blank

_EXPORTS: Final = {
    "company": "companies",
    "contacts": "contacts",
    "documents": "notes with their attachments",
    "notes": "notes",
    "deal": "deals",
    "case": "tickets",
}


def with_link(record: Record, link: Link) -> Record:
    """A record in the light of the association that leads to it: its label is the role where it has none."""
    if link.primary and "primary" not in record.notes:
        record = replace(record, notes=(*record.notes, "primary"))
    role = record.fields.get("role")
    if link.label and record.section == "contacts" and (is_blank(role) or "labelled" in record.notes):
        both = link.label if is_blank(role) else f"{role}; {link.label}"
        record = replace(record, fields={**record.fields, "role": both}, notes=(*record.notes, "labelled"))
    return record


def missing(section: str, own: str, main: Record) -> Record:
    """A record that another one names and no file carries: only its id is known, and which export would show it."""
    one = sections()[section].one if section in sections() else "note"
    export = _EXPORTS.get(section, section)
    why = elsewhere(one or section, own, export)
    return Record(section, {"id": own}, NO_SHAPE, main.file, main.base, id=own, missing=why)
