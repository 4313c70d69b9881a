"""Fields that are written part by part."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyccheck.records.parted import are_parts, part_of, together, whole_of
from kyccheck.values.grid import ErrorCell


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Virtual number 2", ("virtual number", 2)),
        ("virtual_number_02", ("virtual number", 2)),
        ("Virtual number #3", ("virtual number", 3)),
        ("Virtual number (4)", ("virtual number", 4)),
        ("Virtual number no. 5", ("virtual number", 5)),
        ("Billing address line 1", ("billing address", 1)),
        ("Billing address", ("", 0)),
        ("2", ("", 0)),
        ("2026", ("", 0)),
        ("Form 2026", ("", 0)),
        ("a" * 300 + "2", ("", 0)),
        ("虚拟号码2", ("虚拟号码", 2)),
    ],
)
def test_a_title_with_a_number_behind_it_is_a_part(title: str, part: tuple[str, int]) -> None:
    assert part_of(title) == part


@pytest.mark.parametrize(
    ("titles", "parts"),
    [
        (["Number 1", "Number 2"], True),
        (["Number 2", "Number 1", "Number 9"], True),
        (["Address", "Address 2"], True),
        (["Numbers", "Number 1", "Number 2"], False),
        (["Number 1", "Number 1"], False),
        (["Number", "Numbers"], False),
        (["Number 1"], False),
        ([], False),
    ],
)
def test_titles_are_parts_where_each_has_its_own_number_and_none_is_the_whole(titles: list[str], parts: bool) -> None:
    assert are_parts(titles) is parts


@pytest.mark.parametrize(
    ("kind", "parts", "whole"),
    [
        ("list", ["IVR", "Recording"], "IVR; Recording"),
        ("list", ["IVR", None, "n/a", "Recording", " "], "IVR; Recording"),
        ("list", ["None", None], "None"),
        ("list", [None, "TBC"], "TBC"),
        ("list", ["IVR", "TBC"], "IVR; TBC"),
        ("list", [None, None], None),
        ("list", [85258081001, 85258081002], "85258081001; 85258081002"),
        ("list", [[{"number": "1"}], {"number": "2"}], [{"number": "1"}, {"number": "2"}]),
        ("list", ["IVR", ErrorCell("#N/A")], ["IVR", ErrorCell("#N/A")]),
        ("address", ["Flat 4", "88 Queen's Road"], "Flat 4, 88 Queen's Road"),
        ("address", ["Flat 4", "Flat 4"], "Flat 4"),
    ],
)
def test_the_whole_has_all_parts_in_order(kind: str, parts: list[Any], whole: object) -> None:
    assert whole_of(kind, parts) == whole


def test_two_values_of_a_field_without_parts_are_both_kept() -> None:
    assert together("phone", "1", "2") == ["1", "2"]


@given(st.lists(st.text("abc", min_size=1, max_size=3), min_size=1))
def test_no_part_that_says_something_is_lost(parts: list[str]) -> None:
    assert {*str(whole_of("list", parts)).split("; ")} == {*parts}


def test_a_title_without_end_is_told_at_once() -> None:
    """It is a key of JSON, and anybody's: one second for 4,000 letters would be an hour for 200,000."""
    assert part_of("a" * 1_000_000) == ("", 0)
    assert part_of("a" * 199 + "!") == ("", 0)
