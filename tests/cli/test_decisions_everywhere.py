"""One function decides: no output and no command shows another answer than the others."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from deciding import CASE, CHECKLIST, attestation, fingerprint, waiver
from sign_off_book import ANSWER, fill, rows, write
from support import PROJECT, Kyccheck

OPEN = ("error", "fail", "review", "unknown")


def rest(text: str) -> str:
    return text.split("\n", 1)[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case with decisions of every kind: that count, lapsed, early, stale, unused, ineffective, dangling."""
    print_ = fingerprint(tmp_path, "judged")
    attestations = (
        attestation("judged", print_, valid_for="2d"),
        attestation("bare", "0" * 16),
        attestation("apart", fingerprint(tmp_path, "apart"), by="Sam Ho"),
        attestation("part", fingerprint(tmp_path, "part"), answer="not_applicable"),
        attestation("two", fingerprint(tmp_path, "two"), answer="fail"),
        attestation("holds", "0" * 16),
    )
    waivers = (
        waiver("phone"),
        waiver("whole", expires="2026-11-20"),
        waiver("one", approved_on="2026-11-22"),
        waiver("two", case="78"),
        waiver("sum"),
    )
    (tmp_path / "attestations.yaml").write_text("attestations:\n" + "".join(map(rest, attestations)))
    (tmp_path / "waivers.yaml").write_text("waivers:\n" + "".join(map(rest, waivers)))
    (tmp_path / "small.yaml").write_text(CHECKLIST)
    (tmp_path / "case.json").write_text(json.dumps(CASE))
    return tmp_path


BOTH = ("--waivers", "waivers.yaml", "--attestations", "attestations.yaml")
COMMAND = ("audit", "case.json", "-c", "small.yaml", *BOTH)


def test_every_output_shows_the_same_status_for_each_item(folder: Path, kyccheck: Kyccheck) -> None:
    files = ("out.json", "out.ndjson", "out.csv", "out.md")
    ran = kyccheck(*COMMAND, "-f", "json", "--all", *(word for name in files for word in ("-o", name)))
    case: Any = ran.json["cases"][0]
    expected = {result["item"]: result["status"] for result in case["results"]}
    assert expected == {
        "phone": "waived", "judged": "pass", "bare": "review", "apart": "review", "strict": "fail", "later": "not_due",
        "holds": "pass", "whole": "fail", "part": "not_applicable", "sum": "fail", "one": "fail", "two": "fail",
    }  # fmt: skip
    assert json.loads((folder / "out.json").read_text()) == ran.json
    assert json.loads((folder / "out.ndjson").read_text()) == case
    table = list(csv.DictReader(io.StringIO((folder / "out.csv").read_text("utf-8-sig"))))
    assert {row["item"]: row["status"] for row in table if row["case"] == "77"} == expected
    terminal = kyccheck(*COMMAND, "--all").out
    for item, status in expected.items():
        word = status.replace("_", " ")
        title = item.capitalize()
        if status in OPEN and item != "sum":
            assert re.search(rf"^  {word:7} {item} {title}$", terminal, re.MULTILINE), item
        assert re.search(rf"^  {word:14} {item} {title}:", terminal, re.MULTILINE) or status in OPEN, item
    markdown = (folder / "out.md").read_text()
    chased = set(re.findall(r"^- \[ \] \*\*(\w+) \w+\*\* \(to \w+\)", markdown, re.MULTILINE))
    assert chased == {item for item, status in expected.items() if status in OPEN and item != "sum"}


@pytest.mark.usefixtures("folder")
def test_every_report_lists_what_does_not_count(kyccheck: Kyccheck) -> None:
    ran = kyccheck(*COMMAND, "-f", "json")
    notices = [one for file in ran.json["decisions"] for one in file["notices"]]
    states = {(one["kind"], one["item"]): one["state"] for one in notices}
    assert states == {
        ("attestation", "bare"): "ineffective", ("attestation", "apart"): "ineffective",
        ("attestation", "holds"): "unused", ("waiver", "whole"): "expired", ("waiver", "one"): "not_yet_valid",
        ("waiver", "two"): "dangling", ("waiver", "sum"): "ineffective",
    }  # fmt: skip
    assert [file["path"] for file in ran.json["decisions"]] == ["waivers.yaml", "attestations.yaml"]
    assert "waivers.yaml:5: the waiver for case 78, item two is for nothing that was audited" in ran.err
    for form in ("terminal", "markdown"):
        text = " ".join(kyccheck(*COMMAND, "-f", form).out.split())
        for one in notices:
            assert f"{one['kind']}, case {one['case']}, item {one['item']}: {one['says'].split(';')[0]}" in text, form
    mine = [one for one in notices if one["state"] != "dangling"]
    case = json.loads(kyccheck(*COMMAND, "-f", "ndjson").out)
    assert sorted(case["decisions"], key=str) == sorted(mine, key=str)
    table = list(csv.DictReader(io.StringIO(kyccheck(*COMMAND, "-f", "csv").out)))
    for one in notices:
        (cell,) = [row["decision"] for row in table if (row["case"], row["item"]) == (one["case"], one["item"])]
        assert one["says"] in cell


def test_a_file_of_decisions_for_many_cases_does_not_hide_what_is_said_of_this_one(
    folder: Path, kyccheck: Kyccheck
) -> None:
    many = [waiver("two", case=str(number)) for number in range(1000, 1060)]
    (folder / "waivers.yaml").write_text(
        "waivers:\n" + "".join(map(rest, (*many, waiver("whole", expires="2026-11-20"))))
    )
    ran = kyccheck(*COMMAND, "-f", "json")
    assert sum(one["state"] == "dangling" for file in ran.json["decisions"] for one in file["notices"]) == 60
    assert ran.err.count("for nothing that was audited") == 5
    assert "and 55 more decisions that do not count; a report in JSON lists them all" in ran.err
    for form in ("terminal", "markdown"):
        text = kyccheck(*COMMAND, "-f", form).out
        assert text.index("case 77, item whole") < text.index("case 1000, item two")
        assert (text.count("item two:"), "and 55 more" in text) == (5, True)
    assert kyccheck(*COMMAND, "--all").out.count("item two:") == 60


@pytest.mark.usefixtures("folder")
def test_the_report_is_as_its_schema_says(kyccheck: Kyccheck) -> None:
    schema = json.loads((PROJECT / "src/kyccheck/reports/report.schema.json").read_text())
    for more in ((), ("--all",), ("--no-waivers",)):
        jsonschema.Draft202012Validator(schema).validate(kyccheck(*COMMAND, "-f", "json", *more).json)


@pytest.mark.usefixtures("folder")
def test_what_runs_out_is_what_counts(kyccheck: Kyccheck) -> None:
    ran = kyccheck(
        "expiring", "case.json", "-c", "small.yaml", *BOTH, "-f", "json", "--as-of", "2026-11-21", "--within", "1y"
    )
    found = {(one["case"], one["item"], one["expired"]) for one in ran.json["expiring"]}
    assert found == {
        ("77", "phone", False), ("77", "judged", False), ("77", "part", False), ("77", "two", False),
        ("77", "whole", True), ("78", "two", False),
    }  # fmt: skip


@pytest.mark.usefixtures("folder")
def test_without_waivers_nothing_is_waived(kyccheck: Kyccheck) -> None:
    ran = kyccheck(*COMMAND, "--no-waivers", "-f", "json")
    results = {result["item"]: result for result in ran.json["cases"][0]["results"]}
    assert (results["phone"]["status"], results["judged"]["status"]) == ("fail", "pass")
    assert not [result for result in results.values() if result["waiver"]]
    assert [file["path"] for file in ran.json["decisions"]] == ["attestations.yaml"]


@pytest.mark.usefixtures("folder")
def test_one_case_by_itself_is_as_it_is_among_all(kyccheck: Kyccheck) -> None:
    whole = kyccheck(*COMMAND, "-f", "json").json
    one = kyccheck(*COMMAND, "-f", "json", "--case", "77").json
    assert one["cases"] == whole["cases"]
    assert [notice["state"] for file in one["decisions"] for notice in file["notices"]].count("dangling") == 0
    some = kyccheck(*COMMAND, "-f", "json", "--item", "phone").json["cases"][0]
    assert some["results"] == [whole["cases"][0]["results"][0]]
    assert some["verdict"] == whole["cases"][0]["verdict"]


def test_the_same_inputs_and_decisions_give_the_same_bytes(folder: Path, kyccheck: Kyccheck, tmp_path: Path) -> None:
    first = kyccheck(*COMMAND, "-f", "json").raw
    away = tmp_path / "elsewhere"
    away.mkdir()
    for name in ("case.json", "small.yaml", "waivers.yaml", "attestations.yaml"):
        (away / name).write_bytes((folder / name).read_bytes())
    assert kyccheck(*COMMAND, "-f", "json", cwd=away).raw == first


def test_a_book_and_the_file_made_of_it_decide_alike(folder: Path, kyccheck: Kyccheck) -> None:
    book = folder / "audit.xlsx"
    write(book, rows(kyccheck("audit", "case.json", "-c", "small.yaml", "-f", "json").json))
    fill(book, ANSWER, ANSWER, {**ANSWER, "by": "Sam Ho"}, {**ANSWER, "answer": "not_applicable"})
    assert kyccheck("sign-off", book, "-o", "taken.yaml", "-c", "small.yaml").code == 0
    reports = [
        kyccheck("audit", "case.json", "-c", "small.yaml", "--attestations", file, "-f", "json").json["cases"][0]
        for file in ("audit.xlsx", "taken.yaml")
    ]
    told = [[(result["item"], result["status"], result["reason"]) for result in case["results"]] for case in reports]
    assert told[0] == told[1]
    refused = kyccheck("sign-off", book, "case.json", "-o", "held.yaml", "-c", "small.yaml", "--as-of", "2026-11-21")
    assert refused.code == 1
    assert "item apart" in refused.out


def test_decisions_of_a_refused_file_audit_nothing(folder: Path, kyccheck: Kyccheck) -> None:
    (folder / "waivers.yaml").write_text(waiver("strict"))
    ran = kyccheck(*COMMAND, "-o", "out.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("kyccheck: waivers.yaml:2: item 'strict' of small cannot be waived")
    assert not (folder / "out.json").exists()
    assert kyccheck("audit", "case.json", "--waivers", "none.yaml").code == 2


def test_a_report_does_not_overwrite_the_decisions(folder: Path, kyccheck: Kyccheck) -> None:
    (folder / "w.md").write_text(waiver("phone"))
    ran = kyccheck("audit", "case.json", "-c", "small.yaml", "--waivers", "w.md", "-o", "w.md")
    assert (ran.code, "would destroy it" in ran.err) == (2, True)


def test_the_examples_are_decided_on(kyccheck: Kyccheck) -> None:
    given = ("--waivers", "examples/waivers.yaml", "--attestations", "examples/attestations.yaml")
    ran = kyccheck("audit", "examples/deal.json", *given, "-f", "json", cwd=PROJECT)
    results = {result["item"]: result for result in ran.json["cases"][0]["results"]}
    assert results["7"]["status"] == "waived"
    now = results["6"]["fingerprint"]
    assert results["6"]["status"] == "pass", f"put the fingerprint {now} into examples/attestations.yaml"
    assert [file["notices"] for file in ran.json["decisions"]] == [[], []]
    later = kyccheck("audit", "examples/deal.json", *given, "-f", "json", "--as-of", "2026-12-01", cwd=PROJECT)
    assert [one["state"] for file in later.json["decisions"] for one in file["notices"]] == ["expired"]


def test_what_was_typed_acts_on_nothing(folder: Path, kyccheck: Kyccheck) -> None:
    evil = "=HYPERLINK(1) \u202e\x1b[31m <script> [x](http://x)"
    text = waiver("phone", reason=evil, ref=evil) + attestation("bare", fingerprint(folder, "bare"), evidence=evil)
    (folder / "waivers.yaml").write_text(text.replace("\\u001b", "\\x1b"))
    for form in ("terminal", "markdown", "csv", "json"):
        ran = kyccheck("audit", "case.json", "-c", "small.yaml", "--waivers", "waivers.yaml", "-f", form)
        assert ran.code == 1, ran.err
        assert "\x1b" not in ran.out
        assert "\u202e" not in ran.out
        assert form != "markdown" or "<script>" not in ran.out.replace("\\<", "")
