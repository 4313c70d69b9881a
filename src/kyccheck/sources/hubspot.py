"""HubSpot: deals, tickets, companies, contacts, notes with attachments, files, e-mails, pipelines and owners.

Tables (CSV, Excel) hold deals, tickets, companies or contacts, one row each, under the labels of an export in English,
German, Spanish, French or Chinese, or under internal names; columns of associated ids (parted by ";") join them.

Of JSON are read the v3 API's answers (one object, a list page, a search, a batch; archived objects are used and said),
the older v1 and v2 ones with their {value: ...} properties, and what pipelines make of them ({"stream", "data"} and
["stream", {...}] lines, properties with the prefix "property_"). Which kind an object is, its own keys tell.

Associations are read in both directions. HubSpot lists a company once for each type of association: it is one company
all the same, and `deal_to_company` (without `_unlabeled`), or v4's own label "Primary", marks the primary one. The
labels of an association ("billing contact") are the contact's roles where the contact has none. A batch of associations
by itself joins the objects of other files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kyccheck.read.trees import Tree
from kyccheck.records.record import NO_SHAPE, Meaning, Problem, Record
from kyccheck.sources import Found, Reading
from kyccheck.sources import _hubspot_object as objects
from kyccheck.sources._hubspot_kind import (
    SECTIONS,
    SYSTEM,
    is_association,
    is_batch,
    is_file,
    is_object,
    is_owner,
    is_pipeline,
    kind_of,
    of_stream,
    said_kind,
)
from kyccheck.sources._hubspot_sections import told_beside
from kyccheck.sources._piped import Piped, unpiped
from kyccheck.values.grid import Grid
from kyccheck.values.value import as_text, is_blank

_ENVELOPES: Final = ("results", *SECTIONS, "pipelines", "owners")


def recognises(document: Any) -> float:
    """How surely a document is HubSpot's."""
    if isinstance(document, Grid):
        from kyccheck.sources import _hubspot_table

        return _hubspot_table.recognises(document)
    if piped := unpiped(document):
        return 0.7 if _is_known(piped.stream) or is_object(piped.value) else 0.0
    if isinstance(document, list):
        return max((recognises(member) for member in _opening(document)), default=0.0)
    if not isinstance(document, dict):
        return 0.0
    return 0.8 if _is_one(document) else _of_envelope(document)


def _is_known(stream: str) -> bool:
    return bool(of_stream(stream)) or stream in ("deal_pipelines", "ticket_pipelines")


def _opening(members: list[Any]) -> list[Any]:
    """The first objects of a list, past whatever odd there is between them; pairs of a stream and its object too."""
    return [member for member in members[:50] if isinstance(member, dict) or unpiped(member)][:3]


def _of_envelope(document: dict[str, Any]) -> float:
    results = document.get("results")
    if isinstance(results, list):
        return 0.8 if not results or any(map(_is_result, _opening(results))) else 0.0
    for name in _ENVELOPES[1:]:
        members = document.get(name)
        if isinstance(members, list) and members and isinstance(members[0], dict):
            return 0.6 if is_object(members[0]) or is_pipeline(members[0]) else 0.0
    return 0.0


def _is_result(member: Any) -> bool:
    return bool(recognises(member)) or is_association(member) or is_batch(member)


def records(tree: Tree, reading: Reading) -> Iterator[Found]:
    """The objects of a document, each a record by itself."""
    if isinstance(tree.value, Grid):
        from kyccheck.sources import _hubspot_table

        yield from _hubspot_table.records(tree.value, reading)
        return
    if piped := unpiped(tree.value):
        yield from _streamed(piped, tree.base, reading)
    else:
        yield from _part(tree.value, tree.base, reading)


def _streamed(piped: Piped, base: str, reading: Reading) -> Iterator[Found]:
    """The object of a stream, a page of them too. Of one that is no part of a case (owners) nothing is guessed.

    Its lists (`companies`, `contacts`) are of the ids that it names: it is no envelope of those.
    """
    kind, at = of_stream(piped.stream), base + piped.at
    if kind and isinstance(piped.value.get("results"), list):
        yield from _envelope(kind, piped.value, at, reading)
    elif kind or is_pipeline(piped.value) or said_kind(piped.value):
        yield from _member(kind, piped.value, at, reading)
    else:
        own = as_text(piped.value.get("id")) or f"{reading.file} {at}"
        yield Record(piped.stream or "others", {}, NO_SHAPE, reading.file, at, system=SYSTEM, id=own)


def _part(value: Any, base: str, reading: Reading) -> Iterator[Found]:
    if isinstance(value, list):
        yield from _list("", value, base, reading)
    elif isinstance(value, dict) and not _is_one(value):
        yield from _envelope("", value, base, reading)
    else:
        yield from _member("", value, base, reading)


def _is_one(value: dict[str, Any]) -> bool:
    """Whether this is an object by itself, and no envelope of others."""
    return is_object(value) or is_file(value) or is_pipeline(value) or is_owner(value)


def _envelope(kind: str, value: dict[str, Any], base: str, reading: Reading) -> Iterator[Found]:
    """The objects of an answer. `kind` is what they are, where something around them says so."""
    from kyccheck.sources._pages import page

    if isinstance(value.get("results"), list) and any(map(is_batch, value["results"])):
        from kyccheck.sources import _hubspot_batch

        yield from _hubspot_batch.records(value, base, reading)
        value = {**value, "results": [one for one in value["results"] if not is_batch(one)]}
    known = [name for name in _ENVELOPES if isinstance(value.get(name), list)]
    for name in known:
        yield from _list(kind or (name if name in SECTIONS else ""), value[name], f"{base}/{name}", reading)
    if not known:
        yield from _member(kind, value, base, reading)
    members = [member for name in known for member in value[name]]
    told = kind or next((found for member in members if (found := kind_of(member))), "")
    yield page(f"{SYSTEM} {told}", value, members, reading.file, base)
    errors = [error for error in _errors(value) if not _says_none(error)]
    if errors:
        message = f"says that HubSpot could not give everything ({len(errors)} errors)"
        yield Problem(reading.file, message, f"{base}/errors")


def _errors(value: dict[str, Any]) -> list[Any]:
    errors = value.get("errors")
    return errors if isinstance(errors, list) else []


def _says_none(error: Any) -> bool:
    """Whether what an answer calls an error only says that an object is associated with none."""
    return isinstance(error, dict) and str(error.get("subCategory")).endswith("NO_ASSOCIATIONS_FOUND")


def _list(kind: str, members: list[Any], base: str, reading: Reading) -> Iterator[Found]:
    """The objects of a list; what an object does not tell of itself, its neighbours do."""
    told = kind or next((found for member in members if (found := kind_of(member))), "")
    for place, member in enumerate(members):
        at = f"{base}/{place}"
        if isinstance(member, list) and not unpiped(member):
            yield from _list(kind, member, at, reading)
        else:
            yield from _member(told, member, at, reading)


def _member(kind: str, member: Any, at: str, reading: Reading) -> Iterator[Found]:
    """What one value is; `kind` is which object, where it does not tell that itself."""
    if piped := unpiped(member):
        yield from _streamed(piped, at, reading)
    elif not isinstance(member, dict):
        yield Problem(reading.file, "is not a HubSpot object", at)
    elif is_pipeline(member):
        yield from _meanings(member)
    elif is_owner(member):
        yield from _owner(member)
    elif is_association(member):
        yield Problem(reading.file, "is a list of associations that does not say of which object", at)
    else:
        yield from objects.records(kind_of(member) or kind, member, at, reading)


def _meanings(tree: dict[str, Any]) -> Iterator[Meaning]:
    """What a pipeline says that its id and its stages' ids mean."""
    pipeline = _own_id(tree)
    if pipeline and (label := as_text(tree.get("label"))):
        yield Meaning("pipeline", pipeline, label)
    for stage in tree["stages"]:
        own, label = (_own_id(stage), as_text(stage.get("label"))) if isinstance(stage, dict) else ("", "")
        if own and label:
            yield Meaning("stage", own, label, pipeline)


def _owner(tree: dict[str, Any]) -> Iterator[Meaning]:
    """Who an owner's id means: the name, or the address where there is none."""
    name = " ".join(as_text(tree.get(key)) or "" for key in ("firstName", "lastName")).strip()
    own, called = as_text(tree["id"]), name or as_text(tree["email"])
    if own and called:
        yield Meaning("owner", own, called)


def _own_id(tree: dict[str, Any]) -> str:
    return next(
        (as_text(tree[key]) or "" for key in ("id", "stageId", "pipelineId") if not is_blank(tree.get(key))), ""
    )


def adopt(section: str, tree: dict[str, Any], base: str, reading: Reading) -> Iterator[Record | Problem]:
    """A section of a native case from HubSpot's object, and what that says of other sections."""
    record = objects.record_of_object(section, tree, base, reading)
    yield from objects.cut_off(record, base)
    yield record
    yield from told_beside(tree, record, reading)
