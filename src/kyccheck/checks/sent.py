"""Pass when an e-mail of a kind has been sent.

    sent: activation
    sent: {kind: quote, subject: quotation}

The e-mail must name whom it went to, and a day that is not after the as-of day. An e-mail whose kind was not exported
but whose subject has the words of `subject` (or the kind) is for a person to judge.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from kyccheck.case import Case
from kyccheck.checks import Answer, Compiled, Context, Seen, Status, Subject
from kyccheck.fields import folded
from kyccheck.record import Record
from kyccheck.value import ABSENT, Unclear, as_text, is_blank, is_filled, written


@dataclass(frozen=True, slots=True)
class Check:
    """`kind`: of which kind the e-mail is; `subject`: words that its subject would have."""

    short: ClassVar[str] = "kind"
    kind: str
    subject: str = ""

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return tuple(f"emails[].{name}" for name in ("kind", "subject", "to", "sent_on"))

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        listing = context.list("emails")
        inner = context.inside("emails")
        sent_on, to = inner.look("sent_on"), inner.look("to")
        fine = Answer(Status.PASS, f"{self.kind} e-mail sent")

        def ask(subject: Subject) -> Answer:
            assert isinstance(subject, Case)  # noqa: S101 - e-mails are looked at in cases
            records = listing.get(subject)
            nothing = listing.nothing(subject, records)
            if nothing is not None:
                return nothing._replace(reason=f"no {self.kind} e-mail was sent") if nothing.undecided else nothing
            answers = [
                answer if answer is fine else listing.of_member(place, record, answer)
                for place, record in enumerate(records)
                if (answer := one(record)) is not None
            ]
            order = (Status.PASS, Status.REVIEW, Status.UNKNOWN, Status.FAIL)
            none = Answer(Status.FAIL, f"no {self.kind} e-mail was sent", (Seen(subject, "emails"),))
            return min(answers, key=lambda answer: order.index(answer.status), default=none)

        def one(record: Record) -> Answer | None:
            """The answer for an e-mail that is, or may be, of the kind."""
            kind = record.fields.get("kind", ABSENT)
            told = kind is not ABSENT and not is_blank(kind)
            if told and folded(as_text(kind) or "") != folded(self.kind):
                return None
            title = folded(as_text(record.fields.get("subject")) or "")
            if not told and folded(self.subject or self.kind) not in title:
                return None
            for look in (sent_on, to):
                unusable = look.unusable(record, look.get(record))
                if unusable is not None:
                    return unusable
            day = context.day(sent_on.get(record))
            if isinstance(day, Unclear):
                reason = f'has "{written(sent_on.get(record), 60)}" as day it was sent, which {day.value}'
                return Answer(Status.REVIEW, reason, sent_on.seen(record))
            if day > context.as_of:
                return Answer(Status.FAIL, f"is dated {day}, after the day of this audit", sent_on.seen(record))
            if not told:
                return Answer(Status.REVIEW, f"may be the {self.kind} e-mail; no export says of which kind it is")
            return fine

        def surely(raw: dict[str, Any]) -> Answer | None:
            for email in raw["emails"]:
                if type(email.get("kind")) is str and folded(email["kind"]) == folded(self.kind):
                    day = context.day(email["sent_on"])
                    if is_filled(email["to"]) and not isinstance(day, Unclear) and day <= context.as_of:
                        return fine
            return None

        return Compiled(ask, surely)
