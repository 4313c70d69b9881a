from typing import Any

import pytest

from checks.asking import ABSENT, members, native_case, section
from kyccheck.asking.context import Context
from kyccheck.asking.look import Look
from kyccheck.errors import RefusedError
from kyccheck.values.grid import ErrorCell
from support import AS_OF

CONTEXT = Context(AS_OF)


def status(path: str, value: Any, context: Context = CONTEXT) -> str | None:
    """What a look says of a value that cannot be looked at; None of one that can."""
    look, case = Look.at(path, context), native_case(section(path, value))
    answer = look.unusable(case, look.get(case))
    return answer.status.value if answer else None


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("company.name", "Amber Quay", None),
        ("company.name", 12, None),
        ("company.name", ABSENT, "unknown"),
        ("company.name", None, "fail"),
        ("company.name", " \u3000", "fail"),
        ("company.name", "TBC", "fail"),
        ("company.name", ["Amber", "Quay"], "review"),
        ("company.name", {"value": {"of": "x"}}, "review"),
        ("company.name", True, "review"),
        ("company.country", "NA", None),
        ("company.city", "NA", "fail"),
        ("deal.amount", "0", None),
        ("deal.amount", "0,00", None),
        ("company.city", "0", "fail"),
        ("deal.terms_changed", False, None),
        ("deal.terms_changed", "no", None),
        ("company.aliases", [], "fail"),
        ("company.aliases", ["-", ""], "fail"),
        ("company.aliases", ["Amber"], None),
    ],
)
def test_what_can_be_looked_at(path: str, value: Any, expected: str | None) -> None:
    assert status(path, value) == expected


def test_an_error_of_a_spreadsheet_shows_nothing() -> None:
    look, case = Look.at("company.name", CONTEXT), native_case({"company": {"name": "Amber"}})
    answer = look.unusable(case, ErrorCell("#REF!"))
    assert answer is not None
    assert answer.status == "unknown"
    assert "#REF!" in answer.reason


@pytest.mark.parametrize(("blank", "undecided"), [(None, True), ("TBC", True), (ABSENT, False)])
def test_only_that_there_is_nothing_decides_no_condition(blank: Any, undecided: bool) -> None:
    look, case = Look.at("company.name", CONTEXT), native_case(section("company.name", blank))
    answer = look.unusable(case, look.get(case))
    assert answer is not None
    assert answer.undecided is undecided


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("csr.package", "the CSR 106 form comes without package: no export given has that field"),
        ("odb.account_id", "no export given carries the ODB account"),
    ],
)
def test_what_no_export_shows_is_called_by_what_it_is(path: str, reason: str) -> None:
    case = native_case({"csr": {"company_name": "Amber Quay"}})
    look = Look.at(path, CONTEXT)
    answer = look.unusable(case, look.get(case))
    assert answer is not None
    assert answer.reason == reason


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("compny.name", "company.name"),
        ("company.nmae", "company.name"),
        ("contacts.email", "in: contacts"),
        ("contacts", ""),
        ("nothing at all", "company"),
    ],
)
def test_a_field_that_is_none_is_refused_with_the_nearest_one(path: str, hint: str) -> None:
    if not hint:
        assert Look.at(path, CONTEXT).type == "section"
        return
    with pytest.raises(RefusedError, match=hint):
        Look.at(path, CONTEXT)


def test_inside_a_list_the_fields_are_those_of_a_member() -> None:
    (ada,) = members(native_case({"contacts": [{"name": "Ada Lam", "email": ""}]}), "contacts")
    look = Look.at("email", CONTEXT.inside("contacts"))
    answer = look.unusable(ada, look.get(ada))
    assert answer is not None
    assert answer.reason == "has no e-mail"  # whose, the list says
    with pytest.raises(RefusedError, match=r"contacts\[\]\.account_id"):
        Look.at("account_id", CONTEXT.inside("contacts"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2026-11-21", None), ("2026-11-22", "fail"), ("soon", "review"), ("03/04/2026", "review")],
)
def test_a_day_must_be_one_that_has_come(value: str, expected: str | None) -> None:
    look, case = Look.at("quote.sent_on", CONTEXT), native_case({"quote": {"sent_on": value}})
    answer = look.odd_day(case, CONTEXT, "its day")
    assert (answer.status.value if answer else None) == expected
    ordered = Context(AS_OF, "dmy")
    assert (look.odd_day(case, ordered, "its day") is None) is (expected is None or value == "03/04/2026")
