"""Xero's contacts, invoices, bills and quotes, in all the shapes in which they come."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.asking import native_case, read_files
from kyccheck.errors import UnreadableError
from kyccheck.read.trees import Tree
from kyccheck.records.names import Names
from kyccheck.records.record import Link, Problem, Record
from kyccheck.sources import Reading, recognise, xero
from kyccheck.values.grid import ErrorCell, Grid, Row, Sheet
from kyccheck.values.value import ABSENT, is_blank
from sources.grids import CELLS, said, trees

Object = dict[str, Any]

POBOX = {
    "AddressType": "POBOX", "AddressLine1": "Flat 5, 12/F", "AddressLine2": "88 Queen's Road Central", "AddressLine3": "",
    "City": "Hong Kong", "Region": "Central", "PostalCode": "999077", "Country": "HK", "AttentionTo": "Ada Lam",
}  # fmt: skip
STREET = {"AddressType": "STREET", "AddressLine1": "1 Pier Road", "City": "Macau", "PostalCode": "1", "Country": "MO"}


def phone(kind: str = "DEFAULT", number: Any = "", area: Any = "", country: Any = "") -> Object:
    return {"PhoneType": kind, "PhoneNumber": number, "PhoneAreaCode": area, "PhoneCountryCode": country}


CONTACT = {
    "ContactID": "0d3c-51", "ContactNumber": "51", "ContactStatus": "ACTIVE", "Name": "Amber Quay Limited",
    "CompanyNumber": "69104418", "EmailAddress": "ada.lam@amberquay.hk", "TaxNumber": "", "DefaultCurrency": "HKD",
    "Addresses": [STREET, POBOX], "Phones": [phone("FAX", "1"), phone(number="2810 4410", country="852")],
    "UpdatedDateUTC": "/Date(1551459777193+0000)/",
}  # fmt: skip
SHORT = {"ContactID": "0d3c-51", "Name": "Amber Quay Limited", "Addresses": [], "Phones": [], "EmailAddress": ""}
INVOICE = {
    "Type": "ACCREC", "InvoiceID": "77aa", "InvoiceNumber": "INV-0041", "Reference": "Deal 9001", "Contact": SHORT,
    "Date": "/Date(1762905600000+0000)/", "DueDate": "/Date(1765497600000+0000)/", "Status": "AUTHORISED",
}  # fmt: skip
QUOTE = {"QuoteID": "88bb", "QuoteNumber": "QU-7", "Contact": SHORT, "Date": "2026-11-12", "Status": "SENT"}


def read(document: Any) -> list[Any]:
    """What the source yields for a document that it recognises."""
    module = recognise(document, "x")
    assert module is xero
    return said(xero.records(Tree(document, ""), Reading("x", Names())))


def the(section: str, found: list[Any]) -> Record:
    (record,) = (item for item in found if isinstance(item, Record) and item.section == section)
    return record


def answer(**lists: Any) -> Object:
    return {"Id": "1", "Status": "OK", "ProviderName": "Amber", "DateTimeUTC": "/Date(1551462703288)/", **lists}


def grid(*rows: tuple[Any, ...], name: str = "") -> Grid:
    numbered = tuple(Row(number, cells) for number, cells in enumerate(rows, 1))
    return Grid((Sheet(name, numbered[:5], iter(numbered)),))


@pytest.mark.parametrize(
    ("document", "base"),
    [
        (CONTACT, ""),
        ([CONTACT], "/0"),
        (answer(Contacts=[CONTACT]), "/Contacts/0"),
        ([answer(Contacts=[CONTACT])], "/0/Contacts/0"),
        ({"stream": "contacts", "data": CONTACT}, "/data"),
        (["contacts", CONTACT], "/1"),
    ],
)
def test_every_envelope_holds_the_same_contact(document: Any, base: str) -> None:
    (record,) = read(document)
    assert (record.section, record.id, record.base, record.counts) == ("billing", "0d3c-51", base, True)
    assert record.fields == {
        "name": "Amber Quay Limited", "registration_number": "69104418", "email": "ada.lam@amberquay.hk", "tax_number": "",
        "currency": "HKD", "status": "ACTIVE", "contact_id": "0d3c-51", "contact_number": "51",
        "address": "Flat 5, 12/F, 88 Queen's Road Central", "city": "Hong Kong", "state": "Central", "zip": "999077",
        "country": "HK", "phone": "+852 2810 4410",
    }  # fmt: skip
    assert record.at("zip") == f"{base}/Addresses/1/PostalCode"
    assert record.at("phone") == f"{base}/Phones/1"


@pytest.mark.parametrize(
    ("phones", "expected", "at"),
    [
        ([phone(number="408-0914", area="604", country="1")], "+1 604 408-0914", "/Phones/0"),
        ([phone(number="847-1294", area="(626)")], "(626) 847-1294", "/Phones/0"),
        ([phone(number="+852 2810 4410", country="852")], "+852 2810 4410", "/Phones/0"),
        ([phone(number="0085228104410", area="2")], "0085228104410", "/Phones/0"),
        ([phone(number="2810 4410", country="+852")], "+852 2810 4410", "/Phones/0"),
        ([phone(number=28104410.0, country=852)], "+852 28104410", "/Phones/0"),
        ([phone(), phone("MOBILE", "9123 4567")], "9123 4567", "/Phones/1"),
        ([phone("FAX", "2810 4499"), phone()], None, "/Phones/1"),
        ([phone(country="852")], None, "/Phones/0"),
        ([phone("FAX", "2810 4499")], None, "/Phones"),
        ([], ABSENT, ""),
        (None, ABSENT, ""),
    ],
)
def test_a_telephone_is_one_and_a_fax_is_none(phones: Any, expected: object, at: str) -> None:
    (record,) = read({**CONTACT, "Phones": phones})
    assert record.fields.get("phone", ABSENT) == expected
    assert record.at("phone") == at


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        ([POBOX, STREET], ("Flat 5, 12/F, 88 Queen's Road Central", "Hong Kong", "999077")),
        ([{"AddressType": "POBOX"}, STREET], (None, None, None)),
        ([{**POBOX, "AddressLine1": "", "AddressLine2": " ", "PostalCode": 999077.0}], (None, "Hong Kong", "999077")),
        ([STREET], (None, None, None)),
        ([], (ABSENT, ABSENT, ABSENT)),
        (None, (ABSENT, ABSENT, ABSENT)),
    ],
)
def test_the_billing_address_is_the_postal_one(addresses: Any, expected: tuple[object, ...]) -> None:
    (record,) = read({**CONTACT, "Addresses": addresses})
    assert tuple(record.fields.get(name, ABSENT) for name in ("address", "city", "zip")) == expected


def test_absent_is_not_blank() -> None:
    (record,) = read({"ContactID": "1", "Name": "Amber", "EmailAddress": None})
    assert record.fields["email"] is None
    assert "registration_number" not in record.fields


def test_an_archived_contact_is_said() -> None:
    (record,) = read({**CONTACT, "ContactStatus": "ARCHIVED"})
    assert record.marks == ("archived",)
    assert record.fields["status"] == "ARCHIVED"


@pytest.mark.parametrize(
    ("kind", "status", "issued", "paid"),
    [
        ("ACCREC", "AUTHORISED", INVOICE["Date"], None),
        ("ACCREC", "PAID", INVOICE["Date"], ABSENT),
        ("ACCREC", "DRAFT", None, None),
        ("ACCREC", "SUBMITTED", None, None),
        ("ACCREC", "VOIDED", None, None),
        ("ACCREC", "DELETED", None, None),
        ("ACCREC", "SOMETHING", ABSENT, ABSENT),
        ("ACCREC", "", ABSENT, ABSENT),
        ("ACCPAY", "PAID", None, ABSENT),
        ("ACCRECCREDIT", "AUTHORISED", None, ABSENT),
        ("", "AUTHORISED", ABSENT, None),
    ],
)
def test_only_an_issued_invoice_has_a_day_of_issue(kind: str, status: str, issued: object, paid: object) -> None:
    record = the("invoice", read({**INVOICE, "Type": kind, "Status": status}))
    assert record.fields.get("issued_on", ABSENT) == issued
    assert record.fields.get("paid_on", ABSENT) == paid
    assert record.fields["status"] == status
    assert bool(record.notes) is (issued is None or issued is ABSENT)
    assert bool(record.links) is (kind in ("ACCREC", ""))


@pytest.mark.parametrize(
    ("sums", "issued", "said"),
    [
        ({"Total": 0.0}, None, "asks for nothing: its total is 0"),
        ({"Total": 50, "AmountCredited": 50.0, "CreditNotes": [{"CreditNoteID": "1"}]}, None, "all of it is credited"),
        ({"Total": 50, "AmountCredited": 50}, ABSENT, "whether by a credit note or by what was paid before"),
        ({"Total": 50, "AmountCredited": 50, "CreditNotes": [{}], "Overpayments": [{}]}, ABSENT, "whether by a credit"),
        ({"Total": 50, "AmountCredited": 50, "Prepayments": [{}], "CreditNotes": []}, INVOICE["Date"], ""),
        ({"Total": 50, "AmountCredited": 20, "CreditNotes": [{"CreditNoteID": "1"}]}, INVOICE["Date"], ""),
        ({"Total": 50, "AmountCredited": 0}, INVOICE["Date"], ""),
    ],
)
def test_a_bill_that_asks_for_nothing_does_not_stand(sums: dict[str, Any], issued: object, said: str) -> None:
    record = the("invoice", read({**INVOICE, "Status": "PAID", **sums}))
    assert record.fields.get("issued_on", ABSENT) == issued
    assert said in " ".join(record.notes)
    assert bool(record.notes) is bool(said)
    assert not {"Total", "AmountCredited"} & set(record.shape.ignored)


def test_a_credit_note_is_no_bill_to_the_customer() -> None:
    note = {
        "CreditNoteID": "9f",
        "CreditNoteNumber": "CN-1",
        "Type": "ACCRECCREDIT",
        "Status": "PAID",
        "Contact": SHORT,
    }
    for told in (note, {key: value for key, value in note.items() if key != "Type"}):
        record = the("invoice", read(answer(CreditNotes=[{**told, "Date": "2026-11-12", "Reference": "9001"}])))
        assert (record.id, record.fields["number"], record.links) == ("9f", "CN-1", ())
        assert record.fields["issued_on"] is None
        assert "is not billed to a customer" in record.notes[-1]


def test_an_invoice_says_where_it_stands_and_whose_it_is() -> None:
    record = the("invoice", read(answer(Invoices=[{**INVOICE, "Status": "VOIDED"}])))
    assert record.links == (Link("billing", "0d3c-51"),)
    assert record.at("issued_on") == "/Invoices/0/Status"
    assert record.at("company_name") == "/Invoices/0/Contact/Name"
    told = {name: record.fields[name] for name in ("number", "reference", "contact_id", "company_name", "type")}
    assert told == {
        "number": "INV-0041", "reference": "Deal 9001", "contact_id": "0d3c-51", "company_name": "Amber Quay Limited",
        "type": "ACCREC",
    }  # fmt: skip
    assert record.notes == ("the invoice INV-0041 of Xero is not issued: its status is VOIDED",)


def test_a_paid_invoice_says_when() -> None:
    record = the("invoice", read({**INVOICE, "Status": "PAID", "FullyPaidOnDate": "/Date(1764000000000+0000)/"}))
    assert record.fields["paid_on"] == "/Date(1764000000000+0000)/"
    assert record.at("paid_on") == "/FullyPaidOnDate"


def test_the_contact_inside_an_invoice_says_only_what_is_filled() -> None:
    nested = the("billing", read(INVOICE))
    assert nested.fields == {"name": "Amber Quay Limited", "contact_id": "0d3c-51"}
    assert not nested.counts


@pytest.mark.parametrize(
    ("status", "sent", "accepted"),
    [
        ("DRAFT", None, None),
        ("SENT", "2026-11-12", None),
        ("DECLINED", "2026-11-12", None),
        ("ACCEPTED", "2026-11-12", ABSENT),
        ("INVOICED", "2026-11-12", ABSENT),
        ("DELETED", None, None),
        ("SOMETHING", ABSENT, ABSENT),
    ],
)
def test_a_quote_is_sent_or_not(status: str, sent: object, accepted: object) -> None:
    record = the("quote", read(answer(Quotes=[{**QUOTE, "Status": status}])))
    assert (record.id, record.fields["number"], record.links) == ("88bb", "QU-7", (Link("billing", "0d3c-51"),))
    assert record.fields.get("sent_on", ABSENT) == sent
    assert record.fields.get("accepted_on", ABSENT) == accepted


@pytest.mark.parametrize(
    ("pages", "asked", "complete"), [([1], 1, True), ([1], 3, False), ([1, 2, 3], 3, True), ([1, 1], 2, False)]
)
def test_pages_that_are_not_there_are_missed(pages: list[int], asked: int, complete: bool) -> None:
    found = read([answer(Contacts=[CONTACT], pagination={"page": page, "pageCount": asked}) for page in pages])
    assert (not any(isinstance(item, Problem) for item in found)) is complete


@pytest.mark.parametrize("name", ["Contacts", "Invoices", "Quotes"])
def test_an_empty_answer_was_exported_and_is_empty(name: str) -> None:
    (record,) = read(answer(**{name: []}))
    assert (record.empty, record.counts) == (True, False)


@pytest.mark.parametrize(
    ("document", "at"),
    [
        (answer(Contacts=[CONTACT, {"Name": " "}]), "/Contacts/1"),
        (answer(Contacts=[CONTACT, "x"]), "/Contacts/1"),
        (answer(Invoices=[INVOICE, {"Status": "PAID"}]), "/Invoices/1"),
        ([CONTACT, {"x": 1}], "/1"),
        ([CONTACT, 7], "/1"),
    ],
)
def test_what_is_no_object_is_a_problem_with_its_place(document: Any, at: str) -> None:
    (problem,) = (found for found in read(document) if isinstance(found, Problem))
    assert problem.at == at


def test_a_native_case_may_hold_the_contact_of_xero() -> None:
    case = native_case({"billing": CONTACT})
    assert case.value("billing", "address") == "Flat 5, 12/F, 88 Queen's Road Central"
    assert [item.at for item in case.evidence("billing.country")] == ["/billing/Addresses/1/Country"]


def test_records_read_are_used_or_reported(tmp_path: Path) -> None:
    bills = [{**INVOICE, "InvoiceID": str(place), "Type": "ACCPAY"} for place in range(3)]
    found = read_files(tmp_path, {"bills.json": answer(Invoices=[INVOICE, *bills]), "case.json": {"deal": {"id": "9"}}})
    about = found.inputs["bills.json"]
    assert (about.source, about.records, about.reported) == ("xero", 4, 4)


CONTACTS = (
    "*ContactName", "AccountNumber", "EmailAddress", "POAddressLine1", "POAddressLine2", "POCity", "PORegion",
    "POPostalCode", "POCountry", "SAAddressLine1", "SACity", "PhoneNumber", "MobileNumber", "LegalName", "CompanyNumber",
)  # fmt: skip
ROW = (
    "Amber Quay", "AQ01", "ada@amberquay.hk", "Flat 5", "88 Queen's Road", "Hong Kong", "Central", 999077.0, "HK", "Pier 1",
    "Macau", 85228104410.0, None, "Amber Quay Limited", "69104418",
)  # fmt: skip


def spaced(title: str) -> str:
    """A title as some files have it: "POCity" is "PO City"."""
    words = "".join(f" {letter}" if letter.isupper() else letter for letter in title.lstrip("*")).strip()
    return words.replace("P O ", "PO ").replace("S A ", "SA ")


@pytest.mark.parametrize(
    "header",
    [
        CONTACTS,
        tuple(title.lstrip("*") for title in CONTACTS),
        tuple(spaced(title) for title in CONTACTS),
        tuple(title.upper() for title in CONTACTS),
        tuple(title.replace("PostalCode", "ZipCode") for title in CONTACTS),
    ],
)
def test_a_row_of_contacts_is_read_under_every_region_s_header(header: tuple[str, ...]) -> None:
    (record,) = read(grid(header, ROW))
    assert record.fields == {
        "name": "Amber Quay", "account_number": "AQ01", "email": "ada@amberquay.hk", "address": "Flat 5, 88 Queen's Road",
        "city": "Hong Kong", "state": "Central", "zip": "999077", "country": "HK", "phone": "85228104410",
        "legal_name": "Amber Quay Limited", "registration_number": "69104418",
    }  # fmt: skip
    assert (record.id, record.at("address"), record.at("zip"), record.at("phone")) == ("amber quay", "D2", "H2", "L2")
    assert [folded.casefold().replace(" ", "") for folded in record.shape.ignored] == [
        "saaddressline1",
        "sacity",
        "mobilenumber",
    ]


def test_blank_cells_are_blank_and_short_rows_too() -> None:
    (record,) = read(grid(CONTACTS, ("Amber Quay",)))
    assert {value for name, value in record.fields.items() if name != "name"} == {None}


def test_a_mobile_telephone_serves_where_no_other_is() -> None:
    (record,) = read(grid(CONTACTS, (*ROW[:11], "", "9123 4567")))
    assert (record.fields["phone"], record.at("phone")) == ("9123 4567", "M2")


def test_a_failed_cell_stays_what_it_is() -> None:
    (record,) = read(grid(CONTACTS, (*ROW[:4], ErrorCell("#REF!"), *ROW[5:])))
    assert isinstance(record.fields["address"], ErrorCell)
    (problem,) = read(grid(CONTACTS, (ErrorCell("#N/A"), *ROW[1:]), name="Contacts"))
    assert (problem.message, problem.at) == ("is a contact without a name", "Contacts!A2")


INVOICES = (
    "ContactName", "EmailAddress", "POCity", "InvoiceNumber", "Reference", "InvoiceDate", "DueDate", "Total",
    "Description", "Currency", "Type", "Sent", "Status",
)  # fmt: skip


def line(
    number: Any = "INV-1", name: str = "Amber Quay", kind: str = "Sales invoice", status: str = "Awaiting Payment"
) -> tuple[Any, ...]:
    return (name, "", "", number, "Deal 9001", "12/11/2026", "12/12/2026", "10", "x", "HKD", kind, "Sent", status)


@pytest.mark.parametrize(
    ("total", "paid", "due", "issued"),
    [
        ("1,000.00", "0.00", "0.00", ABSENT),
        ("1,000.00", "1,000.00", "0.00", "12/11/2026"),
        ("1,000.00", "0.00", "1,000.00", "12/11/2026"),
        ("0.00", "0.00", "0.00", None),
        ("", "", "", "12/11/2026"),
    ],
)
def test_a_row_of_a_bill_that_asks_for_nothing_does_not_stand(total: str, paid: str, due: str, issued: object) -> None:
    header = (*INVOICES, "InvoiceAmountPaid", "InvoiceAmountDue")
    row = line(status="Paid")
    (record,) = read(grid(header, (*row[:7], total, *row[8:], paid, due)))
    assert record.fields.get("issued_on", ABSENT) == issued


def test_the_rows_of_one_invoice_are_one_record() -> None:
    blank = (None,) * 8 + ("one more line",)
    first, second = read(grid(INVOICES, line(), line(), blank, line("INV-2", status="Draft")))
    assert (first.id, first.fields["issued_on"], first.at("issued_on")) == ("INV-1", "12/11/2026", "F2")
    assert first.links == (Link("billing", "amber quay"),)
    assert first.fields["company_name"] == "Amber Quay"
    assert (second.id, second.fields["issued_on"], second.at("issued_on")) == ("INV-2", None, "M5")


@pytest.mark.parametrize(
    ("kind", "status", "issued"),
    [
        ("Sales invoice", "Paid", "12/11/2026"),
        ("Sales Invoice", "Awaiting Payment", "12/11/2026"),
        ("Sales invoice", "Awaiting Approval", None),
        ("Sales invoice", "Voided", None),
        ("Sales invoice", "", ABSENT),
        ("Bill", "Paid", None),
        ("Sales credit note", "Paid", None),
        ("", "Paid", ABSENT),
    ],
)
def test_a_row_is_issued_as_its_status_says(kind: str, status: str, issued: object) -> None:
    (record,) = read(grid(INVOICES, line(kind=kind, status=status)))
    assert record.fields.get("issued_on", ABSENT) == issued


def test_suppliers_may_have_the_same_numbers() -> None:
    first, second = read(grid(INVOICES, line(name="A", kind="Bill"), line(name="B", kind="Bill")))
    assert first.id != second.id


def test_rows_that_disagree_are_read_twice_so_that_the_join_says_so() -> None:
    assert len(read(grid(INVOICES, line(), line(status="Paid")))) == 2


def test_files_under_each_other_repeat_the_header() -> None:
    other = ("*ContactName", "EmailAddress", "POCity")
    first, second = read(grid(CONTACTS, ROW, other, ("Other", "x@other.hk", "Macau")))
    assert (first.fields["email"], second.fields) == (ROW[2], {"name": "Other", "email": "x@other.hk", "city": "Macau"})


@pytest.mark.parametrize(("name", "section"), [("Contacts", "billing"), ("Invoices", "invoice"), ("Quotes", "quote")])
def test_an_answer_without_anything_in_it_is_an_empty_export(name: str, section: str) -> None:
    document = {"Status": "OK", name: []}
    assert recognise(document, "x") is xero
    (record,) = said(xero.records(Tree(document, ""), Reading("x", Names())))
    assert isinstance(record, Record)
    assert (record.section, record.empty, record.counts) == (section, True, False)


def test_a_header_alone_is_an_empty_export() -> None:
    (record,) = read(grid(CONTACTS))
    assert (record.section, record.empty, record.counts) == ("billing", True, False)


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        {"Contacts": []},
        {"Contacts": [{"name": "x"}]},
        {"contacts": [{"id": "1", "properties": {"email": "x"}}]},
        {"stream": "contacts", "data": {"id": "1", "properties": {}}},
        grid(("Record ID", "Email"), ("1", "x")),
        grid(("Contact Name", "Phone"), ("x", "1")),
        Grid(()),
    ],
)
def test_what_is_not_xero_s_is_not_taken(document: Any) -> None:
    with suppress(UnreadableError):
        assert recognise(document, "x") is not xero


KEYS = (
    "Contacts", "Invoices", "Quotes", "ContactID", "InvoiceID", "QuoteID", "Contact", "Name", "Addresses", "Phones", "Status",
    "AddressType", "PhoneType", "PhoneNumber", "pagination", "pageCount", "stream", "data", "Type", "Date", "InvoiceNumber", "x",
)  # fmt: skip
WORDS = ("", "POBOX", "DEFAULT", "PAID", "ACCREC", "é")


@settings(max_examples=300, deadline=None)
@given(trees(KEYS, WORDS))
def test_no_json_is_too_odd(tree: Any) -> None:
    assert 0 <= xero.recognises(tree) < 0.9
    for found in said(xero.records(Tree(tree, ""), Reading("x", Names()))):
        assert isinstance(found, (Record, Problem))
        if isinstance(found, Record) and not found.empty:
            json.dumps(found.fields)
            assert found.id
            assert set(found.fields) <= {*found.shape.places, *tree_keys(tree)}


def tree_keys(tree: Any) -> set[str]:
    """All keys anywhere in a document."""
    if isinstance(tree, dict):
        return set(tree) | {key for value in tree.values() for key in tree_keys(value)}
    return {key for value in tree for key in tree_keys(value)} if isinstance(tree, list) else set()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([CONTACTS, INVOICES]), st.lists(st.lists(CELLS, min_size=1, max_size=16), max_size=6))
def test_no_cell_is_too_odd(header: tuple[str, ...], rows: list[list[Any]]) -> None:
    found: list[Any] = list(xero.records(Tree(grid(header, *map(tuple, rows)), ""), Reading("x", Names())))
    assert all(isinstance(item, (Record, Problem)) for item in found)
    if header is CONTACTS:
        assert len([item for item in found if isinstance(item, Problem) or not item.empty]) == len(rows)
    told = [item for item in found if isinstance(item, Record)]
    assert all(item.id or item.empty for item in told)
    assert all(is_blank(item.fields.get("issued_on")) or item.fields.get("status") for item in told)


@pytest.mark.parametrize("status", [{}, {"Status": None}, {"Status": "Odd"}])
def test_a_bill_that_does_not_say_how_it_stands_is_issued_by_nobody(status: Object, tmp_path: Path) -> None:
    bill = {
        "Type": "ACCREC",
        "InvoiceID": "i1",
        "InvoiceNumber": "INV-1",
        "Reference": "7001",
        "Date": "/Date(1793491200000)/",
    }
    ticket = {"ticket": {"id": 7001, "subject": "S", "tags": ["CO.02"], "threads": [], "customer": None, "inboxId": 1}}
    case = read_files(tmp_path, {"bills.json": answer(Invoices=[{**bill, **status}]), "ticket.json": ticket}).case
    assert case.value("invoice", "number") == "INV-1"
    assert case.value("invoice", "issued_on") is ABSENT


def test_a_bill_whose_contact_has_no_id_names_no_profile() -> None:
    found = read(answer(Invoices=[{**INVOICE, "Contact": {"EmailAddress": "a@b.hk"}}]))
    assert [(item.section, item.links) for item in found if isinstance(item, Record)] == [("invoice", ())]
    found = read(answer(Invoices=[INVOICE]))
    assert sorted(item.section for item in found if isinstance(item, Record)) == ["billing", "invoice"]


def test_a_section_of_a_native_case_that_is_another_thing_of_xero_keeps_its_fields() -> None:
    (record, *_) = xero.adopt("company", CONTACT, "/company", Reading("x", Names()))
    assert (record.section, record.fields["name"]) == ("company", "Amber Quay Limited")
    (record, *_) = xero.adopt("billing", CONTACT, "/billing", Reading("x", Names()))
    assert (record.section, record.id) == ("billing", "0d3c-51")


def test_a_sheet_without_a_header_of_xero_is_a_problem_and_an_archived_contact_says_so() -> None:
    header = ("*ContactName", "AccountNumber", "EmailAddress", "Status")
    table = grid(header, ("Amber", "51", "a@b.hk", "ARCHIVED"), ("Blue", "52", "b@b.hk", "ACTIVE"))
    marks = {
        item.fields["name"]: item.marks
        for item in read(table)
        if isinstance(item, Record) and item.section == "billing"
    }
    assert marks == {"Amber": ("archived",), "Blue": ()}
    two = Grid((*table.sheets, *grid(("Notes",), ("of ours",), name="Notes").sheets))
    module = recognise(two, "x")
    assert module is xero
    found = list(
        xero.records(
            Tree(Grid((Sheet("Contacts", table.sheets[0].opening, iter(table.sheets[0].opening)), two.sheets[1])), ""),
            Reading("x", Names()),
        )
    )
    assert [item.message for item in found if isinstance(item, Problem)] == [
        "has no header of Xero (*ContactName, EmailAddress, ...)"
    ]
