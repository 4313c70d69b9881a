"""Which cases bear one id is found however many there are, and said in the order they were read."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyccheck.kept import sightings
from kyccheck.kept.sightings import Sightings

IDS = st.sampled_from(["1", "12", "1\t2", "2\n", "ä", "\ud800", '"', "", "1 "])


@settings(deadline=None)
@given(ids=st.lists(IDS, max_size=40), most=st.integers(1, 9))
def test_the_second_of_an_id_stands_behind_the_first_however_much_is_put_aside(ids: list[str], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sightings, "_MOST", most)
        noted = Sightings()
        for number, word in enumerate(ids):
            noted.add(word, "a.ndjson" if number % 2 else "b\t.ndjson", f"/{number}")
    expected = []
    places: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(ids):
        if places[word]:
            expected.append((places[word][0], number))
        places[word].append(number)
    found = list(noted.twice())
    assert [(first.number, other.number) for first, other in found] == expected
    assert all(other.id == first.id == ids[other.number] for first, other in found)
    assert all(
        other.base == f"/{other.number}" and other.file.startswith("ab"[other.number % 2 == 0]) for _, other in found
    )
    assert noted.number == len(ids)
