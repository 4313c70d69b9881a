"""The links of a sheet, all to places of the same book."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import quoteattr

from kyccheck.reports._book.table import Link, Table

_MOST: Final = 65_530
"""Excel takes no more a sheet."""


class Links:
    """The links of one sheet in the making."""

    def __init__(self, tables: Iterable[Table], limit: int) -> None:
        self._tables = {table.title: table for table in tables}
        self._limit = limit
        self._found: list[str] = []

    def begin(self) -> None:
        """Start a sheet."""
        self._found = []

    def add(self, place: str, link: Link) -> None:
        """Note that a cell leads to a row of a table."""
        if len(self._found) < _MOST and link.row is not None:
            target = quoteattr(self._tables[link.table].where(link.row, self._limit))
            self._found.append(f'<hyperlink ref="{place}" location={target}/>')

    def xml(self) -> bytes:
        """The links of the sheet."""
        return f"<hyperlinks>{''.join(self._found)}</hyperlinks>".encode() if self._found else b""
