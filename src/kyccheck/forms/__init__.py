"""Kinds of values: "are these two the same, and why".

OPEN: one file a form; its name is the word that a checklist writes (`form: company_name`), its docstring is its
documentation. A module holds one pure function:

    compare(left, right, context) -> Likeness

Equality of a normal form is the only way to `aligned`. No score ever leads there: a distance only parts what a person
should look at (`review`) from what is plainly different (`misaligned`). Blank and placeholder values are never aligned
with anything, least of all with each other. Every form is symmetric: swapping the values swaps `normal`, and the words
of `why` may follow, but the verdict stays.

Two values that are the same as written are aligned, and no form is asked, where they say something at all. Of some
kinds of values that is not enough (a quantity of -5): their modules, which are CLOSER, hold one more function,

    settles(value) -> bool

that says whether a value of two that are the same as written plainly can be. If not, `compare` is asked.
"""

from __future__ import annotations

from typing import Final, Literal, Protocol

from kyccheck.dataclass import dataclass

CLOSER: Final = frozenset({"quantity", "term", "text", "texts", "virtual_numbers"})
"""Forms with `settles`. They are listed so that none need be imported to be told: most runs need few of the forms."""

Verdict = Literal["aligned", "review", "misaligned"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a form may know beside the two values.

    `countries` are the countries of the two records as read ("HK", "Hong Kong", None where nobody says);
    `date_order` is "dmy", "mdy" or "" (not told). `called` is what the values are called in a `why`: what bears them.
    """

    countries: tuple[str | None, str | None] = (None, None)
    date_order: str = ""
    called: tuple[str, str] = ("the first side", "the second side")


@dataclass(frozen=True, slots=True)
class Likeness:
    """The answer of a form.

    `why` is one clause in an officer's words: what was normalised ("same after writing out Ltd.") or what differs
    ("legal form differs: Limited / Pte. Ltd."). `normal` holds the two normal forms that were compared, for `kyccheck
    explain`.
    """

    verdict: Verdict
    why: str
    normal: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Entry:
    """The answer about one entry of two lists: a form that compares lists may have `entries` beside `compare`.

    `what` names the entry; `left` and `right` are its places in the lists, None where a list lacks it; `differing` are
    its members that differ.
    """

    what: str
    left: int | None
    right: int | None
    like: Likeness
    differing: tuple[str, ...] = ()


class Form(Protocol):
    """What every module of this folder is."""

    def compare(self, left: object, right: object, context: Context) -> Likeness:
        """Say whether two values are the same."""
