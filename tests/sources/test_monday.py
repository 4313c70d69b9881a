"""Monday.com's boards: the Excel file with its groups, and the answers of the API."""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.asking import native_case, read_files
from kyccheck.errors import UnreadableError
from kyccheck.read.trees import Tree
from kyccheck.records.names import Names
from kyccheck.records.record import Link, Problem, Record
from kyccheck.sources import Reading, monday, recognise
from kyccheck.values.grid import ErrorCell, Grid, Row, Sheet
from kyccheck.values.value import ABSENT
from sources.grids import CELLS, said, trees

Object = dict[str, Any]
Cells = tuple[Any, ...]

TITLE: Cells = ("Provisioning", None)
GROUP: Cells = ("New orders", None)
HEADER: Cells = ("Name", "Subitems", "Owner", "Status", "Status", "Due", "Deal ID", "Item ID (auto generated)")
ALPHA: Cells = ("Alpha", "Sub A", "Mei Tan", "Working on it", "", datetime(2026, 11, 20), "9001", "1000000001")  # noqa: DTZ001 - a cell has no zone
BETA: Cells = ("Beta", None, None, None, "Done", None, 9002.0, 1000000003.0)
BELOW: Cells = ("Subitems", "Name", "Status", "Hours", "Owner", "Item ID (auto generated)")
SUB: Cells = (None, "Sub A", "Done", 3, None, "1000000002")
SUM: Cells = (None, None, None, None, None, "34")


def board(*rows: Cells, name: str = "provisioning") -> Grid:
    """A workbook with one board; an empty row is left out, as readers of workbooks leave it out."""
    numbered = tuple(Row(number, cells) for number, cells in enumerate(rows, 1) if cells)
    return Grid((Sheet(name, numbered[:8], iter(numbered)),))


def read(document: Any, names: Names | None = None) -> list[Any]:
    """What the source yields for a document that it recognises."""
    assert recognise(document, "x") is monday
    return said(monday.records(Tree(document, ""), Reading("x", names or Names())))


def test_the_rows_of_a_board_are_told_apart() -> None:
    rows = (TITLE, ("What we provision",), GROUP, HEADER, ALPHA, BELOW, SUB, SUM, (), ("Done", None), HEADER, BETA, SUM)
    alpha, sub, beta = read(board(*rows))
    assert alpha.fields == {"id": "1000000001", "name": "Alpha", "status": "Working on it"}
    assert (alpha.id, alpha.links, alpha.counts) == ("1000000001", (Link("deal", "9001"),), True)
    assert (alpha.at("id"), alpha.at("name"), alpha.at("status")) == (
        "provisioning!H5",
        "provisioning!A5",
        "provisioning!D5",
    )
    assert sub.fields == {"id": "1000000002", "name": "Sub A", "status": "Done", "parent": "1000000001"}
    assert (sub.counts, sub.at("status")) == (False, "provisioning!C7")
    assert beta.fields == {"id": "1000000003", "name": "Beta", "status": "Done"}
    assert (beta.links, beta.at("status")) == ((Link("deal", "9002"),), "provisioning!E12")


def test_a_renamed_name_column_and_a_repeated_header_are_no_items() -> None:
    header = ("Customer", *HEADER[1:])
    assert [record.fields["name"] for record in read(board(TITLE, GROUP, header, ALPHA, GROUP, header, BETA))] == [
        "Alpha",
        "Beta",
    ]


def test_a_subitem_that_names_a_deal_counts() -> None:
    below, sub = (
        ("Subitems", "Name", "HubSpot deal ID", "Item ID (auto generated)"),
        (None, "Order", "9005", "1000000009"),
    )
    _, record = read(board(TITLE, GROUP, HEADER, ALPHA, below, sub))
    assert (record.counts, record.links) == (True, (Link("deal", "9005"),))


def test_an_item_called_subitems_is_an_item() -> None:
    (record,) = read(board(TITLE, GROUP, HEADER, ("Subitems", "Sub A", *ALPHA[2:])))
    assert record.fields["name"] == "Subitems"


def test_an_item_that_says_item_id_is_an_item() -> None:
    _, record = read(board(TITLE, GROUP, HEADER, ALPHA, ("Ask", None, "Item ID missing", *BETA[3:])))
    assert record.id == "1000000003"


def test_of_two_columns_of_ids_the_last_one_is_monday_s() -> None:
    header = ("Name", "Item ID", "Item ID (auto generated)")
    assert [record.id for record in read(board(TITLE, GROUP, header, ("Alpha", "A-7", "1000000001")))] == ["1000000001"]


OLD: Cells = ("Name", "Subitems", "Status")


def test_an_export_without_ids_tells_groups_by_the_header_below() -> None:
    rows = (TITLE, GROUP, OLD, ("Alpha", None, "Done"), ("Lone item",), ("Later",), OLD, ("Beta", None, "Stuck"))
    alpha, lone, beta = read(board(*rows))
    assert [record.fields["name"] for record in (alpha, lone, beta)] == ["Alpha", "Lone item", "Beta"]
    assert "id" not in alpha.fields
    assert len({alpha.id, lone.id, beta.id}) == 3


@pytest.mark.parametrize(
    ("rows", "at", "message"),
    [
        (
            (TITLE, GROUP, HEADER, ALPHA, ("Gamma", None, "Mei Tan")),
            "provisioning!H5",
            "is an item without an id",
        ),
        (
            (TITLE, GROUP, HEADER, (*ALPHA[:-1], ErrorCell("#REF!"))),
            "provisioning!H4",
            "is an item without an id",
        ),
        ((TITLE, GROUP, HEADER, ALPHA, BELOW, SUB[:-1]), "provisioning!F6", "is a subitem without an id"),
    ],
)
def test_a_row_that_cannot_be_told_is_a_problem(rows: tuple[Cells, ...], at: str, message: str) -> None:
    (problem,) = (found for found in read(board(*rows)) if isinstance(found, Problem))
    assert (problem.at, problem.message) == (at, message)


def test_what_people_said_is_left_aside_and_a_strange_sheet_is_not() -> None:
    items, rows = (
        board(TITLE, GROUP, HEADER, ALPHA).sheets[0],
        (Row(1, ("Provisioning",)), Row(2, ("Item ID", "Post ID"))),
    )
    updates, strange = Sheet("updates", rows, iter(rows)), Sheet("Notes", rows[:1], iter(rows[:1]))
    record, problem = read(Grid((items, updates, strange)))
    assert (record.id, problem.at) == ("1000000001", "Notes!A1")


def test_a_board_without_items_was_exported_and_is_empty() -> None:
    (record,) = read(board(TITLE, GROUP, HEADER))
    assert (record.empty, record.counts) == (True, False)


def test_a_mapping_gives_columns_more_names() -> None:
    names = Names({"tracking.status": ("progress",), "tracking.id": ("pulse",)})
    header = ("Name", "Progress", "Pulse")
    found = monday.records(Tree(board(TITLE, GROUP, header, ("Alpha", "Done", 1000000001)), ""), Reading("x", names))
    assert [record.fields for record in found if isinstance(record, Record)] == [
        {"id": "1000000001", "name": "Alpha", "status": "Done"}
    ]


@pytest.mark.parametrize(
    ("title", "cell", "links"),
    [
        ("Deal ID", "9001", (Link("deal", "9001"),)),
        ("HubSpot Deal ID", 9001.0, (Link("deal", "9001"),)),
        ("deal_id", "9001; 9002", (Link("deal", "9001"), Link("deal", "9002"))),
        ("Ticket ID", "7001", (Link("case", "7001"),)),
        ("Teamwork Desk ticket no.", "7001", (Link("case", "7001"),)),
        ("HubSpot ID", "9001", (Link("deal", "9001"), Link("case", "9001"))),
        ("Link", "CRM - https://app.hubspot.com/contacts/12345/record/0-3/9001", (Link("deal", "9001"),)),
        ("Link", "https://app-eu1.hubspot.com/contacts/12345/deal/9001/?x=1", (Link("deal", "9001"),)),
        ("Deal ID", "https://app.hubspot.com/contacts/12345/record/0-3/9001/", (Link("deal", "9001"),)),
        ("Link", "https://app.hubspot.com/contacts/12345/record/0-5/7001", (Link("case", "7001"),)),
        ("Link", "https://amber.teamwork.com/desk/tickets/7001/messages", (Link("case", "7001"),)),
        ("Link", "https://app.hubspot.com/contacts/12345/record/0-2/51", ()),
        ("Link", "https://example.com/record/0-3/9001", ()),
        ("Deal", "Amber Quay", ()),
        ("Legacy ID", "9001", ()),
        ("Deal ID", ErrorCell("#N/A"), ()),
        ("Deal ID", None, ()),
    ],
)
def test_an_item_names_its_deal_or_ticket(title: str, cell: object, links: tuple[Link, ...]) -> None:
    (record,) = read(board(TITLE, GROUP, ("Name", title, "Item ID"), ("Alpha", cell, "1000000001")))
    assert record.links == links


ADDRESS = (
    "blocked by https://app.hubspot.com/contacts/1/record/0-3/9002 and https://amber.teamwork.com/desk/tickets/7002"
)


@pytest.mark.parametrize(
    ("title", "cell", "links"),
    [
        ("Deal ID", "9001", {Link("deal", "9001"), Link("case", "7002")}),
        ("Ticket ID", "7001", {Link("deal", "9002"), Link("case", "7001")}),
        ("HubSpot ID", "9001", {Link("deal", "9001"), Link("case", "9001")}),
        ("Deal ID", "https://app.hubspot.com/contacts/1/deal/9001", {Link("deal", "9001"), Link("case", "7002")}),
        ("Deal ID", "", {Link("deal", "9002"), Link("case", "7002")}),
        ("Deal", "9001", {Link("deal", "9002"), Link("case", "7002")}),
    ],
)
def test_an_address_in_another_column_is_no_claim_where_the_id_of_a_deal_is_given(
    title: str, cell: str, links: set[Link]
) -> None:
    header, row = ("Name", "Notes", title, "Item ID"), ("Alpha", ADDRESS, cell, "1000000001")
    (record,) = read(board(TITLE, GROUP, header, row))
    assert set(record.links) == links


@pytest.mark.parametrize(("own", "url"), [("11", "https://amber.monday.com/boards/4/pulses/11"), ("12", ABSENT)])
def test_the_address_of_an_item_is_its_own(own: str, url: object) -> None:
    cell = "Open - https://amber.monday.com/boards/4/pulses/11"
    (record,) = read(board(TITLE, GROUP, ("Name", "Link", "Item ID"), ("Alpha", cell, own)))
    assert record.fields.get("url", ABSENT) == url


def column(own: str, text: object, title: str = "", **others: Any) -> Object:
    """A column's value as today's API gives it."""
    nested = {"column": {"title": title}} if title else {}
    return {"id": own, "text": text, "type": "text", "value": json.dumps(text), **nested, **others}


ITEM: Object = {
    "id": "1000000001", "name": "Alpha", "state": "active", "group": {"id": "topics"}, "parent_item": None, "assets": [],
    "column_values": [column("status", "Working on it", "Status"), column("text_mk1", "9001", "Deal ID")],
}  # fmt: skip
EXPECTED = {"id": "1000000001", "name": "Alpha", "state": "active", "status": "Working on it"}


@pytest.mark.parametrize(
    ("document", "base"),
    [
        (ITEM, ""),
        ([ITEM], "/0"),
        ({"stream": "items", "data": ITEM}, "/data"),
        (["items", ITEM], "/1"),
        ({"data": {"items": [ITEM]}}, "/data/items/0"),
        ({"data": {"boards": [{"items": [ITEM]}]}}, "/data/boards/0/items/0"),
        ({"boards": [{"items_page": {"cursor": None, "items": [ITEM]}}]}, "/boards/0/items_page/items/0"),
        ({"data": {"next_items_page": {"cursor": None, "items": [ITEM]}}}, "/data/next_items_page/items/0"),
        ({"data": {"items_page_by_column_values": {"items": [ITEM]}}}, "/data/items_page_by_column_values/items/0"),
        (
            {"data": {"boards": [{"groups": [{"items_page": {"items": [ITEM]}}]}]}},
            "/data/boards/0/groups/0/items_page/items/0",
        ),
    ],
)
def test_every_envelope_holds_the_same_item(document: Any, base: str) -> None:
    (record,) = read(document)
    assert (record.section, record.base, record.id, record.fields) == ("tracking", base, "1000000001", EXPECTED)
    assert record.links == (Link("deal", "9001"),)
    assert record.at("status") == f"{base}/column_values/0/text"


@pytest.mark.parametrize(
    ("columns", "status"),
    [
        ([column("status", "Done", "Status")], "Done"),
        (
            [{"id": "status", "title": "Status", "text": "Done", "value": '{"index":1}', "additional_info": "{}"}],
            "Done",
        ),
        ([column("status", "Done", "Stage of work")], "Done"),
        ([column("status", "Done")], "Done"),
        ([column("color_1", "Done", "Status"), column("status", "Stuck", "Priority")], "Done"),
        ([column("status", "", "Status"), column("color_1", "Done", "status ")], "Done"),
        ([{"id": "status", "text": None, "label": "Done", "value": None}], "Done"),
        ([{"id": "status", "value": '{"label":"Done"}'}], "Done"),
        ([column("status", "Not Started", value=None)], "Not Started"),
        ([column("status", None, value=None)], None),
        ([column("color_1", "High", "Priority", type="status")], ABSENT),
        ([], ABSENT),
    ],
)
def test_the_status_is_the_column_that_says_so(columns: list[Object], status: object) -> None:
    (record,) = read({**ITEM, "column_values": columns})
    assert record.fields.get("status", ABSENT) == status


def test_titles_may_stand_with_the_board() -> None:
    columns = [{"id": "color_1", "title": "Status"}, {"id": "text_1", "title": "Ticket ID"}]
    item = {**ITEM, "column_values": [column("color_1", "Done"), column("text_1", "7001")]}
    (record,) = read({"data": {"boards": [{"id": "4", "columns": columns, "items_page": {"items": [item]}}]}})
    assert (record.fields["status"], record.links) == ("Done", (Link("case", "7001"),))


def test_an_address_may_stand_in_the_json_within_the_json() -> None:
    value = '{"url":"https:\\/\\/app.hubspot.com\\/contacts\\/1\\/record\\/0-3\\/9001","text":"CRM"}'
    (record,) = read({**ITEM, "column_values": [column("link", "CRM", "Link", value=value)]})
    assert record.links == (Link("deal", "9001"),)


MADE = "https://amber.monday.com/boards/4/pulses/1000000001"
FILE = {"id": "8", "url": "https://amber.monday.com/protected_static/amber/resources/8/Mask Group-1.png"}


@pytest.mark.parametrize(
    ("document", "url"),
    [
        ({**ITEM, "url": "https://amber.monday.com/x"}, "https://amber.monday.com/x"),
        ({**ITEM, "assets": [FILE], "board": {"id": "4"}}, MADE),
        ({**ITEM, "column_values": [column("files", FILE["url"])], "board": {"id": 4}}, MADE),
        ({"data": {"boards": [{"id": "4", "url": "https://amber.monday.com/boards/4", "items": [ITEM]}]}}, MADE),
        ({"data": {"account": {"slug": "amber"}, "boards": [{"id": "4", "items": [ITEM]}]}}, MADE),
        ({"data": {"account": {"slug": "evil.example/"}, "boards": [{"id": "4", "items": [ITEM]}]}}, ABSENT),
        ({"data": {"boards": [{"id": "4", "items": [ITEM]}]}}, ABSENT),
        ({**ITEM, "assets": [FILE]}, ABSENT),
    ],
)
def test_an_address_is_made_where_account_and_board_are_known(document: Any, url: object) -> None:
    (record,) = read(document)
    assert record.fields.get("url", ABSENT) == url


def test_archived_is_said_and_deleted_tells_nothing() -> None:
    archived, deleted = read([{**ITEM, "state": "archived"}, {**ITEM, "state": "deleted"}])
    assert (archived.marks, archived.missing, archived.links) == (("archived",), "", (Link("deal", "9001"),))
    assert (deleted.marks, deleted.links) == (("deleted",), ())


@pytest.mark.parametrize("told", [{"state": "archived"}, {"state": "deleted"}, {"archived": True}, {"deleted": True}])
def test_what_is_on_a_board_or_in_a_group_that_is_gone_is_archived(told: Object) -> None:
    items = {"items_page": {"items": [ITEM]}}
    there = {"id": "4", "state": "active", "archived": False, "deleted": None}
    gone = [
        {"boards": [{**there, **told, **items}]}, {"boards": [{**there, **told, "groups": [{**there, **items}]}]},
        {"boards": [{**there, "groups": [{**there, **told, **items}]}]}, {**ITEM, "group": told}, {**ITEM, "board": told},
    ]  # fmt: skip
    assert [record.marks for document in gone for record in read(document)] == [("archived",)] * len(gone)
    here = [{"boards": [{**there, "groups": [{**there, **items}]}]}, {**ITEM, "group": there, "board": there}]
    assert [record.marks for document in here for record in read(document)] == [()] * len(here)
    assert "deleted" in read({**ITEM, "state": "deleted", "group": told})[0].marks


def test_a_board_that_is_gone_does_not_take_the_next_one_along() -> None:
    items = {"items_page": {"items": [{**ITEM, "subitems": [{"id": "1000000002", "name": "Sub A"}]}]}}
    first, sub, second, other = read({"boards": [{"id": "4", "state": "archived", **items}, {"id": "5", **items}]})
    assert ("archived" in first.marks, "archived" in sub.marks) == (True, True)
    assert ("archived" in second.marks, "archived" in other.marks) == (False, False)


def test_subitems_are_parts_of_their_item() -> None:
    sub = {"id": "1000000002", "name": "Sub A", "column_values": []}
    alone = {**sub, "parent_item": {"id": "1000000001"}}
    item, inside, beside = read([{**ITEM, "subitems": [sub]}, alone])
    assert (item.counts, inside.counts, beside.counts) == (True, False, False)
    assert inside.fields == beside.fields == {"id": "1000000002", "name": "Sub A", "parent": "1000000001"}
    assert inside.base == "/0/subitems/0"


@pytest.mark.parametrize(
    ("document", "at", "message"),
    [
        (
            {"boards": [{"items_page": {"cursor": "MSw", "items": [ITEM]}}]},
            "/boards/0/items_page",
            "is one page of several",
        ),
        ({"data": {"boards": [{"items": [ITEM, {"name": "x"}]}]}}, "/data/boards/0/items/1", "without an id"),
        ({"data": {"boards": [{"items": [ITEM, 7]}]}}, "/data/boards/0/items/1", "is not an item"),
        ({"data": {"boards": [{"items": [ITEM]}]}, "errors": [{"message": "complexity"}]}, "/errors", "complexity"),
        ([ITEM, {"x": 1}], "/1", "is not an item"),
        ([{**ITEM, "subitems": ["x"]}], "/0/subitems/0", "is not an item"),
    ],
)
def test_what_is_lacking_is_a_problem_with_its_place(document: Any, at: str, message: str) -> None:
    (problem,) = (found for found in read(document) if isinstance(found, Problem))
    assert problem.at == at
    assert message in problem.message


def test_an_item_joins_the_deal_that_it_names(tmp_path: Path) -> None:
    deal = {"id": "9001", "properties": {"dealname": "Amber Quay", "dealstage": "1"}}
    other = {**ITEM, "id": "1000000007", "column_values": []}
    found = read_files(tmp_path, {"deals.json": [deal], "items.json": [ITEM, other]})
    assert found.case.value("tracking", "id") == "1000000001"
    about = found.inputs["items.json"]
    assert (about.source, about.records, about.reported) == ("monday", 2, 1)


def test_a_native_case_may_hold_an_item() -> None:
    case = native_case({"tracking": ITEM})
    assert (case.value("tracking", "id"), case.value("tracking", "status")) == ("1000000001", "Working on it")


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        {"boards": []},
        {"items": [{"id": "1", "name": "x"}]},
        {"data": {"id": "1"}},
        {"stream": "deals", "data": {"id": "1", "properties": {}}},
        board(("Name", "Email"), ("Ada", "x")),
        board(("Record ID", "Deal Name"), ("1", "x")),
        Grid(()),
    ],
)
def test_what_is_not_monday_s_is_not_taken(document: Any) -> None:
    with suppress(UnreadableError):
        assert recognise(document, "x") is not monday


KEYS = (
    "data", "boards", "items", "items_page", "groups", "column_values", "column", "id", "title", "text", "label", "value", "name",
    "state", "subitems", "parent_item", "assets", "board", "url", "account", "slug", "cursor", "errors", "columns", "stream",
)  # fmt: skip
WORDS = ("", "1", "status", "Deal ID", "archived", "deleted", "Name", "Subitems", "Item ID", '{"label": 1}', "[" * 99)


@settings(max_examples=300, deadline=None)
@given(trees(KEYS, WORDS))
def test_no_json_is_too_odd(tree: Any) -> None:
    assert 0 <= monday.recognises(tree) < 0.9
    for found in said(monday.records(Tree(tree, ""), Reading("x", Names()))):
        assert isinstance(found, (Record, Problem))
        if isinstance(found, Record) and not found.empty:
            assert found.fields["id"] == found.id
            assert set(found.fields) == set(found.shape.places)


ROWS = st.one_of(
    st.sampled_from([TITLE, GROUP, HEADER, OLD, ALPHA, BETA, BELOW, SUB, SUM]),
    st.lists(CELLS | st.sampled_from(WORDS), max_size=9).map(tuple),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ROWS, max_size=12))
def test_no_sheet_is_too_odd(rows: list[Cells]) -> None:
    assert 0 <= monday.recognises(board(*rows)) < 0.9
    found: list[Any] = list(monday.records(Tree(board(*rows), ""), Reading("x", Names())))
    assert all(isinstance(item, (Record, Problem)) for item in found)
    assert all(item.id or item.empty for item in found if isinstance(item, Record))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3)), max_size=6))
def test_every_item_and_subitem_is_read_once(items: list[tuple[bool, int]]) -> None:
    rows: list[Cells] = [TITLE, GROUP, HEADER]
    own = 0
    for starts_a_group, subitems in items:
        rows += [SUM, GROUP, HEADER] if starts_a_group else []
        own += 1
        rows.append((*ALPHA[:-1], str(own)))
        rows += [BELOW] if subitems else []
        for _ in range(subitems):
            own += 1
            rows.append((*SUB[:-1], str(own)))
    found = [record for record in read(board(*rows, SUM)) if not record.empty]
    assert [record.id for record in found] == [str(number) for number in range(1, own + 1)]
    assert sum("parent" not in record.fields for record in found) == len(items)


@pytest.mark.parametrize(
    ("value", "shown"),
    [('{"label": "Done"}', "Done"), ('"Done"', "Done"), ("Done", "Done"), ("{Done", "{Done"), ("", "")],
)
def test_a_value_that_is_json_in_a_text_is_read_and_another_one_is_what_it_is(value: str, shown: str) -> None:
    column = {"id": "status", "value": value, "column": {"title": "Status", "type": "status"}}
    answer = {
        "data": {
            "boards": [
                {
                    "id": "1",
                    "name": "Orders",
                    "items_page": {"cursor": None, "items": [{"id": "9", "name": "Amber", "column_values": [column]}]},
                }
            ]
        }
    }
    (record,) = read(answer)
    assert (record.fields.get("status") or "") == shown


def test_an_item_without_a_name_is_an_item_all_the_same() -> None:
    (alpha, nameless) = read(
        board(TITLE, GROUP, HEADER, ALPHA, (None, None, "Mei Tan", "Done", None, None, "9002", "1000000007"))
    )
    assert (alpha.id, nameless.id) == ("1000000001", "1000000007")
    assert (nameless.fields["status"], nameless.links) == ("Done", (Link("deal", "9002"),))


def test_a_section_of_a_native_case_that_is_no_item_keeps_its_fields() -> None:
    item = {"id": "9", "name": "Amber", "board": {"id": "1"}, "column_values": []}
    names = Names()
    (record,) = monday.adopt("company", {"name": "Amber Quay"}, "/company", Reading("x", names))
    assert (record.section, record.fields) == ("company", {"name": "Amber Quay"})
    (record,) = monday.adopt("tracking", item, "/tracking", Reading("x", names))
    assert (record.section, record.id) == ("tracking", "9")
