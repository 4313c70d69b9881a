"""Personal data masked: each value becomes a pseudonym that only the holder of a key can make again.

What is personal is told by the field: all that is not known to be harmless (a date, a stage, a currency) is. Of each
case the values are collected, and wherever one of them stands in what is reported of it (a reason, a note, a title),
or a word or number of one, its pseudonym stands instead. The same value and key give the same pseudonym, so that
reports can still be compared.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePath
from typing import Any, Final

from kyccheck.case import Case
from kyccheck.decided import Attestation, Decision, Decisions
from kyccheck.fields import sections
from kyccheck.value import as_text


def _words(text: str) -> frozenset[str]:
    """The words of a text."""
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
_STATIC: Final = _words(
    "id kind stage checklist item title asks cites owner due status passes_when form authority instead "
    "fix accepts verdict"
)
"""Members of an explanation that come from checklists, or name what is explained."""
_NOTHING: Final = frozenset(
    {"", "n/a", "na", "tbc", "tbd", "tba", "none", "nil", "yes", "no", "true", "false", "-", "x"}
)

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MAIL: Final = re.compile(r"[^\s<>\"'(),;:=\[\]]+@[^\s<>\"'(),;\[\]]+")
_DIGITS: Final = re.compile(r"\+?\d(?:[ \-().\/]{0,2}\d){3,}")
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUOTED: Final = re.compile(r"'[^']+'|\"[^\"]+\"")
_FIRST: Final = 0xF0000  # private use: stands for a pseudonym until all is replaced
_OURS: Final = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + 0xFFFD)}]")
_CUTS: Final = (200, 199, 80, 79, 60, 59, 40, 39)
"""Where reasons and pages cut long values."""


class Values:
    """The personal values of one case, and what stands for each."""

    def __init__(self, masks: Masks) -> None:
        self._masks = masks
        self._whole: dict[str, tuple[str, str]] = {}
        self._words: dict[str, tuple[str, str]] = {}
        self._digits: set[str] = set()
        self._kept: set[str] = set()
        self._ordered: list[str] | None = None

    def keep(self, text: str) -> None:
        """Note something that must stay as it is: an id."""
        self._kept.add(text)

    def add(self, text: str, kind: str) -> None:
        """Note a personal value, and what it is made of."""
        text = text.strip()
        if text.casefold() in _NOTHING or text in self._kept:
            return
        self._ordered = None
        instead = (text, kind)  # made into a pseudonym where it stands in something: few do
        for form in {text, " ".join(text.split()), *(text[:cut] for cut in _CUTS if len(text) > cut)}:
            if len(form) > 3 and form.casefold() not in _GENERIC:
                self._whole.setdefault(form, instead)
        words = [_folded(word) for word in _WORD.findall(text)]
        for squeezed in ("".join(words), "".join(word for word in words if word not in _GENERIC)):
            if len(squeezed) > 3 and squeezed not in _GENERIC:
                self._words.setdefault(squeezed, instead)
        for word in words:
            if len(word) > 1 and word not in _GENERIC and not word.isdecimal():
                self._words.setdefault(word, (word, "word"))
        for digits in [_bare(text), *(_bare(found) for found in _DIGITS.findall(text))]:
            if len(digits) > 3 and digits not in self._kept:
                self._digits.add(digits)

    def text(self, text: str) -> str:
        """Text with every personal value masked: whole values first, the longest first; then words and numbers."""
        made: list[str] = []

        def instead(pseudonym: str) -> str:
            made.append(pseudonym)
            return chr(_FIRST + len(made) - 1)

        text = _OURS.sub("?", text)
        if self._ordered is None:
            self._ordered = sorted(self._whole, key=len, reverse=True)
        for value in self._ordered:
            if value in text:
                text = text.replace(value, instead(self._masks.pseudonym(*self._whole[value])))
        text = _MAIL.sub(lambda found: instead(self._masks.pseudonym(found[0], "email")), text)
        text = _DIGITS.sub(lambda found: self._number(found[0], instead), text)
        text = _WORD.sub(lambda found: self._word(found[0], instead), text)
        return _OURS.sub(lambda found: made[ord(found[0]) - _FIRST], text)

    def _number(self, text: str, instead: Any) -> str:
        day = _ISO_DAY.match(text)
        if day:  # a day stays, whatever is written behind it
            rest = text[day.end() :]
            return day[0] + _DIGITS.sub(lambda found: self._number(found[0], instead), rest)
        if text in self._kept:
            return text
        digits = _bare(text)
        is_known = any(digits in known or known in digits for known in self._digits)
        return instead(self._masks.pseudonym(digits, "number")) if is_known or text.startswith("+") else text

    def _word(self, text: str, instead: Any) -> str:
        if text in self._kept:
            return text
        folded = _folded(text)
        known = self._words.get(folded)
        if known is None and not text.isascii() and any(unicodedata.category(one)[0] == "L" for one in text):
            known = (folded, "word")  # reasons are written in English: this is from an export
        return instead(self._masks.pseudonym(*known)) if known else text


class Masks:
    """All that is masked in a run, by one key; `decisions` are those that are made for its cases."""

    def __init__(self, key: bytes, decisions: Decisions | None = None) -> None:
        self._key = key
        self.decisions = decisions
        self._by_case: dict[str, Values] = {}

    @property
    def name(self) -> str:
        """What tells keys apart without giving them away: 12 hexadecimal digits."""
        return self._digest("kyccheck key", "")[:12]

    def pseudonym(self, text: str, kind: str) -> str:
        """What stands for a value: its kind, and digits that only this key gives. Spelled otherwise it is another."""
        return f"{kind}-{self._digest(text, 'value')[:10]}"

    def file(self, label: str) -> str:
        """What a file is called: its name may be a person's."""
        return (
            f"file-{self._digest(label, 'file')[:8]}{PurePath(label).suffix[:8]}" if label not in ("", "-") else label
        )

    def _digest(self, text: str, about: str) -> str:
        return hmac.new(self._key, f"{about}\0{text}".encode("utf-8", "backslashreplace"), hashlib.sha256).hexdigest()

    def digest(self, content: bytes) -> str:
        """A digest that nobody without the key can try values against."""
        return hmac.new(self._key, content, hashlib.sha256).hexdigest()

    def values(self, case: str) -> Values:
        """The values known of a case; none for one that was never seen."""
        return self._by_case.get(case) or Values(self)

    def collect(self, case: Case) -> Values:
        """Note the personal values of a case."""
        values = self._by_case[case.id] = Values(self)
        values.keep(case.id)
        for text in (case.title, case.owner):
            values.add(text, "text" if text == case.title else "name")
        for section, records in case.sections().items():
            for record in records:
                for name, value in record.fields.items():
                    for kind, text in _personal(section, name, value):
                        values.add(text, kind)
        for decision in _decisions_for(self.decisions, case.id):
            for text in _said_by(decision):
                values.add(text, "name")
        return values

    def after(self, case: Case, audited: dict[str, Any]) -> dict[str, Any]:
        """What is reported of a case, masked."""
        return self.audited(self.collect(case), audited)

    def audited(self, values: Values, audited: dict[str, Any]) -> dict[str, Any]:
        """The same, of values that were collected."""
        return {
            **audited,
            "title": self._whole(audited["title"], "text"),
            "owner": self._whole(audited["owner"], "name"),
            "stage_as_read": values.text(audited["stage_as_read"]),
            "notes": [values.text(note) for note in audited["notes"]],
            "decisions": [self.notice(one, values) for one in audited["decisions"]],
            "results": type(audited["results"])(self._result(one, values) for one in audited["results"]),
        }

    def notice(self, one: dict[str, Any], values: Values) -> dict[str, Any]:
        """A decision that does not count, masked."""
        return {**one, "path": self.file(one["path"]), "says": values.text(one["says"])}

    def _result(self, result: dict[str, Any], values: Values) -> dict[str, Any]:
        """A result, masked; the same one where nothing of it is personal, since many cases share it."""
        reason = values.text(result["reason"])
        rest = ("evidence", "waiver", "attestation", "fingerprint")
        if reason == result["reason"] and not any(result[key] for key in rest):
            return result
        return type(result)(
            result,
            reason=reason,
            evidence=[self.evidence(one, values) for one in result["evidence"]],
            waiver=self._decision(result["waiver"], values),
            attestation=self._decision(result["attestation"], values),
            fingerprint=result["fingerprint"] and self._digest(result["fingerprint"], "fingerprint")[:16],
        )

    def evidence(self, one: dict[str, Any], values: Values) -> dict[str, Any]:
        """A value that was looked at, masked; where it stands in a file of another name."""
        value, file = one["value"], one["file"]
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            kind = _kind_of(one["field"])
            text = value if isinstance(value, str) else str(value)
            known = values.text(text)
            value = self._whole(text, kind) if kind else value if known == text else known
        place = one["at"] if one["at"] is None else values.text(one["at"])
        return {**one, "value": value, "file": file and self.file(file), "at": place}

    def _decision(self, one: dict[str, Any] | None, values: Values) -> dict[str, Any] | None:
        if one is None:
            return None
        names: dict[str, Any] = {
            key: self._whole(one[key], "name") for key in ("by", "requested_by", "approved_by") if key in one
        }
        texts = {key: values.text(one[key]) for key in ("reason", "evidence", "note", "ref", "why_not") if one.get(key)}
        return {**one, **texts, **names, "path": self.file(one["path"])}

    def _whole(self, text: str, kind: str) -> str:
        """The pseudonym of a whole value; what is blank or a placeholder says nothing, and stays."""
        return text if text.strip().casefold() in _NOTHING else self.pseudonym(text.strip(), kind)

    def problem(self, text: str) -> str:
        """What could not be used, masked: all that is quoted goes, and the values of a case that it names."""
        text = _QUOTED.sub(lambda found: self.pseudonym(found[0][1:-1], "text"), text)
        for word in _WORD.findall(text):
            if word in self._by_case:
                text = self._by_case[word].text(text)
        return Values(self).text(text)

    def explained(self, case: Case, found: dict[str, Any]) -> dict[str, Any]:
        """An explanation of an item of a case, masked."""
        values = self.collect(case)
        masked = {key: one if key in _STATIC else self._inside(key, one, values) for key, one in found.items()}
        return {**masked, "title": self._whole(found["title"], "text")}

    def _inside(self, key: str, value: Any, values: Values) -> Any:
        """Every text inside plain values, masked: evidence as evidence, values and their normal forms whole."""
        if isinstance(value, str):
            return self._whole(value, "value") if key in ("values", "normal") else values.text(value)
        if isinstance(value, (list, tuple)):
            return [self._inside(key, one, values) for one in value]
        if isinstance(value, dict) and {"field", "value", "file", "at"} <= value.keys():
            return self.evidence(value, values)
        if isinstance(value, dict):
            return {
                inner: one if inner in _STATIC else self._inside(inner, one, values) for inner, one in value.items()
            }
        return value


def _personal(section: str, name: str, value: object) -> Iterator[tuple[str, str]]:
    """The personal texts of a field, each with its kind."""
    kind = _kind_of(f"{section}.{name}")
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _personal(section, key, inner)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _personal(section, name, one)
    elif kind and not isinstance(value, bool) and (text := as_text(value)):
        yield kind, text


@lru_cache(maxsize=4096)
def _kind_of(path: str) -> str:
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


def _decisions_for(decisions: Decisions | None, case: str) -> Iterable[Decision]:
    by_item = decisions.by_case.get(case, {}) if decisions else {}
    return [one for those in by_item.values() for one in those]


def _said_by(one: Decision) -> Iterator[str]:
    """The names of a decision."""
    yield from [one.by] if isinstance(one, Attestation) else [one.requested_by, one.approved_by]


def _bare(text: str) -> str:
    return "".join(str(unicodedata.decimal(one)) for one in text if one.isdecimal())


@lru_cache(maxsize=16_384)
def _folded(word: str) -> str:
    """A word as the forms compare it: without capitals and accents."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one)).replace("'", "").replace("’", "")
