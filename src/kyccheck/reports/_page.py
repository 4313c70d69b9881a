"""Lines of text for a screen of any width: wrapped by the width of characters, styled where colour is wanted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kyccheck.values.visible import visible

_CODES: Final = {
    "": "", "bold": "1", "dim": "2", "red": "1;31", "yellow": "33", "green": "32", "cyan": "36",
    "marked": "1;4;31",
}  # fmt: skip
NARROWEST: Final = 20
_ROOMY: Final = 60


class Span(NamedTuple):
    """Some text in one style."""

    text: str
    style: str = ""


class Page:
    """Lines, collected. All text is made visible here, so that none can be forgotten."""

    def __init__(self, width: int, *, colour: bool = False) -> None:
        self._width = max(width, NARROWEST)
        self._colour = colour
        self._lines: list[str] = []

    def line(self, *spans: Span | str, indent: int = 0, hanging: int = 0) -> None:
        """A paragraph; its further lines stand `hanging` further to the right."""
        words = list(_words(Span(span) if isinstance(span, str) else span for span in spans))
        indent = min(indent, self._width // 3)
        hanging = min(hanging, self._width // 3)
        row: list[Span] = []
        used = left = indent
        for word in words:
            for piece in _pieces(word, self._width - indent - hanging):
                wide = width_of(piece.text)
                if row and used + wide > self._width and piece.text.strip():
                    self._put(left, row)
                    row, left = [], indent + hanging
                    used = left
                if row or piece.text.strip():
                    row.append(piece)
                    used += wide
        self._put(left, row)

    def row(self, label: str, *spans: Span | str, indent: int = 0) -> None:
        """A paragraph behind a label; on a narrow page the further lines begin below the label."""
        if self._width < _ROOMY:
            self.line(Span(f"{label} ", "dim"), *spans, indent=min(indent, 4), hanging=2)
        else:
            self.line(Span(f"{label:<10}", "dim"), *spans, indent=indent, hanging=10)

    def columns(self, cells: Sequence[Sequence[Span]], widths: Sequence[int]) -> None:
        """Paragraphs side by side, two blanks apart, each in so many columns; a Span of a line feed begins a line."""
        parted = [list(_wrapped(cell, width)) for cell, width in zip(cells, widths, strict=True)]
        for row in range(max(map(len, parted))):
            line: list[Span] = []
            for lines, width in zip(parted, widths, strict=True):
                own = lines[row] if row < len(lines) else []
                gap = width + 2 - sum(width_of(span.text) for span in own)
                line += [*own, Span(" " * gap)]
            self._put(0, line)

    def blank(self) -> None:
        """An empty line, never two in a row, never first."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def as_it_stands(self, text: str) -> None:
        """A line that is not wrapped: an example to copy."""
        self._lines.append(visible(text))

    def text(self) -> str:
        """All lines, with a final line feed."""
        return "\n".join(self._lines).rstrip("\n") + "\n" if self._lines else ""

    def encoded(self, *, ascii_only: bool) -> bytes:
        """The same as UTF-8, or as ASCII with escapes where the screen has no more."""
        return self.text().encode("ascii" if ascii_only else "utf-8", "backslashreplace")

    def _put(self, left: int, row: list[Span]) -> None:
        while row and not row[-1].text.strip():
            row.pop()
        self._lines.append(" " * left + "".join(self._styled(span) for span in row))

    def _styled(self, span: Span) -> str:
        code = _CODES[span.style] if self._colour and span.text.strip() else ""
        return f"\x1b[{code}m{span.text}\x1b[0m" if code else span.text


def _wrapped(cell: Sequence[Span], width: int) -> Iterator[list[Span]]:
    """The lines of a cell, none wider than its column."""
    row: list[Span] = []
    for span in cell:
        if span.text == "\n":
            yield row
            row = []
            continue
        for piece in (piece for word in _words(iter([span])) for piece in _pieces(word, width)):
            if row and sum(width_of(one.text) for one in row) + width_of(piece.text) > width:
                yield row
                row = []
            if row or piece.text.strip():
                row.append(piece)
    yield row


def _words(spans: Iterator[Span]) -> Iterator[Span]:
    """Words, and the blanks between them, each with its style."""
    for span in spans:
        word = ""
        for character in visible(span.text):
            if (character == " ") != (word.endswith(" ") if word else character == " "):
                yield Span(word, span.style)
                word = ""
            word += character
        if word:
            yield Span(word, span.style)


def _pieces(word: Span, room: int) -> Iterator[Span]:
    """A word, parted where it is wider than a line."""
    if width_of(word.text) <= room:
        yield word
        return
    piece, used = "", 0
    for character in word.text:
        wide = width_of(character)
        if used + wide > room and piece:
            yield Span(piece, word.style)
            piece, used = "", 0
        piece += character
        used += wide
    yield Span(piece, word.style)


def width_of(text: str) -> int:
    """The columns that text takes on a terminal: wide East Asian characters two, marks that combine none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(character) or character in "\u200c\u200d"
        else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )
