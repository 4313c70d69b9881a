"""Boxes that people tick: `☑ IVR`, `☐ Whisper`, `[x] IVR`, `( ) Whisper`. What is ticked is what is said.

A crossed box tells nothing: some tick with a cross, and others cross out. Nor does a circle by itself, which may be a
bullet, or a yes in Japan; beside a filled one it is empty. Round brackets are a box before words only: `IVR (x)`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kyccheck.late import pattern

_TICKS: Final = "☑✅✓✔√"
_BLANKS: Final = "☐□▢⬜"
_FILLED: Final = "●◉⦿"
_CIRCLES: Final = "○◯"
_ROUND: Final = rf"\([ \t]*[xX{_TICKS}]\ufe0f?[ \t]*\)|\([ \t]+\)"
BOX: Final = rf"(?:[{_TICKS}{_BLANKS}]\ufe0f?|\[[ \t]*[xXvV{_TICKS}]?\ufe0f?[ \t]*\]|{_ROUND})"
"""One box that tells whether it is ticked, as a part of a pattern."""
_ANY: Final = pattern(rf"{BOX}|[☒✗✘■{_FILLED}{_CIRCLES}]\ufe0f?")
UNCLEAR: Final = "which boxes are ticked is for a person to read"


def has_box(text: str) -> bool:
    """Whether a box, ticked or not, stands in a text."""
    return ("[" in text or "(" in text or not text.isascii()) and _ANY.search(text) is not None


def is_empty(box: str) -> bool:
    """Whether a box is one that nobody has ticked."""
    return not box.strip(f"[]() \t\ufe0f{_BLANKS}")


def _is_ticked(box: str) -> bool:
    return not is_empty(box) and not box.strip(f"[]() \t\ufe0fxXvV{_TICKS}{_FILLED}")


@lru_cache(maxsize=4096)
def nothing_ticked(text: str) -> bool:
    """Whether a text has boxes, and all of them are empty. Asked of the same plans and types again and again."""
    return has_box(text) and all(map(is_empty, _ANY.findall(text)))


def ticked(text: str, *, among_filled: bool = False) -> str | None:
    """The words beside a ticked box, "" beside an empty one; None where it cannot be told (several boxes, a cross).

    A text without a box says itself. `among_filled`: a filled circle stands beside, so that an open one is empty.
    """
    boxes = _ANY.findall(text) if has_box(text) else []
    if not boxes:
        return text
    words = [part.strip(" :\t") for part in _ANY.split(text)]
    box = boxes[0]
    if len(boxes) > 1 or all(words) or not any(words) or (box[0] == "(" and words[0]):
        return None
    empty = is_empty(box) or (among_filled and box[0] in _CIRCLES)
    return "".join(words) if _is_ticked(box) else "" if empty else None


def all_ticked(entries: list[str]) -> list[str] | None:
    """The ticked ones of a list's entries, as words; None where that cannot be told, or only some have a box."""
    if not any(map(has_box, entries)):
        return entries
    among_filled = any(sign in entry for entry in entries for sign in _FILLED)
    found = list[str]()
    for entry in entries:
        words = ticked(entry, among_filled=among_filled) if has_box(entry) else None
        if words is None:
            return None
        found += [words] if words else []
    return found or None
