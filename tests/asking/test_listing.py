from typing import Any

import pytest

from checks.asking import members, native_case
from kyccheck.asking.answer import Answer, Seen, Status
from kyccheck.asking.context import Context
from kyccheck.asking.listing import Listing
from kyccheck.errors import RefusedError
from kyccheck.records.case import Case
from kyccheck.values.value import ABSENT
from support import AS_OF

CONTEXT = Context(AS_OF)


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ({"contacts": [{"name": "Ada Lam"}]}, None),
        ({}, "unknown"),
        ({"contacts": []}, "fail"),
        ({"contacts": None}, "fail"),
    ],
)
def test_a_list_that_is_not_there_says_so(sections: dict[str, Any], expected: str | None) -> None:
    listing, case = Listing.at("contacts", CONTEXT), native_case(sections)
    answer = listing.nothing(case, listing.get(case))
    assert (answer.status.value if answer else None) == expected


def test_a_list_in_a_field_has_members_too() -> None:
    listing = Listing.at("csr.virtual_numbers", CONTEXT)
    several = native_case({"csr": {"virtual_numbers": [{"number": "+85258081001"}, {"number": "+85258081002"}]}})
    assert [one.fields["number"] for one in listing.get(several)] == ["+85258081001", "+85258081002"]
    assert listing.get(native_case({"company": {"name": "Amber Quay"}})) is ABSENT


def test_what_is_no_list_is_for_a_person() -> None:
    listing, case = Listing.at("csr.virtual_numbers", CONTEXT), native_case({"csr": {"virtual_numbers": 7}})
    answer = listing.nothing(case, listing.get(case))
    assert answer is not None
    assert answer.status == "review"


def test_an_answer_about_a_member_is_told_of_the_case() -> None:
    case = native_case({"contacts": [{"name": "Ada Lam", "email": ""}]})
    (ada,) = members(case, "contacts")
    answer = Listing.at("contacts", CONTEXT).of_member(
        0, ada, Answer(Status.FAIL, "has no e-mail", (Seen(ada, "email"),))
    )
    assert answer.reason == "contact 1 (Ada Lam) has no e-mail"
    assert [item.field for seen in answer.seen for item in seen.evidence()] == ["contacts[0].email"]


@pytest.mark.parametrize(
    ("path", "hint"), [("contact", "contacts"), ("company.name", "not a list"), ("csr", "not a list")]
)
def test_a_list_that_is_none_is_refused(path: str, hint: str) -> None:
    with pytest.raises(RefusedError, match=hint):
        Listing.at(path, CONTEXT)


def test_a_list_of_the_case_is_none_of_a_member() -> None:
    with pytest.raises(RefusedError, match="inside contacts"):
        Listing.at("documents", CONTEXT.inside("contacts"))


@pytest.mark.parametrize(
    ("system", "path", "export"),
    [
        ("hubspot", "documents", "; add the export of notes with their attachments"),
        ("teamwork", "documents", "; add the export of the ticket by itself, with its threads"),
        ("hubspot", "contacts", "; add the export of contacts with their associations"),
        ("teamwork", "contacts", ""),
        ("teamwork", "emails", ""),
    ],
)
def test_what_shows_a_list_is_an_export_of_the_systems_own(system: str, path: str, export: str) -> None:
    case = Case("7", "ticket", {}, system=system)
    answer = Listing.at(path, CONTEXT).nothing(case, ABSENT)
    assert answer is not None
    assert answer.reason.partition(";")[2] == export.removeprefix(";")
