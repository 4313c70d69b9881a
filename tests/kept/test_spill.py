import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kyccheck.errors import RefusedError
from kyccheck.kept.spill import file_for

FULL = """
import resource, sys
from kyccheck.errors import RefusedError
from kyccheck.kept.pile import Pile
from kyccheck.kept.spill import Room
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    if sys.argv[1] == "pile":
        Pile(10).put(b"x" * 300_000)
    else:
        Room().put(b"x" * 300_000)
except RefusedError as error:
    print(error)
"""


@pytest.mark.parametrize("kept", ["pile", "room"])
def test_where_there_is_no_more_room_the_folder_is_named(kept: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", FULL, kept]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "TMPDIR": str(tmp_path)}
    )
    assert done.stdout.startswith(f"{tmp_path}: what a run keeps aside could not be written: ")
    assert done.stderr == ""


def test_so_it_is_where_it_takes_no_file_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(RefusedError, match="gone: what a run keeps aside could not be written: No such file"):
        file_for(object())
