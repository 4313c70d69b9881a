"""A number that is told at a glance is the number that is read."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers.phonenumberutil import COUNTRY_CODE_TO_REGION_CODE

from kyccheck.forms._phones import read
from kyccheck.forms._plain_numbers import e164

CODES = sorted(COUNTRY_CODE_TO_REGION_CODE)


@pytest.mark.parametrize("text", ["+852 5808 1001", "+85258081001", "+1 415-555-2671", "+44 20 7946 0000", "+39 06 6982 1234"])  # fmt: skip
def test_a_number_as_people_write_it(text: str) -> None:
    assert {e164(text)} == read(text, None).numbers


@pytest.mark.parametrize(
    "value",
    ["", "+", "+852", "abc", "+852 5808 1001-39", "+852 5808 1001 x5", "+852 1234 5678", "+999 5808 1001", "+852 5808 10O1", "+٨٥٢ 5808 1001", 85258081001, None, ["+85258081001"]],
)  # fmt: skip
def test_what_is_not_told_at_a_glance(value: object) -> None:
    assert not e164(value)


def examples(code: int) -> list[str]:
    found = [
        phonenumbers.example_number_for_type(region, kind)
        for region in COUNTRY_CODE_TO_REGION_CODE[code]
        for kind in range(11)
    ]
    return [phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) for number in found if number]


@st.composite
def nearly_numbers(draw: st.DrawFn) -> str:
    """A number of some country with a digit changed, added, dropped or followed by others, parted somehow."""
    code = draw(st.sampled_from(CODES))
    text = draw(st.sampled_from(examples(code) or [f"+{code}12345678"]))
    place = draw(st.integers(len(str(code)) + 1, len(text) - 1))
    digits = draw(st.text("0123456789", max_size=3))
    text = text[:place] + digits + text[place + draw(st.integers(0, 3)) :]
    cut = draw(st.integers(0, len(text)))
    return text[:cut] + draw(st.sampled_from(["", " ", "-", "  ", "- "])) + text[cut:]


@given(nearly_numbers())
def test_a_number_told_at_a_glance_is_the_one_that_is_read(text: str) -> None:
    told = e164(text)
    assert not told or read(text, None).numbers == {told}
    assert not told or not read(text, None).problems


def test_nearly_every_example_of_a_number_is_told_at_a_glance() -> None:
    every = [text for code in CODES for text in examples(code)]
    assert sum(e164(text) == text for text in every) > 0.97 * len(every)
