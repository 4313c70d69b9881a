"""What rows name other records by: ids that join, and texts that do not."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple

from kyccheck.records.fields import NATIVE, folded, sections
from kyccheck.records.record import MAIN, MORE, NO_SHAPE, Link, Problem, Record
from kyccheck.values.value import is_blank, is_filled, says_none

_LIKE_AN_ID: Final = re.compile(r"(?=\S*\d)[^\s,]{1,60}")


class Named(NamedTuple):
    """Another record that a row names, and the cell that does. `unsure`: it may be a name, which joins nothing."""

    link: Link
    at: str
    unsure: bool = False


def is_like_an_id(text: str) -> bool:
    """Whether a text may be an id that other files know: no blanks, and a digit."""
    return bool(_LIKE_AN_ID.fullmatch(text))


def is_a_title(link: Link) -> bool:
    """Whether a text that is no id names a deal or ticket all the same: what says so is no other one's."""
    return link.section in MAIN and is_filled(link.id)


def names_in_vain(link: Link) -> bool:
    """Whether a text that is no id means anything all the same: no placeholder does, a formula that failed may have."""
    return link.section != "case" and (is_filled(link.id) or link.id.startswith("#"))


def no_id(naming: Named, file: str) -> Problem:
    """What to say of a text that stands where an id should: not the text itself, which may be a person's name."""
    return Problem(file, f"this is not the id of a {_one(naming.link.section)}, so nothing was joined by it", naming.at)


def missing(named: Named, file: str) -> Record:
    """What stands for a record that a case names, and that nobody can find by it: only that it is named is known."""
    section, own = named.link.section, named.link.id
    why = f'"{own[:60]}" at {named.at} is not an id that joins a {_one(section)}'
    return Record(section, {"id": own}, NO_SHAPE, file, named.at, system=NATIVE, id=own, missing=why, counts=False)


def names_nobody(record: Record) -> bool:
    """Whether a row without any id of a case says something all the same: below one that names it, it may be its own.

    A company may be nobody's customer yet, and in what a system has exported a contact may be nobody's, too. A box that
    is not ticked, or a sum of nothing, says nothing.
    """
    is_exported = any(folded(title).startswith("associated") for title, _ in record.shape.joining)
    if is_exported or record.section in (*MAIN, "company"):
        return False
    told = (value for name, value in record.fields.items() if name != "id")
    return any(not is_blank(value) and value not in (False, 0) and not says_none(value) for value in told)


def doubt(record: Record, links: tuple[Link, ...]) -> Record:
    """What stands in a case for such a row below one of its own: that nobody can tell whether it belongs there."""
    where, about = record.at() if record.base else f"row {record.row}", sections()[record.section]
    why = f"the {_one(record.section)} at {where} does not say which case it belongs to, and may be one of this case"
    own = MORE if about.many else ""
    said = Record(record.section, {"id": own} if own else {}, NO_SHAPE, record.file, record.base, record.row, NATIVE)
    return replace(said, id=own, links=links, missing=f"{why}; fill in its id there", counts=False)


def _one(section: str) -> str:
    return sections()[section].one
