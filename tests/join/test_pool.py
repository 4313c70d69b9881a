"""Records of several files joined into cases, by what they say of each other."""

import json
import os
import shutil
from itertools import permutations
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from checks.asking import Read, ask_case, members, native_case, read_files
from kyccheck.errors import RefusedError
from kyccheck.inputs import paths as inputs
from kyccheck.inputs import reading
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.read.opened import open_input
from kyccheck.values.value import ABSENT
from support import GOOD, Kyccheck


def deal(own: str = "91", **links: list[str]) -> dict[str, Any]:
    return {"id": own, "properties": {"dealname": f"Deal {own}", "dealstage": "1"}, "associations": associations(links)}


def associations(links: dict[str, list[str]]) -> dict[str, Any]:
    return {name: {"results": [{"id": own, "type": "a_to_b"} for own in owns]} for name, owns in links.items()}


COMPANY = {"id": "51", "properties": {"name": "Amber Quay Limited", "domain": "x.hk", "risk_rating": "high"}}
CONTACT = {"id": "61", "properties": {"firstname": "Ada", "lastname": "Lam", "email": "ada@x.hk"}}
NOTE = {"id": "31", "properties": {"hs_note_body": "x", "hs_attachment_ids": "81"}}
FILE = {"id": "81", "name": "csr106.pdf", "extension": "pdf", "path": "/a"}
EXPORTS: dict[str, Any] = {
    "deals.json": [deal(companies=["51"], contacts=["61"], notes=["31"])],
    "companies.json": [COMPANY],
    "contacts.json": [CONTACT],
    "notes.json": [NOTE],
    "files.json": [FILE],
}


def seen(found: Read) -> list[Any]:
    case = found.case
    names = [
        case.value("company", "name"),
        members(case, "contacts")[0].fields["name"],
        members(case, "documents")[0].fields["name"],
    ]
    return [case.id, *names, case.value("risk", "rating"), found.problems, found.unused]


def test_the_order_of_the_files_makes_no_difference(tmp_path: Path) -> None:
    for place, order in enumerate(permutations(EXPORTS)):
        if place % 7 == 0:
            folder = tmp_path / str(place)
            folder.mkdir()
            found = read_files(folder, {name: EXPORTS[name] for name in order})
            assert seen(found) == ["91", "Amber Quay Limited", "Ada Lam", "csr106.pdf", "high", [], []], order


def test_records_are_joined_by_ids_and_never_by_a_similar_name(tmp_path: Path) -> None:
    stranger = {"id": "52", "properties": {"name": "Deal 91", "domain": "y.hk"}}
    found = read_files(tmp_path, {"deals.json": [deal()], "companies.json": [stranger]})
    assert found.case.value("company", "name") is ABSENT
    assert [record.id for record in found.unused] == ["52"]
    assert "belongs to no deal or ticket" in found.said()


def test_an_id_of_another_kind_of_object_is_not_the_same_id(tmp_path: Path) -> None:
    contact = {**CONTACT, "id": "51"}
    found = read_files(tmp_path, {"deals.json": [deal(companies=["51"])], "contacts.json": [contact]})
    assert ask_case("present: company.name", found.case).status == "unknown"
    assert [record.section for record in found.unused] == ["contacts"]


def test_one_company_of_two_deals_is_in_both_cases(tmp_path: Path) -> None:
    found = read_files(
        tmp_path,
        {"deals.json": [deal("91", companies=["51"]), deal("92", companies=["51"])], "companies.json": [COMPANY]},
    )
    assert [case.value("company", "name") for case in found.cases] == ["Amber Quay Limited"] * 2


def test_a_document_of_two_deals_does_not_carry_what_one_says_into_the_other(tmp_path: Path) -> None:
    files = {"deals.json": [deal("91", notes=["31"]), deal("92")], "notes.json": [NOTE], "files.json": [FILE]}
    first, second = read_files(tmp_path, files).cases
    assert ask_case("document: csr106", first).status == "pass"
    assert ask_case("document: csr106", second).status == "unknown"


def test_what_belongs_to_nothing_is_reported_beside_what_is_used(tmp_path: Path) -> None:
    other = {"id": "52", "properties": {"name": "Zenith", "domain": "z.hk"}}
    found = read_files(tmp_path, {**EXPORTS, "companies.json": [COMPANY, other]})
    item = found.inputs["companies.json"]
    assert (item.records, item.reported) == (2, 1)
    assert [(record.section, record.id, record.file) for record in found.unused] == [
        ("company", "52", "companies.json")
    ]


@pytest.mark.parametrize(
    ("contact", "name"),
    [
        ({"first_name": "Ada", "last_name": "Lam"}, "Ada Lam"), ({"name": "Ada L.", "first_name": "Ada", "last_name": "Lam"}, "Ada L."),
        ({"first_name": "Ada", "last_name": ""}, None), ({"first_name": "", "last_name": ""}, None), ({"first_name": "Ada"}, ABSENT),
        ({"email": "ada@x.hk"}, ABSENT), ({"name": "", "first_name": "Ada", "last_name": "Lam"}, "Ada Lam"),
        ({"name": None, "first_name": "Ada", "last_name": "TBC"}, "TBC"), ({"name": "", "first_name": "Ada", "last_name": ""}, ""),
        ({"name": "", "first_name": "Ada"}, ""), ({"name": "N/A", "first_name": "Ada", "last_name": "Lam"}, "N/A"),
    ],
)  # fmt: skip
def test_a_full_name_is_made_of_its_parts(contact: dict[str, Any], name: Any) -> None:
    assert members(native_case({"contacts": [contact]}), "contacts")[0].fields.get("name", ABSENT) == name


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("Tai Man Chan", "", "Tai Man Chan"), (None, "Ada Lam", "Ada Lam"), ("Wong, Tai Man", "", "Wong, Tai Man"), ("", "王伟", "王伟"),
        ("欧阳小明", " ", "欧阳小明"), ("", "王", None), ("", "王先生", None), ("", "陈小姐", None), ("待定", "", None), ("Ada", None, None),
        ("", "Mr Chan", None), ("Dr. Chan", "", None), ("Chan (HR)", "", None), ("ada@x.hk Lam", "", None), ("ada@x.hk", "", None),
        ("To be confirmed", "", None), ("TBC TBC", "", None), ("Contact 2", "", None), ("Tai Man Chan", "TBC", "TBC"),
        ("伟", "王", "王伟"), ("健二", "佐藤", "佐藤健二"), ("민수", "김", "김민수"), ("さくら", "佐藤", "佐藤さくら"),
        ("ジョン", "スミス", "ジョン スミス"), ("Wei", "王", "Wei 王"), ("José", "Núñez", "José Núñez"), ("伟", "待定", "待定"),
    ],
)  # fmt: skip
def test_a_whole_name_in_one_of_the_two_fields_is_the_name_and_half_of_one_is_none(
    first: Any, last: Any, name: Any
) -> None:
    for given in ({}, {"name": ""}):
        case = native_case({"contacts": [{**given, "first_name": first, "last_name": last}]})
        assert members(case, "contacts")[0].fields.get("name", "") == (name if name or not given else "")


def test_a_whole_name_is_placed_where_it_stands() -> None:
    case = native_case({"contacts": [{"first_name": "Tai Man Chan", "last_name": ""}]})
    assert case.evidence("contacts[].name")[0] == (
        "contacts[0].name",
        "Tai Man Chan",
        "case.json",
        "/contacts/0/first_name",
    )
    assert ask_case("each: {in: contacts, check: {present: name}}", case).status == "pass"


def test_half_a_name_is_none() -> None:
    case = native_case({"contacts": [{"first_name": "Ada", "last_name": ""}]})
    assert ask_case("each: {in: contacts, check: {present: name}}", case).status == "fail"


def test_a_made_name_is_placed_at_the_whole_of_which_its_parts_are() -> None:
    case = native_case({"contacts": [{"first_name": "Ada", "last_name": "Lam"}]})
    assert case.evidence("contacts[].name")[0] == ("contacts[0].name", "Ada Lam", "case.json", "/contacts/0")


def test_a_last_name_that_was_not_exported_is_unknown_and_not_blank() -> None:
    case = native_case({"contacts": [{"first_name": "Ada"}]})
    assert ask_case("each: {in: contacts, check: {present: name}}", case).status == "unknown"


@pytest.mark.parametrize(
    ("contact", "phone"),
    [
        ({"mobile": "1"}, "1"), ({"phone": "", "mobile": "1"}, "1"), ({"phone": "2", "mobile": "1"}, "2"),
        ({"phone": "", "mobile": ""}, ""), ({"mobile": ""}, ABSENT), ({"phone": None}, None),
    ],
)  # fmt: skip
def test_a_mobile_telephone_stands_in(contact: dict[str, Any], phone: Any) -> None:
    assert members(native_case({"contacts": [contact]}), "contacts")[0].fields.get("phone", ABSENT) == phone


def test_several_records_of_one_section_are_none_of_them() -> None:
    case = native_case({"company": [{"name": "Amber"}, {"name": "Zenith"}]})
    answer = ask_case("present: company.name", case)
    assert answer.status == "unknown"
    assert "Amber" in answer.reason
    assert "Zenith" in answer.reason


@pytest.mark.parametrize(
    ("sections", "kind", "own"),
    [
        ({"case": {"id": "7", "kind": "ticket"}, "deal": {"id": "9"}}, "ticket", "7"), ({"case": {"id": "7"}, "company": {"name": "x"}}, "ticket", "7"),
        ({"case": {"id": "7", "kind": "Deal"}}, "deal", "7"), ({"case": {"kind": "deal"}, "deal": {"id": "9"}}, "deal", "9"),
        ({"case": {"id": "7", "kind": ""}, "deal": {"id": "9"}}, "deal", "7"),
    ],
)  # fmt: skip
def test_what_a_case_is(sections: dict[str, Any], kind: str, own: str) -> None:
    case = native_case(sections)
    assert (case.kind, case.id) == (kind, own)


def test_a_loose_export_beside_a_native_case_gives_its_stage_a_meaning(tmp_path: Path) -> None:
    pipeline = {"id": "p", "label": "Orders", "stages": [{"id": "1038", "label": "Completed"}]}
    native = {"case": {"id": "7", "stage": "1038"}, "deal": {"id": "7"}}
    for names in (("a.json", "b.json"), ("b.json", "a.json")):
        found = read_files(tmp_path, dict(sorted({names[0]: native, names[1]: [pipeline]}.items())))
        assert found.case.stage_means == "Completed"


def test_a_native_case_and_an_export_of_the_same_deal_are_not_two_silent_cases(tmp_path: Path) -> None:
    found = read_files(
        tmp_path, {"a.json": {"case": {"id": "91", "kind": "deal"}, "deal": {"id": "91"}}, "b.json": [deal("91")]}
    )
    assert len(found.cases) == 1 or "91 stands twice" in found.said()


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    found = read_files(tmp_path, {"one/deals.json": [deal("91")], "two/deals.json": [deal("92")]})
    assert sorted(found.inputs) == ["one/deals.json", "two/deals.json"]
    assert [case.id for case in found.cases] == ["91", "92"]


def test_a_rating_of_the_deal_and_another_one_of_the_company_are_not_silently_one(tmp_path: Path) -> None:
    rated = deal("91", companies=["51"])
    rated["properties"]["risk_rating"] = "low"
    found = read_files(tmp_path, {"deals.json": [rated], "companies.json": [COMPANY]})
    assert ask_case("one_of: {field: risk.rating, values: [low]}", found.case).status != "pass"


def test_a_link_to_itself_or_around_does_not_go_round_for_ever(tmp_path: Path) -> None:
    first, second = deal("91", deals=["91", "92"]), deal("92", deals=["91"])
    found = read_files(tmp_path, {"deals.json": [first, second]})
    assert [case.id for case in found.cases] == ["91", "92"]


def test_a_workbook_beside_other_files_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Deals"
    for row in (["id", "name"], ["91", "Kiosk"]):
        sheet.append(row)
    book.save(tmp_path / "deals.xlsx")
    (tmp_path / "case.json").write_text('{"case": {"id": "7"}, "deal": {"id": "7"}}')
    (tmp_path / "companies.json").write_text(json.dumps([COMPANY]))
    opened: list[str] = []

    def counting(path: Path, label: str, *rest: Any) -> Any:
        opened.append(label)
        return open_input(path, label, *rest)

    monkeypatch.setattr(reading, "open_input", counting)
    cases = list(reading.Reading(inputs.find_inputs([str(tmp_path)]), Mapping()).cases())
    assert [case.id for case in cases] == ["91", "7"]
    assert sorted(label.rpartition("/")[2] for label in opened) == ["case.json", "companies.json", "deals.xlsx"]


def test_more_files_than_can_stay_open_are_all_read(tmp_path: Path) -> None:
    for number in range(70):
        (tmp_path / f"{number}.json").write_text(json.dumps({"case": {"id": str(number)}, "deal": {"id": str(number)}}))
    found = reading.Reading(inputs.find_inputs([str(tmp_path)]), Mapping())
    assert len({case.id for case in found.cases()}) == 70
    assert found.problems == []


def test_standard_input_waits_for_the_files_beside_it(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "companies.json").write_text(json.dumps([{**COMPANY, "associations": associations({"deals": ["91"]})}]))
    native = b'{"case": {"id": "91", "kind": "deal"}, "deal": {"id": "91"}}'
    found = kyccheck("inspect", "-", "companies.json", "-f", "json", stdin=native).json
    assert found["problems"] == []


def test_two_contacts_of_one_id_and_no_case_are_a_problem(tmp_path: Path) -> None:
    contact = {"id": "61", "properties": {"email": "ada@amberquay.hk", "firstname": "Ada"}}
    (tmp_path / "contacts.json").write_text(json.dumps({"results": [contact, contact]}))
    found = reading.Reading(inputs.find_inputs([str(tmp_path / "contacts.json")]), Mapping())
    assert list(found.cases()) == []
    assert "belongs to no deal or ticket" in found.problems[0].message


def test_an_empty_path_is_refused_and_a_folder_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="an empty path names nothing"):
        find_inputs([""])
    (tmp_path / "deal.json").write_text(json.dumps(GOOD))
    here, name = os.open(tmp_path, os.O_RDONLY), "n" * 250
    for _ in range(20):  # so deep that its path is longer than a system takes
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    reading = Reading(find_inputs([str(tmp_path)]), Mapping())
    assert [case.id for case in reading.cases()] == ["4001"]
    (problem,) = reading.problems
    assert problem.message == "cannot be read: File name too long"
    shutil.rmtree(tmp_path / name)


def test_a_file_that_goes_away_before_it_is_read_is_a_problem(tmp_path: Path) -> None:
    """Of more files than stay open, those that are opened again; and one that was there when its folder was looked through."""
    for number in range(140):
        (tmp_path / f"{number:03}.json").write_text(
            json.dumps(
                {**GOOD, "case": {**GOOD["case"], "id": f"{number}"}, "deal": {**GOOD["deal"], "id": f"{number}"}}
            )
        )
    inputs = find_inputs([str(tmp_path)])
    (tmp_path / "000.json").unlink()
    reading = Reading(inputs, Mapping())
    cases = reading.cases()
    found = [next(cases).id]
    for number in range(100, 140):
        (tmp_path / f"{number:03}.json").unlink()
    found += [case.id for case in cases]
    gone = [problem.path for problem in reading.problems if "cannot be read: No such file" in problem.message]
    assert len(found) + len(gone) == 140
    assert gone[0].endswith("000.json")
    assert len(gone) > 1


def test_files_of_one_name_keep_it_where_no_folder_tells_them_apart(tmp_path: Path) -> None:
    """Two spellings of a file that is not there."""
    missing = tmp_path / "missing.json"
    labels = [
        item.label
        for item in find_inputs(
            [str(missing), f"{tmp_path}/../{tmp_path.name}/missing.json", str(tmp_path / "x" / "missing.json")]
        )
    ]
    assert labels[2] == "x/missing.json"
    assert all(label.endswith("missing.json") for label in labels)


def test_the_part_in_buying_stands_for_a_role_that_nobody_filled() -> None:
    def role(**fields: Any) -> Any:
        (contact,) = members(
            native_case({"contacts": [{"id": "61", "properties": {"firstname": "Ada", **fields}}]}), "contacts"
        )
        return contact.fields.get("role", ABSENT)

    assert role(hs_buying_role="BILLING") == "BILLING"
    assert role(hs_buying_role="BILLING", role="technical") == "technical"
    assert role(hs_buying_role="", role="") == ""


DECIDED = "Case ID,team,decision,by,on\n91,iod,rejected,Ken Yip,2026-11-10\n"


@pytest.mark.parametrize(
    ("tickets", "deals", "decided"),
    [
        ({"7": ["91"]}, [deal("91")], {"7": 1}),
        ({"7": ["91", "92"]}, [deal("91"), deal("92")], {"7": 1}),
        ({"7": []}, [deal("91", tickets=["7"])], {"7": 1}),
        ({"7": ["91"], "8": ["91"]}, [deal("91")], {"7": 0, "8": 0}),
        ({"7": ["91"], "91": []}, [deal("91")], {"7": 0, "91": 1}),
        ({"7": ["92"]}, [deal("91"), deal("92")], {"7": 0, "91": 1}),
    ],
)
def test_what_calls_a_ticket_by_the_id_of_its_deal_is_the_tickets(
    tickets: dict[str, list[str]], deals: list[dict[str, Any]], decided: dict[str, int], tmp_path: Path
) -> None:
    made = [
        {
            "id": own,
            "properties": {"subject": own, "hs_pipeline_stage": "1"},
            "associations": associations({"deals": links}),
        }
        for own, links in tickets.items()
    ]
    (tmp_path / "tickets.json").write_text(json.dumps(made))
    (tmp_path / "deals.json").write_text(json.dumps(deals))
    (tmp_path / "approvals.csv").write_text(DECIDED)
    found = Reading(find_inputs([str(tmp_path)]), Mapping())
    assert {case.id: len(members(case, "approvals")) for case in found.cases()} == decided
    assert len(found.unused) == (0 if any(decided.values()) else 1)


@pytest.mark.parametrize(
    ("given", "value", "at"),
    [
        ({"first_name": "Ada", "last_name": ""}, None, "/contacts/0/last_name"),
        ({"first_name": "", "last_name": "Lam"}, None, "/contacts/0/first_name"),
        ({"first_name": "Ada Lam", "last_name": ""}, "Ada Lam", "/contacts/0/first_name"),
        ({"first_name": "", "last_name": "Ada Lam"}, "Ada Lam", "/contacts/0/last_name"),
    ],
)
def test_half_a_name_is_shown_where_the_other_half_is_to_be_filled_in(
    given: dict[str, str], value: str | None, at: str
) -> None:
    (found,) = native_case({"contacts": [given]}).evidence("contacts[0].name")
    assert (found.value, found.at) == (value, at)
