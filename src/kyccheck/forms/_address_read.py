"""Reads an address: its typed parts (floor, unit, block, box, postcode), and the words that remain, line by line."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kyccheck.dataclass import dataclass
from kyccheck.forms._address_lines import lines_of, postcode_apart, shown
from kyccheck.forms._address_numerals import in_digits
from kyccheck.forms._address_parts import CANADIAN, UNIT, Part, taken_out
from kyccheck.forms._address_words import NUMBER_WORDS
from kyccheck.forms._hanzi import simplify
from kyccheck.forms._letters import compatible, unaccented
from kyccheck.late import pattern


@dataclass(frozen=True, slots=True)
class Address:
    """Typed parts as (kind, value), sorted, and as they were written; and the lines of words that remain.

    `postcode` is the line that holds a postcode of digits alone, where there is one.
    """

    parts: tuple[tuple[str, str], ...]
    written: tuple[Part, ...]
    lines: tuple[tuple[str, ...], ...]
    postcode: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All remaining words in the order of writing."""
        return tuple(word for line in self.lines for word in line)

    @property
    def normal(self) -> str:
        """The normal form: typed parts first, written so that they are read as such again."""
        typed = [f"{_WRITTEN.get(kind, kind)} {value}".strip() for kind, value in self.parts]
        return shown(", ".join(typed + [" ".join(line) for line in self.lines]))


_WRITTEN: Final = {"box": "po box", "postcode": "", "district": "dd"}
_DOTTED: Final = pattern(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?")
_RANGE: Final = pattern(
    r"(\b(?:units|rooms|rms|flats|suites|offices|shops)\b[. ]*[a-z]?\d+)\s+[-–—]\s+(?=[a-z]?\d)"
    rf"|((?:\b{UNIT}|#)\s*[a-z]?\d+)\s+[-–—]\s+(?=0\d)",
    re.IGNORECASE,
)
"""Numbers that a dash joins: those of the plural, and of a unit before 01, which is no house's number."""
_DASH: Final = pattern(r"(?<=\w)[–—―](?=\w)")
_BREAK: Final = pattern(r"[\n\r;|、，]+|\s[-–—]+\s|\.\s*\n")
_SINGAPORE: Final = pattern(r"\bs\s?\(?(?=\d{6}\b)")
_CALLE: Final = pattern(r"\bc/\s*(?!o\b)(?=[a-z])")
_ORDINAL: Final = pattern(r"(?<=\d)\s?\.?\s?([ºª])\s?")
_FRENCH: Final = pattern(r"\b(\d{1,3})i?eme\b")
_NUMBER_WORD: Final = pattern(rf"\b(?:{'|'.join(NUMBER_WORDS)})\b")
_DASHES: Final = str.maketrans("−‐‑‒﹣－", "------")
_SPACES: Final = pattern(r"[\s()\[\]{}<>\"“”«»「」*!?+=_:@]+")


@lru_cache(maxsize=4096)
def read(text: str) -> Address:
    """An address taken apart."""
    text = _RANGE.sub(r"\1\2-", _ORDINAL.sub(r"\1 ", _DASH.sub("-", text.translate(_DASHES))))
    broken = _BREAK.sub(", ", text)
    rest = _CALLE.sub("calle ", in_digits(_BREAK.sub(", ", unaccented(compatible(broken)))))
    rest = _SINGAPORE.sub("singapore ", _FRENCH.sub(r"\1e", rest))
    rest = simplify(_DOTTED.sub(lambda match: match[0].replace(".", "") + " ", rest))
    rest = _NUMBER_WORD.sub(lambda match: NUMBER_WORDS[match[0]], _SPACES.sub(" ", rest))
    parts, rest = taken_out(rest)
    canadian = any(part.kind == "postcode" and CANADIAN.fullmatch(part.value) for part in parts)
    lines, postcode = postcode_apart(lines_of(rest, canadian=canadian))
    sorted_parts = sorted((part.kind, part.value) for part in parts)
    return Address(tuple(sorted_parts), tuple(parts), tuple(lines), postcode)
