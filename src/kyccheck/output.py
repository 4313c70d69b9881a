"""Files written whole or not at all, readable by their owner only; the files of one run together, or none of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from kyccheck.endings import undisturbed
from kyccheck.errors import RefusedError
from kyccheck.lock import flock, held

_PART: Final = ".part"
_BUFFER: Final = 256 * 1024
"""Bytes: they stay in a core's cache on their way to the system; a megabyte does not, and takes twice as long."""
_LONGEST: Final = 60
"""Characters of a file's name that its part takes over: a name may be as long as the system allows."""


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to that takes its name only when all of it is there; see `together`."""
    with together([path]) as files, files.part(path) as out:
        yield out


@contextmanager
def together(paths: Iterable[Path]) -> Iterator[Outputs]:
    """Files that take their names only when all of them are there, in full; no other run writes them meanwhile.

    Each is written beside its place, flushed, and renamed: whatever happens, the old file is there or the new one. A
    link is replaced, not followed. Raises RefusedError where a folder does not take a file, and where another run
    holds one and does not let go.
    """
    files = Outputs()
    with ExitStack() as locks:
        try:
            for path in _in_one_order(paths):
                with _refusing(path):
                    locks.enter_context(held(path))
            yield files
            files.land()
        finally:
            files.discard()


def _in_one_order(paths: Iterable[Path]) -> list[Path]:
    """The files, as every run would take them in turn, so that no two wait for each other; each once."""
    places: dict[Path, Path] = {}
    for path in paths:
        with _refusing(path):
            place = path.parent.resolve() / path.name
            with suppress(FileNotFoundError):
                place.lstat()  # a name too long is told now, and not once other files have theirs
        if place in places:
            raise RefusedError("is named twice as a file to write", str(path))
        places[place] = path
    return [places[place] for place in sorted(places)]


class Outputs:
    """The files of a run while they are written: parts beside their places, until they land."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []

    @contextmanager
    def part(self, path: Path) -> Iterator[IO[bytes]]:
        """What a file is to hold. Raises RefusedError where that cannot be written."""
        part = _Part(path)
        self._parts.append(part)
        with _refusing(path):
            _sweep(path)
            handle = part.begin()
            yield handle
            handle.flush()
            os.fsync(handle.fileno())

    def land(self) -> None:
        """Give the files their names, now that all of them are there. The locks stay until the run is through.

        An end that somebody asks for waits: the files of one run stay together.
        """
        landed, self._parts = self._parts, []
        try:
            with undisturbed():
                while landed:
                    with _refusing(landed[0].path):
                        landed[0].land()
                    landed.pop(0)
        finally:
            self._parts = landed

    def discard(self) -> None:
        """Take away what did not land."""
        for part in self._parts:
            part.discard()


class _Part:
    """A file beside its place, marked as in use."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._name = ""
        self._handle: IO[bytes] | None = None

    def begin(self) -> IO[bytes]:
        """Make the file."""
        import tempfile

        while self._handle is None:
            start = f".{self.path.name[:_LONGEST]}."
            with undisturbed():
                descriptor, self._name = tempfile.mkstemp(prefix=start, suffix=_PART, dir=self.path.parent)
                self._handle = os.fdopen(descriptor, "wb", _BUFFER)
            with suppress(OSError):  # a file system that knows no locks
                flock(descriptor, wait=True)
            if not Path(self._name).exists():  # another run has swept it away between its making and its marking
                self._handle.close()
                self._handle = None
        return self._handle

    def land(self) -> None:
        """Put it in its place."""
        Path(self._name).replace(self.path)
        self._name = ""
        self.discard()
        _settle(self.path.parent)

    def discard(self) -> None:
        """Close it, and take it away where it has not landed."""
        if self._name:
            with suppress(OSError):
                Path(self._name).unlink()
        if self._handle is not None:
            with suppress(OSError):  # what is left to write of a file on a full disk
                self._handle.close()


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Say of which file it is that it cannot be written."""
    try:
        yield
    except OSError as error:
        raise RefusedError(f"cannot be written: {error.strerror or error}", str(path)) from None


def _sweep(path: Path) -> None:
    """Take away what a killed run has left of this file: a part that nobody holds any more."""
    start = f".{path.name[:_LONGEST]}."
    for left in path.parent.iterdir():
        if left.name.startswith(start) and left.name.endswith(_PART) and len(left.name) == len(start) + 8 + len(_PART):
            with suppress(OSError):
                descriptor = os.open(left, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
                try:
                    if flock(descriptor):
                        left.unlink()
                finally:
                    os.close(descriptor)


def _settle(folder: Path) -> None:
    """Have the folder itself written, so that the new name survives a power cut. Not every system lets one."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
