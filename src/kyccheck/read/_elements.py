"""The elements of a sheet's XML, as a parser meets them, made into rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from kyccheck.errors import UnreadableError
from kyccheck.read._cells import Cells, Value
from kyccheck.read._package import Attributes
from kyccheck.values.grid import Merged, Row

MAX_COLUMNS: Final = 16_384
_TRUE: Final = ("1", "true")
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_MOST_MERGED: Final = 100_000


class Parsed:
    """The elements of a sheet as a parser meets them. `columns` are those of all cells, empty ones too."""

    def __init__(self, cells: Cells) -> None:
        self.number = 0
        self.columns: set[int] = set()
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: list[Merged] = []
        self._cells = cells
        self._rows: list[tuple[int, dict[int, Value]]] = []
        self._row: dict[int, Value] = {}
        self._in_row = False
        self._place = -1
        self._given: Attributes = {}
        self._formula = self._spoken = self._in_data = False
        self._parts: list[str] | None = None
        self._taking = False

    def taken(self) -> Iterator[Row]:
        """The rows met since the last call; only now do they get the empty cells between their filled ones."""
        found, self._rows = self._rows, []
        for number, row in found:
            cells: list[Value] = []
            for place, value in row.items():
                cells += [None] * (place - len(cells))
                cells.append(value)
            yield Row(number, tuple(cells))

    def start(self, name: str, given: Attributes) -> None:
        if name == "sheetData":
            self._in_data = True
        elif self._in_data and (begin := _BEGINS.get(name)):
            begin(self, given)
        elif name == "col" and not self._in_data and given.get("hidden") in _TRUE:
            self._hide(given)
        elif name == "mergeCell" and (match := _RANGE.fullmatch(given.get("ref", ""))):
            self._merge(_place(match[1]), int(match[2]), int(match[4]))

    def _hide(self, given: Attributes) -> None:
        """Note columns that are hidden, from 0; those that no sheet has hide nothing."""
        first, last = given.get("min", ""), given.get("max", "")
        if first.isascii() and first.isdigit() and last.isascii() and last.isdigit() and len(first + last) < 12:
            self.hidden_columns.append((max(0, int(first) - 1), int(last) - 1))

    def _merge(self, place: int, first: int, last: int) -> None:
        """Note that cells below each other are one; of several columns the first alone holds a value."""
        if first < last and len(self.merged) < _MOST_MERGED:
            self.merged.append(Merged(place, first, last))

    def end(self, name: str) -> None:
        self._taking = False
        if name == "sheetData":
            self._in_data = False
        elif self._in_data and (finish := _ENDS.get(name)):
            finish(self)

    def text(self, text: str) -> None:
        if self._taking and self._parts is not None:
            self._parts.append(text)

    def begin_row(self, given: Attributes) -> None:
        number = given.get("r", "")
        self.number = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else self.number + 1
        self._row, self._place, self._in_row = {}, -1, True
        if given.get("hidden") in _TRUE:
            self.hidden_rows.add(self.number)

    def begin_cell(self, given: Attributes) -> None:
        if not self._in_row:
            raise UnreadableError("is a damaged workbook: a cell stands in no row")
        before = self._place
        self._place = self._placed(given["r"]) if "r" in given else before + 1
        if self._place <= before:
            raise UnreadableError(f"is a damaged workbook: cell {given['r'][:12]} stands twice, or out of order")
        if self._place >= MAX_COLUMNS:
            raise UnreadableError(f"holds column {self._place + 1:,}; a sheet has at most {MAX_COLUMNS:,}")
        self._given, self._formula, self._parts = given, False, None
        self.columns.add(self._place)

    def _placed(self, reference: str) -> int:
        """The column of a reference such as C14; the row must be the one that it stands in."""
        match = _REFERENCE.fullmatch(reference)
        if match is None or int(match[2]) != self.number:
            raise UnreadableError(
                f"is a damaged workbook: a cell of row {self.number} says that it is {reference[:12]!r}"
            )
        return _place(match[1])

    def begin_text(self, _given: Attributes) -> None:
        self._taking = not self._spoken
        self._parts = self._parts or []

    def begin_formula(self, _given: Attributes) -> None:
        self._formula = True

    def begin_spoken(self, _given: Attributes) -> None:
        self._spoken = True

    def end_spoken(self) -> None:
        self._spoken = False

    def end_cell(self) -> None:
        text = None if self._parts is None else "".join(self._parts)
        given = self._given
        value = self._cells.value(given.get("t", "n"), given.get("s", "0"), text, formula=self._formula)
        if value is not None:
            self._row[self._place] = value

    def end_row(self) -> None:
        if not self._row:
            self.hidden_rows.discard(self.number)
        self._rows.append((self.number, self._row))
        self._in_row = False


_BEGINS: Final[dict[str, Callable[[Parsed, Attributes], None]]] = {
    "row": Parsed.begin_row,
    "c": Parsed.begin_cell,
    "v": Parsed.begin_text,
    "t": Parsed.begin_text,
    "f": Parsed.begin_formula,
    "rPh": Parsed.begin_spoken,
}
_ENDS: Final[dict[str, Callable[[Parsed], None]]] = {
    "c": Parsed.end_cell,
    "row": Parsed.end_row,
    "rPh": Parsed.end_spoken,
}


@lru_cache(MAX_COLUMNS)
def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
