"""An earlier report, read back: of this version of the tool or an older one, which may lack members."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import NoneType
from typing import Any, Final

from kyccheck.audit.verdict import Verdict
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.files import legible
from kyccheck.read.strictjson import NotStrictError, parse_report

NAME: Final = "kyccheck/1"
_VERDICTS: Final = frozenset(Verdict)


@dataclass(slots=True)
class Basis:
    """What an audit rests on: all of its JSON report but the cases; `sha256` is that of the report's file."""

    head: Mapping[str, Any]
    sha256: str = ""
    name: str = ""
    _items: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    _checklists: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index what is noted of checklists."""
        for one in _dicts(self.head.get("checklists")):
            checklist = str(one.get("id", ""))
            self._checklists[checklist] = one
            known = one.get("items")
            for item, about in known.items() if isinstance(known, dict) else ():
                if isinstance(about, dict):
                    self._items[checklist, item] = about

    @property
    def as_of(self) -> date:
        """The day of the audit."""
        return date.fromisoformat(self.head["as_of"])

    @property
    def version(self) -> str:
        """The version of the tool."""
        tool = self.head.get("tool")
        return str(tool.get("version", "")) if isinstance(tool, dict) else ""

    def checklist(self, word: str) -> dict[str, Any]:
        """A checklist that was used, or {}."""
        return self._checklists.get(word, {})

    @property
    def checklists(self) -> dict[str, dict[str, Any]]:
        """The checklists that were used, by their ids."""
        return self._checklists

    def item(self, checklist: str, item: str) -> dict[str, Any]:
        """What is noted of an item, or {}: older reports note nothing."""
        return self._items.get((checklist, item), {})

    def sections(self, case: str) -> dict[str, str] | None:
        """The digests of what a case held, or None where they were not noted."""
        noted = self.head.get("data")
        found = noted.get(case) if isinstance(noted, dict) else None
        return found if isinstance(found, dict) else None

    def files(self) -> dict[str, str]:
        """The digests of the inputs, by their names."""
        return {str(one.get("path")): str(one.get("sha256") or "") for one in _dicts(self.head.get("inputs"))}

    def leaves_out(self, case: str = "", checklist: str = "", item: str = "") -> str:
        """The option by which the audit was asked for others than this one, or "": older reports tell none."""
        options = self.head.get("options")
        for option, name, word in (
            ("--case", "cases", case),
            ("-c", "checklists", checklist),
            ("--item", "items", item),
        ):
            asked = options.get(name) if isinstance(options, dict) else None
            if word and isinstance(asked, list) and asked and word not in asked:
                return option
        return ""

    @property
    def is_complete(self) -> bool:
        """Whether everything given could be used."""
        return not self.head.get("problems")


@dataclass(frozen=True)
class Earlier:
    """A report that was read: what it rests on, and its cases."""

    basis: Basis
    document: dict[str, Any]

    @cached_property
    def cases(self) -> list[dict[str, Any]]:
        """Its cases, each with the members that a comparison looks at."""
        return [_whole_case(case) for case in self.document["cases"]]

    @cached_property
    def open_since(self) -> dict[tuple[str, str, str], date]:
        """Since when findings of it are known to be open, by case, checklist and item: what it took over itself."""
        changes = self.document.get("changes")
        found = _dicts(changes.get("findings")) if isinstance(changes, dict) else []
        return {
            (one["case"], one["checklist"], one["item"]): day
            for one in found
            if one.get("change") in ("new", "open") and (day := _day(one.get("since"))) is not None
        }


def read(path: Path) -> Earlier:
    """A JSON report from a file.

    Raises RefusedError for a file that is not there, is no JSON, or is not a report of an audit.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        why = "there is no such report; the first audit is run without it: kyccheck audit PATH... -o last.json"
        raise RefusedError(why, str(path)) from None
    except OSError as error:
        raise RefusedError(f"cannot be read: {error.strerror or error}", str(path)) from None
    try:
        document = parse_report(content)
    except NotStrictError as error:
        raise RefusedError(f"is damaged: {error}", str(path)) from None
    except (ValueError, RecursionError):
        raise RefusedError("is not JSON; give the report that -o last.json writes", str(path)) from None
    return of_document(document, hashlib.sha256(content).hexdigest(), legible(path.name), str(path))


def of_document(document: Any, sha256: str = "", name: str = "", where: str = "") -> Earlier:
    """A JSON report that was decoded. Raises RefusedError for what is none."""
    kind = document.get("report") if isinstance(document, dict) else None
    if kind != NAME:
        said = f"is a report of another kind ({kind!r})" if isinstance(kind, str) else "is not a report of an audit"
        raise RefusedError(f"{said}; give the JSON of kyccheck audit ({NAME!r})", where)
    if _day(document.get("as_of")) is None:
        raise RefusedError("does not say the day of its audit (as_of)", where)
    cases = document.get("cases")
    if not isinstance(cases, list) or not all(map(_is_case, cases)):
        raise RefusedError("is damaged: its cases cannot be read", where)
    head = {key: value for key, value in document.items() if key != "cases"}
    off = next((key for key, is_so in _SHAPES.items() if key in head and not is_so(head[key])), "")
    if off:
        raise RefusedError(f"is damaged: its {off} cannot be read", where)
    return Earlier(Basis(head, sha256, name), document)


def _are_files(value: Any) -> bool:
    """Whether these are entries of files or checklists, each with its name and digest, or of problems."""
    texts = ("path", "id", "sha256", "message")
    return isinstance(value, list) and all(
        isinstance(one, dict) and all(isinstance(one.get(key), (str, NoneType)) for key in texts) for one in value
    )


def _are_options(value: Any) -> bool:
    """Whether this is what an audit was asked for: lists of words, and single ones."""
    if not isinstance(value, dict):
        return value is None
    lists = [value.get(name) or [] for name in ("cases", "checklists", "items")]
    texts = [value.get(name) or "" for name in ("at", "encoding")]
    words = [word for one in lists if isinstance(one, list) for word in one]
    return all(isinstance(one, list) for one in lists) and all(isinstance(word, str) for word in (*texts, *words))


def _are_changes(value: Any) -> bool:
    findings = value.get("findings", []) if isinstance(value, dict) else value
    if findings is None:
        return value is None
    return isinstance(findings, list) and all(
        isinstance(one, dict) and all(isinstance(one.get(key), str) for key in ("case", "checklist", "item"))
        for one in findings
    )


_SHAPES: Final[dict[str, Callable[[Any], bool]]] = {
    **dict.fromkeys(("inputs", "checklists", "decisions", "problems", "mappings"), _are_files),
    "options": _are_options,
    "changes": _are_changes,
    **dict.fromkeys(("tool", "summary", "data"), lambda value: isinstance(value, (dict, NoneType))),
}
"""What the members of a report beside its cases must be, where it has them."""


def _is_case(case: Any) -> bool:
    if not isinstance(case, dict) or not isinstance(case.get("id"), str) or case.get("verdict") not in _VERDICTS:
        return False
    results = case.get("results")
    return isinstance(results, list) and all(
        isinstance(result, dict)
        and all(isinstance(result.get(key), str) for key in ("item", "status"))
        and isinstance(result.get("checklist", ""), str)
        for result in results
    )


def _whole_case(case: dict[str, Any]) -> dict[str, Any]:
    results = [{**_RESULT, **result} for result in case["results"]]
    return {"title": "", "stage": None, "bypassed": [], **case, "results": results}


_RESULT: Final[dict[str, Any]] = {
    "checklist": "", "title": "", "owner": "", "reason": "", "evidence": [], "waiver": None, "attestation": None,
    "fingerprint": None,
}  # fmt: skip


def _dicts(value: Any) -> Iterable[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
