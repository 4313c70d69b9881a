import pytest

from kyccheck.forms import Context
from kyccheck.forms.email import compare

PAIRS = [
    ("aligned", "Pay@Northmoor.com", "pay@northmoor.com"),
    ("aligned", "Northmoor, Accounts <pay@northmoor.com>", "mailto:pay@northmoor.com"),
    ("aligned", "pay@northmoor.com; boss@northmoor.com", "boss@northmoor.com,\npay@northmoor.com"),
    ("aligned", "pay@northmoor.com.", "\u200bpay@northmoor.com"),
    ("aligned", "pay@bücher.example.org", "pay@xn--bcher-kva.example.org"),
    ("aligned", "boss@northmoor.com, Ann Lee <pay@northmoor.com>", "Ann Lee <pay@northmoor.com>; boss@northmoor.com"),
    ("aligned", '"Lee, Ann, Dr" <pay@northmoor.com>', "pay@northmoor.com"),
    ("aligned", '"pay@northmoor.com" <pay@northmoor.com>', "pay@northmoor.com"),
    ("aligned", "Northmoor (pay@northmoor.com)", "pay@northmoor.com"),
    ("aligned", "Email: pay@northmoor.com", "pay@northmoor.com"),
    ("aligned", "pay@northmoor.com / boss@northmoor.com", "boss@northmoor.com and pay@northmoor.com"),
    ("aligned", "pay@例子.公司", "pay@xn--fsqu00a.xn--55qx5d"),
    ("aligned", "a@x.com;b@x.com", "b@x.com, a@x.com"),
    ("review", "boss@northmoor.com, Ann Lee <pay@northmoor.com>", "pay@northmoor.com"),
    ("review", "boss@northmoor.com Ann Lee <pay@northmoor.com>", "pay@northmoor.com"),
    ("review", "boss@northmoor.com <pay@northmoor.com>", "pay@northmoor.com"),
    ("review", '"boss@northmoor.com" <pay@northmoor.com>', "pay@northmoor.com"),
    ("review", "to come, soon, Ann Lee <pay@northmoor.com>", "pay@northmoor.com"),
    ("review", "test@test.com; none@gmail.com", "none@gmail.com, test@test.com"),
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
