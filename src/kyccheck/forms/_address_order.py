"""Two addresses whose parts and words are the same: whether they also stand where they mean the same."""

from __future__ import annotations

from collections import Counter

from kyccheck.forms._address_differ import has_digit
from kyccheck.forms._address_read import Address


def moved(a: Address, b: Address) -> str:
    """What may have changed its place between two addresses of the same parts and words, as a reason; "" for nothing.

    Lines may change places. What belongs to what must still be plain: a floor and its shop where there are two of
    them, and a number that stands alone between commas.
    """
    if (_has_twice(a) or _has_twice(b)) and a.written != b.written:
        return "same parts, in another order or named differently"
    postcodes = a.postcode + b.postcode
    one, other = ([word for word in side.words if word not in postcodes] for side in (a, b))
    if (_has_bare_number(a) or _has_bare_number(b)) and one != other:
        return "same words in another order"
    if not (_fits(a, b.words) and _fits(b, a.words)):
        return "same words in another order"
    return ""


def _has_twice(address: Address) -> bool:
    return any(count > 1 for count in Counter(kind for kind, _ in address.parts).values())


def _has_bare_number(address: Address) -> bool:
    """Whether a line says nothing but numbers, so that only its neighbours tell what it numbers."""
    return any(all(map(has_digit, line)) for line in address.lines if line != address.postcode)


def _fits(address: Address, words: tuple[str, ...]) -> bool:
    """Whether every line of an address stands together in the other's words, so that no word has moved elsewhere."""
    text = f" {' '.join(words)} "
    return all(f" {' '.join(line)} " in text for line in address.lines)
