"""A book as openpyxl writes it, in memory alone.

By itself openpyxl writes each sheet to a temporary file first, in a folder that all share: a run that is killed leaves
them there, with the names that stand in them.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

if TYPE_CHECKING:
    from openpyxl import Workbook


def saved(book: Workbook) -> io.BytesIO:
    """The bytes of a book."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        _Writer(book, archive).write_data()
    return out


class _Writer(ExcelWriter):
    """Writes a book, and each of its sheets where nobody else can read it."""

    _archive: ZipFile

    def write_worksheet(self, ws: Any) -> None:
        drawing: Any = SpreadsheetDrawing()
        ws._drawing = drawing  # noqa: SLF001 - as the method does that this one stands for
        drawing.charts, drawing.images = ws._charts, ws._images  # noqa: SLF001 - the same
        writer: Any = WorksheetWriter(ws, io.BytesIO())
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001 - the same
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)
