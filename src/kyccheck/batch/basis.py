"""What a report notes so that two of them can be compared: digests of what each case holds, and of what items ask.

A digest says whether something is the same, and nothing else. Those of a case are by section, of the fields that
exports carry there; when a record was last changed is left out, since that changes with every other field.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, Final

from kyccheck.audit.plan import Plan
from kyccheck.audit.planned import Planned
from kyccheck.kept.encoded import encoded
from kyccheck.kept.pile import Pile
from kyccheck.records.case import Case

if TYPE_CHECKING:
    from kyccheck.kept.spill import Room

_NOT_COUNTED: Final = frozenset({"updated"})
_DIGITS: Final = 12
_ASKS: Final = (
    *("due", "on_entry", "owner", "waivable", "independent", "escalates", "since", "until", "not_stated"),
    *("switched_off",),
)

_MOST_BYTES: Final = 1024 * 1024
"""So much of the digests is kept in memory."""
_BETWEEN: Final = b": "

Digest = Callable[[bytes], str]
"""Makes hexadecimal digits of bytes."""


def plain_digest(content: bytes) -> str:
    """The digest that anybody can make."""
    return hashlib.sha256(content).hexdigest()


def sections_of(case: Case, digest: Digest = plain_digest) -> dict[str, str]:
    """A digest for each section of a case: 12 hexadecimal digits."""
    return {name: digest(_content(records))[:_DIGITS] for name, records in case.sections().items()}


def _content(records: tuple[Any, ...]) -> bytes:
    values = [
        [record.id, bool(record.missing), {key: record.fields[key] for key in record.fields if key not in _NOT_COUNTED}]
        for record in records
    ]
    return json.dumps(values, sort_keys=True, default=str).encode()


class Digests:
    """Digests of what each case of a run holds, by its id: put aside as they come, as the JSON report writes them."""

    def __init__(self) -> None:
        self._pile = Pile(_MOST_BYTES)
        self._twice: frozenset[bytes] = frozenset()

    def add(self, case: str, sections: dict[str, str]) -> None:
        """Note the digests of a case."""
        self._pile.put(encoded(case) + _BETWEEN + encoded(sections) + b"\n")

    def extend(self, other: Digests) -> None:
        """Note all those of another."""
        self._pile.extend(other._pile)

    def move_to(self, room: Room) -> None:
        """Put all into a room, where whoever these are sent to may read them."""
        self._pile.move_to(room)

    def once(self, twice: AbstractSet[str]) -> None:
        """Of ids that several cases bear keep one entry: in the place of the first, with the digests of the last."""
        self._twice = frozenset(map(encoded, twice))

    def lines(self) -> Iterator[bytes]:
        """Each id with its digests, as a member of an object in JSON."""
        if not self._twice:
            yield from (line[:-1] for line in self._pile)
            return
        last = {key: line for key, line in self._keyed() if key in self._twice}
        for key, line in self._keyed():
            if key not in self._twice:
                yield line
            elif key in last:
                yield last.pop(key)

    def _keyed(self) -> Iterable[tuple[bytes, bytes]]:
        return ((line.rpartition(_BETWEEN)[0], line[:-1]) for line in self._pile)

    def by_case(self) -> dict[str, dict[str, str]]:
        """The digests of each case, all at once."""
        found: dict[str, dict[str, str]] = {}
        for line in self._pile:
            found |= json.loads(b"{%b}" % line)
        return found


def items_of(plan: Plan) -> dict[str, dict[str, Any]]:
    """For each item of a checklist a digest of what it asks, and the sections of a case that it reads."""
    return {planned.item.id: _item(planned) for planned in plan.items}


def _item(planned: Planned) -> dict[str, Any]:
    asked = [planned.asked_as(), *(str(getattr(planned.item, name)) for name in _ASKS)]
    reads = dict.fromkeys(path.partition(".")[0].partition("[")[0] for path in planned.reads)
    return {"sha256": plain_digest(json.dumps(asked).encode())[:_DIGITS], "reads": sorted(reads)}
