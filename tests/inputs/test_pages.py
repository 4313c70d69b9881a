"""Pages of one answer: all of them may be there, in one file or in many; where not, that is said."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.asking import read_files
from kyccheck.inputs.pages import missing
from kyccheck.records.record import Page, Problem

Answer = dict[str, Any]


def deals(*ids: int, **more: Any) -> Answer:
    """A page of HubSpot's deals."""
    members = [{"id": str(one), "properties": {"dealname": "Amber Quay", "dealstage": "draft"}} for one in ids]
    return {"results": members, **more}


def after(one: int) -> Answer:
    return {"next": {"after": str(one)}}


def tickets(page: int, *ids: int, more: bool) -> Answer:
    """A page of Teamwork Desk's tickets, of three."""
    members = [{"id": one, "subject": "Order", "inboxId": 15, "tags": [], "preview": ""} for one in ids]
    return {
        "tickets": members,
        "pagination": {"records": 5, "pageSize": 2, "pages": 3, "page": page, "hasMorePages": more},
    }


def contacts(page: int, **more: Any) -> Answer:
    """A page of Xero's contacts, of two."""
    contact = {"ContactID": f"0d3c-{page}", "Name": f"Amber Quay {page}", "ContactStatus": "ACTIVE"}
    return {"Status": "OK", "Contacts": [contact], "pagination": {"page": page, "pageCount": 2, **more}}


def items(*ids: int, cursor: str | None, first: bool = True) -> Answer:
    """A page of a board of Monday.com."""
    members = [{"id": str(one), "name": "Alpha", "column_values": [], "board": {"id": "7"}} for one in ids]
    page = {"cursor": cursor, "items": members}
    return {"data": {"boards": [{"items_page": page}]}} if first else {"data": {"next_items_page": page}}


LISTS = {
    "a list of HubSpot": [deals(1, 2, paging=after(3)), deals(3, 4, paging=after(5)), deals(5)],
    "a search of HubSpot": [deals(1, 2, total=3, paging=after(2)), deals(3, total=3)],
    "an older list of HubSpot": [{"deals": [{"dealId": 1, "properties": {}}], "hasMore": True, "offset": 1}, {"deals": [{"dealId": 2, "properties": {}}], "hasMore": False}],
    "tickets of Teamwork Desk": [tickets(1, 1, 2, more=True), tickets(2, 3, 4, more=True), tickets(3, 5, more=False)],
    "contacts of Xero": [contacts(1), contacts(2)],
    "contacts of Xero, with their number": [contacts(1, itemCount=2), contacts(2, itemCount=2)],
    "a board of Monday.com": [items(1, 2, cursor="MSw"), items(3, cursor=None, first=False)],
}  # fmt: skip


def pages_missed(tmp_path: Path, answers: list[Answer]) -> list[str]:
    found = read_files(tmp_path, {f"page {number}.json": answer for number, answer in enumerate(answers, 1)})
    assert all(item.source for item in found.inputs.values())
    return [problem.path for problem in found.problems if "export the other pages too" in problem.message]


@pytest.mark.parametrize("answers", LISTS.values(), ids=list(LISTS))
def test_pages_that_are_all_there_are_no_problem_in_any_order(answers: list[Answer], tmp_path: Path) -> None:
    assert pages_missed(tmp_path, answers) == []
    assert pages_missed(tmp_path, answers[::-1]) == []
    (tmp_path / "one").mkdir()
    found = read_files(tmp_path / "one", {"in.json": answers})
    assert [problem for problem in found.problems if "pages" in problem.message] == []


@pytest.mark.parametrize("answers", LISTS.values(), ids=list(LISTS))
def test_without_its_last_page_each_of_the_others_says_so(answers: list[Answer], tmp_path: Path) -> None:
    assert pages_missed(tmp_path, answers[:-1]) == [f"page {number}.json" for number in range(1, len(answers))]


@pytest.mark.parametrize("name", [name for name in LISTS if name not in ("a list of HubSpot", "a board of Monday.com")])
def test_without_its_first_page_a_list_that_counts_says_so(name: str, tmp_path: Path) -> None:
    counts = not name.startswith("an older")
    assert bool(pages_missed(tmp_path, LISTS[name][1:])) is counts


@pytest.mark.parametrize(
    "answers",
    [
        [deals(1, 2, paging=after(3)), deals(1, 2, paging=after(3))],
        [deals(1, 2, paging=after(3)), deals(1, 2)],
        [deals(1, 2, paging=after(3)), deals(3), deals(4)],
        [deals(1, 2, total=4, paging=after(2)), deals(3, total=1)],
        [deals(1, 2, total=4, paging=after(2)), deals(1, 2, total=4, paging=after(2))],
        [deals(1, 2, total=3, paging=after(2)), deals(3, 4, 5, total=3)],
        [deals(1, 2, total=4, paging=after(2)), deals(3, 4, total=4, paging=after(2))],
        [tickets(1, 1, 2, more=True), tickets(3, 5, more=False)],
        [contacts(1), contacts(1)],
    ],
)
def test_pages_that_do_not_make_one_answer_are_still_missed(answers: list[Answer], tmp_path: Path) -> None:
    assert "page 1.json" in pages_missed(tmp_path, answers)


def test_answers_of_other_objects_do_not_end_a_list(tmp_path: Path) -> None:
    companies = {"results": [{"id": "9", "properties": {"name": "Amber Quay", "domain": "amberquay.hk"}}]}
    assert pages_missed(tmp_path, [deals(1, 2, paging=after(3)), companies]) == ["page 1.json"]


@given(st.integers(2, 6), st.data())
def test_a_numbered_page_that_is_left_out_is_missed(pages: int, data: st.DataObject) -> None:
    more = Problem("in.json", "is one page of several")
    read = [Page("tickets", frozenset({str(number)}), more, 0, number, pages) for number in range(1, pages + 1)]
    counted = [page._replace(total=pages) for page in read]
    assert list(missing(read)) == list(missing(counted)) == []
    left = data.draw(st.lists(st.sampled_from(range(pages)), min_size=1, max_size=pages - 1, unique=True))
    for whole in (read, counted):
        assert list(missing(whole[place] for place in left)) == [more] * len(left)


def test_a_page_of_more_than_there_can_be_takes_no_memory() -> None:
    """A damaged count made a set of as many numbers, and took all memory that there was."""
    problem = Problem("x.json", "one of several")
    page = Page("tickets", frozenset({"1"}), problem, number=1, pages=10**15, goes_on=True)
    assert list(missing([page])) == [problem]
