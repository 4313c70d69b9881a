"""The table of alignment as JSON, CSV, Markdown and a workbook. Values hold what differs in brackets, save in JSON."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any, Final

from kyccheck.audit.alignment import COLUMNS, RESULTS, Row, ruling
from kyccheck.kept.encoded import encoded
from kyccheck.reports._cells import csv_of
from kyccheck.reports._side_by_side import RULES, TITLES, SideBySide, bracketed, counted, origin, rules
from kyccheck.reports.markdown import plain

NAME: Final = "kyccheck-align/1"
_HEADER: Final = (
    *("case", "title", "checklist", "item", "field", "result", "authority"),
    *TITLES.values(),
    "why",
    *(f"{title}: where" for title in TITLES.values()),
)


def as_json(table: SideBySide) -> bytes:
    """The rows as one JSON document, ASCII alone; `marked` are the spans that differ, as [start, end] in `text`."""
    run = table.run
    found = list(table.cases())
    counts = Counter(row.result for _, rows, _ in found for row in rows)
    document = {
        "report": NAME,
        "tool": {"name": "kyccheck", "version": run.version},
        "as_of": run.as_of.isoformat(),
        "inputs": [
            {"path": item.label, "sha256": item.sha256 or None, "source": item.source or None}
            for item in run.rests_on()
        ],
        "summary": {"cases": len(found), "results": {result: counts[result] for result in RESULTS}},
        "problems": [problem.shown() for problem in run.problems],
        "switched_off": [
            {"checklist": checklist, "item": item, "reason": why} for checklist, item, why in run.switched_off()
        ],
        "unpaired": table.unpaired(),
        "cases": [
            {"id": case["id"], "kind": case["kind"], "title": case["title"], "rows": [_row(row) for row in shown]}
            for case, _, shown in found
        ],
    }
    return encoded(document, indent=1) + b"\n"


def _row(row: Row) -> dict[str, Any]:
    return {
        "checklist": row.checklist,
        "item": row.item,
        "field": row.field,
        "authority": row.authority,
        "result": row.result,
        "why": row.why,
        "shown": [
            {
                "column": shown.column,
                "text": shown.text,
                "file": shown.file,
                "at": shown.at,
                "rules": ruling(row) == shown.column,
                "marked": [list(span) for span in shown.marked],
            }
            for shown in row.shown
        ],
    }


def _cells(row: Row) -> list[str]:
    values, places = [], []
    for column in COLUMNS:
        own = [shown for shown in row.shown if shown.column == column]
        values.append(" / ".join(map(bracketed, own)))
        places.append(" / ".join(map(origin, own)))
    return [
        row.case,
        row.title,
        row.checklist,
        row.item,
        row.field,
        row.result,
        row.authority,
        *values,
        row.why,
        *places,
    ]


def as_csv(table: SideBySide) -> bytes:
    """A header and one line for each row, UTF-8 with a mark, for Excel."""
    return csv_of(_HEADER, (_cells(row) for _, _, shown in table.cases() for row in shown))


def as_markdown(table: SideBySide) -> bytes:
    """A table for each case, to paste into a ticket."""
    lines: list[str] = []
    for case, rows, shown in table.cases():
        lines += [f"## {plain(case['kind'].capitalize())} {plain(case['id'])}: {plain(case['title'])}", ""]
        lines += [f"{len(rows)} fields: {counted(rows)}" if rows else "Nothing to compare.", ""]
        if shown:
            lines += [_line(["field", *TITLES.values(), "result", "why"]), _line(["---"] * (len(COLUMNS) + 3))]
            lines += [_line(_markdown_cells(row)) for row in shown]
            lines.append("")
    unpaired = table.unpaired()
    if unpaired:
        lines += ["## Belongs to no case of the files given", ""]
        lines += [f"- {plain(' '.join(filter(None, one.values())))}" for one in unpaired]
        lines.append("")
    lines += [f"- Item {plain(item)} is switched off: {plain(why)}" for _, item, why in table.run.switched_off()]
    lines += [f"- Could not be used: {plain(one.path)}: {plain(one.message)}" for one in table.run.problems]
    lines.append(f"\\{RULES} the source that rules; what differs is in brackets.")
    return ("\n".join(lines).strip("\n") + "\n").encode("utf-8", "backslashreplace")


def _markdown_cells(row: Row) -> list[str]:
    cells = [plain(f"{row.field} ({row.item})")]
    for column in COLUMNS:
        own = [shown for shown in row.shown if shown.column == column]
        cells.append(
            "<br>".join(f"{plain(bracketed(one) + rules(row, column))}<br>{plain(origin(one))}" for one in own)
        )
    return [*cells, f"**{row.result}**" if row.result != "aligned" else row.result, plain(row.why)]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def as_xlsx(table: SideBySide) -> bytes:
    """A workbook: the rows as the audit's workbook shows them, what belongs to no case, and the run."""
    from kyccheck.reports._book import about_run, alignment, unpaired
    from kyccheck.reports._book.frame import Frame
    from kyccheck.reports._book.table import ROWS

    frame = Frame(table.run.as_of, ROWS)
    frame.add(alignment.table_of([row for _, _, shown in table.cases() for row in shown]))
    frame.add(unpaired.table(table))
    frame.add(about_run.table(table.run, ()))
    out = io.BytesIO()
    frame.write(out)
    return out.getvalue()
