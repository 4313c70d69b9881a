"""The page of the `Summary`, filled from the top down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from kyccheck.reports._book.frame import Value, put
from kyccheck.reports._book.look import HEADER, HEADING, NOTE, WORD, Look

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS: Final = {"A": 4, "B": 44, "C": 12, "D": 12, "E": 12, "F": 12, "G": 9, "H": 9, "I": 2}
_HEADER_HEIGHT: Final = 17


class Page:
    """A sheet, and the row that is filled next."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.row = 1
        sheet.sheet_view.showGridLines = False
        for letter, width in _WIDTHS.items():
            sheet.column_dimensions[letter].width = width

    def put(self, letter: str, value: Value, look: Look = WORD) -> None:
        """Put a value into a column of the row."""
        put(self.sheet, f"{letter}{self.row}", value, look)

    def end(self, height: int = 0) -> None:
        """End the row, which is so many points high, or as high as Excel makes it."""
        if height:
            self.sheet.row_dimensions[self.row].height = height
        self.row += 1

    def section(self, title: str, headers: Sequence[str], centred: Sequence[str] = ()) -> None:
        """A heading, with a row of headers below it, of which some stand over numbers."""
        self.row += 1
        self.put("A", title, HEADING)
        self.end()
        for letter, header in zip_longest("ABCDEFGH", headers, fillvalue=""):
            self.put(letter, header, replace(HEADER, boxed=False, centre=header in centred))
        self.end(_HEADER_HEIGHT)

    def say(self, text: str) -> None:
        """A row with a remark."""
        self.put("B", text, NOTE)
        self.end()
