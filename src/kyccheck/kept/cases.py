"""The audited cases of a run, kept for its reports: as they are written, in a room that does not grow with them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kyccheck.kept.encoded import as_line, decoded, encoded_case
from kyccheck.kept.pile import Part, Pile, part_of

if TYPE_CHECKING:  # most runs need no room, and a start is counted in milliseconds
    from kyccheck.asking.shown import Audited, ShownNotice
    from kyccheck.kept.spill import Room

_MOST_BYTES: Final = 16 * 1024 * 1024
"""So much of the cases is kept in memory."""
_MOST_SHARED: Final = 1000


class _Shared(NamedTuple):
    """Results that many cases share, as they are written (or where that lies), and how many have which status."""

    encoded: bytes | Part
    statuses: dict[str, int]

    def written(self) -> bytes:
        """The results, from wherever they are."""
        return self.encoded if isinstance(self.encoded, bytes) else self.encoded.read()


class Cases:
    """Audited cases, in order: each is one line of JSON, in the shape of the report. They may be walked many times.

    Counted as they come: `verdicts`, `statuses`; and kept beside, since every report needs them, `notices`: the
    decisions on them that do not count. Results that many cases share are kept once: the line of such a case has a
    tab (no JSON has one) and their name behind it.
    """

    def __init__(self, cases: Iterable[Audited] = ()) -> None:
        self.verdicts: Counter[str] = Counter()
        self._statuses: Counter[str] = Counter()
        self._notices: dict[int, list[ShownNotice]] = {}
        self._number = 0
        self._shared: dict[bytes, _Shared] = {}
        self._sharing: Counter[bytes] = Counter()
        self._lines = Pile(_MOST_BYTES)
        self._instead: dict[int, bytes] = {}
        for case in cases:
            self.add(case)

    @property
    def statuses(self) -> Counter[str]:
        """How many results have which status."""
        found = Counter(self._statuses)
        for name, number in self._sharing.items():
            for status, each in self._shared[name].statuses.items():
                found[status] += number * each
        return found

    def __len__(self) -> int:
        """How many there are."""
        return self._number

    def __iter__(self) -> Iterator[Audited]:
        """Each case, read anew."""
        return (decoded(line) for line in self.lines())

    def add(self, case: Audited) -> None:
        """Keep a case."""
        self.verdicts[case["verdict"]] += 1
        if case["decisions"]:
            self._notices[self._number] = case["decisions"]
        self._number += 1
        head, content = encoded_case(case)
        name = self._name_of(case["results"], content)
        if name:
            self._sharing[name] += 1
            self._lines.put(b"%b\t%b\n" % (head, name))
        else:
            self._statuses.update([result["status"] for result in case["results"]])
            self._lines.put(as_line(head, content))

    def extend(self, other: Cases) -> None:
        """Keep all cases of another."""
        self.verdicts.update(other.verdicts)
        self._statuses.update(other._statuses)
        self._sharing.update(other._sharing)
        self._notices |= {self._number + place: notices for place, notices in other._notices.items()}
        self._number += len(other)
        self._shared |= {name: other._shared[name] for name in other._shared.keys() - self._shared.keys()}
        self._lines.extend(other._lines)

    def move_to(self, room: Room, put: dict[bytes, Part]) -> None:
        """Put all into a room: whoever these are sent to, and may read there, need not be sent the lines.

        `put` is which shared results the room holds already.
        """
        self._lines.move_to(room)
        for name, shared in self._shared.items():
            if isinstance(shared.encoded, bytes):
                put[name] = put.get(name) or part_of(room, shared.encoded)
                self._shared[name] = shared._replace(encoded=put[name])

    def replace(self, place: int, case: Audited) -> None:
        """Put a case in the place of the one that is there."""
        was = json.loads(next(line for at, line in enumerate(self.lines()) if at == place))
        for one, by in ((was, -1), (case, 1)):
            self.verdicts[one["verdict"]] += by
            for result in one["results"]:
                self._statuses[result["status"]] += by
        self._notices[place] = case["decisions"]
        self._instead[place] = as_line(*encoded_case(case))

    def lines(self) -> Iterator[bytes]:
        """Each case as a line of JSON, with its line feed."""
        read: dict[bytes, bytes] = {}
        for place, line in enumerate(self._lines):
            head, tab, name = line.partition(b"\t")
            if place in self._instead:
                yield self._instead[place]
            elif tab:
                if name not in read:
                    read = read if len(read) < _MOST_SHARED else {}
                    read[name] = self._shared[name[:-1]].written()
                yield as_line(head, read[name])
            else:
                yield line

    def notices(self) -> Iterator[ShownNotice]:
        """The decisions on these cases that do not count."""
        for place in sorted(self._notices):
            yield from self._notices[place]

    def _name_of(self, results: Any, content: bytes) -> bytes:
        """The name of results that other cases share; nothing for results of this case alone."""
        name: bytes | None = getattr(results, "name", None)
        if name is None:
            return b""
        if not name:
            name = results.name = hashlib.sha256(content).hexdigest().encode()
        if name not in self._shared:
            if len(self._shared) >= _MOST_SHARED:
                return b""
            self._shared[name] = _Shared(content, Counter(result["status"] for result in results))
        return name
