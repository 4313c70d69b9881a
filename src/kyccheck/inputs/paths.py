"""What a command line names: files, folders, standard input; and what becomes of each."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

from kyccheck import sources
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError, UnreadableError
from kyccheck.files import is_awaited, is_file, is_folder, legible
from kyccheck.inputs.mapping import FILE_NAME
from kyccheck.read.limits import LIMITS, Limits
from kyccheck.read.opened import Opened, open_input
from kyccheck.records.record import Record, Shape
from kyccheck.values.grid import Grid

if TYPE_CHECKING:  # only `inspect` counts values
    from kyccheck.read.tally import Tallies


@dataclass(slots=True)
class Input:
    """One file (or standard input, where `path` is None) and what became of it.

    `records` were read, of which `reported` could not be used in any case; `sections` counts them by section, and
    `unused` those that belong to no case; `names` are the keys read with the field each means, `ignored` those that
    mean none, `joining` those that name records of another section; `links` counts the records that name some, by both
    sections. `set_aside` says why it is no export, where that is no problem; `is_own` that kyccheck wrote it. For
    `inspect` alone: `marks`, by which the source was told, and `tallies` of the values read.
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
    unused: Counter[str] = field(default_factory=Counter)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    ignored: dict[str, set[str]] = field(default_factory=dict)
    joining: dict[str, dict[str, str]] = field(default_factory=dict)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    set_aside: str = ""
    is_own: bool = False
    limits: Limits = LIMITS
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

    def is_report(self) -> bool:
        """Whether kyccheck wrote it, told by opening it."""
        try:
            with open_input(self.path, self.label, limits=self.limits) as opened:
                self.refuse_own(opened)
        except UnreadableError:
            return self.is_own
        return False

    def refuse_own(self, opened: Opened) -> None:
        """Refuse a report that kyccheck wrote: to name one is a slip, and one in a folder is in nobody's way.

        Raises UnreadableError for it, in words for either.
        """
        first = opened.first
        may_be = isinstance(first, Grid) or (isinstance(first, dict) and not _OWN_KEYS.isdisjoint(first))
        if self.given or not may_be:  # the close look is imported only then
            return
        from kyccheck.inputs import own_reports

        self.is_own = own_reports.is_own(first) and (isinstance(first, Grid) or self._holds_own_alone())
        if self.is_own:
            named = "" if self.in_folder else "; name the files that it was made from"
            raise UnreadableError(f"{own_reports.WHY}{named}", self.label)

    def _holds_own_alone(self) -> bool:
        """Whether all documents of the file are reports, told by opening it once more: to look ahead uses them up."""
        from kyccheck.inputs import own_reports

        if self.path is None or not self.path.is_file():
            return False
        with open_input(self.path, self.label, limits=self.limits) as beside:
            return own_reports.are_own(beside.trees)

    def look(self, opened: Opened, module: ModuleType) -> None:
        """Note what `inspect` shows of a file, and count the values that will be read of it."""
        from kyccheck.read.tally import Tallies

        self.encoding = opened.encoding
        self.parted_by = opened.first.parted_by if isinstance(opened.first, Grid) else ""
        self.marks = () if self.given else sources.marks(module, opened.first)
        self.tallies = Tallies()


_OWN_KEYS: Final = frozenset({"report", "ledger", "verdict", "expiring"})
"""Members one of which is in all JSON that kyccheck writes."""


def find_inputs(arguments: list[str], limits: Limits = LIMITS) -> list[Input]:
    """The inputs of a command line: files, folders (read recursively), `-`, SOURCE=PATH; in the order given, each once.

    `limits` say how much of each is read. Raises RefusedError for an empty argument. What cannot be read is an input
    that says so when it is read.
    """
    found: dict[object, Input] = {}
    for argument in arguments:
        given, path = _source_and_path(argument)
        if not path:
            raise RefusedError("an empty path names nothing; name a file or a folder")
        if path == "-":
            found.setdefault("-", Input(None, "-", given))
        elif is_folder(Path(path)):
            items = list(_in_folder(Path(path), given)) or [
                Input(Path(path), Path(path).name or path, failed="is a folder without any file in it")
            ]
            for item in items:
                found.setdefault(_identity(item.path), item)
        else:
            found.setdefault(_identity(Path(path)), Input(Path(path), Path(path).name, given))
    inputs = list(found.values())
    _tell_apart(inputs)
    for item in inputs:
        item.label, item.limits = legible(item.label), limits
    return inputs


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
    """The files of a folder and of those below it, sorted; a folder that cannot be read is an input that failed.

    Left out is the file that standard output goes to (`kyccheck audit . > today.json`): nothing is in it yet.
    """
    failed: list[OSError] = []
    of_the_shell = _standard_output()
    for name, files in _walked(folder, failed):
        for file in files:
            if file != FILE_NAME and not file.startswith("."):
                path = Path(name, file)
                if not is_awaited(path) and _identity(path) != of_the_shell:
                    yield Input(path, _label(folder, path), given, in_folder=True)
    for error in failed:
        path = Path(error.filename)
        yield Input(path, _label(folder, path), failed=f"cannot be read: {error.strerror}")


def _standard_output() -> object:
    """The file that standard output goes to, as `_identity` has it."""
    try:
        about = os.fstat(1)
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _walked(folder: Path, failed: list[OSError]) -> Iterator[tuple[str, list[str]]]:
    """A folder and those below it that are not hidden, sorted, each with its files; each once, wherever links lead."""
    seen = set[object]()
    for name, below, files in os.walk(folder, onerror=failed.append, followlinks=True):
        if (own := _identity(Path(name))) in seen:
            below.clear()
            continue
        seen.add(own)
        below[:] = sorted(part for part in below if not part.startswith("."))
        yield name, sorted(files)


def _label(folder: Path, path: Path) -> str:
    parts = path.relative_to(folder).parts
    return "/".join((folder.name, *parts) if folder.name else parts)


def _tell_apart(inputs: list[Input]) -> None:
    """Give files of one name as many of the folders above them as it takes to tell them apart."""
    depth = 2
    while depth < _DEEPEST and (same := _named_alike(inputs)):
        for item, path in same:
            item.label = "/".join(path.absolute().parts[-depth:]).lstrip("/")
        depth += 1


_DEEPEST: Final = 32


def _named_alike(inputs: list[Input]) -> list[tuple[Input, Path]]:
    """The files whose name is not theirs alone, with their paths."""
    counts = Counter(item.label for item in inputs)
    return [(item, item.path) for item in inputs if counts[item.label] > 1 and item.path is not None]


def mappings_beside(inputs: list[Input], arguments: list[str]) -> list[Path]:
    """The mapping files that lie beside the inputs, or in the folders given and below them."""
    folders = [item.path.parent for item in inputs if item.path is not None and not item.in_folder]
    for path in (Path(_source_and_path(argument)[1]) for argument in arguments):
        if is_folder(path):
            folders += [Path(name) for name, files in _walked(path, []) if FILE_NAME in files]
    there = (path for path in (folder / FILE_NAME for folder in folders) if is_file(path) or path.is_symlink())
    beside = {_identity(path): path for path in there}  # a link that leads nowhere is refused when it is read
    return list(beside.values())
