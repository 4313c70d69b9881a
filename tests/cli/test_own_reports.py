"""Reports that kyccheck wrote, among the exports that they were made from: the next night does not stumble over them."""

import json
import subprocess
from pathlib import Path

import openpyxl
import pytest

from cli.test_process import AUDIT, ENVIRONMENT
from cli.test_redact_command import KEY
from support import GOOD, Kyccheck

NAMES = ("audit.xlsx", "audit.json", "audit.ndjson", "audit.csv", "audit.md", "audit.txt")


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "deal.json").write_text(json.dumps(GOOD))
    return folder


def all_reports(exports: Path, kyccheck: Kyccheck, *options: str) -> list[str]:
    """Every report of every command that writes files, into the folder of the exports; their names."""
    deal = exports / "deal.json"
    writing = [word for name in NAMES for word in ("-o", exports / name)]
    kyccheck("audit", deal, *writing, "--ledger", exports / "ledger.ndjson", *options, **KEY)
    since = ("--since", exports / "audit.json", *options)
    kyccheck("audit", deal, "-o", exports / "since.xlsx", "-o", exports / "since.csv", *since, **KEY)
    kyccheck("align", deal, *(w for name in ("xlsx", "json", "csv", "md") for w in ("-o", exports / f"align.{name}")))
    for name in ("json", "csv", "md"):
        kyccheck("expiring", deal, "--within", "9y", "-o", exports / f"expiring.{name}")
    explained = kyccheck("explain", "1a", deal, "-f", "json").out
    (exports / "explain.json").write_text(explained)
    return sorted(path.name for path in exports.iterdir() if path.name != "deal.json")


@pytest.mark.parametrize("options", [[], ["--redact"]])
def test_each_report_in_a_folder_is_set_aside_in_one_line(
    exports: Path, options: list[str], kyccheck: Kyccheck
) -> None:
    alone = kyccheck("audit", exports, "-f", "json")
    written = all_reports(exports, kyccheck, *options)
    assert len(written) == len(NAMES) + 11
    for night in ("monday", "tuesday"):
        ran = kyccheck("audit", exports, "-f", "json", "-o", f"{night}.xlsx", "-o", exports / f"{night}.json")
        assert (ran.code, ran.json["problems"], ran.json["summary"]) == (alone.code, [], alone.json["summary"])
        (told,) = [line for line in ran.err.splitlines() if "set aside" in line]
        assert told.startswith(
            "kyccheck: set aside, since kyccheck wrote them: exports/align.csv, exports/align.json, "
        )
        assert told.endswith(f" and {len(written) - 7 + (night == 'tuesday')} more")
    assert kyccheck("align", exports, "-f", "json").json["problems"] == []


def test_a_report_that_is_named_is_a_problem(exports: Path, kyccheck: Kyccheck) -> None:
    written = [name for name in all_reports(exports, kyccheck) if not name.endswith((".md", ".txt"))]
    ran = kyccheck("audit", *(exports / name for name in written), exports / "deal.json", "-f", "json")
    assert ran.code == 3
    why = "is a report that kyccheck wrote, and no export; name the files that it was made from"
    assert {(one["path"], one["message"]) for one in ran.json["problems"]} == {(name, why) for name in written}


def test_what_is_somebody_elses_too_is_not_set_aside(exports: Path, kyccheck: Kyccheck) -> None:
    """A sheet that was added to the workbook, a case behind the lines of a report, a table of like columns."""
    all_reports(exports, kyccheck)
    book = openpyxl.load_workbook(exports / "audit.xlsx")
    book.create_sheet("Deals").append(["Deal ID", "Deal name"])
    book["Deals"].append(["77", "Harbour"])
    book.save(exports / "audit.xlsx")
    lines = (exports / "audit.ndjson").read_text()
    (exports / "audit.ndjson").write_text(f"{lines}{json.dumps(GOOD)}\n")
    (exports / "align.csv").write_text("case,kind,title,stage\n78,deal,Harbour,draft\n")
    ran = kyccheck("audit", exports, "-f", "json")
    assert ran.code == 3
    assert {"exports/audit.xlsx", "exports/audit.ndjson"} <= {one["path"] for one in ran.json["problems"]}
    assert {item["path"] for item in ran.json["inputs"] if item["source"]} >= {"exports/align.csv"}


@pytest.mark.parametrize("as_list", [False, True])
def test_what_stands_behind_a_line_of_a_report_is_read(as_list: bool, exports: Path, kyccheck: Kyccheck) -> None:
    """To look ahead for what is somebody's must not use it up. (The line also looks like a search that found nothing.)"""
    own = {"id": "4001", "kind": "deal", "stage_as_read": "", "bypassed": [], "verdict": "ready", "results": []}
    pages = [{"results": [{"id": f"40{page}", "properties": {"dealname": "Amber Quay"}}]} for page in range(10, 20)]
    lines = [json.dumps(one) for one in (own, *pages)]
    mixed = exports / ("mixed.json" if as_list else "mixed.ndjson")
    mixed.write_text(f"[{', '.join(lines)}]" if as_list else "\n".join(lines))
    for given in (exports, mixed):
        ran = kyccheck("audit", given, "-f", "json", "--limit", "document_bytes=500")
        found = next(one for one in ran.json["inputs"] if one["path"].endswith(mixed.name))
        assert (found["records"], found["used"]) == (10, 10)
        assert {f"40{page}" for page in range(10, 20)} <= {case["id"] for case in ran.json["cases"]}


def test_a_filled_workbook_still_gives_its_answers(exports: Path, kyccheck: Kyccheck) -> None:
    all_reports(exports, kyccheck)
    ran = kyccheck("audit", exports, "--attestations", exports / "audit.xlsx", "-f", "json")
    assert (ran.code, ran.json["problems"]) == (0, [])


@pytest.mark.parametrize("name", NAMES[:5])
def test_the_report_of_last_night_is_written_anew_where_it_lies(name: str, exports: Path, kyccheck: Kyccheck) -> None:
    for night in ("2026-11-20", "2026-11-21"):
        ran = kyccheck(
            "audit", exports, "-o", exports / name, "--ledger", exports / "l.ndjson", "--as-of", night, "-f", "json"
        )
        assert (ran.code, ran.json["problems"]) == (0, []), ran.err
        assert [item["path"] for item in ran.json["inputs"]] == ["exports/deal.json"]
    assert len((exports / "l.ndjson").read_text().splitlines()) == 2
    for command in ("align", "expiring"):
        for _ in "12":
            assert kyccheck(command, exports, "-o", exports / f"{command}.csv").code in (0, 1)


def test_no_export_is_written_over_and_no_report_that_was_asked_for(exports: Path, kyccheck: Kyccheck) -> None:
    (exports / "table.csv").write_text("case,kind,title,stage\n78,deal,Harbour,draft\n")
    kyccheck("audit", exports / "deal.json", "-o", exports / "last.json")
    for written, options in (("deal.json", ()), ("table.csv", ()), ("last.json", ("--since", exports / "last.json"))):
        before = (exports / written).read_bytes()
        ran = kyccheck("audit", exports, "-o", exports / written, *options)
        assert (ran.code, "is read by this audit" in ran.err) == (2, True)
        assert (exports / written).read_bytes() == before


def test_what_standard_output_is_led_to_is_no_export(exports: Path) -> None:
    for name in ("json", "csv", "ndjson", "terminal", "markdown"):
        with (exports / "today.out").open("wb") as out:
            done = subprocess.run(
                [*AUDIT, ".", "-f", name], stdout=out, stderr=-1, check=False, cwd=exports, env=ENVIRONMENT
            )
        assert (done.returncode, done.stderr.splitlines()[:-1]) == (0, [])


def test_a_report_among_the_exports_is_verified_as_any_other(exports: Path, kyccheck: Kyccheck) -> None:
    for _ in "12":
        kyccheck("audit", exports, "-o", exports / "audit.json")
        ran = kyccheck("verify", exports / "audit.json", exports)
        assert (ran.code, ran.out[:4]) == (0, "same")
