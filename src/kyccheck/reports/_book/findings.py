"""`Findings`: the work lists: what must be done, by whom, what was found and where, what would be accepted.

The rows of a team stand together, and each team begins a page, so that every team can be handed its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kyccheck.asking.shown import ShownEvidence, ShownResult
from kyccheck.reports._book.look import LINK, STRONG, WORD
from kyccheck.reports._book.open_items import Open, OpenItems
from kyccheck.reports._book.table import Column, Link, Row, Table
from kyccheck.reports._book.text import Lines
from kyccheck.reports._words import shown

TITLE = "Findings"
_MOST: Final = 6
_COLUMNS = (
    Column("Team", 10, 18, STRONG),
    Column("Case", 12, 18, LINK),
    Column("Title", 14, 24),
    Column("Checklist", 6, 12, WORD),
    Column("Item", 6, 20, STRONG),
    Column("What must hold", 20, 28),
    Column("Status", 12, 16, WORD, by_word=True),
    Column("Why", 20, 32),
    Column("What was found", 16, 32),
    Column("Where", 14, 26),
    Column("What is accepted", 16, 28),
    Column("To do", 18, 30, STRONG),
    Column("Due before", 8, 14, WORD),
)


def table(items: OpenItems) -> Table:
    """The table of a run."""
    teams = [one.team for one in items.listed]
    breaks = tuple(row for row in range(1, len(teams)) if teams[row] != teams[row - 1])
    nothing = "Nothing is open: there is nothing to do."
    if items.not_ready():
        nothing = "No item that is listed is open; the sheet Cases says which cases may not go on."
    return Table(TITLE, _COLUMNS, len(teams), lambda: _rows(items), nothing, frozen=2, breaks=breaks)


def _rows(items: OpenItems) -> Iterator[Row]:
    for one in items.listed:
        about = (one.team, Link(one.case["id"], "Cases", one.place), one.case["title"])
        yield (*about, *(_of_case(one, items) if one.result is None else _finding(one.result, items)))


def _finding(result: ShownResult, items: OpenItems) -> Row:
    found = [item for item in result["evidence"] if item["file"]]
    return (
        result["checklist"],
        result["item"],
        result["title"],
        result["status"],
        result["reason"],
        what_was_found(found),
        where(found),
        items.words.item(result).accepts,
        result["fix"],
        result["due"],
    )


def _of_case(one: Open, items: OpenItems) -> Row:
    if one.held:
        return (
            "", "", "The case itself may go on", "review", one.held, "", "", "",
            "Do so, or decide that it goes on.", one.case["next"] or "",
        )  # fmt: skip
    stage, open_ones = items.words.stage(one.case["stage"]), ", ".join(one.case["bypassed"])
    return (
        "", "", "No stage is bypassed", "stage bypassed",
        f"it stands at {stage}; before that, this should have held: {open_ones}", "", "", "",
        "Settle these items, or move the case back.", one.case["stage"],
    )  # fmt: skip


def what_was_found(evidence: list[ShownEvidence]) -> Lines:
    """The values that were looked at, one a line, as many as one takes in."""
    said = [f"{item['field']}: {shown(item['value'])}" for item in evidence[:_MOST]]
    more = len(evidence) - _MOST
    return Lines.of(*said, *([f"and {more} more (see the JSON report)"] if more > 0 else []))


def where(evidence: list[ShownEvidence]) -> Lines:
    """The places of these values, one a line, each once."""
    places = [f"{item['file']} {item['at'] or ''}".rstrip() for item in evidence[:_MOST]]
    return Lines.of(*dict.fromkeys(places))
