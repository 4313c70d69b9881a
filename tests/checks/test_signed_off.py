from typing import Any

import pytest

from checks.asking import ABSENT, BLANKS, NOT_ONE_VALUE, PLACEHOLDERS, as_condition, ask, refusal

CHECK = "signed_off: [CEO, Chief Executive Officer]"
GOOD = {
    "rating": "medium",
    "assessed_on": "2026-11-01",
    "signed_off_by": "Rana Odeh",
    "signed_off_role": "CEO",
    "signed_off_on": "2026-11-02",
}
NEEDED = ("rating", "signed_off_by", "signed_off_role", "signed_off_on")


def risk(**changes: Any) -> dict[str, Any]:
    return {"risk": {name: value for name, value in {**GOOD, **changes}.items() if value is not ABSENT}}


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "pass"), ({"signed_off_role": "ceo"}, "pass"), ({"signed_off_role": "Chief  Executive-Officer"}, "pass"), ({"assessed_on": ABSENT}, "pass"),
        ({"assessed_on": ""}, "pass"), ({"signed_off_on": "2026-11-01"}, "pass"), ({"signed_off_on": "2026-11-21"}, "pass"), ({"decision": "approved"}, "pass"),
        ({"decision": ""}, "pass"), ({"decision": True}, "pass"), ({"decision": "Proceed"}, "pass"),
        ({"signed_off_role": "CFO"}, "fail"), ({"signed_off_role": "Deputy CEO"}, "fail"), ({"signed_off_on": "2026-11-22"}, "fail"),
        ({"signed_off_on": "2026-10-31"}, "fail"), ({"decision": "rejected"}, "fail"), ({"decision": "not approved"}, "fail"), ({"decision": False}, "fail"),
        ({"signed_off_on": "03/04/2026"}, "review"), ({"assessed_on": "03/04/2026"}, "review"), ({"assessed_on": "soon"}, "review"),
        ({"signed_off_by": "20511"}, "review"), ({"signed_off_by": "yes"}, "review"), ({"signed_off_by": "rana@kounted.ae"}, "pass"),
        ({"decision": "see mail"}, "review"), ({"decision": ["approved"]}, "review"),
        *[({name: ABSENT}, "unknown") for name in NEEDED],
        *[({name: ABSENT, "decision": "rejected"}, "fail") for name in NEEDED], ({"signed_off_on": ABSENT, "signed_off_role": "CFO"}, "fail"),
        ({"rating": ABSENT, "signed_off_on": "2026-11-22"}, "fail"), ({"signed_off_by": ABSENT, "rating": "zz"}, "review"),
    ],
)  # fmt: skip
def test_a_signature(changes: dict[str, Any], status: str) -> None:
    assert ask(CHECK, risk(**changes)).status == status


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("value", [*BLANKS, *PLACEHOLDERS])
def test_blank_and_placeholder_fail(name: str, value: Any) -> None:
    assert ask(CHECK, risk(**{name: value})).status == "fail"


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("value", NOT_ONE_VALUE)
def test_what_is_not_one_value_is_for_a_person(name: str, value: Any) -> None:
    assert ask(CHECK, risk(**{name: value})).status == "review"


@pytest.mark.parametrize(
    "rating",
    [
        "low", "Medium", "HIGH", "Low risk", "low-risk", "Risk: High", "Medium - High", "medium to high", "Very High", "Moderate", "M",
        "med", "Mid", "normal", "elevated", "l", "h", "Tier: high", "extra high risk", "overall risk level is low",
        "1 - Low", "Low (12)", "Low-Medium", "Moderate to high risk", "High, 55", "Low (L)", "High Risk Customer", "standard", "低", "高风险", "中風險", "客戶風險: 中", " low\u200b",
    ],
)  # fmt: skip
def test_a_rating_in_any_usual_writing(rating: str) -> None:
    assert ask(CHECK, risk(rating=rating)).status == "pass"


@pytest.mark.parametrize(
    "rating",
    ["Zenith Foods 999", "in the file", "not high", "no risk", "12", 12, "risk", "good", "yes", "low?? ask Sam", "rated by CEO", "x low", "低於標準"],
)  # fmt: skip
def test_what_is_no_rating_is_for_a_person(rating: Any) -> None:
    found = ask(CHECK, risk(rating=rating))
    assert found.status == "review"
    assert "neither low, medium nor high" in found.reason


@pytest.mark.parametrize(
    "rating", ["Low / Medium / High", "low|medium|high", "low, medium", "Low->High", "low to high", "L/M/H", "medium?", "Medium/High", "high; low"]
)  # fmt: skip
def test_a_rating_that_is_still_to_be_chosen_is_for_a_person(rating: str) -> None:
    assert ask(CHECK, risk(rating=rating)).status == "review"


@pytest.mark.parametrize(
    "by",
    [
        "Rana Odeh - declined", "Rana Odeh (pending)", "Rejected by Rana Odeh", "to sign: Rana Odeh", "Not signed off by CEO", "awaiting Rana Odeh",
        "declined", "Refused", "withdrawn", "Rana Odeh?", "sent to Rana Odeh", "Rana Odeh, not available", "未签 Rana",
    ],
)  # fmt: skip
def test_a_name_beside_which_it_says_that_nobody_has_signed_is_for_a_person(by: str) -> None:
    found = ask(CHECK, risk(signed_off_by=by))
    assert (found.status, "is it the real one?" in found.reason) == ("review", True)


@pytest.mark.parametrize(
    "by",
    [
        "Rana Odeh (CEO)",
        "Rana Odeh, approved",
        "signed: Rana Odeh",
        "Will Waite",
        "Not Somchai",
        "Jos? Garc?a",
        "Tobe Pendington",
        "Hope Chase",
    ],
)
def test_a_name_with_other_words_beside_it_is_one(by: str) -> None:
    assert ask(CHECK, risk(signed_off_by=by)).status == "pass"


@pytest.mark.parametrize(("sections", "status"), [({}, "unknown"), ({"risk": None}, "fail")])
def test_no_risk(sections: dict[str, Any], status: str) -> None:
    assert ask(CHECK, sections).status == status


def test_everything_that_is_missing_is_named() -> None:
    reason = ask(CHECK, risk(signed_off_by="", signed_off_on=None)).reason
    assert "name of who signed it off" in reason
    assert "day of the sign-off" in reason


@pytest.mark.parametrize(
    ("changes", "status"),
    [({}, "pass"), ({"signed_off_role": "CFO"}, "not_applicable"), ({"signed_off_by": ""}, "unknown")],
)
def test_as_a_condition(changes: dict[str, Any], status: str) -> None:
    assert as_condition(CHECK, risk(**changes)) == status


def test_refused_without_a_role() -> None:
    assert "names no role" in refusal("signed_off: []")
    assert "a blank one" in refusal("signed_off: [CEO, '']")


def test_it_is_refused_inside_a_list() -> None:
    assert "signed_off looks at a whole case" in refusal("each: {in: contacts, check: {signed_off: CEO}}")


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("C.E.O.", "pass"), ("c.e.o", "pass"), ("(CEO)", "pass"), ("CEO, Acme", "pass"), ("CEO (Acme)", "pass"), ("Acme - CEO", "fail"), ("CEO, Zenith", "fail"),
        ("CEO?", "fail"), ("CEO/CFO", "review"), ("Founder & CEO", "review"), ("CEO and Founder", "review"), ("Deputy CEO", "fail"),
        ("EA to CEO & CFO", "fail"), ("Former CEO / Founder", "fail"), ("for the C.E.O.", "fail"), ("CEO (acting)", "fail"), ("...", "fail"), (",", "fail"),
    ],
)  # fmt: skip
def test_marks_in_a_role_do_not_matter(role: str, status: str) -> None:
    assert ask("signed_off: [CEO, CEO Acme]", risk(signed_off_role=role)).status == status


@pytest.mark.parametrize("by", ["system", "CEO", "Kounted", "Kounted CEO", "HubSpot Workflow", "no owner"])
def test_a_sign_off_by_what_names_nobody_is_for_a_person(by: str) -> None:
    found = ask(CHECK, risk(signed_off_by=by))
    assert (found.status, "does not say who it was" in found.reason) == ("review", True)


@pytest.mark.parametrize(
    ("signer", "status"),
    [
        ("Grace Vale", "review"), ("VALE, Grace", "review"), ("Grace Vale (CEO)", "review"), ("grace@cedarvale.ae", "review"),
        ("Grace Odeh", "pass"), ("Rana Vale", "pass"), ("rana@kounted.com", "pass"),
    ],
)  # fmt: skip
def test_a_contact_of_the_customer_does_not_sign_for_us(signer: str, status: str) -> None:
    contacts = {"contacts": [{"name": "Mei Tan"}, {"name": "Grace Vale", "email": "grace@cedarvale.ae"}]}
    found = ask(CHECK, {**risk(signed_off_by=signer), **contacts})
    assert found.status == status
    assert ("is a contact of the customer" in found.reason) is (status == "review")
