"""Lists of which people tick what they want: boxes before the members, or yes and no behind them.

A crossed box is left as it stands: some tick with a cross, and others cross out.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from kyccheck.late import pattern
from kyccheck.values.boxes import BOX, is_empty
from kyccheck.values.value import as_text, as_truth, clean

_BOX: Final = pattern(rf"(?P<sign>{BOX})(?P<member>.*)")
_EACH: Final = pattern(BOX)
_BETWEEN: Final = ",;/ \u00a0\t"


def chosen(parts: list[str]) -> list[str]:
    """The members of a list that are ticked; all as they stand where not each of them has a box, or a yes or no."""
    members = [member for part in parts for piece in _pieces(part) if (member := clean(piece).strip(_BETWEEN))]
    boxes = [box for member in members if (box := _BOX.fullmatch(member))]
    if boxes and len(boxes) == len(members) and all(clean(box["member"]) for box in boxes):
        return [clean(box["member"]) for box in boxes if not is_empty(box["sign"])]
    if len(parts) % 2 == 0 and all(map(_says, parts[1::2])) and not any(map(_says, parts[::2])):
        return [part for part, said in zip(parts[::2], parts[1::2], strict=True) if as_truth(said)]
    return parts


def _pieces(part: str) -> list[str]:
    """A member, or several in one text, each with its box before it."""
    starts = [0, *(match.start() for match in _EACH.finditer(part)), len(part)]
    return [part[start:end] for start, end in pairwise(starts)]


def is_choice(cells: list[object]) -> bool:
    """Whether a row below a list's label is of its members: boxes alone, or one member with its yes or no."""
    if all(_BOX.match(as_text(value) or "") for value in cells):
        return True
    return len(cells) == 2 and isinstance(cells[0], str) and not _says(cells[0]) and _says(cells[1])


def _says(value: object) -> bool:
    """Whether a cell says yes or no, and no number."""
    return as_truth(value) is not None and not (as_text(value) or "").isdigit()
