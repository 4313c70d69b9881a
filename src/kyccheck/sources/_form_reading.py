"""Reads a form as people fill it: labels with their values beside or below, headings, and a table of virtual numbers.

It is taken apart from the top, row by row:

- a header `Number`, `Country`, ... opens the table of numbers, or several side by side, which ends at the next label or
  heading; what looks like one of its rows and stands elsewhere leaves the numbers in doubt;
- a label's value is the next filled cell to its right, before the next label; where a row holds labels alone, and the
  row right below it values alone, it is the cell below; among such labels may be titles that nobody knows, and further
  lines may stand below (`_form_lines`);
- a text that has its row to itself may be a heading: "Name" under "Billing contact" is the billing contact's name;
- what stands right of a value or right below it, without a label, is part of what the field says;
- only where no label has anything beside it, and most have something below, the value of a label that has its row to
  itself is the cell below.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kyccheck.records.names import Names, plain_names
from kyccheck.records.parted import together
from kyccheck.sources._form import NUMBERS, Form, Site
from kyccheck.sources._form_further import Span, again, beside, kind_of, label_columns, without_units
from kyccheck.sources._form_further import below as further_below
from kyccheck.sources._form_labels import Labels
from kyccheck.sources._form_lines import is_aside, is_header, is_line
from kyccheck.sources._form_settling import holds_several, settle
from kyccheck.sources._form_stray import FREE, Taken, begins_with_number, listed, stray
from kyccheck.sources._form_table import Table, filled, tables_under, titled_number
from kyccheck.sources._labels import heading, is_heading, opens
from kyccheck.sources._table import at, cell
from kyccheck.sources._totals import is_total
from kyccheck.sources._units import TERM, said_beside, unit_of, with_unit
from kyccheck.values.grid import Row

_FAR: Final = 1 << 20
"""Right of any column."""


def form_of(rows: Iterable[Row], sheet: str, names: Names | None = None) -> Form:
    """The form that these rows hold; without `names`, by those that every run has."""
    return _Reading(tuple(rows), sheet, names or plain_names()).read()


class _Reading:
    """A form on its way, row by row: the heading that counts, the rows that are done, what the next may go on with."""

    def __init__(self, rows: tuple[Row, ...], sheet: str, names: Names) -> None:
        self._form = Form(sheet)
        self._rows = rows
        self._below = {row.number - 1: row for row in rows}
        self._sheet = sheet
        self._labels = Labels(names)
        self._used: set[int] = set()
        self._tabled: dict[int, Taken] = {}
        self._spans: list[Span] = []
        self._lines: list[Span] = []
        self._goes_on = 0
        self._lists_numbers = False
        self._listing: set[int] = set()
        self._columns = label_columns(rows, self._labels.is_label)

    def read(self) -> Form:
        """The form, once all rows were gone through."""
        lone_above = self._has_values_below()
        first = 0
        for place, row in enumerate(self._rows):
            tables = [] if row.number in self._used else tables_under(row)
            if tables:
                self._tables(row, tables, self._rows[place + 1 :])
            elif row.number not in self._used:
                self._row(row, self._below.get(row.number), lone_above=lone_above)
            first = first or (row.number if self._form.found or self._form.named else 0)
        if not holds_several(self._form):
            settle(self._form, self._labels.served)
            self._doubt(first)
        return self._form

    def _tables(self, header: Row, tables: list[Table], below: tuple[Row, ...]) -> None:
        self._lines = []
        entries: list[dict[str, object]] = []
        for table in tables:
            column = table.places["number"]
            table.take(below, self._labels.is_label)
            self._used.update(table.rows)
            self._form.numbers.extend(at(self._sheet, column, number) for number in table.rows[1:])
            entries += table.entries
        columns = {place for table in tables for place in table.columns()}
        self._form.ignored += [str(header.cells[place]) for place in filled(header) if place not in columns]
        taken = Taken({*filled(header)} | columns, titled_number(header, columns))
        self._tabled.update((number, taken) for table in tables for number in table.rows[1:])
        where = at(self._sheet, tables[0].places["number"], header.number)
        self._add(NUMBERS, Site("Virtual numbers", entries, where))

    def _has_values_below(self) -> bool:
        """Whether labels that have their rows to themselves have their values below."""
        lone = under = 0
        for row in self._rows:
            places = filled(row)
            labels = [place for place in places if self._labels.is_label(row.cells[place])]
            if labels and len(labels) < len(places):
                return False
            under_it = self._below.get(row.number)
            if len(labels) == 1 and (under_it is None or not tables_under(under_it)):
                lone += 1
                under += self._is_below(labels, under_it)
        return under * 2 > lone

    def _is_below(self, labels: list[int], row: Row | None) -> bool:
        """Whether a row holds values for the labels above it, and nothing else."""
        if row is None or tables_under(row):
            return False
        places = filled(row)
        return {*places} <= {*labels} and not any(self._labels.is_label(row.cells[place]) for place in places)

    def _row(self, row: Row, below: Row | None, *, lone_above: bool) -> None:
        places = filled(row)
        if any(self._labels.field(row.cells[place]) for place in places):
            self._lines = []
        elif self._is_further(row):
            return
        if len(places) == 1:
            if is_heading(str(row.cells[places[0]])):
                self._lines = []
            self._alone(row, places[0], below if lone_above else None)
            return
        every = [place for place in places if self._labels.field(row.cells[place])]
        labels = without_units(row, every, self._labels.field)
        places = [place for place in places if place in labels or place not in every]
        self._lists_numbers = self._lists_numbers and not labels
        if self._lists_numbers:
            self._listing.add(row.number)
        alone = bool(labels) and len(labels) == len(places)
        in_line = alone and labels == [*range(labels[0], labels[0] + len(labels))]
        if alone and below is not None and self._is_below(labels, below) and (in_line or len(filled(below)) > 1):
            self._above(row, labels, below)
        elif (
            labels
            and (line := below or self._below.get(row.number + 1))
            and is_header(row, every, line, self._labels.says)
        ):
            self._above(row, every, line)
        else:
            self._beside(row, places, labels)

    def _is_further(self, row: Row) -> bool:
        """Whether a row without a label goes on with the one above it, or with the table further up, and is read."""
        if self._lines and (is_total(row) or is_aside(row, self._lines)):
            self._goes_on = row.number + 1
            return True
        spans = self._spans if row.number == self._goes_on else []
        further = further_below(row, spans, self._columns) if spans else []
        if not further and is_line(row, self._lines):
            spans = self._lines
            further = further_below(row, spans, self._columns)
        for name, place in further:
            self._extend(name, row.cells[place])
        if further:
            self._open(row.number, spans)
        return bool(further)

    def _alone(self, row: Row, place: int, below: Row | None) -> None:
        """A text that has its row to itself: a label without a value beside it, a heading, or both."""
        text = row.cells[place]
        name = self._labels.field(text)
        if self._lists_numbers and begins_with_number(text):
            self._listing.add(row.number)
            return
        self._lists_numbers = name == NUMBERS
        if not name and below is not None and self._is_below([place], below) and isinstance(text, str):
            value = below.cells[place]
            if self._add_further(text, value, at(self._sheet, place, below.number)):
                self._used.add(below.number)
                return
        if name:
            value = None
            where = at(self._sheet, place + 1, row.number)
            if below is not None and self._is_below([place], below):
                value, where = below.cells[place], at(self._sheet, place, below.number)
                self._used.add(below.number)
                self._open(below.number, [Span(name, place, place + 1)])
            else:
                self._open(row.number, [Span(name, place + 1, _FAR, alone=True)])
            self._add(name, Site(str(text), value, where, alone=True))
        if isinstance(text, str) and (not name or (opens(heading(text)) and self._labels.is_label(text))):
            if not name and self._form.found and not opens(heading(text)):
                self._form.ignored.append(text)
            self._labels.heading = heading(text)

    def _above(self, row: Row, labels: list[int], below: Row) -> None:
        self._used.add(below.number)
        titles = filled(row)
        names = [self._labels.field(row.cells[place]) if place in labels else "" for place in titles]
        self._open(below.number, [Span(name, place, place + 1) for name, place in zip(names, titles, strict=True)])
        self._lines = self._spans if len(titles) > 1 else []
        for name, place in zip(names, titles, strict=True):
            title, value, where = str(row.cells[place]), cell(below, place), at(self._sheet, place, below.number)
            if name:
                self._add(name, Site(title, value, where))
            else:
                self._add_unknown(title, value, where)

    def _beside(self, row: Row, places: list[int], labels: list[int]) -> None:
        rest = list(places)
        stops = {*labels, *again(row, places, labels, lambda value: bool(self._labels.further(value)[0]))}
        ends = [*labels[1:], _FAR]
        self._open(
            row.number,
            [
                Span(self._labels.field(row.cells[place]), place + 1, end)
                for place, end in zip(labels, ends, strict=True)
            ]
            if labels
            else [],
        )
        while rest:
            place = rest.pop(0)
            text = row.cells[place]
            name = self._labels.field(text) if place in labels else ""
            further = beside(row, rest, stops, name, self._columns) if name and rest and rest[0] not in stops else []
            there = rest.pop(0) if rest and rest[0] not in stops else None
            where = at(self._sheet, place + 1 if there is None else there, row.number)
            if place in labels:
                self._add(name, Site(str(text), None if there is None else row.cells[there], where))
                for other in further:
                    self._extend(name, row.cells[other])
                rest = [other for other in rest if other not in further]
            elif isinstance(text, str) and not self._add_further(
                text, None if there is None else row.cells[there], where
            ):
                self._form.ignored.append(text)

    def _open(self, number: int, spans: list[Span]) -> None:
        """Let the row after this one go on with what this one says."""
        self._goes_on, self._spans = number + 1, spans

    def _extend(self, name: str, further: object) -> None:
        if name.startswith("named "):
            section, value, where = self._form.named[-1]
            self._form.named[-1] = (section, together(kind_of(name), value, further), where)
        else:
            sites = self._form.found[name]
            value = sites[-1].value
            whole = said_beside(value, further) if name == TERM else None
            sites[-1] = sites[-1]._replace(value=whole or together(kind_of(name), value, further))

    def _add(self, name: str, site: Site) -> None:
        if name.startswith("named "):
            self._form.named.append((name.removeprefix("named "), site.value, site.at))
        else:
            if name == TERM:
                site = site._replace(value=with_unit(site.value, unit_of(site.label)))
            self._form.found.setdefault(name, []).append(site)

    def _add_unknown(self, label: str, value: object, where: str) -> None:
        if not self._add_further(label, value, where):
            self._form.ignored.append(label)

    def _add_further(self, label: str, value: object, where: str) -> bool:
        """Keep a value for a further label of a field; whether it is one."""
        name, number = self._labels.further(label)
        if name:
            self._form.further.setdefault(name, []).append((number, Site(label, value, where)))
        return bool(name)

    def _doubt(self, first: int) -> None:
        """Leave the numbers unsaid where one stands outside of their table: a part is not the whole.

        `first` is the row with the first label.
        """
        free = (row for row in self._rows if row.number not in self._used or row.number in self._tabled)
        found = [
            at(self._sheet, place, row.number)
            for row in free
            for place in (
                listed(row)
                if row.number in self._listing
                else stray(
                    row, self._tabled.get(row.number, FREE), self._labels.is_label, headed=0 < first < row.number
                )
            )
        ]
        if found:
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            message = f"what stands here looks like a virtual number, and is in no table of them{more}"
            self._form.problems.append((message, found[0]))
            self._form.lost.add(NUMBERS)
            self._form.found.pop(NUMBERS, None)
