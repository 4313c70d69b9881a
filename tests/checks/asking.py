"""A question as a checklist writes it, asked of a case as an export holds it."""

from datetime import date
from typing import Any

import pytest

from kyccheck.audit import audit
from kyccheck.case import Case
from kyccheck.checklist import make
from kyccheck.checks import Answer, Context, Question
from kyccheck.errors import RefusedError
from kyccheck.fields import Names
from kyccheck.join import Pool, case_of
from kyccheck.plan import compile_plan
from kyccheck.read import Tree
from kyccheck.sources import Reading, native
from kyccheck.strictyaml import Place, parse
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
    tree = Tree({"case": {"id": "7", "kind": "deal"}, **sections}, "")
    (sheaf,) = native.records(tree, Reading("case.json", Names()))
    assert isinstance(sheaf, tuple), sheaf
    return case_of(sheaf, Pool())


def question(check: str) -> Question:
    """The check of a YAML snippet (`present: company.name`)."""
    return Question.from_tree(parse(check.encode(), "snippet.yaml"), Place("snippet.yaml", 1))


def ask(check: str, sections: dict[str, Any], *, as_of: date = AS_OF, dates: str = "") -> Answer:
    """What a check says of a case."""
    known = {word: word for word in STAGES}
    context = Context(as_of, dates, STAGES, known.get)
    return question(check).compile(context)(native_case(sections))


def section(path: str, value: Any, **others: Any) -> dict[str, Any]:
    """Sections of which one field has this value: section("company.name", ""); ABSENT leaves the field out."""
    name, _, field = path.partition(".")
    return {name: {"something else": "x", **others} if value is ABSENT else {**others, field: value}}


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
    status: str = audit(native_case(sections), [plan])["results"][0]["status"]
    return status
