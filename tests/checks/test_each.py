from typing import Any

import pytest

from checks.asking import as_condition, ask, evidence_of, question, refusal

FILLED = "each: {in: contacts, check: {present: [email, role]}}"
BILLING = "each: {in: contacts, where: {one_of: {field: role, values: [billing]}}, check: {present: email}%s}"
GOOD = {"name": "Ada Lam", "email": "ada@amberquay.hk", "role": "billing"}
OTHER = {"name": "Ben Chow", "email": "", "role": "technical"}


@pytest.mark.parametrize(
    ("contacts", "status"),
    [
        ([GOOD], "pass"), ([GOOD, GOOD], "pass"), (GOOD, "pass"), ([GOOD, {**GOOD, "email": ""}], "fail"),
        ([GOOD, {**GOOD, "email": None}], "fail"), ([GOOD, {**GOOD, "email": "N/A"}], "fail"),
        ([GOOD, {"name": "Ben", "role": "technical"}], "unknown"), ([GOOD, {**GOOD, "email": ["a", "b"]}], "review"),
        ([{**GOOD, "email": True}, {"name": "Ben", "role": "technical"}], "review"), ([], "fail"), (None, "fail"), ("", "fail"),
    ],
)  # fmt: skip
def test_every_member_must_pass(contacts: Any, status: str) -> None:
    assert ask(FILLED, {"contacts": contacts}).status == status


def test_a_list_that_no_export_carries_is_unknown_and_says_which_export_would_show_it() -> None:
    found = ask(FILLED, {})
    assert found.status == "unknown"
    assert "add the export of contacts" in found.reason


def test_a_reason_names_the_member_and_its_place() -> None:
    found = ask(FILLED, {"contacts": [GOOD, {"name": "Wong Tai Man", "email": "", "role": "technical"}]})
    assert found.reason.startswith("contact 2 (Wong Tai Man) has no e-mail")
    assert ("contacts[1].email", "", "case.json", "/contacts/1/email") in evidence_of(found)


def test_all_members_that_are_as_bad_are_named() -> None:
    found = ask(FILLED, {"contacts": [{**GOOD, "name": name, "email": ""} for name in ("Ada", "Ben")]})
    assert "contact 1 (Ada)" in found.reason
    assert "contact 2 (Ben)" in found.reason


@pytest.mark.parametrize(
    ("contacts", "status"),
    [
        ([GOOD, OTHER], "pass"), ([OTHER], "fail"), ([], "fail"), ([{**GOOD, "email": ""}], "fail"),
        ([GOOD, {"name": "Cy", "email": "c@amberquay.hk"}], "unknown"), ([{"name": "Cy", "email": ""}], "unknown"),
        ([GOOD, {**OTHER, "role": ""}], "pass"), ([GOOD, {**OTHER, "role": ["billing", "x"]}], "unknown"),
    ],
)  # fmt: skip
def test_where_keeps_the_members_that_are_meant(contacts: Any, status: str) -> None:
    assert ask(BILLING % "", {"contacts": contacts}).status == status


@pytest.mark.parametrize(
    ("least", "contacts", "status"),
    [
        (2, [GOOD], "fail"), (2, [GOOD, OTHER], "fail"), (2, [GOOD, {**GOOD, "name": "Bo Yu"}], "pass"), (2, [GOOD, GOOD], "fail"), (0, [OTHER], "pass"), (0, [], "pass"),
        (0, [{**GOOD, "email": ""}], "fail"),
    ],
)  # fmt: skip
def test_at_least(least: int, contacts: Any, status: str) -> None:
    assert ask(BILLING % f", at_least: {least}", {"contacts": contacts}).status == status


def test_what_it_reads_and_which_doubts_it_has() -> None:
    assert question(BILLING % "").reads() == ("contacts[].role", "contacts[].email")
    assert question(FILLED).reads() == ("contacts[].email", "contacts[].role")
    assert question("count: {in: contacts, where: {present: role}, exactly: 1}").reads() == ("contacts[].role",)
    assert question("count: {in: contacts, exactly: 1}").reads() == ("contacts",)
    doubtful = [{"name": "Cy", "email": "c@amberquay.hk"}, {"name": "Di", "role": ["a", "b"]}]
    assert ask(BILLING % "", {"contacts": [GOOD, *doubtful]}).reason == (
        "it is unclear which contacts are meant: contact 2 (Cy) comes without role: no export given has that "
        "field; contact 3 (Di) has no single value as role: a, b"
    )


def test_what_is_lacking_is_counted() -> None:
    reasons = {
        (1, ""): "there is no such contact",
        (3, "billing"): "there are only 1 such contacts, not 3",
        (2, "billing billing"): None,
    }
    for (least, roles), reason in reasons.items():
        found = ask(BILLING % f", at_least: {least}", {"contacts": [OTHER, *([GOOD] * len(roles.split()))]})
        assert reason is None or found.reason == reason
    assert ask("each: {in: contacts, check: {present: email}, at_least: 2}", {"contacts": [GOOD]}).reason == (
        "there are only 1 contacts, not 2"
    )


@pytest.mark.parametrize(("members", "status"), [([5], "unknown"), (["Ada"], "unknown"), ([GOOD, 5], "unknown")])
def test_a_member_that_is_no_object_may_or_may_not_be_one(members: Any, status: str) -> None:
    assert ask(FILLED, {"contacts": members}).status == status
    assert ask("count: {in: contacts, exactly: 1}", {"contacts": members}).status == status


@pytest.mark.parametrize(
    ("on", "status"), [("2026-11-01", "pass"), ("2026-12-01", "fail"), ("soon", "review"), ("", "fail")]
)
def test_a_question_that_is_never_told_at_a_glance_is_asked_of_each_too(on: str, status: str) -> None:
    sections = {"approvals": [{"team": "iod", "on": on}]}
    today = "{compare: {field: on, at_most: today}}"
    assert ask(f"each: {{in: approvals, check: {today}}}", sections).status == status
    such = ask(f"each: {{in: approvals, where: {today}, check: {{present: team}}}}", sections).status
    assert such == ("unknown" if status == "review" else status)


def test_at_least_none_does_not_make_a_list_that_was_not_exported_pass() -> None:
    assert ask(BILLING % ", at_least: 0", {}).status == "unknown"


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ([{"number": "+85258081001", "channels": 4}], "pass"), ([{"number": "+85258081001", "channels": ""}], "fail"),
        ([{"number": "+85258081001"}], "unknown"), ([], "fail"), ("+85258081001", "review"), (["+85258081001"], "unknown"),
    ],
)  # fmt: skip
def test_the_members_of_a_list_in_a_field(value: Any, status: str) -> None:
    found = ask("each: {in: csr.virtual_numbers, check: {present: channels}}", {"csr": {"virtual_numbers": value}})
    assert found.status == status


def test_evidence_of_a_list_in_a_field_is_placed() -> None:
    sections = {"csr": {"virtual_numbers": [{"number": "1"}, {"number": ""}]}}
    found = ask("each: {in: csr.virtual_numbers, check: {present: number}}", sections)
    assert ("csr.virtual_numbers[1].number", "", "case.json", "/csr/virtual_numbers/1/number") in evidence_of(found)


@pytest.mark.parametrize(
    ("contacts", "status"),
    [
        ([GOOD], "pass"), ([{**GOOD, "email": "x"}, {**GOOD, "email": ""}], "unknown"), ([], "unknown"),
        ([{"name": "Cy", "role": "technical"}], "unknown"),
    ],
)  # fmt: skip
def test_as_a_condition(contacts: Any, status: str) -> None:
    assert as_condition(FILLED, {"contacts": contacts}) == status


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("each: {check: {present: role}}", ["lacks 'in'"]),
        ("each: {in: contacts}", ["lacks 'check'"]),
        ("each: {in: contacts, check: {presnt: role}}", ["unknown check 'presnt'", "did you mean 'present'"]),
        ("each: {in: contacts, check: {present: roll}}", ["did you mean 'role'"]),
        ("each: {in: contact, check: {present: role}}", ["'contact'", "did you mean 'contacts'"]),
        ("each: {in: company, check: {present: name}}", ["'company' is not a list"]),
        ("each: {in: contacts, check: {present: name}, at_least: -1}", ["fewer than 0"]),
        ("each: {in: odb.virtual_numbers, check: {present: numbr}}", ["unknown field", "did you mean 'number'"]),
        ("each: {in: contacts, were: {present: role}, check: {present: role}}", ["did you mean 'where'"]),
        ("each: {in: contacts, check: {present: role}, at_least: two}", ["a whole number"]),
        ("each: {in: contacts, check: [{present: role}]}", ["one key"]),
        ("each: {in: contacts, check: {present: role, matches: {field: email, format: email}}}", ["one key"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize(
    "check",
    [
        "document: br", "approved: iod", "sent: activation", "stage_history: {}", "count: {in: documents, at_least: 1}",
        "each: {in: documents, check: {present: name}}", "aligned: {form: text, left: name, right: role}",
    ],
)  # fmt: skip
def test_what_looks_at_a_whole_case_is_refused_inside_a_list_and_not_by_its_own_name(check: str) -> None:
    message = refusal(f"each: {{in: contacts, check: {{{check}}}}}")
    assert message.startswith("snippet.yaml:1: ")
    assert "did you mean" not in message
