import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.asking import members, native_case
from kyccheck.asking.answer import (
    NEAREST_FIRST,
    WORST_FIRST,
    Answer,
    Seen,
    Status,
    nearest,
    not_evaluated,
    of_case,
    worst,
)

CASE = native_case({"company": {"name": "Amber Quay"}, "contacts": [{"name": "Ada Lam", "role": "billing"}]})
ADA = members(CASE, "contacts")[0]

ANSWER = st.tuples(st.sampled_from(WORST_FIRST), st.sampled_from("abcd")).map(lambda said: Answer(*said))
ANSWERS = st.lists(ANSWER, min_size=1, max_size=6)


@given(ANSWERS)
def test_where_all_must_hold_the_worst_counts_with_every_reason_once(answers: list[Answer]) -> None:
    found = worst(answers)
    assert found.status == min((one.status for one in answers), key=WORST_FIRST.index)
    as_bad = [one.reason for one in answers if one.status is found.status]
    assert found.reason.split("; ") == list(dict.fromkeys(as_bad))


@given(ANSWERS.filter(lambda answers: all(one.status in NEAREST_FIRST for one in answers)))
def test_where_one_will_do_the_first_of_the_nearest_to_a_pass_counts(answers: list[Answer]) -> None:
    found = nearest(answers)
    status = min((one.status for one in answers), key=NEAREST_FIRST.index)
    assert found is next(one for one in answers if one.status is status)


def test_several_of_the_worst_are_undecided_only_where_each_is() -> None:
    absent, wrong = Answer(Status.FAIL, "absent", undecided=True), Answer(Status.FAIL, "wrong")
    assert worst([absent, absent]).undecided
    assert not worst([absent, wrong]).undecided


def test_what_was_seen_by_several_is_told_once() -> None:
    seen = Seen(CASE, "company.name")
    assert worst([Answer(Status.FAIL, "a", (seen,)), Answer(Status.FAIL, "b", (seen,))]).seen == (seen,)


def test_what_was_looked_at_is_shown_with_its_place() -> None:
    (of_company,) = Seen(CASE, "company.name").evidence()
    (of_ada,) = Seen(ADA, "role", "contacts[0].").evidence()
    assert (of_company.field, of_company.value, of_company.at) == ("company.name", "Amber Quay", "/company/name")
    assert (of_ada.field, of_ada.value, of_ada.at) == ("contacts[0].role", "billing", "/contacts/0/role")


def test_an_error_is_told_by_its_kind_alone() -> None:
    assert "Amber" not in not_evaluated(ValueError("Amber Quay Limited")).reason


def test_a_check_of_whole_cases_takes_no_record() -> None:
    assert of_case(CASE) is CASE
    with pytest.raises(TypeError):
        of_case(ADA)
