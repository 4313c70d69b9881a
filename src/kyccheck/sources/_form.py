"""A form as people fill it, read: what each field says, and where (`_form_reading` takes the sheet apart)."""

from __future__ import annotations

from dataclasses import field
from typing import Final, NamedTuple

from kyccheck.dataclass import dataclass
from kyccheck.records.record import Record, Shape
from kyccheck.sources import _numbers
from kyccheck.sources._labels import SECTION
from kyccheck.sources._table import settle
from kyccheck.values.value import is_blank

NUMBERS: Final = "virtual_numbers"


class Site(NamedTuple):
    """A label on the form, and what it says: its value, and the cell of that. `alone`: it has its row to itself."""

    label: str
    value: object
    at: str
    alone: bool = False


@dataclass(slots=True)
class Form:
    """A form: `found` has the labels of each field, `named` the ids of what it belongs to, with their cells.

    `further` are labels that say a field a further time ("Plan 2"), with the number of each.
    `numbers` are the cells of the virtual numbers, in order. `problems` are messages with a cell; `lost` are the fields
    that they leave unsaid; `ignored` are the labels that nobody knows.
    """

    sheet: str
    found: dict[str, list[Site]] = field(default_factory=dict)
    named: list[tuple[str, object, str]] = field(default_factory=list)
    further: dict[str, list[tuple[int, Site]]] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    ignored: list[str] = field(default_factory=list)

    def record(self, file: str) -> Record:
        """The record of the form; its places are cells of the sheet."""
        sites = {name: found[0] for name, found in self.found.items()}
        places = {name: site.at for name, site in sites.items()}
        whole = next(iter(places.values()), "")  # the form itself stands where its first field does
        places |= {f"virtual_numbers[{place}]": where for place, where in enumerate(self.numbers)}
        keys: dict[str, tuple[str, ...]] = {name: (site.label,) for name, site in sites.items()}
        shape = Shape(keys, {**places, "": whole}, tuple(dict.fromkeys(self.ignored)))
        fields = {name: site.value for name, site in sites.items()}
        record = Record(SECTION, fields, shape, file, "", system=SECTION)
        settle(record)
        return record

    @property
    def holds_numbers_alone(self) -> bool:
        """Whether it lists virtual numbers, and says neither anything else nor whose they are."""
        return not self.named and {*self.found, *self.lost} == {NUMBERS}

    def take_numbers(self, other: Form) -> None:
        """Go on with the numbers of another sheet. Where either list is unclear, all are: a part is not the whole."""
        self.problems.extend(other.problems)
        if NUMBERS in self.lost | other.lost:
            self.lost.add(NUMBERS)
            self.found.pop(NUMBERS, None)
            return
        (further,) = other.found[NUMBERS]
        own = self.found.get(NUMBERS, [further._replace(value=None)])[0]
        listed, added = _entries(own.value), _entries(further.value)
        places = self.numbers or [own.at] * len(listed)
        self.numbers = [*places, *(other.numbers or [further.at] * len(added))]
        self.found[NUMBERS] = [own._replace(value=[*listed, *added])]

    def leave(self, message: str) -> None:
        """Leave its numbers unread, for this reason."""
        self.problems.append((message, self.found.pop(NUMBERS)[0].at if NUMBERS in self.found else ""))


def _entries(value: object) -> list[object]:
    listed = _numbers.from_value(value)
    return listed if isinstance(listed, list) else [] if is_blank(listed) else [{"number": listed}]
