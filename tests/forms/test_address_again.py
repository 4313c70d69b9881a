import pytest

from kyccheck.forms import Context
from kyccheck.forms.address import compare

POSTCODES = [
    ("review", "9 Moor St, Albany, NY 10118", "9 Moor St, Albany, NY 10118-0110", "number differs: 10118 / 10118-0110"),
    ("review", "1-1-2 Moor, Tokyo 100-0004", "1-1-2 Moor, Tokyo 1000004", "may be the same in other spellings"),
    ("review", "Av. Moor, 9, Olinda, 01310-100", "Av. Moor, 9, Olinda, 01310100", "number differs"),
    ("review", "Av. Moor, 9, Olinda, 01310 100", "Av. Moor, 9, Olinda, 01310100", "parted otherwise"),
    ("review", "ul. Moor 5, 00-590 Elk, Poland", "ul. Moor 5, 00590 Elk, Poland", "number differs"),
    ("misaligned", "9 Moor St, Albany, NY 10118", "9 Moor St, Albany, NY 10119-0110", "number differs"),
    ("misaligned", "9 Moor St, Albany, NY 10118-0111", "9 Moor St, Albany, NY 10118-0110", "number differs"),
    ("misaligned", "9 Moor St, Albany, NY 10118", "9 Heron St, Albany, NY 10118-0110", "number differs"),
    ("misaligned", "9 Moor St, Albany, NY 10118", "8 Moor St, Albany, NY 10118-0110", "number differs"),
    ("misaligned", "Av. Moor, 9, Olinda, 01310-100", "Av. Moor, 9, Olinda, 01310200", "number differs"),
]

UNITS = [
    ("aligned", "Flat 5F, Moor Court, 9 Finch Road", "Unit 5F, Moor Court, 9 Finch Road", ""),
    ("aligned", "Flat/Rm 5F, Moor Court", "Room 5-F, Moor Court", ""),
    ("aligned", "Flat A 5F, Moor Court", "Flat A, 5/F, Moor Court", ""),
    ("aligned", "Office 5F, Moor Court", "Office, 5/F, Moor Court", ""),
    ("review", "Flat 5F, Moor Court", "5F, Moor Court", "only one side names the unit (5f)"),
    ("review", "Flat 5F, Moor Court", "Flat F, 5/F, Moor Court", "unit differs: 5f / f"),
    ("review", "Flat 12A, Moor Court", "Flat A, 12/F, Moor Court", "unit differs: 12a / a"),
    ("review", "Moor Court, #26-01", "Moor Court, Level 26 Unit 01", "unit differs: 26-1 / 1"),
    ("review", "Moor Court, #26-01", "Moor Court, #2601", "unit differs: 26-1 / 2601"),
    ("review", "Unit 1502, 15/F, Moor Court", "Unit 02, 15/F, Moor Court", "unit differs: 1502 / 2"),
    ("misaligned", "Flat 5F, Moor Court", "Flat F, 6/F, Moor Court", "unit differs"),
    ("misaligned", "Flat 5F, Moor Court", "Unit 5G, Moor Court", "unit differs"),
    ("misaligned", "Flat 5F, Moor Court", "Unit 6F, Moor Court", "unit differs"),
    ("misaligned", "Flat 5F, Tower 2, Moor Court", "Flat F, 5/F, Tower 1, Moor Court", "tower differs"),
    ("misaligned", "Flat 12A, Moor Court", "Flat B, 12/F, Moor Court", "unit differs"),
    ("misaligned", "Flat 12A, Moor Court", "Flat A, 11/F, Moor Court", "unit differs"),
    ("misaligned", "Flat 12A, Moor Court", "Flat A, 12/F, Finch Court", "unit differs"),
    ("misaligned", "Moor Court, #26-01", "Moor Court, Level 1 Unit 26", "unit differs"),
    ("misaligned", "Moor Court, #26-01", "Moor Court, Level 26 Unit 02", "unit differs"),
    ("misaligned", "Unit 1502, 15/F, Moor Court", "Unit 3, 15/F, Moor Court", "unit differs"),
    ("misaligned", "Unit 1502, 15/F, Moor Court", "Unit 2, 14/F, Moor Court", "floor differs"),
    ("misaligned", "Unit 125, Moor Court", "Unit 5, 12/F, Moor Court", "unit differs"),
]


@pytest.mark.parametrize(("verdict", "left", "right", "why"), POSTCODES + UNITS)
def test_a_second_look(verdict: str, left: str, right: str, why: str) -> None:
    answer = compare(left, right, Context())
    assert answer.verdict == verdict
    assert why in answer.why
    assert compare(right, left, Context()).verdict == verdict
