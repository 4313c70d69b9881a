"""What the status of an invoice or a quote says of its days: a draft has a date, and has been sent to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from kyccheck.fields import folded, pointer
from kyccheck.names import Names
from kyccheck.naming import record_of
from kyccheck.record import ASIDE, Link, Record
from kyccheck.sources import Reading
from kyccheck.sources._xero_told import SYSTEM, Told, as_written, name_key, tell
from kyccheck.value import ABSENT, as_text, is_blank
from kyccheck.written import written

_TO_CUSTOMER: Final = frozenset({"accrec", "sales invoice"})
"""Types of what is billed to a customer, by the API and in a CSV file. All others (ACCPAY, credit notes) are not."""

_NOT_ISSUED: Final = frozenset({"draft", "submitted", "awaiting approval", "voided", "void", "deleted"})
_UNPAID: Final = frozenset({"authorised", "authorized", "awaiting payment"})
_PAID: Final = frozenset({"paid"})
_UNSENT: Final = frozenset({"draft", "deleted"})
_OPEN: Final = frozenset({"sent", "declined"})
_ACCEPTED: Final = frozenset({"accepted", "invoiced"})


_DAY: Final = {"invoice": "issued_on", "quote": "sent_on"}
"""What the date of a document means, as far as its status agrees. (The API tells of no other day on which it went.)"""


class Standing(NamedTuple):
    """Whether a bill or quote went out, and whether it was paid or accepted; None where nothing tells.

    `why` says it where the bill does not count as sent, and `by` is the field that tells so.
    """

    out: bool | None
    settled: bool | None
    why: str = ""
    by: str = "status"


def of_invoice(status: object, kind: object) -> Standing:
    """How an invoice of a type stands."""
    said = folded(as_text(status) or "")
    if not is_blank(kind) and not is_to_customer(kind):
        return Standing(False, None, f"is not billed to a customer: its type is {written(kind)}", "type")
    if said in _NOT_ISSUED:
        return Standing(False, False, f"is not issued: its status is {written(status)}")
    if said not in _UNPAID | _PAID:
        return Standing(None, None, "has no status that tells whether it is issued")
    if is_blank(kind):
        return Standing(None, said in _PAID, "has no type that tells whether it is billed to the customer", "type")
    return Standing(True, said in _PAID)


def is_to_customer(kind: object) -> bool:
    """Whether a type is that of an invoice to a customer."""
    return folded(as_text(kind) or "") in _TO_CUSTOMER


def of_quote(status: object) -> Standing:
    """How a quote stands."""
    said = folded(as_text(status) or "")
    if said in _UNSENT:
        return Standing(False, False, f"is not sent: its status is {written(status)}")
    if said not in _OPEN | _ACCEPTED:
        return Standing(None, None, "has no status that tells whether it is sent")
    return Standing(True, said in _ACCEPTED)


def bill(section: str, tree: dict[str, Any], base: str, reading: Reading) -> Record:
    """The invoice or quote that an object of the API is, linked with its contact."""
    record = record_of(reading.names, section, SYSTEM, tree, (reading.file, base))
    told = tuple(_beside(section, tree))
    tell(record, reading.names, tuple(tree), told)
    number = as_text(record.fields.get("number")) or ""
    record.id = as_text(tree.get("InvoiceID" if section == "invoice" else "QuoteID")) or number
    settle(record, reading.names, tuple(tree), told)
    contact = tree.get("Contact")
    if isinstance(contact, dict):
        link(record, as_text(contact.get("ContactID")) or name_key(contact.get("Name")))
    return record


def _beside(section: str, tree: dict[str, Any]) -> Iterator[Told]:
    for key, name in (("Type", "type"), ("Reference", "reference"), ("Date", _DAY[section])):
        if key in tree:
            yield Told(name, tree[key], (key,), pointer(key))
    contact = tree.get("Contact")
    for key, name in (("ContactID", "contact_id"), ("Name", "company_name")):
        if isinstance(contact, dict) and key in contact:
            yield Told(name, contact[key], ("Contact",), pointer("Contact", key))


def settle(record: Record, names: Names, keys: tuple[str, ...], told: tuple[Told, ...]) -> None:
    """Let the status say which days of an invoice or a quote count; `keys` and `told` are what it was read from.

    A day that the status denies is blank, and stands where the status does; one that nothing confirms is absent.
    """
    invoice = record.section == "invoice"
    status = record.fields.get("status")
    standing = of_invoice(status, record.fields.get("type")) if invoice else of_quote(status)
    out, settled = _DAY[record.section], "paid_on" if invoice else "accepted_on"
    shape = record.shape
    where = (shape.keys.get(standing.by, ()), shape.places.get(standing.by, ""))
    denied = []
    if standing.out is not True:
        denied.append(Told(out, ABSENT if standing.out is None else None, *where))
    if standing.settled is False and is_blank(record.fields.get(settled)):
        denied.append(Told(settled, None, *where))
    tell(record, names, keys, (*told, *denied))
    if "number" in record.fields:
        record.fields["number"] = as_written(record.fields["number"])
    if standing.why:
        number = as_text(record.fields.get("number")) or record.id
        if standing.by == "type" and standing.out is False:
            record.notes = (*record.notes, ASIDE)
        record.notes = (*record.notes, f"the {record.section} {number} of Xero {standing.why}")


def link(record: Record, contact: str) -> None:
    """Join an invoice or quote with its contact.

    What is not billed to a customer is joined with nobody: its contact is a supplier, or it takes a bill back.
    """
    kind = record.fields.get("type")
    if contact and (record.section == "quote" or is_blank(kind) or is_to_customer(kind)):
        record.links = (Link("billing", contact),)
