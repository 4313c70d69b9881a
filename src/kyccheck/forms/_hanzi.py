"""Traditional and Simplified Chinese: which characters are two ways to write one, and where that is not certain.

A table of single characters, `hanzi.txt`: the traditional ones of Big5 and of its Hong Kong supplement that have a
simplified shape, each followed by it, first the certain pairs and then the doubtful ones; and last the variants (寳 of
寶, 著 of 着, 竜 of 龍, the shapes that Japan writes), which are never surely the same. Two *traditional* characters
that share a simplified one (匯 and 滙, 發 and 髮) are never taken for each other, only for the simplified one. Where
the simplified character is also a traditional one of its own (后 and 後, 岳 and 嶽, 朱 and 硃), the two are the same
only if the text around it is plainly simplified. Certain are those that traditional text has in archaic words alone
(广, 叶), and 臺 and 台.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kyccheck.forms._letters import HAN


@cache
def _table() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The certain and the doubtful pairs, and the variants with the shape that they are compared by."""
    text = Path(__file__).with_name("hanzi.txt").read_text(encoding="utf-8")
    certain, doubtful, variants = ("".join(part.split()) for part in text.split("\n\n"))
    return _pairs(certain), _pairs(doubtful), _pairs(variants)


def _pairs(text: str) -> dict[str, str]:
    return dict(zip(text[::2], text[1::2], strict=True))


@cache
def _certain() -> dict[str, str]:
    return _table()[0]


@cache
def _all() -> dict[str, str]:
    certain, doubtful, _ = _table()
    return certain | doubtful


@cache
def _translation() -> dict[int, str]:
    variants = _table()[2]
    return str.maketrans({old: variants.get(new, new) for old, new in _all().items()} | variants)


@cache
def _only_simplified() -> frozenset[str]:
    """Characters that stand in simplified text alone."""
    return frozenset(_certain().values()) - {"台", "儿"}


def simplify(text: str) -> str:
    """Text with every known traditional character or variant in one shape: a key for comparing, not for reading."""
    return text if text.isascii() else text.translate(_translation())


def only_script_differs(left: str, right: str) -> bool:
    """Whether two texts of one simplified key are surely the same, and not two characters that share a short shape."""
    here, there = "".join(HAN.findall(left)), "".join(HAN.findall(right))
    return all(
        a == b or (_all().get(a) == b and _is_certain(a, there)) or (_all().get(b) == a and _is_certain(b, here))
        for a, b in zip(here, there, strict=False)
    )


def _is_certain(traditional: str, other_text: str) -> bool:
    return traditional in _certain() or (
        not _only_simplified().isdisjoint(other_text) and _certain().keys().isdisjoint(other_text)
    )
