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


@pytest.mark.parametrize(("verdict", "left", "right", "why"), POSTCODES)
def test_a_second_look(verdict: str, left: str, right: str, why: str) -> None:
    answer = compare(left, right, Context())
    assert answer.verdict == verdict
    assert why in answer.why
    assert compare(right, left, Context()).verdict == verdict
