"""A module imports only from its own layer or from above."""

import ast
import re
from pathlib import Path

import pytest

import kyccheck
from support import PROJECT

ROOT = Path(kyccheck.__file__).parent
LAYERS = (
    (
        "dataclass",
        "late",
        "shipped",
        "errors",
        "files",
        "registry",
        "placeholder",
        "boxes",
        *("value", "day", "written"),
        "visible",
        "grid",
        "record",
        "fields",
        "parted",
        "names",
        "naming",
        "limits",
    ),
    (
        "read",
        "table",
        "workbook",
        "_package",
        "_formats",
        "_texts",
        "_cells",
        "_elements",
        "_rows",
        "_listed",
        "strictyaml",
        "typed",
        "strictjson",
        "forms",
        "documents",
        "people",
        "harmless",
        "personal",
        "period",
        "tally",
    ),
    ("case", "mapping", "sources", "answer", "look", "listing", "context", "checks", "join"),
    (
        "checklist",
        "checklist_file",
        "overlay",
        "questionnaire",
        "decided",
        "decisions",
        "filled",
        "decision_files",
        "attestation_file",
    ),
    (
        "planned",
        "sums",
        "glance",
        "plan",
        "results",
        "verdict",
        "audit",
        "lint",
        "schema",
        "alignment",
        "expiring",
        "explain",
    ),
    (
        *("inputs", "own", "reading", "held", "lines", "ranges", "seen", "accounting", "pages", "choosing", "offered"),
        *("auditing", "encoded", "aside", "kept", "wanted", "making", "batch", "workers"),
        *("trial", "mutation"),
        *("basis", "earlier", "causes", "changes", "replay", "ledger", "places", "noted", "redact", "redacted"),
    ),
    ("reports", "lock", "output"),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
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
def test_imports_only_go_up(path: Path) -> None:
    assert room(path) in RANK, "a new room needs a layer"
    above = {name for name in imported(path) if RANK[name] > RANK[room(path)]}
    assert not above


def test_only_cli_prints_exits_or_asks_the_day() -> None:
    for path in MODULES:
        if room(path) != "cli":
            text = path.read_text("utf-8")
            assert not [word for word in ("print(", "sys.exit", "date.today", "datetime.now") if word in text], path


def test_the_heart_knows_no_file() -> None:
    assert imported(ROOT / "audit.py") <= {
        *(
            "answer",
            "case",
            "checks",
            "decided",
            "decisions",
            "glance",
            "plan",
            "planned",
            "results",
            "sums",
            *("value", "day", "written"),
            "verdict",
        )
    }
    assert "open(" not in (ROOT / "audit.py").read_text("utf-8")


def test_the_readmes_map_names_every_room_and_each_imports_only_from_its_line_or_above() -> None:
    table = (PROJECT / "README.md").read_text("utf-8").partition("| what is there |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\|.*\| `(.+?)`[^|`]*\|$", table, re.MULTILINE)
    lines = {name.removesuffix("/"): number for number, names in enumerate(rows) for name in names.split()}
    rooms = {path: room(path) for path in MODULES if not room(path).startswith("_")}
    assert lines.keys() == {*rooms.values()}
    for path, own in rooms.items():
        assert not [name for name in imported(path) & lines.keys() if lines[name] > lines[own]], path


def test_nothing_lies_about_at_the_top() -> None:
    rooms = {"CHANGELOG.md", "README.md", "pyproject.toml", "bench", "checklists", "examples", "src", "tests"}
    assert {path.name for path in PROJECT.iterdir() if not path.name.startswith(".")} <= rooms | {"build", "dist"}
