"""A registration number or another identifier.

The same: equal after spaces, dots, hyphens and slashes are taken out, and letters are capitals. A Hong Kong business
registration number of 8 digits equals the first 8 of its certificate number (`12345678-000-01-26-4`); the reason says
so.

To a person: a number whose published check digit is wrong (Singapore UEN, LEI, Chinese social credit code, British
VAT, Thai, Indonesian, Taiwanese and Australian numbers), leading zeros that one side lacks, `O` for `0` or `I` for `1`,
digits that a spreadsheet has cut off, a kind of number that only one side names (`BR 12345678`), the certificate of a
branch or of another year.

Different: everything else. A right check digit is never a reason for aligned.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kyccheck.forms import Context, Likeness
from kyccheck.forms._answers import aligned, guard, misaligned, review, say, text_of
from kyccheck.forms._check_digits import failed
from kyccheck.forms._countries import code_of
from kyccheck.forms._letters import compatible, digit_for_letter
from kyccheck.forms._phones import damaged
from kyccheck.late import pattern

_CERTIFICATE: Final = pattern(r"(\d{8})[\s-]+(\d{3})[\s-]+\d{2}[\s-]+\d{2}[\s-]*[0-9A-Z]")
_PLAIN_CERTIFICATE: Final = pattern(r"(\d{8})(\d{3})\d{4}[0-9A-Z]", re.ASCII)
_LABEL: Final = pattern(
    r"(?:(?:(?:COMPANY|BUSINESS|COMMERCIAL|REG(?:ISTRATION)?\.?|CERTIFICATE|LICEN[CS]E|TAX|ID)\s+)*"
    r"(?:REG(?:ISTRATION)?\.?|NUMBER|NO\.|NO(?=\s|:)|ID)\s*[:.#]*\s+|NO\.\s*|#\s*)+(?=\S*\d)"
)
_KIND: Final = pattern(
    r"(BRN?|UBI|CRN?|CI|UEN|VAT|TRN|LEI|EIN|ABN|ACN|GST|TIN|NPWP|SSM|USCC)\s*(?:NO\.?|NUMBER)?[:.#\s]+(?=\S*\d)"
)
_SEPARATORS: Final = pattern(r"[\s.\-‐‑–—/\\_:,·()\[\]#'’]+")


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values are one identifier."""
    done = guard(left, right)
    if done:
        return done
    return _compare(text_of(left), text_of(right), context.countries)


@lru_cache(maxsize=16384)
def _compare(left: str, right: str, countries: tuple[str | None, str | None]) -> Likeness:
    codes = [code_of(country) if country else None for country in countries]
    (kind_a, a), (kind_b, b) = _read(left), _read(right)
    for text in (left, right):
        if damaged(text):
            return review(f"a spreadsheet has cut off digits ({say(text, 30)})", a, b)
    if not a or not b:
        return review("an identifier without a letter or digit", a, b)
    if a != b:
        return _other(left, right, a, b, codes)
    wrong = failed(a, codes[0]) or failed(b, codes[1])
    if wrong:
        return review(f"same as the other side, but the check digit of this {wrong} is wrong", a, b)
    if kind_a != kind_b:
        return review(f"same number, named otherwise: {kind_a or 'no name'} / {kind_b or 'no name'}", a, b)
    return aligned("the same as written" if left == right else "same but for separators, case or label", a, b)


def _read(text: str) -> tuple[str, str]:
    """The kind of number that a text names, and the number without separators."""
    upper = re.sub(r"^(\d+)\.0+$", r"\1", compatible(text).upper().strip())
    bare = _LABEL.sub("", upper, count=1) if _LABEL.match(upper) else upper
    match = _KIND.match(bare)
    return (match[1] if match else ""), _SEPARATORS.sub("", bare[match.end() :] if match else bare)


def _other(left: str, right: str, a: str, b: str, codes: list[str | None]) -> Likeness:
    one, other = _certificate(left, codes[0]), _certificate(right, codes[1])
    if one and other and one[0] == other[0]:
        return review("certificates of one business registration, of another year or branch", a, b)
    if (one and one[0] == b) or (other and other[0] == a):
        branch = (one or other or ("", ""))[1]
        if branch == "000":
            return aligned(f"{min(a, b, key=len)} are the first 8 digits of the certificate number", a, b)
        return review(f"the certificate is of branch {branch} of this business", a, b)
    if a.lstrip("0") == b.lstrip("0"):
        return review("same but for leading zeros", a, b)
    if digit_for_letter(a.lower(), b.lower()):
        return review(f"digits that look like letters: {say(a, 30)} / {say(b, 30)}", a, b)
    return misaligned(f"{say(a, 40)} is not {say(b, 40)}", a, b)


def _certificate(text: str, country: str | None) -> tuple[str, str] | None:
    """The business registration number and the branch of a Hong Kong certificate number."""
    upper = compatible(text).upper().strip()
    match = _CERTIFICATE.fullmatch(upper) or (_PLAIN_CERTIFICATE.fullmatch(upper) if country == "HK" else None)
    return (match[1], match[2]) if match else None
