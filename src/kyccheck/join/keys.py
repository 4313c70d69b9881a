"""Which loose records belong to a case by a key: exactly the same id, number or e-mail address, or none.

A key is text as it stands, without case and outer blanks; "N/A" and "000" are none. What the mapping file names is a
key, and beside it these: the number of a bill or quote and the id of a Xero profile that a ticket or deal notes, the
id of a ticket or deal that is the whole reference of a bill ("4711", "#4711", "Ticket 4711"), and the e-mail address
of a contact. From a profile a case takes its bills and quotes, from a bill its profile.

Nothing is guessed. A key that two records carry joins neither; bills of a customer who has several cases belong to
those that they name, also where that one is in no file; a bill whose contact is plainly another company is not the
case's, whatever it refers to and whoever notes its number; nor is one that says it is another ticket's, or that is only
the customer's, and far older than the ticket. What is in doubt so is said in the place of the case's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Final, NamedTuple

from kyccheck.dataclass import dataclass
from kyccheck.join.choice import OF_ONE_ORDER
from kyccheck.join.claims import By, Claim, Claims
from kyccheck.join.doubts import REFERENCE, BySection, key_of, keys_of, named_instead, own_ids, several, why_not
from kyccheck.join.loose import Loose
from kyccheck.records.record import MAIN, OWNING, Mark, Record

_FIRST: Final = {"case": 0, "deal": 0, "invoice": 1, "quote": 1}
"""What a case names itself comes before what its customer leads to."""

_NAMED: Final = {"deal": "deal", "ticket": "case", "case": "case"}


class Rule(NamedTuple):
    """A loose record's field, and the field of a case's record that carries the same key; `by` is how it is said."""

    section: str
    name: str
    to_section: str
    to_name: str
    by: By = "key"

    def __str__(self) -> str:
        """The rule as a mapping says it."""
        return f"{self.section}.{self.name} = {self.to_section}.{self.to_name}"


_BUILT_IN: Final = (
    Rule("invoice", "number", "invoice", "number", "number"),
    Rule("quote", "number", "quote", "number", "number"),
    Rule("billing", "contact_id", "billing", "contact_id"),
    Rule("billing", "account_number", "billing", "account_number"),
    *(Rule(section, "reference", main, "id", "reference") for section in ("invoice", "quote") for main in MAIN),
    Rule("contacts", "email", "contacts", "email", "e-mail"),
)


def rules_of(joins: dict[str, tuple[str, ...]]) -> tuple[Rule, ...]:
    """The rules of a mapping's joins, before those that always hold."""
    own = []
    for left, rights in joins.items():
        section, _, name = left.partition(".")
        for right in rights:
            to_section, _, to_name = right.partition(".")
            own.append(Rule(section, name, to_section, to_name, "mapping"))
    return (*own, *_BUILT_IN)


@dataclass(slots=True)
class Keys:
    """Loose records by their keys, and by those that they name; made once all of them are read."""

    rules: tuple[Rule, ...]
    _loose: Loose
    _found: dict[tuple[int, str], list[Record]] = field(default_factory=dict)
    claims: Claims = field(default_factory=Claims)

    def __post_init__(self) -> None:
        """Find the loose records that no association reaches, by their keys."""
        taken = {
            (link.section, link.id)
            for section in OWNING
            for record in self._loose.of(section).values()
            for link in record.links
        }
        for place, rule in enumerate(self.rules):
            for record in self._loose.of(rule.section).values():
                if (rule.section, record.id) in taken or not _is_stranded(record):
                    continue
                key = key_of(_value(record, rule.name))
                if rule.by == "reference":
                    key = _referred(key, rule.to_section)
                if key:
                    self._found.setdefault((place, key), []).append(record)

    def may_join(self) -> bool:
        """Whether any loose record might belong to a case by a key: all of them are gone through."""
        return bool(self._found) or any(
            to == "company" and not OF_ONE_ORDER.isdisjoint(naming) for (to, _), naming in self._loose.naming.items()
        )

    def reach(self, fields: dict[str, list[dict[str, object]]]) -> bool:
        """Whether any loose record has a key that these fields, by section, carry."""
        return any(
            (place, key) in self._found
            for place, rule in enumerate(self.rules)
            for record in fields.get(rule.to_section, ())
            for key in keys_of(_field(record, rule.to_name))
        )

    def claim(self, place: int, records: list[Record]) -> None:
        """Note what the case at a place, with these records, lays claim to, and what that leads to.

        Of companies only the customer does: the first one, as `chosen_first` has them.
        """
        seen: BySection = {}
        customer = next((record for record in records if record.section == "company"), None)
        for record in records:
            is_another = record.section == "company" and record is not customer
            if not record.missing and not record.empty and not is_another:
                seen.setdefault(record.section, []).append(record)
        waiting = [record for members in seen.values() for record in members]
        waiting.sort(key=lambda record: _FIRST.get(record.section, 2))
        known: set[object] = {id(record) for record in waiting}
        known |= {(record.section, record.id) for record in waiting if record.counts and record.id}
        self.claims.own[place] = own = own_ids(seen)
        via: dict[int, Claim] = {}
        while waiting:
            owner = waiting.pop(0)
            for found, by, key in [*self._by_key(owner), *self._by_link(owner, own)]:
                if len(found) > 1 and by not in ("reference", "customer"):
                    self.claims.refuse(Claim(place, found[0], owner, by, key), several(found, by, key))
                    continue
                for record in found:
                    if id(record) in known or (record.section, record.id) in known:
                        continue
                    claim = Claim(place, record, owner, by, key, via.get(id(owner)))
                    if why := why_not(claim, seen):
                        self.claims.refuse(claim, why)
                        continue
                    known |= {id(record)}
                    self.claims.add(claim)
                    via[id(record)] = claim
                    if by != "e-mail":
                        seen.setdefault(record.section, []).append(record)
                        waiting.append(record)

    def _by_key(self, owner: Record) -> Iterator[tuple[list[Record], By, str]]:
        for place, rule in enumerate(self.rules):
            if rule.to_section == owner.section:
                for key in keys_of(_value(owner, rule.to_name)):
                    found = self._found.get((place, key), [])
                    counting = [record for record in found if record.counts] or found
                    if counting:
                        yield counting, rule.by, f"{rule} ({key})" if rule.by == "mapping" else key

    def _by_link(self, owner: Record, own: set[str]) -> Iterator[tuple[list[Record], By, str]]:
        """A customer's bills, quotes and order forms, but those of other cases; a bill's customer."""
        if owner.section in ("company", "billing"):
            orders = self._loose.naming_one(owner.section, owner.id, *sorted(OF_ONE_ORDER)) if owner.id else []
            found = [record for record in orders if not (record.names_a_case or named_instead(record, own)[1])]
            yield found, "customer", owner.id
        for link in owner.links if owner.section in ("invoice", "quote") else ():
            profile = self._loose.of(link.section).get(link.id) if link.section == "billing" else None
            if profile is not None:
                yield [profile], "contact", link.id


def _referred(reference: str, section: str) -> str:
    """The id of a record of a section that a reference is, "" where it is none, or says that it is another's."""
    match = REFERENCE.fullmatch(reference)
    return match[2] if match and _NAMED.get(match[1], section) == section else ""


def _value(record: Record, name: str) -> object:
    """A field of a record; its id is known also where the export says it beside the fields."""
    return record.id or record.fields.get(name) if name == "id" else record.fields.get(name)


def _field(record: dict[str, object], name: str) -> object:
    outer, _, inner = name.partition(".")
    part = record.get(outer)
    return part.get(inner) if inner and isinstance(part, dict) else record.get(name)


def _is_stranded(record: Record) -> bool:
    return not (
        record.missing or record.empty or Mark.ASIDE in record.marks or record.names_a_case or _names_owner(record)
    )


def _names_owner(record: Record) -> bool:
    return any(link.section == "company" and link.id for link in record.links)
