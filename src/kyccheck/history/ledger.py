"""A ledger of audits: one line of JSON a run, each chained to the one before by its digest.

A line's `sha256` is that of all else in it, `previous` the `sha256` of the line before. Whoever keeps the last one (the
head) elsewhere can show that no line was changed, taken out or put in before it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from kyccheck.errors import RefusedError
from kyccheck.files import is_folder
from kyccheck.lock import flock, wait_for

NAME: Final = "kyccheck-ledger/1"
BEGINNING: Final = "0" * 64
"""What stands for the line before the first one."""

_SECONDS: Final = 30
_AT_ONCE: Final = 65_536


class Checked(NamedTuple):
    """A ledger that was looked through: how many lines hold, the head, and what is wrong first, or ""."""

    lines: int
    head: str
    wrong: str


def append(path: Path, run: dict[str, Any]) -> str:
    """Add the line of a run, and say the new head. Two runs wait for each other; a line is there whole or not at all.

    Raises RefusedError for a file that is no ledger or whose last line does not hold, OSError where it cannot be
    written.
    """
    with _held(path) as handle:
        size = handle.seek(0, os.SEEK_END)
        number, head = _last(handle, size, path)
        line = {"ledger": NAME, "line": number + 1, **run, "previous": head}
        digest = _digest(line)
        content = _encoded({**line, "sha256": digest}) + b"\n"
        try:
            handle.seek(size)
            while content:  # a disk that fills up takes a part, and says so only when it is given the rest
                content = content[handle.write(content) :]
            os.fsync(handle.fileno())
        except OSError:
            with suppress(OSError):
                handle.truncate(size)
            raise
    return digest


def refuse(path: Path) -> None:
    """Refuse a file that no line can be added to, before anything is audited."""
    if is_folder(path) or not is_folder(path.absolute().parent):
        raise RefusedError("is a folder, or lies in none; name a file for the ledger", str(path))
    try:
        if path.is_symlink():
            raise RefusedError("is a link; name the file that it leads to", str(path))
        with path.open("rb") as handle:
            _last(handle, handle.seek(0, os.SEEK_END), path)
    except FileNotFoundError:
        return  # it begins with this run
    except OSError as error:
        raise RefusedError(f"cannot be read: {error.strerror or error}", str(path)) from None


def check(path: Path) -> Checked:
    """Look a ledger through, line by line. Raises RefusedError where it cannot be read."""
    head, number = BEGINNING, 0
    try:
        with path.open("rb") as handle:
            for content in handle:
                line = _decoded(content)
                wrong = _wrong(line, number + 1, head)
                if wrong:
                    return Checked(number, head, f"{path.name}:{number + 1}: {wrong}")
                assert line is not None  # noqa: S101 - nothing is wrong with it
                number, head = number + 1, line["sha256"]
    except OSError as error:
        raise RefusedError(f"cannot be read: {error.strerror or error}", str(path)) from None
    return Checked(number, head, "")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a ledger that was checked."""
    with path.open("rb") as handle:
        for content in handle:
            line = _decoded(content)
            if line is not None:
                yield line


def _wrong(line: dict[str, Any] | None, number: int, head: str) -> str:
    """What is wrong with a line, or ""."""
    if line is None:
        return "this line was damaged: it is not a whole line of a ledger"
    if line.get("sha256") != _digest({key: value for key, value in line.items() if key != "sha256"}):
        return "this line was changed: its digest does not fit"
    if line.get("line") != number:
        return f"lines were taken out, put in or swapped here: this one says that it is line {line.get('line')}"
    if line.get("previous") != head:
        return "the line before was changed, or another one stood there: it is not chained to it"
    return ""


def _last(handle: IO[bytes], size: int, path: Path) -> tuple[int, str]:
    """Number and digest of the last line, and those of none for an empty file."""
    if not size:
        return 0, BEGINNING
    content, at = b"", size
    while at > 0 and b"\n" not in content[:-1]:
        step = min(_AT_ONCE, at)
        at -= step
        handle.seek(at)
        content = handle.read(step) + content
    line = _decoded(content[:-1].rpartition(b"\n")[2] + content[-1:])
    number = line.get("line") if line else None
    if line is None or not isinstance(number, int) or _wrong(line, number, str(line.get("previous"))):
        raise RefusedError(
            "its last line is not whole, or this is no ledger; keep the file, see kyccheck verify --ledger, and begin "
            "another one",
            str(path),
        )
    return number, str(line["sha256"])


def _decoded(content: bytes) -> dict[str, Any] | None:
    if not content.endswith(b"\n"):
        return None
    try:
        line = json.loads(content)
    except (ValueError, RecursionError):
        return None
    is_one = isinstance(line, dict) and line.get("ledger") == NAME and _encoded(line) + b"\n" == content
    return line if is_one else None


def _encoded(line: dict[str, Any]) -> bytes:
    return json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode()


def _digest(line: dict[str, Any]) -> str:
    return hashlib.sha256(_encoded(line)).hexdigest()


@contextmanager
def _held(path: Path) -> Iterator[IO[bytes]]:
    """The file, open, and nobody else's for the while. Raises RefusedError where another run does not let it go."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as handle:
        if not wait_for(lambda: flock(handle.fileno()), _SECONDS):
            raise RefusedError("is held by another run", str(path))
        yield handle  # closing it lets go
