"""Names of people: whether two of them may be one person, told so that nobody approves what they asked for.

Here a doubt counts as "the same": capitals, accents, full width, order of the words, letters of another script that
look alike, traditional and simplified characters, an umlaut that is written out ("Mueller"), an e-mail address instead
of the name, a title, what stands in brackets, initials (also alone: "S.H.", "SH", "sho@x.com"), and a part of the name
that only one of them gives make no other person.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from kyccheck.values.value import is_filled

_ASIDE: Final = re.compile(r"\([^)]*\)|<[^>]*>|\[[^\]]*\]|（[^）]*）")
_LOOK_ALIKES: Final = {
    # Latin letters, and what looks like them or like their capitals: Cyrillic, Greek, Armenian, phonetic, digits.
    "a": "аαɑ", "b": "вβ", "c": "сϲ", "d": "ԁđð", "e": "еε", "g": "ɡց", "h": "нһηհ", "j": "јϳ", "k": "кκ",
    "l": "iіιıł1|", "m": "мμ", "n": "ո", "o": "оοσօ0ø", "p": "рρ", "q": "ԛ", "s": "ѕ", "t": "тτ", "u": "υս",
    "v": "νѵ", "w": "ԝ", "x": "хχ", "y": "уү", "z": "ζ",
}  # fmt: skip
_BEHIND: Final = re.compile(r"(?:\+.*|\d+)$", re.DOTALL)
"""What an e-mail address has behind the name: a tag, a number."""
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "madam", "sir"})
_NAMING_NOBODY: Final = frozenset({
    "i", "me", "my", "myself", "he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them", "their",
    "themself", "themselves", "we", "us", "our", "ourselves", "you", "your", "yourself", "it", "its", "itself", "self",
    "oneself", "one", "own", "the", "same", "as", "above", "below", "by", "of", "person", "requester", "requestor",
    "applicant", "approver", "undersigned", "aforementioned", "yes", "no", "true", "false",
})  # fmt: skip
"""Pronouns and roles: a name that is made of these alone names nobody."""
_LOOK_ALIKE: Final = {ord(other): letter for letter, others in _LOOK_ALIKES.items() for other in others} | {
    ord("æ"): "ae", ord("œ"): "oe"
}  # fmt: skip
_WRITTEN_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ø": "oe", "ü": "ue", "å": "aa"})
"""How people write these letters where a keyboard lacks them; nobody writes "ue" as "ü"."""


def is_person(name: str) -> bool:
    """Whether text may name somebody: it is filled, and no mere "me" or "the requester"."""
    words = [word for word in _tokens(name) if any(character.isalpha() for character in word)]
    return is_filled(name) and not _NAMING_NOBODY.issuperset(map(str.casefold, words))


def same_person(one: str, other: str) -> bool:
    """Whether two names may be those of one person."""
    return any(_same(mine, theirs) for mine in _spellings(one) for theirs in _spellings(other))


def _spellings(name: str) -> tuple[str, ...]:
    """A name as it is written, and with its umlauts written out, where it has any."""
    plain = unicodedata.normalize("NFC", name).casefold()
    out = plain.translate(_WRITTEN_OUT)
    return (name,) if out == plain else (name, out)


def _same(one: str, other: str) -> bool:
    mine, theirs = _words(one), _words(other)
    fewer, more = sorted((mine, theirs), key=len)
    if sorted(mine) == sorted(theirs) or "".join(mine) == "".join(theirs):
        return bool(fewer)
    return bool(fewer) and (
        _are_among(fewer, more) or _abbreviates(_runs(one), theirs) or _abbreviates(_runs(other), mine)
    )


def _are_among(fewer: list[str], more: list[str]) -> bool:
    """Whether each word of a name is one of the other, or its initial; each word once."""
    alike = set(fewer) & set(more)
    left = [word for word in more if word not in alike]
    for word in (word for word in fewer if word not in alike):
        other = next((one for one in left if word[0] == one[0] and 1 in (len(word), len(one))), None)
        if other is None:
            return False
        left.remove(other)
    return True


def _abbreviates(runs: tuple[tuple[str, bool], ...], full: list[str]) -> bool:
    """Whether words are made of those of a name, each once: a word itself, or in a run of initials the beginnings.

    Of what has more words than a name has, that begin so, nobody can tell: it may be.
    """
    letters = {letter for text, _ in runs for letter in text}
    meant = tuple(sorted(word for word in full if word[0] in letters))
    return len(meant) > _MOST_WORDS or _made_of(runs, meant)


@lru_cache(maxsize=4096)
def _made_of(runs: tuple[tuple[str, bool], ...], full: tuple[str, ...]) -> bool:
    if not runs:
        return True
    (text, is_run), rest = runs[0], runs[1:]
    for place, word in enumerate(full):
        left = full[:place] + full[place + 1 :]
        for part in dict.fromkeys((word, word[0])):
            if text == part and _made_of(rest, left):
                return True
            if is_run and text.startswith(part) and text != part and _made_of(((text[len(part) :], True), *rest), left):
                return True
    return False


def _runs(name: str) -> tuple[tuple[str, bool], ...]:
    """The words of a name, each with whether it may be several initials: written in capitals, or all that there is."""
    tokens = _tokens(name)[:_MOST]
    alone = len(tokens) == 1
    return tuple((_plain(word), alone or (len(word) <= _LONGEST_RUN and word.isupper())) for word in tokens)


_MOST: Final = 6
_MOST_WORDS: Final = 8
_LONGEST_RUN: Final = 4
"""More capitals than that are a name in capitals: "MARY HO"."""


def _words(name: str) -> list[str]:
    return [_plain(word) for word in _tokens(name)]


def _plain(word: str) -> str:
    text = word.casefold().translate(_LOOK_ALIKE)
    if text.isascii():
        return text
    from kyccheck.forms._hanzi import simplify

    return simplify(text)


def _tokens(name: str) -> list[str]:
    """The words of a name as they are written, without titles, accents and what stands in brackets beside it."""
    text = unicodedata.normalize("NFKC", name)
    bare = _ASIDE.sub(" ", text)
    text = bare if any(character.isalpha() for character in bare) else text
    if "@" in text:
        text = _BEHIND.sub("", text.partition("@")[0])
    text = "".join(
        one
        for one in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(one) and unicodedata.category(one) != "Cf"
    )
    return [word for word in re.findall(r"[^\W_]+", text) if word.casefold() not in _TITLES]
