"""The messages of a ticket and its attachments: how the thread opens, and the documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kyccheck.records.fields import folded, pointer
from kyccheck.records.naming import record_of
from kyccheck.records.record import Record
from kyccheck.sources._teamwork_fields import emptied
from kyccheck.sources._teamwork_value import (
    SYSTEM,
    Beside,
    Included,
    Object,
    all_plain,
    gone,
    is_reference,
    plain,
    reference,
    spoken,
)
from kyccheck.values.value import as_text, is_blank

_BODIES: Final = ("textBody", "body", "message")
_PREVIEWS: Final = ("preview", "previewText")
_FILES: Final = ("files", "attachments")
_NO_MESSAGE: Final = frozenset({"eventinfo", "event info", "4"})
"""Types of thread that say what was done to the ticket, not what was discussed: 4 is the number of eventInfo."""

_NOT_OF_THE_FILE: Final = frozenset({"type", "kind", "state"})
"""Keys of a file that are not what they say in a case: its type is always "attachment"."""


def thread(ticket: Object, included: Included) -> tuple[str | None, str] | None:
    """How the thread opens, and where; None as text where it was exported and says nothing, None where it was not."""
    messages = list(_messages(ticket, included))
    silent = pointer("threads" if "threads" in ticket.tree else "messages")
    unread = False
    for message in messages:
        bodies = [key for key in _BODIES if key in message.tree]
        unread = unread or not bodies
        for key in bodies:
            if text := spoken(plain(message.tree[key])):
                return text, f"{_within(message.at, ticket.at)}{pointer(key)}"
    for opening in (*_BODIES, *_PREVIEWS):
        if text := spoken(plain(ticket.tree.get(opening))):
            return text, pointer(opening)
    exported = any(isinstance(ticket.tree.get(key), list) for key in ("threads", "messages"))
    return (None, silent) if exported and not unread else None


def _within(at: str, base: str) -> str:
    """A place below another one, where it is; a place elsewhere in the file stands for the list that names it."""
    return at.removeprefix(base) if at.startswith(f"{base}/") else pointer("messages")


def _messages(ticket: Object, included: Included) -> Iterator[Object]:
    """The messages of a ticket, but for drafts, deleted ones, and notes of the server; bare ids as they are."""
    for key in ("threads", "messages"):
        members = ticket.tree.get(key)
        for place, member in enumerate(members) if isinstance(members, list) else ():
            found = included.use("messages", member)[0] if is_reference(member) else None
            if found is None and isinstance(member, dict):
                found = Object(member, f"{ticket.at}{pointer(key, place)}")
            if found is not None and not _is_aside(found.tree):
                yield found


def _is_aside(message: dict[str, Any]) -> bool:
    kinds = (as_text(plain(message.get(key))) or "" for key in ("type", "threadType"))
    return any(folded(kind) in _NO_MESSAGE for kind in kinds) or message.get("isDraft") is True or bool(gone(message))


def documents(ticket: Object, beside: Beside) -> tuple[list[Record], list[str]]:
    """The attachments of a ticket and of its messages, each once; and a note where they are there and not exported."""
    found: dict[str, Record] = {}
    exported = ""
    holders = [ticket, *_messages(ticket, beside.included)]
    for holder, key in ((holder, key) for holder in holders for key in _FILES if key in holder.tree):
        at = holder.at + pointer(key)
        exported = exported or at
        members = plain(holder.tree[key])
        for place, member in enumerate(members) if isinstance(members, list) else ():
            document = _document(member, f"{at}/{place}", beside)
            if document is not None:
                found.setdefault(document.id or document.base, document)
    has = ticket.tree.get("hasAttachments")
    if found:
        return list(found.values()), []
    if has is True:
        return [], ["it has attachments that this export does not carry; export the ticket by itself, with its threads"]
    if exported or has is False:
        return [emptied("documents", exported or f"{ticket.at}/hasAttachments", beside.reading)], []
    return [], []


def _document(member: Any, at: str, beside: Beside) -> Record | None:
    """A document from a file, inline or by reference; one of which only the id is known has no name."""
    counts = False
    if is_reference(member):
        inner, counts = beside.included.use("files", member)
        found = inner or Object({"id": reference(member)}, at)
        counts = counts and inner is not None
    elif isinstance(member, str) and not is_blank(member):
        found = Object({"url" if "://" in member else "name": member}, at)
    elif isinstance(member, dict) and member:
        found = Object(member, at)
    else:
        return None
    values = {key: value for key, value in all_plain(found.tree).items() if key not in _NOT_OF_THE_FILE}
    record = record_of(beside.reading.names, "documents", SYSTEM, values, (beside.reading.file, found.at))
    record.marks, record.counts = gone(found.tree), counts
    return record
