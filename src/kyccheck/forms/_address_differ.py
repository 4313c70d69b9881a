"""Words that two addresses do not share: other spelling or abbreviation, which a person looks at, or another place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kyccheck.forms import Likeness
from kyccheck.forms._address_lines import shown
from kyccheck.forms._address_words import COMPASS, LOOSE, SMALL
from kyccheck.forms._answers import misaligned, review, say
from kyccheck.forms._countries import code_of
from kyccheck.forms._letters import misspelt
from kyccheck.late import pattern

_RUN: Final = pattern(r"\d+(?:[-/.]\d+)*")
_LETTERS: Final = {word: letter for letter, word in COMPASS.items()}
_PIECE: Final = pattern(r"\d+|[^\W\d_]+")


def by_numbers(here: Counter[str], there: Counter[str], normal: tuple[str, str]) -> Likeness | None:
    """The answer to words that hold other numbers on both sides, or None."""
    one, other = _numbers(here), _numbers(there)
    one, other = one - other, other - one
    numbers = [list(side.elements()) for side in (one, other)]
    if not all(numbers):
        return None
    why = f"{listed(numbers[0])} / {listed(numbers[1])}"
    if _pieces(numbers[0]) == _pieces(numbers[1]) or _in_two(*numbers) or _in_two(*reversed(numbers)):
        return review(f"numbers are split differently: {why}", *normal)
    lettered = [_with_letters(*side) for side in ((here, one), (there, other))]
    if _pieces(lettered[0]) == _pieces(lettered[1]):
        return review(f"numbers are split differently: {listed(lettered[0])} / {listed(lettered[1])}", *normal)
    if _without_zeros(numbers[0]) == _without_zeros(numbers[1]):
        return review(f"a zero may have been lost: {why}", *normal)
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


def worded(words: Counter[str]) -> Counter[str]:
    """Words without those that hold numbers, and without single letters, which may belong to a number."""
    return Counter({word: count for word, count in words.items() if len(word) > 1 and not has_digit(word)})


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


def _with_letters(words: Counter[str], numbers: Counter[str]) -> list[str]:
    """Numbers and the letters that stand by themselves, in the order of writing: 5 a is 5a."""
    left, found = numbers.copy(), list[str]()
    for word in words.elements():
        plain = _LETTERS.get(word) or shown(word)
        if left[plain] > 0 or (len(plain) == 1 and plain.isascii() and plain.isalpha()):
            left[plain] -= 1
            found.append(plain)
    return list(numbers.elements()) if +left else found  # of lines without spaces no number is a word


def _in_two(numbers: list[str], others: list[str]) -> bool:
    """Whether two numbers may be the two parts of a postcode that the other side writes as one: 560 001, 01310 100."""
    return (
        len(numbers) == 2
        and len(others) == 1
        and "".join(numbers) == others[0]
        and (len(numbers[0]), len(numbers[1])) in {(3, 2), (3, 3), (3, 4), (5, 3)}
    )


def _without_zeros(numbers: list[str]) -> list[str]:
    """Numbers without the zeros before them, where they may be postcodes: programs take those for plain numbers."""
    return sorted(number.lstrip("0") if number.isdigit() and len(number) > 3 else number for number in numbers)


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
