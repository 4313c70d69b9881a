"""What the two house formats share, ODB's accounts and the CSR 106 form: what they name, and their JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from kyccheck.records.fields import folded, may_end, pointer, section_names, sections
from kyccheck.records.names import plain_names
from kyccheck.records.naming import record_of
from kyccheck.records.record import Link, Problem, Record
from kyccheck.sources import Reading
from kyccheck.sources._merged_cells import rows_sharing
from kyccheck.sources._native_end import ending_of, mark
from kyccheck.sources._references import is_a_title, is_like_an_id
from kyccheck.sources._table import Columns, Where, at, cell, members, opening, row_at, settle
from kyccheck.values.grid import Sheet
from kyccheck.values.value import is_blank

_EITHER: Final = "case or deal"
_NAMED: Final = {"deal": "deal", "case": _EITHER, "ticket": "case", "company": "company"}
_NAMING: Final = re.compile(
    r"(?:hubspot )?(?P<word>deal|case|ticket|company)(?P<id> (?:record )?(?:ids?|no\.?|number))?"
)


def names_section(title: str) -> str:
    """The section that a column, key or label names by its ids ("HubSpot deal", "Case ID"), or "".

    What a case is called may be a ticket's or a deal's id: "case or deal". "Company" alone is the company's name, and a
    "company number" is its registration.
    """
    match = _NAMING.fullmatch(folded(title))
    if match is None:
        return ""
    if match["word"] == "company" and not (match["id"] or "").strip().startswith(("id", "record")):
        return ""
    return _NAMED[match["word"]]


def join(record: Record, named: Iterable[tuple[str, object, str]]) -> Iterator[Problem]:
    """Link a record to what it names: (section, value, place). What is no id is a problem, and joins nothing.

    It is kept all the same, as long as it says something: what names a deal by its title is that deal's alone.
    """
    links: list[Link] = []
    for section, value, where in named:
        for part in members(value):
            link = Link(section_named(section), part, either=section == _EITHER)
            if is_like_an_id(part) or is_a_title(link):
                links.append(link)
            if not is_like_an_id(part):
                yield Problem(record.file, f"this is not the id of a {section}, so nothing was joined by it", where)
    record.links = tuple(dict.fromkeys(links))


def section_named(named: str) -> str:
    """The section of what a column names: what may be a ticket's or a deal's id is a case's."""
    return "case" if named == _EITHER else named


def rows(sheet: Sheet, section: str, reading: Reading) -> Iterator[Record | Problem]:
    """The rows of a table of a section, one record each, linked to what they name."""
    header = opening(sheet)
    named = {
        place: found
        for place, title in enumerate(header)
        if not reading.names.field(section, section, title) and (found := names_section(title))
    }
    columns = Columns.under(header, section, reading, Where(section, sheet.name), frozenset(named))
    joining = tuple((header[place], section_named(found)) for place, found in named.items())
    columns.shape = replace(columns.shape, joining=joining)
    ending = ending_of(columns)
    for row in rows_sharing(sheet, named):
        record = columns.record(row, reading.names)
        mark(record, ((title, cell(row, place)) for title, place in ending))
        if all(map(is_blank, record.fields.values())):
            message = "says nothing: no column that kyccheck fields lists is filled"
            yield Problem(reading.file, message, row_at(sheet.name, row.number), records=1)
            continue
        yield from join(
            record, ((found, cell(row, place), at(sheet.name, place, row.number)) for place, found in named.items())
        )
        yield record


def fields_named(keys: Iterable[str], section: str) -> set[str]:
    """The fields of a section that these keys, titles or labels mean."""
    return {name for key in keys if key and (name := plain_names().field(section, section, key))}


def fields_of(tree: object, section: str) -> set[str]:
    """The fields of a section that an object of JSON has, those of its nested mappings too."""
    if not isinstance(tree, dict):
        return set()
    keys = []
    for key, value in tree.items():
        outer = folded(key).replace(" ", "_")
        if outer in sections()[section].nested and isinstance(value, dict):
            keys += [f"{outer}.{inner}" for inner in value]
        else:
            keys.append(key)
    return fields_named(keys, section)


def objects(value: Any, base: str, section: str) -> Iterator[tuple[Any, str]]:
    """The objects of a document, each with its pointer: one, a list of them, or under a name of the section.

    What stands beside that name ({"deal_id": 1, "csr": {...}}) goes for each object that does not say it itself.
    """
    wrapper = wrapped(value, section)
    if wrapper:
        beside = {key: other for key, other in value.items() if key != wrapper and names_section(key)}
        for member, at in objects(value[wrapper], base + pointer(wrapper), section):
            yield ({**beside, **member} if isinstance(member, dict) else member), at
    elif isinstance(value, list):
        yield from ((member, f"{base}/{place}") for place, member in enumerate(value))
    else:
        yield value, base


def wrapped(value: Any, section: str) -> str:
    """The key of a document under which its objects stand, "" where it has none or other sections beside it."""
    if not isinstance(value, dict):
        return ""
    known = section_names()
    keys = [key for key in value if folded(key) in known and isinstance(value[key], (dict, list))]
    return keys[0] if len(keys) == 1 and known[folded(keys[0])] == section else ""


def record_of_object(tree: dict[str, Any], base: str, section: str, reading: Reading) -> Iterator[Record | Problem]:
    """The record of an object, linked to what it names."""
    named = {
        key: found for key in tree if not reading.names.field(section, section, key) and (found := names_section(key))
    }
    plain = {key: value for key, value in tree.items() if key not in named}
    record = record_of(reading.names, section, section, plain, (reading.file, base))
    record.fields = {**record.fields}
    settle(record)
    mark(record, ((key, tree[key]) for key in record.shape.ignored if may_end(section, key)))
    record.id = f"{reading.file} {base}".strip()
    yield from join(record, ((found, tree[key], base + pointer(key)) for key, found in named.items()))
    yield record
