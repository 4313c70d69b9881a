"""A small checklist, a case, and people's decisions about it: what the tests of decisions share."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from kyccheck.asking.shown import Audited
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import Plan, compile_plan
from kyccheck.checklist.overlay import load
from kyccheck.decisions.files import Known, read
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from support import AS_OF

HEAD = """
id: small
title: Small
version: "1"
for: {systems: [hubspot], kinds: [deal]}
teams: {sales: Sales}
stages: [{id: open, title: Open}, {id: closed, title: Closed}]
items:
  - {id: phone, title: Phone, owner: sales, check: {present: company.phone}}
"""
"""A checklist with one item; more may follow."""
CHECKLIST = (
    HEAD
    + """\
  - {id: judged, title: Judged, owner: sales, check: {manual: {question: Fine?, fields: [company.name, company.country]}}}
  - {id: bare, title: Bare, owner: sales, check: {manual: "Is it fine?"}}
  - {id: apart, title: Apart, owner: sales, independent: true, check: {manual: "Fine, says another?"}}
  - {id: strict, title: Strict, owner: sales, waivable: false, check: {present: company.industry}}
  - {id: later, title: Later, owner: sales, due: closed, on_entry: true, check: {present: company.website}}
  - {id: holds, title: Holds, owner: sales, check: {present: company.name}}
  - id: whole
    title: Whole
    owner: sales
    check: {present: company.city}
    items:
      - {id: part, title: Part, check: {present: company.zip}}
  - id: sum
    title: Sum
    owner: sales
    items:
      - {id: one, title: One, check: {present: company.domain}}
      - {id: two, title: Two, check: {present: company.state}}
"""
)
CASE: dict[str, Any] = {
    "case": {"id": "77", "kind": "deal", "title": "Amber", "stage": "open", "owner": "Sam Ho"},
    "company": {"name": "Amber Quay Limited", "country": "HK", "phone": "", "city": "", "domain": "", "industry": ""},
}


def plan_of(folder: Path, text: str = CHECKLIST, as_of: date = AS_OF) -> Plan:
    path = folder / "small.yaml"
    path.write_text(text)
    return compile_plan(load(str(path)), as_of)


def known(plan: Plan) -> Known:
    return Known([plan.checklist], [load("kyc")])


def audited_with(folder: Path, decisions: str, case: Any = None, plan: Plan | None = None, **files: bytes) -> Audited:
    """Audit a case with the decisions of a YAML text."""
    plan = plan or plan_of(folder)
    (folder / "decisions.yaml").write_text(decisions)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "case.json").write_text(json.dumps(CASE if case is None else case))
    (found,) = Reading(find_inputs([str(folder / "case.json")]), Mapping()).cases()
    taken = read([folder / "decisions.yaml"], known(plan)) if decisions else None
    return audit(found, [plan], decisions=taken)


def result(audited: Audited, item: str) -> Any:
    return next(result for result in audited["results"] if result["item"] == item)


def fingerprint(folder: Path, item: str, case: Any = None, plan: Plan | None = None) -> str:
    """The fingerprint of an open question, as the report shows it."""
    text = result(audited_with(folder, "", case, plan), item)["fingerprint"]
    assert isinstance(text, str)
    return text


def attestation(about: str, print_: str, **other: object) -> str:
    """A line of YAML; `other` gives or replaces keys, None leaves one out."""
    keys: dict[str, object] = {
        "case": "77", "item": about, "answer": "pass", "by": "Ada Lam", "on": "2026-11-20", "evidence": "BR copy",
        "valid_for": "90d", "fingerprint": print_, **other,
    }  # fmt: skip
    return f"attestations:\n  - {_flow(keys)}\n"


def waiver(about: str, **other: object) -> str:
    """The same for a waiver."""
    keys: dict[str, object] = {
        "case": "77", "item": about, "reason": "PO follows", "requested_by": "Sam Ho", "approved_by": "Mei Tan",
        "approved_on": "2026-11-01", "expires": "2026-11-30", "ref": "IOD-77", **other,
    }  # fmt: skip
    return f"waivers:\n  - {_flow(keys)}\n"


def _flow(keys: dict[str, object]) -> str:
    return "{" + ", ".join(f"{key}: {json.dumps(value)}" for key, value in keys.items() if value is not None) + "}"
