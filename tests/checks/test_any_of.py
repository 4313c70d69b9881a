from functools import partial
from itertools import permutations

import pytest

from checks.asking import ANSWERING, as_condition, ask, combined, evidence_of, refusal

any_of = partial(combined, "any_of")


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["pass"], "pass"), (["pass", "fail"], "pass"), (["pass", "review", "unknown", "fail"], "pass"),
        (["fail"], "fail"), (["fail", "fail"], "fail"), (["fail", "review"], "review"), (["fail", "unknown"], "unknown"),
        (["fail", "review", "unknown"], "review"), (["unknown"], "unknown"),
    ],
)  # fmt: skip
def test_the_nearest_to_a_pass_counts_in_whatever_order(statuses: list[str], status: str) -> None:
    for order in permutations(statuses):
        assert ask(any_of(*order), ANSWERING).status == status


def test_all_reasons_are_given_where_all_fail() -> None:
    found = ask(
        "any_of: [{present: company.city}, {present: company.address}]", {"company": {"city": "", "address": ""}}
    )
    assert found.reason == "the company has no city, and the company has no address"
    nearest = ask("any_of: [{present: company.city}, {present: company.phone}]", {"company": {"city": ""}})
    assert nearest.reason == "the company comes without phone: no export given has that field"


def test_otherwise_says_it_in_one_phrase_where_all_fail_and_nowhere_else() -> None:
    check = "any_of: {checks: [{present: company.city}, {present: company.%s}], otherwise: is nowhere}"
    assert ask(check % "address", {"company": {"city": "", "address": ""}}).reason == "is nowhere"
    assert ask(check % "phone", {"company": {"city": "", "address": ""}}).reason != "is nowhere"


def test_evidence_of_every_alternative_is_kept() -> None:
    found = ask(
        "any_of: [{present: company.city}, {present: company.address}]", {"company": {"city": "", "address": ""}}
    )
    assert {item.at for item in evidence_of(found)} == {"/company/city", "/company/address"}


@pytest.mark.parametrize(
    ("check", "status"),
    [
        (any_of("fail", "pass"), "pass"),
        (any_of("review", "unknown"), "unknown"),
        (any_of("fail", "unknown"), "unknown"),
        (any_of("fail"), "not_applicable"),
        (any_of("fail", "fail"), "not_applicable"),
        ("any_of: [{one_of: {field: company.name, values: [x]}}]", "not_applicable"),
        (
            "any_of: [{one_of: {field: company.name, values: [x]}}, {one_of: {field: company.city, values: [x]}}]",
            "unknown",
        ),
    ],
)
def test_as_a_condition(check: str, status: str) -> None:
    assert as_condition(check, ANSWERING) == status


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("any_of: []", ["lists no check"]),
        ("any_of: {otherwise: x}", ["lacks 'checks'"]),
        ("any_of: [{presnt: company.name}]", ["unknown check 'presnt'", "did you mean 'present'"]),
        ("any_of: [{present: company.nam}]", ["company.nam", "did you mean 'company.name'"]),
        (
            "any_of: {checks: [{present: company.name}], otherwize: x}",
            ["unknown key 'otherwize'", "did you mean 'otherwise'"],
        ),
        ("any_of: [company.name]", ["one key"]),
        ("any_of: [{}]", ["one key"]),
        ("any_of:", ["check"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []


def test_a_refusal_names_the_line_of_the_alternative() -> None:
    assert refusal("any_of:\n  - present: company.name\n  - present: company.nam\n").startswith("snippet.yaml:3: ")
