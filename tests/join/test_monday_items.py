"""The item of Monday.com that a case notes: where Monday.com's own export shows it, its state there decides."""

from pathlib import Path
from typing import Any

import pytest

from checks.asking import Read, ask_case, read_files
from join.test_pool import deal

LINK = "https://x.monday.com/boards/5/pulses/501"
GONE = ("archived", "deleted")


def board(*states: str, of: str = "", own: str = "501") -> dict[str, Any]:
    """An export of the board with an item in these states, each by itself; `of` is the deal that the item names."""
    names = {"id": "text1", "text": of, "value": None, "column": {"title": "Deal ID"}}
    items = [{"id": own, "name": "Amber", "state": state, "column_values": [names]} for state in states]
    return {"data": {"boards": [{"items_page": {"items": items}}]}}


def status(found: Read) -> str:
    """Whether the case has an item: by the check of the procedure."""
    (case,) = found.cases
    return ask_case("any_of: [{present: tracking.id}, {present: tracking.url}]", case).status


@pytest.mark.parametrize("of", ["", "91"])
@pytest.mark.parametrize(
    "noted", [{"id": "501"}, {"id": 501}, {"url": LINK}, {"id": "501", "name": "Other", "url": None}]
)
@pytest.mark.parametrize(("state", "expected"), [("active", "pass"), ("archived", "unknown"), ("deleted", "unknown")])
def test_an_item_of_a_native_case_stands_as_monday_says(
    state: str, expected: str, noted: dict[str, Any], of: str, tmp_path: Path
) -> None:
    case = {"case": {"id": "91", "kind": "deal"}, "deal": {"id": "91"}, "tracking": noted}
    found = read_files(tmp_path, {"case.json": case, "m.json": board(state, of=of)})
    assert status(found) == expected
    assert (found.problems, found.unused) == ([], [])


@pytest.mark.parametrize("of", ["", "91"])
@pytest.mark.parametrize("noted", [{"monday_item_id": "501"}, {"monday_item_link": LINK}, {"monday_item_id": LINK}])
@pytest.mark.parametrize(("state", "expected"), [("active", "pass"), ("archived", "unknown"), ("deleted", "unknown")])
def test_so_does_one_that_a_deal_of_hubspot_notes(
    state: str, expected: str, noted: dict[str, Any], of: str, tmp_path: Path
) -> None:
    one = deal()
    one["properties"] |= noted
    assert status(read_files(tmp_path, {"d.json": [one], "m.json": board(state, of=of)})) == expected
    held = {"deal": one}
    assert status(read_files(tmp_path, {"d.json": held, "m.json": board(state, of=of)})) == expected


@pytest.mark.parametrize(("noted", "expected"), [("501", "pass"), (None, "pass"), ("", "pass"), ("502", "review")])
def test_an_item_and_the_note_of_it_on_the_deal_are_one(noted: Any, expected: str, tmp_path: Path) -> None:
    one = deal()
    one["properties"] |= {"monday_item_id": noted}
    found = read_files(tmp_path, {"d.json": [one], "m.json": board("active", of="91")})
    assert ask_case("present: tracking.id", found.case).status == expected


@pytest.mark.parametrize("state", GONE)
def test_an_item_that_is_gone_in_one_of_two_exports_is_gone(state: str, tmp_path: Path) -> None:
    for place, states in enumerate([("active", state), (state, "active")]):
        folder = tmp_path / str(place)
        folder.mkdir()
        assert status(read_files(folder, {"d.json": [deal()], "m.json": board(*states, of="91")})) == "unknown"


@pytest.mark.parametrize("state", GONE)
def test_another_items_end_says_nothing(state: str, tmp_path: Path) -> None:
    case = {"case": {"id": "91", "kind": "deal"}, "tracking": {"id": "501"}}
    found = read_files(tmp_path, {"case.json": case, "m.json": board(state, own="502")})
    assert status(found) == "pass"
    assert [record.id for record in found.unused] == ["502"]


@pytest.mark.parametrize(("state", "expected"), [("active", "pass"), ("deleted", "unknown")])
def test_an_item_of_another_deal_tells_its_end_alone(state: str, expected: str, tmp_path: Path) -> None:
    case = {"case": {"id": "91", "kind": "deal"}, "tracking": {"id": "501", "name": "Mine"}}
    found = read_files(tmp_path, {"case.json": case, "m.json": board(state, of="92")})
    assert status(found) == expected
    assert state == "deleted" or found.case.value("tracking", "name") == "Mine"


@pytest.mark.parametrize("state", GONE)
def test_an_item_within_a_native_case_stands_for_nothing_once_it_is_gone(state: str, tmp_path: Path) -> None:
    (item,) = board(state, of="91")["data"]["boards"][0]["items_page"]["items"]
    case = {"case": {"id": "91", "kind": "deal"}, "tracking": item}
    assert status(read_files(tmp_path, {"case.json": case})) == "unknown"


def test_an_id_and_the_link_that_holds_it_are_one_item(tmp_path: Path) -> None:
    one = deal()
    one["properties"]["monday_item_id"] = LINK
    (case,) = read_files(tmp_path, {"d.json": [one], "m.json": board("active")}).cases
    assert case.value("tracking", "id") == "501"
    one["properties"]["monday_item_id"] = LINK.replace("501", "502")
    (case,) = read_files(tmp_path, {"d.json": [one], "m.json": board("active")}).cases
    assert case.value("tracking", "id") == LINK.replace("501", "502")


@pytest.mark.parametrize(("other", "expected"), [("91", "unknown"), ("93", "pass")])
def test_an_item_that_names_another_deal_of_these_files_is_that_ones(other: str, expected: str, tmp_path: Path) -> None:
    """A deal that was copied notes the item of the first one; where the first is in no file, nobody can tell."""
    both = [deal("91"), deal("92")]
    for one in both:
        one["properties"] |= {"monday_item_id": "501"}
    found = read_files(tmp_path, {"d.json": both, "m.json": board("active", of=other)})
    mine = next(case for case in found.cases if case.id == "92")
    assert ask_case("present: tracking.id", mine).status == expected
    if other == "91":
        theirs = next(case for case in found.cases if case.id == "91")
        assert ask_case("present: tracking.id", theirs).status == "pass"
