"""The CSR 106 form, as a workbook and JSON."""

import runpy
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from checks.asking import read_files
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading as Inputs
from kyccheck.read.trees import Tree
from kyccheck.records.names import Names
from kyccheck.records.record import Link, Problem, Record
from kyccheck.sources import Reading, csr, marks
from kyccheck.sources._references import is_like_an_id
from kyccheck.values.grid import ErrorCell, Grid
from sources.grids import JSON, csv, flat, grid, grids, problems, read, sheet, the
from support import PROJECT

FORM: list[list[Any]] = [
    ["CSR 106"],
    ["Deal ID", "9001"],
    ["Customer"],
    ["Company name:", "Amber Quay Limited"],
    ["Registration No.", 69104418],
    ["Billing"],
    ["Address", "88 Queen's Road"],
    ["Billing contact"],
    ["Name", "Ada Lam"],
    ["E-mail", "ada.lam@amberquay.hk"],
    ["Phone", "+852 2810 4411"],
    ["Package"],
    ["Plan", "Quantity", "Term", "Add-ons"],
    ["Voice Pro", 10, "12 months", "IVR\nRecording"],
    ["Virtual numbers"],
    ["No.", "Number", "Country", "Type", "Channels"],
    [1, "+852 5808 1001", "HK", "local", 4],
    [2, 85258081002, "HK", None, None],
    [3, "TBC", "HK", "local", 1],
    [],
    ["Signature"],
    ["Signed", "Yes", None, "Signed on", date(2026, 11, 1)],
    ["Sales person", "Sam Ho"],
]


def form(*rows: list[Any]) -> list[Any]:
    return read(
        grid(CSR_106=[["CSR 106"], *rows, ["Company name", "Amber"], ["Plan", "Pro"], ["Term", "1 year"]]), "csr"
    )


def numbers_of(record: Record) -> list[Any]:
    entries: Any = record.fields["virtual_numbers"]
    assert isinstance(entries, list)
    return entries


def test_a_form_is_read_whole() -> None:
    found = read(grid(Form=FORM), "csr")
    record = the(found)
    assert record.fields == {
        "company_name": "Amber Quay Limited", "registration_number": "69104418", "billing_address": "88 Queen's Road",
        "billing_contact.name": "Ada Lam", "billing_contact.email": "ada.lam@amberquay.hk", "billing_contact.phone": "+852 2810 4411",
        "package.plan": "Voice Pro", "package.quantity": 10, "package.term": "12 months", "package.add_ons": ["IVR", "Recording"],
        "virtual_numbers": [
            {"number": "+852 5808 1001", "country": "HK", "type": "local", "channels": 4},
            {"number": "85258081002", "country": "HK", "type": None, "channels": None},
            {"number": "TBC", "country": "HK", "type": "local", "channels": 1},
        ],
        "signed": "Yes", "signed_on": date(2026, 11, 1),
    }  # fmt: skip
    assert record.links == (Link("deal", "9001"),)
    places = ("", "company_name", "package.quantity", "virtual_numbers", "virtual_numbers[1]", "signed_on")
    assert [record.at(name) for name in places] == [
        "Form!B4",
        "Form!B4",
        "Form!B14",
        "Form!B16",
        "Form!B18",
        "Form!E22",
    ]
    assert record.shape.ignored == ("No.", "Sales person")
    assert problems(found) == []


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (["Billing address", "1 Pier Road"], "1 Pier Road"),
        (["3. Billing address *", None, None, "1 Pier Road"], "1 Pier Road"),
        (["Billing address 帳單地址：", "1 Pier Road"], "1 Pier Road"),
        (["Billing address / 帳單地址", "1 Pier Road"], "1 Pier Road"),
        (["Billing address (as on the BR)", "1 Pier Road"], "1 Pier Road"),
        (["帳單地址", "1 Pier Road"], "1 Pier Road"),
        (["BILLING_ADDRESS", "1 Pier Road"], "1 Pier Road"),
        (["Billing address", None], None),
        (["Billing address", " "], None),
        (["Billing address", ErrorCell("#REF!")], "#REF!"),
        (["Billing address", None, "Billing email", "a@x.hk"], None),
    ],
)
def test_a_label_has_its_value_beside_it(row: list[Any], value: Any) -> None:
    found = the(form(row)).fields["billing_address"]
    assert found == value
    assert type(found) is type(row[1]) or not isinstance(row[1], ErrorCell)


def test_a_label_without_a_value_does_not_take_the_next_label_or_heading_for_one() -> None:
    fields = the(form(["Billing address"], ["Billing email"], ["All about the package"], ["Add-ons"], ["More"])).fields
    assert [fields[name] for name in ("billing_address", "billing_contact.email", "package.add_ons")] == [
        None,
        None,
        None,
    ]


def test_lone_labels_have_their_values_below_where_the_whole_form_is_so() -> None:
    rows = [
        ["CSR 106"],
        ["Deal ID"],
        ["9001"],
        ["Company name"],
        ["Amber Quay"],
        ["Billing contact"],
        ["Ada"],
        ["Plan"],
        [],
        ["Term"],
        ["1 year"],
    ]
    record = the(read(grid(F=rows), "csr"))
    assert record.fields == {
        "company_name": "Amber Quay",
        "billing_contact.name": "Ada",
        "package.plan": None,
        "package.term": "1 year",
    }
    assert (record.links, record.at("company_name")) == ((Link("deal", "9001"),), "F!A5")


def test_a_heading_above_the_table_of_numbers_is_no_label_without_a_value() -> None:
    rows: list[list[Any]] = [
        ["CSR 106"],
        ["Company name", None, "Plan"],
        ["Amber Quay", None, "Pro"],
        ["Billing address"],
        ["88 Queen's Road"],
    ]
    numbers = [["Virtual numbers"], ["Number", "Country"], ["+852 5808 1001", "HK"]]
    record = the(read(grid(F=[*rows, *numbers]), "csr"))
    assert record.fields["billing_address"] == "88 Queen's Road"
    assert record.fields["virtual_numbers"] == [{"number": "+852 5808 1001", "country": "HK"}]


def test_labels_in_a_row_with_no_values_below_are_blank() -> None:
    rows = [
        ["CSR 106"],
        ["Company name", "Amber"],
        ["Plan", "Quantity", "Term"],
        [],
        ["Virtual numbers"],
        ["Number", "Country"],
        ["Signed", "Yes"],
    ]
    fields = the(read(grid(F=rows), "csr")).fields
    assert [fields[name] for name in ("package.plan", "package.quantity", "package.term")] == [None, None, None]
    assert (fields["virtual_numbers"], fields["signed"]) == ([], "Yes")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["Billing email", "a@x.hk"], ["Billing email", "b@x.hk"]], 1),
        ([["Billing email", "a@x.hk"], ["Billing contact email", None]], 1),
        ([["Billing email", "a@x.hk"], ["Billing email", " a@x.hk"]], 0),
    ],
)
def test_a_label_that_stands_twice(rows: list[list[Any]], said: int) -> None:
    found = form(*rows)
    assert len(problems(found)) == said
    value = the(found).fields["billing_contact.email"]
    assert value == ([row[1] for row in rows] if said else "a@x.hk")
    assert all("says different things (CSR 106!B2 and CSR 106!B3)" in message for message, _ in problems(found))


def test_a_heading_that_is_a_label_too_is_no_second_one() -> None:
    found = form(["Billing contact"], ["Name", "Ada Lam"], ["Technical contact"], ["Name", "Bo Lee"])
    assert the(found).fields["billing_contact.name"] == "Ada Lam"
    assert problems(found) == []
    assert the(found).shape.ignored == ("Technical contact", "Name")


def test_numbers_beside_a_label() -> None:
    assert the(form(["Virtual numbers", "+852 5808 1001 HK local 4ch"])).fields["virtual_numbers"] == [
        {"number": "+852 5808 1001", "country": "HK", "type": "local", "channels": 4}
    ]


@pytest.mark.parametrize("value", ["Amber Quay", ErrorCell("#N/A")])
def test_a_deal_id_that_is_none_is_a_problem(value: Any) -> None:
    found = form(["HubSpot deal", value])
    assert not any(is_like_an_id(link.id) for link in the(found).links)
    assert [(("is not the id of a deal" in message), at) for message, at in problems(found)] == [(True, "CSR 106!B2")]


def test_several_forms_in_one_workbook_and_what_is_none() -> None:
    found = read(grid(A=FORM, B=FORM, Prices=[["Voice Pro", 100]]), "csr")
    assert len({record.id for record in flat(found)}) == 2
    assert read(grid(Prices=[["Voice Pro", 100]], A=FORM), "csr")[-1].notes == (
        'the sheet "Prices" holds no CSR 106 form, and was not read',
    )


def test_forms_as_rows_of_a_table() -> None:
    header = ["Deal ID", "Company name", "Billing address", "Plan", "Term", "Virtual numbers", "Colour"]
    found = read(
        csv(
            header,
            ["9001", "Amber", "1 Pier Road", "Pro", "1 year", "+852 5808 1001", "red"],
            [None, "Zenith", None, "Pro", None, None, None],
        ),
        "csr",
    )
    first, second = flat(found)
    assert (first.links, first.at("package.plan"), first.shape.ignored) == ((Link("deal", "9001"),), "D2", ("Colour",))
    assert (second.fields["billing_address"], second.links) == (None, ())


FLAT = {
    "form": "CSR 106",
    "deal_id": "9001",
    "company_name": "Amber",
    "package_plan": "Pro",
    "billing_contact_name": "Ada",
    "package.add_ons": "IVR; Rec",
}
NESTED = {
    "deal_id": 9001,
    "company_name": "Amber",
    "package": {"plan": "Pro", "add_ons": ["IVR", "Rec"]},
    "billing_contact": {"name": "Ada"},
}


@pytest.mark.parametrize(
    "document", [FLAT, NESTED, [NESTED], {"csr": NESTED}, {"csr106": [FLAT]}, {"deal_id": "9001", "CSR 106": NESTED}]
)
def test_a_form_as_json(document: Any) -> None:
    record = the(read(document, "csr"))
    assert {name: record.fields[name] for name in ("company_name", "package.plan", "package.add_ons", "billing_contact.name")} == {
        "company_name": "Amber", "package.plan": "Pro", "package.add_ons": ["IVR", "Rec"], "billing_contact.name": "Ada",
    }  # fmt: skip
    assert record.links == (Link("deal", "9001"),)


@pytest.mark.parametrize(
    "document",
    [
        {"company_name": "x"},
        {"name": "x", "domain": "y", "phone": "z"},
        {"csr": {}, "odb": {}},
        {"results": []},
        [],
        "",
        None,
    ],
)
def test_what_is_no_form_is_left_to_others(document: Any) -> None:
    assert csr.recognises(document) == 0.0


def test_a_signed_pdf_is_no_export(tmp_path: Path) -> None:
    path = tmp_path / "csr106.pdf"
    path.write_bytes(b"%PDF-1.7 signed")
    reading = Inputs(find_inputs([f"csr={path}"]), Mapping())
    assert list(reading.cases()) == []
    assert "only as an attachment" in reading.problems[0].message


TITLES = [str(row[0]) for row in FORM if row] + ["Number", "Country", "Channels", "Quantity"]


@settings(deadline=None)
@given(document=st.one_of(JSON, grids(TITLES, ["CSR 106", "Form", ""])))
def test_any_document_is_records_and_located_problems(document: Any) -> None:
    assert 0 <= csr.recognises(document) <= 1
    for found in csr.records(Tree(document, ""), Reading("x", Names())):
        assert isinstance(found, Record) or (isinstance(found, Problem) and found.message)


VALUES = {
    "Account ID": "A100", "Deal ID": "9001", "Company name": "Amber Quay Limited", "Registration number": "069104418", "Billing address": "88 Queen's Road",
    "Billing contact": "Ada Lam", "Billing email": "ada.lam@amberquay.hk", "Billing phone": "+852 2810 4411", "Plan": "Voice Pro", "Quantity": 10,
    "Term": "12 months", "Add-ons": "IVR; Recording", "Signed": "Yes", "Signed on": date(2026, 11, 1), "Provisioned on": date(2026, 11, 12),
}  # fmt: skip
NUMBER = {"Account ID": "A100", "Number": "+852 5808 1001", "Country": "HK", "Type": "local", "Channels": 4}
SETTINGS = {
    "company_name": "Amber Quay Limited", "registration_number": "069104418", "billing_address": "88 Queen's Road", "billing_contact.name": "Ada Lam",
    "billing_contact.email": "ada.lam@amberquay.hk", "billing_contact.phone": "+852 2810 4411", "package.plan": "Voice Pro", "package.quantity": 10,
    "package.term": "12 months", "package.add_ons": ["IVR", "Recording"], "signed": "Yes", "signed_on": date(2026, 11, 1),
    "virtual_numbers": [{"number": "+852 5808 1001", "country": "HK", "type": "local", "channels": 4}],
}  # fmt: skip


def fill(name: str, path: Path) -> Path:
    """A template as a user fills it: what belongs right of a label, or below a title."""
    book = load_workbook(PROJECT / "examples" / name)
    for worksheet in book.worksheets:
        for row in worksheet.iter_rows():
            below = sum(cell.value is not None for cell in row) > 1
            values: dict[str, Any] = NUMBER if any(cell.value == "Number" for cell in row) else VALUES
            for cell in [cell for cell in row if cell.value in values]:
                place = (cell.row + 1, cell.column) if below else (cell.row, cell.column + 1)
                worksheet.cell(*place).value = values[str(cell.value)]
    book.save(path)
    return path


def test_the_filled_templates_are_read_back_without_a_warning_and_joined(tmp_path: Path) -> None:
    deal = {"id": "9001", "properties": {"dealname": "Amber", "dealstage": "1"}}
    paths = [fill("odb-template.xlsx", tmp_path / "a.xlsx"), fill("csr106-template.xlsx", tmp_path / "b.xlsx")]
    read_files(tmp_path, {"deal.json": deal})
    reading = Inputs(find_inputs([*map(str, paths), str(tmp_path / "deal.json")]), Mapping())
    (case,) = reading.cases()
    assert (reading.problems, reading.unused, case.notes) == ([], [], [])
    assert [item.source for item in reading.inputs] == ["odb", "csr", "hubspot"]
    assert all(not item.ignored for item in reading.inputs[:2])
    assert case.records["csr"][0].fields == SETTINGS
    assert case.records["odb"][0].fields == {**SETTINGS, "account_id": "A100", "provisioned_on": date(2026, 11, 12)}


@pytest.mark.parametrize(("name", "source"), [("odb-template.xlsx", "odb"), ("csr106-template.xlsx", "csr")])
def test_the_empty_templates_are_recognised_and_say_nothing(name: str, source: str) -> None:
    reading = Inputs(find_inputs([str(PROJECT / "examples" / name)]), Mapping())
    assert list(reading.cases()) == []
    assert reading.inputs[0].source == source
    assert all(value in (None, []) for record in reading.unused for value in record.fields.values())


def test_the_templates_are_what_their_script_makes() -> None:
    made = runpy.run_path(str(PROJECT / "bench" / "make_templates.py"))
    for name, make in (("odb-template.xlsx", made["odb"]), ("csr106-template.xlsx", made["csr106"])):
        assert made["content"](make()) == made["content"](make())
        kept = load_workbook(PROJECT / "examples" / name)
        for ours, theirs in zip(make().worksheets, kept.worksheets, strict=True):
            assert [[cell.value for cell in row] for row in ours.iter_rows()] == [
                [cell.value for cell in row] for row in theirs.iter_rows()
            ]
            choices = [
                {(str(rule.sqref), rule.formula1) for rule in sheet.data_validations.dataValidation}
                for sheet in (ours, theirs)
            ]
            assert choices[0] == choices[1]


def test_a_hidden_sheet_with_a_form_is_a_problem_and_another_one_is_none() -> None:
    forms = Grid((sheet("Form", FORM), sheet("Old", FORM, hidden=True), sheet("Lists", [["HK"], ["SG"]], hidden=True)))
    found = read(forms, "csr")
    assert the(found).fields["company_name"] == "Amber Quay Limited"
    ((message, at),) = problems(found)
    assert "hidden" in message
    assert "Old" in message + at


def test_of_a_table_of_forms_a_row_that_cannot_be_used_is_a_problem_among_forms() -> None:
    header = ["Deal ID", "Company name", "Plan", "Quantity", "Term"]
    found = read(
        csv(header, ["9001", "Amber", "Pro", 1, "1 year"], ["no id at all!", "Zenith", "Pro", 1, "1 year"]), "csr"
    )
    assert [record.fields["company_name"] for record in flat(found)] == ["Amber", "Zenith"]
    assert len(problems(found)) == 1


@pytest.mark.parametrize(
    "text", ["To be assigned", "New HK number", "2 more numbers in HK", "DID 2", "see page 5", "TBC"]
)
def test_free_text_in_place_of_a_number_is_kept_and_ends_nothing(text: str) -> None:
    header = [["Virtual numbers"], ["Number", "Country", "Type", "Channels"]]
    rows: list[list[Any]] = [["+852 5808 1001", "HK", "local", 4], [text, "HK", "local", 4], ["+852 5808 1009", "HK"]]
    signature = [["Signature"], ["Signed", "Yes"]]
    record = the(form(*header, *rows, *signature))
    assert [entry["number"] for entry in numbers_of(record)] == ["+852 5808 1001", text, "+852 5808 1009"]
    assert (record.fields["signed"], record.at("virtual_numbers[2]")) == ("Yes", "CSR 106!A6")
    first = the(form(*header, rows[1], [], *signature))
    assert [entry["number"] for entry in numbers_of(first)] == [text]


def test_a_day_in_place_of_a_number_is_kept() -> None:
    record = the(form(["Number", "Country"], [date(2026, 1, 1), "HK"]))
    assert numbers_of(record) == [{"number": date(2026, 1, 1), "country": "HK"}]


@pytest.mark.parametrize("between", [["Toll free"], [None, None, "Toll free"]])
def test_a_text_between_numbers_is_kept_as_one(between: list[Any]) -> None:
    header, one, two = (
        ["Number", "Country", "Type"],
        ["+852 5808 1001", "HK", "local"],
        ["+852 5808 1009", "HK", "local"],
    )
    variants: list[list[list[Any]]] = [
        [one, between, two],
        [between, two],
        [one, [], between, [], two],
        [one, [None] * 5 + ["x"], between, two],
    ]
    for rows in variants:
        entries = numbers_of(the(form(header, *rows)))
        assert len(entries) == sum(any(row[:3]) for row in rows)
        assert entries[-1]["number"] == "+852 5808 1009"


@pytest.mark.parametrize(
    "after", [["Signature"], ["Package details"], ["Remarks:"], [], ["Numbers may change."], ["Prepared by", "Sam Ho"]]
)
def test_after_a_blank_row_a_remark_or_heading_is_no_number(after: list[Any]) -> None:
    found = the(form(["Number", "Country", "Type"], ["+852 5808 1001", "HK", "local"], [], after, ["Signed", "Yes"]))
    assert (len(numbers_of(found)), found.fields["signed"]) == (1, "Yes")


@pytest.mark.parametrize("total", [["Total", None, 14], [None, "TOTAL:", "14"], ["合計", None, 14]])
def test_a_total_below_the_numbers_is_none_of_them(total: list[Any]) -> None:
    rows: list[list[Any]] = [
        ["Number", "Country", "Channels"],
        ["+852 5808 1001", "HK", 4],
        ["+65 3158 0001", "SG", 10],
    ]
    assert numbers_of(the(form(*rows, total))) == numbers_of(the(form(*rows)))
    assert len(numbers_of(the(form(*rows, ["Total", "+852 5808 1009", 4])))) == 3


@pytest.mark.parametrize(
    ("header", "cells", "told"),
    [
        (["Action", "Number", "Country"], ["Delete", "+852 5808 1001", "HK"], {"Action": "Delete"}),
        (["Number", "Country", "Status:"], ["+852 5808 1001", "HK", "Released"], {"Status": "Released"}),
        (["Number", "Remarks", "Country"], ["+852 5808 1001", "port out", "HK"], {"Remarks": "port out"}),
        (["Number", "Country", "Action", "Notes"], ["+852 5808 1001", "HK", None, "x"], {"Notes": "x"}),
    ],
)
def test_what_becomes_of_a_number_is_read_with_it(header: list[Any], cells: list[Any], told: dict[str, str]) -> None:
    record = the(form(header, cells))
    assert record.fields["virtual_numbers"] == [{"number": "+852 5808 1001", "country": "HK", **told}]
    assert record.shape.ignored == ()
    two = the(form([*header, *header], [*cells, *cells[:-1], None]))
    last = {name: value for name, value in zip(header, [*cells[:-1], None], strict=True) if value and name in told}
    first, second = cast("list[dict[str, object]]", two.fields["virtual_numbers"])
    assert {name: first[name] for name in told} == told
    assert {name: second[name] for name in told if name in second} == last


def test_other_columns_beside_the_numbers_are_listed_as_ignored() -> None:
    assert the(form(["Number", "Country", "Colour"], ["+852 5808 1001", "HK", "red"])).shape.ignored == ("Colour",)


LISTED: list[list[Any]] = [["Number", "Country", "Type", "Channels"], ["+852 5808 1009", "HK", "local", 4]]


@pytest.mark.parametrize("name", ["Page 2", "Virtual numbers"])
def test_a_further_sheet_of_numbers_goes_on_with_the_form(name: str) -> None:
    for sheets in ([sheet("Form", FORM), sheet(name, LISTED)], [sheet(name, LISTED), sheet("Form", FORM)]):
        record = the(read(Grid(tuple(sheets)), "csr"))
        assert [entry["number"] for entry in numbers_of(record)][2:] == ["TBC", "+852 5808 1009"]
        assert (record.at("virtual_numbers[1]"), record.at("virtual_numbers[3]")) == ("Form!B18", f"{name}!A2")


def test_a_further_sheet_of_numbers_follows_those_beside_a_label_or_none() -> None:
    labels: list[list[Any]] = [["CSR 106"], ["Company name", "Amber"], ["Plan", "Pro"], ["Term", "1 year"]]
    beside = [*labels, ["Virtual numbers", "+852 5808 1001; +852 5808 1002"]]
    for rows, count in ((labels, 1), ([*labels, ["Virtual numbers", None]], 1), (beside, 3)):
        record = the(read(grid(Form=rows, More=LISTED), "csr"))
        assert len(numbers_of(record)) == count
        assert record.at(f"virtual_numbers[{count - 1}]") == "More!A2"


def test_a_further_sheet_of_numbers_that_nobody_knows_the_form_of_is_a_problem() -> None:
    found = read(grid(A=FORM, B=FORM, More=LISTED), "csr")
    assert [len(numbers_of(record)) for record in flat(found)] == [3, 3]
    ((message, at),) = problems(found)
    assert "which of the forms" in message
    assert at == "More!A1"


def test_a_further_sheet_of_numbers_that_contradicts_itself_leaves_them_unsaid() -> None:
    found = read(grid(A=FORM, More=[*LISTED, LISTED[0], ["+852 5808 1010", "HK", "local", 4]]), "csr")
    assert "virtual_numbers" not in the(found).fields
    ((message, _),) = problems(found)
    assert "says different things" in message


def test_a_hidden_sheet_of_numbers_is_a_problem() -> None:
    found = read(Grid((sheet("Form", FORM), sheet("More", LISTED, hidden=True))), "csr")
    ((message, _),) = problems(found)
    assert "hidden" in message


@pytest.mark.parametrize(
    ("rows", "name", "value"),
    [
        ([["Add-ons", "IVR; Recording"], [None, "Call Barging"]], "package.add_ons", ["IVR", "Recording", "Call Barging"]),
        ([["Add-ons", None], [None, "IVR"], [None, "Recording"]], "package.add_ons", ["IVR", "Recording"]),
        ([["Add-ons", "IVR", None, "Recording", "Barging"]], "package.add_ons", ["IVR", "Recording", "Barging"]),
        ([["Add-ons"], [None, "IVR"]], "package.add_ons", ["IVR"]),
        ([["Quantity", "Add-ons"], [10, "IVR"], [None, "Recording"]], "package.add_ons", ["IVR", "Recording"]),
        ([["Quantity", "Add-ons"], [10, "IVR"], [12, "Recording"]], "package.quantity", [10, 12]),
        ([["Quantity", 10, 12]], "package.quantity", [10, 12]),
        ([["Quantity", 10, 12, 14, "Signed", "Yes"]], "package.quantity", [10, 12, 14]),
        ([["Quantity", 10], [None, 12]], "package.quantity", [10, 12]),
        ([["Quantity", 10, 10]], "package.quantity", 10),
        ([["Quantity", 10, ErrorCell("#N/A")]], "package.quantity", [10, ErrorCell("#N/A")]),
        ([["Billing address", "1 Pier Road", "Hong Kong"]], "billing_address", "1 Pier Road, Hong Kong"),
        ([["Billing address", "1 Pier Road"], [None, "Hong Kong"]], "billing_address", "1 Pier Road, Hong Kong"),
        ([["Quantity", 10, None, "Signed", "Yes"], [None, None, None, None, "No"]], "signed", ["Yes", "No"]),
        ([["Virtual numbers", "+852 5808 1001", "+852 5808 1002"]], "virtual_numbers", [{"number": "+852 5808 1001"}, {"number": "+852 5808 1002"}]),
    ],
)  # fmt: skip
def test_what_stands_beside_or_below_a_value_is_part_of_it(rows: list[list[Any]], name: str, value: Any) -> None:
    found = form(*rows)
    assert (the(found).fields[name], problems(found)) == (value, [])


@pytest.mark.parametrize(
    "rows",
    [
        [["Quantity", 10, None, "Sales person", "Sam Ho"]],
        [["Quantity", 10, "Sales person:", "Sam Ho"]],
        [["Quantity", 10, "Sales person", "Sam Ho"], ["Signed", "Yes", "Billing email", "a@x.hk"]],
        [["Quantity", 10], ["Sales person", "Sam Ho"]],
        [["Quantity", 10], [None, "Signature"]],
        [["Quantity", 10], [], [None, "Not yet agreed"]],
    ],
)
def test_a_label_that_nobody_knows_and_a_heading_are_no_further_value(rows: list[list[Any]]) -> None:
    assert the(form(*rows)).fields["package.quantity"] == 10


def test_a_second_id_beside_the_first_is_one_more_and_a_note_is_none() -> None:
    assert [link.id for link in the(form(["Deal ID", "9001", "9002"])).links] == ["9001", "9002"]
    found = form(["Deal ID", "9001", "as agreed"])
    assert ([link.id for link in the(found).links], problems(found)) == (["9001"], [])


def test_a_number_below_the_heading_of_something_else_is_not_lost() -> None:
    header, one = ["Number", "Country", "Type"], ["+852 5808 1001", "HK", "local"]
    below = form(header, one, ["Signature"], ["+852 5808 1009", "HK", "local"], ["Signed", "Yes"])
    assert [entry["number"] for entry in numbers_of(the(below))] == ["+852 5808 1001", "Signature", "+852 5808 1009"]
    named = form(header, one, ["Signature"], ["Name", "Sam Ho", "Director"], [1, "I agree"], ["Signed", "Yes"])
    assert len(numbers_of(the(named))) == 1


COLUMNS: list[Any] = ["Number", "Country", "Type", "Channels"]
FIRST: list[Any] = ["+852 5808 1001", "HK", "local", 4]
SIGNATURE: list[list[Any]] = [["Signature"], ["Signed", "Yes"], ["Signed on", date(2026, 11, 2)]]


@pytest.mark.parametrize("gap", [[], [None], [None, None]])
def test_a_second_table_of_numbers_beside_the_first_one_is_read(gap: list[Any]) -> None:
    second = ["+852 5808 1008", "HK", "mobile", 1]
    header, row = [*COLUMNS, *gap, *COLUMNS], [*FIRST, *gap, *second]
    found = form(header, row, [None] * (4 + len(gap)) + ["+852 5808 1009", "SG"], [], *SIGNATURE)
    assert [entry["number"] for entry in numbers_of(the(found))] == [FIRST[0], "+852 5808 1008", "+852 5808 1009"]
    assert numbers_of(the(found))[1] == dict(zip(("number", "country", "type", "channels"), second, strict=True))
    column = "EFG"[len(gap)]
    assert [the(found).at(f"virtual_numbers[{place}]") for place in (0, 1, 2)] == ["CSR 106!A3", f"CSR 106!{column}3", f"CSR 106!{column}4"]  # fmt: skip
    assert (the(found).fields["signed"], problems(found)) == ("Yes", [])


@pytest.mark.parametrize(
    ("header", "row", "entry"),
    [
        (["Number", "Country", "Region", "Type"], ["+852 5808 1001", "HK", "Asia", "local"], {"number": "+852 5808 1001", "country": "HK", "type": "local"}),
        (["Country", "Number", "Country", "Number"], ["HK", "+852 5808 1001", "HK", None], {"country": "HK", "number": "+852 5808 1001"}),
        (["Number", "Country", "Forward to", "In"], ["+852 5808 1001", "HK", "+852 2810 4411", "HK"], {"number": "+852 5808 1001", "country": "HK"}),
    ],
)  # fmt: skip
def test_titles_that_are_no_second_table(header: list[Any], row: list[Any], entry: dict[str, Any]) -> None:
    found = form(header, row)
    assert (numbers_of(the(found))[0], problems(found)) == (entry, [])


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([*SIGNATURE, ["+852 5808 1009", "HK", "local", 1]], "A7"),
        ([*SIGNATURE, ["+852 5808 1009", "Hong Kong"]], "A7"),
        ([*SIGNATURE, [85258081009, 4]], "A7"),
        ([*SIGNATURE, [None, "+852 5808 1009", "toll free"]], "B7"),
        ([*SIGNATURE, [2, "+852 5808 1009", "HK", "local", "2 channels", "ported in"]], "B7"),
        ([*SIGNATURE, ["One more:", "+852 5808 1009", "HK", "local"]], "B7"),
        ([["Signed on", date(2026, 11, 2), None, "+852 5808 1009", "HK", "local"]], "D4"),
        ([["+852 5808 1002", "HK", "local", 4, None, "+852 5808 1009", "HK", "local", 1]], "F4"),
        ([["+852 5808 1002", "HK", "local", 4, None, "+852 5808 1009", 2]], "F4"),
    ],
)  # fmt: skip
def test_a_number_that_stands_in_no_table_leaves_all_of_them_unsaid(rows: list[list[Any]], at: str) -> None:
    found = read(grid(CSR_106=[["Company name", "Amber"], COLUMNS, FIRST, *rows, ["Plan", "Pro"]]), "csr")
    ((message, where),) = problems(found)
    assert message == "what stands here looks like a virtual number, and is in no table of them"
    assert where == f"CSR 106!{at}"
    assert "virtual_numbers" not in the(found).fields
    assert the(found).fields["package.plan"] == "Pro"


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([["Additional virtual number", "+852 5808 1009"]], "B3"),
        ([["DID 2:", 85258081009]], "B3"),
        ([["2nd virtual no.", "+852 5808 1009 HK local 4ch"]], "B3"),
        ([["Virtual numbers"], ["1", "+852 5808 1009"]], "B4"),
        ([["Virtual numbers"], [1, 85258081009]], "B4"),
        ([["Virtual numbers"], ["+852 5808 1009"]], "A4"),
        ([["Virtual numbers"], ["No.", "DID", "Remark"], [1, "+852 5808 1009", "new"]], "B5"),
        ([["Virtual numbers"], ["Country", "HK"], ["Number", "+852 5808 1009"]], "B5"),
    ],
)
def test_a_number_in_no_table_that_is_called_a_virtual_one_leaves_all_unsaid(rows: list[list[Any]], at: str) -> None:
    found = read(grid(CSR_106=[["Company name", "Amber"], ["Plan", "Pro"], *rows, ["Term", "1 year"]]), "csr")
    ((message, where),) = problems(found)
    assert message == "what stands here looks like a virtual number, and is in no table of them"
    assert where == f"CSR 106!{at}"
    assert "virtual_numbers" not in the(found).fields


@pytest.mark.parametrize(
    "rows",
    [
        [["Virtual numbers"], ["Sales tel", "+852 2810 4411"]],
        [["Virtual numbers"], ["Signed", "Yes"], ["+852 2810 4411"]],
        [["Virtual number start date", "2026-11-22"]],
        [["Virtual number quantity", 4]],
        [["Forward virtual number to", "+852 9123 4567"]],
        [["DID forwarding destination", "+852 9123 4567"]],
        [["Billing contact DID", "+852 2111 1234"]],
        [["Virtual number order ref", "20261122-001"]],
    ],
)
def test_what_no_one_calls_a_virtual_number_is_none(rows: list[list[Any]]) -> None:
    assert problems(form(*rows)) == []


@pytest.mark.parametrize(
    "rows",
    [
        [["Virtual number 1", "+852 5808 1001"], ["Virtual number 2", "+852 5808 1002"]],
        [["Virtual number 2:", "+852 5808 1002"], ["Virtual number 1:", "+852 5808 1001"]],
        [["Virtual number 1", "Virtual number 2"], ["+852 5808 1001", "+852 5808 1002"]],
        [["Virtual number", "+852 5808 1001"], ["Virtual number 2 / 虚拟号码 2", "+852 5808 1002"], ["Virtual number 3", "N/A"]],
    ],
)  # fmt: skip
def test_numbered_labels_each_say_a_part_of_the_numbers(rows: list[list[Any]]) -> None:
    found = form(*rows)
    assert problems(found) == []
    assert numbers_of(the(found)) == [{"number": "+852 5808 1001"}, {"number": "+852 5808 1002"}]


def test_a_numbered_label_beside_a_table_leaves_all_numbers_unsaid() -> None:
    found = form(COLUMNS, FIRST, [], ["Virtual number 2", "+852 5808 1002"])
    assert len(problems(found)) == 1
    assert "virtual_numbers" not in the(found).fields


def test_lines_of_an_address_and_single_add_ons_are_laid_together() -> None:
    record = the(form(
        ["Billing address line 1", "Flat 4"], ["Billing address line 2", "88 Queen's Road"],
        ["Add-on 1", "IVR"], ["Add-on 2", "Recording"], ["Add-on 3", "None"],
    ))  # fmt: skip
    assert record.fields["billing_address"] == "Flat 4, 88 Queen's Road"
    assert record.fields["package.add_ons"] == ["IVR", "Recording"]


def test_a_second_column_of_numbers_without_settings_leaves_all_of_them_unsaid() -> None:
    found = form([*COLUMNS, "DID"], [*FIRST, "+852 5808 1008"], ["+852 5808 1002", "HK", "local", 4, "+852 5808 1009"])
    ((message, where),) = problems(found)
    assert ("(and 1 more)" in message, where) == (True, "CSR 106!E3")
    assert "virtual_numbers" not in the(found).fields


@pytest.mark.parametrize("title", ["Virtual number 2", "Number 2", "2nd number", "Additional virtual number", "DID 2"])
def test_a_further_number_in_a_column_of_its_own_leaves_all_of_them_unsaid(title: str) -> None:
    for gap in ([], [None]):
        found = form([*COLUMNS, *gap, title], [*FIRST, *gap, "+852 5808 1002"])
        assert [where for _, where in problems(found)] == [f"CSR 106!{'EF'[len(gap)]}3"]
        assert "virtual_numbers" not in the(found).fields
    blank = form([*COLUMNS, title], [*FIRST, None])
    assert ([entry["number"] for entry in numbers_of(the(blank))], problems(blank)) == ([FIRST[0]], [])


@pytest.mark.parametrize(
    "own",
    [
        ["+852 2810 4411"], ["Tel", "+852 2810 4411", "HK"], ["Tel: +852 2810 4411", "HK"], ["Quay Telecom", "+852 2810 4411", "Hong Kong"],
        ["Mobile", "+852 9123 4567", "HK"], ["Fax", "+852 2810 4412", 1], ["+852 2810 4411", "www.quay.hk"], ["2026-11-02", "HK"],
        ["Phone", "+852 2810 4411", "Fax", "+852 2810 4412"], ["Hong Kong", "+852 2810 4411"], ["12/F", "88 Queen's Road", "HK"], ["Sam Ho", "2", "HK"],
        ["Billing phone", "+852 2810 4411", "HK", "local", 4], ["Hong Kong", "+852 2810 4411", "Singapore", "+65 6123 4567"],
    ],
)  # fmt: skip
def test_the_telephone_of_a_company_is_no_virtual_number(own: list[Any]) -> None:
    found = read(
        grid(CSR_106=[own, ["Company name", "Amber"], ["Plan", "Pro"], [], COLUMNS, FIRST, [], *SIGNATURE, [], own]),
        "csr",
    )
    assert ([entry["number"] for entry in numbers_of(the(found))], problems(found)) == ([FIRST[0]], [])


def test_the_telephone_of_a_letterhead_is_no_virtual_number() -> None:
    head: list[list[Any]] = [["+852 2810 4411", "Hong Kong"], ["CSR 106"]]
    found = read(grid(Form=[*head, ["Company name", "Amber"], ["Plan", "Pro"], [], COLUMNS, FIRST]), "csr")
    assert (len(numbers_of(the(found))), problems(found)) == (1, [])


def test_what_tells_a_form_is_its_labels_and_no_number_of_a_customer() -> None:
    told = marks(csr, grid(Form=FORM))
    assert "CSR 106" in told
    assert len(told) > 1
    assert not [text for text in told[1:] if any(letter.isdigit() for letter in text)]


ANOTHER: list[list[Any]] = [["Deal ID", "9002"], ["Company name", "Amber"], ["Plan", "Pro"], ["Term", "1 year"]]


@pytest.mark.parametrize("second", [ANOTHER, [["Deal ID", None], *ANOTHER[1:]], [["Deal ID", "9002; 9001"]]])
def test_two_forms_on_one_sheet_are_a_problem_and_neither_is_read(second: list[list[Any]]) -> None:
    first = [
        ["CSR 106"],
        ["Deal ID", "9001"],
        ["Company name", "Amber"],
        ["Plan", "Pro"],
        ["Signed", "Yes"],
        [],
        ["CSR 106"],
    ]
    found = read(grid(F=[*first, *second]), "csr")
    assert flat(found) == []
    assert [(at, "seems to hold several forms" in message) for message, at in problems(found)] == [("F!B2", True)]


@pytest.mark.parametrize(
    "second", [["Deal ID", "9001"], ["HubSpot deal", 9001], ["Ticket ID", "77"], ["Deal ID", None]]
)
def test_a_form_may_say_twice_what_it_belongs_to(second: list[Any]) -> None:
    found = form(["Deal ID", "9001"], second)
    assert (len(flat(found)), problems(found)) == (1, [])


def test_settings_of_odb_are_no_form() -> None:
    settings: list[list[Any]] = [
        ["Account ID", "A1"],
        ["Company name", "Amber"],
        ["Plan", "Pro"],
        ["Quantity", 3],
        ["Term", "1 year"],
    ]
    assert csr.recognises(grid(Settings=settings)) == 0
    assert csr.recognises(grid(CSR_106=settings)) > 0
    assert csr.recognises(grid(Sheet=[["CSR 106 form"], *settings])) > 0
    assert csr.recognises(grid(Sheet=[["ODB, by CSR 106-7"], *settings])) == 0
    found = read(grid(Form=FORM, Settings=settings), "csr")
    assert the(found).fields["package.quantity"] == 10
    assert ["holds settings of ODB" in message for message, _ in problems(found)] == [True]


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([["Add-ons", "☑ IVR", "☑ Recording", "☐ Whisper"]], ["IVR", "Recording"]),
        ([["Add-ons", None, "☑ IVR\n☐ Whisper"]], ["IVR"]), ([["Add-ons", "[x] IVR [ ] Whisper"]], ["IVR"]),
        ([["Add-ons", "☐ IVR", "☐ Whisper"]], []), ([["Add-ons", "IVR", "Yes"], [None, "Whisper", "No"]], ["IVR"]),
        ([["Add-ons"], ["IVR", "Yes"], ["Whisper", "No"], ["Signed", "Yes"]], ["IVR"]),
        ([["Add-ons"], ["☑ IVR"], ["☐ Whisper"], ["Remarks"]], ["IVR"]),
        ([["Add-ons", "(x) IVR\n( ) Whisper"]], ["IVR"]), ([["Add-ons", "√ IVR", "▢ Whisper", "[ ✓ ] Fax"]], ["IVR", "Fax"]),
        ([["Add-ons", "Fax (x)"]], ["Fax (x)"]),
        ([["Add-ons", "☑ IVR", "Recording"]], ["☑ IVR", "Recording"]), ([["Add-ons", "☒ IVR"]], ["☒ IVR"]),
        ([["Add-ons", "IVR", "Yes"], [None, "Whisper", "maybe"]], ["IVR", "Yes", "Whisper", "maybe"]),
        ([["Add-ons", "IVR; 1"]], ["IVR", "1"]), ([["Add-ons"], ["Remarks", "call first"]], None),
    ],
)  # fmt: skip
def test_of_add_ons_with_boxes_those_that_are_ticked_are_taken(rows: list[list[Any]], value: Any) -> None:
    assert the(form(*rows)).fields["package.add_ons"] == value


def test_a_unit_behind_a_value_is_no_second_label() -> None:
    found = form(["Quantity", None, 25, "seats"])
    assert (the(found).fields["package.quantity"], problems(found)) == (25, [])
    assert len(problems(form(["Quantity", 25, "Seats", 30]))) == 1


@pytest.mark.parametrize(
    ("row", "term"),
    [
        (["Term (months)", 12], "12 months"),
        (["Contract term (years)", None, "1"], "1 years"),
        (["Term", 12, "months"], "12 months"),
        (["Term", None, 12, "Month(s)"], "12 Month(s)"),
        (["Term (months)", "1 year"], "1 year"),
        (["Term (months)", 12, "months"], "12 months"),
        (["Term", "12 months", "24 months"], ["12 months", "24 months"]),
        (["Term", 12, "24 months"], [12, "24 months"]),
        (["Term (months)", 12, "years"], ["12 months", "years"]),
        (["Term", 12], 12),
    ],
)
def test_a_unit_in_the_label_of_a_term_or_behind_it_goes_with_its_number(row: list[Any], term: object) -> None:
    found = read(grid(CSR_106=[["CSR 106"], ["Company name", "Amber"], ["Plan", "Pro"], row]), "csr")
    assert (the(found).fields["package.term"], problems(found)) == (term, [])


def test_add_ons_that_are_told_twice_are_not_laid_together() -> None:
    found = form(["Add-ons", "IVR"], ["Add-ons", "Recording"])
    assert "package.add_ons" not in the(found).fields
    assert len(problems(found)) == 1


@pytest.mark.parametrize("row", [["Provisioned", None, "Provisioning date", None], ["Account number"]])
def test_an_order_form_with_a_label_of_odbs_left_blank_is_one_all_the_same(row: list[Any]) -> None:
    rows = [["Order form"], ["Company name", "Amber"], ["Plan", "Pro"], ["Term", "1 year"], COLUMNS, FIRST, [], row]
    found = read(grid(Order=rows), "csr")
    assert (the(found).fields["company_name"], problems(found)) == ("Amber", [])
