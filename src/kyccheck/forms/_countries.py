"""Which country a text names. The table, `countries.json`, is made by `bench/make_countries.py` from the CLDR."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from kyccheck.forms._hanzi import simplify
from kyccheck.forms._letters import fold
from kyccheck.late import pattern

_PARTS: Final = pattern(r"[,()/\[\]|;:–—]|\s-\s")
_ALEF: Final = str.maketrans("أإآ", "ااا")
WITHIN_CHINA: Final = frozenset({"HK", "MO", "TW"})


def key(name: str) -> str:
    """A country's name as the table holds it.

    That is without "the", the Thai word for country, and marks on Arabic alefs; a St. at its beginning is written out.
    """
    folded = simplify(fold(name)).translate(_ALEF).removeprefix("the ").removesuffix(" the")
    if folded.startswith("st "):
        folded = f"saint {folded[3:]}"
    return folded.removeprefix("ประเทศ") or folded


@lru_cache(maxsize=4096)
def code_of(text: str) -> str | None:
    """The ISO 3166 code of the country that a text names, or None where it names none, or one of several.

    "Hong Kong, China" and "HK - Hong Kong" name Hong Kong: every part must name a country, and the same one. Hong Kong,
    Macao and Taiwan are countries of their own here, and "China" beside them adds nothing. "HK?" names none.
    """
    if len(text) > 200 or "?" in text or "？" in text:
        return None
    names = _table()["names"]
    whole = names.get(key(text))
    if whole:
        return whole
    parts = [part for part in map(key, _PARTS.split(text)) if part]
    codes = {names.get(part) for part in parts}
    if len(parts) > 1 and codes & WITHIN_CHINA:
        codes -= {"CN"}
    return codes.pop() if len(parts) > 1 and len(codes) == 1 else None


def name_of(code: str) -> str:
    """What a country is called in English."""
    return _table()["shown"].get(code, code)


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("countries.json").read_bytes())
    return table
