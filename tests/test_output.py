"""Files are there whole, or as they were."""

import os
import stat
from pathlib import Path

import pytest

from kyccheck.errors import RefusedError
from kyccheck.output import whole


def test_a_file_is_written_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    os.umask(0)
    with whole(tmp_path / "a") as out:
        out.write(b"new")
        assert not (tmp_path / "a").exists()
    assert (tmp_path / "a").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_whatever_happens_the_old_file_stays_and_no_other(error: type[BaseException], tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def fail() -> None:
        with whole(tmp_path / "a") as out:
            out.write(b"half")
            raise error

    with pytest.raises(error):
        fail()
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be written"), whole(tmp_path / "no" / "a"):
        pass
