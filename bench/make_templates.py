"""Makes examples/odb-template.xlsx and examples/csr106-template.xlsx: empty house formats to fill, with drop-downs.

    python bench/make_templates.py

The bytes are the same each time: no clock and no author is in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TC002 - real, as everywhere here

EXAMPLES = Path(__file__).parents[1] / "examples"
TEXT, DAY = "@", "yyyy-mm-dd"
LAST_ROW = 1000
NUMBER_ROWS = 20
KINDS = ("local", "national", "mobile", "toll-free")
FILL = PatternFill("solid", fgColor="DDE6F0")
LINE = Border(bottom=Side("thin", color="808080"))
MOMENT = (1980, 1, 1, 0, 0, 0)

ACCOUNTS = (
    ("Account ID", 14, TEXT), ("Deal ID", 16, TEXT), ("Case ID", 16, TEXT), ("Company ID", 16, TEXT),
    ("Company name", 34, TEXT), ("Registration number", 20, TEXT), ("Billing address", 44, TEXT),
    ("Billing contact", 22, TEXT), ("Billing email", 30, TEXT), ("Billing phone", 18, TEXT), ("Plan", 20, TEXT),
    ("Quantity", 10, "General"), ("Term", 14, TEXT), ("Add-ons", 28, TEXT), ("Signed", 9, TEXT),
    ("Signed on", 13, DAY), ("Provisioned on", 15, DAY),
)  # fmt: skip
NUMBERS = (
    ("Account ID", 14, TEXT), ("Number", 20, TEXT), ("Country", 16, TEXT), ("Type", 12, TEXT),
    ("Channels", 10, "General"),
)  # fmt: skip
FORM: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("", (("Deal ID", TEXT), ("Ticket ID", TEXT))),
    ("Customer", (("Company name", TEXT), ("Registration number", TEXT))),
    (
        "Billing",
        (("Billing address", TEXT), ("Billing contact", TEXT), ("Billing email", TEXT), ("Billing phone", TEXT)),
    ),
    ("Package", (("Plan", TEXT), ("Quantity", "General"), ("Term", TEXT), ("Add-ons", TEXT))),
    ("Signature", (("Signed", TEXT), ("Signed on", DAY))),
)  # fmt: skip


def odb() -> Workbook:
    """A table of accounts, and one of their virtual numbers."""
    book = Workbook()
    accounts = book.worksheets[0]
    accounts.title = "Accounts"
    _table(accounts, ACCOUNTS)
    _choice(accounts, f"O2:O{LAST_ROW}", ("Yes", "No"))
    _hint(
        accounts,
        f"B2:B{LAST_ROW}",
        "Deal ID",
        "The HubSpot record id of the deal. Without a deal, case or company id, nothing can be compared.",
    )
    _hint(accounts, f"N2:N{LAST_ROW}", "Add-ons", "Parted by semicolons, such as: IVR; Recording")
    numbers = book.create_sheet("Virtual numbers")
    _table(numbers, NUMBERS)
    _choice(numbers, f"D2:D{LAST_ROW}", KINDS)
    _whole(numbers, f"E2:E{LAST_ROW}")
    return book


def csr106() -> Workbook:
    """The form: labels with their values to the right, and a table of virtual numbers."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "CSR 106"
    sheet["A1"] = "CSR 106 - Customer service request"
    sheet["A1"].font = Font(bold=True, size=14)
    row = 3
    for title, labels in FORM:
        if title == "Signature":
            row = _form_numbers(sheet, row)
        if title:
            _heading(sheet, row, title)
            row += 1
        for label, kind in labels:
            sheet.cell(row, 1, label)
            value = sheet.cell(row, 2)
            value.number_format, value.border = kind, LINE
            if label == "Signed":
                _choice(sheet, value.coordinate, ("Yes", "No"))
            if label == "Deal ID":
                _hint(sheet, value.coordinate, label, "The HubSpot record id of the deal, or else the ticket's below.")
            row += 1
        row += 1
    for place, width in enumerate((24, 44, 16, 12), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    return book


def _form_numbers(sheet: Worksheet, row: int) -> int:
    _heading(sheet, row, "Virtual numbers")
    for place, (title, _, _) in enumerate(NUMBERS[1:], 1):
        _as_title(sheet, row + 1, place, title)
    first, last = row + 2, row + 1 + NUMBER_ROWS
    for number in range(first, last + 1):
        for place, (_, _, kind) in enumerate(NUMBERS[1:], 1):
            cell = sheet.cell(number, place)
            cell.number_format, cell.border = kind, LINE
    _choice(sheet, f"C{first}:C{last}", KINDS)
    _whole(sheet, f"D{first}:D{last}")
    return last + 2


def _table(sheet: Worksheet, columns: Iterable[tuple[str, int, str]]) -> None:
    for place, (title, width, kind) in enumerate(columns, 1):
        _as_title(sheet, 1, place, title)
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width, dimension.number_format = width, kind
    sheet.freeze_panes = "A2"


def _as_title(sheet: Worksheet, row: int, place: int, title: str) -> None:
    cell = sheet.cell(row, place, title)
    cell.font, cell.fill = Font(bold=True), FILL


def _heading(sheet: Worksheet, row: int, title: str) -> None:
    sheet.cell(row, 1, title).font = Font(bold=True, size=12)


def _choice(sheet: Worksheet, cells: str, words: Iterable[str]) -> None:
    rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
    rule.add(cells)
    sheet.add_data_validation(rule)


def _whole(sheet: Worksheet, cells: str) -> None:
    rule = DataValidation(
        type="whole", operator="between", formula1="1", formula2="10000", allow_blank=True, showErrorMessage=True
    )
    rule.add(cells)
    sheet.add_data_validation(rule)


def _hint(sheet: Worksheet, cells: str, title: str, text: str) -> None:
    rule = DataValidation(promptTitle=title, prompt=text, showInputMessage=True, allow_blank=True)
    rule.add(cells)
    sheet.add_data_validation(rule)


def content(book: Workbook) -> bytes:
    """A workbook's bytes without clock and author: the same for the same cells."""
    made, plain = BytesIO(), BytesIO()
    book.properties.creator = "kyccheck"
    book.save(made)
    with ZipFile(made) as old, ZipFile(plain, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(
                    rb"<dcterms:(\w+)( [^>]*)?>[^<]*</dcterms:\w+>",
                    rb"<dcterms:\1\2>1980-01-01T00:00:00Z</dcterms:\1>",
                    part,
                )
            new.writestr(ZipInfo(name, MOMENT), part, ZIP_DEFLATED)
    return plain.getvalue()


if __name__ == "__main__":
    (EXAMPLES / "odb-template.xlsx").write_bytes(content(odb()))
    (EXAMPLES / "csr106-template.xlsx").write_bytes(content(csr106()))
