"""What holds for every form, whatever the values: symmetric, never raising, never aligned without a value, quick."""

import string
import time
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyccheck.forms import CLOSER, Context, person_name, text
from kyccheck.forms._address_read import read as read_address
from kyccheck.forms._company_read import read as read_company
from kyccheck.registry import load, words

FORMS = [load("kyccheck.forms", word) for word in words("kyccheck.forms")]
SINGLE = [form for form in FORMS if not form.__name__.endswith(("texts", "virtual_numbers"))]
CONTEXT = Context(countries=("HK", "SG"))

ODD = st.sampled_from(
    ["", " ", "\u200b", "N/A", "#N/A", "-", "ำ", "İ", "ß", "ﷺ", "™", "㈜", "1E+10", "8.52E+10", "+", "()", "@", "the"]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | ODD
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
)
PIECES = st.sampled_from(
    ["Ltd", "Co.", "PT ", "LLC", "The ", "Room ", "5/F", "Block ", "12-14", "No. ", "St", "LS1 4AP", "#5", "Ohio 45402"]
)
LETTERS = st.text(alphabet=string.ascii_letters + string.digits + " &.,-/()'+@港燈籠ไทยéß公司", max_size=12)
WORDS = st.lists(LETTERS | PIECES, max_size=6).map(" ".join)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(left=JSON | WORDS, right=JSON | WORDS)
def test_no_value_raises_and_the_verdict_is_symmetric(left: object, right: object) -> None:
    for form in FORMS:
        answer, turned = (
            form.compare(left, right, CONTEXT),
            form.compare(right, left, Context(("SG", "HK"))),
        )
        assert answer.verdict == turned.verdict, form.__name__
        assert answer.normal == turned.normal[::-1], form.__name__
        assert answer.why
        assert len(answer.why) < 2000


LINES = st.sampled_from(
    [
        *("Room 5", "Flat A", "Unit 10-12", "5/F", "G/F", "23rd Floor", "Block B", "Tower 2", "P.O. Box 77", "12-14"),
        *("#05-12", "No. 9 Elm St", "Queen's Road East", "LS1 4AP", "Dayton Ohio 45402", "Hong Kong", "U.A.E.", "14樓"),
    ]
)
PLACES = st.lists(LINES | st.text(alphabet=string.ascii_letters + " é", max_size=12), max_size=6).map(", ".join)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(name=WORDS, address=PLACES)
def test_a_normal_form_is_its_own_normal_form(name: str, address: str) -> None:
    for read, value in ((read_company, name), (read_address, address)):
        normal = read(value).normal
        assert read(normal).normal == normal
    for form in (person_name, text):
        normal = form.compare(name, name + "\u200b!", Context()).normal[0]
        assert not normal or form.compare(normal + "\u200b", normal + "\u200b!", Context()).normal[0] == normal


PLAUSIBLE = {
    "company_name": ["Northmoor Ltd", "港燈籠有限公司", "บจก. ว่าวสยาม", "8x8, Inc."],
    "person_name": ["Lee Siew Hoon", "陳大文"],
    "phone": ["+852 2345 6789", "2345 6789"],
    "country": ["Hong Kong", "HK", "泰國"],
    "email": ["pay@northmoor.com"],
    "address": ["Room 5, 3/F, 8 Finch Road, Hong Kong", "P.O. Box 5, Dubai"],
    "identifier": ["64471822", "SC447182"],
    "money": ["HKD 1,200.00", "1200"],
    "quantity": ["10", "10 seats"],
    "term": ["12 months", "1 year"],
    "date": ["2026-03-12", "12 Mar 2026"],
    "text": ["Business plan"],
    "texts": ["IVR; Recording"],
    "virtual_numbers": ["+852 2345 6789"],
}


@pytest.mark.parametrize("word", words("kyccheck.forms"))
def test_a_value_aligns_with_itself(word: str) -> None:
    compare = load("kyccheck.forms", word).compare
    for value in PLAUSIBLE[word]:
        assert compare(value, value, Context(("HK", "HK"))).verdict == "aligned"
        assert compare(value, f" {value} ", Context(("HK", "HK"))).verdict == "aligned"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__.rpartition(".")[2])
@pytest.mark.parametrize("empty", [None, "", "  ", [], {}, "N/A", "tbc", "-", "#N/A", "#REF!", "xxx", float("nan")])
def test_no_value_is_never_aligned(form: ModuleType, empty: object) -> None:
    for other in (empty, "Northmoor Limited", "12 months", "+852 2345 6789", 5):
        answer = form.compare(empty, other, Context())
        assert answer.verdict == "review"
        assert answer.why
        assert form.compare(other, empty, Context()).verdict == "review"


@pytest.mark.parametrize("form", SINGLE, ids=lambda form: form.__name__.rpartition(".")[2])
@pytest.mark.parametrize("value", [["Northmoor"], {"name": "Northmoor"}, True])
def test_what_is_no_single_value_is_never_aligned(form: ModuleType, value: object) -> None:
    assert form.compare(value, value, Context()).verdict == "review"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__.rpartition(".")[2])
def test_the_reason_says_which_side_is_blank(form: ModuleType) -> None:
    assert "blank" in form.compare("", "+852 2345 6789", Context()).why


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__.rpartition(".")[2])
def test_huge_values_take_no_longer(form: ModuleType) -> None:
    start = time.perf_counter()
    for unit in ("a", "1", "a b, ", "1/", "(", "+852 2345 6789;", "x@y.com ", "港", "ป", "a.", "- ", "1-"):
        form.compare(unit * 20000, unit * 20001, Context())
        form.compare((unit * 999)[:999], (unit * 998)[:998], Context())
    assert time.perf_counter() - start < 5
    assert form.compare(10**5000, 10**5000 + 1, Context()).verdict == "review"


def test_forms_that_look_closer_are_told_without_importing_them() -> None:
    assert {form.__name__.rpartition(".")[2] for form in FORMS if hasattr(form, "settles")} == CLOSER


@pytest.mark.parametrize("word", sorted(CLOSER))
def test_what_the_same_does_not_settle_is_never_aligned(word: str) -> None:
    form = load("kyccheck.forms", word)
    values = [0, -1, "0", "-3", "0 months", "P0M", [], [{}], ["abc"], [{"number": "+85258081001", "type": ""}]]
    values += ["☐ IVR", "[ ] IVR", "( ) IVR", "☐ A ☐ B", ["☐ A", "☐ B"], [{"number": "+85258081001", "type": "☐ IVR"}]]
    unsettled = [value for value in values if not form.settles(value)]
    assert len(unsettled) > 3
    assert {form.compare(value, value, Context()).verdict for value in unsettled} == {"review"}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__.rpartition(".")[2])
def test_every_form_documents_what_it_does(form: ModuleType) -> None:
    text = " ".join((form.__doc__ or "").lower().split())
    assert "the same:" in text
    assert "to a person:" in text
    assert "different:" in text
