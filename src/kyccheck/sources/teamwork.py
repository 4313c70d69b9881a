"""Teamwork Desk: tickets with their customers, companies, threads and attachments, as JSON; lists of them as tables.

Read are the answers of its API v1 (objects inside each other) and v2 (references, and `included` beside them), what
its webhooks send, what its search and its import hold, one object or a list, and a sheet that people keep of tickets.
A ticket is a case, with what it holds: the customer is the contact, the attachments are the documents, the first
message says how the thread opens. Customers and companies by themselves belong to the tickets that name their ids.

The stage of a ticket is told by its tags ("BD.01 QUALIFY"), never by its status, which only says whether it is open.
A list of API v1 gives no tags (null), and API v2 names them only where it was asked to (includes=tags): the stage
is unknown then. Custom fields go by their names ("Quote number", "Risk rating"), or by "custom field 272" in a mapping
file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kyccheck.read.trees import Tree
from kyccheck.records.fields import pointer
from kyccheck.records.record import Problem, Record
from kyccheck.sources import Found, Reading
from kyccheck.sources import _teamwork_people as people
from kyccheck.sources import _teamwork_table as table
from kyccheck.sources import _teamwork_ticket as tickets
from kyccheck.sources._pages import page
from kyccheck.sources._teamwork_value import Beside, Included, Object, own_id
from kyccheck.values.grid import Grid

_TICKET: Final = frozenset(
    {"inboxId", "inboxName", "inbox", "assignedTo", "agent", "customer", "customerId", "tags", "threads", "messages"}
    | {"preview", "previewText", "customFields", "customfields", "hasAttachments", "numThreads", "messageCount"}
    | {"happinessRating", "spamScore", "spam_score", "originalRecipient", "isRead", "emailSource", "statusId", "state"}
)
_CUSTOMER: Final = frozenset(
    {"firstName", "lastName", "organization", "jobTitle", "trusted", "numTickets", "extraData"}
)
_COMPANY: Final = frozenset({"domains", "industry", "kind", "permission", "details", "website", "note"})
_MANY: Final = {"tickets": "ticket", "customers": "customer", "companies": "company"}


def turn(_document: Any) -> int:
    """After all tables of our own form, of which rows may belong to a ticket."""
    return 3


def recognises(document: Any) -> float:
    """How surely a document is Teamwork Desk's."""
    if isinstance(document, Grid):
        return table.recognises(document)
    if isinstance(document, list):
        return max((recognises(member) for member in document[:3] if not isinstance(member, list)), default=0.0)
    if not isinstance(document, dict):
        return 0.0
    document = _unpiped(document)[0]
    members = [document, *(document.get(one) for one in _MANY.values())]
    for many in _MANY:
        if isinstance(document.get(many), list):
            members += document[many][:3]
    if any(_kind(member) for member in members):
        return 0.85
    return 0.5 if document.get("tickets") == [] else 0.0


def _unpiped(document: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """What a pipeline's line {"stream", "data"} holds, and where."""
    inner = document.get("data")
    return (inner, "/data") if "stream" in document and isinstance(inner, dict) else (document, "")


def _kind(tree: Any) -> str:
    """Which object this is, as far as its own keys tell."""
    if not isinstance(tree, dict):
        return ""
    if "subject" in tree and len(_TICKET & tree.keys()) > 2:
        return "ticket"
    if len(_CUSTOMER & tree.keys()) > 2:
        return "customer"
    return "company" if "name" in tree and len(_COMPANY & tree.keys()) > 2 else ""


def records(tree: Tree, reading: Reading) -> Iterator[Found]:
    """The tickets of a document, each with what belongs to it, and then what belongs to none of them."""
    if isinstance(tree.value, Grid):
        yield from table.records(tree.value, reading)
    else:
        yield from _part(tree.value, tree.base, reading)


def _part(value: Any, base: str, reading: Reading) -> Iterator[Found]:
    if isinstance(value, list):
        if not value:
            yield Problem(reading.file, "holds no ticket", base)
        for place, member in enumerate(value):
            yield from _part(member, f"{base}/{place}", reading)
        return
    if not isinstance(value, dict):
        yield Problem(reading.file, "is not a Teamwork Desk object", base)
        return
    value, inner = _unpiped(value)
    base += inner
    beside = Beside(reading, Included(value.get("included"), base))
    if kind := _kind(value):
        yield from _object(kind, Object(value, base), beside)
    else:
        yield from _envelope(value, base, beside)
    for many, one in (("customers", "customer"), ("companies", "company")):
        for found in beside.included.left(many):
            yield from _object(one, found, beside)


def _envelope(value: dict[str, Any], base: str, beside: Beside) -> Iterator[Found]:
    held = False
    for many, one in _MANY.items():
        if isinstance(value.get(one), dict):
            held = True
            yield from _object(one, Object(value[one], base + pointer(one)), beside)
        if isinstance(value.get(many), list):
            held = True
            yield from _list(one, value[many], base + pointer(many), beside)
            yield page(f"teamwork {many}", value, value[many], beside.reading.file, base)
    if not held:
        yield Problem(beside.reading.file, "holds no ticket, customer or company", base)


def _list(one: str, members: list[Any], base: str, beside: Beside) -> Iterator[Found]:
    if not members:
        yield Problem(beside.reading.file, f"holds no {one}", base)
    for place, member in enumerate(members):
        at = f"{base}/{place}"
        if isinstance(member, dict) and member:
            yield from _object(one, Object(member, at), beside)
        else:
            yield Problem(beside.reading.file, f"is no {one}", at)


def _object(kind: str, found: Object, beside: Beside) -> Iterator[Found]:
    if kind == "ticket":
        sheaf = tickets.records(found, beside)
        if sheaf[0].links and sheaf[0].id:
            yield from tickets.loosened(sheaf)
        else:
            yield sheaf
        return
    record: Record = (people.customer if kind == "customer" else people.company)(found, beside)
    if own_id(record.id):
        yield record
    else:
        yield Problem(beside.reading.file, f"is a {kind} without an id", found.at, records=1)
