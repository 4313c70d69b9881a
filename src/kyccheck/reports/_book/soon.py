"""What runs out soon, for the `Summary`."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from kyccheck.batch import Run

WITHIN: Final = timedelta(days=30)


def running_out(run: Run) -> Iterator[tuple[date, str, str, str, str, str]]:
    """What runs out within 30 days; the last day counts."""
    return (each for each in run.expiring if run.as_of <= each[0] <= run.as_of + WITHIN)
