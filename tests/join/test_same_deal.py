"""The same deal gives the same statuses, whatever it comes as; and what belongs to it is found in other files."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from support import PROJECT, Kyccheck, statuses

DEAL = {
    "id": "4001", "name": "Amber Quay - voice", "stage": "IOD Team - Check and approval", "amount": "4800",
    "currency": "HKD", "terms_changed": "no",
}  # fmt: skip
COMPANY = {
    "id": "51", "name": "Amber Quay Limited", "registration_number": "06910441", "country": "Hong Kong",
    "address": "88 Queen's Road Central", "phone": "+852 2810 4410",
}  # fmt: skip
CONTACTS = [
    {"id": "61", "first_name": "Ada", "last_name": "Lam", "email": "ada@amberquay.hk", "phone": "+852 2810 4411", "role": "billing"},
    {"id": "62", "first_name": "Tai Man", "last_name": "Wong", "email": "tm@amberquay.hk", "phone": "+852 9123 4567", "role": ""},
]  # fmt: skip
HUBSPOT = {
    "name": "dealname", "stage": "dealstage", "currency": "deal_currency_code", "first_name": "firstname",
    "last_name": "lastname",
}  # fmt: skip
LABELS = {
    "deal": {
        "id": "Record ID", "name": "Deal Name", "stage": "Deal Stage", "amount": "Amount", "currency": "Currency",
        "terms_changed": "Standard terms changed",
    },
    "company": {
        "id": "Record ID", "name": "Company name", "registration_number": "BR No.", "country": "Country/Region",
        "address": "Street Address", "phone": "Phone Number",
    },
    "contacts": {
        "id": "Record ID", "first_name": "First Name", "last_name": "Last Name", "email": "Email",
        "phone": "Phone Number", "role": "Contact role",
    },
}  # fmt: skip


def native_json(folder: Path) -> None:
    case = {"deal": DEAL, "company": COMPANY, "contacts": CONTACTS}
    (folder / "case.json").write_text(json.dumps(case))


def properties(fields: dict[str, str], section: str) -> dict[str, str]:
    return {
        HUBSPOT.get(name, name) if section != "company" else name: value
        for name, value in fields.items()
        if name != "id"
    }


def hubspot_json(folder: Path) -> None:
    links = {
        "companies": {
            "results": [{"id": "51", "type": "deal_to_company"}, {"id": "51", "type": "deal_to_company_unlabeled"}]
        },
        "contacts": {"results": [{"id": contact["id"], "type": "deal_to_contact"} for contact in CONTACTS]},
    }
    deal = {"id": DEAL["id"], "properties": properties(DEAL, "deal"), "associations": links}
    (folder / "deals.json").write_text(json.dumps({"results": [deal]}))
    (folder / "companies.json").write_text(
        json.dumps({"results": [{"id": "51", "properties": properties(COMPANY, "company")}]})
    )
    people = [{"id": contact["id"], "properties": properties(contact, "contacts")} for contact in CONTACTS]
    (folder / "contacts.json").write_text(json.dumps({"results": people}))


def hubspot_tables() -> dict[str, list[list[str]]]:
    def rows(section: str, records: list[dict[str, str]], **more: str) -> list[list[str]]:
        labels = LABELS[section]
        return [
            [*labels.values(), *more],
            *([*(record[name] for name in labels), *more.values()] for record in records),
        ]

    ids = {"Associated Company IDs (Primary)": "51", "Associated Contact IDs": "61;62"}
    return {
        "deals": rows("deal", [DEAL], **ids),
        "companies": rows("company", [COMPANY]),
        "contacts": rows("contacts", CONTACTS),
    }


def hubspot_csv(folder: Path) -> None:
    for name, rows in hubspot_tables().items():
        text = io.StringIO()
        csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
        (folder / f"hubspot-crm-exports-{name}.csv").write_text(text.getvalue(), "utf-8")


def book(folder: Path, name: str, sheets: dict[str, list[list[Any]]]) -> None:
    made = openpyxl.Workbook()
    del made[made.sheetnames[0]]
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(folder / name)


def hubspot_xlsx(folder: Path) -> None:
    for name, rows in hubspot_tables().items():
        book(folder, f"{name}.xlsx", {name: rows})


def native_workbook(folder: Path) -> None:
    def rows(records: list[dict[str, str]], **more: str) -> list[list[str]]:
        return [[*records[0], *more], *([*record.values(), *more.values()] for record in records)]

    deals = rows([DEAL], company_id="51")
    book(
        folder, "case.xlsx", {"Deals": deals, "Companies": rows([COMPANY]), "Contacts": rows(CONTACTS, deal_id="4001")}
    )


FORMS = [native_json, hubspot_json, hubspot_csv, hubspot_xlsx, native_workbook]


@pytest.mark.parametrize("form", FORMS, ids=[form.__name__ for form in FORMS])
def test_the_same_deal_gives_the_same_statuses(form: Any, tmp_path: Path, kyccheck: Kyccheck) -> None:
    form(tmp_path)
    ran = kyccheck("audit", ".", "-f", "json")
    assert ran.json["problems"] == []
    (case,) = ran.json["cases"]
    found = statuses(case)
    assert (case["id"], case["stage"], case["verdict"]) == ("4001", "iod_check", "return")
    assert {item: found[item] for item in ("1", "1a", "1b", "2", "3", "6", "high_risk")} == {
        "1": "unknown", "1a": "pass", "1b": "unknown", "2": "fail", "3": "unknown", "6": "not_applicable",
        "high_risk": "unknown",
    }  # fmt: skip
    reason = next(result["reason"] for result in case["results"] if result["item"] == "2")
    assert reason == "contact 2 (Tai Man Wong) has no role"
    assert all(item["records"] == item["used"] + item["reported"] for item in ran.json["inputs"])


def filled(template: str, values: dict[str, Any], numbers: list[dict[str, Any]], own: str = "") -> Any:
    made = openpyxl.load_workbook(PROJECT / "examples" / template)
    for sheet in made:
        for cell in [cell for row in sheet.iter_rows() for cell in row if cell.value in values]:
            target = sheet.cell(2, cell.column) if own else sheet.cell(cell.row, cell.column + 1)
            target.value = values[str(cell.value)]
    sheet = made.worksheets[-1]
    heading = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Number")
    for place, number in enumerate(numbers, 1):
        for column, name in enumerate(("number", "country", "type", "channels")):
            sheet.cell(heading.row + place, heading.column + column).value = number[name]
        if own:
            sheet.cell(heading.row + place, 1).value = own
    return made


def settings(section: dict[str, Any]) -> dict[str, Any]:
    contact, package = section["billing_contact"], section["package"]
    return {
        "Deal ID": "9876543333", "Company name": section["company_name"], "Billing address": section["billing_address"],
        "Billing contact": contact["name"], "Billing email": contact["email"], "Billing phone": contact["phone"],
        "Plan": package["plan"], "Quantity": package["quantity"], "Term": package["term"],
        "Add-ons": "; ".join(package["add_ons"]),
    }  # fmt: skip


def test_odb_and_the_order_form_are_found_in_other_files(tmp_path: Path, kyccheck: Kyccheck) -> None:
    case = json.loads((PROJECT / "examples/ready.json").read_text("utf-8"))
    whole = kyccheck("audit", PROJECT / "examples/ready.json", "-f", "json").json["cases"][0]
    odb, csr = case.pop("odb"), case.pop("csr")
    (tmp_path / "deal.json").write_text(json.dumps(case))
    account = {"Account ID": odb["account_id"]}
    filled("odb-template.xlsx", account | settings(odb), odb["virtual_numbers"], own=odb["account_id"]).save(
        tmp_path / "odb.xlsx"
    )
    filled("csr106-template.xlsx", settings(csr), csr["virtual_numbers"]).save(tmp_path / "csr106.xlsx")
    ran = kyccheck("audit", "deal.json", "odb.xlsx", "csr106.xlsx", "-f", "json")
    assert ran.err == ""
    assert statuses(ran.json["cases"][0]) == statuses(whole)
    alone = kyccheck("audit", "deal.json", "-f", "json").json["cases"][0]
    assert statuses(alone)["9a"] == "unknown"
