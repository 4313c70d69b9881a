"""Columns beside virtual numbers that say what becomes of them ("Action", "Status"): the form judges what they say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kyccheck.forms._remarks import tells
from kyccheck.sources._table import cell
from kyccheck.values.grid import Row
from kyccheck.values.value import as_text, is_blank

Telling = tuple[tuple[str, int], ...]
"""The title and the place of each such column."""

_LONGEST: Final = 80


def telling_under(titles: Iterable[object]) -> Telling:
    """Such columns under a header."""
    texts = ((as_text(title) or "").strip(" :\uff1a") for title in titles)
    return tuple((text, place) for place, text in enumerate(texts) if 0 < len(text) <= _LONGEST and tells(text))


def told_beside(row: Row, telling: Iterable[tuple[str, int]]) -> dict[str, object]:
    """What such columns say of the number in a row, by their titles; nothing where they are blank."""
    return {title: value for title, place in telling if not is_blank(value := cell(row, place))}
