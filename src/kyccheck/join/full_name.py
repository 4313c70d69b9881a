"""The full name that a first and a last name make, where it is not just the one behind the other."""

from __future__ import annotations

import re
from typing import Final

from kyccheck.values.value import is_filled, says_a_name

_HAN: Final = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_FAMILY_FIRST: Final = re.compile(rf"[{_HAN}\u3040-\u30ff\uac00-\ud7af]+")
_TELLING: Final = re.compile(rf"[{_HAN}\uac00-\ud7af]")
"""Kana alone write the names of foreigners, given name first."""
_HAN_ALONE: Final = re.compile(rf"[{_HAN}]{{2,6}}")
_MOST: Final = 4
"""Characters of a name; a title behind them (王小姐) is none of it."""


def full_name(first: str, last: str) -> str:
    """The full name, "" where there is none: in Chinese, Japanese and Korean the family name first, without a blank.

    Of one alone it is a whole name that somebody wrote into one of two fields: two words, or two to four characters.
    """
    if not (first and last):
        only = first or last
        return only if _is_whole(only) else ""
    if _TELLING.search(first + last) and _FAMILY_FIRST.fullmatch(first) and _FAMILY_FIRST.fullmatch(last):
        return last + first
    return f"{first} {last}"


def _is_whole(text: str) -> bool:
    if "@" in text or not is_filled(text) or not (_HAN_ALONE.fullmatch(text) or len(text.split()) > 1):
        return False
    from kyccheck.forms._letters import fold
    from kyccheck.forms._titles import with_titles_read, without_titles

    name = with_titles_read(text).partition("(")[0]  # Chan (HR) is one word, and what she does
    words = without_titles(fold(name.replace(".", " ")))
    if len(words) == 1:
        return 1 < len(words[0]) <= _MOST and _HAN_ALONE.fullmatch(words[0]) is not None
    return sum(says_a_name(word) and word.isalpha() for word in words) > 1
