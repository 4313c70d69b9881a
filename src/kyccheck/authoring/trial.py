"""Trying a checklist out: cases beside its items that say what it should make of them.

    cases:
      - name: all is there
        as_of: 2026-11-21
        given: {case: {id: "1", kind: deal, stage: iod_check}, company: {name: Amber Quay Limited}}
        want: {"1": pass}
        verdict: ready
      - name: no company
        like: all is there
        without: [company]
        want: {"1": unknown}

`given` holds sections as `kyccheck fields` lists them. A case that is `like` an earlier one takes its day, its stage
and its sections: `given` replaces fields of a section and whole lists, `without` takes sections, fields and members of
lists (documents[2]) away. The cases stand in the checklist itself, or in a file of the same name in a folder `cases`
beside it, which an audit never reads.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Sequence
from dataclasses import field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from kyccheck import registry
from kyccheck.asking.answer import Status
from kyccheck.asking.shown import Audited
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import Plan, compile_plan
from kyccheck.audit.verdict import Verdict
from kyccheck.batch.choosing import Choosing
from kyccheck.checklist.model import Checklist
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError, UnreadableError
from kyccheck.inputs.intake import Intake
from kyccheck.inputs.mapping import Mapping as Names
from kyccheck.inputs.paths import Input
from kyccheck.read.opened import open_input
from kyccheck.read.strictjson import parse_line
from kyccheck.read.strictyaml import Mapping, Place, read
from kyccheck.read.strictyaml import Sequence as Members
from kyccheck.read.trees import Tree
from kyccheck.read.typed import build
from kyccheck.records.fields import NATIVE

Sections = dict[str, Any]

_STEP: Final = re.compile(r"([^.\[\]]+)(?:\[(\d*)\])?\.?")


@dataclass(frozen=True, slots=True)
class Trial:
    """A case, and what a checklist should make of it: the status of items, and the verdict."""

    name: str
    given: dict[str, Any] = field(default_factory=dict)
    want: dict[str, str] = field(default_factory=dict)
    as_of: date | None = None
    at: str = ""
    verdict: str = ""
    like: str = ""
    without: tuple[str, ...] = ()
    place: Place = field(default=Place("", 0), compare=False)


class Difference(NamedTuple):
    """What a checklist makes of something in another way than wanted."""

    trial: str
    place: Place
    about: str
    expected: str
    got: str
    reason: str = ""


def trials_of(path: Path, checklist: Checklist) -> list[Trial]:
    """The cases of a checklist's file, in the order written. Raises RefusedError with file and line."""
    found: list[Trial] = []
    for file, name in ((path, path.name), (path.parent / "cases" / path.name, f"cases/{path.name}")):
        if file.is_file():
            tree = read(file, name)
            if file != path and isinstance(tree, Mapping):
                _refuse_other_keys(tree)
            members = tree.get("cases") if isinstance(tree, Mapping) else None
            if members is not None and not isinstance(members, Members):
                raise tree.at("cases").refuse("cases must be a list, each behind a dash")
            for member, line in zip(members or (), members.lines if members else (), strict=True):
                place = getattr(member, "place", Place(name, line))
                _add(found, build(Trial, member, place, "a case"), checklist)
    return found


def _refuse_other_keys(tree: Mapping) -> None:
    """Refuse a file of cases that holds anything else."""
    for key in tree:
        if key != "cases":
            raise tree.at(key).refuse(f"unknown key {key!r}; a file of cases has the key 'cases'")


def _add(found: list[Trial], one: Trial, checklist: Checklist) -> None:
    """Add a case, made whole by the one that it is like. Raises RefusedError for what nothing has the name of."""
    items = tuple(item.id for item in checklist.walk())
    for item, status in one.want.items():
        _refuse_unknown(one.place, "item", item, items)
        _refuse_unknown(one.place, "status", status, tuple(Status))
    _refuse_unknown(one.place, "verdict", one.verdict or Verdict.READY, tuple(Verdict))
    if not one.want and not one.verdict:
        raise one.place.refuse(f"case {one.name!r} wants nothing: add want or verdict")
    by_name = {known.name: known for known in found}
    if one.name in by_name:
        raise one.place.refuse(f"case {one.name!r} stands twice; the first is in line {by_name[one.name].place.line}")
    base = Trial(one.name)
    if one.like:
        _refuse_unknown(one.place, "case", one.like, tuple(by_name))
        base = by_name[one.like]
    given = merged(base.given, one.given)
    for path in one.without:
        if not without(given, path):
            raise one.place.refuse(f"case {one.name!r} has nothing at {path!r} to take away")
    as_of = one.as_of or base.as_of
    if as_of is None:
        raise one.place.refuse(f"case {one.name!r} lacks 'as_of', the day to audit it on")
    whole = Trial(one.name, given, one.want, as_of, one.at or base.at, one.verdict, place=one.place)
    _refuse_unknown(one.place, "stage", whole.at, (*(stage.id for stage in checklist.stages), ""))
    found.append(whole)


def _refuse_unknown(place: Place, what: str, word: str, choices: Sequence[str]) -> None:
    if word not in choices:
        raise place.refuse(f"unknown {what} {word!r}; {registry.allowed(word, tuple(map(str, choices)))}")


def merged(base: Sections, given: Sections) -> Sections:
    """Sections with others laid over them: mappings key by key, everything else as a whole."""
    made = copy.deepcopy(dict(base))
    for key, value in given.items():
        old = made.get(key)
        made[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else copy.deepcopy(value)
    return made


def without(given: Sections, path: str) -> bool:
    """Take away what stands at a path; say whether anything did."""
    found = holders(given, path)
    for holder, key in found:
        del holder[key]
    return bool(found)


def holders(given: Sections, path: str) -> list[tuple[Any, Any]]:
    """The mappings and lists that hold what a path names, with its key: `contacts[].role` has one a contact.

    The last of a list comes first, so that they can be taken away one after the other.
    """
    steps = [(match[1], match[2]) for match in _STEP.finditer(path)]
    found: list[tuple[Any, Any]] = [({"": given}, "")]
    for name, place in steps:
        inside = [holder[key] for holder, key in found]
        found = [(part, name) for part in inside if isinstance(part, dict) and name in part]
        if place is not None:
            lists = [holder[key] for holder, key in found if isinstance(holder[key], list)]
            found = [(members, at) for members in lists for at in range(len(members)) if not place or at == int(place)]
    return found[::-1]


def case_of(path: Path) -> Sections:
    """The sections of a native case in a JSON file. Raises RefusedError."""
    try:
        with open_input(path, path.name) as opened:
            tree = opened.first
    except UnreadableError as error:
        raise RefusedError(error.message, path.name) from None
    if isinstance(tree, list) and len(tree) == 1:
        tree = tree[0]
    if not isinstance(tree, dict) or not {"case", "deal"} & set(tree):
        raise RefusedError("holds no single case in kyccheck's own form (sections such as case, company)", path.name)
    return tree


def tried(given: Sections, plan: Plan, at: str) -> Audited:
    """What a checklist makes of a native case. Raises RefusedError for sections that are no case."""
    text = json.dumps({"case": {}, **given} if "deal" not in given else given)
    intake = Intake(Names())
    try:
        tree = Tree(parse_line(text.encode()), "")
        cases = list(intake.documents(Input(None, "case.json"), [tree], registry.load("kyccheck.sources", NATIVE)))
    except UnreadableError as error:
        raise RefusedError(f"is not a case that can be audited: {error.message}") from None
    if len(cases) != 1 or intake.problems:
        said = "; ".join(problem.message for problem in intake.problems) or f"it holds {len(cases)} cases"
        raise RefusedError(f"is not a case that can be audited: {said}")
    chosen = Choosing([plan], asked_for=True).plans(cases[0])
    if not chosen:
        raise RefusedError(f"the checklist {plan.checklist.id} is not for this case")
    return audit(cases[0], chosen, at)


def differences(trials: Sequence[Trial], checklist: Checklist) -> list[Difference]:
    """What the checklist makes of its cases in another way than they want. Raises RefusedError for what is no case."""
    plans = cache(lambda day: compile_plan(checklist, day))
    found: list[Difference] = []
    for one in trials:
        assert one.as_of is not None  # noqa: S101 - each was given a day
        try:
            made = tried(one.given, plans(one.as_of), one.at)
        except RefusedError as error:
            raise one.place.refuse(f"case {one.name!r} {error.message}") from None
        got = {result["item"]: result for result in made["results"]}
        for item, status in one.want.items():
            if got[item]["status"] != status:
                about = f"item {item}"
                found.append(Difference(one.name, one.place, about, status, got[item]["status"], got[item]["reason"]))
        if one.verdict and made["verdict"] != one.verdict:
            found.append(Difference(one.name, one.place, "the verdict", one.verdict, made["verdict"]))
    return found


def never_failing(trials: Sequence[Trial], checklist: Checklist) -> list[str]:
    """The items that ask something, and of which no case wants a fail; of a manual question, a review."""
    shown = {(item, status) for one in trials for item, status in one.want.items()}
    return [
        item.id
        for item in checklist.asking()
        if item.check and (item.id, "review" if item.check.kind == "manual" else "fail") not in shown
    ]
