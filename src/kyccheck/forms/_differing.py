"""Which parts of two texts differ: for whoever shows them side by side. Nothing here decides whether they are the same.

A span is (start, end) in the text as it stands. Words are held against each other whatever their order, and as their
form does: `Ltd.` and `Limited`, `Rd` and `Road` do not differ. Where nothing smaller can be named, all of it differs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kyccheck.forms._address_words import SAME
from kyccheck.forms._legal_forms import WRITTEN_OUT
from kyccheck.forms._letters import compatible, fold

Spans = tuple[tuple[int, int], ...]
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")
_LONGEST: Final = 1000
_BY_CHARACTER: Final = frozenset({"phone", "identifier"})
_WHOLE: Final = frozenset({"country", "quantity", "date"})


def differing(left: str, right: str, form: str) -> tuple[Spans, Spans]:
    """The spans of both texts that differ under a form; () where a side has nothing that the other lacks."""
    if not left.strip() or not right.strip():
        return (), ()
    if form not in _WHOLE and max(len(left), len(right)) <= _LONGEST:
        found = _by_character(left, right) if form in _BY_CHARACTER else _by_word(left, right, form)
        if any(found):
            return found
    return ((0, len(left)),), ((0, len(right)),)


def _by_word(left: str, right: str, form: str) -> tuple[Spans, Spans]:
    key = _key_of(form)
    here, there = ([(match.span(), key(match[0])) for match in _WORD.finditer(text)] for text in (left, right))
    one, other = _lacking(here, there), _lacking(there, here)
    if len(one) == len(other) == 1:
        (a, b), (c, d) = one[0], other[0]
        if not left[a:b].isascii() and not right[c:d].isascii():
            start, end = _between(left[a:b], right[c:d])
            return _some((a + start, b - end)), _some((c + start, d - end))
    return _joined(one, left), _joined(other, right)


def _key_of(form: str) -> Callable[[str], str]:
    short = {"company_name": WRITTEN_OUT, "address": SAME}.get(form, {})

    def key(word: str) -> str:
        folded = fold(word) or compatible(word)
        return short.get(folded, folded)

    return key


def _lacking(
    here: Iterable[tuple[tuple[int, int], str]], there: Iterable[tuple[tuple[int, int], str]]
) -> list[tuple[int, int]]:
    """The words of one text that the other has not, or not so often."""
    left = Counter(key for _, key in there)
    found = []
    for span, key in here:
        if left[key]:
            left[key] -= 1
        else:
            found.append(span)
    return found


def _joined(spans: list[tuple[int, int]], text: str) -> Spans:
    """Spans of words that stand beside each other as one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and not any(map(str.isalnum, text[found[-1][1] : start])):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def _by_character(left: str, right: str) -> tuple[Spans, Spans]:
    """Of two numbers what stands between their common beginning and end, or, where that is less, digit by digit."""
    here, there = ([place for place, c in enumerate(text) if c.isalnum()] for text in (left, right))
    a, b = ([text[place].casefold() for place in places] for text, places in ((left, here), (right, there)))
    start, end = _between(a, b)
    trimmed = (start, len(a) - end), (start, len(b) - end)
    shared = min(len(a), len(b))
    off = [back for back in range(1, shared + 1) if a[-back] != b[-back]]
    if off:
        by_digit = tuple((len(text) - off[-1], len(text) - off[0] + 1) for text in (a, b))
        if 2 * (off[-1] - off[0] + 1) < sum(last - first for first, last in trimmed):
            trimmed = by_digit[0], by_digit[1]
    return _placed(trimmed[0], here), _placed(trimmed[1], there)


def _placed(span: tuple[int, int], places: list[int]) -> Spans:
    return ((places[span[0]], places[span[1] - 1] + 1),) if span[0] < span[1] else ()


def _between(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """How much two texts share at their beginning, and of the rest at their end."""
    most = min(len(a), len(b))
    start = next((place for place in range(most) if a[place] != b[place]), most)
    end = next((back for back in range(most - start) if a[-1 - back] != b[-1 - back]), most - start)
    return start, end


def _some(span: tuple[int, int]) -> Spans:
    return (span,) if span[0] < span[1] else ()
