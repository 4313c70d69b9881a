"""What is personal in the cases of a run: put aside, for the little that is masked after all of them are audited."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final

from kyccheck.kept.pile import Pile

if TYPE_CHECKING:
    from kyccheck.kept.spill import Room

_MOST_BYTES: Final = 1024 * 1024
"""So much is kept in memory."""

Text = tuple[str, str]
"""A personal text, and its kind."""


class PersonalTexts:
    """The personal texts of each case, by its id."""

    def __init__(self) -> None:
        self._pile = Pile(_MOST_BYTES)

    def add(self, case: str, texts: Iterable[Text]) -> None:
        """Note the texts of a case."""
        self._pile.put(json.dumps([case, list(texts)]).encode() + b"\n")

    def extend(self, other: PersonalTexts) -> None:
        """Note all those of another."""
        self._pile.extend(other._pile)

    def move_to(self, room: Room) -> None:
        """Put all into a room, where whoever these are sent to may read them."""
        self._pile.move_to(room)

    def of(self, cases: AbstractSet[str]) -> Iterator[tuple[str, list[Text]]]:
        """These cases, each with its texts, in the order in which they were noted."""
        if not cases:
            return
        for line in self._pile:
            case, texts = json.loads(line)
            if case in cases:
                yield case, [(text, kind) for text, kind in texts]
