"""HubSpot's exports in all the shapes in which they come, and what a case then holds."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.asking import ask_case, members, read_files
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.records.case import Case
from kyccheck.records.fields import sections
from kyccheck.sources import hubspot
from kyccheck.values.value import ABSENT
from support import Kyccheck

Object = dict[str, Any]


def thing(own: str, properties: Object, **links: list[Any]) -> Object:
    """An object of the v3 API; a link is an id, or what HubSpot says of the association."""
    associations = {
        name: {"results": [link if isinstance(link, dict) else {"id": link, "type": "x_to_y"} for link in members]}
        for name, members in links.items()
    }
    found: Object = {"id": own, "properties": {**properties, "hs_object_id": own}, "archived": False}
    return {**found, "associations": associations} if associations else found


DEAL = thing(
    "9001", {"dealname": "Amber Quay", "dealstage": "1038", "amount": "4800"}, companies=["501"], contacts=["601"]
)
COMPANY = thing("501", {"name": "Amber Quay Limited", "domain": "amberquay.hk", "country": "Hong Kong"})
CONTACT = thing("601", {"firstname": "Ada", "lastname": "Lam", "email": "ada@amberquay.hk"})
TICKET = thing("7001", {"subject": "Add numbers", "hs_pipeline_stage": "2", "content": "Ten more"}, deals=["9001"])
BARE = {key: value for key, value in DEAL.items() if key != "associations"}


def wrapped(objects: list[Object], envelope: str) -> Any:
    """Objects in one of the envelopes in which HubSpot and other tools hand them out."""
    envelopes: dict[str, Any] = {
        "list": objects,
        "page": {"results": objects},
        "search": {"total": len(objects), "results": objects},
        "batch": {"status": "COMPLETE", "startedAt": "2026-11-20T00:00:00Z", "results": objects, "completedAt": "2026-11-20T00:00:01Z"},
        "page in a page": {"results": objects, "paging": {}},
    }  # fmt: skip
    return envelopes[envelope]


@pytest.mark.parametrize("envelope", ["list", "page", "search", "batch", "page in a page"])
def test_every_envelope_holds_the_same_objects(envelope: str, tmp_path: Path) -> None:
    second = thing("9002", {"dealname": "Other", "dealstage": "1"})
    files = {"deals.json": wrapped([DEAL, second], envelope), "companies.json": wrapped([COMPANY], envelope)}
    found = read_files(tmp_path, {**files, "contacts.json": wrapped([CONTACT], envelope)})
    assert [(case.id, case.kind, case.title) for case in found.cases] == [
        ("9001", "deal", "Amber Quay"),
        ("9002", "deal", "Other"),
    ]
    assert found.cases[0].value("company", "name") == "Amber Quay Limited"
    assert members(found.cases[0], "contacts")[0].fields["name"] == "Ada Lam"
    assert found.problems == []
    assert [item.records for item in found.inputs.values()] == [2, 1, 1]


def test_a_single_object_is_read(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"deal.json": DEAL, "company.json": COMPANY, "contact.json": CONTACT})
    assert found.problems == []
    assert found.case.value("deal", "amount") == "4800"
    assert found.case.value("company", "country") == "Hong Kong"
    assert [item.source for item in found.inputs.values()] == ["hubspot"] * 3


OLD_DEAL: Object = {
    "portalId": 6, "dealId": 9001, "isDeleted": False,
    "associations": {"associatedVids": [601], "associatedCompanyIds": [501], "associatedDealIds": []},
    "properties": {
        "dealname": {"value": "Amber Quay", "timestamp": 1}, "dealstage": {"value": "1038"}, "amount": {"value": "4800"},
    },
}  # fmt: skip
OLD_COMPANY: Object = {"portalId": 6, "companyId": 501, "properties": {"name": {"value": "Amber Quay Limited"}}}
OLD_CONTACT: Object = {
    "portalId": 6,
    "vid": 601,
    "properties": {"firstname": {"value": "Ada"}, "lastname": {"value": "Lam"}},
}
ETL_DEAL: Object = {
    "dealId": 9001,
    "portalId": 6,
    "property_dealname": {"value": "Amber Quay"},
    "property_dealstage": {"value": "1038"},
}


@pytest.mark.parametrize(
    "files",
    [
        {"a.json": OLD_DEAL, "b.json": OLD_COMPANY, "c.json": OLD_CONTACT},
        {"a.json": {"deals": [OLD_DEAL], "hasMore": False}, "b.json": {"companies": [OLD_COMPANY]}, "c.json": {"contacts": [OLD_CONTACT]}},
        {"a.json": {"results": [OLD_DEAL]}, "b.json": [OLD_COMPANY], "c.json": [OLD_CONTACT]},
        {"all.ndjson": [{"stream": "deals", "data": DEAL}, {"stream": "companies", "data": COMPANY}, {"stream": "contacts", "data": CONTACT}]},
        {"all.ndjson": [["deals", DEAL], ["companies", COMPANY], ["contacts", CONTACT]]},
        {"all.ndjson": [DEAL, COMPANY, CONTACT]},
        {"all.json": [DEAL, COMPANY, CONTACT]},
        {"deals.ndjson": [DEAL], "companies.ndjson": [COMPANY], "contacts.ndjson": [CONTACT]},
        {"all.json": [OLD_DEAL, COMPANY, OLD_CONTACT]},
    ],
)  # fmt: skip
def test_older_and_piped_shapes_hold_the_same(files: dict[str, Any], tmp_path: Path) -> None:
    found = read_files(tmp_path, files)
    case = found.case
    assert found.problems == []
    assert (case.id, case.title, case.stage) == ("9001", "Amber Quay", "1038")
    assert case.value("company", "name") == "Amber Quay Limited"
    assert members(case, "contacts")[0].fields["name"] == "Ada Lam"
    assert sum(item.records for item in found.inputs.values()) == 3


MAIL: Object = {"type": "EMAIL", "value": "ada@amberquay.hk", "timestamp": 1}


@pytest.mark.parametrize(
    ("identities", "address"),
    [
        ([{"type": "LEAD_GUID", "value": "9b"}, MAIL], "ada@amberquay.hk"),
        ([{**MAIL, "value": "old@amberquay.hk"}, {**MAIL, "is-primary": True}], "ada@amberquay.hk"),
        ([MAIL, {**MAIL, "value": "old@amberquay.hk"}], "ada@amberquay.hk"),
        ([{"type": "LEAD_GUID", "value": "9b"}], ABSENT),
        ([{"type": "EMAIL"}, {**MAIL, "value": None}, "x"], ABSENT),
        ("x", ABSENT),
    ],
)
def test_an_address_that_only_the_identities_of_an_old_contact_tell(
    identities: Any, address: Any, tmp_path: Path
) -> None:
    contact = {**OLD_CONTACT, "identity-profiles": [{"vid": 601, "identities": identities}]}
    case = read_files(tmp_path, {"a.json": OLD_DEAL, "b.json": {"contacts": [contact], "has-more": False}}).case
    (person,) = members(case, "contacts")
    assert person.fields.get("email", ABSENT) == address
    assert person.at("first_name") == "/contacts/0/properties/firstname"
    if address is not ABSENT:
        place = next(place for place, one in enumerate(identities) if one.get("value") == address)
        assert person.at("email") == f"/contacts/0/identity-profiles/0/identities/{place}/value"


def test_an_address_of_its_own_goes_before_those_of_the_identities(tmp_path: Path) -> None:
    own = {**OLD_CONTACT["properties"], "email": {"value": ""}}
    contact = {**OLD_CONTACT, "properties": own, "identity-profiles": [{"identities": [MAIL]}]}
    case = read_files(tmp_path, {"a.json": OLD_DEAL, "b.json": [contact]}).case
    assert members(case, "contacts")[0].fields["email"] == ""


@pytest.mark.parametrize(
    ("properties", "made", "at"),
    [
        ({}, "2026-10-20T03:00:00.000Z", "/createdAt"), ({"createdate": "2026-10-21"}, "2026-10-21", "/properties/createdate"),
        ({"createdate": None}, None, "/properties/createdate"),
    ],
)  # fmt: skip
def test_the_day_that_a_deal_was_made_may_stand_beside_its_properties(
    properties: Object, made: Any, at: str, tmp_path: Path
) -> None:
    deal = {**DEAL, "createdAt": "2026-10-20T03:00:00.000Z", "properties": {**DEAL["properties"], **properties}}
    (found,) = members(read_files(tmp_path, {"a.json": deal}).case, "deal")
    assert (found.fields["created"], found.at("created")) == (made, at)
    assert found.at("name") == "/properties/dealname"


def test_properties_with_a_prefix_are_read(tmp_path: Path) -> None:
    case = read_files(tmp_path, {"all.ndjson": [{"stream": "deals", "data": ETL_DEAL}] * 1}).case
    assert (case.id, case.title, case.stage) == ("9001", "Amber Quay", "1038")


def company(*links: Object | str) -> dict[str, Any]:
    second = thing("502", {"name": "Zenith Foods Limited", "domain": "zenith.hk"})
    return {
        "deals.json": [thing("9001", DEAL["properties"], companies=list(links))],
        "companies.json": [COMPANY, second],
    }


PRIMARY = "deal_to_company"
OTHER = "deal_to_company_unlabeled"
V4_UNLABELLED: list[Object] = [{"category": "HUBSPOT_DEFINED", "typeId": 341, "label": None}]
V4_PRIMARY: Object = {"category": "HUBSPOT_DEFINED", "typeId": 5, "label": "Primary"}
V4_OTHER: Object = {"toObjectId": 502, "associationTypes": V4_UNLABELLED}


@pytest.mark.parametrize(
    "links",
    [
        [{"id": "501", "type": PRIMARY}, {"id": "501", "type": OTHER}],
        [{"id": "501", "type": OTHER}, {"id": "501", "type": PRIMARY}],
        [{"id": "501", "type": OTHER}, {"id": "501", "type": OTHER}],
        [{"id": "501", "type": "partner"}, {"id": "501", "type": OTHER}],
        [{"id": "501", "type": PRIMARY}, {"id": "502", "type": OTHER}],
        [{"id": "502", "type": OTHER}, {"id": "501", "type": OTHER}, {"id": "501", "type": PRIMARY}],
        [{"id": 501, "type": PRIMARY}],
        [{"toObjectId": 501, "associationTypes": [{"category": "HUBSPOT_DEFINED", "typeId": 5, "label": "Primary"}]}],
        [V4_OTHER, {"toObjectId": 501, "associationTypes": [*V4_UNLABELLED, V4_PRIMARY]}],
        [
            V4_OTHER,
            {"toObjectId": 501, "associationTypes": [V4_PRIMARY, {"category": "USER_DEFINED", "label": "Payer"}]},
        ],
    ],
)
def test_a_company_listed_twice_is_one_and_the_primary_one_counts(links: list[Object], tmp_path: Path) -> None:
    case = read_files(tmp_path, company(*links)).case
    assert case.value("company", "name") == "Amber Quay Limited"
    assert len(members(case, "company")) == 1


@pytest.mark.parametrize(
    "links",
    [
        ["501", "502"],
        [{"id": "501", "type": OTHER}, {"id": "502", "type": OTHER}],
        [{"id": "501", "type": PRIMARY}, {"id": "502", "type": PRIMARY}],
        [V4_OTHER, {"toObjectId": 501, "associationTypes": [{"category": "USER_DEFINED", "label": "Primary"}]}],
        [{"id": "501", "type": OTHER}, {"id": "502", "type": OTHER}, {"id": "502", "type": "sold_to_company"}],
    ],
)
def test_several_companies_without_a_primary_one_are_unknown_and_named(
    links: list[Object | str], tmp_path: Path
) -> None:
    found = read_files(tmp_path, company(*links))
    answer = ask_case("present: company.name", found.case)
    assert answer.status == "unknown"
    assert "Amber Quay Limited" in answer.reason
    assert "Zenith Foods Limited" in answer.reason
    assert "primary" in answer.reason
    assert ask_case("present: company", found.case).status != "pass"
    assert found.inputs["companies.json"].reported == 0


def test_a_company_that_is_not_the_primary_one_is_not_silently_dropped(tmp_path: Path) -> None:
    found = read_files(tmp_path, company({"id": "501", "type": PRIMARY}, {"id": "502", "type": OTHER}))
    assert found.inputs["companies.json"].records == 2
    assert found.inputs["companies.json"].reported == 0
    assert found.unused == []


@pytest.mark.parametrize(
    ("section", "link", "check", "export"),
    [
        ("companies", "501", "present: company.name", "companies"),
        ("contacts", "601", "each: {in: contacts, check: {present: email}}", "contacts"),
        ("notes", "301", "document: sof", "notes"),
    ],
)
def test_what_no_file_carries_is_unknown_and_says_which_export_would_show_it(
    section: str, link: str, check: str, export: str, tmp_path: Path
) -> None:
    found = read_files(tmp_path, {"deal.json": thing("9001", DEAL["properties"], **{section: [link]})})
    answer = ask_case(check, found.case)
    assert answer.status == "unknown"
    assert link in answer.reason
    assert f"add the export of {export}" in answer.reason


def test_a_first_page_of_associations_is_not_taken_for_all_of_them(tmp_path: Path) -> None:
    page = {"results": [{"id": "601", "type": "deal_to_contact"}], "paging": {"next": {"after": "100"}}}
    found = read_files(
        tmp_path, {"deal.json": {**DEAL, "associations": {"contacts": page}}, "contacts.json": [CONTACT]}
    )
    assert "names only the first page of its contacts" in found.said()
    answer = ask_case("each: {in: contacts, check: {present: email}}", found.case)
    assert answer.status == "unknown"
    assert "further contacts are associated, but the export lists only the first page" in answer.reason


@pytest.mark.parametrize("kind", ["3", "279", "DEAL_TO_CONTACT", "deal_to_contact_279", "HUBSPOT_DEFINED", "Unlabeled"])
def test_what_hubspot_calls_an_association_is_no_role(kind: str, tmp_path: Path) -> None:
    files = {
        "deal.json": thing("9001", DEAL["properties"], contacts=[{"id": "601", "type": kind}]),
        "c.json": [CONTACT],
    }
    (case,) = read_files(tmp_path, files).cases
    assert ask_case("each: {in: contacts, check: {present: role}}", case).status == "unknown"


def batch(start: str, *ends: Object, **beside: Any) -> Object:
    return {"status": "COMPLETE", "results": [{"from": {"id": start}, "to": list(ends)}], **beside}


def v4(own: int, number: int, *labels: str) -> Object:
    """An association of one of HubSpot's own types, and with labels that people made."""
    own_type = {"category": "HUBSPOT_DEFINED", "typeId": number, "label": None}
    return {
        "toObjectId": own,
        "associationTypes": [own_type, *({"category": "USER_DEFINED", "typeId": 99, "label": text} for text in labels)],
    }


OTHER_COMPANY = thing("502", {"name": "Zenith Foods Limited", "domain": "zenith.hk"})
LABELLED: Object = {
    "toObjectId": 601,
    "associationTypes": [{"category": "USER_DEFINED", "typeId": 99, "label": "Billing"}],
}


@pytest.mark.parametrize(
    ("companies", "contacts"),
    [
        (batch("9001", {"toObjectId": 501, "associationTypes": [V4_PRIMARY]}, V4_OTHER), batch("9001", v4(601, 3, "Billing"))),
        (batch("9001", v4(501, 341)), batch("601", v4(9001, 4, "Billing"))),
        (batch("501", v4(9001, 342)), batch("9001", LABELLED, fromObjectType="deals", toObjectType="contact")),
        (batch("9001", {"id": "501", "type": PRIMARY}, {"id": "502", "type": OTHER}), batch("9001", v4(601, 3), LABELLED)),
    ],
)  # fmt: skip
def test_a_batch_of_associations_joins_what_other_files_hold(companies: Any, contacts: Any, tmp_path: Path) -> None:
    files = {"deals.json": [BARE], "companies.json": [COMPANY, OTHER_COMPANY], "contacts.json": [CONTACT]}
    found = read_files(tmp_path, {"a.json": companies, **files, "z.json": contacts})
    assert found.case.value("company", "name") == "Amber Quay Limited"
    (contact,) = members(found.case, "contacts")
    assert (contact.fields["first_name"], contact.fields["role"]) == ("Ada", "Billing")
    assert "problem" not in found.said()


def test_a_batch_of_associations_names_what_no_file_holds(tmp_path: Path) -> None:
    more = batch("9001", v4(601, 3), v4(602, 3))
    more["results"][0]["paging"] = {"next": {"after": "2"}}
    found = read_files(tmp_path, {"deals.json": [BARE], "a.json": more, "contacts.json": [CONTACT]})
    assert "only the first page of its contacts" in found.said()
    said = [record.missing for record in members(found.case, "contacts")]
    assert said[:2] == ["", "contact 602 is associated, but is in no file given; add the export of contacts"]
    assert "only the first page" in said[2]
    error = {"status": "error", "subCategory": "crm.associations.NO_ASSOCIATIONS_FOUND", "message": "No company"}
    none = {"status": "COMPLETE", "results": [], "numErrors": 1, "errors": [error]}
    assert "could not give everything" not in read_files(tmp_path, {"deals.json": [BARE], "a.json": none}).said()


@pytest.mark.parametrize("label", [{"label": "Billing contact"}, {"associationTypes": [{"label": "Billing contact"}]}])
def test_a_label_stands_at_the_association_or_in_its_types(label: Object, tmp_path: Path) -> None:
    found = read_files(
        tmp_path,
        {"deal.json": thing("9001", DEAL["properties"], contacts=[{"id": "601", **label}]), "c.json": [CONTACT]},
    )
    assert "Billing contact" in str(members(found.case, "contacts")[0].fields["role"])


def test_a_list_within_a_list_is_read_and_one_of_no_objects_is_none_of_hubspots(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": {"results": [BARE, [COMPANY, "x"]]}})
    assert [case.id for case in found.cases] == ["9001"]
    assert found.said() == "in.json: is not a HubSpot object"
    assert hubspot.recognises([[1, 2], "x"]) == hubspot.recognises("x") == hubspot.recognises(None) == 0.0


def test_a_stage_of_a_pipeline_without_a_name_gives_no_meaning(tmp_path: Path) -> None:
    stages = [{"id": "1038", "label": ""}, {"id": "2", "label": "IOD Check"}, {"label": "Draft"}, "x"]
    pipeline = {"id": "p", "label": "Orders", "stages": stages, "displayOrder": 0}
    deals = [BARE, thing("9002", {"dealname": "Other", "dealstage": "2"})]
    read = read_files(tmp_path, {"deals.json": deals, "p.json": [pipeline]})
    assert {case.id: case.stage_means for case in read.cases} == {"9001": "", "9002": "IOD Check"}


def test_a_list_of_associations_that_is_empty_was_exported(tmp_path: Path) -> None:
    case = read_files(
        tmp_path, {"deal.json": thing("9001", DEAL["properties"], companies=[], contacts=[], notes=[])}
    ).case
    assert ask_case("present: company", case).status == "fail"
    assert ask_case("present: company.name", case).status == "fail"
    assert ask_case("count: {in: contacts, at_least: 1}", case).status == "fail"
    assert ask_case("document: sof", case).status == "fail"


def test_associations_that_were_not_exported_are_unknown(tmp_path: Path) -> None:
    case = read_files(tmp_path, {"deal.json": BARE}).case
    for check in ("present: company", "present: company.name", "count: {in: contacts, at_least: 1}", "document: sof"):
        assert ask_case(check, case).status == "unknown", check


@pytest.mark.parametrize("results", [[], [{"id": "501", "type": "deal_to_p_companies"}]])
def test_a_custom_object_that_is_called_like_one_of_ours_is_none(results: list[Object], tmp_path: Path) -> None:
    deal = {**BARE, "associations": {"p_companies": {"results": results}}}
    case = read_files(tmp_path, {"deal.json": deal, "companies.json": [COMPANY]}).case
    assert ask_case("present: company.name", case).status == "unknown"
    assert not members(case, "company")


def test_associations_that_only_the_other_side_names(tmp_path: Path) -> None:
    theirs = {**COMPANY, "associations": {"deals": {"results": [{"id": "9001", "type": "company_to_deal"}]}}}
    person = {**CONTACT, "associations": {"deals": {"results": [{"id": "9001", "type": "contact_to_deal"}]}}}
    found = read_files(tmp_path, {"deals.json": [BARE], "companies.json": [theirs], "contacts.json": [person]})
    assert found.problems == []
    assert found.case.value("company", "name") == "Amber Quay Limited"
    assert members(found.case, "contacts")[0].id == "601"


FILES = [
    {
        "id": "81",
        "name": "CSR106",
        "extension": "pdf",
        "path": "/kyc/CSR106.pdf",
        "type": "DOCUMENT",
        "access": "PRIVATE",
    },
    {"id": "82", "name": "br.pdf", "extension": "pdf", "path": "/kyc/br.pdf", "type": "DOCUMENT", "access": "PRIVATE"},
]
NOTE = {"hs_note_body": "papers", "hs_timestamp": "2026-11-05T04:00:00Z"}
WITH_NOTE = thing("9001", DEAL["properties"], notes=["301"])


@pytest.mark.parametrize(
    "files",
    [
        {"notes.json": [{**thing("301", NOTE), "attachments": FILES}]},
        {"notes.json": [thing("301", {**NOTE, "hs_attachment_ids": "81;82"})], "files.json": {"results": FILES}},
        {"notes.json": [thing("301", {**NOTE, "hs_attachment_ids": "81;82"})], "a.json": FILES[0], "b.json": FILES[1]},
        {"notes.json": [thing("301", {**NOTE, "hs_attachment_ids": "81, 82 "})], "files.json": FILES},
        {"notes.json": [thing("301", {**NOTE, "hs_attachment_ids": "81;82"})], "files.ndjson": FILES},
        {"notes.json": {"results": [{**thing("301", NOTE), "attachments": [{"id": 81}, {"id": 82}]}]}, "files.json": {"results": FILES}},
    ],
)  # fmt: skip
def test_the_attachments_of_a_note_are_documents(files: dict[str, Any], tmp_path: Path) -> None:
    found = read_files(tmp_path, {"deals.json": [WITH_NOTE], **files})
    assert found.problems == []
    assert [record.fields["name"] for record in members(found.case, "documents")] == ["CSR106.pdf", "br.pdf"]
    assert ask_case("document: csr106", found.case).status == "pass"
    assert ask_case("document: br", found.case).status == "pass"
    assert ask_case("document: sof", found.case).status == "fail"


ENGAGEMENT: Object = {
    "engagement": {"id": 301, "type": "NOTE", "timestamp": 1793491200000},
    "associations": {"dealIds": [9001], "contactIds": [], "companyIds": []},
    "attachments": [{"id": 81}, {"id": 82}],
    "metadata": {"body": "papers"},
}


def test_an_old_engagement_is_a_note_and_its_attachments_are_documents(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"deals.json": [BARE], "notes.json": {"results": [ENGAGEMENT]}, "files.json": FILES})
    assert found.problems == []
    assert ask_case("document: csr106", found.case).status == "pass"


def test_attachments_of_an_old_engagement_are_placed_where_they_stand(tmp_path: Path) -> None:
    notes = {"results": [{**ENGAGEMENT, "attachments": FILES}]}
    case = read_files(tmp_path, {"deals.json": [BARE], "notes.json": notes}).case
    places = [record.at("name") for record in members(case, "documents")]
    assert places == ["/results/0/attachments/0/name", "/results/0/attachments/1/name"]


@pytest.mark.parametrize(
    "said",
    [
        {"archived": True}, {"isDeleted": True}, {"_fivetran_deleted": "true"},
        {"engagement": {**ENGAGEMENT["engagement"], "active": False}},
        {"engagement": {**ENGAGEMENT["engagement"], "active": "false"}, "archived": False},
    ],
)  # fmt: skip
def test_attachments_of_an_old_engagement_that_is_archived_do_not_count(said: Object, tmp_path: Path) -> None:
    notes = {"results": [{**ENGAGEMENT, **said}]}
    found = read_files(tmp_path, {"deals.json": [BARE], "notes.json": notes, "files.json": FILES})
    assert ask_case("document: csr106", found.case).status == "fail"


ATTACHES: list[tuple[str, str, Object]] = [
    ("emails", "email", {"hs_email_subject": "Papers", "hs_email_status": "SENT"}),
    ("emails", "email", {"hs_email_subject": "Papers"}),
    ("calls", "call", {"hs_call_title": "Papers"}),
    ("meetings", "meeting", {"hs_meeting_title": "Papers"}),
    ("tasks", "task", {"hs_task_subject": "Papers"}),
]
NO_NOTES = thing("9001", DEAL["properties"], notes=[])


@pytest.mark.parametrize(("kind", "one", "properties"), ATTACHES)
@pytest.mark.parametrize("side", ["deal", "other"])
def test_what_emails_calls_meetings_and_tasks_attach_are_documents(
    kind: str, one: str, properties: Object, side: str, tmp_path: Path
) -> None:
    other = thing("302", {**properties, "hs_attachment_ids": "81;82"})
    deal = NO_NOTES
    if side == "deal":
        deal = thing("9001", DEAL["properties"], notes=[], **{kind: ["302"]})
    else:
        other["associations"] = {"deals": {"results": [{"id": "9001", "type": f"{one}_to_deal"}]}}
    found = read_files(tmp_path, {"deals.json": [deal], "others.json": [other], "files.json": FILES})
    assert (found.problems, found.unused) == ([], [])
    assert ask_case("document: csr106", found.case).status == "pass"
    assert ask_case("document: sof", found.case).status == "fail"


def test_an_email_beside_no_notes_shows_not_all_documents(tmp_path: Path) -> None:
    deal = thing("9001", DEAL["properties"], emails=["302"])
    email = thing("302", {"hs_email_subject": "Papers", "hs_attachment_ids": "81;82"})
    case = read_files(tmp_path, {"deals.json": [deal], "emails.json": [email], "files.json": FILES}).case
    assert ask_case("document: csr106", case).status == "pass"
    answer = ask_case("document: sof", case)
    assert (answer.status, "no export given shows the notes" in answer.reason) == ("unknown", True)


@pytest.mark.parametrize(
    ("emails", "why"),
    [
        ([], "e-mail 302 is associated, but is in no file given; add the export of emails"),
        ([thing("302", {"hs_email_subject": "x"})], "e-mail 302 was exported without its attachments"),
        ([thing("302", {"hs_email_subject": "x", "hs_attachment_ids": None}), thing("303", {"hs_email_subject": "x"})], "e-mail 303 was"),
    ],
)  # fmt: skip
def test_what_emails_attach_that_no_file_shows_is_unknown_and_takes_nothing_away(
    emails: list[Object], why: str, tmp_path: Path
) -> None:
    deal = thing("9001", DEAL["properties"], notes=["301"], emails=["302", "303"])
    notes = [thing("301", {**NOTE, "hs_attachment_ids": "81;82"})]
    files = {"deals.json": [deal], "notes.json": notes, "files.json": FILES}
    case = read_files(tmp_path, {**files, **({"emails.json": emails} if emails else {})}).case
    assert ask_case("document: csr106", case).status == "pass"
    answer = ask_case("document: sof", case)
    assert (answer.status, why in answer.reason) == ("unknown", True)
    assert len([record for record in members(case, "documents") if record.missing]) == 1


@pytest.mark.parametrize(("kind", "properties"), [(kind, told) for kind, _, told in ATTACHES if kind != "emails"])
def test_calls_that_no_file_holds_or_that_came_without_attachments_attach_nothing(
    kind: str, properties: Object, tmp_path: Path
) -> None:
    page = {"results": [{"id": "302"}, {"id": "303"}], "paging": {"next": {"after": "9"}}}
    deal = {**NO_NOTES, "associations": {**NO_NOTES["associations"], kind: page}}
    found = read_files(tmp_path, {"deals.json": [deal], "others.json": [thing("302", properties)]})
    assert found.problems == []
    assert ask_case("document: sof", found.case).status == "fail"


def test_attachments_of_an_archived_email_do_not_count(tmp_path: Path) -> None:
    email = {**thing("302", {"hs_email_subject": "x", "hs_attachment_ids": "81"}), "archived": True}
    deal = thing("9001", DEAL["properties"], notes=[], emails=["302"])
    case = read_files(tmp_path, {"deals.json": [deal], "emails.json": [email], "files.json": FILES[:1]}).case
    assert ask_case("document: csr106", case).status == "fail"


def test_of_the_emails_of_a_company_only_identity_documents_count(tmp_path: Path) -> None:
    links = {"companies": {"results": [{"id": "501", "type": "email_to_company"}]}}
    email = {**thing("302", {"hs_email_subject": "x", "hs_attachment_ids": "81;82"}), "associations": links}
    deal = thing("9001", DEAL["properties"], notes=[], companies=["501"])
    files = {"deals.json": [deal], "companies.json": [COMPANY], "emails.json": [email], "files.json": FILES}
    case = read_files(tmp_path, files).case
    assert [ask_case(f"document: {kind}", case).status for kind in ("br", "csr106")] == ["pass", "fail"]


def test_attachments_of_an_old_email_are_documents(tmp_path: Path) -> None:
    sent = {**ENGAGEMENT, "engagement": {"id": 302, "type": "EMAIL"}, "metadata": {"subject": "Papers"}}
    none = {**ENGAGEMENT, "attachments": []}
    engagements = {"results": [sent, none]}
    case = read_files(tmp_path, {"deals.json": [BARE], "e.json": engagements, "files.json": FILES}).case
    assert [ask_case(f"document: {kind}", case).status for kind in ("csr106", "sof")] == ["pass", "fail"]


def test_an_old_engagement_without_the_files_is_unknown(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"deals.json": [BARE], "notes.json": {"results": [ENGAGEMENT]}})
    assert found.problems == []
    assert ask_case("document: csr106", found.case).status == "unknown"


def test_an_old_engagement_of_an_email_is_an_email(tmp_path: Path) -> None:
    sent = {
        "engagement": {"id": 302, "type": "EMAIL", "timestamp": 1793491200000},
        "associations": {"dealIds": [9001]},
        "metadata": {"subject": "Your activation", "to": [{"email": "ada@amberquay.hk"}]},
    }
    found = read_files(tmp_path, {"deals.json": [BARE], "emails.json": {"results": [sent]}})
    assert found.problems == []
    assert ask_case("sent: activation", found.case).status == "review"


@pytest.mark.parametrize(
    ("told", "section"),
    [
        ({"associations": {"deals": {"results": [{"id": "9001", "type": "email_to_deal"}]}}}, "emails"),
        ({"associations": {"deals": {"results": [{"id": "9001", "type": "quote_to_deal"}]}}}, "quote"),
        ({"objectTypeId": "0-14", "associations": {"deals": {"results": [{"id": "9001"}]}}}, "quote"),
    ],
)
def test_an_object_without_telling_properties_is_what_its_type_or_associations_say(
    told: Object, section: str, tmp_path: Path
) -> None:
    found = read_files(tmp_path, {"deals.json": [BARE], "in.json": {"results": [{**thing("55", {}), **told}]}})
    assert found.problems == []
    assert [record.id for record in members(found.case, section)] == ["55"]


@pytest.mark.parametrize(
    ("properties", "section"),
    [
        ({"name": "Amber Quay Limited", "lifecyclestage": "customer", "email": "info@amberquay.hk", "country": "HK"}, "company"),
        ({"name": "Amber Quay Limited", "lifecyclestage": "customer", "phone": "+852 2810 4410"}, "company"),
        ({"name": "Amber Quay Limited", "email": None}, "company"),
        ({"firstname": "Ada", "lastname": None, "name": "Ada", "website": "https://amberquay.hk", "industry": "x"}, "contacts"),
        ({"email": "ada@amberquay.hk", "lifecyclestage": "customer"}, "contacts"),
        ({"name": "Ada Lam", "email": "ada@amberquay.hk", "jobtitle": "CFO"}, "contacts"),
    ],
)  # fmt: skip
def test_a_company_with_an_email_address_is_none_of_the_contacts(
    properties: Object, section: str, tmp_path: Path
) -> None:
    named = {"companies": ["501"]} if section == "company" else {"contacts": ["501"]}
    found = read_files(
        tmp_path, {"deals.json": [thing("9001", BARE["properties"], **named)], "in.json": [thing("501", properties)]}
    )
    assert (found.problems, found.unused) == ([], [])
    assert [record.id for record in members(found.case, section) if not record.missing] == ["501"]


SITE: Object = {
    "name": "Amber Quay warehouse",
    "registration_number": "12345678",
    "country": "HK",
    "address": "Kai Tak",
}
SEAT: Object = {"name": "Seat", "price": "480", "quantity": "25", "amount": "12000"}


@pytest.mark.parametrize(
    ("told", "properties", "section"),
    [
        ({"objectTypeId": "2-113344"}, SITE, "2-113344"),
        ({"url": "https://app.hubspot.com/contacts/1/record/2-113344/1001"}, SITE, "2-113344"),
        ({"associations": {"deals": {"results": [{"id": "9001", "type": "site_to_deal"}]}}}, SITE, "site"),
        ({"associations": {"deals": {"results": [{"id": "9001", "type": "site_to_deal_unlabeled"}]}}}, SITE, "site"),
        ({"objectTypeId": "0-8"}, SEAT, "line_items"),
        ({"url": "https://app.hubspot.com/contacts/1/record/0-8/1001"}, SEAT, "line_items"),
        ({"associations": {"deals": {"results": [{"id": "9001", "type": "line_item_to_deal"}]}}}, SEAT, "line_item"),
        ({"objectTypeId": "0-7"}, {"name": "Seat", "website": "https://x.hk"}, "products"),
        ({}, SEAT, "line_items"),
    ],
)  # fmt: skip
def test_an_object_that_says_that_it_is_of_another_kind_is_no_part_of_a_case(
    told: Object, properties: Object, section: str, tmp_path: Path
) -> None:
    deal = thing("9001", BARE["properties"], companies=[])
    named = {"associations": {"deals": {"results": [{"id": "9001"}]}}}
    other = {**thing("1001", properties), **named, **told}
    found = read_files(tmp_path, {"deals.json": [deal], "others.json": {"results": [other]}})
    assert found.problems == []
    assert [case.id for case in found.cases] == ["9001"]
    assert ask_case("present: company", found.case).status == "fail"
    assert [record.section for record in found.unused] == [section]
    assert (found.inputs["others.json"].records, found.inputs["others.json"].reported) == (1, 1)


@pytest.mark.parametrize(
    "told", [{"objectTypeId": "0-3"}, {"url": "https://app.hubspot.com/contacts/1/record/0-3/9001"}, {}]
)
@pytest.mark.parametrize("kind", ["sold_to_company", "deal_to_company"])
def test_a_deal_whose_association_people_have_named_is_a_deal(told: Object, kind: str, tmp_path: Path) -> None:
    deal = {**thing("9001", {**BARE["properties"], **SEAT}, companies=[{"id": "501", "type": kind}]), **told}
    found = read_files(tmp_path, {"deals.json": [deal], "companies.json": [COMPANY]})
    assert (found.problems, found.case.id, found.case.value("company", "country")) == ([], "9001", "Hong Kong")


def test_bare_attachments_without_files_are_unknown_and_never_pass(tmp_path: Path) -> None:
    found = read_files(
        tmp_path, {"deals.json": [WITH_NOTE], "notes.json": [thing("301", {**NOTE, "hs_attachment_ids": "81;82"})]}
    )
    answer = ask_case("document: csr106", found.case)
    assert answer.status == "unknown"
    assert "81" in answer.reason
    assert len(members(found.case, "documents")) == 2


@pytest.mark.parametrize("given", ["", None, [], ";", "  "])
def test_a_note_without_attachments_attaches_nothing(given: Any, tmp_path: Path) -> None:
    found = read_files(
        tmp_path, {"deals.json": [WITH_NOTE], "notes.json": [thing("301", {**NOTE, "hs_attachment_ids": given})]}
    )
    assert ask_case("document: csr106", found.case).status == "fail"
    assert found.problems == []


def test_of_a_note_exported_without_its_attachments_nobody_knows_what_it_attaches(tmp_path: Path) -> None:
    bare, full = thing("301", NOTE), thing("301", {**NOTE, "hs_attachment_ids": "81;82"})
    for notes, status in (([bare], "unknown"), ([full], "pass"), ([full, {**bare, "id": "302"}], "pass")):
        deal = {**WITH_NOTE, "associations": {"notes": {"results": [{"id": note["id"]} for note in notes]}}}
        (case,) = read_files(tmp_path, {"deals.json": [deal], "notes.json": notes, "files.json": FILES}).cases
        answer = ask_case("document: csr106", case)
        assert answer.status == status
        assert (status == "pass") != ("add the property hs_attachment_ids" in answer.reason)
    answer = ask_case("document: loe", case)
    assert (answer.status, "note 302 was exported without" in answer.reason) == ("unknown", True)


def test_an_archived_company_or_contact_stands_for_nobody(tmp_path: Path) -> None:
    gone = [{**COMPANY, "archived": True}], [{**CONTACT, "archivedAt": "2026-11-01T00:00:00Z"}]
    (case,) = read_files(tmp_path, {"deals.json": [DEAL], "c.json": gone[0], "p.json": gone[1]}).cases
    company, contacts = ask_case("present: company", case), ask_case("present: contacts", case)
    assert (company.status, contacts.status) == ("unknown", "fail")
    assert "the company Amber Quay Limited is archived in hubspot, and" in company.reason
    assert "contact 601 is archived in hubspot" in case.notes


def test_a_company_that_is_in_use_stands_before_an_archived_one(tmp_path: Path) -> None:
    both = [{**COMPANY, "archived": True}, {**COMPANY, "id": "502"}]
    deal = thing("9001", DEAL["properties"], companies=["501", "502"])
    (case,) = read_files(tmp_path, {"deals.json": [deal], "c.json": both}).cases
    assert [record.id for record in members(case, "company")] == ["502"]


def test_no_other_company_takes_the_place_of_an_archived_primary_one(tmp_path: Path) -> None:
    both = [{**COMPANY, "archived": True}, {**COMPANY, "id": "502"}]
    links = [{"id": "501", "type": "deal_to_company"}, {"id": "502", "type": "deal_to_company_unlabeled"}]
    deal = thing("9001", DEAL["properties"], companies=links)
    (case,) = read_files(tmp_path, {"deals.json": [deal], "c.json": both}).cases
    assert ask_case("present: company", case).status == "unknown"


def test_notes_of_the_company_count_too(tmp_path: Path) -> None:
    theirs = {**COMPANY, "associations": {"notes": {"results": [{"id": "301", "type": "company_to_note"}]}}}
    notes = [{**thing("301", NOTE), "attachments": FILES[1:]}]
    found = read_files(
        tmp_path, {"deals.json": [DEAL], "companies.json": [theirs], "notes.json": notes, "contacts.json": [CONTACT]}
    )
    assert ask_case("document: br", found.case).status == "pass"


def test_an_archived_object_is_said_and_an_archived_file_does_not_count(tmp_path: Path) -> None:
    notes = [{**thing("301", NOTE), "attachments": [{**FILES[0], "archived": True}]}]
    deal = thing("9001", DEAL["properties"], notes=["301"], companies=["501"])
    found = read_files(
        tmp_path, {"deals.json": [deal], "companies.json": [{**COMPANY, "archived": True}], "notes.json": notes}
    )
    assert any("company 501 is archived" in note for note in found.case.notes)
    assert ask_case("document: csr106", found.case).status == "fail"


def test_what_is_archived_is_said_in_every_shape(tmp_path: Path) -> None:
    for place, changed in enumerate(({**BARE, "archived": True}, {**OLD_DEAL, "isDeleted": True})):
        folder = tmp_path / str(place)
        folder.mkdir()
        assert any(
            "deal 9001 is archived" in note for note in read_files(folder, {"deal.json": changed}).cases[0].notes
        )


@pytest.mark.parametrize(
    ("link", "role"),
    [
        ({"id": "601", "type": "billing_contact"}, "billing contact"),
        ({"id": "601", "type": "deal_to_contact"}, ABSENT),
        ({"toObjectId": 601, "associationTypes": [{"category": "HUBSPOT_DEFINED", "label": None}, {"category": "USER_DEFINED", "label": "Billing"}]}, "Billing"),
        ({"toObjectId": 601, "associationTypes": [{"category": "HUBSPOT_DEFINED", "label": None}]}, ABSENT),
    ],
)  # fmt: skip
def test_the_label_of_an_association_is_the_role(link: Object, role: Any, tmp_path: Path) -> None:
    found = read_files(
        tmp_path, {"deals.json": [thing("9001", DEAL["properties"], contacts=[link])], "contacts.json": [CONTACT]}
    )
    assert members(found.case, "contacts")[0].fields.get("role", ABSENT) == role


def test_a_contact_listed_twice_is_one_and_its_label_is_kept(tmp_path: Path) -> None:
    links = [{"id": "601", "type": "deal_to_contact"}, {"id": "601", "type": "billing_contact"}]
    found = read_files(
        tmp_path, {"deals.json": [thing("9001", DEAL["properties"], contacts=links)], "contacts.json": [CONTACT]}
    )
    (only,) = members(found.case, "contacts")
    assert only.fields["role"] == "billing contact"


@pytest.mark.parametrize(
    "links",
    [
        [{"id": "601", "type": "technical"}, {"id": "601", "type": "billing"}],
        [{"toObjectId": 601, "associationTypes": [*V4_UNLABELLED, {"label": "technical"}, {"label": "billing"}]}],
    ],
)
def test_all_the_labels_of_a_contact_are_its_roles(links: list[Object], tmp_path: Path) -> None:
    found = read_files(
        tmp_path, {"deals.json": [thing("9001", DEAL["properties"], contacts=links)], "contacts.json": [CONTACT]}
    )
    for role in ("technical", "billing"):
        check = f"each: {{in: contacts, check: {{one_of: {{field: role, values: [{role}], match: any}}}}}}"
        assert ask_case(check, found.case).status == "pass", role


def test_a_role_of_its_own_goes_before_the_label(tmp_path: Path) -> None:
    person = thing("601", {**CONTACT["properties"], "contact_role": "signatory"})
    deal = thing("9001", DEAL["properties"], contacts=[{"id": "601", "type": "billing"}])
    found = read_files(tmp_path, {"deals.json": [deal], "contacts.json": [person]})
    assert members(found.case, "contacts")[0].fields["role"] == "signatory"


def test_one_contact_of_two_deals_has_the_role_that_each_deal_gives(tmp_path: Path) -> None:
    deals = [
        thing("9001", DEAL["properties"], contacts=[{"id": "601", "type": "billing"}]),
        thing("9002", DEAL["properties"], contacts=[{"id": "601", "type": "technical"}]),
    ]
    found = read_files(tmp_path, {"deals.json": deals, "contacts.json": [CONTACT]})
    assert [members(case, "contacts")[0].fields["role"] for case in found.cases] == ["billing", "technical"]


def test_a_ticket_and_its_deal_are_one_case(tmp_path: Path) -> None:
    found = read_files(
        tmp_path,
        {"tickets.json": [TICKET], "deals.json": [DEAL], "companies.json": [COMPANY], "contacts.json": [CONTACT]},
    )
    case = found.case
    assert (case.id, case.kind, case.title, case.stage) == ("7001", "ticket", "Add numbers", "2")
    assert case.value("deal", "amount") == "4800"
    assert case.value("company", "name") == "Amber Quay Limited"
    assert found.problems == []


def test_a_deal_of_no_ticket_is_a_case_beside_those_of_tickets(tmp_path: Path) -> None:
    other = thing("9002", {"dealname": "Other", "dealstage": "1"})
    found = read_files(tmp_path, {"tickets.json": [TICKET], "deals.json": [BARE, other]})
    assert [(case.kind, case.id) for case in found.cases] == [("ticket", "7001"), ("deal", "9002")]


def test_a_ticket_with_two_deals_is_not_silently_one_of_them(tmp_path: Path) -> None:
    other = thing("9002", {"dealname": "Other", "dealstage": "1", "amount": "1"})
    ticket = thing("7001", TICKET["properties"], deals=["9001", "9002"])
    found = read_files(tmp_path, {"tickets.json": [ticket], "deals.json": [BARE, other]})
    assert ask_case("present: deal.amount", found.case).status == "unknown"


PIPELINE = {
    "id": "p1",
    "label": "Orders",
    "stages": [{"id": "1038", "label": "IOD Check"}, {"id": "2", "label": "Completed"}],
}


@pytest.mark.parametrize("shape", [PIPELINE, [PIPELINE], {"results": [PIPELINE]}, {"pipelines": [PIPELINE]}])
def test_pipelines_give_a_stage_its_meaning_in_whatever_order_the_files_come(shape: Any, tmp_path: Path) -> None:
    for names in (("a.json", "b.json"), ("b.json", "a.json")):
        contents = {names[0]: BARE, names[1]: shape}
        found = read_files(tmp_path, dict(sorted(contents.items())))
        assert found.problems == []
        assert (found.case.stage, found.case.stage_means) == ("1038", "IOD Check")


def test_a_mapping_goes_before_what_a_pipeline_says(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"deal.json": BARE, "pipelines.json": [PIPELINE]}, Mapping(stages={"1038": "draft"}))
    assert found.case.stage_means == "draft"


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"results": [BARE], "paging": {"next": {"after": "2"}}}, "one page of several"),
        ({"deals": [OLD_DEAL], "hasMore": True}, "one page of several"),
        ({"results": [BARE], "total": 250}, "says that there are 250 and holds 1"),
        ({"results": [BARE], "errors": [{"message": "9002 not found"}]}, "could not give everything"),
        ([BARE, {"id": "1", "properties": {"colour": "red"}}, "x"], "not a HubSpot object"),
        ([BARE, {"properties": {"dealname": "No id", "dealstage": "1"}}], "is a deal without an id"),
        ([BARE, {"properties": {"domain": "amberquay.hk"}}], "is a company without an id"),
        ([{**BARE, "associations": {"tickets": {"results": [], "paging": {"next": {"after": "1"}}}}}], "first page of its tickets"),
        ([BARE, 12], "not a HubSpot object"),
        ([BARE, None], "not a HubSpot object"),
        ({"results": [{"toObjectId": 501, "associationTypes": []}]}, "does not say of which object"),
        ({"results": [{"from": {"id": "9001"}, "to": [{"toObjectId": 501}]}]}, "that do not tell of which objects"),
        ({"results": [{"from": {}, "to": [{"toObjectId": 501, "associationTypes": V4_UNLABELLED}]}]}, "does not say of which object"),
        ({"results": [{"from": {"id": "9001"}, "to": [{"associationTypes": V4_UNLABELLED}]}]}, "without two ids"),
        ({"results": [{"id": "1", "properties": {"colour": "red"}}]}, "nothing tells"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_a_problem_and_hides_nothing(document: Any, words: str, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": document})
    assert words in found.said()
    told = json.dumps(document)
    assert [case.id for case in found.cases if case.id == "9001"] == (["9001"] if "Amber Quay" in told else [])


@pytest.mark.parametrize(
    "change",
    [
        {"properties": None}, {"properties": []}, {"properties": "x"}, {"associations": None}, {"associations": []},
        {"associations": "x"}, {"associations": {"companies": None}}, {"associations": {"companies": "x"}},
        {"associations": {"companies": {"results": 5}}}, {"associations": {"companies": {"results": True}}},
        {"associations": {"companies": {"results": None}}}, {"associations": {"companies": {"results": [None, 1, [], {}]}}},
        {"associations": {"companies": {"results": [{"id": None}]}}}, {"associations": {"companies": {"results": [{"id": {"a": 1}}]}}},
        {"associations": {"": {"results": []}}}, {"id": None}, {"id": {"a": 1}}, {"id": ["9001"]}, {"id": True}, {"archived": "maybe"},
        {"url": 5}, {"objectTypeId": []}, {"properties": {"dealname": ["x"], "dealstage": {"a": 1}}}, {"attachments": "x"},
    ],
)  # fmt: skip
def test_odd_data_is_read_or_a_problem_and_never_an_error_of_the_reader(change: Object, tmp_path: Path) -> None:
    second = thing("9002", {"dealname": "Other", "dealstage": "1"})
    found = read_files(tmp_path, {"in.json": {"results": [{**DEAL, **change}, second]}})
    assert "could not be read" not in found.said()
    assert "9002" in [case.id for case in found.cases]
    assert len(found.cases) == 2 or found.problems


def test_two_answers_of_one_object_that_differ_are_for_a_person(tmp_path: Path) -> None:
    other = thing("501", {"name": "Zenith Foods Limited", "domain": "zenith.hk"})
    files = {"deals.json": [DEAL], "a.json": [COMPANY], "b.json": [other], "contacts.json": [CONTACT]}
    answer = ask_case("present: company.name", read_files(tmp_path, files).case)
    assert answer.status == "review"
    assert "Amber Quay Limited" in answer.reason
    assert "Zenith Foods Limited" in answer.reason


def test_two_answers_of_one_object_that_say_the_same_are_one(tmp_path: Path) -> None:
    found = read_files(
        tmp_path, {"a.json": [DEAL], "b.json": [DEAL], "c.json": [COMPANY, COMPANY], "d.json": [CONTACT]}
    )
    assert found.problems == []
    assert [case.id for case in found.cases] == ["9001"]


def test_evidence_is_placed_where_the_value_stands(tmp_path: Path) -> None:
    case = read_files(tmp_path, {"deals.json": {"results": [DEAL]}, "companies.json": {"results": [COMPANY]}}).case
    (seen,) = case.evidence("company.name")
    assert seen == ("company.name", "Amber Quay Limited", "companies.json", "/results/0/properties/name")


def test_evidence_of_a_line_is_placed_as_if_the_lines_were_a_list(tmp_path: Path) -> None:
    case = read_files(tmp_path, {"all.ndjson": [COMPANY, DEAL]}).case
    (seen,) = case.evidence("deal.amount")
    assert seen == ("deal.amount", "4800", "all.ndjson", "/1/properties/amount")


IDS = {
    "deals": ["91", "92", "93"],
    "companies": ["51", "52"],
    "contacts": ["61", "62"],
    "notes": ["31", "32"],
    "files": ["81", "82", "83"],
}


@st.composite
def portals(draw: st.DrawFn) -> dict[str, list[Object]]:
    """Exports of a small portal: some of its files, each with all its objects, linked at random."""

    def some(kind: str) -> list[str]:
        return draw(st.lists(st.sampled_from(IDS[kind]), unique=True, max_size=2))

    objects = {
        "deals": [
            thing(own, {"dealname": f"Deal {own}", "dealstage": "1"}, companies=some("companies"), contacts=some("contacts"), notes=some("notes"))
            for own in IDS["deals"]
        ],
        "companies": [thing(own, {"name": f"Company {own}", "domain": "x.hk"}) for own in IDS["companies"]],
        "contacts": [thing(own, {"firstname": "A", "lastname": own, "email": "a@x.hk"}) for own in IDS["contacts"]],
        "notes": [thing(own, {"hs_note_body": "x", "hs_attachment_ids": ";".join(some("files"))}) for own in IDS["notes"]],
        "files": [{"id": own, "name": f"{own}.pdf", "extension": "pdf", "path": f"/{own}.pdf"} for own in IDS["files"]],
    }  # fmt: skip
    chosen = draw(st.lists(st.sampled_from(list(objects)), unique=True, min_size=1))
    return {kind: objects[kind] for kind in chosen}


def reached(portal: dict[str, list[Object]]) -> set[tuple[str, str]]:
    """What the deals of these files lead to, and is in them."""
    found = {("deals", deal["id"]) for deal in portal.get("deals", [])}
    for deal in portal.get("deals", []):
        for kind, results in deal["associations"].items():
            found |= {(kind, link["id"]) for link in results["results"]}
    for note in portal.get("notes", []):
        if ("notes", note["id"]) in found:
            found |= {("files", own) for own in note["properties"]["hs_attachment_ids"].split(";")}
    return {(kind, thing_["id"]) for kind, objects in portal.items() for thing_ in objects} & found


@settings(deadline=None, max_examples=60)
@given(portal=portals())
def test_records_read_are_used_or_reported(
    portal: dict[str, list[Object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = read_files(tmp_path_factory.mktemp("portal"), {f"{kind}.json": objects for kind, objects in portal.items()})
    used = reached(portal)
    for kind, objects in portal.items():
        item = found.inputs[f"{kind}.json"]
        mine = [own for own in used if own[0] == kind]
        assert (item.records, item.reported) == (len(objects), len(objects) - len(mine)), kind
        if not mine:
            assert f"{kind}.json" in found.said()
    in_cases = {
        (record.section, record.id) for case in found.cases for record in everything(case) if not record.missing
    }
    sections = {"companies": "company", "contacts": "contacts", "files": "documents", "deals": "deal"}
    single = {(sections[kind], own) for kind, own in used if kind in ("deals", "contacts", "files")}
    assert single <= in_cases
    assert {case.id for case in found.cases} == {deal["id"] for deal in portal.get("deals", [])}


def everything(case: Case) -> list[Any]:
    return [record for section in sections() for record in members(case, section)]


@pytest.mark.parametrize(
    "line",
    [
        lambda stream, tree: [f"acmeCo/{stream}", tree],
        lambda stream, tree: [stream, tree],
        lambda stream, tree: {"stream": stream, "data": tree},
        lambda stream, tree: {"type": "RECORD", "record": {"stream": stream, "data": tree}},
        lambda stream, tree: {"type": "RECORD", "stream": stream, "record": tree},
    ],
)
@pytest.mark.parametrize("one_document", [True, False])
def test_pairs_and_lines_of_pipelines(line: Any, tmp_path: Path, *, one_document: bool) -> None:
    flat = {**BARE, "companies": [501, 501], "contacts": [601]}
    lines = [
        line("deals", flat), line("companies", COMPANY), line("contacts", CONTACT),
        line("owners", {"id": "601", "email": "sam@kounted.hk", "firstName": "Sam", "lastName": "Ho"}),
        line("line_items", {"id": "1", "properties": {"name": "Seat", "amount": "5"}}),
    ]  # fmt: skip
    found = read_files(tmp_path, {"all.json" if one_document else "all.ndjson": lines})
    (case,) = found.cases
    assert (case.id, case.value("company", "name")) == ("9001", "Amber Quay Limited")
    assert [record.fields["email"] for record in case.sections()["contacts"]] == ["ada@amberquay.hk"]
    assert [record.section for record in found.unused] == ["owners", "line_items"]


FLAT: Object = {"dealname": "Amber Quay", "dealstage": "1038", "amount": "4800"}


@pytest.mark.parametrize("own", [{"id": "9001"}, {"dealId": 9001}])
@pytest.mark.parametrize("companies", [["501"], [501, 501], []])
def test_an_object_of_a_stream_with_lists_of_ids_is_that_object(
    own: Object, companies: list[Any], tmp_path: Path
) -> None:
    lines = [{"stream": "deals", "data": {**FLAT, **own, "companies": companies}}, ["companies", COMPANY]]
    found = read_files(tmp_path, {"all.ndjson": lines})
    assert (found.case.id, found.case.value("deal", "amount"), found.problems) == ("9001", "4800", [])
    assert [record.id for record in members(found.case, "company")] == ["501"] * bool(companies)
    assert [item.records for item in found.inputs.values()] == [2]


def test_a_page_of_a_stream_holds_objects_of_its_kind(tmp_path: Path) -> None:
    page = {"results": [{**FLAT, "id": "9001"}, {**FLAT, "id": "9002"}], "paging": {"next": {"after": "2"}}}
    found = read_files(tmp_path, {"all.ndjson": [{"stream": "deals", "data": page}]})
    assert [(case.id, case.title) for case in found.cases] == [("9001", "Amber Quay"), ("9002", "Amber Quay")]
    assert [problem.at for problem in found.problems] == ["/0/data"]
    owners = {"results": [{"id": "601", "email": "sam@kounted.hk", "firstName": "Sam"}]}
    found = read_files(tmp_path, {"all.ndjson": [["deals", BARE], ["owners", owners]]})
    assert (found.case.id, [record.section for record in found.unused]) == ("9001", ["owners"])


@pytest.mark.parametrize(
    ("document", "ids", "words"),
    [
        ({"id": "9001", **FLAT}, ["9001"], ""), ({**FLAT, "colour": "red"}, [], "is a deal without an id"),
        ({"id": "9001", "colour": "red"}, [], "nothing tells"), (9001, [], "is not a HubSpot object"),
    ],
)  # fmt: skip
def test_what_is_said_to_be_hubspots_is_read_or_a_problem(
    document: Any, ids: list[str], words: str, tmp_path: Path
) -> None:
    (tmp_path / "in.ndjson").write_text(json.dumps(document))
    reading = Reading(find_inputs([f"hubspot={tmp_path / 'in.ndjson'}"]), Mapping())
    assert [case.id for case in reading.cases()] == ids
    assert words in "".join(problem.message for problem in reading.problems)
    assert len(reading.problems) == bool(words)


@pytest.mark.parametrize(
    ("properties", "sections", "status"),
    [
        ({"risk_appetite": "keen", "monday_colour": "red"}, set(), "unknown"),
        ({"risk_rating": "low", "monday_colour": "red"}, {"risk"}, "pass"),
        ({"risk_rating": ""}, {"risk"}, "pass"),
    ],
)
def test_a_property_that_means_no_field_of_another_section_makes_none(
    properties: Object, sections: set[str], status: str, tmp_path: Path
) -> None:
    case = read_files(tmp_path, {"deals.json": [thing("9001", {**BARE["properties"], **properties})]}).case
    assert {"risk", "tracking"} & case.sections().keys() == sections
    assert ask_case("present: risk", case).status == status


RISK: Object = {
    "risk_rating": "high",
    "risk_assessed_on": "2026-11-15",
    "risk_decision": "Rejected",
    "risk_signed_off_by": "Ann Au",
    "risk_signed_off_role": "CEO",
    "risk_signed_off_on": "2026-11-16",
}


@pytest.mark.parametrize("own", ["deal", "company"])
@pytest.mark.parametrize(
    "rename",
    [
        str,
        lambda name: name.replace("signed", "rating_signed"),
        lambda name: name.replace("assessed_on", "assessment_date"),
    ],
)
def test_all_that_a_deal_or_a_company_tells_of_the_risk_is_read(own: str, rename: Any, tmp_path: Path) -> None:
    told = {rename(name): value for name, value in RISK.items()}
    deal = thing("9001", {**DEAL["properties"], **(told if own == "deal" else {})}, companies=["501"])
    company_ = thing("501", {**COMPANY["properties"], **(told if own == "company" else {})})
    case = read_files(tmp_path, {"deals.json": [deal], "companies.json": [company_]}).case
    assert {f"risk_{name}": case.value("risk", name) for name in members(case, "risk")[0].fields} == RISK
    assert not set(told) & {*members(case, own)[0].shape.ignored}


def test_an_approval_before_a_high_risk_was_assessed_again_is_for_a_person(tmp_path: Path) -> None:
    deal = {"deal": thing("9001", {**DEAL["properties"], "risk_rating": "high", "risk_assessed_on": "2026-11-15"})}
    approval = {"team": "management", "by": "Ann Au", "decision": "approved", "on": "2026-11-09"}
    case = read_files(
        tmp_path, {"case.json": {"case": {"id": "9001", "kind": "deal"}, **deal, "approvals": [approval]}}
    ).case
    assert ask_case("approved: {team: management, not_before: risk.assessed_on}", case).status == "review"


def test_a_row_of_a_warehouse_as_json_has_its_own_id(tmp_path: Path) -> None:
    rows = [{"deal_id": 9001, "property_dealname": "Amber Quay", "property_dealstage": "1038", "is_deleted": True}]
    case = read_files(tmp_path, {"rows.json": rows}).case
    assert (case.id, case.title) == ("9001", "Amber Quay")
    assert any("archived" in note for note in case.notes)


def test_a_property_that_tells_of_another_section_is_not_ignored(tmp_path: Path) -> None:
    told = {"risk_rating": "low", "risk_colour": "red", "monday_item_id": "77", "colour": "blue"}
    case = read_files(tmp_path, {"in.json": {**BARE, "properties": {**BARE["properties"], **told}}}).case
    assert case.value("risk", "rating") == "low"
    assert {*members(case, "deal")[0].shape.ignored} & {*told} == {"risk_colour", "colour"}


OWNERS = {
    "results": [
        {
            "id": "77",
            "email": "mei@kounted.hk",
            "firstName": "Mei",
            "lastName": "Tan",
            "userId": 5,
            "teams": [],
            "archived": False,
        },
        {"id": "78", "email": "sam@kounted.hk", "firstName": "", "lastName": "", "userId": 6, "archived": False},
    ]
}


@pytest.mark.parametrize(("own", "name"), [("77", "Mei Tan"), ("78", "sam@kounted.hk"), ("79", "79")])
def test_an_export_of_owners_names_them(own: str, name: str, kyccheck: Kyccheck, tmp_path: Path) -> None:
    deal = {"id": "9001", "properties": {"dealname": "Amber", "dealstage": "iod_check", "hubspot_owner_id": own}}
    (tmp_path / "deals.json").write_text(json.dumps({"results": [deal]}))
    (tmp_path / "owners.json").write_text(json.dumps(OWNERS))
    ran = kyccheck("audit", ".", "-f", "json")
    assert (ran.code, ran.json["problems"], ran.json["cases"][0]["owner"]) == (1, [], name)
    masked = kyccheck("audit", ".", "--redact", "-f", "json").out
    assert "Mei Tan" not in masked
    assert "sam@kounted.hk" not in masked


@pytest.mark.parametrize("properties", [{}, {"hs_object_id": None}])
def test_each_ticket_of_a_deal_is_a_case_by_its_own_id(properties: Any, kyccheck: Kyccheck, tmp_path: Path) -> None:
    deal = {"id": "9001", "properties": {"dealname": "Amber", "dealstage": "iod_check", "hs_object_id": "9001"}}
    named = {"deals": {"results": [{"id": "9001", "type": "ticket_to_deal"}]}}
    tickets = [
        {"id": own, "properties": {"subject": own, "hs_pipeline_stage": "draft", **properties}, "associations": named}
        for own in ("801", "802")
    ]
    for name, results in (("deals", [deal]), ("tickets", tickets)):
        (tmp_path / f"{name}.json").write_text(json.dumps({"results": results}))
    ran = kyccheck("audit", ".", "-f", "json")
    assert (ran.code, ran.json["problems"], [case["id"] for case in ran.json["cases"]]) == (1, [], ["801", "802"])
