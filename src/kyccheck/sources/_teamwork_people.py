"""The customer of a ticket and the company: as contact and company of the case, or by themselves."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from kyccheck.records.fields import pointer
from kyccheck.records.naming import record_of
from kyccheck.records.record import Record
from kyccheck.sources._teamwork_fields import emptied
from kyccheck.sources._teamwork_fields import record as told_record
from kyccheck.sources._teamwork_value import (
    SYSTEM,
    Beside,
    Object,
    all_plain,
    gone,
    is_nobody,
    is_reference,
    plain,
    reference,
)
from kyccheck.values.value import as_text, is_blank

_CUSTOMER: Final = ("customer", "customerId")
_COMPANY: Final = ("company", "companyId", "companies_id")
"""Keys that name them; the server's own name of a column leaks out in the last one."""

_LIFE: Final = "state"
"""Active or deleted: a company's state is nothing that lies on a map."""

NOBODY: Final = Object({}, "")


class People(NamedTuple):
    """What a ticket says of its people: records, and (section, id) of those that this export only names."""

    records: tuple[Record, ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()


def of_ticket(ticket: Object, beside: Beside) -> People:
    """The contact and the company of a ticket, inline or by reference."""
    key = next((key for key in _CUSTOMER if key in ticket.tree), "")
    if not key:
        return _company(ticket, NOBODY, beside)
    value, at = plain(ticket.tree[key]), ticket.at + pointer(key)
    if is_nobody(value):
        contact, person = People((emptied("contacts", at, beside.reading),)), NOBODY
    elif isinstance(value, str):
        told = {"email" if "@" in value else "name": (value, "")}
        contact, person = People((_part_of_ticket(told_record("contacts", told, at, beside.reading)),)), NOBODY
    else:
        found, counts = _object(value, at, "customers", beside)
        person = found or NOBODY
        contact = People((), (("contacts", reference(value)),))
        if found:
            record = customer(found, beside)
            record.counts = counts
            contact = People((record,))
    company_of = _company(ticket, person, beside)
    return People(contact.records + company_of.records, contact.elsewhere + company_of.elsewhere)


def customer(found: Object, beside: Beside) -> Record:
    """A contact from a customer; a blank e-mail or telephone is filled from its contact details."""
    values = all_plain(found.tree)
    parts = values.get("contacts")
    details = [detail for part in parts if (detail := _detail(part, beside))] if isinstance(parts, list) else []
    blank = [key for key in ("email", "phone") if key in values and is_blank(values[key])]
    filled = {key: detail for key in blank if (detail := _of_kind(details, key))}
    if filled:
        told = {key: (value, found.at + pointer(key)) for key, value in values.items()}
        told |= {key: (plain(detail.tree["value"]), f"{detail.at}/value") for key, detail in filled.items()}
        record = told_record("contacts", told, "", beside.reading, own=found.at)
    else:
        record = record_of(beside.reading.names, "contacts", SYSTEM, values, (beside.reading.file, found.at))
    record.marks = gone(found.tree)
    return record


def company(found: Object, beside: Beside) -> Record:
    """A company."""
    values = {key: value for key, value in all_plain(found.tree).items() if key != _LIFE}
    record = record_of(beside.reading.names, "company", SYSTEM, values, (beside.reading.file, found.at))
    record.marks = gone(found.tree)
    return record


def _detail(part: Any, beside: Beside) -> Object | None:
    found = beside.included.use("contacts", part)[0]
    return found if found and not is_blank(plain(found.tree.get("value"))) else None


def _of_kind(details: list[Object], kind: str) -> Object | None:
    """The main detail of a kind, or the only one."""
    fitting = [detail for detail in details if as_text(detail.tree.get("type")) == kind]
    main = [detail for detail in fitting if detail.tree.get("isMain") is True] or fitting
    return main[0] if len(main) == 1 else None


def _object(value: Any, at: str, kind: str, beside: Beside) -> tuple[Object | None, bool]:
    """An object, inline or included, and whether it is one of the export's own that counts here."""
    if is_reference(value):
        return beside.included.use(kind, value)
    return (Object(value, at), False) if isinstance(value, dict) else (None, False)


def _company(ticket: Object, person: Object, beside: Beside) -> People:
    """The company that the ticket or its customer names; else what the customer gives as organisation."""
    elsewhere: tuple[tuple[str, str], ...] = ()
    blank = ""
    for holder, key in ((holder, key) for holder in (ticket, person) for key in _COMPANY if key in holder.tree):
        value, at = plain(holder.tree[key]), holder.at + pointer(key)
        found, counts = _object(value, at, "companies", beside)
        if is_nobody(value):
            blank = blank or at
        elif found:
            record = company(found, beside)
            record.counts = counts
            return People((record,))
        elif isinstance(value, str):
            return People((_by_name(value, at, beside),))
        elif own := reference(value):
            elsewhere = elsewhere or (("company", own),)
    named = as_text(plain(person.tree.get("organization")))
    if elsewhere:
        return People((), elsewhere)
    if not named and "organization" in person.tree:
        blank = blank or f"{person.at}/organization"
    if named:
        return People((_by_name(named, f"{person.at}/organization", beside),))
    return People((emptied("company", blank, beside.reading),)) if blank else People()


def _by_name(text: str, at: str, beside: Beside) -> Record:
    return _part_of_ticket(told_record("company", {"name": (text, "")}, at, beside.reading))


def _part_of_ticket(record: Record) -> Record:
    record.counts = False
    return record
