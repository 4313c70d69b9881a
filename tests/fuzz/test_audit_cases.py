"""Whatever stands in a case that a Python program gives, it is audited or it is a problem, and it says what a file would."""

import copy
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fuzz.budget import budget
from kyccheck import Problem, audit_cases
from support import AS_OF, GOOD

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["\ud800", "N/A", "2026-11-20", b"bytes", date(2026, 1, 1), Decimal("1.5"), 10**500, -(2**70), object(), {1, 2}]
    ),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=2).map(tuple),
        st.dictionaries(
            st.one_of(st.text(max_size=6), st.sampled_from([*GOOD, "id", 1, None, ("a",)])), inner, max_size=3
        ),
    ),
    max_leaves=6,
)
PLACES = [(section,) for section in GOOD] + [
    (section, key) for section, fields in GOOD.items() if isinstance(fields, dict) for key in fields
]


@budget(4)
@given(value=ANYTHING, place=st.sampled_from(PLACES))
def test_a_case_is_audited_or_said_to_be_a_problem(value: Any, place: tuple[str, ...]) -> None:
    case: Any = copy.deepcopy(GOOD)
    inner = case if len(place) == 1 else case[place[0]]
    inner[place[-1]] = value
    other = {**GOOD, "case": {**GOOD["case"], "id": "1"}}
    before, *found, after = audit_cases([other, case, other], ["kyc"], AS_OF)
    assert before == after
    problems = [entry for entry in found if isinstance(entry, Problem)]
    audited = [entry for entry in found if isinstance(entry, dict)]
    assert {problem.number for problem in problems} <= {1}
    assert len(audited) == (0 if any(not problem.audited for problem in problems) else 1)
    try:
        text = json.dumps(case, allow_nan=False)
    except (TypeError, ValueError):
        assert not audited
    else:
        assert list(audit_cases([text], ["kyc"], AS_OF)) == [
            replace(entry, number=0) if isinstance(entry, Problem) else entry for entry in found
        ]
