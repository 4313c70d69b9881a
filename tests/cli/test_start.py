"""What the start of a run of one deal costs: counted in what is imported and made, since times differ from day to day."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import kyccheck
from support import AS_OF, PROJECT

HEAVY = {
    "rich",
    "openpyxl",
    "pydantic",
    "phonenumbers",
    "orjson",
    "asyncio",
    "multiprocessing",
    "concurrent",
    "http",
    "xml",
}
PROBE = """
import atexit, json, re, sys
compiled = []
compile = re._compiler.compile
def counted(pattern, flags=0):
    frame = sys._getframe(1)
    while "/re/" in frame.f_code.co_filename:
        frame = frame.f_back
    compiled.append((frame.f_globals["__name__"], frame.f_code.co_name))
    return compile(pattern, flags)
re._compiler.compile = counted
atexit.register(lambda: print(json.dumps([sorted(sys.modules), compiled]), file=sys.stderr))
from kyccheck.cli import run
run()
"""


def start(*words: str) -> tuple[set[str], list[str]]:
    """The modules that a run imports, and those of ours that compile a pattern as they are imported."""
    command = [sys.executable, "-c", PROBE, "audit", *words, "--as-of", AS_OF.isoformat()]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    modules, compiled = json.loads(done.stderr)
    return set(modules), [name for name, where in compiled if name.startswith("kyccheck") and where == "<module>"]


def test_one_deal_is_audited_without_what_it_does_not_need() -> None:
    modules, compiled = start("examples/deal.json")
    assert {name.partition(".")[0] for name in modules} & HEAVY == set()
    assert len([name for name in modules if name.startswith("kyccheck")]) <= 145
    assert len(compiled) < 6, "patterns are compiled when they are first used: kyccheck.late"


def test_every_dataclass_is_made_the_short_way() -> None:
    for path in Path(kyccheck.__file__).parent.rglob("*.py"):
        imports = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
        names = {alias.name for node in imports if node.module == "dataclasses" for alias in node.names}
        assert "dataclass" not in names or path.name == "dataclass.py", path
