"""How many: a number, with or without a unit.

The same: equal numbers (`1,000` and `1000.0`) of one unit (`10 seats` and `10 Seat`), or both without a unit.

To a person: a unit on one side only or two units (`10 seats`, `10 channels`) of equal numbers, what is no number, and
what no quantity can be (0, -5), also where both sides say so.

Different: other numbers.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kyccheck.forms import Context, Likeness
from kyccheck.forms._answers import aligned, misaligned, opening, review, say, text_of
from kyccheck.forms._letters import compatible
from kyccheck.value import as_number

_QUANTITY: Final = re.compile(r"(?:x\s*)?([+-]?\d[\d,]*(?:\.\d+)?)\s*x?\s*([^\W\d_][^\d]{0,39})?")
_MINUS: Final = str.maketrans("−–—", "---")
_UNITS: Final = {"licence": "license", "pc": "piece", "no": "", "qty": "", "unit": "", "ea": "", "each": ""}


def compare(left: object, right: object, _context: Context) -> Likeness:
    """Say whether two values are the same quantity."""
    if not settles(left) and not settles(right) and _amount(left) == _amount(right):
        return review(f"{say(left, 40)}: no quantity that can be")
    done = opening(left, right)
    if done:
        return done
    here, there = text_of(left), text_of(right)
    if here == there and here.isascii() and here.isdigit() and here[0] != "0":
        return aligned(f"both are {here[:40]}", here, there)
    return _compare(here, there)


def settles(value: object) -> bool:
    """Whether a value can be a quantity, as far as it says a number: it is more than nothing."""
    if type(value) is int:
        return value > 0
    amount = _amount(value)
    return amount is None or amount > 0


@lru_cache(maxsize=8192)
def _compare(left: str, right: str) -> Likeness:
    a, b = _read(left), _read(right)
    if a is None or b is None:
        unread = [say(text, 40) for text, read in ((left, a), (right, b)) if read is None]
        return review(f"{' and '.join(unread)}: not a number")
    normal = _shown(*a), _shown(*b)
    if a[0] != b[0]:
        return misaligned(f"{say(normal[0], 40)} is not {say(normal[1], 40)}", *normal)
    if a[1] != b[1]:
        return review(f"same number, but unit differs: {a[1] or 'none'} / {b[1] or 'none'}", *normal)
    return aligned(f"both are {say(normal[0], 40)}", *normal)


def _amount(value: object) -> Decimal | None:
    found = _read(text_of(value))
    return found[0] if found else None


@lru_cache(maxsize=8192)
def _read(text: str) -> tuple[Decimal, str] | None:
    folded = compatible(text).strip().translate(_MINUS)
    plain = as_number(folded)
    if plain is not None:
        return plain, ""
    match = _QUANTITY.fullmatch(folded) if len(folded) <= 64 else None
    number = as_number(match[1]) if match else None
    if match is None or number is None:
        return None
    words = (match[2] or "").strip(" .").replace("(s)", "").split()
    if words:
        words[-1] = words[-1][:-1] if words[-1].endswith("s") and len(words[-1]) > 3 else words[-1]
        words[-1] = _UNITS.get(words[-1], words[-1])
    return number, " ".join(words).strip()


def _shown(number: Decimal, unit: str) -> str:
    shown = f"{number.normalize():f}" if abs(number.adjusted()) < 1000 else str(number)
    return f"{shown} {unit}".strip()
