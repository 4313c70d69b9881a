"""A script: ends many runs of the tool, each at another moment, and tells what they left behind.

`killing.py OUTPUT NUMBER SEED ARGUMENT...` runs in the folder of the inputs. Each run is a process of its own, forked
off from one that has everything imported: so the moments lie in its work, and not in the start of Python. Half of
them lie behind the moment at which the run begins to write. Told is one JSON object on standard output.
"""

import contextlib
import gc
import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

from kyccheck import cli
from kyccheck.history import ledger

OUTPUT, NUMBER, SEED = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
LEDGER = OUTPUT.suffix == ".ledger"
COMMAND = ["kyccheck", *sys.argv[4:], "--ledger" if LEDGER else "-o", str(OUTPUT)]


def main() -> None:
    before = {path.name for path in Path().iterdir()}
    old = OUTPUT.read_bytes()
    warm()
    OUTPUT.write_bytes(old)
    began, ended = times(before)
    new = OUTPUT.read_bytes()
    assert new != old
    found: dict[str, Any] = {"old": 0, "new": 0, "other": 0, "parts": 0, "left": [], "unswept": []}
    by_killed: set[str] = set()
    moments = random.Random(SEED)  # noqa: S311 - moments, no secrets
    for turn in range(NUMBER):
        OUTPUT.write_bytes(old)
        number = (signal.SIGKILL, signal.SIGTERM)[turn % 2]
        at = moments.uniform(0, ended * 1.05) if turn % 4 < 2 else moments.uniform(0, ended - began)
        stop(forked(), at, number, behind=before | by_killed if turn % 4 > 1 and not LEDGER else set())
        content = OUTPUT.read_bytes()
        found["old" if content == old else "new" if is_new(content, old, new) else "other"] += 1
        left = {path.name for path in Path().iterdir()} - before
        found["parts"] += any(name.endswith(".part") for name in left)
        if number == signal.SIGTERM:
            found["left"] += sorted(left - by_killed)
        by_killed = left
        if turn % 8 == 7 or turn == NUMBER - 1:
            os.waitpid(forked(), 0)
            by_killed = {path.name for path in Path().iterdir()} - before
            found["unswept"] += sorted(by_killed)
    sys.stdout.write(json.dumps(found))


def warm() -> None:
    """Run once in this process, which imports whatever a run imports."""
    out, error = sys.stdout, sys.stderr
    sys.argv, sys.stdout, sys.stderr = COMMAND, open(os.devnull, "w"), open(os.devnull, "w")  # noqa: PTH123, SIM115
    with contextlib.suppress(SystemExit):
        cli.run()
    sys.stdout, sys.stderr = out, error
    gc.collect()


def times(before: set[str]) -> tuple[float, float]:
    """When a run began to write, and when it was through, in seconds from its start."""
    started = time.perf_counter()
    child, began = forked(), 0.0
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        if not began and {path.name for path in Path().iterdir()} - before:
            began = time.perf_counter() - started
    ended = time.perf_counter() - started
    return began or ended * 0.7, ended


def forked() -> int:
    """A run of the tool in a process of its own, silent; its number."""
    child = os.fork()
    if child:
        return child
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    sys.argv = COMMAND
    try:
        cli.run()
    finally:
        os._exit(0)


def stop(child: int, at: float, number: signal.Signals, behind: set[str]) -> None:
    """End a run, after so many seconds; counted from when a further file is there, where it says which there are."""
    started = time.perf_counter()
    while behind and not {path.name for path in Path().iterdir()} - behind and not is_over(child):
        started = time.perf_counter()
    until = started + at
    while time.perf_counter() < until:
        time.sleep(0.0002)
    os.kill(child, number)
    os.waitpid(child, 0)


def is_over(child: int) -> bool:
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def is_new(content: bytes, old: bytes, new: bytes) -> bool:
    """Whether a file is the one that a whole run writes: the same bytes, or of a ledger one line more that holds."""
    if not LEDGER:
        return content == new
    checked = ledger.check(OUTPUT)
    return content.startswith(old) and checked.lines == old.count(b"\n") + 1 and not checked.wrong


if __name__ == "__main__":
    main()
