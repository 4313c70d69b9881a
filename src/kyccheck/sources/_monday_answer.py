"""An item as Monday.com's API gives it, in its older and in its newer form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from kyccheck.records.fields import pointer
from kyccheck.records.record import Mark, Record
from kyccheck.sources import Reading
from kyccheck.sources._monday_item import Column, Part, tracked
from kyccheck.values.value import ABSENT, as_text, as_truth, clean, is_blank

_OWN_FILE: Final = re.compile(r"https://([\w-]{1,63})\.monday\.com/protected_static/")
"""The address of a file that was put on the board: it names the account."""

_GONE: Final = ("archived", "deleted")


class Board(NamedTuple):
    """What is known above an item: the account's and the board's names in an address, and the titles of columns.

    `is_gone` says that the board, or the group on it, is archived or deleted.
    """

    account: str = ""
    id: str = ""
    titles: dict[str, str] | None = None
    is_gone: bool = False


def is_gone(tree: object) -> bool:
    """Whether a board or a group is archived or deleted."""
    if not isinstance(tree, dict):
        return False
    said = as_text(tree.get("state")) in _GONE
    return said or any(as_truth(tree.get(name)) is True for name in _GONE)


def item(tree: dict[str, Any], base: str, reading: Reading, board: Board, parent: str = "") -> Record:
    """The record of an item; `parent` is the id of the item that it is a part of. Its id is "" where it has none."""
    columns = tuple(_columns(tree, board))
    parts = [Part(name, tree[name], name, pointer(name)) for name in ("name", "state") if name in tree]
    own = as_text(tree.get("id")) or ""
    parts += [Part("id", own, "id", "/id")] if own else []
    above = tree.get("parent_item")
    parent = parent or (as_text(above.get("id")) or "" if isinstance(above, dict) else "")
    parts += [Part("parent", parent, "parent_item", "/parent_item")] if parent else []
    url = _address(tree, own, columns, board)
    parts += [Part("url", url, "url", "/url" if "url" in tree else "/id")] if url else []
    record = tracked(parts, columns, reading.names, (reading.file, base, 0))
    state = as_text(tree.get("state"))
    if state == "deleted":
        record.links = ()
        record.mark(Mark.DELETED)
    elif state == "archived" or board.is_gone or is_gone(tree.get("board")) or is_gone(tree.get("group")):
        record.mark(Mark.ARCHIVED)
    return record


def _columns(tree: dict[str, Any], board: Board) -> Iterator[Column]:
    members = tree.get("column_values")
    for place, member in enumerate(members if isinstance(members, list) else []):
        if not isinstance(member, dict):
            continue
        own, inner, raw = as_text(member.get("id")) or "", member.get("column"), member.get("value")
        title = member.get("title", inner.get("title") if isinstance(inner, dict) else None)
        told = as_text(title) or (board.titles or {}).get(own, "")
        value, key = _shown(member)
        more = raw.replace("\\/", "/") if isinstance(raw, str) else ""
        yield Column(told, own, value, pointer("column_values", place, key), more)


def _shown(column: dict[str, Any]) -> tuple[object, str]:
    """What a column shows, and the key that tells it: its text, its label, or what its value says."""
    shown: list[tuple[object, str]] = [(column[key], key) for key in ("text", "label") if key in column]
    if "value" in column:
        inner = _decoded(column["value"])
        label: Any = (
            next((inner[key] for key in ("label", "text") if key in inner), ABSENT)
            if isinstance(inner, dict)
            else inner
        )
        shown += [(label, "value")] if label is not ABSENT else []
    return next((found for found in shown if not is_blank(found[0])), shown[0] if shown else (ABSENT, "id"))


def _decoded(value: Any) -> Any:
    """The value of a column, which is JSON in a text; as it is where it is not."""
    if not isinstance(value, str) or not clean(value):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def _address(tree: dict[str, Any], own: str, columns: tuple[Column, ...], board: Board) -> str:
    """The address of an item: the one given, or the one that its account, its board and its id make."""
    given = as_text(tree.get("url"))
    if given:
        return given
    on = tree.get("board")
    place = as_text(on.get("id")) if isinstance(on, dict) else board.id
    assets = tree.get("assets")
    files = [asset.get("url") for asset in assets if isinstance(asset, dict)] if isinstance(assets, list) else []
    texts = (as_text(text) or "" for text in (*files, *(column.text() for column in columns)))
    account = board.account or next((found[1] for text in texts if (found := _OWN_FILE.search(text))), "")
    return f"https://{account}.monday.com/boards/{place}/pulses/{own}" if account and place and own else ""
