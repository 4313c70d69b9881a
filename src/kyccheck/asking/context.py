"""What a check is compiled for, and what gives it its fields and lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from kyccheck.asking.listing import Listing
from kyccheck.asking.look import Look, first_field
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.values.day import Unclear, as_day


@dataclass(frozen=True)
class Context:
    """What a check is compiled for: the day, the stages, and whether its subject is a case or a record of `section`.

    `date_order` is "dmy", "mdy" or "". `stages` are the checklist's, in order; `stage_of` tells the one
    that a word counts as, `named` the one that it names. `is_condition` says that whether an item applies is asked.
    """

    as_of: date
    date_order: str = ""
    stages: tuple[str, ...] = ()
    stage_of: Callable[[str], str | None] = lambda _: None
    section: str = ""
    named: Callable[[str], str | None] = lambda _: None
    is_condition: bool = False

    def inside(self, path: str) -> Context:
        """The context of the members of a list (`contacts`, `csr.virtual_numbers`)."""
        return replace(self, section=path, is_condition=False)

    def look(self, path: str, *, whole: bool = False) -> Look:
        """A field, ready to be looked at, or with `whole` a whole section.

        Raises RefusedError, with the nearest right word, for one that is not.
        """
        found = Look.at(path, self)
        if not found.name and not whole:
            raise RefusedError(f"{path!r} is a section; name a field of it, such as {path}.{first_field(path)}")
        return found

    def list(self, path: str) -> Listing:
        """A list of records, ready to be looked at: a section with many, or a list in a field."""
        return Listing.at(path, self)

    def day(self, value: object) -> date | Unclear:
        """The day that a value names."""
        return as_day(value, self.date_order)

    @cached_property
    def days(self) -> Days:
        """The days that texts name, as numbers."""
        return Days(self)


class Days(dict[Any, int]):
    """The days that texts name, as proleptic Gregorian ordinals; 0 for what names none beyond doubt."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def __missing__(self, value: Any) -> int:
        """Work a day out, and keep it."""
        day = self._context.day(value) if type(value) is str else Unclear.NONE
        number = 0 if isinstance(day, Unclear) else day.toordinal()
        if type(value) is str and len(self) < _MOST_DAYS:
            self[value] = number
        return number


_MOST_DAYS: Final = 20_000
