"""`kyccheck audit` as a user runs it: exit codes, files, screens."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kyccheck import __version__
from support import GOOD, PROJECT, Kyccheck

CODES = [
    ("ready", [], 0),
    ("deal", [], 1),
    ("high-risk", [], 1),
    ("deal", ["--fail-on", "never"], 0),
    ("deal", ["--fail-on", "fail"], 1),
    ("high-risk", ["--fail-on", "fail"], 1),
]


@pytest.mark.parametrize(("example", "options", "code"), CODES)
@pytest.mark.parametrize("name", ["terminal", "json", "ndjson", "markdown", "csv"])
def test_exit_codes_are_the_same_for_every_format(
    example: str, options: list[str], code: int, name: str, kyccheck: Kyccheck
) -> None:
    ran = kyccheck("audit", PROJECT / f"examples/{example}.json", "-f", name, *options)
    assert ran.code == code
    assert ran.err == ""
    assert ran.out


def test_review_alone_does_not_fail_on_fail(good: dict[str, Any], tmp_path: Path, kyccheck: Kyccheck) -> None:
    good["risk"] = {}
    (tmp_path / "case.json").write_text(json.dumps(good))
    assert kyccheck("audit", "case.json").code == 1
    assert kyccheck("audit", "case.json", "--fail-on", "fail").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["audit"], "PATH"),
        (["audit", "ok.json", "-f", "termnal"], "did you mean 'terminal'?"),
        (["audit", "ok.json", "--at", "iod_chek"], "did you mean 'iod_check'?"),
        (["audit", "ok.json", "--item", "1d"], "unknown item '1d'"),
        (["audit", "ok.json", "--as-of", "21.11.2026"], "2026-11-30"),
        (["audit", "ok.json", "-c", "kcy"], "did you mean 'kyc'?"),
        (["audit", "ok.json", "-c", "missing.yaml"], "no such checklist file"),
        (["audit", "ok.json", "-o", "out.pdf"], "unknown file ending '.pdf'; allowed: .csv, .json"),
        (["audit", "ok.json", "-o", "out.xls"], "unknown file ending '.xls'; did you mean '.xlsx'?"),
        (["audit", "ok.json", "-o", "out"], "out: has no file ending; allowed: .csv, .json"),
        (["audit", "ok.json", "-o", "no/such/folder/out.json"], "folder does not exist"),
        (["audit", "ok.json", "-o", "ok.json"], "is read by this audit"),
        (["audit", "ok.json", "--fail-on", "revew"], "did you mean 'review'?"),
        (["audit", "ok.json", "--mapping", "missing.yaml"], "cannot be read"),
        (["audit", "hubspt=ok.json"], "did you mean 'hubspot'?"),
        (["adit", "ok.json"], "adit"),
    ],
)
def test_what_is_refused_audits_nothing(
    arguments: list[str], said: str, good: dict[str, Any], tmp_path: Path, kyccheck: Kyccheck
) -> None:
    (tmp_path / "ok.json").write_text(json.dumps(good))
    ran = kyccheck(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert json.loads((tmp_path / "ok.json").read_text()) == good


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.json", None, "cannot be read"),
        ("empty.json", b"", "is empty"),
        ("words.json", b"hello", "is neither JSON nor a table"),
        ("cut.json", b'{"case": {"id": "1", "kind"', "may be cut off"),
        ("nan.json", b'{"case": {"id": "1"}, "deal": {"amount": NaN}}', "NaN is not a number"),
        ("twice.json", b'{"case": {"id": "1"}, "case": {"id": "2"}}', '"case" stands twice'),
        ("half.json", b'{"case": {"id": "\\ud800"}, "deal": {}}', "half a character"),
        ("deep.json", b"[" * 201 + b"]" * 201, "200 levels"),
        ("deeper.json", b"[" * 100_000, "200 levels"),
        ("noid.json", b'{"deal": {"name": "x"}, "company": {}}', "without an id"),
        ("hubspot.json", b'{"properties": {"dealname": "x"}}', "without an id"),
        ("other.json", b'{"weather": "fine"}', "is not an export that kyccheck knows"),
        ("number.json", b"5", "is neither JSON nor a table"),
        ("nothing.json", b"[]", "is not an export that kyccheck knows"),
        ("latin.json", b'{"case": {"id": "\xe9"}}', "is not UTF-8 text (byte 17)"),
    ],
)
def test_bad_input_is_one_clear_line_and_the_rest_is_audited(
    name: str, content: bytes | None, said: str, good: dict[str, Any], tmp_path: Path, kyccheck: Kyccheck
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (tmp_path / "ok.json").write_text(json.dumps(good))
    alone = kyccheck("audit", name)
    assert alone.code == 3
    assert said in alone.err
    assert len(alone.err.splitlines()) == 1
    both = kyccheck("audit", name, "ok.json", "-f", "json")
    assert both.code == 3
    assert [case["id"] for case in both.json["cases"]] == ["4001"]
    assert [problem["path"] for problem in both.json["problems"]] == [name]


@pytest.mark.parametrize("command", [["audit"], ["align"], ["expiring"], ["explain", "9a"]], ids=" ".join)
def test_a_folder_without_exports_is_no_success(command: list[str], tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "photo.png").write_bytes(b"\x89PNG\r\n")
    ran = kyccheck(*command, "empty")
    assert ran.code == 3
    assert ran.err == "kyccheck: no case was found: none of the files given holds a deal or a ticket\n"


def test_two_cases_with_one_id_are_both_named(good: dict[str, Any], tmp_path: Path, kyccheck: Kyccheck) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps(good))
    ran = kyccheck("audit", "a.json", "b.json", "-f", "json")
    assert ran.code == 3
    assert "a.json" in ran.err
    assert "b.json" in ran.err


def test_an_association_that_no_file_carries_is_unknown_and_says_what_would_show_it(
    tmp_path: Path, kyccheck: Kyccheck
) -> None:
    deal = {
        "id": "9", "properties": {"dealname": "x", "dealstage": "iod_check"},
        "associations": {"companies": {"results": [{"id": "55", "type": "deal_to_company"}]}},
    }  # fmt: skip
    (tmp_path / "deal.json").write_text(json.dumps(deal))
    results = {
        result["item"]: result for result in kyccheck("audit", "deal.json", "-f", "json").json["cases"][0]["results"]
    }
    assert results["1a"]["status"] == "unknown"
    assert "company 55 is associated, but is in no file given; add the export of companies" in results["1a"]["reason"]


def test_standard_input_and_a_folder_read_recursively(good: dict[str, Any], tmp_path: Path, kyccheck: Kyccheck) -> None:
    assert kyccheck("audit", "-", stdin=json.dumps(good).encode()).code == 0
    (tmp_path / "exports" / "deeper").mkdir(parents=True)
    (tmp_path / "exports" / "deeper" / "deal.json").write_text(json.dumps(good))
    ran = kyccheck("audit", "exports", "-f", "json")
    assert ran.code == 0
    assert ran.json["inputs"][0]["path"] == "exports/deeper/deal.json"


def test_outputs_are_private_whole_and_in_the_format_of_their_suffix(tmp_path: Path, kyccheck: Kyccheck) -> None:
    target = tmp_path / "victim.txt"
    target.write_text("untouched")
    (tmp_path / "out.json").symlink_to(target)
    names = ("out.json", "out.ndjson", "out.md", "out.csv", "out.txt")
    outputs = [argument for name in names for argument in ("-o", name)]
    ran = kyccheck("audit", PROJECT / "examples/deal.json", *outputs)
    assert ran.code == 1
    assert target.read_text() == "untouched"
    for name in names:
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert json.loads((tmp_path / "out.json").read_text())["report"] == "kyccheck/1"
    assert json.loads((tmp_path / "out.ndjson").read_text())["id"] == "9876543210"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((*names, "victim.txt"))


def test_only_some_cases_and_items(tmp_path: Path, kyccheck: Kyccheck) -> None:
    ran = kyccheck("audit", PROJECT / "examples/hubspot", "--case", "9876544444", "--item", "high_risk", "-f", "json")
    (case,) = ran.json["cases"]
    assert case["id"] == "9876544444"
    assert [result["item"] for result in case["results"]] == ["high_risk"]
    ran = kyccheck("audit", PROJECT / "examples/deal.json", "--case", "nobody")
    assert (ran.code, ran.err) == (3, "kyccheck: --case: no case nobody in the files given\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("audit",), ("align",), ("explain", "7")])
def test_a_case_that_was_asked_for_and_is_not_there_is_a_problem(command: tuple[str, ...], kyccheck: Kyccheck) -> None:
    """Also beside one that is there: a slip in one of several ids would seem to be a case that is ready."""
    ran = kyccheck(
        *command, PROJECT / "examples/deal.json", "--case", "9876543210", "--case", "987654321", "-f", "json"
    )
    why = "no case 987654321 in the files given"
    assert (ran.code, ran.err) == (3, f"kyccheck: --case: {why}\n")
    assert [(one["path"], one["message"]) for one in ran.json["problems"]] == [("--case", why)]
    assert [one.get("id", one.get("case")) for one in ran.json["cases"]] == ["9876543210"]


@pytest.mark.parametrize("words", ["--help", "audit -h", "checklist --help", "--version", "audit -V"])
def test_help_that_nobody_reads_to_its_end_is_no_audit(words: str) -> None:
    command = f"{sys.executable} -m kyccheck {words}"
    for tail, code, said in (
        ("| true", 0, b""),
        (">&-", 2, b"standard output is closed"),
        ("> /dev/full", 2, b"No space"),
    ):
        done = subprocess.run(
            ["bash", "-c", f"{command} {tail}; exit ${{PIPESTATUS[0]}}"], capture_output=True, cwd=PROJECT, check=False
        )
        assert done.returncode == code, tail
        assert said in done.stderr
        assert b"Traceback" not in done.stderr


def test_a_closed_pipe_is_quiet_and_a_full_disk_is_said() -> None:
    command = f"{sys.executable} -m kyccheck audit examples/deal.json --as-of 2026-11-21"
    for tail, code, said in (
        ("| head -1 > /dev/null", 1, b""),
        ("> /dev/full", 2, b"could not be written"),
        (">&-", 2, b"the report is lost"),
    ):
        done = subprocess.run(
            ["bash", "-c", f"{command} {tail}; exit ${{PIPESTATUS[0]}}"], capture_output=True, cwd=PROJECT, check=False
        )
        assert done.returncode == code, tail
        assert said in done.stderr
        assert b"Traceback" not in done.stderr


HOSTILE = "Acme\x1b[2J\x9b31m\u202egnp\u2066\nFAKE ROW [red]x[/red] <b> =1+1 \x00\x7f"


@pytest.mark.parametrize("name", ["terminal", "json", "ndjson", "markdown", "csv"])
def test_no_text_from_data_acts_on_the_terminal(
    name: str, good: dict[str, Any], tmp_path: Path, kyccheck: Kyccheck
) -> None:
    good["case"]["title"] = good["case"]["owner"] = good["company"]["name"] = HOSTILE
    good["contacts"][0] |= {"name": HOSTILE, "role": ""}
    good[HOSTILE] = {}
    (tmp_path / "case.json").write_text(json.dumps(good))
    ran = kyccheck("audit", "case.json", "-f", name, "--all", FORCE_COLOR="1" if name != "terminal" else "")
    text = (ran.out + ran.err).replace("\r\n", "\n") if name == "csv" else ran.out + ran.err
    text = text.removeprefix("\ufeff")
    assert not [character for character in text if ord(character) < 32 and character != "\n"]
    assert not set(text) & set("\x1b\x7f\x9b\u202e\u2066\u202a\u2069\u200b")
    assert "\nFAKE ROW" not in text


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_any_screen_can_show_any_name(
    environment: dict[str, str], good: dict[str, Any], tmp_path: Path, kyccheck: Kyccheck
) -> None:
    good["case"]["title"] = "匯豐 Zürich"
    (tmp_path / "case.json").write_text(json.dumps(good))
    ran = kyccheck("audit", "case.json", **environment)
    assert (ran.code, ran.err) == (0, "")


def test_same_inputs_give_the_same_bytes(tmp_path: Path, kyccheck: Kyccheck) -> None:
    found = set()
    for number, (seed, zone) in enumerate((("0", "UTC"), ("1", "Asia/Hong_Kong"), ("42", "America/New_York"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        for example in ("deal", "ready"):
            (folder / f"{example}.json").write_bytes((PROJECT / f"examples/{example}.json").read_bytes())
        ran = kyccheck("audit", folder / "deal.json", folder / "ready.json", "-f", "json", PYTHONHASHSEED=seed, TZ=zone)
        found.add(ran.raw)
    assert len(found) == 1


def test_a_defect_says_so_in_one_line_without_a_traceback(tmp_path: Path) -> None:
    script = "import kyccheck.inputs.paths as i, kyccheck.cli as c\ni.find_inputs = None\nimport sys; sys.argv = ['kyccheck', 'audit', 'Ann Au']\nc.run()"
    for debug in ("", "1"):
        environment = {**os.environ, "KYCCHECK_DEBUG": debug}
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, cwd=tmp_path, env=environment, check=False
        )
        assert done.returncode == 70
        if debug:
            assert b"Traceback" in done.stderr
        else:
            assert len(done.stderr.splitlines()) == 1
            assert b"Ann Au" not in done.stderr


@pytest.mark.parametrize("command", [["audit"], ["align"], ["explain", "2"], ["expiring"]], ids=" ".join)
@pytest.mark.parametrize("options", [("--mapping", "kyccheck.yaml"), ()], ids=["given", "beside"])
def test_a_stage_that_a_mapping_misspells_is_refused_where_it_stands(
    command: list[str], options: tuple[str, ...], tmp_path: Path, kyccheck: Kyccheck
) -> None:
    (tmp_path / "kyccheck.yaml").write_text('dates: dmy\nstages:\n  "103": iod_chek\n')
    (tmp_path / "deal.json").write_text('{"id": "9", "properties": {"dealname": "x", "dealstage": "103"}}')
    ran = kyccheck(*command, "deal.json", *options)
    assert ran.code == 2
    assert ran.out == ""
    meant = "kyccheck.yaml:3: the mapping gives '103' the unknown stage 'iod_chek'; did you mean 'iod_check'?"
    assert ran.err == f"kyccheck: {meant}\n"
    (tmp_path / "kyccheck.yaml").write_text('dates: dmy\nstages:\n  "103": iod_check\n')
    assert kyccheck(*command, "deal.json", *options).code != 2


@pytest.mark.parametrize(
    "words", [["-V"], ["--version"], ["audit", "-V"], ["audit", "--version", "nowhere.json"]], ids=" ".join
)
def test_the_version(words: list[str], kyccheck: Kyccheck) -> None:
    ran = kyccheck(*words)
    assert (ran.code, ran.out, ran.err) == (0, f"kyccheck {__version__}\n", "")


@pytest.mark.parametrize(("word", "end"), [("audti", "did you mean 'audit'?"), ("deal.json", "sign-off, verify")])
def test_an_unknown_command_names_the_nearest(word: str, end: str, kyccheck: Kyccheck) -> None:
    ran = kyccheck(word)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"kyccheck: unknown command '{word}'; ")
    assert ran.err.endswith(f"{end}\n")


def test_a_checklist_that_is_not_for_the_case_is_not_asked_for_again(kyccheck: Kyccheck) -> None:
    assert (
        "no checklist (bd) is for it; name another with -c"
        in kyccheck("audit", PROJECT / "examples/deal.json", "-c", "bd").err
    )


def test_a_mapping_counts_wherever_below_a_folder_it_lies(tmp_path: Path, kyccheck: Kyccheck) -> None:
    for name, mapping in (("a", 'stages: {"103": iod_check}\n'), ("b/c", "dates: dmy\n")):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "kyccheck.yaml").write_text(mapping)
    (tmp_path / "a" / "deal.json").write_text('{"id": "9", "properties": {"dealname": "x", "dealstage": "103"}}')
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "kyccheck.yaml").write_text("dates: mdy\n")
    for given in (["."], ["a"], ["a", "b"], ["a/deal.json"]):
        ran = kyccheck("audit", *given, "-f", "json")
        assert ran.json["cases"][0]["stage"] == "iod_check"
        assert [one["path"] for one in ran.json["mappings"]] == (
            ["kyccheck.yaml"] if given[-1].startswith("a") else ["a/kyccheck.yaml", "c/kyccheck.yaml"]
        )
    (tmp_path / "b/c/kyccheck.yaml").write_text('stages: {"103": draft}\n')
    ran = kyccheck("audit", ".")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("kyccheck: c/kyccheck.yaml: stage '103' means 'draft' here and 'iod_check' elsewhere")


def test_a_folder_without_a_file_is_incomplete(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "odb" / "below").mkdir(parents=True)
    ran = kyccheck("audit", PROJECT / "examples/ready.json", "odb")
    assert ran.code == 3
    assert "kyccheck: odb: is a folder without any file in it" in ran.err
    (tmp_path / "notes.txt").write_text("of the export")  # below the one given, a folder may be empty
    ran = kyccheck("audit", PROJECT / "examples/ready.json", ".", "-q")
    assert (ran.code, ran.err) == (0, "")


def test_a_folder_is_no_file_to_write(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "a.json").mkdir()
    ran = kyccheck("audit", PROJECT / "examples/ready.json", "-o", "a.json")
    assert (ran.code, ran.out) == (2, "")
    assert "a.json: is a folder; name a file" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("output", ["deal.json", "./deal.json", "../exports/deal.json", "link.json", "kyccheck.yaml"])
def test_no_report_is_written_over_what_is_read(output: str, tmp_path: Path, kyccheck: Kyccheck) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    content = (PROJECT / "examples/ready.json").read_bytes()
    (folder / "deal.json").write_bytes(content)
    (folder / "kyccheck.yaml").write_text("dates: dmy\n")
    (folder / "link.json").symlink_to("deal.json")
    for given in ("deal.json", ".", folder):
        ran = kyccheck("audit", given, "-o", output, cwd=folder)
        assert ran.code == 2
        assert output == "kyccheck.yaml" or "would destroy it" in ran.err
    assert (folder / "deal.json").read_bytes() == content
    assert (folder / "kyccheck.yaml").read_text() == "dates: dmy\n"


def test_of_very_many_problems_the_first_are_said_and_all_are_in_the_report(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "many.ndjson").write_text("{\n" * 1000 + json.dumps(GOOD) + "\n")
    ran = kyccheck("audit", "many.ndjson", "-f", "json")
    assert (ran.code, len(ran.json["problems"])) == (3, 1000)
    *said, last = ran.err.splitlines()
    assert [f"line {number} " in line for number, line in enumerate(said, 1)] == [True] * 100
    assert last == "kyccheck: and 900 more problems; a report in JSON (-f json) lists them all"
