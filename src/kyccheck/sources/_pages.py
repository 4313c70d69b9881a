"""Whether a list in an envelope is one page of several: what the answers of the systems' APIs say of it."""

from collections.abc import Iterator
from typing import Any, Final

from kyccheck.value import is_blank

_MORE: Final = ("hasMore", "has-more", "has_more", "hasMorePages", "hasNextPage")
_TOTALS: Final = ("total", "count", "itemCount", "totalCount", "records")
_PAGES: Final = ("pageCount", "pages", "totalPages")
_NEXT: Final = ("next", "nextPage", "next_page")
_WITHIN: Final = ("paging", "pagination", "meta", "page")
"""Parts of an envelope that say so, also within each other (`meta.page.hasMore`)."""


def says_more(envelope: dict[str, Any], held: int) -> str:
    """What an envelope with so many members says of further ones; "" where it says nothing of that kind."""
    parts = list(_parts(envelope))
    totals = [part[key] for part in parts for key in _TOTALS if type(part.get(key)) is int]
    if any(total > held for total in totals):
        return f"says that there are {max(totals):,} and holds {held:,}; export the other pages too"
    flagged = any(part.get(key) is True for part in parts for key in _MORE)
    following = any(
        key in part and not is_blank(part[key]) and part[key] is not False for part in parts for key in _NEXT
    )
    several = any(type(part.get(key)) is int and part[key] > 1 for part in parts for key in _PAGES)
    return "is one page of several; export the other pages too" if flagged or following or several else ""


def _parts(envelope: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield envelope
    for key in _WITHIN:
        part = envelope.get(key)
        if isinstance(part, dict):
            yield from _parts(part)
