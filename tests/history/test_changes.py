"""What changed between two audits, and why: told from the two reports alone."""

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deciding import CASE, CHECKLIST, attestation, fingerprint, waiver
from kyccheck.errors import RefusedError
from kyccheck.history.changes import compare, findings, is_same
from kyccheck.history.earlier import of_document, read
from reports.test_json import SCHEMA
from support import Kyccheck

Report = dict[str, Any]


@pytest.fixture
def night(tmp_path: Path, kyccheck: Kyccheck) -> Callable[..., Report]:
    """Audit the small case on a day, with a decision or a checklist of that night; the report is kept as `name`."""

    def audit(name: str, as_of: str = "2026-11-21", case: Any = CASE, **files: str) -> Report:
        given = {"small.yaml": CHECKLIST, **{key.replace("_", "."): value for key, value in files.items()}}
        for file, text in given.items():
            (tmp_path / file).write_text(text)
        (tmp_path / "case.json").write_text(json.dumps(case))
        decided = [
            word for file in ("waivers.yaml", "attestations.yaml") if file in given for word in ("--" + file[:-5], file)
        ]
        ran = kyccheck("audit", "case.json", "-c", "small.yaml", "--as-of", as_of, *decided, "-o", name, "-q")
        assert ran.code == 1, ran.err
        report: Report = json.loads((tmp_path / name).read_text())
        jsonschema.validate(report, SCHEMA)
        return report

    return audit


def between(old: Report, new: Report) -> dict[str, Any]:
    later = of_document(new)
    return compare(of_document(old), later.basis, later.cases)


def told(old: Report, new: Report) -> dict[str, tuple[str, list[str]]]:
    """For each item that became another, how it changed and why."""
    found = between(old, new)["findings"]
    return {one["item"]: (one["change"], one["causes"]) for one in found if one["from"] != one["to"]}


def changed(**values: object) -> Any:
    case = copy.deepcopy(CASE)
    for path, value in values.items():
        section, name = path.split("_", 1)
        case[section][name] = value
    return case


def test_a_report_compared_with_itself_shows_no_change(night: Callable[..., Report]) -> None:
    report = night("a.json")
    changes = between(report, report)
    assert is_same(changes)
    assert changes["summary"]["causes"] == {}
    assert {one["item"] for one in changes["findings"]} == {one["item"] for one in findings(report["cases"][0])}


def test_data_that_is_filled_in_is_the_cause(night: Callable[..., Report]) -> None:
    assert told(night("a.json"), night("b.json", case=changed(company_phone="+852 2810 4410"))) == {
        "phone": ("settled", ["data"])
    }


def test_data_that_the_item_does_not_read_is_not_the_cause(night: Callable[..., Report]) -> None:
    later = CHECKLIST.replace("check: {present: company.zip}", "check: {present: company.name}").replace('"1"', '"2"')
    new = night("b.json", case=changed(case_title="Another"), small_yaml=later)
    assert told(night("a.json"), new) == {"part": ("settled", ["checklist"])}


def test_an_item_that_a_checklist_gains_or_loses(night: Callable[..., Report]) -> None:
    fewer = CHECKLIST.replace("  - {id: bare, title: Bare", "  - {id: blunt, title: Blunt")
    assert told(night("a.json"), night("b.json", small_yaml=fewer)) == {
        "bare": ("gone", ["checklist"]), "blunt": ("new", ["checklist"])
    }  # fmt: skip


def test_what_a_checklist_does_not_ask_any_more_is_not_settled(night: Callable[..., Report]) -> None:
    fewer = CHECKLIST.replace('  - {id: bare, title: Bare, owner: sales, check: {manual: "Is it fine?"}}\n', "")
    found = between(night("a.json"), night("b.json", small_yaml=fewer))["summary"]["findings"]
    assert (found["settled"], found["gone"]) == (0, 1)


def test_a_waiver_appears_is_withdrawn_and_runs_out(night: Callable[..., Report]) -> None:
    bare, waived = night("a.json"), night("b.json", waivers_yaml=waiver("phone"))
    assert told(bare, waived) == {"phone": ("settled", ["decision"])}
    assert told(waived, bare) == {"phone": ("new", ["decision"])}
    lapsed = night("c.json", "2026-12-01", waivers_yaml=waiver("phone"))
    assert told(waived, lapsed) == {"phone": ("new", ["decision", "calendar"])}
    assert "its last day was 2026-11-30" in between(waived, lapsed)["findings"][0]["why"]


def test_an_answer_appears_lapses_and_goes_stale(night: Callable[..., Report], tmp_path: Path) -> None:
    small = tmp_path / "prints"
    small.mkdir()
    answer = attestation("judged", fingerprint(small, "judged"))
    bare, answered = night("a.json"), night("b.json", attestations_yaml=answer)
    assert told(bare, answered) == {"judged": ("settled", ["decision"])}
    assert told(answered, night("c.json", "2027-03-01", attestations_yaml=answer))["judged"] == (
        "new", ["decision", "calendar"]
    )  # fmt: skip
    stale = night("d.json", case=changed(company_name="Opal Pier Limited"), attestations_yaml=answer)
    assert told(answered, stale) == {"judged": ("new", ["data"])}


def test_a_document_that_expires_is_the_calendar(tmp_path: Path, good: Any, kyccheck: Kyccheck) -> None:
    (tmp_path / "case.json").write_text(json.dumps(good))
    for name, day in (("a.json", "2026-12-30"), ("b.json", "2027-01-02")):
        kyccheck("audit", "case.json", "--as-of", day, "-o", name)
    changes = kyccheck("diff", "a.json", "b.json", "-f", "json").json
    (one,) = [one for one in changes["findings"] if one["item"] == "1b"]
    assert (one["change"], one["cause"], one["causes"]) == ("new", "calendar", ["calendar"])
    assert changes["cases"][0]["causes"] == ["calendar"]


def test_a_case_that_moves_on_is_data(night: Callable[..., Report]) -> None:
    assert told(night("a.json"), night("b.json", case=changed(case_stage="closed")))["later"] == ("new", ["data"])


def test_another_stage_of_a_case_that_stayed_is_for_the_options(night: Callable[..., Report]) -> None:
    moved = night("b.json")
    moved["cases"][0]["stage"], result = "closed", moved["cases"][0]["results"][5]
    result["status"] = "fail"
    assert told(night("a.json"), moved)["later"] == ("new", ["options"])


def test_cases_come_go_and_become_better_or_worse(night: Callable[..., Report]) -> None:
    old = night("a.json")
    case = old["cases"][0]
    new = {**old, "cases": [{**case, "verdict": "ready"}, {**case, "id": "78"}]}
    old = {**old, "cases": [case, {**case, "id": "79"}]}
    changes = between(old, new)
    assert [(one["case"], one["change"], one["from"], one["to"]) for one in changes["cases"]] == [
        ("78", "new", None, "return"), ("79", "gone", "return", None), ("77", "better", "return", "ready")
    ]  # fmt: skip
    assert changes["summary"]["cases"] == {"new": 1, "gone": 1, "worse": 0, "better": 1, "same": 0}
    number = len(findings(case))
    assert changes["summary"]["findings"] == {"new": number, "settled": 0, "open": number, "gone": number}
    assert between(new, old)["cases"][2]["change"] == "worse"


@pytest.mark.parametrize(
    ("asked", "cases", "items"),
    [
        (("--case", "2"), {"1": "gone"}, {("1", "phone"), ("1", "judged")}),
        (("--item", "judged"), {}, {("1", "phone"), ("2", "phone")}),
        (("--case", "1", "--item", "phone"), {"2": "gone"}, {("1", "judged"), ("2", "phone"), ("2", "judged")}),
    ],
)
def test_what_was_only_not_asked_for_is_laid_to_the_options(
    asked: tuple[str, ...], cases: dict[str, str], items: set[tuple[str, str]], tmp_path: Path, kyccheck: Kyccheck
) -> None:
    """And not to data: nothing is in no export any more, and nothing was settled."""
    both = [{**CASE, "case": {**CASE["case"], "id": word}} for word in ("1", "2")]
    (tmp_path / "cases.json").write_text(json.dumps(both))
    (tmp_path / "small.yaml").write_text(
        CHECKLIST[: CHECKLIST.index("  - {id: bare")]  # two items
    )

    def audit(name: str, *options: str) -> Report:
        kyccheck("audit", "cases.json", "-c", "small.yaml", "--as-of", "2026-11-21", *options, "-o", name, "-q")
        found: Report = json.loads((tmp_path / name).read_text())
        return found

    whole, part = audit("whole.json"), audit("part.json", *asked)
    for old, new, change in ((whole, part, "gone"), (part, whole, "new")):
        changes = between(old, new)
        assert {one["case"]: one["change"] for one in changes["cases"]} == dict.fromkeys(cases, change)
        apart = [one for one in changes["findings"] if one["change"] != "open"]
        assert {(one["case"], one["item"]) for one in apart} == items
        assert {one["change"] for one in apart} == {change}
        assert {tuple(one["causes"]) for one in [*changes["cases"], *apart]} == {("options",)}


def test_how_long_a_finding_is_open_is_carried_on(
    night: Callable[..., Report], tmp_path: Path, kyccheck: Kyccheck
) -> None:
    night("1.json", "2026-11-01")
    for before, after, day in (("1.json", "2.json", "2026-11-11"), ("2.json", "3.json", "2026-11-21")):
        kyccheck("audit", "case.json", "-c", "small.yaml", "--as-of", day, "--since", before, "-o", after)
    report = json.loads((tmp_path / "3.json").read_text())
    ages = {one["item"]: (one["since"], one["age"]) for one in report["changes"]["findings"]}
    assert ages["phone"] == ("2026-11-01", 20)
    assert {one["change"] for one in report["changes"]["findings"]} == {"open"}


def test_diff_says_what_the_audit_says(night: Callable[..., Report], tmp_path: Path, kyccheck: Kyccheck) -> None:
    night("a.json")
    (tmp_path / "case.json").write_text(json.dumps(changed(company_phone="+852 2810 4410")))
    arguments = ("audit", "case.json", "-c", "small.yaml", "--as-of", "2026-11-25", "--since", "a.json")
    names = ("b.json", "b.xlsx", "b.md", "b.csv", "b.txt", "b.ndjson")
    screen = kyccheck(*arguments, *(word for name in names for word in ("-o", name))).out
    inside = json.loads((tmp_path / "b.json").read_text())["changes"]
    ran = kyccheck("diff", "a.json", "b.json", "-f", "json")
    assert (ran.code, ran.json) == (1, inside)
    assert kyccheck("diff", "a.json", "a.json").code == 0
    for name in ("terminal", "markdown", "csv"):
        assert "changed: company" in kyccheck("diff", "a.json", "b.json", "-f", name).out
    for text in (screen, *((tmp_path / name).read_text("utf-8") for name in ("b.md", "b.csv", "b.txt"))):
        assert "changed: company" in text
    from openpyxl import load_workbook

    book = load_workbook(tmp_path / "b.xlsx")
    assert book.sheetnames[:3] == ["Summary", "Cases", "Changes"]
    cells = [cell for row in book["Changes"].iter_rows(values_only=True) for cell in row]
    assert {"settled", "open", "data", 4} <= {*cells}
    lines = (tmp_path / "b.ndjson").read_text().splitlines()
    assert [json.loads(line) for line in lines] == json.loads((tmp_path / "b.json").read_text())["cases"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"report": "kyccheck-align/1"}', '{"report": "kyccheck/1"}', '{"report": "kyccheck/1", "as_of": "2026-11-21", "cases": [1]}'])  # fmt: skip
def test_what_is_no_report_is_refused(text: str, tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "last.json").write_text(text)
    with pytest.raises(RefusedError, match=r"last\.json: "):
        read(tmp_path / "last.json")
    ran = kyccheck("audit", "-", "--since", "last.json", stdin=b"{}")
    assert (ran.code, ran.out) == (2, "")


def test_a_missing_report_is_refused_and_the_first_night_explained(kyccheck: Kyccheck) -> None:
    ran = kyccheck("audit", "-", "--since", "last.json", stdin=b"{}")
    assert ran.code == 2
    assert "the first audit is run without it" in ran.err


def test_the_report_that_is_compared_with_is_not_written_over(night: Callable[..., Report], kyccheck: Kyccheck) -> None:
    night("a.json")
    ran = kyccheck("audit", "case.json", "-c", "small.yaml", "--since", "a.json", "-o", "a.json")
    assert ran.code == 2
    assert "is read by this audit" in ran.err


def test_an_older_report_that_lacks_members_is_read(night: Callable[..., Report]) -> None:
    old, new = night("a.json"), night("b.json", case=changed(company_phone="+852 2810 4410"))
    for name in ("options", "mappings", "redacted", "data", "changes", "decisions", "problems", "tool"):
        del old[name]
    for checklist in old["checklists"]:
        del checklist["items"]
    for case in old["cases"]:
        for name in ("notes", "bypassed", "decisions"):
            del case[name]
        for result in case["results"]:
            for name in ("waiver", "attestation", "fingerprint", "fix"):
                del result[name]
    assert told(old, new) == {"phone": ("settled", ["data"])}
    assert is_same(between(old, night("c.json")))


_STATUSES = st.sampled_from(["pass", "fail", "review", "unknown", "waived", "not_due", "not_applicable"])
_CASES = st.dictionaries(
    st.sampled_from("abcd"), st.tuples(st.sampled_from(["ready", "review", "return", "escalate", "error"]), st.lists(_STATUSES, min_size=3, max_size=3)), max_size=4
)  # fmt: skip
_DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def report_of(cases: dict[str, tuple[str, list[str]]], as_of: date) -> Report:
    return {
        "report": "kyccheck/1", "as_of": as_of.isoformat(),
        "cases": [
            {"id": word, "verdict": verdict, "results": [{"checklist": "x", "item": str(place), "status": status} for place, status in enumerate(statuses)]}
            for word, (verdict, statuses) in cases.items()
        ],
    }  # fmt: skip


@given(_CASES, _CASES, _DAYS, _DAYS)
@settings(deadline=None)
def test_every_finding_of_both_reports_is_told_once(olds: Any, news: Any, before: date, after: date) -> None:
    old, new = report_of(olds, before), report_of(news, after)
    assert is_same(between(old, old))
    changes = between(old, new)
    jsonschema.validate(changes, {"$ref": "#/$defs/changes", "$defs": SCHEMA["$defs"]})

    def open_in(report: Report) -> set[tuple[str, str]]:
        return {(case["id"], one["item"]) for case in of_document(report).cases for one in findings(case)}

    of = {
        word: {(one["case"], one["item"]) for one in changes["findings"] if one["change"] == word}
        for word in ("new", "settled", "open", "gone")
    }
    assert of["new"] | of["open"] == open_in(new)
    assert of["settled"] | of["gone"] | of["open"] == open_in(old)
    assert len(changes["findings"]) == sum(map(len, of.values()))
    assert all(one["causes"] for one in changes["findings"] if one["from"] != one["to"])
    assert sum(changes["summary"]["cases"].values()) == len({*olds} | {*news})


def test_what_is_gone_has_rows_at_the_end_of_the_csv_report(tmp_path: Path, good: Any, kyccheck: Kyccheck) -> None:
    import csv

    gone = {
        **good,
        "case": {**good["case"], "id": "77", "title": "=gone"},
        "deal": {**good["deal"], "id": "77"},
        "tracking": None,
    }
    (tmp_path / "cases.json").write_text(json.dumps([good, gone]))
    kyccheck("audit", "cases.json", "-o", "old.json")
    (tmp_path / "cases.json").write_text(json.dumps([good]))
    ran = kyccheck("audit", "cases.json", "--since", "old.json", "-f", "csv")
    header, *told = csv.reader(ran.out.removeprefix("\ufeff").splitlines())
    last = [dict(zip(header, row, strict=True)) for row in told if row[header.index("change")] == "gone"]
    assert told[-len(last) :] == [row for row in told if row[0] == "77"]
    assert {row["item"] for row in last} >= {"monday_item"}
    assert all(len(row) == len(header) for row in told)


def test_a_ticket_is_not_the_deal_of_the_same_id(night: Callable[..., Report]) -> None:
    both = CHECKLIST.replace("kinds: [deal]", "kinds: [deal, ticket]")
    old = night("a.json", small_yaml=both)
    new = night("b.json", small_yaml=both, case=changed(case_kind="ticket", company_phone="+852 2810 4410"))
    found = between(old, new)
    assert [one["change"] for one in found["cases"]] == ["new", "gone"]
    assert {one["change"] for one in found["findings"]} == {"new", "gone"}
