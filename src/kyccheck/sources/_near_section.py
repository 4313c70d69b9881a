"""Names that are nearly a section's ("Approvals 2", "Copy of Contacts"): what stands there was surely meant.

Nothing is guessed of it: it is not read, and that is a problem. Any other sheet or key may hold what its people like.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final, NamedTuple

from kyccheck import registry
from kyccheck.records.fields import NATIVE, folded, section_names, sections
from kyccheck.records.names import WRAPPER, plain_names
from kyccheck.sources._native_header import is_of, own_fields

_WORD: Final = re.compile(r"[^\W\d_]+")
_BESIDE: Final = frozenset({
    *("copy", "copies", "kopie", "of", "old", "new", "more", "further", "other", "additional", "final", "backup"),
    *("part", "page", "continued", "version", "v", "no", "the", "副本"),
})  # fmt: skip
_A_TABLE: Final = "virtual_numbers"
"""The field that people give a sheet of its own."""

_SLIP: Final = 0.8
"""So like each other are a name and its misspelling; "notes" and "quotes" (0.73) are two words."""


class _Likeness(NamedTuple):
    section: str
    ratio: float


def near_section(name: str, titles: tuple[str, ...]) -> str:
    """The section that the name of a sheet or key nearly says, or "".

    A slip of the pen counts with one of the section's titles ("contract" is a word of its own), a faint likeness with
    all that tells the section.
    """
    likeness = _likeness(name)
    if likeness is None:
        return ""
    if likeness.ratio < _SLIP:
        return likeness.section if is_of(titles, likeness.section) else ""
    return likeness.section if likeness.ratio == 1 or own_fields(titles, likeness.section) else ""


@lru_cache(maxsize=1024)
def _likeness(name: str) -> _Likeness | None:
    """The section that a name is like: wholly so, but for numbers, "copy" and the like, or in part."""
    known, said = section_names(), folded(name[:60])
    bare = _bare(name)
    if meant := known.get(bare) or ("odb" if plain_names().field("odb", NATIVE, bare) == _A_TABLE else ""):
        return _Likeness(meant, 1)
    near = registry.nearest(said, tuple(known))
    if near is None:
        return None
    import difflib

    return _Likeness(known[near], difflib.SequenceMatcher(None, near, said).ratio())


def _bare(name: str) -> str:
    """A name without numbers, "copy" and the like: "Approvals (2)" is "approvals"."""
    return " ".join(word for word in _WORD.findall(folded(name[:60])) if word not in _BESIDE)


def unread(said: str, name: str, section: str = "") -> str:
    """What to say of a sheet or key that is no section, with the nearest right word."""
    near = f"did you mean {section!r}?" if section else registry.allowed(name, tuple(sections()))
    return f"{said} is not a section, and was not read; {near}"


def held_by(value: Any) -> tuple[int, tuple[str, ...]]:
    """How many records a value of JSON would be, and the keys of the first; (0, ()) where it holds none."""
    if isinstance(value, dict) and isinstance(value.get(WRAPPER), list):
        value = value[WRAPPER]
    members = value if isinstance(value, list) else [value] if isinstance(value, dict) and value else []
    first = next((member for member in members if isinstance(member, dict)), {})
    return len(members), tuple(first)
