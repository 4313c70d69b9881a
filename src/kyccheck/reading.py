"""All inputs of a run, on their way to cases: opened, recognised, read once, joined; every record accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final

from kyccheck import sources
from kyccheck.case import Case, MadeLate
from kyccheck.errors import UnreadableError
from kyccheck.fields import NATIVE, Names, folded
from kyccheck.inputs import Input
from kyccheck.join import Pool, case_of, joined, named
from kyccheck.mapping import Mapping
from kyccheck.read import Opened, Tree, open_input
from kyccheck.record import Meaning, Problem, Record

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
        self._names = Names(mapping.names)
        stages = {folded(word): stage for word, stage in mapping.stages.items()}
        self._pool = Pool(mapping.phrases, stages, mapping.joins)
        self._seen: dict[str, tuple[str, str]] = {}

    def cases(self) -> Iterator[Case]:
        """The cases: those that an export holds together as they come, then those joined from loose records.

        Where there are several inputs, loose records are read first, so that a case finds what belongs to it.
        """
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
            yield self._known(case, first.file, first.base)
        self._report_unused()

    @property
    def meanings(self) -> dict[tuple[str, str], dict[str, str]]:
        """What exports say that ids of stages and pipelines mean, by pipeline."""
        return self._pool.meanings

    def _opened(self, item: Input) -> _File | None:
        """A file, open and recognised; None where that fails, which is a problem."""
        if item.failed:
            self.problems.append(Problem(item.label, item.failed))
            return None
        closing = ExitStack()
        try:
            opened = closing.enter_context(open_input(item.path, item.label, self._encoding, item.limits))
            module = sources.recognise(opened.first, item.label, item.given)
        except UnreadableError as error:
            closing.close()
            self._unreadable(item, error)
            return None
        except BaseException:
            closing.close()
            raise
        item.source, item.container = module.__name__.rpartition(".")[2], opened.container
        if self._detailed and item.tallies is None:
            item.look(opened, module)
        return _File(item, module, opened, closing)

    def _read(self, file: _File) -> Iterator[Case]:
        item = file.item
        again = file if file.opened else self._opened(item)
        if again is None:
            return
        try:
            opened = again.opened
            assert opened is not None  # noqa: S101 - it was just opened
            yield from self._documents(item, opened, again.module)
            item.sha256 = opened.sha256()
        except UnreadableError as error:
            self._unreadable(item, error)
        finally:
            again.closed()

    def _unreadable(self, item: Input, error: UnreadableError) -> None:
        if item.in_folder and item.path and item.path.suffix.casefold() not in _DATA_SUFFIXES:
            item.set_aside = error.message
        else:
            self.problems.append(Problem(item.label, error.message))

    def _documents(self, item: Input, opened: Opened, module: ModuleType) -> Iterator[Case]:
        reading = sources.Reading(item.label, self._names)
        whole = getattr(module, "whole", _never)
        for tree in opened.trees:
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

    def _say(self, item: Input, problem: Problem) -> None:
        self.problems.append(problem)
        item.records += problem.records
        item.reported += problem.records

    def _document(self, item: Input, tree: Tree, module: ModuleType, reading: sources.Reading) -> Iterator[Case]:
        for found in sources.records(module, tree, reading):
            if isinstance(found, Problem):
                self._say(item, found)
            elif isinstance(found, (Record, Meaning)):
                self._loose(item, found)
            elif (case := self._held_together(item, found)) is not None:
                yield case

    def _loose(self, item: Input, found: Record | Meaning) -> None:
        if isinstance(found, Record):
            item.count(found)
        self._pool.add(found)

    def _held_together(self, item: Input, held: sources.Sheaf | sources.Held) -> Case | None:
        """The case of what an export holds together; one to which loose records may belong waits for all of them."""
        touched = not self._pool.is_empty and self._pool.touches(_fields_of(held))
        if not isinstance(held, tuple) and (touched or self._detailed):
            held = tuple(held.records(*held.tree))
        if not isinstance(held, tuple):
            case, where, number = self._as_read(held), (item.label, held.base), held.number
            item.records += number
        else:
            case, where = case_of(held, self._pool), (held[0].file, held[0].base)
            number = sum(record.counts for record in held)
            for record in held:
                item.count(record)
        if case.system == "hubspot":
            item.source = "hubspot"
        if not case.id:
            self.problems.append(Problem(where[0], "a case without an id cannot be audited", where[1]))
            item.reported += number
            return None
        if touched and isinstance(held, tuple):
            self._pool.hold(held)
            return None
        return self._known(case, *where)

    def _as_read(self, held: sources.Held) -> Case:
        """A case that stays as it was read until somebody asks for its records."""
        case = named(held.tree.get("case", {}), held.tree.get("deal", {}), self._pool)
        case.raw, case.system = held.tree, "native"
        names = [*held.tree, *(["case"] if "case" not in held.tree and "deal" in held.tree else [])]
        notes = case.notes  # not the case itself: a ring of objects is only freed by a search for such
        case.records = MadeLate(names, lambda name: self._made(held, name, notes))
        return case

    def _made(self, held: sources.Held, name: str, notes: list[str]) -> tuple[Record, ...]:
        """The records of one section of a case that stayed as it was read."""
        source = name if name in held.tree else "deal"
        return joined(held.records(source), self._pool.phrases, notes)[name]

    def _known(self, case: Case, file: str, base: str) -> Case:
        """The case; with a problem where it is the second one with its id."""
        first = self._seen.setdefault(case.id, (file, base))
        if first != (file, base):
            message = f"case {case.id} stands twice: in {_at(*first)} and in {_at(file, base)}; both were audited"
            self.problems.append(Problem(file, message, base))
        return case

    def _report_unused(self) -> None:
        by_label = {item.label: item for item in self.inputs}
        self.unused = list(self._pool.unused())
        for record in self.unused:
            by_label[record.file].reported += 1
        for item in self.inputs:
            nothing_used = (
                item.reported == item.records or not self._seen
            )  # of two with one id, one went into the other
            if item.source and item.records and nothing_used and not self._has_problem(item):
                kinds = ", ".join(f"{number} of {section}" for section, number in sorted(item.sections.items()))
                self.problems.append(Problem(item.label, f"belongs to no deal or ticket of the files given ({kinds})"))

    def _has_problem(self, item: Input) -> bool:
        return any(problem.path == item.label for problem in self.problems)


def _never(_tree: Tree, _reading: sources.Reading) -> None:
    """What stands for `whole` where a source has none."""


def _at(file: str, base: str) -> str:
    return f"{file} at {base}" if base else file


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
        return 0 if self.item.container == "csv" or self.item.source != NATIVE else 1


def _fields_of(held: sources.Sheaf | sources.Held) -> dict[str, list[dict[str, Any]]]:
    """What a held case carries, by section and field, whether its records are made or not."""
    fields: dict[str, list[dict[str, Any]]] = {}
    if isinstance(held, tuple):
        for record in held:
            fields.setdefault(record.section, []).append({**record.fields, "id": record.id or record.fields.get("id")})
    else:
        for section, value in held.tree.items():
            fields[section] = value if isinstance(value, list) else [value]
    return fields
