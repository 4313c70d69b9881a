"""What is left over and goes by a similar name as a case's company: for a person to look at, never joined.

Names are only compared where they share a word or their first letters, and so many of them as a person would read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kyccheck.forms import Context, company_name
from kyccheck.records.case import Case
from kyccheck.records.fields import folded
from kyccheck.records.record import Record
from kyccheck.values.value import as_text, is_filled

_MOST_COMPARED: Final = 20_000
_MOST_OF_ONE: Final = 25
_TOO_COMMON: Final = 200
"""A word that so many cases have says nothing of any of them."""

_FIELDS: Final = ("name", "legal_name", "company_name")
_HAVE_NAMES: Final = frozenset({"company", "billing", "odb", "csr", "invoice", "quote", "tracking"})
_WORD: Final = re.compile(r"\w{3,}|[\u3400-\u9fff]{2}")
_TO_JOIN: Final = {
    "billing": 'note its id ("Xero contact ID") on the ticket, deal or company',
    "invoice": "put the id of the ticket or deal into its reference",
    "quote": "put the id of the ticket or deal into its reference",
    "company": "export it with its associations",
}
_TO_JOIN_ELSE: Final = 'give it a column "Deal ID"'


class Near(NamedTuple):
    """A record that might belong to a case: the two names, and what to do if it does."""

    record: Record
    case: Case
    name: str
    like: str
    advice: str


def near(cases: Iterable[Case], left_over: Iterable[Record]) -> tuple[list[Near], int]:
    """The records that might belong to a case, and how many could not be compared any more."""
    names = [(name, case) for case in cases for name in dict.fromkeys(_names_of(case))]
    by_word: dict[str, list[int]] = {}
    for place, (name, _) in enumerate(names):
        for word in _words(name):
            by_word.setdefault(word, []).append(place)
    found: list[Near] = []
    compared = unseen = 0
    for record in left_over:
        if record.section not in _HAVE_NAMES:
            continue
        if compared >= _MOST_COMPARED:
            unseen += 1
            continue
        for name in _names_in(record, _FIELDS):
            places = Counter(place for word in _words(name) for place in _rare(by_word, word))
            for place, _ in places.most_common(_MOST_OF_ONE):
                compared += 1
                like, case = names[place]
                if company_name.compare(name, like, Context()).verdict != "misaligned":
                    found.append(Near(record, case, name, like, _TO_JOIN.get(record.section, _TO_JOIN_ELSE)))
    return list({(id(one.record), one.case.id): one for one in reversed(found)}.values())[::-1], unseen


def _names_of(case: Case) -> Iterator[str]:
    """The names of a case's company, wherever it stands, and the title of the case."""
    for section in ("company", "csr", "odb", "billing"):
        for record in case.records.get(section) or ():
            yield from _names_in(record, _FIELDS)
            aliases = record.fields.get("aliases")
            yield from (text for alias in aliases if (text := as_text(alias))) if isinstance(aliases, list) else ()
    if is_filled(case.title):
        yield case.title


def _names_in(record: Record, fields: Iterable[str]) -> Iterator[str]:
    texts = dict.fromkeys(as_text(record.fields.get(name)) or "" for name in fields)
    yield from (text for text in texts if is_filled(text))


def _words(name: str) -> set[str]:
    """What two similar names would share: a word, or how they begin."""
    text = folded(name)
    return {*_WORD.findall(text), f"^{re.sub(r'[^0-9a-z]', '', text)[:4]}"} - {"^"}


def _rare(by_word: dict[str, list[int]], word: str) -> list[int]:
    found = by_word.get(word, [])
    return found if len(found) <= _TOO_COMMON else []
