r"""Text for a cell: it reads back as it was shown, and Excel does nothing but show it.

What XML cannot hold, and what acts on a reader's eye (controls, direction marks), is a visible escape (\x00, \u202e).
A text over Excel's limit is cut, with a mark that says so; the JSON report has all of it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final, NamedTuple

from kyccheck.reports._page import width_of
from kyccheck.values.visible import visible

LIMIT: Final = 32_767
_ACTIVE: Final = frozenset("=+-@'")
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_KEPT: Final = 300
_MOST_KEPT: Final = 50_000


class Lines(str):
    """Lines of text that were each made visible: their line feeds are ours."""

    __slots__ = ()

    @classmethod
    def of(cls, *texts: str) -> Lines:
        """Texts from anywhere, one a line."""
        return cls("\n".join(visible(text) for text in texts))


def shown(value: Any) -> str:
    """A value as the text that a cell shows, within Excel's limit."""
    text = str(value)
    if not isinstance(value, Lines):
        text = visible(text)
    return text if len(text) <= LIMIT // 2 else _cut(text)


def _cut(text: str) -> str:
    """Text within the limit, which counts a character beyond the first plane as two."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LIMIT:
        return text
    mark = f" … [cut: {len(text)} characters; the JSON report has them all]"
    return units[: 2 * (LIMIT - len(mark))].decode("utf-16-le", "ignore") + mark


def is_active(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula, were it typed in."""
    opening = text[:1]
    if opening in _ACTIVE or opening.isalnum():
        return opening in _ACTIVE
    return unicodedata.normalize("NFKC", text.lstrip()[:1]) in _ACTIVE


def for_excel(text: str) -> str:
    """Text in which nothing looks like Excel's own escapes (`_x000D_`)."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def escaped(text: str) -> str:
    """Text that was `shown`, as XML."""
    text = for_excel(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    keep = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() or "\n" in text or "  " in text else ""
    return f"<t{keep}>{text}</t>"


class Written(NamedTuple):
    """A text as it is written: whether it needs its quote, its XML, and how wide each of its lines is."""

    active: bool
    xml: str
    widths: tuple[int, ...]


class Inline:
    """Texts as they are written. Many come again and again: those are worked out once."""

    def __init__(self) -> None:
        self.known: dict[str, Written] = {}

    def of(self, value: str) -> Written:
        """The text as it is written."""
        known = None if isinstance(value, Lines) else self.known.get(value)
        if known is None:
            text = shown(value)
            widths = tuple(width_of(line) for line in text.split("\n"))
            known = Written(is_active(text), f"<is>{escaped(text)}</is>", widths)
            if len(value) < _KEPT and len(self.known) < _MOST_KEPT and not isinstance(value, Lines):
                self.known[value] = known
        return known
