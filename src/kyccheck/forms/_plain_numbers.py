"""Telephone numbers written plainly, with their country code (+852 5808 1001): told to be valid at a glance.

Reading a number takes some fifty times as long, and every case of a bulk run is asked. The patterns are those of the
library that `_phones` reads with, so that yes is said only of a number that it reads. What is not told at a glance may
be a number all the same: `_phones` decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from kyccheck.late import pattern

if TYPE_CHECKING:
    from phonenumbers import PhoneMetadata, PhoneNumberDesc

_LONGEST: Final = 40
_HYPHENS: Final = pattern(r"[^-]+(?:-\d{3}[^-]*)+", re.ASCII)  # "-39" at the end would be a range
_TYPES: Final = (
    *("premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail"),
    *("fixed_line", "mobile"),
)


def e164(value: object) -> str:
    """A valid number in plain writing as E.164; "" for everything else."""
    if type(value) is not str or len(value) > _LONGEST:
        return ""
    text = value.replace(" ", "")
    if "-" in text:
        if not _HYPHENS.fullmatch(value):
            return ""
        text = text.replace("-", "")
    return text if _matching(text[:4])(text) else ""


@lru_cache(maxsize=2048)
def _matching(opening: str) -> Callable[[str], object]:
    """What tells of a number without blanks, of which this is the + and the first three digits, whether it is valid."""
    from phonenumbers import PhoneMetadata
    from phonenumbers.phonenumberutil import COUNTRY_CODE_TO_REGION_CODE

    sizes = (2, 3, 4) if re.fullmatch(r"\+\d{3}", opening, re.ASCII) else ()
    code = next((int(opening[1:size]) for size in sizes if int(opening[1:size]) in COUNTRY_CODE_TO_REGION_CODE), 0)
    names = COUNTRY_CODE_TO_REGION_CODE.get(code, ())
    regions = [region for name in names if (region := PhoneMetadata.metadata_for_region(name, None)) is not None]
    if not regions:
        return lambda _: None
    prefix = regions[0].national_prefix_for_parsing  # such a number may lose its first digits as it is read
    unless = f"(?!{prefix})" if prefix else ""
    return re.compile(rf"\+{code}{unless}{_any_of(regions)}\Z", re.ASCII).match


def _any_of(regions: list[PhoneMetadata]) -> str:
    """A pattern of the numbers of regions, asked in this order; a region with first digits of its own decides alone."""
    found = "(?!)"
    for region in reversed(regions):
        kinds: list[Any] = [getattr(region, name) for name in _TYPES]
        every = f"(?={_described(region.general_desc)}\\Z)(?:{'|'.join(map(_described, kinds))})\\Z"
        own = region.leading_digits
        found = f"(?:(?={own})(?:{every})|(?!{own}){found})" if own else f"(?:{every}|{found})"
    return found


def _described(kind: PhoneNumberDesc | None) -> str:
    """A pattern of the numbers of a kind: their digits, in one of the lengths that they have."""
    if kind is None or not kind.national_number_pattern:
        return "(?!)"
    lengths = "|".join(f"\\d{{{length}}}\\Z" for length in kind.possible_length if length > 0)
    return f"(?={lengths or ''})(?:{kind.national_number_pattern})"
