"""Whose a document is, by the holder that it shows."""

from kyccheck.asking.answer import Answer, Status
from kyccheck.asking.look import Look
from kyccheck.forms import Context
from kyccheck.forms.company_name import compare, has_legal_form
from kyccheck.records.case import Case
from kyccheck.records.record import Record
from kyccheck.values.value import ABSENT, as_text, is_filled
from kyccheck.values.written import written


def of_another(case: Case, document: Record, holder: Look, companies: tuple[Look, ...]) -> Answer | None:
    """The answer where a document shows a company as its holder that is by no name one of these; else None.

    A name without a legal form may be a person's, who signs or pays for the company: it tells nothing. Nor does
    anything where none of the companies has a name.
    """
    value = holder.get(document)
    shown = _texts(value)
    names = [(look, name) for look in companies for name in _texts(look.get(case))]
    if not names:
        return None
    others = [one for one in shown if has_legal_form(one) and not any(_is(one, name) for _, name in names)]
    if not others:
        return None
    seen = dict.fromkeys(seen for look, _ in names for seen in look.seen(case))
    reason = f'names "{written(others[0], 80)}" as holder, not "{written(names[0][1], 80)}": whose is it?'
    return Answer(Status.REVIEW, reason, (*holder.seen(document), *seen))


def held(case: Case, document: Record, holder: Look, owner: Look) -> Answer | None:
    """The answer where a document does not show one company as its holder; else None."""
    mine, theirs = holder.get(document), owner.get(case)
    unusable = holder.unusable(document, mine) or owner.unusable(case, theirs)
    if unusable is not None:
        return unusable
    like = compare(as_text(mine) or "", as_text(theirs) or "", Context())
    if like.verdict == "aligned":
        return None
    status = Status.REVIEW if like.verdict == "review" else Status.FAIL
    reason = f'names "{written(mine, 80)}" as holder, not "{written(theirs, 80)}": {like.why}'
    return Answer(status, reason, (*holder.seen(document), *owner.seen(case)))


def _is(one: str, name: str) -> bool:
    return compare(one, name, Context()).verdict == "aligned"


def _texts(value: object) -> list[str]:
    """What a field says, or each member of a list."""
    members = value if isinstance(value, (list, tuple)) else (value,)
    texts = [as_text(member) for member in members if member is not ABSENT]
    return [text for text in texts if text and is_filled(text)]
