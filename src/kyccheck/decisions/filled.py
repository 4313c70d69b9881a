"""The answers that people filled into the `Sign-off` sheet of an audit workbook, whatever program has saved it.

The header row is found by its headers, so that columns may have been moved and rows put above it. A row without any
answer cell filled is nobody's answer. A row that cannot count is refused by itself, with all that was typed into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from kyccheck import registry
from kyccheck.dataclass import dataclass
from kyccheck.decisions.model import Attestation, Notice, Unread
from kyccheck.decisions.people import is_person
from kyccheck.decisions.period import Period
from kyccheck.decisions.questionnaire import ANSWERS, COLUMNS, SHEET, seal
from kyccheck.errors import RefusedError, UnreadableError
from kyccheck.read.opened import open_input
from kyccheck.read.strictyaml import Place
from kyccheck.values.day import as_day
from kyccheck.values.grid import ErrorCell, Grid, Row, Sheet
from kyccheck.values.value import as_text, clean, is_filled

_TO_FILL: Final = tuple(column.name for column in COLUMNS if column.to_fill)
_HEADERS: Final = {column.header.casefold(): column.name for column in COLUMNS}
_NEEDED: Final = ("case", "checklist", "item", "question", *_TO_FILL, "fingerprint", "seal")
_NAMED: Final = re.compile(rf"{re.escape(SHEET.casefold())}(?:[ _]*\(?\d+\)?)?")
"""The sheet, and those that it goes on in: Sign-off 2."""
_NO_EVIDENCE: Final = frozenset({"true", "false", "yes", "no"})
"""What a ticked cell holds, or a word in the place of a tick: that somebody looked, and not at what."""
_FEWEST: Final = 5
_WRITTEN_OUT: Final = re.compile(r"(\d{1,4})\s*(day|week|month|year|d|w|m|y)s?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Typed:
    """A row of a sheet that somebody has filled in: its cells as text, by the names of the columns.

    `broken` are the headers of the answer cells that hold an error, or a formula that nothing has worked out.
    """

    place: Place
    sheet: str
    cells: dict[str, str]
    broken: tuple[str, ...] = ()

    def where(self) -> str:
        """Which row it is, in words: a workbook may have several sheets with a row of that number."""
        return f"row {self.place.line} of the sheet {self.sheet}"

    def refuse(self, why: str) -> RefusedRow:
        """The row as one that does not count."""
        return RefusedRow(self, why)

    def typed(self) -> str:
        """All that was typed into it, in a sentence."""
        return ", ".join(f"{name.replace('_', ' ')}: {self.cells[name]}" for name in _TO_FILL if self.cells[name])


class RefusedRow(NamedTuple):
    """A row that does not count, and why."""

    row: Typed
    why: str

    def notice(self) -> Notice:
        """For the reports."""
        cells, typed = self.row.cells, self.row.typed()
        says = f"{self.row.where()} was filled in ({typed}); {self.why}"
        return Notice(None, "refused", says, cells["case"], cells["item"], self.row.place, self.unread(), typed)

    def unread(self) -> Unread | None:
        """What is known of the answer it was to give; None for a row made ready with a name or a day, and no more."""
        cells = self.row.cells
        if not (clean(cells["answer"]) or clean(cells["evidence"])):
            return None
        case, checklist, item = (clean(cells[name]) for name in ("case", "checklist", "item"))
        return Unread(case, checklist, item, _answer_word(cells["answer"]), _day(cells["on"]))


class Filled(NamedTuple):
    """What a workbook holds: the answers, the rows they stand in, and the rows that do not count."""

    taken: tuple[Attestation, ...]
    rows: tuple[Typed, ...]
    refused: tuple[RefusedRow, ...]


def answers_of(path: Path, label: str) -> Filled:
    """The answers of a workbook. Raises RefusedError for one that has no Sign-off sheet."""
    taken: list[tuple[Attestation, Typed]] = []
    refused: list[RefusedRow] = []
    for row in _rows(path, label):
        made = _answer(row)
        if isinstance(made, RefusedRow):
            refused.append(made)
        else:
            taken.append((made, row))
    return _without_contradictions(taken, refused)


def _without_contradictions(taken: list[tuple[Attestation, Typed]], refused: list[RefusedRow]) -> Filled:
    """Each answer once; none where two rows of one item say two things, or a newer one of them cannot be read."""
    said: dict[tuple[str, str, str], set[tuple[Any, ...]]] = {}
    for one, _ in taken:
        said.setdefault(_about(one), set()).add((one.answer, one.by, one.on, one.valid_for))
    unread = [other for row in refused if (other := row.unread()) is not None]
    first: dict[tuple[str, str, str], tuple[Attestation, Typed]] = {}
    for one, row in taken:
        if len(said[_about(one)]) > 1:
            refused.append(row.refuse("another row answers the same item in another way"))
        elif any(_about(other) == _about(one) and other.may_replace(one, date.max) for other in unread):
            refused.append(row.refuse("another row answers the same item, may be newer, and cannot be read"))
        else:
            first.setdefault(_about(one), (one, row))
    return Filled(tuple(one for one, _ in first.values()), tuple(row for _, row in first.values()), tuple(refused))


def _about(one: Attestation | Unread) -> tuple[str, str, str]:
    return one.case, one.checklist, one.item


def _rows(path: Path, label: str) -> Iterator[Typed]:
    """The rows of the sheets named Sign-off (a long one goes on in a further sheet) with any answer cell filled."""
    try:
        with open_input(path, label) as opened:
            grid = cast("Grid", opened.first)
            sheets = [sheet for sheet in grid.sheets if _NAMED.fullmatch(sheet.name.casefold())]
            if not sheets:
                names = ", ".join(sheet.name for sheet in grid.sheets)
                raise RefusedError(f"is a workbook without a sheet {SHEET!r} (it has {names})", label)
            for sheet in sheets:
                yield from _filled_rows(sheet, label)
    except UnreadableError as error:
        raise RefusedError(error.message, label) from None


def _filled_rows(sheet: Sheet, label: str) -> Iterator[Typed]:
    columns: dict[str, int] = {}
    for row in sheet.rows:
        if not columns:
            columns = _columns(row, label, sheet.name)
            continue
        read = {name: row.cells[place] if place < len(row.cells) else None for name, place in columns.items()}
        cells = {name: _text(cell) for name, cell in read.items()}
        if any(clean(cells[name]) for name in _TO_FILL):
            broken = (one.header for one in COLUMNS if one.to_fill and isinstance(read[one.name], ErrorCell))
            yield Typed(Place(label, row.number), sheet.name, cells, tuple(broken))
    if not columns:
        headers = ", ".join(column.header for column in COLUMNS)
        raise RefusedError(f"the sheet {sheet.name!r} has no header row ({headers})", label)


def _columns(row: Row, label: str, sheet: str) -> dict[str, int]:
    """Where each column stands, if this is the header row. Raises RefusedError for one that lacks a column."""
    headers = [clean(cell).casefold() if isinstance(cell, str) else "" for cell in row.cells]
    found = [header for header in headers if header in _HEADERS]
    if len(set(found)) < _FEWEST:
        return {}
    for column in COLUMNS:
        if column.name in _NEEDED and found.count(column.header.casefold()) != 1:
            many = "twice" if column.header.casefold() in found else "not at all"
            where = f"in the header row of the sheet {sheet}"
            raise Place(label, row.number).refuse(f"the column {column.header!r} stands {many} {where}")
    return {name: headers.index(header) for header, name in _HEADERS.items() if header in headers}


def _text(cell: object) -> str:
    """A cell as text: as it stands where it is text, a day as 2026-11-30."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    if isinstance(cell, str):
        return str(cell) if not isinstance(cell, ErrorCell) else f"{cell} (an error of the spreadsheet)"
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return as_text(cell) or ""


def _answer(row: Typed) -> Attestation | RefusedRow:
    """The answer of a row, or why it cannot count."""
    cells = row.cells
    if seal(cells) != clean(cells["seal"]):
        return row.refuse("its case, checklist, item, question or fingerprint is not as it was written")
    if row.broken:
        return row.refuse(f"{' and '.join(row.broken)}: an error of the spreadsheet, or a formula; write the words")
    answer = _answer_word(cells["answer"])
    if not answer:
        return row.refuse(f"it gives no answer ({', '.join(ANSWERS)})")
    if answer not in ANSWERS:
        return row.refuse(f"unknown answer {cells['answer']!r}; {registry.allowed(answer, ANSWERS)}")
    if not is_person(cells["by"]):
        return row.refuse("it does not say by whom")
    day = _day(cells["on"])
    if day is None:
        return row.refuse(
            f"{cells['on']!r} is not a date; write it as 2026-11-30" if cells["on"] else "it lacks the day"
        )
    if not is_filled(cells["evidence"]) or clean(cells["evidence"]).casefold() in _NO_EVIDENCE:
        return row.refuse("it does not say on what evidence: write in words what was looked at")
    period = _period(cells["valid_for"])
    if period is None or period.last(day) == date.max:
        return row.refuse("it does not say how long the answer holds: 90d, 12w, 6m or 1y")
    return Attestation(
        case=cells["case"],
        item=cells["item"],
        answer=cast("Any", answer),
        by=clean(cells["by"]),
        on=day,
        evidence=clean(cells["evidence"]),
        valid_for=period,
        fingerprint=cells["fingerprint"],
        checklist=cells["checklist"],
        place=row.place,
    )


def _answer_word(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", clean(text).casefold())


def _day(text: str) -> date | None:
    day = as_day(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", clean(text), re.ASCII) else None
    return day if isinstance(day, date) else None


def _period(text: str) -> Period | None:
    """The period of a cell: 90d, or in words as people write it (90 days, 6 months)."""
    match = _WRITTEN_OUT.fullmatch(clean(text).casefold())
    return Period.of(match[1].lstrip("0") + match[2][0]) if match else None
