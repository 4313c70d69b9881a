"""Reads an address: its typed parts (floor, unit, block, box, postcode), and the words that remain, line by line."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kyccheck.dataclass import dataclass
from kyccheck.forms._address_words import FLOORS, NUMBER_WORDS, ORDINALS, PHRASES, SAME, STATES
from kyccheck.forms._hanzi import simplify
from kyccheck.forms._letters import compatible, fold, unaccented


@dataclass(frozen=True, slots=True)
class Address:
    """Typed parts as (kind, value), sorted; and the lines of words that remain, numbers among them."""

    parts: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All remaining words in the order of writing."""
        return tuple(word for line in self.lines for word in line)

    @property
    def normal(self) -> str:
        """The normal form: typed parts first, written so that they are read as such again."""
        typed = [f"{_WRITTEN.get(kind, kind)} {value}".strip() for kind, value in self.parts]
        return ", ".join(typed + [" ".join(line) for line in self.lines]).replace(JOINT, "-")


_WRITTEN: Final = {"box": "po box", "postcode": "", "district": "dd"}
JOINT: Final = "\ua78f"
"""Stands for the hyphen of 20-22 while words are parted: a letter to Unicode, in no one's address."""

_ONE: Final = r"(?:[a-z]{0,2}\d+[a-z]{0,2}|[a-z](?![a-z]))"
_VALUE: Final = rf"({_ONE}(?:\s?[-–&]\s?{_ONE})*)(?![a-z\d])"
_NUMBERED: Final = r"(?:\s*(?:nos?\b\.?|number|#))?[\s/.:'()-]*"
_LEVEL: Final = r"(\d{1,3}[a-z]?(?:\s?[-–&]\s?\d{1,3})?|ug|lg|b\d?|g|m|r)"
_NAMED_LEVEL: Final = "|".join(sorted((*(name for name in FLOORS if name.isascii()), *ORDINALS), key=len, reverse=True))
_UNIT: Final = r"(?:flats?|flt|rms?|rooms?|units?|suites?|ste|offices?|apt|apartment)\b\.?"
_HAN_DIGITS: Final = "一二三四五六七八九十"

_TYPED: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("box", r"\b(?:p\.?\s?o\.?\s*|post(?:al)? office )box\b\.?" + _NUMBERED + r"(\d+)\b"),
        ("floor", rf"\b{_LEVEL}\s*/\s*f(?:l|lr|loor)?\b\.?"),
        ("floor", r"\b(\d{1,3})\s*(?:st|nd|rd|th)?\s*(?:floors?|flr|fl)\b\.?"),
        ("floor", rf"\b({_NAMED_LEVEL})\s*(?:floor|flr|fl)\b\.?"),
        ("floor", r"\b(\d{1,3})f\b\.?"),
        ("floor", rf"\b(?:levels?|lvl|floors?|flr|fl|lantai)\b\.?{_NUMBERED}{_LEVEL}(?![a-z\d])"),
        ("floor", rf"(\d{{1,3}}|[{_HAN_DIGITS}]{{1,3}}|地下?)(?:楼|层)"),
        ("unit", rf"\b{_UNIT}(?:\s*/\s*{_UNIT})?{_NUMBERED}{_VALUE}"),
        ("unit", r"#\s?([a-z]?\d+[a-z]?(?:-\d+[a-z]?)?)\b"),
        ("unit", r"([a-z]?\d{1,5}[a-z]?)室"),
        ("shop", rf"\bshops?\b\.?{_NUMBERED}{_VALUE}"),
        ("block", rf"\b(?:block|blk)\b\.?{_NUMBERED}{_VALUE}"),
        ("tower", rf"\b(?:tower|twr)\b\.?{_NUMBERED}{_VALUE}"),
        ("building", rf"\b(?:building|bldg)\b\.?{_NUMBERED}{_VALUE}"),
        ("phase", rf"\bphase\b\.?{_NUMBERED}([ivx]+|\d+[a-z]?)(?![a-z\d])"),
        ("wing", rf"\bwing\b\.?{_NUMBERED}{_VALUE}"),
        ("plot", rf"\bplot\b\.?{_NUMBERED}{_VALUE}"),
        ("lot", rf"\blot\b\.?{_NUMBERED}{_VALUE}"),
        ("district", rf"\bdd\b\.?{_NUMBERED}(\d+)\b"),
        ("villa", rf"\bvilla\b\.?{_NUMBERED}{_VALUE}"),
        ("warehouse", rf"\bwarehouse\b\.?{_NUMBERED}{_VALUE}"),
        ("postcode", r"\b([a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2})\b"),
    )
)
_DOTTED: Final = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?")
_BREAK: Final = re.compile(r"[\n\r;|、，]+|\s[-–—]+\s|\.\s*\n")
_NUMBER_WORD: Final = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})\b")
_HYPHEN: Final = re.compile(r"(?<=\d)\s?[-–]\s?(?=[a-z]?\d)")
_SPACES: Final = re.compile(r"[\s()\[\]{}<>\"“”«»「」*!?+=_:@]+")


@lru_cache(maxsize=8192)
def read(text: str) -> Address:
    """An address taken apart."""
    rest = _BREAK.sub(", ", unaccented(compatible(_BREAK.sub(", ", text))))
    rest = simplify(_DOTTED.sub(lambda match: match[0].replace(".", "") + " ", rest))
    rest = _NUMBER_WORD.sub(lambda match: NUMBER_WORDS[match[0]], _SPACES.sub(" ", rest))
    parts = list[tuple[str, str]]()
    for kind, pattern in _TYPED:
        parts += [(kind, _value(kind, match[1])) for match in pattern.finditer(rest)]
        rest = pattern.sub(", ", rest)
    lines = [words for words in map(_words, _HYPHEN.sub(JOINT, rest).split(",")) if words]
    return Address(tuple(sorted(parts)), tuple(_postcode_apart(lines)))


def _postcode_apart(lines: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Lines with the postcode as a line of its own, as it stands before the town or after it.

    Only where one number alone can be the postcode: two of them could have changed places.
    """
    long = [word for line in lines for word in line if word.isdigit() and 5 <= len(word) <= 6]
    if len(long) != 1:
        return lines
    apart = list[tuple[str, ...]]()
    for line in lines:
        if long[0] in (line[0], line[-1]):
            apart += [(long[0],), line[1:] if line[0] == long[0] else line[:-1]]
        else:
            apart.append(line)
    return [line for line in apart if line]


_ROMAN: Final = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}


def _value(kind: str, text: str) -> str:
    """A typed value without spaces and leading zeros, its letters and words as one spelling."""
    if kind == "postcode":
        return text.replace(" ", "")
    text = _SPACES.sub("", text.replace("–", "-").replace("&", "-")) if text not in FLOORS else text
    if kind == "floor":
        text = FLOORS.get(text) or ORDINALS.get(text) or _from_han(text)
    text = _ROMAN.get(text, text)
    return re.sub(r"(?<![\d])0+(?=\d)", "", text)


def _from_han(text: str) -> str:
    """A Chinese number up to 99 in digits; other text as it is."""
    if not text or any(c not in _HAN_DIGITS for c in text):
        return text
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return str(_HAN_DIGITS.index(text) + 1) if len(text) == 1 else text
    first = _HAN_DIGITS.index(tens) + 1 if tens else 1
    return str(first * 10 + (_HAN_DIGITS.index(ones) + 1 if ones else 0))


def _words(line: str) -> tuple[str, ...]:
    words = list[str]()
    for word in reversed(fold(line).split()):
        numbered = word in {"no", "nos", "number"} and words and words[-1][:1].isdigit()
        if word != "#" and not numbered:
            words.append(word)
    words.reverse()
    for phrase, short in PHRASES:
        words = _replaced(words, phrase, short)
    words = _states(words)
    return tuple(_street(SAME.get(word, word)) for word in words)


def _street(word: str) -> str:
    """German streets: Bahnhofstr. is Bahnhofstrasse."""
    return word + "asse" if len(word) > 5 and word.endswith("str") else word


def _replaced(words: list[str], phrase: tuple[str, ...], short: str) -> list[str]:
    size = len(phrase)
    for start in range(len(words) - size + 1):
        if tuple(words[start : start + size]) == phrase:
            return _replaced([*words[:start], short, *words[start + size :]], phrase, short)
    return words


def _states(words: list[str]) -> list[str]:
    """Names of states before a postcode as codes: Ohio 43213 is OH 43213."""
    done = list[str]()
    for word in words:
        if word.isdigit() and 4 <= len(word) <= 5:
            for size in range(min(3, len(done)), 0, -1):
                code = STATES.get(tuple(done[-size:]))
                if code:
                    done[-size:] = [code]
                    break
        done.append(word)
    return done
