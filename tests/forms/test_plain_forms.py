import pytest

from kyccheck.forms import Context
from kyccheck.registry import load

PAIRS = [
    ("money", "aligned", "HKD 1,200.00", "HK$1200"),
    ("money", "aligned", "US$ 5.50", "5.5 USD"),
    ("money", "aligned", 1200, "1,200.00"),
    ("money", "aligned", "(1,200)", "-1200"),
    ("money", "aligned", "RM 10", "MYR 10.00"),
    ("money", "review", "$1,200", "$1,200"),
    ("money", "review", "¥100", "¥100"),
    ("money", "review", "1200", "HKD 1200"),
    ("money", "review", "1.200,50", "1200.50"),
    ("money", "review", "1.2k", "1200"),
    ("money", "misaligned", "USD 5", "HKD 5"),
    ("money", "misaligned", "USD 5", "USD 50"),
    ("money", "review", "EUR 1.200", "EUR 1.2"),
    ("money", "review", "EUR 1.200", "EUR 1200"),
    ("money", "review", "-1.200", "-1200"),
    ("money", "misaligned", "EUR 1.200", "EUR 12"),
    ("money", "aligned", "EUR 1.200", "1.200 EUR"),
    ("money", "aligned", 1.234, "1.2340"),
    ("money", "aligned", "USD 0.125", "0.1250 USD"),
    ("money", "review", "DH 1200", "AED 1200"),
    ("money", "review", "DHS 1200", "MAD 1200"),
    ("quantity", "aligned", "1,000", 1000.0),
    ("quantity", "review", "1.000", "1000"),
    ("quantity", "review", "25.000", "25"),
    ("quantity", "review", "25.000 seats", "25 seats"),
    ("quantity", "misaligned", "25.000", "26"),
    ("quantity", "aligned", 25.0, "25"),
    ("quantity", "aligned", "1000.0", 1000),
    ("quantity", "aligned", "10 pcs", "10 pieces"),
    ("quantity", "aligned", "10 nos.", "10"),
    ("quantity", "aligned", "10 boxes", "10 box"),
    ("quantity", "aligned", "Qty: 10", "10"),
    ("quantity", "review", "10k", "10000"),
    ("quantity", "review", "minus 5", "minus 5"),
    ("quantity", "review", "(5)", "(5)"),
    ("quantity", "aligned", "10 seats", "10 Seat"),
    ("quantity", "review", "10 seats", "10 channels"),
    ("quantity", "review", "10 seats", "10"),
    ("quantity", "review", "a few", "a dozen"),
    ("quantity", "review", -5, "-5"),
    ("quantity", "review", "0", "0 seats"),
    ("quantity", "review", "−5", "-5"),
    ("quantity", "misaligned", "10", "100"),
    ("quantity", "misaligned", -5, 5),
    ("quantity", "misaligned", "-5", "-6"),
    ("term", "aligned", "12 months", "1 year"),
    ("term", "aligned", "24M", "Two years"),
    ("term", "aligned", "P1Y6M", "18 months"),
    ("term", "aligned", "12個月", "一年"),
    ("term", "aligned", "14 days", "2 weeks"),
    ("term", "aligned", "Month to Month", "month to month"),
    ("term", "review", "12", "12"),
    ("term", "review", 12, "1 year"),
    ("term", "review", "-12 months", "12 months"),
    ("term", "aligned", "12-month term", "1 year"),
    ("term", "review", "12 months, 24 months", "36 months"),
    ("term", "review", "12 months & 24 months", "36 months"),
    ("term", "review", "12 months - 1 month", "13 months"),
    ("term", "review", "1 year 12 months", "24 months"),
    ("term", "aligned", "1 year, 6 months", "18 months"),
    ("term", "aligned", "12 months (1 year)", "12 months"),
    ("term", "review", "12 months (2 years)", "12 months"),
    ("term", "aligned", "two (2) years", "24 months"),
    ("term", "aligned", "12 (twelve) months", "12 months"),
    ("term", "review", "two (3) years", "24 months"),
    ("term", "aligned", "12ヶ月", "1년"),
    ("term", "aligned", "半年", "6 calendar months"),
    ("term", "aligned", "3 qtrs", "9 months"),
    ("term", "review", "30 days", "1 month"),
    ("term", "review", "0 months", "0 months"),
    ("term", "review", "-12 months", "-12 months"),
    ("term", "misaligned", "0 months", "12 months"),
    ("term", "misaligned", "12 months", "24 months"),
    ("date", "aligned", "12 Mar 2026", "2026-03-12"),
    ("date", "aligned", "2026-03-12T08:00:00Z", "12 Mar 2026 00:00"),
    ("date", "review", "03/04/2026", "2026-04-03"),
    ("date", "review", "next week", "2026-04-03"),
    ("date", "misaligned", "03/04/2026", "2026-07-03"),
    ("date", "misaligned", "2026-03-12", "2026-03-13"),
    ("text", "aligned", "Business  Plan", "business plan"),
    ("text", "aligned", "5", 5),
    ("text", "review", "call-recording", "call recording"),
    ("text", "review", "Bussiness plan", "Business plan"),
    ("text", "misaligned", "Basic plan", "Business plan"),
    ("texts", "aligned", ["Recording", "IVR"], ["ivr", "recording"]),
    ("texts", "aligned", "Recording; IVR", ["IVR", "Recording"]),
    ("texts", "review", ["Call-recording"], ["Call recording"]),
    ("texts", "review", "IVR, Recording", ["Recording", "IVR"]),
    ("texts", "review", ["IVR、錄音"], "錄音; IVR"),
    ("texts", "misaligned", "IVR, Recording", ["IVR"]),
    ("texts", "review", ["IVR", ""], ["IVR"]),
    ("texts", "review", [], []),
    ("texts", "review", [["IVR"]], ["IVR"]),
    ("texts", "misaligned", ["IVR"], ["IVR", "Recording"]),
    ("texts", "misaligned", ["IVR", "IVR"], ["IVR"]),
]


@pytest.mark.parametrize(("form", "verdict", "left", "right"), PAIRS)
def test_plain_forms(form: str, verdict: str, left: object, right: object) -> None:
    compare = load("kyccheck.forms", form).compare
    assert compare(left, right, Context()).verdict == verdict
    assert compare(right, left, Context()).verdict == verdict


def test_slashed_dates_are_read_in_the_order_of_the_mapping() -> None:
    compare = load("kyccheck.forms", "date").compare
    assert compare("03/04/2026", "2026-04-03", Context(date_order="dmy")).verdict == "aligned"
    assert compare("03/04/2026", "2026-04-03", Context(date_order="mdy")).verdict == "misaligned"


def test_a_list_names_what_only_one_side_has() -> None:
    compare = load("kyccheck.forms", "texts").compare
    assert compare(["IVR"], ["IVR", "Recording"], Context()).why == "only the second list has Recording"
