"""Attestations and waivers: people's decisions, and the one function that says whether one counts.

An attestation answers what a person must judge or what no export shows; it never overrides a `fail`. A waiver is an
approved exception, until a day, from an item that is not settled; nothing covers an `error`. Both are for an item's own
question: an item that only sums up its sub-items has none, and each sub-item is decided on by itself.

Every doubt goes against a decision: it then does not count, and every report lists it with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, Literal, NamedTuple

from kyccheck.checklist import Item
from kyccheck.checks import SETTLED, Status
from kyccheck.people import same_person
from kyccheck.strictyaml import Place

State = Literal["expired", "not_yet_valid", "unused", "ineffective", "dangling", "refused"]
"""Why a decision does not count."""

_FINGERPRINT: Final = re.compile(r"[0-9a-f]{16}")
_PERIOD: Final = re.compile(r"([1-9][0-9]{0,3})([dwmy])", re.ASCII)
_SETTLES: Final = {"pass": Status.PASS, "fail": Status.FAIL, "not_applicable": Status.NOT_APPLICABLE}


class Period(NamedTuple):
    """How long an answer holds: a number of days, weeks, months or years."""

    number: int
    unit: str

    @classmethod
    def from_tree(cls, tree: Any, place: Place) -> Period:
        """The period of a text such as 90d. Raises RefusedError."""
        made = cls.of(tree) if isinstance(tree, str) else None
        if made is None or made.last(date(2026, 1, 1)) == date.max:
            raise place.refuse("'valid_for' says how long the answer holds: 90d, 12w, 6m or 1y")
        return made

    @classmethod
    def of(cls, text: str) -> Period | None:
        """The period that a text names, or None."""
        match = _PERIOD.fullmatch(text)
        return cls(int(match[1]), match[2]) if match else None

    def last(self, day: date) -> date:
        """The last day that counts. A month ends on the same day of the month, or on its last (31 January, 1m)."""
        try:
            if self.unit in "dw":
                return day + timedelta(days=self.number * (7 if self.unit == "w" else 1))
            years, month = divmod(day.month - 1 + self.number * (12 if self.unit == "y" else 1), 12)
            after = date(day.year + years + (month + 1) // 12, (month + 1) % 12 + 1, 1)
            ends = after - timedelta(days=1)
            return ends.replace(day=min(day.day, ends.day))
        except (OverflowError, ValueError):
            return date.max

    def __str__(self) -> str:
        """As it is written: 90d."""
        return f"{self.number}{self.unit}"


@dataclass(frozen=True, slots=True)
class Attestation:
    """A person's answer to the question of one item of one case.

    `fingerprint` is that of what the item read when it was answered; `sha256` that of the file named as evidence;
    `refuted` says why a look at that file speaks against it.
    """

    case: str
    item: str
    answer: Literal["pass", "fail", "not_applicable"]
    by: str
    on: date
    evidence: str
    valid_for: Period
    fingerprint: str = ""
    checklist: str = ""
    sha256: str = ""
    note: str = ""
    refuted: str = ""
    place: Place = field(default=Place("", 0), compare=False)

    @property
    def until(self) -> date:
        """The last day on which it counts."""
        return self.valid_for.last(self.on)

    def said(self) -> str:
        """Who answered what, in a sentence."""
        return f"was answered {_word(self.answer)} by {self.by} on {self.on}"


@dataclass(frozen=True, slots=True)
class Waiver:
    """An approved, dated exception from one item of one case."""

    case: str
    item: str
    reason: str
    requested_by: str
    approved_by: str
    approved_on: date
    expires: date
    ref: str = ""
    checklist: str = ""
    note: str = ""
    place: Place = field(default=Place("", 0), compare=False)

    @property
    def until(self) -> date:
        """The last day on which it counts."""
        return self.expires

    def said(self) -> str:
        """Who waived it, in a sentence."""
        ref = f", {self.ref}" if self.ref else ""
        return f"was waived by {self.approved_by} on {self.approved_on} ({self.reason}{ref})"


Decision = Attestation | Waiver


class Notice(NamedTuple):
    """A decision that does not count, for every report."""

    decision: Decision | None
    state: State
    says: str
    case: str
    item: str
    place: Place

    def shown(self) -> dict[str, Any]:
        """In the shape of the JSON report."""
        kind = "waiver" if isinstance(self.decision, Waiver) else "attestation"
        return {
            "kind": kind,
            "state": self.state,
            "case": self.case,
            "item": self.item,
            "path": self.place.file,
            "line": self.place.line,
            "says": self.says,
        }


def notice(decision: Decision, state: State, why: str) -> Notice:
    """The notice of a decision, in words of its own."""
    return Notice(decision, state, f"{decision.said()}; {why}", decision.case, decision.item, decision.place)


class File(NamedTuple):
    """A file of decisions, with what of it was refused by itself (rows of a filled workbook)."""

    path: str
    sha256: str
    refused: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a run; `by_case` gives those of an item by its case, checklist and id."""

    files: tuple[File, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    by_case: Mapping[str, Mapping[tuple[str, str], Sequence[Decision]]] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Iterable[File], decisions: Iterable[Decision]) -> Decisions:
        """The decisions of these files; each checklist is known by now."""
        by_case: dict[str, dict[tuple[str, str], list[Decision]]] = {}
        attestations, waivers = [], []
        for one in dict.fromkeys(decisions):
            by_case.setdefault(one.case, {}).setdefault((one.checklist, one.item), []).append(one)
            if isinstance(one, Waiver):
                waivers.append(one)
            else:
                attestations.append(one)
        return cls(tuple(files), tuple(attestations), tuple(waivers), by_case)

    def only(self, *, cases: Sequence[str] = (), waivers: bool = True) -> Decisions:
        """Those for these cases (all where none is named), with or without waivers."""
        held: list[Decision] = [*self.attestations, *(self.waivers if waivers else ())]
        holding = {one.place.file for one in held} | {file.path for file in self.files if file.refused}
        files = [file for file in self.files if waivers or file.path in holding]
        return Decisions.of(files, [one for one in held if not cases or one.case in cases])

    def dangling(self, audited: AbstractSet[str]) -> list[Notice]:
        """What is for no case of those audited."""
        why = "no such case is among those audited"
        every: tuple[Decision, ...] = (*self.attestations, *self.waivers)
        return [notice(one, "dangling", why) for one in every if one.case not in audited]

    def beside(self, case: str, checklists: AbstractSet[str]) -> list[Notice]:
        """What is for a case, but for a checklist that it is not audited by."""
        given = [one for about, those in self.by_case[case].items() if about[0] not in checklists for one in those]
        return [notice(one, "dangling", f"the case is not audited by checklist {one.checklist}") for one in given]


class Asked(NamedTuple):
    """An item of a case as the exports answer it: what decisions are held against.

    `asks` says that it has a question of its own; `waivable` that neither it nor an item above it forbids waivers.
    `fingerprint` is that of the values it reads, at the paths `reads`; `owner` is the case's.
    """

    status: Status
    reason: str
    item: Item
    asks: bool
    waivable: bool
    fingerprint: str
    reads: tuple[str, ...]
    owner: str
    as_of: date


class Ruling(NamedTuple):
    """What an item of a case is, with people's decisions: these as the JSON report has them, and which do not count."""

    status: Status
    reason: str
    attestation: dict[str, Any] | None = None
    waiver: dict[str, Any] | None = None
    notices: tuple[Notice, ...] = ()
    covering: Waiver | None = None

    def listed(self, summed_up: str | None) -> tuple[Notice, ...]:
        """The notices; `summed_up` is the reason of an item whose sub-items, and not its own answer, say what it is."""
        if summed_up is None or self.covering is None:
            return self.notices
        why = f"it covers the item's own question, and not its sub-items: {summed_up}"
        return (*self.notices, notice(self.covering, "ineffective", why))


def decide(asked: Asked, decisions: Iterable[Decision]) -> Ruling:
    """The one function that says which decisions count, and what an item is with them.

    The newest attestation alone counts, or none: an older one never stands in for it, and is history, not a notice.
    """
    decisions = tuple(decisions)
    ruling = _attested(asked, [one for one in decisions if isinstance(one, Attestation)])
    return _waived(asked, ruling, [one for one in decisions if isinstance(one, Waiver)])


def _attested(asked: Asked, given: list[Attestation]) -> Ruling:
    ruling = Ruling(asked.status, asked.reason)
    begun = [one for one in given if one.on <= asked.as_of]
    early = tuple(notice(one, "not_yet_valid", f"it counts from {one.on} on") for one in given if one not in begun)
    if not begun:
        return ruling._replace(notices=early)
    newest = max(one.on for one in begun)
    latest = [one for one in begun if one.on == newest]
    one = next((one for one in latest if not _against(asked, one)), latest[-1])
    objection = _against(asked, one)
    shown = _shown_attestation(one, objection[1] if objection else "")
    if objection is None:
        reason = f"{one.by} answered {_word(one.answer)} on {one.on}, until {one.until}: {one.evidence}"
        return Ruling(_SETTLES[one.answer], reason, shown, notices=early)
    told = notice(one, *objection)
    is_open = asked.status not in SETTLED and asked.asks
    reason = f"{asked.reason}; {told.says}" if is_open else asked.reason
    return Ruling(asked.status, reason, shown, notices=(*early, told))


def _against(asked: Asked, one: Attestation) -> tuple[State, str] | None:
    """What speaks against counting an attestation that has begun."""
    if asked.as_of > one.until:
        return "expired", f"that lapsed: its last day was {one.until}"
    if _only_sums_up(asked, asked.status):
        return "ineffective", "the item only sums up its sub-items: answer those"
    if asked.status is Status.PASS and one.answer == "fail":
        return "ineffective", "and yet the exports show that it holds: look again, and correct the exports"
    if asked.status in SETTLED:
        return "unused", f"the item needs no answer: it is {_word(asked.status)}"
    if asked.status is Status.FAIL:
        return "ineffective", "no answer overrides what the exports show: correct the exports, or get a waiver"
    if asked.status is Status.ERROR:
        return "ineffective", "the item could not be evaluated, and no decision covers that"
    if one.refuted:
        return "ineffective", one.refuted
    return _stale(asked, one) or _dependent(asked, one)


def _stale(asked: Asked, one: Attestation) -> tuple[State, str] | None:
    if not _FINGERPRINT.fullmatch(one.fingerprint):
        return "ineffective", "it carries no fingerprint, so nobody can tell that the data is still the same"
    if one.fingerprint != asked.fingerprint:
        paths = dict.fromkeys(path.partition("[]")[0] for path in asked.reads)
        reads = f" (it reads {', '.join(paths)})" if paths else ""
        return "ineffective", f"the data or the question has changed since{reads}: answer anew"
    return None


def _dependent(asked: Asked, one: Attestation) -> tuple[State, str] | None:
    """Whether an item that another person than the case's owner must answer was answered so."""
    if not asked.item.independent:
        return None
    if not asked.owner.strip() or asked.owner.strip().isdigit():
        return "ineffective", "another person than the owner must answer, and no export names the owner"
    if same_person(one.by, asked.owner):
        return "ineffective", f"another person than the owner of the case ({asked.owner}) must answer"
    return None


def _waived(asked: Asked, ruling: Ruling, given: list[Waiver]) -> Ruling:
    """The ruling with waivers; of several that cover the item, the one that does so longest."""
    covering = [one for one in given if _uncovered(asked, ruling.status, one) is None]
    notices, reason = list(ruling.notices), ruling.reason
    for one in given:
        objection = _uncovered(asked, ruling.status, one)
        if objection is not None:
            notices.append(notice(one, *objection))
            if not covering and ruling.status not in SETTLED and objection[0] in ("expired", "not_yet_valid"):
                reason = f"{reason}; {notices[-1].says}"
    if not covering:
        return ruling._replace(reason=reason, notices=tuple(notices))
    best = max(covering, key=lambda one: one.expires)
    ref = f", {best.ref}" if best.ref else ""
    approved = f"{best.reason} (waived by {best.approved_by} until {best.expires}{ref})"
    reason = f"{approved}; without the waiver it is {_word(ruling.status)}: {ruling.reason}"
    shown = _shown_waiver(best, ruling.status)
    return ruling._replace(status=Status.WAIVED, reason=reason, waiver=shown, notices=tuple(notices), covering=best)


def _uncovered(asked: Asked, status: Status, one: Waiver) -> tuple[State, str] | None:
    """What speaks against counting a waiver."""
    if asked.as_of > one.expires:
        return "expired", f"that ran out: its last day was {one.expires}"
    if asked.as_of < one.approved_on:
        return "not_yet_valid", f"it counts from {one.approved_on} on"
    if status is Status.ERROR:
        return "ineffective", "the item could not be evaluated, and no decision covers that"
    if _only_sums_up(asked, status):
        return "ineffective", "the item only sums up its sub-items: waive those"
    if status in SETTLED:
        return "unused", f"the item needs no waiver: it is {_word(status)}"
    return None if asked.waivable else ("ineffective", "the item cannot be waived")


def _only_sums_up(asked: Asked, status: Status) -> bool:
    """Whether there is no question of its own to decide on. What is not looked at at all is so for another reason."""
    return not asked.asks and status not in (Status.NOT_DUE, Status.NOT_APPLICABLE, Status.NOT_STATED)


def _word(word: str) -> str:
    return str(word).replace("_", " ")


def _shown_attestation(one: Attestation, objection: str) -> dict[str, Any]:
    return {
        "answer": one.answer,
        "by": one.by,
        "on": one.on.isoformat(),
        "evidence": one.evidence,
        "note": one.note,
        "valid_until": one.until.isoformat(),
        "counts": not objection,
        "why_not": objection or None,
        "path": one.place.file,
        "line": one.place.line,
    }


def _shown_waiver(one: Waiver, status: Status) -> dict[str, Any]:
    return {
        "status": status.value,
        "reason": one.reason,
        "requested_by": one.requested_by,
        "approved_by": one.approved_by,
        "approved_on": one.approved_on.isoformat(),
        "expires": one.expires.isoformat(),
        "ref": one.ref,
        "note": one.note,
        "path": one.place.file,
        "line": one.place.line,
    }
