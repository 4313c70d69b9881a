"""Whether a path leads to a file or a folder, also where it is none that the system could ever take (too long, say)."""

from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether it leads to a file."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether it leads to a folder."""
    try:
        return path.is_dir()
    except OSError:
        return False
