"""Excel workbooks (.xlsx, .xlsm) as grids: every sheet, hidden ones too, streamed.

A cell is what was last saved in it: a formula is its result, and without one an ErrorCell, as is #N/A. Days are days,
by the workbook's epoch (1900 or 1904); a number in a format such as 000000 is the text that the sheet shows, with its
zeros; a number of more than 15 digits is a problem that names the cell, because Excel has not kept the others. A merged
cell's value stands in its first cell alone, and the sheet tells which cells are merged. Rows and columns have their own
numbers, whatever size the file claims.

Why a reader of our own (bench/readers.py measures): openpyxl takes ten times as long, believes a wrong size unless
told otherwise, and fails with exceptions of many kinds. python-calamine is as fast as this one, but it lays a sheet out
in memory from its first to its last cell, and knows neither formats (zeros) nor whether a formula has a result.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import IO, Final, NamedTuple

from kyccheck.errors import UnreadableError
from kyccheck.read._cells import DIGITS, Cells
from kyccheck.read._formats import formats_of
from kyccheck.read._package import Attributes, Package
from kyccheck.read._rows import rows
from kyccheck.read._texts import shared_texts
from kyccheck.read.limits import LIMITS, Limits
from kyccheck.read.table import OPENING
from kyccheck.records.record import Problem
from kyccheck.values.grid import Grid, Row, Sheet, Unseen, column

_STRICT: Final = "purl.oclc.org/ooxml"
_SHEETS: Final = frozenset({"worksheet"})


def grid_of(handle: IO[bytes], label: str, problems: list[Problem], limits: Limits = LIMITS) -> Grid:
    """The sheets of a workbook; `problems` fills while their rows are read.

    Raises UnreadableError for what is no workbook, is protected, damaged or a bomb, or holds no cell at all.
    """
    with _located(label):
        package = Package(handle, limits)
        book = _Book(package)
        sheets = tuple(_sheet(package, book, told, (label, problems)) for told in book.sheets)
        if not any(sheet.opening for sheet in sheets):
            raise UnreadableError("holds no filled cell in any sheet")
    return Grid(sheets)


@contextmanager
def _located(label: str) -> Iterator[None]:
    """One boundary for whatever a broken file does to its readers: the error of an input, with its name."""
    try:
        yield
    except UnreadableError as error:
        raise UnreadableError(error.message, label) from None
    except Exception as error:
        why = " ".join(str(error).split())[:120] or type(error).__name__
        raise UnreadableError(f"is a damaged workbook ({why}); open it in Excel and save it anew", label) from error


class _Told(NamedTuple):
    """What a workbook says of a sheet."""

    name: str
    part: str
    hidden: bool


class _Book:
    """What a workbook says of itself: its sheets, and how their cells are read."""

    def __init__(self, package: Package) -> None:
        self._from_1904 = False
        self._listed: list[tuple[str, str, bool]] = []
        main = package.main()
        package.read(main, self._start)
        related = package.related(main)
        named = dict(related.values())
        self.sheets = [
            _Told(name, related[own][1], hidden)
            for name, own, hidden in self._listed
            if own in related and related[own][0] in _SHEETS
        ]
        if any(own not in related for _, own, _ in self._listed) or not self.sheets:
            raise UnreadableError("is a damaged workbook: a sheet that it lists is not in it; save it anew in Excel")
        shared = shared_texts(package, named["sharedStrings"]) if "sharedStrings" in named else []
        formats = formats_of(package, named["styles"]) if "styles" in named else []
        self.cells = Cells(shared, formats, from_1904=self._from_1904)

    def _start(self, name: str, given: Attributes) -> None:
        if name == "workbook" and any(_STRICT in value for key, value in given.items() if key.startswith("xmlns")):
            raise UnreadableError('is a "Strict Open XML" workbook; save it as "Excel Workbook (.xlsx)"')
        if name == "workbookPr":
            self._from_1904 = given.get("date1904", "0") in ("1", "true", "on")
        if name == "sheet":
            own = next((value for key, value in given.items() if key.endswith(":id")), "")
            self._listed.append((given.get("name", ""), own, given.get("state", "visible") != "visible"))


def _sheet(package: Package, book: _Book, told: _Told, report: tuple[str, list[Problem]]) -> Sheet:
    unseen = Unseen()
    found = _checked(package, book.cells, told, report, unseen)
    opening = tuple(islice(found, OPENING))
    return Sheet(told.name, opening, chain(opening, found), told.hidden, unseen)


def _checked(
    package: Package, cells: Cells, told: _Told, report: tuple[str, list[Problem]], unseen: Unseen
) -> Iterator[Row]:
    """The rows of a sheet; numbers whose digits are lost become problems, one a column, behind the last row."""
    label, problems = report
    long: dict[int, tuple[int, int]] = {}
    with _located(label), package.open(told.part) as stream:
        for row in rows(stream, cells, package.limits, unseen):
            if cells.long:
                for place, value in enumerate(row.cells):
                    if isinstance(value, (int, float)) and abs(value) >= 10**DIGITS:
                        number, count = long.get(place, (row.number, 0))
                        long[place] = number, count + 1
            yield row
    for place, (number, count) in long.items():
        first = f"{told.name}!{column(place)}{number}"
        more = f" (and {count - 1:,} more below it)" if count > 1 else ""
        message = (
            f"{first}{more} is a number of more than {DIGITS} digits, of which Excel keeps {DIGITS}; enter it as text"
        )
        problems.append(Problem(label, message, first))
