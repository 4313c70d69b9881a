from typing import Any

import pytest

from checks.asking import ABSENT, BLANKS, PLACEHOLDERS, as_condition, ask, refusal
from kyccheck.checks._hardly import hardly

GOOD: dict[str, Any] = {"team": "iod", "by": "Ken Yip", "decision": "approved", "on": "2026-11-10"}


def approvals(*changes: dict[str, Any]) -> dict[str, Any]:
    """Approvals of IOD, each with these changes; ABSENT takes a key away."""
    rows = [{**GOOD, **change} for change in changes]
    return {"approvals": [{key: value for key, value in row.items() if value is not ABSENT} for row in rows]}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, "pass"), ({"on": "2026-11-21"}, "pass"), ({"decision": "Approved"}, "pass"), ({"decision": "yes"}, "pass"),
        ({"team": "IOD"}, "pass"), ({"team": "IOD Team"}, "pass"), ({"on": "10 Nov 2026"}, "pass"),
        ({"decision": "rejected"}, "fail"), ({"decision": "declined"}, "fail"), ({"on": "2026-11-22"}, "fail"),
        ({"team": "legal"}, "fail"), ({"team": "riod"}, "fail"),
        ({"by": ABSENT}, "unknown"), ({"on": ABSENT}, "unknown"), ({"decision": ABSENT}, "unknown"),
        ({"by": ABSENT, "decision": "rejected"}, "fail"), ({"by": ["a", "b"], "decision": "rejected"}, "fail"),
        ({"by": ABSENT, "on": ABSENT, "decision": "rejected"}, "fail"), ({"by": ABSENT, "on": "2026-11-22"}, "fail"),
        ({"by": ABSENT, "decision": "see mail"}, "review"), ({"decision": ABSENT, "on": ""}, "fail"),
        ({"decision": "see mail"}, "review"), ({"decision": "approved?"}, "review"), ({"decision": "not approved"}, "review"),
        ({"decision": True}, "pass"), ({"decision": False}, "fail"), ({"decision": ["approved"]}, "review"), ({"decision": {"a": "approved"}}, "review"),
        ({"by": "ken.yip@harbour.hk"}, "pass"), ({"by": "20511"}, "review"), ({"by": "ok"}, "review"), ({"by": "the client"}, "review"),
        ({"by": ["Ken", "Mei"]}, "review"), ({"by": True}, "review"), ({"on": "03/04/2026"}, "review"),
        ({"on": "yesterday"}, "review"), ({"on": ["2026-11-10"]}, "review"), ({"on": True}, "review"),
    ],
)  # fmt: skip
def test_one_approval(change: dict[str, Any], status: str) -> None:
    assert ask("approved: iod", approvals(change)).status == status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("approved approve yes y true TRUE 1 ok okay accepted agreed", "pass"),
        ("rejected reject no n false 0 declined denied refused withdrawn revoked", "fail"),
    ],
)
def test_words_of_a_decision(words: str, status: str) -> None:
    assert {ask("approved: iod", approvals({"decision": word})).status for word in words.split()} == {status}


@pytest.mark.parametrize("team", ["not IOD", "non-IOD", "former IOD", "ex IOD"])
def test_who_is_not_of_the_team_has_not_approved_for_it(team: str) -> None:
    assert ask("approved: iod", approvals({"team": team})).status == "fail"


@pytest.mark.parametrize("name", ["by", "on", "decision", "team"])
@pytest.mark.parametrize("value", [*BLANKS, *PLACEHOLDERS])
def test_blank_and_placeholder_fail(name: str, value: Any) -> None:
    assert ask("approved: iod", approvals({name: value})).status == "fail"


@pytest.mark.parametrize(
    ("sections", "status"), [({}, "unknown"), ({"approvals": []}, "fail"), ({"approvals": None}, "fail")]
)
def test_no_approval(sections: dict[str, Any], status: str) -> None:
    assert ask("approved: iod", sections).status == status


def test_an_approval_whose_team_no_export_carries_is_not_taken_for_nobodys() -> None:
    assert ask("approved: iod", approvals({"team": ABSENT})).status == "unknown"


@pytest.mark.parametrize("team", [["iod", "legal"], {"name": "iod"}, True])
def test_an_approval_whose_team_cannot_be_read_is_for_a_person(team: Any) -> None:
    assert ask("approved: iod", approvals({"team": team})).status == "review"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ([{"on": "2026-11-01"}, {"on": "2026-11-02", "decision": "rejected"}], "fail"),
        ([{"on": "2026-11-02", "decision": "rejected"}, {"on": "2026-11-01"}], "fail"),
        ([{"on": "2026-11-01", "decision": "rejected"}, {"on": "2026-11-02"}], "pass"),
        ([{"decision": "rejected"}, {}], "review"),
        ([{}, {}], "pass"),
        ([{"on": ABSENT, "decision": "rejected"}, {}], "review"),
        ([{"on": "03/04/2026", "decision": "rejected"}, {}], "review"),
        ([{}, {"on": "2026-11-22", "decision": "rejected"}], "pass"),
        ([{"decision": "rejected"}, {"on": "2026-11-22"}], "fail"),
        ([{}, {"team": "legal", "on": "2026-11-20", "decision": "rejected"}], "pass"),
        ([{"on": "2026-11-01"}, {"on": "2026-11-05", "decision": "see mail"}], "review"),
    ],
)
def test_the_latest_decision_counts(changes: list[dict[str, Any]], status: str) -> None:
    assert ask("approved: iod", approvals(*changes)).status == status


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, "review"), ({"team": ABSENT}, "review"), ({"team": "TBC"}, "review"), ({"on": "2026-11-12"}, "review"),
        ({"on": ""}, "review"), ({"on": "03/04/2026"}, "review"), ({"decision": False}, "review"),
        ({"on": "2026-11-09"}, "pass"), ({"on": "2026-11-22"}, "pass"), ({"decision": "approved"}, "pass"),
        ({"decision": "Rejected by CEO"}, "review"), ({"decision": "approval withdrawn"}, "review"),
        ({"decision": "not approved"}, "review"), ({"decision": "see mail"}, "review"),
        ({"decision": ["approved", "rejected"]}, "review"), ({"decision": "see mail", "on": "2026-11-09"}, "pass"),
        ({"decision": ""}, "pass"), ({"decision": "TBC"}, "pass"), ({"decision": ABSENT}, "pass"),
        ({"decision": "see mail", "team": "legal"}, "pass"), ({"team": "legal"}, "pass"),
    ],
)  # fmt: skip
def test_a_later_rejection_that_names_no_team_is_for_a_person(change: dict[str, Any], status: str) -> None:
    rejected = {"team": "", "decision": "rejected", **change}
    assert ask("approved: iod", approvals({}, rejected)).status == status
    assert ask("approved: {team: iod, decision: [approved, rejected]}", approvals({}, rejected)).status == "pass"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, "fail"), ({"on": ""}, "unknown"), ({"by": ""}, "unknown"), ({"on": "TBC"}, "unknown"), ({"by": "N/A"}, "unknown"),
        ({"decision": ""}, "unknown"), ({"decision": "approved", "on": ""}, "pass"), ({"decision": "approved"}, "pass"),
        ({"on": "2026-11-22"}, "pass"), ({"team": "legal"}, "pass"), ({"by": ABSENT}, "unknown"), ({"on": ABSENT}, "unknown"),
    ],
)  # fmt: skip
def test_half_a_rejection_does_not_show_that_there_is_none(change: dict[str, Any], status: str) -> None:
    check = "not: {approved: {team: iod, decision: rejected, if_absent: fail}}"
    assert ask(check, approvals({"decision": "rejected", **change})).status == status


@pytest.mark.parametrize("team", ["management", "Top management", "Management Team", "CEO"])
def test_names_of_a_team(team: str) -> None:
    assert ask("approved: management", approvals({"team": team})).status == "pass"


@pytest.mark.parametrize(("decision", "status"), [("approved", "pass"), ("rejected", "pass"), ("later", "review")])
def test_either_decision_will_do(decision: str, status: str) -> None:
    check = "approved: {team: iod, decision: [approved, rejected]}"
    assert ask(check, approvals({"decision": decision})).status == status


@pytest.mark.parametrize(
    ("sections", "status"),
    [
        ({}, "fail"),
        ({"approvals": []}, "fail"),
        (approvals({}), "pass"),
        (approvals({"by": ABSENT}), "fail"),
        (approvals({"on": ABSENT}), "fail"),
    ],
)
def test_if_absent_fail_counts_what_no_export_shows_as_not_given(sections: dict[str, Any], status: str) -> None:
    assert ask("approved: {team: iod, if_absent: fail}", sections).status == status


@pytest.mark.parametrize(("team", "called"), [("iod", "IOD"), ("management", "management"), ("legal", "legal")])
def test_a_team_is_called_by_its_name(team: str, called: str) -> None:
    assert ask(f"approved: {team}", approvals({"team": team})).reason == f"{called} has approved"
    assert ask(f"approved: {team}", {"approvals": []}).reason == f"{called} has not approved"
    either = f"approved: {{team: {team}, decision: [approved, rejected]}}"
    assert ask(either, {"approvals": []}).reason == f"{called} has not approved or rejected"


def test_the_reason_says_which_approval() -> None:
    found = ask("approved: iod", approvals({"team": "legal"}, {"decision": "rejected"}))
    assert "approval 2" in found.reason
    assert "rejected" in found.reason


@pytest.mark.parametrize(
    ("sections", "status"),
    [
        (approvals({}), "pass"), (approvals({"decision": "rejected"}), "not_applicable"),
        (approvals({"team": "legal"}), "unknown"), ({"approvals": []}, "unknown"), ({}, "unknown"),
        (approvals({"decision": "see mail"}), "unknown"), (approvals({"by": ABSENT}), "unknown"),
    ],
)  # fmt: skip
def test_as_a_condition(sections: dict[str, Any], status: str) -> None:
    assert as_condition("approved: iod", sections) == status


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("approved: iodd", ["'iodd'", "did you mean 'iod'"]),
        ("approved: sales", ["'sales'", "allowed: iod, provisioning, legal, management"]),
        ("approved: {team: iod, decision: aproved}", ["'aproved'", "did you mean 'approved'"]),
        ("approved: {team: iod, if_absent: pass}", ["'pass'", "unknown, fail"]),
        ("approved: {team: iod, teem: iod}", ["unknown key 'teem'", "did you mean 'team'"]),
        ("approved: {decision: approved}", ["lacks 'team'"]),
        ("approved:", ["team"]),
        ("approved: true", ["team"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []


def test_no_decision_that_would_do_is_refused() -> None:
    assert "decision" in refusal("approved: {team: iod, decision: []}")


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("2026-11-09", "pass"), ("2026-11-10", "pass"), ("2026-11-11", "review"), (ABSENT, "pass"), ("", "pass"), (None, "pass"),
        ("03/04/2026", "review"), ("soon", "review"), (["2026-11-01"], "review"),
    ],
)  # fmt: skip
def test_a_decision_before_the_day_of_what_it_is_about_is_for_a_person(since: Any, status: str) -> None:
    risk = {"risk": {"score": 3} if since is ABSENT else {"score": 3, "assessed_on": since}}
    for words in ("", ", if_absent: fail", ", decision: [approved, rejected]"):
        found = ask(f"approved: {{team: iod, not_before: risk.assessed_on{words}}}", {**risk, **approvals({})})
        assert found.status == status
    assert ask("approved: {team: iod, not_before: risk.assessed_on}", approvals({})).status == "pass"


def test_a_later_decision_holds_whatever_was_decided_before() -> None:
    both = {"risk": {"assessed_on": "2026-11-05"}, **approvals({"on": "2026-11-01"}, {"on": "2026-11-06"})}
    assert ask("approved: {team: iod, not_before: risk.assessed_on}", both).status == "pass"
    found = ask("approved: {team: iod, not_before: risk.assessed_on}", {**both, **approvals({"on": "2026-11-04"})})
    assert "is dated 2026-11-04, before the customer's risk" in found.reason
    rejected = {**both, **approvals({"on": "2026-11-04", "decision": "rejected"})}
    assert ask("approved: {team: iod, not_before: risk.assessed_on}", rejected).status == "fail"


def test_the_day_of_what_it_is_about_must_be_a_field() -> None:
    assert "did you mean 'risk.assessed_on'" in refusal("approved: {team: iod, not_before: risk.assesed_on}")
    assert "'risk.rating' is not a date" in refusal("approved: {team: iod, not_before: risk.rating}")


@pytest.mark.parametrize(
    ("asked", "teams"),
    [
        ("management", ["Account Management", "Sales management", "Product management", "customer management", "project management office", "client CEO", "Office management", "Compliance management"]),
        ("legal", ["Customer's legal", "client legal team", "external legal counsel", "legal / sales"]),
        ("iod", ["Customer IOD", "sales for IOD", "IOD/Legal"]),
        ("provisioning", ["Provisioning (vendor)", "pre-provisioning"]),
    ],
)  # fmt: skip
def test_a_name_that_may_be_another_teams_is_for_a_person(asked: str, teams: list[str]) -> None:
    for team in teams:
        found = ask(f"approved: {asked}", approvals({"team": team}))
        assert (team, found.status) == (team, "review")
        assert f'is of "{team}"' in found.reason
        assert ask(f"approved: {{team: {asked}, if_absent: fail}}", approvals({"team": team})).status == "review"
        assert ask(f"approved: {asked}", approvals({"team": team, "decision": "rejected"})).status == "fail"
        later = {"team": team, "decision": "rejected", "on": "2026-11-12"}
        assert ask(f"approved: {asked}", approvals({"team": asked}, later)).status == "review"
        assert ask(f"approved: {asked}", approvals({"team": asked}, {**later, "decision": "yes"})).status == "pass"
        unclear = {**later, "decision": "not approved"}
        assert ask(f"approved: {asked}", approvals({"team": asked}, unclear)).status == "review"


@pytest.mark.parametrize(
    ("asked", "teams"),
    [
        ("management", ["Top Management (CEO)", "Senior management", "Kounted CEO", "CEO (Chief Executive Officer)"]),
        ("legal", ["Legal department", "Legal & Compliance", "legal counsel", "Legal,"]),
        ("iod", ["IOD Team - Check and approval", "IOD manager", "manager of IOD", "IOD_Team", "IOD (head)"]),
        ("provisioning", ["Provisioning Team - provisioning and approval", "Provisioning dept."]),
    ],
)
def test_words_beside_a_teams_own_that_make_no_other_one_of_it(asked: str, teams: list[str]) -> None:
    found = {team: ask(f"approved: {asked}", approvals({"team": team})).status for team in teams}
    assert found == dict.fromkeys(teams, "pass")


_NOBODY = (
    "HubSpot Workflow", "system", "Auto", "bot", "API", "Zapier", "No owner", "deleted user", "Deleted User (20511)", "approved",
    "team", "somebody", "IOD", "Legal", "IOD Team", "Top management", "CEO", "Kounted", "the CEO", "legal@cedarvale.ae",
)  # fmt: skip


@pytest.mark.parametrize(
    "by", ["Ken Yip - declined", "awaiting Ken Yip", "Ken Yip (rejected)", "to sign: Ken Yip", "Ken Yip?"]
)
def test_a_name_beside_which_it_says_that_nobody_has_decided_is_for_a_person(by: str) -> None:
    assert ask("approved: iod", approvals({"by": by})).status == "review"


@pytest.mark.parametrize("by", _NOBODY)
def test_words_that_name_nobody_are_for_a_person(by: str) -> None:
    found = ask("approved: iod", approvals({"by": by}))
    assert (found.status, "does not say who it was" in found.reason) == ("review", True)
    assert hardly("person")(by)  # type: ignore[misc]


@pytest.mark.parametrize(
    "by",
    [
        "Jan Bot",
        "Legal, Ken Yip",
        "Sally Team",
        "K. Head",
        "Ken Yip (IOD)",
        "Top Wong",
        "Manfred",
        "ken@iod.hk",
        "葉先生",
    ],
)
def test_a_name_beside_such_words_says_who_it_was(by: str) -> None:
    assert ask("approved: iod", approvals({"by": by})).status == "pass"


@pytest.mark.parametrize(
    ("by", "status"),
    [
        ("Grace Vale", "review"), ("VALE, Grace", "review"), ("grace@cedarvale.ae", "review"), ("Vale Grace (client)", "review"),
        ("Lai Siu Ming 黎小明", "review"), ("Ng", "review"), ("Grace Odeh", "pass"), ("Rana Vale", "pass"), ("rana@kounted.com", "pass"), ("Wang Ng", "pass"),
    ],
)  # fmt: skip
def test_a_contact_of_the_customer_does_not_approve_for_us(by: str, status: str) -> None:
    contacts: list[dict[str, Any]] = [
        *({"name": "Mei Tan"}, {"name": "Grace Vale", "email": "grace@cedarvale.ae"}),
        *({"name": "黎小明"}, {"name": "Ng"}),
    ]
    given = {"contacts": contacts, **approvals({"by": by})}
    found = ask("approved: iod", given)
    assert (found.status, "is a contact of the customer" in found.reason) == (status, status == "review")
    assert ask("approved: {team: iod, decision: [approved, rejected]}", given).status == status


def test_who_rejects_is_rejected_whoever_it_is() -> None:
    contacts = {"contacts": [{"name": "Grace Vale"}]}
    found = ask("approved: iod", {**contacts, **approvals({"by": "Grace Vale", "decision": "rejected"})})
    assert found.status == "fail"


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ({"draft": "2026-11-13"}, "review"), ({"draft": "2026-11-13", "iod_check": "2026-11-14", "provisioning": "2026-11-15"}, "review"),
        ({"draft": "2026-11-10"}, "pass"), ({"draft": "2026-11-01", "iod_check": "2026-11-02", "provisioning": "2026-11-12"}, "pass"),
        ({"draft": "2026-11-22"}, "pass"), ({"draft": "soon"}, "pass"), ({"draft": ABSENT}, "pass"), ({"elsewhere": "2026-11-13"}, "pass"),
        ({"iod_check": "2026-11-13"}, "pass"), ({}, "pass"),
    ],
)  # fmt: skip
def test_an_approval_of_before_the_case_was_returned_is_for_a_person(steps: dict[str, Any], status: str) -> None:
    history = [{"stage": stage} if on is ABSENT else {"stage": stage, "entered": on} for stage, on in steps.items()]
    given = {"history": history, **approvals({})}
    found = ask("approved: {team: iod, returned_to: draft}", given)
    assert (found.status, "the case went back to draft on 2026-11-13" in found.reason) == (status, status == "review")
    assert ask("approved: iod", given).status == "pass"
    anew = {"history": history, **approvals({}, {"on": "2026-11-16"})}
    assert ask("approved: {team: iod, returned_to: draft}", anew).status == "pass"


@pytest.mark.parametrize(
    ("left", "status"),
    [("2026-11-14", "review"), ("2026-11-12", "pass"), ("2026-11-11", "pass"), (ABSENT, "pass"), ("soon", "pass")],
)
def test_so_is_one_of_the_day_of_the_return_where_the_case_stayed_there_longer(left: Any, status: str) -> None:
    entry = {"stage": "draft", "entered": "2026-11-12", **({} if left is ABSENT else {"left": left})}
    given = {"history": [entry], **approvals({"on": "2026-11-12"})}
    assert ask("approved: {team: iod, returned_to: draft}", given).status == status


@pytest.mark.parametrize(
    ("made", "status"),
    [
        ("2026-11-14", "review"), ("2026-11-14T01:00:00Z", "review"), ("2027-11-14", "review"), ("2026-11-13", "pass"), ("2026-11-12", "pass"),
        ("2026-10-01T03:00:00.000Z", "pass"), ("", "pass"), (None, "pass"), ("soon", "pass"), ("03/04/2027", "pass"), (["2027-01-01"], "pass"), (ABSENT, "pass"),
    ],
)  # fmt: skip
def test_an_approval_of_before_there_was_a_deal_is_for_a_person(made: Any, status: str) -> None:
    deal = {"id": "91", **({} if made is ABSENT else {"created": made})}
    given = {"deal": deal, **approvals({"on": "2026-11-12"})}
    found = ask("approved: {team: iod, not_older_than: deal.created}", given)
    assert (found.status, "is it for this order?" in found.reason) == (status, status == "review")
    assert ask(
        "approved: {team: iod, not_older_than: deal.created}", {**given, **approvals({}, {"on": "2026-11-20"})}
    ).status == (status if str(made).startswith("2027-11") else "pass")


def test_an_approval_of_before_the_second_ticket_of_a_deal_is_for_a_person() -> None:
    given = {"deal": {"id": "91", "created": "2026-10-01"}, **approvals({"on": "2026-11-12"})}
    check = "approved: {team: iod, not_older_than: [deal.created, case.created]}"
    assert ask(check, {**given, "case": {"id": "5", "kind": "ticket", "created": "2026-11-10"}}).status == "pass"
    found = ask(check, {**given, "case": {"id": "5", "kind": "ticket", "created": "2026-11-18"}})
    assert found.reason.endswith("before the day the case was made (2026-11-18): is it for this order?")
    assert found.status == "review"


def test_the_stage_of_a_return_must_be_one() -> None:
    assert "did you mean 'draft'" in refusal("approved: {team: iod, returned_to: drfat}")
    assert ask("approved: {team: iod, returned_to: draft}", approvals({})).status == "pass"
