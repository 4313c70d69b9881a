"""Whichever call of a run fails, the file is the old one or the new one, the exit code says so, and no traceback is seen."""

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from support import GOOD, PROJECT, Kyccheck

SCRIPT = Path(__file__).with_name("failing.py")
AUDIT = ["audit", "case.json", "--as-of", "2026-11-21", "--all", "-q"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PROJECT / "src")}


@pytest.mark.parametrize("suffix", ["xlsx", "json", "ndjson", "md", "csv", "ledger"])
def test_each_call_may_fail(suffix: str, tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(json.dumps(GOOD))
    output = tmp_path / f"audit.{suffix}"
    output.write_bytes(b"old" if suffix != "ledger" else b"")
    done = subprocess.run(
        [sys.executable, SCRIPT, output.name, *AUDIT], cwd=tmp_path, capture_output=True, env=ENVIRONMENT, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    whole, *failed = json.loads(done.stdout)
    assert (whole["code"], whole["there"]) == (0, "new")
    assert failed.pop()["call"] == ""
    assert {"open", "write", "fsync"} <= {one["call"] for one in failed}
    for one in failed:
        assert one["there"] in ("old", "new"), one
        assert one["code"] in ((0, 2) if suffix != "ledger" else (0, 3)), one
        assert (one["there"] == "new") == (one["code"] == 0), one
        assert "Traceback" not in one["said"], one
        assert one["code"] == 0 or output.name in one["said"], one
        assert not one["after"], one
        assert not one["beside"] or one["call"] in ("unlink", "flock"), one


@pytest.mark.parametrize("suffix", ["xlsx", "json", "ledger"])
def test_a_disk_that_fills_up_at_any_byte(suffix: str, tmp_path: Path) -> None:
    """The system itself refuses what goes over a size, wherever that cuts."""
    (tmp_path / "case.json").write_text(json.dumps(GOOD))
    output = tmp_path / f"audit.{suffix}"
    option = "--ledger" if suffix == "ledger" else "-o"
    command = [sys.executable, "-m", "kyccheck", *AUDIT, option, output.name]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=ENVIRONMENT)
    old = output.read_bytes()
    start = len(old) if suffix == "ledger" else 0
    added = len(old)
    for part in (0, 0.01, 0.3, 0.9):
        most = start + max(20, round(added * part))

        def limited(most: int = most) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, env=ENVIRONMENT, check=False, preexec_fn=limited
        )
        assert done.returncode == (3 if suffix == "ledger" else 2), done
        assert b"File too large" in done.stderr
        assert b"Traceback" not in done.stderr
        assert output.read_bytes() == old
        assert {path.name for path in tmp_path.iterdir()} == {"case.json", output.name}


@pytest.mark.parametrize(
    "command",
    [("audit", "case.json"), ("align", "case.json"), ("diff", "old.json", "old.json"), ("expiring", "case.json")],
    ids=lambda command: command[0],
)
def test_where_one_file_cannot_be_written_none_is(command: tuple[str, ...], tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "case.json").write_text(json.dumps(GOOD))
    kyccheck("audit", "case.json", "-o", "old.json")
    too_long = f"{'x' * 300}.json"
    ran = kyccheck(*command, "-o", "a.csv", "-o", too_long)
    assert (ran.code, ran.out, "cannot be written" in ran.err) == (2, "", True)
    assert {path.name for path in tmp_path.iterdir()} == {"case.json", "old.json"}
    kyccheck(*command, "-o", "a.csv", "-o", "b.json")
    assert {path.name for path in tmp_path.iterdir()} == {"case.json", "old.json", "a.csv", "b.json"}
