"""The JSON Schema of the YAML of checklists, from the same annotations by which it is read.

It is of all three shapes: a whole checklist, an overlay (`extends`), and a file of cases (`cases/NAME.yaml`). What it
takes for wrong the reader refuses too; which fields, stages and items there are is for `kyccheck checklist lint`.
"""

from __future__ import annotations

import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any, Final

from kyccheck import registry
from kyccheck.asking.answer import Status
from kyccheck.checklist.model import Checklist, Item
from kyccheck.checks import Question
from kyccheck.read.strictyaml import Place

_TEXT: Final = {"type": "string"}
_FILLED: Final = {"type": "string", "pattern": r"\S"}
_PARAMETER: Final = {"$ref": "#/$defs/parameter"}
_PLAIN: Final[dict[Any, dict[str, Any]]] = {
    str: {"anyOf": [_TEXT, _PARAMETER]},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
}
_DAY: Final = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_NULL: Final = {"type": "null"}
_CASE: Final = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "anyOf": [{"required": ["want"]}, {"required": ["verdict"]}],
    "properties": {
        "name": _TEXT,
        "as_of": {"anyOf": [_DAY, _NULL]},
        "at": _TEXT,
        "like": _TEXT,
        "given": {"type": "object"},
        "without": {"anyOf": [{"type": "array", "items": _TEXT}, _TEXT]},
        "want": {"type": "object", "additionalProperties": {"enum": [status.value for status in Status]}},
        "verdict": _TEXT,
    },
}
"""A case to try a checklist out on, as kyccheck/authoring/trial.py reads it."""
_CASES: Final = {"anyOf": [{"type": "array", "items": {"$ref": "#/$defs/case"}}, _NULL]}
_GIVEN: Final = {
    "anyOf": [_FILLED, {"type": "array", "minItems": 1, "items": _TEXT}],
    "description": "what an overlay sets a parameter to: a text or a list of texts",
}
_SWITCH: Final = {
    "type": "object",
    "additionalProperties": False,
    "required": ["item", "reason"],
    "properties": {"item": _TEXT, "reason": {**_FILLED, "description": "every report prints it"}},
}
_ASKS: Final = {
    "if": {"required": ["not_stated"], "properties": {"not_stated": {"const": True}}},
    "then": {"properties": {"check": _NULL, "items": {"type": "array", "maxItems": 0}}},
    "else": {
        "anyOf": [
            {"required": ["check"], "properties": {"check": {"type": "object"}}},
            {"required": ["items"], "properties": {"items": {"type": ["array", "object"], "minItems": 1}}},
        ]
    },
}
"""An item has a check, items of its own, or says that it is not stated: kyccheck/checklist/model.py."""
_ON_ENTRY: Final = {
    "if": {"required": ["on_entry"], "properties": {"on_entry": {"const": True}}},
    "then": {"required": ["due"], "properties": {"due": _FILLED}},
}


def checklist_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of a checklist file, an overlay or a file of cases, with all kinds of checks."""
    case_file = {"type": "object", "additionalProperties": False, "properties": {"cases": _CASES}}
    is_case_file = {"required": ["cases"], "maxProperties": 1}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kyccheck checklist",
        "type": "object",
        "if": {"required": ["extends"]},
        "then": {"$ref": "#/$defs/overlay"},
        "else": {"if": is_case_file, "then": case_file, "else": {"$ref": "#/$defs/checklist"}},
        "$defs": {
            "checklist": _whole(),
            "overlay": _overlay(),
            "item": _item(),
            "item_of_overlay": _item(under=_TEXT),
            "check": _question(),
            "case": _CASE,
            "parameter": {
                "type": "object",
                "required": ["parameter"],
                "additionalProperties": False,
                "properties": {"parameter": {"type": "string"}},
            },
        },
    }


def _whole() -> dict[str, Any]:
    whole = _object(Checklist, without=("file", "sha256"))
    whole["properties"] |= {"cases": _CASES, "items": {**whole["properties"]["items"], "minItems": 1}}
    return whole


def _overlay() -> dict[str, Any]:
    """An overlay, as kyccheck/checklist/overlay.py lays it over what it extends."""
    given = {
        "type": "object",
        "additionalProperties": False,
        "required": ["value"],
        "properties": {"value": _GIVEN, "why": _TEXT},
    }
    parameters = {"type": "object", "additionalProperties": {"anyOf": [_GIVEN, given]}}
    items = {"type": "array", "items": {"$ref": "#/$defs/item_of_overlay"}}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["extends"],
        "properties": {
            "extends": {**_FILLED, "description": "the id of a shipped checklist, or a file"},
            **dict.fromkeys(("id", "title", "version", "about"), _PLAIN[str]),
            "parameters": {"anyOf": [parameters, _NULL]},
            "switch_off": {"anyOf": [{"type": "array", "items": _SWITCH}, _NULL]},
            "items": {"anyOf": [items, _NULL]},
            "cases": _CASES,
        },
    }


def _item(**more: dict[str, Any]) -> dict[str, Any]:
    item = _object(Item, without=("switched_off",))
    named = {name: {"anyOf": [_FILLED, _PARAMETER]} for name in ("id", "title")}
    item["properties"] |= {**named, **more}
    return {**item, "allOf": [_ASKS, _ON_ENTRY]}


def _question() -> dict[str, Any]:
    kinds = {word: registry.load("kyccheck.checks", word).Check for word in registry.words("kyccheck.checks")}
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {word: _asked(kind) for word, kind in kinds.items()},
    }


def _asked(kind: Any) -> dict[str, Any]:
    """A kind of check; one of which nothing must be said may stand with nothing behind it."""
    return _schema(kind) if _object(kind)["required"] else {"anyOf": [_schema(kind), _NULL]}


def _schema(kind: Any) -> dict[str, Any]:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Question:
        return {"$ref": "#/$defs/check"}
    if kind is Item:
        return {"$ref": "#/$defs/item"}
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_NULL if choice is type(None) else _schema(choice) for choice in arguments]}
    if origin is tuple:
        member = _schema(arguments[0])
        return {"anyOf": [{"type": "array", "items": member}, member, _PARAMETER]}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(arguments[1])}
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if is_dataclass(kind):
        return _dataclass(kind)
    return dict(_DAY) if kind is date else dict(_PLAIN.get(kind, {}))


def _dataclass(kind: Any) -> dict[str, Any]:
    if hasattr(kind, "from_tree"):
        return {"anyOf": [{"type": ["string", "integer"]}, _object(kind)]}
    short = getattr(kind, "short", "")
    whole = _object(kind)
    return {"anyOf": [whole["properties"][short], whole]} if short else whole


def _object(kind: Any, without: tuple[str, ...] = ()) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    members = [member for member in fields(kind) if hints[member.name] is not Place and member.name not in without]
    needed = [member for member in members if member.default is MISSING and member.default_factory is MISSING]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [member.name.rstrip("_") for member in needed],
        "properties": {member.name.rstrip("_"): _schema(hints[member.name]) for member in members},
    }
