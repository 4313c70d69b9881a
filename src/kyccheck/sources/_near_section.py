"""Names that are nearly a section's ("Approvals 2", "Copy of Contacts"): what stands there was surely meant.

Nothing is guessed of it: it is not read, and that is a problem. Any other sheet or key may hold what its people like.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from kyccheck import registry
from kyccheck.fields import NATIVE, folded, section_names, sections
from kyccheck.names import WRAPPER, plain_names
from kyccheck.sources._native_header import is_of

_WORD: Final = re.compile(r"[^\W\d_]+")
_BESIDE: Final = frozenset({
    *("copy", "copies", "kopie", "of", "old", "new", "more", "further", "other", "additional", "final", "backup"),
    *("part", "page", "continued", "version", "v", "no", "the", "副本"),
})  # fmt: skip
_A_TABLE: Final = "virtual_numbers"
"""The field that people give a sheet of its own."""

_SURELY: Final = 0.8
"""So like each other are a name and its misspelling; "notes" and "quotes" (0.73) are two words."""


def near_section(name: str, titles: tuple[str, ...]) -> str:
    """The section that the name of a sheet or key nearly says, or ""; a faint likeness counts with its titles alone."""
    surely, faintly = _likenesses(name)
    return surely or (faintly if faintly and is_of(titles, faintly) else "")


@lru_cache(maxsize=1024)
def _likenesses(name: str) -> tuple[str, str]:
    """The section that a name is but for numbers, "copy" or a slip of the pen, and the one that it is only like."""
    known, said = section_names(), folded(name[:60])
    bare = _bare(name)
    if meant := known.get(bare) or ("odb" if plain_names().field("odb", NATIVE, bare) == _A_TABLE else ""):
        return meant, ""
    near = registry.nearest(said, tuple(known))
    if near is None:
        return "", ""
    import difflib

    is_slip = difflib.SequenceMatcher(None, near, said).ratio() >= _SURELY
    return (known[near], "") if is_slip else ("", known[near])


def _bare(name: str) -> str:
    """A name without numbers, "copy" and the like: "Approvals (2)" is "approvals"."""
    return " ".join(word for word in _WORD.findall(folded(name[:60])) if word not in _BESIDE)


def unread(said: str, name: str, section: str = "") -> str:
    """What to say of a sheet or key that is no section, with the nearest right word."""
    near = f"did you mean {section!r}?" if section else registry.allowed(name, tuple(sections()))
    return f"{said} is no section, and was not read; {near}"


def held_by(value: Any) -> tuple[int, tuple[str, ...]]:
    """How many records a value of JSON would be, and the keys of the first; (0, ()) where it holds none."""
    if isinstance(value, dict) and isinstance(value.get(WRAPPER), list):
        value = value[WRAPPER]
    members = value if isinstance(value, list) else [value] if isinstance(value, dict) and value else []
    first = next((member for member in members if isinstance(member, dict)), {})
    return len(members), tuple(first)
