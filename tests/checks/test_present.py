from typing import Any

import pytest

from checks.asking import (
    ABSENT,
    BLANKS,
    NOT_ONE_VALUE,
    PLACEHOLDERS,
    as_condition,
    ask,
    ask_case,
    evidence_of,
    native_case,
    refusal,
    section,
)
from kyccheck.values.grid import ErrorCell

FILLED: tuple[Any, ...] = ("Amber", " Amber ", 12, 0.5, 12.0, "0123", "No objection", "\u200bxy", "名")


@pytest.mark.parametrize("value", FILLED)
def test_something_passes(value: Any) -> None:
    found = ask("present: company.industry", section("company.industry", value))
    assert (found.status, found.reason) == ("pass", "filled")


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("company.name", ("Amber", "3M", "7-Eleven", "琥珀", "@home Limited", "No Problem Limited", "Client Earth", "1881 A/S")),
        ("company.country", ("NO", "No", "HK", "Hong Kong SAR, China", "ไทย", "Türkiye")),
        ("company.address", ("Flat 5, 12/F, 88 Queen's Road Central", "Marina Plaza", "中環皇后大道中88號", "c/o Amber Quay")),
        ("company.registration_number", ("69104418", 69104418, "12345678", "FC-00012", "DE 123 456 789", "1999/012345/07")),
        ("billing.email", ("accounts@duneharbour.ae",)),
        ("billing.phone", ("+971 4 330 4400", 85228104410)),
        ("quote.sent_on", ("2026-11-05", "03/04/2026")),
        ("deal.amount", ("0", 4800, "HKD 4,800.00")),
        ("odb.package.quantity", ("10 seats", 10)),
        ("company.website", ("amberquay.hk", "https://www.amberquay.hk/en", "http://intranet/page", "\u7425\u73c0.\u9999\u6e2f", "see www.amberquay.hk")),
        ("setup.instructions", ("Done by Ada on Monday", "Yes, with IVR", "https://amberquay.hk/brief and two more", "https://example.teamwork.com/app/projects/123456/files")),
        ("setup.folder", ("Dune Harbour", "/Clients/Dune", "https://k.sharepoint.com/:f:/s/dune", "http://intranet/dune", "HTTPS://drive.google.com/drive/folders/1a")),
    ],
)  # fmt: skip
def test_what_a_field_may_hold_passes(path: str, values: tuple[Any, ...]) -> None:
    for value in values:
        assert ask(f"present: {path}", nested(path, value)).status == "pass", value


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("company.name", ("12345678", 12, "1990-01-01", "ada@amberquay.hk", "https://amberquay.hk", "No", "yes", "the client", "Customer")),
        ("company.country", ("yes", "852", "ada@amberquay.hk", "True")),
        ("company.address", ("88", "no", "+852 2810 4410", "ada@amberquay.hk", "http://amberquay.hk/")),
        ("company.registration_number", ("pending registry", "99999999", "-1", "+852 2810 4410", "1999-01-01", "yes", "b1@amberquay.hk")),
        ("billing.email", ("accounts", "accounts at duneharbour", "duneharbour.ae")),
        ("billing.phone", ("ask reception", "123", "+852 0000 0000", "2026-11-05")),
        ("quote.sent_on", ("soon", "1970-01-01", "9999-12-31", 17)),
        ("deal.amount", ("plenty", "free of charge")),
        ("odb.package.quantity", ("ten",)),
        ("company.website", ("yes", "1", "12.5", "amberquay", "https://")),
        ("setup.instructions", ("Yes", "no.", "OK", "done", "true", "http://", "https://amberquay.hk", "https://amberquay.hk/")),
        ("setup.folder", ("yes", "https://", "https://drive.google.com/", "https://n/a", "https://tbc/x", "https://xxx/yyy")),
        ("setup.folder", ("https:///foo", "http://localhost/x", "http://localhost:80/x", "https://drive.google.com/?")), ("tracking.name", ("https://amberquay.hk/brief",)),
    ],
)  # fmt: skip
def test_what_a_field_can_hardly_hold_is_for_a_person(path: str, values: tuple[Any, ...]) -> None:
    for value in values:
        found = ask(f"present: {path}", nested(path, value))
        assert found.status == "review", value
        assert str(value) in found.reason


def nested(path: str, value: Any) -> dict[str, Any]:
    first, _, rest = path.partition(".")
    return {first: nested(rest, value)} if rest else {first: value}


def test_na_is_a_country() -> None:
    assert ask("present: company.country", section("company.country", "NA")).status == "pass"


@pytest.mark.parametrize("value", BLANKS)
def test_blank_fails(value: Any) -> None:
    found = ask("present: company.name", section("company.name", value))
    assert found.status == "fail"
    assert "the company has no name" in found.reason


@pytest.mark.parametrize("value", PLACEHOLDERS)
def test_a_placeholder_fails_and_is_shown(value: str) -> None:
    found = ask("present: company.name", section("company.name", value))
    assert found.status == "fail"
    assert "placeholder" in found.reason
    assert value.strip() in found.reason


@pytest.mark.parametrize("value", [*NOT_ONE_VALUE, True, False])
def test_what_is_not_one_value_is_for_a_person(value: Any) -> None:
    assert ask("present: company.name", section("company.name", value)).status == "review"


@pytest.mark.parametrize("sections", [{}, {"company": {"id": "1"}}])
def test_absent_is_unknown(sections: dict[str, Any]) -> None:
    assert ask("present: company.name", sections).status == "unknown"


@pytest.mark.parametrize("value", [None, "", " \u200b", [], {}])
def test_the_field_of_a_section_that_is_empty_fails(value: Any) -> None:
    assert ask("present: company.name", {"company": value}).status == "fail"


@pytest.mark.parametrize(
    ("value", "status"),
    [(True, "pass"), (False, "pass"), ("yes", "pass"), ("", "fail"), (None, "fail"), (["yes"], "review")],
)
def test_a_flag_is_filled_by_true_and_by_false(value: Any, status: str) -> None:
    assert ask("present: deal.terms_changed", section("deal.terms_changed", value)).status == status


@pytest.mark.parametrize(("value", "status"), [(0, "pass"), ("0", "pass"), ("0.00", "pass"), ("-", "fail")])
def test_nought_is_an_amount(value: Any, status: str) -> None:
    assert ask("present: deal.amount", section("deal.amount", value)).status == status


@pytest.mark.parametrize(("value", "status"), [(["A"], "pass"), ("A", "pass"), ([], "fail"), ("", "fail")])
def test_a_list_is_filled_by_a_member(value: Any, status: str) -> None:
    assert ask("present: company.aliases", section("company.aliases", value)).status == status


@pytest.mark.parametrize("value", [[""], [None], [" ", "\u200b"], ["N/A"], ["TBC", {"name": "TBC"}], "N/A", "TBC"])
def test_a_list_of_nothing_is_never_filled(value: Any) -> None:
    assert ask("present: company.aliases", section("company.aliases", value)).status == "fail"
    assert as_condition("present: company.aliases", section("company.aliases", value)) == "not_applicable"


@pytest.mark.parametrize("check", ["present: company.name", "matches: {field: company.name, format: url}"])
def test_an_error_of_the_spreadsheet_is_no_value(check: str) -> None:
    case = native_case({"company": {"name": "Amber"}})
    case.records["company"][0].fields["name"] = ErrorCell("#REF!")
    case.raw = None
    found = ask_case(check, case)
    assert (found.status, found.undecided) == ("unknown", False)
    assert found.reason == "the company has an error of the spreadsheet as name (#REF!), which shows nothing"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("company.registration_number", "the company has no registration number"),
        ("csr.billing_contact.email", "the CSR 106 form has no billing contact e-mail"),
        ("odb.package.plan", "the ODB account has no plan"),
    ],
)
def test_a_field_is_called_by_its_name_in_words(path: str, reason: str) -> None:
    assert ask(f"present: {path}", nested(path, "")).reason == reason


@pytest.mark.parametrize(
    ("sections", "status"),
    [
        ({"company": {"name": "Amber"}}, "pass"),
        ({"company": None}, "fail"),
        ({"company": []}, "fail"),
        ({"company": ""}, "fail"),
        ({"company": {}}, "fail"),
        ({"company": "Amber"}, "unknown"),
        ({"company": [5]}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_a_whole_section_must_hold_a_record(sections: dict[str, Any], status: str) -> None:
    found = ask("present: company", sections)
    assert (found.status, found.reason == "there") == (status, status == "pass")
    assert as_condition("present: company", sections) == ("not_applicable" if status == "fail" else status)


@pytest.mark.parametrize(
    ("contacts", "status"), [([{"name": "Ada"}], "pass"), ([], "fail"), (None, "fail"), (ABSENT, "unknown")]
)
def test_so_must_a_whole_list(contacts: Any, status: str) -> None:
    sections = {} if contacts is ABSENT else {"contacts": contacts}
    assert ask("present: contacts", sections).status == status


def test_all_that_is_blank_is_named() -> None:
    found = ask("present: [company.name, company.city, company.zip]", {"company": {"name": "", "city": "A", "zip": ""}})
    assert found.status == "fail"
    assert "name" in found.reason
    assert "zip" in found.reason or "postcode" in found.reason
    assert "city" not in found.reason


@pytest.mark.parametrize(
    ("company", "status"),
    [
        ({"name": "", "zip": ["a", "b"]}, "fail"),
        ({"zip": ["a", "b"]}, "review"),
        ({"name": "A"}, "unknown"),
        ({"name": "A", "zip": "1"}, "pass"),
        ({"name": "A", "zip": None}, "fail"),
    ],
)
def test_of_several_the_worst_counts(company: dict[str, Any], status: str) -> None:
    assert ask("present: [company.name, company.zip]", {"company": company}).status == status
    assert ask("present: [company.zip, company.name]", {"company": company}).status == status


def test_a_section_beside_fields_does_not_hide_them() -> None:
    sections = {"company": {"name": ""}}
    assert ask("present: [company, company.name]", sections).status == "fail"
    assert ask("present: [company.name, company]", sections).status == "fail"


def test_what_was_looked_at_is_placed() -> None:
    (seen,) = evidence_of(ask("present: company.name", section("company.name", "")))
    assert seen == ("company.name", "", "case.json", "/company/name")


def test_a_member_is_looked_at_inside_each() -> None:
    found = ask("each: {in: contacts, check: {present: role}}", {"contacts": [{"name": "Ada", "role": ""}]})
    assert found.status == "fail"
    assert found.reason == "contact 1 (Ada) has no role"


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("Amber", "pass"),
        ("", "not_applicable"),
        (None, "not_applicable"),
        ("N/A", "not_applicable"),
        (["a", "b"], "unknown"),
        (ABSENT, "unknown"),
    ],
)
def test_as_a_condition(value: Any, status: str) -> None:
    assert as_condition("present: company.name", section("company.name", value)) == status


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("present: company.nmae", ["unknown field 'company.nmae'", "did you mean 'company.name'"]),
        ("present: compny.name", ["unknown field 'compny.name'", "did you mean 'company.name'"]),
        ("present: contacts.role", ["contacts.role", "each"]),
        ("present: []", ["names no field"]),
        ("present:", ["snippet.yaml:1"]),
        ("present: {feilds: [company.name]}", ["'feilds'", "fields"]),
        ("present: {fields: company.name, also: 1}", ["unknown key 'also'"]),
        ("present: 12", ["text"]),
        ("present: true", ["text"]),
        ("present: {name: [company.name]}", ["'name'"]),
        ("each: {in: contacts, check: {present: rol}}", ["contacts[].rol", "did you mean 'role'"]),
        ("each: {in: contacts, check: {present: contacts.role}}", ["contacts.role"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize("field", ["setup.instructions", "setup.folder"])
@pytest.mark.parametrize(
    ("text", "status"),
    [
        *((text, "review") for text in ("In progress", "to do", "Requested", "requested from the client", "outstanding", "incomplete.", "not required")),
        *((text, "review") for text in ("Insufficient data", "still ongoing", "On hold", "more info needed")),
        *((text, "fail") for text in ("Waiting on client", "no folder yet", "to be created by Maya", "TODO: ask", "Click or tap here to enter text.")),
        *((text, "pass") for text in ("In progress of moving to DMCC", "Required: 12 seats", "Later phase: SG", "Outstanding Foods, 2026")),
    ],
)  # fmt: skip
def test_a_text_that_is_still_to_be_written_is_for_a_person(field: str, text: str, status: str) -> None:
    assert ask(f"present: {field}", section(field, text)).status == status
