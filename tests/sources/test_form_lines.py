"""Settings that an order form has in a table, with other columns among them, and in several lines."""

from typing import Any

import pytest

from kyccheck.records.record import Record
from sources.grids import grid, problems, read, the

PLAN, QUANTITY, TERM = "package.plan", "package.quantity", "package.term"
LINE = {PLAN: "Voice Pro", QUANTITY: 25, TERM: "12 months"}


def form(*rows: list[Any]) -> list[Any]:
    start: list[list[Any]] = [
        ["CSR 106"],
        ["Deal ID", "9001"],
        ["Company name", "Amber"],
        ["Billing phone", "1"],
        ["Package"],
    ]
    return read(grid(CSR_106=[*start, *rows, ["Signed", "Yes"]]), "csr")


def package(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record.fields.items() if name in LINE}


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (["Plan", "Unit price", "Quantity", "Term"], ["Voice Pro", 10, 25, "12 months"]),
        (["Item", "Plan", "Quantity", "Term"], [1, "Voice Pro", 25, "12 months"]),
        (["Plan", "Description", "Quantity", "Term"], ["Voice Pro", "calls", 25, "12 months"]),
        (["Plan", "Quantity", "Term", "Unit price"], ["Voice Pro", 25, "12 months", 10]),
        (["Plan", "Quantity", "Term", "Unit price"], ["Voice Pro", 25, "12 months", None]),
        (["Plan", "Unit price (HKD)", "Quantity", "Amount", "Term"], ["Voice Pro", 10, 25, 250, "12 months"]),
        (["Plan", "Note", "Quantity", "Note", "Term"], ["Voice Pro", None, "25", "x", "12 months"]),
        (["No.", None, "Plan", "Quantity", "Term"], [1, None, "Voice Pro", 25, "12 months"]),
        (["Item", "Plan / 套餐", "Quantity 数量", "Term (months)"], [1, "Voice Pro", 25, "12 months"]),
    ],
)
def test_a_table_is_read_by_the_columns_that_are_known(header: list[Any], line: list[Any]) -> None:
    for gap in ([], [[None]]):
        found = form(header, *gap, line, ["Add-ons", "IVR"])
        record = the(found)
        assert {**package(record), QUANTITY: int(str(record.fields[QUANTITY]))} == LINE
        assert (record.fields["package.add_ons"], problems(found)) == (["IVR"], [])
        unknown = [title for title in header if title and title.partition(" ")[0] not in ("Plan", "Quantity", "Term")]
        assert [title for title in unknown if title not in record.shape.ignored] == []


def test_a_table_without_a_plan_leaves_the_plan_unsaid() -> None:
    record = the(form(["Description", "Quantity", "Unit price"], ["Voice Pro", 25, 10], ["Term", "12 months"]))
    assert package(record) == {QUANTITY: 25, TERM: "12 months"}


def test_a_second_plan_is_a_column_of_the_table() -> None:
    record = the(form(["Plan", "Plan 2", "Quantity", "Term"], ["Voice Pro", "Chat", 25, "12 months"]))
    assert package(record) == {**LINE, PLAN: ["Voice Pro", "Chat"]}
    record = the(form(["Plan", "Plan 2", "Quantity", "Term"], ["Voice Pro", None, 25, "12 months"]))
    assert package(record) == LINE


@pytest.mark.parametrize("header", [["Plan", "Quantity", "Term"], ["Plan", "Quantity", "Term", "Unit price"]])
@pytest.mark.parametrize("between", [[], [[None]], [[None], [None]], [[None], ["Prices exclude tax"]]])
def test_each_line_of_the_table_is_read(header: list[Any], between: list[list[Any]]) -> None:
    lines = [[*LINE.values(), 10][: len(header)], *between, ["Chat", 5, "12 months", 20][: len(header)]]
    record = the(form(header, *lines, [None], ["Sales person", "Sam Ho"], ["Add-ons", "IVR"]))
    assert {**package(record), TERM: "12 months"} == {PLAN: ["Voice Pro", "Chat"], QUANTITY: [25, 5], TERM: "12 months"}
    assert record.fields["package.add_ons"] == ["IVR"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Total", 25]],
        [["Total", None, None, 250000]],
        [["Subtotal", None, None, 250], ["GST 9%", None, None, 22.5], ["Grand total", None, None, 272.5]],
        [[None, None, None, "per month"]],
        [[None], ["Sales person", "Sam Ho"]],
        [[None], ["Sales person", "Sam Ho"], ["PO number", 45001234]],
        [[None], ["Remarks", "call before 9"], ["Delivery", "12 Harbour Road", "Hong Kong"]],
        [[None], ["Signature"], ["Sam Ho", 12, "x"]],
        [[None], ["Notes:"]],
    ],
)
def test_what_stands_below_the_table_is_no_line_of_it(rows: list[list[Any]]) -> None:
    found = form(["Plan", "Quantity", "Term", "Amount"], [*LINE.values(), 250], *rows)
    assert (package(the(found)), problems(found)) == (LINE, [])


@pytest.mark.parametrize(
    "rows",
    [
        [["Plan", "Voice Pro", "Quantity", 25], ["Term", "12 months"]],
        [["Plan", "Voice Pro", "Quantity", 25], ["Sales person", "Sam Ho", "Branch", 4], ["Term", "12 months"]],
        [["Term", "12 months", "Plan", "Voice Pro"], ["Sales person", "Sam Ho", "Branch", "x"], ["Quantity", 25]],
        [["Plan", "Voice Pro", "Quantity", 25, "seats"], ["Sales", "a", "b", "c", "d"], ["Term", "12 months"]],
    ],
)
def test_labels_with_their_values_beside_them_are_no_header(rows: list[list[Any]]) -> None:
    found = form(*rows)
    assert (package(the(found)), problems(found)) == (LINE, [])
