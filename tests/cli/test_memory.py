"""However many cases a file of lines holds, a run needs no more memory: what is kept for its reports is put aside."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support import PROJECT

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell the memory")

PROBE = """
import sys
from kyccheck.batch import basis
from kyccheck.kept import cases as kept
from kyccheck.kept import personal_texts
from kyccheck.kept import sightings
basis._MOST_BYTES = kept._MOST_BYTES = personal_texts._MOST_BYTES = 65_536
sightings._MOST = 500  # put aside early, so that few cases will do
from kyccheck.cli import _delivery, run
_delivery._FEW = 10
try:
    run()
finally:
    with open("/proc/self/status") as status:
        print(next(line.split()[1] for line in status if line.startswith("VmHWM")), file=sys.stderr)
"""
CASES = 400
TIMES = 5
OPTIONS = {
    "lines, and rows": ("-f", "ndjson", "-o", "x.csv"),
    "a report, and a ledger": ("-f", "json", "-o", "x.json", "--ledger", "ledger"),
    "pseudonyms": ("--redact", "-f", "ndjson"),
    "a chase list": ("-f", "markdown", "-o", "x.md"),
}


@pytest.fixture(scope="module")
def peak(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., float]:
    """Measures the most memory, in MiB, that an audit needs of some cases, or of each so many times under other ids."""
    folder = tmp_path_factory.mktemp("memory")
    made = [sys.executable, str(PROJECT / "bench/data.py"), str(CASES), "1.ndjson"]
    subprocess.run(made, cwd=folder, check=True)
    few = (folder / "1.ndjson").read_bytes()
    (folder / f"{TIMES}.ndjson").write_bytes(b"".join(few.replace(b'"90', b'"9%d' % time) for time in range(TIMES)))

    def measured(times: int, *options: str) -> float:
        command = [sys.executable, "-c", PROBE, "audit", f"{times}.ndjson", "-q", "-j", "1", "--as-of", "2026-11-21"]
        env = {**os.environ, "KYCCHECK_REDACT_KEY": "a key of some length 0123"}
        done = subprocess.run([*command, *options], cwd=folder, env=env, capture_output=True, check=False)
        assert done.returncode == 1, done.stderr
        return int(done.stderr.splitlines()[-1]) / 1024

    return measured


@pytest.mark.parametrize("options", OPTIONS.values(), ids=list(OPTIONS))
def test_memory_does_not_grow_with_the_cases(peak: Callable[..., float], options: tuple[str, ...]) -> None:
    assert peak(TIMES, *options) < 1.05 * peak(1, *options)
