"""Bills and quotes that a key finds and that may not be the case's: what is said of them, in the place of its own."""

from pathlib import Path
from typing import Any

import pytest

from checks.asking import ask_case
from join.test_keys import ISSUED, contact, invoice, noted, quote, read, ticket, xero


@pytest.mark.parametrize(
    "bills",
    [
        (invoice("i1", Contact={"ContactID": "c9", "Name": "Zenith Paper Mills Limited"}),),
        (invoice("i1", Reference="a"), invoice("i2", Reference="b", InvoiceNumber="INV-i1", Status="VOIDED")),
    ],
)
def test_what_the_ticket_notes_of_a_bill_that_is_in_doubt_does_not_count(bills: Any, tmp_path: Path) -> None:
    told = noted(**{"Invoice number": "INV-i1", "Invoice issued on": "2026-11-02"})
    assert ask_case(ISSUED, read(tmp_path, {"t.json": ticket(**told)}).case).status == "pass"
    (tmp_path / "both").mkdir()
    answer = ask_case(ISSUED, read(tmp_path / "both", {"t.json": ticket(**told), **xero(invoices=bills)}).case)
    assert answer.status == "unknown"
    assert "joined" in answer.reason


def test_what_the_ticket_notes_counts_beside_another_companys_bill_of_another_number(tmp_path: Path) -> None:
    other = invoice("i2", Contact={"ContactID": "c9", "Name": "Zenith Paper Mills Limited"})
    told = noted(**{"Invoice number": "INV-i1", "Invoice issued on": "2026-11-02"})
    found = read(tmp_path, {"t.json": ticket(**told), **xero(invoices=(other,))})
    assert ask_case(ISSUED, found.case).status == "pass"


PROFILE = noted(**{"Xero contact ID": "c1"})


@pytest.mark.parametrize(
    ("opened", "out", "status"),
    [
        ("2026-11-01T06:00:00Z", "2024-03-05", "unknown"),
        ("2026-11-01T06:00:00Z", "2026-10-01", "unknown"),
        ("2026-11-01T06:00:00Z", "2026-10-02", "pass"),
        ("2026-11-01T06:00:00Z", "2026-11-02", "pass"),
        ("", "2024-03-05", "pass"),
        ("soon", "2024-03-05", "pass"),
    ],
)
def test_a_bill_of_the_customer_from_long_before_the_ticket_is_not_taken_for_its_own(
    opened: str, out: str, status: str, tmp_path: Path
) -> None:
    files = {
        "t.json": ticket(createdAt=opened, **PROFILE),
        **xero(contact(), invoices=(invoice(Reference="", Date=out),)),
    }
    found = read(tmp_path, files)
    answer = ask_case(ISSUED, found.case)
    assert (answer.status, "long before this one was opened (2026-11-01)" in answer.reason) == (
        status,
        status != "pass",
    )
    assert (found.problems, found.unused) == ([], [])


def test_a_quote_of_the_customer_from_long_before_is_not_taken_either(tmp_path: Path) -> None:
    old = {**quote("1", "ACCEPTED", "2024-03-05"), "Reference": ""}
    files = {"t.json": ticket(createdAt="2026-11-01", **PROFILE), **xero(contact(), quotes=(old,))}
    answer = ask_case("present: quote.number", read(tmp_path, files).case)
    assert (answer.status, "went out on 2024-03-05" in answer.reason) == ("unknown", True)


@pytest.mark.parametrize("fields", [{"Reference": "Ticket 8812"}, {"InvoiceNumber": "INV-7"}])
def test_an_old_bill_that_is_the_tickets_by_its_own_word_counts(fields: dict[str, str], tmp_path: Path) -> None:
    told = noted(**{"Xero contact ID": "c1", "Invoice number": "INV-7"})
    bill = invoice(**{"Reference": "", "Date": "2024-03-05", "InvoiceNumber": "INV-7", **fields})
    files = {"t.json": ticket(createdAt="2026-11-01", **told), **xero(contact(), invoices=(bill,))}
    assert ask_case(ISSUED, read(tmp_path, files).case).status == "pass"


def test_an_old_bill_of_the_customer_says_nothing_beside_the_tickets_own(tmp_path: Path) -> None:
    old, new = (invoice(f"i{place}", Reference="", Date=on) for place, on in enumerate(("2024-03-05", "2026-11-02")))
    files = {"t.json": ticket(createdAt="2026-11-01", **PROFILE), **xero(contact(), invoices=(old, new))}
    assert read(tmp_path, files).case.value("invoice", "number") == "INV-i1"
    told = noted(**{"Xero contact ID": "c1", "Invoice number": "INV-5", "Invoice issued on": "2026-11-03"})
    files = {"t.json": ticket(createdAt="2026-11-01", **told), **xero(contact(), invoices=(old,))}
    (tmp_path / "noted").mkdir()
    assert ask_case(ISSUED, read(tmp_path / "noted", files).case).status == "pass"


@pytest.mark.parametrize(
    ("reference", "is_its_own"),
    [
        *(
            (said, False)
            for said in ("#9999", "9999", "Desk ticket 9999", "TKT 9999", "Ticket ref 9999", "Ticket-9999")
        ),
        *(
            (said, False)
            for said in ("Ticket 9999 - deposit", "deposit, ticket no. 9999", "Ticket: 9999", "Re deal 91234")
        ),
        *((said, True) for said in ("Ticket 8812 - deposit", "Tickets 8812 and 9999", "ticket 9999 / 8812", "PO 9999")),
        *((said, True) for said in ("#12", "#881", "45001234", "INV 9999", "Order 9999", "Deal 2026 renewal")),
        *(
            (said, True)
            for said in ("Case study", "ticket sales", "2 tickets", "Ticket 2 of 3", "99-99", "Retainer June")
        ),
    ],
)
def test_a_bill_of_the_profile_whose_reference_may_be_another_ticket_is_not_taken(
    reference: str, is_its_own: bool, tmp_path: Path
) -> None:
    files = {"t.json": ticket(**PROFILE), **xero(contact(), invoices=(invoice(Reference=reference),))}
    answer = ask_case(ISSUED, read(tmp_path, files).case)
    assert answer.status == ("pass" if is_its_own else "unknown")
    if reference.endswith("#9999"):
        assert "refers to 9999, which may be another ticket" in answer.reason


@pytest.mark.parametrize(
    ("reference", "is_its_own"),
    [
        ("Ticket 9999", False),
        ("Ticket 9999 - deposit", False),
        ("ticket #9999", False),
        ("Case 9999", False),
        ("Ticket 8812", True),
        ("9999", True),
        ("#9999", True),
        ("Deal 9999", True),
        ("PO 9999", True),
        ("", True),
    ],
)
def test_a_bill_that_the_ticket_notes_and_that_says_it_is_another_tickets_is_for_a_person(
    reference: str, is_its_own: bool, tmp_path: Path
) -> None:
    told = noted(**{"Invoice number": "INV-i1", "Invoice issued on": "2026-11-02"})
    found = read(tmp_path, {"t.json": ticket(**told), **xero(invoices=(invoice(Reference=reference),))})
    answer = ask_case(ISSUED, found.case)
    assert answer.status == ("pass" if is_its_own else "unknown")
    assert ("9999; it was not joined" in answer.reason) is not is_its_own
