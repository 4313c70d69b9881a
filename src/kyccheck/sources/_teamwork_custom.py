"""The custom fields of a ticket: by name, or by an id that `included` names; options by id, with their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from kyccheck.records.fields import pointer, sections
from kyccheck.records.names import Names
from kyccheck.sources._teamwork_fields import Told, place_of
from kyccheck.sources._teamwork_value import Included, Object, own_id, plain
from kyccheck.values.value import as_text, is_blank

KEYS: Final = ("customFields", "customfields", "fields")
_KINDS: Final = ("customfields", "ticketcustomfields", "fields")
_OPTIONS: Final = ("customfieldoptions", "options")


_OWN_IDS: Final = frozenset({("contacts", "id"), ("company", "id")})
"""Ids that the desk gives: a number that another system gives a customer is none of them."""
_CHOICES: Final = ("dropdown", "drop-down", "select", "option", "choice", "radio")
"""Words that the kinds of custom fields have of which one chooses."""
_PLAIN_KINDS: Final = ("text", "string", "number", "integer", "decimal", "currency", "date", "url")
"""Words of the kinds that hold what people wrote."""
_NUMERIC: Final = frozenset({"number", "money", "id", "date", "phone"})
"""Types of fields that a number may well stand in."""


class Custom(NamedTuple):
    """A custom field: its name, its value and where that stands; `doubt` says why the value cannot be told.

    `kind` is what the export says that it is: a text, a number, a choice.
    """

    name: str
    value: Any
    place: str
    doubt: str = ""
    kind: str = ""


class Telling(NamedTuple):
    """What the custom fields of a ticket tell, by section and field, and notes about those whose value is in no export.

    `untold` are the paths that those are for. `called` are the names of those that tell a field, by section; `ignored`
    of those that mean none.
    """

    sections: dict[str, Told]
    notes: list[str]
    untold: tuple[str, ...]
    called: dict[str, dict[str, str]]
    ignored: tuple[str, ...]


def told(ticket: dict[str, Any], included: Included, names: Names) -> Telling:
    """What custom fields tell.

    Several that mean one field tell all that they say, a blank too: which of them counts is for a person to judge.
    """
    sections: dict[str, Told] = {}
    called: dict[str, dict[str, str]] = {}
    notes, ignored = list[str](), list[str]()
    untold = dict[tuple[str, str], None]()
    for custom in _fields(ticket, included):
        meant = place_of(names, custom.name)
        if meant is None or meant in _OWN_IDS:
            ignored.append(custom.name)
            continue
        called.setdefault(meant[0], {}).setdefault(meant[1], custom.name)
        if doubt := custom.doubt or _may_be_option(custom, *meant):
            notes.append(doubt)
            untold[meant] = None
        else:
            fields = sections.setdefault(meant[0], {})
            value, place = fields.get(meant[1], (custom.value, custom.place))
            fields[meant[1]] = (_with(value, custom.value), place)
    for section, field in untold:
        sections.get(section, {}).pop(field, None)
    filled = {section: fields for section, fields in sections.items() if fields}
    return Telling(filled, notes, tuple(map(".".join, untold)), called, tuple(dict.fromkeys(filter(None, ignored))))


def _with(value: Any, further: Any) -> Any:
    """A value with a further one, if that is another one."""
    values = value if isinstance(value, list) else [value]
    said = {as_text(part) or repr(part) for part in values} if not is_blank(value) else {""}
    more = [part for part in (further if isinstance(further, list) else [further]) if (as_text(part) or "") not in said]
    return [*values, *more] if more else value


def _may_be_option(custom: Custom, section: str, field: str) -> str:
    """Why a bare number tells nothing: the API gives the id of an option, where its name should be; "" elsewhere."""
    about, value = sections()[section].fields.get(field), custom.value
    if about is None:  # a number that only serves to join
        return ""
    is_choice = any(word in custom.kind for word in _CHOICES)
    is_plain = about.type in _NUMERIC or any(word in custom.kind for word in _PLAIN_KINDS)
    if is_plain and not is_choice:
        return ""
    parts = value if isinstance(value, list) else [value]
    if section == "case" or is_choice:
        is_bare = any((as_text(part) or "").isdigit() for part in parts)
    else:  # a text of digits may be an account, or a postcode
        is_bare = any(type(part) is int for part in parts) and about.type != "flag"
    return _doubt(custom.name, ", ".join(map(str, parts))) if is_bare else ""


def _doubt(name: str, value: object) -> str:
    said = f'the custom field "{name}" holds {str(value)[:60]}, which may be the id of an option'
    return f"{said}; export its options too"


def _fields(ticket: dict[str, Any], included: Included) -> Iterator[Custom]:
    for key in KEYS:
        members = ticket.get(key)
        if isinstance(members, dict):
            for name, value in members.items():
                yield Custom(name, plain(value), pointer(key, name))
        for place, member in enumerate(members) if isinstance(members, list) else ():
            if isinstance(member, dict):
                yield _field(member, pointer(key, place), included)


def _field(member: dict[str, Any], at: str, included: Included) -> Custom:
    own = own_id(member.get("fieldId", member.get("id")))
    known = next((found for kind in _KINDS if (found := included.find(kind, own))), None)
    about = known.tree if known else {}
    name = _name(member) or _name(member.get("field")) or _name(about) or f"custom field {own}"
    meta = member.get("meta")
    inner = isinstance(meta, dict) and "value" not in member
    value = plain(meta.get("value") if inner and isinstance(meta, dict) else member.get("value"))
    place = at + (pointer("meta", "value") if inner else pointer("value"))
    options = _options(member, included) or _options(about, included)
    if options:
        return _chosen(name, value, place, options)
    if isinstance(value, int) and not isinstance(value, bool) and known is None and inner:
        return Custom(name, None, place, _doubt(name, value))
    return Custom(name, value, place, kind=_kind(member) or _kind(about))


def _kind(tree: dict[str, Any]) -> str:
    """What a custom field, or the definition of one, says that it is."""
    return " ".join(text for key in ("fieldType", "kind", "type") if (text := as_text(tree.get(key)))).casefold()


def _chosen(name: str, value: Any, place: str, options: dict[str, str]) -> Custom:
    """The names of the options that were chosen."""
    if is_blank(value):
        return Custom(name, None, place)
    chosen = [as_text(part) or "" for part in (value if isinstance(value, list) else [value])]
    if any(part not in options and part not in options.values() for part in chosen):
        doubt = f'the custom field "{name}" holds an option that the export does not name: {", ".join(chosen)[:60]}'
        return Custom(name, None, place, doubt)
    return Custom(name, "; ".join(options.get(part, part) for part in chosen), place)


def _name(tree: Any) -> str:
    if not isinstance(tree, dict):
        return ""
    return next((text for key in ("name", "label", "title") if (text := as_text(tree.get(key)))), "")


def _options(tree: dict[str, Any], included: Included) -> dict[str, str]:
    """The names of options by their ids."""
    members = tree.get("options")
    options: dict[str, str] = {}
    for member in members if isinstance(members, list) else ():
        if not isinstance(member, dict):
            continue
        own = own_id(member.get("id"))
        beside = next((found for kind in _OPTIONS if (found := included.find(kind, own))), Object({}, ""))
        name = _name(member) or as_text(member.get("value")) or _name(beside.tree) or as_text(beside.tree.get("value"))
        if own and name:
            options[own] = name
    return options


def none_of(ticket: dict[str, Any]) -> str:
    """Where custom fields were exported and there is none; "" where there is one, or they were not exported."""
    lists = [key for key in KEYS if isinstance(ticket.get(key), list)]
    return pointer(lists[0]) if lists and not any(ticket[key] for key in lists) else ""
