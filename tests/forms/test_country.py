import pytest

from kyccheck.forms import Context
from kyccheck.forms._countries import code_of
from kyccheck.forms.country import compare

PAIRS = [
    ("aligned", "Hong Kong", "HK"),
    ("aligned", "Hong Kong SAR, China", "香港"),
    ("aligned", "HK - Hong Kong", "hongkong"),
    ("aligned", "Macau", "Macao SAR"),
    ("aligned", "PRC", "Mainland China"),
    ("aligned", "U.K.", "Great Britain"),
    ("aligned", "Korea, Republic of", "South Korea"),
    ("aligned", "United Arab Emirates", "ARE"),
    ("aligned", "ไทย", "Kingdom of Thailand"),
    ("aligned", "Bahamas, The", "BS"),
    ("aligned", "Côte d’Ivoire", "Ivory Coast"),
    ("aligned", "St. Kitts & Nevis", "Saint Kitts and Nevis"),
    ("aligned", "St Vincent and the Grenadines", "Saint Vincent and the Grenadines"),
    ("aligned", "China, People's Republic of", "内地"),
    ("aligned", "Singapore, Republic of", "SG"),
    ("aligned", "Estonia, Republic of", "Estonia"),
    ("aligned", "Hong Kong SAR of China", "홍콩"),
    ("aligned", "ฮ่องกง", "HK"),
    ("aligned", "RSA", "South Africa"),
    ("aligned", "Slovak Republic", "Slovakia"),
    ("aligned", "French Republic", "FR"),
    ("aligned", "Großbritannien", "UK"),
    ("aligned", "アメリカ", "USA"),
    ("aligned", "السعودية", "KSA"),
    ("aligned", "日本國", "Nippon"),
    ("aligned", "星加坡", "SG"),
    ("aligned", "臺灣省", "TW"),
    ("aligned", "大韓民國", "South Korea"),
    ("aligned", "China PR", "CN"),
    ("aligned", "Viet Nam, Socialist Republic of", "Vietnam"),
    ("review", "America", "US"),
    ("review", "R.O.C.", "Taiwan"),
    ("review", "Granada", "Grenada"),
    ("review", "St. Martin", "Saint Martin"),
    ("review", "HK?", "HK"),
    ("review", "Korea", "South Korea"),
    ("review", "Georgia", "GE"),
    ("review", "Scotland", "United Kingdom"),
    ("review", "APAC", "Singapore"),
    ("review", "Singapoor", "Singapore"),
    ("review", "Zhuhai, China", "China"),
    ("misaligned", "Hong Kong", "China"),
    ("misaligned", "Taiwan", "China"),
    ("misaligned", "Macau", "Hong Kong"),
    ("misaligned", "Niger", "Nigeria"),
    ("misaligned", "Republic of Korea", "DPRK"),
]


@pytest.mark.parametrize(("verdict", "left", "right"), PAIRS)
def test_country(verdict: str, left: str, right: str) -> None:
    assert compare(left, right, Context()).verdict == verdict
    assert compare(right, left, Context()).verdict == verdict


def test_names_of_two_letters_are_codes() -> None:
    assert code_of("ao") == "AO"
    assert code_of("") is None
    assert code_of("x" * 300) is None
