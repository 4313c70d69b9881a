from typing import Any

import pytest

from checks.asking import (
    ABSENT,
    BLANKS,
    NOT_ONE_VALUE,
    PLACEHOLDERS,
    as_condition,
    ask,
    both_ways,
    native_case,
    question,
    refusal,
    section,
)
from kyccheck.asking.context import Context
from support import AS_OF

RATING = "one_of: {field: risk.rating, values: [low, medium]}"
FLAG = 'one_of: {field: deal.terms_changed, values: ["yes"]}'
ROLE = "each: {in: contacts, check: {one_of: {field: role, values: [billing], match: any}}}"


@pytest.mark.parametrize("value", ["low", "LOW", " Medium ", "\u200bmedium", "ｍｅｄｉｕｍ"])
def test_case_and_white_space_do_not_matter(value: str) -> None:
    assert ask(RATING, section("risk.rating", value)).status == "pass"


def test_what_no_export_gives_a_type_is_unknown() -> None:
    check = "each: {in: documents, check: {one_of: {field: kind, values: [br]}}}"
    found = ask(check, {"documents": [{"name": "scan.pdf"}]})
    assert (found.status, found.reason) == ("unknown", "document 1 (scan.pdf) has no type in any export")


@pytest.mark.parametrize("value", ["high", "lo", "lower", "low-ish", "not low", 1, "mediums", "l o w"])
def test_another_value_fails_and_says_what_is_allowed(value: Any) -> None:
    found = ask(RATING, section("risk.rating", value))
    assert found.status == "fail"
    assert "low or medium" in found.reason
    assert str(value) in found.reason
    assert not found.undecided


@pytest.mark.parametrize("value", [*BLANKS, *PLACEHOLDERS])
def test_blank_and_placeholder_fail(value: Any) -> None:
    assert ask(RATING, section("risk.rating", value)).status == "fail"


@pytest.mark.parametrize("value", [*NOT_ONE_VALUE, True, False, ["low"]])
def test_what_is_not_one_value_is_for_a_person(value: Any) -> None:
    assert ask(RATING, section("risk.rating", value)).status == "review"


@pytest.mark.parametrize("sections", [{}, {"risk": {"score": 1}}])
def test_absent_is_unknown(sections: dict[str, Any]) -> None:
    assert ask(RATING, sections).status == "unknown"


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (True, "pass"), ("true", "pass"), ("Yes", "pass"), ("1", "pass"), (1, "pass"),
        (False, "fail"), ("no", "fail"), ("0", "fail"), (0, "fail"),
        ("maybe", "review"), (2, "review"), (["yes"], "review"),
        ("", "fail"), (None, "fail"), ("TBC", "fail"), (ABSENT, "unknown"),
    ],
)  # fmt: skip
def test_a_flag(value: Any, status: str) -> None:
    assert ask(FLAG, section("deal.terms_changed", value, id="1")).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("billing", "pass"), ("billing; technical", "pass"), ("technical;billing", "pass"), ("technical\nbilling", "pass"),
        ("technical", "fail"), ("billing and more", "review"), ("Main billing (Ada)", "review"), ("billings", "fail"), ("billing;", "pass"), (";", "fail"), ("", "fail"),
        ("Billing/Technical", "review"), ("technical & billing", "review"), ("technical, billing", "review"), ("not billing/x", "fail"), ("non-billing", "fail"),
    ],
)  # fmt: skip
def test_one_field_may_hold_several(value: str, status: str) -> None:
    assert ask(ROLE, {"contacts": [{"name": "Ada", "role": value}]}).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [("low", "pass"), ("low; medium", "pass"), ("low; high", "fail"), ("high; low", "fail"), ("low\nhigh", "fail")],
)
def test_of_several_each_must_be_listed(value: str, status: str) -> None:
    assert ask(RATING, section("risk.rating", value)).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [(["urgent", "vip"], "pass"), (["urgent"], "fail"), ([], "fail"), ("vip", "pass")],
)
def test_a_list_has_each_of_its_members(value: Any, status: str) -> None:
    assert ask("one_of: {field: deal.tags, values: vip, match: any}", section("deal.tags", value)).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [("0", "pass"), (0, "pass"), ("5", "fail"), (5.0, "pass")],
)
def test_numbers_are_told_by_their_text(value: Any, status: str) -> None:
    wanted = "5" if value == 5.0 else "0"
    assert ask(f'one_of: {{field: risk.score, values: ["{wanted}"]}}', section("risk.score", value)).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("low", "pass"), ("high", "not_applicable"), ("", "unknown"), (None, "unknown"), ("N/A", "unknown"),
        (["low", "high"], "unknown"), (True, "unknown"), (ABSENT, "unknown"), (" \u200b", "unknown"),
    ],
)  # fmt: skip
def test_as_a_condition(value: Any, status: str) -> None:
    assert as_condition(RATING, section("risk.rating", value)) == status


@pytest.mark.parametrize(("value", "status"), [("maybe", "unknown"), ("no", "not_applicable"), (True, "pass")])
def test_a_flag_as_a_condition(value: Any, status: str) -> None:
    assert as_condition(FLAG, section("deal.terms_changed", value)) == status


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("one_of: {field: company, values: [low]}", ["'company'"]),
        ("one_of: {field: risk.ratng, values: [low]}", ["risk.ratng", "did you mean 'risk.rating'"]),
        ("one_of: {field: risk.rating, values: []}", ["lists no value"]),
        ("one_of: {field: risk.rating}", ["lacks 'values'"]),
        ("one_of: {values: [low]}", ["lacks 'field'"]),
        ("one_of: {field: risk.rating, value: [low]}", ["unknown key 'value'", "did you mean 'values'"]),
        ("one_of: {field: risk.rating, values: [true]}", ["text", "quotation marks"]),
        ("one_of: {field: risk.rating, values: [1]}", ["text", "quotation marks"]),
        ("one_of: [risk.rating, low]", ["mapping"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []


KNOWN = "one_of: {field: risk.rating, values: [low, medium], known: [high, very high, 高风险]}"


@pytest.mark.parametrize(
    ("rating", "status"),
    [
        ("low", "pass"), ("High", "fail"), ("very-high", "fail"), ("low; high", "fail"), ("zz; high", "fail"), (["low", "medium"], "review"),
        ("zz", "review"), ("3", "review"), ("Low to high", "fail"), ("高风险客户", "fail"), ("风险", "review"), ("Medium - High (32)", "fail"), ("highest", "review"), (3, "review"), ("low; zz", "review"), ("", "fail"), ("TBC", "fail"), (ABSENT, "unknown"),
    ],
)  # fmt: skip
def test_what_is_known_to_be_neither_is_for_a_person(rating: Any, status: str) -> None:
    assert ask(KNOWN, section("risk.rating", rating)).status == status
    turned = {"pass": "not_applicable", "fail": "pass"}.get(status, "unknown")
    assert as_condition(f"not: {{{KNOWN}}}", section("risk.rating", rating)) == (
        "unknown" if rating in ("", "TBC") else turned
    )


@pytest.mark.parametrize("words", ['values: [""]', 'values: [low, " "]', 'values: [low], known: ["-"]'])
def test_a_blank_value_is_refused(words: str) -> None:
    assert "lists a blank value" in refusal(f"one_of: {{field: risk.rating, {words}}}")


PASSPORT = {"documents": [{"id": "1", "type": "passport", "name": "Passport.pdf"}]}


@pytest.mark.parametrize(
    ("where", "found"),
    [("[passport]", 1), ("[identity]", 1), ("[br]", 0), ("[identity], match: every", 0), ("[identity, passport], match: every", 1)],
)  # fmt: skip
def test_a_document_is_each_of_its_kinds(where: str, found: int) -> None:
    check = f"count: {{in: documents, where: {{one_of: {{field: kind, values: {where}}}}}, exactly: {{0}}}}"
    assert [ask(check.replace("{0}", str(number)), PASSPORT).status == "pass" for number in (0, 1)] == [not found, bool(found)]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "status"),
    [("billing contact; blacklisted", "unknown"), ("blacklisted/x", "unknown"), ("blacklisted", "fail"), ("billing contact", "pass")],
)  # fmt: skip
def test_one_of_several_roles_is_not_passed_over(role: str, status: str) -> None:
    check = "count: {in: contacts, where: {one_of: {field: role, values: [blacklisted]}}, exactly: 0}"
    assert ask(check, {"contacts": [{"name": "Ada", "role": role}]}).status == status


def test_that_one_of_several_is_listed_decides_no_condition() -> None:
    assert as_condition(RATING, section("risk.rating", "low; high")) == "unknown"
    assert as_condition(f"not: {{{RATING}}}", section("risk.rating", "low; high")) == "unknown"


@pytest.mark.parametrize(
    ("country", "status"),
    [
        ("Hong Kong", "pass"), ("HK", "pass"), ("香港", "pass"), ("Hong Kong SAR, China", "pass"), ("China", "fail"), ("SG", "fail"),
        ("Kowloon", "review"), ("Hong Kong; SG", "fail"), ("", "fail"), (ABSENT, "unknown"),
    ],
)  # fmt: skip
def test_a_country_goes_by_all_its_names(country: Any, status: str) -> None:
    check = "one_of: {field: company.country, values: [Hong Kong]}"
    assert ask(check, section("company.country", country, id="1")).status == status


@pytest.mark.parametrize("country", ["IR", "Iran, Islamic Republic of", "Iran"])
def test_a_country_by_another_name_is_not_another_country(country: str) -> None:
    check = "not: {one_of: {field: company.country, values: [Iran]}}"
    assert ask(check, section("company.country", country, id="1")).status == "fail"


@pytest.mark.parametrize(
    ("said", "rejected", "approved"),
    [("no", "pass", "fail"), (False, "pass", "fail"), ("declined", "pass", "fail"), ("approved", "fail", "pass"), (True, "fail", "pass"), ("see mail", "review", "review")],
)  # fmt: skip
def test_a_decision_goes_by_all_its_words(said: Any, rejected: str, approved: str) -> None:
    one = {"approvals": [{"team": "iod", "by": "Ken Yip", "decision": said, "on": "2026-11-10"}]}
    for word, status in (("rejected", rejected), ("approved", approved)):
        check = f"each: {{in: approvals, check: {{one_of: {{field: decision, values: [{word}]}}}}}}"
        assert ask(check, one).status == status


@pytest.mark.parametrize(
    ("stage", "status"),
    [("provisioning", "pass"), ("Provisioning Team", "pass"), ("bug fix", "fail"), ("parked", "review"), ("", "fail")],
)
def test_a_stage_goes_by_its_meaning(stage: str, status: str) -> None:
    named = {"provisioning": "provisioning", "Provisioning Team": "provisioning", "bug fix": "bug_fix"}
    context = Context(AS_OF, named=named.get)
    case = native_case({"case": {"id": "1", "kind": "deal", "stage": stage}})
    compiled = question("one_of: {field: case.stage, values: [provisioning]}").compile(context)
    assert both_ways(compiled, case).status == status


@pytest.mark.parametrize(
    ("value", "reason"),
    [("low", 'the customer\'s risk rating is "low"'), ("Medium ", 'the customer\'s risk rating is "Medium"')],
)
def test_what_passes_is_named(value: str, reason: str) -> None:
    assert ask("one_of: {field: risk.rating, values: [low, medium]}", {"risk": {"rating": value}}).reason == reason


def test_of_many_values_the_first_ones_are_named() -> None:
    found = ask("one_of: {field: risk.rating, values: [a, b, c, d, e, f, g, h]}", {"risk": {"rating": "high"}})
    assert (
        found.reason == 'the customer\'s risk rating is "high", not a or b or c or d or e or f or one of 2 more words'
    )


@pytest.mark.parametrize(("value", "status"), [("N/A", "pass"), ("none", "pass"), ("TBC", "fail"), ("", "fail")])
def test_a_placeholder_that_is_listed_is_a_value(value: str, status: str) -> None:
    assert ask("one_of: {field: risk.decision, values: [n/a, none]}", section("risk.decision", value)).status == status
