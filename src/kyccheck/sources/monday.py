"""Monday.com: the items of boards, from a board's Excel file and from answers of the GraphQL API.

In the Excel file the groups, their repeated headers, subitems, sums and the sheet `updates` are told apart; an item is
a row with an `Item ID`, where the export has that column, and the first column is its name, whatever it is called. Of
the API both ages are read (`items_page` and `items`; titles of columns inside, beside, or only with the board), single
items, and what pipelines make of them.

The status is the column titled so, or else the board's first status column. The address is the one that the export
gives, or is made where it tells the account and the board. An item names its deal or ticket by the id under a title
such as `Deal ID`, `Ticket ID` or `HubSpot ID`, or by the address of one in HubSpot or Teamwork Desk; where it gives the
id, an address in another column (among its notes) only speaks of a deal. An archived item (or one of an archived or
deleted board or group) is said, and a subitem that names a deal itself, but neither stands for the deal's item; nor
does a deleted one, which names no deal any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from kyccheck.read.trees import Tree
from kyccheck.records.fields import pointer
from kyccheck.records.naming import record_of
from kyccheck.records.record import NO_SHAPE, Problem, Record
from kyccheck.sources import Found, Reading, _monday_board
from kyccheck.sources._monday_answer import Board, is_gone, item
from kyccheck.sources._monday_item import SYSTEM
from kyccheck.sources._pages import page
from kyccheck.sources._piped import without_stream
from kyccheck.values.grid import Grid
from kyccheck.values.value import as_text

_PAGES: Final = ("items_page", "next_items_page", "items_page_by_column_values")
_WRAPPERS: Final = ("data", "boards", "groups", *_PAGES, "items")
_HOST: Final = re.compile(r"https://([\w-]{1,63})\.monday\.com/")
_SLUG: Final = re.compile(r"[\w-]{1,63}")


def recognises(document: Any) -> float:
    """How surely a document is Monday.com's."""
    if isinstance(document, Grid):
        return _monday_board.recognises(document)
    if isinstance(document, list):
        return max((recognises(member) for member in without_stream(document)[:3]), default=0.0)
    if not isinstance(document, dict):
        return 0.0
    if _is_item(document):
        return 0.85
    if any(isinstance(document.get(name), dict) and "items" in document[name] for name in _PAGES):
        return 0.85
    boards = document.get("boards")
    if isinstance(boards, list) and any(
        isinstance(board, dict) and {*_WRAPPERS} & board.keys() for board in boards[:3]
    ):
        return 0.85
    return max((recognises(document[name]) for name in ("data", "items") if name in document), default=0.0)


def _is_item(tree: Any) -> bool:
    return isinstance(tree, dict) and isinstance(tree.get("column_values"), list)


def records(tree: Tree, reading: Reading) -> Iterator[Found]:
    """The items of a document, each a record by itself."""
    if isinstance(tree.value, Grid):
        yield from _monday_board.records(tree.value, reading)
    else:
        yield from _part(tree.value, tree.base, reading, Board())


def _part(value: Any, base: str, reading: Reading, board: Board) -> Iterator[Found]:
    if isinstance(value, list):
        members = without_stream(value)
        for place, member in enumerate(members, len(value) - len(members)):
            yield from _part(member, f"{base}/{place}", reading, board)
    elif not isinstance(value, dict):
        yield Problem(reading.file, "is not an item of Monday.com", base)
    elif _is_item(value):
        yield from _item(value, base, reading, board)
    else:
        yield from _envelope(value, base, reading, board)


def _envelope(value: dict[str, Any], base: str, reading: Reading, board: Board) -> Iterator[Found]:
    for error in value["errors"] if isinstance(value.get("errors"), list) else []:
        message = as_text(error.get("message")) if isinstance(error, dict) else as_text(error)
        told = f"says that Monday.com could not give everything: {(message or '')[:200]}"
        yield Problem(reading.file, told, f"{base}/errors")
    account = value.get("account")
    if isinstance(account, dict) and _SLUG.fullmatch(as_text(account.get("slug")) or ""):
        board = board._replace(account=account["slug"])
    if is_gone(value):
        board = board._replace(is_gone=True)
    known = [name for name in _WRAPPERS if isinstance(value.get(name), (dict, list))]
    if not known and "errors" not in value:
        yield Problem(reading.file, "is not an item of Monday.com", base)
    for name in known:
        yield from _wrapped(name, value[name], base + pointer(name), reading, board)
    if isinstance(items := value.get("items"), list):
        yield page(_list_of(items), {"nextCursor": value.get("cursor")}, items, reading.file, base)


def _list_of(items: list[Any]) -> str:
    """What tells the items of one board from those of others."""
    boards = (item.get("board") for item in items if isinstance(item, dict))
    return f"{SYSTEM} {next((as_text(board.get('id')) for board in boards if isinstance(board, dict)), '')}"


def _wrapped(name: str, value: Any, base: str, reading: Reading, board: Board) -> Iterator[Found]:
    """What stands under one of the wrappers' names. Items may come without their columns, boards with their own."""
    if name not in ("items", "boards") or not isinstance(value, list):
        yield from _part(value, base, reading, board)
        return
    if name == "items" and not value:
        yield Record("tracking", {}, NO_SHAPE, reading.file, base, empty=True, counts=False)
    for place, member in enumerate(value):
        at = f"{base}/{place}"
        if name == "boards" and isinstance(member, dict):
            yield from _part(member, at, reading, _board(member, board))
        elif name == "items" and isinstance(member, dict):
            yield from _item(member, at, reading, board)
        else:
            yield Problem(reading.file, "is not an item of Monday.com", at)


def _board(tree: dict[str, Any], above: Board) -> Board:
    columns = tree.get("columns")
    titles = {
        column["id"]: column["title"]
        for column in (columns if isinstance(columns, list) else [])
        if isinstance(column, dict) and isinstance(column.get("id"), str) and isinstance(column.get("title"), str)
    }
    host = _HOST.match(tree["url"]) if isinstance(tree.get("url"), str) else None
    return Board(host[1] if host else above.account, as_text(tree.get("id")) or "", titles)


def _item(tree: dict[str, Any], base: str, reading: Reading, board: Board, parent: str = "") -> Iterator[Found]:
    """An item, and its subitems, which stand on a board of their own."""
    record = item(tree, base, reading, board, parent)
    if not record.id:
        yield Problem(reading.file, "is an item of Monday.com without an id", base, records=1)
        return
    yield record
    subitems = tree.get("subitems")
    for place, member in enumerate(subitems if isinstance(subitems, list) else []):
        at = f"{base}/subitems/{place}"
        if isinstance(member, dict):
            yield from _item(member, at, reading, Board(board.account, is_gone=board.is_gone), record.id)
        else:
            yield Problem(reading.file, "is not an item of Monday.com", at)


def adopt(section: str, tree: dict[str, Any], base: str, reading: Reading) -> Iterator[Record]:
    """A section of a native case from Monday.com's item."""
    if section == "tracking":
        yield item(tree, base, reading, Board())
    else:
        yield record_of(reading.names, section, SYSTEM, tree, (reading.file, base))
