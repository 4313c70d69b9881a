"""A case: all records about one deal or ticket. What is audited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kyccheck.fields import pointer, sections
from kyccheck.record import NO_SHAPE, Evidence, Record, Shape
from kyccheck.value import ABSENT, as_text, is_blank


@dataclass(slots=True, eq=False)
class Case:
    """All records about one deal or ticket.

    `records` holds the sections that the exports carry: a section that is not there was not exported, one with no
    records was exported and is empty. `system` is that of the deal or ticket itself; `stage` and `pipeline` are as they
    were read, `stage_means` is what the mapping or an export says that the stage is.

    A native case whose fields all go by their own names keeps what was read in `raw`; `make` makes its records from it
    when somebody first asks for them.
    """

    id: str
    kind: str
    made: dict[str, tuple[Record, ...]] | None
    title: str = ""
    stage: str = ""
    stage_means: str = ""
    pipeline: str = ""
    owner: str = ""
    tags: tuple[str, ...] = ()
    system: str = ""
    notes: list[str] = field(default_factory=list)
    raw: dict[str, Any] | None = None
    make: Callable[[], dict[str, tuple[Record, ...]]] = dict

    @property
    def records(self) -> dict[str, tuple[Record, ...]]:
        """The records by section."""
        if self.made is None:
            self.made = self.make()
        return self.made

    def first(self, section: str) -> Record | None:
        """The one record of a single section, or the first of many."""
        records = self.records.get(section)
        return records[0] if records else None

    def value(self, section: str, name: str) -> object:
        """The value of a field of a single section: ABSENT where no export carries it, None where it is empty."""
        records = self.records.get(section)
        if records is None:
            return ABSENT
        return records[0].fields.get(name, ABSENT) if records else None

    def evidence(self, path: str) -> list[Evidence]:
        """What a path reads: `company.name`, `contacts[].role` (one for each), `contacts[1]`, `company` (all of it)."""
        section, _, rest = path.partition(".")
        section, _, only = section.partition("[")
        name, _, inner = rest.partition("[].")
        records = self.records.get(section)
        if not records:
            return [Evidence(path, None, "", "")]
        many = sections()[section].many
        found = []
        for place, record in enumerate(records):
            label = f"{section}[{place}]" if many else section
            if only not in ("", "]", f"{place}]"):
                continue
            if not rest:
                found.append(Evidence(label, describe(record), record.file, record.at()))
            elif inner:
                found.extend(_inner(record, f"{label}.{name}", name, inner))
            else:
                found.append(record.evidence(f"{label}.{rest}", rest))
        return found


def elements(record: Record, name: str) -> tuple[Record, ...]:
    """The members of a list in a field (`csr.virtual_numbers`), as records of their own."""
    members = record.fields.get(name)
    if not isinstance(members, (list, tuple)):
        return ()
    return tuple(
        Record(
            section=name,
            fields=member if isinstance(member, dict) else {"value": member},
            shape=Shape({}, {key: pointer(key) for key in member}) if isinstance(member, dict) else NO_SHAPE,
            file=record.file,
            base=f"{record.at(name)}/{place}" if not record.row else record.at(name),
            system=record.system,
        )
        for place, member in enumerate(members)
    )


def _inner(record: Record, label: str, name: str, inner: str) -> list[Evidence]:
    return [
        member.evidence(f"{label}[{place}].{inner}", inner) for place, member in enumerate(elements(record, name))
    ] or [record.evidence(label, name)]


def describe(record: Record) -> str:
    """What a record is called among people: its name, or the next best thing that it carries."""
    fields = record.fields
    full = " ".join(part for part in (_said(fields, "first_name"), _said(fields, "last_name")) if part)
    names = (_said(fields, name) for name in ("name", "title", "subject", "team", "stage", "type", "number", "email"))
    return next((name for name in (_said(fields, "name"), full, *names) if name), "") or record.id


def _said(fields: dict[str, object], name: str) -> str:
    value = fields.get(name)
    return "" if is_blank(value) else (as_text(value) or "")[:80]
