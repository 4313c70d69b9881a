"""What is masked in a text, and what stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyccheck.personal import Values
from kyccheck.redact import Masks


def values(*texts: str) -> Values:
    found = Values(Masks(b"a key of some length").pseudonym)
    found.keep("9876543210")
    for text in texts:
        found.add(text, "name")
    return found


@pytest.mark.parametrize(
    "text",
    [
        "case 9876543210 has no role", "the document expired on 2026-11-20", "10 of 12 seats", "Limited is missing",
        "stands at iod_check", "it costs 4800.00 HKD", "",
    ],
)  # fmt: skip
def test_what_is_nobodys_stays(text: str) -> None:
    assert values("Ada Lam", "+852 2810 4411", "Amber Quay Limited").text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "contact 2 (ADA LAM)", "Lam, Ada", "ada.lam@amber.hk", "call 2810-4411", "call 28104411 now", "on 2026-11-20 28104411",
        "'amber quay' differs", "amberquay", "+44 20 7946 0000", "小明", "Ådà",
    ],
)  # fmt: skip
def test_what_is_somebodys_goes(text: str) -> None:
    masked = values("Ada Lam", "+852 2810 4411", "Amber Quay Limited").text(text).casefold()
    assert not [one for one in ("ada", "lam,", "lam)", "amber", "quay", "4411", "7946", "小明", "ådà") if one in masked]


def test_what_says_nothing_and_what_is_kept_is_nobodys() -> None:
    assert values("N/A", " ", "9876543210", "-").text("N/A: case 9876543210 - none") == "N/A: case 9876543210 - none"


def test_one_key_gives_one_pseudonym() -> None:
    one, other = Masks(b"a key of some length"), Masks(b"another key of some length")
    assert one.pseudonym("Ada", "name") == Masks(b"a key of some length").pseudonym("Ada", "name")
    assert one.pseudonym("Ada", "name") != other.pseudonym("Ada", "name")
    assert one.name != other.name


@given(st.lists(st.text(min_size=4), max_size=4), st.text(), st.text())
def test_no_value_is_left_as_it_stands(texts: list[str], before: str, after: str) -> None:
    found = values(*(f"Zeb{text}ulon" for text in texts))
    masked = found.text(before + "".join(f" Zeb{text}ulon " for text in texts) + after)
    assert not [text for text in texts if f"Zeb{text}ulon" in masked]
