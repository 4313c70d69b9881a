"""kyccheck audits KYC and order-provisioning checklists against what the systems export.

From Python: `audit_cases`, which yields `Audited` cases and `Problem`s, and raises `RefusedError`; nothing else here is
promised to stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["Audited", "Problem", "RefusedError", "__version__", "audit_cases"]
__version__ = "0.1.0"

if TYPE_CHECKING:
    from kyccheck.asking.shown import Audited as Audited
    from kyccheck.batch.auditing import Problem as Problem
    from kyccheck.batch.auditing import audit_cases as audit_cases
    from kyccheck.errors import RefusedError as RefusedError
else:

    def __getattr__(name: str) -> object:
        """What is wanted of it, when it is first wanted: a start of the command is counted in milliseconds."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from kyccheck.batch import auditing

        return getattr(auditing, name)
