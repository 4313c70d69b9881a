"""Whether a file is one that kyccheck itself wrote: its reports often lie among the exports that they were made from.

Nothing of such a file is read: what it says of a case is not what a system says. Anything of somebody else's in it (a
sheet that was added to the workbook) makes it an export like others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from kyccheck.read.trees import Tree
from kyccheck.records.record import Problem
from kyccheck.values.grid import Grid, Sheet

WHY: Final = "is a report that kyccheck wrote, and no export"

_SHEETS: Final = frozenset(
    {"Summary", "Cases", "Changes", "Findings", "Alignment", "Unpaired", "Results", "Sign-off", "Checklist", "Run"}
)
_FURTHER: Final = re.compile(r" \(\d+\)$")
_RUN: Final = (("What", "Name", "Value", "More"), ("tool", "kyccheck"))
"""How the sheet `Run` begins, which is in every workbook."""
_HEADING: Final = re.compile(r"## (?:Deal|Ticket|Item|Runs out until|Changes since|Belongs to no case) ")
"""How Markdown begins, which a table of CSV does not."""
_TABLES: Final = (
    ("case", "kind", "title", "stage", "verdict", "checklist", "item", "what", "status", "owner", "due", "reason"),
    ("case", "title", "checklist", "item", "field", "result", "authority", "deal / company", "identity document"),
    ("last_day", "expired", "what", "case", "item", "owner", "to_do"),
)
"""How the headers of CSV files begin: of an audit, of what was aligned, of what runs out."""
_LINE: Final = frozenset({"id", "kind", "stage_as_read", "bypassed", "verdict", "results"})
"""Members of a line of NDJSON, which is a case of a report."""


def is_own(document: Any) -> bool:
    """Whether a document (JSON, or a Grid) is a report, or a ledger, that kyccheck wrote."""
    if isinstance(document, Grid):
        return _is_own_book(document.sheets) or _is_own_table(document.sheets)
    if not isinstance(document, dict):
        return False
    name = document.get("report", document.get("ledger"))
    is_named = isinstance(name, str) and name.startswith("kyccheck") and not {"tool", "line"}.isdisjoint(document)
    return is_named or document.keys() >= _LINE or document.keys() == {"as_of", "until", "expiring"}


def are_own(documents: Iterable[Tree | Problem]) -> bool:
    """Whether all documents of a file are: a case among them is somebody's."""
    return all(isinstance(one, Tree) and is_own(one.value) for one in documents)


def _is_own_book(sheets: tuple[Sheet, ...]) -> bool:
    by_name = {_FURTHER.sub("", sheet.name): sheet for sheet in sheets}
    run = by_name.get("Run")
    if run is None or not by_name.keys() <= _SHEETS:
        return False
    opening = [row.cells for row in run.opening[:2]]
    return len(opening) == len(_RUN) and all(
        cells[: len(told)] == told for cells, told in zip(opening, _RUN, strict=True)
    )


def _is_own_table(sheets: tuple[Sheet, ...]) -> bool:
    """Whether it is one of the tables, as CSV or as Excel saves that, or Markdown, which reads as CSV."""
    if len(sheets) != 1 or not sheets[0].opening:
        return False
    header = sheets[0].opening[0].cells
    if not sheets[0].name and _HEADING.match(str(header[0])):
        return True
    return any(header[: len(told)] == told for told in _TABLES)
