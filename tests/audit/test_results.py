"""What a report carries of a case: its keys, and with an open question what was looked at, and where it stands."""

import json
from pathlib import Path
from typing import Any

import pytest

from deciding import CASE, attestation, audited_with, plan_of, result, waiver
from kyccheck.asking.shown import Audited
from kyccheck.audit.heart import audit
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.records.case import Case

SMALL = """
id: small
title: Small
version: "1"
for: {systems: [native], kinds: [deal]}
teams: {sales: Sales}
stages: [{id: draft, title: Draft}, {id: done, title: Done}]
items:
  - id: all
    title: All
    owner: sales
    due: done
    fix: Look at it
    check:
      manual:
        question: Right?
        fields: [deal.name, deal.amount, deal.currency, deal.payment_terms, deal.close_date]
  - {id: late, title: Late, owner: sales, due: done, on_entry: true, check: {present: deal.name}}
  - {id: silent, title: Silent, owner: sales, not_stated: true}
  - {id: whose, title: Whose, owner: sales, check: {present: deal.owner}}
  - {id: asked, title: Asked, owner: sales, check: {manual: {question: Fine?, fields: [deal.owner, deal.owner, company.name]}}}
"""
VALUES: dict[str, Any] = {
    "name": ["A", "ü"], "amount": 5, "currency": {"a": "錢"}, "payment_terms": True, "close_date": None, "owner": "Sam",
}  # fmt: skip
SHOWN: dict[str, Any] = {
    "name": '["A", "ü"]', "amount": 5, "currency": '{"a": "錢"}', "payment_terms": True, "close_date": None,
}  # fmt: skip


def read(folder: Path, fields: dict[str, Any] = VALUES) -> Case:
    about = {"id": "1", "kind": "deal", "stage": "draft", "title": "Amber", "owner": "Sam Ho"}
    (folder / "case.json").write_text(json.dumps({"case": about, "deal": {"id": "1", **fields}}))
    (case,) = Reading(find_inputs([str(folder / "case.json")]), Mapping()).cases()
    return case


def found(folder: Path, fields: dict[str, Any] = VALUES, **asked: Any) -> Audited:
    return audit(read(folder, fields), [plan_of(folder, SMALL)], **asked)


def evidence(audited: Audited, item: str) -> dict[str, Any]:
    return {one["field"].removeprefix("deal."): one["value"] for one in result(audited, item)["evidence"]}


def test_a_case_and_an_open_item_in_the_shape_of_the_report(tmp_path: Path) -> None:
    audited = found(tmp_path)
    results = audited["results"]
    assert {key: value for key, value in audited.items() if key != "results"} == {
        "id": "1", "kind": "deal", "title": "Amber", "stage": "draft", "stage_as_read": "draft", "owner": "Sam Ho",
        "bypassed": [], "verdict": "review", "next": "done", "return_to": None, "notes": [], "decisions": [],
    }  # fmt: skip
    shown = [
        {"field": f"deal.{name}", "value": value, "file": "case.json", "at": f"/deal/{name}"} for name, value in SHOWN.items()
    ]  # fmt: skip
    assert {**results[0], "reason": "", "fingerprint": None} == {
        "checklist": "small", "item": "all", "title": "All", "status": "review", "owner": "sales", "due": "done",
        "reason": "", "fix": "Look at it", "evidence": shown, "waiver": None, "attestation": None, "fingerprint": None,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["amount", "payment_terms", "close_date", "name", "currency"])
def test_a_value_is_shown_as_it_is_and_a_list_or_a_map_as_a_text(name: str, tmp_path: Path) -> None:
    value = evidence(found(tmp_path), "all")[name]
    assert (value, type(value)) == (SHOWN[name], type(SHOWN[name]))


def test_what_no_export_carries_stands_nowhere(tmp_path: Path) -> None:
    shown = result(found(tmp_path), "asked")["evidence"]
    assert shown[-1] == {"field": "company.name", "value": None, "file": None, "at": None}


def test_evidence_of_what_is_settled_is_there_where_it_is_asked_for(tmp_path: Path) -> None:
    """Of what decided the item alone; and never of what was not looked at."""
    plain, every = found(tmp_path), found(tmp_path, every_evidence=True)
    assert [evidence(plain, item) for item in ("whose", "late", "silent")] == [{}, {}, {}]
    assert [evidence(every, item) for item in ("whose", "late", "silent")] == [{"owner": "Sam"}, {}, {}]
    assert [one["status"] for one in plain["results"]] == [one["status"] for one in every["results"]]
    assert plain["verdict"] == every["verdict"]


def test_evidence_of_a_case_that_is_ready_too(tmp_path: Path) -> None:
    fields = dict.fromkeys((*SHOWN, "owner"), "A")
    plan = plan_of(
        tmp_path,
        SMALL[: SMALL.index("  - id: all")] + SMALL[SMALL.index("  - {id: late") : SMALL.index("  - {id: asked")],
    )
    audited = audit(read(tmp_path, fields), [plan], every_evidence=True)
    assert (audited["verdict"], evidence(audited, "whose")) == ("ready", {"owner": "A"})
    assert evidence(audit(read(tmp_path, fields), [plan]), "whose") == {}
    two = audit(read(tmp_path, fields), [plan, plan], every_evidence=True)["results"]
    assert [one["item"] for one in two if one["evidence"]] == ["whose", "whose"]


def test_what_an_item_looks_at_twice_is_shown_once(tmp_path: Path) -> None:
    assert [*evidence(found(tmp_path), "asked")] == ["owner", "company.name"]
    assert len(result(found(tmp_path), "asked")["evidence"]) == 2


def test_only_what_a_person_is_asked_has_a_fingerprint(tmp_path: Path) -> None:
    audited = audited_with(tmp_path, "", CASE)
    for one in audited["results"]:
        assert bool(one["fingerprint"]) is (one["status"] in ("review", "unknown")), one["item"]


def test_what_is_waived_shows_what_it_was_waived_for_and_asks_nobody(tmp_path: Path) -> None:
    waived = result(audited_with(tmp_path, waiver("phone")), "phone")
    assert [one["field"] for one in waived["evidence"]] == ["company.phone"]
    assert (waived["attestation"], waived["fingerprint"], waived["waiver"]["status"]) == (None, None, "fail")
    answered = result(audited_with(tmp_path, attestation("phone", "0" * 16)), "phone")
    assert (answered["waiver"], len(answered["fingerprint"])) == (None, 16)


PEOPLE: list[dict[str, Any]] = [
    {"id": "1", "name": "Ann Lee", "role": "boss", "email": "a@q.co", "phone": "+65 6220 1188"},
    {"id": "2", "name": "Bob Ray", "role": "clerk", "email": "b@q.co", "phone": "+65 6220 1189"},
]
PAPERS: list[dict[str, Any]] = [{"id": "5", "type": "br", "name": "br.pdf", "holder": "Amber", "number": "1"}]
GOING_THROUGH = {
    "each": ("contacts", "each: {in: contacts, check: {manual: Known to us?}}"),
    "with a field": ("contacts", "each: {in: contacts, check: {manual: {question: Known?, fields: name}}}"),
    "where": ("contacts", "each: {in: contacts, where: {present: role}, check: {manual: Known?}}"),
    "nested": ("contacts", "any_of: [{present: deal.owner}, {each: {in: contacts, check: {manual: Known?}}}]"),
    "count": ("contacts", "count: {in: contacts, where: {manual: A director?}, at_least: 1}"),
    "unnamed": ("contacts", "each: {in: contacts, check: {present: job_title}}"),
    "documents": ("documents", "each: {in: documents, check: {manual: Genuine?}}"),
}


@pytest.mark.parametrize("word", GOING_THROUGH)
def test_an_answer_about_the_members_of_a_list_is_about_them_as_they_were(word: str, tmp_path: Path) -> None:
    """Else an answer about Ann Lee would hold for whoever stands in the list tomorrow, and for an empty one."""
    section, check = GOING_THROUGH[word]
    members = {"contacts": PEOPLE, "documents": PAPERS}[section]
    plan = plan_of(tmp_path, f"{LISTED}  - {{id: asked, title: Asked, owner: sales, check: {{{check}}}}}\n")
    was = print_of(tmp_path, plan, {section: members})
    others: list[Any] = [[*members, members[0] | {"id": "9"}], members[1:]]
    others += [
        [*members[:place], changed, *members[place + 1 :]]
        for place, member in enumerate(members)
        for name in member
        for changed in ({**member, name: "Eve"}, {key: value for key, value in member.items() if key != name})
    ]
    prints = [print_of(tmp_path, plan, {section: other}) for other in others]
    assert was
    assert was not in [*prints, print_of(tmp_path, plan, {})], [
        other for other, known in zip(others, prints, strict=True) if known == was
    ]
    assert print_of(tmp_path, plan, {section: [{**one, "updated": "2026-11-20"} for one in members]}) == was


def test_what_is_read_of_members_that_have_names_says_enough(tmp_path: Path) -> None:
    """A number that nobody asks for does not open answers again."""
    check = "each: {in: contacts, check: {present: [name, job_title]}}"
    plan = plan_of(tmp_path, f"{LISTED}  - {{id: asked, title: Asked, owner: sales, check: {{{check}}}}}\n")
    was = print_of(tmp_path, plan, {"contacts": PEOPLE})
    assert was == print_of(tmp_path, plan, {"contacts": [PEOPLE[0], {**PEOPLE[1], "phone": "+65 6220 1000"}]})
    assert was != print_of(tmp_path, plan, {"contacts": [PEOPLE[0], {**PEOPLE[1], "name": "Eve"}]})


def test_an_option_left_as_it_is_by_default_changes_no_question(tmp_path: Path) -> None:
    """So answers outlive a version of the tool that knows one more."""
    said = [
        print_of(
            tmp_path, plan_of(tmp_path, f"{LISTED}  - {{id: asked, title: Asked, owner: sales, check: {check}}}\n"), {}
        )
        for check in (
            "{document: sof}",
            "{document: {types: sof, signed: false}}",
            "{document: {types: sof, signed: true}}",
        )
    ]
    assert said[0] == said[1] != said[2]
    assert said[0]


LISTED = SMALL[: SMALL.index("  - id: all")]


def print_of(folder: Path, plan: Any, sections: dict[str, Any]) -> str | None:
    about = {"id": "1", "kind": "deal", "stage": "draft"}
    audited = audited_with(folder, "", {"case": about, "deal": {"id": "1"}, **sections}, plan)
    known: str | None = result(audited, "asked")["fingerprint"]
    return known


UNCLEAR = """
id: small
title: Small
version: "1"
for: {systems: [native], kinds: [deal]}
teams: {sales: Sales}
stages: [{id: draft, title: Draft}, {id: done, title: Done}]
items:
  - id: legal
    title: Legal
    owner: sales
    when: {one_of: {field: deal.terms_changed, values: ["yes"]}}
    fix: Get the approval of Legal.
    check: {approved: {team: legal}}
    items:
      - {id: paper, title: Paper, check: {present: deal.currency}}
"""


def test_where_nobody_can_tell_whether_an_item_applies_that_is_what_is_to_be_done(tmp_path: Path) -> None:
    unclear = audit(read(tmp_path, {"terms_changed": ""}), [plan_of(tmp_path, UNCLEAR)])
    first = "Make clear whether this applies (deal.terms_changed)."
    assert [one["status"] for one in unclear["results"]] == ["unknown", "unknown"]
    assert [one["fix"] for one in unclear["results"]] == [f"{first} If it does: Get the approval of Legal.", first]
    applies = audit(read(tmp_path, {"terms_changed": "yes"}), [plan_of(tmp_path, UNCLEAR)])
    assert [one["fix"] for one in applies["results"]] == ["Get the approval of Legal.", ""]


def test_of_many_fields_that_a_condition_reads_the_first_are_named(tmp_path: Path) -> None:
    names = ("name", "amount", "currency", "owner")
    any_of = "".join(f"{{one_of: {{field: deal.{name}, values: [x]}}}}, " for name in names)
    text = UNCLEAR.replace('{one_of: {field: deal.terms_changed, values: ["yes"]}}', f"{{any_of: [{any_of}]}}")
    unclear = audit(read(tmp_path, {}), [plan_of(tmp_path, text)])
    assert unclear["results"][0]["fix"].startswith(
        "Make clear whether this applies (deal.name, deal.amount, deal.currency and others)."
    )
