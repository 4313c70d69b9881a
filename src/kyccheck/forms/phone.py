"""A telephone number, or several in one cell.

The same: one number however it is written (`+852 2111 1234`, `2111 1234` in a record of Hong Kong, `00852 2111 1234`,
`85221111234.0` from a spreadsheet), with labels ("Tel:", "(Office)"), and the same numbers in another order. A number
without country code is read with the country of its record, never with a default.

To a person: a number that is not valid where it should be, or could be two; no country to read it with; other words
beside it (`(disconnected)`); a range (`2111 1234-39`); an extension, or one of several numbers, on one side only;
letters among the digits; a number for fax alone; a number of which a spreadsheet has cut off digits (`8.52E+10`).

Different: other numbers, other extensions.
"""

from __future__ import annotations

import re
from typing import Final

from kyccheck.forms import Context, Likeness
from kyccheck.forms._answers import aligned, guard, misaligned, review, same_text, say, text_of
from kyccheck.forms._phones import Phones, damaged, kind, read


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values are the same telephone numbers."""
    here, there = context.countries
    if here == there or (isinstance(left, str) and left.startswith("+")):
        same = same_text(left, right)
        if same and not damaged(str(left)):
            return same
    done = guard(left, right, context.called)
    if done:
        return done
    one, other = text_of(left), text_of(right)
    if (
        one[:1] == other[:1] == "+"
        and _PLAIN.fullmatch(one)
        and _PLAIN.fullmatch(other)
        and _digits(one) == _digits(other)
    ):
        a = read(one, here)  # one reading will do: a country does not change a number that names its own
        return _judge(one, other, a, a)
    return _judge(one, other, read(one, here), read(other, there))


def _digits(text: str) -> str:
    return text.translate(_SIGNS)


_PLAIN: Final = re.compile(r"\+\d(?:[\d ]|-(?=\d{3})){5,20}", re.ASCII)  # "-39" at the end would be a range
_SIGNS: Final = str.maketrans("", "", " -")


def _judge(left: str, right: str, a: Phones, b: Phones) -> Likeness:
    normal = a.normal, b.normal
    if a.problems or b.problems:
        problems = zip((left, right), (a.problems, b.problems), strict=True)
        listed = dict.fromkeys(f"{say(text, 40)}: {problem}" for text, found in problems for problem in found)
        return review("; ".join(listed), *normal)
    if a.numbers == b.numbers:
        kinds = "; ".join(dict.fromkeys(map(kind, sorted(a.numbers))))
        many = "number" if len(a.numbers) == 1 else "numbers"
        return aligned(f"same {many}, written {say(left)} and {say(right)} ({say(kinds)})", *normal)
    if len(a.numbers) == len(b.numbers) == 1:
        return _two(next(iter(a.numbers)), next(iter(b.numbers)))
    only = " and ".join(sorted(a.numbers ^ b.numbers))
    if a.numbers & b.numbers:
        return review(f"only on one side: {say(only)}", *normal)
    return misaligned(f"no number in common: {say(', '.join(a.numbers))} / {say(', '.join(b.numbers))}", *normal)


def _two(left: str, right: str) -> Likeness:
    a, b = left.partition(";ext="), right.partition(";ext=")
    if a[0] != b[0]:
        return misaligned(f"numbers differ: {left} / {right}", left, right)
    if a[2] and b[2]:
        return misaligned(f"extension differs: {a[2]} / {b[2]}", left, right)
    return review(f"only one side names an extension ({a[2] or b[2]})", left, right)
