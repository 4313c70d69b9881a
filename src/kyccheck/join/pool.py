"""Loose records, until all inputs are read, and the cases that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from kyccheck.dataclass import dataclass
from kyccheck.join.attached import attached, tells_of_its_cases
from kyccheck.join.laid import merged, with_aside
from kyccheck.join.links import missing, with_link
from kyccheck.join.one import DIRECT, are_apart, chosen, customer_of, one
from kyccheck.join.together import case_of
from kyccheck.join.whose import OF_A_COMPANY
from kyccheck.records.case import Case, Join
from kyccheck.records.fields import NATIVE, folded, sections
from kyccheck.records.record import MAIN, MORE, NO_SHAPE, OWNING, Link, Meaning, Record
from kyccheck.values.value import as_text

if TYPE_CHECKING:
    from kyccheck.join.keys import Keys


@dataclass(slots=True)
class Pool:
    """Loose records, by section and id, until all inputs are read.

    From the mapping: `phrases` tell documents by words of their names, `stages` say what a stage means, `joins` which
    fields carry the same key. From exports: `meanings` of ids.
    """

    phrases: tuple[tuple[str, str], ...] = ()
    stages: dict[str, str] = field(default_factory=dict)
    joins: dict[str, tuple[str, ...]] = field(default_factory=dict)
    meanings: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    _records: dict[str, dict[str, Record]] = field(default_factory=dict)
    _linking: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)
    _held: list[tuple[Record, ...]] = field(default_factory=list)
    _keys: Keys | None = None

    def add(self, found: Record | Meaning) -> None:
        """Take a record in; a second one with the same id is laid together with the first."""
        if isinstance(found, Meaning):
            self.meanings.setdefault((found.what, found.id), {})[found.within] = found.label
            return
        self._keys = None
        known = self._records.setdefault(found.section, {})
        own = found.id
        if own in known and are_apart(known[own], found):
            own = f"{own} in {found.system}"
        if own == MORE:  # those of one case are not another one's
            own = f"{own} at {found.file} {found.at()}"
        known[own] = self._one_of_two(known[own], found) if own in known else found
        for link in found.links:
            self._linking.setdefault((link.section, link.id), []).append((found.section, own))

    def _find(self, section: str, own: str, main: Record) -> Record | None:
        """The record that another one names: that of its own system, where two systems have the id."""
        known = self._records.get(section, {})
        found = known.get(f"{own} in {main.system}") or known.get(own)
        return None if found is not None and are_apart(found, main) else found

    def _one_of_two(self, first: Record, second: Record) -> Record:
        """One record of two with one id: what both carry and say differently is left for a person to judge."""
        kept, other = (first, second) if first.counts or not second.counts else (second, first)
        other.used = True
        kept.links = tuple(dict.fromkeys((*first.links, *second.links)))
        kept.notes = tuple(dict.fromkeys((*first.notes, *second.notes)))
        return merged(kept, other)

    def stage(self, word: str, pipeline: str) -> str:
        """What the mapping or an export says that a word for a stage means; "" where neither says anything."""
        return self.stages.get(folded(word)) or self.meaning("stage", word, pipeline)

    def meaning(self, what: str, own: str, within: str) -> str:
        """What exports say that an id means, there (a pipeline); "" where they say nothing, or two things."""
        labels = self.meanings.get((what, own)) if self.meanings else None
        if not labels:
            return ""
        if within in labels:
            return labels[within]
        return next(iter(labels.values())) if len(set(labels.values())) == 1 else ""

    @property
    def is_empty(self) -> bool:
        """Whether there is no loose record."""
        return not self._records

    def touches(self, fields: dict[str, list[dict[str, Any]]]) -> bool:
        """Whether a loose record may belong to a case that an export holds together, by its fields in each section."""
        owned = [(section, as_text(one.get("id")) or "") for section in OWNING for one in fields.get(section, ())]
        owned += [("deal" if section == "case" else "case", own) for section, own in owned if section != "company"]
        is_named = any(key in self._linking for key in owned if key[1]) or self.keys.reach(fields)
        return is_named or self._shows_noted(fields.get("tracking", ()))

    def has_named(self, sheaf: tuple[Record, ...]) -> bool:
        """Whether a loose record is named by the deal or ticket of a case that an export holds together, or noted."""
        if self._shows_noted(one.fields for one in sheaf if one.section == "tracking"):
            return True
        if not any(record.links for record in sheaf):
            return False
        from kyccheck.join.associated import named_by

        return any(self._find(link.section, link.id, main) for main, link in named_by(sheaf))

    def _shows_noted(self, trackings: Iterable[dict[str, Any]]) -> bool:
        """Whether an item that one of these notes is among the loose records."""
        items = self._records.get("tracking")
        if items is None:
            return False
        from kyccheck.join.noted import ids_in

        return any(own in items for one in trackings for own in ids_in(one))

    def whole(self, sheaf: tuple[Record, ...]) -> list[Record]:
        """The records of a case that an export holds together, and what its deal or ticket names beside them."""
        if not any(record.links for record in sheaf):
            return [*sheaf]
        from kyccheck.join.associated import with_named

        return with_named(sheaf, self._led_to)

    def _led_to(self, link: Link, main: Record) -> list[Record]:
        """The loose records to which a link leads: of a note, its documents."""
        found = self._find(link.section, link.id, main)
        if found is None:
            return []
        found.used = True
        if link.section != "notes":
            return [found]
        return list(self.beneath(found)) or [Record("documents", {}, NO_SHAPE, found.file, empty=True, counts=False)]

    def hold(self, sheaf: tuple[Record, ...]) -> None:
        """Keep a case that an export holds together until all inputs are read, since loose records may belong to it."""
        self._held.append(sheaf)

    @property
    def keys(self) -> Keys:
        """The loose records by their keys; made anew where records came since."""
        if self._keys is None:
            from kyccheck.join.keys import Keys, rules_of

            self._keys = Keys(rules_of(self.joins), self._records, self._linking)
        return self._keys

    def cases(self) -> Iterator[Case]:
        """The cases: those held together as they came, then those that loose tickets and deals make.

        What belongs to a case by a key is only known once each case has laid claim to it: then they are gone through
        twice.
        """
        if not self._records:
            return
        keys = self.keys
        may_join = keys.may_join()
        if may_join:
            for place, (_, records) in enumerate(self._bundles()):
                keys.claim(place, records)
        for place, (kind, records) in enumerate(self._bundles()):
            joins: list[Join] = []
            if may_join:
                records = self._with_granted(records, place, joins)  # noqa: PLW2901 - the same records, and more
            case = case_of(self._with_noted(records, joins), self)
            case.kind = kind or case.kind
            case.notes += keys.claims.doubts(place)
            case.joins = joins
            yield case

    def _bundles(self) -> Iterator[tuple[str, list[Record]]]:
        """The records of each case, as far as ids join them, and its kind where that is not one of its fields."""
        for sheaf in self._held:
            held = self.whole(sheaf)
            known = {(record.section, record.id) for record in held[len(sheaf) :]}
            yield "", held + [record for record in self._beside(sheaf) if (record.section, record.id) not in known]
        claimed = set()
        for ticket in self._records.get("case", {}).values():
            said = _kind_said(ticket)
            deals = self.linked([ticket], "deal")
            same = [] if said == "ticket" else self._deal_of_its_id(ticket, deals)
            claimed |= {deal.id for deal in (*deals, *same)}
            yield said or ("deal" if same else "ticket"), self._bundle(ticket, [*deals, *same])
        for deal in self._records.get("deal", {}).values():
            if deal.id not in claimed:
                yield "deal", self._bundle(deal, [])

    def _deal_of_its_id(self, case: Record, deals: list[Record]) -> list[Record]:
        """The deal that a case of our own form is, by its id, unless it names that one already."""
        same = self._records.get("deal", {}).get(case.id) if case.system == NATIVE else None
        if same is None or any(deal.id == same.id for deal in deals):
            return []
        same.used = True
        return [same]

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
                marks = (DIRECT,) if claim.is_direct else ()
                found.append(replace(claim.record, notes=(*claim.record.notes, *marks)))
        return self.keys.claims.with_refused(place, found)

    def _with_noted(self, records: list[Record], joins: list[Join]) -> list[Record]:
        """The records of a case, with the items of Monday.com that it notes."""
        items = self._records.get("tracking")
        if items is None:
            return records
        from kyccheck.join.noted import noted

        found = list(noted(records, items))
        joins += [Join(item, "the case notes its id or link") for item in found]
        return [*records, *found]

    def _beside(self, sheaf: tuple[Record, ...]) -> list[Record]:
        """Loose records that name a case which another export holds together, its deal or its company."""
        found = {record.section: record.id for record in reversed(sheaf) if record.id}
        case = found.get("case", "")
        deal = found.get("deal") or (case if sheaf[0].system in ("", NATIVE) else "")  # a native case may be its deal
        own_sections = {record.section for record in sheaf}
        mains = [Record(section, {}, NO_SHAPE, id=own) for section, own in (("case", case), ("deal", deal)) if own]
        direct = [record for main in mains for record, _ in self._naming(main, is_case=not case)]
        company = ("company", found["company"]) if "company" in found else None
        named = [self._records[section][own] for section, own in self._linking.get(company, ())] if company else []
        beside = [
            *(
                record
                for record in direct
                if record.section not in OWNING or (record.section == "company" and "company" not in own_sections)
            ),
            *(record for record in named if record not in direct and tells_of_its_cases(self, record)),
        ]
        return [record for record in dict.fromkeys(beside) if record.section in sections()]

    def unused(self) -> Iterator[Record]:
        """The records that no case has taken."""
        for known in self._records.values():
            yield from (record for record in known.values() if record.counts and not record.used)

    def _bundle(self, main: Record, deals: list[Record]) -> list[Record]:
        mains = [main, *deals]
        found: dict[str, tuple[Record, ...]] = {main.section: (main,)}
        if deals:
            found["deal"] = one(deals, "deal")
        for section in sections():
            if section in MAIN:
                continue
            linked = self.linked(mains, section)
            if section in OF_A_COMPANY and (named := found.get("company")):
                if customer := customer_of(named):
                    linked += self.linked(customer, section, self.is_no_cases)
                elif not linked and self.linked(named, section, self.is_no_cases):
                    linked = [replace(named[0], section=section)]  # it is there, and nobody can tell whose it is
            if linked or self.exported(mains, section):
                found[section] = tuple(linked) if sections()[section].many else chosen(linked, section)
        documents = attached(self, mains, found.get("company", ()))
        if documents is not None:
            found["documents"] = documents
        return list(_flat(found))

    def linked(
        self, mains: Sequence[Record], section: str, fits: Callable[[Record], bool] | None = None
    ) -> list[Record]:
        """The records of a section that these name, or that name these, and that fit; each once."""
        records: dict[str, Record] = {}
        for link in (link for main in mains for link in main.links if link.section == section and link.id):
            record = self._find(section, link.id, mains[0]) or missing(section, link.id, mains[0])
            if fits is None or fits(record):
                record.used = True
                records[link.id] = with_link(records.get(link.id, record), link)
        for main in mains:
            for record, back in self._naming(main, is_case=main is mains[0]):
                if record.section == section and not are_apart(record, main) and (fits is None or fits(record)):
                    record.used = True
                    records.setdefault(record.id, with_link(record, back))
        return list(records.values())

    def _naming(self, main: Record, *, is_case: bool) -> Iterator[tuple[Record, Link]]:
        """The records that name another one, each with how it does; the deal of a case may be called the case."""
        for key in self._called(main.section, main.id, is_case=is_case):
            for linking, own in self._linking.get(key, ()):
                record = self._records[linking][own]
                links = (link for link in record.links if (link.section, link.id) == key)
                back = next((link for link in links if key[0] == main.section or link.either), None)
                if back is not None:
                    yield record, back

    def _called(self, section: str, own: str, *, is_case: bool) -> Iterator[tuple[str, str]]:
        yield section, own
        is_said = section == "deal" and ("case", own) in self._linking and own not in self._records.get("case", {})
        if is_said and (is_case or self._is_of_one_case(own)):
            yield "case", own

    def _is_of_one_case(self, deal: str) -> bool:
        """Whether exactly one ticket names a deal, or is named by it: what calls the case by the deal's id means it."""
        found = self._records.get("deal", {}).get(deal)
        tickets = {own for section, own in self._linking.get(("deal", deal), ()) if section == "case"}
        tickets |= {link.id for link in (found.links if found else ()) if link.section == "case" and link.id}
        return len(tickets) == 1

    def is_no_cases(self, record: Record) -> bool:
        """Whether a record names no deal or ticket, and none names it."""
        naming = self._linking.get((record.section, record.id), ())
        return not record.names_a_case and not any(section in MAIN for section, _ in naming)

    def beneath(self, note: Record) -> Iterator[Record]:
        """The documents that name a note."""
        named = self._linking.get((note.section, note.id), ())
        return (self._records[section][own] for section, own in named if section == "documents")

    def exported(self, mains: Iterable[Record], section: str) -> bool:
        """Whether these say which records of a section they name, though it may be none."""
        return any(link.section == section for main in mains for link in main.links)


def _kind_said(case: Record) -> str:
    """What a case of our own form says that it is; "" where it says neither, or is another system's ticket."""
    said = folded(as_text(case.fields.get("kind")) or "") if case.system == NATIVE else ""
    return said if said in ("deal", "ticket") else ""


def _flat(found: dict[str, tuple[Record, ...]]) -> Iterator[Record]:
    for section, records in found.items():
        yield from records or (Record(section, {}, NO_SHAPE, empty=True, counts=False),)
