"""All inputs of a run, on their way to cases: opened, recognised, read once, joined; every record accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from copy import copy
from pathlib import Path
from types import ModuleType
from typing import Final

from kyccheck import sources
from kyccheck.dataclass import dataclass
from kyccheck.errors import UnreadableError
from kyccheck.inputs import accounting
from kyccheck.inputs.held import as_read, fields_of
from kyccheck.inputs.lines import Lines, Told
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import Input
from kyccheck.join import Meanings, Pool, case_of
from kyccheck.kept.seen import Seen
from kyccheck.read.opened import Opened, open_input
from kyccheck.read.trees import Block, Tree
from kyccheck.records.case import Case
from kyccheck.records.fields import NATIVE, folded
from kyccheck.records.names import Names
from kyccheck.records.record import MAIN, Meaning, Page, Problem, Record
from kyccheck.values.value import is_blank

_DATA_SUFFIXES: Final = frozenset({".json", ".ndjson", ".jsonl", ".csv", ".tsv", ".xlsx", ".xlsm", ".xls"})

_MOST_OPEN: Final = 32
"""So many files that hold whole cases stay open until all loose records are read; further ones are opened twice."""


class Reading:
    """All inputs of a run, on their way to cases. After `cases` is exhausted, inputs and problems are complete.

    `detailed` notes for each input which names were read, at the price of making every record; `encoding` is that of
    tables that carry no mark of theirs.
    """

    def __init__(self, inputs: list[Input], mapping: Mapping, *, detailed: bool = False, encoding: str = "") -> None:
        self.inputs = inputs
        self._encoding = encoding
        self._detailed = detailed
        self.problems: list[Problem] = []
        self.unused: list[Record] = []
        self.twice: set[str] = set()
        self._names = Names(mapping.names)
        stages = {folded(word): stage for word, stage in mapping.stages.items()}
        self._pool = Pool(Meanings(mapping.phrases, stages), mapping.joins)
        self._seen = Seen()
        self._pages: list[Page] = []
        self._holds_loose = False
        self.now = ""
        self._open: Opened | None = None
        self._closed = 0

    @property
    def done(self) -> int:
        """How many bytes were read so far."""
        return self._closed + (self._open.done if self._open is not None else 0)

    @property
    def size(self) -> int:
        """How many bytes there are to read; 0 where that cannot be known."""
        sizes = [_size(item.path) for item in self.inputs if not item.failed]
        return sum(sizes) if all(sizes) else 0

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
                if file is not None and len(self.inputs) > 1 and getattr(file.module, "HOLDS_CASES", False):
                    stays_open = len(waiting) < _MOST_OPEN or item.path is None
                    waiting.append(file if stays_open else file.closed())
                elif file is not None:
                    yield from self._read(file)
            for file in sorted(waiting, key=_File.order):
                yield from self._read(file)
        finally:
            for file in waiting:
                file.closed()
        for case in self._pool.cases():
            first = next(record for members in case.sections().values() for record in members)
            yield self._known(case, first.file, first.at())
        self.twice |= accounting.report_twice(self._seen, self.problems)
        self._report_missing_pages()
        self.unused = list(self._pool.unused())
        accounting.report_unused(self.unused, self.inputs, self.problems, some_case=bool(self._seen.number))

    def _report_missing_pages(self) -> None:
        if self._pages:
            from kyccheck.inputs.pages import missing

            self.problems += missing(self._pages)

    @property
    def meanings(self) -> dict[tuple[str, str], dict[str, str]]:
        """What exports say that ids of stages and pipelines mean, by pipeline."""
        return self._pool.meanings.of_ids

    def _opened(self, item: Input) -> _File | None:
        """A file, open and recognised; None where that fails, which is a problem."""
        self.now = item.label
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
            self.unreadable(item, error)
            return None
        except BaseException:
            closing.close()
            raise
        item.source, item.container = module.__name__.rpartition(".")[2], opened.container
        if self._detailed and item.tallies is None:
            item.look(opened, module)
        return _File(item, module, opened, closing)

    def _read(self, file: _File) -> Iterator[Case | Lines]:
        item = file.item
        again = file if file.opened else self._opened(item)
        if again is None:
            return
        try:
            opened = again.opened
            assert opened is not None  # noqa: S101 - it was just opened
            self.now, self._open = item.label, opened
            if opened.blocks is not None and hasattr(again.module, "whole") and self._is_plain():
                yield Lines(self, item, again.module, opened.blocks)
            else:
                yield from self.documents(item, opened.trees, again.module)
            item.sha256 = opened.sha256()
        except UnreadableError as error:
            self.unreadable(item, error)
        finally:
            self._closed, self._open = self.done, None
            again.closed()

    def unreadable(self, item: Input, error: UnreadableError) -> None:
        """Note that a file cannot be read, or read on."""
        is_data = item.path is not None and item.path.suffix.casefold() in _DATA_SUFFIXES
        if item.in_folder and item.path and (item.is_own or not is_data):
            item.set_aside = error.message
        else:
            self.problems.append(Problem(item.label, error.message))

    def _is_plain(self) -> bool:
        """Whether what was read so far has nothing to do with a case that comes."""
        return self._pool.is_empty and not self._detailed

    def documents(self, item: Input, trees: Iterable[Tree | Problem], module: ModuleType) -> Iterator[Case]:
        """The cases of some documents of a file that are whole; loose records wait."""
        reading = sources.Reading(item.label, self._names)
        whole = getattr(module, "whole", _never)
        for tree in trees:
            if isinstance(tree, Problem):
                self._say(item, tree)
                continue
            if item.tallies:
                item.tallies.watch(tree.value)
            if (held := whole(tree, reading)) is None:
                yield from self._document(item, tree, module, reading)
            elif (case := self._held_together(item, held)) is not None:
                yield case
            if item.tallies:
                item.tallies.read_the_rest()

    def lines(self, item: Input, block: Block, module: ModuleType) -> Iterator[Case]:
        """The cases of lines with one document each: the same as of any other documents, by a shorter way."""
        reading = sources.Reading(item.label, self._names)
        whole, seen, label = module.whole, self._seen, item.label
        for tree in block.trees(label):
            if isinstance(tree, Problem):
                self._say(item, tree)
            elif self._holds_loose or (held := whole(tree, reading)) is None:
                yield from self.documents(item, (tree,), module)
            else:
                case = as_read(held, self._pool.meanings)
                item.records += held.number
                if case.id:
                    seen.add(case.id, label, held.base)
                    yield case
                else:
                    self._say_nameless(item, label, held.base, held.number)

    def _say(self, item: Input, problem: Problem) -> None:
        self.problems.append(problem)
        item.records += problem.records
        item.reported += problem.records

    def _document(self, item: Input, tree: Tree, module: ModuleType, reading: sources.Reading) -> Iterator[Case]:
        for found in sources.records(module, tree, reading):
            if isinstance(found, Problem):
                self._say(item, found)
            elif isinstance(found, Page):
                self._pages.append(found)
            elif isinstance(found, (Record, Meaning)):
                self._loose(item, found)
            elif (case := self._held_together(item, found)) is not None:
                yield case

    def _loose(self, item: Input, found: Record | Meaning) -> None:
        self._holds_loose = True
        if isinstance(found, Record):
            item.count(found)
        self._pool.add(found)

    def _held_together(self, item: Input, held: sources.Sheaf | sources.Held) -> Case | None:
        """The case of what an export holds together; one to which loose records may belong waits for all of them."""
        touched = not self._pool.is_empty and self._pool.touches(fields_of(held))
        if not isinstance(held, tuple) and (touched or self._detailed):
            held = tuple(held.records(*held.tree))
        if not isinstance(held, tuple):
            case, where, number = as_read(held, self._pool.meanings), (item.label, held.base), held.number
            item.records += number
        else:
            touched = touched or (not self._pool.is_empty and self._pool.has_named(held))
            whole = self._pool.whole(held) if _has_id(held) else held
            case, where = case_of(whole, self._pool.meanings), (held[0].file, held[0].at())
            number = sum(record.counts for record in held)
            for record in held:
                item.count(record)
        if case.system == "hubspot":
            item.source = "hubspot"
        if not case.id:
            self._say_nameless(item, *where, number)
            return None
        if touched and isinstance(held, tuple):
            self._pool.hold(held)
            return None
        return self._known(case, *where)

    def _say_nameless(self, item: Input, file: str, base: str, number: int) -> None:
        self.problems.append(Problem(file, "a case without an id cannot be audited", base))
        item.reported += number

    def _known(self, case: Case, file: str, base: str) -> Case:
        self._seen.add(case.id, file, base)
        return case

    def apart(self, item: Input) -> Reading:
        """A reading of an input by itself, with the same names and meanings."""
        one = copy(self)
        one.inputs, one.problems, one.unused, one.twice = [item], [], [], set()
        one._pool = Pool(self._pool.meanings, self._pool.joins)  # noqa: SLF001 - a copy of its own
        one._seen = Seen()  # noqa: SLF001
        return one

    def told(self, item: Input) -> Told | None:
        """What was noted of an input beside its cases; None where some of it waits for further records."""
        if self._holds_loose:
            return None
        return Told(item.source, item.records, item.reported, item.sections, self.problems, self._seen.latest())

    def note(self, item: Input, told: Told) -> None:
        """Note what was told of an input, or a part of it, that was read apart."""
        item.source, item.records = told.source, item.records + told.records
        item.reported += told.reported
        item.sections += told.sections
        self.problems += told.problems
        self._seen.extend(told.seen)


def _has_id(held: sources.Sheaf) -> bool:
    """Whether a case can be audited at all; where it cannot, nothing else belongs to it."""
    return any(record.id or not is_blank(record.fields.get("id")) for record in held if record.section in MAIN)


def _size(path: Path | None) -> int:
    try:
        return path.stat().st_size if path is not None else 0
    except OSError:
        return 0


def _never(_tree: Tree, _reading: sources.Reading) -> None:
    """What stands for `whole` where a source has none."""


@dataclass(slots=True)
class _File:
    """A file that was opened and recognised, and what closes it again; `opened` is None once that was done."""

    item: Input
    module: ModuleType
    opened: Opened | None
    closing: ExitStack

    def closed(self) -> _File:
        """The same file, closed."""
        self.opened = None
        self.closing.close()
        return self

    def order(self) -> int:
        """Tables, which may hold loose records, come before what holds whole cases."""
        return 0 if self.item.container in ("csv", "xlsx") or self.item.source != NATIVE else 1
