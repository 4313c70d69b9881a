"""Whether a list in an envelope is one page of several: what the answers of the systems' APIs say of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kyccheck.records.record import Page, Problem
from kyccheck.values.value import as_number, as_text, as_truth, is_blank

_MORE: Final = ("hasMore", "has-more", "has_more", "hasMorePages", "hasNextPage")
_TOTALS: Final = ("total", "count", "itemCount", "totalCount", "records")
_PAGES: Final = ("pageCount", "pages", "totalPages")
_NUMBERS: Final = ("page", "pageNumber", "page_number", "currentPage")
_NEXT: Final = ("next", "nextPage", "next_page", "nextPageToken", "next_page_token", "nextCursor", "next_cursor")
_WITHIN: Final = ("paging", "pagination", "meta", "page", "pageInfo", "page_info", "links", "_links")
"""Parts of an envelope that say so, also within each other (`meta.page.hasMore`)."""
_IDS: Final = ("id", "vid", "dealId", "companyId", "ContactID", "InvoiceID", "QuoteID")


def page(kind: str, envelope: dict[str, Any], members: list[Any], file: str, base: str) -> Page:
    """An answer with its members, as a page: `kind` says what they are, `file` and `base` where it stands."""
    parts, said = list(_parts(envelope)), says_more(envelope, len(members))
    total, number, pages = (_largest(parts, keys) for keys in (_TOTALS, _NUMBERS, _PAGES))
    more = Problem(file, said, base) if said else None
    return Page(kind, frozenset(map(_id, members)), more, total, number, pages, _goes_on(parts))


def _id(member: Any) -> str:
    """What tells an object from others: its id, or else all of it."""
    own = next((as_text(member[key]) for key in _IDS if key in member), "") if isinstance(member, dict) else ""
    return own or str(member)


def _largest(parts: list[dict[str, Any]], keys: tuple[str, ...]) -> int:
    return max((_whole(part.get(key)) for part in parts for key in keys), default=0)


def says_more(envelope: dict[str, Any], held: int) -> str:
    """What an envelope with so many members says of further ones; "" where it says nothing of that kind."""
    parts = list(_parts(envelope))
    totals = [number for part in parts for key in _TOTALS if (number := _whole(part.get(key))) > held]
    if totals:
        return f"says that there are {max(totals):,} and holds {held:,}; export the other pages too"
    several = any(_whole(part.get(key)) > 1 for part in parts for key in _PAGES)
    return "is one page of several; export the other pages too" if several or _goes_on(parts) else ""


def _goes_on(parts: list[dict[str, Any]]) -> bool:
    """Whether an envelope says that another page follows."""
    flagged = any(as_truth(part.get(key)) for part in parts for key in _MORE)
    following = (part[key] for part in parts for key in _NEXT if key in part)
    return flagged or any(not is_blank(value) and value is not False for value in following)


def _whole(value: object) -> int:
    """A number of an envelope; 0 for what is none."""
    number = as_number(value)
    return int(number) if number is not None else 0


def _parts(envelope: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield envelope
    for key in _WITHIN:
        part = envelope.get(key)
        if isinstance(part, dict):
            yield from _parts(part)
