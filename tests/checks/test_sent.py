from typing import Any

import pytest

from checks.asking import ABSENT, BLANKS, PLACEHOLDERS, as_condition, ask, evidence_of, refusal

GOOD: dict[str, Any] = {
    "kind": "activation", "subject": "Welcome", "to": "ada@amberquay.hk", "sent_on": "2026-11-16",
}  # fmt: skip


def emails(*changes: dict[str, Any]) -> dict[str, Any]:
    """Activation e-mails, each with these changes; ABSENT takes a key away."""
    rows = [{**GOOD, **change} for change in changes]
    return {"emails": [{key: value for key, value in row.items() if value is not ABSENT} for row in rows]}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, "pass"), ({"kind": " Activation "}, "pass"), ({"sent_on": "2026-11-21"}, "pass"),
        ({"subject": ABSENT}, "pass"), ({"sent_on": 1793000000000}, "pass"),
        ({"sent_on": "2026-11-22"}, "fail"), ({"kind": "quote"}, "fail"), ({"kind": "quote", "subject": "Activation"}, "fail"),
        ({"to": ABSENT}, "unknown"), ({"sent_on": ABSENT}, "unknown"),
        *(({key: ABSENT, "status": "bounced"}, "fail") for key in ("to", "sent_on")), ({"to": ABSENT, "status": "pending"}, "review"),
        ({"to": ABSENT, "sent_on": "2026-11-22"}, "fail"), ({"to": "the customer", "sent_on": ABSENT}, "fail"),
        ({"sent_on": "03/04/2026"}, "review"), ({"sent_on": "soon"}, "review"), ({"sent_on": True}, "review"),
        ({"to": {"email": "ada@amberquay.hk"}}, "review"), ({"to": True}, "review"),
        ({"kind": ABSENT, "subject": "Your activation"}, "review"), ({"kind": "", "subject": "Activation"}, "review"),
        ({"kind": ABSENT, "subject": "Your activation", "sent_on": "2026-11-22"}, "fail"),
        ({"kind": ABSENT, "subject": ABSENT}, "unknown"),
        ({"kind": "", "subject": "Welcome"}, "fail"), ({"kind": "", "subject": None}, "fail"),
        *(({"status": status}, "pass") for status in ("SENT", "Sent", "sent", "", None, "Delivered", "opened", "EMAIL_SENT", "Sent successfully", "sent (opened)", "Delivered to inbox", "Sent 20/11/2026")),
        *(({"status": status}, "review") for status in ("not delivered", "undelivered", "Delivery failed", "rejected", "pending", "queued", "sent?", ["sent"], {"a": 1}, True, 5)),
        *(({"status": status}, "fail") for status in ("bounced", "Failed", "DRAFT", "not sent", "scheduled", "cancelled", "canceled", "sending")),
    ],
)  # fmt: skip
def test_one_email(change: dict[str, Any], status: str) -> None:
    assert ask("sent: activation", emails(change)).status == status


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"to": "FAILED: ada@amberquay.hk"}, "review"), ({"to": "not sent to ada@amberquay.hk"}, "review"), ({"to": "ada@amberquay.hk (bounced)"}, "review"),
        ({"to": "ada@amberquay.hk - to be sent"}, "review"), ({"subject": "Undeliverable: Activation"}, "review"), ({"subject": "Automatic reply: Welcome"}, "review"),
        ({"subject": "Delivery Status Notification (Failure)"}, "review"), ({"to": "Ada Lam <ada@amberquay.hk>"}, "pass"), ({"to": "failed@amberquay.hk"}, "pass"),
        ({"subject": "Your delivery of numbers"}, "pass"), ({"subject": "Automatic call routing is active"}, "pass"), ({"subject": None}, "pass"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("check", ["sent: activation", "sent: {kind: activation, to_customer: true}"])
def test_words_that_say_that_it_reached_nobody_are_for_a_person(
    check: str, change: dict[str, Any], status: str
) -> None:
    contacts = {"contacts": [{"id": "1", "name": "Ada Lam", "email": "ada@amberquay.hk"}]}
    assert ask(check, {**emails(change), **contacts}).status == status


@pytest.mark.parametrize(
    ("to", "status"),
    [
        (["ada@amberquay.hk", "iod@m800.com"], "pass"), (["ada@amberquay.hk"], "pass"), (["iod@m800.com"], "review"), ([], "fail"), (["TBC"], "review"),
        (["Ada Lam", ""], "review"), ([["ada@amberquay.hk"]], "review"), ([{"email": "ada@amberquay.hk"}], "review"), (["ada@amberquay.hk (bounced)"], "review"),
    ],
)  # fmt: skip
def test_a_list_of_receivers_is_read_as_a_text_of_them(to: list[Any], status: str) -> None:
    contacts = {"contacts": [{"id": "1", "name": "Ada Lam", "email": "ada@amberquay.hk"}]}
    assert ask("sent: {kind: activation, to_customer: true}", {**emails({"to": to}), **contacts}).status == status


@pytest.mark.parametrize(
    ("deal", "case", "status"),
    [
        ("2026-11-18", ABSENT, "review"), (ABSENT, "2026-11-18T09:00:00Z", "review"), ("2026-11-01", "2027-01-01", "review"), ("2026-11-17", "2026-11-17", "pass"),
        ("2026-11-01", ABSENT, "pass"), (ABSENT, ABSENT, "pass"), (None, "", "pass"), ("soon", ["2027-01-01"], "pass"),
    ],
)  # fmt: skip
def test_an_email_of_before_there_was_an_order_is_for_a_person(deal: Any, case: Any, status: str) -> None:
    made = {"deal": {"id": "91", "created": deal}, "case": {"id": "91", "kind": "deal", "created": case}}
    given = {
        name: {key: value for key, value in fields.items() if value is not ABSENT} for name, fields in made.items()
    }
    check = "sent: {kind: activation, not_older_than: [deal.created, case.created]}"
    found = ask(check, {**given, **emails({})})
    assert (found.status, "is it for this order?" in found.reason) == (status, status == "review")
    assert ask(check, {**given, **emails({"status": "bounced"})}).status == "fail"
    newer = "review" if case == "2027-01-01" else "pass"
    assert ask(check, {**given, **emails({}, {"sent_on": "2026-11-20"})}).status == newer


@pytest.mark.parametrize("name", ["to", "sent_on"])
@pytest.mark.parametrize("value", [*BLANKS, *PLACEHOLDERS])
def test_blank_and_placeholder_fail(name: str, value: Any) -> None:
    assert ask("sent: activation", emails({name: value})).status == "fail"


@pytest.mark.parametrize("kind", [["activation"], {"a": "b"}, True])
def test_a_kind_that_cannot_be_read_never_passes_and_is_for_a_person(kind: Any) -> None:
    assert ask("sent: activation", emails({"kind": kind})).status == "review"


def test_an_email_of_which_nothing_tells_the_kind_is_not_shown_to_be_another_one() -> None:
    assert (
        ask("sent: activation", {"emails": [{"to": "ada@amberquay.hk", "sent_on": "2026-11-16"}]}).status == "unknown"
    )


@pytest.mark.parametrize(
    ("sections", "status"), [({}, "unknown"), ({"emails": []}, "fail"), ({"emails": None}, "fail")]
)
def test_no_email(sections: dict[str, Any], status: str) -> None:
    assert ask("sent: activation", sections).status == status


def test_one_good_email_is_enough() -> None:
    assert ask("sent: activation", emails({"sent_on": "2026-11-30"}, {}, {"kind": "quote"})).status == "pass"


def test_words_of_the_subject() -> None:
    check = "sent: {kind: quote, subject: quotation}"
    assert ask(check, emails({"kind": ABSENT, "subject": "Your Quotation 12"})).status == "review"
    assert ask(check, emails({"kind": ABSENT, "subject": "Your quote"})).status == "fail"


def test_an_address_that_is_none_does_not_show_whom_it_went_to() -> None:
    assert ask("sent: activation", emails({"to": "the customer"})).status != "unknown"


def test_the_reason_names_the_email() -> None:
    found = ask("sent: activation", emails({"kind": "quote"}, {"to": ""}))
    assert found.reason.startswith("e-mail 2 (Welcome) ")
    assert ("emails[1].to", "", "case.json", "/emails/1/to") in evidence_of(found)


@pytest.mark.parametrize(
    ("sections", "status"),
    [
        (emails({}), "pass"), (emails({"kind": "quote"}), "not_applicable"), (emails({"sent_on": "2026-12-01"}), "not_applicable"),
        ({}, "unknown"), (emails({"to": ""}), "unknown"),
        (emails({"kind": ABSENT, "subject": "activation"}), "unknown"),
    ],
)  # fmt: skip
def test_as_a_condition(sections: dict[str, Any], status: str) -> None:
    assert as_condition("sent: activation", sections) == status


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("sent: {kind: activation, subjet: x}", ["unknown key 'subjet'", "did you mean 'subject'"]),
        ("sent: {subject: x}", ["lacks 'kind'"]),
        ("sent: {}", ["kind"]),
        ("sent:", ["kind"]),
        ("sent: {kind: activation, subject: [x, '']}", ["lists a blank subject"]),
        ("sent: ''", ["kind"]),
        ("sent: {kind: activation, not_older_than: deal.name}", ["'deal.name' is not a date"]),
    ],
)
def test_refused(check: str, words: list[str]) -> None:
    message = refusal(check)
    assert message.startswith("snippet.yaml:1: ")
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("Activation e-mail", "pass"),
        ("ACTIVATION", "pass"),
        ("activation failed", "fail"),
        ("pre activation", "fail"),
        ("service activation", "review"),
        ("Activation of the service", "review"),
        ("quote", "fail"),
    ],
)
def test_only_filling_words_may_stand_beside_the_kind(kind: str, status: str) -> None:
    email = {"kind": kind, "subject": "x", "to": "ada@amberquay.hk", "sent_on": "2026-11-16"}
    assert ask("sent: activation", {"emails": [email]}).status == status


TO_CUSTOMER = "sent: {kind: activation, to_customer: true}"
CONTACTS: dict[str, Any] = {
    "contacts": [{"name": "Ada", "email": "ada@amberquay.hk"}, {"name": "Bo", "email": "bo.lam@gmail.com"}]
}


@pytest.mark.parametrize(
    ("to", "status"),
    [
        ("ada@amberquay.hk", "pass"), ("ADA@AmberQuay.hk", "pass"), ("Ada Lam <ada@amberquay.hk>", "pass"), ("it@amberquay.hk", "pass"),
        ("it@mail.amberquay.hk", "pass"), ("it@hk.amberquay.com", "pass"), ("it@amberquay.com", "pass"), ("x@quay.example.com", "pass"),
        ("bo.lam@gmail.com", "pass"), ("ops@cinnox.com; ada@amberquay.hk", "pass"), ("ops@cinnox.com,it@amberquay.hk", "pass"),
        ("ops@cinnox.com", "review"), ("bo.lim@gmail.com", "review"), ("ada@notamberquay.hk", "review"), ("ada@amberquay.hk.evil.com", "review"),
        ("it@other.com", "review"), ("x@hk", "fail"), ("the customer", "fail"), ("ada@com.hk", "review"), ("", "fail"),
    ],
)  # fmt: skip
def test_to_the_customer(to: str, status: str) -> None:
    company = {"domain": "amberquay.com", "website": "https://www.quay.example.com/en?x=1"}
    found = ask(TO_CUSTOMER, {**CONTACTS, "company": company, **emails({"to": to})})
    assert found.status == status
    assert status != "review" or "who is not a contact of the customer" in found.reason
    assert status != "review" or {"emails[0].to", "contacts[0].email"} <= {item.field for item in evidence_of(found)}
    assert ask("sent: activation", {**CONTACTS, **emails({"to": to})}).status == (
        "fail" if status == "fail" else "pass"
    )


@pytest.mark.parametrize(
    ("sections", "status"),
    [
        ({}, "pass"), ({"contacts": []}, "pass"), ({"contacts": [{"name": "Ada", "email": ""}]}, "pass"), ({"company": {"domain": "gmail.com"}}, "pass"),
        ({"company": {"domain": "amberquay.hk"}}, "pass"), ({"company": {"domain": "mail.amberquay.hk"}}, "pass"), ({"company": {"website": "www.amberquay.hk"}}, "pass"),
        ({"csr": {"billing_contact": {"email": "ada@amberquay.hk"}}}, "pass"), ({"company": {"domain": "zenith.hk"}}, "review"),
        ({"contacts": [{"name": "Zoe", "email": ["zoe@zenith.hk"]}]}, "pass"), ({"contacts": [{"name": "Zoe", "email": "zoe@zenith.hk"}]}, "review"),
        ({"contacts": [{"name": "Zoe", "email": "zoe@gmail.com"}], "company": {"domain": "amberquay.hk"}}, "pass"),
    ],
)  # fmt: skip
def test_whoever_is_not_known_to_be_a_stranger_may_be_the_customer(sections: dict[str, Any], status: str) -> None:
    assert ask(TO_CUSTOMER, {**sections, **emails({})}).status == status


def test_an_email_to_the_customer_is_enough_whoever_had_another_one() -> None:
    assert ask(TO_CUSTOMER, {**CONTACTS, **emails({"to": "ops@cinnox.com"}, {})}).status == "pass"
    assert ask(TO_CUSTOMER, {**CONTACTS, **emails({"to": "ops@cinnox.com", "status": "bounced"})}).status == "fail"


@pytest.mark.parametrize(
    ("subject", "status"),
    [
        ("Your service is activated", "review"), ("ACTIVATED: voice", "review"), ("We are now live!", "review"), ("您的服務已開通", "review"),
        ("Your deactivated number", "fail"), ("Quotation QU-117", "fail"), ("Live demo", "fail"), ("", "fail"),
    ],
)  # fmt: skip
def test_any_of_several_words_of_the_subject_is_for_a_person(subject: str, status: str) -> None:
    check = "sent: {kind: [activation, welcome], subject: [activated, now live, 開通]}"
    assert ask(check, emails({"kind": ABSENT, "subject": subject})).status == status
    assert ask(check, emails({"kind": "quote", "subject": subject})).status == "fail"
    assert ask(check, emails({"kind": "Welcome", "subject": subject})).status == "pass"
