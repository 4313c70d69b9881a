from typing import Any

import pytest

from checks.asking import ABSENT, as_condition, ask, ask_case, native_case, refusal

CHECK = "unless: {check: {present: invoice.number}, but: {one_of: {field: invoice.status, values: [draft, voided]}}}"


def bill(number: Any, status: Any) -> dict[str, Any]:
    fields = {"due_on": "2026-11-30", "number": number, "status": status}
    return {"invoice": {name: value for name, value in fields.items() if value is not ABSENT}}


@pytest.mark.parametrize(
    ("number", "state", "status"),
    [
        ("INV-1", "paid", "pass"), ("INV-1", ABSENT, "pass"), ("INV-1", "", "pass"), ("INV-1", "Draft", "fail"), ("INV-1", "voided", "fail"),
        ("INV-1", ["draft", "paid"], "review"), ("INV-1", {"a": 1}, "review"), ("", "paid", "fail"), ("", "draft", "fail"), (ABSENT, "paid", "unknown"),
        (ABSENT, ABSENT, "unknown"), ("TBC", "paid", "fail"), (ABSENT, "voided", "fail"), (["1", "2"], "voided", "fail"),
    ],
)  # fmt: skip
def test_the_check_and_what_speaks_against_it(number: Any, state: Any, status: str) -> None:
    assert ask(CHECK, bill(number, state)).status == status


def test_nothing_to_look_at_is_no_pass() -> None:
    assert ask(CHECK, {}).status == "unknown"


def test_what_speaks_against_it_is_said_and_shown() -> None:
    answer = ask(f"{CHECK[:-1]}, otherwise: the bill is a draft}}", bill("INV-1", "draft"))
    assert answer.reason == "the bill is a draft"
    assert [seen.path for seen in answer.seen] == ["invoice.status"]
    assert "invoice status" in ask(CHECK, bill("INV-1", "draft")).reason


@pytest.mark.parametrize("number", ["", ABSENT])
def test_what_speaks_against_it_is_said_before_what_the_check_lacks(number: Any) -> None:
    answer = ask(f"{CHECK[:-1]}, otherwise: the bill is a draft}}", bill(number, "draft"))
    assert (answer.reason, answer.undecided) == ("the bill is a draft", False)
    assert [seen.path for seen in answer.seen] == ["invoice.status"]


@pytest.mark.parametrize(
    ("number", "state", "status"),
    [("INV-1", ABSENT, "unknown"), ("INV-1", "", "unknown"), ("INV-1", "paid", "pass"), ("", ABSENT, "fail")],
)
def test_a_choice_that_the_export_does_not_tell_may_speak_against_it(number: Any, state: Any, status: str) -> None:
    case = native_case(bill(number, state))
    case.records["case"][0].untold = ("invoice.status",)
    case.raw = None  # what has notes does not stand as it was read
    answer = ask_case(CHECK, case)
    assert answer.status == status
    assert status != "unknown" or "add its options" in answer.reason


@pytest.mark.parametrize(("state", "status"), [("paid", "pass"), ("draft", "not_applicable"), (["a", "b"], "unknown")])
def test_as_a_condition(state: Any, status: str) -> None:
    assert as_condition(CHECK, bill("INV-1", state)) == status


def test_both_must_be_given() -> None:
    assert "lacks 'but'" in refusal("unless: {check: {present: company}}")


BLANK: tuple[Any, ...] = (ABSENT, "", None, " ", [])
KNOWN = f"{CHECK[:-1]}, known: {{one_of: {{field: invoice.status, values: [paid]}}}}, otherwise: the bill is a draft}}"


@pytest.mark.parametrize(
    ("number", "state", "status"),
    [
        ("INV-1", "Paid", "pass"), ("INV-1", "draft", "fail"), ("INV-1", "half", "review"), ("INV-1", "pending", "review"), ("INV-1", "TBC", "review"), ("INV-1", "-", "pass"),
        *[("INV-1", blank, "pass") for blank in BLANK], ("INV-1", ["paid"], "review"), ("", "half", "fail"), (ABSENT, "half", "unknown"),
    ],
)  # fmt: skip
def test_what_is_neither_known_nor_against_it_is_for_a_person(number: Any, state: Any, status: str) -> None:
    assert ask(KNOWN, bill(number, state)).status == status


def test_the_word_that_nobody_knows_is_said_and_shown() -> None:
    answer = ask(KNOWN, bill("INV-1", "half"))
    assert answer.reason == 'a person must judge whether the bill is a draft: invoice status is "half"'
    assert [seen.path for seen in answer.seen] == ["invoice.status"]
    assert (
        'invoice status is "half"'
        in ask(KNOWN.replace(", otherwise: the bill is a draft", ""), bill("INV-1", "half")).reason
    )


def test_inside_a_list() -> None:
    check = "each: {in: emails, check: {unless: {check: {present: subject}, but: {one_of: {field: status, values: [bounced]}}, known: {one_of: {field: status, values: [sent]}}}}}"
    for state, status in (("sent", "pass"), ("bounced", "fail"), ("odd", "review"), ("", "pass")):
        assert ask(check, {"emails": [{"subject": "Quote", "status": state}]}).status == status


def test_a_list_that_only_what_is_known_looks_at_raises_no_doubt() -> None:
    check = (
        f"{CHECK[:-1]}, known: {{any_of: [{{one_of: {{field: invoice.status, values: [paid]}}}}, {{document: loe}}]}}}}"
    )
    files = {"documents": [{"name": "scan.pdf"}]}
    assert ask(check, {**bill("INV-1", ""), **files}).status == "pass"
    assert ask(check, {**bill("INV-1", "half"), **files}).status == "review"


@pytest.mark.parametrize(
    ("number", "state", "status"),
    [("INV-1", "paid", "pass"), ("INV-1", "voided", "review"), ("", "voided", "fail"), ("INV-1", ["a"], "pass"), (ABSENT, "voided", "unknown")],
)  # fmt: skip
def test_what_speaks_against_it_may_be_for_a_person(number: Any, state: Any, status: str) -> None:
    asking = CHECK.removesuffix("}") + ", ask: true, otherwise: it is voided}"
    assert ask(asking, bill(number, state)).status == status
