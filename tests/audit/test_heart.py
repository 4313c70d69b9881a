"""Statuses, stages and verdicts, by small checklists of their own."""

import copy
import dataclasses
import itertools
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyccheck.asking.answer import SETTLED, WORST_FIRST, Status
from kyccheck.asking.shown import ShownResult
from kyccheck.audit import glance, planned
from kyccheck.audit import plan as plans
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import Plan, compile_plan
from kyccheck.batch import choosing
from kyccheck.batch.choosing import Choosing
from kyccheck.checklist.overlay import load
from kyccheck.checks import Compiled, _same_as_read, approved, one_of
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.records.case import Case
from support import AS_OF, GOOD, Audit, statuses

HEAD = """
id: small
title: Small
version: "1"
for: {systems: [native], kinds: [deal, ticket]}
teams: {sales: Sales, iod: IOD, provisioning: Provisioning}
stages:
  - {id: draft, title: Draft, team: sales}
  - {id: check, title: Check, team: iod}
  - {id: build, title: Build, team: provisioning}
  - {id: repair, title: Repair, counts_as: build}
  - {id: done, title: Done}
  - {id: refused, title: Refused, only: [last]}
items:
"""
LAST = "  - {id: last, title: Last, due: done, owner: iod, check: {present: deal.owner}}\n"


def plan_of(tmp_path: Path, items: str) -> Plan:
    path = tmp_path / "small.yaml"
    path.write_text(HEAD + items + LAST)
    return compile_plan(load(str(path)), AS_OF)


def deal(stage: str = "done", **fields: object) -> dict[str, Any]:
    return {"case": {"id": "1", "kind": "deal", "stage": stage}, "deal": {"id": "1", "owner": "Sam", **fields}}


def one(plan: Plan, audited: Audit, case: dict[str, Any], item: str = "1") -> ShownResult:
    return next(result for result in audited(case, plan)["results"] if result["item"] == item)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"name": "A"}, "pass"),
        ({"name": ""}, "fail"),
        ({"name": None}, "fail"),
        ({"name": []}, "fail"),
        ({}, "unknown"),
        ({"name": ["A"]}, "review"),
        ({"name": 5}, "pass"),
        ({"name": True}, "review"),
    ],
)
def test_absent_is_not_blank(fields: dict[str, object], status: str, tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(tmp_path, "  - {id: '1', title: One, owner: sales, check: {present: deal.name}}\n")
    assert one(plan, audited, deal("done", **fields))["status"] == status


@pytest.mark.parametrize(
    ("currency", "name", "status"),
    [
        ("HKD", "A", "pass"),
        ("HKD", "", "fail"),
        ("USD", "", "not_applicable"),
        ("", "A", "unknown"),
        (None, "A", "unknown"),
        (["HKD"], "A", "unknown"),
    ],
)
def test_a_condition_that_cannot_be_decided_is_unknown(
    currency: object, name: str, status: str, tmp_path: Path, audited: Audit
) -> None:
    when = "{one_of: {field: deal.currency, values: [HKD]}}"
    plan = plan_of(
        tmp_path, f"  - {{id: '1', title: One, owner: sales, when: {when}, check: {{present: deal.name}}}}\n"
    )
    result = one(plan, audited, deal(currency=currency, name=name))
    assert result["status"] == status
    if status == "not_applicable":
        assert "USD" in result["reason"]


STAGES = ("draft", "check", "build", "repair", "done", "refused")


@pytest.mark.parametrize(
    ("due", "on_entry", "played"),
    [
        ("draft", False, {"draft", "check", "build", "repair", "done"}),
        ("check", False, {"draft", "check", "build", "repair", "done"}),
        ("build", False, {"check", "build", "repair", "done"}),
        ("done", False, {"build", "repair", "done"}),
        ("check", True, {"check", "build", "repair", "done"}),
        ("build", True, {"build", "repair", "done"}),
        ("done", True, {"done"}),
    ],
)
def test_what_is_in_play_at_which_stage(
    due: str, on_entry: bool, played: set[str], tmp_path: Path, audited: Audit
) -> None:
    item = f"{{id: '1', title: One, owner: sales, due: {due}, on_entry: {str(on_entry).lower()}, check: {{present: deal.name}}}}"
    plan = plan_of(tmp_path, f"  - {item}\n")
    looked_at = {stage for stage in STAGES if one(plan, audited, deal(stage, name=""))["status"] == "fail"}
    assert looked_at == played
    for stage in STAGES:
        found = audited(deal(stage, name=""), plan)
        assert found["verdict"] == ("return" if stage in played else "ready")


@pytest.mark.parametrize(
    ("stage", "bypassed"),
    [
        ("draft", []),
        ("check", ["1"]),
        ("build", ["1", "2"]),
        ("repair", ["1", "2"]),
        ("done", ["1", "2", "3"]),
        ("refused", []),
        ("nowhere", []),
    ],
)
def test_a_stage_that_should_not_have_been_entered_is_said(
    stage: str, bypassed: list[str], tmp_path: Path, audited: Audit
) -> None:
    plan = plan_of(
        tmp_path,
        "  - {id: '1', title: One, owner: sales, due: check, check: {present: deal.name}}\n"
        "  - {id: '2', title: Two, owner: sales, due: build, check: {present: deal.amount}}\n"
        "  - {id: '3', title: Three, owner: iod, due: build, on_entry: true, check: {present: deal.payment_terms}}\n"
        "  - {id: '4', title: Four, owner: iod, due: check, check: {present: deal.id}}\n",
    )
    assert audited(deal(stage, name="", amount="", payment_terms=""), plan)["bypassed"] == bypassed
    assert audited(deal("draft", name="", amount="", payment_terms=""), plan, stage)["bypassed"] == []


def test_what_is_due_at_the_very_first_stage_may_be_bypassed_too(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(
        tmp_path,
        "  - {id: '1', title: One, owner: sales, due: draft, check: {present: deal.name}}\n"
        "  - {id: '2', title: Two, owner: sales, due: draft, on_entry: true, check: {present: deal.amount}}\n"
        "  - {id: '3', title: Three, owner: sales, check: {present: deal.currency}}\n",
    )
    for stage, bypassed in (("draft", ["1"]), ("check", ["1", "2"])):
        assert audited(deal(stage, name="", amount="", currency=""), plan)["bypassed"] == bypassed


def test_the_stage_that_nothing_names_is_audited_as_the_last_one(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(
        tmp_path, "  - {id: '1', title: One, owner: sales, due: done, on_entry: true, check: {present: deal.name}}\n"
    )
    found = audited(deal("1038553758", name=""), plan)
    assert statuses(found)["1"] == "fail"
    assert (found["stage"], found["stage_as_read"], found["next"]) == (None, "1038553758", None)
    assert "kyccheck.yaml" in " ".join(found["notes"])


def test_at_a_stage_as_if_it_stood_there(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(tmp_path, "  - {id: '1', title: One, owner: sales, due: done, check: {present: deal.name}}\n")
    assert statuses(audited(deal("draft", name=""), plan))["1"] == "not_due"
    found = audited(deal("draft", name=""), plan, "build")
    assert (statuses(found)["1"], found["stage"], found["next"]) == ("fail", "build", "done")


def test_the_verdict_goes_back_to_the_team_that_fails_first(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(
        tmp_path,
        "  - {id: '1', title: One, owner: provisioning, due: done, check: {present: deal.name}}\n"
        "  - {id: '2', title: Two, owner: sales, due: check, check: {present: deal.amount}}\n"
        "  - {id: '3', title: Three, owner: iod, check: {present: deal.currency}}\n"
        "  - {id: '4', title: Four, due: draft, check: {present: deal.payment_terms}}\n",
    )
    fine = {"name": "A", "amount": "1", "currency": "HKD", "payment_terms": "30 days"}

    def team(**fields: object) -> object:
        return audited(deal("build", **{**fine, **fields}), plan)["return_to"]

    assert team() is None
    assert team(name="", amount="") == "sales"
    assert team(name="") == "provisioning"
    assert team(amount=["1"]) is None
    assert team(name="", amount=["1"]) == "provisioning", "what people must judge goes back to nobody"
    assert team(name="", amount="", currency="") == "iod", "what is due from the beginning comes first"
    assert team(name="", payment_terms="") is None, "an item that belongs to no team goes back to nobody"


def test_the_verdicts_in_their_order(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(
        tmp_path,
        "  - {id: '1', title: One, owner: sales, due: check, check: {present: deal.name}}\n"
        "  - {id: '2', title: Two, owner: iod, due: done, escalates: true, check: {present: deal.amount}}\n",
    )
    verdicts = {
        "ready": deal("draft", name="A", amount=1),
        "review": deal("draft", amount=1),
        "return": deal("draft", name="", amount=1),
        "escalate": deal("draft", name="", amount=""),
    }
    assert {verdict: audited(case, plan)["verdict"] for verdict, case in verdicts.items()} == {
        verdict: verdict for verdict in verdicts
    }
    for unclear in (deal("draft", name="A"), deal("draft", name="A", amount=["1"])):
        assert audited(unclear, plan)["verdict"] == "ready", (
            "what escalates is asked early, and only a fail counts then"
        )


def test_what_cannot_be_evaluated_is_an_error_and_ends_nothing(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(tmp_path, "  - {id: '1', title: One, owner: sales, check: {present: deal.name}}\n")

    def broken(_: object) -> Any:
        raise ZeroDivisionError

    plan.items[0].ask = Compiled(broken)
    found = audited(deal(name="A"), plan)
    assert (statuses(found)["1"], found["verdict"]) == ("error", "error")
    assert "ZeroDivisionError" in found["results"][0]["reason"]
    assert audited(deal(name="A", owner=""), plan)["verdict"] == "error", "an open item behind it takes nothing away"


SUMS = """  - id: "1"
    title: One
    owner: sales
    check: {present: deal.name}
    items:
      - {id: "1a", title: A, check: {present: deal.amount}}
      - {id: "1b", title: B, when: {one_of: {field: deal.currency, values: [HKD]}}, check: {present: deal.owner}}
"""


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"name": "A", "amount": "1", "currency": "USD"}, "pass"),
        ({"name": "A", "amount": "", "currency": "USD"}, "fail"),
        ({"name": "A", "currency": "USD"}, "unknown"),
        ({"name": "", "amount": "1", "currency": "USD"}, "fail"),
        ({"name": ["A"], "currency": "USD"}, "review"),
        ({"name": "A", "amount": "1"}, "unknown"),
    ],
)
def test_an_item_sums_up_its_sub_items_and_its_own_check(
    fields: dict[str, object], status: str, tmp_path: Path, audited: Audit
) -> None:
    assert one(plan_of(tmp_path, SUMS), audited, deal("done", **fields))["status"] == status


def test_a_sum_is_no_finding_of_its_own(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(tmp_path, SUMS)
    found = audited(deal("done", name="A", currency="USD"), plan)
    parent = next(result for result in found["results"] if result["item"] == "1")
    assert parent["status"] == "unknown"
    assert parent["reason"] == "unknown because of 1a"
    assert found["verdict"] == "review"


def test_since_until_and_not_stated(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(
        tmp_path,
        "  - {id: '1', title: One, owner: sales, since: 2026-11-22, check: {present: deal.name}}\n"
        "  - {id: '2', title: Two, owner: sales, until: 2026-11-20, check: {present: deal.name}}\n"
        "  - {id: '3', title: Three, owner: sales, since: 2026-11-21, until: 2026-11-21, check: {present: deal.name}}\n"
        "  - {id: '4', title: Four, owner: sales, not_stated: true}\n",
    )
    found = statuses(audited(deal(name=""), plan))
    assert [found[item] for item in "1234"] == ["not_due", "not_applicable", "fail", "not_stated"]


def test_sub_items_are_not_in_force_where_the_item_above_is_not(tmp_path: Path, audited: Audit) -> None:
    below = "check: {present: deal.name}"
    plan = plan_of(
        tmp_path,
        f"  - {{id: '1', title: One, since: 2026-11-22, items: [{{id: '1a', title: A, {below}, items: [{{id: '1ai', title: A i, {below}}}]}}]}}\n"
        f"  - {{id: '2', title: Two, until: 2026-11-20, items: [{{id: '2a', title: A, {below}}}, {{id: '2b', title: B, since: 2026-12-01, {below}}}]}}\n"
        f"  - {{id: '4', title: Four, items: [{{id: '4a', title: A, since: 2026-12-01, {below}}}, {{id: '4b', title: B, {below}}}]}}\n",
    )
    found = statuses(audited(deal(name=""), plan))
    del found["last"]
    assert found == {
        "1": "not_due", "1a": "not_due", "1ai": "not_due", "2": "not_applicable", "2a": "not_applicable", "2b": "not_due",
        "4": "fail", "4a": "not_due", "4b": "fail",
    }  # fmt: skip


def test_a_fingerprint_changes_with_what_the_item_reads_and_with_nothing_else(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(
        tmp_path, "  - {id: '1', title: One, owner: sales, check: {manual: {question: Fine?, fields: [deal.name]}}}\n"
    )
    prints = [
        one(plan, audited, case)["fingerprint"]
        for case in (deal(name="A"), deal(name="A", amount="9"), deal(name="B"), deal(name=""), deal())
    ]
    assert prints[0] == prints[1]
    assert len(set(prints)) == 4


def test_every_status_settles_or_is_summed_up() -> None:
    assert SETTLED | set(WORST_FIRST) == set(Status)


@given(st.lists(st.sampled_from(["A", "", None, ["x"], 0, "N/A", "absent"]), min_size=3, max_size=3))
def test_ready_means_that_everything_in_play_is_settled(values: list[object]) -> None:
    import json
    import tempfile

    from kyccheck.audit.heart import audit
    from kyccheck.inputs.mapping import Mapping
    from kyccheck.inputs.paths import find_inputs
    from kyccheck.inputs.reading import Reading

    with tempfile.TemporaryDirectory() as folder:
        plan = plan_of(
            Path(folder),
            "  - {id: '1', title: One, owner: sales, due: check, check: {present: deal.name}}\n"
            "  - {id: '2', title: Two, owner: sales, due: build, check: {present: deal.amount}}\n"
            "  - {id: '3', title: Three, owner: iod, due: done, check: {present: deal.currency}}\n",
        )
        named = zip(("name", "amount", "currency"), values, strict=True)
        case = deal("check", **{name: value for name, value in named if value != "absent"})
        path = Path(folder) / "case.json"
        path.write_text(json.dumps(case))
        (read,) = Reading(find_inputs([str(path)]), Mapping()).cases()
        found = audit(read, [plan])
        here = plan.standing(("check",))
        in_play = [result["status"] for played, result in zip(here.in_play, found["results"], strict=True) if played]
        assert (found["verdict"] == "ready") == all(status in SETTLED for status in in_play)
        assert all(status != "not_due" for status in in_play)


def test_every_pair_of_stages_keeps_the_order(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "  - {id: '1', title: One, owner: sales, check: {present: deal.name}}\n")
    for earlier, later in itertools.pairwise(plan.checklist.line):
        assert plan.standing((earlier,)).next == later


def test_a_case_that_no_export_gives_a_stage_says_so_and_is_looked_at_whole(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(tmp_path, "  - {id: '1', title: One, owner: sales, due: done, check: {present: deal.name}}\n")
    found = audited(deal("", name=""), plan)
    assert found["notes"] == ["no export gives its stage, so everything was looked at as due"]
    assert (found["stage"], statuses(found)["1"]) == (None, "fail")


@pytest.mark.parametrize(
    ("own", "of_deal", "at", "stage"),
    [
        ("draft", "done", "", None), ("done", "draft", "", None), ("draft", "", "", "draft"), ("draft", "Draft", "", "draft"),
        ("draft", "nowhere", "", "draft"), ("draft", "done", "check", "check"), ("build", "done", "draft", "draft"),
    ],
)  # fmt: skip
def test_of_a_case_and_a_deal_at_two_stages_everything_is_due(
    own: str, of_deal: str, at: str, stage: str | None, tmp_path: Path
) -> None:
    plan = plan_of(tmp_path, "  - {id: '1', title: One, owner: sales, due: done, check: {present: deal.name}}\n")
    case = Case("1", "ticket", {}, stage=own, deal_stage=of_deal)
    found = audit(case, [plan], at)
    assert found["stage"] == stage
    assert statuses(found)["1"] == ("unknown" if stage is None else "not_due")
    if stage is None:
        assert found["notes"] == [f"it stands at {own} and, by its deal, at {of_deal}: everything was looked at as due"]
    else:
        assert found["notes"] == ([f"audited as if it stood at {at}"] if at else [])


def test_a_stage_without_a_meaning_is_said_as_it_was_read_whatever_the_deal_says(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "  - {id: '1', title: One, owner: sales, due: done, check: {present: deal.name}}\n")
    found = audit(Case("1", "ticket", {}, stage="1038553758", deal_stage="done"), [plan])
    (note,) = found["notes"]
    assert note.startswith('its stage "1038553758" has no meaning here')


def test_of_two_checklists_all_is_answered_and_either_may_hold_a_case_back(tmp_path: Path) -> None:
    settled = plan_of(tmp_path, "  - {id: '1', title: One, owner: sales, check: {present: deal.name}}\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    items = "  - {id: '2', title: Two, owner: sales, check: {present: deal.amount}}\n"
    path = elsewhere / "other.yaml"
    text = (HEAD + items).replace("id: small", "id: other").replace("[last]", "['2']")
    path.write_text(text.replace("{id: draft, title: Draft,", "{id: begun, title: Begun,"))
    lacking = compile_plan(load(str(path)), AS_OF)
    (tmp_path / "case.json").write_text(json.dumps(deal("draft", name="Amber", amount="")))
    for several in ([settled, lacking], [lacking, settled]):
        (case,) = Reading(find_inputs([str(tmp_path / "case.json")]), Mapping()).cases()
        found = audit(case, several)
        assert statuses(found) == {"1": "pass", "last": "not_due", "2": "fail"}
        assert [result["checklist"] for result in found["results"] if result["item"] != "last"] == [
            "small" if plan is settled else "other" for plan in several
        ]
        assert (found["verdict"], found["return_to"]) == ("return", "sales")
        assert (found["stage"], found["next"]) == ("draft", "check"), "the checklist that knows the stage says it"
        lacks = 'the checklist other has no stage "draft" (begun, check, build, repair, done, refused), so all its items were looked at as due'
        assert found["notes"] == [lacks]
        assert audit(case, several, "draft")["notes"] == ["audited as if it stood at draft", lacks]
        assert audit(case, several, "check")["notes"] == ["audited as if it stood at check"]


def test_a_stage_of_another_checklist_is_not_laid_to_the_case(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "  - {id: '1', title: One, owner: sales, due: done, check: {present: deal.name}}\n")
    found = audit(Case("1", "ticket", {}, stage="draft"), [plan], "co03")
    told = 'the checklist small has no stage "co03" (draft, check, build, repair, done, refused), so all its items were looked at as due'
    assert (found["stage"], found["notes"], statuses(found)["1"]) == (None, [told], "unknown")


def test_evidence_of_what_is_settled_is_looked_up_only_where_it_is_asked_for(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(tmp_path, "  - {id: '1', title: One, owner: sales, check: {present: deal.name}}\n")
    audited(deal("draft", name="Amber"), plan)
    for wanted in (False, True):
        (case,) = Reading(find_inputs([str(tmp_path / "case.json")]), Mapping()).cases()
        found = audit(case, [plan], every_evidence=True) if wanted else audit(case, [plan])
        assert len(found["results"][0].get("evidence") or []) == int(wanted)


NESTED = """
  - id: '1'
    title: One
    owner: sales
    when: {one_of: {field: deal.terms_changed, values: ["yes"]}}
    check: {present: deal.name}
    items:
      - id: '1a'
        title: One a
        check: {present: deal.payment_terms}
        items:
          - {id: '1ai', title: One a i, check: {present: deal.amount}}
      - {id: '1b', title: One b, when: {present: deal.currency}, check: {one_of: {field: deal.currency, values: [HKD]}}}
"""


@pytest.mark.parametrize(
    ("terms", "fields", "expected"),
    [
        ("no", {}, {"1": "not_applicable", "1a": "not_applicable", "1ai": "not_applicable", "1b": "not_applicable"}),
        ("maybe", {}, {"1": "unknown", "1a": "unknown", "1ai": "unknown", "1b": "unknown"}),
        ("", {}, {"1": "unknown", "1a": "unknown", "1ai": "unknown", "1b": "unknown"}),
        ("yes", {}, {"1": "pass", "1a": "pass", "1ai": "pass", "1b": "pass"}),
        ("yes", {"amount": ""}, {"1": "fail", "1a": "fail", "1ai": "fail", "1b": "pass"}),
        ("yes", {"name": ""}, {"1": "fail", "1a": "pass", "1ai": "pass", "1b": "pass"}),
        ("yes", {"currency": "USD"}, {"1": "fail", "1a": "pass", "1ai": "pass", "1b": "fail"}),
        ("yes", {"currency": ["HKD", "USD"]}, {"1": "unknown", "1a": "pass", "1ai": "pass", "1b": "unknown"}),
        ("no", {"name": "", "amount": "", "currency": "USD"}, {"1": "not_applicable", "1a": "not_applicable", "1ai": "not_applicable", "1b": "not_applicable"}),
    ],
)  # fmt: skip
def test_what_does_not_apply_takes_its_sub_items_with_it_at_a_glance_and_on_a_close_look(
    terms: str, fields: dict[str, Any], expected: dict[str, str], tmp_path: Path, audited: Audit
) -> None:
    plan = plan_of(tmp_path, NESTED)
    full = {"name": "Amber", "payment_terms": "30 days", "amount": 5, "currency": "HKD", "terms_changed": terms}
    case = deal("draft", **{**full, **fields})
    for _ in range(2):  # what a glance has found out once is told again
        quick = audited(case, plan)
        (read,) = Reading(find_inputs([str(tmp_path / "case.json")]), Mapping()).cases()
        read.raw = None
        close = audit(read, [plan])
        assert {item: statuses(quick)[item] for item in expected} == expected
        assert [(one["item"], one["status"], one["reason"]) for one in quick["results"]] == [
            (one["item"], one["status"], one["reason"]) for one in close["results"]
        ]
        assert quick["verdict"] == close["verdict"]


def test_an_item_that_is_open_by_a_sub_item_alone_is_neither_bypassed_nor_sent_back_itself(
    tmp_path: Path, audited: Audit
) -> None:
    plan = plan_of(
        tmp_path,
        "  - {id: '1', title: One, owner: iod, due: check, check: {present: deal.name}, items: [\n"
        "      {id: '1a', title: One a, owner: sales, check: {present: deal.amount}}]}\n",
    )
    found = audited(deal("build", name="Amber", amount=""), plan)
    assert statuses(found) == {"1": "fail", "1a": "fail", "last": "pass"}
    assert found["bypassed"] == ["1a"]
    assert found["return_to"] == "sales"


def test_a_sum_shows_the_evidence_of_the_sub_items_that_it_is_open_by(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(
        tmp_path,
        "  - {id: '1', title: One, owner: iod, items: [\n"
        "      {id: '1a', title: One a, check: {present: deal.amount}},\n"
        "      {id: '1b', title: One b, check: {present: deal.name}},\n"
        "      {id: '1c', title: One c, check: {present: deal.currency}}]}\n",
    )
    found = one(plan, audited, deal("draft", name=["Amber", 5], amount="", currency=""))
    assert (found["status"], [item["field"] for item in found["evidence"]]) == (
        "fail",
        ["deal.amount", "deal.currency"],
    )
    review = one(plan, audited, deal("draft", name=["Amber", 5], amount="", currency=""), "1b")
    assert (review["status"], review["evidence"][0]["value"]) == ("review", '["Amber", 5]')


def test_what_is_no_longer_remembered_is_worked_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run remembers has an end, and what comes behind it is told no otherwise."""
    changes = (
        [("case", "stage", stage) for stage in ("draft", "iod_check", "completed", "elsewhere", "")]
        + [("risk", "rating", rating) for rating in ("low", "high", "x", "")]
        + [("company", "name", name) for name in ("", "N/A", "Zenith")]
    )
    cases: list[Any] = []
    for number, (section, field, value) in enumerate([*changes, *changes]):
        case: Any = copy.deepcopy(GOOD)
        case[section][field] = value
        case["case"]["id"] = case["deal"]["id"] = f"{number}"
        case["approvals"][number % 3]["team"] = ("iod", "IOD team", "Sales", "provisioning")[number % 4]
        cases.append(case)
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(cases))

    def told() -> list[Any]:
        offered = Choosing([compile_plan(load("kyc"), AS_OF)], asked_for=True)
        reading = Reading(find_inputs([str(path)]), Mapping())
        return [json.loads(json.dumps(audit(case, offered.plans(case)))) for case in reading.cases()]

    remembered = told()
    assert len({case["verdict"] for case in remembered}) > 2
    for module in (choosing, glance, plans, one_of, approved, _same_as_read):
        monkeypatch.setattr(module, "_MOST_KNOWN", 1)
    monkeypatch.setattr(planned, "_MOST_READY_MADE", 1)
    assert told() == remembered


def test_a_sum_shows_nothing_of_the_sub_items_that_hold(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(
        tmp_path,
        "  - {id: '1', title: One, owner: iod, items: [\n"
        "      {id: '1a', title: One a, check: {manual: Is it fine?}},\n"
        "      {id: '1b', title: One b, check: {present: deal.name}}]}\n",
    )
    found = one(plan, audited, deal("draft", name="Amber"))
    assert (found["status"], found["evidence"]) == ("review", [])


def test_a_condition_of_a_sum_is_asked_however_the_case_is_looked_at(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(
        tmp_path,
        "  - {id: '1', title: One, owner: iod, when: {present: deal.currency}, items: [\n"
        "      {id: '1a', title: One a, check: {present: deal.name}}]}\n",
    )
    for fields, expected in (
        ({"currency": "HKD", "name": "Amber"}, ("pass", "pass")),
        ({"currency": "HKD", "name": ""}, ("fail", "fail")),
        ({"currency": "", "name": "Amber"}, ("not_applicable", "not_applicable")),
        ({"name": "Amber"}, ("unknown", "unknown")),
    ):
        quick = audited(deal("draft", **fields), plan)
        (read,) = Reading(find_inputs([str(tmp_path / "case.json")]), Mapping()).cases()
        read.raw = None
        for found in (quick, audit(read, [plan])):
            assert (statuses(found)["1"], statuses(found)["1a"]) == expected


def test_a_day_of_a_workbook_is_shown_as_a_day(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "  - {id: '1', title: One, owner: sales, check: {manual: {question: Fine?, fields: [deal.close_date]}}}\n",
    )
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Deals"
    book.worksheets[0].append(["id", "name", "stage", "close_date"])
    book.worksheets[0].append(["1", "Amber", "draft", date(2026, 12, 24)])
    book.save(tmp_path / "case.xlsx")
    (case,) = Reading(find_inputs([str(tmp_path / "case.xlsx")]), Mapping()).cases()
    (shown,) = audit(case, [plan])["results"][0]["evidence"]
    assert (shown["value"], shown["at"]) == ("2026-12-24", "Deals!D2")


def test_what_is_settled_has_no_evidence_however_it_was_told(audited: Audit, good: dict[str, Any]) -> None:
    """At a glance, or by a close look, which a name of another system asks for."""
    good["company"]["Company owner"] = "Sam Ho"
    good["deal"]["Deal Name"] = good["deal"]["name"]
    results = audited(good)["results"]
    assert {result["status"] for result in results} == {"pass", "not_stated"}
    assert [result["item"] for result in results if result["evidence"] or result["fingerprint"]] == []


def test_a_value_with_parts_is_shown_the_same_in_whatever_order_they_stand(
    audited: Audit, good: dict[str, Any]
) -> None:
    for number in ({"b": 1, "a": 2}, {"a": 2, "b": 1}):
        good["company"]["registration_number"] = number
        (found,) = [result for result in audited(good)["results"] if result["item"] == "1a"]
        assert [evidence["value"] for evidence in found["evidence"]] == ['{"a": 2, "b": 1}']


@pytest.mark.parametrize(
    ("fields", "group", "below"),
    [({"amount": 5, "name": "A"}, "pass", "pass"), ({"amount": 5, "name": ""}, "fail", "fail"), ({"amount": 0, "name": ""}, "not_applicable", "not_applicable"), ({"name": "A"}, "unknown", "unknown")],
)  # fmt: skip
def test_a_group_without_a_check_of_its_own_is_what_its_items_are_once_its_condition_holds(
    fields: dict[str, Any], group: str, below: str, tmp_path: Path, audited: Audit
) -> None:
    plan = plan_of(
        tmp_path,
        "  - {id: '1', title: Group, owner: sales, when: {compare: {field: deal.amount, more_than: 1}}, items: [{id: 1a, title: Below, owner: sales, check: {present: deal.name}}]}\n",
    )
    found = {result["item"]: result["status"] for result in audited(deal(**fields), plan)["results"]}
    assert (found["1"], found["1a"]) == (group, below)


@pytest.mark.parametrize(
    ("name", "owner", "verdict"),
    [("A", "Sam", "ready"), ("", "Sam", "return"), ("A", "", "return"), ("", "", "return")],
)
def test_a_case_of_two_checklists_is_what_both_say(name: str, owner: str, verdict: str, tmp_path: Path) -> None:
    first = plan_of(tmp_path, "  - {id: '1', title: One, owner: sales, check: {present: deal.name}}\n")
    (tmp_path / "other.yaml").write_text((HEAD + LAST).replace("id: small", "id: other"))
    second = compile_plan(load(str(tmp_path / "other.yaml")), AS_OF)
    (tmp_path / "case.json").write_text(json.dumps({**deal(), "deal": {"id": "1", "name": name, "owner": owner}}))

    def read() -> Case:
        (case,) = Reading(find_inputs([str(tmp_path / "case.json")]), Mapping()).cases()
        return case

    together, alone = audit(read(), [first, second]), [audit(read(), [plan]) for plan in (first, second)]
    assert together["verdict"] == verdict
    assert list(together["results"]) == [result for one in alone for result in one["results"]]


def test_an_answer_about_a_value_with_parts_stands_in_whatever_order_they_are_exported(
    tmp_path: Path, audited: Audit
) -> None:
    item = "{id: '1', title: One, owner: sales, check: {manual: {question: Fine?, fields: [deal.name]}}}"
    plan = plan_of(tmp_path, f"  - {item}\n")
    one_way, other_way, other = (
        one(plan, audited, deal(name=name))["fingerprint"] for name in ({"b": 1, "a": 2}, {"a": 2, "b": 1}, {"a": 2})
    )
    assert one_way == other_way != other


def test_an_item_without_a_check_that_may_not_apply_is_no_finding_of_its_own(tmp_path: Path, audited: Audit) -> None:
    """Nothing of it is in play before its sub-items are."""
    whole = "  - id: '1'\n    title: One\n    owner: sales\n    due: check\n    when: {present: deal.currency}\n"
    plan = plan_of(tmp_path, whole + "    items: [{id: 1a, title: A, due: done, check: {present: deal.name}}]\n")
    found = audited(deal("draft"), plan)
    assert (statuses(found)["1"], statuses(found)["1a"], found["verdict"]) == ("unknown", "not_due", "ready")


def test_a_stage_without_a_meaning_is_noted_with_those_that_have_one(tmp_path: Path, audited: Audit) -> None:
    (note,) = audited(deal("Elsewhere"), plan_of(tmp_path, ""))["notes"]
    assert note.endswith('"Elsewhere" and what it is (draft, check, build, repair, done, refused)')


def test_sub_items_have_the_owner_and_the_stage_of_the_item_above_unless_they_say_their_own(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "  - id: '1'\n    title: One\n    owner: sales\n    due: check\n    items:\n"
        "      - {id: 1a, title: A, check: {present: deal.name}}\n"
        "      - {id: 1b, title: B, owner: iod, due: done, check: {present: deal.name}}\n",
    )
    told = {one.item.id: (one.static["owner"], one.static["due"], one.due) for one in plan.items}
    assert told == {
        "1": ("sales", "check", 1), "1a": ("sales", "check", 1), "1b": ("iod", "done", 3), "last": ("iod", "done", 3),
    }  # fmt: skip


def test_what_is_switched_off_does_not_apply_and_says_why(tmp_path: Path, audited: Audit) -> None:
    plan = plan_of(tmp_path, "  - {id: '1', title: One, owner: sales, check: {present: deal.name}}\n")
    first, *others = plan.checklist.items
    items = (dataclasses.replace(first, switched_off="not sold here"), *others)
    found = one(compile_plan(dataclasses.replace(plan.checklist, items=items), AS_OF), audited, deal(name=""))
    assert (found["status"], found["reason"]) == ("not_applicable", "switched off: not sold here")


def test_what_checks_are_told_of_stages_and_days(tmp_path: Path) -> None:
    context = plan_of(tmp_path, "").context
    words = {word: context.stage_of(word) for word in ("Check", "Repair", "Refused", "Elsewhere")}
    assert words == {"Check": "check", "Repair": "build", "Refused": "refused", "Elsewhere": None}
    assert (context.as_of, context.date_order) == (AS_OF, ""), "no order of day and month is taken for granted"
