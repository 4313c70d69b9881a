"""Words that two addresses do not share: other spelling or abbreviation, which a person looks at, or another place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kyccheck.forms import Likeness
from kyccheck.forms._address_lines import shown
from kyccheck.forms._address_words import LOOSE, SMALL
from kyccheck.forms._answers import misaligned, review, say
from kyccheck.forms._countries import code_of
from kyccheck.forms._letters import misspelt
from kyccheck.late import pattern

_RUN: Final = pattern(r"\d+(?:[-/.]\d+)*")
_PIECE: Final = pattern(r"\d+|[^\W\d_]+")


def by_numbers(here: Counter[str], there: Counter[str], normal: tuple[str, str]) -> Likeness | None:
    """The answer to words that hold other numbers on both sides, or None."""
    one, other = _numbers(here), _numbers(there)
    numbers = [list(side.elements()) for side in (one - other, other - one)]
    if not all(numbers):
        return None
    why = f"{listed(numbers[0])} / {listed(numbers[1])}"
    if _pieces(numbers[0]) == _pieces(numbers[1]):
        return review(f"numbers are parted otherwise: {why}", *normal)
    return misaligned(f"number differs: {why}", *normal)


def two_sided(here: Counter[str], there: Counter[str], normal: tuple[str, str]) -> Likeness:
    """The answer where both sides have words that the other lacks: spelling, abbreviation, or another place."""
    left, right = (_loose(side) for side in (here, there))
    if not left - right or not right - left:
        return review(
            f"abbreviated or small words differ: {listed(here.elements())} / {listed(there.elements())}", *normal
        )
    one, other = list((left - right).elements()), list((right - left).elements())
    country = code_of(" ".join(here.elements()))
    if country and country == code_of(" ".join(there.elements())):
        return review(f"may name one country: {listed(here.elements())} / {listed(there.elements())}", *normal)
    why = f"words differ: {listed(one)} / {listed(other)}"
    if "".join(one) == "".join(other) or any(_inside(word, again) for word in one for again in other):
        return review(why, *normal)
    if len(one) == len(other) and _all_like(one, other) and _all_like(other, one):
        return review(f"spelling differs: {listed(one)} / {listed(other)}", *normal)
    return misaligned(why, *normal)


def has_digit(word: str) -> bool:
    """Whether a digit stands in a word."""
    return any(map(str.isdigit, word))


def listed(words: Iterable[str]) -> str:
    """Words as a reason says them."""
    return say(" ".join(map(shown, words))) if (words := list(words)) else ""


def _numbers(words: Counter[str]) -> Counter[str]:
    """The numbers of words; of lines without spaces (Chinese, Thai) each on its own."""
    found = Counter[str]()
    for word in words.elements():
        if has_digit(word):
            plain = shown(word)
            found.update([plain] if plain.isascii() else _RUN.findall(plain))
    return found


def _pieces(numbers: list[str]) -> list[str]:
    return [piece for number in numbers for piece in _PIECE.findall(number)]


def _loose(words: Counter[str]) -> Counter[str]:
    return Counter(part for word in words.elements() if word not in SMALL for part in LOOSE.get(word, word).split())


def _inside(one: str, other: str) -> bool:
    """Whether one of two lines without spaces (Chinese, Thai) holds the other."""
    return not one.isascii() and not other.isascii() and (one in other or other in one)


def _all_like(words: list[str], others: list[str]) -> bool:
    return all(any(misspelt(word, other) or _shortened(word, other) for other in others) for word in words)


def _shortened(one: str, other: str) -> bool:
    """Whether one of two words, of two letters at least, may be short for the other: blvd, qc, plz."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or len(short) == len(long) or short[0] != long[0] or (short.isascii() and has_digit(one + other)):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)
