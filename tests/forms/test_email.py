import pytest

from kyccheck.forms import Context
from kyccheck.forms.email import compare

PAIRS = [
    ("aligned", "Pay@Northmoor.com", "pay@northmoor.com"),
    ("aligned", "Northmoor, Accounts <pay@northmoor.com>", "mailto:pay@northmoor.com"),
    ("aligned", "pay@northmoor.com; boss@northmoor.com", "boss@northmoor.com,\npay@northmoor.com"),
    ("aligned", "pay@northmoor.com.", "\u200bpay@northmoor.com"),
    ("aligned", "pay@bücher.example.org", "pay@xn--bcher-kva.example.org"),
    ("review", "pay@northmoor", "pay@northmoor.com"),
    ("review", "pay+hk@northmoor.com", "pay@northmoor.com"),
    ("review", "pay@northmoor.com; boss@northmoor.com", "pay@northmoor.com"),
    ("review", "test@test.com", "pay@northmoor.com"),
    ("review", "call the office", "pay@northmoor.com"),
    ("misaligned", "pay@northmoor.com", "pay@northmoor.co"),
    ("misaligned", "pay@northmoor.com", "pay@nоrthmoor.com"),
    ("misaligned", "pay@straße.de", "pay@strasse.de"),
]


@pytest.mark.parametrize(("verdict", "left", "right"), PAIRS)
def test_email(verdict: str, left: str, right: str) -> None:
    assert compare(left, right, Context()).verdict == verdict
    assert compare(right, left, Context()).verdict == verdict
