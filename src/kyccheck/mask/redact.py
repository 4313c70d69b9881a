"""Personal data masked: each value becomes a pseudonym that only the holder of a key can make again.

Of each case the personal values are collected, and wherever one of them stands in what is reported of it (a reason, a
note, a title), or a word or number of one, its pseudonym stands instead. The same value and key give the same
pseudonym, so that reports can still be compared. What is personal, and how it is found again, is told in personal.py.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from copy import copy
from functools import partial
from typing import Final

from kyccheck.asking.shown import Audited, ShownAttestation, ShownEvidence, ShownNotice, ShownResult, ShownWaiver
from kyccheck.audit.planned import result_of
from kyccheck.decisions.model import Attestation, Decision, Decisions
from kyccheck.kept.personal_texts import PersonalTexts
from kyccheck.mask.harmless import IsStage, reads_as
from kyccheck.mask.personal import WORD, Values, kind_of, kind_of_value, personal_texts, says_nothing
from kyccheck.mask.places import Places
from kyccheck.records.case import Case
from kyccheck.records.fields import folded, section_names
from kyccheck.records.record import Problem

_QUOTED: Final = re.compile(r"(?<!\w)'(?:[^'\\]|\\.)+'(?!\w)|\"(?:[^\"\\]|\\.)+\"", re.DOTALL)
"""What a message quotes; an apostrophe opens nothing."""
_FIRST: Final = 0x100000  # private use, other than that of the values of a case: stands for what files are called
_OURS: Final = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + 0xFFFD)}]")


class Masks:
    """All that is masked in a run, by one key.

    `decisions` are those that are made for its cases; `is_stage` knows the stages of its checklists; `files` are what
    the files are called that are read.
    """

    def __init__(
        self,
        key: bytes,
        decisions: Decisions | None = None,
        is_stage: IsStage = lambda _: False,
        files: Iterable[str] = (),
    ) -> None:
        self._key = key
        self._is_stage = is_stage
        self.decisions = decisions
        self.noted = PersonalTexts()
        self._by_case: dict[str, Values] = {}
        self.places = Places(self.pseudonym, partial(self._digest, about="file"))
        self.places.know([*files, *(file.path for file in (decisions.files if decisions else ()))])

    def apart(self) -> Masks:
        """The same by the same key, for cases that are masked by somebody else: it notes theirs by itself."""
        masks = copy(self)
        masks.noted = PersonalTexts()
        return masks

    @property
    def name(self) -> str:
        """What tells keys apart without giving them away: 12 hexadecimal digits."""
        return self._digest("kyccheck key", "")[:12]

    def pseudonym(self, text: str, kind: str) -> str:
        """What stands for a value: its kind, and digits that only this key gives. Spelled otherwise it is another."""
        return f"{kind}-{self._digest(text, 'value')[:10]}"

    def file(self, label: str) -> str:
        """What a file is called: its name may be a person's."""
        return self.places.file(label)

    def _digest(self, text: str, about: str) -> str:
        return hmac.new(self._key, f"{about}\0{text}".encode("utf-8", "backslashreplace"), hashlib.sha256).hexdigest()

    def digest(self, content: bytes) -> str:
        """A digest that nobody without the key can try values against."""
        return hmac.new(self._key, content, hashlib.sha256).hexdigest()

    def values(self, case: str) -> Values:
        """The values known of a case that was recalled; of another one those of the decisions on it."""
        return self._by_case.get(case) or self._decided(case)

    def recall(self, cases: AbstractSet[str]) -> None:
        """Have the values of these cases at hand; of two that bear one id those of both: either may be meant."""
        for case, texts in self.noted.of(cases - self._by_case.keys()):
            values = self._by_case.setdefault(case, self.values(case))
            for text, kind in texts:
                values.add(text, kind)

    def _decided(self, case: str) -> Values:
        values = Values(self.pseudonym, self.places.inside)
        values.keep(case)
        for decision in _decisions_for(self.decisions, case):
            for text in _names_in(decision):
                values.add(text, "name")
            for text in _said_in(decision):
                values.add_whole(text, "text")
        return values

    def collect(self, case: Case) -> Values:
        """The personal values of a case, which are noted."""
        values, texts = self._decided(case.id), list(dict.fromkeys(self._texts(case)))
        for text, kind in texts:
            values.add(text, kind)
        self.noted.add(case.id, texts)
        for record in (record for records in case.sections().values() for record in records):
            self.places.know_sheet(record)
        return values

    def _texts(self, case: Case) -> Iterator[tuple[str, str]]:
        """The personal texts of a case, each with its kind."""
        for text in (case.title, case.owner):
            yield text, "text" if text == case.title else "name"
        is_stage = partial(self._is_stage_of, case)
        for section, records in case.sections().items():
            for record in records:
                for name, value in record.fields.items():
                    for kind, text in personal_texts(section, name, value, is_stage):
                        yield text, kind
        for kind, text in personal_texts("case", "stage", case.stage, is_stage):
            yield text, kind

    def _is_stage_of(self, case: Case, text: str) -> bool:
        """Whether text names a stage: of a checklist, or by a meaning that the mapping or an export gives it."""
        return any(self._is_stage(word) for word in case.words(text)) or bool(case.means(text, case.pipeline))

    def after(self, case: Case, audited: Audited) -> Audited:
        """What is reported of a case, masked."""
        values = self.collect(case)
        kept = type(audited["results"])  # the list that knows of what is shared
        masked = kept([self._result(one, values) for one in audited["results"]])
        return {
            **audited,
            "title": self.whole(audited["title"], "text"),
            "owner": self.whole(audited["owner"], "name"),
            "stage_as_read": values.text(audited["stage_as_read"]),
            "notes": [self._note(case, note, values) for note in audited["notes"]],
            "decisions": [self.notice(one, values) for one in audited["decisions"]],
            "results": masked,
        }

    def _note(self, case: Case, note: str, values: Values) -> str:
        """A note, masked: what it quotes of an export stays where it is a stage, an id or a word that many share."""

        def quoted(found: re.Match[str]) -> str:
            text = found[0][1:-1]
            is_known = folded(text) in section_names() or reads_as("stage", "stage", text, is_stage)
            return found[0] if is_known else f"{found[0][0]}{self.whole(text, 'text')}{found[0][0]}"

        is_stage = partial(self._is_stage_of, case)
        return values.text(_QUOTED.sub(quoted, note))

    def notice(self, one: ShownNotice, values: Values) -> ShownNotice:
        """A decision that does not count, masked."""
        return {**one, "path": self.file(one["path"]), "says": values.text(one["says"])}

    def _result(self, result: ShownResult, values: Values) -> ShownResult:
        """A result, masked; the same one where nothing of it is personal, since many cases share it."""
        reason = values.text(result["reason"])
        is_personal = result["evidence"] or result["waiver"] or result["attestation"] or result["fingerprint"]
        if reason == result["reason"] and not is_personal:
            return result
        return result_of(
            result,
            reason=reason,
            evidence=[self.evidence(one, values) for one in result["evidence"]],
            waiver=self.waiver(result["waiver"]),
            attestation=self.attestation(result["attestation"], values),
            fingerprint=result["fingerprint"] and self._digest(result["fingerprint"], "fingerprint")[:16],
        )

    def evidence(self, one: ShownEvidence, values: Values) -> ShownEvidence:
        """A value that was looked at, masked; where it stands in a file of another name."""
        value, file = one["value"], one["file"]
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            text = value if isinstance(value, str) else str(value)
            known = values.text(text)
            kind = kind_of(one["field"]) or self._kind_of_other(one["field"], value, known)
            value = self.whole(text, kind) if kind else value if known == text else known
        return {**one, "value": value, "file": file and self.file(file), "at": one["at"] and self.at(one["at"], values)}

    def at(self, place: str, values: Values) -> str:
        """Where something of a case stands, masked."""
        told = self.places.at(place)
        return told if told != place else values.text(place)

    def _kind_of_other(self, field: str, value: object, masked: str) -> str:
        """The kind of a value in a harmless field. Of a list each member was masked, and a stage is known by now."""
        is_list = isinstance(value, str) and value.startswith("[")
        return "" if is_list else kind_of_value(field, value, lambda text: text == masked)

    def waiver(self, one: ShownWaiver | None) -> ShownWaiver | None:
        """A waiver, masked: the names, and what a person wrote of it."""
        return one and {
            **one,
            "reason": self.whole(one["reason"], "text"),
            "requested_by": self.whole(one["requested_by"], "name"),
            "approved_by": self.whole(one["approved_by"], "name"),
            "ref": self.whole(one["ref"], "text"),
            "note": self.whole(one["note"], "text"),
            "path": self.file(one["path"]),
        }

    def attestation(self, one: ShownAttestation | None, values: Values) -> ShownAttestation | None:
        """An attestation, masked: the name, and what a person wrote of it."""
        return one and {
            **one,
            "by": self.whole(one["by"], "name"),
            "evidence": self.whole(one["evidence"], "text"),
            "note": self.whole(one["note"], "text"),
            "why_not": one["why_not"] and values.text(one["why_not"]),
            "path": self.file(one["path"]),
        }

    def whole(self, text: str, kind: str) -> str:
        """The pseudonym of a whole value; what is blank or a placeholder says nothing, and stays."""
        return text if says_nothing(text) else self.pseudonym(text.strip(), kind)

    def problem(self, text: str) -> str:
        """What could not be used, masked: all that is quoted goes, and the values of a case that it names."""
        named: list[str] = []

        def instead(pseudonym: str) -> str:
            named.append(pseudonym)
            return chr(_FIRST + len(named) - 1)

        text = self.places.inside(_OURS.sub("?", text), instead)
        text = _QUOTED.sub(lambda found: found[0] if _OURS.fullmatch(found[0][1:-1]) else self._quoted(found[0]), text)
        for word in WORD.findall(text):
            if word in self._by_case:
                text = self._by_case[word].text(text)
        text = Values(self.pseudonym).text(text)
        return _OURS.sub(lambda found: named[ord(found[0]) - _FIRST], text)

    def _quoted(self, text: str) -> str:
        return self.pseudonym(text[1:-1], "text")

    def problems(self, found: Iterable[Problem]) -> list[Problem]:
        """The same of problems, with their files and places."""
        found = list(found)
        self.recall({word for one in found for text in (one.message, one.at) for word in WORD.findall(text)})
        return [Problem(self.file(one.path), self.problem(one.message), self.place(one.at)) for one in found]

    def place(self, at: str) -> str:
        """Where something stands that could not be used, masked."""
        told = self.places.at(at)
        return told if told != at else self.problem(at)


def _decisions_for(decisions: Decisions | None, case: str) -> Iterable[Decision]:
    by_item = decisions.by_case.get(case, {}) if decisions else {}
    return [one for those in by_item.values() for one in those]


def _names_in(one: Decision) -> Iterator[str]:
    yield from [one.by] if isinstance(one, Attestation) else [one.requested_by, one.approved_by]


def _said_in(one: Decision) -> Iterator[str]:
    """What a person wrote of a decision."""
    yield from [one.evidence, one.note] if isinstance(one, Attestation) else [one.reason, one.ref, one.note]
