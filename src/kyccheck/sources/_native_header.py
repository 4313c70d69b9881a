"""What a table of native cases holds, told by the name of its sheet and by its header: a section, and what it names."""

from __future__ import annotations

import re
from typing import Final

from kyccheck.records.fields import NATIVE, folded, section_names, sections
from kyccheck.records.names import plain_names
from kyccheck.records.record import MAIN
from kyccheck.sources._table import Naming, from_header, opening
from kyccheck.values.grid import Sheet

_NAMED: Final = {"deal": "deal", "case": "case", "ticket": "case", "company": "company", "contact": "contacts"}
_NAMING: Final = re.compile(
    r"(?P<first>primary )?(?:hubspot |associated )?(?P<word>deal|case|ticket|company|companie|contact)s?"
    r"(?P<ids> ids?)?(?P<primary> \(primary\))?"
)
HUBSPOTS: Final = frozenset({"record id", "hs object id"})
"""Titles of ids that only HubSpot uses."""

_OF_OTHERS: Final = frozenset({"csr", "odb"})
_FEWEST: Final = 3
"""So many columns a nameless table must share with a section to be told as one, unless no other section fits."""


def section_said(sheet: Sheet) -> str:
    """The section that a sheet's name says; "" where it says none."""
    return section_names().get(folded(sheet.name), "")


def section_of(sheet: Sheet) -> str:
    """The section that a sheet's name says, if its columns are that section's."""
    section, header = section_said(sheet), opening(sheet)
    fits = section and (is_of(header, section) or own_fields(header, section) == {"id"})
    return section if fits else ""


def under_title(sheet: Sheet, section: str) -> Sheet:
    """The sheet of a section ("": of none) from its header on, past a title above it.

    Two columns of the section's own tell a header more surely than one beside a key: headings of groups of columns may
    stand above it that look like the latter.
    """
    if not section:
        return sheet
    headed = from_header(sheet, lambda header: len(own_fields(header, section)) > 1)
    if len(own_fields(opening(headed), section)) > 1:
        return headed
    return from_header(sheet, lambda header: is_of(header, section))


def is_of(header: tuple[str, ...], section: str) -> bool:
    """Whether these are columns of a section: two of its fields, or one of them and a key that joins its rows."""
    own = own_fields(header, section)
    if len(own) != 1:
        return bool(own)
    filled = [title for title in header if title]
    return len(filled) > 1 and ("id" in own or joins(header, section))


def joins(header: tuple[str, ...], section: str) -> bool:
    """Whether a column of a section's table names other records."""
    return any(naming_in(place, title, section, header) for place, title in enumerate(header))


def sections_named(header: tuple[str, ...], section: str) -> frozenset[str]:
    """The sections whose records the columns of a section's table name."""
    found = (naming_in(place, title, section, header) for place, title in enumerate(header))
    return frozenset(naming.section for naming in found if naming is not None)


def own_fields(header: tuple[str, ...], section: str) -> set[str]:
    """The fields of a section that titles mean."""
    return {name for title in header if title and (name := plain_names().field(section, NATIVE, title))}


def has_id(header: tuple[str, ...], section: str) -> bool:
    """Whether the header holds the section's own id."""
    return "id" in own_fields(header, section)


def by_columns(header: tuple[str, ...]) -> str:
    """The one section that most columns of a nameless table belong to, where there is one."""
    if exactly := by_own_names(header):
        return exactly
    titles = {folded(title) for title in header}
    if not any(title == "id" or _is_key(title) for title in titles):
        return ""
    found = {section: own_fields(header, section) for section in sections()}
    # Of two sections that share as many columns, it is the one whose own names they bear.
    scores = {section: (len(names), len({*map(folded, names)} & titles)) for section, names in found.items()}
    best = max(scores.values())
    told = [section for section, score in scores.items() if score == best]
    return told[0] if best[0] >= _FEWEST and len(told) == 1 else _only_one(header)


def by_own_names(header: tuple[str, ...]) -> str:
    """The one section of which each title is a field's own name (or its id), beside keys that say whose it is.

    So "Case ID, type, name" are documents, though a case has an id, a type and a name for its title as well. The tables
    of ODB and the order form have readers of their own.
    """
    titles = [folded(title) for title in header if title]
    if not any(title == "id" or _is_key(title) for title in titles):
        return ""
    told = [section for section in sections() if section not in _OF_OTHERS and _are_own(titles, section)]
    return told[0] if len(told) == 1 else ""


def is_surely_native(header: tuple[str, ...]) -> bool:
    """Whether a nameless table bears a section's own names alone, and no other system's could look like that.

    A case of no other system has a kind, or a title beside a mere id; a board of Monday.com begins with names of items.
    """
    section, titles = by_own_names(header), [folded(title) for title in header if title]
    if section == "case":
        return "kind" in titles or {"id", "title"} <= {*titles}
    return bool(section) and any(map(_is_key, titles)) and (section != "tracking" or _is_key(titles[0]))


def _are_own(titles: list[str], section: str) -> bool:
    """Whether titles are a section's own names, one of them at least no id; or its id, or keys of other sections."""
    names = {folded(name) for name in sections()[section].fields} - {"id"}
    rest = [title for title in titles if title not in names]
    keys = {title for title in rest if _is_key(title) and (naming := _naming(0, title)) and naming.section != section}
    ids = {title for title in rest if title not in HUBSPOTS and own_fields((title,), section) == {"id"}}
    return len(rest) < len(titles) and keys | ids >= set(rest)


def _only_one(header: tuple[str, ...]) -> str:
    """The section of a nameless table of few columns: a key, and fields that no other section has ("deal, rating")."""
    others = [title for title in header if title and not _is_key(folded(title))]
    if not others or len(others) == len([title for title in header if title]):
        return ""
    told = [section for section in sections() if any(own_fields((title,), section) for title in others)]
    fits = len(told) == 1 and told[0] not in MAIN and all(own_fields((title,), told[0]) for title in others)
    return told[0] if fits else ""


def _is_key(title: str) -> bool:
    """Whether a title is that of ids of other records, and of nothing else."""
    naming = _naming(0, title)
    return naming is not None and not naming.own


def naming_in(place: int, title: str, section: str, header: tuple[str, ...]) -> Naming | None:
    """What a column of a section names, unless it is a field of the section itself.

    A case may carry its own id beside its deal's: then `deal_id` is no other name of the former.
    """
    naming = _naming(place, folded(title))
    if naming is None or naming.section == section:
        return None
    field = plain_names().field(section, NATIVE, title)
    if field == "id" and section == "case":
        others = [other for other in header if other != title and plain_names().field(section, NATIVE, other) == "id"]
        return naming if others else None
    if field is not None or (naming.own and section not in MAIN and naming.section not in MAIN):
        return None
    return naming


def _naming(place: int, title: str) -> Naming | None:
    match = _NAMING.fullmatch(title)
    if match is None:
        return None
    section = _NAMED[match["word"].replace("companie", "company")]
    primary = bool(match["first"] or match["primary"])
    own = not match["ids"] and section not in MAIN
    return Naming(place, section, primary, own=own, either=match["word"] == "case")
