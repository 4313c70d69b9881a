from typing import Any

import pytest

from checks.asking import as_condition, ask, refusal

BILLING = "count: {in: contacts, where: {one_of: {field: role, values: [billing]}}, %s}"
NUMBERS = "count: {in: csr.virtual_numbers, at_least: 1}"
BLANK_LISTS: tuple[Any, ...] = (None, "", " ", [{}], [None], [""], [{"number": ""}], [{"number": ""}, None])
LISTS = (
    "contacts, documents, approvals, history, emails, case.tags, deal.tags, company.aliases, csr.package.add_ons, "
    "csr.virtual_numbers, odb.package.add_ons, odb.virtual_numbers"
)


def contacts(*roles: str | None) -> dict[str, Any]:
    """Contacts with these roles; None leaves the role out."""
    return {
        "contacts": [
            {"name": f"No {at}", **({"role": role} if role is not None else {})} for at, role in enumerate(roles)
        ]
    }


@pytest.mark.parametrize(
    ("words", "statuses"),
    [
        ("at_least: 2", ["fail", "fail", "pass", "pass"]),
        ("at_most: 2", ["pass", "pass", "pass", "fail"]),
        ("exactly: 2", ["fail", "fail", "pass", "fail"]),
        ("exactly: 0", ["pass", "fail", "fail", "fail"]),
        ("at_least: 1, at_most: 2", ["fail", "pass", "pass", "fail"]),
    ],
)
def test_each_word(words: str, statuses: list[str]) -> None:
    found = [ask(f"count: {{in: contacts, {words}}}", contacts(*["a"] * number)).status for number in range(4)]
    assert found == statuses


@pytest.mark.parametrize(
    ("check", "reason"),
    [
        ("count: {in: contacts, at_least: 2}", "there are 1 contacts, not at least 2"),
        ("count: {in: contacts, at_least: 2, at_most: 3}", "there are 1 contacts, not at least 2 and at most 3"),
        ("count: {in: contacts, exactly: 0}", "there are 1 contacts, not exactly 0"),
        (BILLING % "exactly: 1", "there are 0 such contacts, not exactly 1"),
    ],
)
def test_the_reason_says_how_many_there_are_and_should_be(check: str, reason: str) -> None:
    assert ask(check, contacts("a")).reason == reason


@pytest.mark.parametrize("empty", [[], None, "", " \u200b"])
def test_an_empty_list_has_none(empty: Any) -> None:
    assert ask("count: {in: contacts, at_least: 1}", {"contacts": empty}).status == "fail"
    assert ask("count: {in: contacts, at_most: 1}", {"contacts": empty}).status == "pass"


@pytest.mark.parametrize("words", ["at_least: 1", "at_least: 0, at_most: 9", "at_most: 9", "exactly: 0"])
def test_a_list_that_no_export_carries_is_unknown(words: str) -> None:
    assert ask(f"count: {{in: contacts, {words}}}", {}).status == "unknown"
    assert ask(f"count: {{in: csr.virtual_numbers, {words}}}", {}).status == "unknown"
    assert ask(f"count: {{in: csr.virtual_numbers, {words}}}", {"csr": {"signed": True}}).status == "unknown"


@pytest.mark.parametrize(
    ("roles", "words", "status"),
    [
        (["billing"], "at_least: 1", "pass"),
        (["technical"], "at_least: 1", "fail"),
        (["technical", ""], "at_least: 1", "fail"),
        (["technical", None], "at_least: 1", "unknown"),
        (["billing", None], "at_least: 1", "pass"),
        (["billing", None], "exactly: 1", "unknown"),
        (["billing", "billing", None], "exactly: 1", "fail"),
        (["billing", None], "at_most: 2", "pass"),
        (["billing", None], "at_most: 1", "unknown"),
        ([None, None], "at_least: 3", "fail"),
    ],
)
def test_a_member_of_which_it_cannot_be_told_counts_only_where_it_makes_no_difference(
    roles: list[str | None], words: str, status: str
) -> None:
    assert ask(BILLING % words, contacts(*roles)).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ([{"number": "+85258081001"}], "pass"), (["+85258081001"], "pass"), ([], "fail"), (None, "fail"), ("", "fail"),
        ("+85258081001", "review"), (12, "review"), (True, "review"),
    ],
)  # fmt: skip
def test_a_list_in_a_field(value: Any, status: str) -> None:
    assert ask(NUMBERS, {"csr": {"virtual_numbers": value}}).status == status


@pytest.mark.parametrize("value", [["TBC"], [{"number": "N/A"}], [{"number": ""}]])
def test_a_placeholder_is_not_counted_and_fails_where_one_is_asked_for(value: Any) -> None:
    assert ask(NUMBERS, {"csr": {"virtual_numbers": value}}).status == "fail"


@pytest.mark.parametrize(
    ("channels", "counted"),
    [
        (4, True), (0.5, True), (True, True), (False, True), ("4", True), (["4"], True), ({"a": "4"}, True), (["", "4"], True),
        (0, False), (None, False), ("", False), ("TBC", False), ([], False), (["TBC", ""], False), ({"a": None}, False),
    ],
)  # fmt: skip
def test_a_member_counts_where_any_part_of_it_says_something(channels: Any, counted: bool) -> None:
    sections = {"csr": {"virtual_numbers": [{"number": "", "channels": channels}]}}
    assert ask(NUMBERS, sections).status == ("pass" if counted else "fail")


@pytest.mark.parametrize("value", [[""], [None], [{}], ["\u200b"], [[]]])
def test_a_member_that_is_nothing_is_not_counted(value: Any) -> None:
    assert ask(NUMBERS, {"csr": {"virtual_numbers": value}}).status != "pass"


@pytest.mark.parametrize(
    ("sections", "status"),
    [
        ({"csr": {"virtual_numbers": ["+85258081001"]}}, "pass"),
        ({"csr": {"virtual_numbers": []}}, "not_applicable"),
        *(({"csr": {"virtual_numbers": blank}}, "unknown") for blank in BLANK_LISTS),
        ({"csr": None}, "unknown"),
        ({"csr": {"virtual_numbers": ["TBC"]}}, "unknown"),
        ({"csr": {"virtual_numbers": [{"number": ["", "TBC"]}]}}, "unknown"),
        ({"csr": {"virtual_numbers": [{"number": ["", None]}]}}, "unknown"),
        ({"csr": {"virtual_numbers": [{"number": "TBC", "country": None}]}}, "unknown"),
        ({"csr": {"virtual_numbers": "+85258081001"}}, "unknown"),
        ({"csr": {"signed": True}}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_as_a_condition(sections: dict[str, Any], status: str) -> None:
    assert as_condition(NUMBERS, sections) == status


EITHER = "any_of: [{count: {in: csr.virtual_numbers, at_least: 1}}, {count: {in: odb.virtual_numbers, at_least: 1}}]"


@pytest.mark.parametrize("blank", BLANK_LISTS)
def test_only_an_empty_list_shows_that_there_is_none(blank: Any) -> None:
    sections: dict[str, Any] = {"csr": {"virtual_numbers": []}, "odb": {"virtual_numbers": []}}
    assert as_condition(EITHER, sections) == "not_applicable"
    assert as_condition(EITHER, {**sections, "odb": {"virtual_numbers": blank}}) == "unknown"
    assert as_condition(EITHER, {**sections, "csr": {"virtual_numbers": blank}}) == "unknown"
    assert ask("count: {in: csr.virtual_numbers, exactly: 0}", sections).status == "pass"
    found = ask("count: {in: csr.virtual_numbers, exactly: 0}", {"csr": {"virtual_numbers": blank}})
    assert (found.status, found.undecided) == ("fail", True)


@pytest.mark.parametrize(("fields", "status"), [({"id": "61"}, "pass"), ({}, "unknown")])
def test_a_member_with_an_id_is_one_whatever_else_it_says(fields: dict[str, Any], status: str) -> None:
    sections = {"contacts": [{"name": "Ada"}, {**fields, "name": "TBC"}]}
    assert as_condition("count: {in: contacts, at_least: 3}", sections) == "not_applicable"
    assert as_condition("count: {in: contacts, at_least: 2}", sections) == status


def test_as_a_condition_with_members_of_which_it_cannot_be_told() -> None:
    assert as_condition(BILLING % "at_least: 1", contacts("technical", None)) == "unknown"
    assert as_condition(BILLING % "at_least: 1", contacts("technical")) == "not_applicable"


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("count: {in: contacts}", ["no number", "at_least"]),
        ("count: {in: contcts, at_least: 1}", ["'contcts'", "did you mean 'contacts'"]),
        ("count: {in: company, at_least: 1}", ["'company' is not a list"]),
        ("count: {in: contacts, at_least: 0}", ["nothing would be asked", "1 and more"]),
        ("count: {in: contacts, at_least: -1}", ["fewer than 0", "-1"]),
        ("count: {in: contacts, at_least: 3, at_most: 1}", ["no list has at least 3 and at most 1"]),
        ("count: {in: contacts, at_least: 3, exactly: 1}", ["nothing could pass"]),
        ("count: {in: company.name, at_least: 1}", ["'company.name' is not a list"]),
        ("count: {in: contacts.name, at_least: 1}", ["'contacts.name' is not a list"]),
        ("count: {in: zzz, at_least: 1}", [f"; allowed: {LISTS}"]),
        ("count: {in: contacts, at_leest: 1}", ["unknown key 'at_leest'", "did you mean 'at_least'"]),
        ("count: {in: contacts, at_least: '1'}", ["a whole number"]),
        ("count: {in: contacts, at_least: true}", ["a whole number"]),
        ("count: {in: contacts, at_least: 1.5}", ["a whole number"]),
        ("count: {at_least: 1}", ["lacks 'in'"]),
        ("count: {in: contacts, where: {one_of: {field: roll, values: [x]}}, at_least: 1}", ["did you mean 'role'"]),
        ("count: {in: contacts, where: {each: {in: contacts, check: {present: role}}}, at_least: 1}", ["contacts"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []
