"""Pass when the customer's risk rating is signed off by somebody in the right role.

    signed_off: CEO
    signed_off: {role: [CEO, Chief Executive Officer]}

There must be a rating, a name, one of the roles, and a day that is neither after the as-of day nor before the day of
the assessment (where that is exported: else the rating may have changed since). A decision that says no is no sign-off;
one that says neither yes nor no is for a person to judge, and so are a signer who is a contact of the customer, a name
beside which it says that nobody has signed ("Mei Tan - declined", "awaiting Mei Tan"), one of the roles beside others
("Founder & CEO"), and a rating that is neither low, medium nor high, in any usual writing ("Low risk", "Medium - High",
"H"), or is still to be chosen ("Low / Medium / High"). The full stops of a role ("C.E.O."), and commas and brackets in
it ("CEO, Kounted" for "CEO Kounted"), do not matter. Blank fails, absent is unknown.
"""

import re
from typing import ClassVar

from kyccheck.asking.answer import Answer, Status, Subject, of_case, worst
from kyccheck.asking.context import Context
from kyccheck.asking.look import Look
from kyccheck.checks import Ask
from kyccheck.checks._consent import says_yes
from kyccheck.checks._hardly import odd
from kyccheck.checks._of_customer import READS as CONTACTS
from kyccheck.checks._of_customer import of_customer
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.records.fields import folded
from kyccheck.values.day import Unclear
from kyccheck.values.value import ABSENT, as_text, as_truth, is_blank
from kyccheck.values.written import written

_FIELDS = ("rating", "signed_off_by", "signed_off_role", "signed_off_on")
_YES = frozenset({"approved", "approve", "accepted", "accept", "signed off", "agreed", "ok", "proceed"})
_NO = frozenset({"rejected", "reject", "declined", "decline", "refused", "denied", "not approved", "not signed off"})
_RATINGS = {
    **dict.fromkeys(("low", "l"), 1),
    **dict.fromkeys(("medium", "med", "mid", "moderate", "standard", "normal", "m"), 2),
    **dict.fromkeys(("elevated", "high", "h"), 3),
}
"""How high a rating is."""
_SEVERAL = re.compile(r"[&/+]|\band\b", re.IGNORECASE)
"""Between the roles of one person: "Founder & CEO"."""
_PARTED = re.compile(r"[^\w\s–—-]")
"""Between two ratings, a mark that makes no range of them: "Low / Medium / High" are those to choose from."""
_RATINGS_IN_CHINESE = re.compile("(?:客[户戶])?(?:风险|風險)?[:： ]*[低中高](?:等?[级級]?)?(?:风险|風險)?")
_BESIDE_A_RATING = frozenset({"risk", "risks", "rating", "rated", "level", "score", "customer", "client", "overall"})
_BETWEEN_RATINGS = frozenset({"to", "very", "extra", "r", "tier", "category", "class", "is", "grade"})


@dataclass(frozen=True, slots=True)
class Check:
    """`role`: the roles of which one must have signed."""

    short: ClassVar[str] = "role"
    role: tuple[str, ...]

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return (*(f"risk.{name}" for name in (*_FIELDS, "assessed_on", "decision")), *CONTACTS)

    def spare(self) -> tuple[str, ...]:
        """Of these, what it can do without: what only ever speaks against it."""
        return ("risk.assessed_on", "risk.decision", *CONTACTS)

    def compile(self, context: Context) -> Ask:
        """The question as a function."""
        if not all(map(folded, self.role or ("",))):
            raise RefusedError("signed_off names no role, or a blank one, so nobody could sign")
        if context.section:
            raise RefusedError(f"signed_off looks at a whole case, and cannot be asked inside {context.section}")
        return _Asking(self.role, context).ask


class _Asking:
    """The question, compiled."""

    def __init__(self, roles: tuple[str, ...], context: Context) -> None:
        self._context = context
        self._looks = {name: context.look(f"risk.{name}") for name in (*_FIELDS, "assessed_on", "decision")}
        self._roles = frozenset(map(_spelled, roles))
        self._called = " or ".join(roles)
        self._fine = Answer(Status.PASS, f"signed off by {self._called}")

    def ask(self, subject: Subject) -> Answer:
        """What each field says against it: what another one lacks does not hide that."""
        looks = self._looks
        told = (
            self._lacking(subject, "rating") or _rated(subject, looks["rating"]),
            self._lacking(subject, "signed_off_by") or _named(subject, looks["signed_off_by"]),
            self._lacking(subject, "signed_off_role") or self._by_role(subject),
            self._lacking(subject, "signed_off_on") or _dated(subject, looks, self._context),
            _decided(subject, looks),
        )
        off = [answer for answer in told if answer is not None]
        return worst(off) if off else self._fine

    def _lacking(self, subject: Subject, name: str) -> Answer | None:
        look = self._looks[name]
        return look.unusable(subject, look.get(subject))

    def _by_role(self, subject: Subject) -> Answer | None:
        look = self._looks["signed_off_role"]
        value = look.get(subject)
        role = as_text(value) or ""
        if _spelled(role) in self._roles:
            return None
        said, seen = f'it is signed off as "{written(value, 60)}"', look.seen(subject)
        if not self._roles.isdisjoint(map(_spelled, _SEVERAL.split(role))):
            return Answer(Status.REVIEW, f"{said}: does that hold one of the roles that count?", seen)
        return Answer(Status.FAIL, f"{said}, not by {self._called}", seen)


def _spelled(role: str) -> str:
    """A role as it is compared: the marks that stand for nothing are out; "?" and "/" say something, and stay."""
    return folded(re.sub(r"[,()]", " ", role.replace(".", "")))


def _named(subject: Subject, look: Look) -> Answer | None:
    """What is off with who signed: it must be somebody, and nobody of the customer."""
    value = look.get(subject)
    case = of_case(subject)
    doubt = odd(case, look, value, "person")
    return doubt or of_customer(case, f"{look.who}{look.what}", value, look.seen(case))


def _rated(subject: Subject, look: Look) -> Answer | None:
    """What is off with the rating: it must say how high the risk is, and nothing else but numbers beside it."""
    value = look.get(subject)
    text = as_text(value) or ""
    words = {word for word in re.findall(r"[^\W_]+", folded(text)) if not word.isdigit()}
    said = words - _BESIDE_A_RATING - _BETWEEN_RATINGS
    if (said and said <= _RATINGS.keys() and _is_chosen(folded(text))) or _RATINGS_IN_CHINESE.fullmatch(text):
        return None
    reason = f'the risk rating "{written(value, 60)}" is neither low, medium nor high'
    return Answer(Status.REVIEW, reason, look.seen(subject))


def _is_chosen(text: str) -> bool:
    """Whether a text of ratings is one of them, or goes from one to the next ("Medium - High"), and asks nothing."""
    found = [word for word in re.finditer(r"[^\W_]+", text) if word[0] in _RATINGS]
    heights = {_RATINGS[word[0]] for word in found}
    between = text[found[0].end() : found[-1].start()]
    is_range = max(heights) - min(heights) == 1 and not _PARTED.search(between)
    return "?" not in text and (len(heights) == 1 or is_range)


def _dated(subject: Subject, looks: dict[str, Look], context: Context) -> Answer | None:
    """What is off with the day of the signature, by itself and beside that of the assessment."""
    look, assessed = looks["signed_off_on"], looks["assessed_on"]
    value, before = look.get(subject), assessed.get(subject)
    day = context.day(value)
    if isinstance(day, Unclear):
        reason = f'{look.who}{look.what} "{written(value, 60)}" {day.value}'
        return Answer(Status.REVIEW, reason, look.seen(subject))
    if day > context.as_of:
        return Answer(Status.FAIL, f"it is signed off on {day}, after the day of this audit", look.seen(subject))
    if before is ABSENT or is_blank(before):
        return None
    seen = (*look.seen(subject), *assessed.seen(subject))
    since = context.day(before)
    if isinstance(since, Unclear):
        return Answer(Status.REVIEW, f'{assessed.who}{assessed.what} "{written(before, 60)}" {since.value}', seen)
    if day < since:
        return Answer(Status.FAIL, f"it was signed off on {day}, before it was assessed on {since}", seen)
    return None


def _decided(subject: Subject, looks: dict[str, Look]) -> Answer | None:
    """What a decision says against the signature; none given says nothing against it."""
    look = looks["decision"]
    value = look.get(subject)
    if value is ABSENT or is_blank(value):
        return None
    word, truth = folded(as_text(value) or ""), as_truth(value)
    if truth is True or word in _YES or says_yes(as_text(value) or ""):
        return None
    seen = look.seen(subject)
    if truth is False or word in _NO:
        return Answer(Status.FAIL, f'the decision on the customer is "{written(value, 60)}"', seen)
    return Answer(Status.REVIEW, f'the decision "{written(value, 60)}" says neither yes nor no', seen)
