"""The key of `--redact`, and what is masked by it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kyccheck.cli._screen import complain
from kyccheck.errors import RefusedError

if TYPE_CHECKING:  # most runs mask nothing, and a start is counted in milliseconds
    from collections.abc import Sequence

    from kyccheck.batch.choosing import Offer
    from kyccheck.batch.run import Run
    from kyccheck.decisions.model import Decisions
    from kyccheck.inputs.paths import Input
    from kyccheck.mask.redact import Masks

KEY: Final = "KYCCHECK_REDACT_KEY"
FILE: Final = "KYCCHECK_REDACT_KEY_FILE"
_SHORTEST: Final = 16


def masks_of(
    decisions: "Decisions | None", offers: "Sequence[Offer]", inputs: "Sequence[Input]", *, wanted: bool
) -> "Masks | None":
    """The masks of a run, by the user's key or, where none is given, one that nobody has afterwards.

    The stages of the checklists on offer are masked nowhere.

    Raises RefusedError for a key that is too short to keep anything, or a file of it that cannot be read.
    """
    if not wanted:
        return None
    from kyccheck.batch.offered import stages_of
    from kyccheck.mask.redact import Masks

    key = os.environ.get(KEY, "").encode("utf-8", "surrogateescape")
    if not key and (path := os.environ.get(FILE, "")):
        try:
            key = Path(path).read_bytes().strip()
        except OSError as error:
            raise RefusedError(f"{FILE}: the key cannot be read: {error.strerror or error}", path) from None
    elif not key:
        import secrets

        key = secrets.token_bytes(32)
        complain(f"--redact: no key is set in {KEY}, so no other report can be compared with this one")
    if len(key) < _SHORTEST:
        raise RefusedError(
            f"the key of --redact has {len(key)} bytes; take {_SHORTEST} or more, such as 64 random digits"
        )
    return Masks(key, decisions, stages_of(offers), [item.label for item in inputs])


def mask_run(finished: "Run", masks: "Masks | None") -> None:
    """Mask what a run holds beside its cases, where there are masks."""
    if masks is None:
        return
    from kyccheck.batch.masking import mask

    mask(finished, masks)
