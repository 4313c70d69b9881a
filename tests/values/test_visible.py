import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyccheck.values.visible import visible

ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"}
JOINERS = "\u200c\u200d"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mPASS\x1b[0m", "\\x1b[31mPASS\\x1b[0m"), ("a\nb", "a\\nb"), ("a\r\nb", "a\\r\\nb"), ("a\tb", "a\\tb"),
        ("\x00", "\\x00"), ("\x07", "\\x07"), ("\x7f", "\\x7f"), ("\x9b31m", "\\x9b31m"), ("\u202eabc", "\\u202eabc"),
        ("\u2066x\u2069", "\\u2066x\\u2069"), ("\u200b", "\\u200b"), ("\ufeff", "\\ufeff"), ("\u2028", "\\u2028"), ("\u00ad", "\\xad"),
        ("\ud800", "\\ud800"), ("\ue000", "\\ue000"), ("\U000e0041", "\\U000e0041"), ("\U000f0000", "\\U000f0000"), ("\uffff", "\\uffff"),
    ],
)  # fmt: skip
def test_what_acts_or_hides_is_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Amber Quay Limited",
        "琥珀碼頭",
        "Zoë Müller",
        "עברית",
        "نص",
        "😀",
        "👩‍💻",
        "क्‍ष",
        "می‌خواهم",
        "a  b",
        "~!@#$%^&*()[]{}",
        "é",
    ],
)
def test_text_of_every_script_stays(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_no_acting_character_survives(text: str) -> None:
    assert not [
        character
        for character in visible(text)
        if unicodedata.category(character) in ACTING and character not in JOINERS
    ]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"])))
def test_text_without_acting_characters_is_not_changed(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_it_is_done_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(st.text(), st.text())
def test_what_stands_beside_makes_no_difference(one: str, other: str) -> None:
    assert visible(one + other) == visible(one) + visible(other)
