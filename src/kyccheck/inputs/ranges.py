"""Blocks of lines as the ranges of bytes that they were read from: little to send to another process."""

from __future__ import annotations

import io
import os
from typing import NamedTuple
from zlib import crc32

from kyccheck.errors import UnreadableError
from kyccheck.read.trees import Block


class Range(NamedTuple):
    """A block without its lines, and what tells that the bytes that are read again are those that it was read from.

    Only a process that was forked while the file was open has its descriptor.
    """

    block: Block
    size: int
    checksum: int

    def read(self) -> Block:
        """The block. Raises UnreadableError where the file holds something else by now, OSError as reading does."""
        assert self.block.origin is not None  # noqa: S101 - a range is only made of a block that has it
        content = os.pread(self.block.origin[0], self.size, self.block.origin[1])
        if crc32(content) != self.checksum:
            raise UnreadableError("was changed while it was read")
        return self.block._replace(lines=io.BytesIO(content).readlines())


def sent(block: Block) -> Block | Range:
    """What to send of a block: its range, where it has one."""
    if block.origin is None or not hasattr(os, "pread"):
        return block
    content = b"".join(block.lines)
    return Range(block._replace(lines=[]), len(content), crc32(content))


def received(what: Block | Range) -> Block:
    """The block that was sent. Raises what reading it again does."""
    return what.read() if isinstance(what, Range) else what
