"""How far a run is: on a terminal a bar for what takes more than a second, and what is written; elsewhere one line."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from kyccheck.batch.run import Run
from kyccheck.cli._screen import complain
from kyccheck.inputs.reading import Reading
from kyccheck.values.visible import visible

if TYPE_CHECKING:  # most runs are done before there is anything to show
    from rich.progress import Progress as Bar

_PATIENCE: Final = 1.0
"""Seconds until there is something to show."""
_PAUSE: Final = 0.2
_FEW: Final = 20
"""As many cases as a report shows in full: of these nothing is summed up."""


class Progress:
    """What is being read, how many cases are done, how many problems there were, and what time is left."""

    def __init__(self, reading: Reading, *, quiet: bool) -> None:
        self._reading = reading
        self._quiet = quiet
        self._is_shown = not quiet and _is_screen()
        self._next = time.monotonic() + _PATIENCE
        self._bar: Bar | None = None
        self._task: Any = None
        self._cases = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            with suppress(OSError):
                self._bar.stop()
        if kind is not None and not issubclass(kind, Exception) and not self._quiet:
            complain(f"{self._cases:,} cases were audited, and nothing was written")

    def __call__(self, cases: int) -> None:
        """Take note of how many cases are done."""
        self._cases = cases
        if self._is_shown and time.monotonic() >= self._next:
            self._next = time.monotonic() + _PAUSE
            try:
                self._show()
            except OSError:  # the screen is gone, and nobody looks any more
                self._is_shown = False

    def _show(self) -> None:
        way = self._reading.way
        state: dict[str, Any] = {
            "description": visible(way.what),
            "completed": way.done,
            "total": way.of or None,
            "cases": f"{self._cases:,}",
            "problems": len(self._reading.problems),
        }
        if self._bar is None:
            self._bar = _bar()
            self._task = self._bar.add_task(**state)
            self._bar.start()
        else:
            self._bar.update(self._task, **state, refresh=True)


@contextmanager
def writing(name: str) -> Iterator[None]:
    """Say on a screen what is being written, as long as it is."""
    if not _is_screen():
        yield
        return
    line = f"writing {visible(name)}".encode(sys.stderr.encoding or "ascii", "backslashreplace")
    if len(line) >= shutil.get_terminal_size((80, 24)).columns:
        line = b"writing"
    _tell(line)
    try:
        yield
    finally:
        _tell(b"\r" + b" " * len(line) + b"\r")


def _tell(text: bytes) -> None:
    with suppress(OSError, ValueError):
        sys.stderr.buffer.write(text)
        sys.stderr.flush()


def _is_screen() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _bar() -> "Bar":
    """A bar on standard error, of which nothing stays. It draws when it is told to, so that it needs no thread."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        TaskProgressColumn(),
        TextColumn("{task.fields[cases]} cases, {task.fields[problems]} problems"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False, expand=True)


def sum_up(run: Run) -> None:
    """One line on standard error about a run of many cases, where no screen shows its report."""
    if len(run.cases) > _FEW and not (sys.stdout is not None and sys.stdout.isatty()):
        said = ", ".join(f"{cases:,} {verdict}" for verdict, cases in run.verdicts().items())
        number = len(run.problems)
        problems = f"; {number:,} problem{'s' * (number != 1)}" if number else ""
        complain(f"{len(run.cases):,} cases as of {run.as_of.isoformat()}: {said}{problems}")
