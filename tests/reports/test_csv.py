"""The CSV report says what every other one says: also what is no result of an item."""

import copy
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from support import GOOD, Kyccheck

WAIVERS = """
waivers:
  - {case: "4001", item: "7", reason: late, requested_by: Sam Ho, approved_by: Mei Tan, approved_on: 2026-10-01, expires: 2026-10-30}
  - {case: "4001", item: "BD.01.1", reason: late, requested_by: Sam Ho, approved_by: Mei Tan, approved_on: 2026-11-01, expires: 2026-11-30}
"""


@pytest.fixture
def case(tmp_path: Path) -> dict[str, Any]:
    """A case that stands in a stage before which something should have held, in the file case.json."""
    made = copy.deepcopy(GOOD)
    made["case"]["stage"] = "provisioning"
    made["contacts"] = []
    (tmp_path / "case.json").write_text(json.dumps(made))
    return made


def rows(kyccheck: Kyccheck, *options: str) -> list[dict[str, str]]:
    out = kyccheck("audit", "case.json", "-f", "csv", *options).out
    lines = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
    assert {len(line) for line in lines} == {len(lines[0])}
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.mark.usefixtures("case")
def test_a_stage_that_was_bypassed_is_a_row(kyccheck: Kyccheck) -> None:
    (row,) = (one for one in rows(kyccheck) if one["what"] == "stage bypassed")
    assert (row["case"], row["item"], row["status"]) == ("4001", "", "")
    assert row["reason"] == "should have held before it came here: 2"


def test_what_is_noted_of_a_case_is_a_row(case: dict[str, Any], tmp_path: Path, kyccheck: Kyccheck) -> None:
    case["case"]["stage"] = "103"
    (tmp_path / "case.json").write_text(json.dumps(case))
    reasons = [one["reason"] for one in rows(kyccheck) if one["what"] == "the case itself"]
    assert any("kyccheck.yaml" in reason for reason in reasons)


@pytest.mark.usefixtures("case")
def test_a_decision_that_does_not_count_is_told_once(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "waivers.yaml").write_text(WAIVERS)
    for options, item in (((), "7"), (("--item", "2"), "7")):
        found = [one for one in rows(kyccheck, "--waivers", "waivers.yaml", *options) if "waiver" in one["decision"]]
        assert sorted(one["item"] for one in found) == [item, "BD.01.1"]
        assert sum("expired" in one["decision"] for one in found) == 1


@pytest.mark.usefixtures("case")
def test_a_case_that_is_gone_is_a_row(case: dict[str, Any], tmp_path: Path, kyccheck: Kyccheck) -> None:
    other = copy.deepcopy(GOOD)
    other["case"]["id"] = other["deal"]["id"] = "4002"
    (tmp_path / "case.json").write_text(json.dumps([case, other]))
    kyccheck("audit", "case.json", "-o", "last.json")
    (tmp_path / "case.json").write_text(json.dumps(case))
    found = [one for one in rows(kyccheck, "--since", "last.json") if one["change"] == "gone"]
    assert [(one["case"], one["what"], one["before"], one["cause"]) for one in found] == [
        ("4002", "the case itself", "ready", "data")
    ]


def test_what_was_found_is_said_in_the_words_of_the_other_reports(tmp_path: Path, kyccheck: Kyccheck) -> None:
    case = {**GOOD, "contacts": [{"name": "Ada Lam", "email": None}], "odb": {**GOOD["odb"], "package": {"plan": True}}}
    (tmp_path / "case.json").write_text(json.dumps(case))
    found = "; ".join(row["found"] for row in rows(kyccheck))
    assert "contacts[0].email=nothing" in found
    assert "odb.package.plan=true" in found
    assert "None" not in found
