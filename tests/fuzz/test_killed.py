"""A run that is killed at any moment leaves the old file or the new one, and nothing that the next run does not sweep."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.budget import EXAMPLES
from support import GOOD, PROJECT

KILLS = max(24, EXAMPLES // 40)
SCRIPT = Path(__file__).with_name("killing.py")


def inputs(folder: Path, number: int) -> Path:
    path = folder / "cases.ndjson"
    cases = [{**GOOD, "case": {**GOOD["case"], "id": str(place)}} for place in range(number)]
    path.write_text("\n".join(json.dumps(case) for case in cases))
    return path


@pytest.mark.parametrize("suffix", ["xlsx", "json", "ndjson", "md", "csv", "ledger"])
def test_killed_at_many_moments_a_file_is_old_or_new(suffix: str, tmp_path: Path) -> None:
    source = inputs(tmp_path, 10 if suffix == "xlsx" else 40)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    output = tmp_path / f"audit.{suffix}"
    output.write_bytes(b"old")
    audit = ["audit", source.name, "--as-of", "2026-11-21", "--all", "-q"]
    if suffix == "ledger":
        output.unlink()
        for _ in range(3):
            subprocess.run(
                [sys.executable, "-m", "kyccheck", *audit, "--ledger", output.name], cwd=tmp_path, check=True, capture_output=True
            )  # fmt: skip
    done = subprocess.run(
        [sys.executable, SCRIPT, output.name, str(KILLS), "7", *audit],
        cwd=tmp_path, capture_output=True, check=False, env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(PROJECT / "src")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)
    assert (found["other"], found["left"], found["unswept"]) == (0, [], []), found
    assert found["old"] + found["new"] == KILLS
    assert found["old"]
    if KILLS >= 100 and suffix != "ledger":  # few moments may all miss the milliseconds of a small file
        assert found["parts"], "no run was killed while it wrote"
    assert not [*temporary.iterdir()]
