"""What a report notes so that two of them can be compared: digests of what each case holds, and of what items ask.

A digest says whether something is the same, and nothing else. Those of a case are by section, of the fields that
exports carry there; when a record was last changed is left out, since that changes with every other field.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any, Final

from kyccheck.case import Case
from kyccheck.plan import Plan
from kyccheck.planned import Planned

_NOT_COUNTED: Final = frozenset({"updated"})
_DIGITS: Final = 12
_ASKS: Final = (
    *("due", "on_entry", "owner", "waivable", "independent", "escalates", "since", "until", "not_stated"),
    *("switched_off",),
)

Digest = Callable[[bytes], str]
"""Makes hexadecimal digits of bytes."""


def plain_digest(content: bytes) -> str:
    """The digest that anybody can make."""
    return hashlib.sha256(content).hexdigest()


def sections_of(case: Case, digest: Digest = plain_digest) -> dict[str, str]:
    """A digest for each section of a case: 12 hexadecimal digits."""
    return {name: digest(_content(records))[:_DIGITS] for name, records in case.sections().items()}


def _content(records: tuple[Any, ...]) -> bytes:
    values = [
        [record.id, bool(record.missing), {key: record.fields[key] for key in record.fields if key not in _NOT_COUNTED}]
        for record in records
    ]
    return json.dumps(values, sort_keys=True, default=str).encode()


def items_of(plan: Plan) -> dict[str, dict[str, Any]]:
    """For each item of a checklist a digest of what it asks, and the sections of a case that it reads."""
    return {planned.item.id: _item(planned) for planned in plan.items}


def _item(planned: Planned) -> dict[str, Any]:
    asked = [planned.asked_as(), *(str(getattr(planned.item, name)) for name in _ASKS)]
    reads = dict.fromkeys(path.partition(".")[0].partition("[")[0] for path in planned.reads)
    return {"sha256": plain_digest(json.dumps(asked).encode())[:_DIGITS], "reads": sorted(reads)}
