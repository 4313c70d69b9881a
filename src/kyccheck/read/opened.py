"""Bytes into JSON trees and grids: the container of an export, before anybody asks which system it is from.

A file is opened once and read once, front to back: what it is, is told by its content. A ZIP file is a workbook
(workbook.py), what starts with a brace or a bracket is JSON, and all else is a table (table.py) or no export.

One JSON document is read whole (strictjson.py); of a file with one document a line each is read by itself, and a broken
line is one problem, not the end. A list too long to be read whole is read one by one, too.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Final

from kyccheck.dataclass import dataclass
from kyccheck.errors import UnreadableError
from kyccheck.read.limits import LIMITS, Limits
from kyccheck.read.reader import Reader
from kyccheck.read.strictjson import encoding_of, parse
from kyccheck.read.trees import Block, Tree, blocks, utf_8
from kyccheck.records.record import Problem
from kyccheck.values.grid import Grid

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_PACKED: Final = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd", b"Rar!")
"""How files of gzip, bzip2, xz, 7-Zip, Zstandard and RAR begin."""
_START: Final = 1024
_BLANKS: Final = b" \t\r\n\xef\xbb\xbf\xff\xfe"
_MARKUP: Final = re.compile(rb"<(?:[!?]|html|head|meta|body|table|style|div)|MIME-Version:", re.IGNORECASE)


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
    _reader: Reader
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
        yield _opened(Reader(sys.stdin.buffer, label, limits), label, "", encoding)
        return
    try:
        handle = path.open("rb")
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot be read: {getattr(error, 'strerror', None) or error}", label) from None
    with handle:
        yield _opened(Reader(handle, label, limits), label, path.suffix.casefold(), encoding)


def _opened(reader: Reader, label: str, suffix: str, encoding: str) -> Opened:
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


def refuse_what_is_no_export(opening: bytes, label: str) -> None:
    """Name what is plainly something else, with what to do about it."""
    start = opening[:_START].replace(b"\0", b"").lstrip(_BLANKS)
    if opening.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(_old_or_protected(opening), label)
    if opening.startswith(b"%PDF"):
        raise UnreadableError("is a PDF; kyccheck reads exports, and takes a PDF only as an attachment's file", label)
    if opening.startswith(_PACKED):
        raise UnreadableError("is packed; unpack it first", label)
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


def _document(reader: Reader, label: str) -> Opened:
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


def _workbook(reader: Reader, label: str) -> Opened:
    from kyccheck.read import workbook

    problems: list[Problem] = []
    grid = workbook.grid_of(reader.rewound(), label, problems, reader.limits)
    return Opened(label, "xlsx", grid, _tree_of(grid, problems, reader), reader)


def _table(reader: Reader, label: str, encoding: str) -> Opened:
    from kyccheck.read import table

    problems: list[Problem] = []
    grid = table.grid_of(reader.chunks(), label, problems, encoding, reader.limits)
    return Opened(label, "csv", grid, _tree_of(grid, problems, reader), reader, grid.encoding)


def _tree_of(grid: Grid, problems: list[Problem], reader: Reader) -> Iterator[Tree | Problem]:
    """The grid, and behind it what was found wrong while its rows were read; with that, the file is read to its end."""
    yield Tree(grid, "")
    for _ in reader.chunks():
        pass
    yield from problems


def _lines(reader: Reader, label: str) -> Opened:
    encoding = "utf-16" if encoding_of(reader.peek()) == "utf-16" else "utf-8"
    if encoding == "utf-8":
        found = blocks(reader, reader.chunks(), reader.descriptor())
    else:
        found = blocks(reader, utf_8(reader.chunks(), label))
    ahead: list[Block] = []
    for block in found:
        ahead.append(block)
        first = next((tree for tree in block.trees(label) if isinstance(tree, Tree)), None)
        if first is not None:
            every = chain(ahead, found)
            trees = (tree for block in every for tree in block.trees(label))
            return Opened(label, "ndjson", first.value, trees, reader, encoding, every)
    problem = next((one for block in ahead for one in block.trees(label) if isinstance(one, Problem)), None)
    raise UnreadableError(problem.message if problem else "holds no document", label)
