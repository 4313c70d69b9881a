"""The lower half of the `Summary`: what runs out soon, and what the audit rests on."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from kyccheck.batch.run import Run
from kyccheck.reports._book.look import DAY, NUMBER, PLAIN_STRONG, TEXT
from kyccheck.reports._book.page import Page
from kyccheck.reports._page import width_of

_WITHIN: Final = timedelta(days=30)
_MOST: Final = 20
_A_LINE, _LINE = 46, 14
"""Characters on a line of the column B, and how many points high a line is."""


def put_basis(page: Page, run: Run) -> None:
    """Put what runs out, the inputs, the problems, and what overlays switch off."""
    _running_out(page, run)
    _inputs(page, run)
    if run.problems:
        _problems(page, run)
    for checklist, item, why in run.switched_off():
        page.say(f"Item {item} of {checklist} is switched off: {why}")


def _running_out(page: Page, run: Run) -> None:
    """What runs out within 30 days, soonest first; the last day counts."""
    until = run.as_of + _WITHIN
    page.section("Runs out within 30 days", ("", "What", "Day", "Case", "Item", "Owner", "To do"))
    found = sorted(each for each in run.expiring if run.as_of <= each.day <= until)
    for each in found[:_MOST]:
        page.put("B", each.what, TEXT)
        page.put("C", each.day, DAY)
        for letter, value in zip("DEFG", (each.case, each.item, each.owner, each.todo), strict=True):
            page.put(letter, value)
        lines = -(-width_of(each.what) // _A_LINE)
        page.end(_LINE * lines if lines > 1 else 0)
    if len(found) > _MOST:
        page.say(f"and {len(found) - _MOST} more: see kyccheck expiring")
    looked = run.wanted is not None and bool(run.wanted.expiring)
    if not found:
        nothing = f"Nothing that the exports show runs out by {until.isoformat()}."
        page.say(nothing if looked else "This run did not look: kyccheck expiring does.")


def _inputs(page: Page, run: Run) -> None:
    page.section("Inputs", ("", "File", "Records", "Source", "SHA-256"), centred=["Records"])
    for item in run.inputs[:_MOST]:
        page.put("B", item.label)
        page.put("C", item.records, NUMBER)
        page.put("D", item.source or "not used")
        page.put("E", item.sha256 or "not read")
        page.end()
    if len(run.inputs) > _MOST:
        page.say(f"and {len(run.inputs) - _MOST} more: see Run")


def _problems(page: Page, run: Run) -> None:
    page.section("Problems", ("", "What could not be read or used"))
    for problem in run.problems[:_MOST]:
        page.put("A", "!", PLAIN_STRONG)
        page.put("B", f"{problem.path}: {problem.message}", PLAIN_STRONG)
        page.end()
    if len(run.problems) > _MOST:
        page.say(f"and {len(run.problems) - _MOST} more problems: see Run")
