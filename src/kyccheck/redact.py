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
from functools import partial
from pathlib import PurePath
from typing import Any, Final

from kyccheck.case import Case
from kyccheck.decided import Attestation, Decision, Decisions
from kyccheck.harmless import IsStage
from kyccheck.personal import WORD, Values, kind_of, kind_of_value, personal_texts, says_nothing
from kyccheck.record import ASKED

_STATIC: Final = frozenset({
    "id", "kind", "stage", "checklist", "item", "title", "asks", "cites", "owner", "due", "status", "passes_when",
    "form", "authority", "instead", "fix", "accepts", "verdict",
})  # fmt: skip
"""Members of an explanation that come from checklists, or name what is explained."""
_QUOTED: Final = re.compile(r"'[^']+'|\"[^\"]+\"")


class Masks:
    """All that is masked in a run, by one key.

    `decisions` are those that are made for its cases; `is_stage` knows the stages of its checklists.
    """

    def __init__(self, key: bytes, decisions: Decisions | None = None, is_stage: IsStage = lambda _: False) -> None:
        self._key = key
        self.decisions = decisions
        self.is_stage = is_stage
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
            f"file-{self._digest(label, 'file')[:8]}{PurePath(label).suffix[:8]}"
            if label not in ("", "-", ASKED)
            else label
        )

    def _digest(self, text: str, about: str) -> str:
        return hmac.new(self._key, f"{about}\0{text}".encode("utf-8", "backslashreplace"), hashlib.sha256).hexdigest()

    def digest(self, content: bytes) -> str:
        """A digest that nobody without the key can try values against."""
        return hmac.new(self._key, content, hashlib.sha256).hexdigest()

    def values(self, case: str) -> Values:
        """The values known of a case; none for one that was never seen."""
        return self._by_case.get(case) or Values(self.pseudonym)

    def collect(self, case: Case) -> Values:
        """Note the personal values of a case."""
        values = self._by_case[case.id] = Values(self.pseudonym)
        values.keep(case.id)
        for text in (case.title, case.owner):
            values.add(text, "text" if text == case.title else "name")
        found = (
            found
            for section, records in case.sections().items()
            for record in records
            for name, value in record.fields.items()
            for found in personal_texts(section, name, value, partial(self._is_stage_of, case))
        )
        for kind, text in (*found, *personal_texts("case", "stage", case.stage, partial(self._is_stage_of, case))):
            values.add(text, kind)
        for decision in _decisions_for(self.decisions, case.id):
            for text in _said_by(decision):
                values.add(text, "name")
        return values

    def _is_stage_of(self, case: Case, text: str) -> bool:
        """Whether text names a stage: of a checklist, or by a meaning that the mapping or an export gives it."""
        return any(self.is_stage(word) for word in case.words(text)) or bool(case.means(text, case.pipeline))

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
            "decisions": [self._notice(one, values) for one in audited["decisions"]],
            "results": type(audited["results"])(self._result(one, values) for one in audited["results"]),
        }

    def _notice(self, one: dict[str, Any], values: Values) -> dict[str, Any]:
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
            evidence=[self._evidence(one, values) for one in result["evidence"]],
            waiver=self._decision(result["waiver"], values),
            attestation=self._decision(result["attestation"], values),
            fingerprint=result["fingerprint"] and self._digest(result["fingerprint"], "fingerprint")[:16],
        )

    def _evidence(self, one: dict[str, Any], values: Values) -> dict[str, Any]:
        """A value that was looked at, masked; where it stands in a file of another name."""
        value, file = one["value"], one["file"]
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            text = value if isinstance(value, str) else str(value)
            known = values.text(text)
            kind = kind_of(one["field"]) or self._kind_of_other(one["field"], value, known)
            value = self._whole(text, kind) if kind else value if known == text else known
        place = one["at"] if one["at"] is None else values.text(one["at"])
        return {**one, "value": value, "file": file and self.file(file), "at": place}

    def _kind_of_other(self, field: str, value: object, masked: str) -> str:
        """The kind of a value in a harmless field. Of a list each member was masked, and a stage is known by now."""
        is_list = isinstance(value, str) and value.startswith("[")
        return "" if is_list else kind_of_value(field, value, lambda text: text == masked)

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
        return text if says_nothing(text) else self.pseudonym(text.strip(), kind)

    def problem(self, text: str) -> str:
        """What could not be used, masked: all that is quoted goes, and the values of a case that it names."""
        text = _QUOTED.sub(lambda found: self.pseudonym(found[0][1:-1], "text"), text)
        for word in WORD.findall(text):
            if word in self._by_case:
                text = self._by_case[word].text(text)
        return Values(self.pseudonym).text(text)

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
            return self._evidence(value, values)
        if isinstance(value, dict):
            return {
                inner: one if inner in _STATIC else self._inside(inner, one, values) for inner, one in value.items()
            }
        return value


def _decisions_for(decisions: Decisions | None, case: str) -> Iterable[Decision]:
    by_item = decisions.by_case.get(case, {}) if decisions else {}
    return [one for those in by_item.values() for one in those]


def _said_by(one: Decision) -> Iterator[str]:
    """The names of a decision."""
    yield from [one.by] if isinstance(one, Attestation) else [one.requested_by, one.approved_by]
