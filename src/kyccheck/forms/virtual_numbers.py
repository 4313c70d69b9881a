"""The virtual numbers of an order: a list of {number, country, type, channels}. Order does not matter.

Entries are matched by `number` under the form `phone`, read with the entry's own country; then `country` (form
`country`), `type` (form `text`) and `channels` (form `quantity`) are compared. The reason names which number differs in
what, and which are only on one side.

The same: the same numbers with the same settings (`Toll-free` is `toll free`, `2 channels` are `2`). What is written as
a number (six digits and more) and cannot be read as one, for want of a country or because nobody has such a number, is
the same where both sides write it the same. A setting that neither side has at all is no matter. To a person: what else
cannot be read, a number that stands there twice, a setting that only one side states, that stands there blank or that
its form sends to a person, also where both lists are the same as written; and what stands beside a number and says what
becomes of it (action, status, remark), unless it only says that the number is there ("Active"). Different: another
setting, or a number that only one side has.

`entries` says the same number by number, for a table that shows both lists side by side: the worst of its answers is
that of `compare`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Final

from kyccheck.dataclass import dataclass
from kyccheck.forms import Context, Entry, Likeness
from kyccheck.forms import country as country_form
from kyccheck.forms import quantity as quantity_form
from kyccheck.forms import text as text_form
from kyccheck.forms._answers import aligned, lack, misaligned, review, say, text_of
from kyccheck.forms._phones import read
from kyccheck.forms._remarks import remarks
from kyccheck.late import pattern
from kyccheck.records.fields import PARTS
from kyccheck.values.value import is_blank

_WRITTEN: Final = pattern(r"(?!\D*(\d)(?:\D*\1)*\D*\Z)(?=(?:\D*\d){6})[+(]?\d[\d ().-]{4,30}", re.ASCII)
"""What is written as a number, be it one or not; not the same digit over and over."""
_PARTS: Final = frozenset(PARTS["virtual_numbers"])
_NO_DIGITS: Final = pattern(r"\D+", re.ASCII)
_JOINT: Final = pattern(r"(?<=[^\W\d_])[\s-]+(?=[^\W\d_])")
"""Spaces and hyphens between letters."""
_CHANNELS: Final = pattern(r"(\d{1,9})\s*(?:concurrent\s+)?(?:channels?|ch)\b\.?", re.IGNORECASE | re.ASCII)


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values set up the same virtual numbers."""
    if is_blank(left) or is_blank(right):
        blank = [side for side, value in zip(context.called, (left, right), strict=True) if is_blank(value)]
        return review("both lists are blank" if len(blank) == 2 else f"{blank[0]} is blank")
    a, b = _both(left, right, context)
    normal = ", ".join(sorted(a.places)), ", ".join(sorted(b.places))
    found = _entries(a, b, context)
    wrong = [f"{entry.what} {entry.like.why}" for entry in found if _is(entry, "misaligned", both=True)]
    only = [entry.like.why for entry in found if _is(entry, "misaligned", both=False)]
    if wrong or only:
        return misaligned("; ".join(wrong + only), *normal)
    problems = [
        f"{side}: {read_.problems[min(read_.problems)]}"
        for side, read_ in zip(context.called, (a, b), strict=True)
        if read_.problems
    ]
    unclear = [f"{entry.what} {entry.like.why}" for entry in found if _is(entry, "review", both=True)]
    unclear += [entry.like.why for entry in found if _is(entry, "review", both=False)]
    if problems or unclear:
        return review("; ".join(problems or unclear), *normal)
    return aligned(f"same {'number' if len(found) == 1 else 'numbers'} with the same settings", *normal)


def settles(value: object) -> bool:
    """Whether each entry of a list is written as one number, none twice, with settings that can be.

    Of a list that says something in every part.
    """
    if type(value) is not list:
        return False
    numbers = set[str]()
    for entry in value:
        plain = type(entry) is not dict
        text = entry if plain else entry.get("number")
        digits = _digits(text) if type(text) is str else ""
        if not digits or not (plain or _can_be(entry)):
            return False
        numbers.add(digits)
    return len(numbers) == len(value) > 0


def _digits(text: str) -> str:
    """The digits of what is written as a number; "" for everything else."""
    digits = text.removeprefix("+")
    if digits.isdecimal() and digits.isascii() and 6 <= len(digits) < 16 and digits.count(digits[0]) < len(digits):
        return digits  # nearly all are written so
    return _NO_DIGITS.sub("", text) if _WRITTEN.fullmatch(text) else ""


def _can_be(entry: dict[str, object]) -> bool:
    """Whether the settings of an entry are words, and its channels a quantity, and nothing beside them tells more."""
    if not entry.keys() <= _PARTS and any(remarks(entry)):
        return False
    for name, setting in entry.items():
        if type(setting) is str:
            can_be = name not in _CLOSER or _CLOSER[name](setting)
        else:
            can_be = type(setting) is int and name != "country" and (name != "channels" or setting > 0)
        if not can_be:
            return False
    return True


def entries(left: object, right: object, context: Context) -> tuple[Entry, ...]:
    """What is to be said of each number: both sides' in the order of the first, then those only on the second."""
    return _entries(*_both(left, right, context), context)


@dataclass(frozen=True, slots=True)
class _List:
    """A list as it was read: entries by place, the place of each number, and what is wrong with an entry."""

    rows: list[Mapping[str, object]]
    places: dict[str, int] = field(default_factory=dict)
    problems: dict[int, str] = field(default_factory=dict)


def _both(left: object, right: object, context: Context) -> tuple[_List, _List]:
    """Both lists, read. What is written as a number on both sides, and the same, needs to be none."""
    ours, theirs = _rows(left), _rows(right)
    alike = _written(ours) & _written(theirs)
    return _read(ours, context.countries[0], alike), _read(theirs, context.countries[1], alike)


def _rows(value: object) -> list[Mapping[str, object]]:
    members = value if isinstance(value, (list, tuple)) else [value]
    return [entry if isinstance(entry, Mapping) else {"number": entry} for entry in members]


def _written(rows: list[Mapping[str, object]]) -> frozenset[str]:
    texts = (text_of(row["number"]) for row in rows if not lack(row.get("number")))
    return frozenset(text for text in texts if _digits(text))


def _read(rows: list[Mapping[str, object]], country: str | None, alike: frozenset[str]) -> _List:
    found = _List(rows)
    for place, row in enumerate(rows):
        number, problem = _number(row, country, alike)
        if not problem and number in found.places:
            problem = f"{number} stands there twice"
        if problem:
            found.problems[place] = problem
        else:
            found.places[number] = place
    return found


def _number(row: Mapping[str, object], country: str | None, alike: frozenset[str]) -> tuple[str, str]:
    """The number of an entry as E.164 and "", or "" and what is wrong with it."""
    missing = lack(row.get("number"))
    if missing:
        return "", f"a number is {missing}"
    text = text_of(row["number"])
    phones = read(text, text_of(row.get("country")) or country)
    if phones.problems and text in alike:
        return _digits(text), ""
    if phones.problems or len(phones.numbers) != 1:
        return "", f"{say(text, 40)}: {(*phones.problems, 'several numbers in one entry')[0]}"
    return next(iter(phones.numbers)), ""


def _entries(a: _List, b: _List, context: Context) -> tuple[Entry, ...]:
    found = []
    doubtful = bool(a.problems or b.problems)
    here, there = context.called
    for number, place in a.places.items():
        if number in b.places:
            like, differing = _settings(a.rows[place], b.rows[b.places[number]], context)
            found.append(Entry(number, place, b.places[number], like, differing))
        else:
            found.append(Entry(number, place, None, _one_sided(number, here, a.rows[place], doubtful=doubtful)))
    found += [Entry(_called(a, place), place, None, review(problem)) for place, problem in a.problems.items()]
    found += [
        Entry(number, None, place, _one_sided(number, there, b.rows[place], doubtful=doubtful))
        for number, place in b.places.items()
        if number not in a.places
    ]
    found += [Entry(_called(b, place), None, place, review(problem)) for place, problem in b.problems.items()]
    return tuple(found)


def _called(listed: _List, place: int) -> str:
    """What an entry without a readable number is called."""
    return say(text_of(listed.rows[place].get("number")) or f"{place + 1}", 40)


def _one_sided(number: str, side: str, row: Mapping[str, object], *, doubtful: bool) -> Likeness:
    """The answer to a number of one side: it may be the one that cannot be read on the other, or one to be removed."""
    why = f"{say(number, 30)} is only on {side}"
    for said in remarks(row):
        return review(f"{why}, which says: {said}")
    return review(f"{why}, or it is the number that cannot be read") if doubtful else misaligned(why)


def _settings(a: Mapping[str, object], b: Mapping[str, object], context: Context) -> tuple[Likeness, tuple[str, ...]]:
    """The answer about the settings that at least one side has, be it blank, and which of them differ."""
    answers = {
        name: same(a.get(name), b.get(name), context) for name, same in _SETTINGS.items() if name in a or name in b
    }
    for side, row in zip(context.called, (a, b), strict=True):
        for said in remarks(row):
            answers[f"{side} says"] = review(said)
    for verdict, answer in (("misaligned", misaligned), ("review", review)):
        named = {name: like.why for name, like in answers.items() if like.verdict == verdict}
        if named:
            return answer("; ".join(f"{name}: {why}" for name, why in named.items())), tuple(named)
    return aligned("same number with the same settings"), ()


def _same_type(left: object, right: object, context: Context) -> Likeness:
    """The answer about two types: Toll-free is toll free. Any other sign may say what is meant (no toll!, in → out)."""
    like = text_form.compare(left, right, context)
    here, there = (_JOINT.sub("", text) for text in like.normal)
    if like.verdict == "review" and here and here == there:
        return aligned("same but for spacing or a hyphen", *like.normal)
    return like


def _same_channels(left: object, right: object, context: Context) -> Likeness:
    """The answer about two numbers of channels, with that word or without it."""
    return quantity_form.compare(_without_word(left), _without_word(right), context)


def _without_word(value: object) -> object:
    match = _CHANNELS.fullmatch(text_of(value))
    return match[1] if match else value


_CLOSER: Final = {"type": text_form.settles, "channels": quantity_form.settles}
_SETTINGS: Final = {"country": country_form.compare, "type": _same_type, "channels": _same_channels}


def _is(entry: Entry, verdict: str, *, both: bool) -> bool:
    return entry.like.verdict == verdict and both == (entry.left is not None and entry.right is not None)
