"""A workbook with a Sign-off sheet, made of an audit as JSON, and filled in as people do."""

import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from kyccheck.decisions.questionnaire import COLUMNS, SHEET, seal

HEADER = 3
"""The row of the headers: title rows stand above it."""
ANSWER: dict[str, Any] = {
    "answer": "pass", "by": "Ada Lam", "on": date(2026, 11, 20), "evidence": "BR copy, page 1", "valid_for": "90d",
}  # fmt: skip
"""What a person fills in."""


def rows(report: dict[str, Any]) -> list[dict[str, str]]:
    """The rows of the open questions of an audit."""
    return [
        {**made, "seal": seal(made)}
        for case in report["cases"]
        for result in case["results"]
        if result["fingerprint"] and result["status"] in ("review", "unknown") and " because of " not in result["reason"]
        for made in [
            {
                "case": case["id"], "title": case["title"], "checklist": result["checklist"], "item": result["item"],
                "question": result["title"], "status": result["status"], "reason": result["reason"],
                "owner": result["owner"], "fingerprint": result["fingerprint"],
            }
        ]
    ]  # fmt: skip


def write(path: Path, made: Iterable[dict[str, str]], sheet_name: str = SHEET) -> None:
    """Write the rows as text, below the headers."""
    book = Workbook()
    summary = book.create_sheet("Summary", 0)
    summary["A1"] = "kyccheck"
    sheet = book.create_sheet(sheet_name)
    sheet["A1"] = "Fill in the white cells, and feed the workbook back."
    for place, column in enumerate(COLUMNS, 1):
        sheet.cell(HEADER, place, column.header)
        for number, row in enumerate(made, HEADER + 1):
            cell = sheet.cell(number, place, row.get(column.name))
            cell.number_format = "@"
    book.save(path)


def fill(path: Path, *answers: dict[str, Any]) -> None:
    """Fill in answer cells, or any others, of the rows in their order."""
    book = load_workbook(path)
    sheet = book[SHEET]
    places = {column.name: place for place, column in enumerate(COLUMNS, 1)}
    for number, answer in enumerate(answers, HEADER + 1):
        for name, value in answer.items():
            cell = sheet.cell(number, places[name])
            cell.value = value
            cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else "@"
    book.save(path)


def saved_by_libreoffice(soffice: str, path: Path) -> None:
    """Have LibreOffice open the workbook and save it in its own way, in its place."""
    out, profile = path.parent / "converted", path.parent / "profile"
    command = [
        soffice,
        f"-env:UserInstallation=file://{profile}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run([*command, "--outdir", out, path], check=True, capture_output=True, timeout=120)
    (out / path.name).replace(path)
