"""What is shown of a case: its entry in the JSON report, which reports/report.schema.json describes to others."""

from __future__ import annotations

from typing import Literal, TypedDict


class ShownEvidence(TypedDict):
    """A value that was looked at, and the file and the place where it was read: None where no export carries it."""

    field: str
    value: str | float | bool | None
    file: str | None
    at: str | None


class ShownWaiver(TypedDict):
    """A waiver that counts. `status` is what the item is without it; days are ISO dates."""

    status: str
    reason: str
    requested_by: str
    approved_by: str
    approved_on: str
    expires: str
    ref: str
    note: str
    path: str
    line: int


class ShownAttestation(TypedDict):
    """The newest attestation on an item; where it does not count, with why."""

    answer: str
    by: str
    on: str
    evidence: str
    note: str
    valid_until: str
    counts: bool
    why_not: str | None
    path: str
    line: int


class ShownNotice(TypedDict):
    """A decision that does not count: in which way (`state`), and where it stands."""

    kind: Literal["waiver", "attestation"]
    state: str
    case: str
    item: str
    path: str
    line: int
    says: str


class ShownResult(TypedDict):
    """What an item is, of one case. `owner` is a team's id, `due` a stage's; "" where there is none."""

    checklist: str
    item: str
    title: str
    status: str
    owner: str
    due: str
    reason: str
    fix: str
    evidence: list[ShownEvidence]
    waiver: ShownWaiver | None
    attestation: ShownAttestation | None
    fingerprint: str | None


class Audited(TypedDict):
    """A case with its verdict, and the result of each item in the order of its checklists."""

    id: str
    kind: str
    title: str
    stage: str | None
    stage_as_read: str
    owner: str
    bypassed: list[str]
    verdict: str
    next: str | None
    return_to: str | None
    notes: list[str]
    decisions: list[ShownNotice]
    results: list[ShownResult]
