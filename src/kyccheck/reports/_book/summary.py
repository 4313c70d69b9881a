"""`Summary`: what a manager takes in within ten seconds: the verdicts, who has how much to do, and of what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from kyccheck.batch import Run
from kyccheck.reports._book.chart import draw
from kyccheck.reports._book.frame import Value, put
from kyccheck.reports._book.look import (
    DAY,
    HEADER,
    HEADING,
    NOTE,
    NUMBER,
    PLAIN_STRONG,
    STATUS,
    TITLE,
    WORD,
    Look,
)
from kyccheck.reports._book.open_items import OpenItems
from kyccheck.reports._book.soon import WITHIN, running_out

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NAME: Final = "Summary"
_MEANS: Final = {
    "ready": "may go on to the next stage",
    "return": "goes back to the team that must put it right",
    "review": "people must judge or show what is open",
    "escalate": "high risk: top management decides",
    "error": "an item could not be evaluated",
}
_SAID: Final = {
    "ready": "ready",
    "return": "to go back",
    "review": "to judge or show",
    "escalate": "escalated",
    "error": "not audited",
}
_KINDS: Final = {"fail": "To put right", "review": "To judge", "unknown": "To show", "error": "Error"}
_NUMBERS: Final = {*_KINDS.values(), "All", "Cases", "Records"}
_MOST: Final = 20
_MOST_ITEMS: Final = 15
_LABEL: Final = 54
_AS_OF: Final = Look("as of", bold=True, format="yyyy-mm-dd")
_WIDTHS: Final = {"A": 4, "B": 44, "C": 12, "D": 12, "E": 12, "F": 12, "G": 9, "H": 9, "I": 2}


class Summary:
    """The sheet of a run."""

    def __init__(self, items: OpenItems) -> None:
        self._items, self._run = items, items.run
        self._row = 1

    def fill(self, sheet: "Worksheet") -> None:
        """Fill the sheet, from the top down."""
        self._sheet = sheet
        sheet.sheet_view.showGridLines = False
        for letter, width in _WIDTHS.items():
            sheet.column_dimensions[letter].width = width
        self._headline()
        top = self._row
        self._verdicts()
        self._teams()
        self._by_item(top)
        self._running_out()
        self._inputs()
        self._problems()
        self._switched_off()

    def _put(self, letter: str, value: Value, look: Look = WORD) -> None:
        put(self._sheet, f"{letter}{self._row}", value, look)

    def _section(self, title: str, headers: Sequence[str]) -> None:
        """A heading, with a row of headers below it."""
        self._row += 1
        self._put("A", title, HEADING)
        self._row += 1
        for letter, header in zip_longest("ABCDEFGH", headers, fillvalue=""):
            self._put(letter, header, replace(HEADER, boxed=False, centre=header in _NUMBERS))
        self._sheet.row_dimensions[self._row].height = 17
        self._row += 1

    def _say(self, text: str) -> None:
        self._put("B", text, NOTE)
        self._row += 1

    def _headline(self) -> None:
        run = self._run
        self._put("A", "Audit of checklists", TITLE)
        self._sheet.row_dimensions[1].height = 26
        self._row = 2
        if len(run.cases) == 1:
            (case,) = run.cases
            self._put("A", f"{case['kind'].capitalize()} {case['id']}  {case['title']}", PLAIN_STRONG)
            self._row = 3
            self._verdict_of(case)
            self._sheet.row_dimensions[3].height = 22
        else:
            self._put("A", _in_a_sentence(run), HEADING)
        self._row += 1
        self._put("A", "As of", NOTE)
        self._put("B", run.as_of, _AS_OF)
        self._row += 1
        if run.problems:
            number = f"{len(run.problems):,} problem{'s' * (len(run.problems) != 1)}"
            self._put("A", STATUS["error"].sign, Look("sign", bold=True, fill=STATUS["error"].fill, centre=True))
            self._put("B", f"Incomplete: {number} with what was given, listed below", PLAIN_STRONG)
            self._row += 1

    def _verdict_of(self, case: dict[str, Any]) -> None:
        look = STATUS[case["verdict"]]
        self._put("A", look.sign, Look("headline", bold=True, size=14, fill=look.fill, centre=True))
        self._put("B", self._items.words.verdict(case), Look("headline text", bold=True, size=14))

    def _verdicts(self) -> None:
        counts = self._run.verdicts()
        self._section("Verdicts", ("", "May the case go on?", "Cases"))
        for verdict, means in _MEANS.items():
            number, look = counts.get(verdict, 0), STATUS[verdict]
            ink = look.ink if number else "9AA5AF"
            self._put("A", look.sign, Look("sign", bold=True, fill=look.fill if number else "", ink=ink, centre=True))
            self._put("B", f"{verdict}: {means}", Look("verdict", bold=bool(number), ink=ink))
            self._put("C", number, Look("number", bold=bool(number), ink=ink, format="#,##0", centre=True))
            self._row += 1

    def _teams(self) -> None:
        self._section("Open items by team", ("", "Team", *_KINDS.values(), "All", "Cases"))
        cases: dict[str, set[int]] = {}
        for one, _ in self._items.results():
            cases.setdefault(one.team, set()).add(one.place)
        for team, counts in self._items.by_team().items():
            self._put("B", team, PLAIN_STRONG)
            self._counts(counts)
            self._put("H", len(cases[team]), NUMBER)
            self._row += 1
        if not cases:
            self._say("Nothing is open.")

    def _counts(self, counts: Counter[str]) -> None:
        for letter, status in zip("CDEF", _KINDS, strict=True):
            self._put(letter, counts[status] or None, NUMBER)
        self._put("G", counts.total(), NUMBER)

    def _by_item(self, top: int) -> None:
        """The items that are open most often, and the chart of them to the right of both tables."""
        entries = self._items.by_item()
        if not entries:
            return
        self._section("Open items by item, the most first", ("", "Item", *_KINDS.values(), "All"))
        asked = [(plan.checklist.id, item) for plan in self._run.plans for item in plan.checklist.walk()]
        titles = {(checklist, item.id): item.title for checklist, item in asked}
        several = len({checklist for checklist, _, _ in entries}) > 1
        first = self._row
        for checklist, item, counts in entries[:_MOST_ITEMS]:
            name = f"{checklist} {item}  {titles[checklist, item]}" if several else f"{item}  {titles[checklist, item]}"
            self._put("B", name if len(name) <= _LABEL else name[: _LABEL - 1] + "…")
            self._counts(counts)
            self._row += 1
        if len(entries) > _MOST_ITEMS:
            self._say(f"and {len(entries) - _MOST_ITEMS} more items: see Findings")
        last = first + min(len(entries), _MOST_ITEMS) - 1
        self._row = max(self._row, draw(self._sheet, top + 1, first, last))

    def _running_out(self) -> None:
        until = self._run.as_of + WITHIN
        self._section("Runs out within 30 days", ("", "What", "Day", "Case", "Item", "Owner", "To do"))
        found = sorted(running_out(self._run))
        for day, what, case, item, owner, todo in found[:_MOST]:
            for letter, value in zip("BDEFG", (what, case, item, owner, todo), strict=True):
                self._put(letter, value)
            self._put("C", day, DAY)
            self._row += 1
        if len(found) > _MOST:
            self._say(f"and {len(found) - _MOST} more: see kyccheck expiring")
        looked = self._run.wanted is not None and bool(self._run.wanted.expiring)
        if not found:
            nothing = f"Nothing that the exports show runs out by {until.isoformat()}."
            self._say(nothing if looked else "This run did not look: kyccheck expiring does.")

    def _inputs(self) -> None:
        self._section("Inputs", ("", "File", "Records", "Source", "SHA-256"))
        for item in self._run.inputs[:_MOST]:
            self._put("B", item.label)
            self._put("C", item.records, NUMBER)
            self._put("D", item.source or "not used")
            self._put("E", item.sha256 or "not read")
            self._row += 1
        if len(self._run.inputs) > _MOST:
            self._say(f"and {len(self._run.inputs) - _MOST} more: see Run")

    def _problems(self) -> None:
        if self._run.problems:
            self._section("Problems", ("", "What could not be read or used"))
        for problem in self._run.problems[:_MOST]:
            self._put("A", "!", PLAIN_STRONG)
            self._put("B", f"{problem.path}: {problem.message}", PLAIN_STRONG)
            self._row += 1
        if len(self._run.problems) > _MOST:
            self._say(f"and {len(self._run.problems) - _MOST} more problems: see Run")

    def _switched_off(self) -> None:
        """What overlays switch off is said in every report."""
        for plan in self._run.plans:
            for item in plan.checklist.walk():
                if item.switched_off:
                    self._say(f"Item {item.id} of {plan.checklist.id} is switched off: {item.switched_off}")


def _in_a_sentence(run: Run) -> str:
    """How many cases there are, and what became of them."""
    counts = run.verdicts()
    said = {
        "ready": "ready",
        "return": "to go back",
        "review": "to judge or show",
        "escalate": "escalated",
        "error": "failed",
    }
    parts = [f"{counts[verdict]:,} {word}" for verdict, word in said.items() if counts.get(verdict)]
    return f"{len(run.cases):,} cases: {', '.join(parts)}" if parts else "No case was found"
