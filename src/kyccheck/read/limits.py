"""How much of an input is read: each limit by its name, with its default and why there is one.

Inputs come from strangers. Within these limits a single file is read in some 10 seconds and 512 MB of memory; what is
over one is refused, and the refusal names the limit. Who trusts a file, and has the memory, raises it for one run
(`--limit document_bytes=1GB`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import Field, field, fields, replace
from functools import cache
from typing import Any, Final

from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.late import pattern
from kyccheck.registry import allowed

_UNITS: Final = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}
_SIZE: Final = pattern(r"([0-9]{1,15})\s*(?:([KMG])(?:i?B)?)?", re.IGNORECASE)
_MIB: Final = 2**20
_MOST: Final = 2**40


def _limit(default: int, why: str, most: int = _MOST) -> Any:
    return field(default=default, metadata={"why": why, "most": most})


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one run."""

    document_bytes: int = _limit(32 * _MIB, "a JSON document is held whole, at some ten times its size")
    line_bytes: int = _limit(32 * _MIB, "a line, or a member of a long JSON list, is held whole")
    depth: int = _limit(200, "what is nested without end ends the process that reads it", most=250)
    digits: int = _limit(400, "a number of very many digits takes minutes to read", most=4300)
    cell_characters: int = _limit(16 * _MIB, "a quote that is never closed makes one cell of all that follows")
    columns: int = _limit(16_384, "each is looked up in every system's names; no sheet of Excel has more")
    workbook_bytes: int = _limit(512 * _MIB, "a small workbook can unpack to terabytes")
    part_bytes: int = _limit(256 * _MIB, "one sheet of it can, too")
    workbook_parts: int = _limit(10_000, "a workbook of very many parts takes minutes to open")
    packed_times: int = _limit(200, "no spreadsheet program packs a part from 4 MiB on tighter")
    text_bytes: int = _limit(64 * _MIB, "the texts that cells share are held whole, at some four times their size")
    sheet_cells: int = _limit(64 * _MIB, "a few stray cells far out make a sheet of billions")
    yaml_bytes: int = _limit(1_000_000, "checklists, mappings and decisions are written by people")
    yaml_depth: int = _limit(50, "nobody nests deeper by hand", most=200)
    yaml_values: int = _limit(100_000, "each is held with its place")

    def told(self, name: str) -> str:
        """What a refusal says of the limit that it goes by, and how to raise it."""
        value, most = getattr(self, name), _named()[name].metadata["most"]
        if value >= most:
            return f"(limit {name}, which cannot be raised)"
        return f"(limit {name}; --limit {name}={_shown(min(2 * value, most))} raises it)"


LIMITS: Final = Limits()
"""Those of a run that asks for no others."""


def limits_of(given: Iterable[str] | None) -> Limits:
    """The limits where some are given as NAME=VALUE ("document_bytes=1GB", K, M and G of 1024).

    Raises RefusedError for an unknown name, with the nearest right word, and for a value that is none.
    """
    return replace(LIMITS, **dict(map(_parsed, given or ())))


def _parsed(text: str) -> tuple[str, int]:
    name, _, value = text.partition("=")
    if name not in _named():
        raise RefusedError(f"--limit {text!r}: unknown limit {name!r}; {allowed(name, tuple(_named()))}")
    size = _SIZE.fullmatch(value.strip().replace(",", "").replace("_", ""))
    number = int(size[1]) * _UNITS[(size[2] or "").upper()] if size else 0
    if not number:
        raise RefusedError(
            f"--limit {text!r}: {value!r} is not a size; write a number, such as {name}=1000 or {name}=2G"
        )
    if number > (most := _named()[name].metadata["most"]):
        raise RefusedError(f"--limit {text!r}: {name} is at most {most:,}")
    return name, number


@cache
def _named() -> dict[str, Field[Any]]:
    """The limits by name: `metadata` says why there is one, and how far it can be raised."""
    return {one.name: one for one in fields(Limits)}


def _shown(number: int) -> str:
    for unit in ("G", "M", "K"):
        if number >= _UNITS[unit] and number % _UNITS[unit] == 0:
            return f"{number // _UNITS[unit]}{unit}B"
    return str(number)
