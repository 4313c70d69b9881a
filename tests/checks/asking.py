"""A question as a checklist writes it, asked of a case as an export holds it."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest

from kyccheck.asking.answer import Answer
from kyccheck.asking.context import Context
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import compile_plan
from kyccheck.checklist.file import make
from kyccheck.checks import Compiled, Question
from kyccheck.checks._writer import Sure, Writer
from kyccheck.errors import RefusedError
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import Input, find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.read.strictyaml import Place, parse
from kyccheck.records.case import Case
from kyccheck.records.record import Evidence, Problem, Record
from support import AS_OF

STAGES = ("draft", "iod_check", "provisioning", "completed")

ABSENT: Any = object()
"""In a table of values: the key is not there at all."""

BLANKS: tuple[Any, ...] = (None, "", "  ", "\t\n", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u2060 \u200d", [], {})
PLACEHOLDERS: tuple[str, ...] = ("N/A", "n/a ", "TBC", "-", "?", "xxx", "#N/A", "#REF!", "待定", "None", "ｎ／ａ")
NOT_ONE_VALUE: tuple[Any, ...] = (["x", "y"], ["x"], {"x": "y"}, [["x"]])
"""What stands where one text was expected: a person must look at it."""


def native_case(sections: dict[str, Any]) -> Case:
    """The case that an export with these sections holds."""
    with TemporaryDirectory() as folder:
        return read_files(Path(folder), {"case.json": {"case": {"id": "7", "kind": "deal"}, **sections}}).case


def question(check: str) -> Question:
    """The check of a YAML snippet (`present: company.name`)."""
    return Question.from_tree(parse(check.encode(), "snippet.yaml"), Place("snippet.yaml", 1))


def ask(check: str, sections: dict[str, Any], *, as_of: date = AS_OF, dates: str = "") -> Answer:
    """What a check says of a case."""
    known = {word: word for word in STAGES}
    context = Context(as_of, dates, STAGES, known.get)
    return both_ways(question(check).compile(context), native_case(sections))


def both_ways(compiled: Compiled, case: Case) -> Answer:
    """What a question says of a case on a close look; at a glance it says the same, or nothing."""
    raw = case.raw
    asked = compiled(case)
    sure = told(compiled, raw) if raw is not None else None
    if sure is not None:
        assert (sure.status, sure.reason, sure.undecided) == (asked.status, asked.reason, asked.undecided)
    return asked


@cache
def _written(compiled: Compiled) -> tuple[Sure | None, Callable[[dict[str, Any]], tuple[int, ...]]]:
    """A question by itself, written."""
    writer = Writer()
    sure = compiled.surely(writer)
    return sure, writer.written([sure.code] if sure else [])


def told(compiled: Compiled, raw: dict[str, Any]) -> Answer | None:
    """What a question is sure of, looking at a case as it was read."""
    sure, numbers = _written(compiled)
    if sure is None:
        return None
    try:
        number = numbers(raw)[0]
    except (AttributeError, KeyError, TypeError):
        return None
    assert number >= 0 or not sure.never_fails
    return sure.answer(number) if number else None


def section(path: str, value: Any, **others: Any) -> dict[str, Any]:
    """Sections of which one field has this value: section("company.name", ""); ABSENT leaves the field out."""
    name, _, field = path.partition(".")
    return {name: {"something else": "x", **others} if value is ABSENT else {**others, field: value}}


ANSWERING: dict[str, Any] = {"company": {"name": "Amber Quay", "city": "", "zip": ["1", "2"]}}
"""Sections of which a check can be made for each status that an answer may have."""
_WITH: dict[str, str] = {
    "pass": "{present: company.name}",
    "fail": "{present: company.city}",
    "review": "{present: company.zip}",
    "unknown": "{present: company.phone}",
}


def combined(kind: str, *statuses: str) -> str:
    """A check of this kind over a list of checks, which answer ANSWERING with these statuses."""
    return f"{kind}: [{', '.join(_WITH[status] for status in statuses)}]"


def refusal(check: str) -> str:
    """The message with which a check is refused, as it is read or as it is compiled."""
    with pytest.raises(RefusedError) as refused:
        question(check).compile(Context(AS_OF, "", STAGES))
    return str(refused.value)


def as_condition(check: str, sections: dict[str, Any]) -> str:
    """The status of an item that applies only when a check holds, and holds whenever it applies."""
    indented = "\n".join(" " * 6 + line for line in check.strip("\n").split("\n"))
    text = f"""
id: small
title: Small
version: "1"
for: {{systems: [native], kinds: [deal]}}
teams: {{sales: Sales}}
stages: [{", ".join(f"{{id: {word}, title: Stage {word}}}" for word in STAGES)}]
items:
  - id: "1"
    title: Asked under a condition
    check: {{present: case.id}}
    when:
{indented}
"""
    plan = compile_plan(make(parse(text.encode(), "small.yaml"), "small.yaml", []), AS_OF)
    case = native_case(sections)
    at_a_glance = audit(case, [plan])["results"]
    case.raw = None
    assert audit(case, [plan])["results"] == at_a_glance
    status: str = at_a_glance[0]["status"]
    return status


def members(case: Case, section: str) -> tuple[Record, ...]:
    """The records of a section of a case; none where it was not exported."""
    return case.records.get(section, ())


class Read(NamedTuple):
    """What became of the files of one call."""

    cases: list[Case]
    problems: list[Problem]
    inputs: dict[str, Input]
    unused: list[Record]

    @property
    def case(self) -> Case:
        """The one case that was found."""
        (only,) = self.cases
        return only

    def said(self) -> str:
        """All problems, as one text."""
        return "\n".join(f"{problem.path}: {problem.message}" for problem in self.problems)


def read_files(folder: Path, files: dict[str, Any], mapping: Mapping | None = None) -> Read:
    """The cases of these files, read together; a file is JSON, or lines where its name ends with .ndjson."""
    for name, content in files.items():
        lines = content if name.endswith(".ndjson") else [content]
        (folder / name).write_text("\n".join(json.dumps(line) for line in lines))
    reading = Reading(find_inputs([str(folder / name) for name in files]), mapping or Mapping())
    cases = list(reading.cases())
    return Read(cases, reading.problems, {item.label: item for item in reading.inputs}, reading.unused)


def ask_case(check: str, case: Case) -> Answer:
    """What a check says of a case that was read already."""
    return both_ways(question(check).compile(Context(AS_OF, "", STAGES)), case)


def evidence_of(answer: Answer) -> tuple[Evidence, ...]:
    """The values that a check has looked at, each once, with their places."""
    return tuple({(item.field, item.at): item for seen in answer.seen for item in seen.evidence()}.values())
