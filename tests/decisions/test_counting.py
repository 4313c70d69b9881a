"""People's decisions count exactly as long as they should. Each test is one way to close an item wrongly, or rightly."""

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deciding import CASE, CHECKLIST, HEAD, attestation, audited_with, fingerprint, plan_of, result, waiver
from kyccheck.asking.answer import Status
from kyccheck.asking.shown import Audited
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import Plan
from kyccheck.decisions.counting import Asked, decide
from kyccheck.decisions.model import Attestation, Decisions, Waiver
from kyccheck.decisions.people import is_person, same_person
from kyccheck.decisions.period import Period
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading


def states(audited: Audited) -> list[tuple[str, str]]:
    return [(one["item"], one["state"]) for one in audited["decisions"]]


@pytest.mark.parametrize("answer", ["pass", "fail", "not_applicable"])
def test_an_answer_settles_a_manual_question(tmp_path: Path, answer: str) -> None:
    text = attestation("judged", fingerprint(tmp_path, "judged"), answer=answer)
    audited = audited_with(tmp_path, text)
    found = result(audited, "judged")
    assert found["status"] == answer
    assert (found["attestation"]["by"], found["attestation"]["valid_until"]) == ("Ada Lam", "2027-02-18")
    assert found["attestation"]["counts"] is True
    assert found["fingerprint"]
    assert "BR copy" in found["reason"]
    assert audited["decisions"] == []


def test_a_question_without_fields_is_closed_too(tmp_path: Path) -> None:
    assert (
        result(audited_with(tmp_path, attestation("bare", fingerprint(tmp_path, "bare"))), "bare")["status"] == "pass"
    )


def test_an_answer_closes_what_no_export_shows(tmp_path: Path) -> None:
    found = result(audited_with(tmp_path, attestation("part", fingerprint(tmp_path, "part"))), "part")
    assert (found["status"], found["attestation"]["counts"]) == ("pass", True)


def test_no_answer_overrides_a_fail(tmp_path: Path) -> None:
    for print_ in ("", "0" * 16):
        audited = audited_with(tmp_path, attestation("phone", print_))
        assert result(audited, "phone")["status"] == "fail"
        assert result(audited, "phone")["attestation"]["counts"] is False
        assert states(audited) == [("phone", "ineffective")]


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"as_of": date(2026, 11, 19)}, "not_yet_valid"),
        ({"as_of": date(2026, 11, 20)}, None),
        ({"as_of": date(2027, 2, 18)}, None),
        ({"as_of": date(2027, 2, 19)}, "expired"),
    ],
)
def test_an_answer_counts_from_its_day_to_its_last(
    tmp_path: Path, changed: dict[str, date], status: str | None
) -> None:
    plan = plan_of(tmp_path, as_of=changed["as_of"])
    text = attestation("judged", fingerprint(tmp_path, "judged", plan=plan))
    audited = audited_with(tmp_path, text, plan=plan)
    assert result(audited, "judged")["status"] == ("review" if status else "pass")
    assert states(audited) == ([("judged", status)] if status else [])
    if status == "expired":
        assert (
            "was answered pass by Ada Lam on 2026-11-20; expired: its last day was 2027-02-18"
            in result(audited, "judged")["reason"]
        )


def test_an_answer_lapses_when_what_the_item_reads_changes(tmp_path: Path) -> None:
    text = attestation("judged", fingerprint(tmp_path, "judged"))
    for name, value in (("name", "Amber Quay Ltd"), ("country", "SG")):
        case = copy.deepcopy(CASE)
        case["company"][name] = value
        audited = audited_with(tmp_path, text, case)
        assert result(audited, "judged")["status"] == "review"
        assert states(audited) == [("judged", "ineffective")]
        assert "changed since (it reads company.name, company.country)" in result(audited, "judged")["reason"]
    case["company"] = {**CASE["company"], "phone": "+852 2810 4410"}
    assert result(audited_with(tmp_path, text, case), "judged")["status"] == "pass"


@pytest.mark.parametrize("changed", ["Not fine?", "Fine ?"])
def test_an_answer_lapses_when_the_question_changes(tmp_path: Path, changed: str) -> None:
    text = attestation("judged", fingerprint(tmp_path, "judged"))
    plan = plan_of(tmp_path, CHECKLIST.replace("Fine?, fields", f"{changed}, fields"))
    assert result(audited_with(tmp_path, text, plan=plan), "judged")["status"] == "review"
    moved = plan_of(tmp_path, "# a comment\n\n" + CHECKLIST)
    assert result(audited_with(tmp_path, text, plan=moved), "judged")["status"] == "pass"


def test_an_answer_about_checks_within_a_check_lapses_with_them_and_not_with_their_lines(tmp_path: Path) -> None:
    whole = (
        CHECKLIST
        + "  - {id: either, title: Either, owner: sales, check: {any_of: [{present: company.zip}, {present: %s}]}}\n"
    )
    before = plan_of(tmp_path, whole % "company.state")
    text = attestation("either", fingerprint(tmp_path, "either", plan=before))
    for plan, status in (
        (plan_of(tmp_path, "# a comment\n\n" + whole % "company.state"), "pass"),
        (plan_of(tmp_path, whole % "company.address"), "unknown"),
    ):
        assert result(audited_with(tmp_path, text, plan=plan), "either")["status"] == status


@pytest.mark.parametrize("print_", [None, "", "…", "0" * 16, "not known", "7" * 15])
def test_an_answer_without_the_right_fingerprint_does_not_count(tmp_path: Path, print_: str | None) -> None:
    audited = audited_with(tmp_path, attestation("bare", "", fingerprint=print_))
    assert result(audited, "bare")["status"] == "review"
    assert states(audited) == [("bare", "ineffective")]


def test_a_fingerprint_copied_by_hand_counts_and_one_that_is_none_says_so(tmp_path: Path) -> None:
    copied = f"{fingerprint(tmp_path, 'bare').upper()} "
    assert result(audited_with(tmp_path, attestation("bare", copied)), "bare")["status"] == "pass"
    found = result(audited_with(tmp_path, attestation("bare", "sha256")), "bare")
    assert (found["status"], "its fingerprint is not valid" in found["reason"]) == ("review", True)


def test_the_fingerprint_of_another_item_or_case_does_not_fit(tmp_path: Path) -> None:
    other = fingerprint(tmp_path, "apart")
    assert result(audited_with(tmp_path, attestation("bare", other)), "bare")["status"] == "review"
    twin = {**CASE, "case": {**CASE["case"], "id": "78"}}
    theirs = fingerprint(tmp_path, "bare", twin)
    assert result(audited_with(tmp_path, attestation("bare", theirs)), "bare")["status"] == "review"


def test_another_case_with_a_like_number_gets_nothing(tmp_path: Path) -> None:
    for number in ("077", "77 ", "７７", "7"):
        audited = audited_with(tmp_path, waiver("phone", case=number))
        assert result(audited, "phone")["status"] == "fail"
        assert result(audited, "phone")["waiver"] is None


def test_the_newest_answer_alone_counts(tmp_path: Path) -> None:
    print_ = fingerprint(tmp_path, "bare")
    old = attestation("bare", print_, on="2026-10-01", valid_for="1y")
    for newer, status in (
        ({"answer": "fail"}, "fail"),
        ({"on": "2026-11-01", "valid_for": "1d"}, "review"),
        ({"on": "2026-11-01", "fingerprint": "0" * 16}, "review"),
        ({"on": "2026-12-24", "answer": "fail"}, "pass"),
    ):
        text = old + attestation("bare", print_, **newer).removeprefix("attestations:\n")
        assert result(audited_with(tmp_path, text), "bare")["status"] == status, newer


def test_an_answer_that_is_not_needed_is_listed(tmp_path: Path) -> None:
    for item in ("holds", "later"):
        audited = audited_with(tmp_path, attestation(item, "0" * 16))
        assert states(audited) == [(item, "unused")]
        assert result(audited, item)["status"] in ("pass", "not_due")


def test_a_fail_against_what_the_exports_show_is_not_lost(tmp_path: Path) -> None:
    audited = audited_with(tmp_path, attestation("holds", "0" * 16, answer="fail"))
    assert states(audited) == [("holds", "ineffective")]
    assert "look again" in audited["decisions"][0]["says"]


def test_an_answer_that_it_does_not_hold_can_be_waived(tmp_path: Path) -> None:
    text = attestation("bare", fingerprint(tmp_path, "bare"), answer="fail") + waiver("bare")
    found = result(audited_with(tmp_path, text), "bare")
    assert (found["status"], found["waiver"]["status"], found["attestation"]["answer"]) == ("waived", "fail", "fail")


def test_where_another_person_must_answer_the_owner_cannot(tmp_path: Path) -> None:
    print_ = fingerprint(tmp_path, "apart")
    for by in ("Sam Ho", "sam  ho", "Ho, Sam", "ＳＡＭ ＨＯ", "Ѕam Но", "Sám Ho", "sam.ho@example.com", "Sam Ho (IOD)"):
        audited = audited_with(tmp_path, attestation("apart", print_, by=by))
        assert result(audited, "apart")["status"] == "review", by
        assert states(audited) == [("apart", "ineffective")]
    assert result(audited_with(tmp_path, attestation("apart", print_)), "apart")["status"] == "pass"


@pytest.mark.parametrize("owner", ["", "  ", "4711"])
def test_where_nobody_names_the_owner_nobody_is_shown_to_be_another_person(tmp_path: Path, owner: str) -> None:
    case = {**CASE, "case": {**CASE["case"], "owner": owner}}
    print_ = fingerprint(tmp_path, "apart", case)
    assert result(audited_with(tmp_path, attestation("apart", print_), case), "apart")["status"] == "review"


@pytest.mark.parametrize(("item", "raw"), [("phone", "fail"), ("judged", "review"), ("part", "unknown")])
def test_a_waiver_covers_what_is_not_settled_and_keeps_the_raw_status(tmp_path: Path, item: str, raw: str) -> None:
    audited = audited_with(tmp_path, waiver(item))
    found = result(audited, item)
    assert (found["status"], found["waiver"]["status"]) == ("waived", raw)
    assert found["waiver"] == {
        "status": raw, "reason": "PO follows", "requested_by": "Sam Ho", "approved_by": "Mei Tan",
        "approved_on": "2026-11-01", "expires": "2026-11-30", "ref": "IOD-77", "note": "", "path": "decisions.yaml",
        "line": 2,
    }  # fmt: skip
    assert audited["decisions"] == []


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 10, 31), "not_yet_valid"),
        (date(2026, 11, 1), None),
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), "expired"),
    ],
)
def test_a_waiver_counts_from_its_approval_to_its_last_day(tmp_path: Path, day: date, state: str | None) -> None:
    audited = audited_with(tmp_path, waiver("phone"), plan=plan_of(tmp_path, as_of=day))
    assert result(audited, "phone")["status"] == ("fail" if state else "waived")
    assert states(audited) == ([("phone", state)] if state else [])


def test_of_several_waivers_the_longest_counts_and_the_expired_ones_are_listed(tmp_path: Path) -> None:
    more = waiver("phone", approved_on="2026-10-01", expires="2026-10-31").removeprefix("waivers:\n")
    audited = audited_with(tmp_path, waiver("phone") + more)
    assert (result(audited, "phone")["status"], states(audited)) == ("waived", [("phone", "expired")])


def as_ticket() -> dict[str, Any]:
    return {**CASE, "case": {**CASE["case"], "kind": "ticket"}}


def small_of_both(folder: Path) -> Plan:
    return plan_of(folder, CHECKLIST.replace("kinds: [deal]", "kinds: [deal, ticket]"))


def test_an_answer_to_a_deal_is_none_to_the_ticket_of_the_same_id(tmp_path: Path) -> None:
    plan = small_of_both(tmp_path)
    text = attestation("judged", fingerprint(tmp_path, "judged", plan=plan))
    assert result(audited_with(tmp_path, text, plan=plan), "judged")["status"] == "pass"
    audited = audited_with(tmp_path, text, as_ticket(), plan)
    assert (result(audited, "judged")["status"], states(audited)) == ("review", [("judged", "ineffective")])


@pytest.mark.parametrize(("kind", "status"), [("deal", "fail"), ("ticket", "waived"), (None, "waived")])
def test_a_decision_that_says_of_what_kind_its_case_is_is_for_that_alone(
    tmp_path: Path, kind: str | None, status: str
) -> None:
    plan = small_of_both(tmp_path)
    audited = audited_with(tmp_path, waiver("phone", kind=kind), as_ticket(), plan)
    assert result(audited, "phone")["status"] == status
    assert states(audited) == ([("phone", "dangling")] if kind == "deal" else [])
    print_ = fingerprint(tmp_path, "judged", as_ticket(), plan)
    audited = audited_with(tmp_path, attestation("judged", print_, kind=kind), as_ticket(), plan)
    assert result(audited, "judged")["status"] == ("review" if kind == "deal" else "pass")
    if kind == "deal":
        assert "it is for a deal, and the case audited is a ticket" in audited["decisions"][0]["says"]


def test_an_error_is_never_waived_nor_answered() -> None:
    plan = Asked(Status.ERROR, "a defect", None, True, True, "0" * 16, (), "Sam Ho", date(2026, 11, 21))  # type: ignore[arg-type]
    one = Attestation("77", "x", "pass", "Ada Lam", date(2026, 11, 20), "seen", Period(90, "d"), "0" * 16)
    two = Waiver("77", "x", "why", "Sam Ho", "Mei Tan", date(2026, 11, 1), date(2026, 11, 30))
    ruling = decide(plan, [one, two])
    assert ruling.status is Status.ERROR
    assert [found.state for found in ruling.notices] == ["ineffective", "ineffective"]


def test_an_item_that_cannot_be_waived_is_not_by_whatever_way_a_waiver_came(tmp_path: Path) -> None:
    item = next(item for item in plan_of(tmp_path).checklist.walk() if item.id == "strict")
    asked = Asked(Status.FAIL, "blank", item, True, False, "", (), "Sam Ho", date(2026, 11, 21))
    one = Waiver("77", "strict", "why", "Sam Ho", "Mei Tan", date(2026, 11, 1), date(2026, 11, 30))
    ruling = decide(asked, [one])
    assert (ruling.status, [found.state for found in ruling.notices]) == (Status.FAIL, ["ineffective"])


def test_a_waiver_covers_the_items_own_question_and_not_its_sub_items(tmp_path: Path) -> None:
    case = {**CASE, "company": {**CASE["company"], "zip": ""}}
    audited = audited_with(tmp_path, waiver("whole"), case)
    assert (result(audited, "whole")["status"], result(audited, "part")["status"]) == ("fail", "fail")
    assert result(audited, "whole")["waiver"] is None
    assert states(audited) == [("whole", "ineffective")]
    both = waiver("whole") + waiver("part").removeprefix("waivers:\n")
    audited = audited_with(tmp_path, both, case)
    assert (result(audited, "whole")["status"], result(audited, "part")["status"]) == ("waived", "waived")
    assert audited["decisions"] == []


def test_an_item_that_only_sums_up_is_not_decided_on(tmp_path: Path) -> None:
    for text in (waiver("sum"), attestation("sum", "0" * 16)):
        audited = audited_with(tmp_path, text)
        assert result(audited, "sum")["status"] == "fail"
        assert result(audited, "one")["status"] == "fail"
        assert states(audited) == [("sum", "ineffective")]


def test_a_sum_counts_waived_sub_items_between_unknown_and_pass(tmp_path: Path) -> None:
    audited = audited_with(tmp_path, waiver("one"))
    assert result(audited, "sum")["status"] == "unknown"
    both = waiver("one") + waiver("two").removeprefix("waivers:\n")
    audited = audited_with(tmp_path, both)
    assert (result(audited, "sum")["status"], result(audited, "sum")["waiver"]) == ("waived", None)
    assert result(audited, "sum")["evidence"] == [], "what is settled shows none"
    assert result(audited, "sum")["reason"] == "waived because of one, two"


def test_a_case_is_ready_once_all_is_decided(tmp_path: Path) -> None:
    text = CHECKLIST.replace("  - {id: strict", "  # {id: strict")
    plan = plan_of(tmp_path, text)
    waived = "".join(
        waiver(item).removeprefix("waivers:\n") for item in ("phone", "whole", "part", "one", "two", "judged", "bare")
    )
    audited = audited_with(tmp_path, "waivers:\n" + waived, plan=plan)
    assert audited["verdict"] == "review"
    audited = audited_with(tmp_path, "waivers:\n" + waived + waiver("apart").removeprefix("waivers:\n"), plan=plan)
    assert (audited["verdict"], audited["decisions"]) == ("ready", [])


@given(
    status=some.sampled_from(Status),
    answers=some.lists(some.tuples(some.sampled_from(["pass", "fail", "not_applicable"]), some.integers(0, 40), some.integers(1, 40), some.booleans()), max_size=3),
    waivers=some.lists(some.tuples(some.integers(0, 40), some.integers(0, 40)), max_size=3),
    waivable=some.booleans(),
    asks=some.booleans(),
)  # fmt: skip
def test_whatever_is_decided_nothing_is_settled_without_a_decision_that_counts(
    status: Status,
    answers: list[tuple[Any, int, int, bool]],
    waivers: list[tuple[int, int]],
    waivable: bool,
    asks: bool,
) -> None:
    first = date(2026, 11, 1).toordinal()
    as_of = date.fromordinal(first + 20)
    item: Any = type("Item", (), {"independent": False})
    asked = Asked(status, "raw", item, asks, waivable, "0" * 16, (), "Sam Ho", as_of)
    given = [
        Attestation("1", "x", answer, "Ada", date.fromordinal(first + on), "seen", Period(days, "d"), ("0" if fits else "1") * 16)
        for answer, on, days, fits in answers
    ]  # fmt: skip
    excused = [
        Waiver("1", "x", "why", "Sam", "Mei", date.fromordinal(first + on), date.fromordinal(first + on + days))
        for on, days in waivers
    ]
    ruling = decide(asked, [*given, *excused])
    if status not in (Status.REVIEW, Status.UNKNOWN, Status.FAIL) or not asks:
        assert ruling.status is status
    if ruling.status is Status.WAIVED and status is not Status.WAIVED:
        assert waivable
        assert any(one.approved_on <= as_of <= one.expires for one in excused)
    if ruling.status in (Status.PASS, Status.NOT_APPLICABLE) and ruling.status is not status:
        assert status in (Status.REVIEW, Status.UNKNOWN)
        assert any(
            one.answer == str(ruling.status) and one.on <= as_of <= one.until and one.fingerprint == "0" * 16
            for one in given
        )
    if status is Status.FAIL and ruling.status is not Status.FAIL:
        assert ruling.status is Status.WAIVED


@pytest.mark.parametrize(
    ("day", "text", "last"),
    [
        ("2026-11-20", "1d", "2026-11-21"),
        ("2026-11-20", "90d", "2027-02-18"),
        ("2026-11-20", "2w", "2026-12-04"),
        ("2026-01-31", "1m", "2026-02-28"),
        ("2024-01-31", "1m", "2024-02-29"),
        ("2026-11-30", "1m", "2026-12-30"),
        ("2026-12-15", "1m", "2027-01-15"),
        ("2026-10-31", "13m", "2027-11-30"),
        ("2024-02-29", "1y", "2025-02-28"),
        ("2024-02-29", "4y", "2028-02-29"),
        ("9999-12-30", "1y", "9999-12-31"),
    ],
)
def test_the_last_day_of_a_period(day: str, text: str, last: str) -> None:
    period = Period.of(text)
    assert period is not None
    assert period.last(date.fromisoformat(day)) == date.fromisoformat(last)
    assert str(period) == text


@pytest.mark.parametrize("text", ["", "90", "d", "0d", "-1d", "1.5m", "90 days", "1D", "99999d", "٣d", "1d "])
def test_what_is_no_period(text: str) -> None:
    assert Period.of(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mei Tan", "mei tan"), ("Mei Tan", "MEI  TAN "), ("Mei Tan", "Tan, Mei"), ("Mei Tan", "Меі Таn"),
        ("Mei Tan", "Méi Tān"), ("Mei Tan", "Ｍｅｉ Ｔａｎ"), ("Mei Tan", "Mei\u200b Tan"), ("Mei Tan", "mei.tan@x.hk"),
        ("Mei Tan", "Mei Tan (IOD)"), ("Mei Tan", "Mei Tan <mei@x.hk>"), ("陳美", "陳美"), ("Αda Lam", "Ada Lam"),
        ("Straße", "Strasse"), ("Ms Mei Tan", "Mei Tan"), ("MeiTan", "Mei Tan"), ("陳 美", "陳美"), ("Ali", "AIi"),
        ("Mei Tan", "Mei Tan, IOD"), ("Mei Tan", "M. Tan"), ("Mei Tan", "Tan Mei Ling"), ("Mei Ling Tan", "Mei L. Tan"),
        ("Mei Tan", "Mei"), ("Mei Tan", "Tan M"), ("Sam Ho", "S.H."), ("Sam Ho", "SH"), ("Sam Ho", "S"), ("Sam Ho", "H"),
        ("Sam Ho", "H. S."), ("Sam Ho", "s.h@x.com"), ("Sam Ho", "sho@x.com"), ("Sam Ho", "samh@x.com"), ("Sam Ho", "Sho"),
        ("Sam Ho", "sam.ho7@x.com"), ("Sam Ho", "sho+iod@x.com"), ("Sam Ho", "(Sam Ho)"), ("Sam Ho", "<sam.ho@x.com>"),
        ("Sam Ho", "S.K.H."), ("Sam Ho", "HO S"), ("Raj Kumar Sharma", "RK Sharma"), ("M T", "T M K"), ("陳美", "陳"),
        ("陳小明", "陈小明"), ("鍾 小明", "小明 钟"), ("Müller", "Mueller"), ("Jörg Müller", "mueller.joerg@x.com"),
        ("JÖRG MÜLLER", "Joerg Mueller"), ("Mu\u0308ller", "Mueller"), ("Sørensen", "Soerensen"), ("Sørensen", "Sorensen"),
        ("Ågren", "Aagren"), ("Ægir Bo", "Aegir Bo"), ("Đoàn Bo", "Doan Bo"),
    ],
)  # fmt: skip
def test_one_person_under_two_spellings(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mei Tan", "Mei Tam"),
        ("Sam Ho", "Sam Hu"),
        ("陳美", "陳英"),
        ("陳小明", "陈大明"),
        ("Xue Li", "Xu Li"),
        ("Müller", "Muellner"),
        ("", ""),
        ("Mei Tan", "S. Tan"),
        ("Mei Tan", "Mei Ho"),
        ("Mei Ling Tan", "Mei Sze Tan"),
        ("Mei Tan", "Mary Tan"),
        ("Sam Ho", "Sarah Hu"),
        ("Sam Ho", "M.T."),
        ("Sam Ho", "S.K."),
        ("Sam Ho", "Shane Hodge"),
        ("Sam Ho", "sh.lee@x.com"),
        ("Amy Lim Ho", "Al Ho"),
        ("Ken Yip", "KY Chan"),
        ("Ali", "Alina"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


@pytest.mark.parametrize("words", [8, 10, 100])
def test_a_text_with_more_words_than_a_name_is_told_at_once(words: int) -> None:
    full = " ".join(f"A{chr(97 + place % 26)}{chr(97 + place // 26)}" for place in range(words))
    assert same_person("a" * words + "b@x.com", full) == (words > 8)
    assert not same_person("Bob Cole", full)


NOBODY = ["me", "Myself", "himself", "herself", "the requester", "same as requester", "(me)", "As above", "I", "Madam"]


@pytest.mark.parametrize("name", ["", " ", "-", "N/A", "TBC", "123", "\u200b", ".", *NOBODY])
def test_nobody(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize("name", ["He Ying", "You Li", "S.H.", "陳", "Ms Mei Tan", "(Mei Tan)"])
def test_somebody(name: str) -> None:
    assert is_person(name)


CONDITIONED = CHECKLIST + (
    "  - id: parent\n    title: Parent\n    owner: sales\n    when: {present: risk.rating}\n    check: {present: company.name}\n"
    "    items:\n      - {id: child, title: Child, check: {present: company.name}}\n"
)


def test_an_answer_to_whether_an_item_applies_closes_that_item_and_no_other(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, CONDITIONED)
    print_ = fingerprint(tmp_path, "parent", plan=plan)
    for answer in ("pass", "not_applicable"):
        audited = audited_with(tmp_path, attestation("parent", print_, answer=answer), plan=plan)
        assert result(audited, "child")["status"] == "unknown"
        assert result(audited, "parent")["status"] == "unknown"
        assert audited["verdict"] in ("review", "return")


def test_a_switched_off_or_unstated_item_takes_no_decision(tmp_path: Path) -> None:
    text = CHECKLIST + "  - {id: silent, title: Silent, owner: sales, not_stated: true}\n"
    audited = audited_with(tmp_path, waiver("silent"), plan=plan_of(tmp_path, text))
    assert (result(audited, "silent")["status"], states(audited)) == ("not_stated", [("silent", "unused")])


def test_a_decision_is_listed_where_nothing_is_looked_at_at_all(tmp_path: Path) -> None:
    later = (
        "  - {id: later, title: Later, owner: sales, due: closed, on_entry: true, check: {present: company.website}}\n"
    )
    plan = plan_of(tmp_path, HEAD[: HEAD.index("  - {id: phone")] + later)
    audited = audited_with(tmp_path, waiver("later"), plan=plan)
    assert (audited["verdict"], states(audited)) == ("ready", [("later", "unused")])


@pytest.mark.parametrize("item", ["phone", "strict", "below", "deeper"])
def test_no_waiver_covers_what_is_not_waivable_or_stands_below_it(tmp_path: Path, item: str) -> None:
    """Wherever it stands: as the first item of the checklist, or two levels below one that is not waivable."""
    text = CHECKLIST.replace("{id: phone,", "{id: phone, waivable: false,").replace(
        "  - {id: strict, title: Strict, owner: sales, waivable: false, check: {present: company.industry}}\n",
        "  - {id: strict, title: Strict, owner: sales, waivable: false, check: {present: company.industry}, items: [\n"
        "      {id: below, title: Below, check: {present: company.city}, items: [\n"
        "        {id: deeper, title: Deeper, check: {present: company.domain}}]}]}\n",
    )
    plan = plan_of(tmp_path, text)
    waived = Waiver("77", item, "why", "Sam Ho", "Mei Tan", date(2026, 11, 1), date(2026, 11, 30), checklist="small")
    (tmp_path / "case.json").write_text(json.dumps(CASE))
    (case,) = Reading(find_inputs([str(tmp_path / "case.json")]), Mapping()).cases()
    audited = audit(case, [plan], decisions=Decisions.of((), [waived]))  # a file that says so is refused already
    assert (result(audited, item)["status"], states(audited)) == ("fail", [(item, "ineffective")])


def test_what_escalates_is_not_settled_by_an_answer_that_says_fail(tmp_path: Path) -> None:
    text = (
        CHECKLIST
        + "  - {id: risk, title: Risk, owner: sales, escalates: true, waivable: false, check: {manual: Low?}}\n"
    )
    plan = plan_of(tmp_path, text)
    print_ = fingerprint(tmp_path, "risk", plan=plan)
    assert audited_with(tmp_path, attestation("risk", print_, answer="fail"), plan=plan)["verdict"] == "escalate"


def test_the_fingerprint_is_the_same_however_the_case_is_looked_at(tmp_path: Path) -> None:
    """A case that stays as it was read, and one that is made into records, are one case."""
    plain = fingerprint(tmp_path, "judged")
    cased = {"Case": CASE["case"], "company": CASE["company"]}
    assert fingerprint(tmp_path, "judged", cased) == plain


def test_a_waived_item_does_not_bypass_a_stage(tmp_path: Path) -> None:
    text = CHECKLIST.replace("{id: phone, title: Phone,", "{id: phone, title: Phone, due: closed,")
    case = {**CASE, "case": {**CASE["case"], "stage": "closed"}}
    plan = plan_of(tmp_path, text)
    assert audited_with(tmp_path, "", case, plan)["bypassed"] == ["phone"]
    assert audited_with(tmp_path, waiver("phone"), case, plan)["bypassed"] == []


def test_a_reason_that_sounds_like_a_sum_hides_no_finding(tmp_path: Path) -> None:
    from kyccheck.batch.run import Run
    from kyccheck.kept.cases import Cases
    from kyccheck.reports._words import Words, open_results

    plan = plan_of(tmp_path)
    case = copy.deepcopy(CASE)
    del case["company"]["city"]
    text = attestation("whole", fingerprint(tmp_path, "whole", case), answer="fail", evidence="closed because of rain")
    audited = audited_with(tmp_path, text, case)
    assert result(audited, "whole")["status"] == "fail"
    run = Run(date(2026, 11, 21), "1", [], [], [plan], Cases([audited]))
    assert "whole" in [found["item"] for found in open_results(audited, Words(run))]


def test_of_two_answers_of_one_day_the_one_that_nothing_speaks_against_counts(tmp_path: Path) -> None:
    print_ = fingerprint(tmp_path, "judged")
    good = attestation("judged", print_).removeprefix("attestations:\n")
    stale = attestation("judged", "0" * 16, by="Ben Chow").removeprefix("attestations:\n")
    for lines in (good + stale, stale + good):
        audited = audited_with(tmp_path, f"attestations:\n{lines}")
        found = result(audited, "judged")
        assert (found["status"], found["attestation"]["by"]) == ("pass", "Ada Lam")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"expires": "2026-11-20"}, "expired: its last day was 2026-11-20"),
        ({"approved_on": "2026-11-22"}, "it counts from 2026-11-22 on"),
    ],
)
def test_a_waiver_that_no_longer_or_not_yet_counts_is_said_in_the_reason(
    changed: dict[str, Any], said: str, tmp_path: Path
) -> None:
    alone = result(audited_with(tmp_path, waiver("phone", **changed)), "phone")
    assert alone["status"] == "fail"
    assert said in alone["reason"]
    another = waiver("phone", ref="IOD-78", approved_on="2026-11-02").removeprefix("waivers:\n")
    covered = audited_with(tmp_path, waiver("phone", **changed) + another)
    assert result(covered, "phone")["status"] == "waived"
    assert said not in result(covered, "phone")["reason"]
    assert [one["state"] for one in covered["decisions"]] == ["expired" if "expires" in changed else "not_yet_valid"]


def test_a_waiver_that_cannot_cover_or_is_not_needed_leaves_the_reason_alone(tmp_path: Path) -> None:
    plain = result(audited_with(tmp_path, ""), "strict")["reason"]
    asked = Asked(
        Status.FAIL, plain, plan_of(tmp_path).items[4].item, True, False, "", (), "Sam Ho", date(2026, 11, 21)
    )
    exception = Waiver("77", "strict", "PO", "Sam Ho", "Mei Tan", date(2026, 11, 1), date(2026, 11, 30))
    assert decide(asked, [exception]).reason == plain
    settled = asked._replace(status=Status.PASS)
    old = Waiver("77", "strict", "PO", "Sam Ho", "Mei Tan", date(2026, 10, 1), date(2026, 11, 1))
    assert decide(settled, [old]).reason == plain
    assert [one.state for one in decide(settled, [old]).notices] == ["expired"]


def test_a_decision_for_another_checklist_of_the_case_is_listed(tmp_path: Path) -> None:
    audited = audited_with(tmp_path, attestation("1c", "0" * 16, checklist="kyc"))
    assert [(one["item"], one["state"]) for one in audited["decisions"]] == [("1c", "dangling")]
    assert "not audited by checklist kyc" in audited["decisions"][0]["says"]


@pytest.mark.parametrize(("ref", "said"), [("IOD-77", "until 2026-11-30, IOD-77)"), (None, "until 2026-11-30)")])
def test_the_reason_of_a_waiver_names_its_reference_where_it_has_one(
    ref: str | None, said: str, tmp_path: Path
) -> None:
    assert said in result(audited_with(tmp_path, waiver("phone", ref=ref)), "phone")["reason"]


def asked_of(status: Status = Status.REVIEW, **other: Any) -> Asked:
    item: Any = type("Item", (), {"independent": other.pop("independent", False)})
    asked = Asked(status, "raw", item, True, True, "0" * 16, (), "Sam Ho", date(2026, 11, 21))
    return asked._replace(**other)


def answered(**other: Any) -> Attestation:
    given = {"fingerprint": "0" * 16, "on": date(2026, 11, 20), "by": "Ada Lam", **other}
    return Attestation("77", "x", "pass", evidence="seen", valid_for=Period(90, "d"), **given)


@pytest.mark.parametrize(
    ("status", "asks", "is_said"),
    [
        (Status.REVIEW, True, True),
        (Status.UNKNOWN, True, True),
        (Status.FAIL, True, True),
        (Status.FAIL, False, False),
        (Status.UNKNOWN, False, False),
        (Status.PASS, True, False),
        (Status.NOT_DUE, False, False),
    ],
)
def test_an_answer_that_lapsed_is_in_the_reason_of_an_open_question_alone(
    status: Status, asks: bool, is_said: bool
) -> None:
    ruling = decide(asked_of(status, asks=asks), [answered(on=date(2026, 1, 1))])
    assert [one.state for one in ruling.notices] == ["expired"]
    assert ruling.reason == (f"raw; {ruling.notices[0].says}" if is_said else "raw")


@pytest.mark.parametrize(
    ("asked", "answer", "says"),
    [
        ({}, {"refuted": "its file is another one"}, "its file is another one"),
        ({}, {"fingerprint": " "}, "it carries no fingerprint, so nobody can tell"),
        ({}, {"fingerprint": "0" * 17}, "its fingerprint is not valid"),
        ({}, {"fingerprint": "1" * 16}, "has changed since: answer anew"),
        (
            {"reads": ("company.name", "contacts[].email", "contacts[].phone")},
            {"fingerprint": "1" * 16},
            "has changed since (it reads company.name, contacts): answer anew",
        ),
        ({"independent": True, "owner": " "}, {}, "no export names the owner"),
        ({"independent": True, "owner": " 4711 "}, {}, "no export names the owner"),
        ({"independent": True}, {"by": "S. Ho"}, "another person than the owner of the case (Sam Ho) must answer"),
    ],
)
def test_why_an_answer_does_not_count(asked: dict[str, Any], answer: dict[str, Any], says: str) -> None:
    ruling = decide(asked_of(**asked), [answered(**answer)])
    assert (ruling.status, [one.state for one in ruling.notices]) == (Status.REVIEW, ["ineffective"])
    assert says in ruling.notices[0].says


@pytest.mark.parametrize("owner", ["Ada Lam", "", "4711"])
def test_where_anybody_may_answer_the_owner_may(owner: str) -> None:
    ruling = decide(asked_of(owner=owner), [answered()])
    assert (ruling.status, ruling.notices) == (Status.PASS, ())


def test_of_several_waivers_that_cover_the_one_with_the_latest_last_day_is_shown() -> None:
    last_days = [date(2026, 11, day) for day in (25, 30, 28)]
    given = [Waiver("77", "x", "why", "Sam Ho", "Mei Tan", date(2026, 11, 1), last) for last in last_days]
    ruling = decide(asked_of(Status.FAIL), given)
    assert (ruling.status, ruling.covering, ruling.notices) == (Status.WAIVED, given[1], ())
    assert ruling.waiver is not None
    assert ruling.waiver["expires"] == "2026-11-30"
