"""The virtual numbers of an order: a list of {number, country, type, channels}. Order does not matter.

Entries are matched by `number` under the form `phone`, read with the entry's own country; then `country` (form
`country`), `type` (form `text`) and `channels` (form `quantity`) are compared. The reason names which number differs in
what, and which are only on one side.

The same: the same numbers with the same settings. To a person: a number that cannot be read or stands there twice, a
setting that only one side states or that its form sends to a person. Different: another setting, or a number that only
one side has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kyccheck.forms import Context, Likeness
from kyccheck.forms import country as country_form
from kyccheck.forms import quantity as quantity_form
from kyccheck.forms import text as text_form
from kyccheck.forms._answers import aligned, lack, misaligned, review, say, text_of
from kyccheck.forms._phones import read
from kyccheck.value import is_blank

_SETTINGS: Final = (("country", country_form), ("type", text_form), ("channels", quantity_form))


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values set up the same virtual numbers."""
    if is_blank(left) or is_blank(right):
        sides = [side for side, value in (("first", left), ("second", right)) if is_blank(value)]
        return review("both lists are blank" if len(sides) == 2 else f"the {sides[0]} list is blank")
    a, problem_a = _by_number(left, context.countries[0])
    b, problem_b = _by_number(right, context.countries[1])
    normal = ", ".join(sorted(a)), ", ".join(sorted(b))
    if problem_a or problem_b:
        sides = [
            f"{side} list: {problem}" for side, problem in (("first", problem_a), ("second", problem_b)) if problem
        ]
        return review("; ".join(sides), *normal)
    only = [f"{say(number, 30)} is only on the {side}" for side, number in _one_sided(a, b)]
    answers = [
        (number, name, answer)
        for number in a
        if number in b
        for name, answer in _settings(a[number], b[number], context)
    ]
    wrong = [f"{number} {name}: {answer.why}" for number, name, answer in answers if answer.verdict == "misaligned"]
    if wrong or only:
        return misaligned("; ".join(wrong + only), *normal)
    unclear = [f"{number} {name}: {answer.why}" for number, name, answer in answers if answer.verdict == "review"]
    if unclear:
        return review("; ".join(unclear), *normal)
    return aligned(f"same {'number' if len(a) == 1 else 'numbers'} with the same settings", *normal)


def _by_number(value: object, country: str | None) -> tuple[dict[str, Mapping[str, object]], str]:
    """The entries of a list by their number as E.164, and what is wrong with the list; "" for nothing."""
    found = dict[str, Mapping[str, object]]()
    for entry in value if isinstance(value, (list, tuple)) else [value]:
        row = entry if isinstance(entry, Mapping) else {"number": entry}
        missing = lack(row.get("number"))
        if missing:
            return found, f"a number is {missing}"
        text = text_of(row["number"])
        phones = read(text, text_of(row.get("country")) or country)
        if phones.problems or len(phones.numbers) != 1:
            return found, f"{say(text, 40)}: {(*phones.problems, 'several numbers in one entry')[0]}"
        number = next(iter(phones.numbers))
        if number in found:
            return found, f"{number} stands there twice"
        found[number] = row
    return found, ""


def _one_sided(a: Mapping[str, object], b: Mapping[str, object]) -> list[tuple[str, str]]:
    return [("first side", number) for number in a if number not in b] + [
        ("second side", number) for number in b if number not in a
    ]


def _settings(a: Mapping[str, object], b: Mapping[str, object], context: Context) -> list[tuple[str, Likeness]]:
    """The answers about the settings that at least one side states."""
    plain = replace(context, aliases=())
    return [
        (name, form.compare(a.get(name), b.get(name), plain))
        for name, form in _SETTINGS
        if not (is_blank(a.get(name)) and is_blank(b.get(name)))
    ]
