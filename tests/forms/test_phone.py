import pytest

from kyccheck.forms import Context
from kyccheck.forms.phone import compare

SAME = [
    ("+852 2345 6789", "2345 6789", "HK"),
    ("+852 2345 6789", "23456789", "Hong Kong"),
    ("+852 2345 6789", "(852) 2345-6789", "HK"),
    ("+852 2345 6789", "00852 2345 6789", "HK"),
    ("+852 2345 6789", 85223456789.0, "HK"),
    ("+852 2345 6789", "85223456789.0", "HK"),
    ("+852 2345 6789", "8.5223456789E+10", "HK"),
    ("+852 2345 6789", "'+852 2345 6789", "HK"),
    ("+852 2345 6789", "Tel: ＋８５２ ２３４５ ６７８９ (Office)", "HK"),
    ("+852 2345 6789; +852 2345 6780", "2345 6780 / 2345 6789", "HK"),
    ("+852 2345 6789", "+852 2345 6789, 2345 6789", "HK"),
    ("+44 20 7946 0018", "+44 (0)20 7946 0018", "GB"),
    ("+44 20 7946 0018", 2079460018, "GB"),
    ("+62 812 3456 7891", "+62 0812 3456 7891", "ID"),
    ("+66 63 194 1192", "063-194-1192", "TH"),
    ("+971 4 283 2733", "٠٤ ٢٨٣ ٢٧٣٣", "AE"),
    ("+1 650-253-0001 ext. 12", "650 253 0001 x12", "US"),
    ("+1 650-253-0001;ext=12", "650 253 0001 x12", "US"),
    ("+49 151 23456789", "0151 23456789", "DE"),
    ("+852 2345 6789", "2345 6789 (direct line)", "HK"),
    ("+852 2345 6789", "2345 6789 (HK)", "HK"),
    ("+852 2345 6789", "[+852] 2345—6789", "HK"),
    ("+852 2345 6789", "+852 2345−6789", "HK"),
    ("+852 2345 6789", "聯絡電話：2345 6789", "HK"),
    ("+65 8123 4567", "HP: 8123 4567", "SG"),
    ("+62 21 5795 1234", "Telp. 021-57951234", "ID"),
    ("+66 2 234 5678", "โทร. 02-234-5678", "TH"),
    ("+971 4 331 2345", "هاتف 04 331 2345", "AE"),
    ("+33 1 42 68 53 00", "Tél. 01 42 68 53 00", "FR"),
    ("+852 2345 6789", "Tel/Fax: 2345 6789", "HK"),
    ("+852 2345 6789", "Tel / Fax: 2345 6789", "HK"),
]
OTHER = [
    ("review", "+852 2345 6789", "2345 6789", None, "no country"),
    ("review", "+852 2345 6789", "2345 6789-99", "HK", "range"),
    ("review", "+852 2345 6789", "2345 6789/90", "HK", "range"),
    ("review", "+852 2345 6789", "2345 6789—99", "HK", "range"),
    ("review", "+852 2345 6789", "Fax: +852 2345 6789", "HK", "a number for fax"),
    ("review", "+852 2345 6789", "F: 2345 6789", "HK", "a number for fax"),
    ("review", "+852 2345 6789", "Tel: 2345 6780, Fax: 2345 6789", "HK", "a number for fax"),
    ("review", "+852 2345 6789", "2345 6789 (disconnected)", "HK", "words beside the number"),
    ("review", "+852 2345 6789", "2345 6789 (wrong number)", "HK", "words beside the number"),
    ("review", "+852 2345 6789", "+852 2345 6789 (do not use)", "HK", "words beside the number"),
    ("review", "+852 2345 6789", "2345 6789 (Singapore)", "HK", "words beside the number"),
    ("review", "+852 2345 6789", "2345 6789 (line cut)", "HK", "words beside the number"),
    ("review", "+852 2345 6789", "+852 2345 6789 ext 5", "HK", "extension"),
    ("review", "+852 2345 6789", "8.52235E+10", "HK", "cut off digits"),
    ("review", "+852 2345 6789", "+852 2345 678", "HK", "not a valid number"),
    ("review", "+852 2345 6789", "+852 2345 678O", "HK", "letters"),
    ("review", "+852 2345 6789", "+852 2345 6789; +852 2345 6780", "HK", "only on one side"),
    ("review", "+852 2345 6789", "to be confirmed", "HK", "placeholder"),
    ("review", "8.52E+10", "8.52E+10", "HK", "cut off digits"),
    ("misaligned", "+852 2345 6789", "+852 2345 6798", "HK", "numbers differ"),
    ("misaligned", "+852 2345 6789", "+65 6345 6789", "HK", "numbers differ"),
    ("misaligned", "+1 650-253-0001 x12", "+1 650-253-0001 x13", "US", "extension differs"),
    ("misaligned", "+852 2345 6789; +852 2345 6780", "+852 2345 6781; +852 2345 6782", "HK", "no number in common"),
]


@pytest.mark.parametrize(("left", "right", "country"), SAME)
def test_same_phone(left: object, right: object, country: str) -> None:
    context = Context(countries=(country, country))
    assert compare(left, right, context).verdict == "aligned"
    assert compare(right, left, context).verdict == "aligned"


@pytest.mark.parametrize(("verdict", "left", "right", "country", "why"), OTHER)
def test_other_phone(verdict: str, left: str, right: str, country: str | None, why: str) -> None:
    context = Context(countries=(country, country))
    answer = compare(left, right, context)
    assert answer.verdict == verdict
    assert why in answer.why
    assert compare(right, left, context).verdict == verdict


def test_the_same_digits_in_two_countries_are_not_the_same_number() -> None:
    assert compare("2345 6789", "2345 6789", Context(countries=("HK", "MO"))).verdict != "aligned"
    assert compare("2345 6789", "2345 6789", Context()).verdict == "aligned"


@pytest.mark.parametrize(
    ("left", "right", "country"),
    [
        ("+852 2345 6789", "0852-23456789", "CN"),
        ("+852 2345 6789", "0852-23456789", "MO"),
        ("+65 6789 4321", "065 6789 4321", "MY"),
        ("+44 20 7946 0123", "044 20 7946 0123", "GB"),
        ("+1 512 345 6789", "01512 3456789", "FR"),
    ],
)
def test_one_zero_does_not_open_a_number_of_another_country(left: str, right: str, country: str) -> None:
    assert compare(left, right, Context(countries=(None, country))).verdict == "review"


def test_the_reason_shows_both_spellings_and_the_kind_of_number() -> None:
    answer = compare("2345 6789", "+852 2345 6789", Context(countries=("HK", "HK")))
    assert answer.why == "same number, written 2345 6789 and +852 2345 6789 (fixed line, Hong Kong)"
    assert answer.normal == ("+85223456789", "+85223456789")
