"""Company names of which one writes a word in short, or leaves a small one out. A person looks; nothing here aligns."""

from __future__ import annotations

from typing import Final

from kyccheck.forms._company_read import Name
from kyccheck.forms._company_words import ABBREVIATED, AND, IN_BRACKETS, SMALL
from kyccheck.forms._legal_forms import WRITTEN_OUT
from kyccheck.forms._letters import HAN, compatible, fold
from kyccheck.late import pattern

_BRACKETS: Final = pattern(r"\(([^()]{1,9})\)")


def with_countries_written_out(text: str) -> str:
    """A name with the countries that stand in brackets in short written out: (M), (S'pore), (PRC)."""
    return _BRACKETS.sub(lambda match: f"({IN_BRACKETS.get(fold(match[1]), match[1])})", compatible(text))


def abbreviated(a: Name, b: Name) -> str:
    """Why two names may be one but for short and small words, or ""."""
    here, there = _expanded(_with_and(a, b)), _expanded(_with_and(b, a))
    return "same but for abbreviated or small words" if here and here == there else ""


def _with_and(name: Name, other: Name) -> tuple[str, ...]:
    """A name's words, with “and” for what may mean it in between, where the other side writes “and”."""
    if "and" not in other.words:
        return name.words
    inner = ("and" if word in AND else word for word in name.words[1:-1])
    return (*name.words[:1], *inner, *name.words[1:][-1:])


def _expanded(words: tuple[str, ...]) -> str:
    return " ".join(ABBREVIATED.get(word) or WRITTEN_OUT.get(word, word) for word in words if word not in SMALL)


def city(a: Name, b: Name) -> str:
    """Why two Chinese names may be one but for what a place is (廣州, 廣州市), or ""."""
    here, there = ("".join(name.words) for name in (a, b))
    if not HAN.search(here) or _PLACES.sub("", here) != _PLACES.sub("", there):
        return ""
    return "only one side writes 市 or 省 behind a place"


_PLACES: Final = pattern("[市省]")
