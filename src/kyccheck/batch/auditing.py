"""Auditing cases from Python: `kyccheck.audit_cases`, a pure function of each case, for engines that hold them already.

It reads, chooses and audits by the same functions as the command, and so says the same of the same case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import Any

import orjson

from kyccheck import registry
from kyccheck.asking.shown import Audited, ShownResult
from kyccheck.audit.heart import audit
from kyccheck.batch.choosing import Choosing
from kyccheck.batch.offered import known_to, offers_for, refuse_unknown
from kyccheck.dataclass import dataclass
from kyccheck.decisions import files as decision_files
from kyccheck.decisions.model import Decisions
from kyccheck.errors import RefusedError, UnreadableError
from kyccheck.inputs.intake import Intake
from kyccheck.inputs.mapping import load as load_mapping
from kyccheck.inputs.paths import Input
from kyccheck.read.strictjson import parse_line
from kyccheck.read.trees import Tree
from kyccheck.records.case import Case
from kyccheck.records.fields import NATIVE
from kyccheck.records.record import Problem as Told
from kyccheck.values.visible import visible

AnyPath = str | PathLike[str]
Given = Mapping[str, Any] | str | bytes
"""A case in kyccheck's own form, or its JSON text: a line of an NDJSON file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be used of the cases given: one as a whole, or a part of one that `audited` says comes next.

    `number` is that of the case in what was given, from 0; `at` is the place, as a JSON pointer. Whatever a case holds,
    neither acts on a terminal.
    """

    number: int
    message: str
    at: str = ""
    audited: bool = False


def audit_cases(  # noqa: PLR0913 - what an audit depends on beside the case
    cases: Iterable[Given],
    checklists: Sequence[AnyPath],
    as_of: date,
    *,
    at: str = "",
    mapping: AnyPath | None = None,
    decisions: Sequence[AnyPath] = (),
    every_evidence: bool = False,
    file: str = "",
) -> Iterator[Audited | Problem]:
    """Audit cases one by one, lazily and in order: what is yielded is an entry of the JSON report's `cases`, and yours.

    A case is a mapping in kyccheck's own form, of what JSON can say, or its JSON text, which is read as strictly as a
    file; a blank text is passed over, as a blank line is. One that cannot be audited (no id, no sections, NaN, more
    than 200 levels, no checklist for it) is a `Problem` in its place, and the iteration goes on. A part that cannot be
    used is a `Problem` too, and behind it comes its case, audited without it.

    `checklists` are ids of shipped ones and paths of YAML files; none means every shipped one that is for the case.
    They are read at once, before the first case, and compiled once in a process however often this is called.
    `at` is a stage, as if each case stood there; `mapping` a file like kyccheck.yaml (none is looked for);
    `decisions` are files of waivers and attestations; `every_evidence` gives evidence of settled results too. `file`
    is for lines of a file: evidence then names it, and is placed by line as in the command's report. Without it the
    place is within the case, so that a result depends on the case alone, wherever it stands.

    Raises RefusedError, at the call, for a checklist, stage, mapping or decision that cannot be used; TypeError for an
    argument of the wrong kind. Two cases with one id are both audited: whether ids are unique, who has all of them
    must see.
    """
    _refuse_slips(cases, checklists, as_of, decisions)
    mappings = [Path(mapping)] if mapping is not None else []
    names, words = load_mapping(mappings), [fspath(word) for word in checklists]
    offers = offers_for(words, names, mappings, as_of)
    refuse_unknown(offers, at, dashes="")
    auditing = _Auditing(
        Intake(names),
        Choosing(offers, asked_for=bool(words)),
        at=at,
        every_evidence=every_evidence,
        decisions=_decisions(decisions, words),
        file=file,
    )
    return auditing.results(cases)


def _refuse_slips(cases: object, checklists: object, as_of: object, decisions: object) -> None:
    """Refuse what the types forbid and Python would take: it would be found out late, or never."""
    if isinstance(cases, (Mapping, str, bytes)):
        raise TypeError("cases: give a list of cases, also where it is one")
    for name, given in (("checklists", checklists), ("decisions", decisions)):
        if isinstance(given, (str, PathLike)):
            raise TypeError(f"{name}: give a list, also where it is one")
    if type(as_of) is not date:
        raise TypeError(f"as_of: give a datetime.date, not a {type(as_of).__name__}")


def _decisions(files: Sequence[AnyPath], words: list[str]) -> Decisions | None:
    """The decisions of these files. Raises RefusedError, for one row of a filled workbook that cannot be used too."""
    if not files:
        return None
    found = decision_files.read(map(Path, files), known_to(words))
    for refused in (one for each in found.files for one in each.refused):
        where = f"{refused.place.file}:{refused.place.line}"
        raise RefusedError("this row cannot be used; kyccheck sign-off says why, and takes out the others", where)
    return found


@dataclass(frozen=True, slots=True)
class _Auditing:
    """All that does not change from case to case."""

    intake: Intake
    choosing: Choosing
    at: str
    every_evidence: bool
    decisions: Decisions | None
    file: str

    def results(self, cases: Iterable[Given]) -> Iterator[Audited | Problem]:
        """The entries, each with its number."""
        native, item = registry.load("kyccheck.sources", NATIVE), Input(None, self.file)
        place = 0
        for number, given in enumerate(cases):
            if isinstance(given, (str, bytes)) and not given.strip():
                continue
            base = f"/{place}" if self.file else ""
            tree = self._tree(given, base)
            place += 1
            for case in self.intake.documents(item, [tree], native):
                entry = self._audited(case, number, base)
                yield from self._problems(number, audited=not isinstance(entry, Problem))
                yield entry
            yield from self._problems(number, audited=False)

    def _tree(self, given: Given, base: str) -> Tree | Told:
        try:
            return Tree(parse_line(_text(given)), base)
        except UnreadableError as error:
            return Told(self.file, error.message, base, records=1)

    def _audited(self, case: Case, number: int, base: str) -> Audited | Problem:
        plans = self.choosing.plans(case)
        if not plans:
            return Problem(number, visible(self.choosing.why_none(case, "name one that is")), base)
        found = audit(case, plans, self.at, every_evidence=self.every_evidence, decisions=self.decisions)
        # Cases share results, which a caller may change: each is given its own.
        results: list[ShownResult] = [{**result, "evidence": [*result["evidence"]]} for result in found["results"]]
        return {**found, "results": results}

    def _problems(self, number: int, *, audited: bool) -> Iterator[Problem]:
        """What was noted while the last case was read; it is noted no longer."""
        told, self.intake.problems[:] = [*self.intake.problems], []
        for one in told:
            yield Problem(number, visible(one.message), visible(one.at), audited)


def _text(given: object) -> bytes:
    """The JSON text of a case. Raises UnreadableError for what has none."""
    if isinstance(given, bytes):
        return given.removesuffix(b"\n")
    try:
        if isinstance(given, str):
            return given.removesuffix("\n").encode()
        fast = orjson.dumps(given)
        if orjson.loads(fast) == given:  # it writes NaN as null, and days as texts
            return fast
    except UnicodeEncodeError:
        raise UnreadableError("holds half a character (a lone surrogate such as \\ud800)") from None
    except orjson.JSONEncodeError:
        pass
    try:
        return json.dumps(given, allow_nan=False, default=_plain).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise UnreadableError(f"cannot be written as JSON: {error}") from None
    except Exception as error:  # noqa: BLE001 - a mapping may be of any making, and one bad case never ends a run
        raise UnreadableError(f"could not be read ({type(error).__name__})") from None


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} is no value of JSON")
