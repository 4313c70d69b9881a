"""What the deal or ticket of a native case names as a raw object, and the case does not hold, is missing."""

from pathlib import Path
from typing import Any

import pytest

from checks.asking import Read, ask_case, members, read_files
from join.test_pool import CONTACT, FILE, NOTE, associations

OWN: dict[str, Any] = {
    "case": {"id": "91", "kind": "deal", "stage": "draft"},
    "company": {"id": "51", "name": "Amber Quay Limited"},
    "contacts": [
        {"id": "61", "name": "Ada Lam", "email": "ada@x.hk"},
        {"id": "62", "name": "Bo Yu", "email": "b@x.hk"},
    ],
}


def named(sections: dict[str, Any], *, more: bool = False, **links: list[str]) -> dict[str, Any]:
    found = associations(links)
    for page in found.values() if more else ():
        page["paging"] = {"next": {"after": "2"}}
    return {**sections, "deal": {"id": "91", "properties": {"dealname": "Amber"}, "associations": found}}


def read(folder: Path, case: dict[str, Any], **beside: Any) -> Read:
    return read_files(folder, {**{f"{name}.json": value for name, value in beside.items()}, "in.json": case})


EACH = "each: {in: contacts, check: {present: email}}"


def test_what_the_case_holds_is_not_missing(tmp_path: Path) -> None:
    found = read(tmp_path, named(OWN, contacts=["61", "62", "61"], companies=["51"], notes=["31"], line_items=["1"]))
    assert ask_case(EACH, found.case).status == "pass"
    assert ask_case("present: company.name", found.case).status == "pass"
    assert (len(members(found.case, "contacts")), found.problems) == (2, [])


def test_what_it_does_not_hold_is_missing(tmp_path: Path) -> None:
    found = read(tmp_path, named(OWN, contacts=["61", "62", "69"], companies=["59"]))
    told = ask_case(EACH, found.case)
    assert (told.status, told.reason) == (
        "unknown", "contact 69 is associated, but is in no file given; add the export of contacts",
    )  # fmt: skip
    told = ask_case("present: company.name", found.case)
    assert told.status == "unknown"
    assert "2 records claim to be the company (Amber Quay Limited, 59)" in told.reason


def test_the_primary_company_is_the_one(tmp_path: Path) -> None:
    case = named(OWN, companies=["59", "51"])
    case["deal"]["associations"]["companies"]["results"][1]["type"] = "deal_to_company"
    assert ask_case("present: company.name", read(tmp_path, case).case).status == "pass"
    case["deal"]["associations"]["companies"]["results"][1]["id"] = "58"
    told = ask_case("present: company.name", read(tmp_path, case).case)
    assert "company 58 is associated, but is in no file given" in told.reason


def test_further_ones_that_are_not_listed_are_missing(tmp_path: Path) -> None:
    found = read(tmp_path, named(OWN, more=True, contacts=["61", "62"]))
    assert found.said() == "in.json: names only the first page of its contacts; export the other pages too"
    told = ask_case(EACH, found.case)
    assert (told.status, told.reason) == (
        "unknown", "further contacts are associated, but the export lists only the first page of them",
    )  # fmt: skip


@pytest.mark.parametrize(("ids", "status"), [(["61", "62"], "pass"), (["61", "62", "63"], "unknown")])
def test_a_record_without_an_id_may_be_any_of_those_named(ids: list[str], status: str, tmp_path: Path) -> None:
    contacts = [{name: value for name, value in one.items() if name != "id"} for one in OWN["contacts"]]
    found = read(tmp_path, named({**OWN, "contacts": contacts}, contacts=ids))
    told = ask_case(EACH, found.case)
    assert told.status == status
    if status == "unknown":
        assert "3 contacts are associated, of which the file given can hold 2 (those without an id)" in told.reason


def test_what_a_loose_export_holds_is_taken_from_there(tmp_path: Path) -> None:
    case = named({**OWN, "contacts": OWN["contacts"][1:]}, contacts=["61", "62"], notes=["31"])
    found = read(tmp_path, case, contacts=[CONTACT], notes=[NOTE], files=[FILE])
    assert sorted(record.id for record in members(found.case, "contacts")) == ["61", "62"]
    assert [record.fields["name"] for record in members(found.case, "documents")] == ["csr106.pdf"]
    assert (ask_case(EACH, found.case).status, found.problems, found.unused) == ("pass", [], [])


def test_notes_without_documents_leave_these_unknown(tmp_path: Path) -> None:
    found = read(tmp_path, named(OWN, notes=["31"]))
    assert "note 31 is associated, but is in no file given" in ask_case("document: csr106", found.case).reason
    found = read(tmp_path, named({**OWN, "documents": []}, notes=["31"]))
    assert ask_case("document: csr106", found.case).status == "fail"


def test_deals_and_tickets_beside_the_deal_are_not_of_the_case(tmp_path: Path) -> None:
    found = read(tmp_path, named(OWN, deals=["92"], tickets=["93"]))
    assert ask_case("present: deal.name", found.case).status == "pass"


def test_the_deal_of_a_ticket_is_its_deal(tmp_path: Path) -> None:
    ticket = {"id": "71", "properties": {"subject": "Amber"}, "associations": associations({"deals": ["91"]})}
    case: dict[str, Any] = {"case": ticket, "deal": {"id": "91", "name": "Amber"}}
    assert ask_case("present: deal.name", read(tmp_path, case).case).status == "pass"
    case["deal"]["id"] = "92"
    assert ask_case("present: deal.name", read(tmp_path, case).case).status == "unknown"


def test_a_raw_object_without_associations_changes_nothing(tmp_path: Path) -> None:
    case = {**OWN, "deal": {"id": "91", "properties": {"dealname": "Amber"}}}
    assert ask_case(EACH, read(tmp_path, case).case).status == "pass"
