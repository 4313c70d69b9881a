"""All inputs of a run: opened, recognised, read once in the order that joining them needs, accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Final, NamedTuple

from kyccheck import sources
from kyccheck.dataclass import dataclass
from kyccheck.errors import UnreadableError
from kyccheck.files import is_awaited
from kyccheck.inputs import accounting
from kyccheck.inputs.intake import Intake
from kyccheck.inputs.lines import Lines
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import Input
from kyccheck.read.opened import Opened, open_input
from kyccheck.records.case import Case
from kyccheck.records.record import Problem, Record

_MOST_OPEN: Final = 32
"""So many files that hold whole cases stay open until all loose records are read; further ones are opened twice."""


class Way(NamedTuple):
    """How far a reading is: the file it is at and the bytes read, or, once all are read, the cases that were joined.

    `of` is as many as there are at most; 0 where that cannot be known.
    """

    what: str
    done: int
    of: int


class Reading:
    """All inputs of a run, on their way to cases. After `cases` is exhausted, inputs and problems are complete.

    `detailed` notes for each input which names were read, at the price of making every record; `encoding` is that of
    tables that carry no mark of theirs.
    """

    def __init__(self, inputs: list[Input], mapping: Mapping, *, detailed: bool = False, encoding: str = "") -> None:
        self.inputs = inputs
        self._encoding = encoding
        self._intake = Intake(mapping, detailed=detailed)
        self.problems = self._intake.problems
        self.unused: list[Record] = []
        self.twice: set[str] = set()
        self._now = ""
        self._joined: int | None = None
        self._open: Opened | None = None
        self._closed = 0

    @property
    def way(self) -> Way:
        """How far it is."""
        if self._joined is not None:
            return Way("auditing", self._joined, self._intake.waiting)
        return Way(self._now, self._read_so_far, self._size)

    @property
    def _read_so_far(self) -> int:
        return self._closed + (self._open.done if self._open is not None else 0)

    @cached_property
    def _size(self) -> int:
        sizes = [_size(item.path) for item in self.inputs if not item.failed]
        return sum(sizes) if all(sizes) else 0

    def watched(self, watch: Callable[[], None]) -> Reading:
        """The same, which calls `watch` for each loose record that it reads: no case comes before all are read."""
        self._intake.watch = watch
        return self

    def cases(self) -> Iterator[Case]:
        """The cases: those that an export holds together as they come, then those joined from loose records.

        Where there are several inputs, loose records are read first, so that a case finds what belongs to it.
        """
        for part in self.parts():
            if isinstance(part, Lines):
                for block in part.blocks():
                    yield from part.cases(block)
            else:
                yield part

    def parts(self) -> Iterator[Case | Lines]:
        """The cases; those of files that hold one a line not read yet, so that several may read them at once."""
        waiting: list[_File] = []
        try:
            for item in self.inputs:
                file = self._opened(item)
                if file is not None and len(self.inputs) > 1 and file.turn:
                    stays_open = len(waiting) < _MOST_OPEN or item.path is None or is_awaited(item.path)
                    waiting.append(file if stays_open else file.closed())
                elif file is not None:
                    yield from self._read(file)
            both = [file for file in waiting if file.turn == 1]  # loose records of one may belong to cases of another
            for file in sorted(waiting, key=lambda one: one.turn):
                self._intake.holds_all = len(both) > 1 and file.turn == 1
                yield from self._read(file)
        finally:
            for file in waiting:
                file.closed()
        self._joined = 0
        for case in self._intake.rest():
            yield case
            self._joined += 1
        self._account()

    def _account(self) -> None:
        intake = self._intake
        self.twice |= accounting.report_twice(intake.seen, self.problems)
        if intake.pages:
            from kyccheck.inputs.pages import missing

            self.problems += missing(intake.pages)
        self.unused = intake.unused()
        accounting.report_unused(self.unused, self.inputs, self.problems, some_case=bool(intake.seen.number))

    @property
    def meanings(self) -> dict[tuple[str, str], dict[str, str]]:
        """What exports say that ids of stages and pipelines mean, by pipeline."""
        return self._intake.meanings

    def _opened(self, item: Input) -> _File | None:
        """A file, open and recognised; None where that fails, which is a problem."""
        self._now = item.label
        if item.failed:
            self.problems.append(Problem(item.label, item.failed))
            return None
        closing = ExitStack()
        try:
            opened = closing.enter_context(open_input(item.path, item.label, self._encoding, item.limits))
            item.refuse_own(opened)
            module = sources.recognise(opened.first, item.label, item.given)
        except UnreadableError as error:
            closing.close()
            self._intake.unreadable(item, error)
            return None
        except BaseException:
            closing.close()
            raise
        item.source, item.container = module.__name__.rpartition(".")[2], opened.container
        if self._intake.detailed and item.tallies is None:
            item.look(opened, module)
        turn = getattr(module, "turn", None)
        return _File(item, module, opened, closing, turn(opened.first) if turn is not None else 0)

    def _read(self, file: _File) -> Iterator[Case | Lines]:
        item = file.item
        again = file if file.opened else self._opened(item)
        if again is None:
            return
        try:
            opened = again.opened
            assert opened is not None  # noqa: S101 - it was just opened
            self._now, self._open = item.label, opened
            if opened.blocks is not None and hasattr(again.module, "whole") and self._intake.is_plain:
                yield Lines(self._intake, item, again.module, opened.blocks)
            else:
                yield from self._intake.documents(item, opened.trees, again.module)
            item.sha256 = opened.sha256()
        except UnreadableError as error:
            self._intake.unreadable(item, error)
        finally:
            self._closed, self._open = self._read_so_far, None
            again.closed()


def _size(path: Path | None) -> int:
    try:
        return path.stat().st_size if path is not None else 0
    except OSError:
        return 0


@dataclass(slots=True)
class _File:
    """A file that was opened and recognised, and what closes it again; `opened` is None once that was done.

    `turn` says after which others it is read; 0 that it need not wait.
    """

    item: Input
    module: ModuleType
    opened: Opened | None
    closing: ExitStack
    turn: int

    def closed(self) -> _File:
        """The same file, closed."""
        self.opened = None
        self.closing.close()
        return self
