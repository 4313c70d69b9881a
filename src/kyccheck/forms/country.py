"""A country or region.

The same: the English name, the ISO code of two or three letters, the official name, usual short names (UK, UAE, PRC)
and the names in other languages (香港, ไทย, Deutschland). Hong Kong, Macao and Taiwan are not China; "Hong Kong SAR,
China" is Hong Kong.

To a person: what is no country (a city, a continent, APAC), what is only a part of one (England), what may be several
(Korea, Congo, Georgia, Virgin Islands), and what is misspelt.

Different: two countries.
"""

from __future__ import annotations

from kyccheck.forms import Context, Likeness
from kyccheck.forms._answers import aligned, misaligned, opening, review, say, text_of
from kyccheck.forms._countries import code_of, name_of


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values name one country."""
    done = opening(left, right, context.called)
    if done:
        return done
    here, there = text_of(left), text_of(right)
    a, b = code_of(here), code_of(there)
    unclear = [say(text, 40) for text, code in ((here, a), (there, b)) if code is None]
    if a is None or b is None:
        return review(f"{' and '.join(dict.fromkeys(unclear))}: no country, or not clear which", a or "", b or "")
    if a == b:
        return aligned(f"both are {name_of(a)}", a, b)
    return misaligned(f"{name_of(a)} is not {name_of(b)}", a, b)
