"""What changed since an earlier audit: cases and findings, each with the cause.

Two reports are compared, case by case and item by item. A finding is a result that is not settled and does not only
sum up others. How long one has been open is carried from report to report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from kyccheck.asking.answer import OPEN
from kyccheck.audit.sums import named_in
from kyccheck.audit.verdict import Verdict
from kyccheck.errors import RefusedError
from kyccheck.history.causes import Cause, Sides, asked_for_others, causes
from kyccheck.history.earlier import Basis, Earlier
from kyccheck.records.record import HELD_BACK

_BEST_FIRST: Final = tuple(Verdict)
CASES: Final = ("new", "gone", "worse", "better")
"""How a case may have changed."""
FINDINGS: Final = ("new", "settled", "open", "gone")
"""How a finding may have changed; `gone` are those of a case that is not there any more, or of what nobody asks."""

Case = Mapping[str, Any]
Key = tuple[str, str, int]
"""The kind and id of a case, since a deal and a ticket may bear one id, and how many bore both before it."""


def compare(earlier: Earlier, after: Basis, cases: Iterable[Case]) -> dict[str, Any]:
    """The changes from an earlier report to later cases, in the shape of the JSON report.

    `after` is what the later audit rests on. The later cases are looked at one by one, and none is kept. Raises
    RefusedError for reports that were masked with two keys.
    """
    if earlier.basis.head.get("redacted") != after.head.get("redacted"):
        why = "masks personal data in another way than this audit: use --redact with the same key for both"
        raise RefusedError(why, earlier.basis.name)
    made = _Changes(earlier, after)
    for case in cases:
        made.add(case)
    return made.finished()


class _Changes:
    """Changes in the making."""

    def __init__(self, earlier: Earlier, after: Basis) -> None:
        self._before, self._after, self._since = earlier.basis, after, earlier.open_since
        seen: Counter[tuple[str, str]] = Counter()
        self._left: dict[Key, Case] = {_key(case, seen): case for case in earlier.cases}
        self._seen: Counter[tuple[str, str]] = Counter()
        self._same = 0
        self._cases: list[dict[str, Any]] = []
        self._findings: list[dict[str, Any]] = []

    def add(self, case: Case) -> None:
        """Compare a case of the later audit."""
        old = self._left.pop(_key(case, self._seen), None)
        if old is None:
            why = Cause("data", "it was not in the earlier audit" + self._incomplete(self._before))
            unasked = asked_for_others("earlier", self._before.leaves_out(case["id"]))
            self._note(case, "new", None, case["verdict"], [unasked or why])
            cause = unasked or Cause("data", "the case is new")
            for result in findings(case):
                self._find(case, result, "new", (None, result["status"]), [cause])
            return
        found = self._results(Sides(self._before, self._after, old, case))
        was, now = old["verdict"], case["verdict"]
        if was == now:
            self._same += 1
            return
        change = "worse" if _BEST_FIRST.index(now) > _BEST_FIRST.index(was) else "better"
        self._note(case, change, was, now, found or [_beside_items(old, case)])

    def _results(self, sides: Sides) -> list[Cause]:
        """Compare the results of a case; the causes of all that became another."""
        olds = {(one["checklist"], one["item"]): one for one in sides.old["results"]}
        news = {(one["checklist"], one["item"]): one for one in sides.new["results"]}
        was = {(one["checklist"], one["item"]) for one in findings(sides.old)}
        now = {(one["checklist"], one["item"]) for one in findings(sides.new)}
        found: list[Cause] = []
        for key in dict.fromkeys([*news, *olds]):
            old, new = olds.get(key), news.get(key)
            if key not in was and key not in now:
                continue
            ended = "gone" if new is None else "settled"
            change = "open" if key in was and key in now else "new" if key in now else ended
            pair = (old["status"] if old else None, new["status"] if new else None)
            told = causes(sides, old, new) if pair[0] != pair[1] else []
            found += told
            self._find(sides.new, new or old or {}, change, pair, told)
        return found

    def _find(
        self, case: Case, result: Mapping[str, Any], change: str, pair: tuple[str | None, str | None], told: list[Cause]
    ) -> None:
        since = self._began(case, result, change)
        self._findings.append(
            {
                "case": case["id"],
                "title": case["title"],
                "checklist": result["checklist"],
                "item": result["item"],
                "what": result["title"],
                "owner": result["owner"],
                "change": change,
                "from": pair[0],
                "to": pair[1],
                "since": since.isoformat(),
                "age": max(0, (self._after.as_of - since).days),
                **_caused(told),
            }
        )

    def _began(self, case: Case, result: Mapping[str, Any], change: str) -> date:
        """Since when a finding is known to be open: at the latest since the report that first shows it."""
        if change == "new":
            return self._after.as_of
        return self._since.get((case["id"], result["checklist"], result["item"]), self._before.as_of)

    def _note(self, case: Case, change: str, was: str | None, now: str | None, told: list[Cause]) -> None:
        about = {"case": case["id"], "title": case["title"], "change": change, "from": was, "to": now}
        self._cases.append({**about, **_caused(told)})

    def _incomplete(self, basis: Basis) -> str:
        return "" if basis.is_complete else ", in which some input could not be used"

    def finished(self) -> dict[str, Any]:
        """All changes, with those of cases that are not there any more."""
        why = "it is not in the exports any more" + self._incomplete(self._after).replace(", in which", "; but")
        for case in self._left.values():
            unasked = asked_for_others("later", self._after.leaves_out(case["id"]))
            self._note(case, "gone", case["verdict"], None, [unasked or Cause("data", why)])
            cause = unasked or Cause("data", "the case is gone")
            for result in findings(case):
                self._find(case, result, "gone", (result["status"], None), [cause])
        tops = Counter(one["cause"] for one in self._findings if one["cause"])
        counted = Counter(one["change"] for one in self._cases)
        found = Counter(one["change"] for one in self._findings)
        return {
            "since": {
                "report": self._before.name,
                "sha256": self._before.sha256 or None,
                "as_of": self._before.as_of.isoformat(),
                "version": self._before.version,
            },
            "summary": {
                "cases": {**{word: counted[word] for word in CASES}, "same": self._same},
                "findings": {word: found[word] for word in FINDINGS},
                "causes": dict(sorted(tops.items())),
            },
            "inputs": _differing(self._before.files(), self._after.files()),
            "checklists": _differing(*(_digests(one) for one in (self._before, self._after))),
            "cases": sorted(self._cases, key=lambda one: CASES.index(one["change"])),
            "findings": sorted(self._findings, key=lambda one: FINDINGS.index(one["change"])),
        }


def _key(case: Case, seen: Counter[tuple[str, str]]) -> Key:
    """What a case is found by again; it is counted among those seen."""
    about = (str(case.get("kind", "")), case["id"])
    seen[about] += 1
    return (*about, seen[about])


def _beside_items(old: Case, new: Case) -> Cause:
    """Why the verdict of a case changed, where none of its results did: what holds it back, or where it stands."""
    was, now = ([note for note in one.get("notes") or () if note.startswith(HELD_BACK)] for one in (old, new))
    if was != now:
        return Cause("data", now[0] if now else f"no longer so: {was[0]}")
    return Cause("data", f"it stood at {old['stage']}, and now at {new['stage']}")


def _caused(told: list[Cause]) -> dict[str, Any]:
    """The causes of a change: the likeliest, all of them, and in words; none where nothing changed."""
    each = list(dict.fromkeys(one.cause for one in told))
    return {
        "cause": each[0] if each else None,
        "causes": each,
        "why": "; ".join(dict.fromkeys(one.why for one in told)) or None,
    }


def _digests(basis: Basis) -> dict[str, str]:
    return {word: str(one.get("sha256", "")) for word, one in basis.checklists.items()}


def _differing(was: Mapping[str, str], now: Mapping[str, str]) -> dict[str, list[str]]:
    """Which names are new, gone, or stand for something else."""
    return {
        "new": sorted(now.keys() - was.keys()),
        "gone": sorted(was.keys() - now.keys()),
        "changed": sorted(name for name in was.keys() & now.keys() if was[name] != now[name]),
    }


def findings(case: Case) -> list[Mapping[str, Any]]:
    """The results of a case that are not settled, without those that only sum up others."""
    by_id = {(one["checklist"], one["item"]): one["status"] for one in case["results"]}
    return [one for one in case["results"] if one["status"] in OPEN and not _sums_up(one, by_id)]


def _sums_up(result: Mapping[str, Any], by_id: Mapping[tuple[str, str], str]) -> bool:
    """Whether a result says, in the very words of a sum, that other items of the case are as it is."""
    named = named_in(result)
    return bool(named) and all(by_id.get((result["checklist"], name)) == result["status"] for name in named)


def is_same(changes: Mapping[str, Any]) -> bool:
    """Whether nothing changed: no case, and no finding's status."""
    counts = changes["summary"]["cases"]
    return not any(counts[word] for word in CASES) and all(one["from"] == one["to"] for one in changes["findings"])
