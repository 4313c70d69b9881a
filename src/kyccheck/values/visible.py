r"""Text from data, made safe to look at: what would act on a terminal or hide in it becomes a visible escape.

A name may hold an escape sequence that repaints the screen, a direction mark that turns a line around, or a line feed
that forges a row. All of them are shown, as \x1b or \u202e, and none is obeyed. Joiners, which many scripts need,
stay.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from kyccheck.late import pattern

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"})
_JOINERS: Final = frozenset("\u200c\u200d")
_PLAIN: Final = pattern(r"[ -~]*")
_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


@lru_cache(maxsize=4096)
def visible(text: str) -> str:
    """Text in which every control, direction, private and unassigned character is an escape."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in _JOINERS or unicodedata.category(character) not in _HIDDEN:
        return character
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
