"""Titles beside a person's name: names are compared without them, and those of two sexes are for a person to see."""

from __future__ import annotations

from typing import Final

from kyccheck.forms._letters import compatible
from kyccheck.late import pattern

_WORDS: Final = {
    **dict.fromkeys(("mr", "mister", "sir"), "man"),
    **dict.fromkeys(("mrs", "ms", "miss", "madam", "mdm"), "woman"),
    **dict.fromkeys(("dr", "prof", "professor"), ""),
}
"""Titles that are words before the name, each with whom it says it to be."""
_BEHIND: Final = {
    "先生": "man",
    **dict.fromkeys(("女士", "小姐", "太太"), "woman"),
    **dict.fromkeys(("博士", "様", "殿", "さん", "선생님", "님", "씨"), ""),
    **dict.fromkeys(
        ("教授", "律師", "律师", "醫生", "医生", "醫師", "医师", "經理", "经理", "部長", "部长", "社長"), ""
    ),
    **dict.fromkeys((" 대표", " 사장", " 교수"), ""),
}
"""Titles that stand behind the name, with no space or with one."""
_BEFORE: Final = {"นางสาว": "woman", "นาง": "woman", "นาย": "man"}
"""Titles that open a name without a space; the longer ones first."""
_SHORT: Final = {"น.ส.": "นางสาว", "ดร.": "", "คุณ ": ""}
"""Short titles that their stop, or the space behind them, tells from the beginning of a name."""
_ASIDE: Final = pattern(rf"\(\s*(?:{'|'.join(_WORDS)})\.?\s*\)|,\s*(?:{'|'.join(_WORDS)})\.?\s*(?=,|$)")


def with_titles_read(text: str) -> str:
    """A name without titles in brackets or behind a comma, and with short ones written out."""
    return _ASIDE.sub(" ", written_out(text))


def written_out(text: str) -> str:
    """A name with a short title at its beginning written out, or without it where it says no more."""
    read = compatible(text).strip()
    for short, title in _SHORT.items():
        if read.startswith(short):
            read = title + read.removeprefix(short).lstrip()
    return read


def without_titles(folded: str) -> tuple[str, ...]:
    """The words of a name, folded, without its titles. One letter is left beside no more than Mr."""
    for title, whose in _BEHIND.items():
        rest = folded.removesuffix(title).rstrip()
        if len(rest) > (0 if whose else 1):
            folded = rest
    folded = _without_thai_title(folded)
    words = folded.split()
    while len(words) > 1 and words[0] in _WORDS:
        words = words[1:]
    return tuple(words)


def _without_thai_title(folded: str) -> str:
    for title in _BEFORE:
        rest = folded.removeprefix(title)
        if rest != folded and len(rest) > 1 and _opens_a_word(rest[0]):
            return rest
    return folded


def _opens_a_word(letter: str) -> bool:
    """Whether a Thai word can begin with a letter: a consonant, or a vowel that is written before one."""
    return "ก" <= letter <= "ฮ" or "เ" <= letter <= "ไ"


def of_two_sexes(left: str, right: str) -> str:
    """The titles of two names, folded, where one says a man and the other a woman: "Mr / Ms"; or ""."""
    here, there = _said(left), _said(right)
    if not here or not there or set(here.values()) & set(there.values()):
        return ""
    return f"{next(iter(here)).capitalize()} / {next(iter(there)).capitalize()}"


def _said(folded: str) -> dict[str, str]:
    """The titles of a name that say a man or a woman, each with which."""
    words = {word: _WORDS[word] for word in folded.split() if _WORDS.get(word)}
    words |= {title: whose for title, whose in _BEHIND.items() if whose and folded.endswith(title)}
    return words | {title: whose for title, whose in _BEFORE.items() if folded.startswith(title)}
