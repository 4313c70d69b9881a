"""Two names of people that are not the same: whether a person should look, and why. Nothing here aligns."""

from __future__ import annotations

from typing import Final

from kyccheck.forms._answers import say
from kyccheck.forms._letters import HAN, misspelt, other_script
from kyccheck.forms._person_words import PARTICLES, SUFFIXES, as_one_may_write
from kyccheck.late import pattern

Names = tuple[str, ...]


def why_look(a: Names, b: Names) -> str:
    """Why a person should look at two names, or "" where they plainly differ."""
    if a == b:
        return "characters differ that are often written for each other"
    one, other = as_one_may_write(a), as_one_may_write(b)
    if one == other:
        return f"titles, or words between the names, differ: {say(' '.join(a))} / {say(' '.join(b))}"
    apart = set(one) ^ set(other)
    if apart and apart <= SUFFIXES.keys():
        one_side = len(set(one) & SUFFIXES.keys()) != len(set(other) & SUFFIXES.keys())
        return "only one side says junior, senior or a number" if one_side else ""
    if _other_part(a) == b or _other_part(b) == a or _han(a) == b or _han(b) == a:
        return "one side holds two names, and one of them is the other side's"
    if _is_turned("".join(a), "".join(b)):
        return "same characters in another order"
    if other_script("".join(a), "".join(b)):
        return "written in another script"
    if sorted(one) == sorted(other):
        return "same names in another order"
    if "".join(one) == "".join(other) or "".join(sorted(one)) == "".join(sorted(other)):
        return "same letters, other spacing"
    return _partly(a, b) or _partly(one, other)


def _han(names: Names) -> Names:
    return tuple(HAN.findall(" ".join(names)))


_CHARACTERS: Final = pattern(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def _is_turned(one: str, other: str) -> bool:
    """Whether two names of Chinese, Japanese or Korean are one, with the family name before and behind the given."""
    return len(one) == len(other) and one in other + other and _CHARACTERS.fullmatch(one) is not None


def _other_part(names: Names) -> Names:
    return tuple(HAN.sub(" ", " ".join(names)).split())


def _partly(a: Names, b: Names) -> str:
    if len(a) > 1 and len(b) > 1 and (set(a) <= set(b) or set(b) <= set(a)):
        return f"only one side says {say(' '.join(sorted(set(a) ^ set(b))))}"
    if len(a) == len(b) and all(_like(x, y) for x, y in zip(a, b, strict=True)):
        return f"spelling or initials differ: {say(' '.join(a))} / {say(' '.join(b))}"
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) > 1 and _initials(shorter, longer):
        return "initials for a name"
    one, other = _taken_apart(a, b), _taken_apart(b, a)
    if min(len(one), len(other)) > 1 and (_all_found(one, other) or _all_found(other, one)):
        return f"order, spelling or initials differ: {say(' '.join(a))} / {say(' '.join(b))}"
    return ""


def _like(one: str, other: str) -> bool:
    if one == other or misspelt(one, other):
        return True
    return min(len(one), len(other)) == 1 and one[0] == other[0] and SUFFIXES.keys().isdisjoint((one, other))


def _initials(shorter: Names, longer: Names) -> bool:
    """Whether the family name at the end is one, and the rest are first letters of the other's names."""
    if shorter[-1] != longer[-1]:
        return False
    letters = "".join(shorter[:-1]) if all(len(word) <= 3 for word in shorter[:-1]) else ""
    return bool(letters) and letters == "".join(word[0] for word in longer[:-1])


def _taken_apart(names: Names, other: Names) -> Names:
    """Names, of which those that the other side writes apart (Taiman, TM for Tai Man) are taken apart."""
    return tuple(piece for name in names for piece in _pieces(name, other))


def _pieces(name: str, other: Names) -> Names:
    runs = (other[start:end] for start in range(len(other)) for end in range(start + 2, start + 4))
    for run in runs if name not in other and name not in SUFFIXES else ():
        if "".join(run) == name and len(run) > 1:
            return run
        if "".join(word[0] for word in run) == name and len(run) > 1:
            return tuple(name)
    return (name,)


def _all_found(wanted: Names, offered: Names) -> bool:
    """Whether all names of one side stand on the other: one of them whole, the rest misspelt or as initials.

    Whole names may stand anywhere, the rest in their order: T. M. Wong is Wong Tai Man, and M. T. Wong is not.
    """
    left, rest, whole = list(offered), list[str](), False
    for name in wanted:
        if name in left:
            left.remove(name)
            whole |= len(name) > 1 and name not in PARTICLES and name not in SUFFIXES
        else:
            rest.append(name)
    others = iter(left)
    return whole and all(any(_like(name, other) for other in others) for name in rest)
