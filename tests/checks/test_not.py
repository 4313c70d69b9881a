from typing import Any

import pytest

from checks.asking import ABSENT, as_condition, ask, refusal, section

ARCHIVED = "not: {one_of: {field: billing.status, values: [archived]}}"
EMPTY = "not: {present: quote.accepted_on}"


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("active", "pass"), ("archived", "fail"), ("", "unknown"), (None, "unknown"), (" \u200b", "unknown"), ([], "unknown"),
        ("N/A", "unknown"), (ABSENT, "unknown"), (["active"], "review"), (True, "review"), ({"a": "b"}, "review"), (12, "pass"),
    ],
)  # fmt: skip
def test_only_what_is_shown_not_to_hold_passes(value: Any, status: str) -> None:
    assert ask(ARCHIVED, section("billing.status", value)).status == status


@pytest.mark.parametrize("sections", [{}, {"billing": None}, {"billing": []}])
def test_nothing_to_look_at_decides_nothing(sections: dict[str, Any]) -> None:
    assert ask(ARCHIVED, sections).status == "unknown"


@pytest.mark.parametrize(
    ("value", "status"),
    [("", "pass"), (None, "pass"), ("2026-11-01", "fail"), (ABSENT, "unknown"), (["2026-11-01"], "review")],
)
def test_that_a_field_is_blank_may_be_asked(value: Any, status: str) -> None:
    assert ask(EMPTY, section("quote.accepted_on", value)).status == status


@pytest.mark.parametrize(
    ("sections", "status"),
    [({"contacts": []}, "unknown"), ({}, "unknown"), ({"contacts": [{"role": "technical"}]}, "fail"), ({"contacts": [{"role": ""}]}, "unknown")],
)  # fmt: skip
def test_of_a_list(sections: dict[str, Any], status: str) -> None:
    assert ask("not: {each: {in: contacts, check: {present: role}}}", sections).status == status


@pytest.mark.parametrize(
    ("sections", "status"),
    [
        ({"contacts": []}, "pass"), ({"contacts": [{"role": "technical"}]}, "fail"), ({}, "unknown"),
    ],
)  # fmt: skip
def test_a_count_of_none_is_a_count(sections: dict[str, Any], status: str) -> None:
    assert ask("not: {count: {in: contacts, at_least: 1}}", sections).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [("active", "pass"), ("archived", "fail"), ("", "unknown"), (ABSENT, "unknown"), (True, "review")],
)
def test_not_of_a_sum(value: Any, status: str) -> None:
    for several in ("all_of", "any_of"):
        check = f"not: {{{several}: [{{one_of: {{field: billing.status, values: [archived]}}}}]}}"
        assert ask(check, section("billing.status", value)).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [("active", "fail"), ("archived", "pass"), ("", "unknown"), (ABSENT, "unknown"), (True, "review")],
)
def test_not_not(value: Any, status: str) -> None:
    check = "not: {not: {one_of: {field: billing.status, values: [archived]}}}"
    assert ask(check, section("billing.status", value)).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [("active", "pass"), ("archived", "not_applicable"), ("", "unknown"), (ABSENT, "unknown"), (True, "unknown"), ("TBC", "unknown")],
)  # fmt: skip
def test_as_a_condition(value: Any, status: str) -> None:
    assert as_condition(ARCHIVED, section("billing.status", value)) == status


def test_presence_as_a_condition() -> None:
    assert as_condition(EMPTY, section("quote.accepted_on", "")) == "pass"
    assert as_condition(EMPTY, section("quote.accepted_on", "2026-11-01")) == "not_applicable"
    assert as_condition(EMPTY, section("quote.accepted_on", ABSENT)) == "unknown"


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("not: {presnt: company.name}", ["unknown check 'presnt'", "did you mean 'present'"]),
        ("not: {present: company.nam}", ["did you mean 'company.name'"]),
        ("not: company.name", ["one key"]),
        ("not: [{present: company.name}]", ["one key"]),
        ("not: {present: company.name, manual: x}", ["one key"]),
        ("not:", ["check"]),
        ("not: {}", ["check"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []
