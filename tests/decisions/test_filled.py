"""Rows of a filled Sign-off sheet: what counts, and what is refused by itself with all that was typed."""

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from deciding import CASE, attestation, audited_with, known, plan_of, result
from kyccheck.asking.shown import Audited
from kyccheck.audit.heart import audit
from kyccheck.decisions.files import read
from kyccheck.decisions.model import Decisions
from kyccheck.decisions.questionnaire import COLUMNS, SHEET
from kyccheck.errors import RefusedError
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from sign_off_book import ANSWER, HEADER, fill, rows, saved_by_libreoffice, write
from support import AS_OF

SAVED = Path(__file__).parent / "filled" / "saved-by-libreoffice.xlsx"
"""The workbook of this file's own case: rows judged and bare answered, then opened and saved by LibreOffice 7.4."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "audit.xlsx"
    write(path, rows({"cases": [audited_with(tmp_path, "")]}))
    return path


def decided(folder: Path, book: Path) -> Audited:
    """Audit the case with the answers of a workbook."""
    plan = plan_of(folder)
    (found,) = Reading(find_inputs([str(folder / "case.json")]), Mapping()).cases()
    return audit(found, [plan], decisions=taken(folder, book))


def taken(folder: Path, book: Path) -> Decisions:
    return read([book], known(plan_of(folder)))


def why_refused(folder: Path, book: Path) -> list[str]:
    return [notice.says for file in taken(folder, book).files for notice in file.refused]


def test_a_filled_workbook_closes_what_it_answers(tmp_path: Path, book: Path) -> None:
    fill(book, ANSWER, {**ANSWER, "answer": "fail"}, {}, {**ANSWER, "answer": "not_applicable"})
    audited = decided(tmp_path, book)
    assert {item: result(audited, item)["status"] for item in ("judged", "bare", "apart", "part")} == {
        "judged": "pass", "bare": "fail", "apart": "review", "part": "not_applicable",
    }  # fmt: skip
    assert why_refused(tmp_path, book) == []
    assert result(audited, "judged")["attestation"]["path"] == "audit.xlsx"
    assert result(audited, "judged")["attestation"]["line"] == HEADER + 1


@pytest.mark.parametrize("broken", ["=A1", "#REF!", '=HYPERLINK("x","Ada Lam")'])
@pytest.mark.parametrize("name", ["answer", "by", "on", "evidence", "valid_for"])
def test_what_a_spreadsheet_could_not_work_out_is_nobodys_word(
    name: str, broken: str, tmp_path: Path, book: Path
) -> None:
    fill(book, {**ANSWER, name: broken})
    assert result(decided(tmp_path, book), "judged")["status"] == "review"
    (why,) = why_refused(tmp_path, book)
    assert "an error of the spreadsheet, or a formula; write the words" in why


def test_an_unfilled_workbook_says_nothing(tmp_path: Path, book: Path) -> None:
    assert taken(tmp_path, book).attestations == ()
    assert why_refused(tmp_path, book) == []


@pytest.mark.parametrize("on", [date(2026, 11, 20), datetime(2026, 11, 20), "2026-11-20", " 2026-11-20 "])  # noqa: DTZ001
def test_a_day_may_be_a_day_or_text(tmp_path: Path, book: Path, on: object) -> None:
    fill(book, {**ANSWER, "on": on})
    assert result(decided(tmp_path, book), "judged")["status"] == "pass"


@pytest.mark.parametrize(("period", "until"), [("90d", "2027-02-18"), ("12 weeks", "2027-02-12"), ("6 Months", "2027-05-20"), ("1 year", "2027-11-20")])  # fmt: skip
def test_a_period_may_be_written_out(tmp_path: Path, book: Path, period: str, until: str) -> None:
    fill(book, {**ANSWER, "valid_for": period})
    assert result(decided(tmp_path, book), "judged")["attestation"]["valid_until"] == until


@pytest.mark.parametrize("answer", ["Pass", "PASS ", "Not applicable", "not-applicable"])
def test_an_answer_may_be_typed_in_other_letters(tmp_path: Path, book: Path, answer: str) -> None:
    fill(book, {**ANSWER, "answer": answer})
    assert result(decided(tmp_path, book), "judged")["status"] in ("pass", "not_applicable")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"case": "78"}, "is not as it was written"),
        ({"case": 78}, "is not as it was written"),
        ({"checklist": "kyc"}, "is not as it was written"),
        ({"item": "bare"}, "is not as it was written"),
        ({"question": "Judged?"}, "is not as it was written"),
        ({"fingerprint": "0" * 16}, "is not as it was written"),
        ({"seal": "0" * 16}, "is not as it was written"),
        ({"seal": None}, "is not as it was written"),
        ({"answer": None}, "gives no answer"),
        ({"answer": "yes"}, "unknown answer 'yes'; allowed: pass, fail, not_applicable"),
        ({"answer": "passs"}, "did you mean 'pass'?"),
        ({"answer": True}, "unknown answer 'TRUE'"),
        ({"answer": "=1/0"}, "an error of the spreadsheet"),
        ({"by": None}, "does not say by whom"),
        ({"by": "-"}, "does not say by whom"),
        ({"by": 4711}, "does not say by whom"),
        ({"on": None}, "it lacks the day"),
        ({"on": "20/11/2026"}, "'20/11/2026' is not a date"),
        ({"on": "2026-02-30"}, "'2026-02-30' is not a date"),
        ({"on": "yesterday"}, "'yesterday' is not a date"),
        ({"on": 46346}, "'46346' is not a date"),
        ({"on": datetime(2026, 11, 20, 9, 30)}, "is not a date"),  # noqa: DTZ001
        ({"evidence": None}, "does not say on what evidence"),
        ({"evidence": "n/a"}, "does not say on what evidence"),
        ({"evidence": True}, "write in words what was looked at"),
        ({"evidence": "Yes"}, "write in words what was looked at"),
        ({"by": True}, "does not say by whom"),
        ({"valid_for": None}, "how long the answer holds"),
        ({"valid_for": 90}, "how long the answer holds"),
        ({"valid_for": "0d"}, "how long the answer holds"),
        ({"valid_for": "for good"}, "how long the answer holds"),
        ({"valid_for": "9999y"}, "how long the answer holds"),
    ],
)
def test_a_row_that_cannot_count_is_refused_and_the_others_do(
    tmp_path: Path, book: Path, changed: dict[str, object], says: str
) -> None:
    fill(book, {**ANSWER, **changed}, ANSWER)
    (refused,) = why_refused(tmp_path, book)
    assert says in refused
    typed = {**ANSWER, **changed}
    for name in ("by", "evidence", "answer"):
        if isinstance(typed[name], str) and not str(typed[name]).startswith("="):
            assert f"{name}: {typed[name]}" in refused
    audited = decided(tmp_path, book)
    assert (result(audited, "judged")["status"], result(audited, "bare")["status"]) == ("review", "pass")


def test_a_row_of_another_items_answer_is_no_answer_to_this_one(tmp_path: Path, book: Path) -> None:
    """Two rows whose seals were swapped, as sorting a part of the columns does."""
    workbook = load_workbook(book)
    sheet = workbook[SHEET]
    seal = len(COLUMNS)
    first, second = sheet.cell(HEADER + 1, seal).value, sheet.cell(HEADER + 2, seal).value
    sheet.cell(HEADER + 1, seal).value, sheet.cell(HEADER + 2, seal).value = second, first
    workbook.save(book)
    fill(book, ANSWER, ANSWER)
    assert len(why_refused(tmp_path, book)) == 2


def test_an_item_that_no_checklist_has_is_refused_by_its_row(tmp_path: Path, book: Path) -> None:
    made = rows({"cases": [audited_with(tmp_path, "")]})
    from kyccheck.decisions.questionnaire import seal

    forged = {**made[0], "item": "judgedd"}
    write(book, [{**forged, "seal": seal(forged)}, made[1]])
    fill(book, ANSWER, ANSWER)
    (refused,) = why_refused(tmp_path, book)
    assert "no checklist has the item 'judgedd'; did you mean 'judged'?" in refused
    assert result(decided(tmp_path, book), "bare")["status"] == "pass"


def test_rows_that_contradict_each_other_are_both_refused(tmp_path: Path, book: Path) -> None:
    made = rows({"cases": [audited_with(tmp_path, "")]})
    write(book, [made[0], made[0], made[1], made[1]])
    fill(book, ANSWER, {**ANSWER, "answer": "fail"}, ANSWER, ANSWER)
    assert ["another row answers the same item" in says for says in why_refused(tmp_path, book)] == [True, True]
    audited = decided(tmp_path, book)
    assert (result(audited, "judged")["status"], result(audited, "bare")["status"]) == ("review", "pass")


OLDER: dict[str, Any] = {**ANSWER, "on": date(2026, 11, 19)}
NEWER: dict[str, Any] = {**ANSWER, "answer": "fail"}


def standing(folder: Path, book: Path, *answers: dict[str, Any], as_of: date = AS_OF) -> Audited:
    """Item judged, with its pass of 2026-11-19 in a file and the answers of a workbook; item bare likewise."""
    plan = plan_of(folder, as_of=as_of)
    open_items = rows({"cases": [audited_with(folder, "")]})
    prints = {row["item"]: row["fingerprint"] for row in open_items}
    text = "".join(
        attestation(item, prints[item], on="2026-11-19").removeprefix("attestations:\n" if place else "")
        for place, item in enumerate(("judged", "bare"))
    )
    (folder / "older.yaml").write_text(text)
    fill(book, *answers)
    (found,) = Reading(find_inputs([str(folder / "case.json")]), Mapping()).cases()
    return audit(found, [plan], decisions=read([folder / "older.yaml", book], known(plan)))


@pytest.mark.parametrize(
    "slip",
    [
        {"valid_for": "for ever"}, {"evidence": None}, {"by": None}, {"on": None}, {"on": "21/11/2026"},
        {"answer": "failed"}, {"answer": None}, {"answer": "=1/0"}, {"seal": "0" * 16}, {"fingerprint": "0" * 16},
        {"answer": "pass", "valid_for": "for ever"}, {"on": date(2026, 11, 19), "valid_for": "for ever"},
    ],
)  # fmt: skip
def test_no_older_answer_stands_in_for_a_newer_one_that_is_refused(
    tmp_path: Path, book: Path, slip: dict[str, Any]
) -> None:
    audited = standing(tmp_path, book, {**NEWER, **slip})
    found = result(audited, "judged")
    assert (found["status"], found["attestation"]["counts"]) == ("review", False)
    assert "could not be read, and is listed as refused: correct that one, or answer anew" in found["reason"]
    assert result(audited, "bare")["status"] == "pass"
    assert [(one["item"], one["state"]) for one in audited["decisions"]] == [("judged", "ineffective")]


def test_no_older_answer_stands_in_for_two_that_contradict_each_other(tmp_path: Path, book: Path) -> None:
    made = rows({"cases": [audited_with(tmp_path, "")]})
    write(book, [made[0], made[0]])
    assert result(standing(tmp_path, book, ANSWER, NEWER), "judged")["status"] == "review"


@pytest.mark.parametrize(
    ("row", "as_of"),
    [
        ({**NEWER, "on": date(2026, 11, 18), "valid_for": "for ever"}, AS_OF),
        ({**NEWER, "on": date(2026, 11, 20), "valid_for": "for ever"}, date(2026, 11, 19)),
        ({**OLDER, "valid_for": "for ever"}, AS_OF),
        ({"by": "Ada Lam", "on": date(2026, 11, 20), "valid_for": "90d"}, AS_OF),
    ],
)
def test_a_row_that_is_older_or_of_later_or_says_nothing_leaves_an_answer_as_it_is(
    tmp_path: Path, book: Path, row: dict[str, Any], as_of: date
) -> None:
    assert result(standing(tmp_path, book, row, as_of=as_of), "judged")["status"] == "pass"


def test_a_newer_answer_settles_what_an_unread_one_left_open(tmp_path: Path, book: Path) -> None:
    row = {**NEWER, "on": date(2026, 11, 18), "valid_for": "for ever"}
    made = rows({"cases": [audited_with(tmp_path, "")]})
    write(book, [made[0], made[0]])
    assert result(standing(tmp_path, book, row, ANSWER), "judged")["status"] == "pass"


def test_an_answer_is_not_taken_where_a_newer_row_of_the_book_is_refused(tmp_path: Path, book: Path) -> None:
    made = rows({"cases": [audited_with(tmp_path, "")]})
    write(book, [made[0], made[0], made[1]])
    fill(book, OLDER, {**NEWER, "valid_for": "for ever"}, ANSWER)
    assert [one.item for one in taken(tmp_path, book).attestations] == ["bare"]
    assert any("another row answers the same item, may be newer" in says for says in why_refused(tmp_path, book))


def test_a_stale_row_does_not_count_and_is_listed_with_what_was_said(tmp_path: Path, book: Path) -> None:
    fill(book, ANSWER)
    changed = {**CASE, "company": {**CASE["company"], "name": "Amber Quay Ltd"}}
    audited_with(tmp_path, "", changed)
    audited = decided(tmp_path, book)
    assert result(audited, "judged")["status"] == "review"
    assert (
        "was answered pass by Ada Lam on 2026-11-20; the data or the question has changed"
        in audited["decisions"][0]["says"]
    )
    assert result(audited, "judged")["attestation"]["evidence"] == ANSWER["evidence"]


def test_columns_may_be_moved_and_others_added(tmp_path: Path, book: Path) -> None:
    fill(book, ANSWER)
    workbook = load_workbook(book)
    sheet = workbook[SHEET]
    sheet.insert_cols(3)
    sheet.cell(HEADER, 3, "My notes")
    sheet.move_range(f"A{HEADER}:A20", cols=20)
    workbook.save(book)
    assert result(decided(tmp_path, book), "judged")["status"] == "pass"


@pytest.mark.parametrize("lost", ["Seal", "Case", "Answer", "Fingerprint"])
def test_a_sheet_that_lost_a_column_is_refused(tmp_path: Path, book: Path, lost: str) -> None:
    fill(book, ANSWER)
    workbook = load_workbook(book)
    sheet = workbook[SHEET]
    place = [column.header for column in COLUMNS].index(lost) + 1
    sheet.cell(HEADER, place).value = "other"
    workbook.save(book)
    with pytest.raises(RefusedError, match=f"audit.xlsx:{HEADER}: the column '{lost}' stands not at all"):
        taken(tmp_path, book)


def test_a_workbook_without_the_sheet_or_without_its_headers_is_refused(tmp_path: Path, book: Path) -> None:
    write(book, [], sheet_name="Other")
    with pytest.raises(RefusedError, match="without a sheet 'Sign-off'"):
        taken(tmp_path, book)
    workbook = Workbook()
    workbook.create_sheet(SHEET)["A1"] = "Case"
    workbook.save(book)
    with pytest.raises(RefusedError, match="has no header row"):
        taken(tmp_path, book)
    book.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(RefusedError, match=r"audit\.xlsx"):
        taken(tmp_path, book)


def test_a_sheet_that_goes_on_in_another_one_is_read_on(tmp_path: Path, book: Path) -> None:
    fill(book, ANSWER)
    workbook = load_workbook(book)
    more = workbook.copy_worksheet(workbook[SHEET])
    more.title = f"{SHEET} 2"
    workbook.save(book)
    assert len(taken(tmp_path, book).attestations) == 1


def test_a_sheet_of_notes_beside_it_is_not_taken_for_it(tmp_path: Path, book: Path) -> None:
    fill(book, ANSWER)
    workbook = load_workbook(book)
    workbook.create_sheet("Sign-off notes")["A1"] = "mine"
    workbook.save(book)
    assert len(taken(tmp_path, book).attestations) == 1


def test_what_libreoffice_saved_counts(tmp_path: Path) -> None:
    audited_with(tmp_path, "")
    shutil.copy(SAVED, tmp_path / "audit.xlsx")
    audited = decided(tmp_path, tmp_path / "audit.xlsx")
    assert why_refused(tmp_path, tmp_path / "audit.xlsx") == []
    assert (result(audited, "judged")["status"], result(audited, "bare")["status"]) == ("pass", "fail")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_what_libreoffice_saves_now_counts(tmp_path: Path, book: Path) -> None:
    fill(book, ANSWER, {**ANSWER, "answer": "fail", "on": "2026-11-19"})
    saved_by_libreoffice("soffice", book)
    audited = decided(tmp_path, book)
    assert why_refused(tmp_path, book) == []
    assert (result(audited, "judged")["status"], result(audited, "bare")["status"]) == ("pass", "fail")
