"""`Results`: every result of every case, whatever its status. Over Excel's limit they go on in `Results (2)`."""

from __future__ import annotations

from collections.abc import Iterator

from kyccheck.asking.shown import ShownEvidence, ShownResult
from kyccheck.reports._book.look import FAINT, STRONG, WORD
from kyccheck.reports._book.open_items import OpenItems
from kyccheck.reports._book.table import Cell, Column, Row, Table
from kyccheck.reports._book.text import Lines

TITLE = "Results"
_COLUMNS = (
    Column("Case", 12, 18, WORD),
    Column("Title", 14, 26),
    Column("Checklist", 6, 12, WORD),
    Column("Item", 6, 20, STRONG),
    Column("What must hold", 20, 36),
    Column("Status", 13, 18, WORD, by_word=True),
    Column("Team", 8, 18, WORD),
    Column("Due before", 8, 14, WORD),
    Column("Why", 24, 44),
    Column("What was found", 16, 36),
    Column("Where", 14, 30),
    Column("Decision", 10, 36),
    Column("Fingerprint", 13, 18, FAINT),
)


def table(items: OpenItems) -> Table:
    """The table of a run."""
    count = sum(len(case["results"]) for case in items.run.cases)
    return Table(TITLE, _COLUMNS, count, lambda: _rows(items), "There is no result: no case was audited.", frozen=1)


def _rows(items: OpenItems) -> Iterator[Row]:
    team = items.words.team
    for case in items.run.cases:
        about = (case["id"], case["title"])
        for result in case["results"]:
            evidence = result["evidence"]
            found, where = _found(evidence) if evidence else (None, None)
            yield (
                *about,
                result["checklist"],
                result["item"],
                result["title"],
                result["status"],
                team(result["owner"]),
                result["due"],
                result["reason"],
                found,
                where,
                decided(result) if result["waiver"] or result["attestation"] else None,
                result["fingerprint"],
            )


def _found(evidence: list[ShownEvidence]) -> tuple[Lines, Lines]:
    """All that was looked at, one a line, and its places."""
    said = (f"{item['field']}: {'' if item['value'] is None else item['value']}" for item in evidence)
    places = (f"{item['file']} {item['at'] or ''}".rstrip() for item in evidence if item["file"])
    return Lines.of(*said), Lines.of(*dict.fromkeys(places))


def decided(result: ShownResult) -> Cell:
    """The waiver or attestation of a result, a line for each thing that it says."""
    lines = []
    for name in ("waiver", "attestation"):
        decision = result[name]
        if decision:
            lines += [name, *(f"{key}: {value}" for key, value in decision.items() if value is not None)]
    return Lines.of(*lines)
