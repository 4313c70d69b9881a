"""Digests come out as they went in, from memory or from a file; each id once."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyccheck.batch import basis
from kyccheck.batch.basis import Digests
from kyccheck.kept import pile
from kyccheck.kept.encoded import encoded

IDS = st.text(max_size=5) | st.sampled_from(["1", "2", '": {"', "\ud800", "\u2028\x7f", ": ", "\t"])
NOTED = st.lists(st.tuples(IDS, st.dictionaries(st.sampled_from(["case", "deal"]), st.sampled_from(["0a", "1b"]))))


@settings(deadline=None)
@given(first=NOTED, further=NOTED, most=st.integers(1, 200))
def test_of_cases_that_bear_one_id_the_last_counts_in_the_place_of_the_first(
    first: list[tuple[str, dict[str, str]]], further: list[tuple[str, dict[str, str]]], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(basis, "_MOST_BYTES", most)
        patch.setattr(pile, "_CHUNK", 50)
        found, part = Digests(), Digests()
        for digests, noted in ((found, first), (part, further)):
            for case, sections in noted:
                digests.add(case, sections)
        found.extend(part)
        every = [*first, *further]
        ids = [case for case, _ in every]
        found.once({case for case in ids if ids.count(case) > 1} | {"of no case that was audited"})
        wanted = dict(every)
        assert list(found.lines()) == [encoded(case) + b": " + encoded(wanted[case]) for case in wanted]
        assert found.by_case() == wanted == json.loads(b"{%b}" % b",".join(found.lines()))
        assert list(found.by_case()) == list(wanted)
