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
    ("review", "Mr. Raman", "Ms. Raman"),
    ("review", "Mr Priya Raman", "Raman, Mrs Priya"),
    ("review", "陳大文先生", "陳大文女士"),
    ("review", "陳先生", "陈小姐"),
    ("review", "นายสมชาย ใจดี", "นาง สมชาย ใจดี"),
    ("aligned", "Mrs Priya Raman", "Ms Priya Raman"),
    ("aligned", "陳大文先生", "陈大文博士"),
    ("aligned", "Dr Priya Raman", "Mr Priya Raman"),
    ("aligned", "นายสมชาย ใจดี", "สมชาย ใจดี"),
    ("aligned", "นางสาว สมหญิง ใจดี", "สมหญิง ใจดี"),
    ("aligned", "นางสาวิตรี ใจดี", "สาวิตรี ใจดี"),
    ("misaligned", "นายสมชาย ใจดี", "สมหญิง ใจดี"),
    ("aligned", "山田太郎様", "山田 太郎"),
    ("misaligned", "山田太郎様", "山田次郎"),
    ("aligned", "김철수 님", "김철수"),
    ("misaligned", "김철수 님", "김철호"),
    ("misaligned", "Thomas Finch Jr.", "Thomas Finch Sr."),
    ("misaligned", "Thomas Finch", "Martha Finch"),
    ("misaligned", "陳大文", "陳小文"),
]


def test_titles_of_two_sexes_are_named() -> None:
    assert compare("Mr. Raman", "Ms. Raman", Context()).why == "titles of a man and of a woman: Mr / Ms"
    assert compare("陳先生", "陈小姐", Context()).why == "titles of a man and of a woman: 先生 / 小姐"


@pytest.mark.parametrize(("verdict", "left", "right"), PAIRS)
def test_person_name(verdict: str, left: str, right: str) -> None:
    assert compare(left, right, Context()).verdict == verdict
    assert compare(right, left, Context()).verdict == verdict
