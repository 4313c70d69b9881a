"""Letters of several scripts, made comparable: what every form that compares words builds on."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kyccheck.late import pattern

_MARKS: Final = dict.fromkeys(map(ord, "™®©℠"))
APOSTROPHES: Final = frozenset("'’‘`´ʼ′＇ʻ")
_PLAIN: Final = {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "&": " and ", "ـ": ""}
"""Latin letters that Unicode does not take apart, the ampersand, and the stroke that only stretches an Arabic word."""
_KEPT: Final = frozenset("+@#$%€£¥=×÷∞")
"""Signs that a name may differ in ("A+", "C#"): words of their own."""


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain(chr(code))
        return self[code]


def _plain(character: str) -> str:
    if character in APOSTROPHES:
        return ""
    if character in _PLAIN:
        return _PLAIN[character]
    if character in _KEPT:
        return f" {character} "
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Cf" or "\u0300" <= character <= "\u036f":
        return ""
    if category[0] in "PSZC":
        return " "
    base = unicodedata.normalize("NFD", character)[0]
    return _PLAIN.get(base, base) if unicodedata.name(base, "").startswith("LATIN") else character


_TABLE: Final = _Table()
_INITIALS: Final = pattern(r"(?<![^\W_])(?:[^\W\d_]\.[ \xa0]?)+[^\W\d_](?![^\W_])\.?")
_SPACELESS: Final = (
    *(("\u2e80", "\u2fdf"), ("\u3005", "\u3007"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff")),
    ("\U00020000", "\U0003ffff"),  # so far Chinese and kana
    *(("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff")),  # Thai, Lao, Burmese, Khmer
)
"""The letters of scripts that put no spaces between words, each range with its first and its last."""
HAN: Final = pattern("[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


_NIKHAHIT: Final = "\u0e4d"
_BEFORE_TONE: Final = pattern(f"{_NIKHAHIT}([\u0e48-\u0e4b])")
_FRACTIONS: Final = "¼½¾⅐-⅟↉"
_RAISED: Final = "²³¹⁰⁴-⁹₀-₉①-⒛⓪㉑-㋋㍘-㍰㏠-㏾🄀-🄊"
_BEFORE_FRACTION: Final = pattern(rf"(?<=\d)(?=[{_FRACTIONS}])")
_BESIDE_RAISED: Final = pattern(rf"(?<=\d)(?=\s*[{_RAISED}])|(?<=[{_RAISED}])(?=\d)")


def compatible(text: str) -> str:
    """Text with full width, ligatures, capitals and digits folded, and without invisible characters and ™.

    Raised, lowered and ringed digits and fractions stay apart from the digits beside them: 10² is 10^2, 5½ is 5 1/2.
    """
    if not text.isascii():
        text = text.translate(_MARKS)
        if any(map(_is_raised, filter(str.isnumeric, text))):
            text = _BESIDE_RAISED.sub("^", _BEFORE_FRACTION.sub(" ", text))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    if folded.isascii():
        return folded
    if _NIKHAHIT in folded:  # of น้ำ, which is also written with its marks in another order
        folded = _BEFORE_TONE.sub(rf"\1{_NIKHAHIT}", folded)
    return "".join(map(_digit_or_letter, folded))


_ENTITY: Final = pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def unescaped(text: str) -> str:
    """Text with the characters that a web page's code stands for: AT&amp;T is AT&T, Caf&eacute; is Café."""
    if "&" not in text or ";" not in text:
        return text
    from html import unescape  # which few runs need

    return _ENTITY.sub(lambda match: match[0] if len(unescape(match[0])) > 2 else unescape(match[0]), text)


def _is_raised(numeric: str) -> bool:
    """Whether what counts is no plain digit: a raised or ringed one, a fraction, a Chinese numeral."""
    return not numeric.isdecimal()


@lru_cache(maxsize=4096)
def _digit_or_letter(character: str) -> str:
    category = unicodedata.category(character)
    return str(unicodedata.decimal(character)) if category == "Nd" else "" if category == "Cf" else character


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Words parted by single spaces: no case, no punctuation, no Latin accents; initials joined (L.L.C. is llc).

    Marks of Thai and Arabic stay: they are letters there. Spaces beside Chinese and Thai letters mean nothing and go.
    """
    if text.isascii() and text.replace(" ", "").isalpha():  # most words of names, and of legal forms
        return " ".join(text.casefold().split())
    folded = _INITIALS.sub(_joined, compatible(text)).translate(_TABLE)
    folded = unicodedata.normalize("NFKC", " ".join(folded.split()))
    return folded if folded.isascii() else _closed_up(folded)


def _closed_up(text: str) -> str:
    """Text without the spaces beside letters that are written without any."""
    words = text.split()
    parted = words[:1]
    for before, word in pairwise(words):
        parted += ["" if _is_spaceless(before[-1:]) or _is_spaceless(word[:1]) else " ", word]
    return "".join(parted)


def _is_spaceless(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _SPACELESS)


def unaccented(text: str) -> str:
    """Text without Latin accents and apostrophes, digits as ASCII; other punctuation and other scripts' marks stay."""
    if text.isascii():
        return text.replace("'", "").replace("`", "")
    return "".join(_TABLE[ord(c)] if c.isalnum() or c in APOSTROPHES or "\u0300" <= c <= "\u036f" else c for c in text)


def other_accents(left: str, right: str) -> str:
    """The first word that is written with other accents on the other side, where both sides write any; or ""."""
    if left.isascii() or right.isascii():
        return ""
    from kyccheck.forms._accents import differing  # which few runs need

    return differing(left, right)


def _joined(match: re.Match[str]) -> str:
    letters = "".join(c for c in match[0] if c not in ". \xa0")
    return letters + " " if match[0].endswith(".") else letters


@lru_cache(maxsize=4096)
def scripts(text: str) -> frozenset[str]:
    """The scripts of a text's letters, by the first word of their Unicode names ("LATIN", "CJK", "THAI")."""
    if text.isascii():
        return frozenset({"LATIN"}) if any(map(str.isalpha, text)) else frozenset()
    return frozenset(_script(c) for c in text if c.isalpha())


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return unicodedata.name(character, "OTHER").partition(" ")[0].partition("-")[0]


def other_script(left: str, right: str) -> bool:
    """Whether two texts share no script, so that no letter of one can be held against the other."""
    here, there = scripts(left), scripts(right)
    return bool(here and there) and not here & there


def mixed(word: str) -> bool:
    """Whether one word mixes alphabets whose letters look alike."""
    return not word.isascii() and len(scripts(word) & {"LATIN", "CYRILLIC", "GREEK"}) > 1


_LOOKALIKES: Final = str.maketrans("авекмнорстухѕіјԁԛԝαβεικνορτυχ", "abekmhopctyxsijdqwabeikvoptux")


def skeleton(text: str) -> str:
    """Text with Cyrillic and Greek letters written as the Latin letters that they look like."""
    return text if text.isascii() else text.translate(_LOOKALIKES)


_CONFUSED: Final = frozenset({"0o", "o0", "1l", "l1", "1i", "i1", "5s", "s5", "8b", "b8"})


def digit_for_letter(left: str, right: str) -> bool:
    """Whether two texts differ only in digits that stand for letters (0/O, 1/l)."""
    return len(left) == len(right) and all(a == b or a + b in _CONFUSED for a, b in zip(left, right, strict=True))


def within(left: str, right: str, limit: int) -> bool:
    """Whether at most `limit` letters (0 to 2) are changed, added, dropped, or exchanged with their neighbour."""
    if abs(len(left) - len(right)) > limit:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    left, right = left[start:], right[start:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    if not left or not right:
        return len(left or right) <= limit
    if limit == 0:
        return False
    return (
        within(left[1:], right[1:], limit - 1)
        or within(left[1:], right, limit - 1)
        or within(left, right[1:], limit - 1)
        or (left[:2] == right[1::-1] and within(left[2:], right[2:], limit - 1))
    )


def misspelt(left: str, right: str) -> bool:
    """Whether two words may be one, misspelt: a letter from 4 letters on, two from 9 on or at the end, and no digit."""
    short, long = sorted((left, right), key=len)
    if len(short) < 4 or HAN.search(left + right) or any(map(str.isdigit, left + right)):
        return False
    if len(short) > 5 and len(long) - len(short) == 2 and long.startswith(short):
        return True
    return within(left, right, 2 if len(short) > 8 else 1)
