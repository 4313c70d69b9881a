"""Whether a text that is there can hardly be what its field holds: a number for a name, a bare "yes" for feedback.

It is no placeholder that everybody knows, so it is for a person to judge, and never fails by itself. Only what is plain
is told: any word may be a name, and 12345678 the number of a company.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from kyccheck.asking.answer import Answer, Status, Subject
from kyccheck.asking.look import Look
from kyccheck.checks._openings import ANYBODY, BARE, NOBODY, NOT_GIVEN, UNDONE
from kyccheck.checks._writer import Writer
from kyccheck.checks.matches import judge_of
from kyccheck.late import pattern
from kyccheck.values.day import Unclear, as_day
from kyccheck.values.value import as_text, clean
from kyccheck.values.written import written

_BARE: Final = rf"(?i:{'|'.join(BARE)})"
_AN_ADDRESS: Final = r"(?:\S{1,64}@\S{1,200}|(?i:https?)://\S*)"
_UNDONE: Final = rf"(?i:still )?(?i:{'|'.join(UNDONE)})(?i: (?:by|from|with|to)(?: the)? \w+)?"
_UNSAID: Final = rf"(?:{_BARE}|{_UNDONE})\W*\Z"
_SAID: Final = pattern(rf"(?!{_UNSAID})(?!(?i:https?)://\S*\Z).*", re.DOTALL)
_A_PLACE: Final = r"(?!(?i:n|tb[acd]|x+|test|none|localhost)?[:/])[^\s/]*[^\W_][^\s/]*/\W*\w"
"""Of a link what stands behind its scheme: a host that is one, and a path that says something."""
_PLACED: Final = pattern(rf"(?!{_UNSAID})(?!(?i:https?)://(?!{_A_PLACE})\S*\s*\Z).*", re.DOTALL)
_ANYBODY: Final = rf"(?i:the\s+)?(?i:{'|'.join(ANYBODY)})"
_NAMED: Final = pattern(rf"(?!{_BARE}\W*\Z)(?!{_AN_ADDRESS}\Z)(?!{_ANYBODY}\Z).*[^\W\d_].*", re.DOTALL)
_NOBODY: Final = rf"[\W\d_]*(?:(?i:{'|'.join(NOBODY)})(?![^\W\d_])[\W\d_]*)+(?:(?<=@)\S*)?"
"""Words that name nobody, and nothing else: also as a mailbox (legal@cedarvale.ae)."""
_A_PERSON: Final = pattern(rf"(?!{_BARE}\W*\Z)(?!{_ANYBODY}\Z)(?!{_NOBODY}\Z).*[^\W\d_].*", re.DOTALL)
_NOT_GIVEN: Final = pattern(rf"\b(?i:{'|'.join(NOT_GIVEN)})\b|\?[\s)]*\Z|拒[绝絕]|不同意|不批准|[未待][签簽批审審]")
_BARE_BUT_NORWAY: Final = rf"(?i:{'|'.join(word for word in BARE if word != 'no')})"
_A_COUNTRY: Final = pattern(rf"(?!{_BARE_BUT_NORWAY}\W*\Z)(?!{_AN_ADDRESS}\Z)(?!{_ANYBODY}\Z).*[^\W\d_].*", re.DOTALL)
_NUMBERED: Final = rf"(?=.*\d)(?!{_AN_ADDRESS}\Z)(?!\d{{4}}-\d\d-\d\d\Z)(?!(\d)\1{{5,}}\Z)[^+-].*"
_SHAPES: Final = {
    "text": (_SAID, "says next to nothing"),
    "place": (_PLACED, "says next to nothing"),
    "name": (_NAMED, "does not read like a name"),
    "address": (_NAMED, "does not read like an address"),
    "country": (_A_COUNTRY, "does not read like a country"),
    "id": (pattern(_NUMBERED, re.DOTALL), "does not read like a number that was given to it"),
    "number": (pattern(r".*\d.*", re.DOTALL), "is not a number"),
    "money": (pattern(r".*\d.*", re.DOTALL), "is not an amount"),
    "url": (pattern(r".*[^\W_]\.[^\W\d_].*|[a-z]+://[^\s/].*", re.DOTALL), "is not the address of a page"),
}
"""By the type of a field: how nearly everything is written that it may hold, and what to say of the rest.

A "place" is said in words, or by a link to something on a host.
"""

_PLAIN: Final = {
    "text": "OPEN[{0}[:3]]",
    "place": "OPEN[{0}[:3]]",
    **dict.fromkeys(("name", "address", "country"), "(OPEN[{0}[:3]] and '@' not in {0})"),
    "id": "({0}[:2] in NUMBERED and {0}.isdecimal())",
}
"""By the type of a field, in code: that what stands there begins as nearly everything does that it may hold."""

Hardly = Callable[[str], str]
"""Why a text can hardly be it; "" where it can."""


@cache
def hardly(kind: str) -> Hardly | None:
    """The function that says why a text is implausible in a field of this type; None where any text is plausible."""
    if kind == "person":
        return _no_signer
    if kind in _SHAPES:
        shape, why = _SHAPES[kind]
        return lambda text: "" if shape.fullmatch(clean(text)) else why
    if kind in ("email", "phone"):
        judge = judge_of(kind)
        return lambda text: (judge(text) or (None, ""))[1]
    if kind == "date":
        return _no_day
    return None


def likely(writer: Writer, path: str, kind: str) -> str:
    """An expression: whether text stands at a path that says something, and can be what a field of that type holds."""
    tells = hardly(kind)
    if tells is None:
        return writer.filled(path)
    value = writer.value(path)
    closely = f"(is_filled({value}) and not {writer.bind(tells, 'tells')}({value}))"
    plain = f"{_PLAIN[kind].format(value)} or " if kind in _PLAIN else ""
    return f"(type({value}) is str and ({plain}{closely}))"


def odd(subject: Subject, look: Look, value: object, kind: str = "") -> Answer | None:
    """The answer where a value that is there can hardly be what its field holds, else None."""
    text, tells = as_text(value), hardly(kind or look.type)
    why = tells(text) if tells and text is not None else ""
    if not why:
        return None
    reason = f'{look.who}has "{written(value, 60)}" as {look.what}, which {why}: is it the real one?'
    return Answer(Status.REVIEW, reason, look.seen(subject))


@lru_cache(maxsize=4096)
def is_given(signer: str) -> bool:
    """Whether no word beside a name says that nothing was given, such as "Mei Tan - declined" or "pending"."""
    return _NOT_GIVEN.search(signer) is None


def _no_signer(text: str) -> str:
    """Why a text hardly says who signed; by an e-mail address somebody may be named as well."""
    if not _A_PERSON.fullmatch(clean(text)):
        return "does not say who it was"
    return "" if is_given(text) else "does not say that it was given"


def _no_day(text: str) -> str:
    day = as_day(text)
    return day.value if isinstance(day, Unclear) and day is not Unclear.AMBIGUOUS else ""
