"""In whatever order files are given, and whatever they are called, the same records belong to the same cases."""

import csv
import json
from itertools import permutations
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading

RISKS = [["Ticket ID", "Risk rating", "Risk score", "Decision"], ["4711", "medium", "34", "Rejected"]]
TICKET = {"id": 4711, "subject": "Onboarding", "inboxId": 15, "tags": ["CO.01 COMPLIANCE"], "preview": ""}
ONE_A_ROW = [["case.id", "case.kind", "case.title"], ["4711", "ticket", "Onboarding"]]
APPROVALS = [
    ["Case ID", "Team", "By", "On"],
    ["4711", "iod", "Ken Yip", "2026-11-02"],
    ["8", "iod", "Ada Lam", "2026-11-03"],
]


def table(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", newline="") as out:
        csv.writer(out).writerows(rows)


def book(path: Path, **sheets: list[list[str]]) -> None:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(path)


def joined(paths: list[Path]) -> tuple[dict[str, Any], list[str]]:
    """What stands in each case, and what is said of the files."""
    reading = Reading(find_inputs([str(path) for path in paths]), Mapping())
    cases = {
        case.id: sorted((record.section, record.file, record.at()) for members in case.sections().values() for record in members)
        for case in reading.cases()
    }  # fmt: skip
    return cases, sorted(problem.message for problem in reading.problems)


@pytest.mark.parametrize("ticket", ["desk.json", "list.csv", "rows.csv", "book.xlsx", "native.json"])
def test_loose_records_are_found_by_a_case_of_any_file(ticket: str, tmp_path: Path) -> None:
    files = [tmp_path / name for name in (ticket, "risk.csv", "register.xlsx")]
    if ticket == "desk.json":
        files[0].write_text(json.dumps({"tickets": [TICKET]}))
    elif ticket == "list.csv":
        table(files[0], [["Ticket ID", "Subject", "Tags", "Customer name"], ["4711", "Onboarding", "CO.01", "Ada"]])
    elif ticket == "rows.csv":
        table(files[0], ONE_A_ROW)
    elif ticket == "book.xlsx":
        book(files[0], Case=[["ID", "Kind", "Title"], ["4711", "ticket", "Onboarding"]])
    else:
        files[0].write_text(json.dumps({"case": {"id": "4711", "kind": "ticket", "title": "Onboarding"}}))
    table(files[1], RISKS)
    book(files[2], Case=[["ID", "Kind", "Title"], ["8", "ticket", "Another"]], Approvals=APPROVALS)
    expected = joined(files)
    sections = {section for section, _, _ in expected[0]["4711"]}
    assert sections >= {"case", "risk", "approvals"}, expected
    for order in permutations(files):
        assert joined([*order]) == expected
