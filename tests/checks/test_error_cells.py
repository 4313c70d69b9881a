"""A cell whose formula failed says nothing: no check takes it for a value."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kyccheck.values.grid import ErrorCell
from kyccheck.values.value import as_text, is_blank
from kyccheck.values.written import written
from support import Kyccheck, statuses


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "formula without a saved result"])
def test_it_is_no_text_and_yet_is_shown(text: str) -> None:
    cell = ErrorCell(text)
    assert as_text(cell) is None
    assert not is_blank(cell)
    assert written(cell) == text


@pytest.mark.parametrize("value", ["=NA()", "#N/A", "=1+1", "#REF!"])
def test_it_does_not_show_whether_a_mandatory_field_is_filled(value: Any, tmp_path: Path, kyccheck: Kyccheck) -> None:
    book = openpyxl.Workbook()
    deals = book.worksheets[0]
    deals.title = "Deals"
    deals.append(["id", "name", "stage", "company_id"])
    deals.append(["4001", "Amber Quay", "iod_check", "51"])
    companies = book.create_sheet("Companies")
    companies.append(["id", "name", "registration_number", "country", "address"])
    companies.append(["51", "Amber Quay Limited", value, "Hong Kong", "88 Queen's Road Central"])
    book.save(tmp_path / "case.xlsx")
    ran = kyccheck("audit", "case.xlsx", "-f", "json")
    assert statuses(ran.json["cases"][0])["1a"] == "unknown"
