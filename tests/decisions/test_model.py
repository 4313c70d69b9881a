"""Decisions as values: by case and checklist, for some cases only, with or without waivers, and those for nothing here."""

from datetime import date

import pytest

from kyccheck.decisions.model import Attestation, Decision, Decisions, File, Notice, Waiver, notice, shown_attestation
from kyccheck.decisions.period import Period
from kyccheck.read.strictyaml import Place

NINETY_DAYS = Period.from_tree("90d", Place("a.yaml", 1))


def attested(case: str, file: str = "a.yaml", line: int = 1, checklist: str = "kyc") -> Attestation:
    return Attestation(
        case, "1c", "not_applicable", "Ada Lam", date(2026, 11, 20), "BR copy", NINETY_DAYS, checklist=checklist, place=Place(file, line)
    )  # fmt: skip


def waived(case: str, file: str = "w.yaml", line: int = 2, ref: str = "", checklist: str = "kyc") -> Waiver:
    return Waiver(
        case, "7", "PO follows", "Sam Ho", "Mei Tan", date(2026, 11, 1), date(2026, 11, 30), ref, checklist, place=Place(file, line)
    )  # fmt: skip


A1, A2, W1, W2 = attested("1"), attested("2"), waived("1"), waived("2")
REFUSED = Notice(None, "refused", "row 3: no answer", "3", "2", Place("book.xlsx", 3))
FILES = (File("a.yaml", "aa"), File("w.yaml", "bb"), File("book.xlsx", "cc", (REFUSED,)))
ALL = Decisions.of(FILES, [A1, W1, A2, W2, A1])


def test_each_is_kept_once_by_its_kind_its_case_and_its_item() -> None:
    assert (ALL.attestations, ALL.waivers, ALL.files) == ((A1, A2), (W1, W2), FILES)
    assert ALL.by_case == {
        "1": {("kyc", "1c"): [A1], ("kyc", "7"): [W1]}, "2": {("kyc", "1c"): [A2], ("kyc", "7"): [W2]},
    }  # fmt: skip


def test_only_some_cases() -> None:
    found = ALL.only(cases=["2"])
    assert (found.attestations, found.waivers, found.files) == ((A2,), (W2,), FILES)
    assert set(found.by_case) == {"2"}


def test_all_of_them_where_no_case_is_named() -> None:
    assert ALL.only() == ALL
    empty = Decisions.of([File("empty.yaml", "dd")], [])
    assert empty.only() == empty, "a file that holds none was read too"


def test_without_waivers_the_file_that_held_nothing_else_is_gone_and_one_with_refused_rows_stays() -> None:
    found = ALL.only(waivers=False)
    assert (found.attestations, found.waivers) == ((A1, A2), ())
    assert [file.path for file in found.files] == ["a.yaml", "book.xlsx"]
    assert all(("kyc", "7") not in items for items in found.by_case.values())


def test_what_is_for_no_case_of_those_audited_is_said() -> None:
    found = ALL.dangling({"1"})
    assert [(one.decision, one.state) for one in found] == [(A2, "dangling"), (W2, "dangling")]
    assert all("no such case is among those audited" in one.says for one in found)
    assert ALL.dangling({"1", "2"}) == []


def test_what_is_for_another_checklist_than_those_the_case_is_audited_by_is_said() -> None:
    other = attested("1", checklist="bd")
    found = Decisions.of(FILES, [A1, other]).beside("1", {"kyc"})
    assert [one.decision for one in found] == [other]
    assert "not audited by checklist bd" in found[0].says


def test_last_days() -> None:
    assert A1.until == date(2027, 2, 18)
    assert W1.until == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("decision", "kind", "says"),
    [
        (A1, "attestation", "was answered not applicable by Ada Lam on 2026-11-20; why"),
        (W1, "waiver", "was waived by Mei Tan on 2026-11-01 (PO follows); why"),
        (waived("1", ref="IOD-77"), "waiver", "was waived by Mei Tan on 2026-11-01 (PO follows, IOD-77); why"),
    ],
)
def test_a_notice_as_reports_show_it(decision: Decision, kind: str, says: str) -> None:
    shown = notice(decision, "unused", "why").shown()
    assert shown == {
        "kind": kind, "state": "unused", "case": "1", "item": decision.item, "path": decision.place.file,
        "line": decision.place.line, "says": says,
    }  # fmt: skip
    assert REFUSED.shown()["kind"] == "attestation"


@pytest.mark.parametrize(("objection", "counts", "why_not"), [("", True, None), ("it lapsed", False, "it lapsed")])
def test_an_attestation_says_whether_it_counts(objection: str, counts: bool, why_not: str | None) -> None:
    shown = shown_attestation(A1, objection)
    assert (shown["counts"], shown["why_not"]) == (counts, why_not)
    assert {key: shown[key] for key in ("answer", "by", "on", "evidence", "note", "valid_until", "path", "line")} == {
        "answer": "not_applicable", "by": "Ada Lam", "on": "2026-11-20", "evidence": "BR copy", "note": "",
        "valid_until": "2027-02-18", "path": "a.yaml", "line": 1,
    }  # fmt: skip


def test_what_a_decision_does_not_say_is_blank() -> None:
    said = Attestation("1", "1c", "pass", "Ada Lam", date(2026, 11, 20), "BR copy", NINETY_DAYS)
    assert [said.fingerprint, said.checklist, said.sha256, said.note, said.refuted] == [""] * 5
    given = Waiver("1", "7", "PO follows", "Sam Ho", "Mei Tan", date(2026, 11, 1), date(2026, 11, 30))
    assert [given.ref, given.checklist, given.note] == [""] * 3
    assert said.place == given.place == Place("", 0)


def test_one_decision_said_at_two_places_is_kept_once() -> None:
    found = Decisions.of(FILES, [A1, attested("1", line=9), W1, waived("1", line=9)])
    assert (found.attestations, found.waivers) == ((A1,), (W1,))
