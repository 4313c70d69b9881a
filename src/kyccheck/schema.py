"""The JSON Schema of checklists, from the same annotations by which YAML is read."""

import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any, Final

from kyccheck import registry
from kyccheck.checklist import Checklist, Item
from kyccheck.checks import Question
from kyccheck.strictyaml import Place

_PLAIN: Final = {str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}}
_TEXT: Final = {"type": "string"}
_CASE: Final = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "properties": {
        "name": _TEXT,
        "as_of": {"type": "string", "format": "date"},
        "at": _TEXT,
        "like": _TEXT,
        "given": {"type": "object"},
        "without": {"anyOf": [{"type": "array", "items": _TEXT}, _TEXT]},
        "want": {"type": "object", "additionalProperties": _TEXT},
        "verdict": _TEXT,
    },
}
"""A case to try a checklist out on, as kyccheck/trial.py reads it: that lies above this module."""
_PARAMETER: Final = {"$ref": "#/$defs/parameter"}


def checklist_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of a checklist file, with all kinds of checks."""
    kinds = {word: registry.load("kyccheck.checks", word).Check for word in registry.words("kyccheck.checks")}
    question = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {word: _schema(kind) for word, kind in kinds.items()},
    }
    whole = _object(Checklist, without=("file", "sha256"))
    whole["properties"]["cases"] = {"type": "array", "items": {"$ref": "#/$defs/case"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kyccheck checklist",
        **whole,
        "$defs": {
            "case": _CASE,
            "check": question,
            "item": _object(Item, without=("switched_off",)),
            "parameter": {
                "type": "object",
                "required": ["parameter"],
                "additionalProperties": False,
                "properties": {"parameter": {"type": "string"}},
            },
        },
    }


def _schema(kind: Any) -> dict[str, Any]:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Question:
        return {"$ref": "#/$defs/check"}
    if kind is Item:
        return {"$ref": "#/$defs/item"}
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_schema(choice) for choice in arguments if choice is not type(None)]}
    if origin is tuple:
        member = _schema(arguments[0])
        return {"anyOf": [{"type": "array", "items": member}, member, _PARAMETER]}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(arguments[1])}
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if is_dataclass(kind):
        return _dataclass(kind)
    return {"type": "string", "format": "date"} if kind is date else dict(_PLAIN.get(kind, {}))


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
