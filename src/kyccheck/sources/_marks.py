"""Why a document was recognised: as little of it as a reader needs to be as sure as it was of the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, Final

from kyccheck.values.grid import Grid, Row, Sheet
from kyccheck.values.value import as_text, is_blank

_MOST_ASKED: Final = 600
"""So often a reader is asked about smaller and smaller documents; what is left then is shown as it is."""

_MOST_SHOWN: Final = 8
_DEPTH: Final = 5
Asks = Callable[[Any], bool]


def marks(module: ModuleType, document: Any) -> tuple[str, ...]:
    """The titles of columns, or the keys, without any of which the reader would not be as sure."""
    sure = module.recognises(document)
    left = _MOST_ASKED

    def is_enough(smaller: Any) -> bool:
        nonlocal left
        left -= 1
        return left > 0 and module.recognises(smaller) >= sure

    if not sure:
        return ()
    found = _of_grid(document, is_enough) if isinstance(document, Grid) else _of_json(document, is_enough)
    return tuple(dict.fromkeys(found))[:_MOST_SHOWN]


def _of_grid(grid: Grid, is_enough: Asks) -> Iterator[str]:
    def of(name: str, rows: tuple[Row, ...]) -> Grid:
        return Grid((Sheet(name, rows, rows),))

    sheets = [sheet for sheet in grid.sheets if sheet.opening]
    sheet = next((sheet for sheet in sheets if is_enough(of(sheet.name, sheet.opening))), None)
    if sheet is None:
        yield from (f"the sheet {sheet.name}" for sheet in sheets)
        return
    name, rows = sheet.name, sheet.opening
    if name and is_enough(of("", rows)):
        name = ""
    rows = next(((row,) for row in rows if is_enough(of(name, (row,)))), rows)
    filled = [(place, at) for place, row in enumerate(rows) for at, cell in enumerate(row.cells) if not is_blank(cell)]
    for place, at in sorted(filled, key=lambda where: _is_title(rows[where[0]].cells[where[1]])):
        smaller = (*rows[:place], rows[place].with_cell(at, None), *rows[place + 1 :])
        rows = smaller if is_enough(of(name, smaller)) else rows
    if name:
        yield f"the sheet {name}"
    yield from (text for row in rows for cell in row.cells if (text := as_text(cell)))


def _is_title(cell: object) -> bool:
    """Whether a cell may be a title: a value, which is no text or has digits, is what a reader can do without first."""
    return isinstance(cell, str) and not any(letter.isdigit() for letter in cell)


def _of_json(document: Any, is_enough: Asks, path: str = "", depth: int = 0) -> Iterator[str]:
    """The paths of the keys that are needed (`results[].properties.dealname`)."""
    if isinstance(document, list):
        for member in document[:50]:
            if is_enough([member]):
                yield from _of_json(member, lambda smaller: is_enough([smaller]), f"{path}[]", depth + 1)
                return
        yield path or "a list"
    elif isinstance(document, dict) and depth < _DEPTH:
        kept = dict(document)
        for key in document:
            smaller = {other: value for other, value in kept.items() if other != key}
            kept = smaller if is_enough(smaller) else kept
        if not kept:
            yield path
        for key, value in kept.items():
            inner = f"{path}.{key}" if path else str(key)
            yield from _of_json(value, _within(kept, key, is_enough), inner, depth + 1)
    else:
        yield path


def _within(document: dict[str, Any], key: str, is_enough: Asks) -> Asks:
    return lambda smaller: is_enough({**document, key: smaller})
