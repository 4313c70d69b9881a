import pytest

from kyccheck.forms import Context
from kyccheck.forms.person_name import compare

PAIRS = [
    ("aligned", "Ms. Lee Siew Hoon", "LEE SIEW HOON"),
    ("aligned", "Lee, Siew Hoon", "Siew Hoon Lee"),
    ("aligned", "Lee, Siew Hoon", "Lee Siew Hoon"),
    ("aligned", "José Peña", "Jose Pena"),
    ("aligned", "Jürgen Müller", "Jurgen Muller"),
    ("review", "Jürgen Müller", "Jurgen Müller"),
    ("review", "Nguyễn Văn An", "Nguyễn Văn Ân"),
    ("aligned", "Trần Thị Hà", "Tran Thi Ha"),
    ("aligned", "鄺灝樺", "邝灏桦"),
    ("review", "涂小文", "塗小文"),
    ("review", "Nguyễn Văn Hùng", "Nguyễn Văn Hưng"),
    ("review", "Trần Thị Hà", "Trần Thị Hạ"),
    ("review", "Trần Thị Hóa", "Trần Thị Hoà"),
    ("aligned", "Lee Siew-Hoon", "Lee Siew Hoon"),
    ("aligned", "陳大文", "陈大文 先生"),
    ("review", "Lee Siew Hoon", "Siew Hoon Lee"),
    ("review", "Grace Lee Siew Hoon", "Lee Siew Hoon"),
    ("review", "S. H. Lee", "Siew Hoon Lee"),
    ("review", "Lee Siewhoon", "Lee Siew Hoon"),
    ("review", "Lee Siew Hoon", "李秀雲"),
    ("review", "Lee Siew Hoan", "Lee Siew Hoon"),
    ("review", "Thomas Finch Jr.", "Thomas Finch"),
    ("misaligned", "Thomas Finch Jr.", "Thomas Finch Sr."),
    ("misaligned", "Thomas Finch", "Martha Finch"),
    ("misaligned", "陳大文", "陳小文"),
]


@pytest.mark.parametrize(("verdict", "left", "right"), PAIRS)
def test_person_name(verdict: str, left: str, right: str) -> None:
    assert compare(left, right, Context()).verdict == verdict
    assert compare(right, left, Context()).verdict == verdict
