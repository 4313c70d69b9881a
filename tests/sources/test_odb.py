"""ODB's accounts, as tables and JSON."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading as Inputs
from kyccheck.read.trees import Tree
from kyccheck.records.names import Names
from kyccheck.records.record import Link, Problem, Record
from kyccheck.sources import Reading, _numbers, odb
from kyccheck.sources._references import is_like_an_id
from kyccheck.values.grid import ErrorCell, Grid, Merged
from sources.grids import CELLS, JSON, csv, flat, grid, grids, problems, read, sheet, the

HEADER: list[Any] = ["Account ID", "Deal ID", "Company name", "Billing address", "Plan", "Quantity", "Add-ons"]
ROW: list[Any] = ["A100", "9001", "Amber Quay Limited", "88 Queen's Road", "Voice Pro", 10, "IVR; Recording"]
NUMBERS: list[list[Any]] = [
    ["Account ID", "Number", "Country", "Type", "Channels"],
    ["A100", "+852 5808 1001", "HK", "local", 4],
    ["A100", 85258081002, "HK", None, None],
]
OBJECT = {
    "account_id": "A100", "deal_id": 9001, "company_name": "Amber Quay Limited", "package": {"plan": "Voice Pro", "quantity": 10},
    "billing_contact": {"name": "Ada Lam"}, "virtual_numbers": [{"number": "+852 5808 1001", "country": "HK"}],
}  # fmt: skip


def numbers_of(record: Record) -> list[Any]:
    entries: Any = record.fields.get("virtual_numbers", ())
    return [entry["number"] for entry in entries]


def test_an_account_is_a_record_with_its_values_places_and_link() -> None:
    record = the(read(csv(HEADER, ROW), "odb"))
    assert record.fields == {
        "account_id": "A100", "company_name": "Amber Quay Limited", "billing_address": "88 Queen's Road",
        "package.plan": "Voice Pro", "package.quantity": 10, "package.add_ons": ["IVR", "Recording"],
    }  # fmt: skip
    assert (record.section, record.system, record.id, record.links) == ("odb", "odb", "A100", (Link("deal", "9001"),))
    assert (record.at("package.plan"), record.shape.ignored) == ("E2", ())


@pytest.mark.parametrize("name", ["accounts.csv", "zz.csv"])
def test_numbers_of_a_file_of_their_own_are_those_of_the_account(name: str, tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("Record ID,Deal Name,Deal Stage\n9001,Amber,1\n", "utf-8")
    (tmp_path / name).write_text("Account ID,Deal ID,Company name,Plan,Term\nA100,9001,Amber,Voice,1 year\n", "utf-8")
    numbers = (
        "Account ID,Number,Country,Type,Channels\nA100,+852 5808 1001,HK,local,4\nA100,+852 5808 1002,HK,local,2\n"
    )
    (tmp_path / "numbers.csv").write_text(numbers, "utf-8")
    reading = Inputs(find_inputs([str(tmp_path)]), Mapping())
    (case,) = reading.cases()
    assert reading.problems == []
    (account,) = case.records["odb"]
    assert (account.fields["company_name"], numbers_of(account)) == ("Amber", ["+852 5808 1001", "+852 5808 1002"])
    assert all(item.reported == 0 for item in reading.inputs)


def test_numbers_of_an_account_of_no_file_are_an_account_that_belongs_to_nothing() -> None:
    found = read(grid(Numbers=[*NUMBERS, ["", "+852 5808 1003", "HK", None, None]]), "odb")
    account = the(found)
    assert (account.id, account.links, account.counts) == ("A100", (), True)
    assert numbers_of(account) == ["+852 5808 1001", "85258081002", "whose is this: +852 5808 1003"]
    assert (account.at(), account.shape.keys["account_id"]) == ("Numbers!B2", ("Account ID",))
    assert problems(found) == [("names no account", "Numbers!B4")]


def test_a_list_of_phones_is_none_of_virtual_numbers() -> None:
    people = csv(["Account", "Phone", "Country"], ["A100", "+852 5808 1001", "HK"])
    assert not odb.recognises(people)
    assert odb.recognises(csv(["Account", "DID number"], ["A100", "+852 5808 1001"]))


ENDED = (
    *(("Status", word) for word in ("Terminated", "suspended", "CANCELLED", "Closed", "Deleted", "Draft", "Inactive", "已終止")),
    *(("Archived", True), ("Archived", "TRUE"), ("Is deleted", "yes"), ("Active", "No"), ("Active", False), ("Account status", "Suspended")),
    *(("Suspended", "x"), ("Terminated on", "2026-11-01"), ("State", "archived")),
)  # fmt: skip
IN_SERVICE = (
    *(("Status", word) for word in ("Active", "Live", "Provisioned", "In service", "Ready", "Completed", "Pending", "", None)),
    *(("Archived", False), ("Archived", ""), ("Active", "Yes"), ("Active", True), ("Terminated on", None), ("Terminated on", "N/A")),
)  # fmt: skip


@pytest.mark.parametrize(("title", "value"), [*ENDED, *IN_SERVICE])
def test_an_account_that_is_said_to_have_ended_is_marked(title: str, value: Any) -> None:
    upright = [list(pair) for pair in zip([*HEADER, title], [*ROW, value], strict=True)]
    tables: list[Any] = [csv([*HEADER, title], [*ROW, value]), csv(*upright), {**OBJECT, title: value}]
    for found in (the(read(one, "odb")) for one in tables):
        assert ("archived" in found.marks) is ((title, value) in ENDED)


def test_numbered_columns_each_say_a_part() -> None:
    header = [
        "Account ID",
        "Plan",
        "Term",
        "Virtual number 2",
        "Virtual number 1",
        "Billing address",
        "Billing address 2",
    ]
    record = the(
        read(csv(header, ["A1", "Pro", "1 year", "+85258081002", "+85258081001 HK", "Flat 4", "1 Oak Road"]), "odb")
    )
    assert record.fields["virtual_numbers"] == [{"number": "+85258081001", "country": "HK"}, {"number": "+85258081002"}]
    assert record.fields["billing_address"] == "Flat 4, 1 Oak Road"
    assert record.shape.ignored == ()


def test_the_whole_beside_its_parts_is_for_a_person_to_judge() -> None:
    header = ["Account ID", "Plan", "Term", "Billing address", "Billing address 1"]
    record = the(read(csv(header, ["A1", "Pro", "1 year", "1 Oak Road", "2 Oak Road"]), "odb"))
    assert record.fields["billing_address"] == ["1 Oak Road", "2 Oak Road"]


def test_numbered_keys_of_json_each_say_a_part() -> None:
    account = {
        "account_id": "A1",
        "plan": "Pro",
        "term": "1 year",
        "virtual_number_1": "+85258081001",
        "virtual_number_2": "+85258081002",
    }
    assert numbers_of(the(read(account, "odb"))) == ["+85258081001", "+85258081002"]


@pytest.mark.parametrize(
    ("title", "cell", "links"),
    [
        ("Deal ID", "9001", [("deal", "9001")]),
        ("HubSpot deal", 9001.0, [("deal", "9001")]),
        ("hubspot_deal_id", "9001;9002", [("deal", "9001"), ("deal", "9002")]),
        ("Case ID", "7", [("case", "7")]),
        ("Ticket ID", "7", [("case", "7")]),
        ("Company ID", "51", [("company", "51")]),
        ("Deal ID", None, []),
        ("Deal ID", " ", []),
    ],
)
def test_columns_of_ids_are_links(title: str, cell: Any, links: list[tuple[str, str]]) -> None:
    found = read(csv(["Account ID", "Company name", "Plan", title], ["A1", "Amber", "Pro", cell]), "odb")
    assert [(link.section, link.id) for link in the(found).links] == links
    assert problems(found) == []


@pytest.mark.parametrize("cell", ["Amber Quay", ErrorCell("#N/A"), True, "-"])
def test_what_is_no_id_is_a_problem_and_joins_nothing(cell: Any) -> None:
    found = read(csv(HEADER, ["A1", cell, *ROW[2:]]), "odb")
    assert not any(is_like_an_id(link.id) for link in the(found).links)
    ((message, at),) = problems(found)
    assert "is not the id of a deal" in message
    assert at == "B2"


def test_the_name_of_the_company_joins_nothing() -> None:
    assert the(read(csv(["Account ID", "Company", "Plan"], ["A1", "51", "Pro"]), "odb")).links == ()


def test_numbers_of_a_second_sheet_go_to_their_account_whatever_the_order_of_the_sheets() -> None:
    for names in (("Accounts", "Virtual numbers"), ("Virtual numbers", "Accounts")):
        sheets: dict[str, Any] = {"Accounts": [HEADER, ROW, ["A200", *ROW[1:]]], "Virtual numbers": NUMBERS}
        found = read(Grid(tuple(sheet(name, sheets[name]) for name in names)), "odb")
        first, second = flat(found)
        assert first.fields["virtual_numbers"] == [
            {"number": "+852 5808 1001", "country": "HK", "type": "local", "channels": 4},
            {"number": "85258081002", "country": "HK", "type": None, "channels": None},
        ]
        assert second.fields["virtual_numbers"] == []
        assert (first.at("virtual_numbers"), first.at("virtual_numbers[1]")) == (
            "Virtual numbers!B2",
            "Virtual numbers!B3",
        )
        assert (first.at(), first.at("package.plan"), second.at("package.plan")) == (
            "Accounts!2",
            "Accounts!E2",
            "Accounts!E3",
        )
        assert problems(found) == []


def test_what_becomes_of_a_number_is_read_with_it() -> None:
    below = [
        ["Account ID", "Number", "Country", "Status", "Colour"],
        ["A100", "+852 5808 1001", "HK", "Released", "red"],
    ]
    found = read(grid(Accounts=[HEADER, ROW], Virtual_numbers=[*below, ["Total", None, None, 1]]), "odb")
    expected = [{"number": "+852 5808 1001", "country": "HK", "Status": "Released"}]
    assert (the(found).fields["virtual_numbers"], problems(found)) == (expected, [])
    assert the(found).shape.ignored == ("Colour",)
    in_rows = read(
        csv([*HEADER, "Number", "Country", "Channels", "Status"], [*ROW, "+852 5808 1001", "HK", 4, "Released"]), "odb"
    )
    assert the(in_rows).fields["virtual_numbers"] == [{**expected[0], "channels": 4}]
    of_account = read(csv(["Status", *HEADER, "Number", "Channels"], ["Live", *ROW, "+852 5808 1001", 4]), "odb")
    assert the(of_account).fields["virtual_numbers"] == [{"number": "+852 5808 1001", "channels": 4}]


def test_numbers_of_no_account_are_problems_at_their_cells() -> None:
    rows: list[Any] = [NUMBERS[0], ["A999", "1234567", "HK", None, None], [None, "7654321", "HK", None, None]]
    found = read(grid(Accounts=[HEADER, ROW], Virtual_numbers=rows), "odb")
    assert problems(found) == [
        ("account A999 of a virtual number is not there", "Virtual numbers!B2"),
        ("names no account", "Virtual numbers!B3"),
    ]


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        ("+85258081001, 6531580001, +85299990000", [{"number": own} for own in ("+85258081001", "6531580001", "+85299990000")]),
        (["+85258081001,6531580001"], [{"number": "+85258081001"}, {"number": "6531580001"}]),
        ("+85258081001, HK, local, 4, 6531580001, SG", [
            {"number": "+85258081001", "country": "HK", "type": "local", "channels": 4}, {"number": "6531580001", "country": "SG"}]),
        ("+852 5808 1001 HK local 4ch", [{"number": "+852 5808 1001", "country": "HK", "type": "local", "channels": 4}]),
        ("+852 5808 1001 Hong Kong local 4ch", [{"number": "+852 5808 1001", "country": "Hong Kong", "type": "local", "channels": 4}]),
        ("+65 6123 4567 Singapore toll free", [{"number": "+65 6123 4567", "country": "Singapore", "type": "toll free"}]),
        ("+852 5808 1001 Hong Kong 4ch", [{"number": "+852 5808 1001", "country": "Hong Kong", "channels": 4}]),
        ("+852 5808 1001 toll free 4ch", [{"number": "+852 5808 1001", "type": "toll free", "channels": 4}]),
        ("+852 5808 1001; +65 3158 1001 SG", [{"number": "+852 5808 1001"}, {"number": "+65 3158 1001", "country": "SG"}]),
        ("+852 5808 1001\n+852 5808 1002 4 channels", [{"number": "+852 5808 1001"}, {"number": "+852 5808 1002", "channels": 4}]),
        ("+852 5808 1001, Hong Kong, toll free, 4", [{"number": "+852 5808 1001", "country": "Hong Kong", "type": "toll free", "channels": 4}]),
        ("+852 5808 1001, , local", [{"number": "+852 5808 1001", "type": "local"}]),
        ("+1 (415) 555-0100 US toll-free 2ch", [{"number": "+1 (415) 555-0100", "country": "US", "type": "toll-free", "channels": 2}]),
        ("to be told later", [{"number": "to be told later"}]),
        ("1, 2, 3, 4, 5", [{"number": "1, 2, 3, 4, 5"}]),
        (85258081001, [{"number": "85258081001"}]),
        (None, None),
        ("", ""),
        (";", []),
    ],
)  # fmt: skip
def test_numbers_in_one_cell(cell: Any, entries: Any) -> None:
    record = the(read(csv([*HEADER, "Virtual numbers"], [*ROW, cell]), "odb"))
    assert record.fields["virtual_numbers"] == entries


def test_a_failed_formula_stays_what_it_is() -> None:
    failed = ErrorCell("#N/A")
    record = the(
        read(csv([*HEADER, "Virtual numbers"], ["A1", "9001", failed, failed, failed, failed, failed, failed]), "odb")
    )
    assert all(type(record.fields[name]) is ErrorCell for name in record.fields if name != "account_id")


def test_columns_that_nobody_knows_are_listed_and_sheets_are_told() -> None:
    found = read(grid(Accounts=[[*HEADER, "Colour", None], [*ROW, "red", None]], Remarks=[["x", "y"]]), "odb")
    record = the(found)
    assert record.shape.ignored == ("Colour",)
    assert record.notes == ('the sheet "Remarks" holds neither accounts nor virtual numbers, and was not read',)


MORE_NUMBERS: list[list[Any]] = [["Deal ID", "Number", "Country"], ["9001", "+852 5808 7777", "HK"]]


@pytest.mark.parametrize(
    ("name", "rows", "why"),
    [
        ("More", MORE_NUMBERS, "its numbers do not name their account"),
        ("More", [["More numbers of the week"], *MORE_NUMBERS], "its numbers do not name their account"),
        ("Sheet2", [["DID", "Lines"], ["+852 5808 7777", 4]], "its numbers do not name their account"),
        ("Sheet2", [["Deal ID", "Plan"], ["9001", "Basic"]], "it has not the columns of accounts"),
        ("Sheet2", [["Account ID", "Channels"], ["A100", 50]], "it has not the columns of accounts"),
        ("Accounts 2", [["Who", "What"], ["A100", "Basic"]], "it has not the columns of accounts"),
        ("Virtual numbers (2)", [["Who", "What"], ["A100", "x"]], "it has not the columns of accounts"),
    ],
)
def test_a_further_sheet_that_tells_of_accounts_or_numbers_is_a_problem_with_its_rows(
    name: str, rows: list[list[Any]], why: str
) -> None:
    found = read(Grid((sheet("Accounts", [HEADER, ROW]), sheet("Virtual numbers", NUMBERS), sheet(name, rows))), "odb")
    (problem,) = (one for one in found if isinstance(one, Problem))
    assert f'the sheet "{name}" was not read: {why}' in problem.message
    assert (problem.at, problem.records) == (f"{name}!", 1)
    assert not the(found).notes
    hidden = read(Grid((sheet("Accounts", [HEADER, ROW]), sheet(name, rows, hidden=True))), "odb")
    assert "is hidden and was not read" in problems(hidden)[0][0]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Staff", [["Name", "Phone"], ["Ada Lam", "+852 2810 4411"]]),
        ("Prices", [["Plan", "Price"], ["Voice Pro", 12]]),
        ("Lists", [["Country", "Type"], ["HK", "local"]]),
        ("More", MORE_NUMBERS[:1]),
        ("Note", [["Number"]]),
    ],
)
def test_a_further_sheet_of_other_things_is_only_noted(name: str, rows: list[list[Any]]) -> None:
    found = read(Grid((sheet("Accounts", [HEADER, ROW]), sheet(name, rows))), "odb")
    assert not problems(found)
    assert the(found).notes == (f'the sheet "{name}" holds neither accounts nor virtual numbers, and was not read',)


@pytest.mark.parametrize(
    ("key", "value", "records"),
    [
        ("more_numbers", [{"deal_id": "9001", "number": "+852 5808 7777"}], 1),
        ("set_up_later", [{"account_id": "A100", "number": "1"}, {"account_id": "A100", "number": "2"}], 2),
        ("staff", [{"name": "Ada Lam"}], 0),
        ("more_numbers", [], 0),
    ],
)
def test_a_list_beside_the_accounts_that_tells_of_numbers_is_a_problem(key: str, value: Any, records: int) -> None:
    found = read({"accounts": [OBJECT], "virtual_numbers": [], key: value}, "odb")
    assert [one.records for one in found if isinstance(one, Problem)] == ([records] if records else [])


def test_a_hidden_table_is_a_problem() -> None:
    found = read(Grid((sheet("Accounts", [HEADER, ROW]), sheet("Old", [HEADER, ROW], hidden=True))), "odb")
    assert len(flat(found)) == 1
    assert "is hidden and was not read" in problems(found)[0][0]


def test_an_account_without_an_id_has_its_place_for_one() -> None:
    found = read(csv(HEADER, [None, *ROW[1:]], [None, *ROW[1:]]), "odb")
    assert len({record.id for record in flat(found)}) == 2


@pytest.mark.parametrize(
    ("document", "base"),
    [
        (OBJECT, ""), ([OBJECT], "/0"), ({"accounts": [OBJECT]}, "/accounts/0"), ({"odb": OBJECT}, "/odb"),
        ({"deal_id": "9001", "odb": {key: value for key, value in OBJECT.items() if key != "deal_id"}}, "/odb"),
    ],
)  # fmt: skip
def test_accounts_as_json(document: Any, base: str) -> None:
    record = the(read(document, "odb"))
    assert record.links == (Link("deal", "9001"),)
    assert record.fields["package.plan"] == "Voice Pro"
    assert record.fields["billing_contact.name"] == "Ada Lam"
    assert record.at("package.plan") == f"{base}/package/plan"
    assert record.fields["virtual_numbers"] == OBJECT["virtual_numbers"]


@pytest.mark.parametrize("odd", [5, None, "x", []])
def test_an_odd_member_among_accounts_is_a_problem_and_hides_none(odd: Any) -> None:
    found = read({"accounts": [odd, OBJECT]}, "odb")
    assert [record.id for record in flat(found)] == ["A100"]
    assert [place for _, place in problems(found)] == ["/accounts/0"]


def test_a_second_list_of_json_gives_accounts_their_numbers() -> None:
    account = {key: value for key, value in OBJECT.items() if key != "virtual_numbers"}
    numbers = [{"account": "A100", "did": "+852 5808 1001"}, {"account": "A999", "number": "1"}]
    found = read({"accounts": [account], "virtual_numbers": numbers}, "odb")
    assert the(found).fields["virtual_numbers"] == [{"number": "+852 5808 1001"}]
    assert problems(found) == [("account A999 of a virtual number is not there", "/virtual_numbers/1")]


@pytest.mark.parametrize(
    "document",
    [
        {"case": {"id": "1"}, "odb": OBJECT},
        {"csr": {"company_name": "x"}, "odb": OBJECT},
        {"company_name": "x"},
        [],
        {},
        "x",
        None,
        5,
    ],
)
def test_what_is_no_account_is_left_to_others(document: Any) -> None:
    assert odb.recognises(document) == 0.0


def listed(document: Any) -> list[Any]:
    return list(odb.records(Tree(document, ""), Reading("x", Names())))


TITLES: list[str] = [*HEADER, *NUMBERS[0], "Virtual numbers", "Company ID"]


@settings(deadline=None)
@given(document=st.one_of(JSON, grids(TITLES, ["Accounts", "Virtual numbers", ""])))
def test_any_document_is_records_and_located_problems(document: Any) -> None:
    assert 0 <= odb.recognises(document) <= 1
    for found in listed(document):
        assert isinstance(found, Record) or (isinstance(found, Problem) and found.message)


@settings(deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=6))
def test_every_row_is_a_record_or_a_problem(rows: list[list[Any]]) -> None:
    kept = [row for row in rows if any(cell is not None for cell in row)]
    found = listed(csv(HEADER, *rows))
    assert sum(isinstance(item, Record) or "says nothing" in item.message for item in found) == len(kept)


@given(cell=CELLS)
def test_any_cell_of_numbers_is_entries_or_what_it_was(cell: Any) -> None:
    entries = _numbers.from_value(cell)
    assert (
        all(isinstance(entry, dict) and "number" in entry for entry in entries)
        if isinstance(entries, list)
        else entries is cell
    )


def test_a_title_above_the_accounts_is_passed_over() -> None:
    record = the(read(grid(Accounts=[["ODB accounts"], ["as of 1 May"], HEADER, ROW]), "odb"))
    assert (record.id, record.at("package.plan")) == ("A100", "Accounts!E4")


@pytest.mark.parametrize("behind", [":", " :", "\uff1a", ": "])
def test_a_colon_behind_a_title_is_no_part_of_it(behind: str) -> None:
    plain = the(read(grid(Accounts=[HEADER, ROW]), "odb"))
    marked = the(read(grid(Accounts=[[f"{title}{behind}" for title in HEADER], ROW]), "odb"))
    assert (marked.id, marked.fields) == (plain.id, plain.fields)


def test_a_number_of_several_accounts_is_a_problem_and_an_empty_row_is_none() -> None:
    rows = [
        NUMBERS[0],
        ["A100;A200", "+852 5808 1001", "HK", "local", 4],
        [None, None, " ", None, None],
        ["A100", "+852 5808 1002", "HK", "local", 4],
    ]
    found = read(grid(Accounts=[HEADER, ROW], Virtual_numbers=rows), "odb")
    assert numbers_of(the(found)) == ["+852 5808 1002", "whose is this: +852 5808 1001"]
    assert problems(found) == [("a virtual number of several accounts", "Virtual numbers!B2")]


@pytest.mark.parametrize(
    ("value", "entries"),
    [
        ({"number": "+852 5808 1001", "channels": 4}, [{"number": "+852 5808 1001", "channels": 4}]),
        (["+852 5808 1001", 85258081002], [{"number": "+852 5808 1001"}, {"number": "85258081002"}]),
        ("9" * 300, [{"number": "9" * 300}]), ("x, " * 100, [{"number": ("x, " * 100).strip()}]),
        ("+85258081001, 6531580001, +85299990000", [{"number": own} for own in ("+85258081001", "6531580001", "+85299990000")]),
        (["+85258081001,6531580001"], [{"number": "+85258081001"}, {"number": "6531580001"}]),
        ("+85258081001, HK, local, 4, 6531580001, SG", [
            {"number": "+85258081001", "country": "HK", "type": "local", "channels": 4}, {"number": "6531580001", "country": "SG"}]),
        ("+852 5808 1001 HK local 4ch", [{"number": "+852 5808 1001", "country": "HK", "type": "local", "channels": 4}]),
        ("+852 5808 1001 Hong Kong local 4ch", [{"number": "+852 5808 1001", "country": "Hong Kong", "type": "local", "channels": 4}]),
        ("+65 6123 4567 Singapore toll free", [{"number": "+65 6123 4567", "country": "Singapore", "type": "toll free"}]),
        ("+852 5808 1001 Hong Kong 4ch", [{"number": "+852 5808 1001", "country": "Hong Kong", "channels": 4}]),
        ("+852 5808 1001 toll free 4ch", [{"number": "+852 5808 1001", "type": "toll free", "channels": 4}]),
    ],
)  # fmt: skip
def test_numbers_in_one_value_are_entries_however_they_are_written(value: Any, entries: list[Any]) -> None:
    assert _numbers.from_value(value) == entries


def test_a_number_of_json_that_is_no_object_is_kept_under_no_account() -> None:
    document = {
        "accounts": [OBJECT, {**OBJECT, "account_id": "A200"}],
        "virtual_numbers": ["+852 5808 1009", {"account_id": "A200", "number": "+852 5808 1008"}],
    }
    found = read(document, "odb")
    told = {record.id: numbers_of(record) for record in flat(found) if record.section == "odb"}
    assert told["A200"] == ["+852 5808 1001", "+852 5808 1008"] or "+852 5808 1008" in told["A200"]
    assert ("names no account", "/virtual_numbers/0") in problems(found)


@pytest.mark.parametrize("document", [[1, "x"], [None], [[]], []])
def test_a_list_of_other_things_than_objects_is_no_account(document: Any) -> None:
    assert odb.recognises(document) == 0.0


def test_a_number_under_a_merged_account_is_in_doubt_for_that_account() -> None:
    header, one, two = NUMBERS
    rows: list[Any] = [header, one, [None, *two[1:]], ["A200", "+852 5808 1003", "HK", None, None]]
    found = read(grid(Accounts=[HEADER, ROW, ["A200", *ROW[1:]]], Virtual_numbers=rows), "odb")
    first, second = flat(found)
    assert numbers_of(first) == ["+852 5808 1001", "whose is this: 85258081002"]
    assert (numbers_of(second), first.at("virtual_numbers[1]")) == (["+852 5808 1003"], "Virtual numbers!B3")
    assert problems(found) == [("names no account", "Virtual numbers!B3")]


def test_a_number_before_any_account_is_in_doubt_for_each() -> None:
    rows: list[Any] = [NUMBERS[0], [None, None, "HK", None, 4], NUMBERS[1]]
    first, second = flat(read(grid(Accounts=[HEADER, ROW, ["A200", *ROW[1:]]], Virtual_numbers=rows), "odb"))
    assert numbers_of(first) == ["+852 5808 1001", "whose is this: no number"]
    assert numbers_of(second) == ["whose is this: no number"]


UPRIGHT: list[list[Any]] = [
    ["ODB settings"],
    ["Account ID", "A100", "A200"],
    ["Deal ID", 9001, 9002],
    ["Company name:", "Amber Quay", "Birch"],
    ["Plan / 計劃", "Voice Pro", "Basic"],
    ["Quantity *", 10, 5],
    ["Provisioned on", date(2026, 11, 3), None],
]


def test_labels_one_below_the_other_are_accounts_beside_them() -> None:
    found = read(grid(Settings=UPRIGHT), "odb")
    first, second = flat(found)
    assert (first.id, first.links, second.id) == ("A100", (Link("deal", "9001"),), "A200")
    assert (first.fields["package.quantity"], second.fields["package.plan"]) == (10, "Basic")
    assert (first.at("package.plan"), second.at("package.quantity")) == ("Settings!B5", "Settings!C6")
    assert problems(found) == []


def test_accounts_beside_their_labels_have_the_numbers_of_another_sheet() -> None:
    record = flat(read(grid(Settings=UPRIGHT, Virtual_numbers=NUMBERS), "odb"))[0]
    assert isinstance(record.fields["virtual_numbers"], list)
    assert record.at("package.plan") == "Settings!B5"


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([["Add-ons", "IVR", None, "Recording"]], "Settings!D8"),
        ([["Term", "1 year", "Add-ons", "IVR"]], "Settings!C8"),
        ([[None, "and more"], ["Term", "1 year"]], "Settings!B8"),
        ([["Number", "Country"], ["+852 5808 1001", "HK"]], "Settings!A8"),
    ],
)
def test_settings_outside_of_the_column_of_an_account_are_a_problem(rows: list[list[Any]], at: str) -> None:
    found = read(grid(Settings=[*UPRIGHT, *rows]), "odb")
    assert flat(found) == []
    assert [where for _, where in problems(found)] == [at]


def test_numbers_under_a_merged_account_are_its_numbers() -> None:
    rows = [
        NUMBERS[0],
        NUMBERS[1],
        [None, "+852 5808 1002", "HK", None, None],
        ["A200", "+852 5808 1003", "HK", None, None],
    ]
    book = grid(Accounts=[HEADER, ROW, ["A200", *ROW[1:]]], Virtual_numbers=rows)
    book.sheets[1].unseen.merged = [Merged(0, 2, 3)]
    found = read(book, "odb")
    assert [numbers_of(record) for record in flat(found)] == [["+852 5808 1001", "+852 5808 1002"], ["+852 5808 1003"]]
    assert problems(found) == []


def test_a_merged_deal_is_that_of_each_account_beside_it() -> None:
    book = grid(Accounts=[HEADER, ROW, ["A200", None, *ROW[2:]]])
    book.sheets[0].unseen.merged = [Merged(1, 2, 3)]
    assert [record.links for record in flat(read(book, "odb"))] == [(Link("deal", "9001"),)] * 2


BESIDE: list[Any] = [*HEADER, "Number", "Country", "Type", "Channels"]


def test_a_row_for_each_number_is_one_account_with_all_of_them() -> None:
    rows = [
        [*ROW, "+852 5808 1001", "HK", "local", 4], [*ROW, 6531580001, "SG", None, None], ["A200", *ROW[1:], "+852 5808 1003"],
        ["A300", *ROW[1:]],
    ]  # fmt: skip
    found = read(grid(Accounts=[BESIDE, *rows]), "odb")
    first, second, third = flat(found)
    assert first.fields["virtual_numbers"] == [
        {"number": "+852 5808 1001", "country": "HK", "type": "local", "channels": 4},
        {"number": "6531580001", "country": "SG", "type": None, "channels": None},
    ]
    assert (numbers_of(second), third.fields["virtual_numbers"]) == (["+852 5808 1003"], None)
    assert (first.at("virtual_numbers"), first.shape.ignored, problems(found)) == ("Accounts!H2", (), [])


def test_a_row_with_a_number_alone_is_in_doubt_and_other_settings_are_another_record() -> None:
    rows = [
        [*ROW, "+852 5808 1001", "HK"],
        [*[None] * len(ROW), "+852 5808 1002"],
        ["A100", "9001", "Birch", *ROW[3:], "+852 5808 1003"],
    ]
    first, second = flat(read(csv(BESIDE, *rows), "odb"))
    assert numbers_of(first) == ["+852 5808 1001", "whose is this: +852 5808 1002"]
    assert numbers_of(second) == ["+852 5808 1003"]


def test_numbered_columns_of_numbers_are_those_of_their_row() -> None:
    header = [*HEADER, "Number 1", "Country 1", "Channels 1", "Number 2", "Country 2", "Channels 2"]
    found = read(csv(header, [*ROW, "+852 5808 1001", "HK", 4, "+65 3158 1001", "SG", None]), "odb")
    assert the(found).fields["virtual_numbers"] == [
        {"number": "+852 5808 1001", "country": "HK", "channels": 4}, {"number": "+65 3158 1001", "country": "SG", "channels": None},
    ]  # fmt: skip


def test_rows_that_stand_there_again_and_hold_no_numbers_stay_records() -> None:
    assert len(flat(read(csv(HEADER, ROW, ROW), "odb"))) == 2


@pytest.mark.parametrize("titles", [["Phone", "Country"], ["Telephone", "Type"], ["Phone number", "Region"]])
def test_the_customers_telephone_beside_the_settings_is_no_virtual_number(titles: list[str]) -> None:
    found = read(csv([*HEADER, *titles], [*ROW, "+852 2111 1234", "HK"]), "odb")
    assert "virtual_numbers" not in the(found).fields
    assert problems(found) == []
    with_channels = read(csv([*HEADER, *titles, "Channels"], [*ROW, "+852 5808 1001", "HK", 4]), "odb")
    assert numbers_of(the(with_channels)) == ["+852 5808 1001"]


def test_a_header_of_numbers_that_stands_there_again_is_passed_over() -> None:
    found = read(csv(BESIDE, [*ROW, "+852 5808 1001"], [], BESIDE, ["A200", *ROW[1:], "+852 5808 1002"]), "odb")
    assert [record.id for record in flat(found)] == ["A100", "A200"]
    assert problems(found) == []


def test_a_number_under_a_merged_account_and_deal_does_not_make_two_accounts() -> None:
    rows = [[*ROW, "+852 5808 1001"], [None, None, *[None] * 5, "+852 5808 1002"]]
    book = grid(Accounts=[BESIDE, *rows])
    book.sheets[0].unseen.merged = [Merged(0, 2, 3), Merged(1, 2, 3)]
    (record,) = flat(read(book, "odb"))
    assert (record.fields["package.plan"], len(numbers_of(record))) == ("Voice Pro", 2)


def test_a_remark_beside_an_account_is_no_account() -> None:
    rows = [[*row, "ok"] if row[0] in ("Account ID", "Deal ID") else row for row in UPRIGHT]
    found = read(grid(Settings=rows), "odb")
    assert flat(found) == []
    assert len(problems(found)) == 1


@pytest.mark.parametrize("cell", ["None", "n/a", "-", "無"])
def test_words_say_that_there_are_no_numbers(cell: str) -> None:
    assert the(read(csv([*HEADER, "Virtual numbers"], [*ROW, cell]), "odb")).fields["virtual_numbers"] == []
