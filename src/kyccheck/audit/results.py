"""Answers as results of the report: with evidence, and with the fingerprint of what a person is asked about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from kyccheck.asking.answer import SETTLED, Answer, Status
from kyccheck.audit.glance import Results
from kyccheck.audit.planned import Planned, result_of
from kyccheck.records.case import Case
from kyccheck.records.documents import FILE_FIELDS
from kyccheck.records.fields import sections
from kyccheck.records.record import Evidence, Record
from kyccheck.values.value import as_text

if TYPE_CHECKING:  # most runs are given no decisions, and a start is counted in milliseconds
    from kyccheck.asking.shown import ShownEvidence, ShownResult
    from kyccheck.decisions.counting import Ruling

_NOT_LOOKED_AT: Final = frozenset({Status.NOT_DUE, Status.NOT_STATED})


def with_evidence(case: Case, planned: Planned, answer: Answer, every_evidence: bool) -> ShownResult:
    """The answer as a result of the report."""
    status = answer.status
    if status in _NOT_LOOKED_AT or (status in SETTLED and not every_evidence):
        return planned.result(answer)
    evidence = [item for seen in answer.seen for item in seen.evidence()] or _looked_at(case, planned)
    return _unsettled(case, planned, answer, [_shown(item) for item in _each_once(evidence)])


def summed_up(case: Case, planned: Planned, answer: Answer, results: Results) -> ShownResult:
    """The result of an item that is as it is because of sub-items: with their evidence."""
    below = [results[child] for child in planned.children]
    shown = [item for result in below if result["status"] == answer.status for item in result["evidence"]]
    evidence = list({(item["field"], item["file"], item["at"]): item for item in shown}.values())
    return _unsettled(case, planned, answer, evidence)


def with_decisions(case: Case, planned: Planned, answer: Answer, ruling: Ruling) -> ShownResult:
    """The result of an item that people have decided on. A waiver stands there where the whole item is waived."""
    result = result_of(with_evidence(case, planned, answer, every_evidence=True), attestation=ruling.attestation)
    if ruling.attestation is not None:
        result["fingerprint"] = fingerprint_of(case, planned)
    if answer.status is Status.WAIVED:
        result["waiver"] = ruling.waiver
    return result


def fingerprint_of(case: Case, planned: Planned) -> str:
    """A digest of the values that an item of a case reads, and of what it asks: 16 hexadecimal digits.

    It changes when one of them does, so that an answer holds for the question and the data that it was given to; and
    when another file stands in the place of a document, since whoever looked at it looked at that one. Where a person
    is asked about each member of a list, or nothing tells one from another, it is that of the members as a whole.
    """
    seen = [(item.field, item.value) for item in _looked_at(case, planned)]
    about: list[Any] = [planned.static["checklist"], planned.item.id, case.kind, case.id, planned.asked_as()]
    if any(path.startswith("documents[") for path in planned.reads):
        about.append([_file_of(document) for document in case.records.get("documents") or ()])
    about += [_members(case, path) for path in planned.whole()]
    text = json.dumps([*about, seen], default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _file_of(document: Record) -> list[Any]:
    """What tells the file of a document from another one."""
    return [document.id, *(document.fields.get(name) for name in FILE_FIELDS)]


def _members(case: Case, path: str) -> list[Any]:
    """A list with all that is known of its members; when a record was last changed is none of it.

    Nor is what no field of fields.yaml goes by, unlike in a report's digests of sections (batch/basis.py), which tell
    that anything has changed: a person's answer holds for as long as what kyccheck knows of the list is the same.
    """
    section, _, name = path.partition(".")
    if name:
        return [path, [item.value for item in case.evidence(path)]]
    about, records = sections()[section], case.records.get(section)
    known = (about.fields.keys() | about.nested) - {"updated"}
    return [
        path,
        records
        and [
            [one.id, bool(one.missing), {key: one.fields[key] for key in known & one.fields.keys()}] for one in records
        ],
    ]


def _unsettled(case: Case, planned: Planned, answer: Answer, evidence: list[ShownEvidence]) -> ShownResult:
    """A result with evidence; where a person's answer counts, with the fingerprint of what it would be about."""
    asks_a_person = answer.status in (Status.REVIEW, Status.UNKNOWN)
    fingerprint = fingerprint_of(case, planned) if asks_a_person else None
    found = result_of(
        planned.static, status=answer.status.value, reason=answer.reason, evidence=evidence, fingerprint=fingerprint
    )
    if answer.of_condition:
        found["fix"] = _clear_first(planned.item.fix, answer)
    return found


def _clear_first(fix: str, answer: Answer) -> str:
    """What to do where nobody can tell whether an item applies: to fetch what it asks for may be in vain."""
    paths = [*dict.fromkeys(seen.prefix + seen.path for seen in answer.seen)]
    named = ", ".join(paths[:_MOST_NAMED]) + " and others" * (len(paths) > _MOST_NAMED)
    return f"Make clear whether this applies ({named})." + (f" If it does: {fix}" if fix else "")


_MOST_NAMED: Final = 3


def _each_once(evidence: Iterable[Evidence]) -> Iterable[Evidence]:
    """Evidence without what several checks of one item have looked at again."""
    return {(item.field, item.file, item.at): item for item in evidence}.values()


def _looked_at(case: Case, planned: Planned) -> tuple[Evidence, ...]:
    return tuple(item for path in planned.reads for item in case.evidence(path))


def _shown(item: Evidence) -> ShownEvidence:
    value = item.value
    if not (value is None or isinstance(value, (str, int, float, bool))):
        value = as_text(value) or json.dumps(value, default=str, ensure_ascii=False, sort_keys=True)
    return {"field": item.field, "value": value, "file": item.file or None, "at": item.at or None}
