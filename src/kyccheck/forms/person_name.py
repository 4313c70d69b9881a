"""A person's name.

The same: case, punctuation, accents, full width, titles (`Mr`, `Dr`, `先生`, `様`, `님`, `นาย`), Traditional and
Simplified Chinese, and a family name that a comma puts first (`Wong, Tai Man` and `Tai Man Wong`).

To a person: the same names in another order, initials, a name that only one side has (`Peter Wong Tai Man`), joined
names (`Taiman`), misspelt names, accents that differ where both sides write any (`Hà` and `Hạ`, `An` and `Ân`), titles
of a man and of a woman (`Mr` and `Ms`), another script.

Different: any other name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kyccheck.forms import Context, Likeness
from kyccheck.forms._answers import aligned, misaligned, opening, review, same_but_for_case, say, text_of
from kyccheck.forms._hanzi import only_script_differs, simplify
from kyccheck.forms._letters import fold, misspelt, other_accents, other_script
from kyccheck.forms._titles import of_two_sexes, without_titles

_SUFFIXES: Final = frozenset({"jr", "junior", "sr", "senior", "ii", "iii", "iv"})


def compare(left: object, right: object, _context: Context) -> Likeness:
    """Say whether two values name one person."""
    shared = same_but_for_case(left, right)
    if shared and shared.replace(" ", "").isalpha():
        return aligned("same but for case, punctuation, accents or title", shared, shared)
    done = opening(left, right)
    if done:
        return done
    return _compare(text_of(left), text_of(right))


@lru_cache(maxsize=8192)
def _compare(left: str, right: str) -> Likeness:
    here, there = _readings(left), _readings(right)
    a, b = here[-1], there[-1]
    normal = fold(" ".join(a)), fold(" ".join(b))
    if not a or not b:
        return review("no name is left without titles", *normal)
    if set(here) & set(there) and only_script_differs(_letters(left), _letters(right)):
        accents = other_accents(left, right)
        if accents:
            return review(f"accents differ: {say(accents)}", *normal)
        titles = of_two_sexes(fold(left), fold(right))
        if titles:
            return review(f"titles of a man and of a woman: {titles}", *normal)
        return aligned("same but for case, punctuation, accents or title", *normal)
    why = _why_look(a, b)
    if why:
        return review(why, *normal)
    return misaligned(f"names differ: {say(normal[0])} / {say(normal[1])}", *normal)


def _readings(text: str) -> list[tuple[str, ...]]:
    """The name as it stands and, where a comma puts the family name first, with the family name last."""
    readings = [_names(text)]
    family, comma, given = text.partition(",")
    if comma and "," not in given and _names(given) and _names(family) and not set(_names(given)) <= _SUFFIXES:
        readings.append(_names(given) + _names(family))
    return readings


def _names(text: str) -> tuple[str, ...]:
    return tuple(map(simplify, without_titles(fold(text))))


def _letters(text: str) -> str:
    """The letters of a name without its titles, in the script that it is written in."""
    return "".join(without_titles(fold(text)))


def _why_look(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    if a == b:
        return "characters differ that are often written for each other"
    if set(a) ^ set(b) <= _SUFFIXES and len(set(a) & _SUFFIXES) != len(set(b) & _SUFFIXES):
        return "only one side says junior, senior or a number"
    if (set(a) ^ set(b)) and (set(a) ^ set(b)) <= _SUFFIXES:
        return ""
    if other_script("".join(a), "".join(b)):
        return "written in another script"
    if sorted(a) == sorted(b):
        return "same names in another order"
    if "".join(a) == "".join(b) or "".join(sorted(a)) == "".join(sorted(b)):
        return "same letters, other spacing"
    if len(a) > 1 and len(b) > 1 and (set(a) <= set(b) or set(b) <= set(a)):
        return f"only one side says {say(' '.join(sorted(set(a) ^ set(b))))}"
    if len(a) == len(b) and all(_like(x, y) for x, y in zip(a, b, strict=True)):
        return f"spelling or initials differ: {say(' '.join(a))} / {say(' '.join(b))}"
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) > 1 and _initials(shorter, longer):
        return "initials for a name"
    return ""


def _like(one: str, other: str) -> bool:
    return one == other or misspelt(one, other) or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _initials(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether the family name at the end is one, and the rest are first letters of the other's names."""
    if shorter[-1] != longer[-1]:
        return False
    letters = "".join(shorter[:-1]) if all(len(word) <= 3 for word in shorter[:-1]) else ""
    return bool(letters) and letters == "".join(word[0] for word in longer[:-1])
