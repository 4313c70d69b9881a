from collections.abc import Iterator
from typing import Any

import pytest

from checks.asking import native_case
from kyccheck.records.case import Case

CASE: dict[str, Any] = {
    "company": {"name": "Amber Quay"},
    "contacts": [{"name": "Ada Lam", "email": "ada@amberquay.hk"}, {"email": "tm@amberquay.hk", "role": ""}],
    "csr": {"virtual_numbers": [{"number": "+85258081001"}, {"number": "+85258081002"}]},
    "documents": [],
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("company.name", [("company.name", "Amber Quay", "/company/name")]),
        ("company.phone", [("company.phone", None, "/company")]),
        ("company", [("company", "Amber Quay", "/company")]),
        ("contacts[].email", [("contacts[0].email", "ada@amberquay.hk", "/contacts/0/email"), ("contacts[1].email", "tm@amberquay.hk", "/contacts/1/email")]),
        ("contacts[1].role", [("contacts[1].role", "", "/contacts/1/role")]),
        ("contacts[1]", [("contacts[1]", "tm@amberquay.hk", "/contacts/1")]),
        ("contacts[2].email", []),
        ("csr.virtual_numbers[].number", [("csr.virtual_numbers[0].number", "+85258081001", "/csr/virtual_numbers/0/number"), ("csr.virtual_numbers[1].number", "+85258081002", "/csr/virtual_numbers/1/number")]),
        ("documents[].name", [("documents[].name", None, "")]),
        ("odb.account_id", [("odb.account_id", None, "")]),
    ],
)  # fmt: skip
def test_what_a_path_reads(path: str, expected: list[tuple[str, object, str]]) -> None:
    found = native_case(CASE).evidence(path)
    assert [(one.field, one.value, one.at) for one in found] == expected
    assert {one.file for one in found if one.at} <= {"case.json"}


class Watched(tuple[Any, ...]):
    """Records that are looked at one by one or not at all."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Any]:
        raise AssertionError("all of them were gone through")


def test_what_one_member_of_a_long_list_says_is_found_without_the_others() -> None:
    contacts = native_case({"contacts": [{"email": f"{n}@amberquay.hk"} for n in range(40)]}).records["contacts"]
    (found,) = Case("7", "deal", {"contacts": Watched(contacts)}).evidence("contacts[31].email")
    assert (found.field, found.value) == ("contacts[31].email", "31@amberquay.hk")
