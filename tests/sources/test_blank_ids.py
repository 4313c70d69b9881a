"""Rows of native tables that do not say whose they are: below one that does, or since no column could."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.records.case import Case

BOOK: dict[str, list[list[Any]]] = {
    "Deals": [["Deal ID", "Name", "Contact IDs"], ["9001", "Order", None], ["9002", "Other", None]],
    "Contacts": [["Contact ID", "Deal ID", "Name"], ["71", "9001", "Ada Lam"], ["75", "9002", "Cy Ho"]],
    "Risk": [["Deal ID", "Rating", "Score"], ["9001", "low", 8], ["9002", "low", 9]],
    "Approvals": [["Deal ID", "Team", "Decision"], ["9002", "iod", "approved"], ["9001", "iod", "approved"]],
}


def cases(folder: Path, book: dict[str, list[list[Any]]], *, as_csv: bool = False) -> dict[str, Case]:
    made = Workbook()
    for name, rows in book.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if as_csv:
            lines = (",".join("" if cell is None else str(cell) for cell in row) for row in rows)
            (folder / f"{name}.csv").write_text("\n".join(lines))
    if not as_csv:
        made.save(folder / "book.xlsx")
    return {case.id: case for case in Reading(find_inputs([str(folder)]), Mapping()).cases()}


def missing(case: Case) -> dict[str, list[str]]:
    sections = ("contacts", "risk", "approvals")
    found = {section: [one.missing for one in case.records.get(section, ()) if one.missing] for section in sections}
    return {section: reasons for section, reasons in found.items() if reasons}


def with_row(section: str, *row: Any, after: int = 0) -> dict[str, list[list[Any]]]:
    rows = BOOK[section]
    place = after or len(rows)
    return {**BOOK, section: [*rows[:place], [*row], *rows[place:]]}


@pytest.mark.parametrize("is_loose", [False, True])
@pytest.mark.parametrize(
    ("section", "row", "case"),
    [
        ("Risk", (None, "high", 80), "9002"),
        ("Approvals", (None, "iod", "rejected"), "9001"),
        ("Contacts", ("72", None, "Bo Lee"), "9002"),
        ("Contacts", (None, None, "Bo Lee"), "9002"),
    ],
)
def test_it_puts_the_case_above_it_in_doubt(
    section: str, row: tuple[Any, ...], case: str, is_loose: bool, tmp_path: Path
) -> None:
    book = with_row(section, *row)
    if is_loose:  # what a deal names stands in another file: nothing is held together
        book["Deals"] = [["Deal ID", "Name", "Company ID"], ["9001", "Order", "51"], ["9002", "Other", "51"]]
    found = cases(tmp_path, book)
    assert [own for own, one in found.items() if missing(one)] == [case]
    (reason,) = missing(found[case])[section.casefold()]
    assert f"{section}!4" in reason
    assert is_loose or "does not say which case it belongs to" in reason


def test_rows_of_several_cases_put_each_in_doubt(tmp_path: Path) -> None:
    book = with_row("Approvals", None, "iod", "rejected", after=2)
    book["Approvals"].append([None, "iod", "rejected"])
    for loose in (False, True):
        if loose:
            book["Deals"] = [["Deal ID", "Name", "Company ID"], ["9001", "Order", "51"], ["9002", "Other", "51"]]
        found = cases(tmp_path, book)
        assert "Approvals!3" in missing(found["9002"])["approvals"][0]
        assert "Approvals!5" in missing(found["9001"])["approvals"][0]


def test_it_does_so_in_a_file_of_one_section(tmp_path: Path) -> None:
    deals: list[list[Any]] = [
        ["id", "deal name", "terms changed", "amount"],
        ["9001", "Order", "no", 1],
        ["9002", "Other", "no", 1],
    ]
    book = with_row("Approvals", None, "iod", "rejected")
    found = cases(tmp_path, {"Deals": deals, "Approvals": book["Approvals"]}, as_csv=True)
    assert missing(found["9001"]).keys() == {"approvals"}
    assert "the approval at row 4" in missing(found["9001"])["approvals"][0]
    assert missing(found["9002"]) == {}


@pytest.mark.parametrize(
    ("section", "row", "after"),
    [
        ("Risk", (None, None, 0), 0),
        ("Risk", (None, "n/a", None), 0),
        ("Contacts", ("72", None, None), 0),
        ("Risk", (None, "high", 80), 1),  # there is none above it
    ],
)
def test_what_says_nothing_or_is_some_ones_puts_nothing_in_doubt(
    section: str, row: tuple[Any, ...], after: int, tmp_path: Path
) -> None:
    found = cases(tmp_path, with_row(section, *row, after=after))
    assert [missing(one) for one in found.values()] == [{}, {}]


def test_a_contact_that_a_deal_names_puts_nothing_in_doubt(tmp_path: Path) -> None:
    book = with_row("Contacts", "74", None, "Bo Lee")
    book["Deals"] = [*BOOK["Deals"][:2], ["9002", "Other", "74"]]
    found = cases(tmp_path, book)
    assert missing(found["9002"]) == {}
    assert [one.id for one in found["9002"].records["contacts"]] == ["74", "75"]


def test_what_a_system_exported_without_a_deal_puts_nothing_in_doubt(tmp_path: Path) -> None:
    book = with_row("Contacts", "72", None, "Bo Lee")
    book["Contacts"] = [["Contact ID", "Associated Deal IDs", "Name"], *book["Contacts"][1:]]
    assert [missing(one) for one in cases(tmp_path, book).values()] == [{}, {}]


def test_companies_of_no_deal_put_nothing_in_doubt(tmp_path: Path) -> None:
    companies: list[list[Any]] = [["Company ID", "Deal ID", "Name"], ["51", "9001", "Amber"], ["52", None, "Zenith"]]
    found = cases(tmp_path, {**BOOK, "Companies": companies})
    assert [one.missing for one in found["9001"].records["company"]] == [""]


@pytest.mark.parametrize("is_loose", [False, True])
def test_where_no_column_says_whose_contacts_are_they_are_not_shown_to_be_none(is_loose: bool, tmp_path: Path) -> None:
    companies: list[list[Any]] = [["Company ID", "Deal ID", "Name"], ["51", "9001", "Amber"], ["52", "9002", "Zenith"]]
    contacts: list[list[Any]] = [["Contact ID", "Company ID", "Name"], ["71", "51", "Ada Lam"]]
    deals: list[list[Any]] = [["Deal ID", "Name", "Company ID"], ["9001", "Order", "51"], ["9002", "Other", "52"]]
    book = {**BOOK, "Deals": deals, "Companies": companies[: 1 if is_loose else None], "Contacts": contacts}
    found = cases(tmp_path, book)
    assert all("contacts" not in case.records if is_loose else missing(case)["contacts"] for case in found.values())
    assert missing(found["9001"]).keys() == (set() if is_loose else {"contacts"})


@pytest.mark.parametrize("column", ["Deal ID", "Contact IDs"])
def test_where_a_column_says_whose_contacts_are_those_of_no_row_are_none(column: str, tmp_path: Path) -> None:
    contacts: list[list[Any]] = [["Contact ID", "Company ID", "Name"], ["71", "51", "Ada Lam"]]
    deals: list[list[Any]] = [["Deal ID", "Name"], ["9001", "Order"], ["9002", "Other"]]
    owner = contacts if column == "Deal ID" else deals
    for place, row in enumerate(owner):
        row.append(column if not place else None)
    found = cases(tmp_path, {**BOOK, "Deals": deals, "Contacts": contacts})
    assert [case.records["contacts"] for case in found.values()] == [(), ()]
    found = cases(tmp_path, {**BOOK, "Deals": deals, "Contacts": [["Name", "Email"]]})  # there is none at all
    assert [case.records["contacts"] for case in found.values()] == [(), ()]
