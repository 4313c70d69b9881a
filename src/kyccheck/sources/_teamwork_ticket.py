"""A ticket as records: the case, its customer and company, its documents, and what custom fields tell beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from kyccheck.records.fields import pointer
from kyccheck.records.record import HELD_BACK, UNNAMED, Link, Mark, Record
from kyccheck.sources import _teamwork_custom as custom
from kyccheck.sources import _teamwork_people as people
from kyccheck.sources._teamwork_fields import Titles, Told
from kyccheck.sources._teamwork_fields import record as told_record
from kyccheck.sources._teamwork_files import documents, thread
from kyccheck.sources._teamwork_value import (
    GONE,
    Beside,
    Included,
    Object,
    gone,
    is_nobody,
    is_reference,
    own_id,
    person,
    plain,
)
from kyccheck.values.value import as_text, is_blank, is_filled, tags_in

_OWNERS: Final = ("assignedTo", "agent")
_INBOXES: Final = ("inboxName", "inbox")
_V1: Final = frozenset({"inboxId", "inboxName"})
"""Keys of a ticket of the API v1; v2 names its inbox by reference."""

_READ_APART: Final = frozenset(
    {"id", "tags", "status", "type", "threads", "messages", "files", "attachments", "customer", "company", "contact"}
    | {"preview", "previewText", "body", "message", *_OWNERS, *_INBOXES, *custom.KEYS}
)
"""Keys that are read by functions of their own, or that say nothing of the case though they sound like it."""


def records(ticket: Object, beside: Beside) -> tuple[Record, ...]:
    """The records of a ticket, which belong together.

    Where it names a customer or a company that this export does not hold, the ticket links to them (see `loosened`).
    """
    telling = custom.told(ticket.tree, beside.included, beside.reading.names)
    told = telling.sections
    main = _case(
        ticket, told.pop("case", {}), Titles((*telling.called.get("case", {}).items(),), telling.ignored), beside
    )
    found = people.of_ticket(ticket, beside)
    main.links = tuple(Link(section, own) for section, own in found.elsewhere)
    attached, doubt = documents(ticket, beside)
    word = _status(ticket.tree, beside.included)
    main.marks = (Mark.ARCHIVED,) if word in GONE else gone(ticket.tree)
    main.notes = (*_held_back(ticket.tree, main.id, word), *main.notes, *telling.notes, *doubt)
    main.untold = telling.untold
    there = [record for record in found.records if not (record.empty and record.section in told)]
    own = [_with_told(record, telling, ticket, beside) if record.section in told else record for record in there]
    taken = {record.section for record in there}
    further = ((section, values) for section, values in told.items() if section not in taken)
    beside_it = [_beside(section, values, telling, ticket, beside) for section, values in further]
    return (main, *own, *attached, *beside_it)


def loosened(sheaf: tuple[Record, ...]) -> tuple[Record, ...]:
    """The records of a ticket, each by itself and linked to it: so they are joined with what other files hold."""
    main, *others = sheaf
    for place, record in enumerate(others):
        if record.empty:
            main.links = (*main.links, Link(record.section, ""))
        else:
            record.id = record.id or f"{main.id} {place}"
            record.links = (Link("case", main.id),)
    return (main, *(record for record in others if not record.empty))


def _case(ticket: Object, told: Told, titles: Titles, beside: Beside) -> Record:
    values: Told = {"id": (own_id(ticket.tree.get("id")) or None, pointer("id"))}
    values |= {key: (plain(value), pointer(key)) for key, value in ticket.tree.items() if key not in _READ_APART}
    notes: tuple[str, ...] = ()
    if "tags" in ticket.tree:
        tags = tags_of(plain(ticket.tree["tags"]), beside.included)
        if tags is None or (ticket.tree["tags"] is None and _is_in_list_of_v1(ticket)):
            notes = (UNNAMED,)
        else:
            values["tags"] = (tags, pointer("tags"))
    values |= _owner(ticket.tree, beside.included) | _inbox(ticket.tree, beside.included)
    said = thread(ticket, beside.included)
    if said is not None:
        values["thread"] = said
    if place := custom.none_of(ticket.tree):
        values.setdefault("summary", (None, place))
    values |= {field: about for field, about in told.items() if field not in values or is_blank(values[field][0])}
    main = told_record("case", values, ticket.at, beside.reading, titles=titles)
    main.notes = notes
    return main


def _is_in_list_of_v1(ticket: Object) -> bool:
    """Whether a ticket is one of a list of the API v1, which gives the tags of none of them: null is not "no tags"."""
    return ticket.at.rpartition("/")[0].endswith("/tickets") and not _V1.isdisjoint(ticket.tree)


def tags_of(value: Any, included: Included | None = None) -> tuple[str, ...] | None:
    """The names of tags, in whichever form they come; None where one of them has no name here.

    None and [] are no tags; text holds several, parted as in any export (`tags_in`).
    """
    if is_blank(value):
        return ()
    if isinstance(value, str):
        value = tags_in(value)
    names = []
    for member in value if isinstance(value, list) else [value]:
        if isinstance(member, str):
            names.append(as_text(member) or "")
        elif is_blank(member):
            continue
        elif name := _tag(member, included):
            names.append(name)
        else:
            return None
    return tuple(name for name in names if name)


def _tag(member: Any, included: Included | None) -> str:
    if isinstance(member, dict) and (name := as_text(plain(member.get("name")))):
        return name
    found = included.find("tags", member) if included and is_reference(member) else None
    return (as_text(plain(found.tree.get("name"))) or "") if found else ""


def _owner(ticket: dict[str, Any], included: Included) -> Told:
    """Who the ticket is assigned to; nothing where that is a person whom the export only numbers."""
    for key in _OWNERS:
        if key not in ticket:
            continue
        value = plain(ticket[key])
        if is_nobody(value):
            return {"owner": (None, pointer(key))}
        if isinstance(value, str):
            return {"owner": (value, pointer(key))}
        found = included.use("users", value)[0] if is_reference(value) else None
        name = person(found.tree if found else value) if found or isinstance(value, dict) else ""
        return {"owner": (name, pointer(key))} if name else {}
    return {}


def _inbox(ticket: dict[str, Any], included: Included) -> Told:
    """The inbox, which is the desk's pipeline."""
    for key in _INBOXES:
        value = plain(ticket.get(key))
        if isinstance(value, str):
            return {"pipeline": (value, pointer(key))}
        found = included.find("inboxes", value) if is_reference(value) and not is_nobody(value) else None
        tree = found.tree if found else value
        if isinstance(tree, dict) and (name := as_text(tree.get("name"))):
            return {"pipeline": (name, pointer(key))}
    return {}


def _status(ticket: dict[str, Any], included: Included) -> str:
    """The word for the status of a ticket; "" where nothing tells it."""
    status = plain(ticket.get("status"))
    if is_reference(status) and (found := included.find("ticketstatuses", status)):
        status = found.tree
    if isinstance(status, dict):
        status = next((status[key] for key in ("code", "name") if status.get(key)), "")
    return status.casefold() if isinstance(status, str) else ""


def _held_back(ticket: dict[str, Any], own: str, status: str) -> Iterator[str]:
    """Why nobody should simply go on with a ticket that is not one any more."""
    into = plain(ticket.get("mergedTo"))
    merged = own_id(ticket.get("mergedToId")) or own_id(into.get("id") if isinstance(into, dict) else into)
    if merged or status == "merged":
        gone = f"ticket {own} was merged into {merged or 'another one'}"
        yield f"{HELD_BACK}{gone}; go on with that one, and take this one out of the export"
    if status == "spam":
        said = f"ticket {own} is marked as spam"
        yield f"{HELD_BACK}{said}; take the mark away there, or take the ticket out of the export"


def _beside(section: str, values: Told, telling: custom.Telling, ticket: Object, beside: Beside) -> Record:
    titles = Titles((*telling.called[section].items(),))
    return replace(told_record(section, values, ticket.at, beside.reading, titles=titles), counts=False)


def _with_told(record: Record, telling: custom.Telling, ticket: Object, beside: Beside) -> Record:
    """The customer or company with what custom fields tell of it: where both say something, a person must judge."""
    within = record.base.startswith(ticket.at)
    base, own, at = (ticket.at, record.base[len(ticket.at) :], "") if within else ("", record.base, ticket.at)
    keys = {name: titles[0] for name, titles in record.shape.keys.items()}
    values: Told = dict.fromkeys(record.shape.ignored, (None, own))
    values |= {
        keys.get(name, name): (value, own + record.shape.places.get(name, "")) for name, value in record.fields.items()
    }
    called: list[tuple[str, str]] = []
    for name, (value, place) in telling.sections[record.section].items():
        mine = record.fields.get(name)
        if is_blank(mine):
            values[keys.get(name, name)] = (value, at + place)
            called.append((name, telling.called[record.section][name]))
        elif (isinstance(value, list) or is_filled(as_text(value) or "")) and _letters(mine) != _letters(value):
            both = [mine, *(value if isinstance(value, list) else [value])]
            values[keys.get(name, name)] = (both, own + record.shape.places.get(name, ""))
    told = told_record(record.section, values, base, beside.reading, own, Titles((*called,)))
    return replace(record, fields=told.fields, shape=told.shape, base=base)


def _letters(value: Any) -> str:
    """A value as two are compared that people have typed: without case, spaces and points."""
    return "".join(filter(str.isalnum, (as_text(value) or repr(value)).casefold()))
