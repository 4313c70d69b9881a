"""The records of one case, made ready to be audited: what it is called, and each section as checks read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, Final

from kyccheck.dataclass import dataclass
from kyccheck.join.choice import MAY_STAND_ASIDE, settled
from kyccheck.join.merging import merged, note_both
from kyccheck.records import documents
from kyccheck.records.case import Case, describe
from kyccheck.records.fields import NATIVE, folded, sections
from kyccheck.records.record import HELD_BACK, MAIN, Mark, Record, Shape
from kyccheck.values.value import as_text, as_truth, clean, is_blank, says_a_name, tags_in

if TYPE_CHECKING:
    from kyccheck.join.meanings import Meanings


def case_of(sheaf: Iterable[Record], meanings: Meanings) -> Case:
    """The case of records that belong together. A case without id has the id ""; whoever asked reports it."""
    notes: list[str] = []
    records = joined(sheaf, meanings.phrases, notes)
    for section in MAIN:
        fields = _fields(records, section)
        if isinstance(fields.get("stage"), list) or isinstance(fields.get("pipeline"), list):
            records[section] = (meanings.one_said(records[section][0]), *records[section][1:])
    case = named(_fields(records, "case"), _fields(records, "deal"), meanings)
    main = records["case"][0] if records.get("case") else None
    mains = [records[section][0] for section in MAIN if records.get(section)]
    case.held_back = [reason for record in mains for reason in _held_back(record)]
    told = {_archived(record) for record in mains}
    notes = [*case.held_back, *(note for note in notes if note not in told)]
    case.records, case.notes = records, list(dict.fromkeys(notes))
    own = _said(main.fields.get("id")) or main.id if main else ""
    case.id = own or case.id  # where the ticket has no field for its id, that of the deal is not its own
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
    firsts: dict[str, _Firsts] = {}
    for record in sheaf:
        record.used = True
        members = records.setdefault(record.section, [])
        if Mark.REPEATED in record.marks:
            notes += _laid_together(record, members, firsts.setdefault(record.section, _Firsts()))
        elif not record.empty:
            members.append(record)
        if record.notes or record.marks:
            notes += _said_of(record)
    found = {
        section: tuple(members)
        if sections()[section].many or not members or (len(members) < 2 and section not in MAY_STAND_ASIDE)
        else settled(members, section)
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
        in_use = [record for record in found["contacts"] if Mark.ARCHIVED not in record.marks]
        found["contacts"] = tuple(_with_role(_reachable(_in_full(record))) for record in in_use)
    if not found.get("case") and found.get("deal"):
        found["case"] = (_from_deal(found["deal"][0]),)
    return found


@dataclass(slots=True)
class _Firsts:
    """Where the first record of each identity stands, of as many members of a list as were looked at so far."""

    places: dict[str, int] = field(default_factory=dict)
    looked_at: int = 0

    def like(self, record: Record, members: list[Record]) -> int | None:
        """The place of the first one like a record."""
        for place in range(self.looked_at, len(members)):
            self.places.setdefault(members[place].identity, place)
        self.looked_at = len(members)
        return self.places.get(record.identity)


def _laid_together(record: Record, members: list[Record], firsts: _Firsts) -> Iterator[str]:
    """Lay a record that stands there again together with the first one; what to note of it, if anything."""
    place = firsts.like(record, members)
    if place is None:  # the first one went to another case
        members.append(record)
        return
    first = members[place]
    members[place] = merged(replace(first), record)
    note_both(members[place], first, record)
    one = sections()[record.section].one
    yield f"{' '.join(filter(None, (one, describe(members[place]))))} stands there more than once, and counts as one"


def _said_of(record: Record) -> Iterator[str]:
    """What a reader has noted of a record, and whether it is archived, for the case's notes."""
    yield from record.notes
    if Mark.ARCHIVED in record.marks and record.section != "documents":
        yield _archived(record)


def _archived(record: Record) -> str:
    one = sections()[record.section].one
    if record.section == "case":
        one = "deal" if as_text(record.fields.get("kind")) == "deal" else "ticket"
    system = "its system" if record.system in ("", NATIVE) else record.system
    if record.section == "odb":
        return f"ODB account {record.id} is marked as ended or not in service"
    return f"{one} {record.id} is archived{' or deleted' * (record.section in MAIN)} in {system}"


def _held_back(main: Record) -> Iterator[str]:
    """Why the deal or ticket that is the case may not simply go on, as far as its system says."""
    yield from (note for note in main.notes if note.startswith(HELD_BACK))
    if Mark.ARCHIVED in main.marks:
        yield f"{HELD_BACK}{_archived(main)}; restore it there, or take it out of the export"


def _is_archived(document: Record) -> bool:
    return Mark.ARCHIVED in document.marks or as_truth(document.fields.get("archived")) is True


def _tell(document: Record, phrases: tuple[tuple[str, str], ...]) -> None:
    """Give a document the kind that its type or its name tells."""
    kinds = documents.tell(document.fields, phrases)
    if kinds or "kind" in document.fields:
        told = {name: value for name, value in document.fields.items() if name != "kind"}
        document.fields = {**told, "kind": kinds} if kinds else told


def _in_full(contact: Record) -> Record:
    """A contact with a name: that of its first and its last one, where no full one is filled.

    Half a name and a placeholder ("Ada" "TBC") are no name: the placeholder alone stands there, and is said.
    """
    fields = contact.fields
    if not is_blank(fields.get("name")) or not ("first_name" in fields or "last_name" in fields):
        return contact
    first, last = _said(fields.get("first_name")), _said(fields.get("last_name"))
    if (first or last) and not ("first_name" in fields and "last_name" in fields):
        return contact  # half a name, of which the other half was not exported
    full = f"{first} {last}"
    if not (first and last and full.isascii()):
        from kyccheck.join.full_name import full_name

        full = full_name(first, last)
    if "name" in fields and not full:
        return contact  # its own field shows best that it is blank
    if first and last:
        full = next((part for part in (first, last) if not says_a_name(part)), full)
    filled, lacking = ("first_name", "last_name") if first else ("last_name", "first_name")
    return _derived(contact, "name", full or None, "" if first and last else filled if full else lacking)


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


_FROM_DEAL: Final = (
    ("id", "id"), ("title", "name"), ("stage", "stage"), ("pipeline", "pipeline"), ("owner", "owner"),
    ("created", "created"), ("updated", "updated"), ("tags", "tags"),
)  # fmt: skip
"""Fields of a case that its deal tells where the case has no record of its own."""


def named(told: dict[str, Any], deal: dict[str, Any], meanings: Meanings) -> Case:
    """A case, so far without its records: what it is called, by the fields of its sections case and deal."""
    tags = _tags(told["tags"]) if "tags" in told else ()
    of_deal, pipeline_of_deal = _said(deal.get("stage")), _said(deal.get("pipeline"))
    stage, pipeline = _said(told.get("stage")) or of_deal, _said(told.get("pipeline")) or pipeline_of_deal
    means, deal_means = meanings.stage(stage, pipeline), meanings.stage(of_deal, pipeline_of_deal) if of_deal else ""
    are_two = bool(of_deal) and (of_deal, deal_means) != (stage, means)
    return Case(
        id=_said(told.get("id")) or _said(deal.get("id")),
        kind=folded(_said(told.get("kind"))) or ("deal" if deal else "ticket"),
        records={},
        title=_said(told.get("title")) or _said(deal.get("name")),
        stage=stage,
        stage_means=means,
        deal_stage=of_deal if are_two else "",
        deal_means=deal_means if are_two else "",
        pipeline=pipeline,
        owner=_owner(_said(told.get("owner")) or _said(deal.get("owner")), meanings),
        tags=tags,
        means=meanings.stage,
    )


def _owner(own: str, meanings: Meanings) -> str:
    """Who owns a case: the name, where an export says whom the id means."""
    return meanings.of("owner", own) or own


def _tags(value: object) -> tuple[str, ...]:
    """Tags as text: of a list, of a system's objects with names, or of text that holds several."""
    if value is None:
        return ()
    if isinstance(value, str):
        value = tags_in(value)
    members = value if isinstance(value, (list, tuple)) else ()
    names = [member.get("name") if isinstance(member, dict) else member for member in members]
    return tuple(text for tag in names if (text := as_text(tag)))


def _from_deal(deal: Record) -> Record:
    fields = {name: deal.fields[other] for name, other in _FROM_DEAL if other in deal.fields}
    places = {name: deal.shape.places[other] for name, other in _FROM_DEAL if other in deal.shape.places}
    return Record("case", fields, Shape({}, places), deal.file, deal.base, deal.row, deal.system, deal.id)


def _said(value: object) -> str:
    if value is None:
        return ""
    if type(value) is str:
        return clean(value)
    return "" if is_blank(value) else as_text(value) or ""
