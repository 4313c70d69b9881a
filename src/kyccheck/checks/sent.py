"""Pass when an e-mail of a kind has been sent.

    sent: activation
    sent: {kind: [quote, loe], subject: [quotation, letter of engagement]}
    sent: {kind: activation, to_customer: true, not_older_than: [deal.created, case.created]}

The e-mail must name whom it went to (one or several), and a day that is not after the as-of day; a status that says
neither that it went out nor that it did not is for a person to judge, and so are words beside the receiver, or a
subject, that speak against it ("a@b.hk (bounced)", "Undeliverable: Welcome"). An e-mail whose kind was not exported
but whose subject has one of the words of `subject` (or the kind), and one whose kind has further words in it ("service
activation"), are for a person to judge. With `to_customer`, so is one that went to nobody of the customer: neither to a
contact nor to a domain of theirs or of the company (where any is known). With `not_older_than`, so is one that went out
more than a day before one of these days: the customer may have had an order before.
"""

import re
from typing import Any, ClassVar, Final

from kyccheck.asking.answer import Answer, Seen, Status, Subject, nearest, of_case, worst
from kyccheck.asking.context import Context
from kyccheck.checks import Compiled
from kyccheck.checks._deciding import look_at_day, older
from kyccheck.checks._openings import OPENINGS
from kyccheck.checks._receivers import READS, Customer, unreached
from kyccheck.checks._writer import Sure, Writer, passing
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.records.case import Case
from kyccheck.records.fields import folded
from kyccheck.records.record import Record
from kyccheck.values.value import ABSENT, as_text, is_blank, is_filled
from kyccheck.values.written import written

_NOT_GONE: Final = frozenset(
    {"bounced", "failed", "draft", "scheduled", "sending", "cancelled", "canceled", "not sent"}
)
_GONE: Final = frozenset(
    {
        "sent",
        "delivered",
        "opened",
        "read",
        "received",
        "clicked",
        "replied",
        "completed",
        "success",
        "successful",
        "ok",
    }
)
_BESIDE_GONE: Final = frozenset({"e", "mail", "email", "message", "successfully", "and", "to", "inbox", "on", "at"})
_FILLING: Final = frozenset({"e", "mail", "email", "message"})
_ADDRESS: Final = re.compile(r"[^\s@]@(?:[\w-]{1,63}\.){1,10}[^\W\d_]{2}")
"""An address somewhere in a text, which may name people and several of them; one that was cut off is none."""
_WORDS: Final = re.compile(r"[^\W\d_]+")
_AGAINST: Final = frozenset(
    {"no", "not", "non", "pre", "failed", "failure", "pending", "reminder", "request", "requested", "cancelled"}
)
"""Words in an e-mail's kind that make it another one."""
_MAY_BE: Final = "no export says of which kind it is; by its subject it may be the"


@dataclass(frozen=True, slots=True)
class Check:
    """`kind`: of which kinds the e-mail may be; `subject`: what its subject would hold; then to whom, since when."""

    short: ClassVar[str] = "kind"
    kind: tuple[str, ...]
    subject: tuple[str, ...] = ()
    to_customer: bool = False
    not_older_than: tuple[str, ...] = ()

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        names = ("kind", "subject", "to", "sent_on", "status")
        return (*(f"emails[].{name}" for name in names), *READS * self.to_customer, *self.not_older_than)

    def spare(self) -> tuple[str, ...]:
        """Of these, what it can do without: a status, and the subject, which only tells a kind that is not given."""
        return ("emails[].subject", "emails[].status", *READS * self.to_customer, *self.not_older_than)

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        if not all(map(_words, self.kind or ("",))):
            raise RefusedError("sent names no kind of e-mail")
        if not all(map(_words, self.subject)):
            raise RefusedError("sent lists a blank subject, which any e-mail would have")
        asking = _Asking(self, context)
        return Compiled(asking.ask, asking.surely)


class _Asking:
    """The question, compiled."""

    def __init__(self, check: Check, context: Context) -> None:
        self._kind = check.kind[0]
        self._kinds = frozenset(frozenset(_words(kind)) - _FILLING for kind in check.kind)
        self._subjects = tuple(folded(word) for word in check.subject or check.kind)
        self._context = context
        self._listing = context.list("emails")
        inner = context.inside("emails")
        self._sent_on, self._to = inner.look("sent_on"), inner.look("to")
        self._fine = Answer(Status.PASS, f"{self._kind} e-mail sent")
        self._customer = Customer(context) if check.to_customer else None
        self._made = tuple(look_at_day(name, context) for name in check.not_older_than)
        self._today = context.as_of.toordinal()

    def ask(self, subject: Subject) -> Answer:
        case = of_case(subject)
        records = self._listing.get(case)
        nothing = self._listing.nothing(case, records)
        none = Answer(Status.FAIL, f"no {self._kind} e-mail was sent", (Seen(case, "emails"),))
        if nothing is not None:
            return none if nothing.undecided else nothing
        found = [(place, record, self._one(case, record)) for place, record in enumerate(records)]
        answers = [
            answer if answer is self._fine else self._listing.of_member(place, record, answer)
            for place, record, answer in found
            if answer is not None
        ]
        return nearest(answers or [none])

    def surely(self, writer: Writer) -> Sure:
        contacts = writer.members("contacts") if self._customer else "()"
        made = "".join(f"{writer.value(look.path)}, " for look in self._made)
        code = f"{writer.bind(self._shown, 'sent')}({writer.members('emails')}, {contacts}, ({made}))"
        return passing(code, self._fine)

    def _shown(
        self, emails: list[dict[str, Any]] | None, contacts: list[dict[str, Any]] | None, made: tuple[object, ...]
    ) -> bool:
        """Whether an e-mail as it was read is of the kind, and went out to a contact, beyond doubt."""
        for email in emails or ():
            kind, to = email.get("kind"), email["to"]
            is_meant = type(kind) is str and self._is_meant(kind)
            is_address = is_meant and _ADDRESS.search(to) and (OPENINGS[to[:3]] or is_filled(to))
            is_address = is_address and not unreached(to, email.get("subject") or "")
            if self._customer and not any(contact["email"] == to for contact in contacts or ()):
                continue
            if is_address and email.get("status", "sent") in _GONE:
                days = self._context.days
                first = max([1, *(days[day] - 1 for day in made if day is not None)])
                return first <= days[email["sent_on"]] <= self._today
        return False

    def _one(self, case: Case, record: Record) -> Answer | None:
        """The answer for an e-mail that is, or may be, of the kind; None for any other."""
        kind = record.fields.get("kind", ABSENT)
        told = kind is not ABSENT and not is_blank(kind)
        if told and as_text(kind) is None:
            return Answer(Status.REVIEW, f"has {written(kind, 60)} as its kind", (Seen(record, "kind"),))
        is_meant = told and self._is_meant(as_text(kind) or "")
        if told and not is_meant and not self._may_be_meant(as_text(kind) or ""):
            return None
        if not told and "subject" not in record.fields:
            return Answer(Status.UNKNOWN, "comes without kind and subject", (Seen(record, "kind"),))
        if not told and not self._is_told(as_text(record.fields.get("subject")) or ""):
            return None
        asked = f'is of the kind "{written(kind, 60)}": is it the' if told else _MAY_BE
        doubt = Answer(Status.REVIEW, f"{asked} {self._kind} e-mail", (Seen(record, "kind"),))
        before = older(record, self._sent_on, case, self._made, self._context)
        return self._gone(case, record) or before or (self._fine if is_meant else doubt)

    def _is_meant(self, kind: str) -> bool:
        """Whether an e-mail's kind is one asked for: "Activation e-mail" is, "activation failed" is not."""
        return frozenset(_words(kind)) - _FILLING in self._kinds

    def _may_be_meant(self, kind: str) -> bool:
        """Whether an e-mail's kind is one asked for, among other words that do not speak against it."""
        words = frozenset(_words(kind))
        return words.isdisjoint(_AGAINST) and any(own and own <= words for own in self._kinds)

    def _is_told(self, subject: str) -> bool:
        """Whether a subject holds one of those of an e-mail of the kind, as whole words; Chinese has no blanks."""
        said = f" {' '.join(_words(subject))} "
        return any((f" {' '.join(_words(word))} " if word.isascii() else word) in said for word in self._subjects)

    def _gone(self, case: Case, record: Record) -> Answer | None:
        """None where the e-mail went out to somebody, by the as-of day; else the worst of what speaks against it."""
        found = [
            self._delivered(record),
            self._sent_on.unusable(record, self._sent_on.get(record))
            or self._sent_on.odd_day(record, self._context, "day it was sent"),
            self._to.unusable(record, _receivers(self._to.get(record))) or self._addressed(case, record),
        ]
        off = [answer for answer in found if answer is not None]
        return worst(off) if off else None

    def _delivered(self, record: Record) -> Answer | None:
        """What its status says against it; none given says nothing."""
        value = record.fields.get("status")
        status = as_text(value) or ""
        if is_blank(value):
            return None
        seen = (Seen(record, "status"),)
        if folded(status) in _NOT_GONE:
            return Answer(Status.FAIL, f"did not reach anybody ({written(status, 40)})", seen)
        words = set(_WORDS.findall(folded(status))) - _BESIDE_GONE
        if words and words <= _GONE and "?" not in status:
            return None
        return Answer(
            Status.REVIEW, f'has the status "{written(value, 40)}", which does not say that it was delivered', seen
        )

    def _addressed(self, case: Case, record: Record) -> Answer | None:
        value = _receivers(self._to.get(record))
        text, subject = as_text(value) or "", record.fields.get("subject")
        if unreached(text, as_text(subject) or ""):
            reason = (
                f'went to "{written(value, 60)}" with the subject "{written(subject or "", 60)}": did it reach anybody?'
            )
            return Answer(Status.REVIEW, reason, (*self._to.seen(record), Seen(record, "subject")))
        if _ADDRESS.search(text):
            stranger = self._customer.stranger(case, text) if self._customer else None
            return stranger and stranger._replace(seen=(*self._to.seen(record), *stranger.seen))
        reason = f'went to "{written(value, 60)}", which is not an e-mail address'
        return Answer(Status.FAIL, reason, self._to.seen(record))


def _words(text: str) -> list[str]:
    return _WORDS.findall(folded(text))


def _receivers(value: object) -> object:
    """Whom an e-mail went to: a list of addresses, and of nothing else, is read as a text of them is."""
    texts = [as_text(member) or "" for member in value] if isinstance(value, (list, tuple)) else []
    return "; ".join(texts) if texts and all(map(_ADDRESS.search, texts)) else value
