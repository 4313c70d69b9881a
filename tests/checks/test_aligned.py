import copy
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
    question,
    refusal,
    section,
)
from kyccheck.asking.answer import WORST_FIRST, Status
from kyccheck.asking.context import Context
from kyccheck.checklist.file import make
from kyccheck.checks import aligned
from kyccheck.checks._pairs import Pair
from kyccheck.checks._usable import plainly_same
from kyccheck.errors import RefusedError
from kyccheck.forms import Context as FormContext
from kyccheck.forms import virtual_numbers
from kyccheck.read.strictyaml import parse
from kyccheck.records.case import Case
from kyccheck.values.grid import ErrorCell
from support import AS_OF

NAMES = "aligned: {form: company_name, left: odb.company_name, right: company.name}"
HOLDER = "aligned: {form: company_name, left: company.name, right: {in: documents, where: {one_of: {field: kind, values: [identity], match: any}}, fields: holder}}"
CONTACT = "aligned: {form: email, left: odb.billing_contact.email, right: {in: contacts, where: {one_of: {field: role, values: [billing]}}, fields: email}, match: any}"
REGION = "aligned: {form: country, left: [company.country, company.region], right: {in: documents, fields: [country, region]}}"
ADD_ONS = "aligned: {form: texts, left: odb.package.add_ons, right: csr.package.add_ons%s}"
NUMBERS = "aligned: {form: virtual_numbers, left: odb.virtual_numbers, right: csr.virtual_numbers}"
ADDRESS = "aligned: {form: address, left: odb.billing_address, right: {fields: [company.address, company.address2, company.city, company.country], join: true}}"


def pairs_of(check: str, case: Case) -> tuple[Pair, ...]:
    """The pairs that a question compares."""
    asked = question(check).check
    assert isinstance(asked, aligned.Check)
    return asked.comparing(Context(AS_OF)).pairs(case)


def names(odb: Any, company: Any) -> dict[str, Any]:
    sides = (("odb", "company_name", odb), ("company", "name", company))
    return {section: {"id": "1", **({} if value is ABSENT else {name: value})} for section, name, value in sides}


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("Amber Quay Limited", "Amber Quay Limited", "pass"), ("AMBER QUAY LTD", "Amber Quay Limited", "pass"),
        ("Amber Quay Limited", "Zenith Foods Limited", "fail"), ("Amber Quay Limited", "Amber Key Limited", "fail"),
        ("", "Amber Quay Limited", "fail"), ("Amber Quay Limited", "", "fail"), ("", "", "fail"), (None, "", "fail"),
        ("N/A", "N/A", "fail"), ("TBC", "Amber Quay Limited", "fail"), ("Amber Quay Limited", "-", "fail"),
        (ABSENT, "Amber Quay Limited", "unknown"), ("Amber Quay Limited", ABSENT, "unknown"), (ABSENT, ABSENT, "unknown"),
        (["Amber Quay Limited"], "Amber Quay Limited", "review"), (True, True, "review"), ({"a": "b"}, {"a": "b"}, "review"),
        (["a"], ["a"], "review"),
    ],
)  # fmt: skip
def test_two_fields(left: Any, right: Any, status: str) -> None:
    assert ask(NAMES, names(left, right)).status == status


@pytest.mark.parametrize("value", [*BLANKS, *PLACEHOLDERS])
def test_the_same_nothing_on_both_sides_is_never_aligned(value: Any) -> None:
    assert ask(NAMES, names(value, value)).status == "fail"


@pytest.mark.parametrize("value", [*NOT_ONE_VALUE, True, False])
def test_the_same_on_both_sides_that_is_not_one_value_is_for_a_person(value: Any) -> None:
    assert ask(NAMES, names(value, value)).status == "review"


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ({"number": "+85258081001"}, {"number": "+85258081001"}, "pass"), ({"number": ""}, {"number": ""}, "fail"),
        ({"number": None}, {"number": None}, "fail"), ({"number": "TBC"}, {"number": "TBC"}, "fail"), ({}, {}, "fail"),
        ({"number": "+85258081001", "country": {}}, {"number": "+85258081001", "country": {}}, "review"),
        *(({"number": "+85258081001", name: ""},) * 2 + ("review",) for name in ("country", "type", "channels")),
        ({"number": "+85258081001", "type": ""}, {"number": "+85258081001"}, "review"),
        ({"number": "+85258081001", "type": "local"}, {"number": "+85258081001", "type": "local"}, "pass"),
    ],
)  # fmt: skip
def test_members_of_a_list_that_say_the_same_nothing_are_never_aligned(one: Any, other: Any, status: str) -> None:
    found = ask(NUMBERS, {"odb": {"virtual_numbers": [one]}, "csr": {"virtual_numbers": [other]}})
    assert (found.status == "pass") == (status == "pass")


@pytest.mark.parametrize("place", ["odb", "company"])
def test_an_error_of_the_spreadsheet_aligns_with_nothing(place: str) -> None:
    case = native_case(names("Amber Quay Limited", "Amber Quay Limited"))
    fields = case.records[place][0].fields
    fields["company_name" if place == "odb" else "name"] = ErrorCell("#N/A")
    case.raw = None
    found = ask_case(NAMES, case)
    assert (found.status, found.undecided) == ("unknown", False)
    assert "is an error of the spreadsheet (#N/A)" in found.reason


@pytest.mark.parametrize(
    ("check", "paths"),
    [
        (NAMES, "odb.company_name company.name"),
        (HOLDER, "company.name documents[].kind documents[].holder"),
        (REGION, "company.country company.region documents[].country documents[].region"),
        ("aligned: {form: phone, left: company.phone, right: {in: contacts, fields: phone, country: country}}", "company.phone contacts[].phone contacts[].country"),
        ("aligned: {form: phone, left: {fields: company.phone, country: company.country}, right: odb.billing_contact.phone}", "company.phone company.country odb.billing_contact.phone"),
    ],
)  # fmt: skip
def test_what_it_reads(check: str, paths: str) -> None:
    assert question(check).reads() == tuple(paths.split())


def test_a_pair_says_by_which_name_it_aligned_and_what_the_registered_name_says() -> None:
    check = "aligned: {form: company_name, left: company.name, right: odb.company_name, aliases: company.aliases, registered: company.legal_name}"
    company = {"name": "Quayside", "aliases": ["Amber Quay Ltd."], "legal_name": "Amber Quay Limited"}
    case = native_case({"company": company, "odb": {"company_name": "Amber Quay Limited"}})
    (pair,) = pairs_of(check, case)
    assert [step.what for step in pair.tried] == ["", "alias", "registered"]
    first, second = pair.why.split("; ")
    assert first.startswith('by another name of this customer on record, "Amber Quay Ltd.": ')
    assert second == "the registered name aligns: the same as written"
    case = native_case({"company": {**company, "aliases": ["Quayside"]}, "odb": {"company_name": "Amber Quay Limited"}})
    (pair,) = pairs_of(check, case)
    assert (pair.answer.status, pair.why) == ("pass", "the same as written"), "what decided is said once"
    for registered, says in (("Amber Quay", "may be the same"), ("Zenith Foods Limited", "differs")):
        case = native_case(
            {"company": {**company, "legal_name": registered}, "odb": {"company_name": "Amber Quay Limited"}}
        )
        (pair,) = pairs_of(check, case)
        assert f"; the registered name {says}: " in pair.why


@pytest.mark.parametrize(
    ("country", "status"), [("HK", "pass"), ("Hong Kong", "pass"), ("SG", "review"), ("", "review"), (ABSENT, "review")]
)
def test_the_country_of_a_side_tells_which_number_is_meant(country: Any, status: str) -> None:
    check = "aligned: {form: phone, left: {fields: company.phone, country: company.country}, right: odb.billing_contact.phone}"
    company = {"phone": "2810 4410", **({} if country is ABSENT else {"country": country})}
    assert ask(check, {"company": company, "odb": {"billing_contact": {"phone": "+852 2810 4410"}}}).status == status


def test_of_several_fields_the_first_is_named_where_one_form_is_for_all() -> None:
    paper = {"type": "br", "name": "br.pdf", "country": "HK", "region": "HK"}
    found = ask(REGION, {"company": {"country": "Hong Kong", "region": "HK"}, "documents": [paper]})
    assert (found.status, found.reason) == ("pass", "country aligns on both sides")


PLAN = "aligned: {form: [text, quantity], left: [odb.package.plan, odb.package.quantity], right: [csr.package.plan, csr.package.quantity]}"


@pytest.mark.parametrize(
    ("package", "status"),
    [
        ({"plan": "Voice Pro", "quantity": "10"}, "pass"), ({"plan": "Voice Pro", "quantity": 11}, "fail"),
        ({"plan": "Voice", "quantity": 10}, "fail"), ({"plan": "Voice Pro", "quantity": ""}, "fail"), ({"plan": "Voice Pro"}, "unknown"),
    ],
)  # fmt: skip
def test_fields_with_a_form_each_must_all_align(package: dict[str, Any], status: str) -> None:
    ours = {"plan": "Voice Pro", "quantity": 10}
    for odb, csr in ((ours, package), (package, ours)):
        found = ask(PLAN, {"odb": {"package": odb}, "csr": {"package": csr}})
        assert found.status == status
        assert status != "pass" or found.reason == "plan, quantity align on both sides"


def test_of_fields_with_a_form_each_none_stands_aside() -> None:
    one, true = ({"package": {"plan": "A", "quantity": quantity}} for quantity in (1, True))
    for odb, csr, status in ((one, one, "pass"), (one, true, "review"), (true, true, "review")):
        assert ask(PLAN, {"odb": odb, "csr": csr}).status == status, "1 is not true"
    for both, status in (
        ({"quantity": 10}, "unknown"),
        ({"plan": "", "quantity": 10}, "fail"),
        ({"plan": "A"}, "unknown"),
    ):
        assert ask(PLAN, {"odb": {"package": both}, "csr": {"package": both}}).status == status


@pytest.mark.parametrize(
    ("plan", "status"),
    [
        ("☐ Voice Pro", "review"), ("Voice Pro ☐", "review"), ("[ ] Voice Pro", "review"), ("( ) Voice Pro", "review"),
        ("☐ Voice ☐ Voice Pro", "review"), ("☐ Voice ☑ Voice Pro", "pass"), ("Voice Pro (x)", "pass"), ("○ Voice Pro", "pass"),
    ],
)  # fmt: skip
def test_boxes_of_which_none_is_ticked_say_nothing_on_both_sides(plan: str, status: str) -> None:
    package = {"plan": plan, "quantity": 10}
    assert ask(PLAN, {"odb": {"package": package}, "csr": {"package": package}}).status == status
    assert ask(ADD_ONS % "", add_ons([plan], [plan])).status == status


def test_blank_against_absent_never_passes() -> None:
    assert ask(NAMES, names("", ABSENT)).status in ("fail", "unknown")
    assert ask(NAMES, names(ABSENT, "")).status in ("fail", "unknown")


def test_sections_that_no_export_carries() -> None:
    assert ask(NAMES, {}).status == "unknown"
    assert ask(NAMES, {"odb": {"company_name": "Amber Quay"}}).status == "unknown"
    assert ask(NAMES, {"odb": None, "company": {"name": "Amber Quay"}}).status == "fail"


def test_the_reason_says_both_values_and_where_they_are() -> None:
    found = ask(NAMES, names("Amber Key Limited", "Amber Quay Limited"))
    assert "Amber Key Limited" in found.reason
    assert "Amber Quay Limited" in found.reason
    assert {item.at for item in evidence_of(found)} == {"/odb/company_name", "/company/name"}


@pytest.mark.parametrize(
    ("number", "status"), [("8.5281E+10", "review"), ("8.5281e+10", "review"), ("+85258081001", "pass")]
)
def test_two_numbers_that_excel_has_damaged_need_not_have_been_the_same(number: str, status: str) -> None:
    check = "aligned: {form: phone, left: odb.billing_contact.phone, right: company.phone}"
    assert ask(check, {"odb": {"billing_contact": {"phone": number}}, "company": {"phone": number}}).status == status


def papers(*holders: Any) -> dict[str, Any]:
    rows = [{"type": "br", "name": "br.pdf", **({} if holder is ABSENT else {"holder": holder})} for holder in holders]
    return {"company": {"name": "Amber Quay Limited"}, "documents": rows}


@pytest.mark.parametrize(
    ("sections", "status"),
    [
        (papers("Amber Quay Limited"), "pass"), (papers("Zenith Foods Limited"), "fail"), (papers(""), "fail"),
        (papers(ABSENT), "unknown"), (papers("Amber Quay Limited", "Zenith Foods Limited"), "fail"),
        (papers("Zenith Foods Limited", "Amber Quay Limited"), "fail"), (papers(), "fail"),
        ({"company": {"name": "Amber Quay Limited"}}, "unknown"),
        ({**papers(), "documents": [{"type": "sof", "name": "a.pdf", "holder": "Amber Quay Limited"}]}, "fail"),
        ({**papers(), "documents": [{"name": "scan.pdf", "holder": "Amber Quay Limited"}]}, "unknown"),
        ({**papers(), "documents": [{"type": "br", "name": "a.pdf", "holder": ["Amber Quay Limited"]}]}, "review"),
    ],
)  # fmt: skip
def test_members_of_a_list(sections: dict[str, Any], status: str) -> None:
    assert ask(HOLDER, sections).status == status


def billing(*emails: Any) -> dict[str, Any]:
    rows = [{"name": "Ada", "role": "billing", **({} if email is ABSENT else {"email": email})} for email in emails]
    return {"odb": {"billing_contact": {"email": "ada@amberquay.hk"}}, "contacts": rows}


@pytest.mark.parametrize(
    ("sections", "status"),
    [
        (billing("ada@amberquay.hk"), "pass"), (billing("ben@amberquay.hk", "ADA@amberquay.hk"), "pass"),
        (billing("ben@amberquay.hk"), "fail"), (billing(""), "fail"), (billing("", "ada@amberquay.hk"), "pass"),
        (billing(ABSENT), "unknown"), (billing(), "fail"),
        ({**billing(), "contacts": [{"role": "technical", "email": "ada@amberquay.hk"}]}, "fail"),
        ({**billing(), "contacts": [{"email": "ada@amberquay.hk"}]}, "unknown"),
        ({"odb": {"billing_contact": {"email": "ada@amberquay.hk"}}}, "unknown"),
        ({**billing("ada@amberquay.hk"), "odb": {"billing_contact": {"email": ""}}}, "fail"),
        ({**billing("ada@amberquay.hk"), "odb": {"account_id": "A1"}}, "unknown"),
    ],
)  # fmt: skip
def test_any_member_will_do_with_match_any(sections: dict[str, Any], status: str) -> None:
    assert ask(CONTACT, sections).status == status


@pytest.mark.parametrize(
    ("company", "paper", "status"),
    [
        ({"country": "Hong Kong"}, {"country": "HK"}, "pass"), ({"region": "Hong Kong"}, {"region": "HK"}, "pass"),
        ({"country": "Hong Kong", "region": "Hong Kong"}, {"country": "HK"}, "pass"),
        ({"country": "Hong Kong", "region": ""}, {"country": "HK", "region": ""}, "pass"),
        ({"country": "Hong Kong", "region": ""}, {"country": "HK", "region": "HK"}, "fail"),
        ({"country": "Hong Kong"}, {"region": "HK"}, "pass"),
        ({"country": "Singapore"}, {"country": "HK"}, "fail"), ({"country": ""}, {"country": "HK"}, "fail"),
        ({"country": ""}, {"country": ""}, "fail"), ({}, {"country": "HK"}, "unknown"), ({"country": "HK"}, {}, "unknown"),
        ({"country": "Hong Kong", "region": "Macau"}, {"country": "HK", "region": "HK"}, "fail"),
    ],
)  # fmt: skip
def test_several_fields_are_compared_in_pairs(company: dict[str, Any], paper: dict[str, Any], status: str) -> None:
    sections = {"company": {"id": "1", **company}, "documents": [{"type": "br", "name": "br.pdf", **paper}]}
    assert ask(REGION, sections).status == status


def add_ons(left: Any, right: Any) -> dict[str, Any]:
    return {
        name: {"package": {"plan": "A", **({} if value is ABSENT else {"add_ons": value})}}
        for name, value in (("odb", left), ("csr", right))
    }


@pytest.mark.parametrize(
    ("left", "right", "plain", "optional"),
    [
        (["IVR"], ["IVR"], "pass", "pass"), (["IVR", "SMS"], ["sms", "ivr"], "pass", "pass"), (["IVR"], [], "fail", "fail"),
        ([], ["IVR"], "fail", "fail"), ([], [], "fail", "pass"), (ABSENT, ABSENT, "unknown", "unknown"),
        (["IVR"], ["SMS"], "fail", "fail"), (["IVR"], ABSENT, "unknown", "unknown"), ("", None, "fail", "pass"),
        ("", ABSENT, "fail", "unknown"), (ABSENT, "", "unknown", "unknown"), ([], ABSENT, "fail", "unknown"), ("TBC", ABSENT, "fail", "fail"),
        (["IVR"], ["IVR", "SMS"], "fail", "fail"), ({"a": "b"}, {"a": "b"}, "review", "review"), (True, True, "review", "review"),
    ],
)  # fmt: skip
def test_lists_and_optional(left: Any, right: Any, plain: str, optional: str) -> None:
    assert ask(ADD_ONS % "", add_ons(left, right)).status == plain
    assert ask(ADD_ONS % ", optional: true", add_ons(left, right)).status == optional


NONE = (
    "None",
    "none.",
    "(none)",
    "Nil",
    "No",
    "N/A",
    "n.a.",
    "-",
    "—",
    "No add-ons",
    "無",
    "なし",
    ["None"],
    ["", "-"],
)


@pytest.mark.parametrize("none", NONE)
def test_a_word_for_none_in_place_of_an_optional_list_is_an_empty_list(none: Any) -> None:
    optional = ADD_ONS % ", optional: true"
    for other in ("", None, [], "None", ["N/A"], none):
        assert ask(optional, add_ons(none, other)).status == ask(optional, add_ons(other, none)).status == "pass"
    for other, status in ((["IVR"], "fail"), ("IVR; SMS", "fail"), (["None", "IVR"], "fail"), (["TBC"], "review"), ("TBC", "fail"), (ABSENT, "unknown")):  # fmt: skip
        assert ask(optional, add_ons(none, other)).status == ask(optional, add_ons(other, none)).status == status
    assert ask(ADD_ONS % "", add_ons(none, "")).status == "fail"


def test_none_beside_something_says_both() -> None:
    answer = ask(ADD_ONS % ", optional: true", add_ons(["IVR", "SMS"], "None"))
    assert answer.reason.endswith('differ: the CSR 106 form says "None", the ODB account has IVR, SMS')
    case = native_case(add_ons(["IVR"], "None"))
    (pair,) = pairs_of(ADD_ONS % ", optional: true", case)
    assert pair.is_compared
    assert "None" in pair.why


@pytest.mark.parametrize(
    "value", ["TBC", "?", "unknown", "pending", "x", "...", ["TBC"], [{}], [["None"]], "None; TBC"]
)
def test_what_leaves_open_whether_there_are_any_is_no_empty_list(value: Any) -> None:
    assert ask(ADD_ONS % ", optional: true", add_ons(value, value)).status != "pass"
    assert ask(ADD_ONS % ", optional: true", add_ons(value, "")).status != "pass"


@pytest.mark.parametrize("nothing", [[], [""], [None], [{}], [[]], "", None, {}])
def test_the_same_lists_of_nothing_are_never_aligned(nothing: Any) -> None:
    sections = {"odb": {"virtual_numbers": nothing}, "csr": {"virtual_numbers": nothing}}
    assert ask(NUMBERS, sections).status != "pass"


@pytest.mark.parametrize(
    ("odb", "company", "status"),
    [
        ("88 Queen's Road Central, Hong Kong", {"address": "88 Queen's Road Central", "city": "Hong Kong"}, "pass"),
        ("88 Queen's Road Central", {"address": "88 Queen's Road Central", "city": ""}, "pass"),
        ("88 Queen's Road Central", {"address": "", "city": "Hong Kong"}, "fail"),
        ("", {"address": "", "city": ""}, "fail"),
        ("Hong Kong", {"address": "", "city": "Hong Kong"}, "fail"),
        ("89 Queen's Road Central", {"address": "88 Queen's Road Central"}, "fail"),
        ("88 Queen's Road Central", {"city": "Hong Kong"}, "unknown"),
        ("88 Queen's Road Central", {"address": "88 Queen's Road Central", "address2": "Flat 9Z, 9/F"}, "review"),
        ("Queen's Road Central, 88", {"address": "88 Queen's Road Central", "address2": "Flat 9Z, 9/F"}, "review"),
        (
            "Flat 9Z, 9/F, 88 Queen's Road Central",
            {"address": "88 Queen's Road Central", "address2": "Flat 9Z, 9/F"},
            "pass",
        ),
        ("88 Queen's Road Central", {"address": "88 Queen's Road Central", "address2": "N/A", "city": "-"}, "pass"),
        (
            "88 Queen's Road Central, HK",
            {"address": "88 Queen's Road Central", "address2": "TBC", "city": "Hong Kong"},
            "pass",
        ),
        ("Flat 9Z, 88 Queen's Road Central", {"address": "88 Queen's Road Central", "address2": "Flat 9Y"}, "fail"),
    ],
)
def test_the_parts_of_one_value_are_joined(odb: str, company: dict[str, Any], status: str) -> None:
    assert ask(ADDRESS, {"odb": {"billing_address": odb}, "company": company}).status == status


IN_FIELDS = "aligned: {form: address, left: odb.billing_address, right: {fields: [company.address, company.address2, company.city, company.state, company.zip, company.country], join: true}}"
SHENZHEN = {
    "address": "灯笼区灯笼路18号A座1201室",
    "city": "深圳市",
    "state": "广东省",
    "zip": "518000",
    "country": "China",
}
CENTRAL = {"address": "燈籠道88號海港樓12樓", "address2": "1203室", "city": "中環", "country": "Hong Kong"}
TOKYO = {"address": "灯1-2-3", "address2": "灯ビル4F", "city": "灯区", "state": "東京都", "country": "Japan"}


@pytest.mark.parametrize(
    ("odb", "company", "status"),
    [
        ("广东省深圳市灯笼区灯笼路18号A座1201室", SHENZHEN, "pass"),
        ("深圳市灯笼区灯笼路18号A座1201室", SHENZHEN, "pass"),
        ("中国广东省深圳市灯笼区灯笼路18号A座1201室", SHENZHEN, "pass"),
        ("中国广东省深圳市灯笼区灯笼路18号A座1201室", SHENZHEN | {"country": "中国"}, "pass"),
        ("广东省深圳市灯笼区灯笼路18号A座1201室", SHENZHEN | {"address": "深圳市灯笼区灯笼路18号A座1201室"}, "pass"),
        ("广东省深圳市灯笼区灯笼路19号A座1201室", SHENZHEN, "fail"),
        ("广东省深圳市灯笼区灯笼路18号A座1202室", SHENZHEN, "fail"),
        ("广东省深圳市灯笼区燕路18号A座1201室", SHENZHEN, "review"),
        ("福建省深圳市灯笼区灯笼路18号A座1201室", SHENZHEN, "review"),
        ("广东省广州市灯笼区灯笼路18号A座1201室", SHENZHEN, "review"),
        ("广东省深圳市灯笼区灯笼路18号A座1201室", SHENZHEN | {"city": "Shenzhen"}, "review"),
        ("香港中環燈籠道88號海港樓12樓1203室", CENTRAL, "pass"),
        ("中環燈籠道88號海港樓12樓1203室", CENTRAL, "pass"),
        ("香港灣仔燈籠道88號海港樓12樓1203室", CENTRAL, "review"),
        ("香港中環燈籠道88號海港樓13樓1203室", CENTRAL, "fail"),
        ("東京都灯区灯1-2-3灯ビル4階", TOKYO, "pass"),
        ("日本東京都灯区灯1-2-3 灯ビル4階", TOKYO, "pass"),
        ("東京都灯区灯1-2-3灯ビル5階", TOKYO, "fail"),
        ("香港燈籠道88號12樓1203室", {"address": "燈籠道88號12樓12", "address2": "03室", "country": "HK"}, "review"),
    ],
)
def test_fields_in_chinese_characters_are_one_line(odb: str, company: dict[str, Any], status: str) -> None:
    assert ask(IN_FIELDS, {"odb": {"billing_address": odb}, "company": company}).status == status


REGISTERED = "aligned: {form: company_name, left: company.name, right: odb.company_name, registered: company.legal_name, aliases: company.aliases}"


@pytest.mark.parametrize(
    ("company", "status"),
    [
        ({"name": "Amber Quay Limited"}, "pass"), ({"name": "Amberly"}, "fail"),
        ({"name": "Amberly", "legal_name": "Amber Quay Limited"}, "review"),
        ({"name": "Amberly", "aliases": ["Amberly"], "legal_name": "Amber Quay Limited"}, "pass"),
        ({"name": "Amber Quay Limited", "legal_name": "Zenith Foods Limited"}, "fail"),
        ({"name": "Amber Quay Limited", "legal_name": ""}, "pass"), ({"name": "Amber Quay Limited", "legal_name": "N/A"}, "pass"),
        ({"name": "", "legal_name": "Amber Quay Limited"}, "fail"),
        ({"legal_name": "Amber Quay Limited"}, "unknown"),
        ({"name": "Amberly", "aliases": "", "legal_name": ""}, "fail"), ({"name": "Amberly", "aliases": ["N/A"]}, "fail"),
    ],
)  # fmt: skip
def test_registered_names_and_aliases(company: dict[str, Any], status: str) -> None:
    found = ask(REGISTERED, {"company": {"id": "1", **company}, "odb": {"company_name": "Amber Quay Limited"}})
    assert found.status == status


def test_an_alias_of_ours_does_not_turn_another_customer_into_ours() -> None:
    company = {"name": "Amber Quay Limited", "aliases": ["Amberly"]}
    sections = {"company": company, "odb": {"company_name": "Zenith Foods Limited"}}
    assert ask(REGISTERED, sections).status == "fail"


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("Amber Quay", "Amber Quay", "pass"), ("Amber Quay Limited", "Zenith Foods Limited", "not_applicable"),
        ("", "Amber Quay", "unknown"), ("N/A", "Amber Quay", "unknown"), (ABSENT, "Amber Quay", "unknown"), ([], [], "unknown"),
    ],
)  # fmt: skip
def test_as_a_condition(left: Any, right: Any, status: str) -> None:
    assert as_condition(NAMES, names(left, right)) == status


NUMBER = "aligned: {form: identifier, left: company.registration_number, right: {in: documents, fields: number}, match: kind, where_shown: true}"


def numbered(company: Any, *papers: tuple[str, Any]) -> dict[str, Any]:
    rows = [
        {"type": kind, "name": f"{kind}.pdf", **({} if number is ABSENT else {"number": number})}
        for kind, number in papers
    ]
    own = {} if company is ABSENT else {"registration_number": company}
    return {"company": {"id": "1", **own}, "documents": rows}


NUMBERED = [
    (numbered("69104418", ("br", "69104418")), "pass"), (numbered("69104418", ("br", "6910 4418")), "pass"),
    (numbered("69104418", ("br", "69104481")), "fail"), (numbered("69104418", ("br", ABSENT)), "pass"),
    (numbered("69104418", ("br", "")), "pass"), (numbered("", ("br", "69104418")), "pass"),
    (numbered(ABSENT, ("br", "69104418")), "pass"), (numbered("N/A", ("br", "69104418")), "pass"),
    (numbered("69104418", ("br", "69104418"), ("ci", "2345678")), "pass"),
    (numbered("69104418", ("br", "69104418"), ("br", "69104481")), "fail"),
    (numbered("69104418", ("br", "69104418"), ("br", ABSENT)), "pass"),
    (numbered("69104418", ("br", ABSENT), ("ci", "2345678")), "fail"), (numbered("69104418"), "pass"),
    ({"company": None, "documents": []}, "pass"), ({}, "pass"),
]  # fmt: skip


@pytest.mark.parametrize(("sections", "status"), NUMBERED)
def test_a_further_proof_is_compared_where_both_sides_show_it(sections: dict[str, Any], status: str) -> None:
    found = ask(NUMBER, sections)
    assert found.status == status
    both = sum("number" in paper for paper in sections.get("documents", ())) and status == "fail"
    assert both or found.reason in (
        "registration number aligns on both sides",
        "registration number not compared: at least one side shows none",
    )


COMPANIES: list[dict[str, Any]] = [{}, {"country": "HK"}, {"country": "HK", "region": ""}, {"region": "Macau"}]
PAPERS: list[dict[str, Any]] = [{}, {"country": "HK"}, {"country": "HK", "region": "HK"}]
EVERY: list[tuple[str, dict[str, Any]]] = [
    *((NAMES, names(left, right)) for left in ("Amber Quay Limited", "Amber Quay Pte. Ltd.", "", "N/A", ABSENT, 0, ["a"], True) for right in ("Amber Quay Ltd.", "Zenith", None, 0, ABSENT)),
    *((HOLDER, papers(*holders)) for holders in ((), ("Amber Quay Ltd.",), ("Amber Quay Ltd.", "Zenith"), ("", ABSENT), (ABSENT,))),
    *((CONTACT, billing(*emails)) for emails in ((), ("ben@amberquay.hk",), ("ben@amberquay.hk", "ADA@amberquay.hk"), ("", ABSENT), ("x", ""))),
    *((ADD_ONS % more, add_ons(left, right)) for more in ("", ", optional: true") for left in ([], ["IVR"], ABSENT, "") for right in ([], ["ivr", "SMS"], ABSENT)),
    *((ADDRESS, {"odb": {"billing_address": odb}, "company": company}) for odb in ("88 Hill Road, Hong Kong", "") for company in ({"address": "88 Hill Road", "city": "Hong Kong"}, {"address": "89 Hill Road"}, {"city": "Hong Kong"}, {"address": ""})),
    *((REGION, {"company": {"id": "1"} | company, "documents": [{"type": "br", "name": "br.pdf"} | paper]}) for company in COMPANIES for paper in PAPERS),
    *((NUMBER, sections) for sections, _ in NUMBERED),
    *((NUMBERS, {"odb": {"virtual_numbers": odb}, "csr": {"virtual_numbers": csr}}) for odb in ([], [{"number": "+85258081001"}], ["+852 5808 1001", "+852 5808 1002"]) for csr in ([{"number": "+852 5808 1001", "channels": 4}], None)),
]  # fmt: skip


@pytest.mark.parametrize("place", range(len(EVERY)))
def test_the_worst_pair_is_the_answer(place: int) -> None:
    check, sections = EVERY[place]
    case = native_case(sections)
    found = pairs_of(check, case)
    worst = min((pair.answer.status for pair in found), key=WORST_FIRST.index, default=Status.PASS)
    assert worst == ask(check, sections).status
    assert all(pair.why for pair in found)
    assert all(
        (pair.answer.status is Status.PASS) == (pair.decided is not None and pair.decided.like.verdict == "aligned")
        for pair in found
    )


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (
            "aligned: {form: compny_name, left: odb.company_name, right: company.name}",
            ["'compny_name'", "did you mean 'company_name'"],
        ),
        ("aligned: {form: text, left: odb.compny_name, right: company.name}", ["did you mean 'odb.company_name'"]),
        ("aligned: {form: text, left: company.name}", ["lacks 'right'"]),
        ("aligned: {left: company.name, right: odb.company_name}", ["lacks 'form'"]),
        ("aligned: {form: text, left: [], right: company.name}", ["no field"]),
        (
            "aligned: {form: text, left: company.name, right: {in: documents, feilds: holder}}",
            ["'feilds'", "did you mean 'fields'"],
        ),
        ("aligned: {form: text, left: company.name, right: {in: documents, fields: holdr}}", ["did you mean 'holder'"]),
        (
            "aligned: {form: text, left: company.name, right: {in: documnts, fields: holder}}",
            ["did you mean 'documents'"],
        ),
        ("aligned: {form: text, left: company.name, right: odb.company_name, mach: any}", ["did you mean 'match'"]),
        ("aligned: {form: text, left: company.name, right: odb.company_name, match: some}", ["'some'", "every, any"]),
        ("aligned: {form: text, left: company.name, right: odb.company_name, optional: yes}", ["true or false"]),
        (
            "aligned: {form: text, left: company.name, right: odb.company_name, aliases: company.alias}",
            ["did you mean 'company.aliases'"],
        ),
        (
            "aligned: {form: text, left: company.name, right: {fields: odb.company_name, country: company.contry}}",
            ["'company.country'"],
        ),
        ("aligned: {form: text, left: contacts.name, right: odb.company_name}", ["contacts.name"]),
        ("aligned: {form: [text, text], left: company.name, right: odb.company_name}", ["2 forms for 1 pairs"]),
        ("aligned: {form: text, left: company, right: company}", ["company"]),
        ("aligned: {form: text, left: company.name, right: company.name}", ["'company.name' with itself"]),
        (
            "aligned: {form: text, left: {in: contacts, fields: name}, right: {in: contacts, fields: name}}",
            ["with itself"],
        ),
        ("aligned: {form: text, left: [company.name, company.city], right: odb.company_name}", ["pair"]),
        (PLAN.replace("[text, quantity]", "[text, quantity, text]"), ["3 forms for 2 pairs of fields"]),
        (PLAN.replace(", odb.package.quantity", ""), ["1 fields on the left and 2 on the right"]),
        ("aligned: [company.name, odb.company_name]", ["mapping"]),
        (
            "aligned: {form: text, left: [company.name, company.city], right: [odb.company_name, odb.billing_address], where_shown: true}",
            ["one field"],
        ),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []


BESIDE = "{aligned: {form: text, left: company.name, right: odb.company_name, where_shown: true}}"


@pytest.mark.parametrize(
    "check",
    [
        BESIDE,
        f"{{all_of: [{BESIDE}, {BESIDE}]}}",
        f"{{any_of: [{{present: company.name}}, {BESIDE}]}}",
        f"{{unless: {{check: {BESIDE}, but: {{present: company.name}}}}}}",
    ],
)
def test_no_item_rests_on_what_passes_where_nothing_is_shown(check: str) -> None:
    text = f"""
id: small
title: Small
version: "1"
for: {{systems: [native], kinds: [deal]}}
teams: {{sales: Sales}}
stages: [{{id: draft, title: Draft, team: sales}}]
items:
  - id: "1"
    title: Numbers align
    owner: sales
    check: {check}
"""
    with pytest.raises(RefusedError, match=r"^small.yaml:12: item '1' would pass where there is nothing to look at"):
        make(parse(text.encode(), "small.yaml"), "small.yaml", [])


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Amber", "Amber", True), (7, 7, True), (1, True, False), (True, True, False), (1, 1.0, False), (1.5, 1.5, False),
        ({"channels": 4, "type": "local"}, {"channels": 4, "type": "local"}, True), ({"channels": 1}, {"channels": True}, False),
        ({"channels": True}, {"channels": 1}, False), ({"type": "N/A"}, {"type": "N/A"}, False), ({"type": None}, {"type": None}, False),
        ({"n": {"channels": 1}}, {"n": {"channels": True}}, False), ([{"channels": 1}], [{"channels": True}], False), ([1], [True], False),
        ({}, {}, False), ([], [], False), ([["a"]], [["a"]], False), ("8.52E+10", "8.52E+10", False), ("", "", False), (None, None, False),
    ],
)  # fmt: skip
def test_what_python_takes_for_equal_is_not_all_the_same(left: Any, right: Any, same: bool) -> None:
    assert (left == right) is True
    assert plainly_same(left, right) is same


def test_one_channel_is_not_the_word_true() -> None:
    def sides(ours: Any, theirs: Any) -> dict[str, Any]:
        return {
            name: {"virtual_numbers": [{"number": "+85258081001", "channels": value}]}
            for name, value in (("odb", ours), ("csr", theirs))
        }

    assert ask(NUMBERS, sides(1, 1)).status == "pass"
    assert ask(NUMBERS, sides(1, True)).status != "pass"
    assert ask(NUMBERS, sides(True, 1)).status != "pass"


@pytest.mark.parametrize(
    ("numbers", "status"),
    [
        ([{"number": "to be assigned", "country": "HK", "type": "local", "channels": 4}], "review"),
        ([{"number": "abc"}], "review"), (["abc"], "review"), ([{"number": {"value": "+85258081001"}}], "review"),
        ([{"did": "+85258081001", "channels": 4}], "review"), ([{"foo": "bar"}], "review"), ([{"channels": 4}], "review"),
        ([{"number": "+852 1234 5678"}], "pass"), ([{"number": "0000 0000"}], "review"), ([{"number": "12345"}], "review"),
        ([{"number": "+852 5808 1001"}, "+85258081001"], "review"),
        ([{"number": "+85258081001", "channels": -4}], "review"), ([{"number": "+85258081001", "channels": "0"}], "review"),
        ([{"number": "+85258081001", "channels": 0}], "review"), ([{"number": "+85258081001", "country": 852}], "review"),
        (["+85258081001"], "pass"), ([{"number": "58081001", "country": "HK"}], "pass"), ([{"number": "58081001"}], "pass"),
        ([{"number": "+852 5808-1001", "note": "by phone", "channels": 4}, {"number": "+65 3158 0001"}], "pass"),
    ],
)  # fmt: skip
def test_lists_that_are_the_same_as_written_must_be_of_numbers(numbers: Any, status: str) -> None:
    case = native_case({name: {"virtual_numbers": copy.deepcopy(numbers)} for name in ("odb", "csr")})
    assert ask_case(NUMBERS, case).status == status
    sides = [(pair.left, pair.right) for pair in pairs_of(NUMBERS, case)]
    context = FormContext()
    entries = [virtual_numbers.entries(one.value, other.value, context) for one, other in sides if one and other]
    assert ({entry.like.verdict for found in entries for entry in found} == {"aligned"}) == (status == "pass")


PACKAGE = "aligned: {form: [quantity, term], left: [odb.package.quantity, odb.package.term], right: [csr.package.quantity, csr.package.term]}"


@pytest.mark.parametrize(
    ("quantity", "term", "status"),
    [
        (25, "12 months", "pass"), (-5, "12 months", "review"), (0, "12 months", "review"), ("0", "12 months", "review"),
        ("-5 seats", "12 months", "review"), (-5.0, "12 months", "review"), (0.0, "12 months", "review"),
        (25, "0 months", "review"), (25, "P0M", "review"), (25, "-12 months", "review"), (25, 0, "fail"), (25, -12, "review"),
    ],
)  # fmt: skip
def test_what_no_quantity_and_no_term_can_be_is_for_a_person(quantity: Any, term: Any, status: str) -> None:
    package = {"package": {"quantity": quantity, "term": term}}
    assert ask(PACKAGE, {"odb": package, "csr": copy.deepcopy(package)}).status == status


BOTH = "aligned: {form: email, left: {in: contacts, fields: email}, right: {in: emails, fields: to}%s}"


@pytest.mark.parametrize(
    ("contacts", "emails", "plain", "optional"),
    [
        ([], [], "fail", "pass"), ([{"email": "a@b.hk"}], [{"to": "a@b.hk"}], "pass", "pass"), ([{"email": "a@b.hk"}], [], "fail", "fail"),
        ([], [{"to": "a@b.hk"}], "fail", "fail"), (ABSENT, [], "unknown", "unknown"), (ABSENT, ABSENT, "unknown", "unknown"),
    ],
)  # fmt: skip
def test_two_lists_may_both_be_empty_only_where_that_is_said(
    contacts: Any, emails: Any, plain: str, optional: str
) -> None:
    given = {name: value for name, value in (("contacts", contacts), ("emails", emails)) if value is not ABSENT}
    assert ask(BOTH % "", given).status == plain
    assert ask(BOTH % ", optional: true", given).status == optional


@pytest.mark.parametrize(
    ("country", "status"), [("HK", "pass"), ("Hong Kong", "pass"), ("SG", "review"), ("", "review"), (ABSENT, "review")]
)
def test_the_country_of_a_side_tells_how_its_number_is_read(country: Any, status: str) -> None:
    check = "aligned: {form: phone, left: {fields: odb.billing_contact.phone}, right: {fields: company.phone, country: company.country}}"
    company = {"phone": "2810 4411", **({} if country is ABSENT else {"country": country})}
    assert ask(check, {"odb": {"billing_contact": {"phone": "+852 2810 4411"}}, "company": company}).status == status


HOLDERS = "aligned: {form: company_name, left: company.name, right: {in: documents, fields: holder%s}}"
HOLDERS_OR_NOT = (
    "aligned: {form: company_name, left: company.name, right: {in: documents, fields: holder}, optional: true}"
)
HOLDERS_FIRST = (
    "aligned: {form: company_name, left: {in: documents, fields: holder}, right: company.name, optional: true}"
)


@pytest.mark.parametrize(
    ("company", "documents", "status"),
    [
        ({"name": ""}, [], "pass"), ({}, [], "pass"), ({"name": "Amber Quay"}, [], "fail"), ({"id": "1"}, [], "unknown"),
        (ABSENT, [], "unknown"), ({"name": ""}, ABSENT, "unknown"), (ABSENT, ABSENT, "unknown"),
    ],
)  # fmt: skip
def test_nothing_beside_an_empty_list_is_fine_only_where_it_was_exported(
    company: Any, documents: Any, status: str
) -> None:
    given = {name: value for name, value in (("company", company), ("documents", documents)) if value is not ABSENT}
    case = native_case(given)
    for check in (HOLDERS_OR_NOT, HOLDERS_FIRST):
        assert ask_case(check, case).status == status
        pairs = pairs_of(check, case)
        assert {pair.answer.status for pair in pairs} == {status} - {"pass"}


@pytest.mark.parametrize("emails", [["", "a@b.hk"], ["a@b.hk", ""], ["", ABSENT]])
def test_every_member_of_a_list_counts_beside_an_empty_one(emails: list[Any]) -> None:
    contacts = [{"name": "Ada", **({} if email is ABSENT else {"email": email})} for email in emails]
    given = {"contacts": contacts, "emails": []}
    assert ask(BOTH % ", optional: true", given).status == ("unknown" if ABSENT in emails else "fail")


@pytest.mark.parametrize(
    ("document", "status"),
    [
        ({"holder": "Amber Quay Limited", "expires": "2030-01-01"}, "pass"), ({"holder": "Zenith", "expires": "2030-01-01"}, "fail"),
        ({"holder": "Amber Quay Limited", "expires": "2020-01-01"}, "fail"), ({"holder": "Amber Quay Limited"}, "unknown"),
    ],
)  # fmt: skip
def test_members_may_be_meant_by_what_no_glance_tells(document: dict[str, Any], status: str) -> None:
    check = HOLDERS % ", where: {compare: {field: expires, at_least: today}}"
    given = {"company": {"name": "Amber Quay Limited"}, "documents": [{"type": "br", **document}]}
    assert ask(check, given).status == status


def test_what_a_form_says_of_a_side_is_said_of_the_member_that_bears_it() -> None:
    given = {"company": {"name": "Amber Quay"}, "documents": [{"type": "ci"}, {"type": "br", "holder": "x" * 3000}]}
    answer = ask(HOLDERS % "", given)
    assert answer.status == "review"
    assert answer.reason.endswith(" may be the same: document 2 (br) is too long to compare")


def test_what_a_value_says_is_quoted_as_it_is() -> None:
    """Also where it is in words in which a form speaks of a side."""
    given = {
        "company": {"name": "A"},
        "odb": {"package": {"add_ons": ["IVR", "see the first list"]}},
        "csr": {"package": {"add_ons": ["IVR", "on the second side"]}},
    }
    reason = ask("aligned: {form: texts, left: odb.package.add_ons, right: csr.package.add_ons}", given).reason
    assert "only the ODB account has see the first list" in reason
    assert "only the CSR 106 form has on the second side" in reason


@pytest.mark.parametrize("value", [ABSENT, None, " ", "TBC", "n/a", ["Amber", "Quay"], {"of": "x"}, True, "Amber Quay"])
def test_what_can_be_compared_is_what_can_be_looked_at(value: Any) -> None:
    given = {**section("csr.company_name", value), "company": {"name": "Amber Quay"}}
    alone = ask("present: csr.company_name", given)
    assert (
        ask("aligned: {form: company_name, left: csr.company_name, right: company.name}", given).status == alone.status
    )
