"""Which kind of HubSpot's objects something is: what it says of itself, and else what its properties tell."""

from __future__ import annotations

from typing import Any, Final

from kyccheck.late import pattern
from kyccheck.sources._hubspot_properties import is_engagement, properties

SYSTEM: Final = "hubspot"
SECTIONS: Final = {
    "deals": "deal",
    "tickets": "case",
    "companies": "company",
    "contacts": "contacts",
    "notes": "notes",
    "emails": "emails",
    "calls": "calls",
    "meetings": "meetings",
    "tasks": "tasks",
    "files": "documents",
    "quotes": "quote",
}
"""Kinds of objects, as HubSpot names them, and the section of a case that each belongs to.

Notes, calls, meetings and tasks are none themselves: they attach documents.
"""

ONE: Final = {
    "deals": "deal",
    "tickets": "ticket",
    "companies": "company",
    "contacts": "contact",
    "notes": "note",
    "emails": "email",
    "calls": "call",
    "meetings": "meeting",
    "tasks": "task",
    "files": "file",
    "quotes": "quote",
}
"""What one object of a kind is called, in the types of associations too."""

OLD_IDS: Final = {"dealId": "deals", "companyId": "companies", "vid": "contacts"}
"""What v1 and v2 call the own id of an object."""

_TYPE_IDS: Final = {
    "0-1": "contacts",
    "0-2": "companies",
    "0-3": "deals",
    "0-5": "tickets",
    "0-14": "quotes",
    "0-27": "tasks",
    "0-46": "notes",
    "0-47": "meetings",
    "0-48": "calls",
    "0-49": "emails",
}
_OTHERS: Final = {"0-7": "products", "0-8": "line_items"}
_TYPE_ID: Final = pattern(r"\d+-\d+")
"""The id of a type; those of a portal's own objects begin with 2."""
_ADDRESS: Final = pattern(r"/record/(\d+-\d+)/")
_KINDS: Final = {one: kind for kind, one in ONE.items()}
_SURE: Final = (
    ("deals", frozenset({"dealname"})),
    ("deals", frozenset({"dealstage"})),
    ("tickets", frozenset({"hs_ticket_priority"})),
    ("tickets", frozenset({"subject", "hs_pipeline_stage"})),
    ("contacts", frozenset({"firstname"})),
    ("contacts", frozenset({"lastname"})),
)
"""Properties that only this kind has: what has all of a row is one, whatever else it has."""
_TELLING: Final[dict[str, frozenset[str]]] = {
    "deals": frozenset({"dealname", "dealstage", "deal_currency_code", "closedate", "amount", "dealtype"}),
    "tickets": frozenset({"hs_pipeline_stage", "hs_ticket_priority", "hs_ticket_category", "subject", "content"}),
    "companies": frozenset(
        {"domain", "name", "industry", "website", "registration_number", "legal_name", "hs_is_target_account"}
    ),
    "contacts": frozenset({"email", "jobtitle", "hs_buying_role", "mobilephone"}),
    "emails": frozenset({"hs_email_subject", "hs_email_to_email", "hs_email_direction", "hs_email_status"}),
    "calls": frozenset({"hs_call_title", "hs_call_body", "hs_call_direction", "hs_call_status"}),
    "meetings": frozenset({"hs_meeting_title", "hs_meeting_body", "hs_meeting_start_time"}),
    "tasks": frozenset({"hs_task_subject", "hs_task_body", "hs_task_status"}),
    "notes": frozenset({"hs_note_body", "hs_attachment_ids"}),
    "quotes": frozenset({"hs_quote_number", "hs_quote_amount", "hs_quote_link", "hs_expiration_date"}),
    "line_items": frozenset({"hs_product_id", "hs_sku", "price", "quantity", "hs_line_item_currency_code"}),
}
"""Properties that tell the kind of an object that does not say it. Of two alike the first: companies have e-mail."""


def is_object(tree: Any) -> bool:
    """Whether this is an object with properties, of any age of the API."""
    return isinstance(tree, dict) and (
        isinstance(tree.get("properties"), dict)
        or (any(key in tree for key in OLD_IDS) and "portalId" in tree)
        or is_engagement(tree)
        or sum(key.startswith("property_") for key in tree) > 1
    )


def is_file(tree: Any) -> bool:
    """Whether this is a file of the files API, which has no properties."""
    return (
        isinstance(tree, dict)
        and "id" in tree
        and "name" in tree
        and bool({"extension", "path", "access"} & tree.keys())
    )


def is_pipeline(tree: Any) -> bool:
    """Whether this is a pipeline with its stages."""
    return isinstance(tree, dict) and isinstance(tree.get("stages"), list) and "properties" not in tree


def is_owner(tree: Any) -> bool:
    """Whether this is a user who may own objects, as GET /crm/v3/owners gives them."""
    return (
        isinstance(tree, dict)
        and {"id", "email"} <= tree.keys()
        and bool({"firstName", "lastName"} & tree.keys())
        and bool({"userId", "userIdIncludingInactive", "teams"} & tree.keys())
        and "properties" not in tree
    )


def is_association(tree: Any) -> bool:
    """Whether this is v4's association by itself, which names only the object at its other end."""
    return isinstance(tree, dict) and "toObjectId" in tree


def is_batch(tree: Any) -> bool:
    """Whether this is an object of a batch of associations, with those that it is associated with."""
    return isinstance(tree, dict) and isinstance(tree.get("from"), dict) and isinstance(tree.get("to"), list)


def of_stream(stream: str) -> str:
    """The kind of the objects of a stream: "engagements_notes" are notes, "deals_archived" are deals; "" for others."""
    word = stream.removesuffix("_archived").removeprefix("engagements_").removeprefix("hubspot_")
    return word if word in SECTIONS else ""


def kind_of(tree: Any) -> str:
    """Which kind of object this is, as far as it tells; "" where nothing does.

    A kind that is none of SECTIONS (line items, a portal's own objects) is no part of a case.
    """
    if not isinstance(tree, dict):
        return ""
    if said := said_kind(tree):
        return said
    if is_file(tree):
        return "files"
    given = properties(tree)
    if sure := _surely(given):
        return sure
    scores = {kind: len(telling & given.keys()) for kind, telling in _TELLING.items()}
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] else ""


def said_kind(tree: dict[str, Any]) -> str:
    """Which kind an object says that it is, by more than its properties; "" where it does not say."""
    for key, kind in OLD_IDS.items():
        if key in tree:
            return kind
    if is_engagement(tree):
        return "emails" if str(tree["engagement"].get("type")).upper() == "EMAIL" else "notes"
    return _by_type(tree.get("objectTypeId")) or _by_url(tree.get("url")) or _by_associations(tree)


def _surely(given: dict[str, Any]) -> str:
    return next((kind for kind, own in _SURE if own <= given.keys()), "")


def _by_type(own: Any) -> str:
    """The kind that the id of a type means; that id itself where it is another one."""
    if not isinstance(own, str) or not _TYPE_ID.fullmatch(own):
        return ""
    return _TYPE_IDS.get(own) or _OTHERS.get(own, own)


def _by_url(url: Any) -> str:
    match = _ADDRESS.search(url) if isinstance(url, str) else None
    return _by_type(match[1]) if match else ""


def _by_associations(tree: dict[str, Any]) -> str:
    """The kind that the types of the associations begin with: `deal_to_company` is a deal's, `site_to_deal` a site's.

    People may call an association so, too ("Sold to company"): what surely is one of ours is none of another kind.
    """
    pages = tree.get("associations")
    other = ""
    for name, page in pages.items() if isinstance(pages, dict) else ():
        results = page.get("results") if isinstance(page, dict) else None
        for result in results if isinstance(results, list) else []:
            start, _, end = str(result.get("type", "") if isinstance(result, dict) else "").partition("_to_")
            if start in _KINDS:
                return _KINDS[start]
            if start and end and end.removesuffix("_unlabeled") == ONE.get(name):
                other = start
    return "" if other and _surely(properties(tree)) else other
