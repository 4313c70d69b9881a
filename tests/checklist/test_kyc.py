"""The KYC checklist: from a case of which everything holds, one thing is broken, and only what looks at it moves."""

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest

from changing import drop, put
from kyccheck.checklist.overlay import load
from kyccheck.records.documents import table
from support import GOOD, PROJECT, Audit, statuses

Broken = tuple[str, Callable[[dict[str, Any]], object], set[str], str]


BROKEN: list[Broken] = [
    ("company blank", put("company", None), {"1", "1a", "1c", "9", "9b"}, "fail"),
    ("company absent", drop("company"), {"1", "1a", "1c", "9", "9b"}, "unknown"),
    *[
        (f"company {name} {how}", change, {"1", "1a", *also}, status)
        for name, also in (
            ("name", ("1c",)), ("registration_number", ()), ("country", ("1c",)), ("address", ("9", "9b")),
        )
        for how, change, status in (
            ("blank", put(f"company.{name}", ""), "fail"),
            ("null", put(f"company.{name}", None), "fail"),
            ("white space", put(f"company.{name}", " \u00a0\u200b"), "fail"),
            ("placeholder", put(f"company.{name}", "N/A"), "fail"),
            ("absent", drop(f"company.{name}"), "unknown"),
            ("list", put(f"company.{name}", ["x", "y"]), "review"),
        )
        if (name, how) != ("registration_number", "list")  # that is shown, and cannot be compared
    ],
    ("two registration numbers", put("company.registration_number", ["1", "2"]), {"1", "1a", "1c", "9", "9a"}, "review"),
    ("company other name", put("company.name", "Zenith Foods Limited"), {"1", "1c"}, "fail"),
    ("company other legal form", put("company.name", "Amber Quay Pte. Ltd."), {"1", "1c"}, "review"),
    ("company other country", put("company.country", "Singapore"), {"1", "1c"}, "fail"),
    ("company in China, not Hong Kong", put("company.country", "China"), {"1", "1c"}, "fail"),
    ("company other registration number", put("company.registration_number", "69104481"), {"1", "1c", "9", "9a"}, "fail"),
    ("BR of another number", put("documents.0.number", "69104481"), {"1", "1c", "9", "9a"}, "fail"),
    ("BR number without a leading zero", put("documents.0.number", "0069104418"), {"1", "1c", "9", "9a"}, "review"),
    ("BR expired", put("documents.0.expires", "2026-11-20"), {"1", "1b"}, "fail"),
    ("BR expiry ambiguous", put("documents.0.expires", "03/04/2027"), {"1", "1b"}, "review"),
    ("BR expiry absent", drop("documents.0.expires"), {"1", "1b"}, "unknown"),
    ("BR issued tomorrow", put("documents.0.issued", "2026-11-22"), {"1", "1b"}, "fail"),
    ("BR without a file", put("documents.0.name", ""), {"1", "1b"}, "fail"),
    ("BR of another", put("documents.0.holder", "Zenith Foods Limited"), {"1", "1c", "9", "9a"}, "fail"),
    ("BR without holder", drop("documents.0.holder"), {"1", "1c", "9", "9a"}, "unknown"),
    ("BR of another country", put("documents.0.country", "SG"), {"1", "1c"}, "fail"),
    ("no contact", put("contacts", []), {"2", "9", "9b"}, "fail"),
    ("contacts absent", drop("contacts"), {"2", "9", "9b"}, "unknown"),
    *[
        (f"contact {name} {how}", change, {"2"}, status)
        for name in ("name", "email", "phone", "role")
        for how, change, status in (
            ("blank", put(f"contacts.1.{name}", ""), "fail"),
            ("null", put(f"contacts.1.{name}", None), "fail"),
            ("placeholder", put(f"contacts.1.{name}", "TBC"), "fail"),
            ("absent", drop(f"contacts.1.{name}"), "unknown"),
        )
        if (name, how) != ("role", "absent")
    ],
    ("contact role absent", drop("contacts.1.role"), {"2"}, "unknown"),
    ("contact e-mail is none", put("contacts.1.email", "tm(at)amberquay.hk"), {"2"}, "fail"),
    ("contact e-mail of nobody", put("contacts.1.email", "test@test.com"), {"2"}, "fail"),
    ("contact phone is none", put("contacts.1.phone", "call me"), {"2"}, "fail"),
    ("contact phone damaged", put("contacts.1.phone", "8.5291E+10"), {"2"}, "review"),
    ("no CSR", drop("documents.1"), {"3"}, "fail"),
    ("CSR of unknown type", put("documents.1", {"name": "scan.pdf"}), {"3"}, "review"),
    ("CSR only a template", put("documents.1", {"name": "CSR106 template.pdf"}), {"3"}, "review"),
    ("CSR without a name", put("documents.1", {"id": "77"}), {"3"}, "unknown"),
    ("CSR of another company", put("documents.1.holder", "Zenith Foods Limited"), {"3"}, "review"),
    ("no SOF", drop("documents.2"), {"4"}, "fail"),
    ("SOF of another company", put("documents.2.holder", "Zenith Foods Limited"), {"4"}, "review"),
    ("SOF not signed", put("documents.2", {"type": "sof", "name": "sof.pdf", "signed": False}), {"4"}, "fail"),
    ("SOF signature not shown", put("documents.2", {"type": "sof", "name": "sof.pdf"}), {"4"}, "unknown"),
    ("SOF signature blank", put("documents.2", {"type": "sof", "name": "s.pdf", "signed": ""}), {"4"}, "fail"),
    ("SOF signed tomorrow", put("documents.2.signed_on", "2026-11-22"), {"4"}, "fail"),
    ("no legal approval", drop("documents.3"), {"6"}, "fail"),
    ("legal approval of another company", put("documents.3.holder", "Zenith Foods Limited"), {"6"}, "review"),
    ("terms not told", drop("deal.terms_changed"), {"6"}, "unknown"),
    ("terms blank", put("deal.terms_changed", ""), {"6"}, "unknown"),
    ("terms unclear", put("deal.terms_changed", "maybe"), {"6"}, "unknown"),
    ("no deposit", drop("documents.4"), {"7"}, "fail"),
    ("deposit of another company", put("documents.4.holder", "Zenith Foods Limited"), {"7"}, "review"),
    ("ODB other name", put("odb.company_name", "Amber Key Limited"), {"9", "9a"}, "fail"),
    *[
        (f"ODB {name} {value}", put(f"odb.{name}", value), {"9", "9a", "9b", "9c", "9d"}, "unknown")
        for name, value in (("status", "Terminated"), ("archived", True), ("active", False), ("account_status", "suspended"))
    ],
    ("ODB name blank", put("odb.company_name", ""), {"9", "9a"}, "fail"),
    ("ODB absent", drop("odb"), {"9", "9a", "9b", "9c", "9d"}, "unknown"),
    ("ODB other floor", put("odb.billing_address", "Flat 5, 21/F, 88 Queen's Road Central"), {"9", "9b"}, "fail"),
    ("ODB other billing name", put("odb.billing_contact.name", "Ben Chow"), {"9", "9b"}, "fail"),
    ("ODB other billing e-mail", put("odb.billing_contact.email", "ben@amberquay.hk"), {"9", "9b"}, "fail"),
    ("ODB transposed phone", put("odb.billing_contact.phone", "+852 2810 4141"), {"9", "9b"}, "fail"),
    ("no billing contact", put("contacts.0.role", "signatory"), {"9", "9b"}, "fail"),
    ("ODB other plan", put("odb.package.plan", "Voice Basic"), {"9", "9c"}, "fail"),
    ("ODB other quantity", put("odb.package.quantity", 11), {"9", "9c"}, "fail"),
    ("ODB other term", put("odb.package.term", "24 months"), {"9", "9c"}, "fail"),
    ("ODB fewer add-ons", put("odb.package.add_ons", ["IVR"]), {"9", "9c"}, "fail"),
    ("ODB no add-ons", put("odb.package.add_ons", []), {"9", "9c"}, "fail"),
    ("ODB package blank", put("odb.package", None), {"9", "9c"}, "fail"),
    ("ODB other number", put("odb.virtual_numbers.0.number", "+85258081002"), {"9", "9d"}, "fail"),
    ("ODB more channels", put("odb.virtual_numbers.0.channels", 40), {"9", "9d"}, "fail"),
    ("ODB no numbers", put("odb.virtual_numbers", []), {"9", "9d"}, "fail"),
    ("CSR numbers absent", drop("csr.virtual_numbers"), {"9", "9d"}, "unknown"),
    ("IOD rejected", put("approvals.0.decision", "rejected"), {"iod_approval"}, "fail"),
    ("IOD approves tomorrow", put("approvals.0.on", "2026-11-22"), {"iod_approval"}, "fail"),
    ("IOD approval by nobody", put("approvals.0.by", ""), {"iod_approval"}, "fail"),
    ("IOD approval without day", drop("approvals.0.on"), {"iod_approval"}, "unknown"),
    ("IOD approval unclear", put("approvals.0.decision", "see mail"), {"iod_approval"}, "review"),
    ("no IOD approval", drop("approvals.0"), {"iod_approval"}, "fail"),
    ("no provisioning approval", drop("approvals.1"), {"provisioning_approval"}, "fail"),
    ("no Monday.com item", put("tracking", None), {"monday_item"}, "fail"),
    ("Monday.com absent", drop("tracking"), {"monday_item"}, "unknown"),
    *[
        (f"Monday.com by the link {link}", put("tracking", {"url": link}), {"monday_item"}, "review")
        for link in (
            "https://m800-cast.monday.com/boards/2950676364", "https://M800-cast.Monday.com/boards/2950676364/views/77",
            "https://m800-cast.monday.com/boards/2950676364/?filter=1", "https://m800-cast.monday.com", "https://x.monday.com/docs/5",
        )
    ],
    *[
        (f"Monday.com by the number {number}", put("tracking", {"id": number}), {"monday_item"}, "review")
        for number in (
            "2950676364", 2950676364, "m800-cast.monday.com/boards/2950676364", "https://m800-cast.monday.com/boards/2950676364",
        )
    ],
    ("no e-mail", put("emails", []), {"activation_email"}, "fail"),
    ("e-mail of another kind", put("emails.0.kind", "quote"), {"activation_email"}, "fail"),
    ("e-mail not sent yet", put("emails.0.sent_on", "2026-12-01"), {"activation_email"}, "fail"),
    ("e-mail to nobody", put("emails.0.to", ""), {"activation_email"}, "fail"),
    ("management missing", drop("approvals.2"), {"high_risk", "management_decision"}, "fail"),
    ("management rejected", put("approvals.2.decision", "rejected"), {"high_risk"}, "fail"),
    ("risk decided against", put("risk.decision", "Rejected"), {"high_risk"}, "review"),
    ("risk decision that says nothing plain", put("risk.decision", "see mail"), {"high_risk"}, "review"),
    ("risk absent", drop("risk"), {"high_risk", "management_decision"}, "unknown"),
    ("risk blank", put("risk.rating", ""), {"high_risk", "management_decision"}, "unknown"),
]  # fmt: skip


def test_everything_holds_of_the_good_case(good: dict[str, Any], audited: Audit) -> None:
    found = audited(good)
    assert set(statuses(found).values()) == {"pass", "not_stated"}
    assert found["verdict"] == "ready"
    assert found["next"] is None


@pytest.mark.parametrize(
    "link",
    [
        "https://m800-cast.monday.com/boards/2950676364/pulses/77", "https://m800-cast.monday.com/boards/1/views/2/pulses/77?reply=reply-1",
        "https://boards.example.com/1",
    ],
)  # fmt: skip
def test_the_link_of_an_item_is_enough(link: str, good: dict[str, Any], audited: Audit) -> None:
    good["tracking"] = {"url": link}
    assert statuses(audited(good))["monday_item"] == "pass"


@pytest.mark.parametrize(
    "tracking",
    [
        {"id": "295067636"}, {"id": "m800-cast.monday.com/boards/2950676364/pulses/77"},
        {"id": "2950676364", "url": "https://m800-cast.monday.com/boards/2950676364/pulses/77"},
    ],
)  # fmt: skip
def test_the_number_of_an_item_is_enough(tracking: dict[str, Any], good: dict[str, Any], audited: Audit) -> None:
    good["tracking"] = tracking
    assert statuses(audited(good))["monday_item"] == "pass"


@pytest.mark.parametrize(("name", "change", "items", "status"), BROKEN, ids=[row[0] for row in BROKEN])
def test_breaking_one_thing_moves_the_items_that_look_at_it_and_no_other(
    name: str, change: Callable[[dict[str, Any]], object], items: set[str], status: str, audited: Audit
) -> None:
    case = copy.deepcopy(GOOD)
    change(case)
    found = audited(case)
    moved = {item for item, now in statuses(found).items() if now not in ("pass", "not_stated")}
    assert moved == items, name
    leaves = {item for item in items if item not in ("1", "9")}
    assert status in {statuses(found)[item] for item in leaves}
    assert found["verdict"] != "ready"
    assert all(result["reason"] for result in found["results"])


def test_every_item_that_asks_is_broken_above() -> None:
    asked = {item.id for item in load("kyc").walk() if item.check}
    assert asked <= set().union(*(items for _, _, items, _ in BROKEN))


@pytest.mark.parametrize(
    "rating", ["low", "medium", "Medium ", "LOW", "Moderate risk", "moderate-risk", "L", "M", "med", "低风险"]
)
def test_a_low_risk_needs_no_management(rating: str, good: dict[str, Any], audited: Audit) -> None:
    good["risk"]["rating"] = rating
    good["approvals"].pop()
    found = statuses(audited(good))
    assert found["high_risk"] == found["management_decision"] == "not_applicable"


@pytest.mark.parametrize(
    "holder", ["Ken Yip", "Legal", "Legal Department", "CINNOX Legal", "Legal & Compliance team", ""]
)
def test_a_legal_approval_of_one_of_us_counts(holder: str, good: dict[str, Any], audited: Audit) -> None:
    good["documents"][3]["holder"] = holder
    assert statuses(audited(good))["6"] == "pass"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ("No changes", "not_applicable"), ("no change", "not_applicable"), ("No changes to standard T&C", "not_applicable"), ("None", "unknown"),
        ("Standard", "not_applicable"), (False, "not_applicable"), ("0", "not_applicable"), ("No changes agreed yet", "unknown"), ("TBC", "unknown"),
        ("not standard", "unknown"), ("N/A", "unknown"), ("no; yes", "unknown"), ("Yes", "pass"), (True, "pass"),
    ],
)  # fmt: skip
def test_terms_that_are_plainly_the_standard_ones_need_no_approval(
    changed: Any, status: str, good: dict[str, Any], audited: Audit
) -> None:
    good["deal"]["terms_changed"] = changed
    assert statuses(audited(good))["6"] == status


@pytest.mark.parametrize("rating", ["high", "HIGH", "very high", "High-risk", "H", "高", "low; high"])
def test_a_high_risk_escalates_until_management_approves(rating: str, good: dict[str, Any], audited: Audit) -> None:
    good["risk"]["rating"] = rating
    assert audited(good)["verdict"] == "ready"
    del good["approvals"]
    assert audited(good)["verdict"] == "escalate"


@pytest.mark.parametrize("rating", ["lwo", "3", "zz", "n.a.?", "see the form"])
def test_what_is_no_rating_is_for_a_person(rating: str, good: dict[str, Any], audited: Audit) -> None:
    good["risk"]["rating"] = rating
    found = audited(good)
    assert statuses(found)["high_risk"] == statuses(found)["management_decision"] == "unknown"
    assert found["verdict"] == "review"


@pytest.mark.parametrize(
    "decision",
    [
        {"team": "management", "decision": "rejected", "on": "2026-11-12"},
        {"team": "management", "decision": "approved", "on": "2026-11-12"},
        {"team": "management", "decision": "approved", "by": "Ann Au"},
        {"decision": "approved", "by": "Ann Au", "on": "2026-11-12"},
    ],
)
def test_a_high_risk_escalates_until_the_approval_is_shown_in_full(
    decision: dict[str, str], good: dict[str, Any], audited: Audit
) -> None:
    good["approvals"][2] = decision
    found = audited(good)
    assert statuses(found)["high_risk"] == "fail"
    assert found["verdict"] == "escalate"


@pytest.mark.parametrize(
    "decision", ["", None, "Approved", "yes", True, "accepted", "Approved with conditions", "批准"]
)
@pytest.mark.parametrize("rating", ["high", "low"])
def test_a_decision_on_the_risk_that_says_yes_or_nothing_changes_nothing(
    rating: str, decision: object, good: dict[str, Any], audited: Audit
) -> None:
    good["risk"] = {"rating": rating, "decision": decision}
    found = audited(good)
    assert statuses(found)["high_risk"] == ("pass" if rating == "high" else "not_applicable")
    assert found["verdict"] == "ready"


@pytest.mark.parametrize(
    "decision",
    [
        "n/a", "None", "-", "Approved.", "accepted by CEO", "Accepted - standard monitoring", "Approved (EDD done)", "OK, low risk",
        "Approved with annual review", "Approved, no adverse findings", "Approved 12 Nov", "signed off by Ann Au",
    ],
)  # fmt: skip
def test_a_low_risk_with_a_decision_that_says_yes_in_more_words_is_none_to_escalate(
    decision: str, good: dict[str, Any], audited: Audit
) -> None:
    good["risk"] = {"rating": "low", "decision": decision}
    assert statuses(audited(good))["high_risk"] == "not_applicable"


@pytest.mark.parametrize(
    "decision",
    [
        "see mail", "pending", "EDD", "TBC", "Rejected - sanctions hit", "REJECTED by CEO", "Rejected.", "declined by CEO", "No - sanctions",
        "Not approved by management", "pending management decision", "escalated to management", "on hold", "Approved?", "approved - no",
        "Approved, then withdrawn", "Approved by Ken, not by CEO", "proceed to management", "approved if the CEO agrees", f"Approved {'x ' * 99}",
    ],
)  # fmt: skip
def test_a_low_risk_with_a_decision_that_is_no_plain_yes_is_for_a_person(
    decision: str, good: dict[str, Any], audited: Audit
) -> None:
    good["risk"] = {"rating": "low", "decision": decision}
    found = audited(good)
    assert (statuses(found)["high_risk"], found["verdict"]) == ("unknown", "review")


@pytest.mark.parametrize(
    "decision", ["rejected", "No", False, "declined", "not approved", "approved; rejected", "拒絕"]
)
def test_a_decision_on_the_risk_that_says_no_is_not_ready_whoever_has_approved(
    decision: object, good: dict[str, Any], audited: Audit
) -> None:
    good["risk"]["decision"] = decision
    found = audited(good)
    (result,) = [result for result in found["results"] if result["item"] == "high_risk"]
    assert (result["status"], found["verdict"]) == ("review", "review")
    assert "the decision on the risk says no" in result["reason"]
    del good["approvals"][2]
    assert audited(good)["verdict"] == "escalate"


@pytest.mark.parametrize("value", ["no", False, "false", "0"])
def test_unchanged_terms_need_no_legal_approval(value: object, good: dict[str, Any], audited: Audit) -> None:
    good["deal"]["terms_changed"] = value
    del good["documents"][3]
    found = audited(good)
    assert statuses(found)["6"] == "not_applicable"
    assert found["verdict"] == "ready"


def test_an_expired_br_is_not_covered_by_another_paper(good: dict[str, Any], audited: Audit) -> None:
    good["documents"][0]["expires"] = "2026-01-01"
    good["documents"].append({**good["documents"][0], "type": "ci", "name": "ci.pdf", "expires": ""})
    assert statuses(audited(good))["1b"] == "fail"
    good["documents"].append({**good["documents"][0], "name": "br 2026.pdf", "expires": "2026-11-21"})
    assert statuses(audited(good))["1b"] == "pass"


def test_a_directors_paper_of_the_general_type_says_nothing_of_the_company(
    good: dict[str, Any], audited: Audit
) -> None:
    paper = {
        "type": "identity document",
        "name": "HKID Wong Tai Man.pdf",
        "holder": "Wong Tai Man",
        "number": "A123456(3)",
    }
    good["documents"].append({**paper, "country": "HK", "expires": "2030-01-01"})
    assert audited(good)["verdict"] == "ready"
    good["documents"][-1] |= {"name": "scan.pdf"}
    assert statuses(audited(good))["1c"] == "fail"


def test_a_blank_holder_does_not_stand_aside_for_another_paper(good: dict[str, Any], audited: Audit) -> None:
    good["documents"].append({**good["documents"][0], "name": "br 2027.pdf", "holder": ""})
    assert statuses(audited(good))["1c"] == "fail"
    del good["documents"][-1]["holder"]
    assert statuses(audited(good))["1c"] == "unknown"  # it may be the one in force, and another company's
    good["documents"][-1]["type"] = "ci"
    assert statuses(audited(good))["1c"] == "pass"


def test_a_team_that_says_it_is_another_one_has_not_approved(good: dict[str, Any], audited: Audit) -> None:
    good["approvals"][0]["team"] = "not IOD"
    assert statuses(audited(good))["iod_approval"] == "fail"


def test_a_brand_name_aligns_once_it_is_an_alias(good: dict[str, Any], audited: Audit) -> None:
    good["company"] |= {"name": "Amberly", "legal_name": "Amber Quay Limited"}
    assert statuses(audited(good))["1c"] == "review"
    good["company"]["legal_name"] = "Zenith Foods Limited"
    assert statuses(audited(good))["1c"] == "fail"


def test_every_item_cites_the_procedure() -> None:
    for item in load("kyc").walk():
        assert item.cites.startswith("Process workflow of sales order / provisioning / checking"), item.id


@pytest.mark.parametrize("number", [..., "", None, "N/A"])
def test_a_document_without_a_number_leaves_name_and_region_to_align(
    number: object, good: dict[str, Any], audited: Audit
) -> None:
    good["documents"][0]["number"] = number
    if number is ...:
        del good["documents"][0]["number"]
    result = next(result for result in audited(good)["results"] if result["item"] == "1c")
    assert result["status"] == "pass"
    assert result["reason"].startswith("names align with the identity document; country aligns")
    assert result["reason"].endswith("registration number not compared: at least one side shows none")


def test_a_name_match_says_that_names_align_and_what_else_does(good: dict[str, Any], audited: Audit) -> None:
    results = {result["item"]: result["reason"] for result in audited(good)["results"]}
    assert results["1c"].endswith("; registration number aligns with the identity document")
    assert results["9a"].startswith("names align with the identity document; ")


def test_a_br_and_a_ci_bear_two_numbers_but_two_brs_bear_one(good: dict[str, Any], audited: Audit) -> None:
    paper = good["documents"][0]
    good["documents"].append({**paper, "type": "ci", "name": "ci.pdf", "number": "2345678"})
    assert statuses(audited(good))["1c"] == "pass"
    good["documents"].append({**paper, "name": "br 2.pdf", "number": "69104481"})
    assert statuses(audited(good))["1c"] == "fail"


def test_item_9_names_who_rules_and_goes_back_to_provisioning(good: dict[str, Any], audited: Audit) -> None:
    good["odb"] |= {"company_name": "Amber Key Limited", "billing_address": "89 Queen's Road Central"}
    good["odb"]["package"]["plan"] = "Voice Basic"
    good["odb"]["virtual_numbers"][0]["channels"] = 40
    good["case"]["stage"] = "provisioning"
    found = audited(good)
    assert (found["verdict"], found["return_to"]) == ("return", "provisioning")
    failing = {result["item"]: result for result in found["results"] if result["status"] == "fail"}
    assert {result["owner"] for result in failing.values()} == {"provisioning"}
    rules = {"9a": "identity document", "9b": "HubSpot company", "9c": "CSR 106 form", "9d": "CSR 106 form"}
    for item, authority in rules.items():
        assert f"; the {authority} rules" in failing[item]["reason"], item


@pytest.mark.parametrize("field", ["id", "name", "sha256", "url", "path"])
def test_an_answer_about_documents_holds_for_these_files(field: str, good: dict[str, Any], audited: Audit) -> None:
    def fingerprint_of_1c() -> str | None:
        results = audited(good)["results"]
        return next(str(one["fingerprint"]) for one in results if one["item"] == "1c" and one["status"] == "unknown")

    del good["documents"][0]["holder"]
    before = fingerprint_of_1c()
    assert fingerprint_of_1c() == before
    good["documents"][0][field] = "another.pdf"
    assert fingerprint_of_1c() != before


@pytest.mark.parametrize(
    ("region", "of_document", "status"),
    [
        ("Singapore", ..., "review"), (..., "SG", "review"), ("Singapore", "SG", "pass"), ("Singapore", "", "fail"),
        (["Hong Kong", "Singapore"], ..., "review"), (..., ["HK", "SG"], "review"), ("TBC", ..., "review"),
        ("Kowloon", ..., "pass"), ("Hong Kong", ..., "pass"), (..., "HK", "pass"), ("", ..., "pass"),
    ],
)  # fmt: skip
def test_a_region_that_is_another_country_is_for_a_person(
    region: Any, of_document: Any, status: str, good: dict[str, Any], audited: Audit
) -> None:
    for place, told in ((good["company"], region), (good["documents"][0], of_document)):
        if told is not ...:
            place["region"] = told
    assert statuses(audited(good))["1c"] == status


@pytest.mark.parametrize("kind", ["passport", "id_card", "HKID", "Emirates ID"])
def test_the_papers_of_a_person_are_not_held_against_the_name_of_the_company(
    kind: str, good: dict[str, Any], audited: Audit
) -> None:
    person = {
        "type": kind,
        "name": "director.pdf",
        "number": "K1",
        "holder": "Ada Lam",
        "country": "GB",
        "expires": "2030-01-01",
    }
    good["documents"].append(person)
    assert {statuses(audited(good))[item] for item in ("1b", "1c", "9a")} == {"pass"}
    person["expires"] = "2026-11-20"
    assert statuses(audited(good))["1b"] == "fail"
    del good["documents"][0]
    assert {statuses(audited(good))[item] for item in ("1b", "1c", "9a")} == {"fail"}


@pytest.mark.parametrize(
    ("kind", "expires", "status"),
    [
        ("id_card", None, "pass"), ("HKID", ..., "pass"), ("identity card", "n/a", "pass"), ("HKID", "2026-11-20", "fail"), ("HKID", "TBC", "fail"),
        ("passport", None, "fail"), ("passport", ..., "unknown"), ("Emirates ID", None, "fail"), ("Emirates ID card", ..., "unknown"),
    ],
)  # fmt: skip
def test_an_identity_card_need_not_expire(
    kind: str, expires: Any, status: str, good: dict[str, Any], audited: Audit
) -> None:
    card = {"type": kind, "name": "director.pdf", "holder": "Ada Lam"}
    good["documents"].append(card if expires is ... else {**card, "expires": expires})
    assert statuses(audited(good))["1b"] == status


def test_every_identity_document_is_held_against_the_company_or_is_a_persons() -> None:
    of_persons = {"passport", "id_card", "emirates_id"}
    of_companies = {kind[-1] for kind in table().types.values() if kind[0] == "identity"} - of_persons
    compared = re.findall(
        r"one_of: {field: kind, values: \[([^]]*)\], match: every}",
        (PROJECT / "checklists/kyc.yaml").read_text("utf-8"),
    )
    assert [set(words.split(", ")) for words in compared] == [of_companies] * 5


@pytest.mark.parametrize(
    "name", ["Client", "Client ", " client", "The Client\u200b", "the  client", "\u00a0Me", "yes ", " yes"]
)
def test_blanks_around_a_word_for_anybody_make_it_no_name(name: str, good: dict[str, Any], audited: Audit) -> None:
    good["contacts"][0]["name"] = name
    assert statuses(audited(good))["2"] == "review"


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("69104418-000", "pass"),
        ("BR No. 69104418", "review"),
        ("HK 69104418", "review"),
        ("69104481", "fail"),
        ("", "pass"),
    ],
)
def test_9a_compares_the_number_of_the_form_as_1c_does(
    number: str, status: str, good: dict[str, Any], audited: Audit
) -> None:
    good["csr"]["registration_number"] = number
    assert statuses(audited(good))["9a"] == status


@pytest.mark.parametrize(
    ("company", "document", "status"),
    [
        *(
            ("69104418", "69104418", "pass"),
            (None, "69104418", "pass"),
            ("69104418", None, "pass"),
            (None, None, "pass"),
        ),
        *(("69104481", None, "fail"), (None, "69104481", "fail"), ("69104418-000", "69104418", "pass")),
        *(("HK 69104418", None, "review"), ("N/A", "TBC", "pass")),
    ],
)
def test_9a_compares_odbs_number_with_the_company_and_the_document(
    company: object, document: object, status: str, good: dict[str, Any], audited: Audit
) -> None:
    good["company"]["registration_number"], good["documents"][0]["number"] = company, document
    del good["csr"]["registration_number"]
    assert statuses(audited(good))["9a"] == status
    del good["odb"]["registration_number"]
    assert statuses(audited(good))["9a"] == "pass"


def test_9a_takes_the_number_of_the_br_or_that_of_the_ci(good: dict[str, Any], audited: Audit) -> None:
    del good["company"]["registration_number"]
    good["documents"].append({**good["documents"][0], "type": "ci", "name": "ci.pdf", "number": "2345678"})
    assert statuses(audited(good))["9a"] == "pass"
    good["documents"][0]["number"] = "69104481"
    assert statuses(audited(good))["9a"] == "fail"


@pytest.mark.parametrize(
    ("expires", "status"), [("N/A", "pass"), ("none", "pass"), ("TBC", "fail"), ("2026-11-20", "fail")]
)
def test_6_takes_an_approval_of_legal_that_never_expires(
    expires: str, status: str, good: dict[str, Any], audited: Audit
) -> None:
    good["documents"][3]["expires"] = expires
    assert statuses(audited(good))["6"] == status


@pytest.mark.parametrize(
    ("approvals", "status"),
    [
        ([("rejected", "2026-11-10")], "unknown"), ([("rejected", "2026-11-10"), ("approved", "2026-11-12")], "not_applicable"),
        ([], "not_applicable"), ([("approved", "2026-11-10")], "not_applicable"),
    ],
)  # fmt: skip
def test_a_rejection_by_management_is_for_a_person_though_the_rating_is_not_high(
    approvals: list[tuple[str, str]], status: str, good: dict[str, Any], audited: Audit
) -> None:
    good["risk"] = {"rating": "medium"}
    rows = [{"team": "management", "by": "Ann Au", "decision": said, "on": day} for said, day in approvals]
    good["approvals"] = [one for one in good["approvals"] if one["team"] != "management"] + rows
    found = audited(good)
    assert (statuses(found)["high_risk"], found["verdict"]) == (status, "review" if status == "unknown" else "ready")


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("Main billing contact", "pass"), ("Accounts department", "pass"), ("Billing Dept.", "unknown"), ("Billing contact (primary)", "unknown"),
        ("Head of Finance", "unknown"), ("Bill payer", "fail"), ("Account Manager", "fail"), ("Non-billing contact", "fail"),
    ],
)  # fmt: skip
def test_a_role_that_says_billing_among_other_words_is_for_a_person(
    role: str, status: str, good: dict[str, Any], audited: Audit
) -> None:
    good["contacts"][0]["role"] = role
    result = next(result for result in audited(good)["results"] if result["item"] == "9b")
    assert result["status"] == status
    if status == "fail":
        assert (
            f'there is no contact to compare with: contact 1 (Ada Lam) role is "{role}", not billing or'
            in result["reason"]
        )
