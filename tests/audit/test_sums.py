"""What an item with sub-items adds up to, for every combination; and an item whose condition does not hold."""

import dataclasses
import itertools

import pytest

from deciding import plan_of
from kyccheck.asking.answer import Answer, Seen, Status
from kyccheck.audit.planned import Planned
from kyccheck.audit.sums import HOLDS, set_aside, sum_of
from kyccheck.records.case import Case

ORDER = ("error", "fail", "review", "unknown", "waived", "pass")
ASIDE = ("not_due", "not_applicable", "not_stated")
EVERY = (*ORDER, *ASIDE)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Planned]:
    items = plan_of(tmp_path_factory.mktemp("plan")).items
    return {planned.item.id: planned for planned in items}


def answer(status: str, of: str) -> Answer:
    return Answer(Status(status), f"{of} is {status}", (Seen(Case("1", "deal", {}), of),))


@pytest.mark.parametrize(("own", "first", "second"), list(itertools.product(EVERY, repeat=3)))
def test_the_worst_counts_of_an_item_with_its_own_check(
    own: str, first: str, second: str, planned: dict[str, Planned]
) -> None:
    children = [(planned["one"], answer(first, "one")), (planned["two"], answer(second, "two"))]
    found = sum_of(planned["whole"], answer(own, "own"), children)
    counting = [word for word in (own, first, second) if word in ORDER]
    if not counting:
        assert found.status == (own if own == "not_applicable" else next(s for s in ASIDE if s in (first, second)))
        return
    worst = min(counting, key=ORDER.index)
    assert found.status == worst
    if worst == "pass":
        assert found is HOLDS
    elif own == worst:
        assert found.reason == f"own is {own}"
    else:
        names = [name for name, status in (("one", first), ("two", second)) if status == worst]
        assert found.reason == f"{worst} because of {', '.join(names)}"
        assert [seen.path for seen in found.seen] == names


@pytest.mark.parametrize(("first", "second"), list(itertools.product(EVERY, repeat=2)))
@pytest.mark.parametrize("own", ["pass", "unknown", "error", "not_applicable", "not_due"])
def test_an_item_without_a_check_is_what_its_sub_items_are(
    own: str, first: str, second: str, planned: dict[str, Planned]
) -> None:
    """Its own answer is that of its condition; where that holds, it says nothing of the item."""
    children = [(planned["one"], answer(first, "one")), (planned["two"], answer(second, "two"))]
    mine = HOLDS if own == "pass" else answer(own, "own")
    found = sum_of(planned["sum"], mine, children)
    counting = [word for word in (first, second, own if own != "pass" else "") if word in ORDER]
    if counting:
        assert found.status == min(counting, key=ORDER.index)
    else:
        below = next(status for status in ASIDE if status in (first, second))
        assert found.status == ("not_applicable" if own == "not_applicable" else below)
        assert found.reason == (
            mine.reason if own == "not_applicable" else f"{'one' if first == below else 'two'} is {below}"
        )


@pytest.mark.parametrize("constant", ["not_stated", "not_applicable"])
def test_an_item_whose_answer_depends_on_no_case_keeps_it(constant: str, planned: dict[str, Planned]) -> None:
    said = answer(constant, "own")
    item = dataclasses.replace(planned["sum"], constant=said)
    assert sum_of(item, said, [(planned["one"], answer("not_due", "one"))]) is said


def test_an_item_of_which_nothing_counts_and_nothing_stands_aside_is_what_it_says(planned: dict[str, Planned]) -> None:
    own = answer("not_due", "own")
    assert sum_of(planned["sum"], own, []) is own


def test_a_condition_shown_false_sets_aside_and_names_the_fact() -> None:
    found = set_aside(
        Answer(Status.FAIL, "the terms are standard", (Seen(Case("1", "deal", {}), "deal.terms_changed"),))
    )
    assert found.status == "not_applicable"
    assert found.reason == "does not apply: the terms are standard"
    assert [seen.path for seen in found.seen] == ["deal.terms_changed"]


@pytest.mark.parametrize("status", ["fail", "review", "unknown"])
def test_a_condition_that_is_not_decided_is_unknown(status: str) -> None:
    found = set_aside(Answer(Status(status), "why", (Seen(Case("1", "deal", {}), "a.b"),), undecided=True))
    assert found.status == "unknown"
    assert found.reason == "it is unclear whether this applies: why"
    assert [seen.path for seen in found.seen] == ["a.b"]


def test_a_condition_that_could_not_be_evaluated_is_an_error() -> None:
    broken = answer("error", "own")
    assert set_aside(broken) is broken
