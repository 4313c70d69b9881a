"""Ways to change a good case: what stands somewhere is set, taken away or doubled, and the case is read again."""

import copy
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from kyccheck.audit.plan import Plan, compile_plan
from kyccheck.checklist.overlay import load
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.records.case import Case
from support import AS_OF, GOOD

ODD: list[Any] = [
    "", " ", "\u200b", None, "N/A", "TBC", "x", "0", 0, 1, 5.5, True, False, [], ["a"], {}, {"a": "b"}, "8.52E+10",
    "low", "high", "low; high", "yes", "no", "iod", "legal", "rejected", "03/04/2026", "2020-01-01", "2030-01-01",
    "Zenith Foods Limited", "Amber Quay Ltd.", "HK", "SG", "br", "ci", "identity", "csr106 template.pdf", "billing",
    "test@test.com", "a@b.hk", "+852 2810 4411", "2950676364", "２９５０６７６３６４", 2950676364,
]  # fmt: skip


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a case where something stands."""
    members = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [*([path] if path else []), *(place for key, part in members for place in places(part, (*path, key)))]


PLACES = places(GOOD)
Changes = list[tuple[tuple[Any, ...], Any]]


def changed(changes: Changes) -> dict[str, Any]:
    """The good case with these places set, taken away (...) or doubled ("twice")."""
    case = copy.deepcopy(GOOD)
    for place, value in changes:
        target: Any = case
        try:
            for part in place[:-1]:
                target = target[part]
            if value is ...:
                del target[place[-1]]
            elif value == "twice" and isinstance(target, list):
                target.append(copy.deepcopy(target[place[-1]]))
            else:
                target[place[-1]] = copy.deepcopy(value)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took the place away
    return case


def read(case: dict[str, Any], folder: Path) -> Case | None:
    path = folder / "case.json"
    path.write_text(json.dumps(case))
    return next(Reading(find_inputs([str(path)]), Mapping()).cases(), None)


@cache
def kyc() -> Plan:
    """The plan of the KYC checklist, made once."""
    return compile_plan(load("kyc"), AS_OF)


def put(path: str, value: object) -> Callable[[dict[str, Any]], object]:
    """Set what stands at a path: put("contacts.1.role", "")."""

    def change(case: dict[str, Any]) -> None:
        *above, last = path.split(".")
        target: Any = case
        for part in above:
            target = target[int(part)] if isinstance(target, list) else target[part]
        if isinstance(target, list):
            target[int(last)] = value
        else:
            target[last] = value

    return change


def drop(path: str) -> Callable[[dict[str, Any]], object]:
    """Take away what stands at a path."""

    def change(case: dict[str, Any]) -> None:
        *above, last = path.split(".")
        target: Any = case
        for part in above:
            target = target[int(part)] if isinstance(target, list) else target[part]
        del target[int(last) if isinstance(target, list) else last]

    return change
