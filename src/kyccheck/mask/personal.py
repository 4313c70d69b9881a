"""What of a case is personal data, and where it stands again in a text that is reported.

What is personal is told by the field: all that is not known to be harmless (a date, a stage, a currency) is; and so is
what stands in a harmless one and does not read as what that holds (harmless.py). A value is found again whole, cut,
spelled otherwise, and by one of its words or numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from kyccheck.mask.harmless import IsStage, reads_as
from kyccheck.records.fields import sections
from kyccheck.values.value import as_text

Pseudonym = Callable[[str, str], str]
"""Gives what stands for a value: of its text, and its kind."""
Instead = Callable[[str], str]
"""Gives what stands for a pseudonym until a text is masked."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HARMLESS_TYPES: Final = frozenset({"date", "money", "number", "flag", "stage", "country"})
_HARMLESS: Final = _words(
    "id kind type subtype pipeline stage status currency team rating score decision role buying_role "
    "industry tags solution_type payment_terms signed_off_role contact_id plan quantity term add_ons "
    "channels country region"
)
"""Names of fields that say nothing of a person, wherever they stand (the last word of a path)."""
_KINDS: Final = {"name": "name", "email": "email", "phone": "phone", "address": "address", "id": "number"}
_GENERIC: Final = _words(
    "a an and any are as at be but by can for from has have in is it its no not of on one or other same "
    "than that the this to two was were which with without co company corp corporation gmbh group holding "
    "holdings inc international limited llc ltd plc pte pty sa sarl sdn bhd srl trading road rd street st "
    "avenue ave lane drive floor fl flat unit room rm block building tower centre center central house "
    "district north south east west hong kong city mr mrs ms dr name phone email e-mail address number "
    "com net org www http https pdf doc docx png jpg jpeg file deal ticket contact contacts document "
    "documents value field blank missing date day yes true false none na tbc tbd pass fail review unknown "
    "waived answered until signed identity registration expired"
)
"""Words that tell nobody apart, and that reasons are written with."""
_NOTHING: Final = frozenset(
    {"", "n/a", "na", "tbc", "tbd", "tba", "none", "nil", "yes", "no", "true", "false", "-", "x"}
)

WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MAYBE_ESCAPED: Final = re.compile(rf"(\\?)({WORD.pattern})")
_ESCAPE: Final = re.compile(r"x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[abfnrtv]")
_MAIL: Final = re.compile(r"[^\s<>\"'(),;:=\[\]]+@[^\s<>\"'(),;\[\]]+")
_DIGITS: Final = re.compile(r"\+?\d(?:[ \-().\/]{0,2}\d){3,}")
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST: Final = 0xF0000  # private use: stands for a pseudonym until all is replaced
_OURS: Final = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + 0xFFFD)}]")
_SHORT: Final = 3
"""What has no more letters or digits stands in too many words and numbers to be looked for inside of them."""
_CUTS: Final = (200, 199, 80, 79, 60, 59, 40, 39)
"""Where reasons and pages cut long values."""


def personal_texts(section: str, name: str, value: object, is_stage: IsStage) -> Iterator[tuple[str, str]]:
    """The personal texts of a field, each with its kind."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from personal_texts(section, key, inner, is_stage)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from personal_texts(section, name, one, is_stage)
    elif not isinstance(value, bool) and (text := as_text(value)):
        kind = kind_of_value(f"{section}.{name}", value, is_stage)
        if kind:
            yield kind, text


def kind_of_value(path: str, value: object, is_stage: IsStage) -> str:
    """The kind of personal data that a value of a field is, or "" where it is none."""
    kind = kind_of(path)
    if kind:
        return kind
    section, _, name = re.sub(r"\[\d*\]", "", path).partition(".")
    about = sections()[section].fields.get(name) if section in sections() else None
    return "" if reads_as(name.rpartition(".")[2], about.type if about else "", value, is_stage) else "text"


@lru_cache(maxsize=4096)
def kind_of(path: str) -> str:
    """The kind of personal data that a field holds ("email"), or "" where it holds none."""
    path = re.sub(r"\[\d*\]", "", path)
    section, _, name = path.partition(".")
    last = name.rpartition(".")[2]
    if not name:
        return "text"  # a whole record, by what it is called
    about = sections()[section].fields.get(name) if section in sections() else None
    if last in _HARMLESS or (about is not None and about.type in _HARMLESS_TYPES):
        return ""
    return _KINDS.get(about.type, "text") if about is not None else "text"


def says_nothing(text: str) -> bool:
    """Whether a value is blank, a placeholder or a yes or no, which tells nobody apart."""
    return text.strip().casefold() in _NOTHING


def is_generic(text: str) -> bool:
    """Whether a text is a word that tells nobody apart."""
    return text.casefold() in _GENERIC


class Values:
    """The personal values of one case, and what stands for each; `places` masks files and sheets that text names."""

    def __init__(self, pseudonym: Pseudonym, places: Callable[[str, Instead], str] = lambda text, _: text) -> None:
        self._pseudonym = pseudonym
        self._places = places
        self._whole: dict[str, tuple[str, str]] = {}
        self._words: dict[str, tuple[str, str]] = {}
        self._digits: set[str] = set()
        self._kept: set[str] = set()
        self._ordered: list[str] | None = None
        self._naming: list[str] = []  # those of them that name a place, which would be torn by masking that first

    def keep(self, text: str) -> None:
        """Note something that must stay as it is: an id."""
        self._kept.add(text)

    def add(self, text: str, kind: str) -> None:
        """Note a personal value, and what it is made of."""
        text = text.strip()
        if says_nothing(text) or text in self._kept:
            return
        self._note(text, kind)
        instead = (text, kind)  # made into a pseudonym where it stands in something: few do
        words = [_folded(word) for word in WORD.findall(text)]
        joined = words if text.isascii() else [_folded(word) for word in WORD.findall(_without_marks(text))]
        named = [word for word in joined if word not in _GENERIC]
        beside_numbers = ["".join(run) for is_number, run in groupby(named, str.isdecimal) if not is_number]
        for squeezed in ("".join(joined), "".join(named), *beside_numbers):
            if len(squeezed) > _SHORT and squeezed not in _GENERIC:
                self._words.setdefault(squeezed, instead)
        for word in dict.fromkeys((*words, *joined)):
            if len(word) > 1 and word not in _GENERIC and not word.isdecimal():
                self._words.setdefault(word, (word, "word"))
        for digits in [_bare(text), *(_bare(found) for found in _DIGITS.findall(text))]:
            if len(digits) > _SHORT and digits not in self._kept:
                self._digits.add(digits)

    def add_whole(self, text: str, kind: str) -> None:
        """Note what a person wrote: it goes where it stands whole, and none of its words elsewhere.

        What is too short to be looked for so goes as a word.
        """
        text = text.strip()
        if len(text) <= _SHORT:
            self.add(text, kind)
        elif not says_nothing(text) and text not in self._kept:
            self._note(text, kind)

    def _note(self, text: str, kind: str) -> None:
        """Note a value as it may stand in a text, whole or cut."""
        self._ordered = None
        for form in {text, " ".join(text.split()), *(text[:cut] for cut in _CUTS if len(text) > cut)}:
            if len(form) > _SHORT and form.casefold() not in _GENERIC:
                self._whole.setdefault(form, (text, kind))

    def text(self, text: str) -> str:
        """Text with every personal value masked: whole values first, the longest first; then words and numbers."""
        made: list[str] = []

        def instead(pseudonym: str) -> str:
            made.append(pseudonym)
            return chr(_FIRST + len(made) - 1)

        text = _OURS.sub("?", text)
        if self._ordered is None:
            self._ordered = sorted(self._whole, key=len, reverse=True)
            self._naming = [value for value in self._ordered if self._places(value, str) != value]
        text = self._without(self._naming, text, instead)
        text = self._places(text, instead)
        text = self._without(self._ordered, text, instead)
        text = _MAIL.sub(lambda found: instead(self._pseudonym(found[0], "email")), text)
        text = _DIGITS.sub(lambda found: self._number(found[0], instead), text)
        text = _MAYBE_ESCAPED.sub(lambda found: self._escaped(found[1], found[2], instead), text)
        return _OURS.sub(lambda found: made[ord(found[0]) - _FIRST], text)

    def _without(self, values: list[str], text: str, instead: Instead) -> str:
        for value in values:
            if value in text:
                text = text.replace(value, instead(self._pseudonym(*self._whole[value])))
        return text

    def _number(self, text: str, instead: Instead) -> str:
        day = _ISO_DAY.match(text)
        if day:  # a day stays, whatever is written behind it
            rest = text[day.end() :]
            return day[0] + _DIGITS.sub(lambda found: self._number(found[0], instead), rest)
        if text in self._kept:
            return text
        digits = _bare(text)
        is_known = any(digits in known or known in digits for known in self._digits)
        return instead(self._pseudonym(digits, "number")) if is_known or text.startswith("+") else text

    def _escaped(self, slash: str, text: str, instead: Instead) -> str:
        """A word, masked, that may begin with the letters of an escape: a list is reported as JSON."""
        masked = self._word(text, instead)
        escape = _ESCAPE.match(text) if slash and masked == text else None
        return slash + (escape[0] + self._word(text[escape.end() :], instead) if escape else masked)

    def _word(self, text: str, instead: Instead) -> str:
        if text in self._kept:
            return text
        folded = _folded(text)
        known = self._words.get(folded)
        if known is None and not text.isascii() and any(unicodedata.category(one)[0] == "L" for one in text):
            known = (folded, "word")  # reasons are written in English: this is from an export
        return instead(self._pseudonym(*known)) if known else text


def _bare(text: str) -> str:
    return "".join(str(unicodedata.decimal(one)) for one in text if one.isdecimal())


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """A word as the forms compare it: without capitals and accents."""
    return _without_marks(word.casefold()).replace("'", "").replace("’", "")


def _without_marks(text: str) -> str:
    """Text without accents, and without what does not show: either would part a word that is one to the forms."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Me", "Cf"))
