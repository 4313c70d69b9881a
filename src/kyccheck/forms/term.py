"""How long a contract runs.

The same: `12 months`, `1 year`, `12M`, `one year`, `P1Y`, `12個月`, `12 months (1 year)`; `2 weeks` and `14 days`; the
same number without a unit on both sides, however it is typed (12, 12.0, `12`).

To a person: a number without a unit beside any other length, days against months (30 days are not always a month), what
is no length ("month to month"), several lengths (`12 months, 24 months`; only `1 year 6 months` is a sum), and what no
contract can run (`0 months`, `zero months`, `-12 months`, `minus 12`, `(12)`), also where both sides say so.

Different: other lengths.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kyccheck.forms import Context, Likeness
from kyccheck.forms._answers import aligned, guard, misaligned, review, same_text, say, text_of
from kyccheck.forms._hanzi import simplify
from kyccheck.forms._letters import compatible
from kyccheck.late import pattern

_MONTH_SIGNS: Final = ("ヶ月", "ケ月", "ヵ月", "カ月", "か月", "箇月", "개월")
_MONTHS: Final = {
    **dict.fromkeys(
        ("month", "months", "mth", "mths", "mo", "mos", "mon", "m", "个月", "月", *_MONTH_SIGNS), ("month", 1)
    ),
    **dict.fromkeys(("year", "years", "yr", "yrs", "y", "annum", "年", "년"), ("month", 12)),
    **dict.fromkeys(("quarter", "quarters", "qtr", "qtrs"), ("month", 3)),
    **dict.fromkeys(("day", "days", "d", "天", "日"), ("day", 1)),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "w", "周"), ("day", 7)),
}
_WORDS: Final = {
    **dict.fromkeys(("a", "an", "one"), "1"),
    **dict.fromkeys(("twenty four", "twenty-four"), "24"),
    **dict.fromkeys(("thirty six", "thirty-six"), "36"),
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "twelve": "12",
    "eighteen": "18",
}
_WORD: Final = re.compile(rf"\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b")
_HAN: Final = re.compile("[一二两三四五六七八九十]{1,3}(?=年|个月|月|天|日|周)")
_PIECE: Final = re.compile(r"(\d{1,5}(?:\.\d{1,4})?)\s*-?\s*([^\W\d_]+)\.?(?:\(s\))?")
_TWICE: Final = pattern(r"(\d+(?:\.\d+)?)\s*\(\s*(\d+(?:\.\d+)?)\s*\)")
_BRACKET: Final = pattern(r"([^()]*\d[^()]*)\(([^()]*\d[^()]*)\)\s*")
_ISO: Final = re.compile(r"p(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)w)?(?:(\d+)d)?")
_NOTHING: Final = pattern(
    r"[-−–—]\d.*|(?:minus|negative)\b.*|\(\s*\d[\d,.]*\s*\)"
    rf"|(?:zero|nil)(?:\s+(?:{'|'.join(_MONTHS)}))?"
)
"""What is less than nothing, or nothing: -5 months, minus 5, in brackets as accounts have it (5), zero months."""
_WHOLE: Final = pattern(r"([1-9]\d{0,4})(?:\.0{1,2})?", re.ASCII)
_ADDED_UP: Final = pattern(r"①(?:(?:[\s,&+]|\band\b)*①)*[\s,]*")
"""Lengths that add up, each of them as a sign that no compatible text has."""
_AROUND: Final = re.compile(
    r"^(?:contract |initial |minimum )?(?:term|period)?(?: of)?[:\s]*|[\s.]*(?:contract|term|period)?$"
)


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values are the same length of time."""
    if not settles(left) and not settles(right):
        return review(f"{say(left, 40)}: no length of time that can be")
    done = guard(left, right, context.called)
    if done:
        return done
    return _compare(text_of(left), text_of(right))


def settles(value: object) -> bool:
    """Whether a value can be a length of time, as far as it says a number: it is more than nothing."""
    return value > 0 if type(value) is int else _can_be(text_of(value))


@lru_cache(maxsize=4096)
def _can_be(text: str) -> bool:
    folded = _AROUND.sub("", compatible(text[:80]).strip())
    digits = {character for character in folded if character.isdecimal()}
    return digits != {"0"} and _NOTHING.fullmatch(folded) is None


@lru_cache(maxsize=4096)
def _compare(left: str, right: str) -> Likeness:
    a, b = _read(left), _read(right)
    if a is None or b is None:
        unread = [text for text, read in ((left, a), (right, b)) if read is None]
        is_bare = _bare(left) or _bare(right)
        if is_bare and _plain_number(left) == _plain_number(right):
            return same_text(left, right) or aligned(f"both are {say(_plain_number(left), 30)}", left, right)
        if len(unread) == 2 and compatible(left).split() == compatible(right).split() and not is_bare:
            return same_text(left, right) or aligned("same words", left, right)
        bare = [say(text, 30) for text in unread if _bare(text)]
        what = f"{' and '.join(bare)}: a number without a unit" if bare else "not clear as a length of time"
        return review(what if bare else f"{say(unread[0], 40)}: {what}")
    normal = _shown(*a), _shown(*b)
    if a == b:
        return aligned(f"both are {normal[0]}", *normal)
    if a[0] != b[0]:
        return review(f"days against months: {normal[0]} / {normal[1]}", *normal)
    return misaligned(f"{normal[0]} are not {normal[1]}", *normal)


def _plain_number(text: str) -> str:
    """A whole number without a unit as it is mostly written; any other text as it is."""
    match = _WHOLE.fullmatch(text)
    return match[1] if match else text


def _bare(text: str) -> bool:
    return re.fullmatch(r"\W*\d+(?:[.,]\d+)*\W*", text) is not None


def _read(text: str) -> tuple[str, Decimal] | None:
    """The unit (month or day) and how many of it, or None."""
    if len(text) > 80:
        return None
    folded = _AROUND.sub("", simplify(compatible(text)).strip()).replace("半年", "6个月")
    if folded.startswith(("-", "+")):
        return None
    folded = _HAN.sub(lambda match: _from_han(match[0]), _WORD.sub(lambda match: _WORDS[match[0]], folded))
    folded = _TWICE.sub(lambda match: match[1] if match[1] == match[2] else match[0], folded)
    bracket = _BRACKET.fullmatch(folded)
    if bracket:
        first, second = _added(bracket[1]), _added(bracket[2])
        return first if first == second else None
    return _added(folded)


def _added(folded: str) -> tuple[str, Decimal] | None:
    """What the pieces of a length of time come to, each less than one of the unit before: 1 year 6 months."""
    folded = _AROUND.sub("", folded.replace("calendar ", "").strip())
    iso = _ISO.fullmatch(folded)
    if iso and any(iso.groups()):
        folded = " ".join(f"{number} {unit}" for number, unit in zip(iso.groups(), "ymwd", strict=True) if number)
    pieces = _PIECE.findall(folded)
    rest = _PIECE.sub("①", folded)
    if not _ADDED_UP.fullmatch(rest) or any(unit not in _MONTHS for _, unit in pieces):
        return None
    lengths = [(*_MONTHS[unit], Decimal(number) * _MONTHS[unit][1]) for number, unit in pieces]
    adds_up = all(length < size for (_, size, _), (_, _, length) in pairwise(lengths))
    if len({unit for unit, _, _ in lengths}) > 1 or not adds_up:
        return None
    return lengths[0][0], sum((length for _, _, length in lengths), Decimal(0))


def _from_han(text: str) -> str:
    digits = "一二三四五六七八九"
    tens, ten, ones = text.replace("两", "二").rpartition("十")
    values = [(digits.find(part) + 1) if part else default for part, default in ((tens, 1 if ten else 0), (ones, 0))]
    return str(values[0] * 10 + values[1])


def _shown(unit: str, count: Decimal) -> str:
    return f"{count.normalize():f} {unit}s"
