"""Native cases as workbooks and CSV files."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading as Inputs
from kyccheck.join import Meanings, case_of
from kyccheck.read.trees import Tree
from kyccheck.records.fields import sections
from kyccheck.records.names import Names
from kyccheck.records.record import NO_SHAPE, Link, Problem, Record
from kyccheck.sources import Reading, native, recognise
from kyccheck.sources._merged_cells import NamingRow, share_merged
from kyccheck.sources._references import Named
from kyccheck.values.grid import ErrorCell, Grid, Merged
from sources.grids import CELLS, csv, flat, grid, grids, problems, read, sheet, the
from support import Kyccheck

DEALS: list[list[Any]] = [
    ["id", "name", "stage", "company_id", "contact_ids"],
    ["9001", "Order", "draft", "51", "61;62"],
    ["9002", "Other", "draft", "51", None],
]
COMPANIES: list[list[Any]] = [
    ["id", "name", "registration_number"],
    ["51", "Amber Quay Limited", 69104418],
    ["52", "Zenith", "1"],
]
CONTACTS: list[list[Any]] = [
    ["id", "name", "role"],
    ["61", "Ada Lam", "billing"],
    ["62", "Bo Lee", "technical"],
    ["63", "Cy Ho", "x"],
]
BOOK: dict[str, Any] = {"Deals": DEALS, "Companies": COMPANIES, "Contacts": CONTACTS}


def cases(found: list[Any]) -> list[dict[str, list[str]]]:
    """Of each case held together, the ids (or places) of its records by section."""
    told = []
    for sheaf in found:
        if isinstance(sheaf, tuple) and not isinstance(sheaf, Problem):
            case: dict[str, list[str]] = {}
            for record in sheaf:
                case.setdefault(record.section, []).extend([] if record.empty else [record.id or record.at()])
            told.append(case)
    return told


def test_what_a_record_is_called_may_open_each_of_its_titles() -> None:
    found = read(
        grid(
            Deals=DEALS,
            Quotes=[["Deal ID", "Quote number", "LOE accepted on", "Quotation status"], ["9001", "Q1", "2026-11-10", "Declined"]],
            Risk=[["Deal ID", "Risk rating", "Risk rating decision"], ["9001", "low", "Rejected"]],
        ),
        "native",
    )  # fmt: skip
    assert the(found, "quote").fields == {"number": "Q1", "accepted_on": "2026-11-10", "status": "Declined"}
    assert the(found, "risk").fields == {"rating": "low", "decision": "Rejected"}


TRACKING: list[list[Any]] = [
    ["Deal ID", "Item ID", "URL", "Name", "Status"],
    ["9001", "2950676901", "https://x.monday.com/boards/1/pulses/2950676901", "Order", "Done"],
]


@pytest.mark.parametrize(
    "others", [{}, {"Documents": [["Deal ID", "Type"], ["9001", "br"]]}, {"Notes": [["Remarks"], ["x"]]}]
)
def test_a_sheet_of_tracking_is_no_board(others: dict[str, Any]) -> None:
    found = read(grid(**others, Tracking=TRACKING), "native")
    tracking = the(found, "tracking")
    assert (tracking.id, tracking.fields["name"], tracking.links) == ("2950676901", "Order", (Link("deal", "9001"),))
    assert len(flat(found)) == len(others) + 1 - ("Notes" in others)


def test_a_board_beside_a_sheet_named_after_a_section_is_one() -> None:
    board = [
        ["Orders"],
        ["Group"],
        ["Name", "Deal ID", "Status", "Item ID (auto generated)"],
        ["Order", "9001", "Done", "29"],
    ]
    assert the(read(grid(Tracking=board), "monday")).id == "29"
    assert the(read(grid(Tracking=[board[2], board[3]]), "monday")).id == "29"


def loose(found: list[Any]) -> list[str]:
    return [f"{record.section} {record.id}" for record in found if isinstance(record, Record)]


def test_rows_are_joined_by_ids_into_cases_and_the_rest_is_loose() -> None:
    found = read(grid(**BOOK), "native")
    assert cases(found) == [
        {"deal": ["9001"], "company": ["51"], "contacts": ["61", "62"]},
        {"deal": ["9002"], "company": ["51"], "contacts": []},
    ]
    assert loose(found) == ["company 52", "contacts 63"]
    records = flat(found)
    assert sum(record.counts for record in records) == 7
    company = next(record for record in records if record.section == "company")
    assert (company.fields["registration_number"], company.at("registration_number"), company.system) == (
        "69104418",
        "Companies!C2",
        "native",
    )


@pytest.mark.parametrize(
    ("sheet_name", "header", "row", "section"),
    [
        ("Documents", ["deal_id", "type", "name"], ["9001", "csr106", "a.pdf"], "documents"),
        ("Documents", ["company_id", "type", "name"], ["51", "br", "a.pdf"], "documents"),
        ("documents", ["Deal", "Type", "File name"], [9001.0, "csr106", "a.pdf"], "documents"),
        ("CSR", ["deal_id", "company_name", "package.plan"], ["9001", "Amber", "Pro"], "csr"),
        ("CSR 106", ["HubSpot deal id", "Company name", "Plan"], ["9001", "Amber", "Pro"], "csr"),
        ("ODB", ["company_id", "account_id", "plan"], ["51", "A1", "Pro"], "odb"),
        ("Approvals", ["case", "team", "by"], ["9001", "iod", "Ken"], "approvals"),
        ("Risk", ["Company ID", "rating", "score"], ["51", "low", 1], "risk"),
        ("Stage history", ["deal id", "stage", "entered"], ["9001;9003", "draft", None], "history"),
        ("Companies", ["deal_id", "id", "name"], ["9001", "51", "Amber"], "company"),
    ],
)
def test_a_row_belongs_to_the_case_that_it_names(
    sheet_name: str, header: list[Any], row: list[Any], section: str
) -> None:
    main = {
        "Cases": [["id", "kind", "deal_id"], ["9001", "deal", "9001"]],
        "Deals": [["id", "name", "company_id"], ["9001", "Order", "51"]],
    }
    sheets = {**main, "Companies": [["id", "name"], ["51", "Amber"]], sheet_name: [header, row]}
    (case,) = cases(read(grid(**{name.replace(" ", "_"): rows for name, rows in sheets.items()}), "native"))
    assert len(case[section]) == 1
    assert case["deal"] == case["case"] == ["9001"]


def test_a_ticket_with_its_deal_is_one_case_and_says_that_it_is_a_ticket() -> None:
    book: dict[str, Any] = {
        "Tickets": [["id", "title", "deal_id"], ["7", "Add numbers", "9001"], ["8", "None", None]],
        "Deals": [["id", "name"], ["9001", "Order"], ["9002", "Other"]],
    }
    found = read(grid(**book), "native")
    assert cases(found) == [{"case": ["7"], "deal": ["9001"]}, {"case": ["8"], "deal": []}, {"deal": ["9002"]}]
    assert found[0][0].fields["kind"] == "ticket"


def test_a_ticket_is_not_the_deal_of_the_same_id() -> None:
    book: dict[str, Any] = {
        "Tickets": [["id", "title"], ["7", "Add numbers"]],
        "Deals": [["id", "name", "stage"], ["7", "Order", "x"]],
    }
    assert cases(read(grid(**book), "native")) == [{"case": ["7"], "deal": []}, {"deal": ["7"]}]


def test_a_case_that_names_what_no_sheet_holds_comes_loose_to_be_joined_with_other_files() -> None:
    found = read(
        grid(
            Deals=[["id", "name", "company_id", "contact_ids"], ["9001", "x", "77", "61"]],
            Contacts=CONTACTS[:2],
            Documents=[["deal_id", "name", "type"]],
        ),
        "native",
    )
    assert cases(found) == []
    assert loose(found) == ["deal 9001", "contacts 61"]
    assert found[0].links == (Link("company", "77"), Link("contacts", "61"), Link("documents", ""))


@pytest.mark.parametrize(
    ("cell", "missing"),
    [
        ("Amber Quay", '"Amber Quay" at Deals!D2 is not an id that joins a company'),
        ("5,000,051", '"5,000,051" at Deals!D2 is not an id that joins a company'),
        (ErrorCell("#N/A"), '"#N/A" at Deals!D2 is not an id that joins a company'),
        ("N/A", ""),
    ],
)
def test_a_name_where_an_id_should_be_is_a_problem_and_leaves_what_it_names_unknown(cell: Any, missing: str) -> None:
    found = read(grid(Deals=[DEALS[0], ["9001", "x", "draft", cell, None]], Companies=COMPANIES), "native")
    (company,) = (record for record in flat(found) if record.section == "company" and not record.counts)
    assert (company.missing, company.empty) == (missing, not missing)
    assert [at for _, at in problems(found)] == ["Deals!D2"]


@pytest.mark.parametrize(
    ("cell", "company", "is_missing"),
    [("51", "51", False), ("Amber Quay Limited", "Amber Quay Limited", True), ("77", "77", True)],
)
def test_a_bare_company_column_joins_only_by_an_id_that_is_there(cell: str, company: str, is_missing: bool) -> None:
    found = read(grid(Deals=[["id", "name", "company"], ["9001", "x", cell]], Companies=COMPANIES), "native")
    (held,) = (record for record in found[0] if record.section == "company")
    assert (held.id, bool(held.missing)) == (company, is_missing)
    assert problems(found) == []


def test_a_name_in_a_bare_company_column_beside_a_company_that_names_the_deal_tells_nothing_new() -> None:
    companies = [["id", "name", "deal"], ["51", "Amber Quay Limited", "9001"]]
    found = read(grid(Deals=[["id", "name", "company"], ["9001", "x", "Amber"]], Companies=companies), "native")
    assert cases(found) == [{"deal": ["9001"], "company": ["51"]}]


@pytest.mark.parametrize(
    ("cell", "contacts", "missing"),
    [
        ("61, 62", ["61", "62"], []),
        ("61,62,", ["61", "62"], []),
        ("61; 62\n63", ["61", "62", "63"], []),
        ("61, Ada Lam", ["61, Ada Lam"], ["61, Ada Lam"]),
        ("61; Ada Lam", ["61", "Ada Lam"], ["Ada Lam"]),
        ("7,000,061", ["7,000,061"], ["7,000,061"]),
    ],
)
def test_several_ids_may_be_parted_by_commas(cell: str, contacts: list[str], missing: list[str]) -> None:
    found = read(
        grid(Deals=[DEALS[0], ["9001", "x", "draft", "51", cell]], Companies=COMPANIES, Contacts=CONTACTS), "native"
    )
    assert cases(found)[0]["contacts"] == contacts
    assert [record.id for record in flat(found) if record.missing] == missing
    assert len(problems(found)) == len(missing)


def test_contacts_that_a_deal_names_in_vain_are_unknown_and_not_none(tmp_path: Path, kyccheck: Kyccheck) -> None:
    book = Workbook()
    deals = [DEALS[0], ["9001", "x", "draft", "51", "Ada Lam"]]
    for name, rows in {**BOOK, "Deals": deals}.items():
        own = book.create_sheet(name)
        for row in rows:
            own.append(row)
    book.save(tmp_path / "book.xlsx")
    report = kyccheck("audit", tmp_path / "book.xlsx", "--item", "2", "-f", "json")
    (result,) = json.loads(report.out)["cases"][0]["results"]
    assert (report.code, result["status"]) == (3, "unknown")
    assert '"Ada Lam" at Deals!E2 is not an id that joins a contact' in result["reason"]


def test_contacts_of_the_company_are_not_the_deals() -> None:
    found = read(
        grid(
            Deals=DEALS[:2],
            Companies=COMPANIES[:2],
            Contacts=[["id", "name", "company_id"], ["61", "Ada", None], ["62", "Bo", None], ["63", "Cy", "51"]],
        ),
        "native",
    )
    assert cases(found)[0]["contacts"] == ["61", "62"]
    assert loose(found) == ["contacts 63"]


def test_the_primary_company_is_marked() -> None:
    found = read(
        grid(
            Deals=[["id", "name", "primary company id", "company_ids"], ["9001", "x", "52", "51;52"]],
            Companies=COMPANIES,
        ),
        "native",
    )
    assert {record.id: record.marks for record in flat(found) if record.section == "company"} == {
        "52": ("primary",),
        "51": (),
    }


def test_two_rows_of_one_id_are_one_or_a_problem() -> None:
    found = read(
        grid(Deals=DEALS, Companies=[*COMPANIES, COMPANIES[1], ["52", "Other", "1"]], Contacts=CONTACTS), "native"
    )
    assert problems(found) == [("company 52 stands twice and differs: at Companies!3 and here", "Companies!5")]
    assert cases(found)[0]["company"] == ["51"]


def test_lists_and_numbers_of_a_cell() -> None:
    header = ["deal_id", "company_name", "package.plan", "package.add_ons", "virtual_numbers", "colour"]
    found = read(
        grid(
            Deals=[["id", "name"], ["9001", "x"]],
            CSR=[header, ["9001", "A", "Pro", "IVR\nRec", "+852 5808 1001 HK local 4ch", "red"]],
        ),
        "native",
    )
    csr = next(record for record in flat(found) if record.section == "csr")
    assert csr.fields["package.add_ons"] == ["IVR", "Rec"]
    assert csr.fields["virtual_numbers"] == [
        {"number": "+852 5808 1001", "country": "HK", "type": "local", "channels": 4}
    ]
    assert csr.shape.ignored == ("colour",)


def test_a_merged_cell_names_the_deal_of_each_row_beside_it(tmp_path: Path) -> None:
    book = Workbook()
    for name, rows in (
        ("Deals", [["id", "name"], ["9001", "Order"], ["9002", "Other"], ["9003", "Third"]]),
        ("Contacts", [
            ["deal", "company id", "name"],
            ["9001", "51", "Ada Lam"], [None, "51", "Bo Lee"], [None, None, "Cy Ho"],
            ["9002", None, "Di Wu"], [None, None, "Ed Ng"], ["9003", None, "Fa Ma"], [None, None, "Gi Ko"],
        ]),
    ):  # fmt: skip
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    for merged in ("A2:A4", "A5:A6", "B2:B3", "D7:D8", "A9:A12"):
        book["Contacts"].merge_cells(merged)
    book.save(tmp_path / "book.xlsx")
    reading = Inputs(find_inputs([str(tmp_path / "book.xlsx")]), Mapping())
    listed = {case.id: case.records["contacts"] for case in reading.cases()}
    found = {own: [one.fields["name"] for one in contacts if not one.missing] for own, contacts in listed.items()}
    assert found == {"9001": ["Ada Lam", "Bo Lee", "Cy Ho"], "9002": ["Di Wu", "Ed Ng"], "9003": ["Fa Ma"]}
    assert [record.at() for record in reading.unused] == ["Contacts!8"]


def test_cells_that_a_file_merges_again_and_again_are_gone_through_once() -> None:
    rows = [NamingRow(Record("contacts", {}, NO_SHAPE, "", ""), number, {0: []}) for number in range(2, 20_002)]
    rows[0].named[0] = [Named(Link("deal", "9001"), "A2")]
    share_merged(rows, [Merged(0, 2, 1_048_576 - more) for more in range(100_000)])
    assert all(row.named[0] == rows[0].named[0] for row in rows)


def test_sheets_that_are_no_section_are_told_and_hidden_ones_are_problems() -> None:
    found = read(
        Grid((sheet("Deals", DEALS), sheet("Lookup", COMPANIES), sheet("Contacts", CONTACTS, hidden=True))), "native"
    )
    assert [record.notes for record in flat(found)][:2] == [
        (f'the sheet "Lookup" is not a section, and was not read; allowed: {", ".join(sections())}',),
        (),
    ]
    assert problems(found) == [
        ('the sheet "Contacts" is hidden and was not read; show it, or take it out', "Contacts!")
    ]


REJECTION: list[list[Any]] = [["deal", "team", "decision"], ["9001", "iod", "rejected"]]


@pytest.mark.parametrize(
    ("name", "section"),
    [
        *(("Approvals 2", "approvals"), ("Approvals (2)", "approvals"), ("Copy of Approvals", "approvals")),
        *(("approvals_old", "approvals"), ("Aprovals", "approvals"), ("Approvals 2026-11", "approvals")),
        *(("CSR 106 (2)", "csr"), ("Approval log", "approvals")),
        ("Virtual numbers", "odb"),
    ],
)
def test_a_sheet_whose_name_is_nearly_a_sections_is_a_problem_with_its_rows(name: str, section: str) -> None:
    found = read(Grid((sheet("Deals", DEALS), sheet(name, REJECTION))), "native")
    (problem,) = (one for one in found if isinstance(one, Problem))
    assert f'the sheet "{name}" is not a section, and was not read; did you mean {section!r}?' in problem.message
    assert (problem.at, problem.records) == (f"{name}!", 1)
    hidden = read(Grid((sheet("Deals", DEALS), sheet(name, REJECTION, hidden=True))), "native")
    assert [at for _, at in problems(hidden)] == [f"{name}!"]


@pytest.mark.parametrize(("rows", "number"), [(COMPANIES, [2]), ([["Who", "What"], ["51", "Amber"]], [])])
def test_a_slip_of_the_pen_in_a_sheets_name_counts_with_a_title_of_the_section(
    rows: list[list[Any]], number: list[int]
) -> None:
    found = read(Grid((sheet("Deals", DEALS), sheet("Compnies", rows))), "native")
    assert [one.records for one in found if isinstance(one, Problem)] == number


@pytest.mark.parametrize(
    "name", ["Lookup", "Notes of mine", "Notes", "Comments", "Summary", "Teams", "Status", "Sheet1"]
)
def test_a_sheet_with_a_name_of_its_own_is_only_noted(name: str) -> None:
    found = read(Grid((sheet("Deals", DEALS), sheet(name, REJECTION))), "native")
    assert not problems(found)
    assert f'the sheet "{name}" is not a section, and was not read' in flat(found)[0].notes[0]


def test_a_sheet_of_nearly_a_sections_name_that_holds_no_row_is_only_noted() -> None:
    found = read(Grid((sheet("Deals", DEALS), sheet("Approvals 2", REJECTION[:1]))), "native")
    assert not problems(found)


@pytest.mark.parametrize(
    ("sheet_name", "title", "section"),
    [
        ("Risk", "rating", "risk"), ("Tracking", "id", "tracking"), ("Documents", "type", "documents"), ("Setup", "folder", "setup"),
        ("Contacts", "name", "contacts"), ("ODB", "company_name", "odb"), ("Quote", "number", "quote"), ("Approvals", "team", "approvals"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("above", [[], [["Register of 2026"]], [["rating"]]])
def test_a_sheet_of_a_section_is_read_with_one_field_beside_its_key(
    sheet_name: str, title: str, section: str, above: list[list[Any]]
) -> None:
    rows = [*above, ["deal", title], ["9001", "x"], ["9002", "y"]]
    for book in ({"Deals": DEALS, sheet_name: rows}, {sheet_name: rows, "Deals": DEALS}):
        found = read(grid(**book), "native")
        values = [record.fields[title] for record in flat(found) if record.section == section and record.counts]
        assert values == ["x", "y"]
        assert not any(record.notes for record in flat(found))
        assert problems(found) == []


def test_headings_above_the_header_are_not_taken_for_it() -> None:
    rows: list[list[Any]] = [["Deal", "Risk rating"], ["deal id", "rating", "score"], ["9001", "high", 9]]
    assert the(read(grid(Deals=DEALS[:2], Risk=rows), "native"), "risk").fields == {"rating": "high", "score": 9}


def test_a_sheet_with_nothing_but_ids_is_read() -> None:
    found = read(grid(Deals=[["id"], ["9001"]], Risk=[["deal", "rating"], ["9001", "high"]]), "native")
    assert cases(found) == [{"deal": ["9001"], "risk": ["Risk!2"]}]


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (["deal", "Rtg"], "none of its columns is a field of risk; name them as kyccheck fields does"),
        (["Customer", "rating"], "no column beside rating says whose it is; add deal, case or company_id"),
        (["rating"], "no column beside rating says whose it is; add deal, case or company_id"),
    ],
)
def test_a_sheet_named_after_a_section_that_cannot_be_read_is_a_problem_with_its_rows(
    header: list[str], why: str
) -> None:
    found = read(grid(Deals=DEALS, Risk=[header, ["9001", "high"], ["9002", "low"]]), "native")
    (problem,) = [item for item in found if isinstance(item, Problem)]
    assert problem == Problem("book.xlsx", f'the sheet "Risk" was not read: {why}', "Risk!", records=2)
    assert "risk" not in {record.section for record in flat(found)}


def test_a_case_a_row() -> None:
    header = [
        "case.id",
        "case.kind",
        "company.name",
        "contacts[0].name",
        "contacts[0].role",
        "contacts[1].name",
        "documents.type",
        "colour",
    ]
    found = read(
        csv(
            header,
            ["9001", "deal", "Amber", "Ada", "billing", "Bo", None, "red"],
            ["9002", "deal", None, None, None, None, None, None],
        ),
        "native",
    )
    first, second = found
    assert [(record.section, record.empty, record.at("name")) for record in first] == [
        ("case", False, "2"), ("company", False, "C2"), ("contacts", False, "D2"), ("contacts", False, "F2"), ("documents", True, "2"),
    ]  # fmt: skip
    assert first[0].notes == ("columns that belong to no section: colour",)
    assert [(record.section, record.empty) for record in second] == [
        ("case", False),
        ("company", True),
        ("contacts", True),
        ("documents", True),
    ]


@pytest.mark.parametrize(
    ("header", "section"),
    [
        (["id", "name", "stage", "amount"], "deal"), (["case_id", "title", "kind", "stage"], "case"), (["deal_id", "name", "email", "role"], "contacts"),
        (["id", "name", "country", "website", "deal_id"], "company"), (["deal_id", "type", "holder", "issued", "expires"], "documents"),
        (["deal", "rating"], "risk"), (["case_id", "Risk level"], "risk"), (["folder", "deal id"], "setup"), (["company_id", "score", "rating"], "risk"),
    ],
)  # fmt: skip
def test_a_csv_file_of_one_section_is_told_by_its_columns(header: list[str], section: str) -> None:
    record = the(read(csv(header, ["9001", *["x"] * (len(header) - 1)]), "native"))
    assert record.section == section
    assert record.id


@pytest.mark.parametrize(
    "header",
    [
        ["name", "email"], ["a", "b", "c"], ["name", "stage", "amount"], [],
        ["deal", "decision"], ["deal", "rating", "colour"], ["company", "rating"], ["deal", "case"], ["deal id", "stage"],
    ],
)  # fmt: skip
def test_a_table_that_nothing_tells_is_left_to_others(header: list[str]) -> None:
    assert native.recognises(csv(header, ["1"] * len(header))) == 0.0


def test_native_csv_files_join(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("id,name,stage,company_id\n9001,Order,draft,51\n,No id,draft,\n")
    (tmp_path / "companies.csv").write_text(
        "id,name,registration_number,country\n51,Amber Quay Limited,069104418,Hong Kong\n"
    )
    (tmp_path / "contacts.csv").write_text(
        "deal_id,name,email,role\n9001,Ada Lam,a@x.hk,billing\n9001,Bo Lee,b@x.hk,technical\n"
    )
    reading = Inputs(find_inputs([str(tmp_path)]), Mapping())
    (case,) = reading.cases()
    assert (
        case.value("company", "registration_number"),
        [record.fields["name"] for record in case.records["contacts"]],
    ) == ("069104418", ["Ada Lam", "Bo Lee"])
    assert [problem.message for problem in reading.problems] == ["is a deal without an id"]


def test_a_workbook_is_read_to_the_end(tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in BOOK.items():
        made = book.create_sheet(name)
        for row in rows:
            made.append(row)
    book.save(tmp_path / "book.xlsx")
    reading = Inputs(find_inputs([str(tmp_path / "book.xlsx")]), Mapping())
    first, second = reading.cases()
    assert (first.value("company", "name"), len(first.records["contacts"]), second.records["contacts"]) == (
        "Amber Quay Limited",
        2,
        (),
    )
    assert (reading.inputs[0].source, reading.inputs[0].records, reading.inputs[0].reported) == ("native", 7, 2)


TITLES = [
    "id",
    "name",
    "deal_id",
    "case",
    "company_id",
    "company",
    "contact_ids",
    "kind",
    "type",
    "case.id",
    "contacts[1].email",
    "Record ID",
]


@settings(deadline=None)
@given(document=grids(TITLES, ["Deals", "Tickets", "Companies", "contacts", "Documents", "ODB", "x", ""]))
def test_any_workbook_is_records_and_problems_and_no_row_is_lost(document: Grid) -> None:
    assert 0 <= native.recognises(document) <= 0.9
    found = list(native.records(Tree(document, ""), Reading("x", Names())))
    assert all(isinstance(item, (tuple, Record)) for item in found)
    assert all(item.message if isinstance(item, Problem) else item for item in found)


@settings(deadline=None)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8),
    others=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8),
)
def test_every_row_counts_once(rows: list[tuple[Any, ...]], others: list[tuple[Any, ...]]) -> None:
    book = grid(
        Deals=[["id", "name", "company_id"], *map(list, rows)],
        Companies=[["id", "name", "deal_id"], *map(list, others)],
    )
    filled = [row for row in (*rows, *others) if any(cell is not None for cell in row)]
    found = list(native.records(Tree(book, ""), Reading("x", Names())))
    assert sum(record.counts for record in flat(found)) == len(filled)


TWICE: dict[str, Any] = {
    "Companies": [["id", "name"], ["51", "Amber Quay Limited"], ["51", "Zenith Limited"]],
    "Documents": [["id", "company_id", "expires"], ["7", "51", "2027-05-01"], ["7", "51", "2026-01-01"]],
}


@pytest.mark.parametrize("elsewhere", [None, "999888"])
def test_rows_of_one_id_that_differ_are_for_a_person_in_each_case_and_beside_other_files(
    elsewhere: str | None, tmp_path: Path
) -> None:
    deals: list[list[Any]] = [["id", "company_id", "contact_ids"], ["9001", "51", elsewhere], ["9002", "51", elsewhere]]
    reading = Inputs(find_inputs([str(saved(tmp_path, Deals=deals, **TWICE))]), Mapping())
    told = {
        case.id: (case.value("company", "name"), case.records["documents"][0].fields["expires"])
        for case in reading.cases()
    }
    both = (["Amber Quay Limited", "Zenith Limited"], ["2027-05-01", "2026-01-01"])
    assert told == {"9001": both, "9002": both}
    assert [problem.message.partition(":")[0] for problem in reading.problems[:2]] == [
        "company 51 stands twice and differs", "documents 7 stands twice and differs"
    ]  # fmt: skip
    (item,) = reading.inputs
    assert item.records == 6


@pytest.mark.parametrize("own", [0, "0.0", "N/A", "-"])
def test_an_id_that_is_none_makes_no_two_rows_one(own: Any, tmp_path: Path) -> None:
    contacts = [["id", "deal", "name"], [own, "9001", "Ada Lam"], [own, "9001", "Bo Lee"]]
    for elsewhere in (None, "51"):
        deals: list[list[Any]] = [["id", "company_id"], ["9001", elsewhere]]
        reading = Inputs(find_inputs([str(saved(tmp_path, Deals=deals, Contacts=contacts))]), Mapping())
        (case,) = reading.cases()
        assert [record.fields["name"] for record in case.records["contacts"]] == ["Ada Lam", "Bo Lee"]


def saved(folder: Path, **sheets: list[list[Any]]) -> Path:
    book = Workbook()
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def test_a_case_that_is_a_deal_is_joined_with_the_deal_of_its_id() -> None:
    for kind, joined in (("deal", True), (None, True), ("ticket", False)):
        found = read(grid(**BOOK, Cases=[["id", "kind", "title"], ["9001", kind, "Order"]]), "native")
        held = [case for case in cases(found) if case.get("case") == ["9001"]]
        assert [case.get("deal") == ["9001"] for case in held] == [joined], kind


def test_sheets_of_several_sections_without_a_case_are_told_less_surely() -> None:
    assert native.recognises(grid(Companies=COMPANIES, Contacts=CONTACTS)) == 0.4
    assert native.recognises(grid(Deals=DEALS, Contacts=CONTACTS)) == 0.9
    assert native.recognises(grid(Companies=COMPANIES)) < 0.4


def test_a_company_that_a_document_names_without_saying_that_it_is_an_id_joins_nothing() -> None:
    papers = [["type", "name", "company"], ["br", "a.pdf", "51"]]
    found = read(grid(**BOOK, Documents=papers), "native")
    told = [record for record in flat(found) if record.section == "documents"]
    assert [record.at() for record in told if not record.missing] == ["Documents!2"]
    assert [record.at() for record in told if record.missing] == ["Documents!", "Documents!"]
    assert loose(found)[-1] == f"documents {told[-1].id}"
    assert [word for word in loose(found) if word.startswith("documents ")] != []
    papers[0][2] = "company_id"
    assert [len(case["documents"]) for case in cases(read(grid(**BOOK, Documents=papers), "native"))] == [1, 1]


@pytest.mark.parametrize(
    "cell", ["BD.03 QUOTE, $KWAY", "BD.03 QUOTE;$KWAY;", "BD.03 QUOTE | $KWAY", " BD.03 QUOTE\n$KWAY"]
)
@pytest.mark.parametrize(
    ("source", "document"),
    [
        ("native", grid(Case=[["id", "kind", "tags"], ["7", "ticket", ...]])),
        ("native", csv(["case.id", "case.tags", "company.name"], ["7", ..., "Amber Quay"])),
        ("native", csv(["deal id", "tags", "terms_changed", "payment_terms"], ["7", ..., "no", "prepaid"])),
        ("teamwork", csv(["Ticket ID", "Subject", "Customer name", "Tags"], ["7", "Onboarding", "Amber Quay", ...])),
        ("hubspot", csv(["Record ID", "Deal Name", "Deal Stage", "Tags"], ["7", "Onboarding", "draft", ...])),
    ],
)
def test_tags_are_parted_the_same_in_every_table(cell: str, source: str, document: Grid) -> None:
    rows = [[cell if value is ... else value for value in row.cells] for row in document.sheets[0].opening]
    document = Grid((sheet(document.sheets[0].name, rows),))
    assert case_of([*flat(read(document, source))], Meanings()).tags == ("BD.03 QUOTE", "$KWAY")


@pytest.mark.parametrize(
    ("source", "document", "ids"),
    [
        ("native", grid(Deals=[["id", "name", "stage"], ["9001.0", "Order", "draft"]]), {"id": "9001"}),
        ("native", csv(["case.id", "company.name"], ["9001.0", "Amber Quay"]), {"id": "9001"}),
        ("native", csv(["id", "name", "terms_changed", "company_id"], ["9001.0", "Order", "no", "51.0"]), {"id": "9001"}),
        ("hubspot", csv(["Record ID", "Deal Name", "Deal Stage"], ["9001.0", "Order", "draft"]), {"id": "9001"}),
        ("teamwork", csv(["Ticket ID", "Subject", "Tags", "Customer"], ["9001.0", "Order", "", "Amber"]), {"id": "9001"}),
        (
            "odb",
            csv(["Account ID", "Deal ID", "Registration number", "Billing phone"], ["77.00", "9001.0", "691.0", "8528.0"]),
            {"account_id": "77", "registration_number": "691", "billing_contact.phone": "8528"},
        ),
        ("monday", csv(["Board"], ["Group"], ["Name", "Item ID", "Deal ID"], ["Kiosk", "11.0", "9001.0"]), {"id": "11"}),
        (
            "xero",
            csv(["*ContactName", "EmailAddress", "POCity", "CompanyNumber"], ["Amber", "a@b.hk", "HK", "691.0"]),
            {"registration_number": "691"},
        ),
    ],
)  # fmt: skip
def test_ids_that_a_program_took_for_numbers_are_written_without_the_point(
    source: str, document: Grid, ids: dict[str, str]
) -> None:
    record = next(record for record in flat(read(document, source)) if record.counts)
    assert {name: record.fields[name] for name in ids} == ids
    assert source == "xero" or record.id == next(iter(ids.values()))
    assert all(not link.id.endswith(".0") for link in record.links)


def test_what_a_deal_of_a_csv_file_names_in_vain_is_named_all_the_same() -> None:
    titles = ["id", "name", "terms_changed", "contact_ids", "ticket_id"]
    found = read(csv(titles, ["9001", "Order", "no", "61; Ada Lam", "The ticket"]), "native")
    assert the(found).links == (Link("contacts", "61"), Link("contacts", "Ada Lam"))
    assert len(problems(found)) == 2


OF_A_CASE: dict[str, str] = {
    "documents": "type name number holder country region issued expires signed signed_on path url sha256",
    "tracking": "url name status", "risk": "rating score assessed_on signed_off_by decision", "setup": "instructions folder",
    "quote": "number status sent_on accepted_on", "invoice": "number issued_on due_on status paid_on",
    "approvals": "team by decision on", "history": "stage entered left by", "emails": "subject to sent_on kind",
    "billing": "name legal_name registration_number tax_number email phone address city zip country currency status",
    "contacts": "name first_name last_name email phone mobile role job_title", "company": "name legal_name aliases country",
}  # fmt: skip
"""Sections and their fields, as people write them who know their names."""


@pytest.mark.parametrize("key", ["Case ID", "case_id", "case", "Deal ID", "ticket id"])
@pytest.mark.parametrize(
    ("section", "titles"),
    [
        *((section, titles.split()) for section, titles in OF_A_CASE.items()),
        *(("documents", ["type", "name"]), ("tracking", ["Item ID", "url", "name", "status"]), ("risk", ["rating"])),
        *(("approvals", ["team", "on"]), ("documents", ["File ID", "type", "name"]), ("documents", ["name", "type"])),
    ],
)
def test_a_csv_file_with_a_sections_own_names_is_that_section_of_the_case(
    key: str, section: str, titles: list[str]
) -> None:
    found = read(csv([key, *titles], ["9001", *["5"] * len(titles)]), "native")
    record = the(found)
    assert (record.section, [link.id for link in record.links]) == (section, ["9001"])
    assert set(record.fields) == {"id" if title.endswith(" ID") else title for title in titles}


@pytest.mark.parametrize(
    "titles",
    [
        ["id", "kind", "title", "stage", "type", "owner", "tags", "solution_type"],
        ["id", "title", "stage", "tags", "summary", "solution_type"],
        ["case id", "kind", "tags", "thread", "solution_type"],
    ],
)
def test_a_csv_file_of_cases_with_their_own_names_is_no_list_of_a_desks_tickets(titles: list[str]) -> None:
    assert the(read(csv(titles, ["9001", *["x"] * (len(titles) - 1)]), "native")).section == "case"


def test_other_systems_keep_their_tables() -> None:
    board: list[list[Any]] = [["Name", "Status", "Item ID", "Deal ID"], ["Kiosk", "Done", "11", "9001"]]
    assert the(read(csv(["Board"], ["Group"], *board), "monday")).fields["name"] == "Kiosk"
    assert the(read(csv(*board), "monday")).fields["name"] == "Kiosk"
    titles = ["id", "subject", "tags", "customer", "solution_type"]
    assert flat(read(csv(titles, ["7", "Onboarding", "", "Amber", "$KWAY"]), "teamwork"))[0].section == "case"
    titles = ["ticket id", "title", "tags", "solution_type"]
    assert flat(read(csv(titles, ["7", "Onboarding", "", "$KWAY"]), "teamwork"))[0].section == "case"
    account = ["account_id", "deal_id", "company_name", "registration_number"]
    assert the(read(csv(account, ["A1", "9001", "Amber", "1"]), "odb")).id == "A1"


@pytest.mark.parametrize(("kind", "told"), [("deal", "deal"), ("Deal", "deal"), ("ticket", "ticket"), ("", "deal")])
def test_a_case_of_a_csv_file_is_what_it_says(kind: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "case.csv").write_text(f"id,kind,title,stage,owner\n9001,{kind},Order,draft,Sam Ho\n")
    (tmp_path / "deals.csv").write_text("id,name,terms_changed,payment_terms\n9001,Order,no,prepaid\n")
    (tmp_path / "documents.csv").write_text("Case ID,type,name\n9001,br,a.pdf\n9001,sof,b.pdf\n")
    reading = Inputs(find_inputs([str(tmp_path)]), Mapping())
    first, *others = reading.cases()
    assert (first.id, first.kind, len(first.records["documents"])) == ("9001", told, 2)
    assert [case.kind for case in others] == (["deal"] if kind == "ticket" else [])
    if not others:
        assert first.value("deal", "payment_terms") == "prepaid"


TABLES: dict[str, str] = {
    "hubspot": "Record ID,Deal Name,Deal Stage\n9001,Order,draft\n",
    "native": "deal_id,type,name\n9001,br,a.pdf\n",
    "odb": "Account ID,Deal ID,Company name,Plan\nA1,9001,Amber,Pro\n",
    "xero": "*ContactName,EmailAddress,POCity\nAmber,a@amber.hk,HK\n",
    "teamwork": "Ticket ID,Subject,Customer name,Tags\n7,Onboarding,Amber,\n",
}
"""A small table of each system."""


@pytest.mark.parametrize("source", [*TABLES, "case.id,case.title"])
@pytest.mark.parametrize("title", ["Company export\n", "Company export\n\nAs of today\n", "Company export,,\n"])
def test_a_title_above_a_csv_table_is_passed_over(source: str, title: str, tmp_path: Path) -> None:
    rows = TABLES.get(source, "case.id,case.title,company.name\n9001,Order,Amber\n")
    if title.endswith(",,\n"):
        title = title.replace(",,", "," * rows.partition("\n")[0].count(","))
    (tmp_path / "in.csv").write_text(title + rows)
    reading = Inputs(find_inputs([str(tmp_path / "in.csv")]), Mapping())
    cases = list(reading.cases())
    (item,) = reading.inputs
    assert (item.source, item.records) == ((source, 1) if source in TABLES else ("native", 2))
    assert len(cases) == (source not in {"native", "odb", "xero"})


def test_a_title_above_one_sheet_of_a_register_makes_no_board_of_it() -> None:
    tracking = [
        ["Tracking register"],
        ["Deal ID", "Name", "Link", "Item ID"],
        ["9001", "Amber", "https://m.com/1", "77"],
    ]
    approvals = [["Deal ID", "Team", "Approved by", "Approved on"], ["9001", "IOD", "Ada Lam", "2026-11-02"]]
    for book in ({"Approvals": approvals, "Tracking": tracking}, {"Tracking": tracking, "Approvals": approvals}):
        assert recognise(grid(**book), "register.xlsx").__name__.endswith(".native")
