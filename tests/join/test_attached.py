"""Whose a record is that names a company, and a deal too: what names a deal is that one's alone."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from checks.asking import Read, ask_case, members, read_files
from join.test_pool import COMPANY, associations, deal
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.join.attached import Attached
from kyccheck.records.record import Record
from kyccheck.values.value import ABSENT

DEALS = [deal("91", companies=["51"]), deal("92", companies=["51"])]
FILES: dict[str, Any] = {"deals.json": DEALS, "companies.json": [COMPANY]}
ODB = "Account ID,Deal ID,Company ID,Company name,Plan,Quantity\n"


def account(own: str, deal_id: str, company: str = "51") -> str:
    return f"{own},{deal_id},{company},Amber Quay Limited,Voice Pro,10\n"


def read(folder: Path, files: dict[str, Any], **tables: str) -> Read:
    """The cases of JSON files and of tables, each with its source as its name."""
    given = [f"{source}={folder / source}.csv" for source in tables]
    for source, text in tables.items():
        (folder / f"{source}.csv").write_text(text)
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content))
    reading = Reading(find_inputs([*(str(folder / name) for name in files), *given]), Mapping())
    cases = list(reading.cases())
    return Read(cases, reading.problems, {item.label: item for item in reading.inputs}, reading.unused)


def accounts(found: Read) -> list[Any]:
    """The account that each case has, by its own id; None where it has none."""
    return [
        case.value("odb", "account_id") if ask_case("present: odb.package.plan", case).status == "pass" else None
        for case in found.cases
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (account("A2", "92"), [None, "A2"]),
        (account("A2", "99"), [None, None]),
        (account("A2", "Deal of the year"), [None, None]),
        (account("A1", "91") + account("A2", "92"), ["A1", "A2"]),
        (account("A1", "91") + account("A2", "99"), ["A1", None]),
        (account("A1", "91; 92"), ["A1", "A1"]),
        (account("A1", ""), ["A1", "A1"]),
        (account("A1", "91") + account("A2", ""), [None, "A2"]),
    ],
)
def test_an_account_that_names_a_deal_is_that_deals_alone(rows: str, expected: list[Any], tmp_path: Path) -> None:
    assert accounts(read(tmp_path, FILES, odb=ODB + rows)) == expected


@pytest.mark.parametrize(("named", "expected"), [("deal_id", "pass"), ("case_id", "unknown")])
@pytest.mark.parametrize(
    ("titles", "values", "field"),
    [
        ("rating,score,assessed_on", "low,1,2026-11-01", "risk.rating"),
        ("id,url,status,name", "2950,https://b.example.com/1,Done,T", "tracking.url"),
        ("legal_name,tax_number,currency", "Amber Quay,T1,HKD", "billing.tax_number"),
    ],
)
def test_so_is_whatever_else_a_company_may_tell(
    named: str, expected: str, titles: str, values: str, field: str, tmp_path: Path
) -> None:
    own = "92" if named == "deal_id" else "99"
    company = {"id": "51", "properties": {"name": "Amber Quay Limited", "domain": "x.hk"}}
    files = {**FILES, "companies.json": [company]}
    found = read(tmp_path, files, native=f"{named},company_id,{titles}\n{own},51,{values}\n")
    assert [ask_case(f"present: {field}", case).status for case in found.cases] == ["unknown", expected]
    assert found.inputs["native.csv"].records == 1
    found = read(tmp_path, files, native=f"company_id,{titles}\n51,{values}\n")
    assert [ask_case(f"present: {field}", case).status for case in found.cases] == ["pass", "pass"]


def test_an_account_of_another_deal_is_reported_and_not_used(tmp_path: Path) -> None:
    found = read(tmp_path, FILES, odb=ODB + account("A1", "91") + account("A2", "99"))
    assert [record.id for record in found.unused] == ["A2"]


def test_a_row_of_a_deal_that_a_ticket_names_is_the_tickets(tmp_path: Path) -> None:
    ticket = {"id": "71", "properties": {"subject": "T", "hs_pipeline_stage": "1"}}
    ticket["associations"] = associations({"deals": ["99"], "companies": ["51"]})
    files = {"tickets.json": [ticket], "companies.json": [COMPANY]}
    assert accounts(read(tmp_path, files, odb=ODB + account("A1", "99"))) == ["A1"]


CASE: dict[str, Any] = {"case": {"id": "7", "kind": "deal"}, "company": {"id": "51", "name": "Amber Quay Limited"}}


@pytest.mark.parametrize(
    ("source", "table", "check"),
    [
        ("odb", ODB + account("A2", "92"), "present: odb.package.plan"),
        ("csr", "Deal ID,Company ID,Company name,Plan,Quantity\n92,51,Amber Quay Limited,Voice,1\n", "present: csr.package.plan"),
        ("native", "deal_id,company_id,team,by,decision,on\n92,51,iod,Ken,approved,2026-11-10\n", "count: {in: approvals, at_least: 1}"),
        ("native", "company_id,team,by,decision,on\n51,iod,Ken,approved,2026-11-10\n", "count: {in: approvals, at_least: 1}"),
        ("native", "deal_id,company_id,type,name,signed\n92,51,csr106,c.pdf,\n", "document: csr106"),
    ],
)  # fmt: skip
def test_nor_is_what_another_deal_has_a_native_cases(source: str, table: str, check: str, tmp_path: Path) -> None:
    found = read(tmp_path, {"case.json": CASE}, **{source: table})
    assert ask_case(check, found.case).status == "unknown"


NAMES = {"81": "csr106.pdf", "82": "bank slip.pdf", "83": "BR copy.pdf", "84": "scan.pdf"}
ATTACHED: dict[str, Any] = {
    **FILES,
    "files.json": [{"id": own, "name": name, "extension": "pdf", "path": f"/{own}"} for own, name in NAMES.items()],
}


def note(**links: list[str]) -> dict[str, Any]:
    properties = {"hs_note_body": "x", "hs_attachment_ids": ";".join(NAMES)}
    return {"id": "31", "properties": properties, "associations": associations(links)}


@pytest.mark.parametrize(
    ("links", "first", "unused"),
    [
        ({"companies": ["51"]}, [*NAMES.values()], 0),
        ({"companies": ["51"], "deals": ["91"]}, [*NAMES.values()], 0),
        ({"companies": ["51"], "deals": ["91", "92"]}, [*NAMES.values()], 0),
        ({"companies": ["51"], "deals": ["92"]}, ["BR copy.pdf"], 0),
        ({"companies": ["51"], "deals": ["99"]}, ["BR copy.pdf"], 3),
        ({"companies": ["51"], "tickets": ["99"]}, ["BR copy.pdf"], 3),
    ],
)
def test_of_what_lies_with_another_deal_identity_documents_alone_count(
    links: dict[str, list[str]], first: list[str], unused: int, tmp_path: Path
) -> None:
    found = read_files(tmp_path, {**ATTACHED, "notes.json": [note(**links)]})
    case = next(case for case in found.cases if case.id == "91")
    assert [record.fields["name"] for record in members(case, "documents")] == first
    assert len(found.unused) == unused


def test_a_deal_that_names_the_note_itself_has_it(tmp_path: Path) -> None:
    deals = [deal("91", companies=["51"]), deal("92", companies=["51"], notes=["31"])]
    found = read_files(tmp_path, {**ATTACHED, "deals.json": deals, "notes.json": [note(companies=["51"])]})
    assert [ask_case("document: csr106", case).status for case in found.cases] == ["fail", "pass"]
    assert [ask_case("document: br", case).status for case in found.cases] == ["pass", "pass"]


def test_a_file_of_a_note_that_a_row_gives_to_the_deal_is_one_document(tmp_path: Path) -> None:
    files = {**ATTACHED, "notes.json": [note(deals=["91"])]}
    own, name = next(iter(NAMES.items()))
    rows = f"Deal ID,File ID,File name,Type\n91,{own},{name},SOF\n"
    case = next(case for case in read(tmp_path, files, native=rows).cases if case.id == "91")
    assert [record.fields["name"] for record in members(case, "documents")].count(name) == 1
    assert len(members(case, "documents")) == len(NAMES)


def test_a_word_of_the_mapping_tells_another_deals_document_first(tmp_path: Path) -> None:
    files = {**ATTACHED, "notes.json": [note(companies=["51"], deals=["92"])]}
    found = read_files(tmp_path, files, Mapping(documents={"csr106": ("br copy",)}))
    assert [ask_case("document: csr106", case).status for case in found.cases] == ["unknown", "pass"]


def test_a_file_that_no_export_shows_is_unknown_to_each_deal(tmp_path: Path) -> None:
    files = {**FILES, "notes.json": [note(companies=["51"], deals=["92"])]}
    for case in read_files(tmp_path, files).cases:
        assert ask_case("document: br", case).status == "unknown"


@pytest.mark.parametrize("section", ["notes", "emails"])
def test_what_lies_with_a_company_is_gone_through_once_for_all_its_deals(
    section: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, asked = 40, 0
    tells = Attached._tells_of_the_company  # noqa: SLF001 - how often it is asked is what this is about

    def counted(attached: Attached, document: Record) -> bool:
        nonlocal asked
        asked += 1
        return tells(attached, document)

    monkeypatch.setattr(Attached, "_tells_of_the_company", counted)
    places = range(number)
    of = [
        {
            "id": f"{3000 + n}",
            "properties": {
                "hs_note_body" if section == "notes" else "hs_email_subject": "x",
                "hs_attachment_ids": f"{n}",
            },
            "associations": associations({"companies": ["51"], "deals": [f"{n}"]}),
        }
        for n in places
    ]
    files = [{"id": f"{n}", "name": f"csr106 of {n}.pdf", "extension": "pdf", "path": f"/{n}"} for n in places]
    deals = [deal(f"{n}", companies=["51"]) for n in places]
    found = read_files(tmp_path, {**FILES, "deals.json": deals, "files.json": files, f"{section}.json": of})
    own = [
        [record.fields["name"] for record in members(case, "documents") if not record.missing] for case in found.cases
    ]
    assert own == [[f"csr106 of {n}.pdf"] for n in places]
    assert asked <= 3 * number


BOOK: dict[str, list[list[Any]]] = {
    "Deals": [["id", "name", "stage", "company_id"], ["91", "A", "draft", "51"], ["92", "B", "draft", "51"]],
    "Companies": [["id", "name", "country"], ["51", "Amber Quay Limited", "HK"]],
    "Documents": [["deal_id", "company_id", "type", "name"]],
    "ODB": [["account_id", "deal_id", "company_id", "company_name", "plan"]],
}


def book(folder: Path, instead: dict[str, list[list[Any]]] | None = None, **rows: list[list[Any]]) -> Read:
    made = openpyxl.Workbook()
    del made["Sheet"]
    for title, known in {**BOOK, **(instead or {})}.items():
        sheet = made.create_sheet(title)
        for row in [*known, *rows.get(title, [])]:
            sheet.append(row)
    made.save(folder / "book.xlsx")
    reading = Reading(find_inputs([str(folder / "book.xlsx")]), Mapping())
    cases = list(reading.cases())
    return Read(cases, reading.problems, {item.label: item for item in reading.inputs}, reading.unused)


@pytest.mark.parametrize(
    ("deal_id", "expected"),
    [
        ("92", [None, "A2"]), ("99", [None, None]), ("B", [None, None]), (None, ["A2", "A2"]), ("TBC", ["A2", "A2"]),
    ],
)  # fmt: skip
def test_a_row_of_a_workbook_that_names_a_deal_is_that_deals_alone(
    deal_id: Any, expected: list[Any], tmp_path: Path
) -> None:
    assert accounts(book(tmp_path, ODB=[["A2", deal_id, "51", "Amber Quay Limited", "Voice"]])) == expected


def test_so_is_a_document_of_a_workbook_unless_it_shows_who_the_company_is(tmp_path: Path) -> None:
    found = book(tmp_path, Documents=[["92", "51", "csr106", "c.pdf"], ["92", "51", "br", "b.pdf"]])
    names = [[record.fields["name"] for record in members(case, "documents")] for case in found.cases]
    assert names == [["b.pdf"], ["c.pdf", "b.pdf"]]


@pytest.mark.parametrize(
    ("title", "own", "expected"),
    [
        ("case", "91", ["pass", "unknown"]), ("case_id", "91", ["pass", "unknown"]), ("deal_id", "91", ["pass", "unknown"]),
        ("ticket_id", "91", ["unknown", "unknown"]), ("case", "99", ["unknown", "unknown"]),
    ],
)  # fmt: skip
def test_a_deal_without_a_ticket_may_be_called_the_case(
    title: str, own: str, expected: list[str], tmp_path: Path
) -> None:
    risk = f"{title},rating,score,assessed_on\n{own},low,1,2026-11-01\n"
    found = read(tmp_path, {"deals.json": [deal("91"), deal("92")]}, native=risk)
    assert [ask_case("present: risk.rating", case).status for case in found.cases] == expected


def test_where_a_ticket_has_the_id_the_row_is_the_tickets(tmp_path: Path) -> None:
    ticket = {"id": "91", "properties": {"subject": "T", "hs_pipeline_stage": "1"}}
    files = {"deals.json": [deal("91")], "tickets.json": [ticket]}
    found = read(tmp_path, files, native="case,rating,score,assessed_on\n91,low,1,2026-11-01\n")
    assert [(case.kind, case.value("risk", "rating")) for case in found.cases] == [("ticket", "low"), ("deal", ABSENT)]


@pytest.mark.parametrize(("title", "expected"), [("Case ID", "A1"), ("Deal ID", "A1"), ("Ticket ID", None)])
def test_so_an_account_may_call_it(title: str, expected: Any, tmp_path: Path) -> None:
    odb = f"Account ID,{title},Company name,Plan,Quantity\nA1,91,Amber Quay Limited,Voice,1\n"
    assert accounts(read(tmp_path, {"deals.json": [deal("91")]}, odb=odb)) == [expected]
    alone = {"deal": {"id": "91", "name": "A"}, "contacts": []}
    assert accounts(read(tmp_path, {"case.json": alone}, odb=odb)) == [expected]


@pytest.mark.parametrize(("title", "expected"), [("case", ["A2", None]), ("ticket", [None, None])])
def test_so_may_a_row_of_a_workbook(title: str, expected: list[Any], tmp_path: Path) -> None:
    rows = [["account_id", title, "company_name", "plan"], ["A2", "91", "Amber Quay Limited", "Voice"]]
    assert accounts(book(tmp_path, instead={"ODB": rows})) == expected
