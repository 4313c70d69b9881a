import json
from pathlib import Path
from typing import get_type_hints

import pytest

import kyccheck
from kyccheck.asking import shown

SCHEMA = json.loads((Path(kyccheck.__file__).parent / "reports/report.schema.json").read_text("utf-8"))["$defs"]


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("case", shown.Audited),
        ("result", shown.ShownResult),
        ("evidence", shown.ShownEvidence),
        ("waiver", shown.ShownWaiver),
        ("attestation", shown.ShownAttestation),
        ("notice", shown.ShownNotice),
    ],
)
def test_the_types_are_those_of_the_schema_that_ships(name: str, shape: type) -> None:
    members, hints = SCHEMA[name]["properties"], get_type_hints(shape)
    assert set(members) == set(SCHEMA[name]["required"]) == set(hints)
    nullable = {key for key, hint in hints.items() if type(None) in getattr(hint, "__args__", ())}
    assert nullable == {key for key, about in members.items() if "null" in json.dumps(about)}
