"""Plain text.

The same: case, spacing, full width, the shape of quotation marks and dashes, Traditional and Simplified Chinese; a
ticked box before the words.

To a person: other punctuation, accents or variants of a Chinese character, one letter more, less or other; a word that
only names what it is ("Pro plan", "Local number"); several boxes, a crossed or an empty one; boxes of which none is
ticked, also where both sides say so.

Different: everything else.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kyccheck.forms import Context, Likeness
from kyccheck.forms._answers import aligned, misaligned, opening, review, say, text_of
from kyccheck.forms._hanzi import only_script_differs, simplify
from kyccheck.forms._letters import compatible, fold, misspelt
from kyccheck.values.boxes import UNCLEAR, has_box, nothing_ticked, ticked

_SHAPES: Final = str.maketrans("‘’‚‛“”„‟–—‐‑−", "''''\"\"\"\"-----")


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values are the same text."""
    if not settles(left) and left == right:
        return review(f"{say(left)}: no box is ticked")
    done = opening(left, right, context.called)
    if done:
        return done
    here, there = text_of(left), text_of(right)
    if has_box(here) or has_box(there):
        one, other = ticked(here), ticked(there)
        return _compare(one, other) if one and other else review(UNCLEAR)
    if here.isascii() and there.isascii():
        words = here.casefold().split()
        if words == there.casefold().split():
            shared = " ".join(words)
            return aligned(_CASE_ALONE, shared, shared)
    return _compare(here, there)


def settles(value: object) -> bool:
    """Whether a value says something, as far as it has boxes to tick: one of them is ticked."""
    return type(value) is not str or not nothing_ticked(value)


_CASE_ALONE: Final = "same but for upper and lower case or spacing"


_NAMES: Final = frozenset(
    {"plan", "package", "service", "subscription", "number", "numbers", "did", "套餐", "计划", "計劃"}
)
"""Words beside a plan or a type of number that say nothing of which it is."""


@lru_cache(maxsize=4096)
def _compare(left: str, right: str) -> Likeness:
    a, b = (" ".join(compatible(text.translate(_SHAPES)).translate(_SHAPES).split()) for text in (left, right))
    if a == b:
        return aligned(_CASE_ALONE, a, b)
    if simplify(a) == simplify(b):
        if only_script_differs(a, b):
            return aligned("same, in Traditional and Simplified Chinese", a, b)
        return review("characters differ that are often written for each other", a, b)
    here, there = fold(left), fold(right)
    if here and here.replace(" ", "") == there.replace(" ", ""):
        return review("same but for punctuation, accents or spacing", a, b)
    one, other = ([word for word in text.split() if word not in _NAMES] for text in (here, there))
    if one and one == other:
        return review("the same but for a word that only names what it is", a, b)
    words = list(zip(here.split(), there.split(), strict=False))
    differ = [pair for pair in words if pair[0] != pair[1]]
    if len(here.split()) == len(there.split()) and len(differ) == 1 and misspelt(*differ[0]):
        return review(f"spelling differs: {say(differ[0][0], 30)} / {say(differ[0][1], 30)}", a, b)
    return misaligned(f"{say(left)} / {say(right)}", a, b)
