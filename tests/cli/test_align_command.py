"""`kyccheck align`, as provisioning runs it: whole pages at three widths, every format, every exit code."""

import copy
import csv
import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from kyccheck.reports._page import width_of
from support import GOOD, PROJECT, Kyccheck

GOLDEN = Path(__file__).parent / "golden"
EXAMPLE = PROJECT / "examples/alignment"


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_page_looks_as_it_was_approved(width: int, kyccheck: Kyccheck) -> None:
    ran = kyccheck("align", EXAMPLE, COLUMNS=str(width))
    assert ran.out == (GOLDEN / f"align-{width}.txt").read_text("utf-8")
    assert all(width_of(line) <= width for line in ran.out.splitlines())
    assert (ran.code, ran.err) == (1, "")


def test_what_differs_is_marked_by_style_on_a_terminal_and_by_brackets_elsewhere(kyccheck: Kyccheck) -> None:
    coloured = kyccheck("align", EXAMPLE, FORCE_COLOR="1").out
    assert "2546 01\x1b[1;4;31m71\x1b[0m" in coloured
    assert "[71]" not in coloured
    plain = kyccheck("align", EXAMPLE, FORCE_COLOR="1", NO_COLOR="1").out
    assert "2546 01[71]" in plain
    assert "\x1b" not in plain


def test_the_example_has_one_of_each(kyccheck: Kyccheck) -> None:
    ran = kyccheck("align", EXAMPLE, "-f", "json")
    (case,) = ran.json["cases"]
    assert ran.json["report"] == "kyccheck-align/1"
    assert ran.json["summary"] == {"cases": 1, "results": {"misaligned": 2, "absent": 3, "review": 1, "aligned": 14}}
    rows = [row for row in reversed(case["rows"]) if row["item"] != "1c"]
    found = {row["field"]: (row["result"], row["why"]) for row in rows}
    assert found["plan"] == ("aligned", "the same as written")
    assert found["term"] == ("aligned", "both are 12 months")
    assert found["company name"] == ("aligned", "same but for upper and lower case, width or spacing")
    assert found["registration number"] == ("aligned", "the same as written")
    assert found["billing address"][0] == "review"
    assert found["billing contact phone"][0] == "misaligned"
    assert found["billing contact e-mail"] == ("absent", "the ODB account billing contact e-mail is blank")
    assert found["virtual number +85258081104"][0] == found["virtual number +85258081103"][0] == "absent"
    assert ran.json["unpaired"] == [
        {"what": "ODB account", "id": "ODB-70560", "name": "Quiet Harbour Books Limited", "file": "alignment/odb.xlsx", "at": "Accounts!3"}
    ]  # fmt: skip


def test_every_format_says_what_an_overlay_switches_off(tmp_path: Path, kyccheck: Kyccheck) -> None:
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text('extends: kyc\nswitch_off:\n  - {item: "9c", reason: "packages are for finance"}\n')
    asked = ("align", EXAMPLE, "-c", str(overlay))
    said = "item 9c of kyc is switched off: packages are for finance"
    assert said in " ".join(kyccheck(*asked).out.split())
    assert f"- {said.replace(' of kyc', '').capitalize()}" in kyccheck(*asked, "-f", "markdown").out
    ran = kyccheck(*asked, "-f", "json")
    assert ran.json["switched_off"] == [{"checklist": "kyc", "item": "9c", "reason": "packages are for finance"}]
    kyccheck(*asked, "-o", str(tmp_path / "table.xlsx"))
    rows = load_workbook(tmp_path / "table.xlsx")["Run"].iter_rows(values_only=True)
    assert ("switched off", "kyc 9c", "packages are for finance") in [row[:3] for row in rows]


def test_thousands_of_numbers_are_a_matter_of_seconds(tmp_path: Path, kyccheck: Kyccheck) -> None:
    """Each number is a row: were each looked for among all, it would be minutes (a limit that no machine is near)."""
    case = copy.deepcopy(GOOD)
    for section, first in (("odb", 0), ("csr", 1)):
        numbers = [
            {"number": f"+8525{place:07}", "country": "HK", "channels": 2} for place in range(first, first + 3000)
        ]
        case[section]["virtual_numbers"] = numbers
    (tmp_path / "case.json").write_text(json.dumps(case))
    started = os.times().children_user
    rows = kyccheck("align", tmp_path / "case.json", "-f", "json").json["cases"][0]["rows"]
    assert sum(row["field"].startswith("virtual number ") for row in rows) == 3001
    assert os.times().children_user - started < 30


def test_json_says_where_each_value_stands_and_which_one_rules(kyccheck: Kyccheck) -> None:
    (case,) = kyccheck("align", EXAMPLE, "-f", "json").json["cases"]
    row = next(row for row in case["rows"] if row["field"] == "billing contact phone")
    assert row["authority"] == "HubSpot billing contact"
    assert row["shown"] == [
        {"column": "record", "text": "2546 0171", "file": "alignment/deal.json", "at": "/contacts/0/phone", "rules": True, "marked": [[7, 9]]},
        {"column": "odb", "text": "+852 2546 0117", "file": "alignment/odb.xlsx", "at": "Accounts!J2", "rules": False, "marked": [[12, 14]]},
    ]  # fmt: skip
    ruled: dict[str, set[str]] = {}
    for row in case["rows"]:
        if len(row["shown"]) == 2:
            ruled.setdefault(row["item"], set()).update(one["column"] for one in row["shown"] if one["rules"])
    assert ruled == {
        "1c": {"identity"},
        "9a": {"identity", "csr", "record"},
        "9b": {"record"},
        "9c": {"csr"},
        "9d": {"csr"},
    }


def test_only_what_differs(kyccheck: Kyccheck) -> None:
    rows = kyccheck("align", EXAMPLE, "-f", "json", "--only", "differing").json["cases"][0]["rows"]
    assert len(rows) == 6
    assert "aligned" not in {row["result"] for row in rows}
    assert "Voice Pro" not in kyccheck("align", EXAMPLE, "--only", "differing").out


def test_markdown_is_a_table_with_brackets_that_are_seen(kyccheck: Kyccheck) -> None:
    lines = kyccheck("align", EXAMPLE, "-f", "markdown").out.splitlines()
    rows = [line for line in lines if line.startswith("| ")]
    assert len(rows) == 2 + 20
    assert all(len(re.split(r"(?<!\\)\|", row)) == 9 for row in rows)
    assert r"2546 01\[71\]\*" in next(row for row in rows if "contact phone" in row)


def test_files_of_every_kind(kyccheck: Kyccheck, tmp_path: Path) -> None:
    names = ["a.txt", "a.json", "a.csv", "a.md", "a.xlsx"]
    ran = kyccheck("align", EXAMPLE, *(part for name in names for part in ("-o", tmp_path / name)))
    assert ran.code == 1
    assert json.loads((tmp_path / "a.json").read_text()) == kyccheck("align", EXAMPLE, "-f", "json").json
    assert (tmp_path / "a.csv").read_bytes().decode("utf-8-sig") == kyccheck("align", EXAMPLE, "-f", "csv").raw.decode(
        "utf-8-sig"
    )
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Alignment", "Unpaired", "Run"]
    sheet = [["" if cell is None else cell for cell in row] for row in book["Alignment"].iter_rows(values_only=True)]
    shown = [dict(zip(sheet[0], row, strict=True)) for row in sheet[1:]]
    told = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    for mine, theirs in zip(shown, told, strict=True):
        for name in ("Case", "Item", "Field", "Result", "Why", "Checklist"):
            assert mine[name] == theirs[name.casefold()]
        for name in ("Deal / company", "Identity document", "CSR 106 form", "ODB"):
            text = theirs[{"ODB": "ODB", "CSR 106 form": "CSR 106 form"}.get(name, name.casefold())]
            assert mine[name] == text.removeprefix("'").replace("[", "").replace("]", "")
    assert len(rows) == 21
    assert [cell.value for cell in book["Unpaired"][2]][:2] == ["ODB account", "ODB-70560"]
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_the_workbook_is_the_same_bytes_and_marks_what_differs(kyccheck: Kyccheck, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        kyccheck("align", EXAMPLE, "--only", "differing", "--as-of", "2026-11-21", "-o", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    sheet = load_workbook(tmp_path / "a.xlsx", rich_text=True)["Alignment"]
    rows = {row[3].value: row for row in sheet.iter_rows(min_row=2)}
    phone = rows["billing contact phone"][8]
    assert isinstance(phone.value, CellRichText)
    assert [str(run) for run in phone.value if isinstance(run, TextBlock) and run.font.b] == ["17"]
    assert phone.fill.fgColor.rgb != rows["billing contact e-mail"][5].fill.fgColor.rgb


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\x1b[31mred", "\u202eevil", "a|b\nc", "<b>x</b>"])
def test_no_value_is_obeyed(name: str, kyccheck: Kyccheck, tmp_path: Path) -> None:
    case = copy.deepcopy(GOOD)
    case["odb"]["company_name"] = name
    case["case"]["title"] = name
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case))
    kyccheck("align", path, "-o", tmp_path / "a.xlsx", "-o", tmp_path / "a.csv", "-o", tmp_path / "a.md")
    for row in load_workbook(tmp_path / "a.xlsx")["Alignment"].iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n", "inlineStr")
            assert cell.value is None or isinstance(cell.value, str)
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]
    for text in (
        kyccheck("align", path).out,
        (tmp_path / "a.csv").read_text("utf-8"),
        (tmp_path / "a.md").read_text("utf-8"),
    ):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "<b>" not in (tmp_path / "a.md").read_text("utf-8").replace("\\<b\\>", "")


def write(folder: Path, case: dict[str, Any]) -> Path:
    path = folder / "case.json"
    path.write_text(json.dumps(case))
    return path


def test_exit_codes(kyccheck: Kyccheck, tmp_path: Path) -> None:
    good = write(tmp_path, GOOD)
    assert kyccheck("align", good).code == 0
    assert kyccheck("align", EXAMPLE, "--fail-on", "never").code == 0
    assert kyccheck("align", EXAMPLE, "--fail-on", "fail").code == 1
    case = copy.deepcopy(GOOD)
    case["odb"]["company_name"] = "Amber Quay Pte. Ltd."
    assert kyccheck("align", write(tmp_path, case)).code == 1
    assert kyccheck("align", write(tmp_path, case), "--fail-on", "fail").code == 0
    assert kyccheck("align", tmp_path / "nothing.json").code == 3
    assert kyccheck("align", EXAMPLE / "odb.xlsx").code == 3
    nobody = kyccheck("align", EXAMPLE, "--case", "1")
    assert (nobody.code, nobody.err) == (3, "kyccheck: --case: no case 1 in the files given\n")


def test_the_stage_hides_no_row(kyccheck: Kyccheck, tmp_path: Path) -> None:
    case = copy.deepcopy(GOOD)
    case["case"]["stage"] = "draft"
    assert len(kyccheck("align", write(tmp_path, case), "-f", "json").json["cases"][0]["rows"]) == 17


def test_a_case_with_nothing_to_compare_is_no_success(kyccheck: Kyccheck, tmp_path: Path) -> None:
    ticket = {"case": {"id": "7", "kind": "ticket", "title": "A lead", "stage": "bd01", "tags": ["bd01"]}}
    ran = kyccheck("align", write(tmp_path, ticket), "-c", "bd")
    assert ran.code == 3
    assert "nothing to compare" in ran.err
    assert "nothing to compare" in ran.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--only", "all"], "allowed: differing"), (["-f", "pdf"], "unknown format 'pdf'"), (["-f", "xlsx"], "-o alignment.xlsx"),
        (["-o", "a.pdf"], "unknown file ending '.pdf'; allowed: .csv"), (["--fail-on", "x"], "--fail-on 'x'"), (["--as-of", "soon"], "is not a date"),
        (["-c", "kcy"], "kcy"), (["-o", str(EXAMPLE / "odb.xlsx")], "would destroy it"),
    ],
)  # fmt: skip
def test_refused(arguments: list[str], words: str, kyccheck: Kyccheck) -> None:
    ran = kyccheck("align", EXAMPLE, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_a_workbook_by_name(kyccheck: Kyccheck, tmp_path: Path) -> None:
    assert kyccheck("align", EXAMPLE, "-f", "xlsx", "-o", tmp_path / "table").code == 1
    with (tmp_path / "table").open("rb") as handle:
        assert load_workbook(handle).sheetnames == ["Alignment", "Unpaired", "Run"]


def test_a_pipe_without_utf8_gets_escapes(kyccheck: Kyccheck, tmp_path: Path) -> None:
    case = copy.deepcopy(GOOD)
    case["odb"]["company_name"] = "港燈有限公司"
    assert kyccheck("align", write(tmp_path, case), PYTHONIOENCODING="ascii").raw.isascii()
