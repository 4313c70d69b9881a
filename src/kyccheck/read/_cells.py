"""What the cells of a workbook hold, as values of a grid: text, numbers, days, truth, errors; one by one or a column.

Nothing is filled in: a formula is what was last saved as its result, and without one an ErrorCell.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from kyccheck.errors import UnreadableError
from kyccheck.read._formats import PLAIN, Format, masked, moments
from kyccheck.read._texts import from_xml, texts_from_xml, unescaped
from kyccheck.values.grid import ErrorCell
from kyccheck.values.value import as_text

DIGITS: Final = 15
"""So many digits of a number a spreadsheet keeps."""
_EXACT: Final = 2**53
_NO_RESULT: Final = ErrorCell("formula without a saved result")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NUMBERS: Final = re.compile(r"[0-9.eE+-]*")
_GIVEN: Final = re.compile(r"""\s+([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TRUTHS: Final = {"1": True, "true": True, "0": False, "false": False}
_TEXTS: Final = frozenset({"inlineStr", "str"})

Value = object
Read = Callable[[str], Value]


class Cells:
    """The cells of one workbook: its shared texts, its formats, and the epoch of its days.

    `long` is set when a number turns up that has more digits than a spreadsheet keeps.
    """

    def __init__(self, shared: list[str | None], formats: Sequence[Format], *, from_1904: bool) -> None:
        self.long = False
        self._shared = shared
        self._formats = formats
        self._from_1904 = from_1904
        self._readers: dict[tuple[str, str], Read] = {}
        self._given: dict[str, tuple[str, str]] = {}

    def value(self, kind: str, style: str, text: str | None, *, formula: bool) -> Value:
        """The value of a cell: its type ("s", "n", ...), its style's number, and what it holds, unescaped."""
        if not text:
            return _NO_RESULT if formula and (text is None or kind != "str") else None
        if kind in _TEXTS:
            return unescaped(text)
        return self._reader(kind, style)(text)

    def column(self, given: Sequence[str | None] | str, texts: Sequence[str | None]) -> Sequence[Value]:
        """The values of cells that stand below each other: their attributes and what they hold, as XML has them.

        Where all are of one type and style, which is nearly everywhere, they are read as one; `given` may be the
        attributes of all.
        """
        kinds = {given} if isinstance(given, str) else {attributes for attributes in given if attributes is not None}
        if len(kinds) != 1:
            return [
                None if attributes is None or text is None else self._one(attributes, text)
                for attributes, text in zip(given, texts, strict=True)
            ]
        filled = [text for text in texts if text is not None]
        values = self._alike(kinds.pop(), filled)
        if len(filled) == len(texts):
            return values
        following = iter(values)
        return [None if text is None else next(following) for text in texts]

    def _alike(self, attributes: str, texts: Sequence[str]) -> Sequence[Value]:
        kind, style = self._told(attributes)
        joined = "".join(texts)
        if kind in _TEXTS:
            return texts_from_xml(texts, joined)
        digits = joined.isascii() and joined.isdigit()
        if kind == "s" and digits:
            return self._shared_texts(list(map(int, texts)))
        if kind == "n" and self._format(style) is PLAIN:
            if digits and max(map(len, texts)) <= DIGITS:
                return list(map(int, texts))
            if _NUMBERS.fullmatch(joined) and (numbers := _fractions(texts)):
                whole = map(float.is_integer, numbers)
                return [
                    self._number(text) if is_whole else number
                    for text, number, is_whole in zip(texts, numbers, whole, strict=True)
                ]
        return list(map(self._reader(kind, style), texts))

    def _one(self, attributes: str, text: str) -> Value:
        kind, style = self._told(attributes)
        return from_xml(text) if kind in _TEXTS else self._reader(kind, style)(text)

    def _told(self, attributes: str) -> tuple[str, str]:
        """The type and the style that a cell's attributes tell, as XML has them."""
        told = self._given.get(attributes)
        if told is None:
            if _GIVEN.sub("", attributes).strip():
                raise UnreadableError("is a damaged workbook: its XML is broken; save it anew in Excel")
            given = {match[1]: match[2] or match[3] or "" for match in _GIVEN.finditer(attributes)}
            told = self._given[attributes] = (given.get("t", "n"), given.get("s", "0"))
        return told

    def _reader(self, kind: str, style: str) -> Read:
        """What reads the cells of a type and a style."""
        reader = self._readers.get((kind, style))
        if reader is None:
            reader = self._readers[kind, style] = self._new_reader(kind, style)
        return reader

    def _new_reader(self, kind: str, style: str) -> Read:
        if kind == "n":
            form = self._format(style)
            if form.unit:
                return self._lengths(form.unit)
            return self._number if form is PLAIN else self._days(form) if not form.mask else self._masks(form.mask)
        readers: dict[str, Read] = {"s": self._shared_text, "b": _truth, "e": ErrorCell, "d": _iso}
        if kind not in readers:
            raise UnreadableError(f"is a damaged workbook: a cell has the unknown type {kind[:20]!r}")
        return readers[kind]

    def _format(self, style: str) -> Format:
        place = int(style) if style.isdigit() and len(style) < 10 else 0
        return self._formats[place] if place < len(self._formats) else PLAIN

    def _shared_text(self, text: str) -> Value:
        return self._shared_texts([int(text) if text.isascii() and text.isdigit() else len(self._shared)])[0]

    def _shared_texts(self, places: list[int]) -> Sequence[Value]:
        try:
            return list(map(self._shared.__getitem__, places))
        except IndexError:
            told = "is a damaged workbook: a cell names a text that is not there; save it anew in Excel"
            raise UnreadableError(told) from None

    def _number(self, text: str) -> Value:
        if len(text) <= DIGITS and text.isascii() and text.isdigit():
            return int(text)
        number = float(text) if _NUMBER.fullmatch(text) and len(text) < 400 else math.inf
        if not math.isfinite(number):
            return ErrorCell(text)
        if not number.is_integer():
            return number
        self.long = self.long or abs(number) >= 10**DIGITS
        return int(number) if abs(number) < _EXACT else number

    def _days(self, form: Format) -> Read:
        to_moment = moments(form, from_1904=self._from_1904)

        def read(text: str) -> Value:
            try:
                return to_moment(float(text))
            except ValueError:
                return ErrorCell(text)

        return read if form.time else lru_cache(4096)(read)  # the same days come again and again, times do not

    def _masks(self, mask: str) -> Read:
        def read(text: str) -> Value:
            number = self._number(text)
            return masked(number, mask) if isinstance(number, int) and number >= 0 else number

        return read

    def _lengths(self, unit: str) -> Read:
        def read(text: str) -> Value:
            number = self._number(text)
            return number if isinstance(number, ErrorCell) else f"{as_text(number)} {unit}"

        return read


def _fractions(texts: Sequence[str]) -> list[float]:
    """The texts as numbers, where all are; else nothing, and they are to be looked at one by one."""
    try:
        numbers = list(map(float, texts))
    except ValueError:
        return []
    return numbers if math.isfinite(sum(numbers)) else []


def _truth(text: str) -> Value:
    truth = _TRUTHS.get(text)
    return ErrorCell(text) if truth is None else truth


def _iso(text: str) -> Value:
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return ErrorCell(f"{text} (no day)")
