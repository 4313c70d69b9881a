"""What was read of a file, counted and digested, so that whoever reads the file in another way can prove a loss.

Counted are values: cells, or the scalars of JSON (not its keys), that hold anything but white space; null is none. They
come in the order of the file: rows from the top, cells from the left, documents line by line. Each is written as JSON
writes it (`json.dumps(value, ensure_ascii=False)`: "text" in quotation marks, 12, 12.5, true; a day of Excel as the
text "2026-01-02", or "2026-01-02T10:00:00" with a time; a failed formula as the text "#N/A"), with a line feed behind
it. The digest is SHA-256 of these lines in UTF-8.

A workbook has a digest for each sheet. Its own one is SHA-256 of the sheets' digests in their order, in hexadecimal,
with a line feed behind each.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date
from typing import Any

from kyccheck.dataclass import dataclass
from kyccheck.values.grid import Grid, Row, Sheet


@dataclass(slots=True)
class Tally:
    """How many values were read, and their digest; `rows` counts the rows of a sheet that hold any."""

    number: int = 0
    rows: int = 0
    _digest: Any = field(default_factory=hashlib.sha256)

    def add(self, values: Iterable[object]) -> None:
        """Count values in."""
        lines = [as_read(value) for value in values if not is_empty(value)]
        self.number += len(lines)
        self._digest.update("".join(lines).encode("utf-8", "surrogatepass"))

    def sha256(self) -> str:
        """The digest of the values so far."""
        return str(self._digest.hexdigest())


@dataclass(slots=True)
class Tallies:
    """The tallies of one file: of its JSON, or of each of its sheets."""

    whole: Tally = field(default_factory=Tally)
    sheets: list[tuple[Sheet, Tally]] = field(default_factory=list)

    def watch(self, value: Any) -> None:
        """Count a document: JSON at once, the rows of sheets as somebody reads them."""
        if not isinstance(value, Grid):
            self.whole.add(scalars(value))
            return
        for sheet in value.sheets:
            tally = Tally()
            self.sheets.append((sheet, tally))
            sheet.rows = _counted(sheet.rows, tally)

    def read_the_rest(self) -> None:
        """Count the rows that nobody has asked for, such as those of a hidden sheet."""
        for sheet, _ in self.sheets:
            for _row in sheet.rows:
                pass

    @property
    def number(self) -> int:
        """How many values the file holds."""
        return self.whole.number + sum(tally.number for _, tally in self.sheets)

    def sha256(self) -> str:
        """The digest of the file's values."""
        if not self.sheets or (len(self.sheets) == 1 and not self.sheets[0][0].name):
            return (self.sheets[0][1] if self.sheets else self.whole).sha256()
        return hashlib.sha256("".join(f"{tally.sha256()}\n" for _, tally in self.sheets).encode()).hexdigest()


def _counted(rows: Iterable[Row], tally: Tally) -> Iterator[Row]:
    for row in rows:
        before = tally.number
        tally.add(row.cells)
        tally.rows += tally.number > before
        yield row


def scalars(value: Any) -> Iterator[object]:
    """The scalars of a JSON document, in its order."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            waiting += reversed(found.values())
        elif isinstance(found, list):
            waiting += reversed(found)
        else:
            yield found


def is_empty(value: object) -> bool:
    """Whether a cell or a scalar holds nothing but white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def as_read(value: object) -> str:
    """A value as its line of the digest."""
    shown = value.isoformat() if isinstance(value, date) else value
    return json.dumps(shown, ensure_ascii=False) + "\n"
