"""What an export calls a field, and what a case calls it: resolved once for each set of keys that an export uses."""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import Any, Final

from kyccheck.records.fields import EDGES, NATIVE, folded, may_end, pointer, sections
from kyccheck.records.parted import BETWEEN, are_parts, further_of, part_of, whole_of
from kyccheck.records.record import Shape
from kyccheck.values.grid import column
from kyccheck.values.value import as_text, is_blank

WRAPPER: Final = "results"
"""The key of an object that only wraps a list of others."""
RAW_MARKS: Final = {
    "properties": "hubspot",
    "ContactID": "xero",
    "InvoiceID": "xero",
    "QuoteID": "xero",
    "column_values": "monday",
}
"""Keys by which the raw object of a system is told from plain fields, and the source that reads it."""
_SETTINGS: Final = frozenset({"company_name", "registration_number", "virtual_numbers"})
_SETTINGS_WITHIN: Final = ("billing_", "package.")
_ONCE: Final = {"risk": frozenset({"rating", "score", "decision"}), "approvals": frozenset({"decision"})}
"""What a record says once: a further one beside it is another answer, be it under a title of its own ("Rating 2")."""


class Names:
    """The names of fields in one run: those of fields.yaml, and those that a mapping file adds.

    `added` maps a field ("company.registration_number") to more names; a field that fields.yaml does not list is one
    that only serves to join. Shapes are kept: a name is resolved once for each set of keys that an export uses.
    `single` and `many` are the keys of native objects that are known to be plain (`is_plain`), by section.
    """

    def __init__(self, added: dict[str, tuple[str, ...]] | None = None) -> None:
        self._added = added or {}
        self._tables: dict[tuple[str, str], dict[str, str]] = {}
        self._shapes: dict[tuple[str, str, tuple[str, ...]], Shape] = {}
        self._not_plain: set[tuple[str, tuple[str, ...]]] = set()
        self.single: dict[str, set[tuple[str, ...]]] = {name: set() for name, one in sections().items() if not one.many}
        self.many: dict[str, set[tuple[str, ...]]] = {name: set() for name, one in sections().items() if one.many}
        self._headers: dict[tuple[str, str, tuple[str, ...]], Shape] = {}
        self.nesting = {name: tuple(one.nested) for name, one in sections().items() if one.nested}
        self._plain_parts: set[tuple[str, str, tuple[str, ...]]] = set()
        self._plain_members: set[tuple[str, ...]] = set()

    def shape(self, section: str, system: str, keys: tuple[str, ...]) -> Shape:
        """How records of a section with these keys are read. A key "a.b" is key b of a mapping a."""
        known = self._shapes.get((section, system, keys))
        if known is None:
            known = self._shapes[section, system, keys] = self._resolve(section, system, keys)
        return known

    def is_plain(self, section: str, keys: tuple[str, ...]) -> bool:
        """Whether a native object with these keys holds fields under their own names alone, and no system's mark.

        Keys of which that is so are kept in `single` or `many`, by section.
        """
        if not keys or (section, keys) in self._not_plain:
            return False
        nested = sections()[section].nested
        shape = self.shape(section, NATIVE, tuple(key for key in keys if key not in nested))
        outers = {folded(key).replace(" ", "_").partition(".")[0] for key in keys if key not in nested}
        is_plain = (
            shape.plain and outers.isdisjoint(nested) and RAW_MARKS.keys().isdisjoint(keys) and WRAPPER not in keys
        ) and not self.ending(section, keys)
        if not is_plain:
            self._not_plain.add((section, keys))
        else:
            (self.many if sections()[section].many else self.single)[section].add(keys)
        return is_plain

    def ending(self, section: str, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the keys of a native object that say whether it is there any more."""
        shape = self.shape(section, NATIVE, keys)
        return tuple(key for key in shape.ignored if may_end(section, key))

    def is_plain_within(self, section: str, value: dict[str, Any]) -> bool:
        """The same for what is nested in an object of such keys: its mappings, and the members of its lists."""
        for outer, part in value.items():
            if type(part) is dict:
                if (section, outer, tuple(part)) not in self._plain_parts and not self._is_plain_part(
                    section, outer, tuple(part)
                ):
                    return False
            elif type(part) is list:
                for member in part:
                    if type(member) is dict and tuple(member) not in self._plain_members:
                        if by_words(member) is not member:
                            return False
                        self._plain_members.add(tuple(member))
        return True

    def _is_plain_part(self, section: str, outer: str, keys: tuple[str, ...]) -> bool:
        is_plain = self.shape(section, NATIVE, tuple(f"{outer}.{key}" for key in keys)).plain
        if is_plain and all(key == bare(key) for key in keys):
            self._plain_parts.add((section, outer, keys))
            return True
        return False

    def columns(self, section: str, system: str, header: tuple[str, ...]) -> Shape:
        """How rows under a header are read: each field with its columns, best first; headers may stand twice."""
        known = self._headers.get((section, system, header))
        if known is None:
            shape = self._resolve(section, system, tuple(dict.fromkeys(header)))
            columns = {
                name: tuple(place for key in keys for place, title in enumerate(header) if title == key)
                for name, keys in shape.keys.items()
            }
            places = {name: column(found[0]) for name, found in columns.items()}
            known = Shape(shape.keys, places, shape.ignored, columns=columns)
            self._headers[section, system, header] = known
        return known

    def field(self, section: str, system: str, key: str) -> str | None:
        """The field that a key of an export means, be it a part of it ("Virtual number 2"), or None."""
        table = self._table(section, system)
        return table.get(folded(key)) or _in_parts(section, table.get(part_of(key)[0]))

    def further(self, section: str, system: str, key: str) -> tuple[str, int]:
        """The field that a key says a further time ("Plan 2"), and its number; "" and 0 of any other key."""
        titles, number = further_of(key)
        table = self._table(section, system)
        name = next((table[title] for title in titles if title in table), "")
        return (name, number) if name and _stands_once(section, name) else ("", 0)

    def _resolve(self, section: str, system: str, keys: tuple[str, ...]) -> Shape:
        table = self._table(section, system)
        nested = sections()[section].nested
        rank = {name: place for place, name in enumerate(table)}
        found: dict[str, list[str]] = {}
        ignored = []
        for key in keys:
            name = self.field(section, system, key)
            if name is None:
                ignored.append(key)
            else:
                found.setdefault(name, []).append(key)
        ordered = {
            name: tuple(sorted(claimants, key=lambda key: _order(rank, key))) for name, claimants in found.items()
        }
        ignored = self._without_further(section, system, ignored, ordered)
        places = {name: _place(claimants[0], nested) for name, claimants in ordered.items()}
        plain = all(claimants == (name,) for name, claimants in ordered.items())
        return Shape(ordered, places, tuple(ignored), plain)

    def _without_further(
        self, section: str, system: str, keys: list[str], found: dict[str, tuple[str, ...]]
    ) -> list[str]:
        """Keys without those that say a field of `found` a further time, which are taken up there."""
        further = [(*self.further(section, system, key), key) for key in keys]
        first = {name for name, number, _ in further if number == 1}
        for name, _, key in sorted(further, key=itemgetter(1)):
            if name in found or name in first:
                found[name] = (*found.get(name, ()), key)
        return [key for name, _, key in further if name not in found]

    def _table(self, section: str, system: str) -> dict[str, str]:
        table = self._tables.get((section, system))
        if table is None:
            table = self._tables[section, system] = dict(self._names(section, system))
        return table

    def _names(self, section: str, system: str) -> dict[str, str]:
        fields = sections()[section].fields
        table: dict[str, str] = {}
        for name in fields:
            table.setdefault(folded(name), name)
        start = f"{section}."
        joining = [path.removeprefix(start) for path in self._added if path.startswith(start)]
        for name in (*fields, *(name for name in joining if name not in fields)):
            for other in self._added.get(f"{section}.{name}", ()):
                table.setdefault(folded(other), name)
        for name, about in fields.items():
            for owner, others in about.names.items():
                if owner in ("any", system) or system == NATIVE:
                    for other in others:
                        table.setdefault(folded(other), name)
        known = tuple(table.items())
        for word in map(folded, sections()[section].called):
            for other, name in known:
                table.setdefault(f"{word} {other}", name)
        return table


@cache
def plain_names() -> Names:
    """The names of fields that every run has, whatever a mapping adds: to recognise a document by."""
    return Names()


def bare(key: str) -> str:
    """A key within a mapping, without what a name may have before it."""
    return key.lstrip(EDGES)


def by_words(member: Any) -> Any:
    """A member of a list (a virtual number) with its keys as fields are written: "Channels" is "channels"."""
    if not isinstance(member, dict) or all(key.islower() and key.isidentifier() for key in member):
        return member
    found: dict[str, Any] = {}
    for key, value in member.items():
        name = folded(key).replace(" ", "_")
        found[name] = one_of_several([found[name], value]) if name in found else value
    return found


def said_by(section: str, name: str, keys: tuple[str, ...], values: list[Any]) -> Any:
    """What several keys say of a field: each a part of it, or all the one thing."""
    about = sections()[section].fields.get(name)
    kind = about.type if about is not None else ""
    if kind in BETWEEN and (are_parts(keys) or (kind == "list" and any(further_of(key)[1] for key in keys))):
        return whole_of(kind, values)
    return one_of_several(values)


def one_of_several(values: list[Any]) -> Any:
    """The one thing that several cells of one field say, or all that they say: that is for a person to judge."""
    filled = {as_text(value) or repr(value): value for value in values if not is_blank(value)}
    if len({text.casefold() for text in filled}) > 1:
        return list(filled.values())
    return next(iter(filled.values()), values[0])


def _stands_once(section: str, name: str) -> bool:
    """Whether a record says a field once: the settings of an order, and what `_ONCE` lists."""
    if section in {"csr", "odb"}:
        return name in _SETTINGS or name.startswith(_SETTINGS_WITHIN)
    return name in _ONCE.get(section, ())


def _in_parts(section: str, name: str | None) -> str | None:
    """A field, if it may be written in parts."""
    about = sections()[section].fields.get(name) if name else None
    return name if about is not None and about.type in BETWEEN else None


def _order(rank: dict[str, int], key: str) -> tuple[int, int]:
    """Where a key stands among those of its field: the best name first, and parts by their numbers."""
    whole, number = part_of(key)
    return (rank[folded(key)], 0) if folded(key) in rank else (rank[whole], number)


def _place(key: str, nested: frozenset[str]) -> str:
    outer, _, inner = key.partition(".")
    return pointer(outer, inner) if inner and outer in nested else pointer(key)
