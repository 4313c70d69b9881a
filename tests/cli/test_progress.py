"""How far a run is: a bar on a terminal, one line elsewhere, nothing with --quiet; and an end at once when asked."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Thread
from typing import IO

import pytest

from support import GOOD


def feed(pipe: IO[bytes]) -> None:
    """Cases without an end, as long as somebody takes them."""
    own = json.dumps({**GOOD, "case": {**GOOD["case"], "id": "@"}})
    with suppress(BrokenPipeError), pipe:
        for number in count():
            pipe.write(own.replace('"@"', f'"{number}"').encode() + b"\n")


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "kyccheck", "audit", *map(str, words)]


def read_all(screen: int, until: bytes = b"") -> bytes:
    shown = b""
    while not until or until not in shown:
        try:
            piece = os.read(screen, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    return shown


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_at_once_says_how_far_it_came_and_leaves_the_old_file(tmp_path: Path, jobs: int) -> None:
    ours, theirs = pty.openpty()
    (tmp_path / "audit.ndjson").write_text("old")
    words = command("-", "-j", jobs, "-o", tmp_path / "audit.ndjson", "--as-of", "2026-11-21")
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=theirs, env=environment)
    os.close(theirs)
    assert process.stdin is not None
    feeding = Thread(target=feed, args=(process.stdin,))
    feeding.start()
    shown = read_all(ours, b" cases, ")
    process.send_signal(signal.SIGINT)
    start = time.monotonic()
    shown += read_all(ours)
    assert process.wait() == 130
    assert time.monotonic() - start < 5
    feeding.join()
    said = shown.replace(b"\r", b"").decode().splitlines()
    assert "cases were audited, and nothing was written" in said[-2]
    assert int(said[-2].partition("kyccheck: ")[2].split()[0].replace(",", "")) > 0
    assert said[-1].endswith("stopped; each file is as it was, or new and whole")
    assert "Traceback" not in shown.decode()
    assert (tmp_path / "audit.ndjson").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["audit.ndjson"]


def test_a_screen_that_is_closed_ends_no_audit(tmp_path: Path) -> None:
    with (tmp_path / "cases.ndjson").open("w") as out:
        out.writelines(json.dumps({**GOOD, "case": {**GOOD["case"], "id": f"{n}"}}) + "\n" for n in range(20_000))
    ours, theirs = pty.openpty()
    words = command(tmp_path / "cases.ndjson", "-o", tmp_path / "audit.ndjson", "--as-of", "2026-11-21")
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "60"}
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=theirs, env=environment)
    os.close(theirs)
    read_all(ours, b" cases, ")
    os.close(ours)
    assert process.wait() == 0
    assert (tmp_path / "audit.ndjson").read_bytes().count(b"\n") == 20_000


@pytest.mark.parametrize(("given", "is_told"), [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False)])
@pytest.mark.parametrize("name", ["audit.json", "審計.json"])
def test_what_is_written_of_many_cases_is_told_on_a_screen(
    name: str, given: dict[str, str], is_told: bool, tmp_path: Path
) -> None:
    with (tmp_path / "cases.ndjson").open("w") as out:
        out.writelines(json.dumps({**GOOD, "case": {**GOOD["case"], "id": f"{n}"}}) + "\n" for n in range(1001))
    ours, theirs = pty.openpty()
    words = command(tmp_path / "cases.ndjson", "-o", tmp_path / name, "--as-of", "2026-11-21")
    environment = {**os.environ, "COLUMNS": "60", "PYTHONIOENCODING": "utf-8", **given}
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=theirs, env=environment)
    os.close(theirs)
    shown = read_all(ours).decode()
    assert process.wait() == 0
    line = f"writing {name}"
    assert (f"{line}\r{' ' * len(line.encode())}\r" in shown) is is_told
    assert is_told or "writing" not in shown


def test_elsewhere_one_line_sums_up_and_quiet_says_nothing(tmp_path: Path) -> None:
    good = [{**GOOD, "case": {**GOOD["case"], "id": f"{number}"}} for number in range(21)]
    (tmp_path / "cases.json").write_text(json.dumps(good))
    words = command(tmp_path / "cases.json", "--as-of", "2026-11-21")
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == "kyccheck: 21 cases as of 2026-11-21: 21 ready\n"
    assert subprocess.run([*words, "--quiet"], capture_output=True, text=True, check=True).stderr == ""
    (tmp_path / "cases.json").write_text(json.dumps(good[:3]))
    assert subprocess.run(words, capture_output=True, text=True, check=True).stderr == ""


def test_less_than_one_job_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(command(tmp_path, "-j", 0), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--jobs 0" in done.stderr
