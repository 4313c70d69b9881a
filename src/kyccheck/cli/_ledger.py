"""A run entered in a ledger of audits."""

import hashlib
from pathlib import Path
from typing import Any

from kyccheck.batch.run import Run
from kyccheck.cli._screen import complain, same_file
from kyccheck.errors import RefusedError
from kyccheck.files import legible


def refuse_ledger(path: Path, others: list[Path | None]) -> None:
    """Refuse a ledger that no line can be added to, or that is read or written by this audit otherwise."""
    from kyccheck.history import ledger

    if any(other is not None and (same_file(path, other) or path.absolute() == other.absolute()) for other in others):
        raise RefusedError("is read or written by this audit; a ledger needs a file of its own", str(path))
    ledger.refuse(path)


def enter(path: Path, run: Run, outputs: list[Path]) -> bool:
    """Enter a run, with the digests of the files that it wrote, and say the head. False where that did not succeed."""
    from kyccheck.history import ledger

    try:
        head = ledger.append(path, _line(run, outputs))
    except (OSError, RefusedError) as error:
        why = error.message if isinstance(error, RefusedError) else error.strerror or type(error).__name__
        complain(f"{path}: the run is not in the ledger: {why}")
        return False
    complain(f"ledger head {head} ({path.name}); keep it elsewhere")
    return True


def _line(run: Run, outputs: list[Path]) -> dict[str, Any]:
    """What a ledger says of a run: nothing of any case, and nothing of the machine."""
    made = [plan.checklist for plan in run.plans]
    return {
        "version": run.version,
        "as_of": run.as_of.isoformat(),
        "inputs": [{"path": item.label, "sha256": item.sha256 or None} for item in run.rests_on()],
        "mappings": run.noted["mappings"],
        "checklists": [{"id": one.id, "version": one.version, "sha256": one.sha256} for one in made],
        "decisions": [
            {"path": file.path, "sha256": file.sha256} for file in (run.decisions.files if run.decisions else ())
        ],
        "options": run.noted["options"],
        "outputs": [{"path": legible(path.name), "sha256": _sha256(path)} for path in outputs],
        "cases": len(run.cases),
        "verdicts": run.verdicts(),
        "statuses": run.statuses(),
        "problems": len(run.problems),
    }


def _sha256(path: Path) -> str:
    """The digest of a file, which may be larger than memory."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
