"""Values as Teamwork Desk's server writes them, and what an answer of its API v2 holds beside the objects asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, Final, NamedTuple

from kyccheck.records.fields import pointer
from kyccheck.records.record import Mark
from kyccheck.sources import Reading
from kyccheck.values.value import as_text, as_truth, is_blank, says_a_name

SYSTEM: Final = "teamwork"
_ZERO_TIME: Final = "0001-01-01"
GONE: Final = frozenset({"deleted", "archived", "trashed"})
_SPOKEN: Final = 500
"""Characters of a message that are kept: how it opens is evidence enough, and mails quote each other for pages."""

_TOKEN: Final = re.compile(r"<(/?)([a-z!?][\w:-]*)[^<>]*>|[^<]+|<", re.IGNORECASE)
_UNSEEN: Final = frozenset({"style", "script", "head", "title"})


class Object(NamedTuple):
    """An object of an export, and its JSON pointer."""

    tree: dict[str, Any]
    at: str


def plain(value: Any) -> Any:
    """A value without what the server's language leaves on it.

    {"String": "x", "Valid": true} is "x"; what is not valid, and the zero time 0001-01-01, is None.
    """
    if isinstance(value, dict) and len(value) == 2 and isinstance(value.get("Valid"), bool):
        inner = next(part for key, part in value.items() if key != "Valid")
        return plain(inner) if value["Valid"] else None
    return None if isinstance(value, str) and value.startswith(_ZERO_TIME) else value


def reference(value: Any) -> str:
    """The id that a reference names."""
    return own_id(value.get("id") if isinstance(value, dict) else value)


def all_plain(tree: dict[str, Any]) -> dict[str, Any]:
    """An object with each of its values plain."""
    return {key: plain(value) for key, value in tree.items()}


def own_id(value: Any) -> str:
    """An id as text, "" where there is none: the server writes 0 for nothing."""
    value = plain(value)
    text = "" if is_blank(value) else as_text(value) or ""
    return "" if text == "0" else text


def is_nobody(value: Any) -> bool:
    """Whether something that should name an object names none: null, "", or an object with the id 0."""
    value = plain(value)
    return is_blank(value) or value == 0 or (isinstance(value, dict) and "id" in value and not own_id(value["id"]))


def is_reference(value: Any) -> bool:
    """Whether this is only the id of an object that stands elsewhere: {"id": 7, "type": "customers"}, or a number."""
    if isinstance(value, dict):
        return "id" in value and value.keys() <= {"id", "type", "meta"}
    return isinstance(value, int) and not isinstance(value, bool)


def gone(tree: dict[str, Any]) -> tuple[Mark, ...]:
    """The mark of an object that is deleted or archived; nothing for one that is there."""
    life = as_text(plain(tree.get("state"))) or ""
    dated = any(not is_blank(plain(tree.get(key))) for key in ("deletedAt", "archivedAt"))
    return (Mark.ARCHIVED,) if dated or life.casefold() in GONE or as_truth(plain(tree.get("archived"))) else ()


def spoken(body: Any) -> str:
    """How a message opens, without its markup; "" where it says nothing."""
    if not isinstance(body, str):
        return ""
    text = as_text(re.sub(r"\s+", " ", unescape(" ".join(_seen(body))))) or ""
    return text if len(text) <= _SPOKEN else text[: _SPOKEN - 1] + "…"


def _seen(body: str) -> Iterator[str]:
    """The text of HTML that a reader sees, piece by piece, and no more of it than is kept."""
    inside, length = "", 0
    for token in _TOKEN.finditer(body):
        closing, tag = token[1], (token[2] or "").casefold()
        if closing is None:
            if not inside:
                yield token[0]
                length += len(token[0].strip())
        elif tag in _UNSEEN and inside in ("", tag):
            inside = "" if closing else tag
        if length > 2 * _SPOKEN:
            return


def person(tree: dict[str, Any]) -> str:
    """What a user, agent or customer is called: both names, or the next best thing."""
    parts = [as_text(plain(tree.get(key))) or "" for key in ("firstName", "lastName")]
    full = " ".join(part for part in parts if says_a_name(part)) or " ".join(part for part in parts if part)
    return full or next((text for key in ("name", "email") if (text := as_text(plain(tree.get(key))))), "")


class Included:
    """The objects of `included`, by kind and id. What no ticket has used is left over in the end."""

    def __init__(self, value: Any = None, base: str = "") -> None:
        self._known: dict[tuple[str, str], Object] = {}
        self._used: set[tuple[str, str]] = set()
        for kind, members in value.items() if isinstance(value, dict) else ():
            for key, member in _members(members):
                if isinstance(member, dict) and (own := own_id(member.get("id"))):
                    at = f"{base}/included{pointer(kind, key)}"
                    self._known.setdefault((_folded(kind), own), Object(member, at))

    def find(self, kind: str, value: Any) -> Object | None:
        """The object that a reference (or a bare id) names."""
        return self._known.get((kind, reference(value)))

    def use(self, kind: str, value: Any) -> tuple[Object | None, bool]:
        """The object that a reference names, and whether it is used for the first time."""
        found = self.find(kind, value)
        key = (kind, own_id(found.tree.get("id"))) if found else ("", "")
        first = key not in self._used
        self._used.add(key)
        return found, first

    def left(self, kind: str) -> Iterator[Object]:
        """The objects of a kind that nothing has used."""
        for key, found in self._known.items():
            if key[0] == kind and key not in self._used:
                yield found


class Beside(NamedTuple):
    """What is beside an object while it is read."""

    reading: Reading
    included: Included


def _members(members: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(members, list):
        yield from enumerate(members)
    elif isinstance(members, dict):
        yield from members.items()


def _folded(kind: Any) -> str:
    return str(kind).casefold()
