"""Files written whole or not at all, readable by their owner only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from kyccheck.errors import RefusedError

_PART: Final = ".part"
_BUFFER: Final = 1024 * 1024
_LONGEST: Final = 60
"""Characters of a file's name that its part takes over: a name may be as long as the system allows."""


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to that takes its name only when all of it is there.

    It is written beside its place, flushed, and renamed: whatever happens, the old file is there or the new one. A
    link is replaced, not followed. Raises RefusedError where the folder does not take it.
    """
    temporary = ""
    try:
        _sweep(path)
        descriptor, temporary = _part(path)
        with os.fdopen(descriptor, "wb", _BUFFER) as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
            Path(temporary).replace(path)
    except OSError as error:
        _discard(temporary)
        raise RefusedError(f"cannot be written: {error.strerror or error}", str(path)) from None
    except BaseException:
        _discard(temporary)
        raise
    _settle(path.parent)


def _part(path: Path) -> tuple[int, str]:
    """A new file beside a path, marked as in use, and its name."""
    import tempfile

    while True:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:_LONGEST]}.", suffix=_PART, dir=path.parent)
        _mark(descriptor, wait=True)
        if Path(name).exists():
            return descriptor, name
        os.close(descriptor)  # another run has swept it away between its making and its marking


def _sweep(path: Path) -> None:
    """Take away what a killed run has left of this file: a part that nobody holds any more."""
    start = f".{path.name[:_LONGEST]}."
    for left in path.parent.iterdir():
        if left.name.startswith(start) and left.name.endswith(_PART) and len(left.name) == len(start) + 8 + len(_PART):
            with suppress(OSError):
                descriptor = os.open(left, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
                try:
                    if _mark(descriptor, wait=False):
                        left.unlink()
                finally:
                    os.close(descriptor)


def _mark(descriptor: int, *, wait: bool) -> bool:
    """Mark a file as in use for as long as it is open. False where another run has marked it, or none can tell."""
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (ImportError, OSError):
        return False
    return True


def _discard(temporary: str) -> None:
    if temporary:
        with suppress(OSError):
            Path(temporary).unlink()


def _settle(folder: Path) -> None:
    """Have the folder itself written, so that the new name survives a power cut. Not every system lets one."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
