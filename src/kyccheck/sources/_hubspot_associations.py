"""The associations of HubSpot's objects, as links to the records that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from kyccheck.late import pattern
from kyccheck.records.record import MORE, Link
from kyccheck.sources._hubspot_kind import SECTIONS
from kyccheck.values.value import as_text, is_blank

_OLD_LISTS: Final = {
    "associatedVids": "contacts",
    "associatedCompanyIds": "companies",
    "associatedDealIds": "deals",
    "contactIds": "contacts",
    "companyIds": "companies",
    "dealIds": "deals",
    "ticketIds": "tickets",
}
"""What v1 calls its lists of ids, and the kind of objects that each names."""

_FLAT_LISTS: Final = ("companies", "contacts", "deals", "tickets")
"""Lists of ids that ETL tools put beside the properties."""

_OWN: Final = "HUBSPOT_DEFINED"
_NO_LABELS: Final = frozenset(
    {"primary", "unlabeled", "unlabelled", "none", "hubspot defined", "user defined", "integrator defined"}
)
_STANDARD_TYPE: Final = pattern(r"\w+_to_\w+|\d+", re.IGNORECASE)
"""What HubSpot calls a type of associations, or its number."""
_PRIMARY_TYPE: Final = pattern(r"(deal|ticket|contact)_to_company")
"""What v3 calls the association with the primary company. `sold_to_company` is a label that people made."""


def links(tree: dict[str, Any]) -> tuple[Link, ...]:
    """The records that an object names, each once for a label.

    A link without an id says that the list was exported, though it may be empty; one with the id MORE, that it is only
    the first page.
    """
    return tuple(dict.fromkeys((*_associated(tree.get("associations")), *_flat(tree))))


def association(section: str, member: Any) -> Link | None:
    """One association by itself, with all its labels; None where it has no id."""
    found = list(_association(section, member)) if isinstance(member, dict) else []
    return found[0]._replace(label="; ".join(link.label for link in found)) if found else None


def has_next_page(page: Any) -> bool:
    """Whether a page of an answer says that there is another one."""
    paging = page.get("paging") if isinstance(page, dict) else None
    return isinstance(paging, dict) and bool(paging.get("next"))


def _associated(associations: Any) -> Iterator[Link]:
    if not isinstance(associations, dict):
        return
    for name, results in associations.items():
        kind = name.casefold() if isinstance(name, str) else ""
        if name in _OLD_LISTS:
            yield from _listed(SECTIONS[_OLD_LISTS[name]], results)
        elif kind in SECTIONS:
            yield from _listed(SECTIONS[kind], results.get("results") if isinstance(results, dict) else results)
            if has_next_page(results):
                yield Link(SECTIONS[kind], MORE)


def _flat(tree: dict[str, Any]) -> Iterator[Link]:
    for kind in _FLAT_LISTS:
        if kind in tree:
            yield from _listed(SECTIONS[kind], tree[kind])


def _listed(section: str, members: Any) -> Iterator[Link]:
    """The links of a list of ids or of associations; none where there is no list."""
    if not isinstance(members, list):
        return
    yield Link(section, "")
    for member in members:
        if isinstance(member, dict):
            yield from _association(section, member)
        elif not is_blank(member) and (own := as_text(member)):
            yield Link(section, own)


def _association(section: str, member: dict[str, Any]) -> Iterator[Link]:
    """One association as v3 ({"id", "type"}) or v4 ({"toObjectId", "associationTypes"}) gives it."""
    own = as_text(member.get("id", member.get("toObjectId")))
    if not own:
        return
    given = member.get("associationTypes")
    of_v4 = [kind for kind in given if isinstance(kind, dict)] if isinstance(given, list) else []
    told = [member.get("type"), member.get("label"), *(kind.get("label") for kind in of_v4)]
    types = [text for text in told if isinstance(text, str)]
    is_primary = any(map(_PRIMARY_TYPE.fullmatch, types)) or (section == "company" and any(map(_is_primary, of_v4)))
    yield from (Link(section, own, is_primary, label) for label in _labels(types) or ("",))


def _is_primary(kind: dict[str, Any]) -> bool:
    """Whether one of v4's types of an association is HubSpot's own "Primary", and no label that people made."""
    label = kind.get("label")
    is_own = kind.get("category", _OWN) == _OWN
    return is_own and isinstance(label, str) and label.casefold() == "primary"


def _labels(types: list[str]) -> tuple[str, ...]:
    """The labels that people gave an association, each once."""
    labels: dict[str, str] = {}
    for text in types:
        label = text.replace("_", " ")
        if not is_blank(label) and not _STANDARD_TYPE.fullmatch(text) and label.casefold() not in _NO_LABELS:
            labels.setdefault(label.casefold(), label)
    return tuple(labels.values())
