"""A script: runs the tool again and again, and each time the next of its calls to the system fails, as on a full disk.

`failing.py OUTPUT ARGUMENT...` runs in the folder of the inputs, each run in a process of its own, until one needs no
further call. Told is one JSON list on standard output: for each run the call that failed, the exit code, what was said
on standard error, which file is there ("old", "new", "other"), what lies beside it, and what the next run leaves there.
"""

import errno
import fcntl
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kyccheck import cli

OUTPUT = Path(sys.argv[1])
COMMAND = ["kyccheck", *sys.argv[2:], "--ledger" if OUTPUT.suffix == ".ledger" else "-o", str(OUTPUT)]
ERRORS = {"flock": errno.ENOLCK, "replace": errno.EIO, "fsync": errno.EIO}


class Calls:
    """Counts calls to the system, and fails the one whose number is asked for."""

    def __init__(self, failing: int, told: int) -> None:
        self.count, self.failing, self.told, self.is_told = 0, failing, told, False

    def fail(self, name: str) -> None:
        self.count += 1
        if self.count == self.failing:
            self.refuse(name)

    def refuse(self, name: str) -> None:
        if not self.is_told:
            os.write(self.told, name.encode())
        self.is_told = True
        number = ERRORS.get(name, errno.ENOSPC)
        raise OSError(number, os.strerror(number))

    def watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self.fail(name)
            return real(*given, **named)

        return call


def watch(calls: Calls) -> None:
    """Count whatever is done to files that are written."""

    class File(io.FileIO):
        """A file on a disk that fills up: a write takes half of what it is given, and those after it nothing."""

        is_full = False

        def write(self, content: Any, /) -> int:
            if self.is_full:
                calls.refuse("write")
            calls.count += 1
            self.is_full = calls.count == calls.failing
            return super().write(memoryview(content)[: len(content) // 2] if self.is_full else content) or 0

        def truncate(self, size: int | None = None, /) -> int:
            calls.fail("truncate")
            return super().truncate(size)

    def opened(descriptor: int, mode: str, buffering: int = -1) -> Any:
        return (
            File(descriptor, mode)
            if buffering == 0
            else io.BufferedWriter(File(descriptor, mode), buffering if buffering > 0 else 8192)
        )

    os.fdopen = opened  # type: ignore[assignment]
    for name in ("open", "fsync", "replace", "unlink", "ftruncate", "pwrite", "close"):
        setattr(os, name, calls.watched(name, getattr(os, name)))
    fcntl.flock = calls.watched("flock", fcntl.flock)


def ran(failing: int) -> tuple[str, int, str]:
    """The call that failed, the exit code, and what was said on standard error."""
    told, tell = os.pipe()
    heard, say = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        os.dup2(say, 2)
        sys.argv = COMMAND
        code: object = 99
        try:
            watch(Calls(failing, tell))
            cli.run()
        except SystemExit as done:
            code = done.code
        finally:
            os._exit(code if isinstance(code, int) else 98)
    os.close(tell)
    os.close(say)
    with os.fdopen(told) as name, os.fdopen(heard) as error:
        found, said = name.read(), error.read()
    return found, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def main() -> None:
    before = {path.name for path in Path().iterdir()}
    old = OUTPUT.read_bytes()
    found: list[dict[str, Any]] = []
    _, code, said = ran(0)
    new = OUTPUT.read_bytes()
    assert new != old, said
    found.append({"call": "", "code": code, "said": said, "there": "new", "beside": [], "after": []})
    while found[-1]["call"] or len(found) == 1:
        OUTPUT.write_bytes(old)
        call, code, said = ran(len(found))
        content = OUTPUT.read_bytes()
        there = "old" if content == old else "new" if content == new else "other"
        beside = {path.name for path in Path().iterdir()} - before
        if beside:
            ran(0)
        after = {path.name for path in Path().iterdir()} - before
        found.append(
            {"call": call, "code": code, "said": said, "there": there, "beside": sorted(beside), "after": sorted(after)}
        )
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
