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


Noting = tuple[str, int, str, str]
"""The same, as it is noted for each case."""


class Sightings:
    """All cases that were read, in order."""

    def __init__(self) -> None:
        self.number = 0
        self._latest: list[Noting] = []
        self._aside: IO[bytes] | None = None
        self._parts: list[tuple[int, int]] = []

    def add(self, case: str, file: str, base: str) -> None:
        """Note a case."""
        self._latest.append((case, self.number, file, base))
        self.number += 1
        if len(self._latest) >= _MOST:
            self._put_aside()

    def extend(self, others: Iterable[Noting]) -> None:
        """Note the cases that somebody else has read, in order."""
        for case, _, file, base in others:
            self.add(case, file, base)

    def latest(self) -> list[Noting]:
        """Those that were noted last: all, where they are few."""
        return self._latest

    def twice(self) -> Iterator[tuple[Sighting, Sighting]]:
        """Each case whose id another one bore before it, behind the first that did; in the order they were read."""
        found = []
        for _, alike in groupby(self._in_order(), key=lambda one: one[0]):
            first, *others = alike
            found += [(first, other) for other in others]
        yield from sorted(((_read(first), _read(other)) for first, other in found), key=lambda pair: pair[1].number)

    def _in_order(self) -> Iterator[tuple[bytes, ...]]:
        """All that was noted, by id, then in the order it was read; each as it stands in the file."""
        latest = iter(sorted(_written(one) for one in self._latest))
        return heapq.merge(latest, *(self._part(*part) for part in self._parts))

    def _put_aside(self) -> None:
        from kyccheck.kept.spill import file_for

        self._aside = self._aside or file_for(self)
        start = self._aside.seek(0, 2)
        self._aside.writelines(b"\t".join(one) + b"\n" for one in sorted(_written(one) for one in self._latest))
        self._parts.append((start, self._aside.tell()))
        self._latest = []

    def _part(self, at: int, end: int) -> Iterator[tuple[bytes, ...]]:
        assert self._aside is not None  # noqa: S101 - parts are of it
        while at < end:
            self._aside.seek(at)
            lines = self._aside.readlines(min(_CHUNK, end - at))
            for line in lines:
                at += len(line)
                if at > end:
                    return
                yield tuple(line[:-1].split(b"\t"))


_CHUNK: Final = 64 * 1024


def _written(noted: Noting) -> tuple[bytes, ...]:
    """A sighting as text without tabs and line feeds, that sorts by id and number."""
    case, number, file, base = noted
    quoted = [encode_basestring_ascii(text).encode() for text in (case, file, base)]
    return (quoted[0], b"%0*d" % (_DIGITS, number), quoted[1], quoted[2])


def _read(written: tuple[bytes, ...]) -> Sighting:
    case, number, file, base = written
    return Sighting(json.loads(case), int(number), json.loads(file), json.loads(base))
