"""Many inputs: found, read once, joined, audited one after the other, and every record accounted for."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, Protocol

from kyccheck import sources
from kyccheck.audit import Audited, audit
from kyccheck.case import Case, MadeLate
from kyccheck.checklist import Case as For
from kyccheck.errors import RefusedError, UnreadableError
from kyccheck.fields import NATIVE, Names, folded
from kyccheck.glance import Results
from kyccheck.grid import Grid
from kyccheck.join import Pool, case_of, joined, named
from kyccheck.mapping import FILE_NAME, Mapping
from kyccheck.plan import Plan
from kyccheck.read import Opened, Tree, open_input
from kyccheck.record import Meaning, Problem, Record, Shape

if TYPE_CHECKING:  # most runs want none of this, and a start is counted in milliseconds
    from kyccheck.alignment import Row
    from kyccheck.decided import Decisions
    from kyccheck.expiring import Expiring, Window
    from kyccheck.tally import Tallies

_DATA_SUFFIXES: Final = frozenset({".json", ".ndjson", ".jsonl", ".csv", ".tsv", ".xlsx", ".xlsm", ".xls"})

_MOST_OPEN: Final = 32
"""So many files that hold whole cases stay open until all loose records are read; further ones are opened twice."""


@dataclass(slots=True)
class Input:
    """One file (or standard input, where `path` is None) and what became of it.

    `records` were read, of which `reported` could not be used in any case; `sections` counts them by section; `names`
    are the keys read with the field each means, `ignored` those that mean none, `joining` those that name records of
    another section; `links` counts the records that name some, by both sections. For `inspect` alone: `marks`, by which
    the source was told, and `tallies` of the values read.
    """

    path: Path | None
    label: str
    given: str = ""
    in_folder: bool = False
    failed: str = ""
    source: str = ""
    container: str = ""
    sha256: str = ""
    encoding: str = ""
    parted_by: str = ""
    marks: tuple[str, ...] = ()
    tallies: Tallies | None = None
    records: int = 0
    reported: int = 0
    sections: Counter[str] = field(default_factory=Counter)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    ignored: dict[str, set[str]] = field(default_factory=dict)
    joining: dict[str, dict[str, str]] = field(default_factory=dict)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    set_aside: str = ""
    _shapes: dict[int, Shape] = field(default_factory=dict)

    def count(self, record: Record) -> None:
        """Account for a record that was read."""
        shape = record.shape
        if id(shape) not in self._shapes and (shape.keys or record.counts):
            self._shapes[id(shape)] = shape
            known = self.names.setdefault(record.section, {})
            known.update((name, keys[0]) for name, keys in shape.keys.items() if name not in known)
            if shape.ignored and record.counts:
                self.ignored.setdefault(record.section, set()).update(shape.ignored)
            if shape.joining:
                self.joining.setdefault(record.section, {}).update(shape.joining)
        if not record.counts:
            return
        self.records += 1
        self.sections[record.section] += 1
        if self.tallies is not None:
            self.links.update({(record.section, link.section) for link in record.links if link.id})

    def look(self, opened: Opened, module: ModuleType) -> None:
        """Note what `inspect` shows of a file, and count the values that will be read of it."""
        from kyccheck.tally import Tallies

        self.encoding = opened.encoding
        self.parted_by = opened.first.parted_by if isinstance(opened.first, Grid) else ""
        self.marks = () if self.given else sources.marks(module, opened.first)
        self.tallies = Tallies()


def find_inputs(arguments: list[str]) -> list[Input]:
    """The inputs of a command line: files, folders (read recursively), `-`, SOURCE=PATH; in the order given, each once.

    Raises RefusedError for an empty argument. What cannot be read is an input that says so when it is read.
    """
    found: dict[object, Input] = {}
    for argument in arguments:
        given, path = _source_and_path(argument)
        if not path:
            raise RefusedError("an empty path names nothing; name a file or a folder")
        if path == "-":
            found.setdefault("-", Input(None, "-", given))
        elif _is_folder(path):
            for item in _in_folder(Path(path), given):
                found.setdefault(_identity(item.path), item)
        else:
            found.setdefault(_identity(Path(path)), Input(Path(path), Path(path).name, given))
    inputs = list(found.values())
    _tell_apart(inputs)
    return inputs


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _identity(path: Path | None) -> object:
    """The same for two spellings of one file."""
    try:
        about = path.stat() if path else None
    except (OSError, ValueError):
        return path
    return (about.st_dev, about.st_ino) if about else path


def _source_and_path(argument: str) -> tuple[str, str]:
    word, equals, path = argument.partition("=")
    if equals and path and word.isidentifier() and not os.path.lexists(argument):
        return word, path
    return "", argument


def _in_folder(folder: Path, given: str) -> Iterator[Input]:
    """The files of a folder and of those below it, sorted; a folder that cannot be read is an input that failed."""
    failed: list[OSError] = []
    for name, below, files in os.walk(folder, onerror=failed.append):
        below[:] = sorted(part for part in below if not part.startswith("."))
        for file in sorted(files):
            if file != FILE_NAME and not file.startswith("."):
                path = Path(name, file)
                if path.is_file() or not path.exists():  # a pipe or a device would be waited for
                    yield Input(path, _label(folder, path), given, in_folder=True)
    for error in failed:
        path = Path(error.filename)
        yield Input(path, _label(folder, path), failed=f"cannot be read: {error.strerror}")


def _label(folder: Path, path: Path) -> str:
    parts = path.relative_to(folder).parts
    return "/".join((folder.name, *parts) if folder.name else parts)


def _tell_apart(inputs: list[Input]) -> None:
    """Give files of one name as many of the folders above them as it takes to tell them apart."""
    for depth in range(2, 32):
        counts = Counter(item.label for item in inputs)
        same = [item for item in inputs if counts[item.label] > 1 and item.path is not None]
        if not same:
            return
        for item in same:
            assert item.path is not None  # noqa: S101 - kept above
            item.label = "/".join(item.path.absolute().parts[-depth:]).lstrip("/")


def mappings_beside(inputs: list[Input], arguments: list[str]) -> list[Path]:
    """The mapping files that lie beside the inputs, or in the folders given."""
    folders = [item.path.parent for item in inputs if item.path is not None and not item.in_folder]
    folders += [Path(path) for path in (_source_and_path(argument)[1] for argument in arguments) if _is_folder(path)]
    beside = (folder / FILE_NAME for folder in dict.fromkeys(folders))
    return [path for path in beside if path.is_file()]


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
            opened = closing.enter_context(open_input(item.path, item.label, self._encoding))
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
                self.problems.append(tree)
                continue
            if item.tallies:
                item.tallies.watch(tree.value)
            if (held := whole(tree, reading)) is None:
                yield from self._document(item, tree, module, reading)
            elif (case := self._held_together(item, held)) is not None:
                yield case
            if item.tallies:
                item.tallies.read_the_rest()

    def _document(self, item: Input, tree: Tree, module: ModuleType, reading: sources.Reading) -> Iterator[Case]:
        for found in sources.records(module, tree, reading):
            if isinstance(found, Problem):
                self.problems.append(found)
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
            if item.source and item.records and item.reported == item.records and not self._has_problem(item):
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


class Offer(Protocol):
    """A checklist on offer: for which cases it is, and its plan, which may only be made when it is first wanted."""

    @property
    def about(self) -> For:
        """For which cases it is."""

    @property
    def plan(self) -> Plan:
        """The checklist, compiled."""


class Choosing:
    """The plans that are for a case: by its system and kind, and then by its stage, or the stage that its tags name.

    `asked_for` says that the user named the checklists, who then need no tag to be told by. A case whose tags name
    stages of two pipelines belongs to the one that follows the other, unless both were asked for.
    """

    def __init__(self, offers: Sequence[Offer], *, asked_for: bool) -> None:
        self.offers = offers
        self._asked_for = asked_for
        self._known: dict[tuple[str, ...], list[Plan]] = {}

    def plans(self, case: Case) -> list[Plan]:
        """The plans for a case; its stage is settled where only its tags tell it."""
        if case.tags:
            return self._chosen(case)
        about = (case.kind, case.system, case.stage_means, case.stage)
        plans = self._known.get(about)
        if plans is None:
            plans = self._chosen(case)
            if len(self._known) < _MOST_KNOWN:
                self._known[about] = plans
        return plans

    def _chosen(self, case: Case) -> list[Plan]:
        fitting = [offer.plan for offer in self.offers if _fits(case, offer.about)]
        words = [word for word in (case.stage_means, case.stage) if word]
        by_stage = [plan for plan in fitting if any(plan.checklist.stage_of(word) for word in words)]
        by_tag = [plan for plan in fitting if any(plan.checklist.stage_of(tag) for tag in case.tags)]
        left = () if self._asked_for else tuple(word for plan in by_tag for word in plan.checklist.for_.follows)
        by_tag = [plan for plan in by_tag if plan.checklist.id not in left]
        if by_tag and not by_stage:
            _stand_by_tag(case, by_tag[-1])
        untagged = [plan for plan in fitting if self._asked_for or not plan.checklist.for_.needs_tag]
        return by_stage or by_tag or untagged


_MOST_KNOWN: Final = 1000


def _stand_by_tag(case: Case, plan: Plan) -> None:
    """Let a case stand where its tags say; of several stages at the latest one, so that nothing due is left out."""
    stages = {tag: stage for tag in case.tags if (stage := plan.checklist.stage_of(tag))}
    case.stage_means = max(stages, key=lambda tag: plan.ranks.get(stages[tag], -1))
    case.stage = case.stage or case.stage_means


def _fits(case: Case, about: For) -> bool:
    return folded(case.kind) in about.kinds and (case.system in ("native", "") or case.system in about.systems)


@dataclass(slots=True)
class Run:
    """A finished run: what every report is written from.

    `cases` are in the shape of the JSON report. `plans` are those of the checklists that were used, `wanted` is what
    the user asked for. Where that was wanted, `expiring` is what runs out, soonest first, and `alignment` are the rows
    of all cases.
    """

    as_of: date
    version: str
    inputs: list[Input]
    problems: list[Problem]
    plans: list[Plan]
    cases: list[Audited]
    decisions: Decisions | None = None
    wanted: Wanted | None = None
    expiring: tuple[Expiring, ...] = ()
    alignment: tuple[Row, ...] = ()

    def notices(self) -> list[dict[str, Any]]:
        """The decisions that do not count: of rows refused, of no case here, and of each case."""
        if self.decisions is None:
            return []
        apart = [one for file in self.decisions.files for one in file.refused]
        apart += self.decisions.dangling({case["id"] for case in self.cases})
        return [one.shown() for one in apart] + [one for case in self.cases for one in case["decisions"]]

    def verdicts(self) -> dict[str, int]:
        """How many cases have which verdict."""
        return dict(sorted(Counter(case["verdict"] for case in self.cases).items()))

    def statuses(self) -> dict[str, int]:
        """How many results have which status."""
        return dict(sorted(Counter(result["status"] for case in self.cases for result in case["results"]).items()))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user asked for: only these cases and items, as if at a stage, with evidence of everything.

    `decisions` are the attestations and waivers that may count; `expiring` says how far to look ahead for what runs
    out; `alignment` that the rows are wanted that show sources side by side.
    """

    cases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    at: str = ""
    every_evidence: bool = False
    asked_for: bool = False
    decisions: Decisions | None = None
    expiring: Window | None = None
    alignment: bool = False


def run(reading: Reading, offers: Sequence[Offer], wanted: Wanted, as_of: date, version: str) -> Run:
    """Audit all cases of a reading."""
    audited: list[Audited] = []
    aligned: list[Row] = []
    used: dict[str, Plan] = {}
    choosing = Choosing(offers, asked_for=wanted.asked_for)
    expiring: list[Expiring] = []
    for case in reading.cases():
        if wanted.cases and case.id not in wanted.cases:
            continue
        chosen = choosing.plans(case)
        if not chosen:
            reading.problems.append(_no_checklist(case, offers))
            continue
        for plan in chosen:
            used[plan.checklist.id] = plan
        result = audit(case, chosen, wanted.at, every_evidence=wanted.every_evidence, decisions=wanted.decisions)
        audited.append(_only(result, wanted.items))
        if wanted.expiring is not None:
            expiring += _documents_of(case, as_of, wanted.expiring)
        if wanted.alignment:
            aligned += _aligned(case, chosen)
    plans = [used[word] for word in sorted(used)]
    found = Run(as_of, version, reading.inputs, reading.problems, plans, audited, wanted.decisions, wanted)
    found.alignment = tuple(aligned)
    if wanted.expiring is not None:
        found.expiring = _with_decisions(expiring, found, wanted.expiring)
    return found


def _documents_of(case: Case, as_of: date, window: Window) -> Iterator[Expiring]:
    from kyccheck.expiring import documents_of

    return documents_of(case, as_of, window)


def _with_decisions(documents: list[Expiring], found: Run, window: Window) -> tuple[Expiring, ...]:
    from kyccheck.expiring import decisions_of, in_order

    decided = decisions_of(found.cases, found.decisions, found.as_of, window) if found.decisions else ()
    return in_order([*documents, *decided])


def _aligned(case: Case, plans: list[Plan]) -> tuple[Row, ...]:
    """The rows of a case side by side. What makes them is imported only where they are wanted."""
    from kyccheck.alignment import rows

    return rows(case, plans)


def _no_checklist(case: Case, offers: Sequence[Offer]) -> Problem:
    first = next(record for members in case.sections().values() for record in members)
    names = ", ".join(offer.plan.checklist.id for offer in offers)
    why = "".join(f"; {note}" for note in case.notes if "includes=tags" in note)
    return Problem(first.file, f"case {case.id}: no checklist ({names}) is for it; name one with -c{why}", first.base)


def _only(audited: dict[str, Any], items: tuple[str, ...]) -> Audited:
    if not items:
        return audited
    return {**audited, "results": Results(result for result in audited["results"] if result["item"] in items)}
