"""A file that holds one case a line, on its way to whoever reads it: block after block, or several blocks at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from kyccheck.errors import UnreadableError
from kyccheck.inputs.paths import Input
from kyccheck.read.trees import Block
from kyccheck.records.case import Case
from kyccheck.records.record import Problem

if TYPE_CHECKING:
    from kyccheck.inputs.intake import Intake


class Lines:
    """A file that holds one case a line, whose lines may be read one block after the other, or apart."""

    def __init__(self, intake: Intake, item: Input, module: ModuleType, blocks: Iterator[Block]) -> None:
        self.item = item
        self._intake = intake
        self._module = module
        self._blocks = blocks

    @property
    def problems(self) -> list[Problem]:
        """What is wrong so far."""
        return self._intake.problems

    def blocks(self) -> Iterator[Block]:
        """The lines, in blocks; where the file cannot be read on, that is a problem and the end."""
        try:
            yield from self._blocks
        except UnreadableError as error:
            self._intake.unreadable(self.item, error)

    def cases(self, block: Block) -> Iterator[Case]:
        """The cases of a block. What is no whole case goes where it belongs, as that of any other file."""
        return self._intake.lines(self.item, block, self._module)

    def apart(self) -> Lines:
        """The same file, taken in by one of its own, which knows nothing of blocks before."""
        item = Input(self.item.path, self.item.label, source=self.item.source)
        return Lines(self._intake.apart(), item, self._module, iter(()))

    def told(self) -> Told | None:
        """What was noted beside the cases of blocks; None where they cannot be read apart from what came before."""
        return self._intake.told(self.item)

    def note(self, told: Told) -> None:
        """Note what was told of blocks that were read apart."""
        self._intake.note(self.item, told)


class Told(NamedTuple):
    """What is noted of blocks beside their cases."""

    source: str
    records: int
    reported: int
    sections: Counter[str]
    problems: list[Problem]
    seen: list[str]
