"""Files written whole or not at all, readable by their owner only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kyccheck.errors import RefusedError


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to that takes its name only when all of it is there.

    It is written beside its place, flushed, and renamed: whatever happens, the old file is there or the new one. A
    link is replaced, not followed. Raises RefusedError where the folder does not take it.
    """
    import tempfile

    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(descriptor, "wb") as handle:
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
