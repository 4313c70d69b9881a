from typing import Any

import pytest

from checks.asking import as_condition, ask, evidence_of, refusal


@pytest.mark.parametrize("sections", [{}, {"company": {"name": "Amber"}}, {"company": {"name": ""}}, {"company": None}])
@pytest.mark.parametrize(
    "check", ["manual: Is the business one that we serve?", "manual: {question: Is it?, fields: [company.name]}"]
)
def test_it_is_always_for_a_person_and_never_passes_by_itself(check: str, sections: dict[str, Any]) -> None:
    found = ask(check, sections)
    assert found.status == "review"
    assert "Is " in found.reason


def test_what_the_answer_rests_on_is_shown() -> None:
    found = ask("manual: {question: Is it?, fields: company.name}", {"company": {"name": "Amber"}})
    assert evidence_of(found) == (("company.name", "Amber", "case.json", "/company/name"),)


def test_as_a_condition_it_decides_nothing() -> None:
    assert as_condition("manual: Is it?", {}) == "unknown"
    assert as_condition("not: {manual: Is it?}", {}) == "unknown"


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("manual: {question: Is it?, fields: [company.nam]}", ["company.nam", "did you mean 'company.name'"]),
        ("manual: {question: Is it?, field: company.name}", ["unknown key 'field'", "did you mean 'fields'"]),
        ("manual: {fields: [company.name]}", ["lacks 'question'"]),
        ("manual:", ["question"]),
        ("manual: 12", ["text"]),
        ("manual: ''", ["question"]),
        ("manual: ' '", ["question"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []
