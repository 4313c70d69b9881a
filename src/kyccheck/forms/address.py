"""A postal address.

The same: the order of lines, punctuation, case, street words (`Street`, `St`), `23/F`, `23rd Floor` and `Level 23`,
`Flat/Rm 5` and `Room 5`, `P.O. Box`, a British postcode without its space, `Hong Kong` and `HK`, `Ohio 43213` and
`OH 43213`, Traditional and Simplified Chinese.

To a person: a part that only one side names (unit, floor, postcode, country, district), also where one adds a district
or town (`Wan Chai`) and the other the country (`Hong Kong`), misspelt and abbreviated words,
the same words in another order, `1301-1302` and `1301-02`, another script, "same as registered address".

Different: another floor, unit, block, box, number or postcode, or other words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from kyccheck.forms import Context, Likeness
from kyccheck.forms._address_places import added
from kyccheck.forms._address_read import JOINT, Address, read
from kyccheck.forms._address_words import LOOSE, SMALL
from kyccheck.forms._answers import aligned, guard, misaligned, review, same_but_for_case, same_text, say, text_of
from kyccheck.forms._hanzi import only_script_differs
from kyccheck.forms._letters import compatible, misspelt, other_script

_ELSEWHERE: Final = re.compile(
    r"(?:(?:the )?same|as|see|refer to|ditto)\b.{0,20}(?:above|below|address|same|office)\b.*|ditto"
)


_POINTING: Final = frozenset({"the", "same", "as", "see", "refer", "ditto", "(same", "(as", "(see", "(refer", "(ditto"})


def compare(left: object, right: object, _context: Context) -> Likeness:
    """Say whether two values are one address."""
    shared = same_but_for_case(left, right)
    if shared and shared.partition(" ")[0] not in _POINTING and any(map(str.isalpha, shared)):
        return aligned("same but for upper and lower case or spacing", shared, shared)
    done = guard(left, right)
    if done:
        return done
    here, there = text_of(left), text_of(right)
    for text in (here, there):
        if len(text) < 60 and _ELSEWHERE.fullmatch(compatible(text).strip(" ().")):
            return review(f"{say(text)} only points to another address")
    return same_text(left, right) or _compare(here, there)


@lru_cache(maxsize=8192)
def _compare(left: str, right: str) -> Likeness:
    a, b = read(left), read(right)
    normal = a.normal, b.normal
    if not (a.parts or a.lines) or not (b.parts or b.lines):
        return review("an address without a word", *normal)
    if other_script("".join(a.words), "".join(b.words)):
        return review("written in another script", *normal)
    conflict, lacking = _parts(a, b)
    if (conflict or lacking) and _everything(a) == _everything(b):
        return review(f"same numbers, named otherwise: {conflict or lacking}", *normal)
    if conflict:
        verdict = review if _only_ranges(a, b) else misaligned
        return verdict(conflict, *normal)
    return _by_words(left, right, a, b, lacking)


def _parts(a: Address, b: Address) -> tuple[str, str]:
    """What two addresses say otherwise of their typed parts, and what only one of them names; "" for nothing."""
    conflicts, lacking = [], []
    for kind in dict.fromkeys(kind for kind, _ in a.parts + b.parts):
        here, there = (", ".join(value for name, value in side.parts if name == kind) for side in (a, b))
        if here and there and here != there:
            conflicts.append(f"{kind} differs: {say(here, 30)} / {say(there, 30)}")
        elif here != there:
            lacking.append(f"only one side names the {kind} ({say(here or there, 30)})")
    return "; ".join(conflicts), "; ".join(lacking)


def _everything(address: Address) -> Counter[str]:
    return Counter(value for _, value in address.parts) + Counter(map(_shown, filter(_has_digit, address.words)))


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _only_ranges(a: Address, b: Address) -> bool:
    """Whether values differ only in how far a range is written out (1301-1302, 1301-02)."""
    here, there = (
        [(kind, _spread(value)) for kind, value in a.parts],
        [(kind, _spread(value)) for kind, value in b.parts],
    )
    return here == there


def _spread(value: str) -> str:
    match = re.fullmatch(r"(\d+)-(\d+)", value)
    if not match or len(match[2]) >= len(match[1]):
        return value
    return f"{match[1]}-{match[1][: -len(match[2])]}{match[2]}"


def _by_words(left: str, right: str, a: Address, b: Address, lacking: str) -> Likeness:
    normal = a.normal, b.normal
    here, there = Counter(a.words) - Counter(b.words), Counter(b.words) - Counter(a.words)
    numbers = [[_shown(word) for word in side.elements() if _has_digit(word)] for side in (here, there)]
    if all(numbers):
        return misaligned(f"number differs: {_list(numbers[0])} / {_list(numbers[1])}", *normal)
    if here and there:
        places = added(a, here, b, there)
        if places:
            return review("; ".join(filter(None, (lacking, places))), *normal)
        return _two_sided(here, there, normal)
    if lacking or here or there:
        extra = _list([_in_words(word) for word in (here or there).elements()])
        return review("; ".join(filter(None, (lacking, extra and f"only one side says {extra}"))), *normal)
    if not (_fits(a, b.words) or _fits(b, a.words)):
        return review("same words in another order", *normal)
    if not only_script_differs(compatible(left), compatible(right)):
        return review("characters differ that are often written for each other", *normal)
    return aligned("same after writing out short words, or in another order of lines", *normal)


def _two_sided(here: Counter[str], there: Counter[str], normal: tuple[str, str]) -> Likeness:
    """Both sides have words that the other lacks: spelling, abbreviation, or another place."""
    left, right = (_loose(side) for side in (here, there))
    if not left - right or not right - left:
        return review(
            f"abbreviated or small words differ: {_list(here.elements())} / {_list(there.elements())}", *normal
        )
    one, other = sorted((left - right).elements()), sorted((right - left).elements())
    why = f"words differ: {_list(one)} / {_list(other)}"
    if "".join(one) == "".join(other) or any(map(_inside, one, other)):
        return review(why, *normal)
    if len(one) == len(other) and all(any(misspelt(word, again) for again in other) for word in one):
        return review(f"spelling differs: {_list(one)} / {_list(other)}", *normal)
    return misaligned(why, *normal)


def _loose(words: Counter[str]) -> Counter[str]:
    return Counter(part for word in words.elements() if word not in SMALL for part in LOOSE.get(word, word).split())


def _inside(one: str, other: str) -> bool:
    """Whether one of two lines without spaces (Chinese, Thai) holds the other."""
    return not one.isascii() and not other.isascii() and (one in other or other in one)


def _fits(address: Address, words: tuple[str, ...]) -> bool:
    """Whether every line of an address stands together in the other's words, so that no word has moved elsewhere."""
    text = f" {' '.join(words)} "
    return all(f" {' '.join(line)} " in text for line in address.lines)


def _shown(word: str) -> str:
    return word.replace(JOINT, "-")


def _in_words(word: str) -> str:
    """A word as people write it, where it was shortened."""
    return "Hong Kong" if word == "hk" else _shown(word)


def _list(words: Iterable[str]) -> str:
    return say(" ".join(words)) if (words := list(words)) else ""
