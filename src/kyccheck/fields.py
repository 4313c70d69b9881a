"""Names of fields: what an export calls a thing, and what a case calls it. The names themselves are in fields.yaml."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any, Final

from kyccheck.dataclass import dataclass
from kyccheck.grid import Row, column
from kyccheck.late import pattern
from kyccheck.record import Record, Shape
from kyccheck.shipped import shipped
from kyccheck.value import as_text, is_blank

NATIVE: Final = "native"
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


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a section: `name` in the case, `type`, what it is about and called, its other names by system."""

    section: str
    name: str
    type: str
    about: str
    say: str
    names: dict[str, tuple[str, ...]]

    @property
    def path(self) -> str:
        """The field as checklists write it: `company.name`, `contacts[].role`."""
        return f"{self.section}{'[]' if sections()[self.section].many else ''}.{self.name}"


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a case: a single record, or any number of them; `one` is what one of those is called.

    `nested` are the fields that are mappings themselves (`package`, `billing_contact`).
    """

    name: str
    about: str
    one: str
    names: tuple[str, ...]
    fields: dict[str, Field]
    nested: frozenset[str]

    @property
    def many(self) -> bool:
        """Whether the section holds any number of records."""
        return bool(self.one)


@cache
def sections() -> dict[str, Section]:
    """The sections of a case, in their order."""
    tree = shipped("fields.yaml")
    alike = {name: tree[about["like"]]["fields"] if "like" in about else {} for name, about in tree.items()}
    return {name: _section(name, {**about, "fields": alike[name] | about["fields"]}) for name, about in tree.items()}


def _section(section: str, tree: dict[str, Any]) -> Section:
    fields = {name: _field(section, name, dict(about)) for name, about in tree["fields"].items()}
    nested = frozenset(name.partition(".")[0] for name in fields if "." in name)
    return Section(section, tree["about"], tree.get("many", ""), tuple(tree["names"]), fields, nested)


def _field(section: str, name: str, about: dict[str, Any]) -> Field:
    said = about.pop("say", name.replace("_", " ").replace(".", " ").replace("email", "e-mail"))
    kind, text = about.pop("type"), about.pop("about")
    return Field(section, name, kind, text, said, {system: tuple(names) for system, names in about.items()})


_GAPS: Final = pattern(r"[\s_\-\u2010-\u2015]+")
_EDGES: Final = "\ufeff\"'* \u00a0\t\r\n"


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name of a field or section as it is compared: no case, no marks, one blank for "_", "-" and white space."""
    text = unicodedata.normalize("NFKC", name).replace("\u2019", "'").casefold().strip(_EDGES)
    return _GAPS.sub(" ", text).strip()


@cache
def section_names() -> dict[str, str]:
    """Every name of a section, folded, and the section it means."""
    return {folded(name): section.name for section in sections().values() for name in (section.name, *section.names)}


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
        )
        if not is_plain:
            self._not_plain.add((section, keys))
        else:
            (self.many if sections()[section].many else self.single)[section].add(keys)
        return is_plain

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
                        if _by_words(member) is not member:
                            return False
                        self._plain_members.add(tuple(member))
        return True

    def _is_plain_part(self, section: str, outer: str, keys: tuple[str, ...]) -> bool:
        is_plain = self.shape(section, NATIVE, tuple(f"{outer}.{key}" for key in keys)).plain
        if is_plain and all(key == _inner(key) for key in keys):
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
        """The field that a key of an export means, or None."""
        return self._table(section, system).get(folded(key))

    def _resolve(self, section: str, system: str, keys: tuple[str, ...]) -> Shape:
        table = self._table(section, system)
        nested = sections()[section].nested
        rank = {name: place for place, name in enumerate(table)}
        found: dict[str, list[str]] = {}
        ignored = []
        for key in keys:
            name = table.get(folded(key))
            if name is None:
                ignored.append(key)
            else:
                found.setdefault(name, []).append(key)
        ordered = {
            name: tuple(sorted(claimants, key=lambda key: rank[folded(key)])) for name, claimants in found.items()
        }
        places = {name: _place(claimants[0], nested) for name, claimants in ordered.items()}
        plain = all(claimants == (name,) for name, claimants in ordered.items())
        return Shape(ordered, places, tuple(ignored), plain)

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
        return table


@cache
def plain_names() -> Names:
    """The names of fields that every run has, whatever a mapping adds: to recognise a document by."""
    return Names()


def record_of(names: Names, section: str, system: str, values: dict[str, Any], where: tuple[str, str]) -> Record:
    """A record of an object's values (keys as the export has them); `where` is its file and JSON pointer."""
    nested = sections()[section].nested
    if nested:
        values = _flat(values, section, nested)
    shape = names.shape(section, system, tuple(values))
    fields = values if shape.plain else {name: _filled(values, keys) for name, keys in shape.keys.items()}
    return Record(section, fields, shape, *where, system=system, id=as_text(fields.get("id")) or "")


def row_of(  # noqa: PLR0913, PLR0917 - what a row is read by, each of another kind
    names: Names, section: str, system: str, header: tuple[str, ...], row: Row, where: tuple[str, str]
) -> Record:
    """A record of a row under its header; `where` is its file and sheet. Places are cells: `Sheet!C14`."""
    shape = names.columns(section, system, header)
    cells = row.cells
    fields: dict[str, object] = {}
    for name, columns in shape.columns.items():
        values = [cells[place] if place < len(cells) else None for place in columns]
        fields[name] = values[0] if len(values) == 1 else one_of_several(values)
    base = f"{where[1]}!" if where[1] else ""
    return Record(section, fields, shape, where[0], base, row.number, system, as_text(fields.get("id")) or "")


def _filled(values: dict[str, Any], keys: tuple[str, ...]) -> Any:
    """The value of a field that may stand under several keys: the one that is filled, or all where they differ."""
    if len(keys) == 1:
        return values[keys[0]]
    return one_of_several([values[key] for key in keys])


def one_of_several(values: list[Any]) -> Any:
    """The one thing that several cells of one field say, or all that they say: that is for a person to judge."""
    filled = {as_text(value) or repr(value): value for value in values if not is_blank(value)}
    if len({text.casefold() for text in filled}) > 1:
        return list(filled.values())
    return next(iter(filled.values()), values[0])


def _flat(values: dict[str, Any], section: str, nested: frozenset[str]) -> dict[str, Any]:
    """Values with the mappings of nested fields laid flat: {"package": {"plan": 1}} is {"package.plan": 1}."""
    flat: dict[str, Any] = {}
    for key, value in values.items():
        outer = key if key in nested else folded(key).replace(" ", "_")
        if outer not in nested:
            _add(flat, key, [_by_words(member) for member in value] if isinstance(value, list) else value)
        elif isinstance(value, dict) and value:
            for inner, part in value.items():
                _add(flat, f"{outer}.{_inner(inner)}", part)
        elif is_blank(value):
            for name in sections()[section].fields:
                if name.startswith(f"{outer}."):
                    _add(flat, name, None)
        else:
            flat[key] = value
    return flat


def _add(flat: dict[str, Any], key: str, value: Any) -> None:
    """Add a value under a key; where that is taken, under another spelling of it: both say something of one field."""
    while key in flat:
        key += " "
    flat[key] = value


def _inner(key: str) -> str:
    """A key within a mapping, without what a name may have before it."""
    return key.lstrip(_EDGES)


def _by_words(member: Any) -> Any:
    """A member of a list (a virtual number) with its keys as fields are written: "Channels" is "channels"."""
    if not isinstance(member, dict) or all(key.islower() and key.isidentifier() for key in member):
        return member
    found: dict[str, Any] = {}
    for key, value in member.items():
        name = folded(key).replace(" ", "_")
        found[name] = one_of_several([found[name], value]) if name in found else value
    return found


def _place(key: str, nested: frozenset[str]) -> str:
    outer, _, inner = key.partition(".")
    return pointer(outer, inner) if inner and outer in nested else pointer(key)


def pointer(*parts: str | int) -> str:
    """A JSON pointer (RFC 6901) of these parts."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
