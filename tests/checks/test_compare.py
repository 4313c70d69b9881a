from typing import Any

import pytest

from checks.asking import (
    ABSENT,
    BLANKS,
    NOT_ONE_VALUE,
    PLACEHOLDERS,
    STAGES,
    as_condition,
    ask,
    question,
    refusal,
    section,
)
from kyccheck.asking.context import Context
from support import AS_OF

MORE = "compare: {field: deal.amount, more_than: 0}"
BY_TODAY = "compare: {field: odb.provisioned_on, at_most: today}"
ORDERED = "compare: {field: invoice.due_on, at_least: {field: invoice.issued_on}}"


@pytest.mark.parametrize(
    ("word", "bound", "below", "at", "above"),
    [
        ("equals", 10, "fail", "pass", "fail"),
        ("more_than", 10, "fail", "fail", "pass"),
        ("at_least", 10, "fail", "pass", "pass"),
        ("less_than", 10, "pass", "fail", "fail"),
        ("at_most", 10, "pass", "pass", "fail"),
    ],
)
def test_each_word(word: str, bound: int, below: str, at: str, above: str) -> None:
    check = f"compare: {{field: deal.amount, {word}: {bound}}}"
    for value, status in ((9.99, below), ("9", below), (10, at), ("10.00", at), (10.01, above), ("1,000", above)):
        assert ask(check, section("deal.amount", value, id="1")).status == status, value


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("2026-11-20", "pass"), ("2026-11-21", "pass"), ("2026-11-22", "fail"), ("21 November 2026", "pass"),
        ("2026-11-21T23:59:00Z", "pass"), ("22/11/2026", "fail"), ("03/04/2026", "review"), ("soon", "review"),
        ("2026-02-30", "review"), ("0001-01-01T00:00:00Z", "review"),
    ],
)  # fmt: skip
def test_a_date_against_today(value: str, status: str) -> None:
    assert ask(BY_TODAY, section("odb.provisioned_on", value)).status == status


def test_an_ambiguous_date_is_clear_once_the_order_is_given() -> None:
    sections = section("odb.provisioned_on", "03/12/2026")
    assert ask(BY_TODAY, sections, dates="dmy").status == "fail"
    assert ask(BY_TODAY, sections, dates="mdy").status == "pass"


@pytest.mark.parametrize(
    ("due", "issued", "status"),
    [
        ("2026-11-10", "2026-11-09", "pass"), ("2026-11-09", "2026-11-09", "pass"), ("2026-11-08", "2026-11-09", "fail"),
        ("2026-11-10", "", "fail"), ("", "2026-11-09", "fail"), ("2026-11-10", ABSENT, "unknown"),
        (ABSENT, "2026-11-09", "unknown"), ("2026-11-10", "03/04/2026", "review"), ("03/04/2026", "2026-11-09", "review"),
        ("2026-11-10", ["2026-11-09"], "review"), ("2026-11-10", "TBC", "fail"), ("2026-11-10", "soon", "review"),
        ("12", "2026-11-09", "review"), ("2026-11-10", "12", "review"),
    ],
)  # fmt: skip
def test_one_field_against_another(due: Any, issued: Any, status: str) -> None:
    invoice = {name: value for name, value in (("due_on", due), ("issued_on", issued)) if value is not ABSENT}
    assert ask(ORDERED, {"invoice": invoice}).status == status


def test_several_words_stand_together() -> None:
    check = "compare: {field: risk.score, at_least: 1, at_most: 5}"
    found = {score: ask(check, section("risk.score", score)).status for score in (0, 1, 5, 6)}
    assert found == {0: "fail", 1: "pass", 5: "pass", 6: "fail"}


@pytest.mark.parametrize("value", ["many", "1.000,50", "12 HKD", "1 000", "1e3", "ten", "0x10", "Infinity", "٣"])
def test_what_is_no_number_is_for_a_person(value: str) -> None:
    assert ask(MORE, section("deal.amount", value, id="1")).status == "review"


@pytest.mark.parametrize("value", [*BLANKS, *PLACEHOLDERS])
def test_blank_and_placeholder_fail(value: Any) -> None:
    assert ask(MORE, section("deal.amount", value, id="1")).status == "fail"


@pytest.mark.parametrize("value", [*NOT_ONE_VALUE, True, False, [5]])
def test_what_is_not_one_value_is_for_a_person(value: Any) -> None:
    assert ask(MORE, section("deal.amount", value, id="1")).status == "review"


@pytest.mark.parametrize("sections", [{}, {"deal": {"id": "1"}}])
def test_absent_is_unknown(sections: dict[str, Any]) -> None:
    assert ask(MORE, sections).status == "unknown"


@pytest.mark.parametrize(
    ("value", "status"),
    [(5, "pass"), (0, "not_applicable"), ("", "unknown"), ("many", "unknown"), (ABSENT, "unknown"), (None, "unknown")],
)
def test_as_a_condition(value: Any, status: str) -> None:
    assert as_condition(MORE, section("deal.amount", value, id="1")) == status


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("compare: {field: company, equals: 1}", ["'company'"]),
        ("compare: {field: deal.amount}", ["nothing to hold", "at_least"]),
        ("compare: {field: deal.amont, equals: 1}", ["deal.amont", "did you mean 'deal.amount'"]),
        ("compare: {field: deal.amount, more_then: 1}", ["unknown key 'more_then'", "did you mean 'more_than'"]),
        ("compare: {equals: 1}", ["lacks 'field'"]),
        ("compare: {field: deal.amount, at_least: {field: deal.amount}}", ["'deal.amount' against itself"]),
        ("compare: {field: deal.amount, equals: soon}", ["'soon'", "today"]),
        ("compare: {field: deal.amount, equals: 03/04/2026}", ["03/04/2026"]),
        ("compare: {field: deal.amount, equals: true}", ["bound"]),
        ("compare: {field: deal.amount, equals: [1]}", ["bound"]),
        ("compare: {field: deal.amount, equals: {feild: deal.amount}}", ["bound", "field"]),
        ("compare: {field: deal.amount, equals: {field: deal.amont}}", ["did you mean 'deal.amount'"]),
        ("compare: {field: deal.amount, equals: ''}", ["number", "today"]),
        ("compare: {field: deal.amount, equals: }", ["nothing to hold"]),
        (
            "compare: {field: deal.amount, more_than: 5, less_than: 3}",
            ["'deal.amount'", "more than 5 and less than 3", "nothing could pass"],
        ),
        ("compare: {field: deal.amount, more_than: 5, less_than: 5}", ["nothing could pass"]),
        ("compare: {field: deal.amount, equals: 5, at_least: '5.01'}", ["nothing could pass"]),
        ("compare: {field: invoice.due_on, more_than: 2026-11-30, less_than: 2026-12-01}", ["nothing could pass"]),
        ("compare: {field: invoice.due_on, more_than: today, at_most: today}", ["nothing could pass"]),
        (
            "compare: {field: deal.amount, at_least: today}",
            ["'today' is a date", "deal.amount a number", "allowed: a number"],
        ),
        ("compare: {field: invoice.due_on, at_least: 5}", ["'5' is a number", "allowed: a date (2026-11-30), today"]),
        ("compare: {field: deal.amount, at_least: {field: invoice.due_on}}", ["'invoice.due_on' is a date"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []


def test_a_day_of_xero_is_said_as_a_day() -> None:
    case = section("invoice.issued_on", "/Date(1795305600000+0000)/")
    answer = ask("compare: {field: invoice.issued_on, at_most: today}", case)
    assert (answer.status, answer.reason) == ("fail", "the invoice issued on is 2026-11-22, not at most 2026-11-21")


@pytest.mark.parametrize(
    "words",
    [
        "more_than: 5, less_than: 6", "at_least: 5, at_most: 5", "equals: 5, at_most: 5", "at_least: 0", "less_than: 0", "more_than: '0.1', less_than: '0.2'",
        "at_least: {field: risk.score}, less_than: 5",
    ],
)  # fmt: skip
def test_bounds_between_which_something_lies(words: str) -> None:
    question(f"compare: {{field: deal.amount, {words}}}").compile(Context(AS_OF, "", STAGES))


@pytest.mark.parametrize(
    "words", ["at_least: today, at_most: 2026-11-01", "more_than: 2026-11-30, less_than: 2026-12-02", "equals: today"]
)
def test_what_no_day_of_an_audit_may_allow_is_still_a_question(words: str) -> None:
    question(f"compare: {{field: invoice.due_on, {words}}}").compile(Context(AS_OF, "", STAGES))


@pytest.mark.parametrize(
    ("amount", "bound", "status"),
    [
        ("12.000", 10000, "unknown"), ("12.000", 5, "pass"), ("12.000", 20000, "not_applicable"), ("12.00", 10000, "not_applicable"),
        ("12,000", 10000, "pass"), (12.0, 10000, "not_applicable"), ("0.500", 100, "not_applicable"), (" 12.000 ", 10000, "unknown"),
    ],
)  # fmt: skip
def test_a_dot_that_may_part_thousands_is_for_a_person_where_all_hangs_on_it(
    amount: Any, bound: int, status: str
) -> None:
    check = f"compare: {{field: deal.amount, at_least: {bound}}}"
    assert as_condition(check, section("deal.amount", amount)) == status


def test_a_bound_that_may_be_two_amounts_is_for_a_person() -> None:
    sections = {"deal": {"id": "1", "amount": "5000"}, "csr": {"package": {"quantity": "12.000"}}}
    assert ask("compare: {field: deal.amount, less_than: {field: csr.package.quantity}}", sections).status == "review"


def test_a_bound_that_is_no_number_is_called_one() -> None:
    sections = {"deal": {"id": "1", "amount": "5000"}, "csr": {"package": {"quantity": "25 seats"}}}
    found = ask("compare: {field: deal.amount, equals: {field: csr.package.quantity}}", sections)
    assert (found.status, "date" in found.reason) == ("review", False)
    assert '"25 seats" is not a number' in found.reason
