"""What a path leads to, also where the system could never take it (too long, say) or lets nobody look."""

from __future__ import annotations

import os
from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether it leads to a file."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_awaited(path: Path) -> bool:
    """Whether it leads to a pipe, a device or a socket: to read from it may mean to wait for ever."""
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether it leads to a folder."""
    try:
        return path.is_dir()
    except OSError:
        return False


def legible(name: str) -> str:
    """The name of a file as text: bytes of it that are no UTF-8 as escapes, since no report could hold them."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
