"""What a check says of a case as it was read is what it says of its records: `surely` never differs from `ask`."""

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changing import ODD, PLACES, Changes, changed, kyc, read
from checks.asking import STAGES, question, told
from kyccheck.asking.answer import Status
from kyccheck.asking.context import Context
from kyccheck.audit.plan import Plan
from kyccheck.checks import Compiled
from kyccheck.checks._writer import Writer
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.records.case import Case
from support import AS_OF, GOOD

WRITTEN = Path(__file__).parent / "golden" / "written.txt"


@pytest.fixture
def plan() -> Plan:
    return kyc()


def disagreements(plan: Plan, case: Case) -> list[tuple[str, object, object]]:
    found: list[tuple[str, object, object]] = []
    questions: list[tuple[str, Compiled | None]] = [
        (planned.item.id, compiled) for planned in plan.items for compiled in (planned.ask, planned.when)
    ]
    for item, compiled in questions:
        if compiled is None or case.raw is None:
            continue
        sure = told(compiled, case.raw)
        if sure is not None:
            asked = compiled.ask(case)
            if (sure.status, sure.reason, sure.undecided) != (asked.status, asked.reason, asked.undecided):
                found.append((item, sure, asked))
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([*ODD, ..., "twice"])), min_size=0, max_size=3))
def test_surely_never_differs_from_ask(tmp_path_factory: pytest.TempPathFactory, changes: Changes) -> None:
    case = read(changed(changes), tmp_path_factory.getbasetemp())
    if case is not None:
        assert disagreements(kyc(), case) == []


PLAIN = (
    "present: [email, role]", "present: [name, role, email]", "matches: {field: email, format: email}",
    "one_of: {field: role, values: [billing]}", "all_of: [{present: [name, role]}, {matches: {field: phone, format: phone}}]",
    "any_of: [{present: [email, phone]}, {present: role}]", "not: {present: [email, role]}",
    "not: {all_of: [{present: email}, {present: role}]}", "not: {one_of: {field: role, values: [billing]}}",
)  # fmt: skip
OF_A_CASE = (
    *(f"each: {{in: contacts, check: {{{one}}}}}" for one in PLAIN),
    *(f"not: {{each: {{in: contacts, check: {{{one}}}}}}}" for one in PLAIN),
    *(f"each: {{in: contacts, where: {{{one}}}, check: {{present: [name, phone]}}}}" for one in PLAIN),
    *(f"count: {{in: contacts, where: {{{one}}}, at_least: 2}}" for one in PLAIN),
    *(f"count: {{in: contacts, where: {{{one}}}, exactly: 1}}" for one in PLAIN),
    "present: [company, company.name]", "not: {present: [company.name, company.address]}", "not: {not: {document: [br, ci]}}",
    "not: {document: {types: identity, in_date: true}}", "not: {document: sof}", "not: {sent: activation}", "not: {present: company}",
    "all_of: [{not: {present: [company.name, deal.amount]}}, {document: br}]",
    "any_of: [{not: {present: [company.name, company.city]}}, {approved: iod}]",
    "each: {in: contacts, check: {manual: Is it fine?}}", "each: {in: contacts, where: {manual: Is it meant?}, check: {present: name}}",
    "count: {in: contacts, where: {manual: Is it meant?}, at_least: 1}", "document: {types: br, held_by: company.name}",
    "unless: {check: {present: company.name}, but: {one_of: {field: company.city, values: [x]}}}",
    "unless: {check: {present: company.name}, but: {one_of: {field: deal.stage, values: [draft]}}, known: {present: risk.rating}, ask: true}",
    "unless: {check: {present: company.name}, but: {not: {present: company.city}}}", "unless: {check: {present: company.name}, but: {not: {present: risk}}}",
    "not: {unless: {check: {one_of: {field: company.country, values: [HK]}}, but: {compare: {field: deal.amount, more_than: 5}}}}",
    "unless: {check: {present: tracking}, but: {one_of: {field: tracking.id, values: ['2950676364', Card 7]}}, ask: true}",
    "unless: {check: {present: company.name}, but: {one_of: {field: company.country, values: [HK, '852']}}}",
    "document: {types: br, of: [company.name, company.aliases]}", "document: {types: [br, sof], signed: true, of: company.name}",
    "aligned: {form: email, left: odb.billing_contact.email, right: {in: contacts, where: {manual: Is it meant?}, fields: email}}",
    "aligned: {form: phone, left: {fields: company.phone, country: company.country}, right: {in: contacts, fields: phone}, match: any}",
    "aligned: {form: text, left: {in: contacts, fields: name}, right: company.name}",
    "aligned: {form: texts, left: odb.package.add_ons, right: csr.package.add_ons, optional: true}", "present: [risk, tracking]",
    "count: {in: documents, at_most: 9}", "not: {present: [quote, invoice]}", "not: {count: {in: emails, at_least: 1}}",
    "approved: {team: management, not_before: risk.assessed_on}", "approved: {team: iod, not_before: deal.close_date}",
    "not: {any_of: [{approved: legal}, {document: legal_approval}]}", "not: {approved: {team: iod, if_absent: fail}}",
)  # fmt: skip
"""Questions within questions, as any checklist may put them."""


@cache
def asked(text: str) -> Compiled:
    return question(text).compile(Context(AS_OF, "", STAGES))


@pytest.fixture(scope="module")
def odd_cases(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Changes, Case]]:
    """Cases with contacts that lack several things at once, and with one thing wrong elsewhere."""
    pairs: list[tuple[Any, Any]] = [
        ("", ""), ("", "billing"), ("N/A", "yes"), (..., ...), (["a"], "ada@amberquay.hk"), ("x y", "12"),
    ]  # fmt: skip
    changes: list[Changes] = [
        [(("contacts", place, names[turn]), pair[turn]) for place in places for turn in (0, 1)]
        for places in ((0,), (0, 1))
        for names in (("email", "role"), ("name", "phone"), ("role", "email"))
        for pair in pairs
    ]
    others: list[Any] = ["", ..., "12345", "2950676364", "２９５０６７６３６４", 2950676364]
    changes += [[(place, value)] for place in PLACES if place[0] not in ("contacts", "odb", "csr") for value in others]
    nothing: list[Any] = [None, {}, "", ...]
    changes += [[((section,), value)] for section in GOOD for value in nothing] + [[(("contacts",), [])], []]
    changes += [[(("csr",), one), (("odb",), other)] for one in nothing for other in nothing]
    folder = tmp_path_factory.mktemp("odd")
    return [(one, case) for one in changes if (case := read(changed(one), folder)) is not None and case.raw is not None]


@pytest.mark.parametrize("text", OF_A_CASE)
def test_whatever_a_checklist_asks_surely_never_differs_from_ask(
    text: str, odd_cases: list[tuple[Changes, Case]]
) -> None:
    for changes, case in odd_cases:
        if case.raw is not None and (sure := told(asked(text), case.raw)) is not None:
            answer = asked(text).ask(case)
            assert (sure.status, sure.reason) == (answer.status, answer.reason), changes


def test_what_is_sure_says_so_of_the_questions_within_questions(tmp_path: Path) -> None:
    case = read(changed([]), tmp_path)
    assert case is not None
    assert case.raw is not None
    found = [text.partition(":")[0] for text in OF_A_CASE if told(asked(text), case.raw) is not None]
    assert len(found) > len(OF_A_CASE) // 3
    assert set(found) >= {"aligned", "approved", "count", "document", "each", "not", "present", "unless"}


def test_what_is_written_is_plain_python() -> None:
    texts = (
        "present: company.name",
        "one_of: {field: risk.rating, values: [high]}",
        "each: {in: contacts, check: {present: email}}",
    )
    writer = Writer()
    sures = [asked(text).surely(writer) for text in texts]
    assert writer.source([sure.code for sure in sures if sure]) == WRITTEN.read_text("utf-8")


def test_every_single_change_is_told_the_same(plan: Plan, tmp_path: Path) -> None:
    for place in PLACES:
        for value in ("", None, "N/A", ["a"], ..., "twice"):
            case = read(changed([(place, value)]), tmp_path)
            if case is not None:
                assert disagreements(plan, case) == [], (place, value)


def test_the_good_case_is_settled_as_it_was_read(plan: Plan, tmp_path: Path) -> None:
    case = read(changed([]), tmp_path)
    assert case is not None
    assert case.raw is not None
    asked = {planned.item.id: planned.ask for planned in plan.items if planned.ask}
    once = {item for item, question in asked.items() if told(question, case.raw)}
    assert asked.keys() - once <= {
        "1c",
        "9a",
        "9b",
    }  # what differs in its writing is told at once where it was met before
    assert {question.ask(case).status for question in asked.values()} == {Status.PASS}
    assert [item for item, question in asked.items() if not told(question, case.raw)] == []


@pytest.mark.parametrize("empty", ["", "company", "contacts", "odb", "quote"])
def test_records_made_late_are_those_made_at_once(empty: str, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({**GOOD, empty: None} if empty else GOOD))
    (late,) = Reading(find_inputs([str(path)]), Mapping()).cases()
    (once,) = Reading(find_inputs([str(path)]), Mapping(), detailed=True).cases()
    assert late.raw is not None
    assert once.raw is None
    assert {name: [record.fields for record in records] for name, records in late.sections().items()} == {
        name: [record.fields for record in records] for name, records in once.sections().items()
    }
    assert not empty or late.records[empty] == once.records[empty] == ()


@pytest.mark.parametrize(("beside", "surely"), [({"action": "remove"}, False), ({"status": "Active"}, True)])
def test_what_becomes_of_a_number_is_never_settled_as_it_was_read(
    beside: dict[str, str], surely: bool, plan: Plan, tmp_path: Path
) -> None:
    case: Any = copy.deepcopy(GOOD)
    case["csr"]["virtual_numbers"][0] |= beside
    found = read(case, tmp_path)
    assert found is not None
    ask = next(planned for planned in plan.items if planned.item.id == "9d").ask
    assert ask is not None
    assert (ask.ask(found).status == Status.PASS) is surely
    assert found.raw is not None
    assert (told(ask, found.raw) is not None) is surely


@pytest.mark.parametrize(
    ("section", "name", "value", "item"),
    [
        ("documents", "expiry date", "2020-01-01", "1b"),
        ("documents", "Holder Name", "Zenith Foods Limited", "1c"),
        ("company", "company name", "Zenith Foods Limited", "1c"),
        ("company", "Registration No.", "1", "1a"),
        ("deal", "tc changed", "no", "6"),
        ("risk", "risk level", "low", "high_risk"),
        ("odb", "Plan", "Voice Basic", "9c"),
        ("odb", "Package", {"plan": "Voice Basic"}, "9c"),
        ("odb/package", "PLAN", "Voice Basic", "9c"),
        ("odb/package", " plan", "Voice Basic", "9c"),
        ("csr/package", "Quantity", 11, "9c"),
        ("odb/billing_contact", "Email", "zoe@zenith.hk", "9b"),
        ("odb/virtual_numbers/0", "Channels", 9, "9d"),
        ("approvals", "approved by", "nobody else", "iod_approval"),
    ],
)
def test_a_field_under_two_names_is_never_settled_as_it_was_read(
    section: str, name: str, value: str, item: str, plan: Plan, tmp_path: Path
) -> None:
    case = copy.deepcopy(GOOD)
    target: Any = case
    for step in section.split("/"):
        target = target[int(step)] if step.isdigit() else target[step]
    target = target[0] if isinstance(target, list) else target
    target[name] = value
    found = read(case, tmp_path)
    assert found is not None
    assert found.raw is None
    planned = next(planned for planned in plan.items if planned.item.id == item)
    asked = planned.ask if item == "9d" else planned.when or planned.ask
    assert asked is not None
    assert asked.ask(found).status not in (Status.PASS, Status.FAIL)


@pytest.mark.parametrize("second", ["Flat 9Z, 9/F", " ", "N/A", 0, 9, ["Flat 9Z"], None, ""])
def test_the_second_line_of_an_address_is_looked_at_at_once_too(second: Any, plan: Plan, tmp_path: Path) -> None:
    case = copy.deepcopy(GOOD)
    case["company"]["address2"] = second
    found = read(case, tmp_path)
    assert found is not None
    ask = next(planned.ask for planned in plan.items if planned.item.id == "9b")
    assert ask is not None
    at_once = told(ask, case)
    assert at_once is None or at_once.status is ask.ask(found).status
    assert (ask.ask(found).status is Status.PASS) is (second in (" ", "N/A", None, "", 0))
