"""The pairs that `aligned` compares, one by one: for whoever shows them side by side, or explains them."""

from typing import Literal, NamedTuple

from kyccheck.asking.answer import Answer, Status
from kyccheck.checks._sides import Value
from kyccheck.forms import Likeness

Stand = Literal["", "alias", "registered"]
"""What stands for the left value in a comparison: itself, or another name of the customer."""


class Tried(NamedTuple):
    """One comparison that was made: two values under a form, and what it said."""

    what: Stand
    form: str
    left: object
    right: object
    like: Likeness


class Pair(NamedTuple):
    """Two values that were held against each other, and the answer; a side where nothing is to be had is None.

    `what` is the field in words, `authority` the side that rules; `registered` is the registered name, where it was
    looked at too.
    """

    what: str
    form: str
    authority: str
    left: Value | None
    right: Value | None
    answer: Answer
    tried: tuple[Tried, ...] = ()
    registered: Value | None = None

    @property
    def is_compared(self) -> bool:
        """Whether both sides had a value to compare: if not, the answer says what was lacking."""
        return bool(self.tried)

    @property
    def decided(self) -> Tried | None:
        """The comparison that decided: the first that aligned, or the last of the value itself."""
        if not self.tried:
            return None
        if self.answer.status is Status.PASS:
            return next((one for one in self.tried if one.like.verdict == "aligned"), self.tried[-1])
        return [one for one in self.tried if not one.what or one is self.tried[0]][-1]

    @property
    def why(self) -> str:
        """What was normalised, what differs, or what is lacking, in one clause."""
        decided = self.decided
        if decided is None:
            return self.answer.reason.removesuffix(f"; the {self.authority} rules")
        clauses = [_clause(decided)]
        second = [one for one in self.tried if one.what == "registered"]
        if second and second[-1] is not decided:
            verdict = {"aligned": "aligns", "review": "may be the same", "misaligned": "differs"}
            like = second[-1].like
            clauses.append(f"the registered name {verdict[like.verdict]}: {like.why}")
        return "; ".join(clauses)


def _clause(one: Tried) -> str:
    if one.what == "alias":
        return f'by another name of this customer on record, "{one.left}": {one.like.why}'
    return one.like.why
