"""A row of the questionnaire is tied to its question, case, item and fingerprint."""

import pytest

from kyccheck.decisions.questionnaire import COLUMNS, Column, seal

ROW = {column.name: column.header for column in COLUMNS}


@pytest.mark.parametrize("name", ["case", "checklist", "item", "question", "fingerprint"])
def test_a_change_of_what_nobody_fills_breaks_the_seal(name: str) -> None:
    assert seal({**ROW, name: "other"}) != seal(ROW)


@pytest.mark.parametrize("column", [column for column in COLUMNS if column.to_fill], ids=lambda column: column.name)
def test_an_answer_does_not(column: Column) -> None:
    assert seal({**ROW, column.name: "other"}) == seal(ROW)
