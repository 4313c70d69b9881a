"""What is open, as several sheets list it: each open result with its case, in the order of teams."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from kyccheck.asking.shown import Audited, ShownResult
from kyccheck.audit.verdict import Verdict
from kyccheck.batch.run import Run
from kyccheck.reports._words import Words, held_back, open_results


class Open(NamedTuple):
    """An open result, and the case (by its place in the run) that it is of.

    No result: a stage that was bypassed, or `held` says why the case may not go on whatever its items say.
    """

    place: int
    case: Audited
    result: ShownResult | None
    team: str
    held: str = ""


class OpenItems:
    """All that is open in a run. `listed` is by team, then by case; the worst of a case first."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.words = Words(run)
        found = []
        for place, case in enumerate(run.cases):
            results = open_results(case, self.words)
            found += [Open(place, case, result, self.words.team(result["owner"])) for result in results]
            mover = self.words.mover(case["stage"]) or self.words.team(case["return_to"])
            found += [Open(place, case, None, mover, why) for why in held_back(case)]
            if case["bypassed"]:
                found.append(Open(place, case, None, self._bypassed_by(case)))
        order = self._order()
        self.listed = sorted(found, key=lambda one: order.get(one.team, len(order)))
        self.first: dict[int, int] = {}
        for row, one in enumerate(self.listed):
            self.first.setdefault(one.place, row)

    def results(self) -> list[tuple[Open, ShownResult]]:
        """The open results, without what is said of cases as a whole."""
        return [(one, one.result) for one in self.listed if one.result is not None]

    def not_ready(self) -> int:
        """How many cases may not go on, be it for items that are not listed."""
        return len(self.run.cases) - self.run.verdicts().get(Verdict.READY, 0)

    def by_team(self) -> dict[str, Counter[str]]:
        """How many are open a team, by status; the teams in their order."""
        found: dict[str, Counter[str]] = {}
        for one, result in self.results():
            found.setdefault(one.team, Counter())[result["status"]] += 1
        return found

    def by_item(self) -> list[tuple[str, str, Counter[str]]]:
        """Checklist, item and how many are open of it, by status; the most first."""
        found: dict[tuple[str, str], Counter[str]] = {}
        for _, result in self.results():
            found.setdefault((result["checklist"], result["item"]), Counter())[result["status"]] += 1
        places = {key: place for place, key in enumerate(found)}
        most = sorted(found.items(), key=lambda entry: (-entry[1].total(), entry[0][0], places[entry[0]]))
        return [(checklist, item, counts) for (checklist, item), counts in most]

    def _bypassed_by(self, case: Audited) -> str:
        owner = next((result["owner"] for result in case["results"] if result["item"] in case["bypassed"]), "")
        return self.words.team(case["return_to"] or owner)

    def _order(self) -> dict[str, int]:
        names = [name for plan in self.run.plans for name in plan.checklist.teams.values()]
        return {name: place for place, name in enumerate(dict.fromkeys(names))}
