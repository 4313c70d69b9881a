"""Names of people: whether two of them may be one person, told so that nobody approves what they asked for.

Here a doubt counts as "the same": capitals, accents, full width, order of the words, letters of another script that
look alike, an e-mail address instead of the name, a title, what stands in brackets, initials, and a part of the name
that only one of them gives make no other person.
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
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "madam", "sir"})
_LOOK_ALIKE: Final = {ord(other): letter for letter, others in _LOOK_ALIKES.items() for other in others}


def is_person(name: str) -> bool:
    """Whether text may name somebody: it is filled, and has a letter."""
    return is_filled(name) and any(character.isalpha() for character in clean(name))


def same_person(one: str, other: str) -> bool:
    """Whether two names may be those of one person."""
    mine, theirs = _words(one), _words(other)
    fewer, more = sorted((mine, theirs), key=len)
    same = sorted(mine) == sorted(theirs) or "".join(mine) == "".join(theirs)
    return bool(fewer) and (same or _are_among(fewer, more))


def _are_among(fewer: list[str], more: list[str]) -> bool:
    """Whether each word of a name is one of the other, or its initial; each word once, and one of them in full."""
    alike = set(fewer) & set(more)
    left = [word for word in more if word not in alike]
    for word in (word for word in fewer if word not in alike):
        other = next((one for one in left if word[0] == one[0] and 1 in (len(word), len(one))), None)
        if other is None:
            return False
        left.remove(other)
    return any(len(word) > 1 or not word.isascii() for word in alike)


def _words(name: str) -> list[str]:
    text = unicodedata.normalize("NFKD", _ASIDE.sub(" ", unicodedata.normalize("NFKC", name)))
    text = text.partition("@")[0] if "@" in text else text
    letters = "".join(c for c in text.casefold() if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    words = [word for word in re.findall(r"[^\W_]+", letters) if word not in _TITLES]
    return [word.translate(_LOOK_ALIKE) for word in words]
