"""How a text begins that surely can be what its field holds, and the words that say next to nothing.

Nearly all names, addresses and roles are plain: to see that of the first three letters costs a tenth of a pattern.
"""

from typing import Final

from kyccheck.values.placeholder import beginnings
from kyccheck.values.value import FILLED_OPENINGS

BARE: Final = ("yes", "no", "y", "n", "true", "false", "ok", "okay", "done")
"""Words that say nothing beside an answer."""

ANYBODY: Final = (
    *("client", "customer", "company", "user", "admin", "guest", "root", "me", "myself", "self"),
    *("string", "text", "key", "default"),
)
"""Words for whoever it may be."""

NOBODY: Final = (
    *("system", "systems", "automation", "automatic", "automatically", "automated", "auto", "bot", "robot", "script"),
    *("api", "webhook", "integration", "import", "zapier", "workflow", "workflows", "flow", "job", "process", "rule"),
    *("hubspot", "teamwork", "xero", "monday", "desk", "service", "account", "mailbox", "noreply", "reply"),
    *("no", "owner", "unassigned", "deleted", "removed", "deactivated", "inactive", "former", "user", "admin"),
    *("administrator", "client", "customer", "contact", "approved", "approve", "approver", "approval", "rejected"),
    *("team", "dept", "department", "office", "group", "somebody", "someone", "anybody", "anyone", "nobody"),
    *("everybody", "everyone", "person", "people", "staff", "member", "colleague", "iod", "legal", "provisioning"),
    *("management", "manager", "top", "senior", "sales", "finance", "compliance", "operations", "support", "ceo"),
    *("cfo", "coo", "director", "chief", "executive", "officer", "head", "kounted", "cinnox", "signed", "off"),
    *("a", "the", "of", "at", "by", "and", "our", "us", "we"),
)
"""Words of which, in whatever order, no name is made that says who it was: "HubSpot Workflow", "Legal team"."""

NOT_GIVEN: Final = (
    *("declin(?:e|es|ed)", "refus(?:es|ed)", "reject(?:s|ed)", "denied", "disapproved", "withdr(?:awn|ew)", "revoked"),
    *("rescinded", "retracted", "cancell?ed", "unsigned", "unapproved", "pending", "await(?:s|ing|ed)", "waiting"),
    *("tb[acd]", "requested", "outstanding", "overdue", "unavailable", "not yet", "never", "sent to", "chas(?:ed|ing)"),
    r"not (?:been |by |in |the |our |your |an? )?(?:sign|approv|agree|giv|avail|done|confirm|receiv|ready|office)\w*",
    *("not (?:the )?ceo", "to (?:be|sign|approve|confirm|follow)", "for (?:signature|approval|sign off|review)"),
    "on (?:leave|hold)",
)
"""Words beside a name that say that nothing was given by who bears it: "Mei Tan - declined", "awaiting Mei Tan"."""

UNDONE: Final = (
    *("in progress", "ongoing", "to ?do", "requested", "outstanding", "incomplete", "unfinished", "on hold"),
    *("required", "not (?:required|needed|finished|complete|completed|clear|written up)", "needed", "later", "soon"),
    *(
        "insufficient (?:data|info|information|details)",
        "(?:more |further )?(?:data|info|information) (?:needed|required)",
    ),
)
"""What says of a text, and of nothing else, that it is still to be written; each of them may also be a name."""

_MOST_KNOWN: Final = 20_000
_DOUBTFUL: Final = frozenset(
    word[:3] for word in (*BARE, *ANYBODY, *NOBODY, "the", "http", "still", *UNDONE, "data", "info", "more", "further")
)


class _Openings(dict[str, bool]):
    """By three first characters: whether no text that begins so is a placeholder, such a word or a web address.

    (It may be an e-mail address.)
    """

    def __missing__(self, opening: str) -> bool:
        """Tell, and keep it."""
        word = opening.lower()
        is_word = len(opening) == 3 and opening.isascii() and opening.isalpha()
        is_plain = is_word and word not in _DOUBTFUL and word not in beginnings()
        if len(self) < _MOST_KNOWN:
            self[opening] = is_plain
        return is_plain


OPENINGS: Final = _Openings()

NUMBERED: Final = frozenset(opening for opening in FILLED_OPENINGS if opening.isdigit() and opening[0] != opening[1])
"""Two digits with which a number begins that somebody was given: not one digit over and over."""
