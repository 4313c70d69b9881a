"""What a case shows stays shown: nothing lacking beside it hides a failure, and no answer outlives what it was about."""

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from checks.asking import native_case, read_files
from kyccheck import registry
from kyccheck.asking.answer import Status
from kyccheck.audit.plan import Plan, compile_plan
from kyccheck.audit.results import fingerprint_of
from kyccheck.checklist.file import make
from kyccheck.checklist.overlay import load
from kyccheck.read.strictyaml import parse
from kyccheck.records.case import Case
from kyccheck.records.fields import sections
from support import AS_OF, GOOD
from tickets import BD, CO

Place = tuple[Any, ...]
Change = tuple[Place, Any]

TELLS_WHICH = {"team", "type", "role", "kind", "subject", "number", "tags", "stage"}
"""Fields that tell what a record is: without one, nothing shows that it is meant at all."""
BAD = ("", "rejected", "bounced", "voided", "declined", "2030-01-01", "2020-01-01", "SG", "CFO", False, "zenith")


def places(tree: Any, path: Place = ()) -> Iterator[Place]:
    """Every field of every record of a case, and what stands in it."""
    members = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, part in members:
        if path and not isinstance(part, dict):
            yield (*path, key)
        yield from places(part, (*path, key))


def changed(case: dict[str, Any], *changes: Change) -> dict[str, Any]:
    """A case with these places set, or taken away (...)."""
    made = copy.deepcopy(case)
    for place, value in changes:
        target: Any = made
        for part in place[:-1]:
            target = target[part]
        if value is ...:
            del target[place[-1]]
        else:
            target[place[-1]] = value
    return made


def statuses(plan: Plan, case: dict[str, Any]) -> dict[str, Status]:
    """What each item says of a case, where it is for it."""
    found = native_case(case)
    asked = [one for one in plan.items if one.ask and (one.when is None or one.when(found).status is Status.PASS)]
    return {one.item.id: one.ask(found).status for one in asked if one.ask}


@cache
def plan_of(name: str) -> Plan:
    return compile_plan(load(name), AS_OF)


BOUNCED = {**GOOD["emails"][0], "status": "sent"}
FULL = {
    "kyc": {**GOOD, "emails": [BOUNCED]},
    "bd": BD,
    "co": {**CO, "risk": {**CO["risk"], "decision": "approved"}},
}


@pytest.mark.parametrize("name", FULL)
def test_what_is_lacking_hides_no_failure_that_another_field_shows(name: str) -> None:
    plan, good = plan_of(name), FULL[name]
    every = [place for place in places(good) if place[0] != "case"]
    beside = {place: [one for one in every if _is_beside(one, place)] for place in every}
    shown: set[tuple[str, Place]] = set()
    hidden = []
    for place, value in [(place, value) for place in beside for value in BAD]:
        failing = {item for item, status in statuses(plan, changed(good, (place, value))).items() if status == "fail"}
        new = failing - {item for item, where in shown if where == place}
        shown |= {(item, place) for item in new}
        for other in beside[place] if new else ():
            found = statuses(plan, changed(good, (place, value), (other, ...)))
            hidden += [(item, place, value, other, found[item]) for item in new if found[item] != "fail"]
    assert len({item for item, _ in shown}) > 2
    assert hidden == []


def _is_beside(other: Place, place: Place) -> bool:
    """Whether a field stands in the same section, and neither tells what its record is nor is one of these two."""
    if other[0] != place[0] or other[: len(place)] == place or place[: len(other)] == other:
        return False
    is_pair = {other[-1], place[-1]} == {"signed_off_on", "assessed_on"}  # one is wrong beside the other
    return place[0] != "history" and not is_pair and other[-1] not in TELLS_WHICH and type(other[-1]) is str


def test_an_entry_that_cannot_be_read_does_not_hide_one_of_tomorrow() -> None:
    late = changed(CO, (("history", 3, "entered"), "2026-11-22"))
    assert statuses(plan_of("co"), late)["CO.order"] == "fail"
    assert statuses(plan_of("co"), changed(late, (("history", 1, "entered"), ...)))["CO.order"] == "fail"


KINDS = {
    "aligned": [
        "{form: company_name, left: company.name, right: {in: documents, where: {one_of: {field: kind, values: [br]}}, fields: holder}, aliases: company.aliases, registered: company.legal_name}",
        "{form: [person_name, email, phone], left: {fields: [odb.billing_contact.name, odb.billing_contact.email, odb.billing_contact.phone]}, right: {in: contacts, where: {one_of: {field: role, values: [billing]}}, fields: [name, email, phone]}, countries: company.country, match: any}",
        "{form: virtual_numbers, left: odb.virtual_numbers, right: csr.virtual_numbers}",
    ],
    "all_of": ["[{present: company.name}, {present: risk}]"],
    "any_of": ["[{present: company.legal_name}, {present: company.phone}]"],
    "approved": ["iod", "{team: management, decision: [approved, rejected], if_absent: fail}", "{team: management, not_before: risk.assessed_on}"],
    "compare": ["{field: invoice.due_on, at_least: {field: invoice.issued_on}}"],
    "count": ["{in: contacts, where: {one_of: {field: role, values: [billing]}}, exactly: 1}", "{in: csr.virtual_numbers, at_least: 1}", "{in: odb.virtual_numbers, at_most: 9}"],
    "document": ["{types: [sof, br], signed: true}", "{types: identity, in_date: true, never_expire: [ci]}", "{types: br, held_by: company.name}", "{types: br, of: [company.name, company.aliases]}", "legal_approval"],
    "each": ["{in: contacts, check: {present: [email, phone]}}", "{in: documents, where: {one_of: {field: type, values: [sof]}}, check: {present: signed_on}}"],
    "manual": ["Is it fine?"],
    "matches": ["{field: company.phone, format: phone}"],
    "not": ["{one_of: {field: risk.rating, values: [low]}}"],
    "one_of": ["{field: risk.rating, values: [low, high]}"],
    "present": ["[company.name, setup.folder]"],
    "returned_after": ["{field: quote.accepted_on, stage: co01}"],
    "sent": ["activation", "{kind: activation, to_customer: true}"],
    "signed_off": ["CEO"],
    "stage_history": [""],
    "stage_tag": [""],
    "tagged": ["{tags: [$KORP], or_in: case.solution_type}"],
    "unless": ["{check: {present: invoice.number}, but: {one_of: {field: invoice.status, values: [draft]}}, known: {one_of: {field: invoice.status, values: [paid]}}}"],
}  # fmt: skip
"""Questions of every kind."""
ALL: dict[str, Any] = {
    **BD,
    **CO,
    **GOOD,
    "case": {"kind": "ticket", "title": "Dune Harbour", "tags": ["CO.03", "$KORP"]},
}
ALL["risk"] = {**CO["risk"], "rating": "high", "decision": "approved"}
ODD: tuple[Any, ...] = (
    "",
    ...,
    "rejected",
    "bounced",
    "2030-01-01",
    "2020-01-01",
    "low",
    "maybe",
    "a@b.hk",
    True,
    ["a", "b"],
)


def asking(kind: str, check: str) -> Plan:
    """A checklist of one question."""
    text = f"""
id: small
title: Small
version: "1"
for: {{systems: [native], kinds: [deal, ticket]}}
teams: {{sales: Sales}}
stages: [{{id: co01, title: CO.01}}, {{id: co02, title: CO.02}}, {{id: co03, title: "CO.03"}}]
items:
  - id: "1"
    title: The question
    check: {{{kind}: {check or "{}"}}}
"""
    return compile_plan(make(parse(text.encode(), "small.yaml"), "small.yaml", []), AS_OF)


def fields() -> Iterator[Place]:
    """Every field that a record of the case has, or may have."""
    for name, records in ALL.items():
        known = [field for field in sections()[name].fields if field != "id"]
        for above in [(name, place) for place in range(len(records))] if isinstance(records, list) else [(name,)]:
            yield from ((*above, field) for field in known)
    yield from (place for place in places(ALL) if place[0] in ("odb", "csr") and len(place) > 2)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, Case]]:
    """The case, and what it becomes where one field says anything else."""
    changes: list[Any] = [
        None,
        *((place, value) for place in fields() for value in ODD if value is not ... or _is_there(place)),
    ]
    made = [changed(ALL, change) if change else ALL for change in changes]
    numbered = [{**case, "case": {**case["case"], "id": f"n{number}"}} for number, case in enumerate(made)]
    found = read_files(tmp_path_factory.mktemp("all"), {"cases.json": numbered}).cases
    assert [case.id for case in found] == [case["case"]["id"] for case in numbered]
    for case in found:
        case.id = "7"
    return list(zip(changes, found, strict=True))


@pytest.mark.parametrize(
    ("kind", "check"), [(kind, check) for kind in registry.words("kyccheck.checks") for check in KINDS[kind]]
)
def test_no_answer_outlives_what_it_was_about(kind: str, check: str, cases: list[tuple[Any, Case]]) -> None:
    (planned,) = asking(kind, check).items
    assert planned.ask is not None
    (_, good), *others = cases
    status, fingerprint = planned.ask(good).status, fingerprint_of(good, planned)
    moved = [(change, case) for change, case in others if planned.ask(case).status is not status]
    assert moved or kind == "manual"
    assert [change for change, case in moved if fingerprint_of(case, planned) == fingerprint] == []


def _is_there(place: Place) -> bool:
    target: Any = ALL
    for part in place[:-1]:
        target = target[part]
    return not isinstance(target, dict) or place[-1] in target
