"""A hidden sheet that a source would read is a problem and no record, in the readers that know no more of sheets."""

import pytest

from kyccheck.values.grid import Grid
from sources.grids import Rows, problems, read, sheet

BOARD: Rows = [["Board"], ["Group"], ["Name", "Status", "Item ID"], ["Kiosk", "Done", "11"]]
CONTACTS: Rows = [["*ContactName", "EmailAddress", "POCity"], ["Amber Quay Limited", "ada@amberquay.hk", "Hong Kong"]]


@pytest.mark.parametrize(("source", "rows"), [("monday", BOARD), ("xero", CONTACTS)])
def test_a_hidden_sheet_is_a_problem(source: str, rows: Rows) -> None:
    once = read(Grid((sheet("Now", rows),)), source)
    found = read(Grid((sheet("Now", rows), sheet("Old", rows, hidden=True), sheet("Blank", [], hidden=True))), source)
    assert len(found) == len(once) + 1
    assert problems(found) == [('the sheet "Old" is hidden and was not read; show it, or take it out', "Old!")]
    assert not problems(once)
