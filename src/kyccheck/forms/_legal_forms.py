"""Legal forms of companies, as classes: spellings of one class are the same form, two classes never are.

Here is what a name is read with; the spellings themselves are in `_legal_spellings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from kyccheck.forms._hanzi import simplify
from kyccheck.forms._legal_spellings import BRACKETED, JOINED_ENDS, JOINED_STARTS, SPELLINGS
from kyccheck.forms._letters import compatible, fold
from kyccheck.late import pattern

WRITTEN_OUT: Final = {
    "ltd": "limited",
    "co": "company",
    "corp": "corporation",
    "inc": "incorporated",
    "coy": "company",
    "bhd": "berhad",
    "sdn": "sendirian",
    "cos": "companies",
}
"""Short words that mean one long word in a name, except where they open it (Co Lab, Inc Media)."""

PRETTY: Final = {
    "ltd": "Ltd.",
    "co": "Co.",
    "corp": "Corp.",
    "inc": "Inc.",
    "bhd": "Bhd.",
    "sdn": "Sdn.",
    "pte": "Pte.",
}
"""How a short word is shown."""

ENDS: Final = {tuple(fold(word).split()): form for form, words in SPELLINGS.items() for word in words}


def _sizes(sized: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for word, size in sorted(set(sized), key=lambda pair: -pair[1]):
        found.setdefault(word, []).append(size)
    return found


LAST: Final = _sizes((words[-1], len(words)) for words in ENDS)
"""How many words a form has that ends in a word, the most first."""


_AT_START: Final = (
    *("PT", "CV", "OOO", "OAO", "ZAO", "PAO", "ООО", "ОАО", "ЗАО", "ПАО", "АО", "ТОО", "ТОВ", "SRL", "SARL"),
    *("Công ty TNHH", "Công ty TNHH MTV", "Công ty Cổ phần", "Tổng Công ty Cổ phần"),
    "Sociedad de Responsabilidad Limitada",
    *("LLC", "JSC", "PJSC", "OJSC", "CJSC"),
)
STARTS: Final = {
    words: form for words, form in ENDS.items() if form in _AT_START and (len(words) > 1 or form not in _AT_START[-5:])
}
"""Forms that may open a name. Short words that also open ordinary names (AB, SA, AG, LLC) are not among them."""

FIRST: Final = _sizes((words[0], len(words)) for words in STARTS)
"""How many words a form has that a word opens, the most first."""

WITH_START: Final = frozenset({"Tbk", "Persero"})
"""Forms that may close a name which another form opens."""


def _key(text: str) -> str:
    return simplify(fold(text))


@cache
def joined_ends() -> list[tuple[str, str]]:
    """Endings of names that are written without spaces, the longest first, each with its form."""
    pairs = ((_key(word), form) for form, words in JOINED_ENDS.items() for word in words)
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@cache
def joined_starts() -> list[tuple[str, str]]:
    """Beginnings of names that are written without spaces, the longest first, each with its form."""
    pairs = ((_key(word), form) for form, words in JOINED_STARTS.items() for word in words)
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@cache
def thai_company() -> str:
    """The Thai word for a company, as it is compared: it opens a name whose form stands at the end."""
    return _key("บริษัท")


_ONE_CHARACTER: Final = pattern(rf"\(\s*([{''.join(BRACKETED)}])\s*\)")
_PRIVATE: Final = pattern(r"\(\s*p\s*\)(?=\s*l(?:td|imited)\b)")
_STOCK: Final = pattern(r"\(\s*股\s*\)\s*(?:有限)?公司")
_THAI_SHORT: Final = pattern(r"(?:บ\.\s*(?!\S\.))?(?P<name>.*\S)\s+จก\.?")
_PROPRIETARY: Final = pattern(r"\bp/l(?=\W*$)")


def with_marks_read(text: str) -> str:
    """A name with those legal forms written out that only marks tell from a word: (株), ㈱, (股)公司, (P) Ltd, P/L."""
    if text.isascii() and "(" not in text and "/" not in text:
        return text
    read = _STOCK.sub("股份有限公司", compatible(text))
    thai = _THAI_SHORT.fullmatch(read.strip()) if "จก" in read else None  # of a word alone: กระจก is glass
    read = f"{thai['name']} จำกัด" if thai else _ONE_CHARACTER.sub(_written_out, read)
    return _PROPRIETARY.sub("pty ltd", _PRIVATE.sub(" pvt ", read))


def _written_out(match: re.Match[str]) -> str:
    return f" {BRACKETED[match[1]]} "


LONG_WORDS: Final = sorted({word for words in ENDS for word in words if len(word) > 5})
"""Words that are recognised in a legal form even when they are misspelt."""

OF_FORMS: Final = frozenset({word for words in ENDS for word in words} | WRITTEN_OUT.keys() | {"the", "and"})
"""Every word that may be part of a legal form."""

_WRITTEN_OUT_AS: Final = {
    "Private Limited": ("Pte. Ltd.", "Pvt. Ltd."),
    "Limitada": ("Ltda", "Lda"),
    "Free Zone Company": ("FZC", "FZCO"),
    "Société Anonyme": ("SA",),
    "Sociedad Anónima": ("SA",),
    "Sociedade Anónima": ("SA",),
    "Spółka Akcyjna": ("SA",),
    "Aksjeselskap": ("AS",),
    "Anonim Şirketi": ("AS",),
    "Sociedad de Responsabilidad Limitada": ("SL", "SRL"),
}
COMPATIBLE: Final = frozenset(frozenset({long, short}) for long, shorts in _WRITTEN_OUT_AS.items() for short in shorts)
"""Classes that are one where a register writes the words out.

The short ones among each other (Pte. and Pvt.) and the long ones (Spółka Akcyjna and Société Anonyme) are the forms of
several countries, and are not.
"""
