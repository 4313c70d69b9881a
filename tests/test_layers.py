"""The README's map of the rooms is so: all stand in it, and each imports only from its own line or from above."""

import ast
import re
from pathlib import Path

import pytest

import kyccheck
from support import PROJECT

ROOT = Path(kyccheck.__file__).parent
MAP = (PROJECT / "README.md").read_text("utf-8").partition("| what is there |")[2].partition("\n\n")[0]
LINES = re.findall(r"^\|.*\| `(.+?)`[^|`]*\|$", MAP, re.MULTILINE)
RANK = {name.removesuffix("/"): rank for rank, names in enumerate(LINES) for name in names.split()}
MODULES = sorted(path for path in ROOT.rglob("*.py") if path.name != "__main__.py" and path != ROOT / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("kyccheck.")} & RANK.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_its_line_of_the_readmes_map_or_from_above(path: Path) -> None:
    assert not {name for name in imported(path) if RANK[name] > RANK[room(path)]}


def test_the_readmes_map_names_every_room_and_no_other() -> None:
    assert RANK.keys() == {room(path) for path in MODULES}


def test_only_cli_prints_exits_or_asks_the_day() -> None:
    for path in MODULES:
        if room(path) != "cli":
            text = path.read_text("utf-8")
            assert not [word for word in ("print(", "sys.exit", "date.today", "datetime.now") if word in text], path


def test_the_heart_knows_no_file() -> None:
    heart = ROOT / "audit" / "heart.py"
    assert imported(heart) <= {"values", "records", "asking", "checks", "decisions", "audit"}
    assert "open(" not in heart.read_text("utf-8")


def test_nothing_lies_about_at_the_top() -> None:
    rooms = {"CHANGELOG.md", "README.md", "pyproject.toml", "bench", "checklists", "examples", "src", "tests"}
    assert {path.name for path in PROJECT.iterdir() if not path.name.startswith(".")} <= rooms | {"build", "dist"}
