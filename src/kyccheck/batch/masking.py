"""A finished run, masked: what stands beside its cases, each of which was masked as it was audited; an explanation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, cast

from kyccheck.asking.shown import ShownEvidence
from kyccheck.audit.alignment import Row
from kyccheck.batch.run import Run
from kyccheck.decisions.model import Attestation, Decision, Decisions, File, Notice
from kyccheck.kept.compared import Compared
from kyccheck.mask.personal import WORD, Values
from kyccheck.mask.redact import Masks
from kyccheck.read.strictyaml import Place
from kyccheck.records.case import Case
from kyccheck.records.record import Record


def mask(run: Run, masks: Masks) -> None:
    """Mask files, problems, rows side by side, what runs out, and decisions."""
    masks.recall({row.case for row in run.alignment} | {one.case for one in run.expiring} | _named(run))
    run.problems = masks.problems(run.problems)
    if run.alignment:
        run.alignment = Compared(_row(row, masks) for row in run.alignment)
    run.expiring = tuple(
        one._replace(
            what=masks.values(one.case).text(one.what),
            owner=masks.values(one.case).text(one.owner),
            todo=masks.values(one.case).text(one.todo),
        )
        for one in run.expiring
    )
    for item in run.inputs:
        item.label, item.set_aside = masks.file(item.label), masks.problem(item.set_aside)
    if run.decisions is not None:
        run.decisions = _decisions(run.decisions, masks)


def _named(run: Run) -> set[str]:
    """The words of what is told beside the problems: an id may be one of them."""
    refused = [one.says for file in run.decisions.files for one in file.refused] if run.decisions else []
    return {word for text in (*refused, *(item.set_aside for item in run.inputs)) for word in WORD.findall(text)}


def mask_record(record: Record, masks: Masks) -> None:
    """Mask a record that belongs to no case: by what it is called, by its number, and by its place."""
    masks.places.know_sheet(record)
    name = record.fields.get("company_name")
    if isinstance(name, str) and name.strip():
        record.fields = {**record.fields, "company_name": masks.pseudonym(name.strip(), "name")}
    record.id = masks.whole(record.id, "number")
    record.file, record.base = masks.file(record.file), masks.place(record.base)


def _row(row: Row, masks: Masks) -> Row:
    """A row side by side. Values are masked whole, so that no part of them can be marked as differing."""
    values = masks.values(row.case)
    shown = tuple(
        replace(
            one,
            text=masks.pseudonym(one.text.strip(), "value") if one.text.strip() else one.text,
            file=masks.file(one.file),
            at=masks.at(one.at, values),
            marked=(),
        )
        for one in row.shown
    )
    title = masks.pseudonym(row.title, "text") if row.title else ""
    return replace(row, title=title, field=values.text(row.field), why=values.text(row.why), shown=shown)


def _decisions(decisions: Decisions, masks: Masks) -> Decisions:
    files = [
        File(masks.file(file.path), file.sha256, tuple(_notice(one, masks) for one in file.refused))
        for file in decisions.files
    ]
    every: tuple[Decision, ...] = (*decisions.attestations, *decisions.waivers)
    return Decisions.of(files, [_decision(one, masks) for one in every])


def _notice(one: Notice, masks: Masks) -> Notice:
    """A row that is refused: it belongs to no case that is known, so all that was typed into it goes."""
    typed = masks.pseudonym(one.typed, "text") if one.typed else ""
    says = one.says.replace(one.typed, typed) if typed else one.says
    return one._replace(says=masks.problem(says), place=_place(one.place, masks), typed=typed)


def _decision(one: Decision, masks: Masks) -> Decision:
    changed: dict[str, Any] = {"note": masks.whole(one.note, "text"), "place": _place(one.place, masks)}
    if isinstance(one, Attestation):
        said = masks.whole(one.evidence, "text")
        return replace(one, by=masks.pseudonym(one.by, "name"), evidence=said, **changed)
    asked, approved = masks.pseudonym(one.requested_by, "name"), masks.pseudonym(one.approved_by, "name")
    changed |= {"reason": masks.whole(one.reason, "text"), "ref": masks.whole(one.ref, "text")}
    return replace(one, requested_by=asked, approved_by=approved, **changed)


def _place(place: Place, masks: Masks) -> Place:
    return Place(masks.file(place.file), place.line)


def explained(masks: Masks, case: Case, found: dict[str, Any]) -> dict[str, Any]:
    """An explanation of an item of a case, masked."""
    values = masks.collect(case)
    decided = {
        "waiver": masks.waiver(found["waiver"]),
        "attestation": masks.attestation(found["attestation"], values),
        "not_counted": found["not_counted"] and [masks.notice(one, values) for one in found["not_counted"]],
        "title": masks.whole(found["title"], "text"),
    }
    inside = {
        key: one if key in _STATIC else _inside(key, one, masks, values)
        for key, one in found.items()
        if key not in decided
    }
    return {key: decided[key] if key in decided else inside[key] for key in found}


def _inside(key: str, value: Any, masks: Masks, values: Values) -> Any:
    """Every text inside plain values, masked: evidence as evidence, values and their normal forms whole."""
    if isinstance(value, str):
        return masks.whole(value, "value") if key in ("values", "normal") else values.text(value)
    if isinstance(value, (list, tuple)):
        return [_inside(key, one, masks, values) for one in value]
    if isinstance(value, dict) and {"field", "value", "file", "at"} <= value.keys():
        return masks.evidence(cast("ShownEvidence", value), values)
    if isinstance(value, dict):
        return {inner: one if inner in _STATIC else _inside(inner, one, masks, values) for inner, one in value.items()}
    return value


_STATIC: Final = frozenset({
    "id", "kind", "stage", "checklist", "item", "title", "asks", "cites", "owner", "due", "status", "passes_when",
    "form", "authority", "instead", "fix", "accepts", "verdict",
})  # fmt: skip
"""Members of an explanation that come from checklists, or name what is explained."""
