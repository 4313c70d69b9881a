"""HubSpot: deals, tickets, companies, contacts, notes with attachments, files, e-mails and pipelines.

Tables (CSV, Excel) hold deals, tickets, companies or contacts, one row each, under the labels of an export in English,
German, Spanish, French or Chinese, or under internal names; columns of associated ids (parted by ";") join them.

Of JSON are read the v3 API's answers (one object, a list page, a search, a batch; archived objects are used and said),
the older v1 and v2 ones with their {value: ...} properties, and what pipelines make of them ({"stream", "data"} and
["stream", {...}] lines, properties with the prefix "property_"). Which kind an object is, its own keys tell.

Associations are read in both directions. HubSpot lists a company once for each type of association: it is one company
all the same, and `deal_to_company` (without `_unlabeled`) marks the primary one. A label of an association ("billing
contact") is the contact's role where the contact has none.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from kyccheck.fields import folded, pointer
from kyccheck.grid import Grid
from kyccheck.naming import record_of
from kyccheck.read import Tree
from kyccheck.record import MORE, NO_SHAPE, Link, Meaning, Problem, Record
from kyccheck.sources import Found, Reading
from kyccheck.sources._piped import Piped, unpiped
from kyccheck.value import as_text, as_truth, is_blank

_SECTIONS: Final = {
    "deals": "deal",
    "tickets": "case",
    "companies": "company",
    "contacts": "contacts",
    "notes": "notes",
    "emails": "emails",
    "files": "documents",
    "quotes": "quote",
}
"""Kinds of objects, as HubSpot names them, and the section of a case that each belongs to."""

_TELLING: Final[dict[str, frozenset[str]]] = {
    "deals": frozenset({"dealname", "dealstage", "deal_currency_code", "closedate", "amount", "dealtype"}),
    "tickets": frozenset({"hs_pipeline_stage", "hs_ticket_priority", "hs_ticket_category", "subject", "content"}),
    "contacts": frozenset(
        {"firstname", "lastname", "email", "jobtitle", "hs_buying_role", "mobilephone", "lifecyclestage"}
    ),
    "companies": frozenset(
        {"domain", "name", "industry", "website", "registration_number", "legal_name", "hs_is_target_account"}
    ),
    "notes": frozenset({"hs_note_body", "hs_attachment_ids"}),
    "emails": frozenset({"hs_email_subject", "hs_email_to_email", "hs_email_direction", "hs_email_status"}),
    "quotes": frozenset({"hs_quote_number", "hs_quote_amount", "hs_quote_link", "hs_expiration_date"}),
}
"""Properties that tell the kind of an object that does not say it."""

_TYPE_IDS: Final = {
    "0-1": "contacts",
    "0-2": "companies",
    "0-3": "deals",
    "0-5": "tickets",
    "0-46": "notes",
    "0-49": "emails",
}
_OLD_IDS: Final = {"dealId": "deals", "companyId": "companies", "vid": "contacts"}
_ROW_IDS: Final = {"deal": "deal_id", "case": "ticket_id", "company": "company_id", "contacts": "contact_id"}
"""What a warehouse calls the own id of a row that has no plain `id`."""

_OLD_LINKS: Final = {
    "associatedVids": "contacts",
    "associatedCompanyIds": "companies",
    "associatedDealIds": "deals",
    "contactIds": "contacts",
    "companyIds": "companies",
    "dealIds": "deals",
    "ticketIds": "tickets",
}
_ENVELOPES: Final = ("results", *_SECTIONS, "pipelines", "owners")
BESIDE: Final = (("risk", "risk "), ("tracking", "monday "), ("billing", "xero "))
"""Sections that properties of a deal, ticket or company may tell, and how the names of those begin."""
_OF_XERO: Final = frozenset({"xero contact id", "xero contact number", "xero account number"})
"""What names a profile. Other properties about Xero are copies, and say nothing of what stands there."""
_NO_LABELS: Final = frozenset({"primary", "unlabeled", "unlabelled", "none"})
_STANDARD_TYPE: Final = re.compile(r"\w+_to_\w+")


def recognises(document: Any) -> float:
    """How surely a document is HubSpot's."""
    if isinstance(document, Grid):
        from kyccheck.sources import _hubspot_table

        return _hubspot_table.recognises(document)
    if piped := unpiped(document):
        return 0.7 if _known_stream(piped.stream) or _is_object(piped.value) else 0.0
    if isinstance(document, list):
        return max((recognises(member) for member in _mappings(document)), default=0.0)
    if not isinstance(document, dict):
        return 0.0
    if _is_object(document) or _is_file(document) or _is_pipeline(document):
        return 0.8
    results = document.get("results")
    if isinstance(results, list):
        objects = _mappings(results)
        return 0.8 if not results or any(recognises(member) or _is_link(member) for member in objects) else 0.0
    for name in _ENVELOPES[1:]:
        members = document.get(name)
        if isinstance(members, list) and members and isinstance(members[0], dict):
            return 0.6 if _is_object(members[0]) or _is_pipeline(members[0]) else 0.0
    return 0.0


def _mappings(members: list[Any]) -> list[dict[str, Any]]:
    """The first objects of a list, past whatever odd there is between them; pairs of a stream and its object too."""
    return [member for member in members[:50] if isinstance(member, dict) or unpiped(member)][:3]


def _known_stream(stream: str) -> bool:
    return bool(_of_stream(stream)) or stream in ("deal_pipelines", "ticket_pipelines")


def _of_stream(stream: str) -> str:
    """The kind of the objects of a stream: "engagements_notes" are notes, "deals_archived" are deals."""
    word = stream.removesuffix("_archived").removeprefix("engagements_").removeprefix("hubspot_")
    return word if word in _SECTIONS else ""


def _is_object(tree: Any) -> bool:
    return isinstance(tree, dict) and (
        isinstance(tree.get("properties"), dict)
        or (any(key in tree for key in _OLD_IDS) and "portalId" in tree)
        or isinstance(tree.get("engagement"), dict)
        or sum(key.startswith("property_") for key in tree) > 1
    )


def _is_file(tree: Any) -> bool:
    return (
        isinstance(tree, dict)
        and "id" in tree
        and "name" in tree
        and bool({"extension", "path", "access"} & tree.keys())
    )


def _is_pipeline(tree: Any) -> bool:
    return isinstance(tree, dict) and isinstance(tree.get("stages"), list) and "properties" not in tree


def _is_link(tree: Any) -> bool:
    return isinstance(tree, dict) and "toObjectId" in tree


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
    kind, at = _of_stream(piped.stream), base + piped.at
    if kind and isinstance(piped.value.get("results"), list):
        yield from _envelope(kind, piped.value, at, reading)
    elif kind or _is_pipeline(piped.value) or _said(piped.value):
        yield from _list(kind, [piped.value], None, reading, at)
    else:
        own = as_text(piped.value.get("id")) or f"{reading.file} {at}"
        yield Record(piped.stream or "others", {}, NO_SHAPE, reading.file, at, system="hubspot", id=own)


def _part(value: Any, base: str, reading: Reading) -> Iterator[Found]:
    if isinstance(value, list):
        yield from _list("", value, base, reading)
    elif not isinstance(value, dict):
        yield Problem(reading.file, "is no HubSpot object", base)
    elif _is_object(value) or _is_file(value) or _is_pipeline(value):
        yield from _list("", [value], None, reading, base)
    else:
        yield from _envelope("", value, base, reading)


def _envelope(kind: str, value: dict[str, Any], base: str, reading: Reading) -> Iterator[Found]:
    known = [name for name in _ENVELOPES if isinstance(value.get(name), list)]
    for name in known:
        yield from _list(kind or (name if name in _SECTIONS else ""), value[name], f"{base}/{name}", reading)
    if not known:
        yield from _list(kind, [value], None, reading, base)
    if _goes_on(value) or value.get("hasMore") or value.get("has-more"):
        yield Problem(reading.file, "is one page of several; export the other pages too", f"{base}/paging")
    errors = value.get("errors")
    if isinstance(errors, list) and errors:
        yield Problem(
            reading.file, f"says that HubSpot could not give everything ({len(errors)} errors)", f"{base}/errors"
        )


def _list(kind: str, members: list[Any], base: str | None, reading: Reading, only: str = "") -> Iterator[Found]:
    """The objects of a list; what an object does not tell of itself, its neighbours do."""
    told = kind or next((found for member in members if (found := _kind(member))), "")
    for place, member in enumerate(members):
        at = only if base is None else f"{base}/{place}"
        if piped := unpiped(member):
            yield from _streamed(piped, at, reading)
        elif isinstance(member, list):
            yield from _list(kind, member, at, reading)
        elif not isinstance(member, dict):
            yield Problem(reading.file, "is no HubSpot object", at)
        elif _is_pipeline(member):
            yield from _meanings(member)
        elif _is_link(member):
            yield Problem(reading.file, "is a list of associations that does not say of which object", at)
        else:
            yield from _object(_kind(member) or told, member, at, reading)


def _kind(tree: Any) -> str:
    """Which kind of object this is, as far as it tells."""
    if not isinstance(tree, dict):
        return ""
    if said := _said(tree):
        return said
    if _is_file(tree):
        return "files"
    properties = _properties(tree)
    scores = {kind: len(telling & properties.keys()) for kind, telling in _TELLING.items()}
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] else ""


def _said(tree: dict[str, Any]) -> str:
    """Which kind an object says that it is, by more than its properties."""
    for key, kind in _OLD_IDS.items():
        if key in tree:
            return kind
    if isinstance(tree.get("engagement"), dict):
        return "emails" if str(tree["engagement"].get("type")).upper() == "EMAIL" else "notes"
    return (
        _TYPE_IDS.get(str(tree.get("objectTypeId"))) or _by_url(tree.get("url")) or _by_links(tree.get("associations"))
    )


def _by_url(url: Any) -> str:
    match = re.search(r"/record/(0-\d+)/", url) if isinstance(url, str) else None
    return _TYPE_IDS.get(match[1], "") if match else ""


def _by_links(associations: Any) -> str:
    """The kind that the types of the associations begin with: `deal_to_company` is a deal's."""
    if not isinstance(associations, dict):
        return ""
    singular = {"deal": "deals", "ticket": "tickets", "company": "companies", "contact": "contacts", "note": "notes"}
    for results in associations.values():
        for result in (results.get("results") or []) if isinstance(results, dict) else []:
            start = str(result.get("type", "")).partition("_to_")[0] if isinstance(result, dict) else ""
            if start in singular:
                return singular[start]
    return ""


def _properties(tree: dict[str, Any]) -> dict[str, Any]:
    """The properties of an object, without their wrappers: v1's {value: ...}, an ETL tool's prefix."""
    given = tree.get("properties")
    if not isinstance(given, dict):
        given = {key.removeprefix("property_"): value for key, value in tree.items() if not isinstance(value, list)}
    if any(isinstance(value, dict) and "value" in value for value in given.values()):
        return {
            key: value["value"] if isinstance(value, dict) and "value" in value else value
            for key, value in given.items()
        }
    return given


def _object(kind: str, tree: dict[str, Any], base: str, reading: Reading) -> Iterator[Found]:
    if isinstance(tree.get("engagement"), dict):
        tree = _as_v3(tree)
    if not kind:
        what = "is an object of which nothing tells whether it is a deal, a company or what"
        yield Problem(reading.file, what, base, records=1)
        return
    record = _record(_SECTIONS[kind], tree, base, reading)
    if not record.id:
        yield Problem(reading.file, f"is a {kind.removesuffix('s')} without an id", base, records=1)
        return
    for link in record.links:
        if link.id == MORE:
            yield Problem(
                reading.file, f"names only the first page of its {link.section}; export the other pages too", base
            )
    if kind == "notes":
        yield from _attachments(tree, record, reading)
    yield from _told_beside(tree, record, reading)
    yield record


def _told_beside(tree: dict[str, Any], record: Record, reading: Reading) -> Iterator[Record]:
    """What a deal, ticket or company says of other sections: `risk_rating` is the rating of the section risk."""
    if record.section not in ("deal", "case", "company"):
        return
    for section, start in BESIDE:
        values = {
            key if section == "risk" else folded(key).removeprefix(start).removeprefix("item "): value
            for key, value in _properties(tree).items()
            if tells(folded(key), start)
        }
        if values:
            beside = record_of(reading.names, section, "hubspot", values, (reading.file, record.base))
            beside.id, beside.counts = f"{record.section} {record.id}", False
            beside.links = (Link(record.section, record.id),)
            if beside.shape.keys:  # a property that means no field of the section does not make one of it
                yield beside


def tells(title: str, start: str) -> bool:
    """Whether a property tells of the section whose names begin so."""
    return title.startswith(start) and (start != "xero " or title in _OF_XERO)


def _as_v3(tree: dict[str, Any]) -> dict[str, Any]:
    """An old engagement in today's shape."""
    about, metadata = tree["engagement"], tree.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    receivers = metadata.get("to")
    to = [item.get("email") for item in receivers if isinstance(item, dict)] if isinstance(receivers, list) else []
    properties = {
        "hs_timestamp": about.get("timestamp"),
        "hs_note_body": metadata.get("body"),
        "hs_email_subject": metadata.get("subject"),
        "hs_email_to_email": "; ".join(str(address) for address in to if address) or None,
        "hs_attachment_ids": tree.get("attachments"),
    }
    links = tree.get("associations")
    return {"id": about.get("id"), "properties": properties, "associations": links if isinstance(links, dict) else {}}


def adopt(section: str, tree: dict[str, Any], base: str, reading: Reading) -> Iterator[Record]:
    """A section of a native case from HubSpot's object, and what that says of other sections."""
    record = _record(section, tree, base, reading)
    yield record
    yield from _told_beside(tree, record, reading)


def _record(section: str, tree: dict[str, Any], base: str, reading: Reading) -> Record:
    properties = _properties(tree)
    inner = "/properties" if isinstance(tree.get("properties"), dict) else ""
    if section == "notes":
        record = Record("notes", properties, NO_SHAPE, reading.file, base, system="hubspot")
    elif section == "documents":
        record = record_of(reading.names, section, "hubspot", _file(properties), (reading.file, base + inner))
    else:
        record = record_of(reading.names, section, "hubspot", properties, (reading.file, base + inner))
    keys = ("id", *_OLD_IDS, _ROW_IDS.get(section, "id"))
    own = next((tree[key] for key in keys if not is_blank(tree.get(key))), properties.get("hs_object_id"))
    record.id = "" if isinstance(own, (dict, list)) else as_text(own) or ""
    record.links = tuple(dict.fromkeys(_links(tree)))
    if _is_archived(tree):
        record.notes = (*record.notes, "archived")
    return record


def _is_archived(tree: dict[str, Any]) -> bool:
    """Whether HubSpot, or a pipeline on the way here, says that an object is archived or deleted."""
    is_said = tree.get("archived") is True or not is_blank(tree.get("archivedAt"))
    return is_said or any(as_truth(tree.get(key)) for key in ("isDeleted", "is_deleted", "_fivetran_deleted"))


def _file(properties: dict[str, Any]) -> dict[str, Any]:
    """A file's properties; the API keeps the extension apart from the name."""
    name, extension = properties.get("name"), properties.get("extension")
    kept = {key: value for key, value in properties.items() if key != "type" or "extension" not in properties}
    if isinstance(name, str) and isinstance(extension, str) and extension and not name.endswith(f".{extension}"):
        kept["name"] = f"{name}.{extension}"
    return kept


def _links(tree: dict[str, Any]) -> Iterator[Link]:
    """The records that an object names. A link without id says that the list was exported, though it may be empty."""
    associations = tree.get("associations")
    if isinstance(associations, dict):
        for name, results in associations.items():
            kind = name.casefold().replace("p_", "") if isinstance(name, str) else ""
            if name in _OLD_LINKS:
                yield from _ids(_SECTIONS[_OLD_LINKS[name]], results)
            elif kind in _SECTIONS:
                members = results.get("results") if isinstance(results, dict) else results
                yield from _ids(_SECTIONS[kind], members)
                if _goes_on(results):
                    yield Link(_SECTIONS[kind], MORE)
    for name, kind in (("companies", "company"), ("contacts", "contacts"), ("deals", "deal"), ("tickets", "case")):
        if isinstance(tree.get(name), list):
            yield from _ids(kind, tree[name])


def _goes_on(page: Any) -> bool:
    """Whether a page says that there is another one."""
    paging = page.get("paging") if isinstance(page, dict) else None
    return isinstance(paging, dict) and bool(paging.get("next"))


def _ids(section: str, members: Any) -> Iterator[Link]:
    if not isinstance(members, list):
        return
    yield Link(section, "")
    for member in members:
        if not isinstance(member, dict):
            if not is_blank(member) and (name := as_text(member)):
                yield Link(section, name)
            continue
        own = as_text(member.get("id", member.get("toObjectId")))
        types = [*_types(member)]
        primary = any(re.fullmatch(r"\w+_to_company", kind) for kind in types)
        label = next((kind.replace("_", " ") for kind in types if not _STANDARD_TYPE.fullmatch(kind)), "")
        label = "" if label.casefold() in _NO_LABELS else label
        if own:
            yield Link(section, own, primary, label)


def _types(member: dict[str, Any]) -> Iterator[str]:
    if isinstance(member.get("type"), str):
        yield member["type"]
    if isinstance(member.get("label"), str):
        yield member["label"]
    for kind in member.get("associationTypes") or [] if isinstance(member.get("associationTypes"), list) else []:
        if isinstance(kind, dict) and isinstance(kind.get("label"), str):
            yield kind["label"]


def _attachments(tree: dict[str, Any], note: Record, reading: Reading) -> Iterator[Found]:
    """The documents of a note: its attachments, expanded or as bare ids, which are no records of their own."""
    properties = _properties(tree)
    given = tree["attachments"] if isinstance(tree.get("attachments"), list) else properties.get("hs_attachment_ids")
    where = pointer("attachments") if isinstance(tree.get("attachments"), list) else "/properties/hs_attachment_ids"
    base = f"{note.base}{where}"
    members = re.split(r"[;,]", given) if isinstance(given, str) else given if isinstance(given, list) else [given]
    for place, member in enumerate(members):
        at = f"{base}/{place}" if isinstance(given, list) else base
        if isinstance(member, dict):
            document = _record("documents", member, at, reading)
        elif not is_blank(member) and not isinstance(member, list):
            own = as_text(member) or ""
            document = Record(
                "documents", {"id": own}, NO_SHAPE, reading.file, at, system="hubspot", id=own, counts=False
            )
        else:
            continue
        document.links = (Link("notes", note.id),)
        document.notes = tuple(dict.fromkeys((*document.notes, *note.notes)))
        yield document


def _meanings(tree: dict[str, Any]) -> Iterator[Meaning]:
    """What a pipeline says that its id and its stages' ids mean."""
    pipeline = _own_id(tree)
    for what, member in (("pipeline", tree), *(("stage", stage) for stage in tree["stages"])):
        own, label = (_own_id(member), as_text(member.get("label"))) if isinstance(member, dict) else ("", "")
        if own and label:
            yield Meaning(what, own, label, pipeline if what == "stage" else "")


def _own_id(tree: dict[str, Any]) -> str:
    return next(
        (as_text(tree[key]) or "" for key in ("id", "stageId", "pipelineId") if not is_blank(tree.get(key))), ""
    )
