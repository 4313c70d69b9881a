"""`kyccheck inspect` as a user runs it."""

import json
from pathlib import Path

import openpyxl
import pytest

from kyccheck.inputs.mapping import load
from support import PROJECT, Kyccheck


def test_every_record_is_used_or_reported(kyccheck: Kyccheck) -> None:
    found = kyccheck("inspect", PROJECT / "examples", "-f", "json").json
    assert found["inputs"]
    for item in found["inputs"]:
        assert item["records"] == item["used"] + item["reported"]
        assert sum(item["sections"].values()) == item["records"]
    assert len(found["unused"]) == sum(item["reported"] for item in found["inputs"])


def test_it_says_what_was_used_ignored_joined_and_missed(tmp_path: Path, kyccheck: Kyccheck) -> None:
    deal = {
        "id": "9", "properties": {"dealname": "x", "dealstage": "s1", "colour": "red"},
        "associations": {"companies": {"results": [{"id": "55", "type": "deal_to_company"}]}},
    }  # fmt: skip
    (tmp_path / "deal.json").write_text(json.dumps(deal))
    shown = kyccheck("inspect", "deal.json").out
    assert "1 records read = 1 used + 0 reported" in shown
    assert "deal, ignored: colour" in shown
    assert "missed: company 55 is associated, but is in no file given" in shown


def test_the_mapping_that_it_suggests_is_a_mapping(tmp_path: Path, kyccheck: Kyccheck) -> None:
    rows = 'Record ID,Company name,Registraton numbr,Favourite colour\n51,Amber Quay Limited,069,"red, or blue"\n'
    (tmp_path / "companies.csv").write_text(rows)
    deal = {"id": "9", "properties": {"dealname": "x", "dealstage": "1038553758"}}
    (tmp_path / "deal.json").write_text(json.dumps(deal))
    ran = kyccheck("inspect", ".", "--suggest")
    assert ran.code == 3  # nothing joins the company to the deal
    assert "companies.csv: " in ran.err
    (tmp_path / "made.yaml").write_text(ran.out)
    made = load([tmp_path / "made.yaml"])
    assert made.fields == {"company.registration_number": ("Registraton numbr",)}
    assert made.stages == {}
    assert "# company: Favourite colour: no field is near" in ran.out
    filled = ran.out.replace("# stages:", "stages:").replace('#   "1038553758":', '  "1038553758": iod_check')
    (tmp_path / "made.yaml").write_text(filled)
    assert load([tmp_path / "made.yaml"]).stages == {"1038553758": "iod_check"}


def test_what_is_not_close_or_weighs_too_much_is_not_suggested(tmp_path: Path, kyccheck: Kyccheck) -> None:
    document = {"name": "sof.pdf", "size": 5, "signd": True, "expire": "2027-01-01", "holdr": "Amber Quay Limited"}
    (tmp_path / "case.json").write_text(json.dumps({"case": {"id": "1", "kind": "deal"}, "documents": [document]}))
    ran = kyccheck("inspect", "case.json", "--suggest")
    assert (ran.code, ran.err) == (0, "")
    (tmp_path / "made.yaml").write_text(ran.out)
    assert load([tmp_path / "made.yaml"]).fields == {"documents.holder": ("holdr",)}
    for name in ("size", "signd", "expire"):
        assert f"# documents: {name}: no field is near" in ran.out


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "cut.json").write_text('{"case": {"id": ')
    ran = kyccheck("inspect", "cut.json", "-f", "json")
    assert ran.code == 3
    assert ran.json["problems"][0]["path"] == "cut.json"


def test_it_says_how_each_file_was_told_and_what_it_is(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "deals.csv").write_bytes("Record ID;Deal Name;Colour\r\n51;Kiosk;red\r\n".encode("utf-16"))
    (tmp_path / "odb.json").write_text("[]")
    first, second = kyccheck("inspect", "deals.csv", "odb=odb.json", "-f", "json").json["inputs"]
    assert (first["source"], first["told_by"], first["marks"]) == ("hubspot", "its content", ["Record ID", "Deal Name"])
    assert (first["container"], first["encoding"], first["parted_by"]) == ("csv", "utf-16-le", "semicolon")
    assert (second["source"], second["told_by"], second["marks"]) == ("odb", "the command line", [])
    assert second["encoding"] == "utf-8"


def test_it_names_the_sheets_and_the_columns_that_join(tmp_path: Path, kyccheck: Kyccheck) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Deals"
    sheet.append(["Record ID", "Deal Name", "Associated Company IDs", "Colour"])
    sheet.append(["91", "Kiosk", "51;52", "red"])
    book.create_sheet("Notes").sheet_state = "hidden"
    sheet.row_dimensions[2].hidden = sheet.column_dimensions["D"].hidden = True
    book.save(tmp_path / "deals.xlsx")
    ran = kyccheck("inspect", "deals.xlsx", "-f", "json")
    (found,) = ran.json["inputs"]
    assert [(one["name"], one["hidden"], one["rows"]) for one in found["sheets"]] == [
        ("Deals", False, 2),
        ("Notes", True, 0),
    ]
    assert [(one["hidden_rows"], one["hidden_columns"]) for one in found["sheets"]] == [(1, ["D"]), (0, [])]
    assert found["names"] == {"deal": {"id": "Record ID", "name": "Deal Name"}}
    assert found["joining"] == {"deal": {"Associated Company IDs": "company"}}
    assert found["ignored"] == {"deal": ["Colour"]}
    assert found["links"] == [{"section": "deal", "names": "company", "records": 1}]
    shown = kyccheck("inspect", "deals.xlsx").out
    assert "sheet Notes, hidden: 0 rows, 0 cells" in shown
    assert "hidden in Excel (by a filter, say), and read all the same: 1 of the rows and column D" in " ".join(
        shown.split()
    )
    assert "deal, joins: 'Associated Company IDs' names a company" in shown


def test_it_tells_meanings_joins_by_key_and_where_each_record_stands(tmp_path: Path, kyccheck: Kyccheck) -> None:
    deal = {"id": "91", "properties": {"dealname": "Kiosk", "dealstage": "1038", "pipeline": "p"}}
    pipeline = {"id": "p", "label": "Orders", "stages": [{"id": "1038", "label": "Completed"}]}
    bill = {
        "InvoiceID": "i1",
        "InvoiceNumber": "INV-1",
        "Type": "ACCREC",
        "Status": "PAID",
        "Reference": "91",
        "Date": "2026-11-02",
    }
    for name, content in (
        ("deals.json", [deal]),
        ("pipelines.json", [pipeline]),
        ("invoices.json", {"Invoices": [bill]}),
    ):
        (tmp_path / name).write_text(json.dumps(content))
    ran = kyccheck("inspect", ".", "-f", "json")
    assert {"what": "stage", "id": "1038", "means": "Completed", "pipeline": "p"} in ran.json["meanings"]
    (case,) = ran.json["cases"]
    (join,) = case["by_key"]
    assert (join["section"], join["called"], join["how"]) == ("invoice", "INV-1", "by the reference 91")
    assert [(record["section"], record["file"].rpartition("/")[2]) for record in case["records"]] == [
        ("deal", "deals.json"), ("invoice", "invoices.json"), ("case", "deals.json"),
    ]  # fmt: skip
    shown = kyccheck("inspect", ".").out
    assert "which means Completed" in shown
    assert "by the reference 91" in shown


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_no_line_is_wider_than_the_screen(columns: str, kyccheck: Kyccheck) -> None:
    lines = kyccheck("inspect", PROJECT / "examples", COLUMNS=columns).out.splitlines()
    assert [line for line in lines if len(line) > int(columns)] == []


def test_no_text_of_an_export_acts_on_the_screen(tmp_path: Path, kyccheck: Kyccheck) -> None:
    evil = "\x1b]0;x\x07\x1b[2J"
    (tmp_path / "deals.csv").write_text(f"Record ID,Deal Name,{evil}\n51,{evil},{evil}\n")
    odb = {"account_id": evil, "company_name": evil, "billing_address": evil}
    (tmp_path / "odb.json").write_text(json.dumps([odb]))
    assert "\x1b" not in kyccheck("inspect", ".").out
    assert "\x1b" not in kyccheck("inspect", ".", "-f", "json").out


def test_it_says_what_came_of_each_key_of_the_mapping(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "deals.csv").write_text("Record ID,Deal Name,ODB account\n91,Kiosk,A-100\n")
    odb = {"account_id": "A-100", "company_name": "Kiosk", "billing_address": "1 Pier Road"}
    (tmp_path / "odb.json").write_text(json.dumps([odb]))
    (tmp_path / "kyccheck.yaml").write_text("joins: {odb.account_id: [deal.odb_account, company.customer_nmber]}\n")
    ran = kyccheck("inspect", ".", "-f", "json")
    assert ran.json["keys"] == [
        {"key": "odb.account_id = deal.odb_account", "joined": 1, "not_carried": []},
        {"key": "odb.account_id = company.customer_nmber", "joined": 0, "not_carried": ["company.customer_nmber"]},
    ]
    assert "0 joined; no file carries company.customer_nmber" in kyccheck("inspect", ".", COLUMNS="200").out


def test_a_case_that_holds_nothing_is_a_problem_and_no_crash(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "cases.json").write_text('[{"case": {"id": "7"}, "deal": {"id": "7"}}, {}]')
    ran = kyccheck("inspect", "cases.json", "-f", "json")
    assert (ran.code, [problem["at"] for problem in ran.json["problems"]]) == (3, ["/1"])


def test_a_row_that_cannot_be_used_is_read_and_reported(tmp_path: Path, kyccheck: Kyccheck) -> None:
    rows = "Record ID,Deal Name,Deal Stage\n9001,Amber Quay,s1\n9002,short\n9.00E+11,Damaged,s1\n,No id,s1\n"
    (tmp_path / "deals.csv").write_text(rows)
    ran = kyccheck("inspect", "deals.csv")
    assert ran.code == 3
    assert "4 records read = 1 used + 3 reported" in ran.out
    assert "looks damaged by Excel" in " ".join(ran.out.split())


def test_what_is_only_named_is_not_joined(tmp_path: Path, kyccheck: Kyccheck) -> None:
    rows = "Record ID,Deal Name,Deal Stage,Associated Company IDs,Associated Contact IDs\n9001,Amber Quay,s1,55,\n"
    (tmp_path / "deals.csv").write_text(rows)
    (case,) = kyccheck("inspect", "deals.csv", "-f", "json").json["cases"]
    assert "company" not in case["joined"]
    assert case["joined"]["contacts"] == 0
