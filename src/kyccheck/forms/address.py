"""A postal address.

The same: the order of lines, punctuation, case, street words (`Street`, `St`), `23/F`, `23rd Floor` and `Level 23`,
`Flat/Rm 5` and `Room 5`, `P.O. Box`, a postcode without its space, `Hong Kong` and `HK`, the country at the end
however it is named (`NZ`, `Deutschland`), `England` and `United Kingdom` with the same postcode, `Selangor Darul
Ehsan` and `Selangor`, `Ohio 43213` and `OH 43213`, a place that is named twice (`Hong Kong, Hong Kong`), Traditional
and Simplified Chinese, `五段二號` and `5段2號`, `4階` and `4F`.

To a person: a part that only one side names (unit, floor, postcode, country, district), also where one adds a district
or town (`Wan Chai`) and the other the country (`Hong Kong`), misspelt and abbreviated words, accents that differ where
both sides write any, the same words in another order, also of two units with their floors and of numbers between
commas, `1301-1302` and `1301-02`, a letter that may be a compass word (`E Street` and `East Street`, `Zone E` and
`Zone East`), towns under two names (`Bangalore`, `Bengaluru`), `Flat 12A` and `Flat A, 12/F`, `10118-0110` and `10118`,
`SS 15/4` and `SS15/4`, `Rama I` and `Rama 1`, another script, "same as registered address".

A minus before a floor or unit (`Level -1`) may be a dash: to a person.

Different: another floor, unit, block, box, number or postcode, or other words.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from kyccheck.forms import Context, Likeness
from kyccheck.forms._address_differ import by_numbers, has_digit, listed, two_sided, worded
from kyccheck.forms._address_kinds import without_regions
from kyccheck.forms._address_lines import shown
from kyccheck.forms._address_numerals import in_digits
from kyccheck.forms._address_order import moved
from kyccheck.forms._address_parts import only_ranges, only_signs
from kyccheck.forms._address_places import added
from kyccheck.forms._address_read import Address, read
from kyccheck.forms._answers import aligned, guard, misaligned, review, same_but_for_case, same_text, say, text_of
from kyccheck.forms._hanzi import only_script_differs
from kyccheck.forms._letters import compatible, other_accents, other_script

_BETWEEN: Final = re.compile(r"[,，;\n\r]+")
_ELSEWHERE: Final = re.compile(
    r"(?:(?:the )?same|as|see|refer to|ditto)\b.{0,20}(?:above|below|address|same|office)\b.*|ditto"
)
_WRITTEN_OUT: Final = {"hk": "Hong Kong", "wp": "Wilayah Persekutuan"}
_POINTING: Final = frozenset({"the", "same", "as", "see", "refer", "ditto", "(same", "(as", "(see", "(refer", "(ditto"})


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values are one address."""
    shared = same_but_for_case(left, right)
    if shared and shared.partition(" ")[0] not in _POINTING and any(map(str.isalpha, shared)):
        return aligned("same but for upper and lower case or spacing", shared, shared)
    done = guard(left, right, context.called)
    if done:
        return done
    here, there = text_of(left), text_of(right)
    for text in (here, there):
        if len(text) < 60 and _ELSEWHERE.fullmatch(compatible(text).strip(" ().")):
            return review(f"{say(text)} only points to another address")
    return same_text(left, right) or _compare(here, there)


@lru_cache(maxsize=4096)
def _compare(left: str, right: str) -> Likeness:
    a, b = read(left), read(right)
    answer = _read_as(left, right, a, b)
    if answer.verdict == "aligned":
        return answer
    plain = without_regions(a, b)
    if plain != (a, b) and (same := _read_as(left, right, *plain)).verdict == "aligned":
        return same
    once = _places_once(left), _places_once(right)
    if once != (left, right) and (same := _compare(*once)).verdict == "aligned":
        return same
    if answer.verdict == "review":
        return answer
    from kyccheck.forms._address_again import again  # which few runs need

    other = again(left, right)
    second = _read_as(left, right, *other) if other else answer
    if second.verdict == "misaligned":
        return answer
    also = f"; {second.why}" if second.verdict == "review" else ""
    return review(f"may be the same in other spellings: {answer.why}{also}", a.normal, b.normal)


def _places_once(text: str) -> str:
    """An address without what it says again, in the same words and without a number: "Hong Kong, Hong Kong"."""
    said = set[str]()
    kept = list[str]()
    for part in _BETWEEN.split(text):
        words = " ".join(compatible(part).casefold().split())
        if words in said and words.replace(" ", "").isalpha():
            continue
        said.add(words)
        kept.append(part)
    return ",".join(kept)


def _read_as(left: str, right: str, a: Address, b: Address) -> Likeness:
    """The answer to two texts that are read as these addresses."""
    normal = a.normal, b.normal
    if not (a.parts or a.lines) or not (b.parts or b.lines):
        return review("an address without a word", *normal)
    if other_script("".join(a.words), "".join(b.words)):
        return review("written in another script", *normal)
    conflict, lacking = _parts(a, b)
    if (conflict or lacking) and _everything(a) == _everything(b):
        return review(f"same numbers, named differently: {conflict or lacking}", *normal)
    if conflict:
        in_writing = only_ranges(a.parts, b.parts) or only_signs(a.parts, b.parts)
        words = _by_words(left, right, a, b, lacking) if in_writing else None
        if words is None or words.verdict == "misaligned":
            return misaligned(f"{conflict}; {words.why}" if words else conflict, *normal)
        return review(conflict, *normal)
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
    numbers = (number for word in address.words if has_digit(word) for number in shown(word).split("/"))
    return Counter(value for _, value in address.parts) + Counter(numbers)


def _by_words(left: str, right: str, a: Address, b: Address, lacking: str) -> Likeness:
    normal = a.normal, b.normal
    here, there = Counter(a.words) - Counter(b.words), Counter(b.words) - Counter(a.words)
    numbered = by_numbers(here, there, normal)
    if numbered and numbered.verdict == "misaligned":
        return numbered
    if numbered:
        words = _two_sided(a, worded(here), b, worded(there), lacking)
        return words if words and words.verdict == "misaligned" else numbered
    both = _two_sided(a, here, b, there, lacking)
    if both:
        return both
    if lacking or here or there:
        extra = listed([_in_words(word) for word in (here or there).elements()])
        return review("; ".join(filter(None, (lacking, extra and f"only one side says {extra}"))), *normal)
    return _in_order(left, right, a, b)


def _two_sided(a: Address, here: Counter[str], b: Address, there: Counter[str], lacking: str) -> Likeness | None:
    """The answer where both addresses have words that the other lacks; or None."""
    if not here or not there:
        return None
    normal = a.normal, b.normal
    places = added(a, here, b, there)
    return review("; ".join(filter(None, (lacking, places))), *normal) if places else two_sided(here, there, normal)


def _in_order(left: str, right: str, a: Address, b: Address) -> Likeness:
    """The answer to addresses of the same parts and words: they also stand in the same places, letter for letter."""
    normal = a.normal, b.normal
    accents = other_accents(left, right)
    if accents:
        return review(f"accents differ: {say(accents)}", *normal)
    moves = moved(a, b)
    if moves:
        return review(moves, *normal)
    if not only_script_differs(in_digits(compatible(left)), in_digits(compatible(right))):
        return review("characters differ that are often written for each other", *normal)
    return aligned("same after writing out short words, or in another order of lines", *normal)


def _in_words(word: str) -> str:
    """A word as people write it, where it was shortened."""
    return _WRITTEN_OUT.get(word, word)
