"""The audited cases of a run, kept for its reports: as they are written, in a room that does not grow with them."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, Final, cast

from kyccheck.audit import Audited
from kyccheck.encoded import encoded_case
from kyccheck.glance import Results

_MOST_BYTES: Final = 16 * 1024 * 1024
"""So much is kept in memory; from there on everything goes to a file that has no name and ends with the process."""
_CHUNK: Final = 1024 * 1024


class Cases:
    """Audited cases, in order: each is one line of JSON, in the shape of the report. They may be walked many times.

    Counted as they come: `verdicts`, `statuses`; and kept beside, since every report needs them, `notices`: the
    decisions on them that do not count.
    """

    def __init__(self, cases: Iterable[Audited] = ()) -> None:
        self.verdicts: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self._notices: dict[int, list[dict[str, Any]]] = {}
        self._number = 0
        self._size = 0
        self._file: IO[bytes] = io.BytesIO()
        self._instead: dict[int, bytes] = {}
        for case in cases:
            self.add(case)

    def __len__(self) -> int:
        """How many there are."""
        return self._number

    def __iter__(self) -> Iterator[Audited]:
        """Each case, read anew."""
        return (_read(line) for line in self.lines())

    def add(self, case: Audited) -> None:
        """Keep a case."""
        self._count(case, 1)
        if case["decisions"]:
            self._notices[self._number] = case["decisions"]
        self._number += 1
        self._write(encoded_case(case) + b"\n")

    def extend(self, other: Cases) -> None:
        """Keep all cases of another."""
        self.verdicts.update(other.verdicts)
        self.statuses.update(other.statuses)
        self._notices |= {self._number + place: notices for place, notices in other._notices.items()}
        self._number += len(other)
        for chunk in other._chunks():
            self._write(chunk)

    def replace(self, place: int, case: Audited) -> None:
        """Put a case in the place of the one that is there."""
        was = next(line for at, line in enumerate(self.lines()) if at == place)
        self._count(json.loads(was), -1)
        self._count(case, 1)
        self._notices[place] = case["decisions"]
        self._instead[place] = encoded_case(case)

    def lines(self) -> Iterator[bytes]:
        """Each case as a line of JSON, without its line feed."""
        rest, place = b"", 0
        for chunk in self._chunks():
            lines = (rest + chunk).split(b"\n")
            rest = lines.pop()
            for line in lines:
                yield self._instead.get(place, line)
                place += 1

    def notices(self) -> Iterator[dict[str, Any]]:
        """The decisions on these cases that do not count."""
        for place in sorted(self._notices):
            yield from self._notices[place]

    def _chunks(self) -> Iterator[bytes]:
        """What was written, in pieces; several may walk through it at once."""
        at = 0
        while at < self._size:
            self._file.seek(at)
            chunk = self._file.read(_CHUNK)
            at += len(chunk)
            yield chunk

    def _write(self, content: bytes) -> None:
        if self._size <= _MOST_BYTES < self._size + len(content):
            self._move_out()
        self._file.seek(self._size)
        self._size += self._file.write(content)

    def _move_out(self) -> None:
        from kyccheck.aside import room_for

        file = room_for(self)
        for chunk in self._chunks():
            file.write(chunk)
        self._file = file

    def _count(self, case: Audited, by: int) -> None:
        self.verdicts[case["verdict"]] += by
        for status, number in _statuses(case["results"]).items():
            self.statuses[status] += by * number


def _statuses(results: Sequence[dict[str, Any]]) -> dict[str, int]:
    """How many results have which status; of results that many cases share counted once."""
    known: dict[str, int] | None = getattr(results, "statuses", None)
    if known is None:
        known = Counter(result["status"] for result in results)
        if isinstance(results, Results):
            results.statuses = known
    return known


def _read(line: bytes) -> Audited:
    """A case, by orjson where that was loaded already, and loses nothing."""
    orjson = sys.modules.get("orjson")
    if orjson is not None:
        with suppress(orjson.JSONDecodeError):
            case = orjson.loads(line)
            if orjson.dumps(case) == line:
                return cast("Audited", case)
    return cast("Audited", json.loads(line))
