"""Whether somebody who acted for us is a contact of the customer."""

import re
from typing import Any

from kyccheck.asking.answer import Answer, Seen, Status
from kyccheck.checks._hardly import is_given
from kyccheck.records.case import Case
from kyccheck.records.fields import folded
from kyccheck.records.record import Record
from kyccheck.values.value import as_text
from kyccheck.values.written import written

READS = ("contacts[].name", "contacts[].email")
_WESTERN = "\u2e7f"
"""Beyond it stand the scripts that write a name without a blank in it."""


def of_customer(case: Case, called: str, value: object, seen: tuple[Seen, ...]) -> Answer | None:
    """The answer where a contact of the customer is named, by name or e-mail address; else None.

    `called` says who it is that did it for us. A name of one word ("Grace") is the contact's only where nothing else is
    said; one in Chinese, Japanese or Korean is a whole one.
    """
    signer = as_text(value) or ""
    said = _name_of(signer)
    for place, contact in enumerate(case.records.get("contacts") or ()):
        if _is_named(contact, signer, said):
            reason = f'{called} "{written(signer, 60)}" is a contact of the customer: who was it for us?'
            return Answer(Status.REVIEW, reason, (*seen, Seen(case, f"contacts[{place}].name")))
    return None


def may_be_of_customer(contacts: list[dict[str, Any]] | None, signer: str) -> bool:
    """Whether somebody may be one of these contacts, as they were read: False only where that is plain at a glance.

    Nothing is plain where it says beside the name that nobody has signed.
    """
    if "@" in signer or not signer.isascii() or not is_given(signer):
        return True
    said = signer.lower()
    for contact in contacts or ():
        name = contact.get("name")
        if type(name) is not str:
            return True
        first = name.partition(" ")[0].lower()
        if first in said or not (first.isalpha() and first.isascii()):
            last = name.rpartition(" ")[2].lower()
            if last in said or not (last.isalpha() and last.isascii()):
                return True
    return False


def _is_named(contact: Record, signer: str, said: frozenset[str]) -> bool:
    name = _name_of(as_text(contact.fields.get("name")) or "")
    email = folded(as_text(contact.fields.get("email")) or "")
    is_whole = len(name) > 1 or min(name, default="") > _WESTERN
    return (bool(name) and (name == said or (is_whole and name <= said))) or (
        "@" in email and email in folded(signer).split()
    )


def _name_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", folded(text)))
