"""`kyccheck explain`, as an officer runs it."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changing import ODD, PLACES, Changes, changed, kyc, read
from checks.asking import native_case
from kyccheck.audit.explain import explain
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import compile_plan
from kyccheck.checklist.file import make
from kyccheck.read.strictyaml import parse
from kyccheck.reports._explained import lines
from kyccheck.reports._page import width_of
from support import AS_OF, GOOD, PROJECT, Kyccheck

GOLDEN = Path(__file__).parent / "golden"
DEAL = PROJECT / "examples/deal.json"


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_page_looks_as_it_was_approved(width: int, kyccheck: Kyccheck) -> None:
    ran = kyccheck("explain", "9b", PROJECT / "examples/alignment", COLUMNS=str(width))
    assert ran.out == (GOLDEN / f"explain-{width}.txt").read_text("utf-8")
    assert all(width_of(line) <= width for line in ran.out.splitlines())
    assert (ran.code, ran.err) == (0, "")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([*ODD, ..., "twice"])), min_size=0, max_size=2))
def test_every_item_is_explained_by_what_decided_it(tmp_path_factory: pytest.TempPathFactory, changes: Changes) -> None:
    case = read(changed(changes), tmp_path_factory.getbasetemp())
    if case is None:
        return
    results = {result["item"]: result for result in audit(case, [kyc()])["results"]}
    for item, result in results.items():
        found = explain(case, [kyc()], item)
        assert (found["status"], found["reason"]) == (result["status"], result["reason"])
        assert all(line.text for line in lines(found))
        if not found["check"] or found["items"] or result["status"] in ("not_due", "not_applicable"):
            continue
        if all(step["status"] == "pass" for step in found["applies"]):
            assert found["check"]["status"] == result["status"], item


OWN = """\
id: own
title: Own
version: "1"
for: {{systems: [native], kinds: [deal]}}
teams: {{sales: Sales}}
stages: [{{id: draft, title: Draft}}]
items: [{{id: "1", title: Named, check: {{present: company.name}}{more}}}]
"""


@pytest.mark.parametrize("told", [("cites",), ("fix",), ("cites", "fix"), ()])
def test_what_an_item_of_ones_own_does_not_say_has_no_line(told: tuple[str, ...]) -> None:
    text = OWN.format(more="".join(f", {word}: What {word} says" for word in told))
    plan = compile_plan(make(parse(text.encode(), "own.yaml"), "own.yaml", []), AS_OF)
    found = {line.label: line.text for line in lines(explain(native_case({"company": {"name": ""}}), [plan], "1"))}
    labels = {"cites": "cited", "fix": "to pass"}
    assert {word: found.get(label) for word, label in labels.items()} == {
        word: f"What {word} says" if word in told else None for word in labels
    }
    assert found["result"] == "the company has no name"


def explained(kyccheck: Kyccheck, *arguments: object) -> dict[str, Any]:
    found: dict[str, Any] = kyccheck("explain", *arguments, "-f", "json").json["cases"][0]
    return found


@pytest.mark.parametrize(
    "item",
    [
        "1",
        "1a",
        "1b",
        "1c",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "9a",
        "9b",
        "9c",
        "9d",
        "iod_approval",
        "monday_item",
        "provisioning_approval",
        "activation_email",
        "high_risk",
        "management_decision",
    ],
)
def test_any_item_of_any_kind_can_be_explained(item: str, kyccheck: Kyccheck) -> None:
    found = explained(kyccheck, item, DEAL)
    assert found["cites"].startswith("Process workflow")
    assert found["check"] or found["items"] or found["status"] == "not_stated"
    for name in ("terminal", "markdown"):
        ran = kyccheck("explain", item, DEAL, "-f", name)
        assert ran.code == 0
        assert "Process workflow" in ran.out


def test_each_member_and_each_part_has_its_own_answer(kyccheck: Kyccheck) -> None:
    check = explained(kyccheck, "2", DEAL)["check"]
    assert [(part["of"], part["status"]) for part in check["parts"]] == [
        ("contact 1 (Ada Lam)", "pass"),
        ("contact 2 (Tai Man Wong)", "fail"),
    ]
    role = check["parts"][1]["parts"][0]
    assert (role["kind"], role["status"], role["reason"]) == ("present", "fail", "has no role")
    assert {"field": "role", "value": "", "file": "deal.json", "at": "/contacts/1/properties/role"} in role[
        "read"
    ] or any(read["at"] == "/contacts/1/properties/role" for read in role["read"])


def test_each_step_of_a_comparison_is_told(kyccheck: Kyccheck) -> None:
    found = explained(kyccheck, "9b", PROJECT / "examples/alignment")
    pairs = {pair["field"]: pair for part in found["check"]["parts"] for pair in part["compared"]}
    address = pairs["billing address"]
    assert address["authority"] == "HubSpot company"
    assert [step["verdict"] for step in address["steps"]] == ["review", "review", "review"]
    assert address["steps"][0]["normal"] == ["unit 5, 88 hill rd, western district", "floor 9, unit 5, 88 hill rd"]
    assert pairs["billing contact e-mail"]["steps"] == []
    assert pairs["billing contact e-mail"]["why"] == "the ODB account billing contact e-mail is blank"


def test_what_is_not_due_is_explained_as_if_it_were(kyccheck: Kyccheck) -> None:
    found = explained(kyccheck, "iod_approval", DEAL)
    assert (found["status"], found["in_play"]) == ("not_due", False)
    assert found["would_be"]["status"] == "unknown"
    assert found["check"]["status"] == "unknown"
    assert "to pass" in kyccheck("explain", "iod_approval", DEAL).out


def test_what_a_condition_saw(kyccheck: Kyccheck) -> None:
    found = explained(kyccheck, "high_risk", DEAL)
    assert found["status"] == "not_applicable"
    (condition,) = found["applies"]
    assert (condition["kind"], condition["status"]) == ("not", "fail")
    assert condition["parts"][0]["parts"][0]["parts"][0]["read"][0]["field"] == "risk.rating"


def test_a_way_out_is_named_only_where_something_is_open(kyccheck: Kyccheck) -> None:
    shown = kyccheck("explain", "4", DEAL).out
    assert "Attach the SOF form or the quotation, signed by the customer." in shown
    assert "to pass" not in kyccheck("explain", "3", DEAL).out
    assert "a person attests it" in kyccheck("explain", "7", DEAL).out


WAIVERS, ANSWERS = PROJECT / "examples/waivers.yaml", PROJECT / "examples/attestations.yaml"


@pytest.mark.parametrize(
    ("item", "given", "day", "status", "says"),
    [
        ("7", ("--waivers", WAIVERS), "2026-11-30", "waived", "approved by Mei Tan on 2026-11-16; it counts until"),
        ("7", ("--waivers", WAIVERS), "2026-12-01", "review", "expired: its last day was 2026-11-30"),
        ("7", ("--waivers", WAIVERS, "--no-waivers"), "2026-11-30", "review", "a waiver: approved by another"),
        (
            "6",
            ("--attestations", ANSWERS),
            "2026-11-21",
            "pass",
            "Ada Lam answered pass on 2026-11-20; it counts until",
        ),
        ("6", ("--attestations", ANSWERS), "2027-02-19", "review", "expired: its last day was 2027-02-18"),
        ("3", ("--waivers", WAIVERS), "2026-11-21", "pass", "none of the answers and waivers given is for this item"),
    ],
)
def test_decisions_are_told_with_why_they_count_or_not(
    item: str, given: tuple[object, ...], day: str, status: str, says: str, kyccheck: Kyccheck
) -> None:
    arguments = (item, DEAL, *given, "--as-of", day)
    found = explained(kyccheck, *arguments)
    audited = kyccheck("audit", DEAL, *given, "--as-of", day, "-f", "json").json["cases"][0]["results"]
    result = next(result for result in audited if result["item"] == item)
    assert found["status"] == result["status"] == status
    assert (found["waiver"], found["attestation"]) == (result["waiver"], result["attestation"])
    assert says in " ".join(kyccheck("explain", *arguments, COLUMNS="300").out.split())


def test_an_item_that_only_sums_up_is_not_decided_on(kyccheck: Kyccheck) -> None:
    out = kyccheck("explain", "9", PROJECT / "examples/alignment").out
    assert "people's decisions on its sub-items" in out
    assert "a waiver" not in out


def several(folder: Path, number: int) -> Path:
    path = folder / "cases.json"
    cases = []
    for place in range(number):
        case = copy.deepcopy(GOOD)
        case["case"]["id"] = case["deal"]["id"] = str(100 + place)
        cases.append(case)
    path.write_text(json.dumps(cases))
    return path


def test_a_few_cases_are_all_explained_and_of_many_one_must_be_named(kyccheck: Kyccheck, tmp_path: Path) -> None:
    assert kyccheck("explain", "9a", several(tmp_path, 3)).out.count("Item 9a") == 3
    many = kyccheck("explain", "9a", several(tmp_path, 5))
    assert (many.code, many.out) == (2, "")
    assert many.err == "kyccheck: there are 5 cases; name one with --case: 100, 101, 102, 103, 104\n"
    one = kyccheck("explain", "9a", several(tmp_path, 5), "--case", "103")
    assert (one.code, one.out.count("Item 9a  of deal 103")) == (0, 1)
    assert kyccheck("explain", "9a", several(tmp_path, 5), "--case", "999").code == 3


def test_refused(kyccheck: Kyccheck, tmp_path: Path) -> None:
    assert "did you mean '9a'" in kyccheck("explain", "9A", DEAL).err
    assert "unknown format 'csv'" in kyccheck("explain", "9a", DEAL, "-f", "csv").err
    ran = kyccheck("explain", "BD.01.1", DEAL)
    assert (ran.code, "is audited by kyc, which has no item 'BD.01.1'" in ran.err) == (2, True)
    assert kyccheck("explain", "9a", tmp_path / "none.json").code == 3


@pytest.mark.parametrize("name", ["\x1b[31mred", "\u202eevil", "<b>x</b>"])
def test_no_value_is_obeyed(name: str, kyccheck: Kyccheck, tmp_path: Path) -> None:
    case = copy.deepcopy(GOOD)
    case["odb"]["company_name"] = name
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case))
    for form in ("terminal", "markdown", "json"):
        text = kyccheck("explain", "9a", path, "-f", form).out
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "<b>" not in kyccheck("explain", "9a", path, "-f", "markdown").out.replace("\\<b\\>", "")
