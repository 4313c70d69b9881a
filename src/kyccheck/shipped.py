"""The tables that ship with the package, which nobody else writes: YAML of text alone, read the short way.

(What users write is read by `strictyaml`, which says what is wrong with it and where.)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import yaml


def shipped(name: str) -> dict[str, Any]:
    """The mapping in a file of the package, by its path in there; each value is a text, a list or a mapping."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    events = yaml.parse((Path(__file__).parent / name).read_bytes(), Loader=loader)
    return cast("dict[str, Any]", next(value for event in events if (value := _value(event, events)) is not None))


def _value(event: Any, events: Iterator[Any]) -> Any:
    """What begins with an event, or None: in half the time of PyYAML's own trees."""
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.SequenceStartEvent):
        members = []
        while (member := _value(next(events), events)) is not None:
            members.append(member)
        return members
    if isinstance(event, yaml.MappingStartEvent):
        values = {}
        while (key := _value(next(events), events)) is not None:
            values[key] = _value(next(events), events)
        return values
    return None
