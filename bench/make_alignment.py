"""Makes examples/alignment/odb.xlsx and csr106.xlsx: the templates, filled for the deal that lies beside them.

    python bench/make_alignment.py

One field of each: the same as written, the same after normalising, to review, misaligned, absent on one side. A second
account belongs to no deal of the folder. The bytes are the same each time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook  # noqa: TC002 - real, as everywhere here

from make_templates import ACCOUNTS, NUMBERS, content, csr106, odb

FOLDER = Path(__file__).parents[1] / "examples" / "alignment"
ACCOUNT: Final[dict[str, Any]] = {
    "Account ID": "ODB-70551", "Deal ID": "9876545555", "Company name": "Lantern Bay Foods Limited",
    "Registration number": "72450913", "Billing address": "Unit 5, 88 Hill Road, Western District",
    "Billing contact": "Ines COSTA", "Billing email": "", "Billing phone": "+852 2546 0117", "Plan": "Voice Pro",
    "Quantity": 12, "Term": "1 year", "Add-ons": "Recording; IVR", "Signed": "Yes",
}  # fmt: skip
OTHER: Final[dict[str, Any]] = {
    "Account ID": "ODB-70560", "Deal ID": "9876540000", "Company name": "Quiet Harbour Books Limited", "Plan": "Voice Basic",
    "Billing address": "2/F, 7 Pier Street", "Quantity": 3, "Term": "12 months",
}  # fmt: skip
SET_UP: Final[tuple[tuple[Any, ...], ...]] = (
    ("ODB-70551", "+85258081101", "HK", "local", 4), ("ODB-70551", "+85258081102", "HK", "local", 40),
    ("ODB-70551", "+85258081104", "HK", "local", 2),
)  # fmt: skip
FORM: Final[dict[str, Any]] = {
    "Deal ID": "9876545555", "Company name": "Lantern Bay Foods Ltd", "Registration number": "72450913",
    "Plan": "Voice Pro", "Quantity": 12, "Term": "12 months", "Add-ons": "IVR; Recording", "Signed": "Yes",
}  # fmt: skip
ORDERED: Final[tuple[tuple[Any, ...], ...]] = (
    ("5808 1101", "Hong Kong", "local", 4), ("5808 1102", "Hong Kong", "local", 4),
    ("5808 1103", "Hong Kong", "local", 2),
)  # fmt: skip


def accounts() -> Workbook:
    """ODB, with the deal's account and another one."""
    book = odb()
    titles = [title for title, _, _ in ACCOUNTS]
    for row, account in enumerate((ACCOUNT, OTHER), 2):
        for title, value in account.items():
            book["Accounts"].cell(row, titles.index(title) + 1, value)
    for row, number in enumerate(SET_UP, 2):
        for place in range(len(NUMBERS)):
            book["Virtual numbers"].cell(row, place + 1, number[place])
    return book


def form() -> Workbook:
    """The CSR 106 form of the deal."""
    book = csr106()
    sheet = book.worksheets[0]
    labels = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
    for label, value in FORM.items():
        sheet.cell(labels[label], 2, value)
    for row, number in enumerate(ORDERED, labels["Number"] + 1):
        for place, value in enumerate(number, 1):
            sheet.cell(row, place, value)
    return book


if __name__ == "__main__":
    (FOLDER / "odb.xlsx").write_bytes(content(accounts()))
    (FOLDER / "csr106.xlsx").write_bytes(content(form()))
