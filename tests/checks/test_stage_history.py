from typing import Any

import pytest

from checks.asking import ABSENT, as_condition, ask, evidence_of, refusal

DRAFT, CHECK, PROVISIONING, DONE = "draft", "iod_check", "provisioning", "completed"
ANY = "stage_history: [draft, iod_check, provisioning, completed]"


def history(*stages: str) -> dict[str, Any]:
    """A history that enters these stages day after day."""
    return {"history": [{"stage": stage, "entered": f"2026-11-{day:02}"} for day, stage in enumerate(stages, 1)]}


@pytest.mark.parametrize(
    ("stages", "status"),
    [
        ([DRAFT], "pass"), ([DRAFT, CHECK], "pass"), ([DRAFT, CHECK, PROVISIONING, DONE], "pass"),
        ([DRAFT, CHECK, DRAFT, CHECK, PROVISIONING], "pass"), ([DRAFT, CHECK, CHECK, PROVISIONING], "pass"),
        ([CHECK], "fail"), ([DRAFT, PROVISIONING], "fail"), ([DRAFT, CHECK, DONE], "fail"), ([DONE], "fail"),
        ([DRAFT, CHECK, DRAFT, PROVISIONING], "fail"), ([CHECK, DRAFT], "fail"),
        ([DRAFT, "Lunch"], "review"), ([DRAFT, "Lunch", CHECK], "review"),
    ],
)  # fmt: skip
def test_the_order_of_the_checklist(stages: list[str], status: str) -> None:
    assert ask(ANY, history(*stages)).status == status


@pytest.mark.parametrize(
    ("stages", "stands", "status"),
    [
        ([DRAFT, CHECK], CHECK, "pass"),
        ([DRAFT, CHECK], PROVISIONING, "review"),
        ([DRAFT, CHECK], DRAFT, "review"),
        ([DRAFT], "Lunch", "pass"),
    ],
)
def test_a_history_that_ends_elsewhere_than_the_case_stands_is_for_a_person(
    stages: list[str], stands: str, status: str
) -> None:
    answer = ask(ANY, {"case": {"id": "7", "kind": "deal", "stage": stands}, **history(*stages)})
    assert answer.status == status
    assert status == "pass" or answer.reason == f"the history ends at {stages[-1]}, and the case stands at {stands}"


@pytest.mark.parametrize(
    "check", ["stage_history: {}", "stage_history:", "stage_history: {may_return: {completed: draft}}"]
)
def test_without_an_order_it_is_that_of_the_checklist(check: str) -> None:
    assert ask(check, history(DRAFT, CHECK, PROVISIONING, DONE)).status == "pass"
    assert ask(check, history(DRAFT, PROVISIONING)).status == "fail"


def test_entries_are_put_in_the_order_of_their_days() -> None:
    rows = history(DRAFT, CHECK, PROVISIONING)["history"]
    assert ask(ANY, {"history": rows[::-1]}).status == "pass"


def test_the_reason_says_what_was_skipped_and_when() -> None:
    found = ask(ANY, history(DRAFT, PROVISIONING))
    assert "provisioning was entered on 2026-11-02 without iod_check" in found.reason
    assert [item.value for item in evidence_of(found)] == [DRAFT, PROVISIONING]


@pytest.mark.parametrize("entered", ["", None, "soon", "03/04/2026", ["2026-11-02"], True, ABSENT, "N/A", " \u200b"])
def test_an_entry_without_a_readable_day_is_for_a_person(entered: Any) -> None:
    second = {"stage": CHECK, **({} if entered is ABSENT else {"entered": entered})}
    found = ask(ANY, {"history": [{"stage": DRAFT, "entered": "2026-11-01"}, second]})
    assert found.status == "review"
    assert [item.field for item in evidence_of(found)] == ["history[1].stage", "history[1].entered"]


@pytest.mark.parametrize("stage", ["", None, ["draft"], True, {"id": "draft"}, ABSENT, 12])
def test_an_entry_without_a_readable_stage_is_for_a_person(stage: Any) -> None:
    row = {"entered": "2026-11-01", **({} if stage is ABSENT else {"stage": stage})}
    assert ask(ANY, {"history": [row]}).status == "review"


@pytest.mark.parametrize(
    ("sections", "status"), [({}, "unknown"), ({"history": []}, "fail"), ({"history": None}, "fail")]
)
def test_no_history(sections: dict[str, Any], status: str) -> None:
    assert ask(ANY, sections).status == status


def test_two_stages_of_one_day_that_an_export_lists_in_order() -> None:
    rows = [{"stage": stage, "entered": "2026-11-01"} for stage in (DRAFT, CHECK, PROVISIONING)]
    assert ask(ANY, {"history": rows}).status == "pass"


@pytest.mark.parametrize(
    ("earlier", "later"), [("T09:00:00Z", "T15:00:00Z"), ("T09:00", " 15:00"), (" 9:00", " 15:00"), ("T01:00", " 23:00"), (" 01:00", "T23:00")]
)  # fmt: skip
def test_two_stages_of_one_day_are_put_in_the_order_of_their_times(earlier: str, later: str) -> None:
    for first, second, status in ((DRAFT, CHECK, "pass"), (CHECK, DRAFT, "fail")):
        rows = [{"stage": second, "entered": f"2026-11-01{later}"}, {"stage": first, "entered": f"2026-11-01{earlier}"}]
        assert ask(ANY, {"history": rows}).status == status


@pytest.mark.parametrize(
    ("stage", "status"), [(CHECK, "pass"), ("somewhere", "pass"), ("", "pass"), (DRAFT, "review"), (DONE, "review")]
)
def test_the_case_must_stand_where_its_history_ends(stage: str, status: str) -> None:
    found = ask(ANY, {"case": {"id": "7", "kind": "deal", "stage": stage}, **history(DRAFT, CHECK)})
    assert found.status == status
    rows = history(DRAFT, CHECK)["history"][::-1]
    assert ask(ANY, {"case": {"id": "7", "kind": "deal", "stage": stage}, "history": rows}).status == status
    if status == "review":
        assert found.reason == f"the history ends at iod_check, and the case stands at {stage}"


def test_it_may_go_back_only_where_that_is_foreseen() -> None:
    check = "stage_history: {order: [draft, iod_check, provisioning], may_return: {provisioning: iod_check}}"
    assert ask(check, history(DRAFT, CHECK, PROVISIONING, CHECK, PROVISIONING)).status == "pass"
    assert ask(check, history(DRAFT, CHECK, PROVISIONING, DRAFT)).status == "fail"


def test_an_order_of_its_own() -> None:
    assert ask("stage_history: [draft, provisioning]", history(DRAFT, PROVISIONING)).status == "pass"
    assert ask("stage_history: [draft, provisioning]", history(DRAFT, CHECK)).status == "review"


def test_a_stage_that_is_entered_in_the_future_is_not_history() -> None:
    rows = [{"stage": DRAFT, "entered": "2026-10-01"}, {"stage": CHECK, "entered": "2026-12-01"}]
    assert ask(ANY, {"history": rows}).status != "pass"


ASKED = "stage_history: {may_skip: {iod_check: Was it checked before?}, beside: [Lunch, Tea]}"


@pytest.mark.parametrize(
    ("stages", "status"),
    [
        ([DRAFT, CHECK, PROVISIONING], "pass"), ([DRAFT, PROVISIONING], "review"), ([DRAFT, PROVISIONING, DONE], "review"),
        ([CHECK], "fail"), ([DRAFT, DONE], "fail"), ([DRAFT, PROVISIONING, DRAFT, DONE], "fail"),
        (["Lunch", DRAFT, "tea", CHECK], "pass"), (["Lunch", "Tea"], "unknown"), ([DRAFT, "Dinner"], "review"),
    ],
)  # fmt: skip
def test_a_stage_that_may_be_skipped_is_asked_about_and_other_pipelines_are_passed_over(
    stages: list[str], status: str
) -> None:
    answer = ask(ASKED, history(*stages))
    assert answer.status == status
    assert ("Was it checked before?" in answer.reason) == (status == "review" and "Dinner" not in stages)


@pytest.mark.parametrize(
    ("sections", "status"),
    [(history(DRAFT), "pass"), (history("Lunch"), "unknown"), ({}, "unknown"), ({"history": []}, "unknown")],
)
def test_as_a_condition(sections: dict[str, Any], status: str) -> None:
    assert as_condition(ANY, sections) == status


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("stage_history: [draft, iod_chek]", ["'iod_chek'", "did you mean 'iod_check'"]),
        ("stage_history: {may_return: {provisionin: draft}}", ["'provisionin'", "did you mean 'provisioning'"]),
        ("stage_history: {may_return: {provisioning: drft}}", ["'drft'", "did you mean 'draft'"]),
        ("stage_history: {order: [draft], may_retrun: {}}", ["unknown key 'may_retrun'", "did you mean 'may_return'"]),
        ("stage_history: 12", ["text"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []


BEFORE = "stage_history: {before: [Lunch, Tea]}"


@pytest.mark.parametrize(
    ("stages", "status"),
    [
        (["Lunch", "Tea", DRAFT, CHECK], "pass"), ([DRAFT, CHECK, "Lunch"], "review"), ([DRAFT, "Tea", CHECK], "review"),
        (["Lunch", DRAFT, PROVISIONING, "Tea"], "fail"),
    ],
)  # fmt: skip
def test_a_stage_of_an_earlier_pipeline_after_one_of_this_is_for_a_person(stages: list[str], status: str) -> None:
    found = ask(BEFORE, history(*stages))
    assert found.status == status
    assert ("it went back to" in found.reason) is (status == "review")


def test_a_stage_of_an_earlier_pipeline_on_the_same_day_came_before() -> None:
    rows = [{"stage": "Lunch", "entered": "2026-11-01"}, {"stage": DRAFT, "entered": "2026-11-01"}]
    assert {ask(BEFORE, {"history": order}).status for order in (rows, rows[::-1])} == {"pass"}


def test_a_stage_that_has_no_place_in_the_order_is_said_to_be_one() -> None:
    found = ask("stage_history: {order: [draft, completed]}", history("draft", "provisioning"))
    assert found.status == "review"
    assert 'is "provisioning", a stage that has no place in the order' in found.reason


@pytest.mark.parametrize(
    ("entered", "left", "status"),
    [
        ("2026-11-02", "2026-11-03", "pass"), ("2026-11-02", "2026-11-02", "pass"), ("2026-11-02", "", "pass"), ("2026-11-02", "2026-11-21", "pass"),
        ("2026-11-02", "2026-11-01", "review"), ("2026-11-02", "2026-11-22", "review"), ("2026-11-02", "soon", "pass"),
        ("2026-11-02T09:00", "2026-11-02T08:00", "review"), ("2026-11-02T01:00+08:00", "2026-11-01T18:00Z", "pass"),
    ],
)  # fmt: skip
def test_a_stage_that_was_left_before_it_was_entered_or_is_yet_to_be_is_for_a_person(
    entered: str, left: str, status: str
) -> None:
    rows = [{"stage": DRAFT, "entered": "2026-10-01"}, {"stage": CHECK, "entered": entered, "left": left}]
    assert ask(ANY, {"history": rows}).status == status


@pytest.mark.parametrize(
    ("stages", "status"),
    [
        (["A1", "A2", DRAFT, CHECK], "pass"), (["A2", DRAFT], "pass"), ([DRAFT, CHECK], "pass"), (["a-2", DRAFT], "pass"),
        (["A1", DRAFT], "review"), (["A1", DRAFT, DONE], "fail"),
    ],
)  # fmt: skip
def test_an_earlier_pipeline_whose_last_stage_was_left_out_is_for_a_person(stages: list[str], status: str) -> None:
    check = f"{ANY.replace(': [', ': {order: [')}, before: [A1, A2, A 2], until: [A2, A 2]}}"
    answer = ask(check, history(*stages))
    assert answer.status == status
    assert status != "review" or 'names "A1", but not the last stage of that pipeline' in answer.reason
