"""What a user asked for of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyccheck.dataclass import dataclass

if TYPE_CHECKING:  # most runs want none of this, and a start is counted in milliseconds
    from kyccheck.audit.expiring import Window
    from kyccheck.batch.basis import Digest
    from kyccheck.decisions.model import Decisions
    from kyccheck.mask.redact import Masks


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user asked for: only these cases and items, as if at a stage, with evidence of everything.

    `decisions` are the attestations and waivers that may count; `expiring` says how far to look ahead for what runs
    out; `alignment` that the rows are wanted that show sources side by side, `digest` how what a case holds is
    digested. `asked_for`: checklists were named. What `masks` make of each audited case is what is reported.
    `jobs` is how many may work at once.
    """

    cases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    at: str = ""
    every_evidence: bool = False
    asked_for: bool = False
    decisions: Decisions | None = None
    expiring: Window | None = None
    alignment: bool = False
    digest: Digest | None = None
    masks: Masks | None = None
    jobs: int = 1
