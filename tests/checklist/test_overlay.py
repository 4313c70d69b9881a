"""Overlays: what a checklist that extends another one may change, and what it may not."""

import re
from pathlib import Path

import pytest

from kyccheck.audit.plan import compile_plan
from kyccheck.checklist.model import Checklist, Item
from kyccheck.checklist.overlay import load
from kyccheck.errors import RefusedError
from support import AS_OF, Audit

BASE = """id: base
title: Base
version: "1"
for: {systems: [native], kinds: [deal]}
teams: {sales: Sales}
stages: [{id: draft, title: Draft}, {id: done, title: Done}]
parameters:
  needed: {value: [company.name], why: assumed}
items:
  - id: "1"
    title: One
    check: {present: {parameter: needed}}
    items: [{id: "1a", title: One a, check: {present: company.city}}]
  - {id: "2", title: Two, check: {present: company.zip}}
"""


@pytest.fixture
def overlaid(tmp_path: Path) -> Path:
    """A folder with a checklist to extend."""
    (tmp_path / "base.yaml").write_text(BASE)
    return tmp_path


def over(folder: Path, text: str, extends: str = "base.yaml") -> Checklist:
    path = folder / "over.yaml"
    path.write_text(f"extends: {extends}\n{text}")
    found = load(str(path))
    compile_plan(found, AS_OF)
    return found


def refusal(folder: Path, text: str, extends: str = "base.yaml") -> str:
    with pytest.raises(RefusedError) as refused:
        over(folder, text, extends)
    return str(refused.value)


def items(found: Checklist) -> dict[str, Item]:
    return {item.id: item for item in found.walk()}


def test_an_overlay_without_more_is_what_it_extends_with_another_digest(overlaid: Path) -> None:
    found, base = over(overlaid, ""), load(str(overlaid / "base.yaml"))
    assert (found.id, found.title, list(items(found))) == ("base", "Base", ["1", "1a", "2"])
    assert found.sha256 != base.sha256


def test_the_digest_tells_a_change_of_either_file(overlaid: Path) -> None:
    before = over(overlaid, "").sha256
    assert over(overlaid, "# note\n").sha256 != before
    (overlaid / "base.yaml").write_text(BASE + "# note\n")
    assert over(overlaid, "").sha256 != before


def test_it_may_go_by_its_own_id_title_and_version(overlaid: Path) -> None:
    found = over(overlaid, 'id: mine\ntitle: Mine\nversion: "2"\nabout: x\n')
    assert (found.id, found.title, found.version, found.about) == ("mine", "Mine", "2", "x")


@pytest.mark.parametrize("value", ["[company.phone, company.zip]", "{value: [company.phone, company.zip], why: ours}"])
def test_it_sets_parameters(value: str, overlaid: Path) -> None:
    check = items(over(overlaid, f"parameters: {{needed: {value}}}\n"))["1"].check
    assert check is not None
    assert check.reads() == ("company.phone", "company.zip")


def test_it_adds_items_at_the_end_and_under_another_one(overlaid: Path) -> None:
    text = 'items:\n  - {id: "3", title: Three, check: {present: company}}\n  - {id: "1b", title: One b, under: "1", check: {present: company}}\n  - {id: "2a", title: Two a, under: "2", check: {present: company}}\n'
    found = over(overlaid, text)
    assert list(items(found)) == ["1", "1a", "1b", "2", "2a", "3"]
    assert items(found)["1b"].place == ("over.yaml", 4)


def test_it_switches_items_off_for_a_reason(overlaid: Path) -> None:
    found = over(overlaid, 'switch_off: [{item: "1a", reason: not asked for here}]\n')
    assert items(found)["1a"].switched_off == "not asked for here"
    assert items(found)["1"].switched_off == ""


def test_an_overlay_of_an_overlay(overlaid: Path) -> None:
    (overlaid / "first.yaml").write_text(
        'extends: base.yaml\nitems: [{id: "3", title: Three, check: {present: company}}]\n'
    )
    found = over(
        overlaid,
        'switch_off: [{item: "3", reason: not asked for here}]\nitems: [{id: "3a", title: x, check: {present: company}}]\n',
        "first.yaml",
    )
    assert list(items(found)) == ["1", "1a", "2", "3", "3a"]
    assert items(found)["3"].switched_off == "not asked for here"


def test_nothing_is_added_under_what_is_not_stated(overlaid: Path) -> None:
    (overlaid / "base.yaml").write_text(f'{BASE}  - {{id: "5", title: Five, not_stated: true}}\n')
    with pytest.raises(RefusedError, match=r"over\.yaml:3: item '5' is not stated, so that nothing stands under it"):
        over(overlaid, 'items:\n  - {id: "3", title: x, under: "5", check: {present: company}}\n')


@pytest.mark.parametrize(("off", "under"), [("1", "1"), ("1a", "1a"), ("1", "1a")])
def test_nothing_is_added_under_what_is_switched_off(off: str, under: str, overlaid: Path) -> None:
    """It would be switched off itself, and nobody would have said so."""
    item = f'items:\n  - {{id: "3", title: x, under: "{under}", check: {{present: company}}}}\n'
    switched = f'switch_off: [{{item: "{off}", reason: not asked for here}}]\n'
    said = (
        f"over.yaml:4: item '{off}' is switched off, and with it all that stands under it: add this one without under:"
    )
    with pytest.raises(RefusedError, match=re.escape(said)):
        over(overlaid, switched + item)
    assert items(over(overlaid, switched.replace(f'"{off}"', '"2"') + item))["3"].switched_off == ""


def test_an_overlay_extends_a_shipped_checklist_by_its_id(overlaid: Path) -> None:
    assert over(overlaid, "", "kyc").id == "kyc"


def test_one_overlay_leaves_no_trace_on_the_next(overlaid: Path) -> None:
    over(overlaid, 'switch_off: [{item: "2", reason: not asked for here}]\nparameters: {needed: company.zip}\n')
    assert items(over(overlaid, ""))["2"].switched_off == ""


def test_an_item_switched_off_asks_nothing_below_it(overlaid: Path) -> None:
    asking = [item.id for item in over(overlaid, 'switch_off: [{item: "1", reason: not asked for here}]\n').asking()]
    assert asking == [item.id for item in over(overlaid, "").asking() if item.id not in ("1", "1a")]
    switched = '{item: "1", reason: not asked for here}, {item: "2", reason: not asked for here}'
    with pytest.raises(RefusedError, match="the checklist asks nothing"):
        over(overlaid, f"switch_off: [{switched}]\n")


def test_all_items_switched_off_asks_nothing(overlaid: Path) -> None:
    text = 'switch_off: [{item: "1", reason: not asked for here}, {item: "1a", reason: not asked for here}, {item: "2", reason: not asked for here}]\n'
    assert "asks nothing" in refusal(overlaid, text)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("parametres: {}\n", 2, ["unknown key 'parametres'", "did you mean 'parameters'"]),
        ("stages: []\n", 2, ["unknown key 'stages'"]),
        ("teams: {}\n", 2, ["unknown key 'teams'"]),
        ("for: {systems: [native], kinds: [deal]}\n", 2, ["unknown key 'for'"]),
        ("parameters: {neded: [company.zip]}\n", 2, ["unknown parameter 'neded'", "did you mean 'needed'"]),
        ("parameters: [needed]\n", 2, ["mapping"]),
        ("parameters: {needed: }\n", 2, ["needed"]),
        ("parameters: {needed: []}\n", 2, ["needed"]),
        ("parameters: {needed: {valeu: [company.name]}}\n", 2, []),
        ("parameters: {needed: 12}\n", 2, ["text"]),
        ("switch_off:\n  - {item: '3', reason: not asked for here}\n", 3, ["unknown item '3'"]),
        ("switch_off:\n  - {item: 1, reason: not asked for here}\n", 3, ["text"]),
        ("switch_off:\n  - {item: '1'}\n", 3, ["reason"]),
        ("switch_off:\n  - {item: '1', reason: ''}\n", 3, ["reason"]),
        ("switch_off:\n  - {item: '1', reason: ' '}\n", 3, ["reason"]),
        ("switch_off:\n  - {item: '1', reason: \"\\u200b\"}\n", 3, ["reason"]),
        ("switch_off:\n  - {item: '1', reason: true}\n", 3, ["reason"]),
        ("switch_off:\n  - {item: '1', reason: not asked for here, until: 2027-01-01}\n", 3, ["reason"]),
        ("switch_off:\n  - '1'\n", 3, ["item"]),
        ("switch_off: {item: '1', reason: not asked for here}\n", 2, ["list"]),
        ("items: {id: '3'}\n", 2, ["list"]),
        ("items:\n  - {id: '1', title: x, check: {present: company}}\n", 3, ["item '1' stands twice", "the first is the one of ", "can switch it off"]),
        ("items:\n  - {id: '3', title: x, under: '9', check: {present: company}}\n", 3, ["unknown item '9'"]),
        ("items:\n  - {id: '3', title: x, undre: '1', check: {present: company}}\n", 3, ["'undre'"]),
        ("items:\n  - {id: 3, title: x, check: {present: company}}\n", 3, ["'id'", "quotation marks"]),
        ("items:\n  - {id: '3', title: x, check: {presnt: company}}\n", 3, ["did you mean 'present'"]),
        ("items:\n  - {id: '3', title: x, due: dnoe, check: {present: company}}\n", 3, ["did you mean 'done'"]),
        ("items:\n  - {id: '3', title: x}\n", 3, ["needs a check"]),
        ("items:\n  - 5\n", 3, ["item must be a mapping"]),
        ("extends: kyc\n", 2, ["'extends'", "twice"]),
        ("id: 12\n", 2, ["'id'", "text"]),
    ],
)  # fmt: skip
def test_refused_with_file_line_and_the_nearest_right_word(
    text: str, line: int, words: list[str], overlaid: Path
) -> None:
    message = refusal(overlaid, text)
    assert message.startswith(f"over.yaml:{line}: "), message
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize(
    ("extends", "words"),
    [("kcy", ["did you mean 'kyc'"]), ("none.yaml", ["no such"]), ("12", []), ("[kyc]", []), ("", []), ("true", [])],
)  # fmt: skip
def test_what_it_extends_must_be_there(extends: str, words: list[str], overlaid: Path) -> None:
    message = refusal(overlaid, "", extends)
    assert message.startswith("over.yaml:1: ")
    assert [word for word in words if word.casefold() not in message.casefold()] == []


def test_circles_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("extends: b.yaml\n")
    (tmp_path / "b.yaml").write_text("extends: a.yaml\n")
    (tmp_path / "self.yaml").write_text("extends: self.yaml\n")
    for name in ("a.yaml", "self.yaml"):
        with pytest.raises(RefusedError, match=r"yaml:1: the overlays extend each other in a circle"):
            load(str(tmp_path / name))


def test_a_long_chain_is_not_called_a_circle(tmp_path: Path) -> None:
    (tmp_path / "o0.yaml").write_text(BASE)
    for step in range(1, 12):
        (tmp_path / f"o{step}.yaml").write_text(f"extends: o{step - 1}.yaml\n")
    try:
        assert load(str(tmp_path / "o11.yaml")).id == "base"
    except RefusedError as error:
        assert "circle" not in error.message  # noqa: PT017 - either answer will do, that word will not


def test_a_fault_of_the_base_is_told_in_the_base(overlaid: Path) -> None:
    (overlaid / "base.yaml").write_text(BASE.replace("company.zip", "company.zpi"))
    assert refusal(overlaid, "").startswith("base.yaml:14: ")


@pytest.mark.parametrize(
    ("parameters", "line", "said"),
    [
        ("{needed: [company.nam]}", 2, "unknown field 'company.nam'; did you mean 'company.name'?"),
        ("{needed: compny.name}", 2, "unknown field 'compny.name'; did you mean 'company.name'?"),
        ("\n  needed:\n    - company.name\n    - company.nam", 5, "unknown field 'company.nam'; did you mean"),
        (
            "\n  needed:\n    value:\n      - company.name\n      - odb.package.pln",
            6,
            "did you mean 'odb.package.plan'?",
        ),
        ("\n  needed: {why: we ask,\n    value: contacts.email}", 4, "'contacts.email' is a field of many"),
        ('\n  needed: {why: we ask,\n    value: "contacts[].email"}', 4, "'contacts[].email' is a field of many"),
        ('\n  needed: {why: we ask,\n    value: "company[].name"}', 4, "did you mean 'company.name'"),
    ],
)
def test_a_wrong_parameter_is_refused_where_it_was_given(overlaid: Path, parameters: str, line: int, said: str) -> None:
    refused = refusal(overlaid, f"parameters: {parameters}\n")
    assert refused.startswith(f"over.yaml:{line}: ")
    assert said in refused


def test_a_wrong_value_of_what_is_extended_is_refused_in_its_own_file(overlaid: Path) -> None:
    (overlaid / "base.yaml").write_text(BASE.replace("[company.name]", "[company.nam]").replace("teams: ", "teems: "))
    assert refusal(overlaid, "").startswith("base.yaml:5: unknown key 'teems'")
    (overlaid / "base.yaml").write_text(BASE.replace("[company.name]", "[company.nam]"))
    assert refusal(overlaid, "title: Ours\n").startswith("base.yaml:8: unknown field 'company.nam'")


def test_an_item_that_says_itself_that_it_is_off_is_refused(overlaid: Path) -> None:
    told = refusal(overlaid, 'items: [{id: "3", title: x, switched_off: ours, check: {present: company}}]\n')
    assert told.startswith("over.yaml:2: unknown key 'switched_off'")
    (overlaid / "base.yaml").write_text(BASE.replace("title: One a,", "title: One a, switched_off: ours,"))
    assert refusal(overlaid, "").startswith("base.yaml:13: unknown key 'switched_off'")


def test_an_item_without_a_stage_is_not_looked_at_in_one_that_has_its_own(tmp_path: Path, audited: Audit) -> None:
    overlay = tmp_path / "ours.yaml"
    overlay.write_text(
        'extends: kyc\nversion: "1"\nitems: [{id: X1, title: t, owner: sales, check: {present: company.website}}]\n'
    )
    case = {"case": {"id": "1", "kind": "deal", "stage": "rejected"}}
    found = audited(case, compile_plan(load(str(overlay)), AS_OF))
    result = next(result for result in found["results"] if result["item"] == "X1")
    assert (result["status"], result["reason"]) == ("not_due", "is not looked at in this stage")


def test_items_under_each_other_without_end_are_refused(tmp_path: Path) -> None:
    items = [
        f"  - {{id: U{place}, title: Deep, cites: x, check: {{present: company.name}}, under: {f'U{place - 1}' if place else 'high_risk'}}}\n"
        for place in range(200)
    ]
    (tmp_path / "over.yaml").write_text(f"extends: kyc\nitems:\n{''.join(items)}")
    with pytest.raises(RefusedError, match=r"over\.yaml:12: more than 10 items stand under each other"):
        load(str(tmp_path / "over.yaml"))
