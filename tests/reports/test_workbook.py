"""The workbook: all that the JSON report says, made for people, and nothing in it that acts."""

import copy
import hashlib
import io
import json
import os
import pty
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from kyccheck.audit.alignment import Row as AlignmentRow
from kyccheck.audit.alignment import Shown
from kyccheck.audit.plan import compile_plan
from kyccheck.batch.run import Run, run
from kyccheck.batch.wanted import Wanted
from kyccheck.checklist.overlay import load
from kyccheck.decisions.questionnaire import ANSWERS, COLUMNS, seal
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.kept.cases import Cases
from kyccheck.reports import json as json_report
from kyccheck.reports._book.text import LIMIT, Lines, for_excel, shown
from kyccheck.values.visible import visible
from reports.books import SHEETS, finished, opened, rows, unescaped, written
from support import AS_OF, GOOD, PROJECT, Kyccheck

HEADER = 4
"""The row of the headers of Sign-off."""


def spoiled(number: int = 0) -> dict[str, Any]:
    """A case with something to put right, to judge and to show."""
    case = copy.deepcopy(GOOD)
    case["case"]["id"] = case["deal"]["id"] = f"s{number}"
    case["contacts"][1]["role"] = ""
    case["documents"] = [*case["documents"][:-1], {"name": "scan0042.pdf"}]
    del case["tracking"]
    return case


@pytest.fixture
def made(tmp_path: Path) -> Run:
    return finished(tmp_path, GOOD, spoiled(1), spoiled(2))


def test_the_sheets_stand_in_their_order_with_frozen_headers_filters_and_print_titles(made: Run) -> None:
    book = opened(written(made))
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets[1:]:
        header = HEADER if sheet.title == "Sign-off" else 1
        assert re.fullmatch(rf"[B-F]{header + 1}", sheet.freeze_panes or "")
        assert sheet.auto_filter.ref == sheet.dimensions.replace("A1:", f"A{header}:")
        assert sheet.print_title_rows == f"${header}:${header}"
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P of &N" in sheet.oddFooter.right.text.replace("Page ", "")
        assert all(2 <= column.width <= 80 for column in sheet.column_dimensions.values())


def test_every_result_stands_in_it_exactly_once_as_in_the_json_report(made: Run) -> None:
    book = opened(written(made))
    report = json_report.document(made)
    found = [(row["Case"], row["Checklist"], row["Item"], row["Status"], row["Why"]) for row in rows(book, "Results")]
    assert found == [
        (case["id"], result["checklist"], result["item"], result["status"], visible(result["reason"]))
        for case in report["cases"]
        for result in case["results"]
    ]
    cases = rows(book, "Cases")
    assert [(row["Case"], row["Verdict"]) for row in cases] == [
        (case["id"], case["verdict"]) for case in report["cases"]
    ]
    counted = {
        cell.value.partition(":")[0]: book["Summary"][f"C{cell.row}"].value
        for cell in book["Summary"]["B"]
        if isinstance(cell.value, str) and re.match(r"(ready|return|review|escalate|error): ", cell.value)
    }
    assert {verdict: number for verdict, number in counted.items() if number} == report["summary"]["verdicts"]
    assert set(counted) == {"ready", "return", "review", "escalate", "error"}


def test_findings_are_lists_of_work_by_team_that_cases_lead_to(made: Run) -> None:
    book = opened(written(made))
    found = rows(book, "Findings")
    teams = [row["Team"] for row in found]
    assert teams == sorted(teams, key=teams.index)
    assert [row["Status"] for row in found if row["Item"] == "2"] == ["fail", "fail"]
    (row, _) = [row for row in found if row["Item"] == "2"]
    assert "contacts[1].role: blank" in row["What was found"]
    assert "cases.json /1/contacts/1/role" in row["Where"]
    assert row["What is accepted"].startswith("at least one contact")
    assert row["To do"].startswith("Fill e-mail")
    assert next(row["Why"] for row in found if row["Status"] == "stage bypassed").endswith("should have held: 2")
    breaks = [number for number, (above, below) in enumerate(pairwise(teams), 2) if above != below]
    assert [each.id for each in book["Findings"].row_breaks.brk] == breaks
    for sheet, column, other in (("Cases", "A", "Findings"), ("Findings", "B", "Cases")):
        for cell in book[sheet][column][1:]:
            if cell.hyperlink:
                title, place = cell.hyperlink.location.split("!")
                assert title == f"'{other}'"
                target = {"Findings": "B", "Cases": "A"}[other] + place[1:]
                assert book[other][target].value == cell.value
    assert [bool(cell.hyperlink) for cell in book["Cases"]["A"][1:]] == [False, True, True]


def test_the_summary_counts_what_is_open_and_names_what_runs_out_and_what_was_read(tmp_path: Path) -> None:
    soon, later, past = spoiled(1), spoiled(2), spoiled(3)
    soon["documents"][0]["expires"] = "2026-12-21"
    later["documents"][0]["expires"] = "2026-12-22"
    past["documents"][0]["expires"] = "2026-11-20"
    made = finished(tmp_path, soon, later, past)
    sheet = opened(written(made))["Summary"]
    by_team = {row[1]: row[2:8] for row in sheet.iter_rows(values_only=True) if row[1] and row[7]}
    assert by_team["Sales"] == (4, 3, None, None, 7, 3)
    assert by_team["IOD team"] == (None, None, 3, None, 3, 3)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    (day,) = [cell for cell in cells if isinstance(cell.value, datetime) and cell.row > 10]
    assert (day.value.date(), day.number_format) == (date(2026, 12, 21), "yyyy-mm-dd")
    assert [cell.value for cell in sheet[day.row]][1:7:2] == ["business registration (br.pdf)", "s1", "Sam Ho"]
    assert made.inputs[0].sha256 in [cell.value for cell in cells]
    assert AS_OF in [cell.value.date() for cell in cells if isinstance(cell.value, datetime)]
    (chart,) = sheet._charts  # noqa: SLF001 - openpyxl has no other name for it
    assert chart.grouping == "stacked"


def test_sign_off_asks_each_open_review_and_unknown_but_no_sum(made: Run) -> None:
    book = opened(written(made))
    found = rows(book, "Sign-off", HEADER)
    assert list(found[0]) == [column.header for column in COLUMNS]
    sums = {("9", "unknown")}
    assert [(row["Case"], row["Item"], row["Status"]) for row in found] == [
        (case["id"], result["item"], result["status"])
        for case in made.cases
        for result in case["results"]
        if result["status"] in ("review", "unknown") and (result["item"], result["status"]) not in sums
    ]
    assert {row["Item"] for row in found} == {"7", "monday_item"}
    for row in found:
        assert row["Seal"] == seal({column.name: row[column.header] for column in COLUMNS})
        assert re.fullmatch("[0-9a-f]{16}", row["Fingerprint"])
        assert not any(row[column.header] for column in COLUMNS if column.to_fill)


ASKING = """
id: own
title: Own
version: "1"
for: {systems: [hubspot], kinds: [deal]}
teams: {sales: Sales}
stages: [{id: completed, title: Completed}]
items:
  - {id: "1", title: Business, owner: sales, check: {manual: Is the business one that we serve?}}
  - id: "2"
    title: Sums and asks
    owner: sales
    check: {manual: Is it so?}
    items: [{id: "2a", title: Below, check: {present: company.industry}}]
  - id: "3"
    title: Only sums
    items: [{id: "3a", title: Quotes because of 3b, check: {manual: Said he, unknown because of 3a}}]
"""


def test_a_manual_check_asks_its_question_and_a_sum_asks_only_what_is_its_own(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        ASKING.replace("{manual: Said he, unknown because of 3a}", '{manual: "Said he, unknown because of 3a"}')
    )
    made = finished(tmp_path, GOOD, plans=[compile_plan(load(str(tmp_path / "own.yaml")), AS_OF)])
    found = {row["Item"]: row["Question"] for row in rows(opened(written(made)), "Sign-off", HEADER)}
    assert found == {
        "1": "Is the business one that we serve?",
        "2": "Is it so?",
        "2a": "Below",
        "3a": "Said he, unknown because of 3a",
    }


def test_only_the_answer_cells_are_unlocked_and_they_say_what_they_take(made: Run) -> None:
    sheet = opened(written(made))["Sign-off"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    letters = {column.name: "ABCDEFGHIJKLMNO"[place] for place, column in enumerate(COLUMNS)}
    answers = [letters[column.name] for column in COLUMNS if column.to_fill]
    assert unlocked == {f"{letter}{row}" for letter in answers for row in range(HEADER + 1, sheet.max_row + 1)}
    found = {str(each.sqref).partition(":")[0][:1]: each for each in sheet.data_validations.dataValidation}
    assert set(found) == set(answers)
    assert found[letters["answer"]].formula1 == f'"{",".join(ANSWERS)}"'
    assert {letter: each.type for letter, each in found.items()} == dict(
        zip(answers, ("list", "textLength", "date", "textLength", "custom"), strict=True)
    )
    assert all(str(each.sqref) == f"{letter}5:{letter}{sheet.max_row}" for letter, each in found.items())
    assert sheet[f"{letters['on']}5"].number_format == "yyyy-mm-dd"


def test_sheets_without_rows_are_there_and_say_so(tmp_path: Path) -> None:
    book = opened(written(finished(tmp_path, GOOD)))
    assert book["Findings"]["A2"].value == "Nothing is open: there is nothing to do."
    assert book["Alignment"]["A2"].value.startswith("This run did not put sources side by side")
    assert book["Sign-off"]["A5"].value.startswith("There is nothing to answer")
    assert not book["Sign-off"].data_validations.dataValidation
    empty = opened(written(finished(tmp_path, {"case": {"kind": "deal"}, "deal": {"name": "x"}})))
    assert empty.sheetnames == SHEETS
    assert empty["Cases"]["A2"].value == "No case was found."
    assert "Incomplete: 1 problem with what was given, listed below" in [cell.value for cell in empty["Summary"]["B"]]
    assert "problem" in [row["What"] for row in rows(empty, "Run")]


def test_over_the_limit_of_rows_they_go_on_in_further_sheets(made: Run) -> None:
    whole, parted = opened(written(made)), opened(written(made, limit=30))
    number = sum(len(case["results"]) for case in made.cases)
    titles = [title for title in parted.sheetnames if title.startswith("Results")]
    assert titles == ["Results", *(f"Results ({place})" for place in range(2, -(-number // 29) + 1))]
    assert parted.sheetnames.index("Results (2)") == parted.sheetnames.index("Results") + 1
    assert [row for title in titles for row in rows(parted, title)] == rows(whole, "Results")
    assert all(parted[title].max_row <= 30 for title in parted.sheetnames if title != "Summary")
    assert "goes on in Results (2)" in " ".join(row["Value"] for row in rows(parted, "Run") if row["What"] == "note")
    small = opened(written(made, limit=6))
    for cell in small["Cases"]["A"][1:]:
        if cell.hyperlink:
            title, place = cell.hyperlink.location.replace("'", "").split("!")
            assert small[title][f"B{place[1:]}"].value == cell.value
    asked = [row for title in small.sheetnames if title.startswith("Sign-off") for row in rows(small, title, HEADER)]
    assert asked == rows(whole, "Sign-off", HEADER)


def test_the_alignment_stands_side_by_side_and_marks_what_differs(tmp_path: Path) -> None:
    run = finished(tmp_path, GOOD)
    shown_by = (
        Shown("record", "Amber Quay Limited", "deal.json", "/company/name"),
        Shown("odb", "=Amber\u202e Quai Limited", "odb.xlsx", "Accounts!B2", ((8, 12),)),
        Shown("odb", "second", "odb.xlsx", "Accounts!B3"),
        Shown("csr", "", "csr.xlsx", "CSR!B3"),
    )
    row = AlignmentRow(
        "1", "t", "kyc", "9a", "company name", "identity document", shown_by, "misaligned", "Quai is not Quay"
    )
    content = written(replace(run, alignment=(row,)))
    (found,) = rows(opened(content), "Alignment")
    assert found["Deal / company"] == "Amber Quay Limited"
    assert found["ODB"] == "=Amber\\u202e Quai Limited\nsecond"
    assert (found["Result"], found["Identity document"], found["What rules"]) == ("misaligned", "", "identity document")
    assert found["CSR 106 form"] == "(blank)"
    assert found["Where"].split("\n")[1] == "ODB: odb.xlsx Accounts!B2"
    sheet = opened(content)["Alignment"]
    assert sheet["I2"].fill.fgColor.rgb != sheet["F2"].fill.fgColor.rgb
    runs = load_workbook(io.BytesIO(content), rich_text=True)["Alignment"]["I2"].value
    assert isinstance(runs, CellRichText)
    assert [str(run) for run in runs if isinstance(run, TextBlock) and run.font.b and run.font.u] == ["Quai"]


HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "'=1", '=HYPERLINK("http://x")', "#REF!", "TRUE", "007",
    "_x000D_", "_x005F_x000D_", "__x0041__", "a\x00b\x1b[2J\x7f\x9b", "\ud800", "\ufffe\uffff", "\u202egnp", " a  b ",
    "a\nb", "<b>&amp;</b>", "]]>", "x" * 40_000, "😀" * 20_000, "https://example.com", "mailto:a@b", "",
)  # fmt: skip


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(st.characters(codec=None), max_size=40), min_size=1, max_size=6))
@example(texts=list(HOSTILE))
def test_any_text_is_a_text_that_reads_back_as_it_is_shown(made: Run, texts: list[str]) -> None:
    cases, second = [], list(made.cases)[1]
    for number, text in enumerate(texts):
        case = copy.deepcopy(second)
        case |= {"id": f"{number}", "title": text, "owner": text, "notes": [text]}
        for result in case["results"]:
            result |= {"reason": text, "evidence": [{"field": "a.b", "value": text, "file": text, "at": text}]}
        cases.append(case)
    run = Run(AS_OF, "0", made.inputs, made.problems, made.plans, Cases(cases))
    content = written(run)
    book = opened(content)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.data_type == "s" or cell.value is None or not isinstance(cell.value, str)
                if isinstance(cell.value, str) and cell.value[:1] in "=+-@":
                    assert cell.quotePrefix
                assert cell.hyperlink is None or (cell.hyperlink.location and not cell.hyperlink.target)
    found = rows(book, "Cases")
    assert [row["Title"] for row in found] == [shown(text) for text in texts]
    assert [row["Notes"] for row in found] == [shown(Lines.of(text)) for text in texts]
    assert {row["Why"] for row in rows(book, "Results")} == {shown(text) for text in texts}
    for row in rows(book, "Sign-off", HEADER):
        assert row["Seal"] == seal({column.name: row[column.header] for column in COLUMNS})
    assert_passive(content)


def assert_passive(content: bytes) -> None:
    """Nothing in the archive leads out of it, computes or runs."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            part = archive.read(name).decode()
            assert "External" not in part
            assert not re.search(r"externalLink|vbaProject|oleObject|customXml|comments|connections", name)
            if name.startswith("xl/worksheets/sheet"):
                assert not re.search(r"<f[ >/]|r:id=\"[^\"]+\"/></hyperlinks|ddeLink", part)


def test_a_part_over_two_gigabytes_is_written_all_the_same(made: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = written(made)
    assert usual[4:6] == b"\x14\x00"  # no need for more than version 2 of the archive: Excel would offer a repair
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 20_000)
    large = written(made)
    assert rows(opened(large), "Results") == rows(opened(usual), "Results")


WAIVERS = """\
waivers:
  - {case: "4001", item: "7", reason: PO follows, requested_by: Sam Ho, approved_by: Mei Tan, approved_on: 2026-11-01,
     expires: 2026-11-30}
  - {case: "4001", item: "3", reason: "=later", requested_by: Sam Ho, approved_by: Mei Tan, approved_on: 2026-11-25,
     expires: 2026-11-30}
"""


def test_decisions_are_told_with_those_that_do_not_count(kyccheck: Kyccheck, tmp_path: Path) -> None:
    case = copy.deepcopy(GOOD)
    case["documents"] = [one for one in case["documents"] if one["type"] not in ("deposit_proof", "csr106")]
    (tmp_path / "deal.json").write_text(json.dumps(case))
    (tmp_path / "w.yaml").write_text(WAIVERS)
    kyccheck("audit", tmp_path / "deal.json", "--waivers", tmp_path / "w.yaml", "-o", tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    told = {row["What"]: row for row in rows(book, "Run")}
    assert told["decisions"]["Value"] == f"sha256 {hashlib.sha256(WAIVERS.encode()).hexdigest()}"
    assert told["no decision"]["Value"].startswith("not yet valid: was waived by Mei Tan on 2026-11-25 (=later)")
    waived = next(row for row in rows(book, "Results") if row["Item"] == "7")
    assert waived["Status"] == "waived"
    assert "Mei Tan" in waived["Decision"]


@pytest.mark.parametrize(("text", "units"), [("x" * 40_000, LIMIT), ("😀" * 20_000, LIMIT - 1)])
def test_a_text_over_excels_limit_is_cut_and_says_so(text: str, units: int) -> None:
    cut = shown(text)
    assert len(cut.encode("utf-16-le")) // 2 in (units, units + 1)
    assert cut.endswith(f" … [cut: {len(text)} characters; the JSON report has them all]")
    assert shown(text[: LIMIT // 2]) == text[: LIMIT // 2]
    assert shown("x" * LIMIT) == "x" * LIMIT


@given(st.text("_x05FDa", max_size=30))
def test_what_looks_like_an_escape_of_excel_reads_back(text: str) -> None:
    assert unescaped(for_excel(text)) == text


def test_same_inputs_give_the_same_bytes_wherever_and_whenever(tmp_path: Path, kyccheck: Kyccheck) -> None:
    found = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Hong_Kong"), ("42", "America/New_York")):
        ran = kyccheck("audit", PROJECT / "examples/deal.json", "-f", "workbook", PYTHONHASHSEED=seed, TZ=zone)
        assert ran.code == 1
        assert ran.err == ""
        found.add(ran.raw)
    (content,) = found
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4}-.*?)<", core)) == {"2026-11-21T00:00:00Z"}
    assert "creator" not in core
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_by_its_suffix_and_a_screen_gets_none(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "temporary").mkdir()
    command = ("audit", PROJECT / "examples/deal.json", "-o", "audit.xlsx", "-o", "audit.json")
    ran = kyccheck(*command, TMPDIR=str(tmp_path / "temporary"))
    assert (ran.code, ran.err) == (1, "")
    assert stat.S_IMODE((tmp_path / "audit.xlsx").stat().st_mode) == 0o600
    assert list((tmp_path / "temporary").iterdir()) == []
    content = (tmp_path / "audit.xlsx").read_bytes()
    report = json.loads((tmp_path / "audit.json").read_text())
    results = [result["status"] for case in report["cases"] for result in case["results"]]
    assert Counter(row["Status"] for row in rows(opened(content), "Results")) == Counter(results)
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "kyccheck", "audit", PROJECT / "examples/deal.json", "-f", "workbook"],
        stdout=theirs, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert b"write it to a file: -o audit.xlsx" in done.stderr


@pytest.mark.parametrize("item", ["1", "2", "5", "9"])
def test_a_book_of_one_item_is_written_too(item: str, tmp_path: Path, kyccheck: Kyccheck) -> None:
    ran = kyccheck("audit", PROJECT / "examples/deal.json", "--item", item, "-o", "a.xlsx", "--at", "completed")
    assert ran.err == ""
    book = opened((tmp_path / "a.xlsx").read_bytes())
    assert [row["Item"] for row in rows(book, "Results")] == [item]
    assert {"What": "option", "Name": "--item", "Value": item, "More": ""} in rows(book, "Run")


def test_run_and_checklist_say_what_it_rests_on(tmp_path: Path, kyccheck: Kyccheck) -> None:
    overlay = tmp_path / "less.yaml"
    overlay.write_text("extends: kyc\nswitch_off: [{item: '7', reason: no prepayment in this country}]\n")
    (tmp_path / "broken.json").write_text('{"case": ')
    kyccheck("audit", PROJECT / "examples/deal.json", "broken.json", "-c", overlay, "-o", "a.xlsx", "--at", "completed")
    book = opened((tmp_path / "a.xlsx").read_bytes())
    told = {(row["What"], row["Name"]): row["Value"] for row in rows(book, "Run")}
    assert told["option", "--at"] == "completed"
    assert told["day", "as of"].date() == AS_OF
    assert told["problem", "broken.json"]
    assert re.fullmatch("sha256 [0-9a-f]{64}", told["input", "deal.json"])
    items = {row["Item"]: row for row in rows(book, "Checklist")}
    assert "no prepayment in this country" in items["7"]["Remarks"]
    assert items["1a"]["Citation"].startswith("Process workflow")
    assert items["1a"]["Team"] == "Sales"
    assert items["billing_roles"]["Remarks"].startswith("assumed")
    assert items["billing_roles"]["What must hold, or value"].startswith("billing, billing contact, ")
    assert any("no prepayment" in str(cell.value) for cell in book["Summary"]["B"])


def test_of_much_to_list_the_summary_says_how_much_more_there_is(tmp_path: Path, kyccheck: Kyccheck) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    for number in range(25):
        case = copy.deepcopy(GOOD)
        case["case"]["id"] = case["deal"]["id"] = f"{number}"
        case["documents"][0]["expires"] = "2026-12-01"
        (folder / f"={number}.json").write_text(json.dumps(case))
        (folder / f"broken{number}.json").write_text("{")
    (folder / "notes.txt").write_text("of nobody")
    assert kyccheck("audit", "exports", "-q", "-o", "a.xlsx").code == 3
    book = opened((tmp_path / "a.xlsx").read_bytes())
    said = [cell.value for column in "AB" for cell in book["Summary"][column] if cell.value]
    assert [one for one in said if str(one).startswith("and ")] == [
        "and 5 more: see kyccheck expiring",
        "and 31 more: see Run",
        "and 5 more problems: see Run",
    ]
    active = [cell for cell in book["Summary"]["B"] if str(cell.value).startswith("=")]
    assert not [cell for cell in active if cell.data_type != "s" or not cell.quotePrefix]
    told = rows(book, "Run")
    assert sum(row["What"] == "problem" for row in told) == 25
    assert any("set aside" in str(row) for row in told if row["What"] == "input")


def test_a_name_of_a_file_is_a_text_on_the_summary_whatever_it_begins_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for place, name in enumerate(("=1+1.json", "+2.json", "@3.json", "4.json")):
        Path(name).write_text(json.dumps({**GOOD, "case": {**GOOD["case"], "id": f"{place}"}}))
    reading = Reading(find_inputs(["=1+1.json", "+2.json", "@3.json", "4.json"]), Mapping())
    made = run(reading, [compile_plan(load("kyc"), AS_OF)], Wanted(), AS_OF, "0")
    cells = {cell.value: cell for cell in opened(written(made))["Summary"]["B"] if str(cell.value).endswith(".json")}
    assert {name: (cell.data_type, bool(cell.quotePrefix)) for name, cell in cells.items()} == {
        "=1+1.json": ("s", True), "+2.json": ("s", True), "@3.json": ("s", True), "4.json": ("s", False),
    }  # fmt: skip


def test_what_is_marked_and_cannot_be_shown_whole_is_shown_without_marks(tmp_path: Path) -> None:
    run = finished(tmp_path, GOOD)
    long = Shown("odb", "a" * 40_000, "odb.xlsx", "Accounts!B2", ((3, 9),))
    plain = Shown("record", "=1+1", "deal.json", "/company/name")
    row = AlignmentRow("1", "t", "kyc", "9a", "company name", "", (plain, long), "misaligned", "differs")
    (found,) = rows(opened(written(replace(run, alignment=(row,)))), "Alignment")
    assert found["ODB"].endswith("[cut: 40000 characters; the JSON report has them all]")
    assert found["Deal / company"] == "=1+1"


FORCE = """
id: own
title: Own
version: "1"
for: {systems: [native], kinds: [deal]}
teams: {sales: Sales}
stages: [{id: completed, title: Completed}]
items:
  - {id: "1", title: One, owner: sales, since: 2026-01-01, until: 2026-12-31, why: Because of the law, check: {present: company.name}}
"""


def test_the_checklist_says_why_and_how_long_an_item_is_in_force(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(FORCE)
    made = finished(tmp_path, GOOD, plans=[compile_plan(load(str(tmp_path / "own.yaml")), AS_OF)])
    (row,) = [row for row in rows(opened(written(made)), "Checklist") if row["Item"] == "1"]
    for said in ("Because of the law", "in force from 2026-01-01", "in force until 2026-12-31"):
        assert said in row["Remarks"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_what_it_saves_can_still_be_filled(made: Run, tmp_path: Path) -> None:
    # openpyxl undoes one layer too many of an escape that stood in the data, of texts as LibreOffice saves them
    texts = [text for text in HOSTILE if "_x005F_" not in text and len(text) < LIMIT]
    second = list(made.cases)[1]
    made.cases = Cases({**second, "id": f"{number}", "title": text} for number, text in enumerate(texts))
    (tmp_path / "audit.xlsx").write_bytes(written(made))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", tmp_path / "saved", tmp_path / "audit.xlsx"], check=True, capture_output=True)
    ours, saved = opened((tmp_path / "audit.xlsx").read_bytes()), opened((tmp_path / "saved/audit.xlsx").read_bytes())
    assert saved.sheetnames == SHEETS
    for title in SHEETS[1:]:
        header = HEADER if title == "Sign-off" else 1
        assert rows(saved, title, header, undo=str) == rows(ours, title, header)
    sheet = saved["Sign-off"]
    assert sheet.protection.sheet
    assert {each.type for each in sheet.data_validations.dataValidation} == {"list", "textLength", "date", "custom"}
    assert not sheet["I5"].protection.locked
    assert sheet["A5"].protection.locked
    assert len(saved["Summary"]._charts) == 1  # noqa: SLF001 - openpyxl has no other name for it


ARCHIVED = {**GOOD, "case": {**GOOD["case"], "archived": True}}


def test_a_case_that_is_held_back_though_nothing_of_it_is_open_is_work_too(tmp_path: Path) -> None:
    run_of_it = finished(tmp_path, ARCHIVED)
    assert run_of_it.verdicts() == {"review": 1}
    book = opened(written(run_of_it))
    (row,) = rows(book, "Findings")
    assert (row["Case"], row["Item"], row["Status"]) == (GOOD["case"]["id"], "", "review")
    assert "archived" in row["Why"]
    said = [cell.value for cell in book["Summary"]["B"] if cell.value]
    assert "Nothing is open." not in said
    assert "No item that is listed is open; 1 case may not go on: see Cases." in said


def test_where_only_some_items_are_listed_the_others_are_not_said_to_be_fine(
    tmp_path: Path, kyccheck: Kyccheck
) -> None:
    case = spoiled()
    case["case"]["stage"] = "draft"
    (tmp_path / "case.json").write_text(json.dumps(case))
    kyccheck("audit", "case.json", "--item", "3", "-o", "audit.xlsx")
    book = load_workbook(tmp_path / "audit.xlsx")
    assert (
        str(book["Findings"]["A2"].value)
        == "No item that is listed is open; the sheet Cases says which cases may not go on."
    )
