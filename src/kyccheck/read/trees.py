"""JSON documents as they come: one, or one a line, in blocks of lines that are not read yet."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from functools import partial
from typing import Any, Final, NamedTuple

from kyccheck.errors import UnreadableError
from kyccheck.read.limits import LIMITS, Limits
from kyccheck.read.reader import Reader
from kyccheck.read.strictjson import line_parser, parse
from kyccheck.records.record import Problem

_FAST_FROM: Final = 1024 * 1024
"""A file of so many bytes is read by orjson; of a smaller one its import costs more than it saves."""


class Tree(NamedTuple):
    """One JSON document: its value, and where it stands as the start of a JSON pointer. Or a Grid, which has no base.

    A file with one document a line counts as a list of its lines: the second one is at "/1".
    """

    value: Any
    base: str


class Block(NamedTuple):
    """Lines with one document each, the number of the first, and the place of its document; some may be blank.

    A line has its line feed, but the last of a file may have none.

    `fast` says that there are so many that the import of orjson pays. `origin` is the descriptor of the open file, and
    the offset in it of these bytes; None where they do not stand there so.
    """

    lines: list[bytes]
    number: int
    place: int
    limits: Limits = LIMITS
    fast: bool = False
    origin: tuple[int, int] | None = None

    def each(self) -> Iterator[Block]:
        """Each line that holds a document, as a block of its own."""
        place = self.place
        for number, line in enumerate(self.lines, self.number):
            if not line.isspace():
                yield Block([line], number, place, self.limits, self.fast)
                place += 1

    def trees(self, label: str) -> Iterator[Tree | Problem]:
        """The documents; a problem for each line that is none."""
        place = self.place
        parsed = line_parser(self.limits) if self.fast else partial(parse, limits=self.limits)
        for number, line in enumerate(self.lines, self.number):
            if line.isspace():
                continue
            alone = line.removesuffix(b"\n")
            try:
                value = parsed(alone)
            except UnreadableError as error:
                why = _too_long(self.limits) if alone == PASSED_OVER else error.message
                yield Problem(label, f"line {number} {why}", f"/{place}", records=1)
            else:
                yield Tree(value, f"/{place}")
            place += 1


PASSED_OVER: Final = b"\0 a line that was too long to be held"
"""Stands in a block for such a line. It is no JSON, so that it is met only where a line cannot be read."""


def _too_long(limits: Limits) -> str:
    return f"has more than {limits.line_bytes:,} bytes, and is passed over {limits.told('line_bytes')}"


def utf_8(chunks: Iterator[bytes], label: str) -> Iterator[bytes]:
    """UTF-16 as UTF-8, chunk by chunk."""
    decoder = codecs.getincrementaldecoder("utf-16")()
    try:
        for chunk in chunks:
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError:
        raise UnreadableError("is not UTF-16 text; save it as UTF-8", label) from None


def blocks(reader: Reader, chunks: Iterator[bytes], descriptor: int | None = None) -> Iterator[Block]:
    """The lines of a file in blocks, parted at line feeds alone (a name may hold U+2028).

    Of a line that is too long to be held no more is read than its end, and something else stands in its place.
    `descriptor` is that of the file, where the chunks are its bytes.
    """
    rest, number, place, size, passing = b"", 1, 0, reader.size(), False
    begin = end_of_chunk = 0
    for chunk in chunks:
        end_of_chunk += len(chunk)
        if passing:
            end = chunk.find(b"\n")
            if end < 0:
                continue
            chunk, passing = chunk[end:], False  # noqa: PLW2901 - the part that is not passed over
        lines = io.BytesIO(rest + chunk).readlines()  # by memchr, many times as fast as to split bytes
        rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        at, begin = begin, end_of_chunk - len(rest)
        is_there = at + sum(map(len, lines)) == begin  # and not what stands for a line passed over
        if len(rest) > reader.limits.line_bytes:
            rest, passing = PASSED_OVER, True
        if lines:
            origin = (descriptor, at) if descriptor is not None and is_there else None
            yield Block(lines, number, place, reader.limits, max(size, reader.done) >= _FAST_FROM, origin)
            number += len(lines)
            place += sum(1 for line in lines if not line.isspace())
    if rest:
        yield Block([rest], number, place, reader.limits)
