"""Fields of a record that no single key of Xero's tells: put together, or taken from further inside an object."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from kyccheck.records.names import Names
from kyccheck.records.record import Record, Shape
from kyccheck.values.grid import ErrorCell
from kyccheck.values.value import ABSENT, as_text, clean, is_blank

SYSTEM: Final = "xero"


class Told(NamedTuple):
    """One such field: its value (ABSENT: the record has none), the keys or columns that tell it, and where they stand.

    `place` is the rest of a JSON pointer ("/Phones/1"), or a column ("K"), as in a shape.
    """

    field: str
    value: object
    keys: tuple[str, ...]
    place: str


def tell(record: Record, names: Names, keys: tuple[str, ...], told: Iterable[Told]) -> None:
    """Add fields to a record that was read from an object with these keys, or from a row under this header."""
    beside = tuple(told)
    fields = {**record.fields, **{name: as_written(value) for name, value, _, _ in beside}}
    record.fields = {name: value for name, value in fields.items() if value is not ABSENT}
    where = tuple((name, told_by, place) for name, _, told_by, place in beside)
    record.shape = _shape(names, record.section, keys, where, rows=record.row > 0)


@lru_cache(maxsize=1024)
def _shape(
    names: Names, section: str, keys: tuple[str, ...], told: tuple[tuple[str, tuple[str, ...], str], ...], *, rows: bool
) -> Shape:
    """A shape for all records that are told alike: one for each record would fill the memory."""
    plain = names.columns(section, SYSTEM, keys) if rows else names.shape(section, SYSTEM, keys)
    used = {key for _, told_by, _ in told for key in told_by}
    return Shape(
        {**plain.keys, **{name: told_by for name, told_by, _ in told if told_by}},
        {**plain.places, **{name: place for name, _, place in told}},
        tuple(key for key in plain.ignored if key and key not in used),
        columns=plain.columns,
    )


def as_written(value: object) -> object:
    """A number as text, since nothing that Xero tells of a profile or a bill is reckoned with; all else as it is."""
    return as_text(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def lines_of(values: Iterable[object]) -> object:
    """The filled lines of an address as one text; None where none is. A cell that failed stays what it is."""
    filled = [value for value in values if not is_blank(value)]
    failed = next((value for value in filled if isinstance(value, ErrorCell)), None)
    return failed or ", ".join(text for value in filled if (text := as_text(value))) or None


def name_key(value: object) -> str:
    """A contact's name as Xero tells contacts apart where it gives no id: without case. "" where none can be read."""
    return " ".join(clean(as_text(value) or "").split()).casefold()
