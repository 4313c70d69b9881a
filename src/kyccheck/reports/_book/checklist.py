"""`Checklist`: what was asked: items with their citations, parameters with what they assume, what overlays changed."""

from __future__ import annotations

from collections.abc import Iterator

from kyccheck.audit.plan import Plan
from kyccheck.audit.planned import Planned
from kyccheck.batch.run import Run
from kyccheck.reports._book.look import STRONG, WORD
from kyccheck.reports._book.open_items import OpenItems
from kyccheck.reports._book.table import Column, Row, Table
from kyccheck.reports._book.text import Lines
from kyccheck.values.written import written

TITLE = "Checklist"
_COLUMNS = (
    Column("Checklist", 6, 12, WORD),
    Column("Kind", 8, 11, WORD),
    Column("Item", 6, 26, STRONG),
    Column("What must hold, or value", 28, 44),
    Column("Due before", 8, 14, WORD),
    Column("Team", 8, 20),
    Column("What is accepted", 18, 34),
    Column("To do where it does not hold", 18, 34),
    Column("Remarks", 14, 34),
    Column("Citation", 24, 44),
)


def table(items: OpenItems) -> Table:
    """The table of a run."""
    count = sum(1 for _ in _rows(items.run, items))
    return Table(TITLE, _COLUMNS, count, lambda: _rows(items.run, items), "No checklist was used.", frozen=3)


def _rows(run: Run, items: OpenItems) -> Iterator[Row]:
    for plan in run.plans:
        made = plan.checklist
        yield (made.id, "checklist", made.id, made.title, "", "", "", "", f"version {made.version}", made.about)
        for planned in plan.items:
            yield _item(plan, planned, items)
        for name, parameter in made.parameters.items():
            value = ", ".join(written(member) for member in parameter.value)
            yield (made.id, "parameter", name, value, "", "", "", "", parameter.why, "")


def _item(plan: Plan, planned: Planned, items: OpenItems) -> Row:
    item, static = planned.item, planned.static
    return (
        plan.checklist.id,
        "item" if planned.parent < 0 else "sub-item",
        item.id,
        item.title,
        static["due"],
        items.words.team(static["owner"]) if static["owner"] else "",
        item.accepts,
        item.fix,
        Lines.of(*_remarks(planned)),
        item.cites,
    )


def _remarks(planned: Planned) -> Iterator[str]:
    item = planned.item
    if item.switched_off:
        yield f"switched off by an overlay: {item.switched_off}"
    if item.not_stated:
        yield "the procedure numbers it and states no text"
    if item.why:
        yield item.why
    if item.on_entry:
        yield "done on entry to its stage"
    if item.when is not None:
        yield "applies under a condition; where that does not hold, the result says so"
    if item.escalates:
        yield "escalates: top management decides"
    if not item.waivable:
        yield "cannot be waived"
    if item.independent:
        yield "signed off by another person than the case's owner"
    if item.since:
        yield f"in force from {item.since}"
    if item.until:
        yield f"in force until {item.until}"
