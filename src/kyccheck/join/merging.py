"""What two records about one thing say together: where they say two things, a field holds both, and a person judges.

A blank is something said: the export carries the field, and it is empty. What is absent is told by the other record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from kyccheck.records.record import Record, Several
from kyccheck.values.value import ABSENT, as_text, is_blank

_MAY_DIFFER: Final = frozenset({"created", "updated", "owner"})
_MAY_BE_BLANK: Final = frozenset({"title", "kind", "pipeline", "tags", "aliases"}) | _MAY_DIFFER
"""Fields that only name a case, and may be blank, or hold another list, in one of two records."""

_MOST_SAID: Final = 20
"""So many things that are said of one field are kept: what more records say of it does not change that they differ."""

Rule = Callable[[str, object, object], object]
"""What a field says, by its path (`company.name`), what the one record says, and what the other."""


def of_one_thing(path: str, mine: object, other: object) -> object:
    """What two exports of one record say of a field: a blank beside a value is two things."""
    if isinstance(mine, dict) and isinstance(other, dict):
        return _of_parts(path, mine, other)
    name = path.partition(".")[2]
    if (is_blank(mine) or is_blank(other)) and name in _MAY_BE_BLANK:
        return other if is_blank(mine) else mine
    if name in _MAY_DIFFER or (name in _MAY_BE_BLANK and isinstance(mine, list)):
        return mine
    said = mine if isinstance(mine, Several) else Several([mine])
    if len(said) == _MOST_SAID or any(_are_one(path, one, other) for one in said):
        return mine
    return Several([*said, other])


def _are_one(path: str, mine: object, other: object) -> bool:
    """Whether two records say the same of a field."""
    if is_blank(mine) or is_blank(other):
        return is_blank(mine) and is_blank(other)
    if _plain(mine) == _plain(other):
        return True
    from kyccheck.join.writing import is_one

    return is_one(path, mine, other)


def with_aside(path: str, mine: object, other: object) -> object:
    """A field of a record and of one that only mentions it, or that a key found: a blank there says nothing."""
    return mine if is_blank(other) else of_one_thing(path, mine, other)


def completed(path: str, mine: object, other: object) -> object:
    """A field of two records that each tell a part (a deal and its company of a risk): a blank says nothing."""
    return other if is_blank(mine) else with_aside(path, mine, other)


def note_both(kept: Record, first: Record, second: Record) -> None:
    """Have a record carry what was noted of these two."""
    kept.notes = tuple(dict.fromkeys((*first.notes, *second.notes)))
    kept.marks = tuple(dict.fromkeys((*first.marks, *second.marks)))
    kept.untold = tuple(dict.fromkeys((*first.untold, *second.untold)))


def merged(kept: Record, other: Record, rule: Rule = of_one_thing) -> Record:
    """A record with the fields of another one about the same; a field of which they say two things holds both."""
    fields, places, elsewhere = dict(kept.fields), dict(kept.shape.places), dict(kept.elsewhere or {})
    is_beside = (kept.file, kept.base, kept.row) == (other.file, other.base, other.row)
    for name, value in other.fields.items():
        mine = fields.get(name, ABSENT)
        said = value if mine is ABSENT else rule(f"{kept.section}.{name}", mine, value)
        if said is not mine:
            fields[name] = said
        if said is value and said is not mine:
            if is_beside and name not in (other.elsewhere or {}):
                places[name] = other.shape.places.get(name, "")
                elsewhere.pop(name, None)
            else:
                elsewhere[name] = other.origin(name)
    if fields != kept.fields:
        kept.fields, kept.shape, kept.elsewhere = fields, replace(kept.shape, places=places), elsewhere
    return kept


def _of_parts(path: str, mine: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The same of a mapping (a package, a billing contact), part by part."""
    said = {
        name: of_one_thing(f"{path}.{name}", mine[name], value) if name in mine else value
        for name, value in other.items()
    }
    laid = {**mine, **said}
    return mine if laid == mine else laid


def _plain(value: object) -> object:
    """A value as it is compared: 4, 4.0 and "4" are one."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    text = as_text(value)
    return repr(value) if text is None else text
