"""Numbers that addresses of Asia write in words or with signs of their own, in the digits that others write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kyccheck.late import pattern

if TYPE_CHECKING:
    import re

_DIGITS: Final = "〇一二三四五六七八九"
_NUMERALS: Final = f"[{_DIGITS}零十百廿卅卌]"
_TENS: Final = {"廿": "二十", "卅": "三十", "卌": "四十"}
_COUNTED: Final = pattern(rf"(?<!{_NUMERALS}){_NUMERALS}{{1,5}}(?=[段巷弄號号樓楼層层階阶室座期棟栋幢]|丁目|番(?!禺))")
_CHOME: Final = pattern(r"(\d{1,3})丁目(\d{1,4})(?:番地?の?|-)(\d{1,4})[号號]?(?!\d)")
_THAI_ROAD: Final = pattern("(?<![\u0e00-\u0e7f])ถ\\.\\s*")


def in_digits(text: str) -> str:
    """Text with 五段二號 as 5段2號 and 一丁目1番1号 as 1-1-1; and the Thai short word for a road written out."""
    if text.isascii():
        return text
    text = _CHOME.sub(r"\1-\2-\3", _COUNTED.sub(_number, text))
    return _THAI_ROAD.sub("ถนน", text).replace("ฯ", "")


def _number(match: re.Match[str]) -> str:
    """A Chinese number below a thousand in digits, and what is no number as it is."""
    text = match[0].replace("零", "〇")
    for short, tens in _TENS.items():
        text = text.replace(short, tens)
    if "十" not in text and "百" not in text:
        return "".join(str(_DIGITS.index(digit)) for digit in text)
    hundreds, hundred, below = text.rpartition("百")
    tens, ten, ones = below.rpartition("十")
    parts = (hundreds, 100 if hundred else 0), (tens.lstrip("〇"), 10 if ten else 0), (ones.lstrip("〇"), 1)
    if any(len(digits) > 1 for digits, _ in parts):
        return match[0]
    return str(sum(worth * (_DIGITS.index(digits) if digits else int(worth > 1)) for digits, worth in parts))
