"""The tables that ship with the package, which nobody else writes: YAML of text alone, read the short way.

(What users write is read by `strictyaml`, which says what is wrong with it and where.)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import yaml


def shipped(name: str) -> dict[str, Any]:
    """The mapping in a file of the package, by its path in there; each value is a text, a list or a mapping."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)((Path(__file__).parent / name).read_bytes())
    return cast("dict[str, Any]", _value(loader.get_single_node()))


def _value(node: Any) -> Any:
    """What a node holds. PyYAML's own constructor, which can do much more, takes three times as long."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(member) for member in node.value]
    return node.value
