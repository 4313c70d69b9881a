"""What was read is counted and digested so that anybody can do it again in another way."""

import csv
import hashlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kyccheck.read.tally import Tallies, is_empty
from kyccheck.values.grid import Grid, Row, Sheet
from support import Kyccheck

TABLE = 'Record ID,Deal Name,Deal Stage,Amount\r\n51,"Kiosk; ""Pier""\nline 2",  ,4800\r\n,,,\r\n52,Ключ 碼,won,\r\n'


def digest(values: list[Any]) -> str:
    """The digest as the documentation says it."""
    return hashlib.sha256(
        "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()
    ).hexdigest()


def filled(values: list[Any]) -> list[Any]:
    return [value for value in values if value is not None and str(value).strip()]


def test_a_table_has_the_count_and_digest_of_its_cells(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "deals.csv").write_text(TABLE, "utf-8", newline="")
    (found,) = kyccheck("inspect", "deals.csv", "-f", "json").json["inputs"]
    cells = filled([cell for row in csv.reader(io.StringIO(TABLE, newline="")) for cell in row])
    assert (found["values"], found["values_sha256"]) == (len(cells), digest(cells))


def test_json_has_the_count_and_digest_of_its_scalars(tmp_path: Path, kyccheck: Kyccheck) -> None:
    deal = {
        "id": "9",
        "properties": {
            "dealname": "Kiosk",
            "amount": 12.5,
            "n": 3,
            "empty": "",
            "none": None,
            "blank": " ",
            "list": [True, [False, "x"], {}],
        },
        "archived": False,
    }
    (tmp_path / "deal.json").write_text(json.dumps(deal))
    (found,) = kyccheck("inspect", "deal.json", "-f", "json").json["inputs"]
    values = ["9", "Kiosk", 12.5, 3, True, False, "x", False]
    assert (found["values"], found["values_sha256"]) == (len(values), digest(values))


def test_a_workbook_has_the_counts_of_all_its_sheets_also_of_hidden_ones(tmp_path: Path, kyccheck: Kyccheck) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Deals"
    for row in (
        ["id", "name", "close_date", "amount"],
        ["9", "Kiosk", date(2026, 1, 2), 4800],
        [None, "  ", None, 1.5],
    ):
        sheet.append(row)
    aside = book.create_sheet("aside")
    aside.sheet_state = "hidden"
    aside.append(["not", "read"])
    book.save(tmp_path / "deals.xlsx")
    (found,) = kyccheck("inspect", "deals.xlsx", "-f", "json").json["inputs"]
    first = ["id", "name", "close_date", "amount", "9", "Kiosk", "2026-01-02", 4800, 1.5]
    shown = [(one["name"], one["hidden"], one["rows"], one["values"], one["values_sha256"]) for one in found["sheets"]]
    assert shown == [("Deals", False, 3, 9, digest(first)), ("aside", True, 1, 2, digest(["not", "read"]))]
    lines = f"{digest(first)}\n{digest(['not', 'read'])}\n"
    assert (found["values"], found["values_sha256"]) == (11, hashlib.sha256(lines.encode()).hexdigest())


def test_standard_input_and_lines_are_counted_like_files(kyccheck: Kyccheck) -> None:
    lines = b'{"id": "1", "properties": {"dealname": "x"}}\n{"id": "2", "properties": {"dealname": "y"}}\nbroken\n'
    (found,) = kyccheck("inspect", "-", "-f", "json", stdin=lines).json["inputs"]
    assert (found["values"], found["values_sha256"]) == (4, digest(["1", "x", "2", "y"]))


def test_any_cell_that_changes_goes_or_comes_changes_the_digest() -> None:
    def of(*rows: tuple[object, ...]) -> tuple[int, str]:
        tallies = Tallies()
        made = tuple(Row(number, cells) for number, cells in enumerate(rows, 1))
        tallies.watch(Grid((Sheet("", made, made),)))
        tallies.read_the_rest()
        return tallies.number, tallies.sha256()

    whole = of(("a", 1), ("b", None))
    assert whole == of(("a", 1, None), ("b", "  "))
    others = {
        of(("a", 1)),
        of(("a", "1"), ("b", None)),
        of(("a", 1), ("b", "c")),
        of((1, "a"), ("b", None)),
        of(("a", 1), ("B", None)),
    }
    assert whole not in others
    assert len(others) == 5


@pytest.mark.parametrize(
    ("value", "empty"), [(None, True), ("", True), (" \u00a0\n", True), (0, False), (False, False), ("0", False)]
)
def test_what_counts_as_empty(value: object, empty: bool) -> None:
    assert is_empty(value) is empty
