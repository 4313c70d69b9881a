"""`Summary`: what a manager takes in within ten seconds: the verdicts, who has how much to do, and of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from kyccheck.asking.shown import Audited
from kyccheck.audit.verdict import Verdict
from kyccheck.batch.run import Run
from kyccheck.reports._book.basis import put_basis
from kyccheck.reports._book.chart import draw
from kyccheck.reports._book.look import HEADING, NOTE, NUMBER, PLAIN_STRONG, STATUS, TITLE, Look
from kyccheck.reports._book.open_items import OpenItems
from kyccheck.reports._book.page import Page

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NAME: Final = "Summary"
_MEANS: Final = {
    Verdict.READY: "may go on to the next stage",
    Verdict.RETURN: "goes back to the team that must put it right",
    Verdict.REVIEW: "people must judge or show what is open",
    Verdict.ESCALATE: "high risk: top management decides",
    Verdict.ERROR: "an item could not be evaluated",
}
_SAID: Final = {
    Verdict.READY: "ready",
    Verdict.RETURN: "to go back",
    Verdict.REVIEW: "to judge or show",
    Verdict.ESCALATE: "escalated",
    Verdict.ERROR: "not audited",
}
_KINDS: Final = {"fail": "To put right", "review": "To judge", "unknown": "To show", "error": "Error"}
_COUNTED: Final = (*_KINDS.values(), "All", "Cases")
_MOST: Final = 15
_LABEL: Final = 48
_AS_OF: Final = Look("as of", bold=True, format="yyyy-mm-dd")


def fill(items: OpenItems) -> Callable[[Worksheet], None]:
    """What fills the sheet of a run."""

    def put_all(sheet: Worksheet) -> None:
        page = Page(sheet)
        _headline(page, items)
        top = page.row
        _verdicts(page, items.run)
        _teams(page, items)
        if items.results():
            _by_item(page, items, top)
        put_basis(page, items.run)

    return put_all


def _headline(page: Page, items: OpenItems) -> None:
    run = items.run
    page.put("A", "Audit of checklists", TITLE)
    page.end(26)
    if len(run.cases) == 1:
        _one_case(page, items, next(iter(run.cases)))
    else:
        page.put("A", _in_a_sentence(run), HEADING)
        page.end()
    page.put("A", "As of", NOTE)
    page.put("B", run.as_of, _AS_OF)
    page.end()
    if run.problems:
        number = f"{len(run.problems):,} problem{'s' * (len(run.problems) != 1)}"
        _sign(page, STATUS["error"])
        page.put("B", f"Incomplete: {number} with what was given, listed below", PLAIN_STRONG)
        page.end()


def _one_case(page: Page, items: OpenItems, case: Audited) -> None:
    look = STATUS[case["verdict"]]
    page.put("A", f"{case['kind'].capitalize()} {case['id']}  {case['title']}", PLAIN_STRONG)
    page.end()
    page.put("A", look.sign, Look("sign of one", bold=True, size=14, fill=look.fill, centre=True))
    page.put("B", items.words.verdict(case), Look("verdict of one", bold=True, size=14))
    page.end(22)


def _in_a_sentence(run: Run) -> str:
    """How many cases there are, and what became of them."""
    counts = run.verdicts()
    parts = [f"{counts[verdict]:,} {word}" for verdict, word in _SAID.items() if counts.get(verdict)]
    return f"{len(run.cases):,} cases: {', '.join(parts)}" if parts else "No case was found"


def _sign(page: Page, look: Look, ink: str = "") -> None:
    fill = "" if ink else look.fill
    page.put("A", look.sign, Look("sign", bold=True, fill=fill, ink=ink or look.ink, centre=True))


def _verdicts(page: Page, run: Run) -> None:
    """All verdicts; those that no case has are pale."""
    counts = run.verdicts()
    page.section("Verdicts", ("", "May the case go on?", "Cases"), centred=_COUNTED)
    for verdict, means in _MEANS.items():
        number, look = counts.get(verdict, 0), STATUS[verdict]
        pale = "" if number else "9AA5AF"
        _sign(page, look, pale)
        page.put("B", f"{verdict}: {means}", Look("verdict", bold=bool(number), ink=pale or look.ink))
        page.put("C", number, Look("count", bold=bool(number), ink=pale or look.ink, format="#,##0", centre=True))
        page.end()


def _teams(page: Page, items: OpenItems) -> None:
    page.section("Open items by team", ("", "Team", *_COUNTED), centred=_COUNTED)
    cases: dict[str, set[int]] = {}
    for one, _ in items.results():
        cases.setdefault(one.team, set()).add(one.place)
    for team, counts in items.by_team().items():
        page.put("B", team, PLAIN_STRONG)
        _counts(page, counts)
        page.put("H", len(cases[team]), NUMBER)
        page.end()
    if not cases and (number := items.not_ready()):
        page.say(f"No item that is listed is open; {number:,} case{'s' * (number != 1)} may not go on: see Cases.")
    elif not cases:
        page.say("Nothing is open.")


def _counts(page: Page, counts: Counter[str]) -> None:
    for letter, status in zip("CDEF", _KINDS, strict=True):
        page.put(letter, counts[status] or None, NUMBER)
    page.put("G", counts.total(), NUMBER)


def _by_item(page: Page, items: OpenItems, top: int) -> None:
    """The items that are open most often, and the chart of them to the right of all tables so far."""
    entries = items.by_item()
    page.section("Open items by item, the most first", ("", "Item", *_COUNTED[:-1]), centred=_COUNTED)
    asked = [(plan.checklist.id, item) for plan in items.run.plans for item in plan.checklist.walk()]
    titles = {(checklist, item.id): item.title for checklist, item in asked}
    several = len({checklist for checklist, _, _ in entries}) > 1
    first = page.row
    for checklist, item, counts in entries[:_MOST]:
        name = f"{checklist} {item}  {titles[checklist, item]}" if several else f"{item}  {titles[checklist, item]}"
        page.put("B", name if len(name) <= _LABEL else name[: _LABEL - 1] + "…")
        _counts(page, counts)
        page.end()
    last = page.row - 1
    if len(entries) > _MOST:
        page.say(f"and {len(entries) - _MOST} more items: see Findings")
    page.row = max(page.row, draw(page.sheet, top + 1, first, last))
