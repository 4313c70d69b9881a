"""The cases that records make: loose ones, once all inputs are read, and those that an export holds together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from kyccheck.dataclass import dataclass
from kyccheck.join.assembly import case_of
from kyccheck.join.attached import OF_A_COMPANY, Attached
from kyccheck.join.choice import all_or_chosen_first, chosen_first, customer_of
from kyccheck.join.loose import Loose, exported
from kyccheck.join.meanings import Meanings
from kyccheck.join.merging import merged, with_aside
from kyccheck.records.case import Case, Join
from kyccheck.records.fields import NATIVE, folded, sections
from kyccheck.records.record import MAIN, NO_SHAPE, OWNING, Link, Mark, Meaning, Record
from kyccheck.values.value import as_text

if TYPE_CHECKING:
    from kyccheck.join.keys import Keys


@dataclass(slots=True)
class Pool:
    """What waits until all inputs are read. `joins` are the fields that carry the same key, as the mapping says."""

    meanings: Meanings = field(default_factory=Meanings)
    joins: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _loose: Loose = field(default_factory=Loose)
    _held: list[tuple[Record, ...]] = field(default_factory=list)
    _keys: Keys | None = None
    _attached: Attached | None = None

    def add(self, found: Record | Meaning) -> None:
        """Take in a loose record, or what an export says that an id means."""
        if isinstance(found, Meaning):
            self.meanings.add(found)
        else:
            self._keys = self._attached = None
            self._loose.add(found)

    def hold(self, sheaf: tuple[Record, ...]) -> None:
        """Keep a case that an export holds together until all inputs are read, since loose records may belong to it."""
        self._held.append(sheaf)

    @property
    def is_empty(self) -> bool:
        """Whether there is no loose record."""
        return not self._loose.records

    @property
    def waiting(self) -> int:
        """How many cases wait at most: a deal may turn out to be a ticket's."""
        return 0 if self.is_empty else len(self._held) + len(self._loose.of("case")) + len(self._loose.of("deal"))

    def touches(self, fields: dict[str, list[dict[str, Any]]]) -> bool:
        """Whether a loose record may belong to a case that an export holds together, by its fields in each section."""
        owned = [(section, as_text(one.get("id")) or "") for section in OWNING for one in fields.get(section, ())]
        owned += [("deal" if section == "case" else "case", own) for section, own in owned if section != "company"]
        is_named = any(key in self._loose.naming for key in owned if key[1]) or self.keys.reach(fields)
        return is_named or self._shows_noted(fields.get("tracking", ()))

    def has_named(self, sheaf: tuple[Record, ...]) -> bool:
        """Whether a loose record is named by the deal or ticket of a case that an export holds together, or noted."""
        if self._shows_noted(one.fields for one in sheaf if one.section == "tracking"):
            return True
        if not any(record.links for record in sheaf):
            return False
        from kyccheck.join.associated import named_by

        return any(self._loose.find(link.section, link.id, main) for main, link in named_by(sheaf))

    def _shows_noted(self, trackings: Iterable[dict[str, Any]]) -> bool:
        """Whether an item that one of these notes is among the loose records."""
        items = self._loose.of("tracking")
        if not items:
            return False
        from kyccheck.join.monday_items import ids_in

        return any(own in items for one in trackings for own in ids_in(one))

    def whole(self, sheaf: tuple[Record, ...]) -> list[Record]:
        """The records of a case that an export holds together, and what its deal or ticket names beside them."""
        if not any(record.links for record in sheaf):
            return [*sheaf]
        from kyccheck.join.associated import with_named

        return with_named(sheaf, self._loose.led_to)

    @property
    def keys(self) -> Keys:
        """The loose records by their keys; made anew where records came since."""
        if self._keys is None:
            from kyccheck.join.keys import Keys, rules_of

            self._keys = Keys(rules_of(self.joins), self._loose)
        return self._keys

    def cases(self) -> Iterator[Case]:
        """The cases: those held together as they came, then those that loose tickets and deals make.

        What belongs to a case by a key is only known once each case has laid claim to it: then they are gone through
        twice.
        """
        if self.is_empty:
            return
        keys = self.keys
        may_join = keys.may_join()
        if may_join:
            for place, (_, by_ids) in enumerate(self._bundles()):
                keys.claim(place, by_ids)
        for place, (kind, by_ids) in enumerate(self._bundles()):
            joins: list[Join] = []
            by_keys = self._with_granted(by_ids, place, joins) if may_join else by_ids
            case = case_of(self._with_noted(by_keys, joins), self.meanings)
            case.kind = kind or case.kind
            case.notes += keys.claims.doubts(place)
            case.joins = joins
            yield case

    def unused(self) -> Iterator[Record]:
        """The records that no case has taken."""
        return self._loose.unused()

    def _bundles(self) -> Iterator[tuple[str, list[Record]]]:
        """The records of each case, as far as ids join them, and its kind where that is not one of its fields."""
        for sheaf in self._held:
            held = self.whole(sheaf)
            known = {(record.section, record.id) for record in held[len(sheaf) :]}
            yield "", held + [record for record in self._beside(sheaf) if (record.section, record.id) not in known]
        claimed = set()
        for ticket in self._loose.of("case").values():
            said = _kind_said(ticket)
            deals = self._loose.linked([ticket], "deal")
            same = [] if said == "ticket" else self._deal_of_its_id(ticket, deals)
            claimed |= {deal.id for deal in (*deals, *same)}
            yield said or ("deal" if same else "ticket"), self._bundle(ticket, [*deals, *same])
        for deal in self._loose.of("deal").values():
            if deal.id not in claimed:
                yield "deal", self._bundle(deal, [])

    def _deal_of_its_id(self, case: Record, deals: list[Record]) -> list[Record]:
        """The deal that a case of our own form is, by its id, unless it names that one already."""
        same = self._loose.of("deal").get(case.id) if case.system == NATIVE else None
        if same is None or any(deal.id == same.id for deal in deals):
            return []
        same.used = True
        return [same]

    def _beside(self, sheaf: tuple[Record, ...]) -> list[Record]:
        """Loose records that name a case which another export holds together, its deal or its company."""
        found = {record.section: record.id for record in reversed(sheaf) if record.id}
        case = found.get("case", "")
        deal = found.get("deal") or (case if sheaf[0].system in ("", NATIVE) else "")  # a native case may be its deal
        own_sections = {record.section for record in sheaf}
        mains = [Record(section, {}, NO_SHAPE, id=own) for section, own in (("case", case), ("deal", deal)) if own]
        direct = [record for main in mains for record, _ in self._loose.those_naming(main, is_case=not case)]
        theirs = ("documents", *sorted(OF_A_COMPANY))
        named = self._loose.naming_one("company", found["company"], *theirs) if "company" in found else []
        beside = [
            *(
                record
                for record in direct
                if record.section not in OWNING or (record.section == "company" and "company" not in own_sections)
            ),
            *(record for record in named if record not in direct and self.attached.tells_of_its_cases(record)),
        ]
        return [record for record in dict.fromkeys(beside) if record.section in sections()]

    def _bundle(self, main: Record, deals: list[Record]) -> list[Record]:
        mains, loose = [main, *deals], self._loose
        found: dict[str, tuple[Record, ...]] = {main.section: (main,)}
        if deals:
            found["deal"] = chosen_first(deals, "deal")
        for section in sections():
            if section in MAIN:
                continue
            linked = loose.linked(mains, section)
            if section in OF_A_COMPANY and (named := found.get("company")):
                if customer := customer_of(named):
                    linked += loose.linked(customer, section, loose.is_no_cases)
                elif not linked and loose.linked(named, section, loose.is_no_cases):
                    linked = [replace(named[0], section=section)]  # it is there, and nobody can tell whose it is
            if linked or exported(mains, section):
                found[section] = tuple(linked) if sections()[section].many else all_or_chosen_first(linked, section)
        documents = self.attached.to(mains, found.get("company", ()))
        if documents is not None:
            found["documents"] = documents
        return list(_flat(found))

    @property
    def attached(self) -> Attached:
        """Which documents are whose, once all records are there."""
        if self._attached is None:
            self._attached = Attached(self._loose, self.meanings.phrases)
        return self._attached

    def _with_granted(self, records: list[Record], place: int, joins: list[Join]) -> list[Record]:
        """The records of a case, with those that belong to it by a key; contacts laid together with their like."""
        from kyccheck.join.doubts import has_address

        found = list(records)
        for claim in self.keys.claims.granted(place):
            claim.record.used = True
            joins.append(Join(claim.record, claim.says()))
            if claim.by == "e-mail":
                at = next(at for at, record in enumerate(found) if has_address(record, claim.key))
                found[at] = merged(replace(found[at]), claim.record, with_aside)
            else:
                found.append(replace(claim.record))
                if claim.is_direct:
                    found[-1].mark(Mark.DIRECT)
        return self.keys.claims.with_refused(place, found)

    def _with_noted(self, records: list[Record], joins: list[Join]) -> list[Record]:
        """The records of a case, with the items of Monday.com that it notes."""
        items = self._loose.of("tracking")
        if not items:
            return records
        from kyccheck.join.monday_items import noted

        found = list(noted(records, items, self._is_there))
        joins += [Join(item, "the case notes its id or link") for item in found if Mark.OTHERS not in item.marks]
        return [*records, *found]

    def _is_there(self, link: Link) -> bool:
        """Whether a link leads to a deal or ticket that a file carries."""
        return link.section in MAIN and link.id in self._loose.of(link.section)


def _kind_said(case: Record) -> str:
    """What a case of our own form says that it is; "" where it says neither, or is another system's ticket."""
    said = folded(as_text(case.fields.get("kind")) or "") if case.system == NATIVE else ""
    return said if said in ("deal", "ticket") else ""


def _flat(found: dict[str, tuple[Record, ...]]) -> Iterator[Record]:
    for section, records in found.items():
        yield from records or (Record(section, {}, NO_SHAPE, empty=True, counts=False),)
