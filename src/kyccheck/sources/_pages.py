"""Whether a list in an envelope is one page of several: what the answers of the systems' APIs say of it."""

from collections.abc import Iterator
from typing import Any, Final

from kyccheck.value import as_number, as_truth, is_blank

_MORE: Final = ("hasMore", "has-more", "has_more", "hasMorePages", "hasNextPage")
_TOTALS: Final = ("total", "count", "itemCount", "totalCount", "records")
_PAGES: Final = ("pageCount", "pages", "totalPages")
_NEXT: Final = ("next", "nextPage", "next_page", "nextPageToken", "next_page_token", "nextCursor", "next_cursor")
_WITHIN: Final = ("paging", "pagination", "meta", "page", "pageInfo", "page_info", "links", "_links")
"""Parts of an envelope that say so, also within each other (`meta.page.hasMore`)."""


def says_more(envelope: dict[str, Any], held: int) -> str:
    """What an envelope with so many members says of further ones; "" where it says nothing of that kind."""
    parts = list(_parts(envelope))
    totals = [number for part in parts for key in _TOTALS if (number := _whole(part.get(key))) > held]
    if totals:
        return f"says that there are {max(totals):,} and holds {held:,}; export the other pages too"
    flagged = any(as_truth(part.get(key)) for part in parts for key in _MORE)
    following = any(
        key in part and not is_blank(part[key]) and part[key] is not False for part in parts for key in _NEXT
    )
    several = any(_whole(part.get(key)) > 1 for part in parts for key in _PAGES)
    return "is one page of several; export the other pages too" if flagged or following or several else ""


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
