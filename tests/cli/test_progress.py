"""How far a run is: a bar on a terminal, one line elsewhere, nothing with --quiet; and an end at once when asked."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support import GOOD


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough cases to take some seconds."""
    path = tmp_path_factory.mktemp("many") / "cases.ndjson"
    own = json.dumps({**GOOD, "case": {**GOOD["case"], "id": "@"}})
    path.write_text("".join(own.replace('"@"', f'"{number}"') + "\n" for number in range(20_000)))
    return path


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
def test_ctrl_c_ends_at_once_says_how_far_it_came_and_leaves_the_old_file(
    many: Path, tmp_path: Path, jobs: int
) -> None:
    ours, theirs = pty.openpty()
    (tmp_path / "audit.ndjson").write_text("old")
    words = command(many, "-j", jobs, "-o", tmp_path / "audit.ndjson", "--as-of", "2026-11-21")
    process = subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    )
    os.close(theirs)
    shown = read_all(ours, b"cases.ndjson")
    process.send_signal(signal.SIGINT)
    start = time.monotonic()
    shown += read_all(ours)
    assert process.wait() == 130
    assert time.monotonic() - start < 5
    said = shown.replace(b"\r", b"").decode().splitlines()
    assert "cases were audited, and nothing was written" in said[-2]
    assert int(said[-2].partition("kyccheck: ")[2].split()[0].replace(",", "")) > 0
    assert said[-1].endswith("stopped; files of earlier runs are as they were")
    assert "Traceback" not in shown.decode()
    assert (tmp_path / "audit.ndjson").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["audit.ndjson"]


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
