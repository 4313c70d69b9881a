"""Pass when a check passes, and no other one speaks against it.

    unless:
      check: {present: [invoice.number, invoice.issued_on]}
      but: {one_of: {field: invoice.status, values: [draft, voided]}}
      otherwise: the bill is a draft or voided

The check must hold by itself: where `but` has nothing to look at, it takes nothing away; where the export does not tell
what was chosen there, this is unknown. What speaks against it counts even where the check lacks what it looks at.
`otherwise` says it in one phrase; with `ask: true` it is a person's to judge, and does not fail, and
only what plainly speaks against it counts.

    unless:
      check: {present: [invoice.number, invoice.issued_on]}
      but: {one_of: {field: invoice.status, values: [draft, voided]}}
      known: {one_of: {field: invoice.status, values: [authorised, paid]}}

A list of bad words is never whole. With `known`, whatever `but` looks at must be good by this check too, where it says
anything (a dash says nothing): what neither speaks against it nor is known to be good is for a person to judge.
"""

from typing import Final

from kyccheck.asking.answer import Answer, Seen, Status, Subject
from kyccheck.asking.context import Context
from kyccheck.asking.look import words
from kyccheck.checks import Compiled, Question
from kyccheck.checks._writer import Sure, Writer
from kyccheck.dataclass import dataclass
from kyccheck.records.case import Case
from kyccheck.records.fields import folded
from kyccheck.values.value import as_text, is_blank
from kyccheck.values.written import written


@dataclass(frozen=True, slots=True)
class Check:
    """`check`: what must hold; `but`: what may not; `known`: what is fine; `otherwise`, `ask`: how it is said."""

    check: Question
    but: Question
    known: Question | None = None
    otherwise: str = ""
    ask: bool = False

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return (*self.check.reads(), *self.spare())

    def spare(self) -> tuple[str, ...]:
        """Of these, what it can do without: what only ever speaks against it."""
        return (*self.but.reads(), *(self.known.reads() if self.known else ()))

    def is_idle(self) -> bool:
        """Whether it may pass where nothing is there: where its check may."""
        return self.check.is_idle()

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        asking = _Asking(self, context)
        return Compiled(asking.ask, asking.surely)


class _Asking:
    """The question, compiled: what must hold, what may not, and what is fine."""

    def __init__(self, check: Check, context: Context) -> None:
        self._check = check
        self._holding = check.check.compile(context)
        self._objecting = check.but.compile(context)
        self._knowing = check.known.compile(context) if check.known else None
        self._paths = check.but.reads()

    def ask(self, subject: Subject) -> Answer:
        answer = self._holding.ask(subject)
        if answer.status is Status.ERROR:
            return answer
        objection = self._objecting.ask(subject)
        if objection.status is Status.PASS:  # however the check stands: what it lacks does not hide this
            is_hidden = self._check.ask and answer.status is not Status.PASS
            return answer if is_hidden else self._against(subject, objection)
        if answer.status is not Status.PASS:
            return answer
        if objection.status is Status.ERROR or (objection.status is Status.REVIEW and not self._check.ask):
            return objection
        shows_nothing = objection.status is Status.UNKNOWN or objection.undecided
        if shows_nothing and (untold := _untold(subject, self._paths)):
            return untold
        if self._knowing is None or self._knowing.ask(subject).status is Status.PASS:
            return answer
        return self._doubt(subject) or answer

    def surely(self, writer: Writer) -> Sure | None:
        sure = self._holding.surely(writer)
        silent = self._silent(writer)
        if sure is None or not silent:
            return None
        return Sure(f"({silent} and {sure.code})", sure.answer, sure.never_fails)

    def _silent(self, writer: Writer) -> str:
        """An expression: whether plainly nothing speaks against it; "" where that cannot be told at a glance."""
        told, spare = [], self._check.spare()
        if self._check.but.kind in _NEED_A_VALUE and not any("[" in path for path in spare):
            told.append(" and ".join(f"{writer.value(path)} is None" for path in spare))
        objection = self._objecting.surely(writer) if self._knowing is None else None
        if objection is not None and (objection.never or not objection.never_fails):
            told.append(objection.never or f"{objection.code} < 0")
        return f"({' or '.join(told)})" if told else ""

    def _against(self, subject: Subject, objection: Answer) -> Answer:
        """What is said where something speaks against it."""
        status = Status.REVIEW if self._check.ask else Status.FAIL
        return Answer(status, self._check.otherwise or objection.reason, self._seen(subject))

    def _doubt(self, subject: Subject) -> Answer | None:
        """What is said of values that nobody knows; None where there are none at all."""
        seen = self._seen(subject)
        said = [
            f'{words(item.field)} is "{written(item.value, 60)}"'
            for one in seen
            for item in one.evidence()
            if not is_blank(item.value) and folded(as_text(item.value) or "?")  # a dash is nothing
        ]
        if not said:
            return None
        whether = self._check.otherwise or "that speaks against it"
        return Answer(Status.REVIEW, f"a person must judge whether {whether}: {', '.join(said)}", seen)

    def _seen(self, subject: Subject) -> tuple[Seen, ...]:
        return tuple(Seen(subject, path) for path in self._paths)


_NEED_A_VALUE: Final = frozenset({"one_of", "compare", "matches"})
"""Kinds that never pass on what is absent or null: there they say nothing against the check."""


def _untold(subject: Subject, paths: tuple[str, ...]) -> Answer | None:
    """The answer where a value is there that could speak against it, and no export given tells what it is."""
    main = subject.first("case") if isinstance(subject, Case) else None
    path = next((path for path in paths if main is not None and path in main.untold), "")
    if not path:
        return None
    reason = f"the export does not tell what was chosen as {words(path)}; add its options"
    return Answer(Status.UNKNOWN, reason, (Seen(subject, path),))
