"""The rows of a sheet, streamed: an XML parser reads them, and for long sheets a pattern reads those that look alike.

The parser (expat) is the truth: it takes whatever XML can say, and its beginning shows which columns there are. From
there on one regular expression for a whole row takes the rows that programs write, three times as fast; every byte
that it does not take goes to the same parser, in order, so that nothing between rows is lost or read twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, repeat
from typing import IO, Final

from kyccheck.errors import UnreadableError
from kyccheck.read._cells import Cells, Value
from kyccheck.read._elements import Parsed
from kyccheck.read._package import Xml, is_simple, pieces
from kyccheck.read.limits import LIMITS, Limits
from kyccheck.values.grid import Row, Unseen, column

MAX_ROWS: Final = 1_048_576
_FIRST: Final = 65_536
_PIECE: Final = 524_288
_WIDEST: Final = 1024
"""Columns of a pattern; rows that go further are read by the parser."""
_TRIES: Final = 8
_HIDDEN: Final = re.compile(r"""\shidden\s*=\s*["'](?:1|true)["']""")


def rows(stream: IO[bytes], cells: Cells, limits: Limits = LIMITS, unseen: Unseen | None = None) -> Iterator[Row]:
    """The rows of a sheet's part that hold anything, with their own numbers. `unseen` takes what Excel does not show.

    Raises UnreadableError for what no sheet may hold: cells beyond XFD1048576, out of order, or twice.
    """
    last, area = 0, 0
    parsed, unseen = Parsed(cells), unseen or Unseen()
    for row in _all_rows(stream, parsed, cells):
        if row.number <= last:
            raise UnreadableError(f"is a damaged workbook: row {row.number} stands after row {last}")
        last = row.number
        if last > MAX_ROWS:
            raise UnreadableError(f"holds row {last:,}; a sheet has at most {MAX_ROWS:,}")
        filled = _filled(row)
        if filled:
            area += len(filled.cells)  # with the empty ones before the last
            if area > limits.sheet_cells:
                most = f"has a sheet spread over more than {limits.sheet_cells:,} cells; delete the stray ones"
                raise UnreadableError(f"{most} {limits.told('sheet_cells')}")
            if parsed.hidden_rows or parsed.hidden_columns:
                _count(filled, parsed, unseen)
            yield filled
    unseen.merged = parsed.merged


def _count(row: Row, parsed: Parsed, unseen: Unseen) -> None:
    """Count what of a row is hidden."""
    unseen.rows += row.number in parsed.hidden_rows
    parsed.hidden_rows.discard(row.number)
    for first, last in parsed.hidden_columns:
        within = range(first, min(last + 1, len(row.cells)))
        unseen.columns.update(place for place in within if _says(row.cells[place]))


def _filled(row: Row) -> Row | None:
    """A row up to its last filled cell, or None where none is."""
    cells = row.cells
    if cells and cells[-1] is None:
        width = next((place for place in range(len(cells), 0, -1) if cells[place - 1] is not None), 0)
        row = Row(row.number, cells[:width])
    return row if row.cells and (_says(row.cells[-1]) or any(map(_says, row.cells))) else None


def _says(value: Value) -> bool:
    return value is not None and not (isinstance(value, str) and not value.strip())


def _all_rows(stream: IO[bytes], parsed: Parsed, cells: Cells) -> Iterator[Row]:
    xml = Xml(parsed.start, parsed.end, parsed.text)
    alike: _Alike | None = None
    tries = 0
    for piece, whole in pieces(stream, b"</row>", _FIRST, _PIECE):
        if alike and whole and xml.plain and is_simple(piece):
            text = piece.decode()
            taken = alike.split(text)
            yield from _in_order(taken, xml, parsed)
            alike = alike.following(taken.left / len(text))
        else:
            xml.feed(piece)
            yield from parsed.taken()
        if alike is None and tries < _TRIES and min(parsed.columns, default=_WIDEST) < _WIDEST:
            tries += 1
            alike = _Alike(sorted(parsed.columns), cells)
            parsed.columns.clear()
    xml.close()
    yield from parsed.taken()


def _in_order(taken: _Taken, xml: Xml, parsed: Parsed) -> Iterator[Row]:
    """The rows of a piece: those of the pattern, and between them what the parser makes of the rest."""
    for gap, number, given, values in zip(taken.gaps, taken.numbers, taken.given, taken.rows, strict=False):
        if gap:
            xml.feed(gap.encode())
            yield from parsed.taken()
        parsed.number = int(number)
        if "hidden" in given and _HIDDEN.search(given):
            parsed.hidden_rows.add(parsed.number)
        yield Row(parsed.number, values)
    if taken.gaps[-1]:
        xml.feed(taken.gaps[-1].encode())
        yield from parsed.taken()


class _Taken:
    """What a pattern took of a piece: rows with their numbers, and before, between and after them what it left."""

    def __init__(
        self, gaps: Sequence[str], numbers: Sequence[str], given: Sequence[str], found: Iterable[tuple[Value, ...]]
    ) -> None:
        self.gaps = gaps
        self.numbers = numbers
        self.given = given
        self.rows = found
        self.left = sum(map(len, gaps))


class _Alike:
    """The pattern of rows that have no other columns than these, as spreadsheet programs write them.

    `given` are the attributes that all cells of a column had so far: the pattern holds them, and takes less apart. None
    where that is not known yet.
    """

    def __init__(self, columns: Sequence[int], cells: Cells, given: Mapping[int, str] | None = None) -> None:
        self._columns = [place for place in columns if place < _WIDEST]
        self._cells = cells
        self._given = given
        self._pattern = re.compile(
            r'<row r="([0-9]{1,7})"([^>/]*)>' + "".join(map(self._cell, self._columns)) + "</row>"
        )
        self._met: dict[int, set[str]] = {}

    def _cell(self, place: int) -> str:
        given = (self._given or {}).get(place)
        attributes = _ATTRIBUTES if given is None else re.escape(given)
        return _CELL.replace("@", column(place)).replace("%", attributes)

    def split(self, text: str) -> _Taken:
        """Take the rows of a piece that the pattern fits."""
        parts, stride = self._pattern.split(text), self._pattern.groups + 1
        wide: list[Iterable[Value]] = [repeat(None)] * (self._columns[-1] + 1)
        taken = (parts[at::stride] for at in count(3))
        for place in self._columns:
            given = self._given[place] if self._given and place in self._given else next(taken)
            wide[place] = self._cells.column(given, next(taken))
            if self._given is None:
                self._met[place] = {attributes for attributes in given if attributes is not None}
        return _Taken(parts[::stride], parts[1::stride], parts[2::stride], zip(*wide, strict=False))

    def following(self, left: float) -> _Alike | None:
        """The pattern for the next piece, where this part of the last one was left; None where none is worth while."""
        if self._given:
            return self if left < _FEW else _Alike(self._columns, self._cells, given={})
        if left > _MANY:
            return None
        if self._given is None:
            same = {place: next(iter(met)) for place, met in self._met.items() if len(met) == 1}
            return _Alike(self._columns, self._cells, same)
        return self


_FEW: Final = 0.1
_MANY: Final = 0.5
_ATTRIBUTES: Final = "([^>/]*+)"
_CELL: Final = (
    r'(?:<c r="@\1"(?:%>(?:<f[^>]*+>(?:[^<]*+</f>)?)?'
    r'<(?:v|is><t(?: xml:space="preserve")?)>([^<]++)</(?:v|t></is)></c>|[^>/]*+/>)|(?!<c r="@\1"))'
)
"""A cell of the column "@" in the row of group 1: its attributes and what it holds, or nothing; or there is no cell.

The last branch says so outright: where a row does not fit, no other way to read it is tried.
"""
