"""No text of an export becomes the name of a file, an address that is asked, or a command: every text is one here."""

import copy
import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest

from support import AS_OF, GOOD, PROJECT

SCRIPT = Path(__file__).with_name("watched.py")
PATHS = (
    *(
        "../secret",
        "..\\secret",
        "SECRET",
        "file://SECRET",
        "~/secret",
        "./secret",
        "secret",
        "sub/../secret",
        "//SECRET",
    ),
    *(
        "%2e%2e/secret",
        "..%2fsecret",
        "secret\0.json",
        "secret/",
        "....//secret",
        "C:\\secret",
        "\\\\127.0.0.1\\secret",
    ),
    *(
        "http://127.0.0.1:9/secret",
        "$(cat secret)",
        "`cat secret`",
        "|cat secret",
        "; cat secret",
        "@secret",
        "-o secret",
    ),
)
OUTPUTS = ("out.json", "out.ndjson", "out.md", "out.csv", "out.xlsx")
COMMANDS = (
    ["audit", "case.json", *(word for name in OUTPUTS for word in ("-o", name)), "--ledger", "ledger.ndjson", "--all"],
    ["align", "case.json"],
    ["inspect", "case.json"],
    ["expiring", "case.json", "--within", "3650d"],
)


def spoilt(tree: Any, text: str) -> Any:
    """A tree with a text in the place of every text, but for what says where the case stands."""
    if isinstance(tree, dict):
        return {key: value if key in ("stage", "kind", "type") else spoilt(value, text) for key, value in tree.items()}
    if isinstance(tree, list):
        return [spoilt(member, text) for member in tree]
    return text if isinstance(tree, str) else tree


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_only_what_the_user_named_is_opened(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Canary of a file that nobody named")
    work = tmp_path / "work"
    work.mkdir()
    (work / "secret").write_text("Canary of a file that nobody named")
    cases = []
    for number, text in enumerate(PATHS):
        case = spoilt(copy.deepcopy(GOOD), text.replace("SECRET", str(work / "secret")))
        case["case"]["id"] = f"{text.replace('SECRET', str(work / 'secret'))} {number}"
        case["documents"].append({"type": "sof", "path": str(work / "secret"), "url": f"file://{work / 'secret'}"})
        cases.append(case)
    (work / "case.json").write_text(json.dumps(cases))
    as_of = [] if command[0] == "inspect" else ["--as-of", AS_OF.isoformat()]
    words = [sys.executable, str(SCRIPT), "told", *command, *as_of]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "src")}
    done = subprocess.run(words, cwd=work, capture_output=True, check=False, env=environment)
    assert done.returncode in (0, 1), done.stderr
    told = [json.loads(line) for line in (work / "told").read_text().splitlines()]
    assert {event for event, _ in told} == {"open"}
    ours = (str(PROJECT), sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), sys.base_prefix)
    named = [Path(path).name for _, path in told if not str(Path(work, path)).startswith(ours)]
    assert "case.json" in named
    assert not [name for name in named if "secret" in name]
    assert b"Canary" not in done.stdout + done.stderr
    written = {"case.json", "secret", "told", *((*OUTPUTS, "ledger.ndjson") if command[0] == "audit" else ())}
    assert {path.name for path in work.rglob("*")} == written
    assert not [name for name in written if b"Canary" in (work / name).read_bytes() and name != "secret"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret", "work"]
