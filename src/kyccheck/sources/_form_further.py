"""What stands beside or below a value of a form without a label of its own: it is part of what the field says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from kyccheck.records.fields import sections
from kyccheck.records.parted import BETWEEN
from kyccheck.sources._form_table import filled
from kyccheck.sources._labels import SECTION, is_heading
from kyccheck.sources._ticked import is_choice
from kyccheck.values.grid import Row
from kyccheck.values.value import as_text


class Span(NamedTuple):
    """Where values of a field may go on in the row below: columns from `first` up to `end`.

    `alone` says that its label has the row to itself: boxes to tick may stand below it.
    """

    name: str
    first: int
    end: int
    alone: bool = False


def label_columns(rows: Iterable[Row], is_label: Callable[[object], bool]) -> frozenset[int]:
    """The columns where labels stand left of their values."""
    found: set[int] = set()
    for row in rows:
        places = filled(row)
        labels = {place for place in places if is_label(row.cells[place])}
        found |= {place for place, after in pairwise(places) if place in labels and after not in labels}
    return frozenset(found)


def without_units(row: Row, labels: list[int], field: Callable[[object], str]) -> list[int]:
    """The labels of a row but for a unit at its end: a label of the field right of whose value it stands ("seats")."""
    places = filled(row)
    if len(labels) < 2 or labels[-1] != places[-1] or labels[-2] == places[-2]:
        return labels
    own, unit = (field(row.cells[place]) for place in labels[-2:])
    return labels[:-1] if own == unit else labels


def again(row: Row, places: list[int], labels: list[int], says_again: Callable[[object], bool]) -> Iterator[int]:
    """The labels of a row that say a field a further time ("Plan 2"); what stands where a value does is none."""
    for index, place in enumerate(places):
        if place in labels or not says_again(row.cells[place]):
            continue
        before, after = places[:index], places[index + 1 :]
        is_behind_a_value = bool(before) and before[-1] not in labels and before[0] in labels
        has_value = bool(after) and after[0] not in labels and place - 1 not in labels
        if not before or is_behind_a_value or has_value:
            yield place


def is_further(row: Row, place: int, columns: frozenset[int]) -> bool:
    """Whether a cell goes on with a value: it is no label, be it one that nobody knows."""
    value = row.cells[place]
    if isinstance(value, str) and value.rstrip().endswith((":", "：")):
        return False
    return place not in columns


def beside(row: Row, rest: list[int], labels: Collection[int], name: str, columns: frozenset[int]) -> list[int]:
    """The places right of a value (the first of `rest`) that go on with it, up to the next label.

    After a gap, two cells are a label that nobody knows and its value; in a list they are members.
    """
    taken: list[int] = []
    end = next((place for place in rest if place in labels), None)
    after = [place for place in rest[1:] if end is None or place < end]
    for index, place in enumerate(after):
        gap = place > (taken[-1] if taken else rest[0]) + 1
        if not is_further(row, place, columns) or (gap and index + 1 < len(after) and not _is_parted(name)):
            break
        if not name.startswith("named ") or (as_text(row.cells[place]) or "").isdigit():
            taken.append(place)
    return taken


def below(row: Row, spans: list[Span], columns: frozenset[int]) -> list[tuple[str, int]]:
    """The fields that a row without labels goes on with, and the places; none if anything else stands in it."""
    found: list[tuple[str, int]] = []
    places = filled(row)
    lists = [span.name for span in spans if span.alone and kind_of(span.name) == "list"]
    if lists and is_choice([row.cells[place] for place in places]):
        return [(lists[0], place) for place in places]
    if len(places) == 1 and isinstance(row.cells[places[0]], str) and is_heading(str(row.cells[places[0]])):
        return []
    for place in places:
        span = next((span for span in spans if span.first <= place < span.end), None)
        under = span is not None and span.end == span.first + 1
        if span is None or not is_further(row, place, frozenset() if under else columns):
            return []
        is_known = bool(span.name)  # of a table, some columns may not be
        if is_known and (not span.name.startswith("named ") or (as_text(row.cells[place]) or "").isdigit()):
            found.append((span.name, place))
    return found


def _is_parted(name: str) -> bool:
    return kind_of(name) in BETWEEN


def kind_of(name: str) -> str:
    """The type of a field of the form; "" for what names a record."""
    known = sections()[SECTION].fields
    return known[name].type if name in known else ""
