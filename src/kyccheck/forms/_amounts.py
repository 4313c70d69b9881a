"""Amounts of text whose dot may part decimals, as in English, or thousands, as in German: 1.200."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kyccheck.forms._answers import text_of
from kyccheck.late import pattern

_MAY_BE_THOUSANDS: Final = pattern(r"[+-]?[1-9]\d{0,2}\.\d{3}")


def exact_text(value: object) -> str:
    """A value as text, from which it can be told that a number (of JSON or a spreadsheet) has its dot for decimals."""
    text = text_of(value)
    return text + "0" if not isinstance(value, str) and _MAY_BE_THOUSANDS.fullmatch(text) else text


def readings(text: str, amount: Decimal) -> frozenset[Decimal]:
    """What a number may come to, `amount` being what it is in English."""
    return frozenset({amount, amount * 1000} if _MAY_BE_THOUSANDS.fullmatch(text) else {amount})
