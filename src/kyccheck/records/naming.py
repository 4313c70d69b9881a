"""Objects and rows of an export as records: their values under the fields of a case."""

from __future__ import annotations

from typing import Any

from kyccheck.records.fields import folded, sections
from kyccheck.records.names import Names, bare, by_words, said_by
from kyccheck.records.record import Record
from kyccheck.values.grid import Row
from kyccheck.values.value import as_text, is_blank


def record_of(names: Names, section: str, system: str, values: dict[str, Any], where: tuple[str, str]) -> Record:
    """A record of an object's values (keys as the export has them); `where` is its file and JSON pointer."""
    nested = sections()[section].nested
    if nested:
        values = _flat(values, section, nested)
    shape = names.shape(section, system, tuple(values))
    fields = (
        values if shape.plain else {name: _filled(section, name, keys, values) for name, keys in shape.keys.items()}
    )
    return Record(section, fields, shape, *where, system=system, id=as_text(fields.get("id")) or "")


def row_of(  # noqa: PLR0913, PLR0917 - what a row is read by, each of another kind
    names: Names, section: str, system: str, header: tuple[str, ...], row: Row, where: tuple[str, str]
) -> Record:
    """A record of a row under its header; `where` is its file and sheet. Places are cells: `Sheet!C14`."""
    shape = names.columns(section, system, header)
    cells = row.cells
    fields: dict[str, object] = {}
    for name, columns in shape.columns.items():
        values = [cells[place] if place < len(cells) else None for place in columns]
        keys = tuple(header[place] for place in columns)
        fields[name] = values[0] if len(values) == 1 else said_by(section, name, keys, values)
    base = f"{where[1]}!" if where[1] else ""
    return Record(section, fields, shape, where[0], base, row.number, system, as_text(fields.get("id")) or "")


def _filled(section: str, name: str, keys: tuple[str, ...], values: dict[str, Any]) -> Any:
    """The value of a field that may stand under several keys: the one that is filled, or all where they differ."""
    if len(keys) == 1:
        return values[keys[0]]
    return said_by(section, name, keys, [values[key] for key in keys])


def _flat(values: dict[str, Any], section: str, nested: frozenset[str]) -> dict[str, Any]:
    """Values with the mappings of nested fields laid flat: {"package": {"plan": 1}} is {"package.plan": 1}."""
    flat: dict[str, Any] = {}
    for key, value in values.items():
        outer = key if key in nested else folded(key).replace(" ", "_")
        if outer not in nested:
            _add(flat, key, [by_words(member) for member in value] if isinstance(value, list) else value)
        elif isinstance(value, dict) and value:
            for inner, part in value.items():
                _add(flat, f"{outer}.{bare(inner)}", part)
        elif is_blank(value):
            for name in sections()[section].fields:
                if name.startswith(f"{outer}."):
                    _add(flat, name, None)
        else:
            flat[key] = value
    return flat


def _add(flat: dict[str, Any], key: str, value: Any) -> None:
    """Add a value under a key; where that is taken, under another spelling of it: both say something of one field."""
    while key in flat:
        key += " "
    flat[key] = value
