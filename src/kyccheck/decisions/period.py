"""Periods as people write them: 90d, 12w, 6m, 1y."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from kyccheck.read.strictyaml import Place

_PERIOD: Final = re.compile(r"([1-9][0-9]{0,3})([dwmy])", re.ASCII)


class Period(NamedTuple):
    """How long an answer holds: a number of days, weeks, months or years."""

    number: int
    unit: str

    @classmethod
    def from_tree(cls, tree: Any, place: Place) -> Period:
        """The period of a text such as 90d. Raises RefusedError."""
        made = cls.of(tree) if isinstance(tree, str) else None
        if made is None or made.last(date(2026, 1, 1)) == date.max:
            raise place.refuse("'valid_for' says how long the answer holds: 90d, 12w, 6m or 1y")
        return made

    @classmethod
    def of(cls, text: str) -> Period | None:
        """The period that a text names, or None."""
        match = _PERIOD.fullmatch(text)
        return cls(int(match[1]), match[2]) if match else None

    def last(self, day: date) -> date:
        """The last day that counts. A month ends on the same day of the month, or on its last (31 January, 1m)."""
        try:
            if self.unit in "dw":
                return day + timedelta(days=self.number * (7 if self.unit == "w" else 1))
            years, month = divmod(day.month - 1 + self.number * (12 if self.unit == "y" else 1), 12)
            after = date(day.year + years + (month + 1) // 12, (month + 1) % 12 + 1, 1)
            ends = after - timedelta(days=1)
            return ends.replace(day=min(day.day, ends.day))
        except (OverflowError, ValueError):
            return date.max

    def __str__(self) -> str:
        """As it is written: 90d."""
        return f"{self.number}{self.unit}"
