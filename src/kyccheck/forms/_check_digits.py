"""Published check digits of registration numbers. A wrong one is a reason to look; a right one proves nothing.

Sources: ISO 17442 (LEI), GB 32100-2015 (Chinese social credit code), the published rules of ACRA (Singapore UEN), HMRC
(British VAT number), the Thai Revenue Department, the Indonesian NPWP, Taiwan's Ministry of Finance and the Australian
Business Register. Hong Kong, the British company register and the Emirates publish none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kyccheck.late import pattern


def failed(number: str, country: str | None) -> str:
    """The name of the check that a number (without separators, in capitals) fails, or "".

    Numbers of one country are checked where the record's country is that one; `None` checks only what cannot be
    anything else.
    """
    for name, home, shape, holds in _CHECKS:
        if country == home or home is None or (country is None and name in _PLAIN):
            match = shape.fullmatch(number)
            if match and not holds(match[1]):
                return name
    return ""


def _weighted(text: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(text, weights, strict=False))


def _lei(text: str) -> bool:
    return int("".join(str(int(c, 36)) for c in text)) % 97 == 1


_UEN_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWX0123456789"


def _uen_business(text: str) -> bool:
    return "XMKECAWLJDB"[_weighted(text[:8], (10, 4, 9, 3, 8, 2, 7, 1)) % 11] == text[-1]


def _uen_company(text: str) -> bool:
    return "ZKCMDNERGWH"[_weighted(text[:9], (10, 8, 6, 4, 9, 7, 5, 3, 1)) % 11] == text[-1]


def _uen_other(text: str) -> bool:
    weights = (4, 3, 5, 3, 10, 2, 2, 5, 7)
    if any(c not in _UEN_LETTERS for c in text):
        return False
    total = sum(_UEN_LETTERS.index(c) * weight for c, weight in zip(text[:9], weights, strict=True))
    return _UEN_LETTERS[(total - 5) % 11] == text[-1]


_USCC_LETTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _uscc(text: str) -> bool:
    total = sum(_USCC_LETTERS.index(c) * pow(3, place, 31) for place, c in enumerate(text[:17]))
    return _USCC_LETTERS[(31 - total % 31) % 31] == text[-1]


def _gb_vat(text: str) -> bool:
    return _weighted(text[:9], (8, 7, 6, 5, 4, 3, 2, 10, 1)) % 97 in {0, 42, 55}


def _th(text: str) -> bool:
    return (11 - _weighted(text[:12], tuple(range(13, 1, -1))) % 11) % 10 == int(text[-1])


def _npwp(text: str) -> bool:
    doubled = (int(c) * (1 + place % 2) for place, c in enumerate(text[:9]))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _tw(text: str) -> bool:
    products = (int(c) * weight for c, weight in zip(text, (1, 2, 1, 2, 1, 2, 4, 1), strict=True))
    total = sum(number // 10 + number % 10 for number in products)
    return total % 5 == 0 or (text[6] == "7" and (total + 1) % 5 == 0)


def _abn(text: str) -> bool:
    return (_weighted(text, (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)) - 10) % 89 == 0


def _acn(text: str) -> bool:
    return (10 - _weighted(text[:8], (8, 7, 6, 5, 4, 3, 2, 1)) % 10) % 10 == int(text[-1])


_CHECKS: Final[tuple[tuple[str, str | None, re.Pattern[str], Callable[[str], bool]], ...]] = tuple(
    (name, home, pattern(shape, re.ASCII), holds)
    for name, home, shape, holds in (
        ("LEI", None, r"([0-9A-Z]{4}00[0-9A-Z]{12}[0-9]{2})", _lei),
        ("UEN", "SG", r"([0-9]{8}[A-Z])", _uen_business),
        ("Singapore UEN", "SG", r"((?:18|19|20)[0-9]{7}[A-Z])", _uen_company),
        ("Singapore UEN of other entities", "SG", r"([TSR][0-9]{2}[A-Z]{2}[0-9]{4}[A-Z])", _uen_other),
        ("social credit code", "CN", r"([0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10})", _uscc),
        ("VAT number", "GB", r"GB([0-9]{9}(?:[0-9]{3})?)", _gb_vat),
        ("Thai tax number", "TH", r"([0-9]{13})", _th),
        ("NPWP", "ID", r"0?([0-9]{15})", _npwp),
        ("unified business number", "TW", r"([0-9]{8})", _tw),
        ("ABN", "AU", r"([0-9]{11})", _abn),
        ("ACN", "AU", r"([0-9]{9})", _acn),
    )
)
_PLAIN: Final = frozenset({"Singapore UEN", "Singapore UEN of other entities"})
"""Shapes that no other country's number is known to have."""
