"""Names of people: whether two of them may be one person, told so that nobody approves what they asked for.

Here a doubt counts as "the same": capitals, accents, full width, order of the words, letters of another script that
look alike, an e-mail address instead of the name, and what stands in brackets make no other person.
"""

import re
import unicodedata
from typing import Final

from kyccheck.value import clean, is_filled

_ASIDE: Final = re.compile(r"\([^)]*\)|<[^>]*>|\[[^\]]*\]|（[^）]*）")
_LOOK_ALIKES: Final = {
    # Latin letters, and what looks like them or like their capitals: Cyrillic, Greek, Armenian, phonetic, digits.
    "a": "аαɑ", "b": "вβ", "c": "сϲ", "d": "ԁ", "e": "еε", "g": "ɡց", "h": "нһηհ", "j": "јϳ", "k": "кκ",
    "l": "iіιıł1|", "m": "мμ", "n": "ո", "o": "оοσօ0", "p": "рρ", "q": "ԛ", "s": "ѕ", "t": "тτ", "u": "υս",
    "v": "νѵ", "w": "ԝ", "x": "хχ", "y": "уү", "z": "ζ",
}  # fmt: skip
_LOOK_ALIKE: Final = {ord(other): letter for letter, others in _LOOK_ALIKES.items() for other in others}


def is_person(name: str) -> bool:
    """Whether text may name somebody: it is filled, and has a letter."""
    return is_filled(name) and any(character.isalpha() for character in clean(name))


def same_person(one: str, other: str) -> bool:
    """Whether two names may be those of one person."""
    return bool(_words(one)) and _words(one) == _words(other)


def _words(name: str) -> list[str]:
    text = unicodedata.normalize("NFKD", _ASIDE.sub(" ", unicodedata.normalize("NFKC", name)))
    text = text.partition("@")[0] if "@" in text else text
    letters = "".join(c for c in text.casefold() if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return sorted(re.findall(r"[^\W_]+", letters.translate(_LOOK_ALIKE)))
