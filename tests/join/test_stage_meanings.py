"""A word for a stage means what the mapping, or an export, says: wherever it stands."""

import json
from pathlib import Path
from typing import Any

import pytest

from kyccheck.asking.shown import Audited
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import compile_plan
from kyccheck.batch.choosing import Choosing
from kyccheck.checklist.overlay import load
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from support import AS_OF, statuses

SAID = {
    "111": "iod_check",
    "222": "completed",
    "Compliance phase": "co01",
    "Finance phase": "co02",
    "Scope phase": "bd02",
}
PIPELINES = {
    "results": [
        {
            "id": "710",
            "label": "Orders",
            "stages": [{"id": "111", "label": "IOD Team"}, {"id": "222", "label": "Completed"}],
        }
    ]
}


def found(folder: Path, case: Any, stages: dict[str, str], **beside: Any) -> Audited:
    """A case audited by whichever shipped checklist is for it."""
    for name, tree in {"case": case, **beside}.items():
        (folder / f"{name}.json").write_text(json.dumps(tree))
    reading = Reading(find_inputs([str(folder)]), Mapping(stages=stages))
    (one,) = reading.cases()
    plans = [compile_plan(load(word), AS_OF) for word in ("kyc", "bd", "co")]
    return audit(one, Choosing(plans, asked_for=False).plans(one))


@pytest.mark.parametrize("by", ["words", "mapping", "pipelines"])
@pytest.mark.parametrize(("ticket", "deal"), [("111", "222"), ("222", "111"), ("111", "111")])
def test_a_ticket_and_its_deal_at_two_stages_contradict_each_other_however_stages_go(
    by: str, ticket: str, deal: str, tmp_path: Path
) -> None:
    word = (lambda one: SAID[one]) if by == "words" else str
    case = {"id": "7", "kind": "ticket", "stage": word(ticket), "pipeline": "710"}
    tree = {"case": case, "deal": {"id": "9", "name": "Amber", "stage": word(deal), "pipeline": "710"}}
    beside = {"pipelines": PIPELINES} if by == "pipelines" else {}
    one = found(tmp_path, tree, SAID if by == "mapping" else {}, **beside)
    if ticket == deal:
        assert (one["stage"], one["notes"]) == (SAID[ticket], [])
    else:
        said = f"it stands at {SAID[ticket]} and, by its deal, at {SAID[deal]}: everything was looked at as due"
        assert (one["stage"], one["notes"]) == (None, [said])


def test_a_stage_of_the_deals_own_pipeline_says_nothing_of_the_tickets(tmp_path: Path) -> None:
    tree = {"case": {"id": "7", "kind": "ticket", "stage": "111"}, "deal": {"id": "9", "stage": "closedwon"}}
    one = found(tmp_path, tree, {**SAID, "closedwon": "Closed won"})
    assert (one["stage"], one["notes"]) == ("iod_check", [])


@pytest.mark.parametrize(
    ("word", "pipeline", "stage"),
    [
        ("IOD Team - Check and approval (CINNOX orders)", "CINNOX orders", "iod_check"),
        ("IOD Team - Check and approval (CINNOX (service) orders)", "CINNOX (service) orders", "iod_check"),
        ("Compliance (Sales Pipeline)", "", "iod_check"),
        ("Compliance (Sales Pipeline)", "710", "iod_check"),
        ("Completed (CINNOX orders)", "CINNOX orders", "completed"),
        ("Completed (not approved)", "CINNOX orders", None),
        ("Completed (CINNOX orders)", "Sales Pipeline", None),
        ("(Sales Pipeline)", "Sales Pipeline", None),
    ],
)
def test_a_stage_may_name_its_pipeline_behind_it(word: str, pipeline: str, stage: str | None, tmp_path: Path) -> None:
    one = found(tmp_path, {"deal": {"id": "9", "stage": word, "pipeline": pipeline}}, {"Compliance": "iod_check"})
    assert (one["stage"], one["stage_as_read"]) == (stage, word)


@pytest.mark.parametrize(
    ("tags", "status", "stage"),
    [
        (["Finance phase"], "pass", "co02"),
        (["Finance phase", "CO.02 FINANCE"], "pass", "co02"),
        (["Compliance phase", "Finance phase"], "review", "co02"),
        (["CO.01 COMPLIANCE", "Finance phase"], "review", "co02"),
        (["CO.02 FINANCE", "Scope phase"], "review", "co02"),
        (["Scope phase", "CO.02 FINANCE"], "review", "co02"),
    ],
)
def test_tags_count_by_what_they_mean(tags: list[str], status: str, stage: str, tmp_path: Path) -> None:
    one = found(tmp_path, {"case": {"id": "7", "kind": "ticket", "tags": tags}, "company": {"name": "Amber"}}, SAID)
    assert (statuses(one)["CO.stage"], one["stage"]) == (status, stage)


@pytest.mark.parametrize(
    ("entered", "status"),
    [(("Compliance phase", "Finance phase"), "pass"), (("Finance phase", "Compliance phase"), "fail")],
)
def test_a_history_counts_by_what_its_words_mean(entered: tuple[str, str], status: str, tmp_path: Path) -> None:
    history = [
        *({"stage": word, "entered": f"2026-10-0{day}"} for day, word in enumerate(("Scope phase", "bd04"), 1)),
        *({"stage": word, "entered": f"2026-11-0{day}"} for day, word in enumerate(entered, 1)),
    ]
    case = {"id": "7", "kind": "ticket", "tags": ["CO.02 FINANCE"]}
    one = found(tmp_path, {"case": case, "history": history, "company": {"name": "Amber"}}, SAID)
    assert statuses(one)["CO.order"] == status


def test_of_two_stages_in_two_exports_the_note_names_both(tmp_path: Path) -> None:
    deals = [
        {"results": [{"id": "9", "properties": {"dealname": "Amber", "dealstage": one}}]} for one in ("111", "222")
    ]
    one = found(tmp_path, deals[0], SAID, more=deals[1])
    assert one["stage"] is None
    assert one["notes"] == ['exports give it several stages ("111" and "222"), so everything was looked at as due']


@pytest.mark.parametrize("by", ["mapping", "pipelines", "nothing"])
@pytest.mark.parametrize(("first", "second", "stage"), [("111", "IOD Team", "iod_check"), ("IOD Team", "111", "iod_check"), ("111", "Completed", None), ("111", "222", None), ("111", "", None)])  # fmt: skip
def test_two_exports_of_a_deal_may_write_its_stage_as_an_id_and_as_a_name(
    by: str, first: str, second: str, stage: str | None, tmp_path: Path
) -> None:
    says = {"111": "iod_check", "IOD Team": "iod_check", "222": "completed", "Completed": "completed"}
    deals = [(first, "710"), (second, "Orders" if second.isalpha() else "710")]
    told = [{"id": "9", "properties": {"dealname": "Kiosk", "dealstage": one, "pipeline": of}} for one, of in deals]
    beside = {"pipelines": PIPELINES} if by == "pipelines" else {}
    one = found(tmp_path, [told[0]], says if by == "mapping" else {}, more=[told[1]], **beside)
    assert one["stage"] == (stage if by != "nothing" else None)
