"""Bills and quotes that a key finds and that may not be the case's: what is said of them, in the place of its own."""

from pathlib import Path
from typing import Any

import pytest

from checks.asking import ask_case
from join.test_keys import ISSUED, contact, invoice, noted, read, ticket, xero


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
