"""What many tests need: the tool as a user runs it, and the heart by itself."""

import copy
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from kyccheck.asking.shown import Audited
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import Plan, compile_plan
from kyccheck.batch.choosing import Choosing
from kyccheck.checklist.overlay import load
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from support import AS_OF, GOOD, Audit, Kyccheck, Ran

# A change is judged by the same examples however often it is tried; new ones are for the night (KYCCHECK_FUZZ).
hypothesis.settings.register_profile("day", derandomize="KYCCHECK_FUZZ" not in os.environ)
hypothesis.settings.load_profile("day")

# Tests that were started in the background ignore these signals, and so would all programs that they start.
for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)


@pytest.fixture
def good() -> dict[str, Any]:
    return copy.deepcopy(GOOD)


@pytest.fixture(scope="session")
def kyc_plan() -> Plan:
    return compile_plan(load("kyc"), AS_OF)


@pytest.fixture
def audited(tmp_path: Path, kyc_plan: Plan) -> Audit:
    """Audit a native case by the KYC checklist, or by another plan."""

    def ask(case: Any, plan: Plan = kyc_plan, at: str = "") -> Audited:
        path = tmp_path / "case.json"
        path.write_text(json.dumps(case))
        reading = Reading(find_inputs([str(path)]), Mapping())
        (read,) = reading.cases()
        assert reading.problems == []
        return audit(read, Choosing([plan], asked_for=True).plans(read), at)

    return ask


_OF_THIS_SHELL = frozenset({"NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONDONTWRITEBYTECODE"})
"""What a user's environment need not have; the last one would have each of a thousand runs compile all modules."""


@pytest.fixture
def kyccheck(tmp_path: Path) -> Kyccheck:
    """Run the tool as a user would, in a folder of its own, on a stated day."""

    def run(*arguments: object, stdin: bytes = b"", cwd: Path = tmp_path, **environment: str) -> Ran:
        command = [sys.executable, "-m", "kyccheck", *map(str, arguments)]
        if {"audit", "align", "explain"} & {*command} and "--as-of" not in command:
            command += ["--as-of", AS_OF.isoformat()]
        base = {key: value for key, value in os.environ.items() if key not in _OF_THIS_SHELL}
        env = {**base, "PYTHONWARNINGS": "error", **environment}
        done = subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=env, timeout=60, check=False)
        return Ran(done)

    return run
