"""A second table on the sheet of the first, in the exports that are tables."""

from typing import Any

import pytest

from sources.grids import csv, flat, grid, problems, read

DEALS: list[list[Any]] = [["Record ID", "Deal Name", "Deal Stage"], ["9001", "Amber", "closedwon"]]
COMPANIES: list[list[Any]] = [["Record ID", "Company name", "City"], ["5001", "Amber Quay", "Hong Kong"]]
ACCOUNTS: list[list[Any]] = [["Account ID", "Deal ID", "Plan", "Quantity"], ["A1", "9001", "Pro", 3]]
NUMBERS: list[list[Any]] = [["Account ID", "Number", "Country"], ["A1", "+852 5808 1001", "HK"], ["A1", "x", None]]
NATIVE: list[list[Any]] = [["id", "name", "stage"], ["9001", "Amber", "draft"]]


@pytest.mark.parametrize(
    ("first", "second", "source", "records"),
    [
        (DEALS, COMPANIES, "hubspot", 1), (ACCOUNTS, NUMBERS, "odb", 2),
        (NATIVE, [["id", "name", "registration_number", "country"], ["5001", "Amber", "1", "HK"]], "native", 1),
    ],
)  # fmt: skip
def test_a_table_below_the_first_is_a_problem_and_no_record(
    first: list[list[Any]], second: list[list[Any]], source: str, records: int
) -> None:
    name = "Accounts" if source == "odb" else "Deals"
    found = read(grid(**{name: [*first, [], *second]}), source)
    assert len(flat(found)) == 1
    (problem,) = (one for one in found if getattr(one, "message", ""))
    assert (problem.at, problem.records) == (f"{name}!4", records)
    assert "a second table begins at row 4" in problem.message


def test_a_table_right_of_the_first_is_a_problem() -> None:
    rows = [[*left, None, *right] for left, right in zip(DEALS, COMPANIES, strict=True)]
    assert problems(read(grid(Sheet1=rows), "hubspot"))[-1] == (
        "a second table begins at E1, and was not read; put it into a sheet of its own",
        "Sheet1!E1",
    )


@pytest.mark.parametrize(
    "rows",
    [
        [["9002", "Name", "Stage"]], [["Name"]], [["Total", 2]], [["Amber", "Birch"]], [["Phone", "+852 2810 4411", 5]],
        [["Name", "Birch", "Cedar", "Daisy"]],
    ],
)  # fmt: skip
def test_rows_after_a_blank_one_are_no_second_table(rows: list[list[Any]]) -> None:
    found = read(grid(Deals=[*DEALS, [], *rows]), "hubspot")
    assert not any("second table" in message for message, _ in problems(found))


def test_a_header_that_stands_there_again_is_passed_over() -> None:
    found = read(csv(*DEALS, [], DEALS[0], ["9002", "Birch", "closedwon"]), "hubspot")
    assert [record.id for record in flat(found)] == ["9001", "9002"]
    assert problems(found) == []


def test_a_blank_column_makes_no_second_table() -> None:
    found = read(
        grid(Deals=[["Record ID", "Deal Name", None, "Deal Stage", "Amount"], ["9001", "A", None, "x", 5]]), "hubspot"
    )
    assert problems(found) == []
