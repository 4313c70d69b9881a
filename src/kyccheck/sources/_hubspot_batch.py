"""Associations by themselves, as a batch answers them: {"from": {"id"}, "to": [{"toObjectId", "associationTypes"}]}.

Which objects such an answer is about, only its address says: here, the types of the associations tell it, one for all
of the answer, or the keys `fromObjectType` and `toObjectType` beside `results`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kyccheck.records.record import MAIN, MORE, NO_SHAPE, Link, Problem, Record, elsewhere
from kyccheck.sources import Reading
from kyccheck.sources._hubspot_associations import association, has_next_page
from kyccheck.sources._hubspot_kind import ONE, SECTIONS, SYSTEM, is_batch
from kyccheck.values.value import as_text

_TYPES: Final = {
    **dict.fromkeys((1, 279), ("contacts", "companies")),
    **dict.fromkeys((2, 280), ("companies", "contacts")),
    **dict.fromkeys((5, 341), ("deals", "companies")),
    **dict.fromkeys((6, 342), ("companies", "deals")),
    **dict.fromkeys((26, 339), ("tickets", "companies")),
    **dict.fromkeys((25, 340), ("companies", "tickets")),
    3: ("deals", "contacts"),
    4: ("contacts", "deals"),
    16: ("tickets", "contacts"),
    15: ("contacts", "tickets"),
}
"""HubSpot's own types of associations, and the kinds of objects that each leads from and to."""
_KINDS: Final = {one: kind for kind, one in ONE.items()} | {kind: kind for kind in ONE}
_UNTOLD: Final = (
    "holds associations that do not tell of which objects; say it beside results, "
    'as "fromObjectType": "deals", "toObjectType": "contacts", or export the objects with their associations'
)


def records(answer: dict[str, Any], base: str, reading: Reading) -> Iterator[Record | Problem]:
    """For each association a record of which only the id is known, linked to its deal or ticket."""
    members = [(place, one) for place, one in enumerate(answer["results"]) if is_batch(one)]
    told = _said(answer) or _told([one for _, one in members])
    if told is None:
        yield Problem(reading.file, _UNTOLD, f"{base}/results")
        return
    for place, one in members:
        at = f"{base}/results/{place}"
        own = as_text(one["from"].get("id"))
        if not own:
            yield Problem(reading.file, "is a list of associations that does not say of which object", at)
            continue
        yield from _associated(own, one["to"], told, reading.file, at)
        if has_next_page(one):
            yield Problem(reading.file, f"names only the first page of its {told[1]}; export the other pages too", at)
            if told[0] in ("deals", "tickets"):
                yield _placed(told[1], MORE, (Link(SECTIONS[told[0]], own),), reading.file, at)


def _said(answer: dict[str, Any]) -> tuple[str, str] | None:
    """The kinds that an answer names beside its results."""
    words = (str(answer.get(key)).casefold() for key in ("fromObjectType", "toObjectType"))
    start, end = (_KINDS.get(word, "") for word in words)
    return (start, end) if (start, end) in _TYPES.values() else None


def _told(members: list[dict[str, Any]]) -> tuple[str, str] | None:
    """The kinds that the types of the associations mean; None where they mean none, or several."""
    found = {
        pair for one in members for member in one["to"] if isinstance(member, dict) for pair in _types(member) if pair
    }
    return found.pop() if len(found) == 1 else None


def _types(member: dict[str, Any]) -> Iterator[tuple[str, str] | None]:
    start, _, end = str(member.get("type")).removesuffix("_unlabeled").partition("_to_")
    pair = _KINDS.get(start, ""), _KINDS.get(end, "")
    yield pair if pair in _TYPES.values() else None
    given = member.get("associationTypes")
    for kind in given if isinstance(given, list) else ():
        if isinstance(kind, dict) and kind.get("category") == "HUBSPOT_DEFINED" and isinstance(kind.get("typeId"), int):
            yield _TYPES.get(kind["typeId"])


def _associated(own: str, members: list[Any], told: tuple[str, str], file: str, at: str) -> Iterator[Record | Problem]:
    """The records at those ends of associations that are no deals or tickets, linked to the other end.

    An association stands there once for each of its types.
    """
    start, end = told
    ends: dict[str, tuple[Link, str]] = {}
    for row, member in enumerate(members):
        place = f"{at}/to/{row}"
        link = association("company" if "companies" in told else SECTIONS[end], member)
        if link is None:
            yield Problem(file, "is an association without two ids", place)
            continue
        before, place = ends.get(link.id, (link, place))
        labels = dict.fromkeys(filter(None, (before.label, link.label)))
        ends[link.id] = link._replace(primary=before.primary or link.primary, label="; ".join(labels)), place
    is_here = SECTIONS[end] in MAIN or told == ("contacts", "companies")
    for other, (link, place) in ends.items():
        if is_here:
            yield _placed(start, own, (link._replace(section=SECTIONS[end]),), file, place)
        else:
            yield _placed(end, other, (link._replace(section=SECTIONS[start], id=own),), file, place)


def _placed(kind: str, own: str, links: tuple[Link, ...], file: str, at: str) -> Record:
    why = elsewhere(ONE[kind], own, kind)
    return Record(
        SECTIONS[kind], {"id": own}, NO_SHAPE, file, at, system=SYSTEM, id=own, links=links, missing=why, counts=False
    )
