"""`--limit`: one run reads more, or less, than others; each command that reads exports takes it, and says how."""

import copy
import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from changing import put
from kyccheck.read.limits import Limits
from support import GOOD, PROJECT, Kyccheck

COMMANDS = [["audit"], ["align"], ["explain", "1"], ["inspect"], ["expiring"]]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_limit_is_named_by_its_refusal_and_raised(command: list[str], tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "case.json").write_text(json.dumps(GOOD))
    low = kyccheck(*command, "case.json", "--limit", "document_bytes=1K", "--limit", "depth=100")
    assert low.code == 3
    shown = " ".join((low.err + low.out).split())
    assert (
        "larger than 1,024 bytes in one document (limit document_bytes; --limit document_bytes=2KB raises it)" in shown
    )
    assert "larger than" not in kyccheck(*command, "case.json", "--limit", "document_bytes=1GB").err
    wrong = kyccheck(*command, "case.json", "--limit", "document_byte=1GB")
    assert (wrong.code, wrong.out) == (2, "")
    assert "unknown limit 'document_byte'; did you mean 'document_bytes'?" in wrong.err


def test_a_report_is_verified_with_its_limits_and_decisions_have_some(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "case.json").write_text(json.dumps(GOOD))
    (tmp_path / "waivers.yaml").write_text("#" * 1_000_001 + "\nwaivers: []\nattestations: []\n")
    long = ["case.json", "--waivers", "waivers.yaml"]
    over = kyccheck("audit", *long)
    assert (over.code, "(limit yaml_bytes; --limit yaml_bytes=2000000 raises it)" in over.err) == (2, True)
    assert kyccheck("audit", *long, "--limit", "yaml_bytes=2M", "-o", "a.json").code == 0
    assert kyccheck("verify", "a.json", *long, "--limit", "yaml_bytes=2M").out.startswith("same")
    assert kyccheck("verify", "a.json", *long).code == 2


def test_lines_have_limits_wherever_they_stand_and_however_many_work(tmp_path: Path, kyccheck: Kyccheck) -> None:
    deep = {**GOOD, "case": {**GOOD["case"], "id": "deep", "tags": [[[[[[["x"]]]]]]]}}
    cases = [{**GOOD, "case": {**GOOD["case"], "id": str(number)}} for number in range(600)]
    (tmp_path / "cases.ndjson").write_text("\n".join(map(json.dumps, [*cases, deep])))
    for jobs in ("1", "2"):
        low = kyccheck("audit", "cases.ndjson", "-q", "-f", "json", "-j", jobs, "--limit", "depth=6")
        assert low.code == 3
        (problem,) = low.json["problems"]
        assert (
            problem["message"] == "line 601 has more than 6 levels of nesting (limit depth; --limit depth=12 raises it)"
        )
        assert low.json["summary"]["cases"] == 600


def test_the_readme_lists_every_limit_with_its_default() -> None:
    text = (PROJECT / "README.md").read_text("utf-8")
    for one in fields(Limits):
        assert f"| `{one.name}` | {one.default:,} |" in text, one.name


@pytest.mark.parametrize("system", ["native", "hubspot"])
def test_a_long_list_gives_the_same_cases_as_one_that_is_held(system: str, tmp_path: Path, kyccheck: Kyccheck) -> None:
    deal = {"properties": {"dealname": "Kiosk", "dealstage": "1038", "pipeline": "p", "amount": "10"}}
    every = [
        {**deal, "id": str(number)} if system == "hubspot" else {**GOOD, "case": {**GOOD["case"], "id": str(number)}}
        for number in range(30)
    ]
    (tmp_path / "cases.json").write_text(json.dumps(every))
    whole = kyccheck("audit", "cases.json", "-q", "--all", "-f", "json")
    parted = kyccheck("audit", "cases.json", "-q", "--all", "-f", "json", "--limit", "document_bytes=1K")
    assert (len(whole.json["cases"]), whole.json["problems"]) == (30, [])
    assert parted.json["cases"] == whole.json["cases"]
    assert parted.json["inputs"] == whole.json["inputs"]
    assert parted.code == whole.code


@pytest.mark.parametrize("kind", ["list", "object", "value"])
def test_as_deep_as_may_be_no_value_ends_a_run(kind: str, tmp_path: Path, kyccheck: Kyccheck) -> None:
    deep: Any = "x"
    for _ in range(240):
        deep = {"list": [deep], "object": {"a": deep}, "value": {"value": deep}}[kind]
    cases = []
    for way in (
        "company.name",
        "contacts.0.email",
        "csr.package",
        "odb.package.add_ons",
        "odb.virtual_numbers",
        "case.tags",
    ):
        case = copy.deepcopy(GOOD)
        put(way, deep)(case)
        case["case"]["id"] = case["deal"]["id"] = way
        cases.append(case)
    (tmp_path / "cases.json").write_text(json.dumps(cases))
    for words in (("audit", "-f", "json", "--redact", "-o", "audit.xlsx"), ("align",), ("inspect",), ("expiring",)):
        ran = kyccheck(*words, "cases.json", "--limit", "depth=250", KYCCHECK_REDACT_KEY="x" * 32)
        assert ran.code in (0, 1, 3), (words, ran.err)
