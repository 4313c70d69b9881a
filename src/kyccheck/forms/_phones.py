"""Reads telephone numbers: each as E.164 with its extension, or the reason why it cannot be read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kyccheck.dataclass import dataclass
from kyccheck.forms._countries import code_of
from kyccheck.forms._letters import compatible
from kyccheck.late import pattern

_SPLIT: Final = pattern(r"[;,\n\r|、]+|\s/\s|\s(?:or|and|&)\s")
_LABEL: Final = pattern(
    r"\b(?:(?:direct|main|land|fixed|office|business) ?line|"
    r"tel(?:ephone|p)?|tél(?:éphone)?|tlf|phone|ph|office|off|direct|mobile|mob|cell(?:phone)?|hand ?phone|hp|did|"
    r"main|work|business|home|billing|accounts?|finance|sales|support|fax|hotline|reception|whatsapp|general|switchboard|hq|no|number|contact)\b[.:]*|"
    r"(?:聯絡|联系|聯繫)?(?:電話|电话)|手機|手机|(?:เบอร์)?โทร(?:ศัพท์)?\.?|هاتف|جوال|[\"“”·•_]"
)
_BRACKET: Final = pattern(r"\(([^()\d+]*)\)")
_SIGNS: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"[": "(", "]": ")"})
_FAX: Final = pattern(r"\bfax\b|\bf\s*[.:]")
_TELEPHONE: Final = pattern(r"\b(?:tel|tél|phone|ph|mobile|mob|cell)|電話|电话|\b[tmp]\s*[.:]")
_ALONE: Final = pattern(r"\b([tmfdop])\s*[.:]\s*(?=[+(\d])")
_EXTENSION: Final = pattern(r"(?:\bext(?:ension|n)?\b\.?|\bx|#|分機|分机|內線|内线|轉|转)[.:\s]*(\d{1,7})\s*$")
_POWER: Final = pattern(r"(\d)(?:\.(\d+))?e\+?(\d+)")
_RANGE: Final = pattern(r"(.*\d)\s*(?:-|~|\bto\b)\s*\d{1,2}|(.*\d)\s*(?:~|\bto\b)\s*\d+|(.*\d)\s*/\s*\d{1,5}")
_ALLOWED: Final = pattern(r"[+\d\s().\-/]+")


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers of one value: E.164, with ";ext=" where there is one; and what could not be read, in words."""

    numbers: frozenset[str]
    problems: tuple[str, ...]

    @property
    def normal(self) -> str:
        """All numbers, sorted."""
        return ", ".join(sorted(self.numbers)) + "".join(f" [{problem}]" for problem in self.problems)


def damaged(text: str) -> bool:
    """Whether a spreadsheet has shortened a number so that digits are lost (8.52E+10)."""
    match = _POWER.fullmatch(text.strip().lower()) if len(text) < 40 else None
    return match is not None and len(match[2] or "") < int(match[3][:4])


@lru_cache(maxsize=4096)
def read(text: str, country: str | None) -> Phones:
    """Every number of a text. `country` is that of the record; without it, only numbers with `+` can be read."""
    if damaged(text):
        return Phones(frozenset(), (f"a spreadsheet has cut off digits ({text[:20]})",))
    region = code_of(country) if country else None
    folded = compatible(whole(text)).translate(_SIGNS).replace(";ext=", " ext ").strip("'‘’` \t")
    numbers, problems, named = set[str](), list[str](), ""
    for piece in _SPLIT.split(folded):
        bare = _without_labels(piece, region)
        named += piece  # with the label before it: "Tel / Fax: 6220 1189"
        if not any(map(str.isdigit, bare)):
            if bare.strip("() -/"):
                problems.append("not a telephone number")
            continue
        number, problem = _read_one(bare, region)
        if not problem and _FAX.search(named) and not _TELEPHONE.search(named):
            problem = "a number for fax"
        if problem:
            problems.append(problem)
        else:
            numbers.add(number)
        named = ""
    if not numbers and not problems:
        problems.append("not a telephone number")
    return Phones(frozenset(numbers), tuple(dict.fromkeys(problems)))


def whole(text: str) -> str:
    """A number without what a spreadsheet adds to it: a final .0, or a power of ten that loses nothing."""
    text = re.sub(r"^(\d+)\.0+$", r"\1", text.strip())
    match = _POWER.fullmatch(text.lower()) if len(text) < 40 else None
    if match and len(match[3]) < 3:
        return (match[1] + (match[2] or "")).ljust(int(match[3]) + 1, "0")
    return text


def _without_labels(piece: str, region: str | None) -> str:
    """A number without what names it: "Tel:", "(Office)", "(HK)" in a record of Hong Kong. Other words stay."""

    def without(match: re.Match[str]) -> str:
        says_no_more = not _LABEL.sub("", match[1]).strip(" .:/-") or (region and code_of(match[1]) == region)
        return " " if says_no_more else match[0]

    return _ALONE.sub("", _LABEL.sub(" ", _BRACKET.sub(without, piece))).strip(" :.\t")


def _read_one(text: str, region: str | None) -> tuple[str, str]:
    """One number and "", or "" and what is wrong with it."""
    extension = ""
    match = _EXTENSION.search(text)
    if match:
        text, extension = text[: match.start()].strip(" ,.-("), f";ext={match[1].lstrip('0') or '0'}"
    if not _ALLOWED.fullmatch(text) or len(text) > 60:
        return "", "words beside the number" if _BRACKET.search(text) else "letters or signs among the digits"
    readings = _readings(text, region)
    span = _RANGE.fullmatch(text)
    if span and _readings(next(group for group in span.groups() if group), region):
        return "", "a range of numbers"
    if len(readings) == 1:
        return readings.pop() + extension, ""
    if readings:
        return "", "may be two different numbers"
    if not region and not text.lstrip("( ").startswith("+"):
        return "", "no country code, and no country of the record to read it with"
    return "", "not a valid number"


def _readings(text: str, region: str | None) -> set[str]:
    """The valid numbers that a text may stand for."""
    digits = re.sub(r"\D", "", text)
    if text.lstrip("( ").startswith("+"):
        return _valid("+" + text.replace("+", "", 1).lstrip("( "), None)
    found = set[str]()
    if region:
        found = _valid(text, region)
        if not digits.startswith("0"):  # a second 0 would make 065... a number of another country
            found |= _valid("0" + digits, region)
        code = _calling_code(region)
        if code and digits.startswith(code):
            found |= _valid("+" + digits, None)
    if not found and digits.startswith("00"):
        found = _valid("+" + digits[2:], None)
    return found


@lru_cache(maxsize=4096)
def _parse(text: str, region: str | None) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _valid(text: str, region: str | None) -> set[str]:
    number = _parse(text, region)
    return {number} if number else set()


def _calling_code(region: str) -> str:
    import phonenumbers

    return str(phonenumbers.country_code_for_region(region) or "")


@lru_cache(maxsize=4096)
def kind(number: str) -> str:
    """What a number is, for people: "mobile, Hong Kong"."""
    import phonenumbers

    from kyccheck.forms._countries import name_of

    parsed = phonenumbers.parse(number.partition(";")[0])
    names = {
        phonenumbers.PhoneNumberType.FIXED_LINE: "fixed line",
        phonenumbers.PhoneNumberType.MOBILE: "mobile",
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE: "fixed line or mobile",
        phonenumbers.PhoneNumberType.TOLL_FREE: "toll free",
        phonenumbers.PhoneNumberType.VOIP: "internet telephone",
        phonenumbers.PhoneNumberType.SHARED_COST: "shared cost",
        phonenumbers.PhoneNumberType.PREMIUM_RATE: "premium rate",
    }
    region = phonenumbers.region_code_for_number(parsed) or ""
    return ", ".join(part for part in (names.get(phonenumbers.number_type(parsed), ""), name_of(region)) if part)
