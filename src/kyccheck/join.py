"""Records joined into cases, by what they say of each other: by ids, never by a similar name.

A native case holds its records together. Loose records are joined by the associations that either side names. A ticket
is a case, with the deal that it belongs to; a deal that belongs to no ticket is a case too. What a case names and no
file carries stands in it as missing: its fields are unknown, and the reason says which export would show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kyccheck import documents
from kyccheck.case import Case, describe
from kyccheck.fields import folded, sections
from kyccheck.record import MORE, NO_SHAPE, Link, Meaning, Record, Shape
from kyccheck.value import ABSENT, as_text, as_truth, clean, is_blank

_BESIDE = frozenset({"risk", "tracking", "odb", "billing"})
"""Sections that the company may tell as well as the deal."""

_EXPORTS = {
    "company": "companies",
    "contacts": "contacts",
    "documents": "notes with their attachments",
    "notes": "notes",
    "deal": "deals",
    "case": "tickets",
}


@dataclass(slots=True)
class Pool:
    """Loose records, by section and id, until all inputs are read.

    From the mapping: `phrases` tell documents by words of their names, `stages` say what a stage means. From exports:
    `meanings` of ids.
    """

    phrases: tuple[tuple[str, str], ...] = ()
    stages: dict[str, str] = field(default_factory=dict)
    meanings: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    _records: dict[str, dict[str, Record]] = field(default_factory=dict)
    _linking: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, found: Record | Meaning) -> None:
        """Take a record in; a second one with the same id is laid together with the first."""
        if isinstance(found, Meaning):
            self.meanings.setdefault((found.what, found.id), {})[found.within] = found.label
            return
        known = self._records.setdefault(found.section, {})
        known[found.id] = self._one_of_two(known[found.id], found) if found.id in known else found
        for link in found.links:
            self._linking.setdefault((link.section, link.id), []).append((found.section, found.id))

    def _one_of_two(self, first: Record, second: Record) -> Record:
        """One record of two with one id: what both carry and say differently is left for a person to judge."""
        kept, other = (first, second) if first.counts or not second.counts else (second, first)
        other.used = True
        kept.links = tuple(dict.fromkeys((*first.links, *second.links)))
        kept.notes = tuple(dict.fromkeys((*first.notes, *second.notes)))
        return _merged(kept, other)

    def meaning(self, what: str, own: str, within: str) -> str:
        """What exports say that an id means, there (a pipeline); "" where they say nothing, or two things."""
        labels = self.meanings.get((what, own))
        if not labels:
            return ""
        if within in labels:
            return labels[within]
        return next(iter(labels.values())) if len(set(labels.values())) == 1 else ""

    def cases(self) -> Iterator[Case]:
        """The cases that loose tickets and deals make, in the order in which they were read."""
        claimed = set()
        for ticket in self._records.get("case", {}).values():
            deals = self._linked([ticket], "deal")
            claimed |= {deal.id for deal in deals}
            yield self._case(ticket, deals)
        for deal in self._records.get("deal", {}).values():
            if deal.id not in claimed:
                yield self._case(deal, [])

    @property
    def is_empty(self) -> bool:
        """Whether there is no loose record."""
        return not self._records

    def beside(self, case: str, deal: str, company: str) -> list[Record]:
        """Loose records that name a case which another export holds together, its deal or its company."""
        keys = [("case", case), ("deal", deal or case), ("company", company)]
        owned = dict.fromkeys(own for key in keys if key[1] for own in self._linking.get(key, ()))
        found = [self._records[section][own] for section, own in owned if section in sections()]
        return [record for record in found if record.section not in ("case", "deal", "company")]

    def unused(self) -> Iterator[Record]:
        """The records that no case has taken."""
        for known in self._records.values():
            yield from (record for record in known.values() if record.counts and not record.used)

    def _case(self, main: Record, deals: list[Record]) -> Case:
        mains = [main, *(deal for deal in deals if not deal.missing)]
        found: dict[str, tuple[Record, ...]] = {main.section: (main,)}
        if deals:
            found["deal"] = _one(deals, "deal")
        for section in sections():
            if section in ("case", "deal"):
                continue
            linked = (
                self._linked([*mains, *found.get("company", ())], section)
                if section in _BESIDE
                else self._linked(mains, section)
            )
            if linked or self._exported(mains, section):
                found[section] = tuple(linked) if sections()[section].many else _one(linked, section)
        attached = self._attached(mains, found.get("company", ()))
        if attached is not None:
            found["documents"] = attached
        case = case_of(list(_flat(found)), self)
        case.kind = "ticket" if main.section == "case" else "deal"
        return case

    def _linked(self, mains: list[Record], section: str) -> list[Record]:
        """The records of a section that these name, or that name these; each once."""
        records: dict[str, Record] = {}
        for link in (link for main in mains for link in main.links if link.section == section and link.id):
            record = self._records.get(section, {}).get(link.id) or _missing(section, link.id, mains[0])
            record.used = True
            records[link.id] = _with_link(records.get(link.id, record), link)
        for main in mains:
            for linking, own in self._linking.get((main.section, main.id), ()):
                if linking == section:
                    record = self._records[section][own]
                    back = next(link for link in record.links if link.id == main.id)
                    record.used = True
                    records.setdefault(record.id, _with_link(record, back))
        return list(records.values())

    def _exported(self, mains: list[Record], section: str) -> bool:
        return any(link.section == section for main in mains for link in main.links)

    def _attached(self, mains: list[Record], companies: Iterable[Record]) -> tuple[Record, ...] | None:
        """The documents of a deal and of its company; None where no export shows any note of theirs."""
        owners = [*mains, *(company for company in companies if not company.missing)]
        notes = self._linked(owners, "notes")
        attached = self._linked(owners, "documents") + self._linked(
            [note for note in notes if not note.missing], "documents"
        )
        attached += [replace(note, section="documents", fields={}) for note in notes if note.missing]
        for note in notes:
            note.used = True
        return tuple(attached) if notes or attached or self._exported(owners, "notes") else None


def _merged(kept: Record, other: Record) -> Record:
    """A record with the fields of another one about the same; a field of which they say two things holds both."""
    fields = dict(kept.fields)
    places = dict(kept.shape.places)
    for name, value in other.fields.items():
        mine = fields.get(name, ABSENT)
        if mine is ABSENT or (is_blank(mine) and not is_blank(value)):
            fields[name] = value
            places[name] = other.shape.places.get(name, "") if other.base == kept.base else ""
        elif not is_blank(value) and as_text(mine) != as_text(value) and name not in _MAY_DIFFER:
            fields[name] = [mine, value]
    if fields != kept.fields:
        kept.fields, kept.shape = fields, replace(kept.shape, places=places)
    return kept


_MAY_DIFFER = frozenset({"created", "updated", "owner"})


def _with_link(record: Record, link: Link) -> Record:
    """A record in the light of the association that leads to it: its label is the role where it has none."""
    if link.primary and "primary" not in record.notes:
        record = replace(record, notes=(*record.notes, "primary"))
    role = record.fields.get("role")
    if link.label and record.section == "contacts" and (is_blank(role) or "labelled" in record.notes):
        both = link.label if is_blank(role) else f"{role}; {link.label}"
        record = replace(record, fields={**record.fields, "role": both}, notes=(*record.notes, "labelled"))
    return record


def _missing(section: str, own: str, main: Record) -> Record:
    one = sections()[section].one if section in sections() else "note"
    export = _EXPORTS.get(section, section)
    is_more = own == MORE
    why = f"{one or section} {own} is associated, but is in no file given; add the export of {export}"
    if is_more:
        why = f"further {export} are associated, but the export lists only the first page of them"
    return Record(section, {"id": own}, NO_SHAPE, main.file, main.base, id=own, missing=why)


def _one(records: list[Record], section: str) -> tuple[Record, ...]:
    """The one record of a single section; where several claim it, the primary, and else none of them."""
    if len(records) <= 1:
        return tuple(records)
    primary = [record for record in records if "primary" in record.notes]
    if len(primary) == 1:
        return (
            primary[0],
            *(replace(record, notes=(*record.notes, "beside")) for record in records if record is not primary[0]),
        )
    names = ", ".join(describe(record) or f"one at {record.at() or record.file}" for record in records[:3])
    why = f"{len(records)} records claim to be the {section} ({names}), and none is marked as the primary one"
    return (Record(section, {}, NO_SHAPE, records[0].file, records[0].base, missing=why), *records)


def _flat(found: dict[str, tuple[Record, ...]]) -> Iterator[Record]:
    for section, records in found.items():
        yield from records or (Record(section, {}, NO_SHAPE, empty=True, counts=False),)


def case_of(sheaf: Iterable[Record], pool: Pool) -> Case:
    """The case of records that belong together. A case without id has the id ""; whoever asked reports it."""
    notes: list[str] = []
    records = joined(sheaf, pool.phrases, notes)
    case = named(_fields(records, "case"), _fields(records, "deal"), pool)
    main = records["case"][0] if records.get("case") else None
    case.records, case.notes = records, notes
    case.id = case.id or (main.id if main else "")
    case.system = main.system if main else ""
    return case


def _fields(records: dict[str, tuple[Record, ...]], section: str) -> dict[str, Any]:
    found = records.get(section)
    return found[0].fields if found else {}


def joined(
    sheaf: Iterable[Record], phrases: tuple[tuple[str, str], ...], notes: list[str]
) -> dict[str, tuple[Record, ...]]:
    """Records by section, each section with what it takes to be audited; what readers noted goes to `notes`."""
    records: dict[str, list[Record]] = {}
    for record in sheaf:
        record.used = True
        members = records.setdefault(record.section, [])
        if not record.empty:
            members.append(record)
        if record.notes:
            notes += _said_of(record)
    found = {
        section: tuple(members) if len(members) < 2 or sections()[section].many else _settled(members, section)
        for section, members in records.items()
    }
    if "documents" in found:
        notes += [
            f"document {describe(record)} is archived, and does not count"
            for record in found["documents"]
            if _is_archived(record)
        ]
        found["documents"] = tuple(record for record in found["documents"] if not _is_archived(record))
        for record in found["documents"]:
            _tell(record, phrases)
    if "contacts" in found:
        found["contacts"] = tuple(_with_role(_reachable(_in_full(record))) for record in found["contacts"])
    if not found.get("case") and found.get("deal"):
        found["case"] = (_from_deal(found["deal"][0]),)
    return found


def _settled(members: list[Record], section: str) -> tuple[Record, ...]:
    if members[0].missing:
        return (members[0],)
    told_beside = [member for member in members if not member.counts]
    main = [member for member in members if member.counts] or told_beside[:1]
    if len(main) == 1:
        for other in told_beside:
            if other is not main[0]:
                _merged(main[0], other)
        return (main[0],)
    return _one(members, section)[:1]


def _said_of(record: Record) -> Iterator[str]:
    """What a reader has noted of a record, and whether it is archived, for the case's notes."""
    yield from (note for note in record.notes if " " in note)
    if "archived" in record.notes and record.section != "documents":
        one = sections()[record.section].one or ("ticket" if record.section == "case" else record.section)
        yield f"{one} {record.id} is archived in {record.system or 'its system'}"


def _is_archived(document: Record) -> bool:
    return "archived" in document.notes or as_truth(document.fields.get("archived")) is True


def _tell(document: Record, phrases: tuple[tuple[str, str], ...]) -> None:
    """Give a document the kind that its type or its name tells."""
    kinds = documents.tell(document.fields, phrases)
    if kinds or "kind" in document.fields:
        told = {name: value for name, value in document.fields.items() if name != "kind"}
        document.fields = {**told, "kind": kinds} if kinds else told


def _in_full(contact: Record) -> Record:
    """A contact with a name: the first and the last one, where both are filled and no full one was exported."""
    fields = contact.fields
    if "name" in fields or not ("first_name" in fields or "last_name" in fields):
        return contact
    parts = [_said(fields, "first_name"), _said(fields, "last_name")]
    if any(parts) and not ("first_name" in fields and "last_name" in fields):
        return contact  # half a name, of which the other half was not exported
    return _derived(contact, "name", " ".join(parts) if all(parts) else None, "")


def _reachable(contact: Record) -> Record:
    """A contact with a telephone: the mobile one, where no other is filled."""
    fields = contact.fields
    if is_blank(fields.get("phone")) and not is_blank(fields.get("mobile")):
        return _derived(contact, "phone", fields["mobile"], "mobile")
    return contact


def _with_role(contact: Record) -> Record:
    """A contact with a role: the part in buying, where no other is filled."""
    fields = contact.fields
    if is_blank(fields.get("role")) and not is_blank(fields.get("buying_role")):
        return _derived(contact, "role", fields["buying_role"], "buying_role")
    return contact


def _derived(record: Record, name: str, value: object, source: str) -> Record:
    """A record with a field that another one tells, at the place of that one; or several, at the record's own."""
    places = {**record.shape.places, name: record.shape.places.get(source, "")}
    return replace(record, fields={**record.fields, name: value}, shape=replace(record.shape, places=places))


_FROM_DEAL = (
    ("id", "id"), ("title", "name"), ("stage", "stage"), ("pipeline", "pipeline"), ("owner", "owner"),
    ("created", "created"), ("updated", "updated"), ("tags", "tags"),
)  # fmt: skip
"""Fields of a case that its deal tells where the case has no record of its own."""


def named(told: dict[str, Any], deal: dict[str, Any], pool: Pool) -> Case:
    """A case, so far without its records: what it is called, by the fields of its sections case and deal."""
    tags = _tags(told.get("tags"))
    of_deal = _said(deal, "stage")
    stage = _said(told, "stage") or of_deal or next((tag for tag in tags if folded(tag) in pool.stages), "")
    pipeline = _said(told, "pipeline") or _said(deal, "pipeline")
    return Case(
        id=_said(told, "id") or _said(deal, "id"),
        kind=folded(_said(told, "kind")) or ("deal" if deal else "ticket"),
        records={},
        title=_said(told, "title") or _said(deal, "name"),
        stage=stage,
        deal_stage=of_deal if of_deal != stage else "",
        stage_means=pool.stages.get(folded(stage)) or pool.meaning("stage", stage, pipeline),
        pipeline=pipeline,
        owner=_said(told, "owner") or _said(deal, "owner"),
        tags=tags,
    )


def _tags(value: object) -> tuple[str, ...]:
    """Tags as text: of a list, of a system's objects with names, or of text that holds several."""
    if value is None:
        return ()
    if isinstance(value, str):
        value = re.split(r"[,;\n]", value)
    members = value if isinstance(value, (list, tuple)) else ()
    names = [member.get("name") if isinstance(member, dict) else member for member in members]
    return tuple(text for tag in names if (text := as_text(tag)))


def _from_deal(deal: Record) -> Record:
    fields = {name: deal.fields[other] for name, other in _FROM_DEAL if other in deal.fields}
    places = {name: deal.shape.places[other] for name, other in _FROM_DEAL if other in deal.shape.places}
    return Record("case", fields, Shape({}, places), deal.file, deal.base, deal.row, deal.system, deal.id)


def _said(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name, ABSENT)
    if type(value) is str:
        return clean(value)
    return "" if value is ABSENT or is_blank(value) else as_text(value) or ""
