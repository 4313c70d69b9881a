from typing import Any

import pytest

from checks.asking import ABSENT, BLANKS, PLACEHOLDERS, as_condition, ask, question, refusal

CHECK = "tagged: {tags: [$KORP, key account], or_in: case.solution_type}"


def case(tags: Any, solution: Any = ABSENT) -> dict[str, Any]:
    fields = {"id": "7", "kind": "deal", "tags": tags, "solution_type": solution}
    return {"case": {name: value for name, value in fields.items() if value is not ABSENT}}


@pytest.mark.parametrize(
    ("tags", "solution", "status"),
    [
        (["$KORP"], ABSENT, "pass"), (["VIP", "$korp"], ABSENT, "pass"), (["Key-Account"], ABSENT, "pass"), (["VIP"], "$KORP", "pass"),
        ("VIP, $KORP", ABSENT, "pass"), ([{"name": "$KORP"}], ABSENT, "pass"), (ABSENT, "$KORP", "pass"), (["VIP"], "$KORP and key account", "pass"),
        (["VIP"], "$KORP, key account", "pass"), (["VIP"], "$KORP; ", "pass"), (["VIP"], "; , ", "fail"), (["VIP"], ABSENT, "fail"), (["VIP"], "", "fail"), ([], None, "fail"), (["$KORPORATE"], ABSENT, "fail"),
        (["$KORP"], "$KWAY", "fail"), (["$KORP"], "$KORP and $KWAY", "fail"), (["$KORP"], "TBC", "fail"), (["VIP"], ["$KORP", "x"], "review"),
        (ABSENT, ABSENT, "unknown"), (ABSENT, "", "unknown"),
        (["VIP"], ["$KORP", "key account"], "pass"), (["VIP"], ["$KORP", ""], "pass"), (["VIP"], ["$KORP and Key-Account"], "pass"),
        (["$KORP"], ["$KWAY"], "review"), (["VIP"], [["$KORP"]], "review"), (["VIP"], [True], "review"), (["VIP"], [""], "review"), (["$KORP"], [], "pass"),
    ],
)  # fmt: skip
def test_tags_and_the_field(tags: Any, solution: Any, status: str) -> None:
    assert ask(CHECK, case(tags, solution)).status == status


@pytest.mark.parametrize("value", BLANKS)
def test_blank_tags_are_none(value: Any) -> None:
    assert ask("tagged: VIP", case(value)).status == "fail"


@pytest.mark.parametrize("value", PLACEHOLDERS)
def test_a_placeholder_is_no_tag_that_is_listed(value: str) -> None:
    assert ask("tagged: VIP", case([value])).status == "fail"


def test_what_it_reads() -> None:
    assert question("tagged: VIP").reads() == ("case.tags",)
    assert question(CHECK).reads() == ("case.tags", "case.solution_type")


def test_the_reason_names_the_tags() -> None:
    assert (
        ask("tagged: [VIP, Gold]", case(["BD.01", "UAE"])).reason == "no tag says VIP or Gold: its tags are BD.01, UAE"
    )


@pytest.mark.parametrize(
    ("tags", "status"),
    [(["VIP"], "pass"), (["x"], "not_applicable"), ([], "not_applicable"), ("", "not_applicable"), (ABSENT, "unknown")],
)
def test_as_a_condition(tags: Any, status: str) -> None:
    assert as_condition("tagged: VIP", case(tags)) == status


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("tagged: []", "lists no tag"),
        ("tagged: ''", "a blank one"),
        ("tagged: [VIP, '-']", "a blank one"),
        ("tagged: {tags: x, or_in: case.solution}", "unknown field 'case.solution'"),
    ],
)
def test_refused(check: str, words: str) -> None:
    assert words in refusal(check)


def test_it_is_refused_inside_a_list() -> None:
    assert "tagged looks at a whole case" in refusal("each: {in: contacts, check: {tagged: VIP}}")
