"""A registration number or another identifier.

The same: equal after spaces, dots, hyphens and slashes are taken out, and letters are capitals. A Hong Kong business
registration number of 8 digits equals the first 8 of its certificate number (`12345678-000-01-26-4`, `12345678-000`,
`12345678/000`); the reason says so.

To a person: a number whose published check digit is wrong (Singapore UEN, LEI, Chinese social credit code, British
VAT, Thai, Indonesian, Taiwanese and Australian numbers), leading zeros that one side lacks, `O` for `0` or `I` for `1`,
digits that a spreadsheet has cut off, a kind of number or a country that only one side names (`BR 12345678`,
`DE123456789`), other words before it on one side (`SIREN 123456789`), the certificate of a branch or of another year,
`12345678-000` where no country is known, the same digits as several numbers, and more on one side than the number
(`201901000005 (1312525-A)`).

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
from kyccheck.forms._phones import damaged, whole
from kyccheck.late import pattern

_GAP: Final = r"[\s\-‐‒–—−]+"
_CERTIFICATE: Final = pattern(rf"(\d{{8}}){_GAP}(\d{{3}})({_GAP}\d{{2}}{_GAP}\d{{2}}(?:{_GAP})?[0-9A-Z])")
_BRANCH: Final = pattern(rf"(\d{{8}})(?:{_GAP}|\s*/\s*)(\d{{3}})()")
_UNPARTED: Final = pattern(r"(\d{8})(\d{3})(\d{4}[0-9A-Z])", re.ASCII)
_LABEL: Final = pattern(
    r"(?:(?:(?:COMPANY|BUSINESS|COMMERCIAL|REG(?:ISTRATION)?\.?|CERTIFICATE|LICEN[CS]E|TAX|ID)\s+)*"
    r"(?:REG(?:ISTRATION)?\.?|NUMBER|NO\.|NO(?=\s|:)|ID)\s*[:.#]*\s+|NO\.\s*|#\s*|"
    r"(?:商業登記證?|商业登记证?|統一|统一|統一社會信用|统一社会信用)(?:號碼|号码|編號|编号|代碼|代码)\s*:?\s*|(?:統編|统编)\s*:?\s*)+(?=\S*\d)"
)
_KIND: Final = pattern(
    r"(BRN?|UBI|CRN?|CIN?|HR[AB]|UEN|VAT|TRN|LEI|EIN|ABN|ACN|GST|TIN|NPWP|SSM|USCC)\s*(?:NO\.?|NUMBER)?[:.#\s\-‐‑–—]+(?=\S*\d)"
)
_INITIALS: Final = pattern(r"(?<![^\W_])(?:[A-Z]\.){2,}(?=[\s:]|NO)")
_ONE_KIND: Final = {"BRN": "BR", "CRN": "CR"}
_SEVERAL: Final = pattern(r"[,;、]")
_BESIDE: Final = pattern(r"[,;、|\n()]|\s/\s")
_THOUSANDS: Final = pattern(r"\d{1,3}(?:,\d{3})+")
_SEPARATORS: Final = pattern(r"[\s.\-‐‑–—/\\_:,;、·()\[\]#'’]+")


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values are one identifier."""
    done = guard(left, right, context.called)
    if done:
        return done
    return _compare(text_of(left), text_of(right), context.countries)


@lru_cache(maxsize=4096)
def _compare(left: str, right: str, countries: tuple[str | None, str | None]) -> Likeness:
    codes = [code_of(country) if country else None for country in countries]
    (kind_a, a), (kind_b, b) = _read(left), _read(right)
    for text in (left, right):
        if damaged(text):
            return review(f"a spreadsheet has cut off digits ({say(text, 30)})", a, b)
    if not a or not b:
        return review("an identifier without a letter or digit", a, b)
    # The kind may be written without a blank ("BR12345678").
    if kind_a and b == kind_a + a:
        kind_b, b = kind_a, a
    if kind_b and a == kind_b + b:
        kind_a, a = kind_b, b
    if a != b and kind_a and kind_b and kind_a != kind_b:
        return review(f"numbers of two kinds: {kind_a} / {kind_b}", a, b)
    if a != b:
        return _other(left, right, (kind_a, a), (kind_b, b), codes)
    if _parted_otherwise(left, right):
        return review("the same digits, but split into several numbers, or into other parts", a, b)
    wrong = failed(a, codes[0]) or failed(b, codes[1])
    if wrong:
        return review(f"same as the other side, but the check digit of this {wrong} is wrong", a, b)
    if kind_a != kind_b:
        return review(f"same number, named differently: {kind_a or 'no name'} / {kind_b or 'no name'}", a, b)
    return aligned("the same as written" if left == right else "same but for separators, case or label", a, b)


def _read(text: str) -> tuple[str, str]:
    """The kind of number that a text names, and the number without separators."""
    kind, bare = _named(text)
    return kind, _SEPARATORS.sub("", bare)


def _named(text: str) -> tuple[str, str]:
    """The kind of number that a text names, and the rest without a label."""
    upper = _INITIALS.sub(lambda match: match[0].replace(".", ""), compatible(whole(text)).upper().strip())
    bare = _LABEL.sub("", upper, count=1) if _LABEL.match(upper) else upper
    match = _KIND.match(bare)
    return (_ONE_KIND.get(match[1], match[1]), bare[match.end() :]) if match else ("", bare)


def _parted_otherwise(left: str, right: str) -> bool:
    """Whether the same digits are several numbers on one side (12, 345 and 12345), or other ones (1/23 and 12/3)."""
    one, other = (text.replace(",", "") if _THOUSANDS.fullmatch(text.strip()) else text for text in (left, right))
    if _SEVERAL.search(one + other) and _parts(one, _SEVERAL) != _parts(other, _SEVERAL):
        return True
    strokes = [[_SEPARATORS.sub("", part) for part in _named(text)[1].split("/")] for text in (left, right)]
    return min(map(len, strokes)) > 1 and strokes[0] != strokes[1]


def _parts(text: str, between: re.Pattern[str]) -> list[str]:
    return [number for number in (_read(part)[1] for part in between.split(compatible(text))) if number]


def _other(
    left: str, right: str, read_a: tuple[str, str], read_b: tuple[str, str], codes: list[str | None]
) -> Likeness:
    (_, a), (_, b) = read_a, read_b
    of_business = {read_a[0], read_b[0]} <= {"", "BR", "UBI"}
    one, other = _certificate(left, codes[0] or codes[1]), _certificate(right, codes[1] or codes[0])
    if one and other and one[0] == other[0]:
        if one[1] == other[1] and not (one[2] and other[2]) and of_business:
            return aligned(f"{one[0]}-{one[1]} opens the certificate number", a, b)
        return review("certificates of one business registration, of another year or branch", a, b)
    if (one and one[0] == b) or (other and other[0] == a):
        branch = (one or other or ("", ""))[1]
        if branch == "000" and of_business:
            return aligned(f"{min(a, b, key=len)} are the first 8 digits of the certificate number", a, b)
        if branch == "000":
            return review("a certificate of business registration, and a number of another kind", a, b)
        return review(f"the certificate is of branch {branch} of this business", a, b)
    if not any(codes) and _would_be_one_in_hong_kong(left, right, a, b):
        return review("in Hong Kong, certificates of one business registration; nothing says which country it is", a, b)
    if a in _parts(right, _BESIDE) or b in _parts(left, _BESIDE):
        return review(f"one side says more than the number: {say(max(left, right, key=len), 40)}", a, b)
    country = next((code for code in codes if code and (a == code + b or b == code + a)), None)
    if country:
        return review(f"only one side writes the country before the number ({country})", a, b)
    before = _before(read_a, read_b, codes) or _before(read_b, read_a, codes)
    if before:
        return review(f"same number, and only one side writes {say(before, 40)} before it", a, b)
    if a.lstrip("0") == b.lstrip("0"):
        return review("same but for leading zeros", a, b)
    if digit_for_letter(a.lower(), b.lower()):
        return review(f"digits that look like letters: {say(a, 30)} / {say(b, 30)}", a, b)
    return misaligned(f"{say(a, 40)} is not {say(b, 40)}", a, b)


def _before(long: tuple[str, str], short: tuple[str, str], codes: list[str | None]) -> str:
    """What one side writes before the number of the other, if it holds no digit; "" where it tells two registers apart.

    That is so where the other side names its register, and not this one, and in Britain, where SC447182 is no 447182.
    """
    before = long[1].removesuffix(short[1])
    if before == long[1] or any(map(str.isdigit, before)) or not any(map(str.isdigit, short[1])):
        return ""
    if short[0] != long[0] and short[0] not in before:
        return ""
    return "" if "GB" in codes and len(before) == 2 and len(short[1]) == 6 else before


def _certificate(text: str, country: str | None) -> tuple[str, str, str] | None:
    """The business registration number, the branch and the rest of a Hong Kong certificate number.

    Without the rest, or without separators, it is read so in records of Hong Kong alone.
    """
    upper = _named(text)[1]
    match = _CERTIFICATE.fullmatch(upper)
    if match is None and country == "HK":
        match = _BRANCH.fullmatch(upper) or _UNPARTED.fullmatch(upper)
    return (match[1], match[2], match[3]) if match else None


def _would_be_one_in_hong_kong(left: str, right: str, a: str, b: str) -> bool:
    one, other = _certificate(left, "HK"), _certificate(right, "HK")
    return bool(one or other) and (one[0] if one else a) == (other[0] if other else b)
