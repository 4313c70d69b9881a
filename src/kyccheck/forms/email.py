"""An e-mail address, or several in one cell.

The same: case, full width, display names (`Accounts <billing@acme.com>`), `mailto:`, `Email:`, a final dot,
international domains in either spelling, and the same addresses in another order.

To a person: what is no address (`billing@acme`), an address on one side only, addresses that differ only in dots or a
`+tag` before the `@`.

Different: any other address, also one that looks alike (`bi11ing@acme.com`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kyccheck.forms import Context, Likeness
from kyccheck.forms._answers import aligned, misaligned, opening, review, say, text_of
from kyccheck.forms._letters import skeleton
from kyccheck.late import pattern
from kyccheck.values.value import is_placeholder

_LABEL: Final = pattern(r"(?<![^\s;,])e-?mails?(?: address(?:es)?)?\s*:", re.IGNORECASE)
_ROUND: Final = pattern(r"\(([^()<>]*@[^()<>]*)\)")
_BRACKETED: Final = pattern(r"<([^<>]*@[^<>]*)>")
_DISPLAY: Final = pattern(r"(\"[^\"]*\"\s*|[^<>;\n]*)<[^<>]*@[^<>]*>")
_TO_LAST_ADDRESS: Final = pattern(r".*@[^\s,]*")
_SPLIT: Final = pattern(r"[;,|\s]+(?:(?:/|and|or|&)\s+)?")
_ADDRESS: Final = pattern(
    r"[^\s@<>()\[\],;:\"]+@(?:[^\s@.<>()\[\],;:\"/]+\.)+(?:xn--[a-z\d-]+|[^\s@.\d<>()\[\],;:\"/]{2,})"
)


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values are the same e-mail addresses."""
    done = opening(left, right, context.called)
    if done:
        return done
    here, there = text_of(left), text_of(right)
    shared = here.casefold()
    if here.isascii() and there.isascii() and shared == there.casefold() and _ONE.fullmatch(shared):
        return aligned(_SAME, shared, shared)
    return _compare(here, there)


_ONE: Final = re.compile(r"[a-z\d._-]+@(?:[a-z\d-]+\.)+[a-z]{2,}")
_SAME: Final = "same address but for case, display name or order"


@lru_cache(maxsize=4096)
def _compare(left: str, right: str) -> Likeness:
    a, b = _read(left), _read(right)
    normal = ", ".join(sorted(a)), ", ".join(sorted(b))
    for text, found in ((left, a), (right, b)):
        if not all(map(_ADDRESS.fullmatch, found)) or all(map(is_placeholder, found)):
            return review(f"{say(text, 40)}: not an e-mail address", *normal)
    if a == b:
        return aligned(_SAME, *normal)
    only = say(", ".join(sorted(a ^ b)))
    if a & b:
        return review(f"only on one side: {only}", *normal)
    if {_plain(address) for address in a} == {_plain(address) for address in b}:
        return review("differ only in dots or a +tag before the @", *normal)
    if {skeleton(_shown(address)) for address in a} == {skeleton(_shown(address)) for address in b}:
        return misaligned("look alike, but one is written with letters of another alphabet", *normal)
    return misaligned(f"addresses differ: {say(normal[0])} / {say(normal[1])}", *normal)


def _read(text: str) -> frozenset[str]:
    import unicodedata

    folded = unicodedata.normalize("NFKC", text)
    folded = "".join(c for c in folded if unicodedata.category(c) != "Cf")
    folded = _ROUND.sub(r"<\1>", _LABEL.sub(" ", folded))
    bracketed = _BRACKETED.findall(folded)
    rest = _DISPLAY.sub(_beside_name, folded) if bracketed else folded
    pieces = [*bracketed, *_SPLIT.split(rest)]
    return frozenset(address for address in map(_address, pieces) if address)


def _beside_name(match: re.Match[str]) -> str:
    """What stands before an address in brackets and is not its owner's name: addresses, and what comes before them."""
    display = match[1]
    found = _TO_LAST_ADDRESS.match(display)
    addresses = found[0] if found else ""
    name = display[len(addresses) :].strip(", ")
    return f" {addresses} " if name.count(",") < 2 or name.startswith('"') else f" {display} "


def _address(text: str) -> str:
    lowered = text.strip(" \t\n.\"'()<>").lower().removeprefix("mailto:")
    local, at, domain = lowered.rpartition("@")
    return f"{local}{at}{_ascii_domain(domain)}"


def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        # Python's codec follows the older rule that turns ß into ss: today they are two domains.
        labels = [part if part.isascii() else "xn--" + part.encode("punycode").decode() for part in domain.split(".")]
        return ".".join(labels)
    except UnicodeError:
        return domain


def _plain(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0].replace('.', '')}@{domain}"


def _shown(address: str) -> str:
    local, _, domain = address.rpartition("@")
    parts = []
    for part in domain.split("."):
        try:
            parts.append(part[4:].encode().decode("punycode") if part.startswith("xn--") else part)
        except (UnicodeError, ValueError):
            parts.append(part)
    return f"{local}@{'.'.join(parts)}"
