"""Room outside memory, for what a run must keep and nobody else should see."""

from __future__ import annotations

import tempfile
import weakref
from typing import IO


def room_for(owner: object) -> IO[bytes]:
    """A file without a name, to be written and read, which is gone when its owner is, or the process ends."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as its owner is there
    weakref.finalize(owner, file.close)
    return file
