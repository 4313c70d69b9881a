"""What people decided, as values: attestations, waivers, and the files that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from datetime import date
from typing import Literal, NamedTuple

from kyccheck.asking.shown import ShownAttestation, ShownNotice, ShownWaiver
from kyccheck.dataclass import dataclass
from kyccheck.decisions.period import Period
from kyccheck.read.strictyaml import Place

State = Literal["expired", "not_yet_valid", "unused", "ineffective", "dangling", "refused"]
"""Why a decision does not count."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """A person's answer to the question of one item of one case.

    `kind` is that of the case, since a deal and a ticket may bear one id; None is either.
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
    kind: Literal["deal", "ticket"] | None = None
    refuted: str = field(default="", metadata={"found_out": True})
    place: Place = field(default=Place("", 0), compare=False)

    @property
    def until(self) -> date:
        """The last day on which it counts."""
        return self.valid_for.last(self.on)

    def said(self) -> str:
        """Who answered what, in a sentence."""
        return f"was answered {in_words(self.answer)} by {self.by} on {self.on}"


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
    kind: Literal["deal", "ticket"] | None = None
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


class Unread(NamedTuple):
    """What is known of an answer that was given and could not be read; `on` is None where its day could not be."""

    case: str
    checklist: str
    item: str
    answer: str
    on: date | None

    def may_replace(self, one: Attestation, as_of: date) -> bool:
        """Whether it may be newer than an answer that could be read. Of one day, the same word twice is one answer."""
        if self.on is None:
            return True
        return self.on <= as_of and (self.on, self.answer) != (one.on, one.answer) and self.on >= one.on


class Notice(NamedTuple):
    """A decision that does not count, for every report.

    Of one that was refused, `unread` is what is known, and `typed` the part of `says` that somebody typed.
    """

    decision: Decision | None
    state: State
    says: str
    case: str
    item: str
    place: Place
    unread: Unread | None = None
    typed: str = ""

    def shown(self) -> ShownNotice:
        """In the shape of the JSON report."""
        return {
            "kind": "waiver" if isinstance(self.decision, Waiver) else "attestation",
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
    """All decisions of a run; `by_case` gives those of an item by its case, checklist and id.

    `unread` gives, by the same three, the answers that could not be read.
    """

    files: tuple[File, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    by_case: Mapping[str, Mapping[tuple[str, str], Sequence[Decision]]] = field(default_factory=dict)
    unread: Mapping[tuple[str, str, str], Sequence[Unread]] = field(default_factory=dict)

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
        held = tuple(files)
        unread: dict[tuple[str, str, str], list[Unread]] = {}
        for other in (one.unread for file in held for one in file.refused):
            if other is not None:
                unread.setdefault((other.case, other.checklist, other.item), []).append(other)
        return cls(held, tuple(attestations), tuple(waivers), by_case, unread)

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


def in_words(word: str) -> str:
    """An answer or a status, in a sentence."""
    return str(word).replace("_", " ")


def shown_attestation(one: Attestation, objection: str) -> ShownAttestation:
    """An attestation in the shape of the JSON report; `objection` says why it does not count, where it does not."""
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


def shown_waiver(one: Waiver, status: str) -> ShownWaiver:
    """A waiver in the shape of the JSON report; `status` is what the item is without it."""
    return {
        "status": status,
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
