"""Attestations and waivers: people's decisions, and the one function that says whether one counts.

An attestation answers what a person must judge or what no export shows; it never overrides a `fail`. A waiver is an
approved exception, until a day, from an item that is not settled; nothing covers an `error`. Both are for an item's own
question: an item that only sums up its sub-items has none, and each sub-item is decided on by itself.

Every doubt goes against a decision: it then does not count, and every report lists it with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from kyccheck.asking.answer import SETTLED, Status
from kyccheck.asking.shown import ShownAttestation, ShownWaiver
from kyccheck.checklist.model import Item
from kyccheck.decisions.model import (
    Attestation,
    Decision,
    Notice,
    State,
    Unread,
    Waiver,
    in_words,
    notice,
    shown_attestation,
    shown_waiver,
)
from kyccheck.decisions.people import same_person

_FINGERPRINT: Final = re.compile(r"[0-9a-f]{16}")
_SETTLES: Final = {"pass": Status.PASS, "fail": Status.FAIL, "not_applicable": Status.NOT_APPLICABLE}


class Asked(NamedTuple):
    """An item of a case as the exports answer it: what decisions are held against.

    `asks` says that it has a question of its own; `waivable` that neither it nor an item above it forbids waivers.
    `fingerprint` is that of the values it reads, at the paths `reads`; `owner` and `kind` are the case's.
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
    kind: str = ""


class Ruling(NamedTuple):
    """What an item of a case is, with people's decisions: these as the JSON report has them, and which do not count."""

    status: Status
    reason: str
    attestation: ShownAttestation | None = None
    waiver: ShownWaiver | None = None
    notices: tuple[Notice, ...] = ()
    covering: Waiver | None = None

    def listed(self, summed_up: str | None) -> tuple[Notice, ...]:
        """The notices; `summed_up` is the reason of an item whose sub-items, and not its own answer, say what it is."""
        if summed_up is None or self.covering is None:
            return self.notices
        why = f"it covers the item's own question, and not its sub-items: {summed_up}"
        return (*self.notices, notice(self.covering, "ineffective", why))


def decide(asked: Asked, decisions: Sequence[Decision], unread: Sequence[Unread] = ()) -> Ruling:
    """The one function that says which decisions count, and what an item is with them.

    The newest attestation alone counts, or none: an older one never stands in for it, and is history, not a notice.
    Nor does one stand in for a newer one that could not be read.
    """
    mine = [one for one in decisions if one.kind in (None, asked.kind)]
    ruling = _attested(asked, [one for one in mine if isinstance(one, Attestation)], unread)
    ruling = _waived(asked, ruling, [one for one in mine if isinstance(one, Waiver)])
    why = f"and the case audited is a {asked.kind}"
    others = [
        notice(one, "dangling", f"it is for a {one.kind}, {why}")
        for one in decisions
        if one.kind not in (None, asked.kind)
    ]
    return ruling._replace(notices=(*ruling.notices, *others)) if others else ruling


def _attested(asked: Asked, given: list[Attestation], unread: Sequence[Unread]) -> Ruling:
    ruling = Ruling(asked.status, asked.reason)
    begun = [one for one in given if one.on <= asked.as_of]
    early = tuple(notice(one, "not_yet_valid", f"it counts from {one.on} on") for one in given if one.on > asked.as_of)
    if not begun:
        return ruling._replace(notices=early)
    newest = max(one.on for one in begun)
    latest = [one for one in begun if one.on == newest]
    one = next((one for one in latest if not _against(asked, one)), latest[-1])
    objection = _against(asked, one) or _replaced(asked, one, unread)
    shown = shown_attestation(one, objection[1] if objection else "")
    if objection is None:
        reason = f"{one.by} answered {in_words(one.answer)} on {one.on}, until {one.until}: {one.evidence}"
        return Ruling(_SETTLES[one.answer], reason, shown, notices=early)
    told = notice(one, *objection)
    is_open = asked.status not in SETTLED and asked.asks
    reason = f"{asked.reason}; {told.says}" if is_open else asked.reason
    return Ruling(asked.status, reason, shown, notices=(*early, told))


def _against(asked: Asked, one: Attestation) -> tuple[State, str] | None:
    """What speaks against counting an attestation that has begun."""
    if asked.as_of > one.until:
        return "expired", f"expired: its last day was {one.until}"
    if _only_sums_up(asked, asked.status):
        return "ineffective", "the item only sums up its sub-items: answer those"
    if asked.status is Status.PASS and one.answer == "fail":
        return "ineffective", "the exports show that it holds: look again, and correct the exports"
    if asked.status in SETTLED:
        return "unused", f"the item needs no answer: it is {in_words(asked.status)}"
    if asked.status is Status.FAIL:
        return "ineffective", "no answer overrides what the exports show: correct the exports, or get a waiver"
    if asked.status is Status.ERROR:
        return "ineffective", "the item could not be evaluated, and no decision covers that"
    if one.refuted:
        return "ineffective", one.refuted
    return _stale(asked, one) or _dependent(asked, one)


def _replaced(asked: Asked, one: Attestation, unread: Sequence[Unread]) -> tuple[State, str] | None:
    """Whether another answer, that could not be read, may have taken the place of one."""
    others = [other for other in unread if other.may_replace(one, asked.as_of)]
    if not others:
        return None
    newer = any(other.on is not None and other.on > one.on for other in others)
    which = "a newer answer" if newer else "another answer, which may be newer,"
    return "ineffective", f"{which} could not be read, and is listed as refused: correct that one, or answer anew"


def _stale(asked: Asked, one: Attestation) -> tuple[State, str] | None:
    fingerprint = one.fingerprint.strip().casefold()
    if not fingerprint:
        now = f"; of what is there now it is {asked.fingerprint}" if asked.fingerprint else ""
        return "ineffective", f"it carries no fingerprint, so nobody can tell that the data is still the same{now}"
    if not _FINGERPRINT.fullmatch(fingerprint):
        return "ineffective", "its fingerprint is not valid: the JSON report has it, 16 digits and letters from a to f"
    if fingerprint != asked.fingerprint:
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
            if ruling.status not in SETTLED and objection[0] in ("expired", "not_yet_valid"):
                reason = f"{reason}; {notices[-1].says}"
    if not covering:
        return ruling._replace(reason=reason, notices=tuple(notices))
    best = max(covering, key=lambda one: one.expires)
    ref = f", {best.ref}" if best.ref else ""
    approved = f"{best.reason} (waived by {best.approved_by} until {best.expires}{ref})"
    reason = f"{approved}; without the waiver it is {in_words(ruling.status)}: {ruling.reason}"
    shown = shown_waiver(best, ruling.status.value)
    return ruling._replace(status=Status.WAIVED, reason=reason, waiver=shown, notices=tuple(notices), covering=best)


def _uncovered(asked: Asked, status: Status, one: Waiver) -> tuple[State, str] | None:
    """What speaks against counting a waiver."""
    if asked.as_of > one.expires:
        return "expired", f"expired: its last day was {one.expires}"
    if asked.as_of < one.approved_on:
        return "not_yet_valid", f"it counts from {one.approved_on} on"
    if status is Status.ERROR:
        return "ineffective", "the item could not be evaluated, and no decision covers that"
    if _only_sums_up(asked, status):
        return "ineffective", "the item only sums up its sub-items: waive those"
    if status in SETTLED:
        return "unused", f"the item needs no waiver: it is {in_words(status)}"
    return None if asked.waivable else ("ineffective", "the item cannot be waived")


def _only_sums_up(asked: Asked, status: Status) -> bool:
    """Whether there is no question of its own to decide on. What is not looked at at all is so for another reason."""
    return not asked.asks and status not in (Status.NOT_DUE, Status.NOT_APPLICABLE, Status.NOT_STATED)
