"""A section of a native case that is one page of several: what is on the others nobody knows."""

from pathlib import Path
from typing import Any

import pytest

from checks.asking import ask, ask_case, read_files
from kyccheck.sources._pages import says_more

WHOLE: tuple[dict[str, Any], ...] = (
    {}, {"total": 2}, {"total": "2"}, {"hasMore": "no"}, {"total": "unknown"}, {"paging": None}, {"paging": {"prev": {"before": "1"}}}, {"hasMore": False},
    {"meta": {"page": {"hasMore": False, "count": 2, "pages": 1}}}, {"pagination": {"page": 1, "itemCount": 2}},
    {"next": None}, {"next": ""}, {"count": True},
)  # fmt: skip
PARTS: tuple[dict[str, Any], ...] = (
    {"paging": {"next": {"after": "100"}}}, {"total": 7}, {"meta": {"page": {"hasMore": True}}}, {"hasMore": True},
    {"pagination": {"hasMorePages": True}}, {"pagination": {"itemCount": 3}}, {"meta": {"page": {"pages": 2}}},
    {"next": "https://example.com/2"}, {"count": 3}, {"total": "7"}, {"total": 250.0}, {"hasMore": "true"}, {"pages": "2"},
    {"pageInfo": {"hasNextPage": True}}, {"links": {"next": "https://example.com/2"}}, {"_links": {"next": {"href": "x"}}},
    {"nextPageToken": "abc"}, {"meta": {"next_cursor": "abc"}},
)  # fmt: skip


@pytest.mark.parametrize("envelope", WHOLE)
def test_an_envelope_that_says_nothing_of_further_ones(envelope: dict[str, Any]) -> None:
    assert says_more(envelope, 2) == ""


CONTACTS = [{"id": "1", "name": "Ada Lam", "email": "ada@x.hk"}, {"id": "2", "name": "Bo Yu", "email": "bo@x.hk"}]
DOCUMENTS = [{"id": "3", "type": "br", "expires": "2027-01-01"}, {"id": "4", "type": "csr106", "signed": True}]
APPROVALS = [{"team": "iod", "by": "Ken Yip", "decision": "approved", "on": "2026-11-10"}]


def status(folder: Path, section: str, value: Any, check: str) -> tuple[str, str]:
    found = read_files(folder, {"in.json": {"case": {"id": "7", "kind": "deal", "stage": "draft"}, section: value}})
    return ask_case(check, found.case).status, found.said()


@pytest.mark.parametrize("envelope", PARTS)
def test_one_page_of_several_is_a_problem_and_leaves_its_items_unknown(
    envelope: dict[str, Any], tmp_path: Path
) -> None:
    check = "each: {in: contacts, check: {present: email}}"
    assert status(tmp_path, "contacts", {"results": CONTACTS}, check) == ("pass", "")
    told, said = status(tmp_path, "contacts", {"results": CONTACTS, **envelope}, check)
    assert told == "unknown"
    assert said.endswith("export the other pages too")


@pytest.mark.parametrize(
    ("section", "members", "check"),
    [
        ("documents", DOCUMENTS, "document: {types: identity, in_date: true}"), ("documents", DOCUMENTS, "document: sof"),
        ("documents", DOCUMENTS, "count: {in: documents, at_most: 3}"), ("approvals", APPROVALS, "approved: iod"),
        ("approvals", APPROVALS, "approved: legal"),
        ("contacts", CONTACTS, "count: {in: contacts, exactly: 3}"), ("contacts", CONTACTS, "count: {in: contacts, exactly: 4}"),
        ("contacts", CONTACTS, "count: {in: contacts, at_least: 3}"), ("company", CONTACTS[:1], "present: company.name"),
        ("contacts", CONTACTS, "count: {in: contacts, where: {present: email}, exactly: 3}"),
    ],
)  # fmt: skip
def test_nothing_that_hangs_on_the_other_pages_is_told(section: str, members: Any, check: str, tmp_path: Path) -> None:
    told, _ = status(tmp_path, section, {"results": members, "total": 7}, check)
    assert told == "unknown"


@pytest.mark.parametrize(
    ("section", "members", "check", "expected"),
    [
        ("documents", DOCUMENTS, "document: {types: csr106, signed: true}", "pass"),
        ("contacts", CONTACTS, "count: {in: contacts, at_least: 2}", "pass"),
        ("contacts", CONTACTS, "count: {in: contacts, at_most: 1}", "fail"),
    ],
)
def test_what_this_page_shows_holds(section: str, members: Any, check: str, expected: str, tmp_path: Path) -> None:
    told, _ = status(tmp_path, section, {"results": members, "total": 7}, check)
    assert told == expected


def test_a_list_that_is_shorter_than_asked_for_is_not_too_short() -> None:
    each = "each: {in: contacts, check: {present: email}, at_least: %d}"
    for members, least in ((CONTACTS, 3), (CONTACTS, 9), ([], 2)):
        page = {"results": members, "total": 12}
        assert ask(each % least, {"contacts": page}).status == "unknown"


def test_a_page_of_deals_does_not_tell_which_case_it_is(tmp_path: Path) -> None:
    deals = {"results": [{"id": "91", "name": "Amber"}], "total": 2}
    found = read_files(tmp_path, {"in.json": {"deal": deals, "company": {"name": "Amber"}}})
    assert found.cases == []
    assert "a case without an id cannot be audited" in found.said()
    found = read_files(tmp_path, {"in.json": {"case": {"id": "91", "kind": "deal"}, "deal": deals}})
    assert (found.case.id, ask_case("present: deal.name", found.case).status) == ("91", "unknown")


def test_a_page_of_cases_is_a_problem(tmp_path: Path) -> None:
    case = {"case": {"id": "7", "kind": "deal"}}
    found = read_files(tmp_path, {"in.json": {"cases": [case], "total": 5}})
    assert found.said() == "in.json: says that there are 5 and holds 1; export the other pages too"


def test_a_history_whose_other_pages_nobody_knows_shows_no_order() -> None:
    page = {"results": [{"stage": "draft", "entered": "2026-11-01"}]}
    assert ask("stage_history: {}", {"history": page}).status == "pass"
    assert ask("stage_history: {}", {"history": {**page, "total": 7}}).status == "unknown"
