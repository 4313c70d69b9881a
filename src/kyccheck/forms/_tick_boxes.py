"""Boxes in text that a form has copied along: `☑ IVR`, `[x] IVR`, `☐ Whisper`. What is ticked is what is said."""

from __future__ import annotations

from typing import Final

from kyccheck.late import pattern

_BOX: Final = pattern(r"[☐☑☒✓✔✅✗✘√■□▢⬜]\ufe0f?|\[\s*[xX✓✔]?\s*\]")
_TICKED: Final = frozenset({"☑", "✓", "✔", "✅", "√", "[x]", "[✓]", "[✔]"})
_EMPTY: Final = frozenset({"☐", "□", "▢", "⬜", "[]"})
UNCLEAR: Final = "which boxes are ticked is for a person to read"


def has_box(text: str) -> bool:
    """Whether a box, ticked or not, stands in a text."""
    return ("[" in text or not text.isascii()) and _BOX.search(text) is not None


def ticked(text: str) -> str | None:
    """The words beside a ticked box, "" beside an empty one; None where it cannot be told (several boxes, a cross).

    A text without a box says itself.
    """
    boxes = _BOX.findall(text) if has_box(text) else []
    if not boxes:
        return text
    words = [part.strip(" :\t") for part in _BOX.split(text)]
    sign = "".join(boxes[0].casefold().split()).removesuffix("\ufe0f")
    if len(boxes) > 1 or all(words) or not any(words):
        return None
    return "".join(words) if sign in _TICKED else "" if sign in _EMPTY else None


def all_ticked(entries: list[str]) -> list[str] | None:
    """The ticked ones of a list's entries, as words; None where that cannot be told, or only some have a box."""
    if not any(map(has_box, entries)):
        return entries
    found = list[str]()
    for entry in entries:
        words = ticked(entry) if has_box(entry) else None
        if words is None:
            return None
        found += [words] if words else []
    return found or None
