"""The cases that a run has come across, and which of them bear one id: in little room, however many there are."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from json.encoder import encode_basestring_ascii
from typing import IO, Final, NamedTuple

_MOST: Final = 20_000
"""So many are kept in memory; then they are sorted and put aside in a file that has no name."""
_DIGITS: Final = 12


class Sighting(NamedTuple):
    """Where a case was read: its id, its number in the order of reading (from 0), its file and its place there."""

    id: str
    number: int
    file: str
    base: str

    def said(self) -> str:
        """The place in a sentence."""
        return f"{self.file} at {self.base}" if self.base else self.file


class Sightings:
    """All cases that were read, in order: each noted as a line of ASCII that sorts by its id, then by its number."""

    def __init__(self) -> None:
        self.number = 0
        self._latest: list[str] = []
        self._aside: IO[bytes] | None = None
        self._parts: list[tuple[int, int]] = []

    def add(self, case: str, file: str, base: str) -> None:
        """Note a case."""
        self._latest.append(_line(_quoted(case), self.number, f"{_quoted(file)}\t{_quoted(base)}\n"))
        self.number += 1
        if len(self._latest) >= _MOST:
            self._put_aside()

    def extend(self, others: Iterable[str]) -> None:
        """Note the cases that somebody else has read, in order."""
        for line in others:
            case, _, where = line.split("\t", 2)
            self._latest.append(_line(case, self.number, where))
            self.number += 1
        if len(self._latest) >= _MOST:
            self._put_aside()

    def latest(self) -> list[str]:
        """Those that were noted last: all, where they are few."""
        return self._latest

    def twice(self) -> Iterator[tuple[Sighting, Sighting]]:
        """Each case whose id another one bore before it, behind the first that did; in the order they were read."""
        found = []
        for _, alike in groupby(self._in_order(), key=lambda line: line[: line.index("\t")]):
            first, *others = alike
            found += [(first, other) for other in others]
        yield from sorted(((_read(first), _read(other)) for first, other in found), key=lambda pair: pair[1].number)

    def _in_order(self) -> Iterator[str]:
        return heapq.merge(sorted(self._latest), *(self._part(*part) for part in self._parts))

    def _put_aside(self) -> None:
        from kyccheck.kept.spill import file_for

        self._aside = self._aside or file_for(self)
        start = self._aside.seek(0, 2)
        self._aside.write("".join(sorted(self._latest)).encode("ascii"))
        self._parts.append((start, self._aside.tell()))
        self._latest = []

    def _part(self, at: int, end: int) -> Iterator[str]:
        assert self._aside is not None  # noqa: S101 - parts are of it
        while at < end:
            self._aside.seek(at)
            lines = self._aside.readlines(min(_CHUNK, end - at))
            for line in lines:
                at += len(line)
                if at > end:
                    return
                yield line.decode("ascii")


_CHUNK: Final = 64 * 1024


_quoted: Final = encode_basestring_ascii


def _line(case: str, number: int, where: str) -> str:
    """A sighting as a line; its id, its file and its place are quoted, so that no tab or line feed is in them."""
    return f"{case}\t{number:0{_DIGITS}}\t{where}"


def _read(line: str) -> Sighting:
    case, number, file, base = line.split("\t")
    return Sighting(json.loads(case), int(number), json.loads(file), json.loads(base))
