"""Puts a book together: what openpyxl wrote, with the rows of its tables, and nothing that tells when or where.

The archive's stamps are fixed and the book's properties name the audit's day alone, so that the same inputs give the
same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import IO, Final

from kyccheck.reports._book.links import Links
from kyccheck.reports._book.rows import Rows

_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_CORE: Final = "docProps/core.xml"
_LEVEL: Final = 3
"""Of compression: a fifth larger than the usual one, in half the time."""
_END_OF_ROWS: Final = b"</sheetData>"
_DIMENSION: Final = re.compile(rb'<dimension ref="[^"]*" ?/>')
_AFTER_LINKS: Final = re.compile(rb"<(?:printOptions|pageMargins)\b")
_TEXT_OF_DIGITS: Final = '<ignoredErrors><ignoredError sqref="{}" numberStoredAsText="1"/></ignoredErrors>'
_PROPERTIES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>kyccheck audit</dc:title>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>'
)


class Filling:
    """What one sheet is filled with: rows, as many as it has room for; its cells from first to last (`A1:N400`)."""

    def __init__(self, rows: Rows, room: int, links: Links, area: str) -> None:
        self.rows, self.room, self.links, self.area = rows, room, links, area

    def write(self, sheet: bytes, out: IO[bytes]) -> None:
        """Write a sheet of the frame with its rows in their place, and its links in theirs."""
        head, tail = sheet.split(_END_OF_ROWS)
        out.write(_DIMENSION.sub(f'<dimension ref="{self.area}"/>'.encode(), head))
        self.rows.write(out, self.room)
        place = _AFTER_LINKS.search(tail)
        assert place is not None  # noqa: S101 - openpyxl always writes the margins
        ignored = _TEXT_OF_DIGITS.format(self.area).encode()
        tail = tail[: place.start()] + self.links.xml() + tail[place.start() :]
        out.write(_END_OF_ROWS + tail.replace(b"</worksheet>", ignored + b"</worksheet>"))


def pack(
    frame: IO[bytes], fillings: Iterable[tuple[str, Filling]], as_of: date, out: IO[bytes], *, large: bool = False
) -> None:
    """Write the book: the parts of the frame, and those of tables with the rows that fill them.

    `large` marks parts so that they may be over 2 GiB; Excel offers to repair a book that is marked without need.
    Raises TooLargeError for one that is over it without the mark.
    """
    filled = dict(fillings)
    with zipfile.ZipFile(frame) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        names = [name for name in made.namelist() if name not in filled]
        for name in (*names, *filled):
            about = zipfile.ZipInfo(name, _STAMP)
            about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            about._compresslevel = _LEVEL  # type: ignore[attr-defined]  # noqa: SLF001 - public from 3.13 on
            with _part(book, about, large) as part:
                if name in filled:
                    filled[name].write(made.read(name), part)
                else:
                    part.write(_PROPERTIES.format(day=as_of.isoformat()).encode() if name == _CORE else made.read(name))


class TooLargeError(Exception):
    """A part of the book is over 2 GiB."""


@contextmanager
def _part(book: zipfile.ZipFile, about: zipfile.ZipInfo, large: bool) -> Iterator[IO[bytes]]:
    part = book.open(about, "w", force_zip64=large)
    try:
        yield part
    finally:
        try:
            part.close()
        except RuntimeError as error:
            raise TooLargeError from error
