"""Loose records that belong to a case by a key: exactly the same, or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest

from checks.asking import Read, ask_case, read_files
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.values.value import ABSENT
from support import Kyccheck, statuses

ISSUED = "present: invoice.issued_on"


def ticket(own: int = 8812, **fields: Any) -> dict[str, Any]:
    return {
        "id": own, "subject": "Harbour Kiosk - onboarding", "inboxId": 3, "tags": [{"id": 5, "name": "CO.02 FINANCE"}],
        "assignedTo": {"id": 9, "firstName": "Ines", "lastName": "Cho"}, "threads": [], "hasAttachments": False,
        "customer": {"id": 601, "firstName": "Rui", "lastName": "Paz", "email": "rui@kiosk.example"},
        "company": {"id": 41, "name": "Harbour Kiosk Limited"}, **fields,
    }  # fmt: skip


def noted(**fields: str) -> dict[str, Any]:
    return {
        "customFields": [
            {"fieldId": place, "name": name, "value": value} for place, (name, value) in enumerate(fields.items())
        ]
    }


def contact(own: str = "c1", **fields: Any) -> dict[str, Any]:
    return {
        "ContactID": own, "Name": "Harbour Kiosk Limited", "EmailAddress": "bills@kiosk.example", "ContactStatus": "ACTIVE",
        "AccountNumber": "HK-77", "Addresses": [{"AddressType": "POBOX", "AddressLine1": "1 Pier Road", "City": "Hong Kong", "Country": "Hong Kong"}],
        "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "2810 4410", "PhoneAreaCode": "", "PhoneCountryCode": "852"}], **fields,
    }  # fmt: skip


def invoice(own: str = "i1", **fields: Any) -> dict[str, Any]:
    return {
        "InvoiceID": own, "InvoiceNumber": f"INV-{own}", "Type": "ACCREC", "Status": "AUTHORISED", "Reference": "8812",
        "Date": "2026-11-02", "DueDate": "2026-12-02", "LineItems": [],
        "Contact": {"ContactID": "c1", "Name": "Harbour Kiosk Limited", "Addresses": [], "Phones": []}, **fields,
    }  # fmt: skip


def xero(*contacts: Any, invoices: tuple[Any, ...] = (), quotes: tuple[Any, ...] = ()) -> dict[str, Any]:
    files = {
        "contacts.json": {"Contacts": [*contacts]},
        "invoices.json": {"Invoices": [*invoices]},
        "quotes.json": {"Quotes": [*quotes]},
    }
    return {name: content for name, content in files.items() if next(iter(content.values()))}


def read(folder: Path, files: dict[str, Any], **joins: str) -> Read:
    mapping = Mapping(joins={left.replace("__", "."): (right,) for left, right in joins.items()})
    return read_files(folder, files, mapping)


def left_over(found: Read) -> list[str]:
    return sorted(f"{record.section} {record.id}" for record in found.unused)


def test_a_bill_that_refers_to_the_ticket_brings_its_profile_along(tmp_path: Path) -> None:
    found = read(tmp_path, {"ticket.json": {"ticket": ticket()}, **xero(contact(), invoices=(invoice(),))})
    assert (found.case.value("invoice", "number"), found.case.value("billing", "name")) == (
        "INV-i1",
        "Harbour Kiosk Limited",
    )
    assert (found.problems, found.unused) == ([], [])
    assert [join.how for join in found.case.joins] == ["by the reference 8812", "the invoice INV-i1 names it"]


@pytest.mark.parametrize("said", ["8812", "#8812", " Ticket 8812 ", "ticket #8812", "TICKET ID 8812", "Case no. 8812"])
def test_a_reference_is_the_id_and_nothing_else(said: str, tmp_path: Path) -> None:
    found = read(tmp_path, {"t.json": ticket(), **xero(invoices=(invoice(Reference=said),))})
    assert ask_case(ISSUED, found.case).status == "pass"


@pytest.mark.parametrize(
    "said",
    ["88120", "8812-1", "PO 8812", "8812 and 8813", "", None, "Harbour Kiosk", "INV 8812", "Deal 8812", "deal #8812"],
)
def test_what_only_looks_like_the_id_joins_nothing(said: str | None, tmp_path: Path) -> None:
    found = read(tmp_path, {"t.json": ticket(), **xero(invoices=(invoice(Reference=said),))})
    assert ask_case(ISSUED, found.case).status == "unknown"
    assert left_over(found) == ["invoice i1"]


def test_a_bill_to_another_company_is_not_the_tickets_whatever_it_refers_to(tmp_path: Path) -> None:
    other = invoice(Contact={"ContactID": "c9", "Name": "Zenith Paper Mills Limited"})
    found = read(tmp_path, {"t.json": ticket(), **xero(invoices=(other,))})
    assert ask_case(ISSUED, found.case).status == "unknown"
    assert "quite another name" in "".join(found.case.notes)
    assert left_over(found) == ["invoice i1"]


@pytest.mark.parametrize("kind", ["ACCPAY", "ACCRECCREDIT", "ACCPAYCREDIT"])
def test_what_is_not_billed_to_a_customer_belongs_to_no_case(kind: str, tmp_path: Path) -> None:
    found = read(tmp_path, {"t.json": ticket(), **xero(contact(), invoices=(invoice(Type=kind),))})
    assert ask_case(ISSUED, found.case).status == "unknown"
    assert "invoice i1" in left_over(found)


def test_a_number_that_the_ticket_notes_finds_its_bill(tmp_path: Path) -> None:
    files = {
        "t.json": ticket(**noted(**{"Invoice number": "inv-i1"})),
        **xero(contact(), invoices=(invoice(Reference=""),)),
    }
    found = read(tmp_path, files)
    assert ask_case(ISSUED, found.case).status == "pass"
    assert found.case.value("billing", "phone") == "+852 2810 4410"


@pytest.mark.parametrize("reference", ["", "Ticket 7", "8812x"])
def test_a_number_that_is_another_companys_bill_joins_nothing(reference: str, tmp_path: Path) -> None:
    other = invoice(Reference=reference, Contact={"ContactID": "c9", "Name": "Zenith Paper Mills Limited"})
    files = {
        "t.json": ticket(**noted(**{"Invoice number": "INV-i1"})),
        **xero(contact("c9", Name="Zenith Paper Mills Limited"), invoices=(other,)),
    }
    found = read(tmp_path, files)
    assert ask_case(ISSUED, found.case).status == "unknown"
    assert found.case.value("billing", "name") is ABSENT
    assert "the invoice INV-i1 is noted, but its contact has quite another name" in "".join(found.case.notes)


@pytest.mark.parametrize(
    ("reference", "is_its_own"),
    [
        ("", True),
        ("PO 7", True),
        ("Ticket 8812", True),
        ("8812", True),
        ("Ticket 7", False),
        ("ticket #7", False),
        ("Deal ID 7", False),
    ],
)
def test_a_bill_of_the_profile_that_names_another_case_is_that_ones(
    reference: str, is_its_own: bool, tmp_path: Path
) -> None:
    files = {
        "t.json": ticket(**noted(**{"Xero contact ID": "c1"})),
        **xero(contact(), invoices=(invoice(Reference=reference),)),
    }
    found = read(tmp_path, files)
    assert (ask_case(ISSUED, found.case).status == "pass") is is_its_own
    assert left_over(found) == ([] if is_its_own else ["invoice i1"])


def test_a_draft_is_no_bill_though_the_ticket_notes_its_day(tmp_path: Path, kyccheck: Kyccheck) -> None:
    told = noted(**{"Invoice number": "INV-i1", "Invoice issued on": "2026-11-02"})
    for name, content in {"t.json": ticket(**told), **xero(contact(), invoices=(invoice(Status="DRAFT"),))}.items():
        (tmp_path / name).write_text(json.dumps(content))
    (found,) = kyccheck("audit", ".", "-f", "json").json["cases"]
    assert statuses(found)["CO.02.2"] == "fail"


@pytest.mark.parametrize(
    ("status", "day", "expected"),
    [
        ("SENT", "2026-11-10", "review"), ("SENT", "", "fail"), ("DECLINED", "2026-11-10", "fail"), ("DRAFT", "2026-11-10", "fail"),
        ("ACCEPTED", "2026-11-10", "pass"), ("ACCEPTED", "", "pass"),
    ],
)  # fmt: skip
def test_a_day_of_acceptance_that_the_ticket_alone_notes_is_for_a_person(
    status: str, day: str, expected: str, tmp_path: Path, kyccheck: Kyccheck
) -> None:
    tags = [{"id": 5, "name": "BD.04 COMPLETE"}]
    fields = {"Quote number": "QU-1", "Quote accepted on": day, "Quote sent on": "2026-11-02"}
    (tmp_path / "t.json").write_text(json.dumps({"ticket": ticket(tags=tags, **noted(**fields))}))
    (tmp_path / "q.json").write_text(json.dumps({"Quotes": [quote("1", status, "2026-11-02")]}))
    (found,) = kyccheck("audit", ".", "-c", "bd", "-f", "json", "--all").json["cases"]
    assert statuses(found)["BD.04.1"] == expected


def test_a_profile_that_the_ticket_names_brings_its_only_bill_along(tmp_path: Path) -> None:
    files = {
        "t.json": ticket(**noted(**{"Xero contact ID": "c1"})),
        **xero(contact(), invoices=(invoice(Reference=""),)),
    }
    found = read(tmp_path, files)
    assert ask_case(ISSUED, found.case).status == "pass"
    assert found.case.joins[-1].how == "it is of the same customer (billing Harbour Kiosk Limited)"


def test_of_several_bills_of_the_customer_none_is_guessed(tmp_path: Path) -> None:
    bills = (invoice("i1", Reference="year 1"), invoice("i2", Reference="year 2"))
    files = {"t.json": ticket(**noted(**{"Xero contact ID": "c1"})), **xero(contact(), invoices=bills)}
    answer = ask_case(ISSUED, read(tmp_path, files).case)
    assert answer.status == "unknown"
    assert "2 records claim to be the invoice" in answer.reason


@pytest.mark.parametrize("status", ["VOIDED", "Deleted", "cancelled", "CANCELED", "Withdrawn"])
def test_a_bill_that_was_taken_back_stands_aside_for_the_one_that_was_not(status: str, tmp_path: Path) -> None:
    bills = (invoice("i1", Status=status, Reference="x"), invoice("i2", Reference="y"))
    files = {"t.json": ticket(**noted(**{"Xero contact ID": "c1"})), **xero(contact(), invoices=bills)}
    assert read(tmp_path, files).case.value("invoice", "number") == "INV-i2"


def test_an_old_bill_and_a_draft_do_not_show_that_this_order_is_billed(tmp_path: Path) -> None:
    bills = (invoice("i1", Reference="last year"), invoice("i2", Status="DRAFT", Reference="this year"))
    files = {"t.json": ticket(**noted(**{"Xero contact ID": "c1"})), **xero(contact(), invoices=bills)}
    assert ask_case(ISSUED, read(tmp_path, files).case).status == "unknown"


def test_the_bill_that_names_the_ticket_counts_among_the_customers(tmp_path: Path) -> None:
    bills = (invoice("i1", Reference="last year"), invoice("i2"), invoice("i3", Status="DRAFT"))
    found = read(tmp_path, {"t.json": ticket(), **xero(contact(), invoices=bills)})
    assert found.case.value("invoice", "number") == "INV-i2"


def quote(own: str, status: str, on: str) -> dict[str, Any]:
    return {
        "QuoteID": own, "QuoteNumber": f"QU-{own}", "Reference": "8812", "Status": status, "Date": on,
        "Contact": {"ContactID": "c1", "Name": "Harbour Kiosk Limited"},
    }  # fmt: skip


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [
        (("ACCEPTED", "2026-11-02"), ("SENT", "2026-11-12"), "QU-2"),
        (("ACCEPTED", "2026-11-02"), ("DECLINED", "2026-11-12"), "QU-2"),
        (("SENT", "2026-11-02"), ("ACCEPTED", "2026-11-12"), "QU-2"),
        (("ACCEPTED", "2026-11-02"), ("DRAFT", "2026-11-12"), "QU-1"),
        (("ACCEPTED", "2026-11-02"), ("DELETED", "2026-11-12"), "QU-1"),
        (("ACCEPTED", "2026-11-02"), ("SENT", "2026-11-02"), None),
        (("ACCEPTED", "2026-11-02"), ("SENT", "soon"), None),
        (("ACCEPTED", "2026-11-02"), ("", "2026-11-12"), None),
    ],
)
def test_of_several_quotes_of_a_ticket_the_last_that_went_out_counts(
    first: tuple[str, str], second: tuple[str, str], counts: str | None, turned: bool, tmp_path: Path
) -> None:
    quotes = (quote("1", *first), quote("2", *second))
    files = {"t.json": ticket(), **xero(contact(), quotes=quotes[::-1] if turned else quotes)}
    case = read(tmp_path, files).case
    if counts is None:
        assert ask_case("present: quote.number", case).status == "unknown"
    else:
        assert case.value("quote", "number") == counts


def test_the_bill_of_one_order_is_not_that_of_the_customers_other_order(tmp_path: Path) -> None:
    told = noted(**{"Xero contact ID": "c1"})
    files = {"t.json": [ticket(8812, **told), ticket(8813, **told)], **xero(contact(), invoices=(invoice(),))}
    first, second = read(tmp_path, files).cases
    assert (first.value("billing", "name"), second.value("billing", "name")) == ("Harbour Kiosk Limited",) * 2
    assert [ask_case(ISSUED, case).status for case in (first, second)] == ["pass", "unknown"]


def test_a_bill_of_a_customer_with_two_orders_that_names_neither_is_neithers(tmp_path: Path) -> None:
    told = noted(**{"Xero contact ID": "c1"})
    files = {
        "t.json": [ticket(8812, **told), ticket(8813, **told)],
        **xero(contact(), invoices=(invoice(Reference=""),)),
    }
    found = read(tmp_path, files)
    assert [ask_case(ISSUED, case).status for case in found.cases] == ["unknown", "unknown"]
    assert all("customer with several cases" in "".join(case.notes) for case in found.cases)
    assert left_over(found) == ["invoice i1"]


def test_what_one_case_notes_of_a_profile_is_not_said_in_another(tmp_path: Path) -> None:
    bare = {key: value for key, value in contact().items() if key != "Phones"}
    one = noted(**{"Xero contact ID": "c1", "Billing phone": "+852 9999 0001"})
    two = noted(**{"Xero contact ID": "c1"})
    first, second = read(tmp_path, {"t.json": [ticket(1, **one), ticket(2, **two)], **xero(bare)}).cases
    assert first.value("billing", "phone") == "+852 9999 0001"
    assert ask_case("present: billing.phone", second).status == "unknown"


def test_a_company_of_hubspot_that_notes_its_profile_has_it(tmp_path: Path) -> None:
    deal = {
        "id": "91", "properties": {"dealname": "Kiosk", "dealstage": "1"},
        "associations": {"companies": {"results": [{"id": "51", "type": "deal_to_company"}]}},
    }  # fmt: skip
    company = {"id": "51", "properties": {"name": "Harbour Kiosk Limited", "domain": "x.hk", "xero_contact_id": "C1"}}
    found = read(tmp_path, {"deals.json": [deal], "companies.json": [company], **xero(contact())})
    assert found.case.value("billing", "address") == "1 Pier Road"
    assert found.unused == []


ODB = {
    "account_id": "A-100",
    "company_name": "Harbour Kiosk Ltd",
    "package": {"plan": "Voice"},
    "billing_address": "1 Pier Road",
}


def company_of(
    *deals: str, own: str = "51", number: str = "a-100", name: str = "Harbour Kiosk Limited"
) -> dict[str, Any]:
    links = {"deals": {"results": [{"id": deal, "type": "company_to_deal"} for deal in deals]}}
    return {"id": own, "properties": {"name": name, "domain": "x.hk", "customer_number": number}, "associations": links}


def deal_of(own: str, **fields: str) -> dict[str, Any]:
    return {"id": own, "properties": {"dealname": f"Deal {own}", "dealstage": "1", **fields}}


JOIN = {"odb__account_id": "company.customer_number"}


def test_the_mapping_says_which_fields_carry_one_key(tmp_path: Path) -> None:
    files = {"deals.json": [deal_of("91")], "companies.json": [company_of("91")], "odb.json": [ODB]}
    found = read(tmp_path, files, **JOIN)
    assert found.case.value("odb", "account_id") == "A-100"
    assert found.case.joins[0].how == "by the mapping: odb.account_id = company.customer_number (a-100)"
    assert found.unused == []


def test_without_a_mapping_the_same_account_belongs_to_nobody(tmp_path: Path) -> None:
    files = {"deals.json": [deal_of("91")], "companies.json": [company_of("91")], "odb.json": [ODB]}
    assert left_over(read(tmp_path, files)) == ["odb A-100"]


def test_one_company_of_many_deals_has_its_account_in_each(tmp_path: Path) -> None:
    files = {
        "deals.json": [deal_of("91"), deal_of("92")],
        "companies.json": [company_of("91", "92")],
        "odb.json": [ODB],
    }
    assert [case.value("odb", "account_id") for case in read(tmp_path, files, **JOIN).cases] == ["A-100", "A-100"]


def test_a_key_of_two_companies_joins_neither_and_is_said(tmp_path: Path) -> None:
    files = {
        "deals.json": [deal_of("91"), deal_of("92")],
        "companies.json": [company_of("91"), company_of("92", own="52", name="Zenith")],
        "odb.json": [ODB],
    }
    found = read(tmp_path, files, **JOIN)
    assert [ask_case("present: odb.account_id", case).status for case in found.cases] == ["unknown", "unknown"]
    assert all("could belong to several cases" in "".join(case.notes) for case in found.cases)
    assert left_over(found) == ["odb A-100"]


def test_a_key_of_two_accounts_joins_neither_and_is_said(tmp_path: Path) -> None:
    twin = {**ODB, "account_id": "B-1", "registration_number": "7"}
    files = {
        "deals.json": [deal_of("91")],
        "companies.json": [
            {**company_of("91"), "properties": {"name": "Kiosk", "domain": "x", "registration_number": "7"}}
        ],
        "odb.json": [{**ODB, "registration_number": "7"}, twin],
    }
    found = read(tmp_path, files, odb__registration_number="company.registration_number")
    assert ask_case("present: odb.account_id", found.case).status == "unknown"
    assert "2 ODB accounts carry odb.registration_number = company.registration_number (7)" in "".join(found.case.notes)
    assert left_over(found) == ["odb A-100", "odb B-1"]


@pytest.mark.parametrize("number", ["N/A", "-", "", "0", "TBC", "000"])
def test_what_says_nothing_is_no_key(number: str, tmp_path: Path) -> None:
    files = {
        "deals.json": [deal_of("91")],
        "companies.json": [company_of("91", number=number)],
        "odb.json": [{**ODB, "account_id": number}],
    }
    assert [record.section for record in read(tmp_path, files, **JOIN).unused] == ["odb"]


@pytest.mark.parametrize("number", ["A-0100", "A100", "A-100x", "-100"])
def test_a_key_is_the_same_or_another_one(number: str, tmp_path: Path) -> None:
    files = {"deals.json": [deal_of("91")], "companies.json": [company_of("91", number=number)], "odb.json": [ODB]}
    assert left_over(read(tmp_path, files, **JOIN)) == ["odb A-100"]


def test_a_name_is_a_key_only_where_the_mapping_says_so(tmp_path: Path) -> None:
    files = {
        "deals.json": [deal_of("91")],
        "companies.json": [company_of("91", name="HARBOUR  KIOSK LTD")],
        "odb.json": [ODB],
    }
    assert left_over(read(tmp_path, files)) == ["odb A-100"]
    assert left_over(read(tmp_path, files, odb__company_name="company.name")) == []


def test_keys_lead_from_one_record_to_the_next(tmp_path: Path) -> None:
    files = {
        "deals.json": [deal_of("91")], "companies.json": [company_of("91", number="HK-77")],
        "odb.json": [{**ODB, "account_id": "hk-77"}], **xero(contact()),
    }  # fmt: skip
    joins = {"billing__account_number": "company.customer_number", "odb__account_id": "billing.account_number"}
    case = read(tmp_path, files, **joins).case
    assert (case.value("billing", "name"), case.value("odb", "account_id")) == ("Harbour Kiosk Limited", "hk-77")


NATIVE: dict[str, Any] = {
    "case": {"id": "7", "kind": "deal"}, "deal": {"id": "7", "name": "Kiosk"},
    "company": {"id": "51", "name": "Harbour Kiosk Limited", "customer_number": "A-100"},
    "contacts": [{"id": "61", "name": "Rui Paz", "email": "RUI@kiosk.example", "phone": ""}],
}  # fmt: skip


@pytest.mark.parametrize("names", [("a.json", "b.json"), ("b.json", "a.json")])
def test_a_case_that_an_export_holds_together_is_joined_alike(names: tuple[str, str], tmp_path: Path) -> None:
    found = read(tmp_path, dict(sorted({names[0]: NATIVE, names[1]: [ODB]}.items())), **JOIN)
    assert found.case.value("odb", "account_id") == "A-100"
    assert (found.problems, found.unused) == ([], [])


def test_two_held_cases_with_one_key_have_neither(tmp_path: Path) -> None:
    other = {**NATIVE, "case": {"id": "8"}, "deal": {"id": "8"}, "company": {**NATIVE["company"], "id": "52"}}
    found = read(tmp_path, {"a.json": [NATIVE, other], "b.json": [ODB]}, **JOIN)
    assert [case.id for case in found.cases] == ["7", "8"]
    assert left_over(found) == ["odb A-100"]


PERSON: dict[str, Any] = {
    "id": "900",
    "properties": {
        "firstname": "Rui",
        "lastname": "Paz",
        "email": " rui@KIOSK.example ",
        "phone": "+852 2810 4411",
        "jobtitle": "CFO",
    },
}


WITHOUT_PHONE: dict[str, Any] = {**NATIVE, "contacts": [{"id": "61", "name": "Rui Paz", "email": "RUI@kiosk.example"}]}


@pytest.mark.parametrize("case", [WITHOUT_PHONE, ticket(), {"ticket": ticket(customer="rui@kiosk.example")}])
def test_a_contact_with_the_same_address_is_the_same_contact(case: Any, tmp_path: Path) -> None:
    found = read(tmp_path, {"case.json": case, "contacts.json": [PERSON]})
    (only,) = found.case.records["contacts"]
    assert (only.fields["phone"], only.fields["job_title"]) == ("+852 2810 4411", "CFO")
    assert (found.problems, found.unused) == ([], [])


def test_one_person_of_two_cases_is_completed_in_both_and_of_two_persons_nobody_is_guessed(tmp_path: Path) -> None:
    for number, (mine, theirs, joined) in enumerate(
        [
            ({"id": "5"}, {"id": "5"}, 2), ({"name": "Rui Paz"}, {"name": "RUI PAZ"}, 2), ({"name": "Rui Paz"}, {}, 2), ({}, {}, 2),
            ({"id": "5"}, {"id": "6"}, 0), ({"name": "Rui Paz"}, {"name": "Zoe Quill"}, 1),
        ]
    ):  # fmt: skip
        cases = [
            {**NATIVE, "case": {"id": own, "kind": "deal"}, "contacts": [{**one, "email": "rui@kiosk.example"}]}
            for own, one in (("7", mine), ("8", theirs))
        ]
        folder = tmp_path / str(number)
        folder.mkdir()
        found = read(folder, {"cases.json": cases, "contacts.json": [PERSON]})
        titles = [case.records["contacts"][0].fields.get("job_title") for case in found.cases]
        assert titles.count("CFO") == joined, (mine, theirs)
        assert len(found.unused) == (not joined)
        assert joined or "could belong to several cases, since two records carry its e-mail address" in "".join(
            found.cases[0].notes
        )


def test_a_bill_whose_profile_no_file_carries_is_joined_without_it(tmp_path: Path) -> None:
    found = read(tmp_path, {"ticket.json": ticket(), **xero(contact("c9", Name="Other Ltd"), invoices=(invoice(),))})
    assert found.case.value("invoice", "number") == "INV-i1"
    assert left_over(found) == ["billing c9"]
    assert found.case.value("billing", "address") in (None, ABSENT)


def test_bills_of_a_customer_that_do_not_say_whether_they_went_out_are_not_guessed_between(tmp_path: Path) -> None:
    two = {"case": {"id": "7", "kind": "deal"}, "invoice": [{"number": "INV-1"}, {"number": "INV-2"}]}
    assert ask_case("present: invoice.number", read(tmp_path, {"case.json": two}).case).status != "pass"


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([{**PERSON, "id": "901"}, PERSON], "2 contacts carry one e-mail address"),
        ([{"id": "900", "properties": {**PERSON["properties"], "firstname": "Zoe", "lastname": "Quill"}}], "another name"),
        ([{"id": "900", "properties": {**PERSON["properties"], "email": "rui@kiosk.example.org"}}], ""),
        ([{"id": "900", "properties": {**PERSON["properties"], "email": "n/a"}}], ""),
    ],
)  # fmt: skip
def test_an_address_that_two_share_joins_nobody(others: list[Any], said: str, tmp_path: Path) -> None:
    found = read(tmp_path, {"case.json": ticket(), "contacts.json": others})
    (only,) = found.case.records["contacts"]
    assert "job_title" not in only.fields or not only.fields["job_title"]
    assert said in "".join(found.case.notes)
    assert len(found.unused) == len(others)


def test_two_contacts_of_a_case_with_one_address_are_not_guessed_between(tmp_path: Path) -> None:
    two = {
        **NATIVE,
        "contacts": [
            {"name": "Rui Paz", "email": "rui@kiosk.example"},
            {"name": "R. Paz", "email": "rui@kiosk.example"},
        ],
    }
    found = read(tmp_path, {"case.json": two, "contacts.json": [PERSON]})
    assert "2 contacts of the case have one e-mail address" in "".join(found.case.notes)
    assert left_over(found) == ["contacts 900"]


def test_one_number_in_two_systems_is_two_things(tmp_path: Path) -> None:
    deal = {**deal_of("91"), "associations": {"companies": {"results": [{"id": "41", "type": "deal_to_company"}]}}}
    away = {
        "tickets": [{"id": 7, "subject": "x", "inboxId": 1, "tags": [], "threads": [], "agent": None, "companyId": 41}],
        "companies": [{"id": 41, "name": "Quay", "domains": [], "industry": "", "kind": "company", "note": ""}],
    }  # fmt: skip
    files = {
        "deals.json": [deal],
        "companies.json": [{"id": "41", "properties": {"name": "Zenith", "domain": "z.hk"}}],
        "desk.json": away,
    }
    names = {case.id: case.value("company", "name") for case in read(tmp_path, files).cases}
    assert names == {"91": "Zenith", "7": "Quay"}


def item(own: str = "1000000001", **fields: Any) -> dict[str, Any]:
    columns = [{"id": "text1", "title": "Deal ID", "text": "91", "value": '"91"'}]
    return {"id": own, "name": "Kiosk", "state": "active", "column_values": columns, **fields}


@pytest.mark.parametrize(
    ("others", "status"),
    [
        ([item()], "pass"),
        ([item(state="archived")], "unknown"),
        ([item(state="deleted")], "unknown"),
        ([item(parent_item={"id": "5"})], "unknown"),
        ([item("6", parent_item={"id": "5"}), item()], "pass"),
        ([item("6", state="archived"), item()], "pass"),
        ([item("6"), item()], "unknown"),
    ],
)
def test_a_subitem_or_a_gone_item_does_not_stand_for_the_item(others: list[Any], status: str, tmp_path: Path) -> None:
    found = read(tmp_path, {"deals.json": [deal_of("91")], "board.json": {"data": {"boards": [{"items": others}]}}})
    assert ask_case("present: tracking.id", found.case).status == status


@pytest.mark.parametrize(("noted_id", "status"), [("1000000001", "unknown"), ("2000000002", "pass")])
def test_a_noted_item_counts_unless_it_is_the_archived_one(noted_id: str, status: str, tmp_path: Path) -> None:
    deal = deal_of("91", monday_item_id=noted_id)
    found = read(
        tmp_path, {"deals.json": [deal], "board.json": {"data": {"boards": [{"items": [item(state="archived")]}]}}}
    )
    assert ask_case("present: tracking.id", found.case).status == status


def test_real_shaped_exports_show_that_funds_can_be_collected(tmp_path: Path, kyccheck: Kyccheck) -> None:
    for name, content in {"t.json": {"ticket": ticket()}, **xero(contact(), invoices=(invoice(),))}.items():
        (tmp_path / name).write_text(json.dumps(content))
    ran = kyccheck("audit", ".", "-f", "json", "--all")
    (found,) = ran.json["cases"]
    assert {item: status for item, status in statuses(found).items() if item.startswith("CO.02")} == {
        "CO.02": "pass", "CO.02.1": "pass", "CO.02.2": "pass",
    }  # fmt: skip


def test_a_person_whom_xero_names_by_address_completes_the_contact(tmp_path: Path) -> None:
    person = {"FirstName": "Rui", "LastName": "Paz", "EmailAddress": "RUI@kiosk.example", "IncludeInEmails": True}
    found = read(
        tmp_path,
        {"t.json": ticket(customer="rui@kiosk.example"), **xero(contact(ContactPersons=[person, {"FirstName": "Al"}]))},
    )
    (only,) = found.case.records["contacts"]
    assert only.fields["name"] == "Rui Paz"
    assert left_over(found) == ["billing c1"]


def test_a_person_of_a_contacts_table_of_xero_completes_the_contact_too(tmp_path: Path) -> None:
    table = "*ContactName,EmailAddress,FirstName,LastName,POCity,Person1FirstName,Person1LastName,Person1Email\nKiosk,,,,,Rui,Paz,rui@kiosk.example\n"
    (tmp_path / "contacts.csv").write_text(table)
    (tmp_path / "t.json").write_text(json.dumps(ticket(customer="rui@kiosk.example")))
    reading = Reading(find_inputs([str(tmp_path)]), Mapping())
    (case,) = reading.cases()
    assert case.records["contacts"][0].fields["name"] == "Rui Paz"


def test_an_item_of_a_deal_is_not_that_of_a_ticket_with_the_same_number(tmp_path: Path) -> None:
    found = read(tmp_path, {"t.json": ticket(91), "board.json": {"data": {"boards": [{"items": [item()]}]}}})
    assert ask_case("present: tracking.id", found.case).status == "unknown"
    assert left_over(found) == ["tracking 1000000001"]


def test_a_form_that_the_mapping_gives_a_customer_with_two_orders_is_neithers(tmp_path: Path) -> None:
    form = {"company_name": "Harbour Kiosk Limited", "billing_address": "1 Pier Road", "package": {"plan": "Voice"}}
    files = {
        "deals.json": [deal_of("91"), deal_of("92")],
        "companies.json": [company_of("91", "92")],
        "form.json": [form],
    }
    found = read(tmp_path, files, csr__company_name="company.name")
    assert [ask_case("present: csr.company_name", case).status for case in found.cases] == ["unknown", "unknown"]
    assert all("customer with several cases" in "".join(case.notes) for case in found.cases)
    one = read(tmp_path, {**files, "companies.json": [company_of("91")]}, csr__company_name="company.name")
    assert one.cases[0].value("csr", "company_name") == "Harbour Kiosk Limited"


@pytest.mark.parametrize(("deals", "statuses_"), [(("91",), ["pass"]), (("91", "92"), ["unknown", "unknown"])])
def test_a_form_that_names_the_company_is_that_of_its_only_order(
    deals: tuple[str, ...], statuses_: list[str], tmp_path: Path
) -> None:
    form = {"company_name": "Kiosk", "billing_address": "1 Pier Road", "package": {"plan": "Voice"}, "company_id": "51"}
    files = {"deals.json": [deal_of(own) for own in deals], "companies.json": [company_of(*deals)], "form.json": [form]}
    assert [ask_case("present: csr.company_name", case).status for case in read(tmp_path, files).cases] == statuses_


def test_a_bill_of_a_table_that_names_only_the_company_brings_nothing_else_along(tmp_path: Path) -> None:
    names = {"companies": {"results": [{"id": "501", "type": "deal_to_company"}]}}
    deal = {"id": "9001", "properties": {"dealname": "Amber", "dealstage": "1"}, "associations": names}
    company = {"id": "501", "properties": {"name": "Amber Quay Limited", "domain": "amberquay.hk"}}
    (tmp_path / "hubspot.json").write_text(json.dumps([deal, company]))
    (tmp_path / "bills.csv").write_text("number,issued_on,status,company_id\nINV-1,2026-11-02,paid,501\n")
    reading = Reading(find_inputs([str(tmp_path)]), Mapping())
    (case,) = reading.cases()
    assert (case.value("invoice", "number"), case.value("company", "name")) == ("INV-1", "Amber Quay Limited")
    assert [join.how for join in case.joins] == ["it is of the same customer (company Amber Quay Limited)"]
    assert "billing" not in case.sections()
    assert (reading.problems, reading.unused) == ([], [])


def test_a_file_of_what_belongs_to_no_case_is_counted_and_no_problem(tmp_path: Path, kyccheck: Kyccheck) -> None:
    note = {
        "CreditNoteID": "n1",
        "CreditNoteNumber": "CN-1",
        "Type": "ACCRECCREDIT",
        "Status": "PAID",
        "Reference": "8812",
    }
    files = {"t.json": ticket(), "notes.json": {"CreditNotes": [note]}, **xero(contact(), invoices=(invoice(),))}
    for name, content in files.items():
        (tmp_path / name).write_text(json.dumps(content))
    ran = kyccheck("audit", ".", "-f", "json")
    assert (ran.code, ran.json["problems"], statuses(ran.json["cases"][0])["CO.02.2"]) == (1, [], "pass")
    (about,) = (given for given in ran.json["inputs"] if given["path"] == "notes.json")
    assert about["unused"] == {"invoice": 1}


@pytest.mark.parametrize("reference", ["8813", "#8813", "Ticket 8813"])
def test_a_bill_that_is_noted_and_refers_to_another_ticket_is_that_ones(reference: str, tmp_path: Path) -> None:
    """The number of the first order's bill is easily copied onto the second ticket."""
    both = [ticket(8812, **noted(**{"Invoice number": "INV-i1"})), ticket(8813)]
    bills = xero(contact(), invoices=(invoice(Reference=reference),))
    found = read(tmp_path, {**{f"{one['id']}.json": {"ticket": one} for one in both}, **bills})
    mine, theirs = sorted(found.cases, key=lambda case: case.id)
    assert theirs.value("invoice", "number") == "INV-i1"
    answer = ask_case("present: invoice.issued_on", mine)
    assert (answer.status, "it says that it is for" in answer.reason) == ("unknown", True)


def test_a_bill_of_the_deal_that_one_of_its_two_tickets_notes_stays_with_it(tmp_path: Path) -> None:
    deal = {"id": "91", "properties": {"dealname": "Kiosk", "dealstage": "1"}}
    tickets = [
        {"id": own, "properties": {"subject": own, "hs_pipeline_stage": "2", "invoice_number": number}, "associations": {"deals": {"results": [{"id": "91", "type": "ticket_to_deal"}]}}}
        for own, number in (("7001", "INV-i1"), ("7002", ""))
    ]  # fmt: skip
    files = {"deals.json": [deal], "tickets.json": tickets, **xero(contact(), invoices=(invoice(Reference="91"),))}
    first, _ = sorted(read(tmp_path, files).cases, key=lambda case: case.id)
    assert not [note for note in first.notes if "it says that it is for" in note]


@pytest.mark.parametrize(("noted_as", "is_joined"), [("INV-i1", True), ("inv i1", True), ("", True), ("INV-i7", False), ("INV-i1 rev 2", False)])  # fmt: skip
def test_a_bill_that_refers_to_a_ticket_which_notes_another_number_is_not_its_own(
    noted_as: str, is_joined: bool, tmp_path: Path
) -> None:
    """A quote that was revised has a new number, and that the old one was accepted says nothing of it."""
    one = ticket(**noted(**{"Invoice number": noted_as}))
    case = read(tmp_path, {"t.json": {"ticket": one}, **xero(contact(), invoices=(invoice(),))}).case
    assert (ask_case("present: invoice.issued_on", case).status == "pass") is is_joined
    assert any("it was not joined" in note for note in case.notes) is not is_joined
