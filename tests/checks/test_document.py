from datetime import date
from typing import Any

import pytest

from checks.asking import ABSENT, BLANKS, as_condition, ask, evidence_of, refusal

SOF: dict[str, Any] = {"type": "sof", "name": "order.pdf"}
BR: dict[str, Any] = {"type": "br", "name": "br.pdf", "number": "69104418", "expires": "2027-01-01"}
SIGNED = "document: {types: [sof, quotation], signed: true}"
VALID = "document: {types: identity, in_date: true, never_expire: [ci]}"
HELD = "document: {types: loe, held_by: company.name}"


def documents(*members: Any) -> dict[str, Any]:
    return {"documents": list(members)}


@pytest.mark.parametrize(
    "document",
    [
        {"type": "csr106", "name": "a.pdf"}, {"type": "CSR 106", "name": "a.pdf"}, {"type": " Csr106 ", "url": "https://x.hk/1"},
        {"name": "CSR-106_signed.pdf"}, {"name": "Amber Quay csr106 v2.PDF"}, {"name": "CSR 106 form.docx"},
    ],
)  # fmt: skip
def test_told_by_its_type_or_its_name(document: dict[str, Any]) -> None:
    assert ask("document: csr106", documents(document)).status == "pass"


@pytest.mark.parametrize(
    "name",
    [
        "CSR106 template.pdf", "sample csr106.pdf", "csr106 draft.pdf", "csr106 sof.pdf", "csr1062.pdf", "scan.pdf",
        "CSR106 placeholder.pdf", "CSR106 - pending.pdf", "csr106 to follow.docx", "CSR106_to_be_uploaded.pdf", "csr106 TBC.pdf",
        "CSR 106 cover letter.pdf", "Invoice for CSR106.pdf", "Re CSR106 question.pdf", "RE_ signed CSR106.pdf", "FWD: csr106.pdf",
        "CSR106 checklist.pdf", "CSR106 空白.pdf", "CSR106 form 样本.pdf", "空白 csr106.pdf", "CSR106 范本v2.pdf", "csr106 未簽名.pdf",
        "awaiting csr106.pdf", "csr106 (incomplete).pdf", "CSR106-outdated.pdf", "csr106 reminder.pdf", "invalid csr106.pdf",
        "csr106 refused.pdf", "CSR106 for client to fill in.docx", "csr106 WIP.pdf", "CSR 106 - withdrawn.pdf", "csr106 revoked.pdf",
    ],
)  # fmt: skip
def test_a_name_that_tells_nothing_sure_never_passes(name: str) -> None:
    assert ask("document: csr106", documents({"name": name})).status == "review"


@pytest.mark.parametrize(
    ("types", "name"),
    [
        ("certificate", "Certificate of good standing application.pdf"), ("certificate", "Certificate of incumbency fee.pdf"),
        ("certificate", "Certificate of good standing suspended.pdf"), ("br", "BR application.pdf"), ("br", "BR fee.pdf"),
        ("intake_form", "Intake form - invoice.pdf"), ("intake_form", "Intake form Lotus checklist.pdf"), ("cdd_checklist", "CDD checklist fees.xlsx"),
        ("legal_approval", "Legal approval refused.pdf"),
        ("deposit_proof", "Bank slip - dishonoured.pdf"), ("deposit_proof", "Deposit slip (returned cheque).pdf"),
        *(
            ("deposit_proof", f"{name}.pdf")
            for name in (
                "waiting for bank slip", "Bank slip required", "without bank slip", "Proof of payment failure", "Refunded - bank slip", "Bank slip waiver",
                "Bank slip chargeback", "Cancellation proof of payment", "Bank slip incorrect", "bank slip recalled", "Bank slip test", "Payment proof scheduled",
            )
        ),
        ("deposit_proof", "Proof of payment unsuccessful.pdf"), ("deposit_proof", "Remittance advice - on hold.pdf"),
    ],
)  # fmt: skip
def test_what_is_about_a_document_is_not_that_document(types: str, name: str) -> None:
    assert ask(f"document: {types}", documents({"name": name})).status == "review"


@pytest.mark.parametrize(
    ("name", "word"), [("CSR106 template.pdf", "template"), ("sample form.pdf", "sample"), ("form draft.pdf", "draft")]
)
def test_a_name_that_speaks_against_a_given_type_is_for_a_person(name: str, word: str) -> None:
    found = ask("document: csr106", documents({"type": "csr106", "name": name}))
    assert found.status == "review"
    assert f'is called "{word}" in its name: is it the real one?' in found.reason


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("cdd_checklist", "CDD checklist.pdf"), ("cdd_checklist", "Checklist of Amber Quay.pdf"),
        ("deposit_proof", "Bank slip for invoice 12.pdf"), ("deposit_proof", "Bank slip, non-refundable deposit.pdf"),
        ("quotation", "Quotation without VAT.pdf"), ("csr106", "CSR106 cancellation.pdf"), ("csr106", "CSR106 Waiting Room Ltd.pdf"), ("csr106", "Re-signed CSR106.pdf"), ("csr106", "Reed & Co CSR106.pdf"),
        ("csr106", "安博 csr106.pdf"), ("sof", "SOF discovery.pdf"),
        ("br", "FW Capital BR.pdf"), ("sof", "Re Energy SOF signed.pdf"), ("br", "RE MAX HK BR.pdf"),
    ],
)  # fmt: skip
def test_a_word_that_belongs_to_the_document_does_not_speak_against_it(kind: str, name: str) -> None:
    assert ask(f"document: {kind}", documents({"type": kind, "name": name})).status == "pass"


@pytest.mark.parametrize("name", ["Invoice for CSR106.pdf", "Re CSR106.pdf", "csr106 checklist.pdf", "csr106 空白.pdf"])
def test_a_type_that_is_given_does_not_make_another_thing_of_a_name(name: str) -> None:
    assert ask("document: csr106", documents({"type": "csr106", "name": name})).status == "review"


@pytest.mark.parametrize("kind", ["letter", "other", "csr105"])
def test_a_type_that_nobody_knows_goes_before_the_name_and_is_for_a_person(kind: str) -> None:
    assert ask("document: csr106", documents({"type": kind, "name": "csr106.pdf"})).status == "review"


@pytest.mark.parametrize(
    ("archived", "status"),
    [
        (True, "fail"),
        ("yes", "fail"),
        (False, "pass"),
        ("", "pass"),
        (None, "pass"),
        ("no", "pass"),
        ("N/A", "pass"),
        ("maybe", "review"),
        (["yes"], "review"),
        (5, "review"),
    ],
)
def test_a_document_that_is_archived_does_not_count(archived: Any, status: str) -> None:
    document = {"type": "sof", "name": "a.pdf", "archived": archived}
    assert ask("document: sof", documents(document)).status == status
    assert ask("document: sof", documents(BR, document)).status == status


@pytest.mark.parametrize("kind", [None, "", " \u200b"])
def test_where_the_type_is_blank_the_name_tells_it(kind: str | None) -> None:
    assert ask("document: csr106", documents({"type": kind, "name": "csr106.pdf"})).status == "pass"


@pytest.mark.parametrize(
    ("sections", "status"),
    [
        ({}, "unknown"), (documents(), "fail"), ({"documents": None}, "fail"), (documents(SOF), "fail"),
        (documents({"id": "81"}), "unknown"), (documents(SOF, {"id": "81"}), "unknown"),
        (documents({"name": "scan.pdf"}, {"id": "81"}), "unknown"), (documents({"type": "br"}), "fail"),
    ],
)  # fmt: skip
def test_none_of_the_type(sections: dict[str, Any], status: str) -> None:
    assert ask("document: csr106", sections).status == status


def test_an_attachment_without_a_name_is_told_by_its_id() -> None:
    for document, said in (({"id": "81"}, "attachment 81"), ({"path": ""}, "attachment ")):
        reason = f"nothing shows whether a CSR 106 form is attached: {said} comes without a name"
        assert ask("document: csr106", documents(document)).reason == reason


def test_a_list_that_no_export_carries_says_which_export_would_show_it() -> None:
    assert "add the export of notes with their attachments" in ask("document: csr106", {}).reason


def test_files_of_unknown_type_are_named_for_the_person_who_must_judge() -> None:
    found = ask("document: csr106", documents(SOF, {"name": "scan.pdf"}))
    assert found.status == "review"
    assert "scan.pdf" in found.reason
    assert "order.pdf" not in found.reason
    for number, named in (
        (3, "1.pdf, 2.pdf, 3.pdf?"),
        (4, "1.pdf, 2.pdf, 3.pdf and 1 more?"),
        (5, "1.pdf, 2.pdf, 3.pdf and 2 more?"),
    ):
        scans = documents(*({"name": f"{at}.pdf"} for at in range(1, number + 1)))
        assert ask("document: csr106", scans).reason.endswith(f"whose type is unknown: {named}")


@pytest.mark.parametrize("name", [value for value in BLANKS if not isinstance(value, (list, dict))])
def test_a_row_without_a_file_does_not_count(name: Any) -> None:
    assert ask("document: sof", documents({"type": "sof", "name": name})).status == "fail"
    assert ask("document: sof", documents({"type": "sof", "name": name, "url": name})).status == "fail"
    assert ask("document: sof", documents({"type": "sof", "name": name, "url": "https://x.hk/1"})).status == "pass"


@pytest.mark.parametrize("name", ["N/A", "TBC", "-", "pending", "to follow"])
def test_a_file_name_that_only_holds_the_place_does_not_count(name: str) -> None:
    assert ask("document: sof", documents({"type": "sof", "name": name})).status != "pass"


@pytest.mark.parametrize("name", [True, ["a.pdf"], {"a": "b"}])
def test_a_file_name_of_a_wrong_type_does_not_count(name: Any) -> None:
    assert ask("document: sof", documents({"type": "sof", "name": name})).status != "pass"


@pytest.mark.parametrize("kind", [["sof"], {"a": "sof"}, True, 106])
def test_a_type_of_a_wrong_type_does_not_count(kind: Any) -> None:
    assert ask("document: sof", documents({"type": kind, "name": "scan.pdf"})).status == "review"


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"signed": True}, "pass"), ({"signed": "yes"}, "pass"), ({"signed": "Signed"}, "pass"), ({"signed": 1}, "pass"),
        ({"signed_on": "2026-11-01"}, "pass"), ({"signed": None, "signed_on": "2026-11-01"}, "pass"),
        ({"signed": True, "signed_on": "2026-11-21"}, "pass"), ({"signed": True, "signed_on": ""}, "pass"),
        ({"signed": True, "signed_on": "2026-11-22"}, "fail"), ({"signed_on": "2026-11-22"}, "fail"),
        ({"signed": False}, "fail"), ({"signed": "no"}, "fail"), ({"signed": ""}, "fail"), ({"signed": None}, "fail"),
        ({"signed_on": ""}, "unknown"), ({"signed": "", "signed_on": ""}, "fail"),
        ({}, "unknown"), ({"signed": "by Ada"}, "review"), ({"signed": ["yes"]}, "review"), ({"signed": {"a": 1}}, "review"),
        ({"signed": True, "signed_on": "03/04/2026"}, "review"), ({"signed_on": "soon"}, "review"),
        ({"signed": False, "signed_on": "2026-11-01"}, "review"), ({"signed": "by Ada", "signed_on": "2026-11-01"}, "review"),
        *(({"signed": tick}, "pass") for tick in "✓✔☑✅√"), *(({"signed": cross}, "fail") for cross in "✗✘☐"),
        ({"signed": "x"}, "review"), ({"signed": " X "}, "review"), ({"signed": 2}, "review"), ({"signed": "N/A"}, "fail"), ({"signed": "TBC"}, "fail"),
        ({"signed_on": ["2026-11-01"]}, "review"), ({"signed_on": True}, "review"),
    ],
)  # fmt: skip
def test_signed(more: dict[str, Any], status: str) -> None:
    assert ask(SIGNED, documents({**SOF, **more})).status == status


def test_any_of_the_types_and_any_of_the_documents_will_do() -> None:
    quotation = {"type": "quotation", "name": "q.pdf", "signed": True}
    assert ask(SIGNED, documents({**SOF, "signed": False}, quotation)).status == "pass"
    assert ask(SIGNED, documents(quotation, {**SOF, "signed": False})).status == "pass"
    assert ask(SIGNED, documents({**SOF, "signed": False}, {**SOF, "signed": False})).status == "fail"


@pytest.mark.parametrize(
    ("expires", "status"),
    [
        ("2026-11-21", "pass"), ("2026-11-22", "pass"), ("2026-11-20", "fail"), ("21 Nov 2026", "pass"),
        ("2026-11-20T23:59:59Z", "fail"), ("03/04/2027", "review"), ("never", "review"), ("2026-02-30", "review"),
        ("", "fail"), (None, "fail"), (" \u200b", "fail"), ("N/A", "fail"), (True, "review"), (["2027-01-01"], "review"),
        ({"a": "2027-01-01"}, "review"), (1798761600000, "pass"), (2027, "review"),
    ],
)  # fmt: skip
def test_in_date_to_the_end_of_the_last_day(expires: Any, status: str) -> None:
    assert ask(VALID, documents({**BR, "expires": expires})).status == status


def test_without_a_day_of_expiry_it_is_unknown_unless_it_never_expires() -> None:
    br = {"type": "br", "name": "br.pdf"}
    assert ask(VALID, documents(br)).status == "unknown"
    assert ask(VALID, documents({**br, "type": "ci"})).status == "pass"
    assert ask(VALID, documents({**br, "type": "ci", "expires": ""})).status == "pass"
    assert ask(VALID, documents({**br, "type": "ci", "expires": "2026-11-20"})).status == "fail"


@pytest.mark.parametrize(
    ("issued", "status"),
    [("2026-11-21", "pass"), ("2026-11-22", "fail"), ("", "pass")],
)
def test_a_document_of_tomorrow_is_not_valid_today(issued: Any, status: str) -> None:
    assert ask(VALID, documents({**BR, "issued": issued})).status == status


def test_an_issue_day_that_may_be_in_the_future_is_for_a_person() -> None:
    assert ask(VALID, documents({**BR, "issued": "03/12/2026"})).status == "review"


@pytest.mark.parametrize(
    ("document", "status"),
    [
        ({"type": "identity", "name": "Certificate of incorporation.pdf"}, "pass"), ({"type": "identity", "name": "scan.pdf"}, "unknown"),
        ({"type": "Identity document", "name": "CI of Amber Quay.pdf"}, "pass"), ({"type": "identity", "name": "BR.pdf"}, "unknown"),
        ({"type": "identity", "subtype": "br", "name": "CI.pdf"}, "unknown"), ({"type": "identity", "subtype": "?", "name": "CI.pdf"}, "unknown"),
        ({"type": "identity", "name": "CI and BR.pdf"}, "unknown"), ({"type": "identity", "name": "CI template.pdf"}, "review"),
        ({"type": "identity", "name": "CSR 106.pdf"}, "unknown"),
    ],
)  # fmt: skip
def test_of_a_type_with_subtypes_the_name_tells_which_one_it_is(document: dict[str, Any], status: str) -> None:
    assert ask(VALID, documents(document)).status == status


@pytest.mark.parametrize(
    ("issued", "status"),
    [
        *(
            ("2026-11-22", "review"),
            ("31 Dec 2026", "review"),
            ("2026-11-21", "pass"),
            ("2025-01-01", "pass"),
            ("", "pass"),
        ),
        *((None, "pass"), ("N/A", "pass"), ("03/12/2026", "pass"), (["2026-12-25"], "pass"), ({"a": 1}, "pass")),
    ],
)
def test_any_document_of_a_day_to_come_is_for_a_person(issued: Any, status: str) -> None:
    slip = {"type": "deposit_proof", "name": "slip.pdf", "issued": issued}
    for check in ("document: deposit_proof", "document: {types: deposit_proof, of: [company.name]}"):
        assert ask(check, documents(slip)).status == status
        assert ask(check, documents(slip, {**slip, "name": "slip2.pdf", "issued": "2026-11-01"})).status == "pass"
    assert ask(SIGNED, documents({**SOF, "signed": True, "issued": issued})).status == status


def test_of_each_subtype_one_must_be_valid() -> None:
    ci = {"type": "ci", "name": "ci.pdf"}
    old = {**BR, "expires": "2025-01-01"}
    assert ask(VALID, documents(ci, old)).status == "fail"
    assert ask(VALID, documents(old, ci)).status == "fail"
    assert ask(VALID, documents(ci, old, BR)).status == "pass"
    assert (
        ask(
            VALID, documents({"type": "identity", "subtype": "br", "name": "x.pdf", "expires": "2025-01-01"}, ci)
        ).status
        == "fail"
    )


def test_a_leap_day() -> None:
    br = documents({**BR, "expires": "2028-02-29"})
    assert ask(VALID, br, as_of=date(2028, 2, 29)).status == "pass"
    assert ask(VALID, br, as_of=date(2028, 3, 1)).status == "fail"


@pytest.mark.parametrize(
    ("holder", "company", "status"),
    [
        ("Amber Quay Limited", "Amber Quay Limited", "pass"), ("AMBER QUAY LTD.", "Amber Quay Limited", "pass"),
        ("Amber Quay", "Amber Quay Limited", "review"), ("Amber Quay Pte. Ltd.", "Amber Quay Limited", "review"),
        ("Zenith Foods Limited", "Amber Quay Limited", "fail"), ("", "Amber Quay Limited", "fail"),
        ("Amber Quay Limited", "", "fail"), ("", "", "fail"), ("N/A", "N/A", "fail"), (None, "Amber Quay Limited", "fail"),
        (["Amber Quay Limited"], "Amber Quay Limited", "review"), (True, True, "review"),
    ],
)  # fmt: skip
def test_held_by(holder: Any, company: Any, status: str) -> None:
    letter = {"type": "loe", "name": "loe.pdf", "holder": holder}
    assert ask(HELD, {"company": {"name": company}, **documents(letter)}).status == status


def test_the_holder_and_whom_it_should_name_are_both_shown() -> None:
    letter = {"type": "loe", "name": "loe.pdf", "holder": "Zenith Foods Limited"}
    found = ask(HELD, {"company": {"name": "Amber Quay Limited"}, **documents(letter)})
    assert [(one.field, one.value, one.at) for one in evidence_of(found)] == [
        ("documents[0].holder", "Zenith Foods Limited", "/documents/0/holder"),
        ("company.name", "Amber Quay Limited", "/company/name"),
    ]


OF = "document: {types: loe, of: [company.name, company.aliases]}"


@pytest.mark.parametrize(
    ("holder", "company", "status"),
    [
        ("Amber Quay Limited", {"name": "Amber Quay Limited"}, "pass"), ("AMBER QUAY LTD", {"name": "Amber Quay Limited"}, "pass"),
        ("Zenith Foods Limited", {"name": "Amber Quay Limited"}, "review"), ("Amber Quay Pte. Ltd.", {"name": "Amber Quay Limited"}, "review"),
        ("澤尼食品有限公司", {"name": "Amber Quay Limited"}, "review"),
        ("Zenith Foods Limited", {"name": "Amber Quay Limited", "aliases": ["Zenith Foods Ltd."]}, "pass"),
        ("Zenith Foods Limited", {"name": "Amber Quay Limited", "aliases": ["ZF"]}, "review"),
        (["Amber Quay Limited", "Zenith Foods Limited"], {"name": "Amber Quay Limited"}, "review"),
        (["Amber Quay Limited", "Mei Tan"], {"name": "Amber Quay Limited"}, "pass"),
        ("Mei Tan", {"name": "Amber Quay Limited"}, "pass"), ("Amber Quay", {"name": "Amber Quay Limited"}, "pass"),
        ("", {"name": "Amber Quay Limited"}, "pass"), ("N/A", {"name": "Amber Quay Limited"}, "pass"), (None, {"name": "Amber Quay"}, "pass"),
        ("Zenith Foods Limited", {}, "pass"), ("Zenith Foods Limited", {"name": ""}, "pass"), ("Zenith Foods Limited", {"name": "TBC"}, "pass"),
    ],
)  # fmt: skip
def test_of(holder: Any, company: dict[str, Any], status: str) -> None:
    letter = {"type": "loe", "name": "loe.pdf", "holder": holder}
    assert ask(OF, {"company": company, **documents(letter)}).status == status


def test_one_document_of_the_company_is_enough() -> None:
    letter = {"type": "loe", "name": "loe.pdf", "holder": "Amber Quay Limited"}
    other = {**letter, "name": "loe 2.pdf", "holder": "Zenith Foods Limited"}
    sections = {"company": {"name": "Amber Quay Limited"}}
    assert ask(OF, {**sections, **documents(other, letter)}).status == "pass"
    found = ask(OF, {**sections, **documents(other)})
    assert 'names "Zenith Foods Limited" as holder, not "Amber Quay Limited": whose is it?' in found.reason
    assert [(one.field, one.value) for one in evidence_of(found)] == [
        ("documents[0].holder", "Zenith Foods Limited"),
        ("company.name", "Amber Quay Limited"),
    ]


def test_a_holder_or_a_name_that_no_export_carries_is_unknown() -> None:
    letter = {"type": "loe", "name": "loe.pdf"}
    assert ask(HELD, {"company": {"name": "Amber Quay"}, **documents(letter)}).status == "unknown"
    assert ask(HELD, documents({**letter, "holder": "Amber Quay"})).status == "unknown"


def test_the_reason_names_the_document_and_its_place() -> None:
    found = ask(VALID, documents(SOF, {**BR, "expires": "2026-11-20"}))
    assert "br.pdf" in found.reason
    assert "expired on 2026-11-20" in found.reason
    assert ("documents[1].expires", "2026-11-20", "case.json", "/documents/1/expires") in evidence_of(found)


@pytest.mark.parametrize(
    ("sections", "status"),
    [
        (documents(SOF), "pass"), (documents(BR), "not_applicable"), (documents(), "unknown"), ({}, "unknown"),
        (documents({"name": "scan.pdf"}), "unknown"), (documents({"id": "81"}), "unknown"),
    ],
)  # fmt: skip
def test_as_a_condition(sections: dict[str, Any], status: str) -> None:
    assert as_condition("document: sof", sections) == status


@pytest.mark.parametrize(
    ("expires", "status"), [("2027-01-01", "pass"), ("2026-11-20", "not_applicable"), ("", "not_applicable"), ("N/A", "not_applicable")]
)  # fmt: skip
def test_as_a_condition_a_document_without_a_day_is_one_that_is_not_in_date(expires: str, status: str) -> None:
    assert as_condition(VALID, documents({**BR, "expires": expires})) == status


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("document: csr107", ["'csr107'", "did you mean 'csr106'"]),
        ("document: [sof, quotaton]", ["'quotaton'", "did you mean 'quotation'"]),
        ("document: []", ["names no type"]),
        ("document: {signed: true}", ["lacks 'types'"]),
        ("document: {types: sof, singed: true}", ["unknown key 'singed'", "did you mean 'signed'"]),
        ("document: {types: sof, signed: yes}", ["true or false"]),
        ("document: {types: identity, in_date: true, never_expire: [cj]}", ["'cj'"]),
        ("document: {types: loe, held_by: company.nam}", ["company.nam", "did you mean 'company.name'"]),
        ("document: {types: loe, held_by: contacts.name}", ["contacts.name"]),
        ("document: {types: loe, of: company.nam}", ["company.nam", "did you mean 'company.name'"]),
        ("document: 106", ["text"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []


def test_a_document_of_two_files_is_for_a_person() -> None:
    twice = [{"id": "8", "type": "br", "name": "BR.pdf"}, {"id": "8", "type": "br", "name": "BR (1).pdf"}]
    found = ask("document: br", {"documents": twice})
    assert found.status == "review"
    assert "goes by several files: BR.pdf, BR (1).pdf" in found.reason


@pytest.mark.parametrize(
    ("signed_on", "sent_on", "status"),
    [
        ("2026-11-10", "2026-11-15", "review"), ("2026-11-15", "2026-11-15", "pass"), ("2026-11-16", "2026-11-15", "pass"), ("2026-11-10", "", "pass"),
        ("2026-11-10", ABSENT, "pass"), ("2026-11-10", "soon", "pass"), ("2026-11-10", "2026-11-22", "pass"), (ABSENT, "2026-11-15", "pass"),
    ],
)  # fmt: skip
def test_a_document_that_was_signed_before_a_day_is_for_a_person(signed_on: Any, sent_on: Any, status: str) -> None:
    paper = {"type": "quotation", "name": "q.pdf", "signed": True, "signed_on": signed_on}
    quote = {"number": "Q-1", "sent_on": sent_on}
    sections = {
        "documents": [{key: value for key, value in paper.items() if value is not ABSENT}],
        "quote": {key: value for key, value in quote.items() if value is not ABSENT},
    }
    check = "document: {types: quotation, signed: true, signed_since: quote.sent_on}"
    assert ask(check, sections).status == status


@pytest.mark.parametrize("words", ["signed: true, signed_since: quote.number", "signed_since: quote.sent_on"])
def test_a_day_to_be_signed_since_must_be_one(words: str) -> None:
    assert "signed_since goes with signed: true" in refusal(f"document: {{types: quotation, {words}}}")
