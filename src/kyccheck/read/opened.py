"""Bytes into JSON trees and grids: the container of an export, before anybody asks which system it is from.

A file is opened once and read once, front to back: what it is, is told by its content. A ZIP file is a workbook
(workbook.py), what starts with a brace or a bracket is JSON, and all else is a table (table.py) or no export.

One JSON document is read whole (strictjson.py); of a file with one document a line each is read by itself, and a broken
line is one problem, not the end. A list too long to be read whole is read one by one, too.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from kyccheck.dataclass import dataclass
from kyccheck.errors import UnreadableError
from kyccheck.read.limits import LIMITS, Limits
from kyccheck.read.strictjson import encoding_of, line_parser, parse
from kyccheck.records.record import Problem
from kyccheck.values.grid import Grid

_CHUNK: Final = 256 * 1024
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_START: Final = 1024
_BLANKS: Final = b" \t\r\n\xef\xbb\xbf\xff\xfe"
_MARKUP: Final = re.compile(rb"<(?:[!?]|html|head|meta|body|table|style|div)|MIME-Version:", re.IGNORECASE)
_FAST_FROM: Final = 1024 * 1024
"""A file of so many bytes is read by orjson; of a smaller one its import costs more than it saves."""


class Tree(NamedTuple):
    """One JSON document: its value, and where it stands as the start of a JSON pointer. Or a Grid, which has no base.

    A file with one document a line counts as a list of its lines: the second one is at "/1".
    """

    value: Any
    base: str


class Block(NamedTuple):
    """Lines with one document each, the number of the first, and the place of its document; some may be blank.

    `fast` says that there are so many that the import of orjson pays. `origin` is the descriptor of the open file, and
    the offset in it of these bytes; None where they do not stand there so.
    """

    lines: list[bytes]
    number: int
    place: int
    limits: Limits = LIMITS
    fast: bool = False
    origin: tuple[int, int] | None = None

    def each(self) -> Iterator[Block]:
        """Each line that holds a document, as a block of its own."""
        place = self.place
        for number, line in enumerate(self.lines, self.number):
            if line and not line.isspace():
                yield Block([line], number, place, self.limits, self.fast)
                place += 1

    def trees(self, label: str) -> Iterator[Tree | Problem]:
        """The documents; a problem for each line that is none."""
        place = self.place
        parsed = line_parser(self.limits) if self.fast else partial(parse, limits=self.limits)
        for number, line in enumerate(self.lines, self.number):
            if not line or line.isspace():
                continue
            try:
                value = parsed(line)
            except UnreadableError as error:
                why = _too_long(self.limits) if line == _PASSED_OVER else error.message
                yield Problem(label, f"line {number} {why}", f"/{place}", records=1)
            else:
                yield Tree(value, f"/{place}")
            place += 1


_PASSED_OVER: Final = b"\0 a line that was too long to be held"
"""Stands in a block for such a line. It is no JSON, so that it is met only where a line cannot be read."""


def _too_long(limits: Limits) -> str:
    return f"has more than {limits.line_bytes:,} bytes, and is passed over {limits.told('line_bytes')}"


@dataclass(slots=True)
class Opened:
    """An input, opened: what it is called in reports, its container, and its documents as they come.

    `container` is "json" (one document), "ndjson" (one a line), "csv" or "xlsx"; `encoding` that of its text, "" for
    a workbook, which says it for each of its parts. `first` is the first document that
    could be read, or the Grid, to tell the system by; it comes again in `trees`. What is wrong with a grid's rows comes
    behind it, once they are read. The digest is complete once `trees` is exhausted. Of a file with one document a line
    `blocks` gives the same as `trees`, not read yet; what one of the two gives the other does not give again.
    """

    label: str
    container: str
    first: Any
    trees: Iterator[Tree | Problem]
    _reader: _Reader
    encoding: str = ""
    blocks: Iterator[Block] | None = None

    def sha256(self) -> str:
        """The digest of the bytes read."""
        return self._reader.digest.hexdigest()

    @property
    def done(self) -> int:
        """How many bytes were read."""
        return self._reader.done


@contextmanager
def open_input(path: Path | None, label: str, encoding: str = "", limits: Limits = LIMITS) -> Iterator[Opened]:
    """Open a file, or standard input where there is no path, for as long as it is read.

    `encoding` is that of tables without a mark ("cp1252"); UTF-8 where it is not given. Raises UnreadableError for what
    is no export at all: not there, empty, neither JSON nor a table.
    """
    if path is None and sys.stdin is None:
        raise UnreadableError("standard input is closed", label)
    if path is None:
        yield _opened(_Reader(sys.stdin.buffer, label, limits), label, "", encoding)
        return
    try:
        handle = path.open("rb")
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot be read: {getattr(error, 'strerror', None) or error}", label) from None
    with handle:
        yield _opened(_Reader(handle, label, limits), label, path.suffix.casefold(), encoding)


def _opened(reader: _Reader, label: str, suffix: str, encoding: str) -> Opened:
    opening = reader.peek()
    if not opening.strip(_BLANKS):
        raise UnreadableError("is empty", label)
    refuse_what_is_no_export(opening, label)
    if opening.startswith(_ZIP):
        return _workbook(reader, label)
    if suffix in (".ndjson", ".jsonl") or _is_one_a_line(opening):
        return _lines(reader, label)
    if opening[:_START].replace(b"\0", b"").lstrip(_BLANKS).startswith((b"{", b"[")):
        return _document(reader, label)
    return _table(reader, label, encoding)


class _Reader:
    """A file read once, front to back, with a look ahead and a digest of all that was read."""

    def __init__(self, handle: IO[bytes], label: str, limits: Limits) -> None:
        self.digest = hashlib.sha256()
        self.limits = limits
        self._handle = handle
        self._label = label
        self._ahead = b""
        self.done = 0

    def descriptor(self) -> int | None:
        """That of a file whose bytes can be read again where they stand; None where they cannot."""
        is_from_its_start = self._handle.seekable() and self._handle.tell() == self.done
        return self._handle.fileno() if is_from_its_start else None

    def size(self) -> int:
        """How many bytes the file holds; 0 where that cannot be known."""
        try:
            return os.fstat(self._handle.fileno()).st_size
        except OSError:
            return 0

    def peek(self) -> bytes:
        while len(self._ahead) < _CHUNK and (chunk := self._next()):
            self._ahead += chunk
        return self._ahead

    def chunks(self) -> Iterator[bytes]:
        if self._ahead:
            ahead, self._ahead = self._ahead, b""
            yield ahead
        while chunk := self._next():
            yield chunk

    def beginning(self, name: str) -> tuple[bytes, bool]:
        """The file as far as the limit of this name lets it be held, and whether that is all of it."""
        parts, size = [], 0
        for chunk in self.chunks():
            size += len(chunk)
            parts.append(chunk)
            if size > getattr(self.limits, name):
                return b"".join(parts), False
        return b"".join(parts), True

    def too_large(self, name: str) -> UnreadableError:
        """The error of a file that is over the limit of this name."""
        most = f"is larger than {getattr(self.limits, name):,} bytes in one document"
        return UnreadableError(f"{most} {self.limits.told(name)}", self._label)

    def rewound(self) -> IO[bytes]:
        """The file from its start, to be read in any order; its digest is complete."""
        if not self._handle.seekable():
            content, is_whole = self.beginning("workbook_bytes")
            if not is_whole:
                raise self.too_large("workbook_bytes")
            return io.BytesIO(content)
        for _ in self.chunks():
            pass
        handle, self._handle = self._handle, io.BytesIO()  # what is read again is not counted again
        handle.seek(0)
        return handle

    def _next(self) -> bytes:
        try:
            chunk = self._handle.read(_CHUNK)
        except OSError as error:
            raise UnreadableError(f"cannot be read: {error.strerror}", self._label) from None
        self.digest.update(chunk)
        self.done += len(chunk)
        return chunk


def refuse_what_is_no_export(opening: bytes, label: str) -> None:
    """Name what is plainly something else, with what to do about it."""
    start = opening[:_START].replace(b"\0", b"").lstrip(_BLANKS)
    if opening.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(_old_or_protected(opening), label)
    if opening.startswith(b"%PDF"):
        raise UnreadableError("is a PDF; kyccheck reads exports, and takes a PDF only as an attachment's file", label)
    if _MARKUP.match(start):
        raise UnreadableError("is HTML or XML, whatever it is named; export it as JSON, CSV or Excel (.xlsx)", label)


def _old_or_protected(opening: bytes) -> str:
    """What a file in Microsoft's old container is, by the names of the streams in it, as far as they are in sight."""
    if "EncryptedPackage".encode("utf-16-le") in opening:
        return "is protected by a password; save it as .xlsx without one"
    if "Workbook".encode("utf-16-le") in opening:
        return "is an old workbook (.xls); save it as .xlsx"
    return "is an old (.xls) or password-protected workbook; save it as .xlsx without one"


def _is_one_a_line(opening: bytes) -> bool:
    """Whether the first lines are documents of their own."""
    if encoding_of(opening) == "utf-16":
        opening = opening.decode("utf-16", "ignore").encode()
    lines = [line for line in opening.split(b"\n", 8)[:8] if line.strip()]
    if len(lines) < 2 or not lines[1].lstrip().startswith((b"{", b"[")):
        return False
    try:
        return isinstance(parse(lines[0]), (dict, list))
    except UnreadableError:
        # A broken first line does not hide that the others are documents; the lines of a list end with commas.
        return lines[0].startswith(b"{") and lines[1].startswith(b"{") and lines[1].rstrip().endswith(b"}")


def _document(reader: _Reader, label: str) -> Opened:
    encoding = encoding_of(reader.peek())
    content, is_whole = reader.beginning("document_bytes")
    if not is_whole:
        from kyccheck.read import _listed

        if encoding == "utf-16" or not _listed.holds_documents(content):
            raise reader.too_large("document_bytes")
        first, trees = _listed.opened(chain([content], reader.chunks()), label, reader.limits)
        return Opened(label, "json", first, trees, reader, encoding)
    value = parse(content, label, reader.limits)
    return Opened(label, "json", value, iter([Tree(value, "")]), reader, encoding)


def _workbook(reader: _Reader, label: str) -> Opened:
    from kyccheck.read import workbook

    problems: list[Problem] = []
    grid = workbook.grid_of(reader.rewound(), label, problems, reader.limits)
    return Opened(label, "xlsx", grid, _tree_of(grid, problems, reader), reader)


def _table(reader: _Reader, label: str, encoding: str) -> Opened:
    from kyccheck.read import table

    problems: list[Problem] = []
    grid = table.grid_of(reader.chunks(), label, problems, encoding, reader.limits)
    return Opened(label, "csv", grid, _tree_of(grid, problems, reader), reader, grid.encoding)


def _tree_of(grid: Grid, problems: list[Problem], reader: _Reader) -> Iterator[Tree | Problem]:
    """The grid, and behind it what was found wrong while its rows were read; with that, the file is read to its end."""
    yield Tree(grid, "")
    for _ in reader.chunks():
        pass
    yield from problems


def _lines(reader: _Reader, label: str) -> Opened:
    encoding = "utf-16" if encoding_of(reader.peek()) == "utf-16" else "utf-8"
    if encoding == "utf-8":
        blocks = _blocks(reader, reader.chunks(), reader.descriptor())
    else:
        blocks = _blocks(reader, _utf_8(reader.chunks(), label))
    ahead: list[Block] = []
    for block in blocks:
        ahead.append(block)
        first = next((tree for tree in block.trees(label) if isinstance(tree, Tree)), None)
        if first is not None:
            every = chain(ahead, blocks)
            trees = (tree for block in every for tree in block.trees(label))
            return Opened(label, "ndjson", first.value, trees, reader, encoding, every)
    problem = next((one for block in ahead for one in block.trees(label) if isinstance(one, Problem)), None)
    raise UnreadableError(problem.message if problem else "holds no document", label)


def _utf_8(chunks: Iterator[bytes], label: str) -> Iterator[bytes]:
    """UTF-16 as UTF-8, chunk by chunk."""
    decoder = codecs.getincrementaldecoder("utf-16")()
    try:
        for chunk in chunks:
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError:
        raise UnreadableError("is not UTF-16 text; save it as UTF-8", label) from None


def _blocks(reader: _Reader, chunks: Iterator[bytes], descriptor: int | None = None) -> Iterator[Block]:
    """The lines of a file in blocks, parted at line feeds alone (a name may hold U+2028).

    Of a line that is too long to be held no more is read than its end, and something else stands in its place.
    `descriptor` is that of the file, where the chunks are its bytes.
    """
    rest, number, place, size, passing = b"", 1, 0, reader.size(), False
    begin = end_of_chunk = 0
    for chunk in chunks:
        end_of_chunk += len(chunk)
        if passing:
            end = chunk.find(b"\n")
            if end < 0:
                continue
            chunk, passing = chunk[end:], False  # noqa: PLW2901 - the part that is not passed over
        lines = (rest + chunk).split(b"\n")
        rest = lines.pop()
        at, begin = begin, end_of_chunk - len(rest)
        is_there = at + sum(map(len, lines)) + len(lines) == begin  # and not what stands for a line passed over
        if len(rest) > reader.limits.line_bytes:
            rest, passing = _PASSED_OVER, True
        if lines:
            origin = (descriptor, at) if descriptor is not None and is_there else None
            yield Block(lines, number, place, reader.limits, max(size, reader.done) >= _FAST_FROM, origin)
            number += len(lines)
            place += sum(1 for line in lines if line and not line.isspace())
    if rest:
        yield Block([rest], number, place, reader.limits)
