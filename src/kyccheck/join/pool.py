"""Loose records, until all inputs are read, and the cases that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, Final

from kyccheck.case import Case, Join
from kyccheck.dataclass import dataclass
from kyccheck.fields import NATIVE, folded, sections
from kyccheck.join.links import missing, with_link
from kyccheck.join.one import DIRECT, OF_ONE_ORDER, are_apart, merged, one
from kyccheck.join.together import case_of
from kyccheck.record import NO_SHAPE, Meaning, Record
from kyccheck.value import as_text

if TYPE_CHECKING:
    from kyccheck.join.keys import Keys

_OWNED: Final = ("case", "deal", "company")
"""What other records belong to."""

_OF_COMPANY: Final = frozenset({"risk", "tracking", "odb", "billing"})
"""Sections that the company may tell as well as the deal."""


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
        owned = [(section, as_text(one.get("id")) or "") for section in _OWNED for one in fields.get(section, ())]
        owned += [("deal", own) for section, own in owned if section == "case"]
        return any(key in self._linking for key in owned if key[1]) or self.keys.reach(fields)

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
            case = case_of(records, self)
            case.kind = kind or case.kind
            case.notes += keys.claims.doubts(place)
            case.joins = joins
            yield case

    def _bundles(self) -> Iterator[tuple[str, list[Record]]]:
        """The records of each case, as far as ids join them, and its kind where that is not one of its fields."""
        for sheaf in self._held:
            yield "", [*sheaf, *self._beside(sheaf)]
        claimed = set()
        for ticket in self._records.get("case", {}).values():
            deals = self._linked([ticket], "deal")
            claimed |= {deal.id for deal in deals}
            yield "ticket", self._bundle(ticket, deals)
        for deal in self._records.get("deal", {}).values():
            if deal.id not in claimed:
                yield "deal", self._bundle(deal, [])

    def _with_granted(self, records: list[Record], place: int, joins: list[Join]) -> list[Record]:
        """The records of a case, with those that belong to it by a key; contacts laid together with their like."""
        from kyccheck.join.doubts import has_address

        found = list(records)
        for claim in self.keys.claims.granted(place):
            claim.record.used = True
            joins.append(Join(claim.record, claim.says()))
            if claim.by == "e-mail":
                at = next(at for at, record in enumerate(found) if has_address(record, claim.key))
                found[at] = merged(replace(found[at]), claim.record)
            else:
                marks = (DIRECT,) if claim.is_direct else ()
                found.append(replace(claim.record, notes=(*claim.record.notes, *marks)))
        return found

    def _beside(self, sheaf: tuple[Record, ...]) -> list[Record]:
        """Loose records that name a case which another export holds together, its deal or its company."""
        found = {record.section: record.id for record in reversed(sheaf) if record.id}
        case = found.get("case", "")
        deal = found.get("deal") or (case if sheaf[0].system in ("", NATIVE) else "")  # a native case may be its deal
        keys = [("case", case), ("deal", deal), ("company", found.get("company", ""))]
        own_sections = {record.section for record in sheaf}
        owned = dict.fromkeys(own for key in keys if key[1] for own in self._linking.get(key, ()))
        beside = [self._records[section][own] for section, own in owned if section in sections()]
        return [
            record
            for record in beside
            if (record.section not in _OWNED or (record.section == "company" and "company" not in own_sections))
            and (record.section not in OF_ONE_ORDER or any(link.section != "company" for link in record.links))
        ]

    def unused(self) -> Iterator[Record]:
        """The records that no case has taken."""
        for known in self._records.values():
            yield from (record for record in known.values() if record.counts and not record.used)

    def _bundle(self, main: Record, deals: list[Record]) -> list[Record]:
        mains = [main, *(deal for deal in deals if not deal.missing)]
        found: dict[str, tuple[Record, ...]] = {main.section: (main,)}
        if deals:
            found["deal"] = one(deals, "deal")
        for section in sections():
            if section in ("case", "deal"):
                continue
            linked = (
                self._linked([*mains, *found.get("company", ())], section)
                if section in _OF_COMPANY
                else self._linked(mains, section)
            )
            if linked or self._exported(mains, section):
                found[section] = tuple(linked) if sections()[section].many else one(linked, section)
        attached = self._attached(mains, found.get("company", ()))
        if attached is not None:
            found["documents"] = attached
        return list(_flat(found))

    def _linked(self, mains: list[Record], section: str) -> list[Record]:
        """The records of a section that these name, or that name these; each once."""
        records: dict[str, Record] = {}
        for link in (link for main in mains for link in main.links if link.section == section and link.id):
            record = self._find(section, link.id, mains[0]) or missing(section, link.id, mains[0])
            record.used = True
            records[link.id] = with_link(records.get(link.id, record), link)
        for main in mains:
            for linking, own in self._linking.get((main.section, main.id), ()):
                record = self._records[linking][own]
                if linking == section and not are_apart(record, main):
                    back = next(link for link in record.links if link.id == main.id)
                    record.used = True
                    records.setdefault(record.id, with_link(record, back))
        return list(records.values())

    def _exported(self, mains: list[Record], section: str) -> bool:
        return any(link.section == section for main in mains for link in main.links)

    def _attached(self, mains: list[Record], companies: Iterable[Record]) -> tuple[Record, ...] | None:
        """The documents of a deal and of its company; None where no export shows any note of theirs."""
        owners = [*mains, *(company for company in companies if not company.missing)]
        notes = self._linked(owners, "notes")
        attached = self._linked(owners, "documents") + self._linked(
            [note for note in notes if not note.missing], "documents"
        )
        attached += [replace(note, section="documents", fields={}) for note in notes if note.missing]
        for note in notes:
            note.used = True
        return tuple(attached) if notes or attached or self._exported(owners, "notes") else None


def _flat(found: dict[str, tuple[Record, ...]]) -> Iterator[Record]:
    for section, records in found.items():
        yield from records or (Record(section, {}, NO_SHAPE, empty=True, counts=False),)
