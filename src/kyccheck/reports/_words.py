"""What reports call things: verdicts, teams and stages in an officer's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kyccheck.asking.answer import OPEN
from kyccheck.audit.sums import named_in
from kyccheck.audit.verdict import Verdict
from kyccheck.batch.run import Run
from kyccheck.checklist.model import Item
from kyccheck.records.record import HELD_BACK

if TYPE_CHECKING:
    from kyccheck.asking.shown import Audited, ShownNotice, ShownResult

DUTY: Final = {
    "fail": "to settle",
    "review": "to judge",
    "unknown": "to show",
    "error": "that could not be evaluated",
}
MEANS: Final = {
    "fail": "does not hold",
    "review": "a person must judge",
    "unknown": "not shown by the exports given",
    "error": "could not be evaluated",
}
STATES: Final = {
    "expired": "expired",
    "not_yet_valid": "not yet valid",
    "unused": "not needed",
    "ineffective": "without effect",
    "dangling": "for nothing here",
    "refused": "refused",
}
"""Why a person's decision does not count."""

_MOST_DANGLING: Final = 5


def listed(notices: list[ShownNotice], most: int | None = None) -> list[ShownNotice]:
    """Those decisions that did not count which a reader is to see: few of those that are for no case here.

    Teams keep their decisions in one file, so that an audit of one deal meets hundreds that are for others.
    """
    here = [one for one in notices if one["state"] != "dangling"]
    return here[:most] + [one for one in notices if one["state"] == "dangling"][:_MOST_DANGLING]


class Words:
    """The words of a run's checklists."""

    def __init__(self, run: Run) -> None:
        checklists = [plan.checklist for plan in run.plans]
        self._items = {(made.id, item.id): item for made in checklists for item in made.walk()}
        # Where two checklists know a word, the first one says what it means.
        self._teams = {word: name for made in reversed(checklists) for word, name in made.teams.items()}
        self._stages = {stage.id: stage for made in reversed(checklists) for stage in made.stages}

    def item(self, result: ShownResult) -> Item:
        """The item that a result is of."""
        return self._items[result["checklist"], result["item"]]

    def team(self, word: str | None) -> str:
        """A team by its name."""
        return self._teams.get(word or "", word or "Nobody")

    def stage(self, word: str | None) -> str:
        """A stage by its title."""
        return self._stages[word].title if word in self._stages else word or ""

    def mover(self, word: str | None) -> str:
        """The team that may move a case on from a stage: from one that counts as another, that one's."""
        stage = self._stages.get(word or "")
        team = self._stages[stage.counts_as or stage.id].team if stage else ""
        return self.team(team) if team else ""

    def verdict(self, case: Audited) -> str:
        """The verdict in one line: may it go on, and if not, what now."""
        stage, following = case["stage"], self.stage(case["next"])
        if case["verdict"] == Verdict.READY:
            if not following:
                return f"NOTHING IS OPEN: it stands at {self.stage(stage)}" if stage else "READY: everything is settled"
            mover = self.mover(stage)
            return f"READY: may go on to {following}" + (f"; {mover} moves it there" if mover else "")
        if case["verdict"] == Verdict.RETURN:
            return f"NOT READY: goes back to {self.team(case['return_to'])}"
        if case["verdict"] == Verdict.ESCALATE:
            return "ESCALATE: high risk, top management decides"
        if case["verdict"] == Verdict.ERROR:
            return "NOT AUDITED: an item could not be evaluated"
        held = held_back(case)
        return f"NOT READY: {held[0]}" if held else "NOT READY: people must judge or show what is open"


def held_back(case: Audited) -> list[str]:
    """Why a case may not simply go on, whatever its items say."""
    return [note.removeprefix(HELD_BACK) for note in case["notes"] if note.startswith(HELD_BACK)]


def other_notes(case: Audited) -> list[str]:
    """What is to be noted of a case beside that."""
    return [note for note in case["notes"] if not note.startswith(HELD_BACK)]


def open_results(case: Audited, words: Words) -> list[ShownResult]:
    """The results that are not settled, without those that only sum up others; the worst first."""
    found = [result for result in case["results"] if result["status"] in OPEN and not sums_up(result, words)]
    return sorted(found, key=lambda result: OPEN.index(result["status"]))


def decided(case: Audited) -> list[ShownResult]:
    """The results that are settled by what people decided, and only as long as that counts."""
    return [result for result in case["results"] if last_day(result)]


def last_day(result: ShownResult) -> str:
    """The last day of the decision that settles a result, or ""."""
    if result["waiver"]:
        return result["waiver"]["expires"]
    one = result["attestation"]
    if one is not None and one["counts"] and one["answer"] == result["status"] != "fail":
        return one["valid_until"]
    return ""


def by_whom(result: ShownResult) -> str:
    """Who decided on a result, how, and until when."""
    if waiver := result["waiver"]:
        ref = f", {waiver['ref']}" if waiver["ref"] else ""
        return f"waived by {waiver['approved_by']} until {waiver['expires']}: {waiver['reason']}{ref}"
    one = result["attestation"]
    assert one is not None  # noqa: S101 - it is asked about what people decided
    answer = one["answer"].replace("_", " ")
    return f"answered {answer} by {one['by']}, counts until {one['valid_until']}: {one['evidence']}"


def sums_up(result: ShownResult, words: Words) -> bool:
    """Whether a result only says that sub-items are open: by the very words of a sum, naming no other than those."""
    named = named_in(result)
    return bool(named) and named <= {child.id for child in words.item(result).items}


def by_team(results: list[ShownResult]) -> dict[str, list[ShownResult]]:
    """Results by the team that must see to them; the team with the worst first."""
    teams: dict[str, list[ShownResult]] = {}
    for result in results:
        teams.setdefault(result["owner"], []).append(result)
    return teams


def shown(value: Any) -> str:
    """A value that was found, in a sentence."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if not text.strip():
        return "blank"
    if text.startswith("[{") and (listed := _listed(text)):
        return listed
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


_LONGEST: Final = 200


def _listed(text: str) -> str:
    """A list of members with parts (virtual numbers), of which JSON has the text, in words: as many as there is room.

    Nothing for a text that is no such list.
    """
    import json

    from kyccheck.records.fields import PARTS
    from kyccheck.values.written import as_read

    try:
        members = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    names = [name for parts in PARTS.values() for name in parts]
    said: list[str] = []
    for member in members:
        first = {name: member[name] for name in names if name in member} if isinstance(member, dict) else {}
        words = as_read({**first, **member} if first else member, _LONGEST)
        if said and len(", ".join([*said, words])) > _LONGEST:
            break
        said.append(words)
    left = len(members) - len(said)
    return ", ".join(said) + (f", and {left} more" if left else "")
