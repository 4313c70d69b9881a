"""Cases in kyccheck's own form: sections (`case`, `deal`, `company`, ...) with fields, as `kyccheck fields` lists them.

A workbook has sheets named after the sections, one row a record, joined by columns such as `deal_id`, `case_id` and
`company_id`. A CSV file has the rows of one section, or one case a row: `case.id`, `company.name`, `contacts[0].email`.

A JSON document holds one case, a list of them, or {"cases": [...]}; a file may hold one a line. Each section takes the
plain fields, or the raw object of a system (a HubSpot company with its `properties`). A section that is not there was
not exported; one that is null, "" or [] was, and is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from kyccheck import registry
from kyccheck.read.trees import Tree
from kyccheck.records.fields import NATIVE, folded, pointer, section_names, sections
from kyccheck.records.names import RAW_MARKS, WRAPPER
from kyccheck.records.naming import record_of
from kyccheck.records.record import MAIN, MORE, NO_SHAPE, Mark, Problem, Record
from kyccheck.sources import Found, Reading
from kyccheck.values.grid import Grid
from kyccheck.values.value import as_text, is_blank

_CASES = "cases"
_MOST_NOTES = 5
_MANY = 20
_ID = itemgetter("id")


def turn(document: Any) -> int:
    """Last of all; tables as they hold loose records, or cases, or both."""
    if isinstance(document, Grid):
        from kyccheck.sources import _native_table

        return _native_table.turn(document)
    return 4


def recognises(document: Any) -> float:
    """How surely a document is native: its keys, or the names of its sheets, are names of sections."""
    if isinstance(document, Grid):
        from kyccheck.sources import _native_table

        return _native_table.recognises(document)
    if isinstance(document, dict) and isinstance(document.get(_CASES), list):
        document = document[_CASES]
    if isinstance(document, list):
        document = next((member for member in document if isinstance(member, dict)), None)
    if not isinstance(document, dict):
        return 0.0
    known = section_names()
    meant = {known[folded(key)] for key, value in document.items() if folded(key) in known and _is_section(value)}
    own = {key for key in document if key in sections() and _is_section(document[key])}
    if meant.intersection(MAIN) and own:
        return 0.9
    return 0.4 if len(own) > 1 else 0.0


def _is_section(value: Any) -> bool:
    return value is None or isinstance(value, (dict, list))


def records(tree: Tree, reading: Reading) -> Iterator[Found]:
    """The cases of a document: for each the records that it holds, together."""
    if isinstance(tree.value, Grid):
        from kyccheck.sources import _native_table

        yield from _native_table.records(tree.value, reading)
        return
    value, base = tree
    if isinstance(value, dict) and isinstance(value.get(_CASES), list):
        yield from _cut_off(value, base, reading)
        value, base = value[_CASES], f"{base}/{_CASES}"
    if not isinstance(value, list):
        yield from _case(value, base, reading)
        return
    if not value:
        yield Problem(reading.file, "holds no case", base)
    for place, member in enumerate(value):
        yield from _case(member, f"{base}/{place}", reading)


def _cut_off(document: dict[str, Any], base: str, reading: Reading) -> Iterator[Problem]:
    from kyccheck.sources._pages import says_more

    if said := says_more(document, len(document[_CASES])):
        yield Problem(reading.file, said, base)


def _case(tree: Any, base: str, reading: Reading) -> Iterator[Found]:
    if not isinstance(tree, dict):
        yield Problem(reading.file, "is not a case: it should be an object with sections", base, records=1)
        return
    if number := _plain(tree, reading):
        yield Whole(tree, base, reading, number)
        return
    sheaf: list[Record] = []
    for found in _records(tree, base, reading):
        if isinstance(found, Problem):
            yield found
        else:
            sheaf.append(found)
    if not sheaf:
        yield Problem(
            reading.file, "is not a case: it has none of the sections that kyccheck fields lists", base, records=1
        )
        return
    _marked(sheaf)
    known = section_names()
    ignored = [key for key in tree if key not in sections() and folded(key) not in known]
    if ignored:
        yield from _ignored(ignored, tree, base, sheaf[0])
    yield tuple(sheaf)


def _ignored(keys: list[str], tree: dict[str, Any], base: str, main: Record) -> Iterator[Problem]:
    """Note keys that are no section; one that is nearly a section's name is a problem, too, if it holds anything."""
    from kyccheck.sources._near_section import held_by, near_section, unread

    said = {key: f'"{key[:60]}"' for key in keys}
    hints = (f"{said[key]} is not a section; {registry.allowed(key, tuple(sections()))}" for key in keys[:_MOST_NOTES])
    main.notes = (*main.notes, *hints)
    for key in keys:
        number, titles = held_by(tree[key])
        if number and (near := near_section(key, titles)):
            yield Problem(main.file, unread(said[key], key, near), base + pointer(key), records=number)


def whole(tree: Tree, reading: Reading) -> Whole | None:
    """The case of a document that can stay as it was read; None for any other document."""
    value, base = tree
    number = _plain(value, reading) if type(value) is dict else 0
    return Whole(value, base, reading, number) if number else None


class Whole:
    """A case as it was read, whose sections and main fields all go by their own names: its records are made late.

    `number` is how many records it holds.
    """

    __slots__ = ("_reading", "base", "number", "tree")

    def __init__(self, tree: dict[str, Any], base: str, reading: Reading, number: int) -> None:
        self.tree = tree
        self.base = base
        self.number = number
        self._reading = reading

    def records(self, *sections_of: str) -> list[Record]:
        """Make the records of these of its sections."""
        names, file = self._reading.names, self._reading.file
        found = []
        for name in sections_of:
            value, base = self.tree[name], self.base + pointer(name)
            if type(value) is dict:
                found.append(record_of(names, name, NATIVE, value, (file, base)))
            elif not value:
                found.append(Record(name, {}, NO_SHAPE, file, base, empty=True, counts=False))
            else:
                places = ((file, f"{base}/{place}") for place in range(len(value)))
                found += [record_of(names, name, NATIVE, *pair) for pair in zip(value, places, strict=True)]
        return found


def _plain(tree: dict[str, Any], reading: Reading) -> int:
    """How many records a case holds that can stay as it was read; 0 where it cannot.

    It can where nothing in it needs another name, another source, or a problem; a section that is null is only empty.
    A field that stands under two names is no such thing: the two may differ.
    """
    single, many, plain = reading.names.single, reading.names.many, reading.names.is_plain
    nesting, within = reading.names.nesting, reading.names.is_plain_within
    number = 0
    for key, value in tree.items():
        if type(value) is dict:
            known = single.get(key)
            if known is None or not (
                tuple(value) in known or plain(key, tuple(value)) or _is_there(key, value, reading)
            ):
                return 0
            if key in nesting and not within(key, value):
                return 0
            number += 1
        elif type(value) is list:
            known = many.get(key)
            if known is None:
                return 0
            for member in value:
                if type(member) is not dict or not (
                    tuple(member) in known or plain(key, tuple(member)) or _is_there(key, member, reading)
                ):
                    return 0
            if len(value) > 1 and _repeats(value):
                return 0
            number += len(value)
        elif value is not None or key in MAIN or not (key in single or key in many):
            return 0
    return number


def _is_there(section: str, value: dict[str, Any], reading: Reading) -> bool:
    """Whether an object is plain but for keys that might say that it is no more, and do not."""
    ending = reading.names.ending(section, tuple(value)) if value else ()
    if not ending or not reading.names.is_plain(section, tuple(key for key in value if key not in ending)):
        return False
    from kyccheck.sources._native_end import end_of

    return not any(end_of(section, key, value[key]) for key in ending)


def _repeats(members: list[dict[str, Any]]) -> bool:
    """Whether one of a section's objects may be the same as another one: by its id, or by its words where it has none.

    Most lists are short, and their members have ids that are plain text, or none: that is told first, and fast.
    """
    if len(members) < _MANY:
        if "id" not in members[0]:
            for place, member in enumerate(members):
                if "id" in member or members.index(member) != place:
                    break
            else:
                return False
        else:
            try:
                ids = set(map(_ID, members))
                text = "".join(ids)
            except (KeyError, TypeError):
                text = " "
            if text.isascii() and text.isprintable() and " " not in text:
                return len(ids) < len(members)
    try:
        return len({as_text(member.get("id")) or frozenset(member.items()) for member in members}) < len(members)
    except TypeError:  # a list or a mapping within
        return True


def _marked(sheaf: list[Record]) -> None:
    """Mark each record that is the same as one before it. Stages may be gone through twice on one day."""
    known: set[tuple[str, str]] = set()
    for record in sheaf:
        key = (record.section, record.own_id if record.section == "history" else record.identity)
        if key in known:
            record.mark(Mark.REPEATED)
        elif record.counts and key[1]:
            known.add(key)


def _records(tree: dict[str, Any], base: str, reading: Reading) -> Iterator[Record | Problem]:
    """The records of a case's sections."""
    known = section_names()
    for key, value in tree.items():
        section = key if key in sections() else known.get(folded(key))
        if section is not None:
            yield from _section(section, value, base + pointer(key), reading)


def _section(section: str, value: Any, base: str, reading: Reading) -> Iterator[Record | Problem]:
    if isinstance(value, dict) and isinstance(value.get(WRAPPER), list):
        yield from _page(section, value, base, reading)
    elif is_blank(value):
        yield Record(section, {}, NO_SHAPE, reading.file, base, empty=True, counts=False)
    elif isinstance(value, list):
        for place, member in enumerate(value):
            yield from _member(section, member, f"{base}/{place}", reading)
    else:
        yield from _member(section, value, base, reading)


def _page(section: str, page: dict[str, Any], base: str, reading: Reading) -> Iterator[Record | Problem]:
    """The records of an answer of a system's; where it is one page of several, a further one that nobody knows."""
    from kyccheck.sources._pages import says_more

    members = page[WRAPPER]
    found = list(_section(section, members, f"{base}/{WRAPPER}", reading))
    if said := says_more(page, len(members)):
        yield Problem(reading.file, said, base)
        why = f"the section {section} {said}"
        further = Record(section, {}, NO_SHAPE, reading.file, base, missing=why, counts=False)
        if sections()[section].many:
            further.id, further.fields = MORE, {"id": MORE}
        found.insert(len(found) if sections()[section].many else 0, further)  # where there is one, it may be another
    yield from found


def _member(section: str, tree: Any, base: str, reading: Reading) -> Iterator[Record | Problem]:
    """The record of an object, with what it tells beside; of anything else a problem, and a mark that it is missing."""
    if not isinstance(tree, dict):
        why = f"{sections()[section].one} at {base} is not an object with fields, so nothing can be told of it"
        yield Problem(reading.file, f"{section} should hold objects with fields", base)
        yield Record(section, {}, NO_SHAPE, reading.file, base, missing=why, counts=False)
    elif mark := next((mark for mark in RAW_MARKS if mark in tree), ""):
        yield from registry.load("kyccheck.sources", RAW_MARKS[mark]).adopt(section, tree, base, reading)
    else:
        record = record_of(reading.names, section, NATIVE, tree, (reading.file, base))
        if ending := reading.names.ending(section, tuple(tree)):
            from kyccheck.sources._native_end import mark as mark_end

            mark_end(record, ((key, tree[key]) for key in ending))
        yield record
