"""Answers of a system that come page by page: whether the pages of a run are all that there are.

A page tells how many there are in all, or which page of how many it is, or only that it goes on. The first two prove
that nothing is missing, unless each of several pages goes on. Where pages only go on, they are taken for whole if one
that ends is there, and only one, and none repeats what another holds: of a page in their midst that was left out nobody
could tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kyccheck.records.record import Page, Problem


def missing(read: Iterable[Page]) -> Iterator[Problem]:
    """What is to be said of pages that are not all there."""
    answers: dict[tuple[str, int, int], list[Page]] = {}
    for page in read:
        answers.setdefault((page.kind, page.total, page.pages), []).append(page)
    for pages in answers.values():
        if not _is_whole(pages):
            yield from (page.more for page in pages if page.more is not None)


def _is_whole(pages: list[Page]) -> bool:
    if pages[0].total:
        held = {page.ids for page in pages if page.more is not None}
        ends = len(held) == 1 or not all(page.goes_on for page in pages)
        return ends and len(frozenset().union(*held)) == pages[0].total
    if pages[0].pages:
        return len({page.number for page in pages if 1 <= page.number <= page.pages}) == pages[0].pages
    ending = [page for page in pages if page.more is None]
    all_ids = frozenset().union(*(page.ids for page in pages))
    return len(ending) == 1 and len(all_ids) == sum(len(page.ids) for page in pages)
