"""The book as openpyxl makes it: each sheet with all that it has but the rows of its table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import IO, TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from kyccheck.reports._book.links import Links
from kyccheck.reports._book.look import HEADER, HEADER_NUMBER, NOTE, TITLE, TO_FILL, Look
from kyccheck.reports._book.pack import Filling, TooLargeError, pack
from kyccheck.reports._book.rows import Rows
from kyccheck.reports._book.saved import saved
from kyccheck.reports._book.styles import Styles, dressed
from kyccheck.reports._book.table import Cell, Column, Link, Marked, Table
from kyccheck.reports._book.text import Inline, for_excel, is_active, shown
from kyccheck.reports._page import width_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SAMPLE: Final = 300
_TABS: Final = {"Summary": "1F3A5F", "Findings": "D55E00", "Sign-off": "E6B800"}
_A4: Final = 9


class Frame:
    """A book in the making, for one day; `limit` is how many rows a sheet takes."""

    def __init__(self, as_of: date, limit: int) -> None:
        self._book = Workbook()
        self._as_of, self._limit = as_of, limit
        self._styles = Styles(self._book.worksheets[0])
        self._book.remove(self._book.worksheets[0])
        self._tables: list[tuple[Table, list[float], list[Worksheet]]] = []

    def add_page(self, title: str, fill: Callable[[Worksheet], None]) -> None:
        """Add a sheet that is filled cell by cell."""
        fill(self._sheet(title))

    def add(self, table: Table) -> None:
        """Add the sheets of a table."""
        made = []
        room, widths = table.room(self._limit), _widths(table)
        for place, title in enumerate(table.sheets(self._limit)):
            sheet = self._sheet(title)
            rows = max(1, min(room, table.count - place * room))
            _head(sheet, table, widths)
            last = table.header_row + rows
            end = get_column_letter(len(table.columns))
            sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}{table.header_row + 1}"
            sheet.auto_filter.ref = f"A{table.header_row}:{end}{last}"
            sheet.print_title_rows = f"{table.header_row}:{table.header_row}"
            for row in table.breaks:
                if place * room < row < (place + 1) * room:
                    sheet.row_breaks.append(Break(id=row - place * room + table.header_row))
            if table.dress:
                table.dress(sheet, table.header_row + 1, last)
            made.append(sheet)
        self._tables.append((table, widths, made))

    def write(self, out: IO[bytes]) -> None:
        """Write the book."""
        self._book.calculation.fullCalcOnLoad = False  # nothing is calculated: Excel need not ask whether to save that
        self._book.worksheets[0].sheet_view.tabSelected = True
        fillings = list(self._fillings())  # enters the looks of their cells, which the frame must know
        frame = saved(self._book)
        try:
            pack(frame, fillings, self._as_of, out)
        except TooLargeError:
            out.seek(0)
            out.truncate()
            pack(frame, self._fillings(), self._as_of, out, large=True)

    def _fillings(self) -> Iterator[tuple[str, Filling]]:
        """What the part of each sheet with a table is filled with."""
        inline = Inline()
        places = {sheet.title: f"xl/worksheets/sheet{place}.xml" for place, sheet in enumerate(self._book, start=1)}
        for table, widths, sheets in self._tables:
            links = Links((each for each, _, _ in self._tables), self._limit)
            rows = Rows(table, widths, self._styles, links, inline)
            for sheet in sheets:
                area = f"A1:{str(sheet.auto_filter.ref).partition(':')[2]}"
                yield places[sheet.title], Filling(rows, table.room(self._limit), links, area)

    def _sheet(self, title: str) -> Worksheet:
        sheet: Worksheet = self._book.create_sheet(title)
        sheet.sheet_properties.tabColor = _TABS.get(title.partition(" (")[0])
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        for side in ("left", "right"):
            setattr(sheet.page_margins, side, 0.4)
        for side in ("top", "bottom"):
            setattr(sheet.page_margins, side, 0.6)
        sheet.page_margins.footer = 0.25
        footer = {"left": f"kyccheck, as of {self._as_of.isoformat()}", "center": "&A", "right": "Page &P of &N"}
        for side, text in footer.items():
            getattr(sheet.oddFooter, side).text = text
        return sheet


Value = str | int | date | None


def put(sheet: Worksheet, place: str, value: Value, look: Look) -> None:
    """Put a number, a day or a text into a cell of a page. A text stays a text, whatever it begins with."""
    cell = dressed(sheet[place], look)
    if not isinstance(value, str):
        cell.value = value
        return
    text = shown(value)
    cell.value = for_excel(text)
    cell.data_type = "s"
    if is_active(text):
        cell.quotePrefix = True


def _head(sheet: Worksheet, table: Table, widths: list[float]) -> None:
    for place, line in enumerate(table.above, start=1):
        put(sheet, f"A{place}", line, TITLE if place == 1 else NOTE)
        sheet.row_dimensions[place].height = 24 if place == 1 else 15
    wrapped = any(width_of(column.header) > width for column, width in zip(table.columns, widths, strict=True))
    sheet.row_dimensions[table.header_row].height = 32 if wrapped else 19
    for place, (column, width) in enumerate(zip(table.columns, widths, strict=True), start=1):
        letter = get_column_letter(place)
        put(sheet, f"{letter}{table.header_row}", column.header, _header(column))
        sheet.column_dimensions[letter].width = width


def _header(column: Column) -> Look:
    if column.fill:
        return TO_FILL
    return HEADER_NUMBER if column.look.centre else HEADER


def _widths(table: Table) -> list[float]:
    """Widths that fit the first rows: as wide as the widest line, within what each column allows."""
    widest = [max(map(width_of, column.header.split())) + 3 for column in table.columns]
    for row in islice(table.rows(), _SAMPLE):
        for place, value in enumerate(row):
            widest[place] = max(widest[place], _width(value, table.columns[place]))
    return [
        float(min(column.most, max(column.least, wide))) for column, wide in zip(table.columns, widest, strict=True)
    ]


def _width(value: Cell, column: Column) -> int:
    if isinstance(value, Marked):
        value = "".join(text for text, _ in value.runs)
    text = value.text if isinstance(value, Link) else "" if value is None else str(value)
    return max((width_of(line) for line in text[:2000].split("\n")), default=0) + (5 if column.by_word else 2)
