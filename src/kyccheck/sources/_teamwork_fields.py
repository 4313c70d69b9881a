"""What a ticket tells by names of its own, as fields of a case: custom fields, and the columns of a sheet."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final, NamedTuple

from kyccheck.records.fields import folded, sections
from kyccheck.records.names import Names, one_of_several, plain_names
from kyccheck.records.record import NO_SHAPE, Record, Shape
from kyccheck.sources import Reading
from kyccheck.sources._teamwork_value import SYSTEM
from kyccheck.values.value import as_text

Told = dict[str, tuple[Any, str]]
"""Values by the names that an export gives them, each with where it stands below the record (a JSON pointer)."""

_STARTS: Final = {
    "customer": "contacts",
    "client": "contacts",
    "contact": "contacts",
    "company": "company",
    "organization": "company",
    "organisation": "company",
    "billing": "billing",
    "handed": "setup",
}
"""Words that open the name of what belongs to another section than the ticket, beside those that fields.yaml has."""

_NOT_OF_A_TICKET: Final = frozenset({"approvals"})
"""Sections of many records: a ticket has no more than one field to tell of them."""

_ALONE: Final = {"contacts": "name", "company": "name"}
"""The field that such a word means where it stands alone: "Customer", "Company"."""

_NOT_STAGES: Final = frozenset({"status", "ticket status"})
"""Whether a ticket is open or waiting says nothing of its stage: its tags do."""


def place_of(names: Names, key: str) -> tuple[str, str] | None:
    """The section and the field that a name means, or None."""
    word = folded(key)
    if word in _NOT_STAGES:
        return None
    field = names.field("case", SYSTEM, key)
    return ("case", field) if field else _by_start(names, word) or _by_mapping(names, key)


def _by_start(names: Names, word: str) -> tuple[str, str] | None:
    for section, about in sections().items():
        if section in _NOT_OF_A_TICKET:
            continue
        if any(_opens(folded(called), word) for called in about.called) and (
            field := names.field(section, SYSTEM, word)
        ):
            return section, field
    for start, section in _STARTS.items():
        if word == start:
            return (section, _ALONE[section]) if section in _ALONE else None
        if _opens(start, word):
            field = names.field(section, SYSTEM, word) or names.field(section, SYSTEM, word.removeprefix(f"{start} "))
            if field:
                return section, field
    return None


def _opens(start: str, word: str) -> bool:
    return word == start or word.startswith(f"{start} ")


def _by_mapping(names: Names, key: str) -> tuple[str, str] | None:
    """What a mapping file says that a name means: the one section that knows it only because of the mapping."""
    found = [
        (section, field)
        for section in sections()
        if (field := names.field(section, SYSTEM, key)) and not plain_names().field(section, SYSTEM, key)
    ]
    return found[0] if len(found) == 1 else None


class Titles(NamedTuple):
    """What custom fields are called: those that tell a field, with the field, and those that mean none."""

    called: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()


UNTITLED: Final = Titles()


def record(  # noqa: PLR0913, PLR0917 - what a record is made of, each of another kind
    section: str, told: Told, base: str, reading: Reading, own: str = "", titles: Titles = UNTITLED
) -> Record:
    """A record of what is told; `base` is the JSON pointer below which the places are, `own` the record's own one."""
    places = (own, *(place for _, place in told.values()))
    shape = _shape(reading.names, section, tuple(told), places, titles)
    keys_of = reading.names.shape(section, SYSTEM, tuple(told)).keys
    fields = {name: _filled(told, keys) for name, keys in keys_of.items()}
    return Record(section, fields, shape, reading.file, base, system=SYSTEM, id=as_text(fields.get("id")) or "")


@lru_cache(maxsize=4096)
def _shape(names: Names, section: str, keys: tuple[str, ...], places: tuple[str, ...], titles: Titles) -> Shape:
    """How records with these keys at these places are read; one for all that look alike."""
    shape = names.shape(section, SYSTEM, keys)
    at = dict(zip(("", *keys), places, strict=True))
    found = {name: at[claimants[0]] for name, claimants in shape.keys.items()}
    called = {name: (title,) for name, title in titles.called if name in shape.keys}
    return Shape({**shape.keys, **called}, {"": at[""], **found}, (*shape.ignored, *titles.ignored))


def _filled(told: Told, keys: tuple[str, ...]) -> Any:
    values = [told[key][0] for key in keys]
    return values[0] if len(values) == 1 else one_of_several(values)


def emptied(section: str, base: str, reading: Reading) -> Record:
    """The mark of a section that was exported and holds nothing."""
    return Record(section, {}, NO_SHAPE, reading.file, base, system=SYSTEM, empty=True, counts=False)
