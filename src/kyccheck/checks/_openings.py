"""How a text begins that surely can be what its field holds, and the words that say next to nothing.

Nearly all names, addresses and roles are plain: to see that of the first three letters costs a tenth of a pattern.
"""

from typing import Final

from kyccheck.placeholder import beginnings
from kyccheck.value import FILLED_OPENINGS

BARE: Final = ("yes", "no", "y", "n", "true", "false", "ok", "okay", "done")
"""Words that say nothing beside an answer."""

ANYBODY: Final = (
    *("client", "customer", "company", "user", "admin", "guest", "root", "me", "myself", "self"),
    *("string", "text", "key", "default"),
)
"""Words for whoever it may be."""

_MOST_KNOWN: Final = 20_000
_DOUBTFUL: Final = frozenset(word[:3] for word in (*BARE, *ANYBODY, "the", "http"))


class Openings(dict[str, bool]):
    """Of three first characters: whether every text that begins with them says something, and is no such word.

    Nor is it a web address; it may be an e-mail address.
    """

    def __missing__(self, opening: str) -> bool:
        """Tell, and keep it."""
        word = opening.lower()
        is_word = len(opening) == 3 and opening.isascii() and opening.isalpha()
        is_plain = is_word and word not in _DOUBTFUL and word not in beginnings()
        if len(self) < _MOST_KNOWN:
            self[opening] = is_plain
        return is_plain


NUMBERED: Final = frozenset(opening for opening in FILLED_OPENINGS if opening.isdigit() and opening[0] != opening[1])
"""Two digits with which a number begins that somebody was given: not one digit over and over."""
