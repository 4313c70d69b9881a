"""An audit done again is the same, or it is said what changed."""

import json
from pathlib import Path
from typing import Any

import pytest

from deciding import CASE, CHECKLIST, waiver
from kyccheck.history.replay import first_difference
from support import PROJECT, Kyccheck


@pytest.fixture
def folder(tmp_path: Path, kyccheck: Kyccheck) -> Path:
    (tmp_path / "small.yaml").write_text(CHECKLIST)
    (tmp_path / "case.json").write_text(json.dumps(CASE))
    (tmp_path / "waivers.yaml").write_text(waiver("phone"))
    arguments = ("case.json", "-c", "small.yaml", "--waivers", "waivers.yaml", "--all", "--as-of", "2026-11-20")
    assert kyccheck("audit", *arguments, "-o", "report.json").code == 1
    return tmp_path


ARGUMENTS = ("verify", "report.json", "case.json", "-c", "small.yaml", "--waivers", "waivers.yaml")


def test_the_same_is_the_same(folder: Path, kyccheck: Kyccheck) -> None:
    assert folder.is_dir()
    ran = kyccheck(*ARGUMENTS)
    assert (ran.code, ran.out, ran.err) == (0, "same: 1 case(s) as of 2026-11-20\n", "")


def test_a_report_in_which_a_key_stands_twice_is_damaged(folder: Path, kyccheck: Kyccheck) -> None:
    text = (folder / "report.json").read_text()
    for change in ('"verdict":"ready",', '"statuses":{},', f'"note":{json.dumps("x" * 2**20)},"verdict":"ready",'):
        (folder / "report.json").write_text(text.replace('"verdict":', f'{change}"verdict":', 1))
        ran = kyccheck(*ARGUMENTS)
        doubled = change.startswith(('"verdict"', '"note"'))
        assert (ran.code, 'is damaged: the key "verdict" stands twice' in ran.err) == (2 if doubled else 1, doubled)


def test_a_digest_of_an_item_that_was_changed_is_a_difference(folder: Path, kyccheck: Kyccheck) -> None:
    report = json.loads((folder / "report.json").read_text())
    report["checklists"][0]["items"]["phone"]["sha256"] = "0" * 64
    (folder / "report.json").write_text(json.dumps(report))
    ran = kyccheck(*ARGUMENTS)
    assert (ran.code, "first difference: checklists 1, items, phone, sha256" in ran.out) == (1, True)


@pytest.mark.parametrize("junk", [None, 5, "x", [None], {"a": None}], ids=repr)
def test_a_report_that_was_tampered_with_is_refused_or_differs(junk: object, folder: Path, kyccheck: Kyccheck) -> None:
    assert (
        kyccheck("audit", *ARGUMENTS[2:], "--as-of", "2026-11-21", "--since", "report.json", "-o", "next.json").code
        == 1
    )
    report = (folder / "next.json").read_text()
    ways = [way for way in places(json.loads(report)) if len(way) <= 3]
    for at in [*(way for way in ways if len(way) == 1), *ways[len(repr(junk)) :: 7]]:
        changed = json.loads(report)
        tree = changed
        for key in at[:-1]:
            tree = tree[key]
        tree[at[-1]] = junk
        (folder / "changed.json").write_text(json.dumps(changed))
        assert kyccheck("diff", "changed.json", "report.json").code in (0, 1, 2), at
        assert at[0] == "cases" or kyccheck("verify", "changed.json", *ARGUMENTS[2:]).code in (0, 1, 2), at
    (folder / "changed.json").write_text(json.dumps({**json.loads(report), "decisions": [5]}))
    ran = kyccheck("verify", "changed.json", *ARGUMENTS[2:])
    assert (ran.code, ran.err) == (2, "kyccheck: changed.json: is damaged: its decisions cannot be read\n")


@pytest.mark.parametrize("example", ["deal.json", "hubspot", "onboarding", "."])
@pytest.mark.parametrize("options", [[], ["--all"], ["--at", "completed"], ["--item", "2"]])
def test_every_example_is_the_same_again(example: str, options: list[str], kyccheck: Kyccheck) -> None:
    path = PROJECT / "examples" / example
    kyccheck("audit", path, *options, "-o", "report.json")
    assert kyccheck("verify", "report.json", path).code == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("case.json", '"phone": ""', '"phone": "+852 2810 4410"', "input case.json has changed: sha256 "),
        ("case.json", "}}", "}} ", "the results are the same"),
        ("small.yaml", "title: Phone", "title: Telephone", "checklist small has changed"),
        ("small.yaml", "title: Two, check", "title: Two, waivable: false, check", "the results are the same"),
        ("waivers.yaml", "2026-11-30", "2026-11-01", "decisions waivers.yaml has changed"),
        ("waivers.yaml", "2026-11-30", "2026-11-01", "item phone, status: 'waived', then 'fail'"),
        ("report.json", '"status":"waived"', '"status":"pass"', "first difference: "),
        ("report.json", '"verdict":"return"', '"verdict":"ready"', "case 77, verdict: 'ready', then 'return'"),
    ],
)
def test_what_changed_is_said(folder: Path, kyccheck: Kyccheck, file: str, old: str, new: str, said: str) -> None:
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new))
    ran = kyccheck(*ARGUMENTS)
    assert ran.code == 1, ran.out
    assert said in ran.out


def test_what_is_missing_is_said(folder: Path, kyccheck: Kyccheck) -> None:
    ran = kyccheck(*ARGUMENTS[:-2])
    assert (ran.code, "counts decisions of waivers.yaml" in ran.err) == (2, True)
    ran = kyccheck("verify", "report.json", "case.json", "--waivers", "waivers.yaml")
    assert (ran.code, "checklist 'small'" in ran.err) == (2, True)
    (folder / "case.json").unlink()
    ran = kyccheck(*ARGUMENTS)
    assert ran.code == 3
    assert "input case.json has changed" in ran.out
    assert kyccheck("verify").code == 2
    assert kyccheck("verify", "report.json").code == 2


def test_a_mapping_that_changed_is_said(folder: Path, kyccheck: Kyccheck) -> None:
    (folder / "kyccheck.yaml").write_text("dates: dmy\n")
    kyccheck("audit", "case.json", "-c", "small.yaml", "-o", "report.json")
    (folder / "kyccheck.yaml").write_text("dates: mdy\n")
    ran = kyccheck("verify", "report.json", "case.json", "-c", "small.yaml")
    assert (ran.code, "mapping kyccheck.yaml has changed" in ran.out) == (1, True)


@pytest.mark.parametrize("options", [("--mapping", "kyccheck.yaml"), ()], ids=["given", "beside"])
def test_a_mapping_with_an_unknown_stage_is_refused(folder: Path, options: tuple[str, ...], kyccheck: Kyccheck) -> None:
    mapping, stages = folder / "kyccheck.yaml", "stages:\n  in review: iod_check\n"
    mapping.write_text(stages)
    kyccheck("audit", "case.json", "-c", "small.yaml", "-o", "report.json")
    arguments = ("verify", "report.json", "case.json", "-c", "small.yaml", *options)
    assert kyccheck(*arguments).code == 0
    mapping.write_text(stages.replace("iod_check", "opne"))
    ran = kyccheck(*arguments)
    meant = "kyccheck.yaml:2: the mapping gives 'in review' the unknown stage 'opne'; did you mean 'open'?"
    assert (ran.code, ran.out, ran.err) == (2, "", f"kyccheck: {meant}\n")


def test_an_older_report_that_lacks_members_is_replayed(folder: Path, kyccheck: Kyccheck) -> None:
    kyccheck("audit", "case.json", "-c", "small.yaml", "-o", "report.json")
    report = json.loads((folder / "report.json").read_text())
    report["tool"]["version"] = "0.0.9"
    for name in ("options", "mappings", "redacted", "data"):
        del report[name]
    for checklist in report["checklists"]:
        del checklist["items"]
    for case in report["cases"]:
        del case["notes"]
    (folder / "report.json").write_text(json.dumps(report))
    ran = kyccheck("verify", "report.json", "case.json", "-c", "small.yaml", "--as-of", "2026-11-21")
    assert ran.code == 2, "verify takes the day from the report alone"
    assert kyccheck("verify", "report.json", "case.json", "-c", "small.yaml").code == 0
    del report["cases"][0]["results"][0]["owner"]
    (folder / "report.json").write_text(json.dumps(report))
    ran = kyccheck("verify", "report.json", "case.json", "-c", "small.yaml")
    assert (ran.code, "item phone, owner: not in the report, then 'sales'" in ran.out) == (1, True)


def test_every_key_of_a_report_is_looked_at(folder: Path, kyccheck: Kyccheck) -> None:
    """One that was taken out or put in is the first difference: nothing is the same for not being there."""
    text = (folder / "report.json").read_text()
    whole = json.loads(text)
    assert first_difference(whole, whole) == ""
    for place in places(whole):
        taken, put = json.loads(text), json.loads(text)
        del within(taken, place[:-1])[place[-1]]
        within(put, place[:-1])["more"] = "?"
        assert f"{place[-1]}: not in the report, then " in first_difference(taken, whole), place
        assert "more: '?', then not in the report" in first_difference(put, whole), place
    del whole["cases"][0]["results"][0]["owner"], whole["problems"]
    (folder / "report.json").write_text(json.dumps(whole))
    ran = kyccheck(*ARGUMENTS)
    said = "first difference: case 77, item phone, owner: not in the report, then 'sales'\n"
    assert (ran.code, ran.out) == (1, said)


def within(value: Any, place: tuple[str | int, ...]) -> Any:
    """The value at a place of a report."""
    return within(value[place[0]], place[1:]) if place else value


def places(value: object, above: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to each key of a report; of lists, to those of the first member."""
    if isinstance(value, dict):
        found = [(*above, key) for key in value]
        return found + [place for key in value for place in places(value[key], (*above, key))]
    return places(value[0], (*above, 0)) if isinstance(value, list) and value else []
