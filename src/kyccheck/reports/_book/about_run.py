"""`Run`: what was audited with what, on which day: enough to do it again, and all that could not be used."""

from __future__ import annotations

from collections.abc import Iterator

from kyccheck.batch.run import Run
from kyccheck.inputs.paths import Input
from kyccheck.reports._book.look import STRONG, WORD
from kyccheck.reports._book.table import Column, Row, Table
from kyccheck.reports._book.text import Lines

TITLE = "Run"
_COLUMNS = (
    Column("What", 12, 14, WORD),
    Column("Name", 24, 44, STRONG),
    Column("Value", 24, 70),
    Column("More", 24, 70),
)


def table(run: Run, notes: tuple[str, ...]) -> Table:
    """The table of a run; `notes` are what the other sheets have to say of themselves."""
    rows = tuple(_rows(run, notes))
    return Table(TITLE, _COLUMNS, len(rows), lambda: rows, "")


def _rows(run: Run, notes: tuple[str, ...]) -> Iterator[Row]:
    yield ("tool", "kyccheck", f"version {run.version}", None)
    yield ("day", "as of", run.as_of, None)
    for plan in run.plans:
        made = plan.checklist
        yield ("checklist", f"{made.id} {made.version}", f"sha256 {made.sha256}", made.title)
    yield from (("switched off", f"{name} {item}", why, None) for name, item, why in run.switched_off())
    yield from (("option", name, value, None) for name, value in _options(run))
    for item in run.inputs:
        yield ("input", item.label, f"sha256 {item.sha256}" if item.sha256 else "not read", Lines.of(*_read(item)))
    for problem in run.problems:
        yield ("problem", problem.path, problem.message, f"at {problem.at}" if problem.at else "")
    yield from _decisions(run)
    yield from (("note", "workbook", note, None) for note in notes)


def _options(run: Run) -> Iterator[tuple[str, str]]:
    wanted = run.wanted
    if wanted is None:
        return
    for name, words in (("--case", wanted.cases), ("--item", wanted.items)):
        if words:
            yield name, ", ".join(words)
    if wanted.at:
        yield "--at", wanted.at
    if wanted.every_evidence:
        yield "--all", "evidence of what is settled, too"


def _read(item: Input) -> Iterator[str]:
    if item.set_aside:
        yield f"set aside: {item.set_aside}"
    if item.source:
        yield f"{item.source}{f', {item.container}' if item.container else ''}"
        yield f"{item.records} records read, {item.records - item.reported} used"


def _decisions(run: Run) -> Iterator[Row]:
    """The files of decisions, and those of them that do not count, with the reason."""
    for file in run.decisions.files if run.decisions else ():
        yield ("decisions", file.path, f"sha256 {file.sha256}", None)
    for notice in run.notices():
        name = f"{notice['kind']} for item {notice['item']} of case {notice['case']}"
        where = f"{notice['path']}:{notice['line']}"
        yield ("no decision", name, f"{notice['state'].replace('_', ' ')}: {notice['says']}", where)
