"""The typed parts of an address: floor, unit, block, box, postcode and their like."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kyccheck.forms._address_words import FLOORS, ORDINALS, ROMAN, SAME, STREETS
from kyccheck.late import pattern as late


class Part(NamedTuple):
    """A part as it stands in the text: its kind, the word that a unit goes by (flat, room), and its value."""

    kind: str
    word: str
    value: str


_ONE: Final = r"(?:[a-z]{0,2}\d+[a-z]{0,2}|[a-z](?![a-z]))"
_NUMBER: Final = rf"{_ONE}(?:(?:\s?[-–&]\s?|\s+and\s+){_ONE})*(?![a-z\d])"
_VALUE: Final = rf"({_NUMBER})"
_LETTER: Final = r"(?:(?<=\d)\s[a-z](?=\s*(?:,|$)))?"
_MINUS: Final = "\ua7f9"
"""What stands for a minus while parts are read: a letter to Unicode, in no one's address."""
_BELOW: Final = late(r"(?<![^\s,(:#\u4e00-\u9fff])[-–](?=\d)")
"""A minus: a dash that nothing stands before. In Level-1 and 3-1F it only parts what stands beside it."""
_NUMBERED: Final = rf"(?:\s*(?:nos?\b\.?|number|#))?[\s/.:'(){_MINUS}-]*?"
_LEVEL: Final = rf"({_MINUS}?\d{{1,3}}[a-z]?(?:(?:[-–&]\s?|\s&\s?|\s[-–]\s)\d{{1,3}})?|ug|lg|b\d?|g|m|r)"
_NAMED_LEVEL: Final = "|".join(sorted((*(name for name in FLOORS if name.isascii()), *ORDINALS), key=len, reverse=True))
UNIT: Final = r"(?:flats?|flt|rms?|rooms?|units?|suites?|ste|offices?|apt|apartment)\b\.?"
"""The words before the number of a unit."""
_NO_DUTCH_LETTERS: Final = "|".join(
    sorted({word for word in (*SAME, *SAME.values(), *STREETS, "no", "nd", "th") if len(word) == 2})
)

_BEHIND_HAN: Final = r"(?<=[\u3040-\u30ff\u4e00-\u9fff])"
"""Where no space parts what follows from the name of a house: ビル4F."""

_TYPED: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("box", r"\b(?:p\.?\s?o\.?\s*|post(?:al)? office )box\b\.?" + _NUMBERED + r"(\d+)\b"),
        ("floor", rf"\b{_LEVEL}\s*/\s*f(?:l|lr|loor)?\b\.?"),
        ("floor", rf"\b({_MINUS}?\d{{1,3}})\s*(?:st|nd|rd|th)?\s*(?:floors?|flr|fl)\b\.?"),
        ("floor", rf"\b({_NAMED_LEVEL})\s*(?:floor|flr|fl)\b\.?"),
        ("unit", rf"\b(?!off){UNIT}(?:\s*/\s*{UNIT})?{_NUMBERED}(?=\d{{1,3}}f\b)({_NUMBER})"),  # flat F of a floor
        ("floor", rf"(?:\b|{_BEHIND_HAN})({_MINUS}?\d{{1,3}}|b\d)f\b\.?"),
        ("floor", rf"\b(?:levels?|lvl|floors?|flr|fl|lantai)\b\.?{_NUMBERED}{_LEVEL}(?![a-z\d])"),
        ("floor", rf"({_MINUS}?\d{{1,3}}|地下\d|地下?)(?:楼|层|阶)"),
        ("unit", rf"\b{UNIT}(?:\s*/\s*{UNIT})?{_NUMBERED}({_MINUS}?{_NUMBER}{_LETTER})"),
        ("unit", rf"#\s?({_MINUS}?[a-z]?\d+[a-z]?(?:-\d+[a-z]?)?)\b"),
        ("unit", rf"({_MINUS}?[a-z]?\d{{1,5}}[a-z]?)室"),
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
        ("postcode", r"\b([a-z]\d[a-z]\s?-?\s?\d[a-z]\d)\b"),
        (
            "postcode",
            rf"(?:^|(?<=,))\s*([1-9]\d{{3}}\s?(?!(?:{_NO_DUTCH_LETTERS})\b)[a-z]{{2}})\b(?=\s*,|\s*$|\s+[a-z]{{3}})",
        ),
    )
)
_SIGN: Final = late(r"^-")
_BASEMENT: Final = late(r"^b(?=\d)")
_BELOW_GROUND: Final = late(r"^地下(?=\d)")
_SAID: Final = late(r"[a-z/ ]*[a-z]")
_UNIT_WORDS: Final = {"flt": "flat", "rm": "room", "ste": "suite", "apt": "apartment"}
CANADIAN: Final = late(r"[a-z]\d[a-z]\d[a-z]\d")
"""A postcode of Canada, as a typed part has it."""


def taken_out(text: str) -> tuple[list[Part], str]:
    """The typed parts of a text in the order of writing, and the text with commas in their place."""
    found = list[tuple[int, Part]]()
    if "-" in text or "–" in text:
        text = _BELOW.sub(_MINUS, text)
    for kind, pattern in _TYPED:
        matches = list(pattern.finditer(text))
        if matches:
            found += [(match.start(1), _part(kind, match)) for match in matches]
            text = pattern.sub(lambda match: "," + " " * (len(match[0]) - 2) + ",", text)  # so that places stay
    return [part for _, part in sorted(found)], text.replace(_MINUS, "-")


def _part(kind: str, match: re.Match[str]) -> Part:
    said = _SAID.match(match[0]) if kind == "unit" and match.start(1) > match.start() else None
    word = said[0].replace(" ", "").removesuffix("no").removesuffix("s") if said else ""
    return Part(kind, _UNIT_WORDS.get(word, word), _value(kind, match[1]))


def _value(kind: str, text: str) -> str:
    """A typed value without spaces and leading zeros, its letters and words as one spelling."""
    if kind == "postcode":
        return re.sub(r"[\s-]", "", text)
    if kind == "floor":
        text = FLOORS.get(text) or ORDINALS.get(text) or _BELOW_GROUND.sub("b", text)
    text = re.sub(r"\s", "", re.sub(r"\s+and\s+", "&", text.replace("–", "-").replace(_MINUS, "-")))
    text = re.sub(r"(?<![\d])0+(?=\d)", "", ROMAN.get(text, text))
    text = re.sub(r"(?<=\d)-(?=[a-z]$)|(?<=^[a-z])-(?=\d+$)", "", text)
    both = re.fullmatch(r"(\d+)&(\d+)", text)
    return text.replace("&", "-") if both and int(both[2]) == int(both[1]) + 1 else text


def only_ranges(one: tuple[tuple[str, str], ...], other: tuple[tuple[str, str], ...]) -> bool:
    """Whether parts differ only in how several numbers are written (1301-1302, 1301-02, 1301 & 1302)."""
    return _ends(one) == _ends(other)


def only_signs(one: tuple[tuple[str, str], ...], other: tuple[tuple[str, str], ...]) -> bool:
    """Whether parts differ only in a minus, which may be a dash, or in how it is written (-1, B1)."""
    return any(
        sorted((kind, sign.sub(instead, value)) for kind, value in one)
        == sorted((kind, sign.sub(instead, value)) for kind, value in other)
        for sign, instead in ((_SIGN, ""), (_BASEMENT, "-"))
    )


def _ends(parts: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return sorted((kind, end) for kind, value in parts for end in _spread(value).split("-"))


def _spread(value: str) -> str:
    value = value.replace("&", "-")
    match = re.fullmatch(r"(\d+)-(\d+)", value)
    if not match or len(match[2]) >= len(match[1]):
        return value
    return f"{match[1]}-{match[1][: -len(match[2])]}{match[2]}"
