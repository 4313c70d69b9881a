"""Titles of ODB's columns with a unit or a second language in them."""

from typing import Any

import pytest

from sources.grids import csv, grid, problems, read, the

ROW: list[Any] = ["A100", "9001", "Amber", "Voice Pro", 10, "12"]


@pytest.mark.parametrize(
    "header",
    [
        ["Account ID", "Deal ID", "Company name", "Plan", "Quantity (seats)", "Term (months)"],
        ["Account ID", "Deal ID", "Company name", "Plan 套餐", "Quantity 数量", "Term 合約期"],
        [
            "Account ID (ODB)",
            "Deal ID (HubSpot)",
            "Company name / 公司名称",
            "Plan / 套餐",
            "Quantity\n数量",
            "合約期 (Term)",
        ],
        ["2. Account ID", "Deal ID", "Company name", "Plan", "Qty.", "Term [months]"],
    ],
)
def test_titles_are_read_as_what_they_say(header: list[str]) -> None:
    for above in ([], [["Accounts of November"]]):
        found = read(csv(*above, header, ROW), "odb")
        record = the(found)
        assert {name: value for name, value in record.fields.items() if name.startswith("package.")} == {
            "package.plan": "Voice Pro", "package.quantity": 10,
            "package.term": "12 months" if "months" in header[-1] else "12",
        }  # fmt: skip
        assert (record.id, [link.id for link in record.links], problems(found)) == ("A100", ["9001"], [])


@pytest.mark.parametrize(
    ("title", "value", "term"),
    [
        ("Term (months)", 12, "12 months"),
        ("Contract term (Months)", 12.0, "12 Months"),
        ("Term (in years)", 1, "1 years"),
        ("Term (no. of months)", "24", "24 months"),
        ("合約期（月）", 12, "12 月"),
        ("Term (months)", "1 year", "1 year"),
        ("Term (months)", "12 (renewed)", "12 (renewed)"),
        ("Term (months)", None, None),
        ("Term (months) (years)", 12, 12),
        ("Term (renewed)", 12, 12),
        ("Term", 12, 12),
    ],
)
def test_a_unit_in_the_title_of_a_term_goes_with_its_number(title: str, value: object, term: object) -> None:
    header = ["Account ID", "Deal ID", "Company name", "Plan", "Quantity (seats)", title]
    row = [*ROW[:5], value]
    for sheet in (csv(header, row), csv(*(list(pair) for pair in zip(header, row, strict=True)))):
        fields = the(read(sheet, "odb")).fields
        assert (fields["package.term"], fields["package.quantity"]) == (term, 10)


def test_titles_of_a_table_of_numbers_are_read_so() -> None:
    accounts: list[list[Any]] = [["Account ID", "Deal ID", "Company name", "Plan"], ROW[:4]]
    table: list[list[Any]] = [
        ["Account ID / 帳戶", "Number (E.164)", "Country", "Channels 線路"],
        ["A100", "+852 5808 1001", "HK", 4],
    ]
    found = read(grid(Accounts=accounts, Numbers=table), "odb")
    assert the(found).fields["virtual_numbers"] == [{"number": "+852 5808 1001", "country": "HK", "channels": 4}]


def test_a_title_beside_the_one_that_says_so_plainly_stays_as_it_is() -> None:
    header = ["Account ID", "Deal ID", "Company name", "Plan", "Quantity", "Plan (previous)", "Company (ID)"]
    record = the(read(csv(header, [*ROW[:5], "Chat", "51"]), "odb"))
    assert record.fields["package.plan"] == "Voice Pro"
    assert record.shape.ignored == ("Plan (previous)", "Company (ID)")
    header[5] = "Plan (2)"
    assert the(read(csv(header, [*ROW[:5], "Chat", "51"]), "odb")).fields["package.plan"] == ["Voice Pro", "Chat"]
