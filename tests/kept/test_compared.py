"""Rows side by side come out as they went in, from memory, from a file or from the room of another process."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyccheck.audit.alignment import COLUMNS, RESULTS, Row, Shown
from kyccheck.kept import compared, pile
from kyccheck.kept.compared import Compared
from kyccheck.kept.spill import Room

TEXTS = st.text(max_size=12) | st.sampled_from(["\ud800", "\x7f\x1b[31m", "\u2028\n", "1e16"])
SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple)
SHOWN = st.builds(Shown, st.sampled_from(COLUMNS), TEXTS, TEXTS, TEXTS, SPANS)
ROWS = st.builds(
    Row, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, st.lists(SHOWN, max_size=3).map(tuple), st.sampled_from(RESULTS), TEXTS
)  # fmt: skip


@settings(deadline=None)
@given(first=st.lists(ROWS, max_size=5), second=st.lists(ROWS, max_size=3), most=st.integers(1, 500))
def test_rows_come_out_as_they_went_in(first: list[Row], second: list[Row], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compared, "_MOST_BYTES", most)
        patch.setattr(pile, "_CHUNK", 50)
        found = Compared(first)
        found.extend(Compared(second))
        apart = Compared(second)
        apart.move_to(Room())
        found.extend(pickle.loads(pickle.dumps(apart)))  # noqa: S301 - what was just made
        assert [one for one, _ in zip(found, found, strict=True)] == [*first, *second, *second]
    assert len(found) == len(first) + 2 * len(second)
    assert bool(found) is bool(first or second)
