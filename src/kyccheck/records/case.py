"""A case: all records about one deal or ticket. What is audited."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import field
from functools import lru_cache
from typing import Any, Final, NamedTuple

from kyccheck.dataclass import dataclass
from kyccheck.records.fields import pointer, sections
from kyccheck.records.record import NO_SHAPE, Evidence, Record, Shape
from kyccheck.values.value import ABSENT, as_text, is_blank


class MadeLate(dict[str, tuple[Record, ...]]):
    """Sections whose records are made when somebody first asks for them; all of them where somebody asks for all."""

    __slots__ = ("_make", "_names")

    def __init__(self, names: Collection[str], make: Callable[[str], tuple[Record, ...]]) -> None:
        self._names = names
        self._make = make

    def __missing__(self, name: str) -> tuple[Record, ...]:
        """Make the records of a section."""
        if name not in self._names:
            raise KeyError(name)
        self[name] = made = self._make(name)
        return made

    def get(self, name: str, default: Any = None) -> Any:
        """The records of a section, or the default where it was not exported."""
        return self[name] if name in self._names else default

    def all(self) -> dict[str, tuple[Record, ...]]:
        """Every section with its records."""
        return {name: self[name] for name in self._names}


class Join(NamedTuple):
    """A loose record that belongs to a case by a key, and how that is known."""

    record: Record
    how: str


@dataclass(slots=True, eq=False)
class Case:
    """All records about one deal or ticket.

    `records` holds the sections that the exports carry: a section that is not there was not exported, one with no
    records was exported and is empty. `system` is that of the deal or ticket itself; `stage` and `pipeline` are as they
    were read, `stage_means` is what the mapping or an export says that the stage is, `deal_stage` and `deal_means` the
    same of its deal where that has another one. `means` tells what a word for a stage means there, in a pipeline.

    `held_back` says why it may not simply go on, whatever its items say: its system has it as archived, or as spam.

    `joins` are the records that belong to it by a key, not by an id that names it.

    A native case whose fields all go by their own names keeps what was read in `raw`, and makes the records of a
    section when somebody first asks for it.
    """

    id: str
    kind: str
    records: dict[str, tuple[Record, ...]]
    title: str = ""
    stage: str = ""
    stage_means: str = ""
    deal_stage: str = ""
    deal_means: str = ""
    pipeline: str = ""
    owner: str = ""
    tags: tuple[str, ...] = ()
    system: str = ""
    notes: list[str] = field(default_factory=list)
    held_back: list[str] = field(default_factory=list)
    raw: dict[str, Any] | None = None
    joins: list[Join] = field(default_factory=list)
    means: Callable[[str, str], str] = lambda _word, _pipeline: ""

    def sections(self) -> dict[str, tuple[Record, ...]]:
        """Every section that the exports carry, with its records."""
        return self.records.all() if isinstance(self.records, MadeLate) else self.records

    def words(self, word: str) -> tuple[str, ...]:
        """What a stage may go by that an export gives this word for: what it is said to mean, and the word itself."""
        meaning = self.means(word, self.pipeline)
        return (meaning, word) if meaning else (word,)

    def first(self, section: str) -> Record | None:
        """The one record of a single section, or the first of many."""
        records = self.records.get(section)
        return records[0] if records else None

    def value(self, section: str, name: str) -> object:
        """The value of a field of a single section: ABSENT where no export carries it, None where it is empty."""
        records = self.records.get(section)
        if records is None:
            return ABSENT
        return records[0].fields.get(name, ABSENT) if records else None

    def evidence(self, path: str) -> list[Evidence]:
        """What a path reads: `company.name`, `contacts[].role` (one for each), `contacts[1]`, `company` (all of it)."""
        section, only, rest, name, inner = _parts(path)
        records = self.records.get(section)
        if not records:
            return [Evidence(path, None, "", "")]
        many, places = sections()[section].many, range(len(records))
        found = []
        for place in places if only is None else places[only : only + 1]:
            record, label = records[place], f"{section}[{place}]" if many else section
            if not rest:
                found.append(Evidence(label, describe(record), record.file, record.at()))
            elif inner:
                found.extend(_inner(record, f"{label}.{name}", name, inner))
            else:
                found.append(record.evidence(f"{label}.{rest}", rest))
        return found


@lru_cache(maxsize=4096)
def _parts(path: str) -> tuple[str, int | None, str, str, str]:
    """A path: section, the place of the one record that is meant, field; of a field the list, and what is in it."""
    section, _, rest = path.partition(".")
    section, _, only = section.partition("[")
    name, _, inner = rest.partition("[].")
    return section, int(only[:-1]) if only.rstrip("]") else None, rest, name, inner


def elements(record: Record, name: str) -> tuple[Record, ...]:
    """The members of a list in a field (`csr.virtual_numbers`), as records of their own."""
    members = record.fields.get(name)
    if not isinstance(members, (list, tuple)):
        return ()
    return tuple(element(record, name, place) for place in range(len(members)))


def element(record: Record, name: str, place: int) -> Record:
    """One of these, by its place from 0. Raises what a list or tuple raises that has no such place."""
    member = record.fields[name][place]  # type: ignore[index] # a list, as its callers have seen
    file, at = record.origin(name)
    in_json = at.startswith("/") or not (record.row or "!" in at)
    is_told = isinstance(member, dict)
    return Record(
        section=name,
        fields=member if is_told else {"value": member},
        shape=Shape({}, {key: pointer(key) for key in member}) if is_told and in_json else NO_SHAPE,
        file=file,
        base=f"{at}/{place}" if in_json else _cell(record, f"{name}[{place}]", at),
        system=record.system,
    )


def _cell(record: Record, member: str, at: str) -> str:
    """The cell that a member of a list stands in: its own where the source tells it, else that of the list."""
    is_here = member in record.shape.places and (record.file, at) == record.origin(member.partition("[")[0])
    return record.at(member) if is_here else at


def _inner(record: Record, label: str, name: str, inner: str) -> list[Evidence]:
    return [
        member.evidence(f"{label}[{place}].{inner}", inner) for place, member in enumerate(elements(record, name))
    ] or [record.evidence(label, name)]


def describe(record: Record) -> str:
    """What a record is called among people: its name, or the next best thing that it carries."""
    fields = record.fields
    if name := _said(fields, "name"):
        return name
    if full := " ".join(part for part in (_said(fields, "first_name"), _said(fields, "last_name")) if part):
        return full
    known = ("title", "subject", "team", "stage", "type", "number", "email")
    names = (_said(fields, name) for name in (("number",) if record.section in _BILLS else known))
    return next((name for name in names if name), "") or record.id


_BILLS: Final = frozenset({"invoice", "quote"})
"""Sections whose records go by their numbers; their type says what they are, not which."""


def _said(fields: dict[str, object], name: str) -> str:
    value = fields.get(name)
    return "" if value is None or is_blank(value) else (as_text(value) or "")[:80]
