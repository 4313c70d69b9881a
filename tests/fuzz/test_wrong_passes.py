"""No item passes whose values were damaged; and what is told at a glance is what a close look tells."""

import copy
import itertools
import json
import os
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fuzz.budget import budget
from fuzz.damage import DISGUISES, NOTHING, ODD_TYPES, Damage, apply, as_excel_would, disguised, retyped
from fuzz.starts import STARTS, Need, Place, Start, value_at
from kyccheck.asking.shown import Audited
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import Plan, compile_plan
from kyccheck.authoring.trial import holders
from kyccheck.batch.choosing import Choosing
from kyccheck.checklist.overlay import load
from kyccheck.errors import RefusedError
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from support import AS_OF, statuses

SETTLED = {"pass", "waived", "not_applicable", "not_due", "not_stated"}


@cache
def plan_of(checklist: str) -> Plan:
    return compile_plan(load(checklist), AS_OF)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def audited(start: Start, tree: Any, folder: Path) -> Audited | None:
    """The audit of a case, after a look at whether glance and close look agree; None where there is no case left."""
    path = folder / f"{start.name}.json"
    path.write_text(json.dumps(tree), "utf-8")
    plan = plan_of(start.checklist)

    def read(*, detailed: bool = False) -> Iterator[Any]:
        return Reading(find_inputs([str(path)]), Mapping(), detailed=detailed).cases()

    quick = [audit(case, chosen(plan, case)) for case in read() if chosen(plan, case)]
    slow = []
    for case in read():
        case.raw = None
        if chosen(plan, case):
            slow.append(audit(case, chosen(plan, case)))
    assert told(quick) == told(slow), "a glance tells something else than a close look"
    detailed = [audit(case, chosen(plan, case)) for case in read(detailed=True) if chosen(plan, case)]
    assert told(quick) == told(detailed), "records made late tell something else"
    return quick[0] if quick else None


def chosen(plan: Plan, case: Any) -> list[Plan]:
    return Choosing([plan], asked_for=True).plans(case)


def told(found: list[Audited]) -> list[Any]:
    return [
        (
            case["id"],
            case["verdict"],
            case["stage"],
            case["bypassed"],
            [(one["item"], one["status"], one["reason"]) for one in case["results"]],
        )
        for case in found
    ]


def wrong_passes(start: Start, damages: list[Damage], folder: Path) -> list[str]:
    """The items that are settled although a value that they need was damaged."""
    tree = start.made()
    harmed: dict[str, str] = {}
    compared: Counter[str] = Counter()
    for damage in damages:
        before = value_at(start.tree, damage.need.place)
        apply(tree, damage.need.place, copy.deepcopy(damage.value))
        for need in (need for need in start.needs if need.place == damage.need.place):
            harms = damage._replace(need=need).harms(before)
            if need.kind == "differs" or (harms and need.kind.startswith("same")):
                compared.update(need.items)
            for item in need.items if harms else ():
                harmed[item] = f"{item} passes with {'/'.join(map(str, need.place))} = {damage.value!r} ({damage.way})"
    for item, number in compared.items():
        if number > 1:  # two damaged sides may be the same again, or there may be nothing to compare
            harmed.pop(item, None)
    return settled_all_the_same(start, tree, harmed, folder)


def settled_all_the_same(start: Start, tree: Any, harmed: dict[str, str], folder: Path) -> list[str]:
    found = audited(start, tree, folder)
    if found is None:
        return []
    after = statuses(found)
    wrong = [why for item, why in harmed.items() if after[item] in SETTLED]
    if harmed and found["verdict"] == "ready":
        wrong.append(f"ready, with {sorted(harmed)} damaged")
    return wrong


def damages_of(need: Need, before: Any) -> list[Damage]:
    """Every damage of one value."""
    return [
        *(Damage(need, "nothing", value) for value in NOTHING),
        *(Damage(need, way, retyped(before, way)) for way in ODD_TYPES),
        *(Damage(need, way, disguised(before, way)) for way in DISGUISES),
        Damage(need, "excel", as_excel_would(before)),
    ]


@cache
def every_damage(start: Start) -> list[list[Damage]]:
    """Every damage of every place, by place."""
    needs = {need.place: need for need in start.needs}
    return [damages_of(need, value_at(start.tree, place)) for place, need in needs.items()]


@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.name)
def test_the_undamaged_case_passes(start: Start, folder: Path) -> None:
    found = audited(start, start.made(), folder)
    assert found is not None
    after = statuses(found)
    assert {item: after[item] for item in start.passing} == dict.fromkeys(start.passing, "pass")
    assert {item for need in start.needs for item in need.items} <= set(start.passing)


@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.name)
def test_every_field_that_an_item_reads_is_damaged(start: Start) -> None:
    if start.name not in ("native", "bd", "co"):
        pytest.skip("its fields go by other names; they are those of the native case")
    damaged = {(item, field(need.place)) for need in start.needs for item in need.items}
    reads = {
        (planned.item.id, path)
        for planned in plan_of(start.checklist).items
        if planned.item.id in start.passing and planned.item.check is not None
        for path in planned.item.check.reads()
    }
    without = {(item, path) for item, path in reads - damaged if holders(start.tree, path)}
    assert {path for _, path in without} <= SPARE


SPARE = {
    "documents[].name", "documents[].kind", "documents[].holder", "emails[].subject", "company.city", "company.country", "case.title", "quote.status",
    "history[].stage", "history[].entered", "history[].left",
    "billing.status", "invoice.status", "risk.assessed_on", "company", "case.tags", "case.solution_type", "documents[].issued",
    "csr.virtual_numbers", "odb.virtual_numbers", "company.name",
    "approvals[].team", "approvals[].decision", "approvals[].by", "approvals[].on",  # of item 6, which has a document
    "quote.sent_on",  # of an acceptance, which needs no day of sending beside it
    "company.registration_number", "documents[].number",  # of 9a, which compares numbers only where both sides show one
    "contacts[].name", "contacts[].email",  # of the activation e-mail, which may go to another; of who approves for us, who is none
}  # fmt: skip
"""What an item may pass without, or what is damaged in its parts."""


def field(place: Place) -> str:
    """A place as a path: `contacts[].name`."""
    path = ""
    for step in place:
        path = f"{path}[]" if isinstance(step, int) else f"{path}.{step}" if path else str(step)
    return path


@pytest.mark.skipif("KYCCHECK_FUZZ" not in os.environ, reason="some 18,000 audits: at night")
@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.name)
def test_no_item_passes_on_any_damaged_value(start: Start, folder: Path) -> None:
    wrong = [
        why for damages in every_damage(start) for damage in damages for why in wrong_passes(start, [damage], folder)
    ]
    assert wrong == []


@budget()
@given(st.data())
def test_no_item_passes_on_damaged_values(folder: Path, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from(STARTS))
    places = data.draw(st.lists(st.sampled_from(every_damage(start)), min_size=1, max_size=4, unique_by=id))
    assert wrong_passes(start, [data.draw(st.sampled_from(damages)) for damages in places], folder) == []


KYC = STARTS[0]
ZENITH: dict[str, Any] = {
    "company": {
        "id": "52", "name": "Zenith Foods Pte. Ltd.", "registration_number": "201912345K", "country": "Singapore",
        "address": "10 Anson Road", "city": "Singapore", "phone": "+65 6220 1188",
    },
    "odb": {
        "account_id": "Z9", "company_name": "Zenith Foods Pte. Ltd.", "billing_address": "10 Anson Road, Singapore",
        "billing_contact": {"name": "Goh Wei Jie", "email": "goh@zenith.sg", "phone": "+65 6220 1189"},
        "package": {"plan": "Basic", "quantity": 3, "term": "6 months", "add_ons": []},
        "virtual_numbers": [{"number": "+6531580001", "country": "SG", "type": "local", "channels": 2}],
    },
    "csr": {
        "company_name": "Zenith Foods Pte. Ltd.", "package": {"plan": "Basic", "quantity": 3, "term": "6 months", "add_ons": ["Fax"]},
        "virtual_numbers": [{"number": "+6531580001", "country": "SG", "type": "local", "channels": 2}],
    },
    "documents": [
        {"type": "br", "name": "br.pdf", "number": "201912345K", "holder": "Zenith Foods Pte. Ltd.", "country": "SG", "expires": "2027-01-01"},
    ],
    "contacts": [{"id": "99", "name": "Goh Wei Jie", "email": "goh@zenith", "phone": "TBC", "role": ""}],
    "approvals": [{"team": "iod", "by": "Ken Yip", "decision": "rejected", "on": "2026-11-20"}],
}  # fmt: skip
"""Records of another customer."""

MIXED = [
    ("company", "instead", ("1c", "9b")), ("odb", "instead", ("9a", "9b", "9c", "9d")), ("csr", "instead", ("9c", "9d")),
    ("documents", "instead", ("1c", "3", "4", "6", "7", "9a")), ("contacts", "instead", ("2", "9b")),
    ("approvals", "instead", ("iod_approval", "provisioning_approval", "high_risk", "management_decision")),
    ("documents", "beside", ("1c", "9a")), ("contacts", "beside", ("2",)), ("approvals", "beside", ("iod_approval",)),
    ("documents", "before", ("1c", "9a")), ("contacts", "before", ("2",)), ("approvals", "before", ("iod_approval",)),
    ("company", "both", ("1c", "9b")), ("odb", "both", ("9a", "9b", "9c", "9d")), ("csr", "both", ("9c", "9d")),
]  # fmt: skip


@pytest.mark.parametrize(("section", "how", "items"), MIXED, ids=str)
def test_records_of_another_customer_let_nothing_pass(
    section: str, how: str, items: tuple[str, ...], folder: Path
) -> None:
    tree, other = KYC.made(), copy.deepcopy(ZENITH[section])
    mine = tree[section]
    tree[section] = {"instead": other, "beside": [*mine, *other], "before": [*other, *mine], "both": [mine, other]}[how]
    assert settled_all_the_same(KYC, tree, dict.fromkeys(items, f"{section} of another {how}"), folder) == []


SECTIONS = ("company", "contacts", "documents", "csr", "odb", "risk", "approvals", "tracking", "emails", "deal")


@pytest.mark.parametrize("start", STARTS[:4], ids=lambda start: start.name)
def test_swapped_sections_let_nothing_pass(start: Start, folder: Path) -> None:
    wrong = []
    for one, other in itertools.combinations([name for name in start.tree if name not in ("case", "deal")], 2):
        if {one, other} in ({"csr", "odb"}, {"company", "tracking"}):
            continue  # the form may stand in the account's place; and anything has an id
        tree = start.made()
        tree[one], tree[other] = tree[other], tree[one]
        harmed = {
            item: f"{item} passes with {one} and {other} swapped"
            for need in start.needs
            for item in need.items
            if need.place[0] in (one, other) and need.kind not in ("differs", "day-if-there", "word-if-odd")
        }
        wrong += settled_all_the_same(start, tree, harmed, folder)
    assert wrong == []


@pytest.mark.parametrize("start", [STARTS[0], STARTS[2], STARTS[3]], ids=lambda start: start.name)
def test_a_value_twice_under_two_names_lets_nothing_pass(start: Start, folder: Path) -> None:
    wrong = []
    for need in start.needs:
        *way, last = need.place
        for spelling in (
            (last.upper(), last.replace("_", " ").title(), f" {last}", last.replace("_", "-"))
            if isinstance(last, str)
            else ()
        ):
            tree = start.made()
            holder = value_at(tree, tuple(way))
            holder[spelling] = "Zenith Foods 999"
            twice = need.kind not in ("word-if-odd", "said") and spelling != last
            harmed = {item: f"{item} passes with {need.place} and {spelling!r}" for item in need.items if twice}
            wrong += settled_all_the_same(start, tree, harmed, folder)
    assert wrong == []


def reordered(tree: Any, random: Random, *, lists: bool) -> Any:
    """The same, in another order."""
    if isinstance(tree, dict):
        keys = random.sample(list(tree), len(tree))
        return {key: reordered(tree[key], random, lists=lists) for key in keys}
    if isinstance(tree, list):
        members = [reordered(member, random, lists=lists) for member in tree]
        return random.sample(members, len(members)) if lists else members
    return tree


@budget(4)
@given(st.sampled_from(STARTS), st.randoms(use_true_random=False))
def test_order_changes_nothing(folder: Path, start: Start, random: Random) -> None:
    found = audited(start, reordered(start.made(), random, lists=start.name in ("native", "hubspot", "co")), folder)
    assert found is not None
    after = statuses(found)
    assert {item: after[item] for item in start.passing} == dict.fromkeys(start.passing, "pass")


@budget()
@given(st.data())
def test_a_glance_tells_what_a_close_look_tells(folder: Path, data: st.DataObject) -> None:
    """Of any case at all: values swapped, doubled, taken from elsewhere in it, renamed; the oracle is the close look."""
    start = data.draw(st.sampled_from(STARTS[:4]))
    tree = start.made()
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.sampled_from(places(tree)))
        how = data.draw(st.sampled_from(("take", "swap", "double", "rename", "set", "gone")))
        change(tree, place, how, data)
    audited(start, tree, folder)


ODD = [
    *(value for value in NOTHING if value is not ...),
    0,
    1,
    7,
    2.5,
    True,
    False,
    "low",
    "yes",
    "no",
    "rejected",
    "iod",
    "2020-01-01",
    "2030-01-01",
    46143,
    "03/04/2026",
    "csr106",
    "ci",
    "1e400",
    "8.52E+10",
]


def change(tree: Any, place: Place, how: str, data: st.DataObject) -> None:
    holder, last = value_at(tree, place[:-1]), place[-1]
    if how == "take":
        holder[last] = copy.deepcopy(value_at(tree, data.draw(st.sampled_from(places(tree)))))
    elif how == "swap" and isinstance(holder, dict):
        other = data.draw(st.sampled_from(list(holder)))
        holder[last], holder[other] = holder[other], holder[last]
    elif how == "double" and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[last]))
    elif how == "rename" and isinstance(holder, dict):
        other = data.draw(
            st.sampled_from([str(last).upper(), f" {last}", "name", "type", "kind", "id", "status", "archived"])
        )
        holder[other] = holder.pop(last)
    elif how == "gone":
        del holder[last]
    else:
        holder[last] = copy.deepcopy(data.draw(st.sampled_from(ODD)))


def places(tree: Any, path: Place = ()) -> list[Place]:
    """Every place where something stands, but for the case's own id."""
    members = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    found = [*([path] if path else []), *(place for key, part in members for place in places(part, (*path, key)))]
    return [place for place in found if place not in (("case",), ("case", "id"))]


@budget(10)
@given(st.sampled_from(STARTS), st.floats(0, 1), st.sampled_from([b"", b"}", b"]}", b'"}', b"null", b"\xff", b"\x00"]))
def test_a_file_cut_anywhere_is_no_case(folder: Path, start: Start, share: float, behind: bytes) -> None:
    content = json.dumps(start.tree).encode()
    cut = content[: int(share * (len(content) - 2))] + behind
    assume(cut != content)
    path = folder / "cut.json"
    path.write_bytes(cut)
    try:
        reading = Reading(find_inputs([str(path)]), Mapping())
    except RefusedError:
        return
    assert list(reading.cases()) == []
    assert reading.problems != []
