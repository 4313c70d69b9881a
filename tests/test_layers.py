"""A module imports only from its own layer or from above."""

import ast
from pathlib import Path

import pytest

import kyccheck

ROOT = Path(kyccheck.__file__).parent
LAYERS = (
    ("errors", "registry", "placeholder", "value", "visible", "grid", "record", "fields"),
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
        "strictyaml",
        "forms",
        "documents",
        "people",
        "period",
        "tally",
    ),
    ("case", "mapping", "sources", "checks", "join"),
    ("checklist", "overlay", "questionnaire", "decided", "decisions", "filled", "decision_files", "attestation_file"),
    ("planned", "sums", "glance", "plan", "audit", "lint", "schema", "alignment", "expiring", "explain"),
    (
        *("inputs", "reading", "choosing", "batch", "trial", "mutation"),
        *("basis", "earlier", "causes", "changes", "replay", "ledger", "redact", "redacted"),
    ),
    ("reports", "output"),
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
        *("case", "checks", "decided", "decisions", "glance", "plan", "planned", "record", "sums", "value")
    }
    assert "open(" not in (ROOT / "audit.py").read_text("utf-8")
