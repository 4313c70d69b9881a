"""HubSpot's exports as CSV and Excel, in their labels, languages and generations."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading as Inputs
from kyccheck.read.trees import Tree
from kyccheck.records.names import Names
from kyccheck.records.record import Link, Problem, Record
from kyccheck.sources import Reading, hubspot, recognise
from kyccheck.values.grid import ErrorCell, Grid, Merged
from sources.grids import CELLS, csv, flat, grid, grids, problems, read, sheet, the


@pytest.mark.parametrize(
    ("header", "section"),
    [
        (["Record ID", "Deal Name", "Deal Stage", "Amount"], "deal"),
        (["Record ID", "Deal Name"], "deal"),
        (["hs_object_id", "dealname", "dealstage"], "deal"),
        (["Datensatz-ID", "Deal-Name", "Deal-Phase", "Betrag"], "deal"),
        (["ID de registro", "Nombre del negocio", "Etapa del negocio"], "deal"),
        (["ID de fiche d'informations", "Nom de la transaction"], "deal"),
        (["ID de fiche d\u2019informations", "Nom de la transaction"], "deal"),
        (["Datensatz-ID", "Dealname", "Dealphase", "Deal-Pipeline"], "deal"),
        (["记录 ID", "交易名称", "交易阶段"], "deal"),
        (["記錄 ID", "交易名稱"], "deal"),
        (["Record ID", "Ticket name", "Ticket status", "Pipeline"], "case"),
        (["hs_object_id", "subject", "hs_pipeline_stage"], "case"),
        (["Record ID", "Company name", "Company Domain Name"], "company"),
        (["Record ID", "Name", "Country", "Phone Number"], "company"),
        (["Datensatz-ID", "Unternehmensname", "Land/Region"], "company"),
        (["Record ID", "First Name", "Last Name", "Email", "Company Name", "City", "Website URL", "Industry"], "contacts"),
        (["ID de registro", "Nombre", "Apellidos", "Correo"], "contacts"),
        (["Record ID", "Email", "Job Title"], "contacts"),
        (['\ufeff"Record ID"', " Deal\u00a0Name "], "deal"),
        (["id", "is_deleted", "property_dealname", "property_dealstage"], "deal"),
        (["deal_id", "property_dealname", "deal_pipeline_stage_id"], "deal"),
        (["id", "property_name", "property_domain"], "company"),
        (["id", "property_firstname", "property_lastname"], "contacts"),
    ],
)  # fmt: skip
def test_the_object_is_told_by_the_header(header: list[str], section: str) -> None:
    record = the(read(csv(header, ["9001", *["x"] * (len(header) - 1)]), "hubspot"))
    assert (record.section, record.id, record.system) == (section, "9001", "hubspot")
    assert len(record.fields) >= 2


@pytest.mark.parametrize(
    "header",
    [["Name", "Amount"], ["Record ID", "Colour"], ["Account ID", "Company name", "Plan"], ["id", "name", "stage"], []],
)
def test_other_tables_are_left_to_others(header: list[str]) -> None:
    assert hubspot.recognises(csv(header, ["1"] * len(header))) == 0.0


def test_values_stay_as_they_are_and_ids_phones_and_postcodes_are_text() -> None:
    header = ["Record ID", "Company name", "Phone Number", "Postal Code", "Registration number", "Trading names"]
    record = the(read(csv(header, [51.0, "Amber", 85228104410.0, 999077, 69104418.0, "Amber;AQ"]), "hubspot"))
    assert record.fields == {
        "id": "51", "name": "Amber", "phone": "85228104410", "zip": "999077", "registration_number": "69104418", "aliases": ["Amber", "AQ"],
    }  # fmt: skip
    assert (record.at("zip"), record.at()) == ("D2", "2")


def test_blank_is_exported_and_empty() -> None:
    record = the(read(csv(["Record ID", "Deal Name", "Amount"], ["9001", None, ErrorCell("#N/A")]), "hubspot"))
    assert record.fields["name"] is None
    assert type(record.fields["amount"]) is ErrorCell


@pytest.mark.parametrize(
    ("title", "cell", "links"),
    [
        ("Associated Company IDs", "51;52", [Link("company", ""), Link("company", "51"), Link("company", "52")]),
        ("Associated Company IDs (Primary)", 51.0, [Link("company", ""), Link("company", "51", primary=True)]),
        ("Primary Associated Company ID", "51", [Link("company", ""), Link("company", "51", primary=True)]),
        ("associatedcompanyid", "51", [Link("company", ""), Link("company", "51", primary=True)]),
        ("Associated Contact IDs", "61; 62", [Link("contacts", ""), Link("contacts", "61"), Link("contacts", "62")]),
        (
            "Associated Contact IDs (Billing contact)",
            "61",
            [Link("contacts", ""), Link("contacts", "61", label="billing contact")],
        ),
        ("Associated Deal IDs", "9002", [Link("deal", ""), Link("deal", "9002")]),
        ("Associated Ticket IDs", "7", [Link("case", ""), Link("case", "7")]),
        ("Associated Note IDs", "31", [Link("notes", ""), Link("notes", "31")]),
        ("Record ID - Company", "51", [Link("company", ""), Link("company", "51")]),
        ("ID de registro - Company", "51", [Link("company", ""), Link("company", "51")]),
        ("Associated Contact IDs", "61, 62", [Link("contacts", ""), Link("contacts", "61"), Link("contacts", "62")]),
        ("Associated Contact IDs", None, [Link("contacts", "")]),
        ("Associated Contact IDs", "", [Link("contacts", "")]),
        ("Associated Company", "Amber Quay Limited", []),
        ("Associated Company (Primary)", "51", []),
    ],
)
def test_columns_of_associations(title: str, cell: Any, links: list[Link]) -> None:
    found = read(csv(["Record ID", "Deal Name", title], ["9001", "x", cell]), "hubspot")
    assert list(the(found).links) == links
    assert problems(found) == []


@pytest.mark.parametrize(
    "cell",
    ["Harbour Lotteries Ltd", "51, Harbour", "5,000,052", "5,1E+10", "5.1E+10", ErrorCell("#REF!"), True, -51, 5.5],
)
def test_a_name_in_a_column_of_ids_is_a_problem_and_no_link(cell: Any) -> None:
    found = read(grid(All_deals=[["Record ID", "Deal Name", "Associated Company IDs"], ["9001", "x", cell]]), "hubspot")
    assert the(found).links == ()
    ((message, at),) = problems(found)
    assert "is not the id of a company" in message
    assert at == "All deals!C2"


def test_ids_beside_a_name_still_join() -> None:
    found = read(csv(["Record ID", "Deal Name", "Associated Company IDs"], ["9001", "x", "51;Harbour"]), "hubspot")
    assert Link("company", "51") in the(found).links
    assert len(problems(found)) == 1


@pytest.mark.parametrize("own", [None, " ", "Amber", ErrorCell("#N/A")])
def test_an_object_without_an_id_is_a_problem(own: Any) -> None:
    found = read(csv(["Record ID", "Deal Name"], [own, "x"], ["9002", "y"]), "hubspot")
    assert [record.id for record in flat(found)] == ["9002"]
    assert [at for _, at in problems(found)] == ["2"]


@pytest.mark.parametrize(("second", "value"), [("+1", "+1"), (None, "+1"), ("+2", ["+1", "+2"])])
def test_a_header_that_stands_twice(second: Any, value: Any) -> None:
    record = the(
        read(csv(["Record ID", "Company name", "Phone Number", "Phone Number"], ["51", "x", "+1", second]), "hubspot")
    )
    assert record.fields["phone"] == value
    said = 'the column "Phone Number" stands twice (C and D), and row 2 says two things in it'
    assert record.notes == ((said,) if second == "+2" else ())


@pytest.mark.parametrize(
    ("title", "cell", "marks"),
    [("is_deleted", "TRUE", ("archived",)), ("_fivetran_deleted", "false", ()), ("Archived", True, ("archived",))],
)
def test_deleted_rows_are_archived(title: str, cell: Any, marks: tuple[str, ...]) -> None:
    assert the(read(csv(["id", "property_dealname", title], ["1", "x", cell]), "hubspot")).marks == marks


def test_a_file_of_several_objects_gives_a_record_for_each() -> None:
    header = [
        "Record ID - Deal",
        "Deal Name",
        "Record ID - Company",
        "Company name",
        "Record ID - Contact",
        "First Name",
        "Phone Number",
    ]
    found = read(
        csv(
            header, ["9001", "Order", "51", "Amber", "61", "Ada", "+1"], ["9002", "Other", None, None, None, None, None]
        ),
        "hubspot",
    )
    records = {(record.section, record.id): record for record in flat(found)}
    assert set(records) == {("deal", "9001"), ("company", "51"), ("contacts", "61"), ("deal", "9002")}
    assert Link("deal", "9001") in records["company", "51"].links
    assert records["company", "51"].fields == {"id": "51", "name": "Amber"}
    assert all("Phone Number" in records[key].shape.ignored for key in (("company", "51"), ("contacts", "61")))


def test_risk_and_monday_columns_are_records_beside() -> None:
    found = read(
        csv(["Record ID", "Deal Name", "Risk rating", "Monday item ID"], ["9001", "x", "high", 2950676901.0]), "hubspot"
    )
    beside = {record.section: record for record in flat(found)}
    assert (beside["risk"].fields, beside["risk"].at("rating"), beside["risk"].counts) == (
        {"rating": "high"},
        "C2",
        False,
    )
    assert beside["tracking"].fields == {"id": "2950676901"}
    assert beside["deal"].shape.ignored == ()


def test_all_columns_of_the_risk_are_read() -> None:
    header = ["Record ID", "Deal Name", "Risk rating", "Risk assessed on", "Risk decision", "Risk colour"]
    found = read(csv(header, ["9001", "x", "high", "2026-11-15", "Rejected", "red"]), "hubspot")
    beside = {record.section: record for record in flat(found)}
    assert beside["risk"].fields == {"rating": "high", "assessed_on": "2026-11-15", "decision": "Rejected"}
    assert beside["risk"].at("assessed_on") == "D2"


def test_the_risk_and_the_item_go_by_each_of_their_words() -> None:
    header = [
        "Record ID",
        "Deal Name",
        "Risk rating",
        "Customer risk score",
        "Risk rating decision",
        "Monday.com status",
    ]
    found = read(csv(header, ["9001", "x", "low", 12, "Rejected", "Done"]), "hubspot")
    beside = {record.section: record for record in flat(found)}
    assert beside["risk"].fields == {"rating": "low", "score": 12, "decision": "Rejected"}
    assert beside["tracking"].fields == {"status": "Done"}
    assert beside["deal"].shape.ignored == ()


def test_a_table_of_associations_joins_and_is_no_object() -> None:
    record = the(
        read(csv(["deal_id", "company_id", "type_id", "_fivetran_synced"], ["9001", "51", "5", "x"]), "hubspot")
    )
    assert (record.section, record.id, record.links, record.counts) == ("company", "51", (Link("deal", "9001"),), False)
    assert "is in no file given" in record.missing


def test_sheets_that_nothing_tells_and_hidden_ones_are_problems() -> None:
    deals = [["Record ID", "Deal Name"], ["9001", "x"]]
    found = read(
        Grid((sheet("Deals of May", deals), sheet("Colours", [["a", "b"]]), sheet("Old", deals, hidden=True))),
        "hubspot",
    )
    assert len(flat(found)) == 1
    assert [message for message, _ in problems(found)] == [
        'the sheet "Colours" was not read: no column tells whether its rows are deals, tickets, companies or contacts',
        'the sheet "Old" is hidden and was not read; show it, or take it out',
    ]


def test_sheets_named_after_sections_are_hubspots_where_the_ids_are() -> None:
    assert recognise(grid(Deals=[["Record ID", "Deal Name"], ["9001", "x"]]), "x") is hubspot


def test_exports_of_all_objects_join_into_a_case(tmp_path: Path) -> None:
    files = {
        "deals.csv": "Record ID,Deal Name,Deal Stage,Associated Company IDs (Primary),Associated Contact IDs,Associated Note IDs\n9001,Amber,1,51,61;62,\n",
        "companies.csv": "Datensatz-ID,Unternehmensname,Land/Region\n51,Amber Quay Limited,Hongkong\n",
        "contacts.csv": "Record ID,First Name,Last Name,Email\n61,Ada,Lam,a@x.hk\n",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    reading = Inputs(find_inputs([str(tmp_path)]), Mapping())
    (case,) = reading.cases()
    assert (case.id, case.value("company", "name"), reading.problems) == ("9001", "Amber Quay Limited", [])
    assert [record.fields.get("name") or record.missing for record in case.records["contacts"]] == [
        "Ada Lam",
        "contact 62 is associated, but is in no file given; add the export of contacts",
    ]
    assert case.records["documents"] == ()
    assert case.evidence("company.country")[0].at == "C2"
    assert [(item.records, item.reported) for item in reading.inputs] == [(1, 0), (1, 0), (1, 0)]


TITLES = ["Record ID", "Deal Name", "Deal Stage", "Company name", "First Name", "Ticket name", "Associated Company IDs (Primary)", "Record ID - Deal",
          "Record ID - Company", "is_deleted", "deal_id", "company_id", "Risk rating", "property_dealname", "Phone Number"]  # fmt: skip


@settings(deadline=None)
@given(document=grids(TITLES, ["Deals", "hubspot-crm-exports", ""]))
def test_any_table_is_records_and_located_problems(document: Grid) -> None:
    assert 0 <= hubspot.recognises(document) <= 0.8
    for found in hubspot.records(Tree(document, ""), Reading("x", Names())):
        assert (isinstance(found, Record) and found.id) or (isinstance(found, Problem) and found.message and found.at)


@settings(deadline=None)
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8))
def test_every_row_is_a_record_or_a_problem(rows: list[tuple[Any, ...]]) -> None:
    kept = [row for row in rows if any(cell is not None for cell in row)]
    document = csv(["Record ID", "Deal Name", "Associated Note IDs"], *rows)
    found = list(hubspot.records(Tree(document, ""), Reading("x", Names())))
    without_id = [message for message, _ in problems(found) if message.startswith("is a deal")]
    assert len(flat(found)) + len(without_id) == len(kept)


HEADER = ["Record ID", "Deal Name", "Deal Stage"]
DEAL = ["9001", "Amber Quay", "iod_check"]


@pytest.mark.parametrize(
    "above",
    [
        [["Deals of May"]],
        [["Deals"], [], ["as of today"]],
        [["Deal", None, "Progress"]],
        [["a", "b", "c"], ["d"]],
    ],
)
def test_a_title_above_the_header_is_passed_over(above: list[list[Any]]) -> None:
    record = the(read(grid(Deals=[*above, HEADER, DEAL]), "hubspot"))
    assert (record.id, record.fields["name"], record.fields["stage"]) == ("9001", "Amber Quay", "iod_check")
    assert record.at("name") == f"Deals!B{len(above) + 2}"


def test_a_title_that_is_merged_over_two_rows_is_one() -> None:
    rows: list[list[Any]] = [["Record ID", "Deal", None, "Amount"], [None, "Deal Name", "Deal Stage"], [*DEAL, 5]]
    record = the(read(grid(Sheet1=rows), "hubspot"))
    assert record.fields == {"id": "9001", "name": "Amber Quay", "stage": "iod_check", "amount": 5}


@pytest.mark.parametrize("own", ["7.00E+11", "8,52E+11", "7E+11", "7.0e11"])
def test_an_id_that_excel_has_damaged_is_said_so_and_is_a_record_reported(own: str) -> None:
    (problem,) = read(csv(HEADER, [own, *DEAL[1:]]), "hubspot")
    assert "looks damaged by Excel" in problem.message
    assert problem.records == 1
    found = read(csv([*HEADER, "Associated Company IDs"], [*DEAL, own]), "hubspot")
    assert "looks damaged by Excel" in problems(found)[0][0]
    assert the(found).links == ()


def test_a_table_of_associations_passes_over_deleted_ones_and_says_what_names_nobody() -> None:
    header = ["deal_id", "contact_id", "_fivetran_deleted"]
    found = read(
        csv(
            header,
            ["9001", "61", False],
            ["9001", "62", True],
            ["9001", None, False],
            ["9001", "63;64", False],
            ["x y", "65", False],
        ),
        "hubspot",
    )
    assert [(record.id, record.links) for record in flat(found)] == [("61", (Link("deal", "9001"),))]
    assert [message for message, _ in problems(found)] == ["is an association without two ids"] * 3


def test_a_merged_cell_of_ids_is_that_of_each_row_it_covers() -> None:
    rows = [
        [*HEADER, "Associated Company IDs"],
        [*DEAL, "51"],
        ["9002", *DEAL[1:]],
        ["9003", *DEAL[1:], "52"],
        ["9004", *DEAL[1:]],
    ]
    book = grid(Deals=rows)
    book.sheets[0].unseen.merged = [Merged(len(HEADER), 2, 3), Merged(0, 4, 5)]
    found = flat(read(book, "hubspot"))
    named = [[link.id for link in record.links if link.id] for record in found]
    assert named == [["51"], ["51"], ["52"], []]
    assert [record.id for record in found] == ["9001", "9002", "9003", "9004"]
