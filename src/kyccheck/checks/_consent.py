"""Whether a text says yes, whatever more it says."""

import re
from typing import Final

from kyccheck.late import pattern

_YES: Final = pattern(
    r"(?:approved?|accept(?:ed|able)?|agreed?|signed off|proceed|onboard|ok(?:ay)?|yes)"
    r"(?: ?[.,;:!(\u2013-].{0,90}| (?:by|with|on|as|at|for|\d).{0,90})?",
    re.IGNORECASE | re.DOTALL,
)
_DOUBT: Final = pattern(
    r"\b(?:not|never|no longer|but|unless|until|if|subject|tb[acd]|hold)\b|\bno\W?\Z|reject|declin|refus|den(?:y|ied)"
    r"|withdr|revo[ck]|cancel|pending|await|escalat|\?|[不未拒待]",
    re.IGNORECASE,
)


def says_yes(text: str) -> bool:
    """Whether a text begins with a yes ("Approved with annual review"), and nothing in it doubts or takes it back."""
    return _YES.fullmatch(text) is not None and _DOUBT.search(text) is None
