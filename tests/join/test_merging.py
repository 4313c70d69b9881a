"""Two records about one thing: a blank beside a value is two things, which a person must judge."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from checks.asking import Read, ask_case, members, read_files
from join.test_pool import deal
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.join.merging import of_one_thing

BLANKS = ("", None, " ")


def company(**properties: Any) -> dict[str, Any]:
    return {"id": "51", "properties": {"name": "Amber Quay Limited", "domain": "x.hk", **properties}}


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize(("name", "path"), [("country", "company.country"), ("registration_number", "company.registration_number"), ("risk_rating", "risk.rating")])  # fmt: skip
def test_a_blank_in_one_of_two_exports_is_for_a_person_to_judge(
    blank: Any, name: str, path: str, tmp_path: Path
) -> None:
    for place, (first, second) in enumerate(permutations([company(**{name: "low"}), company(**{name: blank})])):
        folder = tmp_path / str(place)
        folder.mkdir()
        files = {"deals.json": [deal(companies=["51"])], "a.json": [first], "b.json": [second]}
        assert ask_case(f"present: {path}", read_files(folder, files).case).status == "review"


def test_what_only_one_of_them_carries_is_completed(tmp_path: Path) -> None:
    files = {"deals.json": [deal(companies=["51"])], "a.json": [company()], "b.json": [company(country="HK")]}
    assert ask_case("present: company.country", read_files(tmp_path, files).case).status == "pass"


def test_a_blank_in_both_is_blank(tmp_path: Path) -> None:
    files = {
        "deals.json": [deal(companies=["51"])], "a.json": [company(country="")], "b.json": [company(country=None)],
    }  # fmt: skip
    assert ask_case("present: company.country", read_files(tmp_path, files).case).status == "fail"


def test_three_exports_say_no_more_than_two_things(tmp_path: Path) -> None:
    said = [company(country="HK"), company(country=""), company(country="")]
    files = {"deals.json": [deal(companies=["51"])], **{f"{place}.json": [one] for place, one in enumerate(said)}}
    assert read_files(tmp_path, files).case.value("company", "country") == ["HK", ""]


def test_a_blank_stage_is_another_stage_and_a_blank_title_no_other_title(tmp_path: Path) -> None:
    other = {**deal(), "properties": {"dealname": "Deal 91", "dealstage": "", "hubspot_owner_id": "", "pipeline": None}}
    first = deal()
    first["properties"] |= {"hubspot_owner_id": "9", "pipeline": "7"}
    case = read_files(tmp_path, {"a.json": [first], "b.json": [other]}).case
    assert (case.title, case.stage, case.owner, case.pipeline) == ("Deal 91", "", "9", "7")


def account(**others: Any) -> dict[str, Any]:
    package = {"plan": "Voice Pro", "quantity": 10, "term": "1 year", "add_ons": ["IVR"]}
    return {"account_id": "A1", "deal_id": "91", "company_name": "Amber", "package": {**package, **others}}


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({"plan": ""}, "review"), ({"plan": "Voice Basic"}, "review"), ({"quantity": "10"}, "pass"), ({"quantity": 10.0}, "pass"),
        ({}, "pass"), ({"quantity": 11}, "review"), ({"add_ons": []}, "review"), ({"add_ons": ["Recording"]}, "review"),
    ],
)  # fmt: skip
def test_so_it_is_within_a_package(others: dict[str, Any], expected: str, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"d.json": [deal()], "a.json": [account()], "b.json": [account(**others)]})
    name = next(iter(others), "plan")
    value = found.case.value("odb", f"package.{name}")
    check = f"present: odb.package.{name}"
    if name == "add_ons":
        assert value == [["IVR"], others["add_ons"]]
    else:
        assert ask_case(check, found.case).status == expected


ADA = {"firstname": "Ada", "lastname": "Lam", "email": "ada@quay.example"}


def contact(own: str, **properties: Any) -> dict[str, Any]:
    return {"id": own, "properties": {**ADA, **properties}}


def the_contact(tmp_path: Path, **files: Any) -> dict[str, Any]:
    found = read_files(tmp_path, {f"{name}.json": content for name, content in files.items()})
    (only,) = members(found.case, "contacts")
    return only.fields


@pytest.mark.parametrize("archived", [False, True])
def test_another_contact_with_the_same_address_fills_no_blank(archived: bool, tmp_path: Path) -> None:
    mine, theirs = contact("61", role="", phone=""), {**contact("62", role="billing", phone="1"), "archived": archived}
    fields = the_contact(tmp_path, d=[deal(contacts=["61"])], c=[mine, theirs])
    assert (fields["role"], fields["phone"]) == (["", "billing"], ["", "1"])


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [("", "billing", ["", "billing"]), ("billing", "", "billing"), ("billing", "legal", ["billing", "legal"])],
)
def test_a_blank_is_not_filled_from_what_only_has_the_same_address(
    mine: str, theirs: str, expected: Any, tmp_path: Path
) -> None:
    case = {
        "case": {"id": "7", "kind": "deal"},
        "contacts": [{"name": "Ada Lam", "email": "ada@quay.example", "role": mine}],
    }
    assert the_contact(tmp_path, case=case, c=[contact("61", role=theirs)])["role"] == expected


def test_a_deal_and_its_company_tell_a_rating_together(tmp_path: Path) -> None:
    of_deal = {"id": "91", "properties": {"dealname": "Deal 91", "risk_rating": None}}
    case = read_files(tmp_path, {"c.json": {"deal": of_deal, "company": company(risk_rating="low")}}).case
    assert case.value("risk", "rating") == "low"


def test_a_note_on_the_company_is_two_things_with_a_blank_of_a_rating_of_its_own(tmp_path: Path) -> None:
    files = {
        "case.json": {
            "case": {"id": "7", "kind": "deal"},
            "risk": {"rating": ""},
            "company": company(risk_rating="low"),
        }
    }
    assert ask_case("present: risk.rating", read_files(tmp_path, files).case).status == "review"


def rating(found: Read) -> object:
    return found.case.value("risk", "rating")


def rated(**properties: Any) -> dict[str, Any]:
    one = deal(companies=["51"])
    one["properties"] |= properties
    return one


@pytest.mark.parametrize(
    ("of_deal", "of_company", "expected"),
    [
        ("low", "low", "low"), ("high", "high", "high"), (None, "low", "low"), ("", "high", "high"), ("low", None, "low"),
        ("low", "high", ["low", "high"]), ("high", "low", ["high", "low"]),
    ],
)  # fmt: skip
def test_so_they_do_in_two_exports(of_deal: Any, of_company: Any, expected: Any, tmp_path: Path) -> None:
    files = {"d.json": [rated(risk_rating=of_deal)], "c.json": [company(risk_rating=of_company)]}
    found = read_files(tmp_path, files)
    assert rating(found) == expected
    assert (found.problems, found.unused) == ([], [])


@pytest.mark.parametrize(("noted", "expected"), [("low", "low"), ("high", ["low", "high"]), (None, "low")])
def test_a_rating_of_its_own_and_a_note_on_the_company_are_one(noted: Any, expected: Any, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Risk", 0)
    sheet.append(["deal", "rating"])
    sheet.append(["91", "low"])
    book.save(tmp_path / "risk.xlsx")
    (tmp_path / "d.json").write_text(json.dumps([rated()]))
    (tmp_path / "c.json").write_text(json.dumps([company(risk_rating=noted)]))
    (case,) = Reading(find_inputs([str(tmp_path)]), Mapping()).cases()
    assert case.value("risk", "rating") == expected


WRITTEN = {
    "company.registration_number": [("br-0691044", "BR-0691044", True), ("06910441", "6910441", False)],
    "company.name": [("Amber Quay  Limited", "AMBER QUAY LIMITED", True), ("Amber Quay Limited", "Amber Quay", False)],
    "company.country": [("HK", "Hong Kong", True), ("HK", "China", False), ("Utopia", "Arcadia", False)],
    "company.phone": [
        ("+852 2810 4411", "85228104411", True), ("(852) 2810-4411", "0085228104411", True), ("+852 2810 4411", "28104411", False),
        ("2810 4411-39", "2810441139", False), ("2810 4411 ext. 2", "28104412", False), ("2810 4411", "2810 4412", False),
    ],
    "company.website": [("https://x.hk/A", "https://x.hk/a", False)],
}  # fmt: skip
"""Two writings of a field, and whether they are one value."""


@pytest.mark.parametrize(
    ("path", "one", "other", "same"), [(path, *row) for path, rows in WRITTEN.items() for row in rows]
)
def test_two_writings_of_one_value_are_one(path: str, one: str, other: str, same: bool, tmp_path: Path) -> None:
    name = path.partition(".")[2]
    for place, (first, second) in enumerate(permutations([one, other])):
        folder = tmp_path / str(place)
        folder.mkdir()
        told = {"a.json": [company(**{name: first})], "b.json": [company(**{name: second})]}
        case = read_files(folder, {"d.json": [deal(companies=["51"])], **told}).case
        assert case.value("company", name) == (first if same else [first, second])


@pytest.mark.parametrize(
    ("path", "one", "other", "same"),
    [
        ("deal.terms_changed", False, "No", True), ("deal.terms_changed", "false", "no", True), ("deal.terms_changed", "no", "yes", False),
        ("deal.terms_changed", "no", "no idea", False), ("deal.amount", "12,500.00", 12500, True), ("deal.amount", "12500", "12501", False),
        ("quote.sent_on", "2026-11-13", "/Date(1794528000000+0000)/", True), ("quote.sent_on", "2026-11-13", "13 Nov 2026", True),
        ("quote.sent_on", "2026-11-13T00:00:00Z", "2026-11-13T00:00:00+00:00", True), ("quote.sent_on", "2026-11-13", "2026-11-14", False),
        ("quote.sent_on", "2026-04-03", "03/04/2026", False), ("quote.sent_on", "03/04/2026", "03/04/2026", True),
        ("quote.sent_on", "soon", "Later", False), ("quote.status", "ACCEPTED", "Accepted", True), ("quote.number", "QU-1a", "qu-1A", True),
        ("csr.package.plan", "Voice Pro", "voice pro", True), ("csr.billing_contact.phone", "+852 2810 4411", "85228104411", True),
        ("company.no_field", "a", "A", False),
    ],
)  # fmt: skip
def test_they_are_told_by_the_type_of_the_field(path: str, one: object, other: object, same: bool) -> None:
    assert of_one_thing(path, one, other) == (one if same else [one, other])
    assert of_one_thing(path, other, one) == (other if same else [other, one])


def test_many_records_of_one_deal_that_differ_are_one_question(tmp_path: Path) -> None:
    rows = [
        {**deal("901"), "properties": {"dealname": "Harbour", "amount": str(1000 + row % 30)}} for row in range(2000)
    ]
    case = read_files(tmp_path, {"deals.json": rows}).case
    assert case.records["deal"][0].fields["amount"] == [str(1000 + row) for row in range(20)]
    answer = ask_case("present: deal.amount", case)
    assert (answer.status, "has no single value as amount" in answer.reason) == ("review", True)


def test_a_value_told_again_is_not_another_one() -> None:
    said: object = "4"
    for other in ("5", "4", 5, 4.0, None, "", "6", None):
        said = of_one_thing("package.quantity", said, other)
    assert said == ["4", "5", None, "6"]


def test_two_texts_for_one_list_are_no_list(tmp_path: Path) -> None:
    accounts = [
        {"account_id": "A1", "deal": "91", "package": {"plan": "Pro", "add_ons": add_ons}} for add_ons in ("SMS", "IVR")
    ]
    files = {"deals.json": [deal("91")], **{f"odb{place}.json": {"odb": [one]} for place, one in enumerate(accounts)}}
    case = read_files(tmp_path, files).case
    assert ask_case("present: odb.package.add_ons", case).status == "review"


def test_what_another_record_tells_stands_where_that_one_has_it(tmp_path: Path) -> None:
    """Two views of one company: each value is found in the cell that it was read from."""
    (tmp_path / "deals.csv").write_text(
        "Record ID,Deal Name,Deal Stage,Associated Company IDs\n91,Amber Quay,Draft,51\n"
    )
    (tmp_path / "a.csv").write_text("Record ID,Company name,Country/Region\n51,Amber Quay Limited,Hong Kong\n")
    (tmp_path / "b.csv").write_text("Record ID,Company name,BR number\n50,Zenith,1\n51,Amber Quay Limited,TBC\n")
    (case,) = Reading(find_inputs([str(tmp_path)]), Mapping()).cases()
    places = {
        name: (found.file.rpartition("/")[2], found.at)
        for name in ("name", "country", "registration_number")
        for found in case.evidence(f"company.{name}")
    }
    assert places == {"name": ("a.csv", "B2"), "country": ("a.csv", "C2"), "registration_number": ("b.csv", "C3")}
