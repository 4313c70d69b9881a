"""Number formats of a workbook: which numbers are days, and which are text that lost its zeros."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from kyccheck.read._package import Attributes, Package
from kyccheck.values.grid import ErrorCell

_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001 - a workbook's days have no zone
_EPOCH_1900: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - from 1 March 1900 on
_LAST_1900: Final = 2_958_465
_LAST_1904: Final = 2_957_003
_NO_DAY: Final = 60
"""29 February 1900: Excel counts it, and there was none; the days before it are counted one higher."""
_DAY_MS: Final = 86_400_000


class Format(NamedTuple):
    """What a number format makes of a number: a day, a time, digits in a pattern ("000000"), or a length of time.

    `unit` is the word that it shows behind the number ("months"). None of them: a number.
    """

    day: bool = False
    time: bool = False
    elapsed: bool = False
    mask: str = ""
    unit: str = ""


PLAIN: Final = Format()
_BUILT_IN: Final = {
    **dict.fromkeys((*range(14, 18), *range(27, 32), *range(34, 37), *range(50, 59)), Format(day=True)),
    **dict.fromkeys((*range(18, 22), 32, 33, 45, 47), Format(time=True)),
    22: Format(day=True, time=True),
    46: Format(time=True, elapsed=True),
}
"""Formats that a workbook names by number alone (ECMA-376, 18.8.30, with those of Chinese and Japanese Excel)."""

_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_LENGTH: Final = re.compile(
    r"(?:General|0|#|#,##0)\s*(months?|mths?|mos?|years?|yrs?|quarters?|weeks?|wks?|days?|个月|個月)", re.IGNORECASE
)
"""A format as it shows a number with a unit of time behind it."""
_MASK: Final = re.compile(r"[0\uE000-\uF8FF ()+-]*00[0\uE000-\uF8FF ()+-]*")


def formats_of(package: Package, part: str) -> list[Format]:
    """The number format of each style of a workbook, by the style's number."""
    codes: dict[int, str] = {}
    used: list[int] = []
    inside: list[str] = []

    def start(name: str, given: Attributes) -> None:
        if name in ("cellXfs", "cellStyleXfs", "dxfs", "cellStyles"):
            inside[:] = [name]
        elif name == "numFmt" and inside != ["dxfs"]:
            codes[_whole(given.get("numFmtId"))] = given.get("formatCode", "")
        elif name == "xf" and inside == ["cellXfs"]:
            used.append(_whole(given.get("numFmtId")))

    package.read(part, start)
    made = lru_cache(None)(lambda number: format_of(number, codes.get(number)))
    return [made(number) for number in used]


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def format_of(number: int, code: str | None) -> Format:
    """The format of a number format's id and code ("dd/mm/yyyy"); without a code it is a built-in one."""
    if code is None:
        return _BUILT_IN.get(number, PLAIN)
    bare = _LITERAL.sub("", code).partition(";")[0].casefold()
    length = _LENGTH.fullmatch(_LITERAL.sub(_shown, code).partition(";")[0].strip())
    if length:
        return Format(unit=length[1])
    if bare == "general":
        return PLAIN
    time = "h" in bare or "s" in bare
    day = "d" in bare or "y" in bare or ("m" in bare and not time)
    if day or time:
        return Format(day, time, elapsed="[" in bare)
    mask = _mask(code)
    return Format(mask=mask) if mask else PLAIN


def _shown(literal: re.Match[str]) -> str:
    return literal[1] or literal[2] or ""


def _mask(code: str) -> str:
    """The pattern of a format such as 000000 or 00000-0000, where "0" is a digit; "" for formats of amounts."""
    first = _LITERAL.sub(_hide, code).partition(";")[0]
    return first if _MASK.fullmatch(first) else ""


def _hide(literal: re.Match[str]) -> str:
    """Literal text in characters that are no part of a format's language, so that a "0" in it is no digit."""
    text = literal[1] or literal[2] or ""
    return "".join(chr(0xE000 + ord(character)) if ord(character) < 0x1900 else "\uffff" for character in text)


def masked(number: int, mask: str) -> str:
    """A number in a pattern of digits, as the sheet shows it: 1234 in "000000" is "001234"."""
    digits = list(str(number).rjust(mask.count("0"), "0"))
    shown: list[str] = []
    for mark in reversed(mask):
        if mark == "0":
            shown.append(digits.pop())
        else:
            shown.append(chr(ord(mark) - 0xE000) if "\ue000" <= mark <= "\uf8ff" else mark)
    first = len(mask) - mask.index("0")
    return "".join(reversed([*shown[:first], *reversed(digits), *shown[first:]]))


def moments(form: Format, *, from_1904: bool) -> Callable[[float], date | datetime | str]:
    """What makes of a number the day that it stands for, with its time where it has one; a time alone is text.

    It gives an ErrorCell for what is no day: 29 February 1900, which only Excel knows, and all outside its calendar.
    """
    epoch, first, last = (_EPOCH_1904, 0, _LAST_1904) if from_1904 else (_EPOCH_1900, 1, _LAST_1900)

    def moment(serial: float) -> date | datetime | str:
        if form.elapsed or (not form.day and 0 <= serial < 1):
            return _clock(serial)
        if not first <= serial < last + 1:
            return ErrorCell(f"{serial:.15g} (no day)")
        whole, milliseconds = divmod(round(serial * _DAY_MS), _DAY_MS)
        if whole > last or (whole == _NO_DAY and not from_1904):
            return ErrorCell(f"{serial:.15g} (no day)")
        if whole < _NO_DAY and not from_1904:
            whole += 1
        if form.time or milliseconds:
            return epoch + timedelta(whole, 0, 0, milliseconds)
        return date.fromordinal(epoch.toordinal() + whole)

    return moment


def _clock(serial: float) -> str:
    seconds = round(serial * 86_400)
    if not 0 <= seconds < 10**12:
        return ErrorCell(f"{serial:.15g} (no time)")
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
