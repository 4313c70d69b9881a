"""Cases in kyccheck's own form: what a section may be, and what becomes of what it may not be."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.asking import ask_case, members, native_case, read_files
from kyccheck.inputs.mapping import Mapping
from kyccheck.records.fields import sections
from kyccheck.values.value import ABSENT
from support import Kyccheck

CASE: dict[str, Any] = {
    "case": {"id": "7", "kind": "deal", "title": "Amber Quay", "stage": "draft"},
    "company": {"name": "Amber Quay Limited", "country": "HK"},
    "contacts": [{"name": "Ada Lam", "role": "billing"}],
}  # fmt: skip


def without(section: str) -> dict[str, Any]:
    return {name: value for name, value in CASE.items() if name != section}


@pytest.mark.parametrize(
    "document", [CASE, [CASE], {"cases": [CASE]}, {"cases": [CASE], "exported": "2026-11-20"}, {"deal": {"id": "7"}, **CASE}]
)  # fmt: skip
def test_one_case_alone_in_a_list_or_wrapped(document: Any, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": document})
    assert found.problems == []
    assert (found.case.id, found.case.kind, found.case.title, found.case.stage) == ("7", "deal", "Amber Quay", "draft")
    assert found.case.value("company", "name") == "Amber Quay Limited"
    assert found.inputs["in.json"].source == "native"


def test_cases_one_a_line_and_in_a_list_are_placed(tmp_path: Path) -> None:
    other = {**CASE, "case": {**CASE["case"], "id": "8"}}
    files = {
        "lines.ndjson": [CASE, other],
        "list.json": [{**CASE, "case": {"id": "9"}}, {**CASE, "case": {"id": "10"}}],
    }
    found = read_files(tmp_path, files)
    assert [case.id for case in found.cases] == ["7", "8", "9", "10"]
    assert [case.evidence("company.name")[0].at for case in found.cases] == [
        "/0/company/name", "/1/company/name", "/0/company/name", "/1/company/name",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("company", "status"),
    [
        ({"name": "Amber Quay"}, "pass"), ([{"name": "Amber Quay"}], "pass"), ({"results": [{"name": "Amber Quay"}]}, "pass"),
        ({"id": "5", "properties": {"name": "Amber Quay"}}, "pass"), ([{"id": "5", "properties": {"name": "Amber Quay"}}], "pass"),
        ({"results": [{"id": "5", "properties": {"name": "Amber Quay"}}]}, "pass"),
        ({"companyId": 5, "portalId": 6, "properties": {"name": {"value": "Amber Quay"}}}, "pass"),
        ({"id": "5", "properties": {"name": ""}}, "fail"), ({"id": "5", "properties": {}}, "unknown"), ({"name": None}, "fail"),
        (None, "fail"), ([], "fail"), ("", "fail"), (" \u200b", "fail"), ({}, "fail"), ({"results": []}, "fail"),
        ({"city": "HK"}, "unknown"), ([{"name": "A"}, {"name": "B"}], "unknown"),
    ],
)  # fmt: skip
def test_what_a_section_may_be(company: Any, status: str, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": {**CASE, "company": company}})
    assert ask_case("present: company.name", found.case).status == status
    assert found.problems == []


def test_an_empty_wrapper_is_no_company(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": {**CASE, "company": {"results": []}}})
    assert found.case.raw is None
    assert ask_case("present: company", found.case).status == "fail"


@pytest.mark.parametrize("company", [5, True, "Amber Quay", 1.5])
def test_a_section_of_a_wrong_type_is_a_problem_and_shows_nothing(company: Any, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": {**CASE, "company": company}})
    (problem,) = found.problems
    assert "company should" in problem.message
    assert problem.at == "/company"
    assert ask_case("present: company.name", found.case).status == "unknown"


@pytest.mark.parametrize("member", [5, "Ada", None, [], [{"name": "Ada"}], True])
def test_a_member_of_a_wrong_type_is_a_problem_and_the_others_are_read(member: Any, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": {**CASE, "contacts": [CASE["contacts"][0], member]}})
    (problem,) = found.problems
    assert problem.at == "/contacts/1"
    assert [record.fields.get("name") for record in members(found.case, "contacts") if not record.missing] == [
        "Ada Lam"
    ]


@pytest.mark.parametrize("members", [[None], [5], ["Ada"]])
def test_a_list_of_which_no_member_could_be_read_shows_nothing(members: Any, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": {**CASE, "contacts": members}})
    assert found.problems
    assert ask_case("each: {in: contacts, check: {present: role}}", found.case).status in ("unknown", "fail")


def test_an_absent_section_is_not_an_empty_one(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": without("contacts")})
    assert found.case.records.get("contacts") is None
    assert ask_case("count: {in: contacts, exactly: 0}", found.case).status == "unknown"


@pytest.mark.parametrize(
    ("key", "hint"), [("compny", "company"), ("contcts", "contacts"), ("documnets", "documents"), ("x" * 500, "")]
)
def test_an_unknown_section_is_named_with_the_nearest_right_word(key: str, hint: str, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": {**CASE, key: {"name": "Amber Quay"}}})
    (said,) = [note for note in found.case.notes if "not a section" in note]
    assert key[:60] in said
    assert key[:61] not in said or len(key) <= 60
    if hint:
        assert f"did you mean {hint!r}" in said
    assert [(problem.at, problem.records) for problem in found.problems] == ([(f"/{key}", 1)] if hint else [])


@pytest.mark.parametrize(
    ("key", "value", "records"),
    [
        *(
            ("approvals2", [{"team": "iod"}, {"team": "legal"}], 2),
            ("Approvals (2)", {"results": [{"team": "iod"}]}, 1),
        ),
        *(("emails_sent", [{"subject": "Welcome", "to": "ada@amberquay.hk"}], 1), ("emails_sent", [{"who": "iod"}], 0)),
        *(("approvals2", [], 0), ("approvals2", None, 0), ("approvals2", "none", 0)),
        *(("contract", {"no": "1"}, 0), ("custom", {"colour": "red"}, 0), ("contatcs", [{"email": "a@amber.hk"}], 1)),
        *(("notes", [{"team": "iod"}], 0), ("comments", ["call"], 0), ("meta", {"id": "1"}, 0)),
    ],
)
def test_a_section_of_nearly_a_sections_name_is_a_problem_with_its_records(
    key: str, value: Any, records: int, tmp_path: Path
) -> None:
    found = read_files(tmp_path, {"in.json": {**CASE, key: value}})
    assert any("not a section" in note for note in found.case.notes)
    assert [problem.records for problem in found.problems] == ([records] if records else [])
    assert [problem.at.startswith(f"/{key}") for problem in found.problems] == ([True] if records else [])


@pytest.mark.parametrize(
    ("key", "section"),
    [("Company", "company"), ("Companies", "company"), ("CSR 106", "csr"), ("csr-106", "csr"), ("Monday", "tracking"), ("E-Mails", "emails")],
)  # fmt: skip
def test_other_names_of_a_section(key: str, section: str, tmp_path: Path) -> None:
    case = read_files(tmp_path, {"in.json": {**without(section), key: {"id": "5"}}}).case
    assert case.records.get(section)
    assert case.notes == []


@pytest.mark.parametrize(
    "text", ["BD.03 QUOTE, $KWAY", "BD.03 QUOTE;$KWAY;", "BD.03 QUOTE | $KWAY", " BD.03 QUOTE\n$KWAY"]
)
def test_tags_in_one_text_are_parted_as_in_a_table(text: str, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": {**CASE, "case": {**CASE["case"], "tags": text}}})
    assert found.case.tags == ("BD.03 QUOTE", "$KWAY")


def test_two_keys_of_one_section_are_not_silently_one(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": {**CASE, "Companies": {"name": "Zenith Foods Limited"}}})
    assert ask_case("present: company.name", found.case).status == "unknown"
    assert found.inputs["in.json"].records == 4


@pytest.mark.parametrize(
    ("key", "value"),
    [("Name", "Amber"), ("NAME", "Amber"), ("company_name", "Amber"), ("Company Name", "Amber"), ("*Name", "Amber"), (" name ", "Amber")],
)  # fmt: skip
def test_other_names_of_a_field(key: str, value: str, tmp_path: Path) -> None:
    case = read_files(tmp_path, {"in.json": {**CASE, "company": {key: value}}}).case
    assert case.value("company", "name") == value


def test_a_field_under_two_names_of_which_one_is_blank(tmp_path: Path) -> None:
    for company in ({"name": "", "company name": "Amber"}, {"company name": "Amber", "name": ""}):
        assert read_files(tmp_path, {"in.json": {**CASE, "company": company}}).case.value("company", "name") == "Amber"


def test_a_name_that_a_mapping_adds(tmp_path: Path) -> None:
    mapping = Mapping(fields={"company.name": ("Firma",)})
    document = {**CASE, "company": {"FIRMA": "Amber"}}
    assert read_files(tmp_path, {"in.json": document}, mapping).case.value("company", "name") == "Amber"
    assert read_files(tmp_path, {"in.json": document}).case.value("company", "name") is ABSENT


def test_keys_that_no_field_goes_by_are_shown_as_ignored(kyccheck: Kyccheck, tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps({**CASE, "company": {"name": "A", "favourite colour": "red"}}))
    ran = kyccheck("inspect", path)
    assert "company, ignored: favourite colour" in ran.out


def test_nested_fields_are_read_and_placed(tmp_path: Path) -> None:
    csr = {"package": {"plan": "Voice", "add_ons": ["IVR"]}, "billing_contact": {"e/mail~": 1, "email": "a@x.hk"}}
    case = read_files(tmp_path, {"in.json": {**CASE, "csr": csr}}).case
    assert case.value("csr", "package.plan") == "Voice"
    assert case.evidence("csr.package.plan")[0].at == "/csr/package/plan"
    assert case.evidence("csr.billing_contact.email")[0].at == "/csr/billing_contact/email"


@pytest.mark.parametrize(
    ("package", "status"), [(None, "fail"), ("", "fail"), ({}, "fail"), ({"term": "1"}, "unknown")]
)
def test_a_nested_field_that_is_blank_has_blank_parts(package: Any, status: str, tmp_path: Path) -> None:
    case = read_files(tmp_path, {"in.json": {**CASE, "csr": {"package": package}}}).case
    assert ask_case("present: csr.package.plan", case).status == status


def test_a_key_with_a_slash_is_placed_as_a_pointer(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": {**CASE, "company": {"Country/Region": "HK"}}})
    assert found.case.evidence("company.country")[0].at == "/company/Country~1Region"


@pytest.mark.parametrize("own", [None, "", " \u200b", [], {"a": 1}, True])
def test_a_case_without_an_id_is_a_problem_and_its_records_are_reported(own: Any, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": [{**CASE, "case": {"id": own, "title": "x"}}, CASE]})
    assert [case.id for case in found.cases] == ["7"]
    assert "without an id" in found.said()
    item = found.inputs["in.json"]
    assert (item.records, item.reported) == (6, 3)


def test_a_case_that_stands_twice_is_said(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": [CASE, {**CASE, "company": None}]})
    assert "7 stands twice" in found.said()
    assert len(found.cases) == 2


@pytest.mark.parametrize(
    "document", [[CASE, 5], [CASE, "x"], [CASE, None], [CASE, []], [CASE, {"colour": "red"}], [CASE, {}]]
)
def test_a_member_that_is_no_case_is_a_problem(document: Any, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": document})
    (problem,) = found.problems
    assert problem.at == "/1"
    assert found.case.id == "7"


@pytest.mark.parametrize("document", [[], {}, {"cases": []}, {"colour": "red"}, "text", 5, None, [5], [[]]])
def test_a_document_without_a_case_is_never_silence(document: Any, tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": document})
    assert found.cases == []
    assert len(found.problems) == 1


def test_a_number_as_id_is_the_same_as_text(tmp_path: Path) -> None:
    assert read_files(tmp_path, {"in.json": {**CASE, "case": {"id": 9876543210}}}).case.id == "9876543210"


def test_a_case_of_a_deal_alone_is_named_by_it(tmp_path: Path) -> None:
    deal = {"id": "9", "name": "Amber", "stage": "draft", "owner": "Sam"}
    case = read_files(tmp_path, {"in.json": {"deal": deal, "company": {"name": "A"}}}).case
    assert (case.id, case.kind, case.title, case.stage, case.owner) == ("9", "deal", "Amber", "draft", "Sam")
    assert case.evidence("case.stage")[0].at == "/deal/stage"


SECTIONS = ("company", "contacts", "documents", "csr", "odb", "risk", "approvals", "emails", "tracking")


def values() -> st.SearchStrategy[Any]:
    leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("properties")
    objects = st.dictionaries(
        st.sampled_from(["id", "name", "properties", "results", "type", "package", "x"]), leaves, max_size=3
    )
    return leaves | objects | st.lists(leaves | objects, max_size=3)


@settings(deadline=None, max_examples=80)
@given(tree=st.dictionaries(st.sampled_from(SECTIONS), values(), max_size=4))
def test_whatever_a_section_holds_every_record_is_used_or_reported(
    tree: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = read_files(
        tmp_path_factory.mktemp("case"), {"in.json": {"case": {"id": "7", "title": "x"}, "deal": {"id": "7"}, **tree}}
    )
    item = found.inputs["in.json"]
    assert "could not be read" not in found.said()
    held = [record for case in found.cases for name in sections() for record in members(case, name) if record.counts]
    assert item.reported == 0
    assert item.records == 2 + sum(objects_in(value) for value in tree.values())
    assert len(held) <= item.records


def objects_in(section: Any) -> int:
    """How many records a section holds: its objects, unless it is nothing but an empty one."""
    if isinstance(section, dict) and isinstance(section.get("results"), list):
        section = section["results"]
    if isinstance(section, list):
        return sum(isinstance(member, dict) for member in section)
    return isinstance(section, dict) and bool(section)


def test_a_section_that_no_export_carries_is_not_there_and_evidence_of_lists_says_their_members() -> None:
    case = native_case({"odb": {"virtual_numbers": [{"number": "1"}, {"number": "2"}], "package": "none"}})
    assert "csr" not in case.records
    with pytest.raises(KeyError):
        case.records["csr"]
    told = [(one.field, one.value, one.at) for one in case.evidence("odb.virtual_numbers[].number")]
    assert told == [
        ("odb.virtual_numbers[0].number", "1", "/odb/virtual_numbers/0/number"), ("odb.virtual_numbers[1].number", "2", "/odb/virtual_numbers/1/number"),
    ]  # fmt: skip
    broken = native_case({"odb": {"virtual_numbers": "none at all"}})
    assert [(one.field, one.value) for one in broken.evidence("odb.virtual_numbers[].number")] == [
        ("odb.virtual_numbers", "none at all")
    ]


def test_a_case_of_raw_objects_of_hubspot_is_said_to_be_hubspots(tmp_path: Path) -> None:
    raw = {"id": "9001", "properties": {"dealname": "Amber", "dealstage": "1038"}}
    found = read_files(
        tmp_path, {"raw.json": {"deal": raw, "company": {"id": "51", "name": "Amber"}}, "plain.json": CASE}
    )
    assert {name: item.source for name, item in found.inputs.items()} == {"raw.json": "hubspot", "plain.json": "native"}
