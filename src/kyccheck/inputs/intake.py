"""What the documents of inputs hold: cases as they come whole, loose records until all are read; all accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from types import ModuleType
from typing import Final

from kyccheck import sources
from kyccheck.errors import UnreadableError
from kyccheck.inputs.bundles import as_read, fields_of
from kyccheck.inputs.lines import Told
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import Input
from kyccheck.join import Meanings, Pool, case_of
from kyccheck.kept.sightings import Sightings
from kyccheck.read.trees import Block, Tree
from kyccheck.records.case import Case
from kyccheck.records.fields import folded
from kyccheck.records.names import Names
from kyccheck.records.record import MAIN, Meaning, Page, Problem, Record
from kyccheck.values.value import is_blank

_DATA_SUFFIXES: Final = frozenset({".json", ".ndjson", ".jsonl", ".csv", ".tsv", ".xlsx", ".xlsm", ".xls"})


class Intake:
    """Takes in the documents of one file after the other, and gives the cases that they hold.

    `detailed` makes every record, so that each input knows which names were read in it. `problems` is what was wrong
    so far, `seen` which cases there were, `pages` which pages of a system's answers. While `holds_all`, each case waits
    for the records of all files.
    """

    def __init__(self, mapping: Mapping, *, detailed: bool = False) -> None:
        self.detailed = detailed
        self.holds_all = False
        self.problems: list[Problem] = []
        self.seen = Sightings()
        self.pages: list[Page] = []
        self.watch: Callable[[], None] = _nobody_watches
        self._names = Names(mapping.names)
        stages = {folded(word): stage for word, stage in mapping.stages.items()}
        self._pool = Pool(Meanings(mapping.phrases, stages), mapping.joins)
        self._holds_loose = False

    @property
    def meanings(self) -> dict[tuple[str, str], dict[str, str]]:
        """What exports say that ids of stages and pipelines mean, by pipeline."""
        return self._pool.meanings.of_ids

    @property
    def is_plain(self) -> bool:
        """Whether what was read so far has nothing to do with a case that comes."""
        return self._pool.is_empty and not self.detailed

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
        whole, seen, label = module.whole, self.seen, item.label
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
            self.watch()
            if isinstance(found, Problem):
                self._say(item, found)
            elif isinstance(found, Page):
                self.pages.append(found)
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
        if not isinstance(held, tuple) and (touched or self.detailed):
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
        if (touched or self.holds_all) and isinstance(held, tuple):
            self._pool.hold(held)
            return None
        return self._known(case, *where)

    def _say_nameless(self, item: Input, file: str, base: str, number: int) -> None:
        self.problems.append(Problem(file, "a case without an id cannot be audited", base))
        item.reported += number

    def _known(self, case: Case, file: str, base: str) -> Case:
        self.seen.add(case.id, file, base)
        return case

    def rest(self) -> Iterator[Case]:
        """The cases that had to wait until all was read, and those that loose records make."""
        for case in self._pool.cases():
            first = next(record for members in case.sections().values() for record in members)
            yield self._known(case, first.file, first.at())

    @property
    def waiting(self) -> int:
        """How many cases `rest` gives at most."""
        return self._pool.waiting

    def unused(self) -> list[Record]:
        """The records that no case has taken."""
        return list(self._pool.unused())

    def apart(self) -> Intake:
        """One that takes in documents by itself, with the same names and meanings."""
        one = copy(self)
        one.problems, one.seen, one.watch = [], Sightings(), _nobody_watches
        one._pool = Pool(self._pool.meanings, self._pool.joins)  # noqa: SLF001 - a copy of its own
        return one

    def told(self, item: Input) -> Told | None:
        """What was noted of an input beside its cases; None where some of it waits for further records."""
        if self._holds_loose:
            return None
        return Told(item.source, item.records, item.reported, item.sections, self.problems, self.seen.latest())

    def note(self, item: Input, told: Told) -> None:
        """Note what was told of an input, or a part of it, that was read apart."""
        item.source, item.records = told.source, item.records + told.records
        item.reported += told.reported
        item.sections += told.sections
        self.problems += told.problems
        self.seen.extend(told.seen)

    def unreadable(self, item: Input, error: UnreadableError) -> None:
        """Note that a file cannot be read, or read on."""
        is_data = item.path is not None and item.path.suffix.casefold() in _DATA_SUFFIXES
        if item.in_folder and item.path and (item.is_own or not is_data):
            item.set_aside = error.message
        else:
            self.problems.append(Problem(item.label, error.message))


def _has_id(held: sources.Sheaf) -> bool:
    """Whether a case can be audited at all; where it cannot, nothing else belongs to it."""
    return any(record.id or not is_blank(record.fields.get("id")) for record in held if record.section in MAIN)


def _nobody_watches() -> None:
    """What stands for `watch` where nobody wants to know how far it is."""


def _never(_tree: Tree, _reading: sources.Reading) -> None:
    """What stands for `whole` where a source has none."""
