"""A case whose deal or ticket its system has as archived, deleted, spam or merged is never ready."""

import copy
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.records.record import HELD_BACK
from support import GOOD, Kyccheck

SMALL = """
id: small
title: Small
version: "1"
for: {systems: [native, hubspot, teamwork], kinds: [deal, ticket]}
teams: {a: Team A}
stages: [{id: s1, title: One, team: a}, {id: s2, title: Two}]
items:
  - {id: "1", title: It has a title, due: s2, owner: a, check: {present: case.title}}
"""
DEAL: dict[str, Any] = {"id": "91", "properties": {"dealname": "Amber", "dealstage": "s1"}}
TICKET: dict[str, Any] = {"id": "71", "properties": {"subject": "Amber", "hs_pipeline_stage": "s1", "content": "x"}}
DESK: dict[str, Any] = {
    "id": 7001, "subject": "Amber", "inboxName": "Sales", "tags": [], "state": "active", "status": "active", "threads": [],
}  # fmt: skip
GONE = {"archived": True}
NAMED = {"associations": {"deals": {"results": [{"id": "91", "type": "ticket_to_deal"}]}}}
ARCHIVED = "deal 91 is archived or deleted in hubspot; restore it there, or take it out of the export"

HELD: list[tuple[str, dict[str, Any], str]] = [
    ("deal", {"deals.json": [{**DEAL, **GONE}]}, ARCHIVED),
    ("deal, in words", {"deals.json": [{**DEAL, "archived": "TRUE"}]}, ARCHIVED),
    ("deal, by its day", {"deals.json": [{**DEAL, "archivedAt": "2026-11-01T08:00:00Z"}]}, ARCHIVED),
    ("deal of v1", {"deals.json": [{"dealId": 91, "portalId": 1, "isDeleted": True, **DEAL}]}, ARCHIVED),
    ("raw deal", {"in.json": {"deal": {**DEAL, **GONE}, "company": {"id": "51"}}}, ARCHIVED),
    (
        "raw deal of a plain case",
        {"in.json": {"case": {"id": "91", "kind": "deal", "title": "Amber", "stage": "s1"}, "deal": {**DEAL, **GONE}}},
        ARCHIVED,
    ),
    ("deal of a ticket", {"deals.json": [{**DEAL, **GONE}], "tickets.json": [{**TICKET, **NAMED}]}, ARCHIVED),
    (
        "ticket",
        {"tickets.json": [{**TICKET, **GONE}]},
        "ticket 71 is archived or deleted in hubspot; restore it there, or take it out of the export",
    ),
    (
        "deleted ticket",
        {"desk.json": {"ticket": {**DESK, "state": "deleted"}}},
        "ticket 7001 is archived or deleted in teamwork; restore it there, or take it out of the export",
    ),
    (
        "spam",
        {"desk.json": {"ticket": {**DESK, "status": "spam"}}},
        "ticket 7001 is marked as spam; take the mark away there, or take the ticket out of the export",
    ),
    (
        "spam by its number",
        {
            "desk.json": {
                "tickets": [{**DESK, "status": {"id": 7, "type": "ticketstatuses"}}],
                "included": {"ticketstatuses": [{"id": 7, "code": "spam"}]},
            }
        },
        "ticket 7001 is marked as spam; take the mark away there, or take the ticket out of the export",
    ),
    (
        "merged",
        {"desk.json": {"ticket": {**DESK, "mergedToId": 77}}},
        "ticket 7001 was merged into 77; go on with that one, and take this one out of the export",
    ),
]

MERGED = "was merged into 77; go on with that one, and take this one out of the export"
HELD += [
    (f"status {status} of Desk", {"desk.json": {"ticket": {**DESK, "status": status}}}, why)
    for status, why in (
        ("merged", f"ticket 7001 {MERGED}".replace("77", "another one")),
        ("deleted", "ticket 7001 is archived or deleted in teamwork; restore it there, or take it out of the export"),
    )
]
HELD += [
    (f"merged, by {into}", {"desk.json": {"ticket": {**DESK, "mergedTo": into}}}, f"ticket 7001 {MERGED}")
    for into in ({"id": 77, "type": "tickets"}, 77, "77")
]
PLAIN_CASE = {"id": "91", "kind": "deal", "title": "Amber", "stage": "s1"}
PLAIN = {"deal": {"id": "91", "name": "Amber"}, "case": PLAIN_CASE}
ENDED = ARCHIVED.replace("hubspot", "its system")
HELD += [
    (f"native {section} with {end}", {"in.json": {**PLAIN, section: {**PLAIN[section], **end}}}, why)
    for section in ("deal", "case")
    for end, why in (
        ({"archived": True}, ENDED),
        ({"Archived": "yes"}, ENDED),
        ({"is_deleted": "1"}, ENDED),
        ({"archivedAt": "2026-11-01T08:00:00Z"}, ENDED),
        ({"state": "deleted"}, ENDED),
        ({"mergedToId": 77}, f"deal 91 {MERGED}"),
        ({"merged_into": {"id": "77"}}, f"deal 91 {MERGED}"),
        ({"state": "Merged"}, f"deal 91 {MERGED}".replace("77", "another one")),
        ({"is_spam": True}, "deal 91 is marked as spam; take the mark away there, or take the deal out of the export"),
    )
]


def live(tree: Any) -> Any:
    """The same export of what is not archived, deleted, spam or merged."""
    if isinstance(tree, dict):
        gone = {
            "archived",
            "Archived",
            "archivedAt",
            "isDeleted",
            "is_deleted",
            "mergedToId",
            "mergedTo",
            "merged_into",
            "is_spam",
        }
        kept = {key: live(value) for key, value in tree.items() if key not in gone}
        return {**kept, **({"state": "active", "status": "active"} if "state" in kept else {})}
    return [live(member) for member in tree] if isinstance(tree, list) else tree


def written(folder: Path, files: dict[str, Any]) -> list[str]:
    (folder / "small.yaml").write_text(SMALL)
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content))
    return ["audit", *files, "-c", "small.yaml"]


@pytest.mark.parametrize(("files", "why"), [made[1:] for made in HELD], ids=[made[0] for made in HELD])
def test_it_is_for_a_person_to_see_to(files: dict[str, Any], why: str, kyccheck: Kyccheck, tmp_path: Path) -> None:
    ran = kyccheck(*written(tmp_path, live(files)), "-f", "json")
    assert [case["verdict"] for case in ran.json["cases"]] == ["ready"]
    arguments = written(tmp_path, files)
    ran = kyccheck(*arguments, "-f", "json")
    (case,) = ran.json["cases"]
    assert (ran.code, case["verdict"], case["notes"][-1]) == (1, "review", HELD_BACK + why)
    assert [result["status"] for result in case["results"]] == ["pass"]
    shown = kyccheck(*arguments, COLUMNS="200").out.splitlines()
    assert shown[1] == f"NOT READY: {why}"
    assert f"**NOT READY: {why}**" in kyccheck(*arguments, "-f", "markdown").out
    assert f'"the case itself","review","","","{why}"' in kyccheck(*arguments, "-f", "csv").out
    assert kyccheck(*arguments, "--at", "s1", "--all", "-f", "json").json["cases"][0]["verdict"] == "review"


def test_other_verdicts_stand_and_it_is_said_below(kyccheck: Kyccheck, tmp_path: Path) -> None:
    nameless = {"id": "91", "properties": {"dealname": "", "dealstage": "s1"}, **GONE}
    arguments = written(tmp_path, {"deals.json": [nameless]})
    shown = kyccheck(*arguments, COLUMNS="200").out.splitlines()
    assert shown[1:3] == ["NOT READY: goes back to Team A", f"  {ARCHIVED}"]
    assert f"**{ARCHIVED}**" in kyccheck(*arguments, "-f", "markdown").out


def test_many_cases_say_it_in_their_lines_and_the_workbook_beside(kyccheck: Kyccheck, tmp_path: Path) -> None:
    arguments = written(tmp_path, {"deals.json": [{**DEAL, **GONE}, {**copy.deepcopy(DEAL), "id": "92"}]})
    shown = kyccheck(*arguments, "-o", "audit.xlsx", COLUMNS="200").out
    assert f"review    91  Amber  ({ARCHIVED})" in shown
    rows = list(openpyxl.load_workbook(tmp_path / "audit.xlsx")["Cases"].iter_rows(values_only=True))
    assert [row[4] for row in rows if row[0] == "91"] == [f"NOT READY: {ARCHIVED}"]


def test_a_deal_beside_that_is_not_the_case_does_not_hold_it_back(kyccheck: Kyccheck, tmp_path: Path) -> None:
    ticket = {**TICKET, "associations": {"companies": {"results": [{"id": "51", "type": "ticket_to_company"}]}}}
    company = {"id": "51", "properties": {"name": "Amber", "domain": "x.hk"}, **GONE}
    ran = kyccheck(*written(tmp_path, {"tickets.json": [ticket], "companies.json": [company]}), "-f", "json")
    assert ran.json["cases"][0]["verdict"] == "ready"


def test_what_changed_says_it(kyccheck: Kyccheck, tmp_path: Path) -> None:
    kyccheck(*written(tmp_path, {"deals.json": [DEAL]}), "-o", "last.json")
    arguments = (*written(tmp_path, {"deals.json": [{**DEAL, **GONE}]}), "--since", "last.json")
    (change,) = kyccheck(*arguments, "-f", "json").json["changes"]["cases"]
    assert (change["change"], change["cause"], change["why"]) == ("worse", "data", HELD_BACK + ARCHIVED)


NOT_ENDED: list[dict[str, Any]] = [
    *(
        {"archived": False},
        {"archived": "no"},
        {"archived": None},
        {"deletedAt": "0001-01-01T00:00:00Z"},
        {"state": "open"},
    ),
    *({"mergedToId": 0}, {"mergedTo": {"id": 0}}, {"archivedAt": ""}, {"deleted_at": {"Time": "x", "Valid": False}}),
]


@pytest.mark.parametrize("end", NOT_ENDED)
def test_a_plain_case_that_says_it_is_there_is_read_as_fast_as_others(end: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(
        json.dumps({**PLAIN, "deal": {**PLAIN["deal"], **end}, "company": {"id": "5", **end}})
    )
    (case,) = Reading(find_inputs([str(tmp_path / "in.json")]), Mapping()).cases()
    assert (case.raw is not None, case.held_back) == (True, [])


def test_plain_companies_and_contacts_may_be_archived(tmp_path: Path) -> None:
    people = [{"id": "1", "name": "Ada Lam", "archived": True}, {"id": "2", "name": "Sam Ho", "archived": False}]
    company = {"id": "5", "name": "Amber", "isDeleted": True}
    (tmp_path / "in.json").write_text(json.dumps({**PLAIN, "company": company, "contacts": people}))
    (case,) = Reading(find_inputs([str(tmp_path / "in.json")]), Mapping()).cases()
    assert [record.id for record in case.records["contacts"]] == ["2"]
    assert (
        case.records["company"][0].missing
        == "the company Amber is archived in its system, and does not stand for the customer"
    )


@pytest.mark.parametrize(("cell", "verdict"), [("yes", "review"), ("", "ready"), ("no", "ready")])
@pytest.mark.parametrize(
    "header", ["id,title,stage,kind,archived", "case.id,case.title,case.stage,case.kind,case.archived"]
)
def test_a_row_of_a_native_table_may_be_archived(
    header: str, cell: str, verdict: str, kyccheck: Kyccheck, tmp_path: Path
) -> None:
    arguments = written(tmp_path, {})
    (tmp_path / "cases.csv").write_text(f"{header}\n91,Amber,s1,deal,{cell}\n")
    (case,) = kyccheck(*arguments, "native=cases.csv", "-f", "json").json["cases"]
    assert case["verdict"] == verdict


def test_a_native_case_has_no_such_mark(kyccheck: Kyccheck, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(json.dumps(GOOD))
    assert kyccheck("audit", "in.json", "-f", "json").json["cases"][0]["notes"] == []


@pytest.mark.parametrize("day", ["", None, "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", 0, False, "-"])
def test_a_day_that_is_none_holds_nothing_back(day: Any, kyccheck: Kyccheck, tmp_path: Path) -> None:
    ran = kyccheck(*written(tmp_path, {"deals.json": [{**DEAL, "archived": "false", "archivedAt": day}]}), "-f", "json")
    assert ran.json["cases"][0]["verdict"] == "ready"


@pytest.mark.parametrize(
    ("status", "verdict"),
    [("Active", "ready"), ("", "ready"), ("Spam", "review"), (" deleted ", "review"), ("Merged", "review")],
)
def test_a_list_of_tickets_says_it_by_the_status(status: str, verdict: str, kyccheck: Kyccheck, tmp_path: Path) -> None:
    arguments = written(tmp_path, {})
    (tmp_path / "tickets.csv").write_text(
        f"Ticket ID,Subject,Tags,Status,Customer,Created At\n7001,Amber,s1,{status},Ada Lam,2026-11-01\n"
    )
    (case,) = kyccheck(*arguments, "tickets.csv", "-f", "json").json["cases"]
    assert case["verdict"] == verdict
    assert any(note.startswith(HELD_BACK) for note in case["notes"]) == (verdict == "review")
