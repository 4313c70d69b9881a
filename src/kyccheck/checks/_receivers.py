"""Whether an e-mail went to the customer: to an address of a contact, or to one of the customer's own domains."""

import re
from functools import lru_cache
from typing import Final

from kyccheck.asking.answer import Answer, Seen, Status
from kyccheck.asking.context import Context
from kyccheck.late import pattern
from kyccheck.records.case import Case
from kyccheck.values.value import as_text, clean
from kyccheck.values.written import written

READS: Final = ("contacts[].email", "company.domain", "company.website", "csr.billing_contact.email")
"""Where the addresses and domains of a customer stand."""

_ADDRESS: Final = pattern(r"[^\s@<>()\[\],;:\"]{1,64}@(?:[\w-]{1,63}\.){1,10}[^\W_][\w-]{1,62}")
_HOST: Final = pattern(r"(?:https?://)?(?:www\.)?((?:[\w-]{1,63}\.){1,10}[^\W_][\w-]{1,62})")
_FOR_ANYBODY: Final = pattern(
    r"(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|gmx|qq|163|126|yeah|foxmail"
    r"|sina|sohu|proton|protonmail|yandex|mail|zoho|naver|daum|hanmail|netvigator|biznetvigator|hkbn|singnet|emirates"
    r"|eim|139|189|wo|pm|web|btinternet|comcast|verizon|rediffmail|laposte|orange|free|libero|facebook|linkedin|wixsite)(?:\.[a-z]{2,3}){1,2}"
)
"""Hosts where anybody may have an address: who else has one there is not the customer."""
_NOT_ONES_OWN: Final = frozenset({"com", "co", "org", "net", "gov", "edu", "ac", "idv"})
_UNREACHED: Final = pattern(
    r"\b(?:fail(?:s|ed|ure)?|bounced?|undeliver\w*|unsent|not|never|reject(?:s|ed)?|returned|refused|blocked|draft|pending"
    r"|to be sent|scheduled|cancell?ed)\b",
    re.IGNORECASE,
)
_FROM_A_SERVER: Final = pattern(
    r"[\W_]*(?:undeliver|delivery (?:status|has|fail|incomplete|delayed)|mail delivery|returned mail|failure notice"
    r"|message not delivered|auto(?:matic)?[ -]?reply|out of (?:the )?office)",
    re.IGNORECASE,
)
"""How the subject begins of what comes back where an e-mail went to nobody."""


@lru_cache(maxsize=4096)
def unreached(receiver: str, subject: str) -> bool:
    """Whether words beside an address, or the subject, say that the e-mail reached nobody: "a@b.hk (bounced)"."""
    return (
        _UNREACHED.search(_ADDRESS.sub(" ", receiver.casefold())) is not None
        or _FROM_A_SERVER.match(subject) is not None
    )


class Customer:
    """What tells whether somebody is of the customer."""

    def __init__(self, context: Context) -> None:
        self._contacts = context.list("contacts")
        self._email = context.inside("contacts").look("email")
        self._hosts = tuple(context.look(path) for path in READS[1:3])
        self._signer = context.look(READS[3])

    def stranger(self, case: Case, receiver: str) -> Answer | None:
        """The answer where an e-mail went to nobody who is known to be of the customer; None where nobody is known."""
        contacts = self._contacts.get(case)
        records = contacts if isinstance(contacts, tuple) else ()
        said = [*map(self._email.get, records), self._signer.get(case)]
        known = {address for value in said for address in _addresses(value)}
        hosts = {host for look in self._hosts for host in _host(look.get(case))} | {
            address.rpartition("@")[2] for address in known
        }
        own = {host for host in hosts if not _FOR_ANYBODY.fullmatch(host)}
        receivers = _addresses(receiver)
        is_known = not known.isdisjoint(receivers) or any(_is_of(one.rpartition("@")[2], own) for one in receivers)
        if is_known or not (known or own):
            return None
        reason = f'went to "{written(receiver, 60)}", who is not a contact of the customer: is it the right one?'
        return Answer(Status.REVIEW, reason, (Seen(case, READS[0]),))


def _addresses(value: object) -> set[str]:
    """The addresses of a text, as they are compared; and the text itself, however it is written."""
    text = (as_text(value) or "").casefold()
    return {clean(text), *_ADDRESS.findall(text)} if "@" in text else set()


def _host(value: object) -> list[str]:
    found = _HOST.match((as_text(value) or "").casefold())
    return [found[1]] if found else []


def _is_of(host: str, own: set[str]) -> bool:
    """Whether a host is one of these, or a part of one, or has one as its part."""
    whole = host.partition(".")[0] not in _NOT_ONES_OWN and "." in host
    return any(host == one or host.endswith(f".{one}") or (whole and one.endswith(f".{host}")) for one in own)
