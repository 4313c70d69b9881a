"""The JSON report: its shape, and its bytes."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kyccheck.checklist.overlay import load
from support import PROJECT, Kyccheck

SCHEMA = json.loads(files("kyccheck.reports").joinpath("report.schema.json").read_text("utf-8"))
EXAMPLES = ["deal.json", "ready.json", "high-risk.json", "hubspot"]


@pytest.mark.parametrize("options", [[], ["--all"], ["--at", "completed"], ["--item", "2"]])
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_report_has_the_shape_that_ships_with_the_tool(
    example: str, options: list[str], kyccheck: Kyccheck
) -> None:
    report = kyccheck("audit", PROJECT / "examples" / example, "-f", "json", *options).json
    jsonschema.validate(report, SCHEMA)
    assert report["summary"]["cases"] == len(report["cases"]) == sum(report["summary"]["verdicts"].values())
    assert sum(report["summary"]["statuses"].values()) == sum(len(case["results"]) for case in report["cases"])


def test_every_item_has_exactly_one_result_in_checklist_order(kyccheck: Kyccheck) -> None:
    report = kyccheck("audit", PROJECT / "examples/hubspot", "-f", "json").json
    for case in report["cases"]:
        assert [result["item"] for result in case["results"]] == [item.id for item in load("kyc").walk()]


def test_evidence_is_there_for_what_is_open_and_with_all_for_the_rest(kyccheck: Kyccheck) -> None:
    for options, statuses in (([], {"fail", "review", "unknown"}), (["--all"], {"fail", "review", "unknown", "pass"})):
        (case,) = kyccheck("audit", PROJECT / "examples/deal.json", "-f", "json", *options).json["cases"]
        shown = {result["status"] for result in case["results"] if result["evidence"]}
        assert shown >= statuses - {"unknown"}
        assert shown <= statuses | {"not_applicable"}


def test_evidence_names_the_value_and_its_place(kyccheck: Kyccheck) -> None:
    (case,) = kyccheck("audit", PROJECT / "examples/deal.json", "-f", "json", "--all").json["cases"]
    export: Any = json.loads((PROJECT / "examples/deal.json").read_text("utf-8"))
    looked_up = 0
    for result in case["results"]:
        for item in result["evidence"]:
            if item["file"] is None or item["value"] is None:
                continue
            target: Any = export
            for part in item["at"].split("/")[1:]:
                target = target[int(part)] if isinstance(target, list) else target[part]
            if not isinstance(target, (dict, list)):
                assert target == item["value"], item
                looked_up += 1
    assert looked_up > 20


def test_no_path_of_this_machine_is_in_it(tmp_path: Path, kyccheck: Kyccheck) -> None:
    ran = kyccheck("audit", PROJECT / "examples", "-f", "json")
    assert str(PROJECT) not in ran.out
    assert str(tmp_path) not in ran.out


def test_it_is_ascii_and_ndjson_holds_the_same_cases(kyccheck: Kyccheck) -> None:
    whole = kyccheck("audit", PROJECT / "examples/hubspot", "-f", "json")
    lines = kyccheck("audit", PROJECT / "examples/hubspot", "-f", "ndjson")
    assert whole.raw.isascii()
    assert lines.raw.isascii()
    assert [json.loads(line) for line in lines.out.splitlines()] == whole.json["cases"]
