"""The round trip as a user makes it: audit, fill in, feed back or sign off."""

import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kyccheck.decisions.questionnaire import COLUMNS, SHEET
from kyccheck.lock import held
from sign_off_book import ANSWER, HEADER, fill, rows, write
from support import PROJECT, Kyccheck

DEAL = PROJECT / "examples" / "deal.json"


@pytest.fixture
def book(tmp_path: Path, kyccheck: Kyccheck) -> Path:
    path = tmp_path / "audit.xlsx"
    write(path, rows(kyccheck("audit", DEAL, "-f", "json").json))
    return path


def statuses(kyccheck: Kyccheck, *arguments: object) -> dict[str, str]:
    report: Any = kyccheck("audit", DEAL, "-f", "json", *arguments).json
    return {result["item"]: result["status"] for result in report["cases"][0]["results"]}


def test_answers_go_into_a_file_and_close_what_they_answer(tmp_path: Path, book: Path, kyccheck: Kyccheck) -> None:
    fill(book, ANSWER, {**ANSWER, "answer": "not_applicable"})
    ran = kyccheck("sign-off", book, "-o", "attestations.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "2 answers added to attestations.yaml" in ran.out
    assert (tmp_path / "attestations.yaml").stat().st_mode & 0o777 == 0o600
    before = statuses(kyccheck)
    assert (before["6"], before["7"]) == ("review", "review")
    for source in (book, "attestations.yaml"):
        after = statuses(kyccheck, "--attestations", source)
        assert (after["6"], after["7"]) == ("pass", "not_applicable")
        assert {**after, "6": "review", "7": "review"} == before


def test_two_at_once_keep_each_others_answers(tmp_path: Path, book: Path, kyccheck: Kyccheck) -> None:
    other = tmp_path / "other.xlsx"
    other.write_bytes(book.read_bytes())
    fill(book, ANSWER)
    fill(other, {}, ANSWER)
    words = [[sys.executable, "-m", "kyccheck", "sign-off", str(one), "-o", "a.yaml"] for one in (book, other)]
    with held(tmp_path / "a.yaml"):  # both are ready before either may write
        running = [subprocess.Popen(one, cwd=tmp_path, stdout=subprocess.DEVNULL) for one in words]
        time.sleep(2)
    assert [one.wait() for one in running] == [0, 0]
    after = statuses(kyccheck, "--attestations", "a.yaml")
    assert (after["6"], after["7"]) == ("pass", "pass")


def test_the_same_workbook_twice_adds_nothing(tmp_path: Path, book: Path, kyccheck: Kyccheck) -> None:
    fill(book, ANSWER)
    kyccheck("sign-off", book, "-o", "attestations.yaml")
    content = (tmp_path / "attestations.yaml").read_bytes()
    ran = kyccheck("sign-off", book, "-o", "attestations.yaml")
    assert (ran.code, "1 stood there already" in ran.out) == (0, True)
    assert (tmp_path / "attestations.yaml").read_bytes() == content


def test_what_stood_in_the_file_stays(tmp_path: Path, book: Path, kyccheck: Kyccheck) -> None:
    entry = '{case: "1", item: "2", answer: fail, by: B C, on: 2026-01-01, evidence: seen, valid_for: 1y}'
    own = f"# ours, by hand\nattestations:   # all of them\n  - {entry}\n"
    (tmp_path / "attestations.yaml").write_text(own)
    fill(book, ANSWER)
    assert kyccheck("sign-off", book, "-o", "attestations.yaml").code == 0
    assert (tmp_path / "attestations.yaml").read_text().startswith(own)


def test_refused_rows_are_listed_with_all_that_was_typed_and_the_others_are_taken(
    tmp_path: Path, book: Path, kyccheck: Kyccheck
) -> None:
    fill(book, {**ANSWER, "answer": "maybe", "by": "Eve Poon", "evidence": "the\x0bscan".replace("\x0b", " ")}, ANSWER)
    ran = kyccheck("sign-off", book, "-o", "attestations.yaml", COLUMNS="400")
    assert ran.code == 1
    assert (
        f"row {HEADER + 1} of the sheet Sign-off: case 9876543210, item 6 (answer: maybe, by: Eve Poon, on: 2026-11-20"
        in ran.out
    )
    assert "evidence: the scan, valid for: 90d): unknown answer 'maybe'; allowed: pass" in ran.out
    assert 'item: "7"' in (tmp_path / "attestations.yaml").read_text()
    report = kyccheck("audit", DEAL, "-f", "json", "--attestations", book).json
    (notice,) = report["decisions"][0]["notices"]
    assert (notice["state"], notice["item"], "Eve Poon" in notice["says"]) == ("refused", "6", True)


def test_an_answer_that_contradicts_the_files_is_refused(tmp_path: Path, book: Path, kyccheck: Kyccheck) -> None:
    fill(book, ANSWER)
    kyccheck("sign-off", book, "-o", "attestations.yaml")
    content = (tmp_path / "attestations.yaml").read_bytes()
    fill(book, {**ANSWER, "answer": "fail"})
    ran = kyccheck("sign-off", book, "-o", "attestations.yaml", COLUMNS="400")
    assert (ran.code, "attestations.yaml:5 answers pass on the same day" in ran.out) == (1, True)
    assert (tmp_path / "attestations.yaml").read_bytes() == content


def test_beside_the_exports_stale_answers_are_refused(tmp_path: Path, book: Path, kyccheck: Kyccheck) -> None:
    fill(book, ANSWER, ANSWER)
    deal = json.loads(DEAL.read_text())
    deal["documents"][3]["name"] = "scan0007.pdf"
    (tmp_path / "deal.json").write_text(json.dumps(deal))
    ran = kyccheck("sign-off", book, "deal.json", "-o", "attestations.yaml", "--as-of", "2026-11-21", COLUMNS="400")
    assert ran.code == 1
    assert " ".join(ran.out.split()).count("the data or the question has changed since") == 2
    assert not (tmp_path / "attestations.yaml").exists()
    assert kyccheck("sign-off", book, DEAL, "-o", "attestations.yaml", "--as-of", "2026-11-21").code == 0


def test_exports_that_cannot_be_read_are_told_by_the_exit_code(tmp_path: Path, book: Path, kyccheck: Kyccheck) -> None:
    fill(book, ANSWER)
    (tmp_path / "broken.json").write_text('{"case": ')
    ran = kyccheck("sign-off", book, DEAL, "broken.json", "-o", "a.yaml", "--as-of", "2026-11-21")
    assert (ran.code, "1 answer added to a.yaml" in ran.out, "broken.json: " in ran.err) == (3, True, True)
    fill(book, ANSWER, {**ANSWER, "by": ""})
    assert kyccheck("sign-off", book, DEAL, "broken.json", "-o", "a.yaml", "--as-of", "2026-11-21").code == 3
    assert kyccheck("sign-off", book, DEAL, "-o", "a.yaml", "--as-of", "2026-11-21").code == 1


def test_answers_about_cases_that_may_be_in_an_unread_export_are_not_refused(
    tmp_path: Path, book: Path, kyccheck: Kyccheck
) -> None:
    fill(book, ANSWER, ANSWER)
    ran = kyccheck("sign-off", book, "none.json", "-o", "a.yaml", "--as-of", "2026-11-21", COLUMNS="400")
    assert ran.code == 3
    assert "2 rows not checked, and not added" in ran.out
    assert f"row {HEADER + 2} of the sheet Sign-off: case 9876543210, item 7 (answer: pass, by: Ada Lam" in ran.out
    assert "refused" not in ran.out
    assert not (tmp_path / "a.yaml").exists()
    (tmp_path / "other.json").write_text(DEAL.read_text().replace("9876543210", "55"))
    ran = kyccheck("sign-off", book, "other.json", "-o", "a.yaml", "--as-of", "2026-11-21", COLUMNS="400")
    assert (ran.code, " ".join(ran.out.split()).count("no such case is among those audited")) == (1, 2)
    (tmp_path / "other.json").write_text("{}")
    assert kyccheck("sign-off", book, "other.json", "-o", "a.yaml", "--as-of", "2026-11-21").code == 3


def test_rows_of_two_sheets_with_one_number_are_told_apart(tmp_path: Path, book: Path, kyccheck: Kyccheck) -> None:
    """The first row of the first sheet is stale, and that of the second is not."""
    fill(book, {**ANSWER, "on": date(2026, 1, 1), "valid_for": "30d"}, ANSWER)
    workbook = load_workbook(book)
    more = workbook.copy_worksheet(workbook[SHEET])
    more.title = f"{SHEET} (2)"
    more.delete_rows(HEADER + 1)
    workbook[SHEET].delete_rows(HEADER + 2)
    workbook.save(book)
    ran = kyccheck("sign-off", book, DEAL, "-o", "a.yaml", "--as-of", "2026-11-21", COLUMNS="400")
    assert (ran.code, "1 answer added" in ran.out, "1 row refused" in ran.out) == (1, True, True)
    assert f"row {HEADER + 1} of the sheet Sign-off: case 9876543210, item 6 (" in ran.out
    assert 'item: "7"' in (tmp_path / "a.yaml").read_text()
    more.cell(HEADER + 1, [column.name for column in COLUMNS].index("by") + 1).value = ""
    workbook.save(book)
    ran = kyccheck("sign-off", book, "-o", "b.yaml", COLUMNS="400")
    assert f"row {HEADER + 1} of the sheet Sign-off (2): case 9876543210, item 7 (" in ran.out
    report = kyccheck("audit", DEAL, "-f", "json", "--attestations", book).json
    (says,) = [one["says"] for one in report["decisions"][0]["notices"] if one["state"] == "refused"]
    assert says.startswith(f"row {HEADER + 1} of the sheet Sign-off (2) was filled in")


def test_an_encoding_can_be_named(tmp_path: Path, book: Path, kyccheck: Kyccheck) -> None:
    fill(book, ANSWER)
    (tmp_path / "deals.csv").write_bytes("Record ID,Deal Name,Deal Stage\n1,Caf\xe9,draft\n".encode("cp1252"))
    ran = kyccheck("sign-off", book, "deals.csv", "-o", "a.yaml")
    assert (ran.code, "--encoding cp1252" in ran.err) == (3, True)
    ran = kyccheck("sign-off", book, "deals.csv", "-o", "a.yaml", "--encoding", "cp1252")
    assert (ran.code, ran.err) == (1, "")


def test_what_cannot_be_done_is_refused(tmp_path: Path, book: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "broken.yaml").write_text("attestations: [")
    (tmp_path / "brackets.yaml").write_text("attestations: [\n]\n")
    fill(book, ANSWER)
    for arguments, says in (
        ((book,), "-o attestations.yaml"),
        ((book, "-o", book), "written to a .yaml file"),
        ((book, "-o", "x.txt"), "written to a .yaml file"),
        ((book, "-o", "broken.yaml"), "broken.yaml:"),
        ((book, "-o", "brackets.yaml"), "one below the other"),
        (("none.xlsx", "-o", "a.yaml"), "cannot be read"),
        ((DEAL, "-o", "a.yaml"), "is not a workbook"),
        ((PROJECT / "examples" / "odb-template.xlsx", "-o", "a.yaml"), "without a sheet 'Sign-off'"),
        ((book, "-o", "no/a.yaml"), "cannot be written"),
    ):
        ran = kyccheck("sign-off", *arguments)
        assert (ran.code, says in ran.err) == (2, True), (arguments, ran.err)
    assert not (tmp_path / "a.yaml").exists()


def test_a_workbook_that_nobody_filled_in_says_so(tmp_path: Path, book: Path, kyccheck: Kyccheck) -> None:
    ran = kyccheck("sign-off", book, "-o", "a.yaml")
    assert (ran.code, "no row of the Sign-off sheet is filled in" in ran.out) == (3, True)
    assert not (tmp_path / "a.yaml").exists()


def test_a_mapping_with_an_unknown_stage_is_refused_and_nothing_is_written(
    tmp_path: Path, book: Path, kyccheck: Kyccheck
) -> None:
    fill(book, ANSWER)
    stages = "dates: dmy\nstages:\n  in review: iod_chek\n"
    (tmp_path / "ours.yaml").write_text(stages)
    arguments = ("sign-off", book, DEAL, "-o", "a.yaml", "--as-of", "2026-11-21", "--mapping", "ours.yaml")
    ran = kyccheck(*arguments)
    meant = "ours.yaml:3: the mapping gives 'in review' the unknown stage 'iod_chek'; did you mean 'iod_check'?"
    assert (ran.code, ran.out, ran.err) == (2, "", f"kyccheck: {meant}\n")
    assert not (tmp_path / "a.yaml").exists()
    (tmp_path / "ours.yaml").write_text(stages.replace("chek", "check"))
    assert kyccheck(*arguments).code == 0
