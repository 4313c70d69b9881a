from typing import Any

import pytest

from checks.asking import ABSENT, BLANKS, NOT_ONE_VALUE, as_condition, ask, refusal

CHECK = "returned_after: {field: quote.accepted_on, stage: draft}"


def case(accepted: Any, *history: Any) -> dict[str, Any]:
    quote = {"number": "Q-1", **({} if accepted is ABSENT else {"accepted_on": accepted})}
    steps = [dict(zip(("stage", "entered", "left"), step, strict=False)) for step in history]
    return {"quote": quote, **({"history": steps} if history else {})}


@pytest.mark.parametrize(
    ("history", "status"),
    [
        ([("draft", "2026-11-05")], "pass"), ([("draft", "2026-11-01"), ("iod_check", "2026-11-02"), ("draft", "2026-11-04")], "pass"),
        ([("draft", "2026-11-03", "2026-11-06")], "pass"), ([("draft", "2026-11-03", "2026-11-03")], "fail"), ([("draft", "2026-11-03")], "fail"),
        ([("draft", "2026-11-01", "2026-11-02")], "fail"), ([("iod_check", "2026-11-05")], "fail"), ([("draft", "2026-12-05")], "fail"),
        ([("draft", "soon")], "fail"), ([("draft",)], "fail"), ([("elsewhere", "2026-11-05")], "fail"), ([], "fail"),
    ],
)  # fmt: skip
def test_what_the_history_shows(history: list[Any], status: str) -> None:
    assert ask(CHECK, case("2026-11-03", *history)).status == status


@pytest.mark.parametrize("accepted", [ABSENT, *BLANKS, *NOT_ONE_VALUE, "soon", "03/04/2026", 5, True])
def test_after_no_day_nothing_comes(accepted: Any) -> None:
    assert ask(CHECK, case(accepted, ("draft", "2026-11-05"))).status == "fail"


def test_it_says_where() -> None:
    answer = ask(CHECK, case("2026-11-03", ("iod_check", "2026-11-01"), ("draft", "2026-11-05")))
    assert answer.reason == "came back to draft after accepted on"
    assert [seen.path for seen in answer.seen] == ["history[1].stage", "history[1].entered"]


def test_as_a_condition() -> None:
    assert as_condition(CHECK, case("2026-11-03", ("draft", "2026-11-05"))) == "pass"
    assert as_condition(CHECK, case("2026-11-03")) == "not_applicable"


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("returned_after: {field: quote.status, stage: draft}", "is not a date"),
        ("returned_after: {field: quote.accepted_on, stage: drafft}", "did you mean 'draft'?"),
        ("each: {in: contacts, check: {returned_after: {field: quote.accepted_on, stage: draft}}}", "whole case"),
    ],
)
def test_what_cannot_be_asked_is_refused(check: str, words: str) -> None:
    assert words in refusal(check)
