"""An invoice or a quote of Xero as a record. A draft has a date, and has been sent to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from kyccheck.records.fields import folded, pointer
from kyccheck.records.names import Names
from kyccheck.records.naming import record_of
from kyccheck.records.record import Link, Mark, Record
from kyccheck.sources import Reading
from kyccheck.sources._xero_fields import SYSTEM, Told, as_written, name_key, tell
from kyccheck.values.value import ABSENT, as_number, as_text, is_blank
from kyccheck.values.written import written

_TO_CUSTOMER: Final = frozenset({"accrec", "sales invoice"})
"""Types of what is billed to a customer, by the API and in a CSV file. All others (ACCPAY, credit notes) are not."""

CREDIT_NOTE: Final = "CreditNoteID"
"""The key of a credit note, which is an invoice that takes another one back."""

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


class Sums(NamedTuple):
    """What a bill comes to, and what of it was credited, as written.

    Xero counts what the customer had paid before as credited, too: `by_notes` is whether it was credit notes alone, and
    None where nothing tells.
    """

    total: object = None
    credited: object = None
    by_notes: bool | None = None


NO_SUMS: Final = Sums()


def of_invoice(status: object, kind: object, sums: Sums = NO_SUMS) -> Standing:
    """How an invoice of a type stands."""
    standing = _as_said(status, kind)
    return (_of_sums(sums) or standing) if standing.out else standing


def _of_sums(sums: Sums) -> Standing | None:
    """How a bill stands that asks for nothing; None for all others."""
    total, credited = as_number(sums.total), as_number(sums.credited)
    if total is not None and total <= 0:
        return Standing(False, None, f"asks for nothing: its total is {written(sums.total)}", "total")
    if total is None or credited is None or credited < total or sums.by_notes is False:
        return None
    if sums.by_notes:
        return Standing(False, None, "asks for nothing any more: all of it is credited", "credited")
    why = "is credited in whole, and nothing tells whether by a credit note or by what was paid before"
    return Standing(None, None, why, "credited")


def _as_said(status: object, kind: object) -> Standing:
    """How an invoice stands by its status and type."""
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
    record.id = as_text(tree.get(CREDIT_NOTE, tree.get("InvoiceID" if section == "invoice" else "QuoteID"))) or number
    settle(record, reading.names, tuple(tree), told, _sums(tree))
    contact = tree.get("Contact")
    if isinstance(contact, dict):
        link(record, as_text(contact.get("ContactID")) or name_key(contact.get("Name")))
    return record


def _beside(section: str, tree: dict[str, Any]) -> Iterator[Told]:
    if CREDIT_NOTE in tree:
        yield Told("number", tree.get("CreditNoteNumber"), ("CreditNoteNumber",), pointer("CreditNoteNumber"))
        yield Told("type", "credit note", (CREDIT_NOTE,), pointer(CREDIT_NOTE))
    for key, name in (("Type", "type"), ("Reference", "reference"), ("Date", _DAY[section])):
        if key in tree:
            yield Told(name, tree[key], (key,), pointer(key))
    for key, name in (("Total", "total"), ("AmountCredited", "credited")):
        if section == "invoice" and key in tree:
            yield Told(name, ABSENT, (key,), pointer(key))  # it is looked at, and is no field of a bill
    contact = tree.get("Contact")
    for key, name in (("ContactID", "contact_id"), ("Name", "company_name")):
        if isinstance(contact, dict) and key in contact:
            yield Told(name, contact[key], ("Contact",), pointer("Contact", key))


def _sums(tree: dict[str, Any]) -> Sums:
    """What an invoice of the API comes to. Its lists of what was credited are left out of a summary."""
    before = any(tree.get(key) for key in ("Prepayments", "Overpayments"))
    notes = tree.get("CreditNotes")
    by_notes = None if bool(notes) is before else bool(notes)
    return Sums(tree.get("Total"), tree.get("AmountCredited"), by_notes)


def settle(record: Record, names: Names, keys: tuple[str, ...], told: tuple[Told, ...], sums: Sums = NO_SUMS) -> None:
    """Let the status say which days of an invoice or a quote count; `keys` and `told` are what it was read from.

    A day that the status denies is blank, and stands where the status does; one that nothing confirms is absent.
    """
    invoice = record.section == "invoice"
    status = record.fields.get("status")
    standing = of_invoice(status, record.fields.get("type"), sums) if invoice else of_quote(status)
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
            record.mark(Mark.ASIDE)
        record.notes = (*record.notes, f"the {record.section} {number} of Xero {standing.why}")


def link(record: Record, contact: str) -> None:
    """Join an invoice or quote with its contact.

    What is not billed to a customer is joined with nobody: its contact is a supplier, or it takes a bill back.
    """
    kind = record.fields.get("type")
    if contact and (record.section == "quote" or is_blank(kind) or is_to_customer(kind)):
        record.links = (Link("billing", contact),)
