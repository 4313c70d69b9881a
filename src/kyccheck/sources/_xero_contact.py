"""A contact of Xero's API as the billing profile of a customer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kyccheck.records.fields import pointer
from kyccheck.records.naming import record_of
from kyccheck.records.record import Mark, Record
from kyccheck.sources import Reading
from kyccheck.sources._xero_fields import SYSTEM, Told, as_written, lines_of, name_key, tell
from kyccheck.values.value import as_text, clean, is_blank

_JOINED_BY: Final = {"ContactID": "contact_id", "ContactNumber": "contact_number", "AccountNumber": "account_number"}
_BILLING_ADDRESS: Final = "POBOX"
_ADDRESS_LINES: Final = ("AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4")
_ADDRESS_PARTS: Final = {"City": "city", "Region": "state", "PostalCode": "zip", "Country": "country"}
_PERSON: Final[tuple[str, ...]] = ("FirstName", "LastName", "EmailAddress")
_PHONES: Final = ("DEFAULT", "MOBILE", "DDI")
"""Telephones that reach the customer, best first; a fax does not."""


def profile(tree: dict[str, Any], base: str, reading: Reading, *, partly: bool = False) -> Record:
    """The billing profile that a contact is. Its id is "" where neither an id nor a name tells the contact.

    `partly` is for the contact inside an invoice or a quote, which Xero leaves half empty: what is blank there is
    not said, and the record is no object of its own.
    """
    record = record_of(reading.names, "billing", SYSTEM, tree, (reading.file, base))
    record.fields = {name: as_written(value) for name, value in record.fields.items()}
    tell(record, reading.names, tuple(tree), _told(tree))
    if partly:
        record.fields = {name: value for name, value in record.fields.items() if not is_blank(value)}
        record.counts = False
    record.id = as_text(tree.get("ContactID")) or name_key(tree.get("Name"))
    if (as_text(tree.get("ContactStatus")) or "").upper() == "ARCHIVED":
        record.mark(Mark.ARCHIVED)
    return record


def persons(tree: dict[str, Any], profile_id: str, base: str, reading: Reading) -> Iterator[Record]:
    """The people of a profile who have an address: each may be a contact of a case, and is one by the address alone."""
    members = tree.get("ContactPersons")
    main = {key: tree[key] for key in _PERSON if key in tree}
    listed = [(main, base)]
    if isinstance(members, list):
        listed += [(member, f"{base}/ContactPersons/{place}") for place, member in enumerate(members)]
    for place, (member, at) in enumerate(listed):
        if isinstance(member, dict) and not any(is_blank(member.get(key)) for key in ("FirstName", "EmailAddress")):
            record = record_of(reading.names, "contacts", SYSTEM, member, (reading.file, at))
            record.id, record.counts = f"{profile_id} {place}", False
            yield record


def _told(tree: dict[str, Any]) -> Iterator[Told]:
    for key, name in _JOINED_BY.items():
        if key in tree:
            yield Told(name, tree[key], (key,), pointer(key))
    yield from _address(tree.get("Addresses"))
    yield from _phone(tree.get("Phones"))


def _address(addresses: Any) -> Iterator[Told]:
    """The billing address, as far as a list of addresses tells.

    An empty list says nothing: summaries leave the addresses out. A listed address without a key is blank there, since
    Xero leaves out the keys that nobody filled.
    """
    if not isinstance(addresses, list) or not addresses:
        return
    place, block = _of_type(addresses, "AddressType", _BILLING_ADDRESS)
    at = pointer("Addresses") if place is None else pointer("Addresses", place)
    yield Told("address", lines_of(block.get(line) for line in _ADDRESS_LINES), ("Addresses",), at)
    for key, name in _ADDRESS_PARTS.items():
        yield Told(name, block.get(key), ("Addresses",), at + pointer(key) if key in block else at)


def _phone(phones: Any) -> Iterator[Told]:
    """The first telephone that is filled; blank where a list of them holds none."""
    if not isinstance(phones, list) or not phones:
        return
    for kind in _PHONES:
        place, phone = _of_type(phones, "PhoneType", kind)
        number = _number(phone)
        if place is not None and number:
            yield Told("phone", number, ("Phones",), pointer("Phones", place))
            return
    place, _ = _of_type(phones, "PhoneType", _PHONES[0])
    yield Told("phone", None, ("Phones",), pointer("Phones") if place is None else pointer("Phones", place))


def _of_type(members: list[Any], key: str, kind: str) -> tuple[int | None, dict[str, Any]]:
    """The member of a type and its place, whatever order Xero gave them in."""
    for place, member in enumerate(members):
        if isinstance(member, dict) and (as_text(member.get(key)) or "").upper() == kind:
            return place, member
    return None, {}


def _number(phone: dict[str, Any]) -> str:
    """The parts of a telephone as one: +country area number. Importers put the whole into the number."""
    country, area, number = (
        clean(as_text(phone.get(key)) or "") for key in ("PhoneCountryCode", "PhoneAreaCode", "PhoneNumber")
    )
    if not number or number.startswith(("+", "00")):
        return number
    country = country.lstrip("+").removeprefix("00")
    return " ".join(part for part in (f"+{country}" if country else "", area, number) if part)
