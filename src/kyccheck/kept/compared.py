"""The rows of a run's cases side by side, kept for its reports: as lines of JSON, in memory that does not grow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from kyccheck.audit.alignment import Row, Shown
from kyccheck.kept.encoded import compact, decoded
from kyccheck.kept.pile import Pile

if TYPE_CHECKING:
    from kyccheck.kept.spill import Room

_MOST_BYTES: Final = 4 * 1024 * 1024
"""So much of the rows is kept in memory."""


class Compared:
    """Rows, in order. They may be walked many times."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._number = 0
        self._lines = Pile(_MOST_BYTES)
        for row in rows:
            self.add(row)

    def __len__(self) -> int:
        """How many there are."""
        return self._number

    def __iter__(self) -> Iterator[Row]:
        """Each row, read anew."""
        return (_row(decoded(line)) for line in self._lines)

    def add(self, row: Row) -> None:
        """Keep a row."""
        shown = [(one.column, one.text, one.file, one.at, one.marked) for one in row.shown]
        words = (row.case, row.title, row.checklist, row.item, row.field, row.authority, row.result, row.why)
        self._lines.put(compact([words, shown]) + b"\n")
        self._number += 1

    def extend(self, other: Compared) -> None:
        """Keep all rows of another."""
        self._lines.extend(other._lines)
        self._number += len(other)

    def move_to(self, room: Room) -> None:
        """Put all into a room, where whoever these are sent to may read them."""
        self._lines.move_to(room)


def _row(kept: Any) -> Row:
    (case, title, checklist, item, field, authority, result, why), values = kept
    shown = tuple(Shown(column, text, file, at, tuple(map(tuple, marked))) for column, text, file, at, marked in values)
    return Row(case, title, checklist, item, field, authority, shown, result, why)
