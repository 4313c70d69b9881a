"""Places outside memory, for what a run must keep and nobody else should see."""

from __future__ import annotations

import io
import os
import tempfile
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final
from weakref import WeakValueDictionary

from kyccheck.errors import RefusedError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def file_for(owner: object) -> IO[bytes]:
    """A file without a name, to be written and read, which is gone when its owner is, or the process ends."""
    with _refusing(), tempfile.TemporaryFile(buffering=0) as made:
        file = io.BufferedRandom(_Aside(os.dup(made.fileno()), "r+b"))
    weakref.finalize(owner, file.close)
    return file


@contextmanager
def _refusing() -> Iterator[None]:
    """Say where there is no room: it is not where anything was to be written that the user has named."""
    try:
        yield
    except OSError as error:
        why = f"what a run keeps aside could not be written: {error.strerror}; TMPDIR names another folder for it"
        raise RefusedError(why, tempfile.gettempdir()) from None


class _Aside(io.FileIO):
    def write(self, content: ReadableBuffer, /) -> int:
        with _refusing():
            return super().write(content)


class Room:
    """A file that a worker shares with the run that started it: the worker writes at its end, and both read.

    Pickled, it is the number of its descriptor, which both of them have; it is there for as long as somebody holds it.
    """

    def __init__(self) -> None:
        self._file = file_for(self)
        self.descriptor: Final = self._file.fileno()
        _ROOMS[self.descriptor] = self

    def __reduce__(self) -> tuple[Callable[[int], Room], tuple[int]]:
        """For pickle: it is the same room in both processes."""
        return _known, (self.descriptor,)

    def put(self, content: bytes) -> int:
        """Put something behind all that is there, and give its place."""
        at = os.lseek(self.descriptor, 0, os.SEEK_END)
        left = memoryview(content)
        with _refusing():
            while left:
                left = left[os.write(self.descriptor, left) :]
        return at

    def read(self, at: int, most: int) -> bytes:
        """So many bytes from a place; fewer only where there are no more."""
        return os.pread(self.descriptor, most, at)


_ROOMS: Final = WeakValueDictionary[int, Room]()
"""The rooms of this process, and of the one that it was forked from."""


def _known(descriptor: int) -> Room:
    return _ROOMS[descriptor]
