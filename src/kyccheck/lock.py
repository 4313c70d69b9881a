"""One run at a time for a file to write: who comes second waits a while, and is then told who holds it.

A lock is a file beside the one to write (`.audit.json.lock`), which the system marks as held for as long as the run
lives: of a killed run nothing is left but the file, which the next one takes over and takes away.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from kyccheck.endings import undisturbed
from kyccheck.errors import RefusedError

SECONDS: Final = 10.0
_STEP: Final = 0.05
_LONGEST: Final = 200
"""Bytes of a file's name that its lock's name takes over; the system allows 255."""


@contextmanager
def held(path: Path, seconds: float = SECONDS) -> Iterator[None]:
    """Be the only run that writes a file. Where a file system knows no locks, nobody is held up.

    Raises RefusedError where another run does not let go in time, OSError where no lock can be placed in the folder.
    """
    lock = _Lock(path.parent / _name(path.name))
    try:
        if not wait_for(lock.take, seconds):
            holder = lock.holder()
            by = f"another run (process {holder})" if holder else "another run"
            raise RefusedError(f"is being written by {by}; waited {seconds:g} s", str(path))
        yield
    finally:
        lock.leave()


def wait_for(take: Callable[[], bool], seconds: float) -> bool:
    """Try to take something until it is taken; False where it is not in time."""
    until = time.monotonic() + seconds
    while not take():
        if time.monotonic() > until:
            return False
        time.sleep(_STEP)
    return True


def flock(descriptor: int, *, wait: bool = False) -> bool:
    """Mark a file as held for as long as it is open; False where another run has, and is not to be waited for.

    Raises OSError where the file system knows no locks.
    """
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _name(name: str) -> str:
    """The name of a file's lock: the file's own, as far as it is not too long for one."""
    content = os.fsencode(name)
    if len(content) > _LONGEST:
        name = f"{os.fsdecode(content[:_LONGEST])}.{hashlib.sha256(content).hexdigest()[:16]}"
    return f".{name}.lock"


class _Lock:
    """A lock's file, which only its holder takes away."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1

    def take(self) -> bool:
        """Hold the lock, if nobody else does."""
        with undisturbed():
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
            if not _marked(descriptor) or not self._is(descriptor):
                os.close(descriptor)
                return False
            self._descriptor = descriptor
        with suppress(OSError):  # only to be named by
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        return True

    def holder(self) -> int:
        """The number of the process that holds it, or 0 where that is not told."""
        try:
            told = self._path.read_bytes()[:20]
        except OSError:
            return 0
        return int(told) if told.isdigit() else 0

    def leave(self) -> None:
        """Take the file away and let go, in this order: who opened it meanwhile finds another one in its place."""
        if self._descriptor >= 0:
            with suppress(OSError):
                self._path.unlink()
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1

    def _is(self, descriptor: int) -> bool:
        """Whether an open file is still the one of this name, and not one that its holder has taken away."""
        try:
            return os.path.samestat(os.fstat(descriptor), os.lstat(self._path))
        except OSError:
            return False


def _marked(descriptor: int) -> bool:
    """Mark a file as held; where nothing can tell, it is."""
    try:
        return flock(descriptor)
    except OSError:
        return True
