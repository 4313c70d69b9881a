"""Systems, and the readers of their exports.

OPEN: one file a system; its name is the word that users type (`hubspot=deals.json`), its docstring says what it reads.
A module holds

    recognises(document) -> confidence      0 (not mine) to 1 (nothing else looks like this)
    records(tree, reading)                  yields what the document holds, lazily and in one pass
    adopt(section, tree, base, reading)     optional: its raw objects may stand as sections of a native case
    whole(tree, reading)                    optional: the case (`Held`) of a document that can stay as it was read
    turn(document) -> number                optional: its file may hold whole cases: it is read later

What is yielded: a Record by itself, a tuple of Records that the export holds together as one case, a Meaning, a
Problem, or a Page, where an answer may be one of several. Records carry their origin, and links to those they name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final, Protocol

from kyccheck import registry
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError, UnreadableError
from kyccheck.records.fields import NATIVE
from kyccheck.records.names import Names
from kyccheck.records.record import Meaning, Page, Problem, Record
from kyccheck.values.grid import Grid

_CERTAIN: Final = 0.9
Sheaf = tuple[Record, ...]


class Held(Protocol):
    """A case that an export holds together and that stays as it was read until somebody asks for its records.

    `number` is how many records it holds.
    """

    tree: dict[str, Any]
    base: str
    number: int

    def records(self, *names: str) -> list[Record]:
        """Make the records of these of its sections."""


Found = Record | Sheaf | Held | Meaning | Problem | Page


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source may know beside a document: what its file is called, and the names of fields in this run."""

    file: str
    names: Names


def recognise(document: Any, label: str, given: str = "") -> ModuleType:
    """The source of a document, told by its content; `given` is what the user says it is.

    Raises UnreadableError where no source knows it, RefusedError where `given` is no source.
    """
    words = registry.words(__name__)
    if given:
        if given not in words:
            raise RefusedError(f"unknown source {given!r}; {registry.allowed(given, words)}")
        return registry.load(__name__, given)
    best, found = 0.0, None
    for word in sorted(words, key=lambda word: word != NATIVE):
        module = registry.load(__name__, word)
        confidence = module.recognises(document)
        if confidence > best:
            best, found = confidence, module
        if confidence >= _CERTAIN:  # nothing else looks like this: the other readers need not be imported
            break
    if found is None:
        known = f"that kyccheck knows ({', '.join(words)})"
        raise UnreadableError(f"is not an export {known}; say what it is: SOURCE=PATH", label)
    return found


def marks(module: ModuleType, document: Any) -> tuple[str, ...]:
    """Why a document was recognised: the columns or keys that told it. For `inspect`; it asks the reader many times."""
    from kyccheck.sources import _marks

    return _marks.marks(module, document)


def records(module: ModuleType, tree: Any, reading: Reading) -> Iterator[Found]:
    """What a document holds. A reader's own defect is a problem of the document, and ends no run but one to find it."""
    try:
        yield from module.records(tree, reading)
        if isinstance(tree.value, Grid):
            from kyccheck.sources._second_table import second_tables

            yield from second_tables(tree.value.sheets, reading.file)
    except (UnreadableError, RefusedError) as error:
        yield Problem(reading.file, error.message, tree.base)
    except Exception as error:  # one boundary for whatever odd data does to a reader
        if os.environ.get("KYCCHECK_DEBUG"):
            raise
        why = f"a defect of kyccheck ({type(error).__name__}); KYCCHECK_DEBUG=1 shows where"
        yield Problem(reading.file, f"could not be read: {why}", tree.base)
