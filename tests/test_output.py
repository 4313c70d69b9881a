"""Files are there whole, or as they were; those of one run together; and one run at a time writes them."""

import fcntl
import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kyccheck import lock
from kyccheck.errors import RefusedError
from kyccheck.lock import _Lock, held
from kyccheck.output import together, whole

HOLDER = """
import sys, time
from pathlib import Path
from kyccheck.output import whole
with whole(Path(sys.argv[1])) as out:
    out.write(b"half")
    print("held", flush=True)
    sys.stdin.read()
"""


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def holder(path: Path) -> "subprocess.Popen[bytes]":
    """Another process that writes a file, until its standard input is closed."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, path], stdin=-1, stdout=-1)
    assert process.stdout
    assert process.stdout.readline() == b"held\n"
    return process


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """Files are made readable and writable by everybody, where nobody says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_to_all")
def test_a_file_is_written_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    with whole(tmp_path / "a") as out:
        out.write(b"new")
        assert not (tmp_path / "a").exists()
        assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    assert (tmp_path / "a").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    assert names(tmp_path) == {"a"}


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


def test_files_of_one_run_take_their_names_together_or_not_at_all(tmp_path: Path) -> None:
    paths = [tmp_path / "b", tmp_path / "a"]
    with together(paths) as files:
        for path in paths:
            with files.part(path) as out:
                out.write(path.name.encode())
            assert names(tmp_path).isdisjoint({"a", "b"})
        files.land()
        assert names(tmp_path) == {"a", "b", ".a.lock", ".b.lock"}
    assert [path.read_bytes() for path in paths] == [b"b", b"a"]

    def fail() -> None:
        with together(paths) as files, files.part(paths[0]) as out:
            out.write(b"new")
            raise OSError(28, "No space left on device")

    with pytest.raises(RefusedError, match="b: cannot be written: No space left"):
        fail()
    assert [path.read_bytes() for path in paths] == [b"b", b"a"]
    assert names(tmp_path) == {"a", "b"}


def test_a_file_named_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    with pytest.raises(RefusedError, match="named twice"), together([tmp_path / "a", tmp_path / "sub" / ".." / "a"]):
        pass


def test_who_comes_second_waits_and_is_told_who_holds_the_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    process = holder(tmp_path / "a")
    started = time.monotonic()
    with pytest.raises(RefusedError) as error, held(tmp_path / "a", 0.3):
        pass
    assert 0.3 <= time.monotonic() - started < 5
    assert str(error.value) == (
        f"{tmp_path / 'a'}: is being written by another run (process {process.pid}); waited 0.3 s"
    )
    assert (tmp_path / "a").read_bytes() == b"old"
    process.communicate()
    with whole(tmp_path / "a") as out:
        out.write(b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert names(tmp_path) == {"a"}


def test_a_lock_is_gone_with_its_process_and_its_file_with_the_next_run(tmp_path: Path) -> None:
    process = holder(tmp_path / "a")
    process.kill()
    process.communicate()
    assert len(names(tmp_path)) == 2  # its lock and its part
    started = time.monotonic()
    with whole(tmp_path / "a") as out:
        out.write(b"new")
    assert time.monotonic() - started < 5
    assert names(tmp_path) == {"a"}


def test_a_lock_that_its_holder_takes_away_is_not_taken_for_held(tmp_path: Path) -> None:
    """The one who waits has opened a file that is no longer there: it must not go on with that."""
    first, second = lock._Lock(tmp_path / ".a.lock"), lock._Lock(tmp_path / ".a.lock")  # noqa: SLF001
    assert first.take()
    opened = os.open(tmp_path / ".a.lock", os.O_RDWR)
    first.leave()
    assert second.take()
    assert not second._is(opened)  # noqa: SLF001
    os.close(opened)
    second.leave()
    assert names(tmp_path) == set()


@pytest.mark.parametrize("name", ["a" * 255, "名" * 85, "a", " ", "-", "\n"])
def test_locks_of_odd_names(name: str, tmp_path: Path) -> None:
    with held(tmp_path / name), held(tmp_path / f"{name[:-1]}b"):
        assert len(names(tmp_path)) == 2
    assert names(tmp_path) == set()


def test_a_lock_that_cannot_be_placed_is_said(tmp_path: Path) -> None:
    (tmp_path / ".a.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RefusedError, match="cannot be written"), whole(tmp_path / "a"):
        pass
    assert names(tmp_path) == {".a.lock"}


WRITERS = """
import sys
from pathlib import Path
from kyccheck.output import together
letter, paths = sys.argv[1].encode(), [Path("a"), Path("sub/../b"), Path("c")]
for turn in range(int(sys.argv[2])):
    with together(paths if turn % 2 else reversed(paths)) as files:
        for path in paths:
            with files.part(path) as out:
                for _ in range(20):
                    out.write(letter * 5000)
        files.land()
        found = {path.read_bytes() for path in paths}
        assert found == {letter * 100_000}, "another run has written in between"
"""


def test_many_writers_at_once_never_mix(tmp_path: Path) -> None:
    """Nobody sees a file that is not one writer's own, nor two files of two writers while one holds both."""
    (tmp_path / "sub").mkdir()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITERS, letter, "15"], cwd=tmp_path, stderr=-1)
        for letter in "abcdefgh"
    ]
    while any(writer.poll() is None for writer in writers):
        for name in "abc":
            if (tmp_path / name).exists():
                content = (tmp_path / name).read_bytes()
                assert len(content) == 100_000
                assert len(set(content)) == 1
    assert [writer.communicate()[1] for writer in writers] == [b""] * 8
    assert names(tmp_path) == {"a", "b", "c", "sub"}


def test_a_lock_whose_file_somebody_took_away_is_free_and_its_holder_is_nobody(tmp_path: Path) -> None:
    path = tmp_path / ".a.lock"
    mine, theirs = _Lock(path), _Lock(path)
    assert mine.holder() == 0
    assert mine.take()
    assert theirs.holder() == os.getpid()
    assert not theirs.take()
    path.unlink()
    assert theirs.holder() == 0
    assert theirs.take()
    theirs.leave()
    mine.leave()


def test_a_file_that_is_gone_is_not_the_one_that_is_open(tmp_path: Path) -> None:
    lock = _Lock(tmp_path / ".a.lock")
    with (tmp_path / ".a.lock").open("wb") as handle:
        assert lock._is(handle.fileno())  # noqa: SLF001 - the moment between opening and looking cannot be met from outside
        (tmp_path / ".a.lock").unlink()
        assert not lock._is(handle.fileno())  # noqa: SLF001 - the same


def test_a_part_that_another_run_sweeps_before_it_is_marked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = tempfile.mkstemp

    def swept(*given: Any, **named: Any) -> tuple[int, str]:
        descriptor, name = real(*given, **named)
        made.append(name)
        if len(made) == 1:
            Path(name).unlink()
        return descriptor, name

    monkeypatch.setattr(tempfile, "mkstemp", swept)
    with whole(tmp_path / "a") as out:
        out.write(b"new")
    assert len(made) == 2
    assert (tmp_path / "a").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_part_that_another_run_is_writing_is_not_swept(tmp_path: Path) -> None:
    theirs, left = tmp_path / ".a.abcdefgh.part", tmp_path / ".a.ijklmnop.part"
    left.write_bytes(b"of a run that was killed")
    with theirs.open("wb") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with whole(tmp_path / "a") as out:
            out.write(b"new")
        assert theirs.exists()
    assert not left.exists()
    with whole(tmp_path / "a") as out:
        out.write(b"newer")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
