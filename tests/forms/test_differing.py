import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyccheck.forms._differing import differing


def marked(left: str, right: str, form: str) -> tuple[str, str]:
    shown = []
    for text, spans in zip((left, right), differing(left, right, form), strict=True):
        ends = {place: "[" for place, _ in spans} | {place: "]" for _, place in spans}
        shown.append("".join(ends.get(place, "") + text[place : place + 1] for place in range(len(text) + 1)))
    return shown[0], shown[1]


@pytest.mark.parametrize(
    ("form", "left", "right"),
    [
        ("company_name", "Amber [Key] Ltd.", "AMBER [Quay] Limited"),
        ("company_name", "Amber Quay [Pte]. Ltd.", "Amber Quay Limited"),
        ("company_name", "Amber Quay ([Hong Kong]) Ltd", "Amber Quay ([Singapore]) Ltd"),
        ("company_name", "港[燈]有限公司", "港[澄]有限公司"),
        ("company_name", "[Quay Amber]", "[Amber Quay]"),
        ("address", "Flat 5, [12]/F, 88 Hill Road", "[21]/F Flat 5, 88 Hill Rd"),
        ("phone", "+852 2810 4[41]1", "2810 4[14]1"),
        ("phone", "+852 2810 441[1]", "+852-2810-441[2]"),
        ("identifier", "6910 44[18]", "691044[81]"),
        ("quantity", "[10]", "[11]"),
        ("term", "[12] months", "[24] months"),
        ("text", "Voice [Pro]", "Voice [Basic]"),
        ("email", "[ada].lam@amber.hk", "[ben].lam@amber.hk"),
    ],
)
def test_what_differs_is_marked(form: str, left: str, right: str) -> None:
    plain = left.replace("[", "").replace("]", ""), right.replace("[", "").replace("]", "")
    assert marked(*plain, form) == (left, right)
    assert marked(*plain[::-1], form) == (right, left)


FORMS = st.sampled_from(["company_name", "address", "phone", "identifier", "text", "quantity"])
TEXTS = st.text(max_size=30) | st.text(alphabet="ab 12-/.é港燈", max_size=30)


@given(TEXTS, TEXTS, FORMS)
def test_spans_lie_in_the_text_in_order_and_hold_something(left: str, right: str, form: str) -> None:
    for text, spans in zip((left, right), differing(left, right, form), strict=True):
        ends = [place for span in spans for place in span]
        assert ends == sorted(ends)
        assert all(0 <= start < end <= len(text) for start, end in spans)
    assert any(differing(left, right, form)) == bool(left.strip() and right.strip())
