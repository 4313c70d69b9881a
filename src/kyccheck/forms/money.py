"""An amount of money.

The same: equal amounts (exactly, `1,200.00` and `1200`) of one currency, named by its ISO code or by a sign that only
one currency has (`HK$`, `€`, `RM`). Two plain numbers that are equal align as well, and the reason says that neither
names a currency.

To a person: `$`, `¥` or `DH` alone, a currency on one side only, and what cannot be read for certain (`1.200,00`,
`1.2k`; of text also `1.200`, against 1.2 and against 1200).

Different: another amount or another currency.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kyccheck.dataclass import dataclass
from kyccheck.forms import Context, Likeness
from kyccheck.forms._amounts import exact_text, readings
from kyccheck.forms._answers import aligned, guard, misaligned, review, say
from kyccheck.forms._currencies import CODES, SIGNS, UNCLEAR
from kyccheck.forms._letters import compatible
from kyccheck.values.value import as_number

_MONEY: Final = re.compile(
    r"(?P<minus>-)?\s*(?P<open>\()?\s*(?P<before>[^\d\s()+\-.,]{1,8}\s?[^\d\s()+\-.,]{0,3}?)?\s*(?P<sign>[+-])?\s*"
    r"(?P<number>\d[\d,' ]*(?:\.\d+)?)\s*(?P<after>[^\d\s()]{1,8})?\s*(?P<close>\))?"
)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[' ]\d{3})+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Money:
    amount: Decimal
    amounts: frozenset[Decimal]
    currency: str
    unclear: str

    @property
    def normal(self) -> str:
        return f"{self.currency or self.unclear} {self.amount.normalize():f}".strip()


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values are the same amount of money."""
    done = guard(left, right, context.called)
    if done:
        return done
    return _compare(exact_text(left), exact_text(right))


@lru_cache(maxsize=4096)
def _compare(left: str, right: str) -> Likeness:
    a, b = _read(left), _read(right)
    if a is None or b is None:
        unread = [say(text, 40) for text, read in ((left, a), (right, b)) if read is None]
        return review(f"{' and '.join(unread)}: not clear as an amount of money")
    normal = a.normal, b.normal
    if a.currency and b.currency and a.currency != b.currency:
        return misaligned(f"currency differs: {a.currency} / {b.currency}", *normal)
    if not a.amounts & b.amounts:
        return misaligned(f"amount differs: {say(normal[0], 40)} / {say(normal[1], 40)}", *normal)
    if a.amounts != b.amounts:
        unclear = left if len(a.amounts) > 1 else right
        return review(f"{say(unclear, 40)}: the dot may separate decimals or thousands", *normal)
    if a.unclear or b.unclear:
        return review(f"same amount, but {a.unclear or b.unclear} may be several currencies", *normal)
    if a.currency != b.currency:
        return review(f"same amount, but only one side names the currency ({a.currency or b.currency})", *normal)
    if not a.currency:
        return aligned("same amount; neither side names a currency", *normal)
    return aligned(f"same amount in {a.currency}", *normal)


def _read(text: str) -> _Money | None:
    plain = as_number(text)
    if plain is not None:
        return _Money(plain, readings(text, plain), "", "")
    match = _MONEY.fullmatch(compatible(text).upper().strip()) if len(text) <= 60 else None
    if not match or bool(match["open"]) != bool(match["close"]) or not _THOUSANDS.fullmatch(match["number"].strip()):
        return None
    words = [word.rstrip(".") for group in ("before", "after") for word in (match[group] or "").split() if word]
    currencies = {SIGNS.get(word, word) for word in words if word in CODES or word in SIGNS}
    unclear = [word for word in words if word in UNCLEAR]
    if len(currencies) > 1 or any(word not in CODES and word not in SIGNS and word not in UNCLEAR for word in words):
        return None
    amount = Decimal(re.sub(r"[,' ]", "", match["number"]))
    if match["minus"] or match["open"] or match["sign"] == "-":
        amount = -amount
    amounts = readings(match["number"].strip(), amount)
    return _Money(amount, amounts, next(iter(currencies), ""), "" if currencies else "".join(unclear[:1]))
