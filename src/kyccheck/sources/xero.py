"""Xero: contacts (billing profiles), invoices, bills and quotes as JSON; contacts, invoices and bills as CSV or Excel.

Read are the API's answers (`{"Contacts": [...]}` with one or many, `Invoices`, `Quotes`; lists of such pages), single
objects, and what pipelines make of them ({"stream": "contacts", "data": {...}}). CSV files are told by their header: a
`*` before a column and blanks in it are the same as none, and regions differ in their columns.

The billing address is the one that Xero calls POBOX (PO... in CSV). A telephone in parts is read as one. An archived
contact is used and said; Xero leaves archived contacts out unless the export asks for them. Where a list of addresses
or telephones is empty, it was left out (a summary, the contact inside an invoice), and what it would hold is unknown.

A draft, an invoice that waits for approval and a voided one are not issued: their day of issue is blank, and the status
stays as read; so is a bill over nothing, and one that credit notes have taken back in whole. Bills of suppliers
(ACCPAY) and credit notes are no bills to the customer, and belong to no case. Xero does not say when a quote was
accepted; a quote that is not accepted has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kyccheck.read.trees import Tree
from kyccheck.records.naming import record_of
from kyccheck.records.record import NO_SHAPE, Problem, Record
from kyccheck.sources import Found, Reading, _xero_table
from kyccheck.sources._pages import page
from kyccheck.sources._piped import without_stream
from kyccheck.sources._xero_bill import CREDIT_NOTE, bill
from kyccheck.sources._xero_contact import persons, profile
from kyccheck.sources._xero_fields import SYSTEM
from kyccheck.values.grid import Grid

_IDS: Final = {"InvoiceID": "invoice", CREDIT_NOTE: "invoice", "QuoteID": "quote", "ContactID": "billing"}
_ENVELOPES: Final = {"Contacts": "billing", "Invoices": "invoice", "CreditNotes": "invoice", "Quotes": "quote"}
_TELLING: Final = {
    "billing": frozenset({"ContactStatus", "EmailAddress", "Addresses", "Phones"}),
    "invoice": frozenset({"InvoiceNumber", "CreditNoteNumber", "LineItems"}),
    "quote": frozenset({"QuoteNumber", "LineItems"}),
}
"""Keys that tell an object of which Xero has not made the id yet."""

_NAMELESS: Final = {
    "billing": "a contact without an id and a name",
    "invoice": "an invoice without an id and a number",
    "quote": "a quote without an id and a number",
}
_ANSWER: Final = frozenset({"ProviderName", "DateTimeUTC", "pagination"})


def recognises(document: Any) -> float:
    """How surely a document is Xero's."""
    if isinstance(document, Grid):
        return _xero_table.recognises(document)
    if isinstance(document, list):
        return max((recognises(member) for member in without_stream(document)[:3]), default=0.0)
    if not isinstance(document, dict):
        return 0.0
    if "stream" in document and "data" in document:
        return 0.85 if _kind(document["data"]) else 0.0
    if _kind(document):
        return 0.85
    return max((_of_envelope(document, name) for name in _ENVELOPES), default=0.0)


def _of_envelope(document: dict[str, Any], name: str) -> float:
    members = document.get(name)
    if not isinstance(members, list):
        return 0.0
    if not members:
        return 0.8 if _ANSWER & document.keys() or document.get("Status") == "OK" else 0.0
    if any(_kind(member) for member in members[:3]):
        return 0.85
    told = _TELLING[_ENVELOPES[name]]
    return 0.7 if isinstance(members[0], dict) and told & members[0].keys() else 0.0


def _kind(tree: Any) -> str:
    """The section of a case that an object belongs to, as far as its ids tell."""
    return next((section for key, section in _IDS.items() if key in tree), "") if isinstance(tree, dict) else ""


def records(tree: Tree, reading: Reading) -> Iterator[Found]:
    """The objects of a document, each a record by itself."""
    if isinstance(tree.value, Grid):
        yield from _xero_table.records(tree.value, reading)
        return
    yield from _part(tree.value, tree.base, reading)


def _part(value: Any, base: str, reading: Reading) -> Iterator[Found]:
    if isinstance(value, list):
        members = without_stream(value)
        for place, member in enumerate(members, len(value) - len(members)):
            yield from _part(member, f"{base}/{place}", reading)
    elif not isinstance(value, dict):
        yield Problem(reading.file, "is not a Xero object", base)
    elif "stream" in value and isinstance(value.get("data"), dict):
        yield from _part(value["data"], f"{base}/data", reading)
    elif kind := _kind(value):
        yield from _object(kind, value, base, reading)
    else:
        yield from _envelope(value, base, reading)


def _envelope(value: dict[str, Any], base: str, reading: Reading) -> Iterator[Found]:
    known = [name for name in _ENVELOPES if isinstance(value.get(name), list)]
    if not known:
        yield Problem(reading.file, "is not a contact, invoice or quote of Xero", base)
    for name in known:
        section, members = _ENVELOPES[name], value[name]
        if not members:
            yield Record(section, {}, NO_SHAPE, reading.file, f"{base}/{name}", empty=True, counts=False)
        for place, member in enumerate(members):
            yield from _object(section, member, f"{base}/{name}/{place}", reading)
        yield page(f"{SYSTEM} {name}", value, members, reading.file, base)


def _object(section: str, tree: Any, base: str, reading: Reading) -> Iterator[Found]:
    if not isinstance(tree, dict):
        yield Problem(reading.file, "is not a Xero object", base)
        return
    record = _record(section, tree, base, reading)
    if not record.id:
        yield Problem(reading.file, f"is {_NAMELESS[section]}", base, records=1)
        return
    contact = tree.get("Contact")
    if section != "billing" and isinstance(contact, dict) and record.links:
        yield profile(contact, f"{base}/Contact", reading, partly=True)
    if section == "billing":
        yield from persons(tree, record.id, base, reading)
    yield record


def _record(section: str, tree: dict[str, Any], base: str, reading: Reading) -> Record:
    return profile(tree, base, reading) if section == "billing" else bill(section, tree, base, reading)


def adopt(section: str, tree: dict[str, Any], base: str, reading: Reading) -> Iterator[Record]:
    """A section of a native case from Xero's object."""
    if section == _kind(tree):
        yield _record(section, tree, base, reading)
    else:
        yield record_of(reading.names, section, SYSTEM, tree, (reading.file, base))
