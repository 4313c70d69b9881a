"""A whole run: the same whoever does the work, and no decision on a case that nobody can tell from another."""

import json
import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deciding import CASE, plan_of, waiver
from kyccheck.asking.shown import Audited
from kyccheck.audit.expiring import Window
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import compile_plan
from kyccheck.batch import run as batch
from kyccheck.batch.basis import plain_digest
from kyccheck.batch.run import Run
from kyccheck.batch.wanted import Wanted
from kyccheck.checklist.overlay import load
from kyccheck.decisions.files import Known
from kyccheck.decisions.files import read as decisions_in
from kyccheck.decisions.model import Decisions
from kyccheck.decisions.period import Period
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading, Way
from kyccheck.mask.redact import Masks
from kyccheck.read import reader
from kyccheck.read.limits import Limits
from kyccheck.read.trees import Tree
from kyccheck.records.record import NO_SHAPE, Problem, Record
from kyccheck.sources import native
from support import AS_OF, GOOD

NOTE = "two cases bear this id, so that no decision on it counts"


def decisions_on(folder: Path, text: str) -> Decisions:
    (folder / "waivers.yaml").write_text(text)
    return decisions_in([folder / "waivers.yaml"], Known([plan_of(folder).checklist], [load("kyc")]))


def done(folder: Path, files: list[Path], wanted: Wanted) -> Run:
    reading = Reading(find_inputs([str(path) for path in files]), Mapping())
    watch = Watch()
    found = batch.run(reading, [plan_of(folder)], wanted, AS_OF, "0", watch)
    assert watch.workers == (wanted.jobs if wanted.jobs > 1 else 0)
    return found


class Watch:
    """Counts the workers of a run, and ends so many of them."""

    def __init__(self, ends: int = 0) -> None:
        self.workers, self._ends = 0, ends

    def __call__(self, _done: int) -> None:
        working = multiprocessing.active_children()
        self.workers = max(self.workers, len(working))
        for worker in working[: self._ends]:
            worker.kill()
            worker.join()
        self._ends -= min(self._ends, len(working))


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of some lines each, and workers from the second one on."""
    monkeypatch.setattr(reader, "_CHUNK", 4096)
    monkeypatch.setattr(batch, "_BLOCKS_ALONE", 1)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("jobs", [1, 2])
def test_no_decision_counts_on_two_cases_with_one_id(tmp_path: Path, jobs: int) -> None:
    """Neither on the first, which was audited before anybody knew of the second, nor on that."""
    others = [{**CASE, "case": {**CASE["case"], "id": f"{number}"}} for number in range(1000, 1060)]
    every = [*others[:30], CASE, *others[30:], CASE]
    (tmp_path / "cases.ndjson").write_text("".join(json.dumps(one) + "\n" for one in every))
    decisions = decisions_on(tmp_path, waiver("phone") + waiver("phone", case="1005").removeprefix("waivers:"))
    found = done(tmp_path, [tmp_path / "cases.ndjson"], Wanted(asked_for=True, decisions=decisions, jobs=jobs))
    by_id: dict[str, list[Audited]] = {}
    for case in found.cases:
        by_id.setdefault(case["id"], []).append(case)
    phones = {word: [one["results"][0]["status"] for one in cases] for word, cases in by_id.items()}
    assert phones["77"] == ["fail", "fail"]
    assert phones["1005"] == ["waived"]
    assert [NOTE in one["notes"] for one in by_id["77"]] == [True, True]
    assert [one["state"] for case in by_id["77"] for one in case["decisions"]] == ["ineffective"] * 2
    assert [one["state"] for one in found.notices()] == ["ineffective"] * 2
    assert found.statuses()["waived"] == 1
    assert "stands twice" in found.problems[-1].message


def lines(number: int) -> Iterator[str]:
    """Cases: fine, with defects, broken lines, blank ones, what is no case, and one id twice."""
    for place in range(number):
        case = json.loads(json.dumps(GOOD))
        case["case"]["id"] = case["deal"]["id"] = str(place if place != 40 else 3)
        if place % 3 == 0:
            case["company"]["name"] = "Blue Harbour 陳 Limited"
        if place % 5 == 0:
            case["contacts"][0] |= {"email": "", "score": 10**25}
        if place % 7 == 0:
            del case["case"]["kind"], case["case"]["stage"]
        if place % 11 == 0:
            case["Company Name"] = "?"
        yield json.dumps(case)
        if place % 10 == 0:
            yield from ("", '{"case": {"id": "x"', "[]", '{"case": {"title": "nobody"}}', "  ")


def outcome(path: Path, wanted: Wanted, ends: int = 0) -> tuple[Any, ...]:
    reading, watch = Reading(find_inputs([str(path)]), Mapping()), Watch(ends)
    found = batch.run(reading, [compile_plan(load("kyc"), AS_OF)], wanted, AS_OF, "0", watch)
    assert watch.workers == (wanted.jobs if wanted.jobs > 1 else 0)
    told = found.inputs[0]
    counts = (told.records, told.reported, told.sections, told.sha256, told.source)
    parts = (
        found.problems,
        found.statuses(),
        found.verdicts(),
        found.expiring,
        list(found.alignment),
        found.data and found.data.by_case(),
    )
    return (list(found.cases.lines()), *parts, *counts)


@pytest.mark.usefixtures("small_blocks")
def test_workers_make_what_one_process_makes(tmp_path: Path) -> None:
    path = tmp_path / "cases.ndjson"
    path.write_text("\n".join(lines(60)), "utf-8")
    window = Window(Period(90, "d"), "")
    wanted = Wanted(alignment=True, expiring=window, digest=plain_digest, every_evidence=True)
    alone = outcome(path, wanted)
    assert len(alone[0]) == 60
    assert outcome(path, replace(wanted, jobs=2)) == alone
    assert outcome(path, replace(wanted, jobs=3)) == alone


@pytest.mark.usefixtures("small_blocks")
def test_workers_mask_what_one_process_masks(tmp_path: Path) -> None:
    """And what they have noted of a case is masked afterwards, where something else names it."""
    path = tmp_path / "cases.ndjson"
    path.write_text("\n".join(lines(60)), "utf-8")
    found = {}
    for jobs in (1, 2):
        masks = Masks(b"a key of some length")
        wanted = Wanted(expiring=Window(Period(90, "d"), ""), digest=masks.digest, masks=masks, jobs=jobs)
        told = masks.problems([Problem("x.json", "case 59 of Amber Quay"), Problem("x.json", "case 599 of Amber Quay")])
        assert [one.message for one in told] == ["case 59 of Amber Quay", "case 599 of Amber Quay"]
        outcomes = outcome(path, wanted)
        told = masks.problems([Problem("x.json", "case 59 of Amber Quay"), Problem("x.json", "case 599 of Amber Quay")])
        assert "Amber" not in told[0].message
        assert told[1].message == "case 599 of Amber Quay"
        found[jobs] = (outcomes, told)
    assert found[1] == found[2]
    assert b"Wong Tai Man" not in b"".join(found[1][0][0])


@pytest.mark.usefixtures("small_blocks")
def test_what_is_kept_of_many_equal_cases_is_what_each_would_be_by_itself(tmp_path: Path) -> None:
    """Results that cases share are written once, and read out for each of them."""
    path, plan = tmp_path / "cases.ndjson", compile_plan(load("kyc"), AS_OF)
    path.write_text("".join(f"{line}\n" for line in lines(60) if line.startswith('{"case": {"id"') and "odb" in line))
    alone = [
        json.loads(json.dumps(audit(case, [plan]))) for case in Reading(find_inputs([str(path)]), Mapping()).cases()
    ]
    for jobs in (1, 2):
        made = batch.run(Reading(find_inputs([str(path)]), Mapping()), [plan], Wanted(jobs=jobs), AS_OF, "0")
        assert list(made.cases) == alone


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("ends", [1, 2])
def test_what_workers_leave_that_are_killed_is_done_all_the_same(ends: int, tmp_path: Path) -> None:
    path = tmp_path / "cases.ndjson"
    path.write_text("\n".join(lines(60)), "utf-8")
    alone = outcome(path, Wanted(every_evidence=True))
    assert outcome(path, Wanted(every_evidence=True, jobs=2), ends) == alone


@pytest.mark.usefixtures("small_blocks")
def test_a_loose_record_among_the_lines_is_known_to_those_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What workers have done beside it is done again. (Native lines hold none; a source whose lines do may come.)"""
    real = native.records

    def records(tree: Tree, reading: Any) -> Iterator[Any]:
        if tree.value == {"loose": "51"}:
            yield Record("company", {"id": "51"}, NO_SHAPE, reading.file, tree.base, id="51")
        else:
            yield from real(tree, reading)

    path = tmp_path / "cases.ndjson"
    path.write_text("\n".join([*lines(30), '{"loose": "51"}', *lines(30)]), "utf-8")
    without = outcome(path, Wanted(every_evidence=True))
    monkeypatch.setattr(native, "records", records)
    alone = outcome(path, Wanted(every_evidence=True))
    assert alone[-3]["company"] == without[-3]["company"] + 1
    assert outcome(path, Wanted(every_evidence=True, jobs=2)) == alone


@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside a loose record"])
def test_a_file_that_breaks_off_is_a_problem_behind_what_was_read(beside: bool, tmp_path: Path) -> None:
    path = tmp_path / "cases.ndjson"
    path.write_text("\n".join([*lines(8), '{"case": "' + "x" * 700_000]), "utf-8")
    files = [path]
    if beside:
        files.append(tmp_path / "contacts.json")
        files[1].write_text(json.dumps([{"id": "900", "properties": {"email": "a@b.hk", "firstname": "Ada"}}]))
    found = find_inputs([str(one) for one in files], Limits(line_bytes=100_000))
    run = batch.run(Reading(found, Mapping()), [compile_plan(load("kyc"), AS_OF)], Wanted(), AS_OF, "0")
    assert [problem.message[:36] for problem in run.problems if "passed over" in problem.message] == [
        "line 14 has more than 100,000 bytes,"
    ]
    assert len(run.cases) >= 8


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_stands_before_and_behind_a_line_out_of_all_measure_is_audited(jobs: int, tmp_path: Path) -> None:
    path = tmp_path / "cases.ndjson"
    fine = [json.dumps(GOOD | {"case": GOOD["case"] | {"id": str(n)}}) for n in range(8)]
    path.write_text("\n".join([*fine[:4], "[" * 200_000, *fine[4:]]))
    reading = Reading(find_inputs([str(path)], Limits(line_bytes=100_000)), Mapping())
    run = batch.run(reading, [compile_plan(load("kyc"), AS_OF)], Wanted(jobs=jobs), AS_OF, "0")
    assert [json.loads(line)["id"] for line in run.cases.lines()] == list("01234567")
    assert [problem.message[:36] for problem in run.problems] == ["line 5 has more than 100,000 bytes, "]


def test_of_more_files_than_stay_open_one_that_is_gone_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    for number in range(36):
        (tmp_path / f"{number:02}.json").write_text(json.dumps(GOOD | {"case": GOOD["case"] | {"id": str(number)}}))
    reading = Reading(find_inputs([str(tmp_path)]), Mapping())
    cases = reading.cases()
    found = [next(cases).id]
    (tmp_path / "33.json").unlink()
    (tmp_path / "34.json").write_text("{")
    assert reading.way.of == 0, "of a file that is gone nobody knows how much there was"
    found += [case.id for case in cases]
    assert found == [str(number) for number in range(36) if number not in (33, 34)]
    assert sorted(problem.path[-7:] for problem in reading.problems) == ["33.json", "34.json"]


def test_what_stands_before_a_row_without_end_is_audited(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    fine = [f"{number},Order {number},draft,HKD" for number in range(9000)]
    path.write_text("\n".join(["Record ID,Deal Name,Deal Stage,Currency", *fine, '9001,"' + "x" * 400_000]))
    reading = Reading(find_inputs([str(path)], Limits(line_bytes=100_000)), Mapping())
    found = [case.id for case in reading.cases()]
    assert found[:2] == ["0", "1"]
    assert len(found) == reading.inputs[0].records > 1000
    assert [problem.message[:34] for problem in reading.problems] == ["has a line of more than 100,000 by"]


def test_how_far_it_is_is_told_of_each_file_and_then_of_the_cases_that_were_joined(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(
        "Record ID,Deal Name,Deal Stage,Associated Company\n1,Amber,draft,7\n2,Blue,draft,7\n"
    )
    (tmp_path / "companies.csv").write_text("Record ID,Company name,Phone Number\n7,Amber Quay,+852 2810 4410\n")
    reading = Reading(find_inputs([str(tmp_path)]), Mapping())
    ways: list[tuple[Way, int]] = []
    found = batch.run(
        reading,
        [compile_plan(load("kyc"), AS_OF)],
        Wanted(),
        AS_OF,
        "0",
        lambda cases: ways.append((reading.way, cases)),
    )
    assert len(found.cases) == 2
    size = sum(path.stat().st_size for path in tmp_path.iterdir())
    by_file = [(way.what.rpartition("/")[2], way.of, cases) for way, cases in ways[:3]]
    assert by_file == [("companies.csv", size, 0), ("deals.csv", size, 0), ("deals.csv", size, 0)]
    assert ways[3:] == [(Way("auditing", 0, 2), 1), (Way("auditing", 1, 2), 2)]
    done = [way.done for way, _ in ways[:3]]
    assert done == sorted(done)
    assert done[-1] <= size
