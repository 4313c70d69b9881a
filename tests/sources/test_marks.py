"""Why a document was recognised."""

from types import ModuleType
from typing import Any

import pytest

from kyccheck import sources
from kyccheck.sources import marks
from kyccheck.values.grid import Grid, Row, Sheet


def grid(*rows: tuple[object, ...], name: str = "") -> Grid:
    made = tuple(Row(number, cells) for number, cells in enumerate(rows, 1))
    return Grid((Sheet(name, made, made),))


@pytest.mark.parametrize(
    ("document", "source", "marks"),
    [
        (grid(("Record ID", "Deal Name", "Amount"), ("1", "x", "2")), "hubspot", ("Record ID", "Deal Name")),
        ({"results": [{"id": "1", "properties": {"dealname": "x"}, "archived": False}]}, "hubspot", ("results[].properties",)),
        ({"Contacts": [{"ContactID": "c", "Name": "x", "Phones": []}], "Status": "OK"}, "xero", ("Contacts[].ContactID",)),
        ([{"id": "1", "name": "x", "column_values": []}], "monday", ("[].column_values",)),
        ({"case": {"id": "1"}, "deal": {"id": "2"}, "company": None}, "native", ("deal",)),
        (grid(("Board",), ("Group",), ("Name", "Status", "Item ID (auto generated)"), ("x", "y", "1")), "monday", ("Name", "Item ID (auto generated)")),
    ],
)  # fmt: skip
def test_the_marks_are_what_the_reader_goes_by(document: Any, source: str, marks: tuple[str, ...]) -> None:
    module = sources.recognise(document, "x")
    assert module.__name__.endswith(f".{source}")
    assert sources.marks(module, document) == marks


def test_without_its_marks_a_document_is_not_recognised_as_surely() -> None:
    table = grid(("Record ID", "Deal Name", "Amount"), ("1", "x", "2"))
    module = sources.recognise(table, "x")
    for mark in sources.marks(module, table):
        bare = grid(
            tuple("" if cell == mark else cell for cell in ("Record ID", "Deal Name", "Amount")), ("1", "x", "2")
        )
        assert module.recognises(bare) < module.recognises(table)


def test_a_huge_document_is_told_in_a_moment() -> None:
    wide = grid(("Record ID", "Deal Name", *(f"Property {place}" for place in range(900))))
    module = sources.recognise(wide, "x")
    assert "Record ID" in sources.marks(module, wide)


def test_what_takes_two_sheets_is_told_by_their_names_and_what_is_not_recognised_by_nothing() -> None:
    def needs_both(document: Any) -> float:
        return 0.9 if isinstance(document, Grid) and len(document.sheets) == 2 else 0.0

    module = ModuleType("both")
    module.recognises = needs_both  # type: ignore[attr-defined]
    rows = (Row(1, ("id", None, "name")), Row(2, ("1", None, "A")))
    two = Grid((Sheet("One", rows, rows), Sheet("Two", rows, rows)))
    assert marks(module, two) == ("the sheet One", "the sheet Two")
    assert marks(module, {"a": 1}) == ()
    module.recognises = lambda grid: 0.9 if "name" in grid.sheets[0].opening[0].cells else 0.0  # type: ignore[attr-defined]
    assert marks(module, Grid((Sheet("", rows, rows),))) == ("name",)
