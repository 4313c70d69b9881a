"""Overlays: a checklist that extends another one.

    extends: kyc
    version: "2026-11"
    parameters: {mandatory_company_fields: [company.name, company.phone]}
    switch_off: [{item: "7", reason: "prepayment is not asked for in this country"}]
    items: [{id: "10", title: ..., check: ..., under: "1"}]

An overlay sets parameters, switches items off for a reason that every report prints, and adds items, at the end or
`under` another one. It goes by the id of what it extends, unless it gives its own.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

from kyccheck import registry
from kyccheck.checklist.file import find, make, shipped
from kyccheck.checklist.model import Checklist
from kyccheck.errors import RefusedError
from kyccheck.files import is_file
from kyccheck.read.strictyaml import MAX_BYTES, Mapping, Place, Sequence, parse
from kyccheck.values.value import is_blank, is_filled

_KEYS: Final = ("extends", "id", "title", "version", "about", "parameters", "switch_off", "items", "cases")
_DEEPEST: Final = 5
_MOST_LEVELS: Final = 10


def load(word: str) -> Checklist:
    """The checklist of a shipped id or a file, with all that it extends.

    Raises RefusedError with file and line.
    """
    if word in shipped():
        return _shipped(word)
    return make(*_tree(find(word), word, ()))


@cache
def _shipped(word: str) -> Checklist:
    return make(*_tree(shipped()[word], word, ()))


def _tree(path: Path, word: str, below: tuple[Path, ...]) -> tuple[Any, str, list[bytes]]:
    name = path.name
    try:
        with path.open("rb") as handle:
            content = handle.read(MAX_BYTES + 1)
    except OSError as error:
        raise RefusedError(f"cannot be read: {error.strerror}", word) from None
    tree = parse(content, name)
    _refuse_switched(tree)
    if not isinstance(tree, Mapping) or "extends" not in tree:
        return tree, name, [content]
    if path in below:
        raise tree.at("extends").refuse("the overlays extend each other in a circle")
    if len(below) >= _DEEPEST:
        raise tree.at("extends").refuse(f"more than {_DEEPEST} overlays extend each other")
    extends = tree["extends"]
    if not isinstance(extends, str) or not extends:
        raise tree.at("extends").refuse("extends names a shipped checklist or a file")
    beside = path.parent / extends
    try:
        base_path = beside if is_file(beside) else find(extends)
    except RefusedError as error:
        raise tree.at("extends").refuse(error.message) from None
    base, _, contents = _tree(base_path, extends, (*below, path))
    return _laid_over(base, tree), name, [*contents, content]


def _refuse_switched(tree: Any) -> None:
    """Refuse an item that says itself that it is off: an overlay says so, with a reason."""
    for item in _items(tree) if isinstance(tree, Mapping) else ():
        if "switched_off" in item:
            message = "unknown key 'switched_off' in an item; an overlay has switch_off: [{item: ID, reason: WHY}]"
            raise item.at("switched_off").refuse(message)


def _laid_over(base: Mapping, overlay: Mapping) -> Mapping:
    for key in overlay:
        if key not in _KEYS:
            raise overlay.at(key).refuse(f"unknown key {key!r} in an overlay; {registry.allowed(key, _KEYS)}")
    for key in ("id", "title", "version", "about"):
        if key in overlay:
            base[key] = overlay[key]
            base.elsewhere[key] = overlay.at(key)
    _set_parameters(base, overlay)
    _switch_off(base, overlay)
    _add_items(base, overlay)
    base.elsewhere = {key: base.at(key) for key in base}
    base.place = overlay.place
    return base


def _set_parameters(base: Mapping, overlay: Mapping) -> None:
    given = overlay.get("parameters") or Mapping(overlay.place)
    known = base.get("parameters") or Mapping(base.place)
    if not isinstance(given, Mapping):
        raise overlay.at("parameters").refuse("parameters must be a mapping (name: value)")
    for name, value in given.items():
        if name not in known:
            choices = tuple(known)
            hint = registry.allowed(name, choices) if choices else "the checklist has none"
            raise given.at(name).refuse(f"unknown parameter {name!r}; {hint}")
        given_value = value.get("value") if isinstance(value, Mapping) else value
        if is_blank(given_value) or isinstance(given_value, (Mapping, int)):
            raise given.at(name).refuse(f"parameter {name!r} must be a text or a list of texts, and not empty")
        known[name] = value
        known.elsewhere[name] = given.at(name)


def _switch_off(base: Mapping, overlay: Mapping) -> None:
    given = overlay.get("switch_off") or Sequence(overlay.place)
    if not isinstance(given, Sequence):
        raise overlay.at("switch_off").refuse("switch_off must be a list of {item: ID, reason: WHY}")
    for place_of, entry in enumerate(given):
        if not isinstance(entry, Mapping) or set(entry) != {"item", "reason"} or not isinstance(entry["item"], str):
            place = Place(overlay.place.file, given.lines[place_of])
            raise place.refuse("switch_off takes {item: ID, reason: WHY}, both as text")
        reason = entry["reason"]
        if not isinstance(reason, str) or not is_filled(reason):
            raise entry.at("reason").refuse("switching an item off needs a reason, which every report prints")
        item = _find_item(base, entry["item"], entry)
        if item.get("switched_off"):
            raise entry.place.refuse(f"item {entry['item']!r} is switched off twice")
        item["switched_off"] = reason


def _add_items(base: Mapping, overlay: Mapping) -> None:
    given = overlay.get("items") or Sequence(overlay.place)
    if not isinstance(given, Sequence):
        raise overlay.at("items").refuse("items must be a list")
    for item, line in zip(given, given.lines, strict=True):
        if not isinstance(item, Mapping):
            raise Place(overlay.place.file, line).refuse("an item must be a mapping (key: value)")
        place = item.at("under")
        under = item.pop("under", None)
        target = base if under is None else _find_item(base, under, item)
        off = next((one for one in _items(base) if one.get("switched_off") and _holds(one, target)), None)
        if off is not None:
            why = f"item {off['id']!r} is switched off, and with it all that stands under it"
            raise place.refuse(f"{why}: add this one without under:, or leave {off['id']!r} on")
        if sum(_holds(one, target) for one in _items(base)) >= _MOST_LEVELS:
            raise place.refuse(f"more than {_MOST_LEVELS} items stand under each other: add this one higher up")
        if target.get("not_stated"):
            raise place.refuse(
                f"item {under!r} is not stated, so that nothing stands under it: add this one without under:"
            )
        members = target.get("items")
        if not isinstance(members, Sequence):
            members = target["items"] = Sequence(target.place)
        members.append(item)
        members.lines.append(line)


def _holds(item: Mapping, other: Mapping) -> bool:
    """Whether an item is another one, or above it."""
    return item is other or any(one is other for one in _items(item))


def _find_item(base: Mapping, item_id: Any, entry: Mapping) -> Mapping:
    items = {item["id"]: item for item in _items(base) if isinstance(item.get("id"), str)}
    if item_id not in items:
        raise entry.place.refuse(f"unknown item {item_id!r}; {registry.allowed(str(item_id), tuple(items))}")
    return items[item_id]


def _items(tree: Mapping) -> list[Mapping]:
    members = tree.get("items")
    found: list[Mapping] = []
    for item in members if isinstance(members, list) else []:
        if isinstance(item, Mapping):
            found += [item, *_items(item)]
    return found
