"""Accents of Latin letters: where two texts are the same but for them, whether one may have lost them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from kyccheck.forms._letters import APOSTROPHES, compatible, unaccented
from kyccheck.late import pattern

_WORD: Final = pattern("(?:[^\\W_]|[\u0300-\u036f])+")


def differing(left: str, right: str) -> str:
    """The first word whose accents differ, where both texts carry any: "hưng / hùng", "hoa / hòa"; or "".

    Systems lose accents, but then all of them. Where both texts have some, in whatever word, neither has lost any, and
    a word with other ones is another word. (Vietnamese writes one tone on either of two vowels: Thúy and Thuý are one.)
    """
    here, there = _spellings(left), _spellings(right)
    if not (_has_accents(here) and _has_accents(there)):
        return ""
    for word in here:
        for one, other in zip(here[word], there.get(word, ()), strict=False):
            if one != other and _differ(_accents(one), _accents(other)):
                return f"{one} / {other}"
    return ""


@lru_cache(maxsize=4096)
def _spellings(text: str) -> dict[str, list[str]]:
    """How each word is spelt with its accents, by its spelling without them, in the order of writing."""
    found: dict[str, list[str]] = {}
    for word in _WORD.findall("".join(c for c in compatible(text) if c not in APOSTROPHES)):
        found.setdefault(unaccented(word), []).append(word)
    return found


def _has_accents(spellings: dict[str, list[str]]) -> bool:
    return any(_accents(word) for words in spellings.values() for word in words if not word.isascii())


def _differ(one: dict[int, str], other: dict[int, str]) -> bool:
    """Whether accents are not the same ones, nor the same but for one that stands on the next letter."""
    here, there = one.items() - other.items(), other.items() - one.items()
    if len(here) == len(there) == 1:
        (place, mark), (other_place, other_mark) = *here, *there
        return mark != other_mark or abs(place - other_place) != 1
    return bool(here or there)


_NO_ACCENTS: Final = frozenset("ı\u0307ـ")
"""The Turkish i without a dot, the dot that its capital leaves behind, and the stroke that stretches Arabic words."""


@lru_cache(maxsize=4096)
def _accents(word: str) -> dict[int, str]:
    """What stands on the letters of a word, by their places without it; nothing on those also written as two (œ)."""
    found, place = dict[int, str](), 0
    for letter in word:
        plain = unaccented(letter)
        if plain != letter and len(plain) < 2 and letter not in _NO_ACCENTS:
            at = place if plain else place - 1
            found[at] = found.get(at, "") + (unicodedata.normalize("NFD", letter)[1:] or letter)
        place += len(plain)
    return found
