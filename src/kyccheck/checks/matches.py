"""Pass when a field is written as it should be.

    matches: {field: company.website, format: url}
    matches: {field: email, format: email}              # inside each
    matches: {field: csr.registration_number, pattern: "[0-9]{8}"}

Formats: email, phone, url, date, and consent: a yes in words, with more behind it ("Approved with annual review") if
nothing of that doubts or takes it back. A pattern is a regular expression for the whole value, of at most 200
characters; one that could take for ever (a repeat within a repeat, a reference back) is refused. Blank fails, absent is
unknown, an ambiguous date or a number that a spreadsheet has damaged (8.52E+10) is for a person to judge.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Literal

from kyccheck.asking.answer import Answer, Status, Subject
from kyccheck.asking.context import Context
from kyccheck.checks import Compiled
from kyccheck.checks._pattern import compiled
from kyccheck.checks._writer import Sure, Writer, filled, passing
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.late import pattern
from kyccheck.values.day import Unclear
from kyccheck.values.value import as_text, is_filled
from kyccheck.values.written import written


@dataclass(frozen=True, slots=True)
class Check:
    """`field`: what to look at; `format` or `pattern`: how it should be written."""

    field: str
    format: Literal["email", "phone", "url", "date", "consent"] | None = None
    pattern: str | None = None

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return (self.field,)

    def compile(self, context: Context) -> Compiled:
        """The question as a function."""
        if (self.format is None) == (self.pattern is None):
            raise RefusedError("matches takes either a format or a pattern")
        look, get = context.look(self.field), context.look(self.field).get
        judge = _dates(context) if self.format == "date" else _judge(self.format, self.pattern)
        fine = Answer(Status.PASS, f"is written as {_called(self.format)}")

        def ask(subject: Subject) -> Answer:
            value = get(subject)
            if type(value) is str and is_filled(value) and judge(value) is None:
                return fine
            unusable = look.unusable(subject, value)
            if unusable is not None:
                return unusable
            verdict = judge(as_text(value) or "")
            if verdict is None:
                return fine
            status, why = verdict
            reason = f'{look.who}has "{written(value, 60)}" as {look.what}, which {why}'
            return Answer(status, reason, look.seen(subject))

        def surely(writer: Writer) -> Sure:
            value, plain = writer.value(look.path), _PLAIN.get(self.format or "")
            is_fine = writer.bind(plain.fullmatch if plain else lambda text: judge(text) is None, "is_fine")
            first = f"{writer.bind(_PLAIN_PHONE.fullmatch, 'is_phone')}({value}) or " if self.format == "phone" else ""
            return passing(f"{filled(value)} and bool({first}{is_fine}({value}))", fine)

        return Compiled(ask, surely)


Verdict = tuple[Status, str] | None
"""None where a text is fine, else the status and why."""


def _called(name: str | None) -> str:
    return _NAMES.get(name or "", "it should be")


_NAMES: Final = {
    "email": "an e-mail address",
    "phone": "a telephone number",
    "url": "a web address",
    "date": "a date",
    "consent": "a yes",
}


def _judge(name: str | None, pattern: str | None) -> Callable[[str], Verdict]:
    if pattern is not None:
        expression = compiled(pattern)
        off: Verdict = (Status.FAIL, f"does not match {pattern}")
        return lambda text: None if len(text) <= 1000 and expression.fullmatch(text) else off
    return judge_of(name or "")


def judge_of(name: str) -> Callable[[str], Verdict]:
    """What says of a text whether it is written as an "email", "phone", "url" or "consent"."""
    judges: dict[str, Callable[[str], Verdict]] = {"email": _email, "phone": _phone, "url": _url, "consent": _consent}
    return judges[name]


_EMAIL: Final = pattern(r"[^\s@<>(),;:\"\[\]\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]")


_PLAIN: Final = {
    "email": pattern(
        r"(?=.{6,64}\Z)[A-Za-z0-9]++(?:[._%+-][A-Za-z0-9]++)*+@(?:[A-Za-z0-9]++(?:-[A-Za-z0-9]++)*+\.)++[A-Za-z]{2,24}"
    ),
    "phone": pattern(r"\+?(?!(\d)(?:[ -]?\1)*\Z)(?!\d{4}-\d\d-)(?!.*0(?:[ -]?0){6}\Z)\d(?:[ -]?\d){5,16}", re.ASCII),
}
"""How nearly all of them are written: told at once to be fine."""
_PLAIN_PHONE: Final = pattern(r"\+(\d) ?(?!\1)\d{1,5} ?\d{3,5} ?\d{3,5}(?<!0)", re.ASCII)
"""How most of those are: its first two digits differ, and the last one is no nought."""


def _email(text: str) -> Verdict:
    return None if _PLAIN["email"].fullmatch(text) else _odd_email(text)


@lru_cache(maxsize=4096)
def _odd_email(text: str) -> Verdict:
    folded = _LINK.sub("", unicodedata.normalize("NFKC", text.strip()))
    several = re.split(r"\s*[;,]\s*", folded)
    if len(several) > 1 and len(folded) <= _MOST and all(map(_EMAIL.fullmatch, several)):
        return (Status.REVIEW, "names several e-mail addresses")
    fine = len(folded) <= 254 and _EMAIL.fullmatch(folded) and ".." not in folded and not folded.startswith(".")
    if not fine or ".@" in folded:
        return (Status.FAIL, "is not an e-mail address")
    if any(_mixes_alphabets(word) for word in _WORD.findall(folded)):
        return (Status.REVIEW, "has letters of two alphabets in one word, which look alike")
    return None


_LINK: Final = pattern(r"^mailto: ?", re.IGNORECASE)
"""What a spreadsheet writes before an address that it has made a link of."""
_MOST: Final = 1000
_WORD: Final = pattern(r"[^\W\d_]+")
_ALPHABETS: Final = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def _mixes_alphabets(word: str) -> bool:
    """Whether a word is written with letters of two alphabets that are taken for one another."""
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return len(names.intersection(_ALPHABETS)) > 1


_SCIENTIFIC: Final = pattern(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_PHONE: Final = pattern(
    r"(?:tel\.?:? ?)?\+?[\d\s().\-/\u2010-\u2015]+(?:(?:x|ext\.?|extension|#) ?\d{1,6})?", re.IGNORECASE
)
_DAY: Final = pattern(r"(?:19|20|99)\d\d-[01]\d-[0-3]\d", re.ASCII)


def _phone(text: str) -> Verdict:
    return None if _PLAIN["phone"].fullmatch(text) else _odd_phone(text)


@lru_cache(maxsize=4096)
def _odd_phone(text: str) -> Verdict:
    folded = unicodedata.normalize("NFKC", text.strip()).lstrip("'")
    if _SCIENTIFIC.fullmatch(folded):
        return (Status.REVIEW, "looks damaged by Excel: type the number again as text")
    number = re.split(r"x|ext|#", folded, maxsplit=1, flags=re.IGNORECASE)[0]
    digits = [character for character in number if character.isdigit()]
    if not _PHONE.fullmatch(folded) or not 6 <= len(digits) <= 17:
        return (Status.FAIL, "is not a telephone number")
    if len(set(digits)) == 1:
        return (Status.FAIL, "is only one digit repeated")
    if digits[-7:] == ["0"] * 7:
        return (Status.FAIL, "has only noughts where the number should be")
    if _DAY.fullmatch(folded):
        return (Status.REVIEW, "looks like a date")
    return None


_URL: Final = pattern(r"(?:https?://)?(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,}(?::\d{1,5})?(?:[/?#]\S*)?")


@lru_cache(maxsize=4096)
def _url(text: str) -> Verdict:
    fine = len(text) <= 2000 and _URL.fullmatch(text.strip())
    return None if fine else (Status.FAIL, "is not a web address")


def _consent(text: str) -> Verdict:
    from kyccheck.checks._consent import says_yes

    return None if says_yes(text.strip()) else (Status.FAIL, "is not a plain yes")


def _dates(context: Context) -> Callable[[str], Verdict]:
    def judge(text: str) -> Verdict:
        day = context.day(text)
        if not isinstance(day, Unclear):
            return None
        return (Status.FAIL if day is Unclear.NONE else Status.REVIEW, day.value)

    return judge
