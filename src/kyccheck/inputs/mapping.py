"""A mapping file (kyccheck.yaml): what a portal calls its fields, stages and documents.

fields: {company.registration_number: [br_no, "BR No."]}
stages: {"1038553758": iod_check}
dates: dmy
documents: {csr106: [order form]}
joins: {odb.account_id: company.customer_number}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from pathlib import Path
from typing import Final, Literal, cast

from kyccheck import registry
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.read.limits import Limits
from kyccheck.read.strictyaml import Mapping as Tree
from kyccheck.read.strictyaml import Place, read
from kyccheck.read.typed import build
from kyccheck.records import documents as types_of_documents
from kyccheck.records.fields import folded, sections, unknown_field

FILE_NAME: Final = "kyccheck.yaml"
_CASES: Final = frozenset({"case", "deal"})


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a mapping file says.

    `fields` gives fields more names; `stages` gives stage ids and words a stage; `dates` is the order of day and month
    in 03/04/2026; `documents` are words of file names, by the type that they tell. `joins` says which field of a loose
    record carries the same key as which fields of a case: fields that `kyccheck fields` lists, or columns of the
    export's own (`company.customer_number` is the column "Customer number" of companies).
    """

    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    dates: Literal["dmy", "mdy"] | None = None
    documents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    joins: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """More names of fields, and those of the columns that only serve to join."""
        own = {path: (path.partition(".")[2],) for path in self.own_columns}
        return {**self.fields, **{path: (*names, *self.fields.get(path, ())) for path, names in own.items()}}

    @property
    def own_columns(self) -> tuple[str, ...]:
        """What `joins` names and no case has as a field: columns of the portal's own."""
        named = dict.fromkeys(path for left, rights in self.joins.items() for path in (left, *rights))
        return tuple(path for path in named if _is_own_column(path))

    @property
    def phrases(self) -> tuple[tuple[str, str], ...]:
        """Words of file names, each with the type that it tells."""
        return tuple((phrase, kind) for kind, phrases in self.documents.items() for phrase in phrases)


def load(paths: Iterable[Path], limits: Limits | None = None) -> Mapping:
    """The mapping of all these files together.

    Raises RefusedError, with file and line, for unknown words and for files that contradict each other.
    """
    whole = Mapping()
    for path, name in called(paths).items():
        tree = read(path, name, limits)
        place = getattr(tree, "place", Place(name, 1))
        part = build(Mapping, Tree(place) if tree is None else tree, place, "a mapping file")
        _check(part, tree, place)
        part = replace(part, joins={_field(left): tuple(map(_field, rights)) for left, rights in part.joins.items()})
        whole = _joined(whole, part, name)
    return whole


def called(paths: Iterable[Path]) -> dict[Path, str]:
    """What each of these files is called: by its name, and where that is not its alone, with the folder it lies in."""
    every = list(paths)
    counts = Counter(path.name for path in every)
    return {path: path.name if counts[path.name] == 1 else "/".join(path.absolute().parts[-2:]) for path in every}


def refuse_stage(paths: Iterable[Path], stage: str, message: str) -> RefusedError:
    """The refusal of the meaning that one of these files gives a stage, where it stands."""
    for path, name in called(paths).items():
        stages = (read(path, name) or {}).get("stages")
        if stages and stage in stages:
            return cast("Tree", stages).at(stage).refuse(message)
    return RefusedError(message)


def _check(mapping: Mapping, tree: Tree, place: Place) -> None:
    for path in mapping.fields:
        section, _, name = path.replace("[]", "").partition(".")
        at = tree["fields"].at(path)
        is_own = path.replace("[]", "") in mapping.own_columns
        if section not in sections() or (name not in sections()[section].fields and not is_own):
            raise at.refuse(unknown_field(path))
    _check_joins(mapping, tree)
    for key, path, why in _clashes(mapping):
        raise tree[key].at(path).refuse(why)
    for kind in mapping.documents:
        if kind not in types_of_documents.known():
            hint = registry.allowed(kind, types_of_documents.known())
            raise tree["documents"].at(kind).refuse(f"unknown type of document {kind!r}; {hint}")
    if mapping.dates is None and tree is not None and "dates" in tree:
        raise place.refuse("dates is dmy or mdy")


def _clashes(mapping: Mapping) -> Iterator[tuple[str, str, str]]:
    """Words that would mean two things: the key and the entry where one stands, and what to say of it."""
    names: dict[tuple[str, str], str] = {}
    for path, words in mapping.fields.items():
        for word in words:
            other = names.setdefault((path.partition(".")[0], folded(word)), path)
            if other != path:
                yield "fields", path, f"the name {word!r} would mean two fields: {other} and {path}"
    types: dict[str, str] = {}
    for kind, words in mapping.documents.items():
        for word in words:
            other = types.setdefault(folded(word), kind)
            if other != kind:
                yield "documents", kind, f"the word {word!r} would tell two types of document: {other} and {kind}"


def _field(path: str) -> str:
    """A field by its own name, where it is called by another one: `company.br_number`."""
    section, _, name = path.partition(".")
    for known in sections()[section].fields.values():
        names = (known.name, *(other for others in known.names.values() for other in others))
        if folded(name) in map(folded, names):
            return f"{section}.{known.name}"
    return path


def _is_own_column(path: str) -> bool:
    section, _, name = path.partition(".")
    return section in sections() and name not in sections()[section].fields


def _check_joins(mapping: Mapping, tree: Tree) -> None:
    for left, rights in mapping.joins.items():
        at = tree["joins"].at(left)
        for path in (left, *rights):
            section, dot, name = path.partition(".")
            if section not in sections():
                raise at.refuse(f"unknown section in {path!r}; {registry.allowed(section, tuple(sections()))}")
            if not dot or not folded(name):
                raise at.refuse(f"{path!r} names no field; write it as odb.account_id")
        if left.partition(".")[0] in _CASES:
            raise at.refuse(f"{left!r} is of a deal or ticket: write the record that belongs to it first")
        if any(right.partition(".")[0] == left.partition(".")[0] for right in rights):
            raise at.refuse(f"{left!r} is joined with its own section; name a field of what it belongs to")


def _joined(one: Mapping, other: Mapping, name: str) -> Mapping:
    for stage, meaning in other.stages.items():
        if one.stages.get(stage, meaning) != meaning:
            raise RefusedError(f"stage {stage!r} means {meaning!r} here and {one.stages[stage]!r} elsewhere", name)
    if one.dates and other.dates and one.dates != other.dates:
        raise RefusedError(f"dates are {other.dates} here and {one.dates} elsewhere", name)
    fields = {path: (*one.fields.get(path, ()), *names) for path, names in other.fields.items()}
    kinds = {kind: (*one.documents.get(kind, ()), *phrases) for kind, phrases in other.documents.items()}
    joins = {left: tuple(dict.fromkeys((*one.joins.get(left, ()), *rights))) for left, rights in other.joins.items()}
    whole = replace(
        one,
        fields={**one.fields, **{path.replace("[]", ""): names for path, names in fields.items()}},
        stages={**one.stages, **other.stages},
        dates=one.dates or other.dates,
        documents={**one.documents, **kinds},
        joins={**one.joins, **joins},
    )
    for _, _, why in _clashes(whole):
        raise RefusedError(why, name)
    return whole
