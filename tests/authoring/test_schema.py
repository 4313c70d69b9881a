"""The JSON Schema of checklists and overlays: what it takes is read, and what it does not take is refused."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kyccheck.audit.plan import compile_plan
from kyccheck.authoring.schema import checklist_schema
from kyccheck.checklist.file import folder
from kyccheck.checklist.overlay import load
from kyccheck.errors import RefusedError
from kyccheck.read.strictyaml import parse
from support import AS_OF, PROJECT

SHIPPED = sorted(folder().rglob("*.yaml"))
OVERLAYS = [path for path in sorted((PROJECT / "examples").rglob("*.yaml")) if "\nextends:" in path.read_text("utf-8")]
SCHEMA = jsonschema.Draft202012Validator(checklist_schema())
WHOLE = """id: small
title: Small
version: "1"
for: {systems: [native], kinds: [deal]}
teams: {sales: Sales}
stages: [{id: draft, title: Draft}, {id: done, title: Done}]
parameters: {needed: {value: [company.name], why: assumed}, one: company.city}
items:
  - {id: "1", title: One, due: done, check: {present: {parameter: needed}}}
  - {id: "2", title: Two, not_stated: true}
"""
ITEM = 'items: [{id: "9", title: Nine, due: done, check: {present: company.zip}'


def takes(text: str) -> bool:
    tree: Any = parse(text.encode(), "mine.yaml")
    return not list(SCHEMA.iter_errors(tree))


def is_read(folder_of: Path, text: str) -> bool:
    """Whether a checklist is read and compiled as for an audit; `small.yaml` is there to be extended."""
    (folder_of / "small.yaml").write_text(WHOLE)
    (folder_of / "mine.yaml").write_text(text)
    try:
        compile_plan(load(str(folder_of / "mine.yaml")), AS_OF)
    except RefusedError:
        return False
    return True


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(checklist_schema())
    assert len(SHIPPED) >= 6
    assert OVERLAYS


@pytest.mark.parametrize("path", [*SHIPPED, *OVERLAYS], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_it_takes_all_that_is_shipped(path: Path) -> None:
    SCHEMA.validate(parse(path.read_bytes(), path.name))


@pytest.mark.parametrize(
    "text",
    [
        "", 'version: "2"\n', "id: ours\ntitle: Ours\nabout: x\n", "parameters:\nswitch_off:\nitems:\n", "parameters: {needed: company.city}\n",
        "parameters: {needed: {value: [company.city, company.zip], why: ours}}\n", 'switch_off: [{item: "2", reason: not here}]\n',
        f"{ITEM}}}]\n", f'{ITEM}, under: "1", since: 2026-11-01, on_entry: true}}]\n', 'items: [{id: "9", title: Nine, not_stated: true, check: }]\n',
        'items: [{id: "9", title: Nine, when: , check: {present: {parameter: one}}}]\n',
        'items: [{id: "9", title: Nine, check: {matches: {field: {parameter: one}, pattern: x}}}]\n',
        'items: [{id: "9", title: Nine, items: [{id: "9a", title: x, check: {approved: iod}}]}]\n', "cases: []\n",
    ],
)  # fmt: skip
def test_an_overlay_that_is_read_is_taken(tmp_path: Path, text: str) -> None:
    assert is_read(tmp_path, f"extends: small.yaml\n{text}")
    assert takes(f"extends: small.yaml\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "colour: red\n", "version: 2\n", "stages: []\n", "for: {systems: [native], kinds: [deal]}\n", "parameters: [company.name]\n",
        "parameters: {needed: []}\n", "parameters: {needed: ' '}\n", "parameters: {needed: 1}\n", "parameters: {needed: {valeu: x}}\n",
        "parameters: {needed: }\n", "parameters: {needed: {value: [company.zip], why: [x]}}\n",
        'switch_off: [{item: "2"}]\n', 'switch_off: [{item: "2", reason: " "}]\n', "switch_off: [{item: 2, reason: x}]\n",
        'switch_off: {item: "2", reason: x}\n', 'switch_off: ["2"]\n', 'switch_off: [{item: "2", reason: x, by: y}]\n',
        "items: {}\nid: [x]\n", 'items: [{id: "9", title: x}]\n', 'items: [{id: "9", title: x, items: []}]\n', "items: [x]\n",
        'items: [{id: "9", title: x, not_stated: true, check: {present: company.zip}}]\n', 'items: [{id: "9", title: x, check: {}}]\n',
        'items: [{id: "9", title: x, check: {presnt: company.zip}}]\n', "items: [{id: 9, title: x, check: {present: company.zip}}]\n",
        'items: [{id: "9", title: " ", check: {present: company.zip}}]\n', 'items: [{id: "9", title: x, on_entry: true, check: {present: company.zip}}]\n',
        f"{ITEM}, since: tomorrow}}]\n", f"{ITEM}, waivable: 'true'}}]\n", f"{ITEM}, titel: x}}]\n", f"{ITEM}, switched_off: x}}]\n",
        'items: [{id: "9", title: x, items: [{id: "9a", title: x, under: "1", check: {present: company.zip}}]}]\n',
        'items: [{id: "9", title: x, check: {approved: iodd}}]\n', 'items: [{id: "9", title: x, check: {present: company.zip, manual: x}}]\n',
    ],
)  # fmt: skip
def test_an_overlay_that_is_not_taken_is_refused(tmp_path: Path, text: str) -> None:
    assert not is_read(tmp_path, f"extends: small.yaml\n{text}")
    assert not takes(f"extends: small.yaml\n{text}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: small\n", ""), ("title: Small\n", ""), ("stages:", "stagse:"), ('"1"\nfor', "1\nfor"), ("kinds: [deal]", "kinds: [deel]"),
        ('  - {id: "1"', '  - {id: "0", under: "1", title: x, check: {present: company.zip}}\n  - {id: "1"'),
        (WHOLE[WHOLE.index("items:") :], "items: []\n"), (WHOLE[WHOLE.index("items:") :], "switch_off: []\n"), ("teams: {sales: Sales}\n", ""),
    ],
)  # fmt: skip
def test_a_checklist_that_is_not_taken_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert takes(WHOLE)
    assert is_read(tmp_path, WHOLE)
    assert not takes(WHOLE.replace(old, new, 1))
    assert not is_read(tmp_path, WHOLE.replace(old, new, 1))


@pytest.mark.parametrize(
    "case", ["{name: x}", "{name: x, want: {'1': passed}}", "{want: {}}", "{name: x, want: {}, as_of: today}"]
)
def test_a_case_that_wants_nothing_or_no_status_is_not_taken(case: str) -> None:
    assert not takes(f"cases: [{case}]")
    assert takes("cases: [{name: x, want: {'1': pass}}]")


def test_the_overlay_of_the_readme_is_taken_and_read(tmp_path: Path) -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    block = readme[readme.index("    extends: kyc") :].partition("\n\n")[0]
    text = "\n".join(line.removeprefix("    ") for line in block.splitlines())
    assert takes(text)
    assert is_read(tmp_path, text)
    off = [item.id for item in load(str(tmp_path / "mine.yaml")).walk() if item.switched_off]
    assert off == ["7"]
