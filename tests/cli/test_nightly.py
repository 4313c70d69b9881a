"""The nightly example as cron runs it: its own PATH, nobody at the terminal, one night after the other."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support import PROJECT, Kyccheck

NIGHTLY = PROJECT / "examples/nightly"
README = (PROJECT / "README.md").read_text("utf-8")
Night = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def night(tmp_path: Path) -> Night:
    """A night as cron runs the README's line; the clock stands at a given day."""
    (tmp_path / "opt/kyccheck").mkdir(parents=True)
    (tmp_path / "opt/kyccheck/bin").symlink_to(Path(sys.executable).parent)
    shutil.copy2(NIGHTLY / "nightly.sh", tmp_path / "opt/kyccheck")
    (tmp_path / "srv/exports").mkdir(parents=True)
    shutil.copy(PROJECT / "examples/deal.json", tmp_path / "srv/exports")
    (line,) = re.findall(r"^    30 2 \* \* 1-5  (.*)$", README, re.MULTILINE)
    command = re.sub(r"(?=/(opt|srv)/)", str(tmp_path), line)
    clock = tmp_path / "clock"
    clock.mkdir()

    def run(day: str = "2026-11-23", command: str = command) -> "subprocess.CompletedProcess[str]":
        (clock / "date").write_text(f'#!/bin/sh\nexec /bin/date -d {day} "$@"\n')
        (clock / "date").chmod(0o700)
        env = {"HOME": str(tmp_path), "LOGNAME": "ada", "SHELL": "/bin/sh", "PATH": f"{clock}:/usr/bin:/bin"}
        words = ["/bin/sh", "-c", command]
        return subprocess.run(words, env=env, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)

    return run


def changes(out: Path, day: str) -> Any:
    return json.loads((out / f"audit-{day}.json").read_text())["changes"]


def test_the_mail_of_a_night_is_calm(night: Night, tmp_path: Path) -> None:
    out = tmp_path / "srv/audits"
    for day in ("2026-11-23", "2026-11-24"):
        ran = night(day)
        assert ran.returncode == 1
        assert ran.stdout == f"KYC audit of {day}: some cases are not ready. Open {out}/audit-{day}.xlsx\n"
        assert re.fullmatch(r"kyccheck: ledger head [0-9a-f]{64} \(audits.ndjson\); keep it elsewhere\n", ran.stderr)
    shutil.copy(PROJECT / "examples/ready.json", tmp_path / "srv/exports/deal.json")
    ran = night("2026-11-25")
    assert (ran.returncode, ran.stdout.startswith("KYC audit of 2026-11-25: every case is ready.")) == (0, True)
    names = {f"audit-2026-11-{day}.{suffix}" for day in (23, 24, 25) for suffix in ("json", "txt", "xlsx")}
    assert {path.name for path in out.iterdir()} == names | {"last.json", "audits.ndjson", ".lock"}
    assert {path.stat().st_mode & 0o077 for path in (out, *out.iterdir())} == {0}


def test_each_night_is_compared_with_the_last_whole_one(night: Night, tmp_path: Path) -> None:
    deal, out = tmp_path / "srv/exports/deal.json", tmp_path / "srv/audits"
    night("2026-11-23")
    assert changes(out, "2026-11-23") is None
    before = deal.read_text()
    deal.write_text(before.replace('"role": null', '"role": "technical"').replace('"role": ""', '"role": "technical"'))
    assert deal.read_text() != before
    night("2026-11-24")
    found = changes(out, "2026-11-24")
    assert found["summary"]["cases"] == {"new": 0, "gone": 0, "worse": 0, "better": 0, "same": 1}
    assert (found["summary"]["findings"]["settled"], found["summary"]["causes"]) == (1, {"data": 1})
    last = (out / "last.json").read_bytes()
    deal.write_text("{")
    ran = night("2026-11-25")
    assert (ran.returncode, len(ran.stderr.splitlines())) == (3, 2)
    assert "exports/deal.json: is not JSON" in ran.stderr
    assert changes(out, "2026-11-25")["summary"]["cases"]["gone"] == 1
    assert (out / "last.json").read_bytes() == last, "an incomplete night is not compared with"
    deal.write_text(before)
    assert night("2026-11-26").returncode == 1
    found = changes(out, "2026-11-26")
    assert (found["since"]["as_of"], found["summary"]["findings"]["new"]) == ("2026-11-24", 1)


def test_a_ledger_that_is_moved_away_is_begun_anew(night: Night, tmp_path: Path, kyccheck: Kyccheck) -> None:
    out = tmp_path / "srv/audits"
    night("2026-11-23")
    head = night("2026-11-24").stderr.split()[3]
    (out / "audits.ndjson").rename(out / "audits-2026.ndjson")
    night("2026-11-25")
    assert kyccheck("verify", "--ledger", out / "audits-2026.ndjson", "--head", head).code == 0
    ran = kyccheck("verify", out / "audit-2026-11-25.json", tmp_path / "srv/exports", "--ledger", out / "audits.ndjson")
    assert ran.code == 0, ran.err
    assert len((out / "audits.ndjson").read_text().splitlines()) == 1


def test_what_stops_a_night_is_said(night: Night, tmp_path: Path) -> None:
    out, exports = tmp_path / "srv/audits", tmp_path / "srv/exports"
    night("2026-11-23")
    (out / "last.json").write_text("{")
    ran = night("2026-11-24")
    assert (ran.returncode, ran.stdout) == (2, "KYC audit of 2026-11-24: was not made, see above.\n")
    assert "last.json: is not JSON" in ran.stderr
    assert not list(out.glob("*2026-11-24*"))
    exports.rename(tmp_path / "srv/elsewhere")
    ran = night("2026-11-24")
    assert (ran.returncode, ran.stderr) == (2, f"nightly.sh: there is no folder {exports}\n")
    ran = night("2026-11-24", f"{tmp_path}/opt/kyccheck/nightly.sh srv/elsewhere srv/others")
    assert (ran.returncode, (tmp_path / "srv/others/last.json").exists()) == (1, True), ran.stderr


@pytest.mark.skipif(not shutil.which("flock"), reason="flock, of util-linux, is not here")
def test_two_nights_at_once_do_not_mix(night: Night, tmp_path: Path) -> None:
    out = tmp_path / "srv/audits"
    out.mkdir()
    with subprocess.Popen(["flock", out / ".lock", "sh", "-c", "echo held; read line"], stdin=-1, stdout=-1) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        ran = night("2026-11-23")
        holder.communicate(b"\n")
    assert (ran.returncode, ran.stderr) == (75, "nightly.sh: an earlier night is still at work\n")
    assert [path.name for path in out.iterdir()] == [".lock"]
    assert night("2026-11-23").returncode == 1


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_the_units_are_such_as_systemd_takes(tmp_path: Path) -> None:
    for unit in ("kyccheck.service", "kyccheck.timer"):
        text = (NIGHTLY / unit).read_text().replace("/opt/kyccheck/nightly.sh", str(NIGHTLY / "nightly.sh"))
        (tmp_path / unit).write_text(text)
    units = [str(tmp_path / "kyccheck.timer"), str(tmp_path / "kyccheck.service")]
    ran = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    when = re.findall(r"OnCalendar=(.*)", (NIGHTLY / "kyccheck.timer").read_text())
    assert subprocess.run(["systemd-analyze", "calendar", *when], capture_output=True, check=False).returncode == 0
    assert os.access(NIGHTLY / "nightly.sh", os.X_OK)
