"""Lines of JSON, piled up: in memory, aside in a file, or in the rooms of other processes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:  # most runs need no room, and a start is counted in milliseconds
    from kyccheck.kept.spill import Room

_CHUNK: Final = 256 * 1024


class Part(NamedTuple):
    """Bytes that stand one behind the other: in a room, or in the own file of a pile."""

    room: Room | None
    at: int
    size: int

    def read(self) -> bytes:
        """All of them, where they are in a room."""
        assert self.room is not None  # noqa: S101 - a pile reads what is in its own file
        return self.room.read(self.at, self.size)


def part_of(room: Room, content: bytes) -> Part:
    """Bytes, put into a room."""
    return Part(room, room.put(content), len(content))


class Pile:
    """Lines of JSON, one put behind the other, that may be walked many times.

    So many bytes are kept in memory; from there on all goes to a file that has no name and ends with the process.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._latest: list[bytes] = []
        self._file: IO[bytes] = io.BytesIO()
        self._size = self._latest_size = 0
        self._parts: list[Part] = []

    def __iter__(self) -> Iterator[bytes]:
        """Each line, with its line feed."""
        begun: list[bytes] = []  # parts of a line that is longer than a piece
        for chunk in self._chunks():
            first, *lines = io.BytesIO(chunk).readlines()
            begun.append(first)
            if first.endswith(b"\n"):
                yield b"".join(begun)
                begun = [lines.pop()] if lines and not lines[-1].endswith(b"\n") else []
            yield from lines

    def put(self, content: bytes) -> None:
        """Put lines behind the others, each with its line feed."""
        self._latest.append(content)
        self._latest_size += len(content)
        if self._latest_size > _CHUNK:
            self._write_out()

    def extend(self, other: Pile) -> None:
        """Put all lines of another behind these; those that stand in a room stay there."""
        other._write_out()
        for part in other._parts:
            if part.room is not None:
                self._write_out()
                self._add(part)
            else:
                for chunk in other._chunks_of(part):
                    self.put(chunk)

    def move_to(self, room: Room) -> None:
        """Put all into a room."""
        content = b"".join(self._chunks())
        self._file, self._size = io.BytesIO(), 0
        self._parts = [part_of(room, content)] if content else []

    def _chunks(self) -> Iterator[bytes]:
        """What was put there, in pieces; several may walk through it at once."""
        self._write_out()
        for part in self._parts:
            yield from self._chunks_of(part)

    def _chunks_of(self, part: Part) -> Iterator[bytes]:
        at, end = part.at, part.at + part.size
        while at < end:
            most = min(_CHUNK, end - at)
            chunk = part.room.read(at, most) if part.room is not None else self._own(at, most)
            at += len(chunk)
            yield chunk

    def _own(self, at: int, most: int) -> bytes:
        self._file.seek(at)
        return self._file.read(most)

    def _add(self, part: Part) -> None:
        """Put a part behind the others; one with the last, where it goes on there."""
        last = self._parts[-1] if self._parts else None
        if last is not None and (last.room, last.at + last.size) == (part.room, part.at):
            self._parts[-1] = last._replace(size=last.size + part.size)
        else:
            self._parts.append(part)

    def _write_out(self) -> None:
        """Put the latest lines to the others; in memory, or where that grows too large in a file."""
        if not self._latest:
            return
        if self._size <= self._most < self._size + self._latest_size:
            self._move_out()
        self._file.seek(self._size)
        written = self._file.write(b"".join(self._latest))
        self._add(Part(None, self._size, written))
        self._size += written
        self._latest, self._latest_size = [], 0

    def _move_out(self) -> None:
        from kyccheck.kept.spill import file_for

        held, self._file = self._file, file_for(self)
        held.seek(0)
        self._file.write(held.read())
