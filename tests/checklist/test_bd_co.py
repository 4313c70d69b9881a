"""The BD and CO checklists: from a case of which everything holds, one thing is broken, and only what looks at it moves."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from changing import drop, put
from kyccheck.asking.shown import Audited
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import Plan, compile_plan
from kyccheck.authoring.lint import warnings
from kyccheck.batch.choosing import Choosing
from kyccheck.checklist.overlay import load
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.records.fields import folded
from kyccheck.records.names import Names
from kyccheck.sources._teamwork_fields import place_of
from support import AS_OF, PROJECT, Audit, Kyccheck, statuses
from tickets import BD, CO

Case = dict[str, Any]
Broken = tuple[str, Callable[[Case], object], set[str], str]


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    return {word: compile_plan(load(word), AS_OF) for word in ("bd", "co", "kyc")}


def both(*changes: Callable[[Case], object]) -> Callable[[Case], object]:
    def change(case: Case) -> None:
        for one in changes:
            one(case)

    return change


AGAIN = [{"stage": f"BD.0{stage}", "entered": f"2026-11-{day}"} for stage, day in ((2, 12), (3, 13), (4, 14))]
NO_QUOTE = both(drop("documents.0"), put("quote", None))

BROKEN_BD: list[Broken] = [
    ("no client", put("contacts", []), {"BD.01.1", "BD.01.2"}, "fail"),
    ("client absent", drop("contacts"), {"BD.01.1", "BD.01.2"}, "unknown"),
    ("client without a name", put("contacts.0.name", ""), {"BD.01.1"}, "unknown"),
    ("client without a name, nor a company", both(put("contacts.0.name", ""), put("company", None)), {"BD.01.1"}, "fail"),
    ("client by one word", put("contacts.0.name", "Noor"), {"BD.01.1"}, "review"),
    *[
        (f"client a mailbox or a form: {name}", both(put("contacts.0.name", name), put("company", None)), {"BD.01.1"}, "review")
        for name in ("Mail Delivery Subsystem", "Contact Form", "Website Enquiry", "Accounts Department", "Sales Team", "Customer Support Team", "do not reply")
    ],
    *[
        (f"client a company that is none: {name}", both(put("contacts.0.name", ""), put("company", {"name": name})), {"BD.01.1"}, "review")
        for name in ("gmail.com", "Individual", "To be incorporated")
    ],
    ("client a placeholder", both(put("contacts.0.name", "TBC"), put("company", {"name": "N/A"})), {"BD.01.1"}, "fail"),
    ("no way to reach", both(put("contacts.0.email", ""), put("contacts.0.phone", None)), {"BD.01.2"}, "fail"),
    ("not an e-mail", both(put("contacts.0.email", "noor at home"), put("contacts.0.phone", "")), {"BD.01.2"}, "fail"),
    ("contact details absent", both(drop("contacts.0.email"), drop("contacts.0.phone")), {"BD.01.2"}, "unknown"),
    ("summary blank", both(put("case.summary", " "), put("case.thread", "")), {"BD.01.3"}, "fail"),
    ("summary absent", drop("case.summary"), {"BD.01.3"}, "unknown"),
    ("summary a placeholder", both(put("case.summary", "tbc"), put("case.thread", None)), {"BD.01.3"}, "fail"),
    ("no solution", both(put("case.tags.1", "VIP"), drop("case.solution_type")), {"BD.01.4"}, "fail"),
    ("another solution", put("case.solution_type", "$KASH"), {"BD.01.4"}, "fail"),
    ("a solution not decided", put("case.solution_type", "TBD"), {"BD.01.4"}, "fail"),
    ("no costing", put("case.costing", ""), {"BD.02.1"}, "fail"),
    ("costing a placeholder", put("case.costing", "TBC"), {"BD.02.1"}, "fail"),
    ("costing absent", drop("case.costing"), {"BD.02.1"}, "unknown"),
    ("no smart questions", put("case.smart_questions", None), {"BD.02.2"}, "fail"),
    ("smart questions absent", drop("case.smart_questions"), {"BD.02.2"}, "unknown"),
    ("no quote", NO_QUOTE, {"BD.03.1", "BD.03.2", "BD.04.1"}, "fail"),
    ("quote absent", both(drop("documents.0"), drop("quote")), {"BD.03.1", "BD.03.2", "BD.04.1"}, "unknown"),
    ("quote still a draft", put("quote.status", "DRAFT"), {"BD.03.1", "BD.04.1"}, "fail"),
    (
        "quotation of another company",
        both(put("company", {"name": "Amber Quay Limited"}), put("quote.number", ""), put("documents.0.holder", "Zenith Foods Limited")),
        {"BD.03.1"},
        "review",
    ),
    ("quote never sent", put("quote.sent_on", ""), {"BD.03.2"}, "unknown"),
    ("quote sent tomorrow", both(put("quote.sent_on", "2026-11-22"), put("emails", [])), {"BD.03.2"}, "fail"),
    ("quote sent on no clear day", put("quote.sent_on", "03/04/2026"), {"BD.03.2"}, "review"),
    ("accepted before it was sent again", both(put("quote.status", "sent"), put("quote.sent_on", "2026-11-10"), put("quote.accepted_on", "2026-11-05")), {"BD.04.1"}, "review"),
    ("accepted before the client asked for changes", put("history", [*BD["history"], *AGAIN]), {"BD.04.1"}, "review"),
    ("onboarding, by a tag that is no name of it", put("case.tags.1", "CO.01 COMPLANCE"), {"BD.stage"}, "review"),
    ("signed before it was sent again", both(put("quote.status", "sent"), put("quote.sent_on", "2026-11-15"), put("quote.accepted_on", "")), {"BD.04.1"}, "review"),
    ("quote sent to one of us", both(put("quote.sent_on", ""), put("emails", [{"subject": "Quote for BD lead", "to": "omar@kounted.ae", "sent_on": "2026-11-09", "kind": "quote", "status": "SENT"}])), {"BD.03.2"}, "review"),
    ("another stage, by a tag that is no name of it", put("case.tags.1", "BD.3 QUOTE (done)"), {"BD.stage"}, "review"),
    ("accepted tomorrow, says the quote", put("quote.accepted_on", "2026-11-22"), {"BD.04.1"}, "fail"),
    ("quote declined", put("quote.status", "Declined"), {"BD.04.1"}, "fail"),
    (
        "quote not accepted",
        both(put("quote.status", "sent"), put("quote.accepted_on", None), put("documents.0.signed", False), drop("documents.0.signed_on")),
        {"BD.04.1"},
        "fail",
    ),
    ("nobody owns it", put("case.owner", ""), {"BD.04.2"}, "fail"),
    ("owner of no known team", put("case.owner", "Omar Saleh"), {"BD.04.2"}, "review"),
    ("owner absent", drop("case.owner"), {"BD.04.2"}, "review"),
    ("no history", drop("history"), {"BD.order"}, "unknown"),
    ("quoted at once", drop("history.1"), {"BD.order"}, "review"),
    ("begun at BD.02", drop("history.0"), {"BD.order"}, "review"),
    ("BD.03 skipped", drop("history.2"), {"BD.order"}, "fail"),
    ("history without a day", drop("history.1.entered"), {"BD.order"}, "review"),
    ("two stages", put("case.tags.1", "BD.02 SCOPE"), {"BD.stage"}, "review"),
]  # fmt: skip

BROKEN_CO: list[Broken] = [
    ("no CDD checklist", drop("documents.0"), {"CO.01.1"}, "fail"),
    ("no intake form", drop("documents.1"), {"CO.01.2"}, "fail"),
    ("no certificate", drop("documents.2"), {"CO.01.3"}, "fail"),
    ("an unknown file for the intake form", put("documents.1", {"name": "scan.pdf"}), {"CO.01.2"}, "review"),
    ("documents absent", drop("documents"), {"CO.01.1", "CO.01.2", "CO.01.3"}, "unknown"),
    *[
        (f"document {place} of another company", both(put("company", {"name": "Amber Quay Limited"}), put(f"documents.{place}.holder", "Zenith Foods Limited")), {item}, "review")
        for place, item in enumerate(("CO.01.1", "CO.01.2", "CO.01.3"))
    ],
    ("no score", put("risk.score", ""), {"CO.01.4"}, "fail"),
    ("score absent", drop("risk.score"), {"CO.01.4"}, "unknown"),
    ("score no number", put("risk.score", "middling"), {"CO.01.4"}, "review"),
    ("no rating", put("risk.rating", None), {"CO.01.5"}, "fail"),
    ("not signed off", put("risk.signed_off_by", ""), {"CO.01.5"}, "fail"),
    ("sign-off absent", drop("risk.signed_off_by"), {"CO.01.5"}, "unknown"),
    ("signed off by another", put("risk.signed_off_role", "Compliance Officer"), {"CO.01.5"}, "fail"),
    ("signed off tomorrow", put("risk.signed_off_on", "2026-11-22"), {"CO.01.5"}, "fail"),
    ("signed off before the assessment", put("risk.signed_off_on", "2026-11-10"), {"CO.01.5"}, "fail"),
    ("the CEO declined", put("risk.decision", "declined"), {"CO.01.5"}, "fail"),
    *[
        (f"billing {name} {how}", change, {"CO.02.1"}, status)
        for name in ("name", "email", "phone", "address", "country")
        for how, change, status in (
            ("blank", put(f"billing.{name}", ""), "fail"), ("absent", drop(f"billing.{name}"), "unknown"),
            ("placeholder", put(f"billing.{name}", "TBC"), "fail"),
        )
    ],
    ("profile archived", put("billing.status", "ARCHIVED"), {"CO.02.1"}, "fail"),
    ("no profile", drop("billing"), {"CO.02.1"}, "unknown"),
    ("bill without a number", put("invoice.number", ""), {"CO.02.2"}, "fail"),
    ("bill without a day", drop("invoice.issued_on"), {"CO.02.2"}, "unknown"),
    ("bill of tomorrow", put("invoice.issued_on", "2026-11-22"), {"CO.02.2"}, "fail"),
    ("bill a draft", put("invoice.status", "DRAFT"), {"CO.02.2"}, "fail"),
    ("bill voided", put("invoice.status", "Voided"), {"CO.02.2"}, "fail"),
    ("no instructions", put("setup.instructions", ""), {"CO.03.1"}, "fail"),
    ("no folder", put("setup.folder", None), {"CO.03.2"}, "fail"),
    ("handed over tomorrow", put("setup.handed_over_on", "2026-11-22"), {"CO.03.2"}, "fail"),
    ("handover absent", drop("setup"), {"CO.03.1", "CO.03.2"}, "unknown"),
    ("no history", drop("history"), {"CO.order"}, "unknown"),
    ("CO.02 skipped", drop("history.2"), {"CO.order"}, "fail"),
    ("back to BD after CO", lambda case: case["history"].append({"stage": "BD.02", "entered": "2026-11-20"}), {"CO.order"}, "review"),
    ("from BD.02 to CO", put("history.0.stage", "BD.02"), {"CO.order"}, "review"),
    ("left before it was entered", put("history.1.left", "2026-11-10"), {"CO.order"}, "review"),
    ("signed off by a contact", put("contacts", [{"id": "1", "name": "Rana Odeh"}]), {"CO.01.5"}, "review"),
    ("history of BD alone", put("history", [{"stage": "BD.04", "entered": "2026-11-01"}]), {"CO.order"}, "unknown"),
    ("two stages", put("case.tags.0", "CO.01"), {"CO.stage"}, "review"),
    ("a BD stage not finished", put("case.tags.0", "BD.02 SCOPE"), {"CO.stage"}, "review"),
]  # fmt: skip

THREADS = (
    "Email thread.pdf",
    "WhatsApp Chat with Noor.zip",
    "chat.txt",
    "ChatHistory.txt",
    "email_thread_2026.pdf",
    "Noor.eml",
    "Re signature - email.pdf",
)
NO_THREADS = (
    "Email signature.png", "logo_email.png", "Email template.docx", "No email thread.pdf", "Chatham House lease.pdf", "Threadneedle invoice.pdf",
    "missing emails.pdf", "WhatsApp logo.png", "passport.pdf", "",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "status"), [*((name, "pass") for name in THREADS), *((name, "fail") for name in NO_THREADS)]
)
def test_a_thread_is_told_by_the_whole_name_of_its_file(
    name: str, status: str, audited: Audit, plans: dict[str, Plan]
) -> None:
    case = copy.deepcopy(BD)
    case["case"] |= {"summary": "", "thread": ""}
    case["documents"] = [{"name": name}]
    assert statuses(audited(case, plans["bd"]))["BD.01.3"] == status


@pytest.mark.parametrize("name", ["Sally Team", "Mai Form", "Noor Aziz"])
def test_a_person_may_bear_a_name_like_a_department(name: str, audited: Audit, plans: dict[str, Plan]) -> None:
    case = copy.deepcopy(BD)
    case["contacts"][0]["name"] = name
    case.pop("company", None)
    assert statuses(audited(case, plans["bd"]))["BD.01.1"] == "pass"


SUMS = {"BD.01", "BD.02", "BD.03", "BD.04", "CO.01", "CO.02", "CO.03"}


def moved(found: Audited) -> dict[str, str]:
    """What does not hold, without the sums."""
    return {item: status for item, status in statuses(found).items() if status != "pass" and item not in SUMS}


@pytest.mark.parametrize(("word", "case"), [("bd", BD), ("co", CO)])
def test_everything_holds_of_the_good_case(word: str, case: Case, audited: Audit, plans: dict[str, Plan]) -> None:
    found = audited(copy.deepcopy(case), plans[word])
    assert moved(found) == {}
    assert (found["verdict"], found["next"]) == ("ready", None)


@pytest.mark.parametrize(
    ("word", "broken"),
    [*(("bd", row) for row in BROKEN_BD), *(("co", row) for row in BROKEN_CO)],
    ids=[f"bd: {row[0]}" for row in BROKEN_BD] + [f"co: {row[0]}" for row in BROKEN_CO],
)
def test_breaking_one_thing_moves_what_looks_at_it_and_nothing_else(
    word: str, broken: Broken, audited: Audit, plans: dict[str, Plan]
) -> None:
    _, change, items, status = broken
    case = copy.deepcopy(BD if word == "bd" else CO)
    change(case)
    found = audited(case, plans[word])
    assert set(moved(found)) == items
    assert status in moved(found).values()
    assert found["verdict"] != "ready"


@pytest.mark.parametrize(
    ("tag", "stage"),
    [
        ("BD.01", "bd01"), ("BD.01 QUALIFY", "bd01"), ("bd01", "bd01"), ("BD.QUALIFY", "bd01"), ("BD-02", "bd02"),
        ("BD.02: Scope", "bd02"), ("bd.02 - scope", "bd02"), ("BD_03", "bd03"), ("BD.03: Quote", "bd03"), ("BD.04 Complete", "bd04"),
        ("CO.COMPLIANCE", "co01"), ("CO.01: Compliance", "co01"), ("co02", "co02"), ("CO.FINANCE", "co02"), ("CO 03 Setup", "co03"),
    ],
)  # fmt: skip
def test_a_tag_tells_the_stage_and_the_checklist(tag: str, stage: str, plans: dict[str, Plan], tmp_path: Path) -> None:
    found = read({"case": {"id": "1", "kind": "ticket", "tags": ["VIP", tag]}}, tmp_path, plans)
    assert (found["stage"], found["stage_as_read"]) == (stage, tag)
    assert {result["checklist"] for result in found["results"]} == {stage[:2]}


def read(tree: Case, folder: Path, plans: dict[str, Plan], *, asked_for: bool = False) -> Audited:
    """The audit of a case by those of the plans that are for it."""
    path = folder / "case.json"
    path.write_text(json.dumps(tree))
    (case,) = Reading(find_inputs([str(path)]), Mapping()).cases()
    return audit(case, Choosing([plans["bd"], plans["co"], plans["kyc"]], asked_for=asked_for).plans(case))


@pytest.mark.parametrize(
    ("tags", "stage", "checklists", "contradiction"),
    [
        (["BD.01", "BD.01 QUALIFY"], "bd01", {"bd"}, ""),
        (["BD.03", "BD.02"], "bd03", {"bd"}, '"BD.03" and "BD.02"'),
        (["BD.02", "BD.03"], "bd03", {"bd"}, '"BD.03" and "BD.02"'),
        (["BD.04", "CO.01"], "co01", {"co"}, ""),
        (["BD.02", "CO.01"], "co01", {"co"}, '"CO.01" and "BD.02"'),
        (["CO.01", "CO.03"], "co03", {"co"}, '"CO.03" and "CO.01"'),
    ],
)
def test_tags_of_two_stages_are_never_a_pass(
    tags: list[str], stage: str, checklists: set[str], contradiction: str, plans: dict[str, Plan], tmp_path: Path
) -> None:
    found = read({"case": {"id": "1", "kind": "ticket", "tags": tags}}, tmp_path, plans)
    result = next(result for result in found["results"] if result["item"].endswith(".stage"))
    assert (found["stage"], {one["checklist"] for one in found["results"]}) == (stage, checklists)
    assert (result["status"], contradiction in result["reason"]) == ("review" if contradiction else "pass", True)


def test_both_checklists_may_be_asked_of_a_ticket_in_onboarding(plans: dict[str, Plan], tmp_path: Path) -> None:
    case = {"case": {"id": "1", "kind": "ticket", "tags": ["BD.04", "CO.01"]}}
    found = read(case, tmp_path, plans, asked_for=True)
    assert {result["checklist"] for result in found["results"]} == {"bd", "co"}
    assert found["stage"] == "co01"


@pytest.mark.parametrize(
    "stages", [["BD.03", "BD.02", "BD.03", "BD.04"], ["BD.03", "BD.04", "BD.02", "BD.03", "BD.04"]]
)
def test_changes_that_the_client_asks_for_go_back_to_scoping(
    stages: list[str], audited: Audit, plans: dict[str, Plan]
) -> None:
    case = copy.deepcopy(BD)
    case["history"] = [
        {"stage": stage, "entered": f"2026-11-{day:02}"} for day, stage in enumerate(["BD.01", "BD.02", *stages], 1)
    ]
    assert statuses(audited(case, plans["bd"]))["BD.order"] == "pass"
    case["history"].append({"stage": "BD.01", "entered": "2026-11-20"})
    assert statuses(audited(case, plans["bd"]))["BD.order"] == "fail"


@pytest.mark.parametrize(
    ("stage", "in_play"),
    [
        ("BD.01", {"BD.stage", "BD.01.1", "BD.01.2", "BD.01.3", "BD.01.4"}),
        ("BD.02", {"BD.stage", "BD.01.1", "BD.01.2", "BD.01.3", "BD.01.4", "BD.02.1", "BD.02.2"}),
        ("CO.01", {"CO.stage", "CO.01.1", "CO.01.2", "CO.01.3", "CO.01.4", "CO.01.5"}),
        (
            "CO.02",
            {"CO.stage", "CO.01.1", "CO.01.2", "CO.01.3", "CO.01.4", "CO.01.5", "CO.02.1", "CO.02.2", "CO.order"},
        ),
    ],
)
def test_what_is_in_play_at_a_stage(stage: str, in_play: set[str], plans: dict[str, Plan], tmp_path: Path) -> None:
    found = statuses(read({"case": {"id": "1", "kind": "ticket", "tags": [stage]}}, tmp_path, plans))
    assert {item for item, status in found.items() if status != "not_due"} - SUMS == in_play


def test_a_stage_that_was_entered_too_early_is_bypassed(plans: dict[str, Plan], tmp_path: Path) -> None:
    case: Case = {"case": {"id": "1", "kind": "ticket", "tags": ["BD.02"]}, "contacts": [], "company": None}
    found = read(case, tmp_path, plans)
    assert found["bypassed"] == ["BD.01.1", "BD.01.2", "BD.01.4"]


@pytest.mark.parametrize("tag", ["SQUOTED", "squoted"])
def test_scoping_is_not_asked_of_what_is_quoted_at_once(tag: str, plans: dict[str, Plan], tmp_path: Path) -> None:
    case = {"case": {"id": "1", "kind": "ticket", "tags": ["BD.03", tag], "costing": ""}}
    found = statuses(read(case, tmp_path, plans))
    assert (found["BD.02.1"], found["BD.02.2"]) == ("pass", "pass")


def test_the_words_of_one_checklist_in_the_other_are_its_stages() -> None:
    bd, co = load("bd"), load("co")
    assert told(co, "bd_stages") == words(bd, "bd01", "bd02", "bd03", "bd04")
    assert told(co, "unfinished_bd_stages") == words(bd, "bd01", "bd02", "bd03")
    assert told(bd, "co_stages") == words(co, "co01", "co02", "co03")


def told(checklist: Any, name: str) -> set[str]:
    return {folded(word) for word in checklist.parameters[name].value}


def words(checklist: Any, *ids: str) -> set[str]:
    stages = [stage for stage in checklist.stages if stage.id in ids]
    return {folded(word) for stage in stages for word in (stage.id, stage.title, *stage.aliases)}


@pytest.mark.parametrize("word", ["bd", "co"])
def test_every_item_cites_the_procedure_and_says_what_to_do(word: str) -> None:
    checklist = load(word)
    assert warnings(checklist) == []
    for item in checklist.walk():
        assert item.cites.startswith("Workflow Guidance, 29 Feb 2024, "), item.id
        assert item.items or (item.fix and item.accepts), item.id


def results(kyccheck: Kyccheck, name: str) -> tuple[int, dict[str, Any], dict[str, dict[str, str]]]:
    ran = kyccheck("audit", f"examples/{name}", "-f", "json", cwd=PROJECT)
    assert ran.json["problems"] == []
    cases = {case["id"]: case for case in ran.json["cases"]}
    return ran.code, cases, {own: moved(case) for own, case in cases.items()}


def due(found: dict[str, str]) -> dict[str, str]:
    return {item: status for item, status in found.items() if status != "not_due"}


def test_the_example_of_api_v1_is_ready(kyccheck: Kyccheck) -> None:
    code, cases, found = results(kyccheck, "teamwork-v1.json")
    case = cases["7301442"]
    assert (code, case["verdict"], case["next"], case["stage_as_read"]) == (0, "ready", "bd02", "BD.01 QUALIFY")
    assert due(found["7301442"]) == {}


def test_the_example_of_api_v2_has_a_ticket_of_each_pipeline(kyccheck: Kyccheck) -> None:
    code, cases, found = results(kyccheck, "teamwork-v2.json")
    assert code == 1
    assert [(case["stage"], case["verdict"]) for case in cases.values()] == [("bd03", "review"), ("co01", "return")]
    assert due(found["7301500"]) == {"BD.04.1": "unknown", "BD.order": "unknown"}
    assert due(found["7301388"]) == {"CO.01.2": "fail", "CO.01.5": "unknown"}


def test_the_example_of_a_sheet_is_read(kyccheck: Kyccheck) -> None:
    code, cases, found = results(kyccheck, "teamwork-list.csv")
    assert code == 1
    assert [case["stage"] for case in cases.values()] == ["bd02", "bd01", "bd03"]
    assert due(found["7301610"]) == {"BD.02.1": "fail"}
    assert due(found["7301622"]) == {"BD.01.1": "review", "BD.01.2": "fail"}
    assert found["7301633"]["BD.stage"] == "review"


@pytest.mark.parametrize(
    ("tag", "word", "stage"),
    [
        ("STAGE BD.01", "bd", "bd01"),
        ("BD.02 (SCOPE)", "bd", "bd02"),
        ("stage bd.04: complete", "bd", "bd04"),
        ("CO.03 SET-UP", "co", "co03"),
        ("Stage CO.01", "co", "co01"),
    ],
)
def test_a_stage_goes_by_the_words_that_people_tag(tag: str, word: str, stage: str) -> None:
    assert load(word).stage_of(tag) == stage


SAID: list[tuple[str, str, str, dict[str, str]]] = [
    ("bd", "quote.status", "BD.04.1", {
        "fail": "not accepted, Not-Accepted, withdrawn, lost, refused, canceled, cancelled, superseded, modification requested, declined by client, rejected, draft",
        "review": "pending, TBC, perhaps, on hold, client is thinking",
        "pass": "ACCEPTED, Invoiced, APPROVED, signed, won, sent, ",
    }),
    ("bd", "quote.status", "BD.03.1", {
        "fail": "not sent, NOT_SENT, not issued, withdrawn, cancelled, canceled, draft",
        "review": "pending, pending approval, superseded, perhaps",
        "pass": "SENT, Declined, EXPIRED, ACCEPTED, INVOICED, approved, ",
    }),
    ("co", "invoice.status", "CO.02.2", {
        "fail": "not issued, canceled, credited, draft invoice, SUBMITTED, voided",
        "review": "pending approval, awaiting approval, pending, perhaps",
        "pass": "AUTHORISED, Awaiting Payment, PAID, sent, overdue, ",
    }),
    ("co", "billing.status", "CO.02.1", {
        "fail": "inactive, closed, ARCHIVED, GDPRREQUEST",
        "review": "pending, perhaps",
        "pass": "ACTIVE, Active, ",
    }),
]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "path", "item", "said", "status"),
    [
        (word, path, item, said, status)
        for word, path, item, table in SAID
        for status, row in table.items()
        for said in row.split(", ")
    ],
)
def test_a_status_counts_only_where_it_is_known_to_be_fine(
    word: str, path: str, item: str, said: str, status: str, audited: Audit, plans: dict[str, Plan]
) -> None:
    case = copy.deepcopy(BD if word == "bd" else CO)
    case["documents"] = [{"name": "paper.pdf", "type": "other"}] if item == "BD.04.1" else case["documents"]
    put(path, said)(case)
    assert statuses(audited(case, plans[word]))[item] == status


@pytest.mark.parametrize(("said", "status"), [("sent", "pass"), ("pending", "review"), ("superseded", "fail")])
def test_a_signed_quote_counts_though_its_status_still_says_sent(
    said: str, status: str, audited: Audit, plans: dict[str, Plan]
) -> None:
    case = copy.deepcopy(BD)
    put("quote.status", said)(case)
    assert statuses(audited(case, plans["bd"]))["BD.04.1"] == status


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("C.E.O.", "pass"), ("CEO, Kounted", "pass"), ("CEO - Kounted", "pass"), ("CEO (Kounted)", "pass"), ("Chief Executive Officer (CEO)", "pass"),
        ("Chief Executive", "pass"), ("Founder & CEO", "review"), ("CEO, Dune Harbour", "fail"), ("Deputy C.E.O., Kounted", "fail"), ("PA to CEO", "fail"),
    ],
)  # fmt: skip
def test_the_role_of_the_ceo_in_usual_writings(role: str, status: str, audited: Audit, plans: dict[str, Plan]) -> None:
    case = copy.deepcopy(CO)
    put("risk.signed_off_role", role)(case)
    assert statuses(audited(case, plans["co"]))["CO.01.5"] == status


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("both solution types", "pass"), ("Both $KORP and $KWAY", "pass"), ("$KORP and $KWAY (both)", "pass"), ("$KORP & $KWAY", "pass"),
        ("KORP/KWAY", "pass"), ("$KWAY only", "pass"), ("KORP, not KWAY", "fail"), ("$KORP?", "fail"), ("neither", "fail"),
    ],
)  # fmt: skip
def test_solution_types_in_usual_writings_by_field_and_by_tag(
    said: str, status: str, audited: Audit, plans: dict[str, Plan]
) -> None:
    field, tag = copy.deepcopy(BD), copy.deepcopy(BD)
    put("case.solution_type", said)(field)
    drop("case.solution_type")(tag)
    put("case.tags.1", said)(tag)
    assert [statuses(audited(case, plans["bd"]))["BD.01.4"] for case in (field, tag)] == [status, status]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Accepted by client", "pass"), ("countersigned", "pass"), ("won", "pass"), ("agreed", "pass"), ("approved", "fail"), ("sent", "fail"),
    ],
)  # fmt: skip
def test_the_words_for_an_accepted_quote_count_by_themselves(
    said: str, status: str, audited: Audit, plans: dict[str, Plan]
) -> None:
    case = copy.deepcopy(BD)
    case["quote"] |= {"status": said, "accepted_on": ""}
    case["documents"] = []
    found = statuses(audited(case, plans["bd"]))
    assert (found["BD.04.1"], found["BD.03.1"]) == (status, "pass")


@pytest.mark.parametrize(
    ("email", "status"),
    [
        ({"kind": "loe"}, "pass"), ({"kind": "Quotation"}, "pass"), ({"kind": "quote"}, "pass"), ({"kind": "activation"}, "fail"),
        ({"subject": "Letter of Engagement - Amber Quay"}, "review"), ({"subject": "報價單 QU-117"}, "review"), ({"subject": "Minutes"}, "fail"),
    ],
)  # fmt: skip
def test_a_quote_or_an_loe_is_sent_by_mail(
    email: dict[str, str], status: str, audited: Audit, plans: dict[str, Plan]
) -> None:
    case = copy.deepcopy(BD)
    put("quote.sent_on", "")(case)
    case["emails"] = [{"subject": "Yours", "to": case["contacts"][0]["email"], "sent_on": "2026-11-09", **email}]
    assert statuses(audited(case, plans["bd"]))["BD.03.2"] == status


@pytest.mark.parametrize("word", ["bd", "co"])
def test_every_custom_field_that_an_item_asks_for_is_read_and_looked_at(word: str) -> None:
    named = 0
    for item in load(word).walk():
        texts = [text.partition("custom field")[2] for text in (item.fix, item.accepts)]
        for name in (name for text in texts for name in re.findall(r'"([^"]+)"', text.partition("status")[0])):
            section, field = place_of(Names({}), name) or ("", "")
            assert item.check is not None
            assert f"{section}.{field}" in item.check.reads(), (item.id, name)
            named += 1
    assert named >= 5
