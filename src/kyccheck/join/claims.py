"""What cases lay claim to, and which of them has it: a loose record that two could have belongs to neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Final, Literal, NamedTuple

from kyccheck.dataclass import dataclass
from kyccheck.join.choice import OF_ONE_ORDER, SENT_ON
from kyccheck.records.case import describe
from kyccheck.records.record import MAIN, NO_SHAPE, Record
from kyccheck.values.value import as_text

_SHARED: Final = frozenset({"number", "key", "contact"})
"""Claims that several cases may have: a profile may be that of several, and a bill be noted on two."""


By = Literal["mapping", "key", "number", "reference", "e-mail", "customer", "contact"]
"""What a claim rests on; "customer" is that a bill is of the case's customer, "contact" that a bill names a profile."""


class Claim(NamedTuple):
    """A case's claim to a loose record: `owner` is the record of the case that carries the key.

    `via` is the claim that brought the owner into the case.
    """

    place: int
    record: Record
    owner: Record
    by: By
    key: str
    via: Claim | None = None

    @property
    def is_direct(self) -> bool:
        """Whether the key names the case itself."""
        return self.by in ("number", "reference")

    def says(self) -> str:
        """How the record was joined, for `inspect`."""
        if self.by == "customer":
            return f"it is of the same customer ({self.owner.section} {describe(self.owner)})"
        if self.by == "contact":
            return f"the {self.owner.section} {describe(self.owner)} names it"
        if self.by == "e-mail":
            return "by its e-mail address"
        return f"by the mapping: {self.key}" if self.by == "mapping" else f"by the {self.by} {self.key}"


@dataclass(slots=True)
class Claims:
    """The claims of all cases; `own` are the ids of each, of its ticket and of its deal."""

    own: dict[int, set[str]] = field(default_factory=dict)
    _of: dict[int, list[Claim]] = field(default_factory=dict)
    _to: dict[int, list[Claim]] = field(default_factory=dict)
    _doubts: dict[int, list[str]] = field(default_factory=dict)
    _refused: dict[int, list[tuple[Claim, str]]] = field(default_factory=dict)

    def add(self, claim: Claim) -> None:
        """Take a claim in."""
        self._of.setdefault(claim.place, []).append(claim)
        self._to.setdefault(id(claim.record), []).append(claim)

    def doubt(self, place: int, why: str) -> None:
        """Note why something was not joined with a case."""
        known = self._doubts.setdefault(place, [])
        if why not in known:
            known.append(why)

    def refuse(self, claim: Claim, why: str) -> None:
        """Note why a claim was none; of a bill or quote that is only the customer's, where the case has no other."""
        if claim.by != "customer":
            self.doubt(claim.place, why)
        if claim.record.section in SENT_ON:
            self._refused.setdefault(claim.place, []).append((claim, why))

    def with_refused(self, place: int, found: list[Record]) -> list[Record]:
        """The records of a case, and of a bill or quote that it lacks what says why the one that was found is not it.

        What the ticket itself notes is no more sure than the record that it notes.
        """
        for claim, why in self._refused.get(place, ()):
            refused = claim.record
            known = [record for record in found if record.section == refused.section and not record.empty]
            if any(record.counts or claim.by != "number" for record in known):
                continue
            refused.used = refused.used or claim.by == "customer"
            where = (refused.file, refused.base, refused.row)
            found = [*found, Record(refused.section, {}, NO_SHAPE, *where, missing=why)]
        return found

    def granted(self, place: int) -> Iterator[Claim]:
        """The claims of a case that hold, those that lead to others first."""
        held = set()
        for claim in self._of.get(place, ()):
            if claim.via is not None and id(claim.via) not in held:
                continue
            if another := self._named_by(claim):
                what = f"the {claim.record.section} {describe(claim.record)}"
                self.refuse(claim, f"{what} is noted, but it says that it is for {another}; it was not joined")
                continue
            why = self._against(claim)
            if why is None:
                held.add(id(claim))
                yield claim
            elif why:
                self.doubt(place, why)

    def doubts(self, place: int) -> list[str]:
        """Why records were not joined with a case; complete once `granted` is exhausted."""
        return self._doubts.get(place, [])

    def _named_by(self, claim: Claim) -> str:
        """The other case that a bill or quote refers to whose number a case notes; "" where it refers to none."""
        if claim.by != "number":
            return ""
        own, others = self.own.get(claim.place, set()), self._to[id(claim.record)]
        return next((other.key for other in others if other.by == "reference" and other.key not in own), "")

    def _against(self, claim: Claim) -> str | None:
        """Why a claim does not hold: None where it does, "" where it plainly belongs to another case."""
        others = [other for other in self._to[id(claim.record)] if other.place != claim.place]
        if claim.by in _SHARED:
            return None
        if claim.by == "customer" and any(other.is_direct for other in others):
            return ""
        rivals = [other for other in others if other.by == claim.by and not _one_owner(claim, other)]
        if not rivals:
            return None
        what = f"the {claim.record.section} {describe(claim.record)}"
        if claim.record.section in OF_ONE_ORDER and claim.owner.section in ("company", "billing"):
            return f"{what} is of a customer with several cases and names none of them; it was not joined"
        key = "its e-mail address" if claim.by == "e-mail" else claim.key
        return f"{what} could belong to several cases, since two records carry {key}; it was not joined"


def _one_owner(claim: Claim, other: Claim) -> bool:
    """Whether two cases claim a record through one and the same record of theirs."""
    mine, theirs = claim.owner, other.owner
    if claim.record.section in OF_ONE_ORDER or mine.section in MAIN:
        return False
    if mine is theirs:
        return True
    if claim.by == "e-mail":
        return _person(mine) == _person(theirs) or "" in (_person(mine), _person(theirs))
    return bool(_own(mine)) and _own(mine) == _own(theirs)


def _own(record: Record) -> str:
    return as_text(record.fields.get("id")) or record.id


def _person(contact: Record) -> str:
    """Who a contact is, as far as a case tells: by id, by name, or "" where there is only the address."""
    own, name = as_text(contact.fields.get("id")), describe(contact)
    return own or ("" if "@" in name or name == contact.id else name.casefold())
