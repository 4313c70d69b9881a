"""How many: a number, with or without a unit.

The same: equal numbers (`1,000` and `1000.0`) of one unit (`10 seats` and `10 Seat`), or both without a unit.

To a person: a unit on one side only or two units (`10 seats`, `10 channels`) of equal numbers, what is no number
(`10k`), text whose dot may part thousands (`1.000` against 1000 or 1), and what no quantity can be (0, zero, -5,
minus 5, `(5)`), also where both sides say so.

Different: other numbers.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

from kyccheck.dataclass import dataclass
from kyccheck.forms import Context, Likeness
from kyccheck.forms._amounts import exact_text, readings
from kyccheck.forms._answers import aligned, misaligned, opening, review, say, text_of
from kyccheck.forms._letters import compatible
from kyccheck.late import pattern
from kyccheck.values.value import as_number

_QUANTITY: Final = pattern(
    r"(?:(?:qty|quantity)\b[\s.:]*|x\s*)?([+-]?\d[\d,]*(?:\.\d+)?)\s*x?\s*([^\W\d_][^\d]{0,39})?"
)
_BELOW_NOTHING: Final = pattern(r"(?:minus|negative)\b.*|\(\s*\d[\d,.]*\s*\)|(?:zero|nil)(?:\s+[^\W\d_]+)?")
"""What is less than nothing, or nothing: minus 5, in brackets as accounts have it (5), zero seats."""
_MINUS: Final = str.maketrans("−–—", "---")
_UNITS: Final = {
    "licence": "license",
    "pc": "piece",
    "pcs": "piece",
    "boxe": "box",
    "no": "",
    "nos": "",
    "qty": "",
    "unit": "",
    "ea": "",
    "each": "",
}

_MULTIPLES: Final = frozenset({"k", "m", "mn", "mio", "million", "thousand", "hundred", "dozen"})


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number, what else it may come to, and its unit."""

    number: Decimal
    numbers: frozenset[Decimal]
    unit: str = ""

    @property
    def normal(self) -> str:
        number = self.number
        shown = f"{number.normalize():f}" if abs(number.adjusted()) < 1000 else str(number)
        return f"{shown} {self.unit}".strip()


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values are the same quantity."""
    if not settles(left) and not settles(right) and _amount(left) == _amount(right):
        return review(f"{say(left, 40)}: no quantity that can be")
    done = opening(left, right, context.called)
    if done:
        return done
    here, there = exact_text(left), exact_text(right)
    if here == there and here.isascii() and here.isdigit() and here[0] != "0":
        return aligned(f"both are {here[:40]}", here, there)
    return _compare(here, there)


def settles(value: object) -> bool:
    """Whether a value can be a quantity, as far as it says a number: it is more than nothing."""
    if type(value) is int:
        return value > 0
    amount = _amount(value)
    if amount is None:
        return _BELOW_NOTHING.fullmatch(compatible(text_of(value)[:64]).strip()) is None
    return amount > 0


@lru_cache(maxsize=4096)
def _compare(left: str, right: str) -> Likeness:
    a, b = _read(left), _read(right)
    if a is None or b is None:
        unread = [say(text, 40) for text, read in ((left, a), (right, b)) if read is None]
        return review(f"{' and '.join(unread)}: not a number")
    normal = a.normal, b.normal
    if not a.numbers & b.numbers:
        return misaligned(f"{say(normal[0], 40)} is not {say(normal[1], 40)}", *normal)
    if a.numbers != b.numbers:
        unclear = left if len(a.numbers) > 1 else right
        return review(f"{say(unclear, 40)}: the dot may separate decimals or thousands", *normal)
    if a.unit != b.unit:
        return review(f"same number, but unit differs: {a.unit or 'none'} / {b.unit or 'none'}", *normal)
    return aligned(f"both are {say(normal[0], 40)}", *normal)


def _amount(value: object) -> Decimal | None:
    found = _read(text_of(value))
    return found.number if found else None


@lru_cache(maxsize=4096)
def _read(text: str) -> _Quantity | None:
    folded = compatible(text).strip().translate(_MINUS)
    plain = as_number(folded)
    if plain is not None:
        return _Quantity(plain, readings(folded, plain))
    match = _QUANTITY.fullmatch(folded) if len(folded) <= 64 else None
    number = as_number(match[1]) if match else None
    if match is None or number is None:
        return None
    words = (match[2] or "").strip(" .").replace("(s)", "").split()
    if words:
        words[-1] = words[-1][:-1] if words[-1].endswith("s") and len(words[-1]) > 3 else words[-1]
        words[-1] = _UNITS.get(words[-1], words[-1])
    unit = " ".join(words).strip()
    return None if unit in _MULTIPLES else _Quantity(number, readings(match[1], number), unit)
