"""How the book looks: one font, few fills, and a sign beside every colour, so that it reads the same in grey.

The colours are told apart by people who see red and green alike: blue settles, orange fails, yellow asks a person.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kyccheck.dataclass import dataclass

FONT: Final = "Calibri"
INK, PALE, HEAD, LINE = "1F2933", "6B7780", "1F3A5F", "C5CED6"


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a cell: `sign` stands before the text in the cell's number format, so that the value is the word."""

    name: str
    bold: bool = False
    size: int = 10
    ink: str = INK
    fill: str = ""
    sign: str = ""
    format: str = "General"
    wrap: bool = False
    centre: bool = False
    unlocked: bool = False
    quoted: bool = False
    underline: bool = False
    middle: bool = False
    boxed: bool = False


TEXT: Final = Look("text", wrap=True)
WORD: Final = Look("word")
STRONG: Final = Look("strong", bold=True, wrap=True)
PLAIN_STRONG: Final = Look("plain strong", bold=True)
FAINT: Final = Look("faint", size=8, ink=PALE)
LINK: Final = Look("link", ink="0B5394", underline=True)
NUMBER: Final = Look("number", format="#,##0", centre=True)
DAY: Final = Look("day", format="yyyy-mm-dd")
HEADER: Final = Look("header", bold=True, ink="FFFFFF", fill=HEAD, wrap=True, boxed=True, middle=True)
HEADER_NUMBER: Final = replace(HEADER, centre=True)
TO_FILL: Final = Look("to fill", bold=True, ink=INK, fill="FFE699", wrap=True, boxed=True, middle=True)
TITLE: Final = Look("title", bold=True, size=16, ink=HEAD)
HEADING: Final = Look("heading", bold=True, size=12, ink=HEAD)
NOTE: Final = Look("note", ink=PALE)
ANSWER: Final = Look("answer", fill="FFFBE6", wrap=True, unlocked=True, boxed=True)
ANSWER_DAY: Final = Look("answer day", fill="FFFBE6", format="yyyy-mm-dd", unlocked=True, boxed=True)
DIFFERS: Final = Look("differs", fill="F8CBAD", wrap=True, boxed=True)

_SETTLED, _NOT, _PERSON, _NOT_SHOWN, _ASIDE = "DDEBF7", "F8CBAD", "FFF2CC", "E7E6E6", ""

STATUS: Final = {
    word: Look(f"status {word}", sign=sign, fill=fill, bold=bold)
    for word, sign, fill, bold in (
        ("pass", "✓", _SETTLED, False),
        ("fail", "✗", _NOT, True),
        ("review", "?", _PERSON, True),
        ("unknown", "○", _NOT_SHOWN, True),
        ("waived", "~", _SETTLED, False),
        ("error", "!", _NOT, True),
        ("stage bypassed", "»", _NOT, True),
        ("not_applicable", "·", _ASIDE, False),
        ("not_due", "·", _ASIDE, False),
        ("not_stated", "·", _ASIDE, False),
        ("ready", "✓", _SETTLED, True),
        ("return", "←", _NOT, True),
        ("escalate", "▲", _NOT, True),
        ("aligned", "=", _SETTLED, False),
        ("misaligned", "≠", _NOT, True),
        ("absent", "○", _NOT_SHOWN, True),
    )
}
"""Looks of statuses, verdicts and results of an alignment, by their word."""


def quoted(look: Look) -> Look:
    """The same look for a text that Excel would take for a formula, were the cell edited."""
    return replace(look, quoted=True)


def boxed(look: Look) -> Look:
    """The same look in a box of thin, pale lines."""
    return replace(look, boxed=True)
