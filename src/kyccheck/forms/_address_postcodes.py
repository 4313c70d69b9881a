"""Postcodes of addresses that are written in two ways (560 001 in India, D-01067), and those that say nothing."""

from __future__ import annotations

from typing import Final

from kyccheck.forms._countries import code_of, name_of
from kyccheck.forms._letters import fold
from kyccheck.late import pattern

HYPHEN: Final = "\ua78f"
"""What stands for the hyphen of 100-0004 while words are parted: a letter to Unicode, in no one's address."""
IN_TWO_WAYS: Final = pattern(
    r"[a-z]-\d{3}|\d{3} \d{2}|\b\d{7,8}\b|"
    r"\b(?:vg|bb|cr|dv|ge|hm|hs|ma|pg|sb|sn|wk) \d|\bky\d ?\d|\b[a-z]\d[\dw] [a-z\d]{4}\b"
)
"""What stands in a text with a postcode for `in_one_spelling`."""
EMPTY: Final = pattern(r"\b0+\b|99907[78]")
"""What stands in a text with a postcode for `without_empty`."""
_SPACED: Final = {
    "IN": (pattern(r"^\s*(\d{3}) (\d{3})(?=\s|$)"), pattern(r"(?<=\s)(\d{3}) (\d{3})\s*$")),
    **dict.fromkeys(
        ("SE", "GR", "CZ", "SK"), (pattern(r"^\s*(\d{3}) (\d{2})(?=\s|$)"), pattern(r"(?<=\s)(\d{3}) (\d{2})\s*$"))
    ),
    "VG": (pattern(r"\b(vg) (\d{4})(?=\s|$)"),),
    "BB": (pattern(r"\b(bb) (\d{5})(?=\s|$)"),),
    "BM": (pattern(r"\b(cr|dv|ge|hm|hs|ma|pg|sb|sn|wk) (\d\d)(?=\s|$)"),),
    "IE": (pattern(r"\b([a-z]\d[\dw]) (?=[a-z]*\d)([a-z\d]{4})(?=\s|$)"),),
}
"""How a postcode with its space begins a line, and ends it: 111 22 Stockholm, Bengaluru 560 001. Letters: anywhere."""
_LETTERED: Final = frozenset({"VG", "BB", "BM", "IE", "KY"})
"""Where postcodes have letters, so that one is no number of a house, also in the first line."""
_HYPHENED: Final = {
    "JP": (pattern(r"^\s*(\d{3}) ?(\d{4})(?=\s|$)"), pattern(r"(?<=\s)(\d{3}) ?(\d{4})(?=(?:\s+[a-z]+)?\s*$)")),
    "KY": (pattern(r"\b(ky\d) ?(\d{4})(?=\s|$)"),),
    "BR": (pattern(r"^\s*(\d{5}) ?(\d{3})(?=\s|$)"), pattern(r"(?<=\s)(\d{5}) ?(\d{3})(?=(?:\s+[a-z]+)?\s*$)")),
    "PT": (pattern(r"^\s*(\d{4}) ?(\d{3})(?=\s|$)"), pattern(r"(?<=\s)(\d{4}) ?(\d{3})(?=(?:\s+[a-z]+)?\s*$)")),
}
"""How a postcode without its hyphen begins a line, and ends it or stands before the country: 1000004 Tokyo."""
_PREFIXED: Final = pattern(r"\s*([a-z]{1,3})-(?=(?:\d{4,5}|\d{3} \d{2})(?:\s|$))")
_BEFORE: Final = {
    pair[:-3]: pair[-2:]
    for pair in (
        *("a:AT", "b:BE", "d:DE", "e:ES", "f:FR", "fin:FI", "h:HU", "i:IT", "l:LU", "n:NO", "p:PT", "s:SE", "at:AT"),
        *("be:BE", "ch:CH", "cz:CZ", "de:DE", "dk:DK", "es:ES", "fi:FI", "fr:FR", "gr:GR", "hu:HU", "it:IT", "lu:LU"),
        *("no:NO", "pl:PL", "pt:PT", "se:SE", "sk:SK"),
    )
}
"""The countries that stand before postcodes, as their cars have them and as ISO 3166 does."""
_UNLIKE_A_ROOM: Final = pattern(r"\s*(?:[dfie]-\d{5}|[a-z]{2,3}-\d{4,5})\b")
_FOR_WHERE_THERE_ARE_NONE: Final = {"999077": "hk", "999078": "macao"}
"""Numbers that forms ask for as postcodes, and the place that has none."""
_SHORTEST: Final = 4


def in_one_spelling(lines: list[str]) -> list[str]:
    """Lines with postcodes as they are mostly written: with a hyphen, without a space, with the country at the end."""
    country = _country_of(lines)
    done, added = lines[:1], list[str]()
    for place, line in enumerate(lines[1:], 1):
        match = _PREFIXED.match(line) if "-" in line else None
        named = _BEFORE.get(match[1]) if match else None
        alone = country is None and place == len(lines) - 1 and _UNLIKE_A_ROOM.match(line)
        if match and named and (named == country or alone):
            done.append(line[match.end() :])
            added += [name_of(named)] if alone else []
            country = named
        else:
            done.append(line)
    first = 0 if country in _LETTERED else 1
    for spaced in _SPACED.get(country or "", ()):
        done = done[:first] + [spaced.sub(r"\1\2", line) for line in done[first:]]
    for plain in _HYPHENED.get(country or "", ()):
        done = done[:first] + [plain.sub(rf" \1{HYPHEN}\2", line) for line in done[first:]]
    return done + added


def _country_of(lines: list[str]) -> str | None:
    """The country that the last line with a word names, or ends with: there no code, for SK is Saskatchewan too."""
    for line in reversed(lines):
        words = [word for word in fold(line).split() if not any(map(str.isdigit, word))]
        if words:
            starts = range(len(words) if len(words[-1]) > 2 else 1)
            codes = (code_of(" ".join(words[start:])) for start in starts)
            return next(filter(None, codes), None)
    return None


def is_postcode(word: str) -> bool:
    """Whether a word beside the name of a country may be a postcode: 10010, 100-0004."""
    digits = word.replace(HYPHEN, "")
    return digits.isdigit() and len(digits) >= _SHORTEST


def without_empty(lines: list[list[str]]) -> list[list[str]]:
    """Lines without postcodes that say nothing: 000000, a 0 by itself, and what stands for none in Hong Kong."""
    words = {word for line in lines for word in line}
    nothing = {word for word in words if _FOR_WHERE_THERE_ARE_NONE.get(word) in words}
    nothing |= {word for word in words if len(word) >= _SHORTEST and not word.strip("0")}
    kept = ([word for word in line if word not in nothing] for line in lines if line != ["0"])
    return [line for line in kept if line]
