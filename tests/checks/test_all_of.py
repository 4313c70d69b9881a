from functools import partial
from itertools import permutations

import pytest

from checks.asking import ANSWERING, as_condition, ask, combined, evidence_of, refusal

all_of = partial(combined, "all_of")


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["pass"], "pass"), (["pass", "pass"], "pass"), (["pass", "fail"], "fail"), (["pass", "review"], "review"),
        (["pass", "unknown"], "unknown"), (["review", "unknown"], "review"), (["fail", "review", "unknown", "pass"], "fail"),
    ],
)  # fmt: skip
def test_the_worst_counts_in_whatever_order(statuses: list[str], status: str) -> None:
    for order in permutations(statuses):
        assert ask(all_of(*order), ANSWERING).status == status


def test_all_that_is_as_bad_is_given_as_reason_and_nothing_else() -> None:
    found = ask(
        "all_of: [{present: company.city}, {present: company.phone}, {present: company.address}]",
        {"company": {"city": "", "address": ""}},
    )
    assert "city" in found.reason
    assert "address" in found.reason
    assert "telephone" not in found.reason
    assert "phone" not in found.reason


@pytest.mark.parametrize(
    ("amount", "status"), [(5, "pass"), (0, "fail"), ("", "fail"), ("plenty", "review"), (["5"], "review")]
)
def test_a_question_that_is_never_told_at_a_glance_counts_beside_those_that_are(amount: object, status: str) -> None:
    parts = "{present: company.name}", "{compare: {field: deal.amount, more_than: 0}}"
    sections = {**ANSWERING, "deal": {"amount": amount}}
    assert ask(f"any_of: [{parts[1]}, {{present: company.city}}]", sections).status == status
    for one, other in permutations(parts):
        assert ask(f"all_of: [{one}, {other}]", sections).status == status


def test_a_pass_says_what_aligns_where_nothing_else_is_asked() -> None:
    names = "{aligned: {form: company_name, left: odb.company_name, right: company.name}}"
    plans = "{aligned: {form: text, left: odb.package.plan, right: csr.package.plan}}"
    package = {"package": {"plan": "Voice Pro"}}
    sections = {"company": {"name": "Amber"}, "odb": {"company_name": "Amber", **package}, "csr": package}
    both = "names align on both sides; plan aligns on both sides"
    assert ask(f"all_of: [{names}, {plans}]", sections).reason == both
    assert ask(f"all_of: [{names}, {{present: company.name}}]", sections).reason == "all that is asked holds"


def test_evidence_of_what_counts_is_kept_each_once() -> None:
    found = ask("all_of: [{present: company.city}, {present: company.city}]", {"company": {"city": ""}})
    assert [item.at for item in evidence_of(found)] == ["/company/city"]


def test_evidence_of_lists_and_mappings_is_kept() -> None:
    found = ask(
        "all_of: [{present: company.city}, {present: company.zip}]", {"company": {"city": ["a"], "zip": {"b": "c"}}}
    )
    assert found.status == "review"
    assert len(evidence_of(found)) == 2


@pytest.mark.parametrize(
    ("check", "status"),
    [
        (all_of("pass", "pass"), "pass"),
        (all_of("pass", "unknown"), "unknown"),
        (all_of("pass", "review"), "unknown"),
        (all_of("pass", "fail"), "not_applicable"),
        ("all_of: [{one_of: {field: company.name, values: [x]}}, {present: company.name}]", "not_applicable"),
        ("all_of: [{one_of: {field: company.name, values: [x]}}, {present: company.city}]", "not_applicable"),
    ],
)
def test_as_a_condition(check: str, status: str) -> None:
    assert as_condition(check, ANSWERING) == status


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("all_of: []", ["lists no check"]),
        ("all_of: {checks: []}", ["lists no check"]),
        ("all_of: [{presnt: company.name}]", ["unknown check 'presnt'", "did you mean 'present'"]),
        ("all_of: [{present: company.name}, {present: company.nam}]", ["did you mean 'company.name'"]),
        ("all_of: [{present: company.name, manual: x}]", ["one key"]),
        ("all_of: {checks: [{present: company.name}], otherwise: x}", ["unknown key 'otherwise'"]),
        ("all_of: 12", ["one key"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []
