"""Settings that an order form, an account or a native record says a further time, under a title of its own."""

from typing import Any

import pytest

from kyccheck.records.record import Record
from sources.grids import csv, grid, problems, read, the

ODB: tuple[list[Any], list[Any]] = (
    ["Account ID", "Deal ID", "Company name", "Plan", "Quantity", "Add-ons"],
    ["A100", "9001", "Amber", "Voice Pro", 25, "IVR"],
)


def form(*rows: list[Any]) -> list[Any]:
    start = [["CSR 106"], ["Deal ID", "9001"], ["Company name", "Amber"], ["Term", "12 months"], ["Billing phone", "1"]]
    return read(grid(CSR_106=[*start, *rows]), "csr")


def account(title: str, value: Any) -> Record:
    return the(read(csv([*ODB[0], title], [*ODB[1], value]), "odb"))


@pytest.mark.parametrize(
    ("label", "field"),
    [
        *((label, "package.plan") for label in ("Plan 2", "Plan #2", "Plan no. 2", "2nd plan", "Additional plan", "Package 2")),
        *((label, "package.plan") for label in ("New plan", "Second service plan:", "Plan 2 / 套餐 2")),
        *((label, "package.quantity") for label in ("Qty 2", "Seats 2", "Package 2 quantity", "Plan 2 seats", "Extra seats")),
        ("Term 2", "package.term"), ("Registration number 2", "registration_number"), ("Company name 2", "company_name"),
        ("Registration no. 2", "registration_number"), ("Billing email 2", "billing_contact.email"),
        ("Billing contact 2 e-mail", "billing_contact.email"), ("Second billing address", "billing_address"),
    ],
)  # fmt: skip
def test_a_setting_that_is_said_again_is_two_things(label: str, field: str) -> None:
    own: dict[str, tuple[str, Any]] = {
        "package.plan": ("Plan", "Voice Pro"), "package.quantity": ("Quantity", 25), "package.term": ("Term", "12 months"),
        "registration_number": ("Registration number", "69104418"), "company_name": ("Company name", "Amber"),
        "billing_contact.email": ("Billing email", "ada@amberquay.hk"), "billing_address": ("Billing address", "1 Queen's Road"),
    }  # fmt: skip
    first, value = own[field]
    start = [] if field in ("package.term", "company_name") else [[first, value]]
    found = form(*start, [label, "another"])
    assert the(found).fields[field] == [value, "another"]
    assert [message.partition(" stands there 2 times")[0] for message, _ in problems(found)] == [f'"{first}"']
    for same in (None, " ", value):
        found = form(*start, [label, same], ["Signed", "Yes"])
        assert (the(found).fields[field], problems(found)) == (value, [])
    if "/" not in label:
        header = [first, label, *(title for title in ODB[0] if title != first)]
        values = [value, "another", *(cell for title, cell in zip(*ODB, strict=True) if title != first)]
        assert the(read(csv(header, values), "odb")).fields[field] == [value, "another"]
        values[1] = None
        assert the(read(csv(header, values), "odb")).fields[field] == value


def test_the_first_of_numbered_settings_is_the_setting() -> None:
    found = form(["Plan 1", "Voice Pro"], ["Plan 2", "Chat"], ["1st quantity", 25])
    assert (the(found).fields["package.plan"], the(found).fields["package.quantity"]) == (["Voice Pro", "Chat"], 25)
    record = the(
        read(
            csv(["Account ID", "Deal ID", "Company name", "Plan 1", "Term"], ["A1", "9001", "Amber", "Pro", "1 year"]),
            "odb",
        )
    )
    assert record.fields["package.plan"] == "Pro"


def test_what_is_said_only_again_is_nothing_to_compare() -> None:
    """How many seats there are in all, an order of five more does not say."""
    found = form(["Plan", "Voice Pro"], ["Additional seats", 5])
    assert "package.quantity" not in the(found).fields
    assert "Additional seats" in the(found).shape.ignored


def test_further_add_ons_are_add_ons() -> None:
    assert the(form(["Add-ons", "IVR"], ["Additional add-ons", "Fax"])).fields["package.add_ons"] == ["IVR", "Fax"]
    assert account("Additional add-ons", "Fax").fields["package.add_ons"] == ["IVR", "Fax"]
    assert account("Additional add-ons", None).fields["package.add_ons"] == ["IVR"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Plan", "Plan 2"], ["Quantity", 25]],
        [["Plan", "Quantity"], ["Plan 2", 25]],
        [["Plan", "Plan 2", "Quantity", 25]],
        [["Plan", None, "Plan 2"], ["Quantity", "25"]],
    ],
)
def test_a_plan_that_is_called_plan_2_is_the_plan(rows: list[list[Any]]) -> None:
    found = form(*rows)
    assert (the(found).fields["package.plan"], problems(found)) == ("Plan 2", [])
    assert str(the(found).fields["package.quantity"]) == "25"


def test_a_further_label_without_a_value_is_no_heading_of_further_ones() -> None:
    found = form(["Plan", "Voice Pro"], ["Quantity", 25], ["Plan 2", None], ["Registration number", "69104418"])
    record = the(found)
    assert (record.fields["package.plan"], record.fields["registration_number"]) == ("Voice Pro", "69104418")
    rows = [
        ["CSR 106"],
        ["Company name", "Amber"],
        ["Billing phone", "1"],
        ["Package 2"],
        ["Plan", "Pro"],
        ["Term", "1 year"],
    ]
    record = the(read(grid(CSR_106=rows), "csr"))
    assert (record.fields["package.plan"], record.fields["package.term"]) == ("Pro", "1 year")


@pytest.mark.parametrize("value", [None, "Chat"])
def test_a_plan_is_said_again_in_one_row(value: str | None) -> None:
    for label in ("Plan 2", "Plan 2 / 套餐 2"):
        for gap in ([], [None]):
            plan = the(form(["Plan", "Voice Pro", *gap, label, value])).fields["package.plan"]
            assert plan == (["Voice Pro", "Chat"] if value else "Voice Pro")


def test_a_form_with_its_values_below_says_a_plan_again() -> None:
    rows = [["CSR 106"], ["Company name"], ["Amber"], ["Plan"], ["Plan 2"], ["Plan 2"], ["Chat"], ["Term"], ["1 year"]]
    found = read(grid(CSR_106=rows), "csr")
    assert the(found).fields["package.plan"] == ["Plan 2", "Chat"]


def test_other_things_with_numbers_are_not_said_again() -> None:
    found = form(["Plan", "Voice Pro"], ["Signed on 2", "2026-11-02"], ["Contact 2", "Bo Lee"], ["Plan 2026", "x"])
    assert (the(found).fields["package.plan"], problems(found)) == ("Voice Pro", [])


@pytest.mark.parametrize("package", [{"plan": "Pro", "plan 2": "Chat"}, {"plan": "Pro", "additional_plan": "Chat"}])
def test_json_says_a_setting_again(package: dict[str, str]) -> None:
    record = the(read({"account_id": "A1", "deal_id": "9001", "term": "1 year", "package": package}, "odb"))
    assert record.fields["package.plan"] == ["Pro", "Chat"]


def test_a_second_rating_is_another_one_and_a_second_address_of_a_contact_is_not() -> None:
    deals = [["Deal ID", "Name"], ["9001", "Order"]]
    risk = [["Deal ID", "Rating", "Rating 2"], ["9001", "low", "high"]]
    contacts = [["Contact ID", "Deal ID", "Email", "Email 2", "Role 2"], ["7", "9001", "a@amber.hk", "b@amber.hk", "x"]]
    found = read(grid(Deals=deals, Risk=risk, Contacts=contacts), "native")
    assert the(found, "risk").fields["rating"] == ["low", "high"]
    assert the(found, "contacts").fields["email"] == "a@amber.hk"
    case = {"deal": {"id": "9001"}, "risk": {"rating": "low", "rating 2": "high"}}
    assert the(read(case, "native"), "risk").fields["rating"] == ["low", "high"]
