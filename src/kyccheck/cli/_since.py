"""What an audit notes for the next one, and what it is compared with: shared by `audit` and `verify`."""

import hashlib
from typing import TYPE_CHECKING, Any

from kyccheck.batch.run import Run
from kyccheck.batch.wanted import Wanted
from kyccheck.cli._given import Given
from kyccheck.inputs.mapping import called

if TYPE_CHECKING:  # most runs are compared with nothing, and a start is counted in milliseconds
    from kyccheck.history.earlier import Earlier
    from kyccheck.mask.redact import Masks


def noted(run: Run, asked: Given, masks: "Masks | None", *, waivers: bool) -> dict[str, Any]:
    """What the JSON report of a run has beside its cases: options and mapping files, enough to do it again; digests."""
    wanted = run.wanted or Wanted()
    return {
        "options": {
            "checklists": [offer.plan.checklist.id for offer in asked.offers] if wanted.asked_for else [],
            "cases": list(wanted.cases),
            "items": list(wanted.items),
            "at": wanted.at,
            "all": wanted.every_evidence,
            "waivers": waivers,
            "encoding": asked.encoding,
        },
        "mappings": [
            {
                "path": masks.file(name) if masks else name,
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            }
            for path, name in called(asked.mappings).items()
        ],
        "redacted": masks.name if masks else None,
        "data": run.data,
    }


def compared(run: Run, earlier: "Earlier", masks: "Masks | None" = None) -> dict[str, Any]:
    """What changed since an earlier report, in the shape of the JSON report."""
    from kyccheck.history.changes import compare
    from kyccheck.history.earlier import Basis
    from kyccheck.reports.json import beside, head

    found = compare(earlier, Basis({**head(run), **beside(run)}), run.cases)
    if masks is not None:
        found["since"]["report"] = masks.file(found["since"]["report"])
    return found
