"""Words beside or in a person's name that are written in several ways: `Jr.` and `Junior`, `bte` and `binti`."""

from __future__ import annotations

from typing import Final

SUFFIXES: Final = {
    **dict.fromkeys(("jr", "junior"), "jr"),
    **dict.fromkeys(("sr", "senior"), "sr"),
    **dict.fromkeys(("ii", "2nd"), "ii"),
    **dict.fromkeys(("iii", "3rd"), "iii"),
    **dict.fromkeys(("iv", "4th"), "iv"),
}
"""What tells people of one name apart, each as it is compared."""

_ALIKE: Final = {
    **SUFFIXES,
    **dict.fromkeys(("binti", "binte", "bte", "bt", "bti"), "binti"),
    **dict.fromkeys(("alias", "aka"), "@"),
    **dict.fromkeys(("mohd", "muhd", "md", "muhammad", "mohammad", "mohammed", "mohamed"), "muhammad"),
}
"""Words that are likely one word. A person looks; nothing here aligns."""

_IN_LETTERS: Final[dict[tuple[str, ...], str]] = {
    ("a", "l"): "s/o",
    ("s", "o"): "s/o",
    ("a", "p"): "d/o",
    ("d", "o"): "d/o",
}
"""Son and daughter of, as two letters with a stroke between them."""

_PERHAPS_TITLES: Final = frozenset(
    {
        *("dato", "datuk", "datin", "tun", "tuan", "puan", "encik", "cik", "haji", "hajjah", "hj", "khun", "bapak"),
        *("bpk", "ibu", "shri", "smt", "herr", "frau", "monsieur", "madame", "mme", "lady", "engr", "atty"),
    }
)
"""Words that open a name as its title, or are the first of its names. A person looks; nothing here aligns."""

PARTICLES: Final = frozenset(
    {"bin", "binti", "s/o", "d/o", "@", "al", "el", "de", "da", "dela", "la", "van", "der", "von"}
)
"""Words of so many names that two people who share one share nothing."""


def one_suffix(names: tuple[str, ...], beside: int = 0) -> tuple[str, ...]:
    """Names with a suffix at their end in its one spelling. Of two names alone JR may be initials."""
    if len(names) + beside < 3:
        return names
    return (*names[:-1], SUFFIXES.get(names[-1], names[-1]))


def as_one_may_write(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names without what may be a title, and with words that are likely written for each other as one of them."""
    while len(names) > 1 and names[0] in _PERHAPS_TITLES:
        names = names[1:]
    found, place = list[str](), 0
    while place < len(names):
        of = _IN_LETTERS.get(names[place : place + 2]) if 0 < place < len(names) - 2 else None
        found.append(of or _ALIKE.get(names[place], names[place]))
        place += 2 if of else 1
    if found and len(found[0]) > len(_KHUN) + 1:
        found[0] = found[0].removeprefix(_KHUN)
    if found and len(found[-1]) > len(_SHI) + 1:
        found[-1] = found[-1].removesuffix(_SHI)
    return tuple(found)


_KHUN: Final = "คุณ"
_SHI: Final = "氏"
"""Titles that no space need part from the name, and that names also begin or end with."""
