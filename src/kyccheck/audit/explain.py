"""One item of one case, explained: what it asks, what was read and from where, each step, and what would make it pass.

Every question is asked again by itself, through the same functions that the audit asks, and keeps its own answer: what
is told here is what decided there. An item that is not due yet is explained as if it were.
"""

from __future__ import annotations

from dataclasses import fields as members
from typing import Any

from kyccheck import registry
from kyccheck.asking.answer import Answer, Status, Subject, not_evaluated
from kyccheck.asking.context import Context
from kyccheck.asking.shown import Audited, ShownEvidence, ShownNotice, ShownResult
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import Plan
from kyccheck.audit.planned import Planned
from kyccheck.checks import Question, aligned
from kyccheck.checks._members import Members
from kyccheck.checks._pairs import Pair
from kyccheck.checks._sides import Side, Value
from kyccheck.decisions.model import Decisions
from kyccheck.records.case import Case
from kyccheck.records.record import Evidence
from kyccheck.values.value import ABSENT
from kyccheck.values.written import as_read, written

_MOST: int = 50
"""Members of one list that are told one by one."""

Explained = dict[str, Any]
"""An explanation, in the shape of the JSON of `kyccheck explain`."""


def explain(case: Case, plans: list[Plan], item: str, decisions: Decisions | None = None) -> Explained:
    """Explain an item. `plans` are those for the case, and one of them has the item."""
    plan, place = next(
        (plan, place) for plan in plans for place, planned in enumerate(plan.items) if planned.item.id == item
    )
    planned = plan.items[place]
    own = planned.static["checklist"], item
    audited = audit(case, plans, decisions=decisions)
    result = _result(audited, own)
    late = None
    if result["status"] == Status.NOT_DUE:
        late = _result(audit(case, plans, plan.checklist.line[-1], decisions=decisions), own)
    counts = planned.constant is None
    return {
        "id": case.id,
        "kind": case.kind,
        "title": case.title,
        "stage": audited["stage"],
        "stage_as_read": case.stage,
        "checklist": own[0],
        "item": item,
        "asks": planned.item.title,
        "why": planned.item.why,
        "cites": planned.item.cites,
        "owner": plan.checklist.teams.get(planned.static["owner"], planned.static["owner"]),
        "due": _due(planned),
        "in_play": result["status"] != Status.NOT_DUE,
        "status": result["status"],
        "reason": result["reason"],
        "would_be": {"status": late["status"], "reason": late["reason"]} if late is not None and counts else None,
        "applies": [_step(one, plan.context, case) for one in _conditions(plan, planned)] if counts else [],
        "check": _step(planned.item.check, plan.context, case) if planned.item.check and counts else None,
        "items": [_child(plan.items[child], audited) for child in planned.children],
        "fix": result["fix"],
        "accepts": planned.item.accepts,
        "waivable": planned.item.waivable,
        "waiver": result["waiver"],
        "attestation": result["attestation"],
        "not_counted": _not_counted(case, item, audited, decisions),
        "has_question": planned.item.check is not None,
        "fingerprint": result["fingerprint"],
    }


def _not_counted(case: Case, item: str, audited: Audited, decisions: Decisions | None) -> list[ShownNotice] | None:
    """The decisions on the item that were looked at and do not count, with why; None where no decisions are given."""
    if decisions is None or not decisions.files:
        return None
    refused = [one.shown() for file in decisions.files for one in file.refused if one.case == case.id]
    return [one for one in (*audited["decisions"], *refused) if one["item"] == item]


def _result(audited: Audited, own: tuple[str, str]) -> ShownResult:
    return next(result for result in audited["results"] if (result["checklist"], result["item"]) == own)


def _due(planned: Planned) -> str:
    stage = planned.static["due"]
    return f"{'on entry to' if planned.item.on_entry else 'before'} {stage}" if stage else "always"


def _child(planned: Planned, audited: Audited) -> dict[str, Any]:
    found = _result(audited, (planned.static["checklist"], planned.item.id))
    return {"item": found["item"], "title": found["title"], "status": found["status"], "reason": found["reason"]}


def _conditions(plan: Plan, planned: Planned) -> list[Question]:
    """The conditions of an item: those of the items above it, and its own."""
    own = [planned.item.when] if planned.item.when is not None else []
    return own if planned.parent < 0 else [*_conditions(plan, plan.items[planned.parent]), *own]


def _step(question: Question, context: Context, subject: Subject, of: str = "") -> dict[str, Any]:
    """A question, its answer, and those of the questions that it is made of. `of` names the member it is asked of."""
    answer = _asked(question, context, subject)
    inner = _inner(question, context, subject)
    return {
        "kind": question.kind,
        "of": of,
        "asks": in_words(question),
        "passes_when": passes_when(question.kind),
        "status": answer.status.value,
        "reason": answer.reason,
        "read": [] if inner else [_told(item) for item in _read(question, subject, answer, of)],
        "compared": _compared(question, context, subject),
        "parts": inner,
    }


def _asked(question: Question, context: Context, subject: Subject) -> Answer:
    try:
        return question.compile(context).ask(subject)
    except Exception as error:  # noqa: BLE001 - as in the audit: an item that cannot be evaluated says so
        return not_evaluated(error)


def _inner(question: Question, context: Context, subject: Subject) -> list[dict[str, Any]]:
    path, where = question.in_, question.where
    if not path or not isinstance(subject, Case):
        return [_step(part, context, subject) for part in question.parts()]
    found = Members(path, where, context)
    meant = found.of(subject)
    if isinstance(meant, Answer):
        return []
    inner = context.inside(found.listing.section)
    asked = question.parts() or ((where,) if where else ())
    steps = [
        _step(part, inner, record, found.listing.named(place, record).strip())
        for place, record in meant.sure[:_MOST]
        for part in asked
    ]
    return [*steps, *(_untold(answer) for answer in meant.unsure[:_MOST])]


def _untold(answer: Answer) -> dict[str, Any]:
    """A member of which it cannot be told whether it is meant."""
    return {
        "kind": "where",
        "of": "",
        "asks": "is this one meant?",
        "passes_when": "",
        "status": Status.UNKNOWN.value,
        "reason": answer.reason,
        "read": [_told(item) for seen in answer.seen for item in seen.evidence()],
        "compared": [],
        "parts": [],
    }


def _read(question: Question, subject: Subject, answer: Answer, of: str) -> list[Evidence]:
    """What a question looked at: what the answer rests on, or else all that it reads."""
    found = [item for seen in answer.seen for item in seen.evidence()]
    for path in question.reads():
        if isinstance(subject, Case):
            found += subject.evidence(path)
        elif subject.fields.get(path, ABSENT) is not ABSENT:
            found.append(subject.evidence(f"{of} {path}".strip(), path))
    there = [item for item in found if item.file] or found
    return list({(item.file, item.at) if item.file else item.field: item for item in reversed(there)}.values())[::-1]


def _told(item: Evidence) -> ShownEvidence:
    value = item.value if item.value is None else as_read(item.value)
    return {"field": item.field, "value": value, "file": item.file or None, "at": item.at or None}


def _compared(question: Question, context: Context, subject: Subject) -> list[dict[str, Any]]:
    """The pairs of a comparison, with each step of it."""
    if not isinstance(question.check, aligned.Check) or not isinstance(subject, Case):
        return []
    return [_pair(pair) for pair in question.check.comparing(context).pairs(subject)]


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "field": pair.what,
        "form": pair.form,
        "authority": pair.authority,
        "status": pair.answer.status.value,
        "why": pair.why,
        "read": [told for value in (pair.left, pair.right, pair.registered) for told in _evidence(value)],
        "steps": [
            {
                "instead": {"alias": "another name on record", "registered": "the registered name"}.get(one.what, ""),
                "form": one.form,
                "values": [written(one.left), written(one.right)],
                "normal": list(one.like.normal),
                "verdict": one.like.verdict,
                "why": one.like.why,
            }
            for one in pair.tried
        ],
    }


def _evidence(value: Value | None) -> list[ShownEvidence]:
    return [_told(item) for seen in value.seen for item in seen.evidence()] if value is not None else []


def in_words(question: Question) -> str:
    """What a question asks, as the checklist writes it, without the questions inside it."""
    said = []
    for member in members(question.check):
        value = getattr(question.check, member.name)
        text = "" if value == member.default else _where(value) if member.name == "where" else _member(value)
        if text:
            named = member.name != getattr(question.check, "short", "")
            said.append(f"{member.name.rstrip('_')} {text}" if named else text)
    return f"{question.kind.replace('_', ' ')}: {'; '.join(said)}" if said else question.kind.replace("_", " ")


def _member(value: Any) -> str:
    if isinstance(value, Question):
        return ""
    if isinstance(value, tuple):
        return ", ".join(text for part in value if (text := _member(part)))
    if isinstance(value, Side):
        named = ", ".join(f"{value.in_}[].{name}" if value.in_ else name for name in value.fields)
        return f"{named} where {_where(value.where)}" if value.where else named
    if isinstance(value, bool):
        return "yes" if value else "no"
    bound = getattr(value, "field", "") or getattr(value, "value", "")
    return str(bound or value)


def _where(question: Question) -> str:
    return in_words(question).replace(": ", " ", 1)


def passes_when(kind: str) -> str:
    """The first sentence of a kind's documentation: "every field named is filled"."""
    text = registry.documentation(registry.load("kyccheck.checks", kind)).partition("\n\n")[0]
    return " ".join(text.split()).removeprefix("Pass when ").rstrip(".")
