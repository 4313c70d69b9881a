"""Cases that an export holds together, and that stay as they were read until somebody asks for their records."""

from __future__ import annotations

from typing import Any

from kyccheck import sources
from kyccheck.join import Meanings, joined, named
from kyccheck.records.case import Case, MadeLate
from kyccheck.records.record import Record


def as_read(held: sources.Held, meanings: Meanings) -> Case:
    """The case, whose records are made late."""
    case = named(held.tree.get("case", {}), held.tree.get("deal", {}), meanings)
    case.raw, case.system = held.tree, "native"
    names = held.tree if "case" in held.tree or "deal" not in held.tree else [*held.tree, "case"]
    notes = case.notes  # not the case itself: a ring of objects is only freed by a search for such
    case.records = MadeLate(names, lambda name: _made(held, name, meanings, notes))
    return case


def _made(held: sources.Held, name: str, meanings: Meanings, notes: list[str]) -> tuple[Record, ...]:
    """The records of one section."""
    source = name if name in held.tree else "deal"
    return joined(held.records(source), meanings.phrases, notes)[name]


def fields_of(held: sources.Sheaf | sources.Held) -> dict[str, list[dict[str, Any]]]:
    """What a held case carries, by section and field, whether its records are made or not."""
    fields: dict[str, list[dict[str, Any]]] = {}
    if isinstance(held, tuple):
        for record in held:
            fields.setdefault(record.section, []).append({**record.fields, "id": record.id or record.fields.get("id")})
    else:
        for section, value in held.tree.items():
            fields[section] = value if isinstance(value, list) else [value or {}]
    return fields
