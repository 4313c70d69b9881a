from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyccheck.values.day import Unclear, as_day
from kyccheck.values.grid import ErrorCell
from kyccheck.values.value import (
    ABSENT,
    as_number,
    as_text,
    as_truth,
    clean,
    is_blank,
    is_filled,
    is_placeholder,
    says_none,
)
from kyccheck.values.written import written

WORDS = (
    "n/a", "not applicable", "none", "nil", "null", "nan", "undefined", "unknown", "tbc", "tbd", "to be confirmed", "to follow",
    "pending", "test", "dummy", "sample", "no email", "no phone", "not provided", "#n/a", "#ref!", "#value!", "#name?", "待定", "無", "未知",
)  # fmt: skip
INVISIBLE = (
    "",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\u00a0",
    "\u2003",
    "\u3000",
    "\u200b",
    "\u200e",
    "\u202e",
    "\u2060",
    "\ufeff",
    "\x00",
    "\x1f",
    "\u2028",
    "\u00ad",
)


@pytest.mark.parametrize("text", INVISIBLE)
def test_what_nobody_sees_is_blank_and_is_cleaned_away(text: str) -> None:
    assert is_blank(text)
    assert clean(f"{text}Amber Quay{text}") == "Amber Quay"
    assert not is_filled(text)


@pytest.mark.parametrize("value", [None, [], {}, (), float("nan")])
def test_nothing_is_blank(value: Any) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", [0, False, 0.0, "0", "-", [0], {"a": None}, "\u200bx", Decimal(0), ABSENT])
def test_something_is_not_blank(value: Any) -> None:
    assert not is_blank(value)


@pytest.mark.parametrize(
    "text",
    [
        *WORDS,
        "TBC",
        " N/A ",
        "Ｎ／Ａ",
        "--",
        "???",
        "...",
        "xxxx",
        "zzz",
        "000000",
        "___",
        "\u200btbc",
    ],
)
def test_a_placeholder(text: str) -> None:
    assert is_placeholder(text)
    assert not is_filled(text)


@pytest.mark.parametrize(
    "text",
    [
        "Amber",
        "No",
        "Testa Limited",
        "1",
        "名",
        "test@testing-labs.hk",
        "None Such Limited",
        "aa",
        "+852",
    ],
)
def test_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)
    assert is_filled(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" Amber ", "Amber"), (12, "12"), (12.0, "12"), (85221111234.0, "85221111234"), (0.5, "0.5"), (-0.0, "0"), (Decimal("1.50"), "1.50"),
        (date(2026, 11, 1), "2026-11-01"), (datetime(2026, 11, 1, 9, 30, tzinfo=None), "2026-11-01 09:30:00"),  # noqa: DTZ001
        (True, None), (False, None), (None, None), ([], None), (["a"], None), ({"a": "b"}, None), (ABSENT, None), ("", ""),
        (12345678901234567890, "12345678901234567890"),
    ],
)  # fmt: skip
def test_as_text(value: Any, text: str | None) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("value", "truth"),
    [
        (True, True), (1, True), ("Yes", True), (" TRUE ", True), ("y", True), ("1", True), ("signed", True), ("是", True),
        (False, False), (0, False), ("no", False), ("FALSE", False), ("0", False), ("not signed", False), ("否", False),
        ("maybe", None), ("", None), (2, None), (None, None), ([], None), ("yes and no", None), (["yes"], None), (ABSENT, None), (1.5, None),
    ],
)  # fmt: skip
def test_as_truth(value: Any, truth: bool | None) -> None:
    assert as_truth(value) is truth


@pytest.mark.parametrize(
    ("words", "truth"),
    [
        ("true yes y 1 on checked v signed 是 ja sí si oui", True),
        ("false no n 0 off unchecked unsigned 否 nein non", False),
    ],
)
def test_words_of_truth(words: str, truth: bool) -> None:
    assert [word for word in words.split() if as_truth(word) is not truth] == []


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("12", "12"), ("12,500.00", "12500.00"), ("1,234,567", "1234567"), ("+5", "5"), ("-5.5", "-5.5"), (5, "5"), (5.5, "5.5"),
        (Decimal("1.10"), "1.10"), (0.1, "0.1"), (" 7 ", "7"),
        ("12,50", None), ("1.234,50", None), ("12 500", None), ("1e3", None), ("", None), ("ten", None), (True, None), (None, None),
        ("1,2,3", None), ("0x10", None), ("٣", None), ("NaN", None), ("Infinity", None), (float("inf"), None), (float("nan"), None),
        ("1" * 65, None), ([5], None), (ABSENT, None),
    ],
)  # fmt: skip
def test_as_number(value: Any, number: str | None) -> None:
    assert as_number(value) == (None if number is None else Decimal(number))


NOV = date(2026, 11, 1)


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-01", "2026-11-1", "2026-11-01T00:00:00Z", "2026-11-01 23:59", "2026-11-01T10:00:00.000Z", "2026-11-01T00:30:00+08:00",
        "2026/11/01", "2026.11.1", "2026年11月1日", "1 November 2026", "1st Nov 2026", "01-Nov-2026", "Nov 1, 2026", "November 1 2026",
        "1 nov. 2026", "1-Nov-26", "01 Nov 26 14:05", date(2026, 11, 1), datetime(2026, 11, 1, 23, tzinfo=UTC), 1793491200, 1793491200000, "1793491200000",
        "/Date(1793491200000)/", "/Date(1793491200000+0000)/", 1793491200000.0, "2026-11-01T23:00:00-05:00",
    ],
)  # fmt: skip
def test_a_day(value: Any) -> None:
    assert as_day(value) == NOV


def test_a_time_with_an_offset_is_the_day_that_was_written() -> None:
    assert as_day(datetime(2026, 11, 1, 7, tzinfo=timezone(timedelta(hours=8)))) == NOV


@pytest.mark.parametrize(
    ("text", "free", "dmy", "mdy"),
    [
        ("03/04/2026", None, date(2026, 4, 3), date(2026, 3, 4)), ("13/04/2026", date(2026, 4, 13), date(2026, 4, 13), None),
        ("04/13/2026", date(2026, 4, 13), None, date(2026, 4, 13)), ("05/05/2026", date(2026, 5, 5), date(2026, 5, 5), date(2026, 5, 5)),
        ("3.4.2026", None, date(2026, 4, 3), date(2026, 3, 4)), ("3-4-2026", None, date(2026, 4, 3), date(2026, 3, 4)),
        ("03/04/2026 10:00", None, date(2026, 4, 3), date(2026, 3, 4)),
    ],
)  # fmt: skip
def test_day_and_month_are_never_guessed(text: str, free: date | None, dmy: date | None, mdy: date | None) -> None:
    assert as_day(text) == (free or Unclear.AMBIGUOUS)
    assert as_day(text, "dmy") == (dmy or Unclear.NONE)
    assert as_day(text, "mdy") == (mdy or Unclear.NONE)


@pytest.mark.parametrize(
    "value",
    [
        "", "soon", "2026", "2026-11", "2026-13-01", "2026-02-30", "2025-02-29", "31/11/2026", "0001-01-01T00:00:00Z", "20261101", "1 Foo 2026",
        "01/11/26", "1-Nov-76", "1-Nov26", "Nov 1, 26", "31-Nov-26", "2026-11-01 and later", None, True, 45351, 12, "45351", [], {}, ABSENT, "x" * 100, "9" * 5000, 10**30, float("inf"),
        float("nan"), "٢٠٢٦-١١-٠١",
    ],
)  # fmt: skip
def test_no_day(value: Any) -> None:
    assert as_day(value) is Unclear.NONE


@pytest.mark.parametrize(
    "value",
    [
        "1970-01-01", "1970-01-01T00:00:00Z", "0000000000", "/Date(0)/", date(1970, 1, 1), "1900-01-01", "1 January 1900", "01/01/1900",
        "1899-12-30", datetime(1899, 12, 31, tzinfo=UTC), "9999-12-31", "31/12/9999", date(9999, 12, 31),
    ],
)  # fmt: skip
def test_the_days_that_systems_write_for_none(value: Any) -> None:
    assert as_day(value) is Unclear.STANDS_FOR_NONE


@given(st.dates(date(1000, 1, 1), date(9999, 12, 30)).filter(lambda day: not isinstance(as_day(day), Unclear)))
def test_a_day_as_it_is_written_comes_back(day: date) -> None:
    assert as_day(day.isoformat()) == day
    assert as_day(f"{day.day} {day:%B} {day.year}") == day
    assert as_day(f"{day.day}/{day.month}/{day.year}", "dmy") == day


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert is_blank(text) == (clean(text) == "")
    assert clean(clean(text)) == clean(text)
    assert is_filled(text) == (not is_blank(text) and not is_placeholder(text))
    assert as_truth(text) in (True, False, None)
    assert isinstance(as_day(text), date | Unclear)
    number = as_number(text)
    assert number is None or number.is_finite()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    )
)
def test_any_value_has_an_answer(value: Any) -> None:
    assert as_text(value) is None or isinstance(as_text(value), str)
    assert isinstance(as_day(value), date | Unclear)
    assert is_blank(value) in (True, False)
    assert len(written(value, 20)) <= 20


@pytest.mark.parametrize(
    ("value", "limit", "text"),
    [
        ("/Date(1795305600000+0000)/", 60, "2026-11-22"), (" /Date(1795305600000)/", 60, "2026-11-22"), ("/Date(0)/", 60, "/Date(0)/"),
        ("/Date(99999999999999)/", 60, "/Date(99999999999999)/"), ("1795305600000", 60, "1795305600000"),
        ("Amber", 10, "Amber"), ("Amber Quay Limited", 6, "Amber…"), (True, 10, "true"), (12.0, 10, "12"),
    ],
)  # fmt: skip
def test_written_in_a_sentence(value: Any, limit: int, text: str) -> None:
    assert written(value, limit) == text


@pytest.mark.parametrize("value", ["", " ", "\u200b", None, [], {}])
def test_what_is_written_in_a_sentence_is_never_blank(value: Any) -> None:
    assert written(value).strip()


def test_an_error_of_a_spreadsheet_is_no_text_and_a_text_of_another_kind_is() -> None:
    class Kept(str):
        __slots__ = ()

    assert as_text(Kept(" Amber ")) == "Amber"
    assert type(as_text(Kept("Amber"))) is str
    assert as_text(ErrorCell("#REF!")) is None


def test_an_error_of_the_spreadsheet_does_not_say_that_there_is_nothing() -> None:
    assert says_none("N/A")
    assert says_none(["None", ""])
    assert not says_none(ErrorCell("#N/A"))
    assert not says_none([ErrorCell("#N/A"), "None"])
