"""The rows of a table as XML, streamed: every text is a text cell, whatever it begins with.

A formula, a link out of the book or a shared text cannot come out of here: there is no code that writes one. Each row
says how high it is, since neither Excel nor LibreOffice works that out for wrapped text in every case.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import islice
from typing import IO, Final

from openpyxl.utils import get_column_letter

from kyccheck.reports._book.links import Links
from kyccheck.reports._book.look import DAY, DIFFERS, NOTE, STATUS, TEXT, WORD, boxed
from kyccheck.reports._book.styles import Styles
from kyccheck.reports._book.table import Cell, Column, Link, Marked, Row, Table
from kyccheck.reports._book.text import Inline, Lines, escaped, is_active, shown
from kyccheck.reports._page import width_of

_AT_ONCE: Final = 400
_FIRST_DAY: Final = date(1900, 3, 1)  # before it, Excel counts a day that never was
_DAY_ZERO: Final = date(1899, 12, 30)
_LINE, _MARGIN, _HIGHEST = 13.0, 3.0, 409.0  # points
_FILLS_A_ROW: Final = 4000
_LETTERS, _BOLD = 1.16, 1.1  # letters of this size that go where the width counts one digit
_MARKS: Final = '<rPr><b/><u/><sz val="10"/><color rgb="FF9C2A00"/><rFont val="Calibri"/><family val="2"/></rPr>'
_NO_MARKS: Final = '<rPr><sz val="10"/><color rgb="FF1F2933"/><rFont val="Calibri"/><family val="2"/></rPr>'


class Rows:
    """The rows of one table, on their way into the sheets that hold them; `widths` are those of its columns."""

    def __init__(self, table: Table, widths: list[float], styles: Styles, links: Links, inline: Inline) -> None:
        self._table, self._inline, self._links = table, inline, links
        self._columns = [
            _Written(column, place, width, styles)
            for place, (column, width) in enumerate(zip(table.columns, widths, strict=True), start=1)
        ]
        self._rows = iter(table.rows())
        self._word = styles.number(boxed(WORD))
        self._note = styles.number(NOTE)
        self._day = styles.number(boxed(DAY))
        self._marked = styles.both(DIFFERS), styles.both(boxed(TEXT))

    def write(self, out: IO[bytes], room: int) -> None:
        """Write as many of the rows that are left as there is room for on one sheet."""
        self._links.begin()
        first = self._table.header_row + 1
        if not self._table.count:
            style = self._note
            words = f'<c r="A{first}" s="{style}" t="inlineStr"><is>{escaped(self._table.nothing)}</is></c>'
            out.write(f'<row r="{first}">{words}</row>'.encode())
        rows = enumerate(islice(self._rows, room), start=first)
        while lines := [self._line(number, row) for number, row in islice(rows, _AT_ONCE)]:
            out.write("".join(lines).encode())

    def _line(self, number: int, row: Row) -> str:
        known, highest = self._inline.known, 1
        parts = [""]
        for column, value in zip(self._columns, row, strict=False):
            if value is None or value == "":
                parts.append(f'<c r="{column.letter}{number}" s="{column.plain}"/>')
            elif type(value) is str:
                active, xml, widths = known.get(value) or self._inline.of(value)
                style = column.words.get(value) or (column.quoted if active else column.plain)
                parts.append(f'<c r="{column.letter}{number}" s="{style}" t="inlineStr">{xml}</c>')
                if widths[0] > column.room:
                    highest = max(highest, column.lines(value, widths))
            else:
                xml, lines = self._other(column, f"{column.letter}{number}", value)
                parts.append(xml)
                highest = max(highest, lines)
        parts[0] = f'<row r="{number}" ht="{min(highest * _LINE + _MARGIN, _HIGHEST):g}">'
        parts.append("</row>")
        return "".join(parts)

    def _other(self, column: _Written, place: str, value: Cell) -> tuple[str, int]:
        """A cell that is no plain text, and how many lines it takes."""
        if isinstance(value, Link):
            self._links.add(place, value)
            if value.row is None:
                return f'<c r="{place}" s="{self._word}" t="inlineStr">{self._inline.of(value.text).xml}</c>', 1
            value = value.text
        elif isinstance(value, Marked):
            lines = Lines("".join(text for text, _ in value.runs))
            return self._runs(place, value), column.lines(lines, self._inline.of(lines).widths)
        elif isinstance(value, date) and value >= _FIRST_DAY:
            return f'<c r="{place}" s="{self._day}"><v>{(value - _DAY_ZERO).days}</v></c>', 1
        elif isinstance(value, int):
            return f'<c r="{place}" s="{column.plain}"><v>{value}</v></c>', 1
        text = value if isinstance(value, str) else str(value)
        active, xml, widths = self._inline.of(text)
        style = column.quoted if active else column.plain
        return f'<c r="{place}" s="{style}" t="inlineStr">{xml}</c>', column.lines(text, widths)

    def _runs(self, place: str, value: Marked) -> str:
        """A text whose parts that differ are bold and underlined, in a cell that is filled."""
        plain, quoted = self._marked[0 if value.differs else 1]
        whole = Lines("".join(text for text, _ in value.runs))
        style = quoted if is_active(whole) else plain
        if shown(whole) != whole or not any(marked for _, marked in value.runs):
            return f'<c r="{place}" s="{style}" t="inlineStr"><is>{escaped(shown(whole))}</is></c>'
        runs = "".join(
            f"<r>{_MARKS if marked else _NO_MARKS}{escaped(text)}</r>" for text, marked in value.runs if text
        )
        return f'<c r="{place}" s="{style}" t="inlineStr"><is>{runs}</is></c>'


class _Written:
    """A column as it is written: its letter, the styles of its cells, and how many characters go on a line."""

    def __init__(self, column: Column, place: int, width: float, styles: Styles) -> None:
        self.letter = get_column_letter(place)
        self.plain, self.quoted = styles.both(boxed(column.look))
        self.words = {word: styles.number(boxed(look)) for word, look in STATUS.items()} if column.by_word else {}
        self.room = (width - 1) * (_BOLD if column.look.bold else _LETTERS) if column.look.wrap else 1e9

    def lines(self, text: str, widths: tuple[int, ...]) -> int:
        """How many lines a text takes whose own lines are so wide."""
        if max(widths) <= self.room:
            return len(widths)
        return sum(_wrapped(line, self.room) for line in text[:_FILLS_A_ROW].split("\n"))


@lru_cache(maxsize=4096)
def _wrapped(line: str, room: float) -> int:
    """How many lines one line becomes where words are not parted, but for those that are wider than the cell."""
    lines, used = 1, 0
    for word in line.split(" "):
        wide = width_of(word)
        if used and used + 1 + wide > room:
            lines, used = lines + 1, 0
        used += wide + (used > 0)
        if used > room:
            lines, used = lines + int(used // room), int(used % room)
    return lines
