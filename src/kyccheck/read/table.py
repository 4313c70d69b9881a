"""CSV files as grids: one sheet without a name, streamed.

Commas, semicolons and tabs part cells; which of them, the header row alone decides, or a line `sep=;` above it. Lines
above the header that have none of them are titles, and rows of one cell. Text is UTF-8, or UTF-16 where the file starts
with its mark; anything else is refused with the place of the first byte that does not fit, until the user names the
encoding. Nothing is repaired: a row with more or fewer cells than the header is a problem and no record, and a quote
that is never closed makes a problem of all that follows it.

Rows are numbered as they stand in the file, from 1: a blank row and the line `sep=;` count, and a row whose quoted cell
goes over several lines is one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import IO, Final, cast

from kyccheck.errors import RefusedError, UnreadableError
from kyccheck.read.limits import LIMITS, Limits
from kyccheck.records.record import Problem
from kyccheck.values.grid import Grid, Row, Sheet

OPENING: Final = 40
"""So many filled rows of a sheet are looked at to tell what it is."""
MAX_PROBLEMS: Final = 1000
"""So many rows are reported each by itself; those after them are counted."""
_DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab"}
_SAID: Final = re.compile(r'"?sep=([^\w\s"]|\t)"?[\r\n]*', re.IGNORECASE)
_MOST_TITLES: Final = 9
"""So many lines of a table may be titles above its header."""
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def grid_of(
    chunks: Iterator[bytes], label: str, problems: list[Problem], encoding: str = "", limits: Limits = LIMITS
) -> Grid:
    """The table in a file's bytes. `problems` fills while the rows are read; `encoding` counts where no mark stands.

    Raises UnreadableError for what is no table, or not in the encoding; RefusedError for an encoding nobody knows.
    """
    csv.field_size_limit(limits.cell_characters)  # by itself it stops at 131,072; associated e-mails are longer
    text = _Text(chunks, encoding, limits)
    try:
        delimiter, ahead, skipped = _told_by_header(text)
    except UnicodeError as error:
        raise UnreadableError(text.says(error), label) from None
    except UnreadableError as error:
        raise UnreadableError(error.message, label) from None
    reader = csv.reader(chain(ahead, text.lines), delimiter=delimiter or ",", strict=True)
    rows = _Table(label, text, problems).rows(reader, skipped, 2 if delimiter else 1)
    opening = tuple(islice(rows, OPENING))
    if (widest := max((len(row.cells) for row in opening), default=0)) > limits.columns:
        raise UnreadableError(f"has {widest:,} columns {limits.told('columns')}", label)
    if not opening:
        raise UnreadableError(problems[0].message if problems else "is empty", label)
    if len(opening) == 1 and len(opening[0].cells) == 1:
        raise UnreadableError("is neither JSON nor a table: its only row has no comma, semicolon or tab", label)
    parted_by = _DELIMITERS.get(delimiter or ",", delimiter)
    return Grid((Sheet("", opening, chain(opening, rows)),), text.encoding, parted_by)


class _Text(io.BufferedIOBase):
    """A file's bytes as lines of text, with the count that places a byte which does not fit."""

    def __init__(self, chunks: Iterator[bytes], encoding: str, limits: Limits) -> None:
        self.limits = limits
        first = next(chunks, b"")
        mark, self.encoding = next(((mark, name) for mark, name in _MARKS if first.startswith(mark)), (b"", encoding))
        self.encoding = self.encoding or "utf-8"
        self._chunks = chain([first[len(mark) :]], chunks)
        self._given = len(mark)
        self._since_line_end = 0
        try:
            self.lines = io.TextIOWrapper(cast("IO[bytes]", self), self.encoding, newline="")
        except LookupError:
            raise RefusedError(f"unknown encoding {encoding!r}; such as cp1252, gb18030, big5 or utf-16-le") from None

    def readable(self) -> bool:
        return True

    def read1(self, _size: int = -1, /) -> bytes:
        chunk = next((chunk for chunk in self._chunks if chunk), b"")
        self._given += len(chunk)
        stop = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        self._since_line_end = self._since_line_end + len(chunk) if stop < 0 else len(chunk) - stop
        if self._since_line_end > self.limits.line_bytes:
            most = f"has a line of more than {self.limits.line_bytes:,} bytes, and is not read from there on"
            raise UnreadableError(f"{most} {self.limits.told('line_bytes')}")
        return chunk

    def says(self, error: UnicodeError) -> str:
        """What does not fit, and where: an error counts from what the decoder held, which ends where the chunk does.

        Some encodings do not say where: UTF-16, where no mark tells which of its two orders it is.
        """
        name, at = self.encoding.upper(), ""
        if isinstance(error, UnicodeDecodeError):
            at = f" (byte {self._given - len(error.object) + error.start:,})"
        other = "utf-16-le" if name.startswith("UTF-16") else "cp1252"
        return f"is not {name} text{at}; save it as CSV UTF-8, or name its encoding: --encoding {other}"


def _told_by_header(text: _Text) -> tuple[str, list[str], int]:
    """The delimiter, the lines read to know it, and how many rows a `sep=` line took. Raises UnreadableError.

    The delimiter is "" where none stands in any of the first rows.
    """
    first = text.lines.readline()
    if said := _SAID.fullmatch(first):
        return said[1], [], 1
    ahead = [first]
    for _ in range(_MOST_TITLES + 1):
        header = _next_row(text, ahead)
        if "\0" in header:
            raise UnreadableError("holds NUL bytes: it is not text, or UTF-16 without a mark (--encoding utf-16-le)")
        delimiter = _most_frequent(header)
        if delimiter or not header:
            break
        ahead.append(text.lines.readline())
    return delimiter, ahead, 0


def _next_row(text: _Text, ahead: list[str]) -> str:
    """The next row that is not blank, from the last of the lines read on; a quoted cell may go over several lines."""
    while ahead[-1] and not ahead[-1].strip():
        ahead.append(text.lines.readline())
    start = len(ahead) - 1
    is_open = ahead[-1].count('"') % 2
    size = 0
    while is_open and size < text.limits.cell_characters and (line := text.lines.readline()):
        ahead.append(line)
        size += len(line)
        is_open ^= line.count('"') % 2
    return "".join(ahead[start:])


def _most_frequent(header: str) -> str:
    """The delimiter that stands most often in a header row, outside quotes; "" where none stands there."""
    bare = "".join(header.split('"')[::2])
    counts = {mark: bare.count(mark) for mark in _DELIMITERS}
    best = max(counts.values())
    found = [mark for mark, count in counts.items() if count == best]
    if best and len(found) > 1:
        names = " or ".join(_DELIMITERS[mark] for mark in found)
        raise UnreadableError(f"may be separated by {names}; say which with a first line such as sep=;")
    return found[0] if best else ""


class _Table:
    """The rows of one file, and what is wrong with the others."""

    def __init__(self, label: str, text: _Text, problems: list[Problem]) -> None:
        self._label = label
        self._text = text
        self._problems = problems
        self._unsaid = 0

    def rows(self, reader: Iterable[list[str]], skipped: int, least: int) -> Iterator[Row]:
        """The rows with any cell filled and as many cells as the header, the first one of at least so many."""
        number, width = skipped, 0
        try:
            for number, cells in enumerate(reader, skipped + 1):
                if not cells or not (cells[0].strip() or any(map(str.strip, cells))):
                    continue
                if not width and len(cells) >= least:
                    width = len(cells)
                if len(cells) == width or not width:
                    yield Row(number, tuple([cell or None for cell in cells]) if "" in cells else tuple(cells))
                else:
                    self._report(number, f"has {_cells(len(cells))}, and the header {width}; it is not used", records=1)
        except csv.Error as error:
            self._report(number + 1, f"{self._why(str(error))}; nothing is read from there on", always=True)
        except UnicodeError as error:
            self._report(
                number + 1, f"or one soon after it {self._text.says(error)}; the rest is not read", always=True
            )
        if self._unsaid:
            message = f"{self._unsaid:,} more rows have not as many cells as the header; they are not used"
            self._problems.append(Problem(self._label, message, records=self._unsaid))

    def _why(self, error: str) -> str:
        if not error.startswith("field larger"):
            return _WHY.get(error, _OTHERWISE)
        limits = self._text.limits
        most = f"has a cell of more than {limits.cell_characters:,} characters, or opens a quote that is never closed"
        return f"{most} {limits.told('cell_characters')}"

    def _report(self, number: int, what: str, *, always: bool = False, records: int = 0) -> None:
        if len(self._problems) < MAX_PROBLEMS or always:
            self._problems.append(Problem(self._label, f"row {number} {what}", f"A{number}", records))
        else:
            self._unsaid += 1


_WHY: Final = {"unexpected end of data": "opens a quote that is never closed"}
_OTHERWISE: Final = "opens a quote that closes in the middle of a cell (or in a later row)"


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"
