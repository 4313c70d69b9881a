from typing import Any

import pytest

from checks.asking import ABSENT, BLANKS, as_condition, ask, both_ways, native_case, question, refusal
from kyccheck.asking.context import Context
from support import AS_OF


def case(tags: Any, stage: Any = ABSENT) -> dict[str, Any]:
    fields = {"id": "7", "kind": "deal", "tags": tags, "stage": stage}
    return {"case": {name: value for name, value in fields.items() if value is not ABSENT}}


@pytest.mark.parametrize(
    ("tags", "stage", "status"),
    [
        (["draft"], ABSENT, "pass"), (["VIP", "draft"], ABSENT, "pass"), (["draft", "draft"], ABSENT, "pass"), (["VIP"], "draft", "pass"),
        (ABSENT, "draft", "pass"), (["draft"], "draft", "pass"), (["draft"], "Open", "pass"), ("VIP, draft", ABSENT, "pass"),
        (["draft", "completed"], ABSENT, "review"), (["completed"], "draft", "review"), (["draft", "old"], ABSENT, "review"), (["old"], "draft", "review"),
        (["VIP"], ABSENT, "fail"), ([], ABSENT, "fail"), (["old"], ABSENT, "fail"), (["VIP"], "Open", "fail"),
        (ABSENT, ABSENT, "unknown"), (ABSENT, "Open", "unknown"),
    ],
)  # fmt: skip
def test_the_stage_that_is_told(tags: Any, stage: Any, status: str) -> None:
    assert ask("stage_tag: {not_beside: OLD}", case(tags, stage)).status == status


@pytest.mark.parametrize(
    ("tag", "status"),
    [
        ("CO.01", "pass"), ("co.01 compliance", "pass"), ("VIP", "pass"), ("Company", "pass"),
        ("CO.01 COMPLANCE", "review"), ("CO.02", "review"), ("#co 1 (waiting)", "review"), ("CO COMPLIANCE (again)", "review"), ("CO1", "review"), ("Stage CO.01: Compliance", "review"),
    ],
)  # fmt: skip
def test_what_is_nearly_a_stage_of_the_next_pipeline_is_asked_about(tag: str, status: str) -> None:
    check = "stage_tag: {followed_by: [CO.01, CO.01 COMPLIANCE, CO COMPLIANCE]}"
    assert ask(check, case(["draft", tag])).status == status


@pytest.mark.parametrize("value", BLANKS)
def test_blank_tags_name_no_stage(value: Any) -> None:
    assert ask("stage_tag: {}", case(value)).status == "fail"


def test_both_of_two_stages_are_named() -> None:
    answer = ask("stage_tag: {}", case(["VIP", "draft", "completed"]))
    assert '"draft" and "completed"' in answer.reason
    assert [seen.path for seen in answer.seen] == ["case.stage", "case.tags"]


def test_where_no_tag_names_a_stage_the_tags_are_named() -> None:
    assert ask("stage_tag: {}", case(["VIP", "old"])).reason == "no tag names a stage: its tags are VIP, old"
    assert ask("stage_tag: {}", case([])).reason == "no tag names a stage: it has no tags"


@pytest.mark.parametrize(
    ("tags", "status"),
    [(["draft"], "pass"), (["x"], "not_applicable"), (ABSENT, "unknown"), (["draft", "completed"], "unknown")],
)
def test_as_a_condition(tags: Any, status: str) -> None:
    assert as_condition("stage_tag: {}", case(tags)) == status


def test_it_is_refused_inside_a_list() -> None:
    assert "stage_tag looks at a whole case" in refusal("each: {in: contacts, check: {stage_tag: {}}}")


@pytest.mark.parametrize(
    ("tag", "status"),
    [
        ("BD.3 QUOTE", "review"), ("bd 3", "review"), ("BD.03 QUOTE (done)", "review"), ("#BD.03", "review"), ("BD.05", "review"),
        ("XX.1", "review"), ("xx 01 (old)", "review"), ("XX.2", "pass"), ("CO.2 FINANCE", "pass"), ("BD Team", "pass"), ("BD 2024", "pass"), ("bd02", "pass"),
    ],
)  # fmt: skip
def test_a_tag_that_is_numbered_like_a_stage_is_for_a_person(tag: str, status: str) -> None:
    stages = {"bd02": "bd02", "bd03": "bd03"}
    context = Context(AS_OF, "", tuple(stages), stages.get)
    compiled = question("stage_tag: {not_beside: [XX.01]}").compile(context)
    found = both_ways(compiled, native_case(case(["bd02", tag])))
    assert found.status == status
    assert status == "pass" or f'"{tag}"' in found.reason


@pytest.mark.parametrize(
    ("tag", "status"),
    [
        ("BD.QUOTE (done)", "review"), ("BD.QUOTE: sent again", "review"), ("XX.OLD - closed", "review"), ("BD.QUOTE", "review"), ("BD.SCOPE", "pass"),
        ("BD Team", "pass"), ("BD.QUOTES", "pass"), ("quote sent", "pass"), ("Not BD", "pass"), ("draft of BD.QUOTE", "pass"),
    ],
)  # fmt: skip
def test_a_tag_that_begins_with_the_name_of_another_stage_is_for_a_person(tag: str, status: str) -> None:
    names = {"bd02": "bd02", "BD.SCOPE": "bd02", "BD.QUOTE": "bd03", "draft": "bd01"}
    compiled = question("stage_tag: {not_beside: [XX.OLD]}").compile(Context(AS_OF, "", ("bd02", "bd03"), names.get))
    assert both_ways(compiled, native_case(case(["BD.SCOPE", tag]))).status == status
