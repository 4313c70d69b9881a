"""A folder is a registry: to add a check, form, source, report or command is one new file."""

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kyccheck import registry
from kyccheck.errors import RefusedError
from support import AS_OF

NEW = {
    "kyccheck.checks": (
        "shouted",
        '''
        """Pass when a field is written in capitals."""
        from dataclasses import dataclass
        from kyccheck.asking.answer import Answer, Status
        @dataclass(frozen=True, slots=True)
        class Check:
            short = "field"
            field: str
            def reads(self):
                return (self.field,)
            def compile(self, context):
                look = context.look(self.field)
                def ask(case):
                    loud = str(look.get(case)).isupper()
                    return Answer(Status.PASS if loud else Status.FAIL, "is loud" if loud else "is quiet")
                return ask
        ''',
    ),
    "kyccheck.forms": (
        "backwards",
        '''
        """Aligned when one is the other one backwards."""
        from kyccheck.forms import Likeness
        def compare(left, right, context):
            return Likeness("aligned" if left == right[::-1] else "misaligned", "read backwards")
        ''',
    ),
    "kyccheck.sources": (
        "carrier_pigeon",
        '''
        """Notes from a pigeon's leg."""
        from kyccheck.records.naming import record_of
        def recognises(document):
            return 1.0 if isinstance(document, dict) and "coo" in document else 0.0
        def records(tree, reading):
            yield (record_of(reading.names, "deal", "native", {"id": tree.value["coo"]}, (reading.file, "")),)
        ''',
    ),
    "kyccheck.reports": (
        "telegram",
        '''
        """One word a case."""
        suffix = ".telegram"
        def write(run, out, options):
            out.write("STOP ".join(case["verdict"] for case in run.cases).encode())
        ''',
    ),
}


@pytest.fixture
def enlarged(tmp_path: Path) -> Iterator[None]:
    """The open folders with one new file each, which lie somewhere else."""
    packages: dict[str, ModuleType] = {}
    for name, (word, text) in NEW.items():
        folder = tmp_path / name
        folder.mkdir()
        lines = text.strip("\n").split("\n")
        (folder / f"{word}.py").write_text("\n".join(line[8:] for line in lines))
        packages[name] = importlib.import_module(name)
        packages[name].__path__.append(str(folder))
    registry.words.cache_clear()
    importlib.invalidate_caches()
    yield
    for package in packages.values():
        package.__path__.pop()
    registry.words.cache_clear()


@pytest.mark.usefixtures("enlarged")
def test_one_new_file_of_each_kind_is_all_it_takes(tmp_path: Path) -> None:
    import io

    from kyccheck.audit.plan import compile_plan
    from kyccheck.batch.run import run
    from kyccheck.batch.wanted import Wanted
    from kyccheck.checklist.overlay import load
    from kyccheck.cli._options import format_by_suffix
    from kyccheck.inputs.mapping import Mapping
    from kyccheck.inputs.paths import find_inputs
    from kyccheck.inputs.reading import Reading
    from kyccheck.reports import Options

    export = tmp_path / "pigeon.json"
    export.write_text(json.dumps({"coo": "ABBA"}))
    checklist = tmp_path / "loud.yaml"
    checklist.write_text(
        """
id: loud
title: Loud
version: "1"
for: {systems: [native], kinds: [deal]}
teams: {sales: Sales}
stages: [{id: start, title: Start}]
items:
  - {id: "1", title: Loud, check: {shouted: deal.id}}
  - {id: "2", title: Palindrome, check: {aligned: {form: backwards, left: deal.id, right: case.id}}}
"""
    )
    plan = compile_plan(load(str(checklist)), AS_OF)
    finished = run(Reading(find_inputs([str(export)]), Mapping()), [plan], Wanted(asked_for=True), AS_OF, "0")
    assert finished.problems == []
    assert [result["status"] for result in next(iter(finished.cases))["results"]] == ["pass", "pass"]
    assert finished.inputs[0].source == "carrier_pigeon"
    out = io.BytesIO()
    format_by_suffix(Path("x.telegram")).write(finished, out, Options())
    assert out.getvalue() == b"ready"


def test_unknown_words_name_the_nearest_right_one() -> None:
    with pytest.raises(RefusedError, match="unknown check 'presnt'; did you mean 'present'"):
        registry.load("kyccheck.checks", "presnt")
    with pytest.raises(RefusedError, match="allowed: aligned, all_of"):
        registry.load("kyccheck.checks", "zzzzzz")


def test_a_file_named_for_a_keyword_is_found_by_the_word() -> None:
    assert "not" in registry.words("kyccheck.checks")
    assert registry.load("kyccheck.checks", "not").__name__ == "kyccheck.checks.not_"


@pytest.mark.parametrize("package", ["kyccheck.checks", "kyccheck.forms", "kyccheck.sources", "kyccheck.reports"])
def test_every_file_of_an_open_folder_documents_itself(package: str) -> None:
    for word in registry.words(package):
        text = registry.documentation(registry.load(package, word))
        assert len(text) > 40
        if package == "kyccheck.checks":
            assert text.startswith("Pass when ")
            assert f"\n    {word}: " in text or f"\n    {word}:\n" in text
