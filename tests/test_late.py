"""A pattern that is compiled late finds what `re` finds."""

import re

import pytest

from kyccheck.late import pattern


@pytest.mark.parametrize("method", ["match", "fullmatch", "search", "sub", "findall", "split"])
def test_it_does_what_the_pattern_does(method: str) -> None:
    late, early = pattern(r"[a-c](\d)?", re.IGNORECASE), re.compile(r"[a-c](\d)?", re.IGNORECASE)
    for text in ("A1", "xb2 c", "", "zz"):
        given = ("-", text) if method == "sub" else (text,)
        for _ in range(2):  # compiled, and kept
            found, wanted = getattr(late, method)(*given), getattr(early, method)(*given)
            assert str(found) == str(wanted)
    assert late.pattern == early.pattern
    assert late.flags == early.flags


def test_nothing_is_compiled_before_it_is_used() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.search("")
