"""A finished run, masked: what stands beside its cases, each of which was masked as it was audited."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from kyccheck.alignment import Row
from kyccheck.batch import Run
from kyccheck.decided import Attestation, Decision, Decisions, File, Notice
from kyccheck.record import Problem, Record
from kyccheck.redact import Masks
from kyccheck.strictyaml import Place

_TYPED: Final = re.compile(r"(?<=was filled in \().*(?=\); )", re.DOTALL)
"""What a row says that was typed into it, as `filled` tells it."""


def mask(run: Run, masks: Masks) -> None:
    """Mask files, problems, rows side by side, what runs out, and decisions."""
    run.problems = [
        Problem(masks.file(one.path), masks.problem(one.message), masks.problem(one.at)) for one in run.problems
    ]
    run.alignment = tuple(_row(row, masks) for row in run.alignment)
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


def mask_record(record: Record, masks: Masks) -> None:
    """Mask a record that belongs to no case: by what it is called, and by its file."""
    name = record.fields.get("company_name")
    if isinstance(name, str) and name.strip():
        record.fields = {**record.fields, "company_name": masks.pseudonym(name.strip(), "name")}
    record.file = masks.file(record.file)


def _row(row: Row, masks: Masks) -> Row:
    """A row side by side. Values are masked whole, so that no part of them can be marked as differing."""
    values = masks.values(row.case)
    shown = tuple(
        replace(
            one,
            text=masks.pseudonym(one.text.strip(), "value") if one.text.strip() else one.text,
            file=masks.file(one.file),
            at=values.text(one.at),
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
    says = _TYPED.sub(lambda typed: masks.pseudonym(typed[0], "text"), one.says)
    return one._replace(says=masks.problem(says), place=_place(one.place, masks))


def _decision(one: Decision, masks: Masks) -> Decision:
    values = masks.values(one.case)
    changed: dict[str, Any] = {"note": values.text(one.note), "place": _place(one.place, masks)}
    if isinstance(one, Attestation):
        evidence = values.text(one.evidence)
        return replace(one, by=masks.pseudonym(one.by, "name"), evidence=evidence, **changed)
    asked, approved = masks.pseudonym(one.requested_by, "name"), masks.pseudonym(one.approved_by, "name")
    return replace(one, requested_by=asked, approved_by=approved, reason=values.text(one.reason), **changed)


def _place(place: Place, masks: Masks) -> Place:
    return Place(masks.file(place.file), place.line)
