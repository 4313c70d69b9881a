"""Tables of CSV as every report writes them: UTF-8 with a mark, for Excel, and with no cell that anything obeys."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from typing import IO, Final

from kyccheck.values.visible import visible

_ACTIVE: Final = frozenset("=+-@")


def csv_of(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """A table as a whole; see `write_csv`."""
    out = io.BytesIO()
    write_csv(header, rows, out)
    return out.getvalue()


def write_csv(header: Iterable[str], rows: Iterable[Iterable[object]], out: IO[bytes]) -> None:
    """Write a table, row by row as they come."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([passive(cell) for cell in row])
    text.detach()


def passive(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula, and no terminal obeys.

    Where semicolons part cells, as in much of Europe, what stands behind one is a cell, whatever is quoted.
    """
    text = visible(str(cell))
    if ";" not in text:
        return f"'{text}" if _is_active(text) else text
    first, *others = text.split(";")
    others = [f"'{part}" if _is_active(part) and len(part.strip()) > 1 else part for part in others]
    return ";".join((f"'{first}" if _is_active(first) else first, *others))


def _is_active(text: str) -> bool:
    return unicodedata.normalize("NFKC", text.lstrip()[:1]) in _ACTIVE
