"""What a document is: told by its type, or by its file name, from the table in documents.yaml."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from typing import Any, Final

from kyccheck.dataclass import dataclass
from kyccheck.records.fields import folded
from kyccheck.records.record import Record
from kyccheck.shipped import shipped
from kyccheck.values.value import as_text

FILE_FIELDS: Final = ("name", "path", "url", "sha256")
"""Fields of a document that name its file."""

_ANSWER: Final = r"^ *({})[ _:]"


@dataclass(frozen=True, slots=True)
class Table:
    """The table, ready: titles by type, the kinds that a given type or the words of a file name mean.

    `not_with` are words, by kind, beside which a file name that tells the kind means another thing.
    """

    titles: dict[str, str]
    types: dict[str, tuple[str, ...]]
    files: tuple[tuple[str, tuple[str, ...]], ...]
    not_real: tuple[str, ...]
    not_with: dict[tuple[str, ...], tuple[str, ...]]
    answers: tuple[str, ...]
    endings: frozenset[str]


@cache
def table() -> Table:
    """The table of documents.yaml."""
    tree = shipped("records/documents.yaml")
    not_real, answers = tuple(tree.pop("not_real")), tuple(tree.pop("answers"))
    endings = frozenset(tree.pop("endings"))
    not_with: dict[tuple[str, ...], tuple[str, ...]] = {}
    titles: dict[str, str] = {}
    types: dict[str, tuple[str, ...]] = {}
    names: list[tuple[str, tuple[str, ...]]] = []
    for kind, about in _rows(tree):
        titles[kind[-1]] = about["title"]
        types |= dict.fromkeys((folded(kind[-1]), *(folded(word) for word in about["types"])), kind)
        names += [(word, kind) for word in about["files"]]
        not_with[kind] = (*not_with.get(kind[:1], ()), *about.get("not_with", ()))
    files = tuple(sorted(names, key=lambda row: -len(row[0])))
    return Table(titles, types, files, not_real, not_with, answers, endings)


def _rows(tree: dict[str, Any]) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    rows: list[tuple[tuple[str, ...], dict[str, Any]]] = []
    for kind, about in tree.items():
        rows.append(((kind,), about))
        rows.extend(((kind, subtype), more) for subtype, more in about.get("subtypes", {}).items())
    return rows


def known() -> tuple[str, ...]:
    """Every type and subtype that a checklist may name."""
    return tuple(table().titles)


def title(kind: str) -> str:
    """What a type is called in a sentence."""
    return table().titles[kind]


def kinds(record: Record) -> tuple[str, ...]:
    """What a document is, widest first: ("identity", "br"), ("sof",), or nothing where nobody tells."""
    told = record.fields.get("kind")
    return told if isinstance(told, tuple) else ()


def tell(fields: dict[str, object], more: tuple[tuple[str, str], ...] = ()) -> tuple[str, ...]:
    """What a document with these fields is; `more` are words of file names and their types, from a mapping file."""
    return _told(
        as_text(fields.get("type")) or "", as_text(fields.get("subtype")) or "", as_text(fields.get("name")) or "", more
    )


@lru_cache(maxsize=4096)
def tell_by_type(kind: object, subtype: object) -> tuple[str, ...] | None:
    """What a document with this type is; None where its type does not tell, so that its name might."""
    if not isinstance(kind, str) or not (subtype is None or isinstance(subtype, str)):
        return None
    told = _told(kind, subtype or "", "", ())
    return None if not subtype and told in _parted() else told or None


@lru_cache(maxsize=4096)
def _told(kind: str, subtype: str, name: str, more: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    types = table().types
    by_type = types.get(folded(kind), ())
    by_subtype = types.get(folded(subtype), ())
    if by_subtype[: len(by_type)] == by_type and by_subtype:
        return by_subtype
    if by_type:
        by_name = _by_name(name, more) if not subtype and by_type in _parted() else ()
        return by_name if by_name[:1] == by_type else by_type
    return () if kind else _by_name(name, more)


@cache
def _parted() -> frozenset[tuple[str, ...]]:
    """The types that have subtypes: a name may tell which one."""
    return frozenset(kind[:1] for kind in table().types.values() if len(kind) > 1)


@lru_cache(maxsize=4096)
def belies(name: str) -> str:
    """The word of a file name that says that it is not the real thing ("template"), or ""."""
    words = _words(_stem(name))
    for word in table().not_real:
        if f" {word} " in words or (word in words and not word.isascii()):  # Chinese has no blanks between words
            return word
    if (match := re.match(_answer(), name.casefold())) and _answers(match, _words(_stem(name[match.end() :]))):
        return match[1]
    told = [kind for phrase, kind in table().files if f" {phrase} " in words]
    return next((word for kind in told for word in table().not_with[kind] if f" {word} " in words), "")


def may_belie(names: str) -> bool:
    """Whether one of several file names may say that it is not the real thing: told at once, and seldom in vain."""
    return not names.isascii() or _may_belie(names.encode("ascii").translate(None, b"0123456789"))


@lru_cache(maxsize=4096)
def _may_belie(names: bytes) -> bool:
    """The same of names without digits: then those of many cases are the same."""
    return _not_real_anywhere().search(names.lower()) is not None


@cache
def _not_real_anywhere() -> re.Pattern[bytes]:
    first = {word.partition(" ")[0] for word in (*table().not_real, *chain(*table().not_with.values()))}
    words = "|".join(re.escape(word) for word in sorted(first) if word.isascii())
    return re.compile(f"{words}|(?m:{_answer()})".encode("ascii"))


@cache
def _answer() -> str:
    return _ANSWER.format("|".join(table().answers))


def _answers(match: re.Match[str], rest: str) -> bool:
    """Whether a name begins as an answer does: where no mark and no document follows, a company may be called Re."""
    following = (*table().answers, *(phrase for phrase, _ in table().files))
    return not match[0].endswith(" ") or rest.startswith(tuple(f" {phrase} " for phrase in following))


def _by_name(name: str, more: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The type that a file name tells; nothing where it tells two, or says that it is not the real thing."""
    stem = _stem(name)
    ending = name[len(stem) + 1 :].casefold()
    if belies(name) or (ending and ending not in table().endings):
        return ()
    words = _words(stem)
    for phrase, kind in more:
        if f" {_words(phrase).strip()} " in words:
            return table().types[folded(kind)]
    found: list[tuple[str, ...]] = []
    for phrase, row in table().files:
        if f" {phrase} " in words:
            found.append(row)
            words = words.replace(f" {phrase} ", "  ")
    return found[0] if len(set(found)) == 1 else ()


def _stem(name: str) -> str:
    """A file name without its ending: at most five letters or digits behind the last point, with a letter."""
    stem, point, ending = name.rpartition(".")
    is_ending = bool(point) and 1 < len(ending) <= 5 and ending.isalnum() and not ending.isdigit()
    return stem if is_ending else name


def _words(name: str) -> str:
    """A file name as words between blanks: "CSR-106_v2" is " csr 106 v 2 "."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=\d)(?=[A-Za-z])|(?<=[A-Z])(?=\d)", " ", name)
    joined = re.sub(r"[\W_]+", " ", parted)
    return f" {joined.casefold().strip()} "
