"""What reads as what a harmless field holds stays readable; what people wrote there instead does not."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from kyccheck.mask.harmless import reads_as
from kyccheck.mask.personal import kind_of
from kyccheck.records.fields import sections
from support import GOOD, Kyccheck

STAGES = ("iod_check", "Legal looks")


def is_read(path: str, value: object) -> bool:
    section, _, name = path.partition(".")
    about = sections()[section].fields.get(name)
    assert kind_of(path) == "", "a harmless field"
    return reads_as(name.rpartition(".")[2], about.type if about else "", value, STAGES.__contains__)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("documents.signed", "yes"), ("documents.signed", "signed by customer"), ("documents.signed_on", "2026-11-03"),
        ("documents.signed_on", "03/11/2026"), ("documents.issued", 1795305600000), ("documents.expires", "3 Nov 2026"),
        ("approvals.on", "2026-11-12T09:30:00Z"), ("approvals.decision", "Approved"), ("approvals.team", "IOD Team"),
        ("contacts.role", "Billing contact; decision maker"), ("contacts.role", "CEO"), ("company.country", "Hong Kong"),
        ("company.region", "SG"), ("csr.package.plan", "CINNOX Voice Pro"), ("csr.package.quantity", 25),
        ("csr.package.quantity", "25 seats"), ("csr.package.term", "12 months"), ("csr.package.add_ons", "Call recording"),
        ("csr.channels", "10"), ("csr.type", "toll-free"), ("documents.type", "csr106"), ("documents.type", "BR"),
        ("deal.currency", "HKD"), ("deal.amount", "12,000.00"), ("deal.payment_terms", "prepaid yearly"),
        ("deal.terms_changed", "no"), ("case.stage", "Legal looks"), ("case.stage", "1038553758"),
        ("case.tags", "BD.01"), ("tracking.id", "2950676901"), ("tracking.id", "0f3c8a52-1111-4222-8333-abcdefabcdef"),
        ("risk.rating", "Moderate risk"), ("risk.score", 8), ("tracking.status", "Working on it"),
    ],
)  # fmt: skip
def test_what_a_field_is_for_is_read(path: str, value: object) -> None:
    assert is_read(path, value)


PATHS = [
    f"{section.name}.{name}" for section in sections().values() for name in section.fields
    if kind_of(f"{section.name}.{name}") == ""
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_what_names_somebody_is_read_nowhere(path: str) -> None:
    for value in (
        *("Chan Siu Ming", "ask Chan Siu Ming", "Chan", "91234567", "9123 4567 8", "ming@secret.example", "王小明"),
        *("approved by Ming", "2026-11-03 by Ming", "yes, Ming", "A1234563 Ming", "SG (Ming)", "12 months - Ming"),
    ):
        if value == "91234567" and path.rpartition(".")[2] not in {
            "role",
            "plan",
            "term",
            "status",
            "decision",
            "team",
        }:
            continue  # a number is what it may hold
        assert not is_read(path, value), value


def walk(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The ways to all single values."""
    if isinstance(value, (dict, list)):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        return [place for key, one in inner for place in walk(one, (*above, key))]
    return [above]


def test_no_field_of_a_case_gives_a_name_away(tmp_path: Path, kyccheck: Kyccheck) -> None:
    """One case for each single value, which is a name there: no report has any of it, whatever quotes it."""
    lines = []
    for number, place in enumerate(walk(GOOD)):
        case = copy.deepcopy(GOOD)
        case["case"]["id"] = case["deal"]["id"] = f"R{number}"
        if place not in {("case", "id"), ("deal", "id"), ("case", "kind")}:
            holder: Any = case
            for key in place[:-1]:
                holder = holder[key]
            holder[place[-1]] = "ask Quixworth Zebulon 77812345"
        lines.append(json.dumps(case))
    (tmp_path / "cases.ndjson").write_text("\n".join(lines))
    key = {"KYCCHECK_REDACT_KEY": "a key of some length 0123"}
    ran = kyccheck("audit", "cases.ndjson", "--redact", "--all", "-f", "json", "--at", "completed", **key)
    assert len(ran.json["cases"]) > len(lines) - 3
    leaks = [line for line in ran.out.splitlines() if any(word in line for word in ("Quix", "Zebu", "7781"))]
    assert leaks == []
