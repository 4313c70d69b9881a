"""Looks as the numbers that cells of the book carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from kyccheck.reports._book.look import FONT, LINE, Look, quoted

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


class Styles:
    """The styles of one book; each look is entered when it is first used."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._numbers: dict[Look, int] = {}

    def number(self, look: Look) -> int:
        """The number of a look in this book."""
        known = self._numbers.get(look)
        if known is None:
            known = self._numbers[look] = dressed(Cell(self._sheet, 1, 1), look).style_id
        return known

    def both(self, look: Look) -> tuple[int, int]:
        """The numbers of a look: for most texts, and for those that Excel would take for a formula."""
        return self.number(look), self.number(quoted(look))


def dressed(cell: Cell, look: Look) -> Cell:
    """The cell, with a look."""
    cell.font = Font(
        name=FONT, size=look.size, bold=look.bold, color=look.ink, underline="single" if look.underline else None
    )
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.boxed:
        side = Side(style="thin", color=LINE)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.alignment = Alignment(
        horizontal="center" if look.centre else "left", vertical="center" if look.middle else "top", wrap_text=look.wrap
    )
    cell.number_format = f'"{look.sign}  "@' if look.sign else look.format
    if look.unlocked:
        cell.protection = Protection(locked=False)
    if look.quoted:
        cell.quotePrefix = True
    return cell
