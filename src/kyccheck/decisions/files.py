"""Files of decisions, read strictly: YAML with `attestations:` and `waivers:`, and filled workbooks.

    attestations:
      - {case: "9876543210", item: "1c", answer: pass, by: Ada Lam, on: 2026-11-20, evidence: "BR copy, page 1",
         valid_for: 90d, fingerprint: 0f3c…}
    waivers:
      - {case: "9876543210", item: "7", reason: PO follows, requested_by: Sam Ho, approved_by: Mei Tan,
         approved_on: 2026-11-01, expires: 2026-11-30, ref: IOD-77}

Either may say `checklist:`, `note:` and `kind:` (deal or ticket, where both may bear the id), an attestation also
`sha256:`, the digest of the file that `evidence` names. A YAML file is refused whole, with file and line; of a
workbook each row by itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

from kyccheck import registry
from kyccheck.checklist.model import Checklist, Item
from kyccheck.dataclass import dataclass
from kyccheck.decisions.filled import Filled, answers_of
from kyccheck.decisions.model import Attestation, Decision, Decisions, File, Waiver
from kyccheck.decisions.people import is_person, same_person
from kyccheck.errors import RefusedError
from kyccheck.files import legible
from kyccheck.read.limits import LIMITS, Limits
from kyccheck.read.strictyaml import Mapping, Place, parse
from kyccheck.read.strictyaml import Sequence as Tree
from kyccheck.read.typed import build
from kyccheck.values.value import is_filled

_KEYS: Final = ("attestations", "waivers")
_SHA256: Final = re.compile(r"[0-9a-fA-F]{64}")
_SAME: Final = (
    "who asks for a waiver cannot approve it: another person must. Where it is another one, and the two names could be "
    "one person's, write the approver's name in full"
)
_D = TypeVar("_D", Attestation, Waiver)


@dataclass(frozen=True, slots=True)
class Known:
    """What decisions may be about: the checklists in use, and those that are shipped beside them."""

    in_use: Sequence[Checklist]
    shipped: Sequence[Checklist] = ()

    def resolved(self, one: _D) -> _D:
        """A decision with the checklist that its item is of. Raises RefusedError, with file and line."""
        checklists = [made for made in (*self.in_use, *self.shipped) if one.checklist in ("", made.id)]
        if not checklists:
            ids = tuple(dict.fromkeys(made.id for made in (*self.in_use, *self.shipped)))
            raise one.place.refuse(f"unknown checklist {one.checklist!r}; {registry.allowed(one.checklist, ids)}")
        having = [made for made in checklists if _item_of(made, one.item)]
        first = [made for made in having if made in self.in_use] or having
        if not first:
            items = tuple(dict.fromkeys(item.id for made in checklists for item in made.walk()))
            raise one.place.refuse(f"no checklist has the item {one.item!r}; {registry.allowed(one.item, items)}")
        ids = tuple(dict.fromkeys(made.id for made in first))
        if len(ids) > 1:
            raise one.place.refuse(
                f"item {one.item!r} stands in {' and '.join(ids)}: add checklist: {ids[0]}, or which"
            )
        path = _item_of(first[0], one.item)
        if isinstance(one, Waiver) and not all(item.waivable for item in path):
            raise one.place.refuse(f"item {one.item!r} of {ids[0]} cannot be waived (waivable: false)")
        return replace(one, checklist=ids[0])


def _item_of(checklist: Checklist, word: str) -> tuple[Item, ...]:
    """The item of an id, behind those above it; nothing where there is none."""

    def below(items: Iterable[Item], above: tuple[Item, ...]) -> tuple[Item, ...]:
        for item in items:
            if item.id == word:
                return (*above, item)
            if found := below(item.items, (*above, item)):
                return found
        return ()

    return below(checklist.items, ())


AtHand = Callable[[str], Path | None]
"""What finds the file that evidence names among those at hand."""


def read(
    paths: Iterable[Path], known: Known, at_hand: AtHand = lambda _: None, limits: Limits | None = None
) -> Decisions:
    """The decisions of these files.

    Raises RefusedError, with file and line, for unknown words, for an item that no checklist has or that cannot be
    waived, for what is missing, and where two of them contradict each other.
    """
    files: list[File] = []
    found: list[Decision] = []
    seen: set[str] = set()
    for path in paths:
        content = contents(path, limits or LIMITS)
        digest = hashlib.sha256(content).hexdigest()
        if digest in seen:  # one file may be given as both kinds
            continue
        seen.add(digest)
        label = _label(path, files)
        if is_book(content):
            filled = read_book(path, label, known)
            files.append(File(label, digest, tuple(row.notice() for row in filled.refused)))
            found += filled.taken
        else:
            decisions = read_yaml(content, label, known, limits)
            files.append(File(label, digest))
            found += [_held_against(one, path.parent, at_hand) for one in decisions]
    _refuse_contradictions(found)
    return Decisions.of(files, found)


def contents(path: Path, limits: Limits = LIMITS) -> bytes:
    """The bytes of a file of decisions. Raises RefusedError."""
    try:
        with path.open("rb") as handle:
            opening = handle.read(4)
            return opening + (handle.read() if is_book(opening) else handle.read(limits.yaml_bytes))
    except OSError as error:
        raise RefusedError(f"cannot be read: {error.strerror}", str(path)) from None


def is_book(content: bytes) -> bool:
    """Whether a file of decisions is a filled workbook, as it begins."""
    return content.startswith(b"PK\x03\x04")


def _label(path: Path, files: list[File]) -> str:
    """What reports call a file: its name, with as many folders as tell it from the others."""
    taken = {file.path for file in files}
    parts = path.absolute().parts
    names = (legible("/".join(parts[-depth:]).lstrip("/")) for depth in range(1, len(parts) + 1))
    return next((name for name in names if name not in taken), legible(str(path)))


def read_yaml(content: bytes, label: str, known: Known, limits: Limits | None = None) -> list[Decision]:
    """The decisions of a YAML text. Raises RefusedError."""
    tree = parse(content, label, limits)
    place = getattr(tree, "place", Place(label, 1))
    if not isinstance(tree, Mapping) or not tree:
        raise place.refuse("holds no decisions; it should have attestations: or waivers:, each a list")
    found: list[Decision] = []
    for key, members in tree.items():
        if key not in _KEYS:
            raise tree.at(key).refuse(f"unknown key {key!r}; {registry.allowed(key, _KEYS)}")
        if members is not None and not isinstance(members, Tree):
            raise tree.at(key).refuse(f"{key} must be a list, each entry behind a dash")
        for member, line in zip(members or (), members.lines if members else (), strict=True):
            at = getattr(member, "place", Place(label, line))
            found.append(_one(Waiver, member, at, known) if key == "waivers" else _one(Attestation, member, at, known))
    return found


def _one(kind: type[_D], tree: Any, place: Place, known: Known) -> _D:
    one = build(kind, tree, place, "an attestation" if kind is Attestation else "a waiver")
    needed = ("case", "item", "evidence") if isinstance(one, Attestation) else ("case", "item", "reason")
    for name in needed:
        if not (is_filled(getattr(one, name)) or (name in ("case", "item") and getattr(one, name).strip())):
            raise tree.at(name).refuse(f"{name!r} says nothing")
    for name in ("by",) if isinstance(one, Attestation) else ("requested_by", "approved_by"):
        if not is_person(getattr(one, name)):
            raise tree.at(name).refuse(f"{name!r} names nobody: write the person's name in full")
    if isinstance(one, Waiver):
        _refuse_waiver(one, tree)
    elif one.sha256 and not _SHA256.fullmatch(one.sha256):
        raise tree.at("sha256").refuse(
            "'sha256' is not valid: it has 64 digits and letters from a to f (sha256sum FILE)"
        )
    return known.resolved(one)


def _refuse_waiver(one: Waiver, tree: Mapping) -> None:
    if same_person(one.approved_by, one.requested_by):
        raise tree.at("approved_by").refuse(_SAME)
    if one.approved_on > one.expires:
        raise tree.at("expires").refuse(f"the waiver expires ({one.expires}) before it is approved ({one.approved_on})")


def read_book(path: Path, label: str, known: Known) -> Filled:
    """The answers of a filled workbook, for items that a checklist has. Raises RefusedError for a workbook without."""
    filled = answers_of(path, label)
    taken, refused = [], list(filled.refused)
    for one, row in zip(filled.taken, filled.rows, strict=True):
        try:
            taken.append((known.resolved(one), row))
        except RefusedError as error:
            refused.append(row.refuse(error.message))
    return Filled(tuple(one for one, _ in taken), tuple(row for _, row in taken), tuple(refused))


def _held_against(one: Decision, folder: Path, at_hand: AtHand) -> Decision:
    """An attestation, with what the file that it names as evidence says against it."""
    if isinstance(one, Waiver) or not one.sha256:
        return one
    path = folder / one.evidence
    try:
        file = path if path.is_file() else at_hand(one.evidence)
        if file is None:
            return one
        with file.open("rb") as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
    except (OSError, ValueError):
        return replace(one, refuted=f"its evidence {one.evidence} cannot be read")
    if digest == one.sha256.casefold():
        return one
    return replace(one, refuted=f"its evidence {one.evidence} is not the file that was looked at (another sha256)")


def _refuse_contradictions(decisions: Iterable[Decision]) -> None:
    """Refuse two decisions for one item that say two things on the same day."""
    seen: dict[tuple[object, ...], Decision] = {}
    for one in decisions:
        key, says = _told(one)
        for kind in (one.kind,) if one.kind else ("deal", "ticket"):
            first = seen.setdefault((*key, kind), one)
            if _told(first)[1] != says:
                where = f"{first.place.file}:{first.place.line}"
                raise one.place.refuse(
                    f"item {one.item!r} of case {one.case} is decided on twice, in two ways; see {where}"
                )


def _told(one: Decision) -> tuple[tuple[object, ...], object]:
    if isinstance(one, Waiver):
        return (Waiver, one.case, one.checklist, one.item, one.approved_on), replace(one, note="", kind=None)
    return (Attestation, one.case, one.checklist, one.item, one.on), one.answer
