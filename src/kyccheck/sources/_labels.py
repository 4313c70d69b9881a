"""Labels and headings of a form as people write them: with numbers, colons, stars, and in two languages."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from kyccheck.records.fields import folded, sections
from kyccheck.values.value import clean

SECTION: Final = "csr"
_NUMBERING: Final = re.compile(r"^(?:(?:section|part) +)?(?:\d{1,2}|[a-z])(?:\.\d{1,2})*[.):：]+\s*", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_AND_SO_ON: Final = re.compile(r" (?:details?|information|info|set up|setup|section)$")
_HEADINGS: Final = frozenset({
    *("customer", "company", "client", "order", "service", "services", "technical contact", "contact", "contacts"),
    *("signature", "signatures", "acceptance", "authorisation", "authorization", "declaration", "approval"),
    *("remark", "remarks", "note", "notes", "terms and conditions", "for internal use", "internal use only"),
    *("for office use", "for office use only", "office use only", "客户", "客戶", "签署", "簽署", "备注", "備註"),
})  # fmt: skip
"""Headings that nothing of the form need stand under."""
_FORM: Final = re.compile(r"\bcsr\W{0,3}106\b", re.IGNORECASE)
_TAIL: Final = " \t\r\n:：*.。_"


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[str, ...]:
    """What a label may say, the likeliest first: as it stands, without brackets, and each of its languages."""
    whole = _NUMBERING.sub("", clean(text))
    bare = _BRACKETS.sub("", whole)
    han = "".join(_HAN.findall(bare))
    parts = [whole, bare, *re.split(r"[/\n|]", bare), _HAN.sub(" ", bare), han]
    stripped = (part.strip(_TAIL) for part in parts)
    return tuple(dict.fromkeys(part for part in stripped if part))


@lru_cache(maxsize=4096)
def heading(text: str) -> str:
    """What a heading puts before the labels under it: "2. Billing details" is "billing"."""
    said = readings(text)
    return _AND_SO_ON.sub("", folded(said[-2] if len(said) > 1 and not said[0].isascii() else said[0])) if said else ""


def is_heading(text: str) -> bool:
    """Whether a text that has its row to itself is a heading that forms have, and no value."""
    said = heading(text)
    return said in _HEADINGS or opens(said)


def names_a_form(text: str) -> bool:
    """Whether a title says that this is the order form."""
    return _FORM.search(text) is not None


@lru_cache(maxsize=4096)
def opens(said: str) -> bool:
    """Whether longer names of the form's fields begin with this: what stands under it may be meant."""
    return any(name.startswith(f"{said} ") for name in _every_name())


@cache
def _every_name() -> frozenset[str]:
    fields = sections()[SECTION].fields.values()
    return frozenset(
        folded(name) for field in fields for names in ((field.name,), *field.names.values()) for name in names
    )
