"""Of several companies that a deal names, only the customer tells of the case: the one that is marked as primary."""

from pathlib import Path
from typing import Any

import pytest

from checks.asking import ask_case, members, read_files
from join.test_attached import ODB, account, accounts, read
from join.test_pool import FILE, associations, deal

NAMES = {"51": "Amber Quay Limited", "52": "Reseller Limited"}


def companies(**told: dict[str, Any]) -> list[Any]:
    """The two companies; `told` are further properties of each ("a", the customer; "b", the other one)."""
    return [
        {"id": own, "properties": {"name": name, "domain": f"x{own}.hk", **told.get(word, {})}}
        for (own, name), word in zip(NAMES.items(), "ab", strict=True)
    ]


def of_two(primary: str = "51") -> dict[str, Any]:
    """A deal that names both, one of them as the primary one."""
    types = [("51", "deal_to_company_unlabeled"), ("52", "deal_to_company_unlabeled"), (primary, "deal_to_company")]
    found = deal("91", contacts=[])
    found["associations"]["companies"] = {"results": [{"id": own, "type": kind} for own, kind in types if own]}
    return found


def note_of(company: str) -> dict[str, Any]:
    links = associations({"companies": [company]})
    return {"id": f"3{company}", "properties": {"hs_note_body": "x", "hs_attachment_ids": "81"}, "associations": links}


@pytest.mark.parametrize(("of", "names"), [("51", ["csr106.pdf"]), ("52", [])])
def test_documents_of_another_company_are_not_the_cases(of: str, names: list[str], tmp_path: Path) -> None:
    own = {
        "id": "39",
        "properties": {"hs_note_body": "x", "hs_attachment_ids": ""},
        "associations": associations({"deals": ["91"]}),
    }
    files = {
        "deals.json": [of_two()],
        "companies.json": companies(),
        "notes.json": [own, note_of(of)],
        "files.json": [FILE],
    }
    found = read_files(tmp_path, files)
    assert [record.fields.get("name") for record in found.case.sections().get("documents", ())] == names
    assert ask_case("document: csr106", found.case).status == ("pass" if names else "fail")


@pytest.mark.parametrize(("of", "rating"), [("a", "high"), ("b", None)])
def test_the_risk_of_another_company_is_not_the_customers(of: str, rating: str | None, tmp_path: Path) -> None:
    files = {"deals.json": [of_two()], "companies.json": companies(**{of: {"risk_rating": "high"}})}
    status = ask_case("one_of: {field: risk.rating, values: [high]}", read_files(tmp_path, files).case).status
    assert status == ("pass" if rating else "unknown")


def test_two_ratings_do_not_hide_that_the_customers_is_high(tmp_path: Path) -> None:
    told = companies(a={"risk_rating": "high"}, b={"risk_rating": "low"})
    case = read_files(tmp_path, {"deals.json": [of_two()], "companies.json": told}).case
    assert case.value("risk", "rating") == "high"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (account("A1", "", "51"), ["A1"]),
        (account("A2", "", "52"), [None]),
        (account("A1", "", "51") + account("A2", "", "52"), ["A1"]),
        (account("A2", "91", "52"), ["A2"]),
    ],
)
def test_an_account_of_another_company_is_not_the_cases(rows: str, expected: list[Any], tmp_path: Path) -> None:
    assert (
        accounts(read(tmp_path, {"deals.json": [of_two()], "companies.json": companies()}, odb=ODB + rows)) == expected
    )


@pytest.mark.parametrize(("company", "joined"), [("51", True), ("52", False)])
def test_an_order_form_of_another_company_is_not_the_cases(company: str, joined: bool, tmp_path: Path) -> None:
    form = f"Company ID,Company name,Registration number,Plan,Quantity,Term\n{company},Any,1,Voice Pro,10,1 year\n"
    found = read(tmp_path, {"deals.json": [of_two()], "companies.json": companies()}, csr=form)
    assert ("csr" in found.case.sections()) is joined
    assert len(found.unused) == 1 + joined - 2 * joined


def test_where_none_is_the_primary_one_nobody_knows_what_else_is_attached(tmp_path: Path) -> None:
    own = {
        "id": "39",
        "properties": {"hs_note_body": "x", "hs_attachment_ids": "81"},
        "associations": associations({"deals": ["91"]}),
    }
    files = {
        "deals.json": [of_two("")],
        "companies.json": companies(),
        "notes.json": [own, note_of("52")],
        "files.json": [FILE],
    }
    case = read_files(tmp_path, files).case
    assert ask_case("document: csr106", case).status == "pass"
    assert ask_case("document: identity", case).status == "unknown"
    assert "none is marked as the primary one" in ask_case("document: identity", case).reason
    assert len(members(case, "documents")) == 2


def test_what_a_company_that_is_in_no_file_has_attached_is_unknown(tmp_path: Path) -> None:
    own = {
        "id": "39",
        "properties": {"hs_note_body": "x", "hs_attachment_ids": "81"},
        "associations": associations({"deals": ["91"]}),
    }
    case = read_files(tmp_path, {"deals.json": [of_two()], "notes.json": [own], "files.json": [FILE]}).case
    assert ask_case("document: identity", case).status == "unknown"


@pytest.mark.parametrize(
    "told", [{"a": {"risk_rating": "high"}}, {"a": {"risk_rating": "high"}, "b": {"risk_rating": "low"}}]
)
def test_a_risk_of_which_nobody_knows_whose_it_is_is_unknown_and_says_so(told: dict[str, Any], tmp_path: Path) -> None:
    case = read_files(tmp_path, {"deals.json": [of_two("")], "companies.json": companies(**told)}).case
    answer = ask_case("one_of: {field: risk.rating, values: [low]}", case)
    assert answer.status == "unknown"
    assert "none is marked as the primary one" in answer.reason
