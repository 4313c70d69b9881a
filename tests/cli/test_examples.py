"""The examples and the README's commands, run as a user would."""

import re
from pathlib import Path
from typing import Any

import pytest

from support import PROJECT, Kyccheck


def audit(kyccheck: Kyccheck, *arguments: object) -> tuple[int, dict[str, dict[str, Any]]]:
    ran = kyccheck("audit", *arguments, "-f", "json", cwd=PROJECT)
    assert ran.json["problems"] == []
    return ran.code, {case["id"]: case for case in ran.json["cases"]}


def open_items(case: dict[str, Any]) -> dict[str, str]:
    return {
        result["item"]: result["status"]
        for result in case["results"]
        if result["status"] in ("fail", "review", "unknown") and " because of " not in result["reason"]
    }


def test_the_deal_at_the_iod_stage_has_honest_findings(kyccheck: Kyccheck) -> None:
    code, cases = audit(kyccheck, "examples/deal.json")
    case = cases["9876543210"]
    assert (code, case["stage"], case["stage_as_read"], case["next"]) == (1, "iod_check", "1038553758", "provisioning")
    assert (case["verdict"], case["return_to"]) == ("return", "sales")
    assert open_items(case) == {"2": "fail", "4": "fail", "6": "review", "7": "review"}
    reason = next(result["reason"] for result in case["results"] if result["item"] == "2")
    assert reason == "contact 2 (Tai Man Wong) has no role"


def test_the_ready_one_is_ready(kyccheck: Kyccheck) -> None:
    code, cases = audit(kyccheck, "examples/ready.json")
    assert (code, cases["9876543333"]["verdict"], cases["9876543333"]["next"]) == (0, "ready", "completed")


def test_the_high_risk_one_escalates(kyccheck: Kyccheck) -> None:
    code, cases = audit(kyccheck, "examples/high-risk.json")
    assert (code, cases["9876544444"]["verdict"]) == (1, "escalate")


def test_the_raw_exports_join_into_the_same_deals(kyccheck: Kyccheck) -> None:
    code, cases = audit(kyccheck, "examples/hubspot")
    assert code == 1
    assert set(cases) == {"9876543210", "9876543333", "9876544444"}
    for example, own in (("deal", "9876543210"), ("high-risk", "9876544444")):
        _, whole = audit(kyccheck, f"examples/{example}.json")
        for raw, native in zip(cases[own]["results"], whole[own]["results"], strict=True):
            # What HubSpot's files do not carry (holder, signature, expiry) is unknown there, and nothing else differs.
            assert raw["status"] in (native["status"], "unknown"), raw["item"]
    ran = kyccheck("inspect", "examples/hubspot", "-f", "json", cwd=PROJECT)
    assert ran.code == 0
    assert all(item["records"] == item["used"] + item["reported"] for item in ran.json["inputs"])
    assert ran.json["unused"] == []


def test_the_overlay_sets_the_mandatory_fields(kyccheck: Kyccheck) -> None:
    _, cases = audit(kyccheck, "examples/deal.json", "-c", "examples/more-kyc-fields.yaml")
    result = next(result for result in cases["9876543210"]["results"] if result["item"] == "1a")
    assert (result["status"], result["checklist"]) == ("unknown", "kyc")
    assert "website" in result["reason"]


def test_what_xero_and_odb_export_reaches_the_ticket(kyccheck: Kyccheck) -> None:
    ran = kyccheck("audit", "examples/onboarding", "-f", "json", "--all", cwd=PROJECT)
    (case,) = ran.json["cases"]
    found = {result["item"]: result["status"] for result in case["results"]}
    assert (found["CO.02"], found["CO.02.1"], found["CO.02.2"]) == ("pass", "pass", "pass")
    told = kyccheck("inspect", "examples/onboarding", "-f", "json", cwd=PROJECT).json
    joins = {join["section"]: join["how"] for join in told["cases"][0]["by_key"]}
    assert joins == {
        "invoice": "by the reference 7302118",
        "odb": "by the mapping: odb.account_id = case.customer_number (lfl-204)",
        "billing": "the invoice INV-2041 names it",
        "contacts": "by its e-mail address",
    }
    # The supplier and the supplier's bill belong to nobody, whatever the bill refers to.
    assert [record["called"] for record in told["unused"]] == ["Lotus Ferry Catering LLC", "BILL-77"]


README = (PROJECT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("line", sorted(set(re.findall(r"^    (kyccheck [a-z].*)$", README, re.MULTILINE))))
def test_the_commands_of_the_readme_are_understood(line: str, kyccheck: Kyccheck, tmp_path: Path) -> None:
    words = line.split("  ", maxsplit=1)[0].split(" > ", maxsplit=1)[0].split(" < ", maxsplit=1)[0].split()[1:]
    places = {"deal.json": "examples/deal.json", "exports/": "examples/hubspot", "-": "examples/deal.json"}
    places |= {
        "hubspot=answer.json": "hubspot=examples/hubspot/deals.json",
        "my-overlay.yaml": "examples/more-kyc-fields.yaml",
        "audit.xlsx": "tests/decisions/filled/saved-by-libreoffice.xlsx",
        "odb.xlsx": "examples/alignment/odb.xlsx",
        "csr106.xlsx": "examples/alignment/csr106.xlsx",
    }
    if {"last.json", "audits.ndjson"} & {*words}:
        before = (tmp_path / "last.json", tmp_path / "audit.json", "--ledger", tmp_path / "audits.ndjson")
        kyccheck("audit", "examples/hubspot", "-o", before[0], "-o", *before[1:], cwd=PROJECT)
    elif "verify" in words:
        kyccheck("audit", "examples/hubspot", "-o", tmp_path / "audit.json", cwd=PROJECT)
    places |= {name: str(tmp_path / name) for name in ("last.json", "audit.json", "audits.ndjson")}
    written = {place + 1 for place, word in enumerate(words) if word in ("-o", "--output")}
    given = (str(tmp_path / word) if place in written else places.get(word, word) for place, word in enumerate(words))
    ran = kyccheck(*given, cwd=PROJECT)
    assert ran.code in (0, 1, 3), ran.err
    assert ran.out


def test_the_readme_names_every_status_and_exit_code() -> None:
    from kyccheck.asking.answer import Status

    assert {status.value for status in Status} <= set(re.findall(r"^\| (\w+) \|", README, re.MULTILINE))
