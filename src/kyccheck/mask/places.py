"""Where something stood, masked: what people call files and sheets may be somebody's name.

Names of files are known beforehand, those of sheets by the records that stand on them. What kyccheck itself reads by,
and every workbook has ("Deals", "Contacts 2", "Sheet1"), stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import PurePath
from typing import Final

from kyccheck.inputs.mapping import FILE_NAME
from kyccheck.mask.harmless import reads_as
from kyccheck.mask.personal import Pseudonym, is_generic
from kyccheck.records.fields import folded, section_names
from kyccheck.records.record import ASKED, Record

_CELL: Final = re.compile(r"((?!/).*)!([A-Z]{0,3}\d*)", re.DOTALL)
"""A place on a sheet; a JSON pointer begins with a slash."""
_ON_A_SHEET: Final = r"(?:(,? (?:at )?)([^!:*?/\\\[\]\n]{1,31})(?=!))?"
"""A sheet that is named behind its file; Excel forbids those marks in names, and longer ones."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_OURS: Final = frozenset({"sheet", "table", "off", "run", "summary", "findings", "results", "cases", "changes", "pack"})
_STAY: Final = frozenset({"", "-", ASKED, FILE_NAME})


class Places:
    """Files and sheets, and what stands for the name of each; `digest` gives digits of a text that only a key gives."""

    def __init__(self, pseudonym: Pseudonym, digest: Callable[[str], str]) -> None:
        self._pseudonym = pseudonym
        self._digest = digest
        self._files: dict[str, dict[str, re.Pattern[str]]] = {}
        self._sheets: set[str] = set()

    def know(self, labels: Iterable[str]) -> None:
        """Note what files are called; the longest name is looked for first, since it may hold another."""
        for label in sorted({*labels} - _STAY, key=lambda label: (-len(label), label)):
            if len(label) > 1 and not is_generic(label):
                named = re.compile(rf"(?<!\w){re.escape(label)}(?!\w){_ON_A_SHEET}")
                self._files.setdefault(PurePath(label).suffix, {})[label] = named

    def know_sheet(self, record: Record) -> None:
        """Note what the sheets are called that a record stands on."""
        for place in (record.base, *(at for _, at in (record.elsewhere or {}).values())):
            cell = _CELL.fullmatch(place)
            if cell and self.sheet(cell[1]) != cell[1]:
                self._sheets.add(cell[1])

    def file(self, label: str) -> str:
        """What a file is called instead."""
        return label if label in _STAY else f"file-{self._digest(label)[:8]}{PurePath(label).suffix[:8]}"

    def sheet(self, name: str) -> str:
        """What a sheet is called instead."""
        words = _LETTERS.findall(folded(name))
        return name if all(map(_is_ours, words)) else self._pseudonym(name, "sheet")

    def at(self, place: str) -> str:
        """A place in a file, `Sheet!C14`; a JSON pointer is left as it is."""
        cell = _CELL.fullmatch(place)
        return f"{self.sheet(cell[1])}!{cell[2]}" if cell else place

    def inside(self, text: str, instead: Callable[[str], str]) -> str:
        """Text with each file and sheet that it names masked; `instead` keeps a pseudonym out of harm's way."""

        def named(label: str, found: re.Match[str]) -> str:
            behind = f"{found[1]}{instead(self.sheet(found[2]))}" if found[2] else ""
            return instead(self.file(label)) + behind

        for suffix, labels in self._files.items():
            if suffix in text:
                for label, pattern in labels.items():
                    if label in text:
                        text = pattern.sub(partial(named, label), text)
        if "!" in text:
            for name in sorted(self._sheets, key=len, reverse=True):
                text = text.replace(f"{name}!", f"{instead(self.sheet(name))}!") if f"{name}!" in text else text
        return text


def _is_ours(word: str) -> bool:
    """Whether a word in the name of a sheet is one that nobody is called by."""
    return word in _OURS or word in section_names() or reads_as("", "", word, lambda _: False)
