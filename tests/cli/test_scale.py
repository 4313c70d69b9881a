"""The recipe in examples/scale, installed by its extra into an environment of its own, against the plain command."""

import importlib.util
import json
import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

from support import PROJECT, Kyccheck

RECIPE = PROJECT / "examples/scale/audit_with_dask.py"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has what the extra names, and besides only what this one has."""
    folder = tmp_path_factory.mktemp("scale")
    venv.create(folder, with_pip=True)
    (site,) = folder.glob("lib/python*/site-packages")
    others = next(path for path in sys.path if path.endswith("site-packages"))
    quick = ["--disable-pip-version-check", "-q", "--retries", "0", "--timeout", "20"]
    pip = [sys.executable, "-m", "pip", *quick, "--python", str(folder / "bin/python")]
    extra = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["scale"]
    done = subprocess.run([*pip, "install", *extra], capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        least = [*pip, "download", "--no-deps", "-d", str(folder), "packaging"]
        if subprocess.run(least, capture_output=True, check=False, timeout=300).returncode:
            pytest.skip("nothing can be installed here: no package index is reachable")
    assert done.returncode == 0, done.stderr
    (site / "zz_others.pth").write_text(f"{PROJECT / 'src'}\n{others}\n")
    return folder / "bin/python"


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    """Three partitions; one holds a broken line, a blank one, and two cases without an id or a checklist."""
    spec = importlib.util.spec_from_file_location("data", PROJECT / "bench/data.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    lines = list(made.lines(90))
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "a.ndjson").write_bytes(b"".join(lines[:40]))
    (folder / "b.ndjson").write_bytes(
        b"".join(lines[40:60]) + b'{"case": 1,\n\n{"case": {}}\n' + b"".join(lines[60:70])
    )
    (folder / "c.ndjson").write_bytes(b"".join(lines[70:]) + b'{"case": {"id": "7", "kind": "wish"}}\n' + lines[3])
    return folder


def run(python: Path, *arguments: object) -> "subprocess.CompletedProcess[str]":
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [str(python), str(RECIPE), *map(str, arguments), "--as-of", "2026-11-21", "--workers", "2"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=env)


def test_it_writes_the_lines_of_the_plain_command(
    python: Path, exports: Path, kyccheck: Kyccheck, tmp_path: Path
) -> None:
    ran = run(python, exports, tmp_path / "audits")
    plain = kyccheck("audit", exports, "-f", "ndjson", "-q")
    files = sorted((tmp_path / "audits").iterdir())
    assert [file.name for file in files] == ["a.ndjson", "b.ndjson", "c.ndjson"]
    assert "".join(file.read_text() for file in files) == plain.out
    assert (ran.returncode, plain.code) == (3, 3), ran.stderr
    assert len(ran.stderr.splitlines()) == len(plain.err.splitlines()) == 4
    for said in (
        "b.ndjson: is not JSON",
        "(line 21)",
        "without an id",
        "no checklist",
        "case '9000000003' stands 2 times",
    ):
        assert said in ran.stderr
    verdicts = [json.loads(line)["verdict"] for line in plain.out.splitlines()]
    assert ran.stdout == ", ".join(f"{verdicts.count(each)} {each}" for each in sorted({*verdicts})) + "\n"
    assert {file.stat().st_mode & 0o077 for file in files} == {0}


def test_it_has_the_exit_codes_of_the_command(python: Path, exports: Path, tmp_path: Path) -> None:
    for name in ("b", "c"):
        (exports / f"{name}.ndjson").unlink()
    assert run(python, exports, tmp_path / "audits").returncode == 1
    (exports / "a.ndjson").write_text(json.dumps(json.loads((PROJECT / "examples/ready.json").read_text())))
    assert run(python, exports, tmp_path / "audits").returncode == 0
    refused = run(python, exports, tmp_path / "audits", "-c", "kcy")
    assert (refused.returncode, refused.stderr) == (
        2,
        "audit_with_dask: unknown checklist 'kcy'; did you mean 'kyc'?\n",
    )
    before = (exports / "a.ndjson").read_bytes()
    assert run(python, exports, exports).returncode == 2
    assert (exports / "a.ndjson").read_bytes() == before
