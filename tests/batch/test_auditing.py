"""`kyccheck.audit_cases` says what the command says of the same cases, and nothing of a case is lost."""

import copy
import importlib.util
import inspect
import json
import math
import pickle
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import partial
from itertools import count, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, assert_type

import pytest

import kyccheck as public
from kyccheck import Audited, Problem, RefusedError, audit_cases
from support import AS_OF, GOOD, PROJECT, Kyccheck

NATIVE = ("deal", "high-risk", "ready")
EXAMPLES = [json.loads((PROJECT / f"examples/{name}.json").read_text("utf-8")) for name in NATIVE]
MAPPING = PROJECT / "examples/kyccheck.yaml"
DECISIONS = (PROJECT / "examples/waivers.yaml", PROJECT / "examples/attestations.yaml")


def batch(number: int) -> list[bytes]:
    """Cases that bench makes."""
    spec = importlib.util.spec_from_file_location("data", PROJECT / "bench/data.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.lines(number))


def lines(found: Iterable[Audited | Problem]) -> str:
    """Audited cases as the command writes them."""
    return "".join(json.dumps(entry, separators=(",", ":")) + "\n" for entry in found)


def one(given: Any, *checklists: str, **asked: Any) -> Any:
    (found,) = audit_cases([given], checklists or ["kyc"], AS_OF, **asked)
    return found


def test_the_signature_stays() -> None:
    kinds = {name: (each.kind.name, each.default) for name, each in inspect.signature(audit_cases).parameters.items()}
    empty = inspect.Parameter.empty
    assert kinds == {
        "cases": ("POSITIONAL_OR_KEYWORD", empty),
        "checklists": ("POSITIONAL_OR_KEYWORD", empty),
        "as_of": ("POSITIONAL_OR_KEYWORD", empty),
        "at": ("KEYWORD_ONLY", ""),
        "mapping": ("KEYWORD_ONLY", None),
        "decisions": ("KEYWORD_ONLY", ()),
        "every_evidence": ("KEYWORD_ONLY", False),
        "file": ("KEYWORD_ONLY", ""),
    }
    assert_type(audit_cases([], [], AS_OF), Iterator[Audited | Problem])
    assert sorted(public.__all__) == ["Audited", "Problem", "RefusedError", "__version__", "audit_cases"]
    assert [each for each in public.__all__ if not hasattr(public, each)] == []
    assert not hasattr(public, "audit_case")


SAME = [
    ({}, []),
    ({"every_evidence": True}, ["--all"]),
    ({"at": "completed"}, ["--at", "completed"]),
    ({"mapping": MAPPING}, ["--mapping", MAPPING]),
    (
        {"mapping": str(MAPPING), "decisions": [*DECISIONS]},
        ["--mapping", MAPPING, "--waivers", DECISIONS[0], "--attestations", DECISIONS[1]],
    ),
]


@pytest.mark.parametrize(("asked", "options"), SAME)
@pytest.mark.parametrize("checklists", [[], ["kyc"], [str(PROJECT / "examples/more-kyc-fields.yaml")]])
def test_it_says_what_the_command_says(
    asked: dict[str, Any], options: list[object], checklists: list[str], tmp_path: Path, kyccheck: Kyccheck
) -> None:
    text = [json.dumps(case).encode() for case in EXAMPLES] + batch(8)
    (tmp_path / "cases.ndjson").write_bytes(b"\n".join(text))
    named = [word for each in checklists for word in ("-c", each)]
    said = kyccheck("audit", "cases.ndjson", "-f", "ndjson", *named, *options).out
    assert len(said.splitlines()) == len(text)
    assert lines(audit_cases(text, checklists, AS_OF, file="cases.ndjson", **asked)) == said
    assert lines(audit_cases(map(json.loads, text), checklists, AS_OF, file="cases.ndjson", **asked)) == said


def test_it_says_so_of_a_batch_and_of_each_part_of_it(tmp_path: Path, kyccheck: Kyccheck) -> None:
    made = batch(700)
    for part in range(2):
        (tmp_path / f"{part}.ndjson").write_bytes(b"".join(made[part * 350 : part * 350 + 350]))
    said = kyccheck("audit", "0.ndjson", "1.ndjson", "-f", "ndjson").out
    for found in (ThreadPoolExecutor(2).map, map):
        parts = found(lambda part: lines(audit_cases(parted(tmp_path, part), (), AS_OF, file=f"{part}.ndjson")), "01")
        assert "".join(parts) == said


def parted(folder: Path, part: str) -> Iterator[bytes]:
    yield from (folder / f"{part}.ndjson").read_bytes().split(b"\n")


def test_without_a_file_a_result_depends_on_the_case_alone(tmp_path: Path, kyccheck: Kyccheck) -> None:
    every = list(audit_cases(EXAMPLES, ["kyc"], AS_OF))
    for example, found in zip(EXAMPLES, every, strict=True):
        assert one(example) == found
        (tmp_path / "one.json").write_text(json.dumps(example))
        said = kyccheck("audit", "one.json", "-c", "kyc", "-f", "ndjson").out
        assert lines([found]).replace('"file":null', '"file":"one.json"') == said.replace(
            '"file":null', '"file":"one.json"'
        )


def deep(levels: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for _ in range(levels):
        made = {"in": made}
    return {"case": {"id": "1", "kind": "deal"}, "company": made}


RING: dict[str, Any] = {"case": {"id": "1", "kind": "deal"}}
RING["company"] = RING

REFUSED = [
    ({}, "none of the sections"),
    ([], "holds no case"),
    (7, "should be an object with sections"),
    (None, "should be an object with sections"),
    (object(), "a object is no value of JSON"),
    ({"case": {"kind": "deal"}}, "a case without an id cannot be audited"),
    ({"case": {"id": "1", "kind": "wish"}}, "case 1: no checklist (kyc) is for it"),
    ({"case": {"id": "1", "kind": "deal"}, "deal": {"amount": math.nan}}, "cannot be written as JSON"),
    ({"case": {"id": "1", "kind": "deal"}, "deal": {"amount": math.inf}}, "cannot be written as JSON"),
    ({"case": {"id": "1", "kind": "deal"}, "deal": {"amount": 10**400}}, "more than 400 digits"),
    ({"case": {"id": "1", "kind": "deal"}, "deal": {"close_date": AS_OF}}, "a date is no value of JSON"),
    ({"case": {"id": "1", "kind": "deal"}, ("a", "b"): 1}, "cannot be written as JSON"),
    ({"case": {"id": "1", "kind": "deal"}, "company": {"name": "\ud800"}}, "half a character"),
    (deep(201), "more than 200 levels"),
    (deep(100_000), "cannot be written as JSON"),
    (RING, "cannot be written as JSON"),
    ('{"case": {"id": "1", "kind": "deal"}, "case": {}}', 'the key "case" stands twice'),
    ('{"case": {"id": "1"', "is not JSON"),
    (b"\xff\xfe\xff", "is not UTF-16 text"),
    (b'{"case": {"id": NaN}}', "NaN is not a number"),
    ("\ud800", "half a character"),
]


@pytest.mark.parametrize(("given", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_a_case_that_cannot_be_audited_is_said_in_its_place(given: Any, said: str) -> None:
    before, problem, after = audit_cases([EXAMPLES[0], given, EXAMPLES[2]], ["kyc"], AS_OF)
    assert isinstance(problem, Problem)
    assert (problem.number, problem.audited) == (1, False)
    assert said in problem.message
    assert [entry["id"] for entry in (before, after) if isinstance(entry, dict)] == ["9876543210", "9876543333"]
    assert pickle.loads(pickle.dumps(problem)) == problem  # noqa: S301 - it was made here


def test_a_problem_has_its_place_in_the_file() -> None:
    wish = {"case": {"id": "1", "kind": "wish"}}
    found = list(audit_cases([EXAMPLES[0], wish, "{", {}], ["kyc"], AS_OF, file="a.ndjson"))
    assert [entry.at for entry in found if isinstance(entry, Problem)] == ["/1", "/2", "/3"]


def test_no_text_of_a_case_acts_on_who_prints_a_problem() -> None:
    problem = one({"case": {"id": "1\x1b[2J\u202e7", "kind": "wish"}})
    assert problem.message.startswith("case: no checklist")
    assert problem.message.isprintable()


def test_a_part_that_cannot_be_used_is_said_before_its_case() -> None:
    problem, found = audit_cases([{**EXAMPLES[2], "contacts": [3]}], ["kyc"], AS_OF, file="a.ndjson")
    assert problem == Problem(0, "contacts should hold objects with fields", "/0/contacts/0", audited=True)
    assert isinstance(found, dict)
    assert found["verdict"] != "ready"


def test_a_blank_text_is_passed_over_as_a_blank_line_is() -> None:
    found = list(audit_cases(["", json.dumps(EXAMPLES[0]), " \n", "{"], ["kyc"], AS_OF, file="a.ndjson"))
    assert [getattr(entry, "number", None) for entry in found] == [None, 3]
    assert getattr(found[1], "at", "") == "/1"


def test_other_mappings_and_tuples_are_as_good() -> None:
    proxy = MappingProxyType(
        {
            key: MappingProxyType(value) if isinstance(value, dict) else tuple(value)
            for key, value in EXAMPLES[2].items()
        }
    )
    assert one(proxy) == one(EXAMPLES[2])


def test_it_is_lazy() -> None:
    def endless() -> Iterator[dict[str, Any]]:
        for number in count():
            taken.append(number)
            yield EXAMPLES[0] if number % 2 else {}

    taken: list[int] = []
    found = audit_cases(endless(), ["kyc"], AS_OF)
    assert taken == []
    assert len(list(islice(found, 6))) == 6
    assert taken == [0, 1, 2, 3, 4, 5]


def test_what_is_given_stays_and_what_is_yielded_is_the_callers() -> None:
    given = copy.deepcopy(EXAMPLES)
    first = list(audit_cases(given, ["kyc"], AS_OF, every_evidence=True))
    assert given == EXAMPLES
    for every in (True, False):
        for entry in audit_cases(given, ["kyc"], AS_OF, every_evidence=every):
            assert isinstance(entry, dict)
            for result in entry["results"]:
                result["status"] = "pass"
                result["evidence"].clear()
                result["evidence"].append({"field": "", "value": "", "file": "", "at": ""})
            entry["results"].clear()
            entry["notes"].append("changed")
    assert list(audit_cases(given, ["kyc"], AS_OF, every_evidence=True)) == first


WRONG = [
    ({"checklists": ["kcy"]}, RefusedError, "did you mean 'kyc'"),
    ({"checklists": ["missing.yaml"]}, RefusedError, "no such checklist file"),
    ({"checklists": ["kyc", "kyc"]}, RefusedError, "two of the checklists have the id"),
    ({"checklists": "kyc"}, TypeError, "checklists: give a list"),
    ({"cases": EXAMPLES[0]}, TypeError, "cases: give a list"),
    ({"cases": json.dumps(EXAMPLES[0])}, TypeError, "cases: give a list"),
    ({"as_of": datetime(2026, 11, 21)}, TypeError, "as_of: give a datetime.date, not a datetime"),  # noqa: DTZ001
    ({"as_of": "2026-11-21"}, TypeError, "as_of: give a datetime.date, not a str"),
    ({"at": "iod_chek"}, RefusedError, "did you mean 'iod_check'"),
    ({"mapping": "missing.yaml"}, RefusedError, "cannot be read"),
    ({"decisions": "waivers.yaml"}, TypeError, "decisions: give a list"),
    ({"decisions": ["missing.yaml"]}, RefusedError, "cannot be read"),
    (
        {"decisions": [PROJECT / "tests/decisions/filled/saved-by-libreoffice.xlsx"]},
        RefusedError,
        "saved-by-libreoffice.xlsx:4: this row cannot be used",
    ),
]


@pytest.mark.parametrize(("asked", "kind", "said"), WRONG)
def test_what_cannot_be_used_is_refused_at_the_call(asked: dict[str, Any], kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=said):
        audit_cases(**{"cases": [], "checklists": ["kyc"], "as_of": AS_OF, **asked})


def test_a_mapping_to_a_stage_that_no_checklist_knows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text('stages: {"17": iod_chek}\n')
    with pytest.raises(RefusedError, match=r"names.yaml:1: .*did you mean 'iod_check'"):
        audit_cases([], ["kyc"], AS_OF, mapping=tmp_path / "names.yaml")


def test_checklists_are_compiled_once_and_anew_where_they_change(tmp_path: Path) -> None:
    from kyccheck.batch.offered import _compiled

    overlay = tmp_path / "mine.yaml"
    overlay.write_text("extends: kyc\nparameters: {mandatory_company_fields: [company.name]}\n")

    def status(day: date = AS_OF) -> str:
        (found,) = audit_cases([EXAMPLES[0]], [overlay], day)
        assert isinstance(found, dict)
        return next(str(result["status"]) for result in found["results"] if result["item"] == "1a")

    assert status() == "pass"
    before = _compiled.cache_info().misses
    assert status() == "pass"
    assert _compiled.cache_info().misses == before
    overlay.write_text("extends: kyc\nparameters: {mandatory_company_fields: [company.website]}\n")
    assert status() == "unknown"
    assert status(date(2027, 11, 21)) == "unknown"
    assert _compiled.cache_info().misses == before + 2


def test_it_goes_to_workers_by_name() -> None:
    work = partial(audit_cases, checklists=["kyc"], as_of=AS_OF)
    assert list(pickle.loads(pickle.dumps(work))(EXAMPLES)) == list(work(EXAMPLES))  # noqa: S301 - it was made here


def test_importing_the_package_costs_nothing() -> None:
    probe = "import sys, kyccheck; print(*(name for name in sys.modules if name.startswith('kyccheck')))"
    said = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["kyccheck"]


def test_the_example_of_the_readme_runs(tmp_path: Path) -> None:
    text = (PROJECT / "README.md").read_text("utf-8").partition("## From Python\n")[2]
    code = text.partition("\n`audit_cases` is")[0]
    (tmp_path / "cases.ndjson").write_text("\n".join(map(json.dumps, [*EXAMPLES, {}])))
    command = [sys.executable, "-c", textwrap.dedent(code)]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.splitlines()
    assert [json.loads(line)["verdict"] for line in said[:-1]] == ["return", "escalate"]
    assert said[-1] == "case 3 could not be used: is not a case: it has none of the sections that kyccheck fields lists"


def test_a_users_own_types_are_checked(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("""
import datetime, kyccheck
for found in kyccheck.audit_cases([b"{}"], ["kyc"], datetime.date(2026, 11, 21)):
    if isinstance(found, kyccheck.Problem):
        reveal_type(found.message)
    else:
        reveal_type(found["results"][0]["evidence"])
        found["verdct"]
kyccheck.audit_cases([3], "kyc", "2026-11-21")
kyccheck.audit_case
""")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir=/dev/null", "mine.py"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    told = [line.partition(" ")[2] for line in said.splitlines()]
    assert told[0] == 'note: Revealed type is "str"'
    assert re.match(r'note: Revealed type is "(builtins\.)?list\[TypedDict', told[1]), said
    wrong = ["typeddict-item]", "list-item]", "arg-type]", "attr-defined]"]
    assert [line.rpartition("[")[2] for line in told[2:-1] if "note:" not in line] == wrong, said


class Broken(Mapping[str, Any]):
    """A case whose database is gone."""

    def __getitem__(self, _key: str) -> Any:
        raise OSError("connection to Ada Lam's record lost")

    def __iter__(self) -> Iterator[str]:
        return iter(["case"])

    def __len__(self) -> int:
        return 1


def test_a_mapping_that_breaks_is_a_problem_in_its_place_and_says_nothing_of_anybody() -> None:
    before, problem, after = audit_cases([GOOD, Broken(), GOOD], ["kyc"], AS_OF)
    assert isinstance(problem, Problem)
    assert (problem.number, problem.message) == (1, "could not be read (OSError)")
    assert before == after
