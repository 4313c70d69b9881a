"""Teamwork Desk's exports in all the shapes in which they come, and what a case then holds."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.asking import ask_case, read_files
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading as Inputs
from kyccheck.join import Meanings, case_of
from kyccheck.read.trees import Tree
from kyccheck.records.case import Case
from kyccheck.records.fields import sections
from kyccheck.records.names import Names, plain_names
from kyccheck.records.record import Problem, Record
from kyccheck.sources import Reading, _teamwork_custom, native, recognise, teamwork
from kyccheck.sources._teamwork_fields import place_of
from kyccheck.sources._teamwork_value import Included, spoken
from kyccheck.values.grid import ErrorCell, Grid, Row, Sheet
from kyccheck.values.value import ABSENT
from sources.grids import CELLS, sheet, trees
from support import Kyccheck, statuses

Object = dict[str, Any]
NONE = {"Int64": 0, "Valid": False}

CUSTOMER: Object = {
    "id": 601, "firstName": "Leila", "lastName": "Haddad", "email": "leila@palmgate.ae", "phone": "+971 4 330 4417",
    "mobile": "", "address": "", "jobTitle": "Director", "organization": "", "company": None, "trusted": False,
}  # fmt: skip
THREADS: list[Object] = [
    {"id": 1, "type": "eventInfo", "body": "Omar added a tag", "attachments": []},
    {"id": 2, "type": "message", "body": "<p>We need <b>two</b> companies</p>", "attachments": [{"id": 81, "filename": "Passport.pdf"}]},
]  # fmt: skip
V1: Object = {
    "id": 7001, "subject": "Palmgate", "status": "active", "priority": None, "type": "Unspecified", "inboxId": 15, "inboxName": "Sales Desk",
    "assignedTo": {"id": 20, "firstName": "Omar", "lastName": "Saleh", "email": "omar@kounted.ae"}, "customer": CUSTOMER,
    "companies_id": NONE, "mergedToId": 0, "externalId": 0, "tags": [{"id": 501, "name": "BD.01 QUALIFY", "color": "#fff"}],
    "fields": [], "hasAttachments": True, "preview": "", "state": "active", "threads": THREADS, "createdAt": "2026-11-16T07:12:44Z",
    "updatedAt": "2026-11-17T07:12:44Z", "deletedAt": {"Time": "0001-01-01T00:00:00Z", "Valid": False},
}  # fmt: skip


def ref(own: int, kind: str) -> Object:
    return {"id": own, "type": kind}


V2: Object = {
    "id": 7001, "subject": "Palmgate", "agent": ref(20, "users"), "customer": ref(601, "customers"), "inbox": ref(15, "inboxes"),
    "status": ref(1, "ticketstatuses"), "tags": [ref(501, "tags")], "files": [ref(81, "files")], "messages": [ref(2, "messages")],
    "previewText": "We need", "state": "active", "createdAt": "2026-11-16T07:12:44Z", "updatedAt": "2026-11-17T07:12:44Z",
}  # fmt: skip
INCLUDED: Object = {
    "customers": [{**CUSTOMER, "company": ref(41, "companies")}],
    "companies": [
        {"id": 41, "name": "Palmgate Trading LLC", "website": "", "industry": "", "kind": "customer", "state": "active"}
    ],
    "tags": [{"id": 501, "name": "BD.01 QUALIFY"}],
    "users": [{"id": 20, "firstName": "Omar", "lastName": "Saleh"}],
    "inboxes": [{"id": 15, "name": "Sales Desk"}],
    "messages": [{"id": 2, "message": "<p>We need <b>two</b> companies</p>", "threadType": "message"}],
    "files": [{"id": 81, "filename": "Passport.pdf", "mimeType": "application/pdf", "type": "attachment"}],
}
WEBHOOK: Object = {
    "inbox": {"id": 15, "name": "Support", "state": "active"},
    "ticket": {
        "id": 7001, "subject": "Palmgate", "customer": {**CUSTOMER, "company": {"id": 41, "name": "Palmgate Trading LLC"}},
        "agent": {"id": 20, "firstName": "Omar", "lastName": "Saleh"}, "files": [{"id": 81, "filename": "Passport.pdf"}],
        "tags": [{"id": 501, "name": "BD.01 QUALIFY"}], "status": {"id": 3, "name": "Waiting", "code": "waiting"},
        "priority": {"id": 0, "name": ""}, "threads": [{"id": 2, "ticketId": 7001}],
    },
}  # fmt: skip
SEARCH: Object = {
    "id": 7001, "subject": "Palmgate", "body": "We need two companies", "state": "active", "statusId": 1, "customerId": 0, "inboxId": 15,
    "tags": [{"id": 501, "name": "BD.01 QUALIFY", "color": "#fff"}], "files": [{"id": 81, "name": "Passport.pdf", "url": "https://x.ae/81"}],
    "customFields": [{"fieldId": 272, "value": "$KORP"}], "createdAt": "2026-11-16T07:12:44Z",
}  # fmt: skip
IMPORT: Object = {
    "source": "Import", "fallbackInboxId": 15,
    "tickets": [
        {
            "id": "7001", "subject": "Palmgate", "assignedTo": {"firstName": "Omar", "lastName": "Saleh", "type": "user"},
            "customer": {"firstName": "Leila", "lastName": "Haddad", "email": "leila@palmgate.ae", "type": "customer"}, "emailSource": "x@y.ae",
            "tags": ["BD.01 QUALIFY"],
            "threads": [{"body": "We need two companies", "type": "message", "attachments": [{"filename": "Passport.pdf", "downloadurl": "https://x.ae/81"}]}],
        }
    ],
}  # fmt: skip


def v2(ticket: Object | None = None, **included: Any) -> Object:
    return {"tickets": [{**V2, **(ticket or {})}], "included": {**INCLUDED, **included}}


SHAPES: dict[str, Any] = {
    "v1 single": {"ticket": V1},
    "v1 list": {"count": 1, "tickets": [V1]},
    "v1 bare": V1,
    "v1 bare list": [V1],
    "v1 pages in a list": [{"tickets": [V1]}],
    "v2 list": {**v2(), "pagination": {"hasMorePages": False}, "meta": {"page": {"hasMore": False}}},
    "v2 single": {"ticket": V2, "included": INCLUDED},
    "v2 included by id": {"ticket": V2, "included": {kind: {str(one["id"]): one for one in many} for kind, many in INCLUDED.items()}},
    "webhook": WEBHOOK,
    "search": {"tickets": [SEARCH]},
    "import": IMPORT,
    "piped": {"stream": "tickets", "data": V1},
}  # fmt: skip


@pytest.mark.parametrize("shape", list(SHAPES))
def test_every_shape_is_recognised_and_holds_the_ticket(shape: str, tmp_path: Path) -> None:
    assert teamwork.recognises(SHAPES[shape]) > native.recognises(SHAPES[shape])
    found = read_files(tmp_path, {"export.json": SHAPES[shape]})
    case = found.case
    assert found.problems == []
    assert found.inputs["export.json"].source == "teamwork"
    assert (case.id, case.kind, case.title, case.system) == ("7001", "ticket", "Palmgate", "teamwork")
    assert (case.tags, case.stage) == (("BD.01 QUALIFY",), "")
    assert [record.fields["name"] for record in case.records["documents"]] == ["Passport.pdf"]
    assert case.owner == ("" if shape == "search" else "Omar Saleh")
    assert [record.fields["name"] for record in case.records["contacts"]] == (
        [] if shape == "search" else ["Leila Haddad"]
    )
    assert case.value("case", "thread") == (ABSENT if shape == "webhook" else "We need two companies")


def test_lines_are_tickets(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"all.ndjson": [V1, {**V1, "id": 7002}]})
    assert [case.id for case in found.cases] == ["7001", "7002"]


def test_a_native_case_and_a_hubspot_ticket_are_none_of_ours() -> None:
    assert teamwork.recognises({"case": {"id": "1"}, "contacts": []}) == 0.0
    assert teamwork.recognises({"ticket": {"id": "1", "subject": "x", "status": "open"}, "contacts": []}) == 0.0
    assert teamwork.recognises({"results": [{"id": "1", "properties": {"subject": "x", "content": "y"}}]}) == 0.0


@pytest.mark.parametrize(
    ("tags", "read"),
    [
        (None, ()), ([], ()), ("", ()), (["BD.01"], ("BD.01",)), ([{"name": "BD.01"}], ("BD.01",)), ("BD.01, CO.01", ("BD.01", "CO.01")),
        ("BD.01;$KORP\n", ("BD.01", "$KORP")), ([{"id": 501, "name": "BD.01", "ticketCount": 3}], ("BD.01",)), ([" BD.01 "], ("BD.01",)),
        ([{"name": "BD.01"}, "VIP", None, ""], ("BD.01", "VIP")), ({"id": 1, "name": "BD.01"}, ("BD.01",)), ([ref(501, "tags")], ("BD.01 QUALIFY",)),
        ([501], ("BD.01 QUALIFY",)),
    ],
)  # fmt: skip
def test_every_form_of_tags(tags: Any, read: tuple[str, ...], tmp_path: Path) -> None:
    case = read_files(tmp_path, {"in.json": v2({"tags": tags})}).case
    assert case.tags == read
    assert case.value("case", "tags") == read


@pytest.mark.parametrize(
    "tags",
    [[ref(999, "tags")], [999], [ref(501, "tags"), ref(999, "tags")], [{"id": 999, "name": ""}], [{"color": "#fff"}]],
)
def test_tags_without_names_are_unknown_and_not_missing(tags: Any, tmp_path: Path) -> None:
    case = read_files(tmp_path, {"in.json": v2({"tags": tags})}).case
    assert ask_case("stage_tag: {}", case).status == "unknown"
    assert ask_case("tagged: $KORP", case).status == "unknown"
    assert any("without their names" in note for note in case.notes)


def test_a_ticket_whose_tags_have_no_names_is_audited_from_the_beginning(tmp_path: Path, kyccheck: Any) -> None:
    (tmp_path / "in.json").write_text(json.dumps(v2({"tags": [ref(999, "tags")]})))
    ran = kyccheck("audit", "in.json", "-f", "json")
    assert ran.code == 1
    (case,) = json.loads(ran.out)["cases"]
    statuses = {result["item"]: result["status"] for result in case["results"]}
    assert statuses["BD.stage"] == statuses["BD.01.4"] == "unknown"
    assert "includes=tags" in kyccheck("audit", "in.json").out


def test_a_ticket_that_no_tag_gives_a_stage_says_that_no_checklist_is_for_it(tmp_path: Path, kyccheck: Any) -> None:
    (tmp_path / "in.json").write_text(json.dumps(v2({"tags": []})))
    ran = kyccheck("audit", "in.json")
    assert ran.code == 3
    assert "no checklist (bd, co, kyc) is for it" in ran.err
    assert kyccheck("audit", "in.json", "-c", "bd", "--case", "7001").code == 1


def test_the_status_of_a_ticket_is_not_its_stage(tmp_path: Path) -> None:
    case = read_files(tmp_path, {"in.json": {"ticket": {**V1, "status": "BD.02", "tags": []}}}).case
    assert case.stage == ""


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"assignedTo": None}, "owner", None), ({"assignedTo": {"id": 0}}, "owner", None), ({"assignedTo": NONE}, "owner", None),
        ({"assignedTo": "Omar"}, "owner", "Omar"), ({"assignedTo": ref(20, "users")}, "owner", ABSENT),
        ({"createdAt": "0001-01-01T00:00:00Z"}, "created", None), ({"createdAt": {"Time": "2026-11-16T07:12:44Z", "Valid": True}}, "created", "2026-11-16T07:12:44Z"),
        ({"subject": {"String": "Palmgate", "Valid": True}}, "title", "Palmgate"), ({"subject": {"String": "", "Valid": False}}, "title", None),
        ({"id": {"Int64": 7001, "Valid": True}}, "id", "7001"), ({"inboxName": None, "inbox": {"id": 15, "name": "Desk"}}, "pipeline", "Desk"),
    ],
)  # fmt: skip
def test_what_the_server_writes_for_nothing_is_nothing(change: Object, field: str, value: Any, tmp_path: Path) -> None:
    assert read_files(tmp_path, {"in.json": {"ticket": {**V1, **change}}}).case.value("case", field) == value


@pytest.mark.parametrize("own", [None, 0, "", NONE, [], {"a": 1}])
def test_a_ticket_without_an_id_is_a_problem_and_counted(own: Any, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": {"tickets": [{**V1, "id": own}, V1]}})
    assert [case.id for case in found.cases] == ["7001"]
    assert "without an id" in found.said()
    assert (found.inputs["in.json"].records, found.inputs["in.json"].reported) == (2, 1)


@pytest.mark.parametrize(
    ("change", "company"),
    [
        ({"customer": {**CUSTOMER, "company": {"id": 41, "name": "Palmgate"}}}, "Palmgate"), ({"company": {"id": 41, "name": "Palmgate"}}, "Palmgate"),
        ({"customer": {**CUSTOMER, "organization": "Palmgate"}}, "Palmgate"), ({"customer": {**CUSTOMER, "company": "Palmgate"}}, "Palmgate"),
        ({"customer": {**CUSTOMER, "company": ""}}, None), ({"customer": {**CUSTOMER, "company": {"id": 0, "name": ""}}}, None), ({}, None),
    ],
)  # fmt: skip
def test_the_company_of_a_ticket(change: Object, company: str | None, tmp_path: Path) -> None:
    case = read_files(tmp_path, {"in.json": {"ticket": {**V1, **change}}}).case
    assert case.value("company", "name") == company
    assert ask_case("present: company", case).status == ("pass" if company else "fail")


def test_a_company_has_no_state_of_a_country(tmp_path: Path) -> None:
    assert read_files(tmp_path, {"in.json": v2()}).case.value("company", "state") is ABSENT


@pytest.mark.parametrize(
    ("customer", "status"), [(None, "fail"), ("", "fail"), ({"id": 0}, "fail"), (NONE, "fail"), (ABSENT, "unknown")]
)
def test_a_ticket_without_a_customer(customer: Any, status: str, tmp_path: Path) -> None:
    ticket = {key: value for key, value in {**V1, "customer": customer}.items() if value is not ABSENT}
    case = read_files(tmp_path, {"in.json": {"ticket": ticket}}).case
    assert ask_case("each: {in: contacts, check: {present: name}}", case).status == status


def test_a_blank_address_is_filled_from_the_main_contact_detail(tmp_path: Path) -> None:
    person = {**CUSTOMER, "email": "", "contacts": [ref(31, "contacts"), ref(32, "contacts")]}
    details = [
        {"id": 31, "type": "email", "value": "old@palmgate.ae", "isMain": False},
        {"id": 32, "type": "email", "value": "leila@palmgate.ae", "isMain": True},
    ]
    case = read_files(tmp_path, {"in.json": v2(customers=[person], contacts=details)}).case
    (seen,) = case.evidence("contacts[].email")
    assert seen == ("contacts[0].email", "leila@palmgate.ae", "in.json", "/included/contacts/1/value")


SILENT: list[Object] = [
    {"type": "message", "body": "<div><br>&nbsp;</div>", "textBody": ""},
    {"type": "note", "isDraft": True, "body": "not sent"},
]


@pytest.mark.parametrize(
    ("change", "thread"),
    [
        ({"threads": []}, None), ({"threads": SILENT}, None), ({"threads": [{"id": 1, "ticketId": 2}]}, ABSENT), ({"threads": None}, ABSENT),
        ({"threads": None, "preview": "We need"}, "We need"), ({"threads": [{"type": "note", "textBody": "Called", "body": "<b>x</b>"}]}, "Called"),
        ({"threads": [{"type": "message", "body": "gone", "state": "deleted"}]}, None), ({"threads": [THREADS[0]]}, None),
        ({"threads": [{"type": "message", "body": "x" * 9000}]}, "x" * 499 + "…"),
    ],
)  # fmt: skip
def test_how_the_thread_opens(change: Object, thread: Any, tmp_path: Path) -> None:
    assert read_files(tmp_path, {"in.json": {"ticket": {**V1, **change}}}).case.value("case", "thread") == thread


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, "pass"), ({"threads": [{"body": "x", "attachments": []}], "hasAttachments": False}, "fail"), ({"threads": None, "hasAttachments": False}, "fail"),
        ({"threads": None, "hasAttachments": True}, "unknown"), ({"threads": [{"id": 1}]}, "unknown"), ({"files": [ref(81, "files")], "threads": None}, "unknown"),
        ({"files": None, "threads": None, "hasAttachments": None}, "fail"), ({"threads": [{"body": "x", "attachments": ["Passport.pdf"]}]}, "pass"),
        ({"threads": [{"body": "x", "attachments": [{"filename": "Passport.pdf", "state": "deleted"}]}]}, "fail"),
        ({"threads": [{"body": "x", "attachments": [{"filename": "scan.pdf", "type": "passport"}]}]}, "review"),
    ],
)  # fmt: skip
def test_the_attachments_are_documents(change: Object, status: str, tmp_path: Path) -> None:
    case = read_files(tmp_path, {"in.json": {"ticket": {**V1, **change}}}).case
    assert ask_case("document: passport", case).status == status


def test_a_file_of_the_ticket_and_of_its_message_is_one(tmp_path: Path) -> None:
    message = {**INCLUDED["messages"][0], "files": [ref(81, "files")]}
    assert len(read_files(tmp_path, {"in.json": v2(messages=[message])}).case.records["documents"]) == 1


FIELD: Object = {
    "id": 272,
    "name": "Solution type",
    "options": [{"id": 1612, "name": "$KORP"}, {"id": 1613, "name": "$KWAY"}],
}


@pytest.mark.parametrize(
    ("key", "field", "definitions", "value"),
    [
        ("customfields", {"id": 272, "meta": {"value": 1613}}, [FIELD], "$KWAY"),
        ("customfields", {"id": 272, "meta": {"value": [1612, 1613]}}, [FIELD], "$KORP; $KWAY"),
        ("customfields", {"id": 272, "meta": {"value": "1613"}}, [FIELD], "$KWAY"),
        ("customfields", {"id": 272, "meta": {"value": None}}, [FIELD], None),
        ("customfields", {"id": 272, "meta": {"value": 9}}, [FIELD], ABSENT),
        ("customfields", {"id": 272, "meta": {"value": "$KORP"}}, [{"id": 272, "name": "Solution type"}], "$KORP"),
        ("customFields", {"fieldId": 272, "name": "Solution Type", "value": "$KORP"}, [], "$KORP"),
        ("customFields", {"id": 272, "label": "Solution type", "value": 1612, "options": FIELD["options"]}, [], "$KORP"),
        ("fields", {"fieldId": 272, "field": {"name": "solution_type"}, "value": "$KORP"}, [], "$KORP"),
        ("customFields", {"fieldId": 272, "value": "$KORP"}, [], ABSENT),
    ],
)  # fmt: skip
def test_custom_fields_go_by_their_names(
    key: str, field: Object, definitions: list[Object], value: Any, tmp_path: Path
) -> None:
    case = read_files(tmp_path, {"in.json": v2({key: [field]}, customfields=definitions)}).case
    assert case.value("case", "solution_type") == value


@pytest.mark.parametrize(
    ("name", "held", "about", "path", "value"),
    [
        ("Solution type", 1613, {}, "case.solution_type", ABSENT), ("Solution type", "1613", {}, "case.solution_type", ABSENT),
        ("Solution type", [1612, 1613], {}, "case.solution_type", ABSENT), ("Data for costing", 1613, {}, "case.costing", ABSENT),
        ("Smart question feedback", "1613", {}, "case.smart_questions", ABSENT), ("Risk rating", 1613, {}, "risk.rating", ABSENT),
        ("Data for costing", 1613, {"type": "text"}, "case.costing", 1613), ("Data for costing", "14 invoices", {}, "case.costing", "14 invoices"),
        ("Customer risk score", 34, {}, "risk.score", 34), ("Invoice number", 1613, {}, "invoice.number", 1613),
        ("Customer risk score", 34, {"type": "dropdown"}, "risk.score", ABSENT), ("Solution type", None, {}, "case.solution_type", None),
        ("Solution type", "$KWAY", {"fieldType": "dropdown"}, "case.solution_type", "$KWAY"),
        ("Billing zip", "12345", {}, "billing.zip", "12345"), ("Solution type", 1613, {"type": "customfields"}, "case.solution_type", ABSENT),
    ],
)  # fmt: skip
def test_the_id_of_an_option_without_its_name_tells_nothing(
    name: str, held: Any, about: Object, path: str, value: Any, tmp_path: Path
) -> None:
    definition = [{"id": 272, "name": name, **about}]
    tree = v2({"customfields": [{"id": 272, "meta": {"value": held}}]}, customfields=definition)
    case = read_files(tmp_path, {"in.json": tree}).case
    assert case.value(*path.split(".")) == value
    assert any("export its options too" in note for note in case.notes) == (value is ABSENT)


@pytest.mark.parametrize(("tags", "status"), [(["$KWAY"], "pass"), ([], "unknown"), (["UAE"], "unknown")])
def test_a_solution_type_that_is_not_told_may_be_told_by_a_tag(tags: list[str], status: str, tmp_path: Path) -> None:
    definition = [{"id": 272, "name": "Solution type"}]
    tree = v2({"customfields": [{"id": 272, "meta": {"value": 1613}}], "tags": tags}, customfields=definition)
    told = ask_case(
        "tagged: {tags: [$KORP, $KWAY], or_in: case.solution_type}", read_files(tmp_path, {"in.json": tree}).case
    )
    assert told.status == status
    assert ("add its options" in told.reason) == (status == "unknown")


@pytest.mark.parametrize("name", ["Handed over on", "handed_over_on", "Handed over", "Handover date"])
def test_the_day_of_the_handover_goes_by_its_names(name: str, tmp_path: Path) -> None:
    ticket = {**V1, "fields": [{"name": name, "value": "2026-11-18"}]}
    assert read_files(tmp_path, {"in.json": {"ticket": ticket}}).case.value("setup", "handed_over_on") == "2026-11-18"


@pytest.mark.parametrize(("held", "value"), [("$KORP", "$KORP"), (1613, ABSENT)])
def test_a_mapping_names_a_custom_field_of_which_only_the_id_is_known(held: Any, value: Any, tmp_path: Path) -> None:
    mapping = Mapping(fields={"case.solution_type": ("custom field 272",), "risk.rating": ("KYC grade",)})
    fields = [{"id": 272, "meta": {"value": held}}, {"name": "KYC grade", "value": "low"}]
    case = read_files(tmp_path, {"in.json": v2({"customfields": fields})}, mapping).case
    assert case.value("case", "solution_type") == value
    assert case.value("risk", "rating") == "low"
    assert any("option" in note for note in case.notes) == (value is ABSENT)


@pytest.mark.parametrize(
    ("name", "section", "field"),
    [
        ("Risk rating", "risk", "rating"), ("Customer risk score", "risk", "score"), ("Risk signed off by", "risk", "signed_off_by"),
        ("Quote number", "quote", "number"), ("Quote sent on", "quote", "sent_on"), ("Invoice issued on", "invoice", "issued_on"),
        ("Invoice date", "invoice", "issued_on"), ("Bill date", "invoice", "issued_on"), ("Quote date sent", "quote", "sent_on"),
        ("Collection bill number", "invoice", "number"), ("Service instructions", "setup", "instructions"), ("Project folder", "setup", "folder"),
        ("Billing address", "billing", "address"), ("Xero email", "billing", "email"), ("Data for costing", "case", "costing"),
        ("Quotation status", "quote", "status"), ("Bill status", "invoice", "status"), ("Risk rating decision", "risk", "decision"),
        ("Handed over on", "setup", "handed_over_on"), ("Smart Question feedback", "case", "smart_questions"), ("Summary of discussions", "case", "summary"),
    ],
)  # fmt: skip
def test_custom_fields_of_other_sections(name: str, section: str, field: str, tmp_path: Path) -> None:
    ticket = {**V1, "fields": [{"name": "x", "value": "y"}, {"name": name, "value": "Z1"}]}
    case = read_files(tmp_path, {"in.json": {"ticket": ticket}}).case
    (seen,) = case.evidence(f"{section}.{field}")
    assert seen == (f"{section}.{field}", "Z1", "in.json", "/ticket/fields/1/value")


@pytest.mark.parametrize("section", ["risk", "quote", "invoice", "billing", "tracking", "setup"])
def test_every_word_for_a_record_opens_each_of_its_fields(section: str) -> None:
    about = sections()[section]
    assert about.called
    for word in about.called:
        for field in about.fields.values():
            for name in (field.name, *field.names.get("any", ()), *field.names.get("teamwork", ())):
                said = f"{word} {name.replace('_', ' ')}".capitalize()
                assert place_of(plain_names(), said) == (section, field.name), said


@pytest.mark.parametrize(
    "name", ["Quotation status", "LOE status", "Letter of Engagement - status", "Quote/LOE status"]
)
def test_a_status_is_seen_whatever_the_quote_is_called(name: str, tmp_path: Path) -> None:
    fields = custom_fields(**{"Quote number": "QU-1", "Quote accepted on": "2026-11-10", name: "Declined"})
    ticket = {**V1, "customFields": fields}
    case = read_files(tmp_path, {"in.json": {"ticket": ticket}}).case
    assert case.value("quote", "status") == "Declined"


def custom_fields(**values: Any) -> list[dict[str, Any]]:
    return [
        {"fieldId": place, "name": name.replace("_", " "), "value": value}
        for place, (name, value) in enumerate(values.items())
    ]


@pytest.mark.parametrize("is_included", [False, True])
@pytest.mark.parametrize(
    ("own", "told", "value"),
    [
        ("", "+971 4 330 4417", "+971 4 330 4417"), (None, "+971 4 330 4417", "+971 4 330 4417"), (ABSENT, "+971 4 330 4417", "+971 4 330 4417"),
        ("+97143304417", "+971 4 330 4417", "+97143304417"), ("+97143304417", "", "+97143304417"), ("+97143304417", "tbc", "+97143304417"),
        ("+97143304417", "+971 4 330 4418", ["+97143304417", "+971 4 330 4418"]), ("", "", ""),
    ],
)  # fmt: skip
def test_a_custom_field_tells_of_the_customer_what_is_blank(
    own: Any, told: Any, value: Any, is_included: bool, tmp_path: Path
) -> None:
    person = {key: held for key, held in {**CUSTOMER, "phone": own}.items() if held is not ABSENT}
    fields = {"customFields": custom_fields(Customer_phone=told, Customer_id="C-9")}
    tree = v2(fields, customers=[person]) if is_included else {"ticket": {**V1, "customer": person, **fields}}
    case = read_files(tmp_path, {"in.json": tree}).case
    (contact,) = case.records["contacts"]
    assert (contact.fields.get("phone"), contact.id, contact.fields["first_name"]) == (value, "601", "Leila")
    ticket = "/tickets/0" if is_included else "/ticket"
    assert contact.at("phone").startswith(f"{ticket}/customFields/0") is (value == told)
    assert contact.at("email").endswith(("/customer/email", "/customers/0/email"))


def test_a_custom_field_that_names_another_company_is_seen(tmp_path: Path) -> None:
    ticket = {
        **V1,
        "customer": {**CUSTOMER, "organization": "Palmgate LLC"},
        "customFields": custom_fields(Company_name="Zenith"),
    }
    case = read_files(tmp_path, {"in.json": {"ticket": ticket}}).case
    assert case.value("company", "name") == ["Palmgate LLC", "Zenith"]
    ticket["customFields"] = custom_fields(Company_name="PALMGATE L.L.C.")
    assert read_files(tmp_path, {"in.json": {"ticket": ticket}}).case.value("company", "name") == "Palmgate LLC"
    ticket |= {"customer": None, "customFields": custom_fields(Client="Leila Haddad", Customer_phone="+971 4 330 4417")}
    (contact,) = read_files(tmp_path, {"in.json": {"ticket": ticket}}).case.records["contacts"]
    assert (contact.fields["name"], contact.fields["phone"]) == ("Leila Haddad", "+971 4 330 4417")


def test_custom_fields_are_listed_as_used_or_ignored(tmp_path: Path) -> None:
    person = {**CUSTOMER, "phone": ""}
    fields = custom_fields(
        Customer_phone="+971 4 330 4417", Quote_numbr="Q1", Solution_type="$KORP", Risk_level="low", Customer_ID="C-9"
    )
    read = read_files(tmp_path, {"in.json": {"ticket": {**V1, "customer": person, "customFields": fields}}})
    item = read.inputs["in.json"]
    assert {"Quote numbr", "Customer ID"} <= item.ignored["case"]
    assert not {"Customer phone", "Solution type", "Risk level"} & item.ignored["case"]
    assert item.names["contacts"]["phone"] == "Customer phone"
    assert (item.names["case"]["solution_type"], item.names["risk"]["rating"]) == ("Solution type", "Risk level")


@pytest.mark.parametrize("name", ["Status", "Email", "Score", "Phone", "Number", "City", ""])
def test_a_custom_field_that_may_mean_anything_means_nothing(name: str, tmp_path: Path) -> None:
    plainly = read_files(tmp_path, {"in.json": {"ticket": V1}}).case
    case = read_files(tmp_path, {"in.json": {"ticket": {**V1, "fields": [{"name": name, "value": "Z1"}]}}}).case
    assert set(case.records) == set(plainly.records)
    assert case.stage == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "deleted"}, "ticket 7001 is archived"), ({"archived": True}, "ticket 7001 is archived"), ({"mergedToId": 7009}, "merged into 7009"),
        ({"deletedAt": {"Time": "2026-11-19T00:00:00Z", "Valid": True}}, "ticket 7001 is archived"), ({"archivedAt": "2026-11-19T00:00:00Z"}, "archived"),
        ({"status": "spam"}, "spam"), ({"status": {"id": 7, "code": "spam", "name": "Spam"}}, "spam"),
    ],
)  # fmt: skip
def test_what_is_no_ticket_any_more_is_said(change: Object, words: str, tmp_path: Path) -> None:
    assert any(words in note for note in read_files(tmp_path, {"in.json": {"ticket": {**V1, **change}}}).case.notes)
    assert read_files(tmp_path, {"in.json": {"ticket": V1}}).case.notes == []


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({**v2(), "pagination": {"records": 90, "hasMorePages": True}}, "there are 90 and holds 1"), ({**v2(), "meta": {"page": {"hasMore": True}}}, "one page of several"),
        ({"count": 90, "tickets": [V1]}, "there are 90 and holds 1"), ({"tickets": [V1, None]}, "is no ticket"), ({"tickets": [V1, {}]}, "is no ticket"),
        ([V1, 5], "not a Teamwork Desk object"), ([V1, {"a": 1}], "holds no ticket"), ({"tickets": [V1], "customers": []}, "holds no customer"),
        ({"tickets": [V1], "customers": [{**CUSTOMER, "id": 0}]}, "a customer without an id"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_a_problem_and_hides_nothing(document: Any, words: str, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": document})
    assert words in found.said()
    assert [case.id for case in found.cases] == ["7001"]


@pytest.mark.parametrize("document", [{"tickets": [], "count": 0}, {"tickets": []}])
def test_an_export_without_a_ticket_says_so(document: Object, tmp_path: Path) -> None:
    assert "holds no ticket" in read_files(tmp_path, {"in.json": document}).said()


AWAY = {kind: many for kind, many in INCLUDED.items() if kind not in ("customers", "companies")}


@pytest.mark.parametrize("names", [("a.json", "b.json"), ("b.json", "a.json")])
def test_customers_of_another_file_belong_to_the_tickets_that_name_them(names: tuple[str, str], tmp_path: Path) -> None:
    tickets = {
        "tickets": [{**V2, "companyId": 41, "customfields": [{"name": "Risk rating", "value": "low"}]}],
        "included": AWAY,
    }
    people = {"customers": [CUSTOMER, {**CUSTOMER, "id": 602}], "companies": INCLUDED["companies"]}
    found = read_files(tmp_path, dict(sorted({names[0]: tickets, names[1]: people}.items())))
    case = found.case
    assert found.problems == []
    assert [record.fields["name"] for record in case.records["contacts"]] == ["Leila Haddad"]
    assert case.value("company", "name") == "Palmgate Trading LLC"
    assert case.value("risk", "rating") == "low"
    assert [record.fields["name"] for record in case.records["documents"]] == ["Passport.pdf"]
    assert [record.id for record in found.unused] == ["602"]


def test_a_customer_that_no_file_carries_is_unknown(tmp_path: Path) -> None:
    case = read_files(tmp_path, {"in.json": {"tickets": [V2], "included": AWAY}}).case
    answer = ask_case("each: {in: contacts, check: {present: name}}", case)
    assert (answer.status, "601" in answer.reason) == ("unknown", True)


def test_customers_by_themselves_belong_to_nothing(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": {"customers": [CUSTOMER]}})
    assert (found.cases, found.inputs["in.json"].records, found.inputs["in.json"].reported) == ([], 1, 1)
    assert "belongs to no deal or ticket" in found.said()


@settings(deadline=None, max_examples=40)
@given(
    customers=st.lists(st.sampled_from([601, 602, 603]), unique=True), wanted=st.lists(st.sampled_from([601, 602, 603, 0]), min_size=1, max_size=4)
)  # fmt: skip
def test_records_read_are_used_or_reported(
    customers: list[int], wanted: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    tickets = [{**V2, "id": 7000 + place, "customer": ref(own, "customers")} for place, own in enumerate(wanted)]
    export = {"tickets": tickets, "included": {**AWAY, "customers": [{**CUSTOMER, "id": own} for own in customers]}}
    item = read_files(tmp_path_factory.mktemp("desk"), {"in.json": export}).inputs["in.json"]
    files = 1
    assert (item.records, item.reported) == (len(tickets) + files + len(customers), len(set(customers) - set(wanted)))


def test_evidence_is_placed_where_the_value_stands(tmp_path: Path) -> None:
    case = read_files(tmp_path, {"in.json": {"tickets": [V1]}}).case
    assert case.evidence("case.tags")[0].at == "/tickets/0/tags"
    assert case.evidence("case.thread")[0].at == "/tickets/0/threads/1/body"
    assert case.evidence("contacts[].email")[0].at == "/tickets/0/customer/email"
    assert case.evidence("documents[].name")[0].at == "/tickets/0/threads/1/attachments/0/filename"
    assert case.evidence("case.owner")[0].at == "/tickets/0/assignedTo"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<style>p{color:red}</style><p>Hi &amp; bye</p>", "Hi & bye"), ("<head><title>x</title></head>", ""), ("a < b", "a < b"), ("<br/>", ""),
        ("&nbsp;\u200b", ""), (None, ""), (5, ""), ("<script>x</script>y", "y"),
    ],
)  # fmt: skip
def test_what_a_message_says(body: Any, text: str) -> None:
    assert spoken(body) == text


@pytest.mark.parametrize("body", ["<" * 200_000, "<style" * 100_000, "<a " * 100_000, "&" * 200_000])
def test_a_hostile_message_takes_no_time(body: str) -> None:
    assert len(spoken(body)) <= 500


HEADER = (
    "Ticket ID",
    "Subject",
    "Inbox",
    "Agent",
    "Tags",
    "Customer name",
    "Customer e-mail",
    "Company",
    "Risk rating",
    "Attachments",
    "Status",
    "Colour",
)
ROW = (
    7001.0,
    "Palmgate",
    "Sales Desk",
    "Omar Saleh",
    "BD.01, $KORP",
    "Leila Haddad",
    "leila@palmgate.ae",
    "Palmgate LLC",
    "low",
    "Passport.pdf; scan.pdf",
    "active",
    "red",
)


def grid(*rows: tuple[object, ...], name: str = "Tickets", hidden: bool = False) -> Grid:
    made = tuple(Row(number, cells) for number, cells in enumerate(rows, 1) if cells)
    return Grid((Sheet(name, made[:40], iter(made), hidden),))


def sheaves(found: list[Any]) -> list[tuple[Record, ...]]:
    """What was found of cases (a problem is a tuple too)."""
    return [one for one in found if type(one) is tuple]


def of_grid(table: Grid) -> tuple[list[Case], list[Problem]]:
    """The cases and problems of a table."""
    found = list(teamwork.records(Tree(table, ""), Reading("list.xlsx", Names())))
    return [case_of(sheaf, Meanings()) for sheaf in sheaves(found)], [one for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("a.pdf, b.PDF,c.docx", ["a.pdf", "b.PDF", "c.docx"]), ("a.pdf | b.pdf", ["a.pdf", "b.pdf"]), ("a.pdf\nb.pdf; c", ["a.pdf", "b.pdf", "c"]),
        ("BR, CI.pdf", ["BR, CI.pdf"]), ("Amber Co.,Ltd.pdf", ["Amber Co.,Ltd.pdf"]), ("Quay Co.Ltd, BR.pdf", ["Quay Co.Ltd, BR.pdf"]),
    ],
)  # fmt: skip
def test_the_files_that_a_cell_lists(cell: str, names: list[str]) -> None:
    ((case,), _) = of_grid(grid(HEADER, (*ROW[:9], cell, *ROW[10:])))
    assert [record.fields["name"] for record in case.sections()["documents"]] == names


@pytest.mark.parametrize("above", [(), (("Open tickets",), (), ("as of 20 November", None, 3))])
def test_a_sheet_of_tickets(above: tuple[tuple[object, ...], ...]) -> None:
    table = grid(*above, HEADER, ROW, (), (*ROW[:0], 7002, "Other", *(None,) * 8))
    assert teamwork.recognises(table) == 0.8
    (case, other), problems = of_grid(table)
    assert problems == []
    assert (case.id, case.kind, case.title, case.tags, case.owner, case.stage) == (
        "7001",
        "ticket",
        "Palmgate",
        ("BD.01", "$KORP"),
        "Omar Saleh",
        "",
    )
    assert case.records["contacts"][0].fields == {"name": "Leila Haddad", "email": "leila@palmgate.ae"}
    assert (case.value("company", "name"), case.value("risk", "rating")) == ("Palmgate LLC", "low")
    assert [record.fields["name"] for record in case.records["documents"]] == ["Passport.pdf", "scan.pdf"]
    row = len(above) + 2
    assert case.evidence("contacts[].email")[0].at == f"Tickets!G{row}"
    assert case.records["case"][0].shape.ignored == ("Colour",)
    for section in ("contacts", "company", "risk", "documents"):
        assert other.records[section] == (), section


def test_columns_that_a_list_does_not_have_are_unknown_and_one_without_a_title_is_nothing() -> None:
    (case,), problems = of_grid(
        grid(("Ticket ID", "Subject", None, "Inbox", "Agent"), ("7", "Hello", "x", "Desk", "Omar"))
    )
    assert (problems, case.id, case.title, case.owner) == ([], "7", "Hello", "Omar")
    assert case.value("case", "tags") is ABSENT
    assert "documents" not in case.records
    assert case.records["case"][0].shape.ignored == ()


def test_a_csv_has_no_sheet_to_name() -> None:
    (case,), _ = of_grid(grid(HEADER, ROW, name=""))
    assert case.evidence("case.tags")[0].at == "E2"


@pytest.mark.parametrize("own", [None, "", ErrorCell("#N/A")])
def test_a_row_without_an_id_names_no_case(own: object) -> None:
    (case,), _ = of_grid(grid(HEADER, (own, *ROW[1:])))
    assert case.id == ""


def test_sheets_that_list_no_tickets_and_hidden_ones_are_problems() -> None:
    sheets = (
        grid(HEADER, ROW).sheets
        + grid(("a", "b"), (1, 2), name="Notes").sheets
        + grid(HEADER, ROW, name="Old", hidden=True).sheets
        + grid(name="Empty").sheets
    )
    cases, problems = of_grid(Grid(sheets))
    assert len(cases) == 1
    assert ['"Notes" lists no tickets' in problems[0].message, "hidden" in problems[1].message, len(problems)] == [
        True,
        True,
        2,
    ]


@pytest.mark.parametrize(
    "header",
    [
        ("Record ID", "Deal Name", "Deal Stage"),
        ("Ticket ID", "Ticket name", "Ticket status", "Pipeline"),
        ("id", "title", "stage", "tags"),
        ("*ContactName", "EmailAddress"),
    ],
)
def test_other_tables_are_none_of_ours(header: tuple[str, ...]) -> None:
    assert teamwork.recognises(grid(header, tuple("x" for _ in header))) == 0.0


def test_a_csv_is_read_as_a_user_gives_it(tmp_path: Path) -> None:
    text = io.StringIO()
    text.write(",".join(HEADER) + "\n" + ",".join(f'"{cell}"' for cell in ROW) + "\n")
    (tmp_path / "list.csv").write_text(text.getvalue())
    reading = Inputs(find_inputs([str(tmp_path / "list.csv")]), Mapping())
    (case,) = reading.cases()
    assert (case.tags, reading.problems, reading.inputs[0].source) == (("BD.01", "$KORP"), [], "teamwork")


KEYS = {
    *V1, *V2, *SEARCH, *CUSTOMER, *IMPORT["tickets"][0], "included", "ticket", "tickets", "customers", "companies", "stream",
    "data", "name", "meta", "value",
}  # fmt: skip
ANYTHING = trees(KEYS, ["0001-01-01T00:00:00Z"])


def located(found: list[Any]) -> bool:
    """Whether no problem is that of a reader that failed."""
    return not any(isinstance(one, Problem) and "could not be read" in one.message for one in found)


@settings(deadline=None, max_examples=300)
@given(value=ANYTHING)
def test_any_json_is_read_or_a_problem(value: Any) -> None:
    teamwork.recognises(value)
    assert located(list(teamwork.records(Tree(value, ""), Reading("in.json", Names()))))


@settings(deadline=None, max_examples=300)
@given(
    ticket=st.dictionaries(st.sampled_from(sorted(V1 | V2 | SEARCH)), ANYTHING),
    included=ANYTHING,
    key=st.sampled_from(sorted(INCLUDED)),
)
def test_any_ticket_is_read_whatever_stands_in_it(ticket: Object, included: Any, key: str) -> None:
    document = {"tickets": [{**V1, **ticket}, {**V2, **ticket}], "included": {**INCLUDED, key: included}}
    found = list(teamwork.records(Tree(document, ""), Reading("in.json", Names())))
    assert located(found)
    for sheaf in sheaves(found):
        case_of(sheaf, Meanings())


@settings(deadline=None, max_examples=200)
@given(
    rows=st.lists(st.lists(CELLS | st.sampled_from(HEADER), max_size=14).map(tuple), max_size=6), headed=st.booleans()
)
def test_any_grid_is_read_or_a_problem(rows: list[tuple[object, ...]], headed: bool) -> None:
    table = grid(*([HEADER] if headed else []), *rows)
    teamwork.recognises(table)
    of_grid(table)


@pytest.mark.parametrize("above", [[], [["Sales desk"]]])
def test_a_list_of_tickets_in_a_sheet_called_tickets_is_the_desks(above: list[list[str]]) -> None:
    rows = [*above, ["Ticket ID", "Subject", "Tags", "Agent", "Customer name"], ["71", "S", "BD.01", "Omar", "Ada Lam"]]
    assert recognise(Grid((sheet("Tickets", rows),)), "list.xlsx").__name__.endswith(".teamwork")


def test_options_that_are_none_or_have_no_name_name_nothing() -> None:
    tree = {"options": ["x", None, {"id": 1}, {"name": "No id"}, {"id": 2, "name": "Gold"}]}
    assert _teamwork_custom._options(tree, Included({})) == {"2": "Gold"}  # noqa: SLF001 - what a list of options holds


TWICE: list[Object] = [{"id": 1, "name": "Quote accepted on"}, {"id": 2, "name": "Quote accepted on"}]


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        ("2026-11-14", "2026-12-30", ["2026-11-14", "2026-12-30"]), ("2026-11-14", None, ["2026-11-14", None]),
        (None, "2026-11-14", [None, "2026-11-14"]), ("2026-11-14", "2026-11-14", "2026-11-14"), (None, "", None),
    ],
)  # fmt: skip
def test_two_custom_fields_of_one_name_tell_both_values(first: Any, second: Any, value: Any, tmp_path: Path) -> None:
    held = [{"id": 1, "meta": {"value": first}}, {"id": 2, "meta": {"value": second}}]
    case = read_files(tmp_path, {"in.json": v2({"customfields": held}, customfields=TWICE)}).case
    assert case.value("quote", "accepted_on") == value


def test_a_custom_field_beside_one_that_is_not_told_tells_nothing(tmp_path: Path) -> None:
    held = [{"id": 272, "meta": {"value": 1613}}, {"id": 273, "meta": {"value": 9}}]
    tree = v2({"customfields": held}, customfields=[FIELD, {**FIELD, "id": 273}])
    assert read_files(tmp_path, {"in.json": tree}).case.value("case", "solution_type") is ABSENT


@pytest.mark.parametrize(
    ("organization", "status"), [(NONE, "fail"), ("", "fail"), (ABSENT, "unknown"), ("Sand", "pass")]
)
def test_a_customer_without_an_organisation_shows_that_there_is_no_company(
    organization: Any, status: str, tmp_path: Path
) -> None:
    customer = {key: value for key, value in {**CUSTOMER, "organization": organization}.items() if value is not ABSENT}
    customer.pop("company", None)
    ticket = {**{key: value for key, value in V1.items() if key != "companies_id"}, "customer": customer}
    found = read_files(tmp_path, {"in.json": {"ticket": ticket}})
    assert ask_case("present: company.name", found.case).status == status


def test_a_list_of_v1_gives_the_tags_of_no_ticket(tmp_path: Path, kyccheck: Kyccheck) -> None:
    for document, unnamed in (
        ({"count": 1, "tickets": [{**V1, "tags": None}]}, True),
        ({"ticket": {**V1, "tags": None}}, False),
    ):
        (tmp_path / "in.json").write_text(json.dumps(document))
        (case,) = kyccheck("audit", "in.json", "-c", "bd", "-f", "json").json["cases"]
        assert statuses(case)["BD.stage"] == ("unknown" if unnamed else "fail")
        assert any("includes=tags" in note for note in case["notes"]) is unnamed
