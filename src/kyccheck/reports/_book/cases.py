"""`Cases`: one row a case: may it go on, what is open, who is next. Its id leads to its findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kyccheck.reports._book.look import LINK, NUMBER, STRONG, WORD
from kyccheck.reports._book.open_items import OpenItems
from kyccheck.reports._book.table import Column, Link, Row, Table
from kyccheck.reports._book.text import Lines

TITLE = "Cases"
_COLUMNS = (
    Column("Case", 12, 18, LINK),
    Column("Kind", 7, 8, WORD),
    Column("Title", 20, 34),
    Column("Verdict", 12, 14, WORD, by_word=True),
    Column("What now", 24, 36, STRONG),
    Column("Stands at", 14, 26),
    Column("Next stage", 14, 26),
    Column("Owner", 10, 18),
    Column("Fail", 7, 9, NUMBER),
    Column("Review", 9, 9, NUMBER),
    Column("Unknown", 11, 11, NUMBER),
    Column("Error", 8, 8, NUMBER),
    Column("Stage bypassed", 11, 18),
    Column("Notes", 14, 36),
)


def table(items: OpenItems) -> Table:
    """The table of a run."""
    return Table(TITLE, _COLUMNS, len(items.run.cases), lambda: _rows(items), "No case was found.", frozen=3)


def _rows(items: OpenItems) -> Iterator[Row]:
    words = items.words
    counts: dict[int, Counter[str]] = {}
    for one, result in items.results():
        counts.setdefault(one.place, Counter())[result["status"]] += 1
    for place, case in enumerate(items.run.cases):
        found = counts.get(place, Counter())
        yield (
            Link(case["id"], "Findings", items.first.get(place)),
            case["kind"],
            case["title"],
            case["verdict"],
            words.verdict(case),
            words.stage(case["stage"]) or case["stage_as_read"] or "not exported",
            words.stage(case["next"]),
            case["owner"],
            *(found[status] or None for status in ("fail", "review", "unknown", "error")),
            ", ".join(case["bypassed"]),
            Lines.of(*case["notes"]),
        )
