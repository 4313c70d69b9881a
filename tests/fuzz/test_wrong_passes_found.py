"""Damage that once passed, as tests/fuzz has found it."""

import json
from pathlib import Path
from typing import Any

import pytest

from fuzz.starts import STARTS
from support import Audit, Kyccheck, statuses


def test_half_a_name_and_a_placeholder_are_no_name(good: dict[str, Any], audited: Audit) -> None:
    for last, status in (("TBC", "fail"), ("N/A", "fail"), ("Lam", "pass"), ("Na", "pass")):
        good["contacts"][1].pop("name", None)
        good["contacts"][1] |= {"first_name": "Tai Man", "last_name": last}
        assert statuses(audited(good))["2"] == status, last


def test_half_a_name_of_a_tickets_customer_does_not_pass(tmp_path: Path, kyccheck: Kyccheck) -> None:
    ticket = next(start for start in STARTS if start.name == "teamwork").made()
    ticket["included"]["customers"][0]["lastName"] = "N/A"
    (tmp_path / "ticket.json").write_text(json.dumps(ticket))
    (case,) = kyccheck("audit", "ticket.json", "-f", "json").json["cases"]
    assert {result["item"]: result["status"] for result in case["results"]}["BD.01.1"] == "unknown"


@pytest.mark.parametrize(
    ("path", "value", "item", "status"),
    [
        ("contacts/1/email", "tm@аmbеrquау.hk", "2", "review"),
        ("emails/0/to", "ada.lam@am", "activation_email", "fail"),
        ("documents/0/number", True, "1c", "review"),
        ("company/registration_number", ["69104418", "1"], "1c", "review"),
        ("odb/package/ plan", "Voice Basic", "9c", "review"),
        ("odb/package/PLAN", "Voice Basic", "9c", "review"),
        ("odb/Package", {"plan": "Voice Basic"}, "9c", "review"),
        ("odb/package.plan", "Voice Basic", "9c", "review"),
    ],
)
def test_what_once_passed(path: str, value: Any, item: str, status: str, good: dict[str, Any], audited: Audit) -> None:
    *way, last = path.split("/")
    holder: Any = good
    for step in way:
        holder = holder[int(step)] if step.isdigit() else holder[step]
    holder[last] = value
    assert statuses(audited(good))[item] == status


@pytest.mark.parametrize(
    ("numbers", "status"),
    [
        (["TBC"], "unknown"), ([{"number": "to be confirmed"}], "unknown"), ("none", "unknown"), ([], "not_applicable"),
        ([["+85258081001"]], "review"), ([{"number": "+85258081001"}], "pass"),
    ],
)  # fmt: skip
def test_virtual_numbers_to_follow_are_not_taken_for_none(
    numbers: Any, status: str, good: dict[str, Any], audited: Audit
) -> None:
    for side in ("csr", "odb"):
        good[side]["virtual_numbers"] = json.loads(json.dumps(numbers))
    assert statuses(audited(good))["9d"] == status
