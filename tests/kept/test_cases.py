"""Audited cases come out as they went in, from memory or from a file, and are counted on the way."""

import copy
import pickle
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyccheck.audit.glance import Results
from kyccheck.audit.planned import result_of
from kyccheck.kept import cases as kept
from kyccheck.kept import pile
from kyccheck.kept.cases import Cases
from kyccheck.kept.spill import Room

TEXTS = st.text(max_size=20) | st.sampled_from(["\ud800", "\x7f\x1b[31m", "\u2028", "1e16"])
VALUES = TEXTS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)


def shared(*texts: str) -> Results:
    """Results that many cases have, as a glance makes them."""
    results = Results(result_of({}, item=text, status="pass", evidence=[]) for text in texts)
    results.name = b""
    return results


SHARED = (shared("1", "2"), shared("\x7f", "\u2028"), shared())


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A case as an audit makes it, as far as keeping it goes."""
    results: list[Any] = [
        {"item": draw(TEXTS), "status": draw(st.sampled_from(["pass", "fail"])), "evidence": [{"value": draw(VALUES)}]}
        for _ in range(draw(st.integers(0, 3)))
    ]
    if draw(st.booleans()):
        results = draw(st.sampled_from(SHARED))
    notices = [{"says": draw(TEXTS)}] if draw(st.booleans()) else []
    verdict = draw(st.sampled_from(["ready", "return"]))
    return {"id": draw(TEXTS), "verdict": verdict, "decisions": notices, "results": results}


@settings(deadline=None)
@given(every=st.lists(cases(), max_size=8), further=st.lists(cases(), max_size=4), most=st.integers(1, 2000))
def test_what_is_kept_comes_out_as_it_went_in(every: list[Any], further: list[Any], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "_MOST_BYTES", most)
        patch.setattr(pile, "_CHUNK", 50)
        patch.setattr(kept, "_MOST_SHARED", most % 4)
        found = Cases(every)
        found.extend(Cases(further))
        room, put = Room(), dict[bytes, pile.Part]()
        for member in (every, further):  # as those of another process come
            apart = Cases(member)
            apart.move_to(room, put)
            found.extend(pickle.loads(pickle.dumps(apart)))  # noqa: S301 - what was just made
        found.extend(Cases(further))
        whole = [*every, *further, *every, *further, *further]
        pairs = zip(found, found, strict=True)  # two walks at once
        assert [one for one, _ in pairs] == whole
        if whole:
            changed: Any = {**copy.deepcopy(whole[-1]), "verdict": "error", "decisions": [{"says": "instead"}]}
            found.replace(len(whole) - 1, changed)
            whole[-1] = changed
            assert list(found) == whole
    assert len(found) == len(whole)
    assert +found.verdicts == Counter(one["verdict"] for one in whole)
    assert +found.statuses == Counter(result["status"] for one in whole for result in one["results"])
    assert list(found.notices()) == [notice for one in whole for notice in one["decisions"]]
    assert all(line.isascii() for line in found.lines())
