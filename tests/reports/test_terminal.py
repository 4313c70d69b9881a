"""The terminal report, as it looks: whole screens, at three widths."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from kyccheck.reports._page import Page, Span, width_of
from kyccheck.reports._words import shown
from support import GOOD, PROJECT, Kyccheck

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("example", ["deal", "ready", "high-risk"])
def test_the_report_looks_as_it_was_approved(example: str, width: int, kyccheck: Kyccheck) -> None:
    shown = kyccheck("audit", PROJECT / f"examples/{example}.json", COLUMNS=str(width)).out
    assert shown == (GOLDEN / f"{example}-{width}.txt").read_text("utf-8")
    words = [word for line in shown.splitlines() for word in line.split()]
    assert all(width_of(line) <= width for line in shown.splitlines()), max(words, key=len)


def test_the_first_lines_say_whether_it_may_go_on_and_who_must_do_what(kyccheck: Kyccheck) -> None:
    lines = kyccheck("audit", PROJECT / "examples/deal.json").out.splitlines()
    assert lines[1:3] == ["NOT READY: goes back to Sales", "  Sales: 2 to settle, 2 to judge"]


def test_every_verdict_and_status_is_a_word_without_colour(kyccheck: Kyccheck) -> None:
    coloured = kyccheck("audit", PROJECT / "examples/deal.json", FORCE_COLOR="1").out
    plain = kyccheck("audit", PROJECT / "examples/deal.json", FORCE_COLOR="1", NO_COLOR="1").out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_all_lists_what_passed(kyccheck: Kyccheck) -> None:
    shown = kyccheck("audit", PROJECT / "examples/ready.json", "--all").out
    assert re.search(r"^  pass +9d Virtual number set-up", shown, re.MULTILINE)
    assert re.search(r"^  not stated +5 Item 5", shown, re.MULTILINE)


def test_many_cases_begin_with_one_line_each(kyccheck: Kyccheck) -> None:
    lines = kyccheck("audit", PROJECT / "examples/hubspot", COLUMNS="120").out.splitlines()
    assert re.fullmatch(r"3 cases: .*", lines[0])
    assert [line.split()[1] for line in lines[1:4]] == ["9876543210", "9876543333", "9876544444"]


def test_an_item_switched_off_is_said_with_its_reason(tmp_path: Path, kyccheck: Kyccheck) -> None:
    overlay = tmp_path / "less.yaml"
    overlay.write_text("extends: kyc\nswitch_off: [{item: '7', reason: no prepayment in this country}]\n")
    for name in ("terminal", "markdown", "json"):
        ran = kyccheck("audit", PROJECT / "examples/deal.json", "-c", overlay, "-f", name)
        assert "no prepayment in this country" in ran.out


def test_members_of_a_list_are_said_in_words_and_never_cut_in_the_middle() -> None:
    member = {"channels": 4, "country": "HK", "number": "+85258081001", "type": "local"}
    words = "number +85258081001 country HK type local channels 4"
    assert shown(json.dumps([member])) == words
    assert shown(json.dumps([member, "+852 5808 1002"])) == f"{words}, +852 5808 1002"
    assert shown(json.dumps([member] * 9)) == f"{words}, {words}, {words}, and 6 more"
    assert shown('[{"number": ') == '[{"number": '


def test_virtual_numbers_that_were_found_are_said_in_words(kyccheck: Kyccheck) -> None:
    for name in ("terminal", "markdown"):
        found = kyccheck("audit", PROJECT / "examples/alignment", "-f", name, COLUMNS="200").out
        assert "number +85258081101 country HK type local channels 4, number +85258081102" in found
        assert '"channels"' not in found
    report = kyccheck("audit", PROJECT / "examples/alignment", "-f", "json").json
    values = [one["value"] for result in report["cases"][0]["results"] for one in result["evidence"]]
    assert any(str(value).startswith('[{"channels": 4, ') for value in values)


def test_wide_characters_take_two_columns() -> None:
    page = Page(20)
    page.line("匯豐銀行有限公司香港分行", Span(" x", "bold"), hanging=2)
    assert all(width_of(line) <= 20 for line in page.text().splitlines())
    assert width_of("匯a\u0301") == 3


def test_of_many_cases_only_those_that_are_not_ready_have_a_line(tmp_path: Path, kyccheck: Kyccheck) -> None:
    ready = json.loads((PROJECT / "examples/ready.json").read_text("utf-8"))
    other = json.loads((PROJECT / "examples/high-risk.json").read_text("utf-8"))
    lines = []
    for number in range(90):
        case = copy.deepcopy(ready if number % 3 else other)
        case["case"]["id"] = case["deal"]["id"] = f"n{number}"
        lines.append(json.dumps(case))
    (tmp_path / "cases.ndjson").write_text("\n".join(lines))
    shown = kyccheck("audit", "cases.ndjson").out.splitlines()
    assert shown[0] == "90 cases: 30 escalate, 60 ready"
    assert len([line for line in shown if line.startswith("  escalate")]) == 30
    assert shown[31].strip() == "--case ID shows one in full, -o FILE writes them all"
    assert "Deal n3" in kyccheck("audit", "cases.ndjson", "--case", "n3").out


def test_much_that_changed_or_does_not_count_is_cut_and_says_where_the_rest_is(
    tmp_path: Path, good: dict[str, Any], kyccheck: Kyccheck
) -> None:
    cases = [
        {**good, "case": {**good["case"], "id": f"{number}"}, "deal": {**good["deal"], "id": f"{number}"}}
        for number in range(60)
    ]
    (tmp_path / "cases.json").write_text(json.dumps(cases))
    kyccheck("audit", "cases.json", "-o", "old.json")
    (tmp_path / "cases.json").write_text(json.dumps([{**case, "contacts": []} for case in cases]))
    waived = "".join(
        f"- {{case: 'x{number}', item: '7', reason: PO follows, requested_by: Sam Ho, approved_by: Mei Tan, approved_on: 2026-11-01, expires: 2026-11-30}}\n"
        for number in range(60)
    )
    (tmp_path / "w.yaml").write_text(f"waivers:\n{waived}")
    command = ("audit", "cases.json", "--since", "old.json", "--waivers", "w.yaml")
    cut, whole = kyccheck(*command), kyccheck(*command, "--all")
    assert len(re.findall(r"and \d+ more; --all lists them", cut.out)) == 2
    assert "more; --all lists them" not in whole.out
    assert cut.out.count("case x") < whole.out.count("case x") == 60


def test_quiet_pages_end_with_what_they_found(kyccheck: Kyccheck) -> None:
    loud, quiet = (kyccheck("align", PROJECT / "examples/alignment", *more).out for more in ((), ("-q",)))
    assert loud.startswith(quiet.rstrip("\n"))
    assert len(quiet) < len(loud)


def test_only_what_differs_of_a_case_that_aligns_is_its_heading(
    tmp_path: Path, good: dict[str, Any], kyccheck: Kyccheck
) -> None:
    (tmp_path / "case.json").write_text(json.dumps(good))
    ran = kyccheck("align", "case.json", "--only", "differing", "-f", "markdown")
    assert ran.code == 0
    assert "## Deal 4001" in ran.out
    assert "|" not in ran.out


def test_nothing_that_was_asked_for_is_said_in_every_format(
    tmp_path: Path, good: dict[str, Any], kyccheck: Kyccheck
) -> None:
    (tmp_path / "case.json").write_text(json.dumps(good))
    for name in ("terminal", "markdown"):
        ran = kyccheck("audit", "case.json", "--case", "nobody", "-f", name)
        assert ran.code == 3
        assert "nobody" in ran.out + ran.err or "No case was found." in ran.out


def test_from_a_stage_that_counts_as_another_one_that_ones_team_moves_it(tmp_path: Path, kyccheck: Kyccheck) -> None:
    for stage in ("provisioning", "bug_fix"):
        (tmp_path / "case.json").write_text(json.dumps({**GOOD, "case": {**GOOD["case"], "stage": stage}}))
        verdict = kyccheck("audit", "case.json", COLUMNS="200").out.splitlines()[1]
        assert verdict.endswith("; Provisioning team moves it there"), verdict


@pytest.mark.parametrize(("example", "is_told"), [("deal", True), ("ready", False)])
def test_where_people_may_answer_the_way_to_is_told(example: str, is_told: bool, kyccheck: Kyccheck) -> None:
    shown = kyccheck("audit", PROJECT / f"examples/{example}.json", COLUMNS="200").out
    assert ("a person may answer: -o audit.xlsx" in shown) is is_told
    assert "a person may answer" not in kyccheck("audit", PROJECT / f"examples/{example}.json", "-q").out
