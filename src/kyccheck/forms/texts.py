"""A list of texts, such as add-ons. Order does not matter.

A single text counts as a list parted by `;` (`；`) or lines. Each text is compared by the form `text`.

The same: the same texts, equally often. To a person: texts that the form `text` sends to a person, lists that are the
same only where a comma or "and" parts two texts, and entries that are blank, placeholders or no text. Different: a text
that only one side has; the reason names it. Where entries have boxes, those ticked count; if that cannot be told, or
none is ticked, a person reads them, also where both sides say the same.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from kyccheck.forms import Context, Likeness
from kyccheck.forms._answers import aligned, lack, misaligned, review, same_text, say, text_of
from kyccheck.forms.text import compare as compare_text
from kyccheck.late import pattern
from kyccheck.values.boxes import UNCLEAR, all_ticked, has_box, nothing_ticked
from kyccheck.values.value import is_blank

_SPLIT: Final = re.compile(r"[;；\n\r]+")
_COMMA: Final = re.compile("[,，、]")
_BETWEEN: Final = pattern(r"[,，、&+/]|\band\b", re.IGNORECASE)
_MOST: Final = 500


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values list the same texts."""
    a, b = _entries(left), _entries(right)
    for side, value, entries in zip(context.called, (left, right), (a, b), strict=True):
        wrong = "blank" if is_blank(value) or not entries else next(filter(None, map(lack, entries)), "")
        if wrong:
            return review(f"{side} is blank" if wrong == "blank" else f"an entry of {side} is {wrong}")
    if max(len(a), len(b)) > _MOST:
        return review(f"a list of more than {_MOST} entries")
    same = same_text(left, right) if settles(left) else None
    if same:
        return same
    one, other = (all_ticked(_boxes_apart(entries)) for entries in (a, b))
    if one is None or other is None:
        return review(UNCLEAR, _shown(a), _shown(b))
    return _compare(list(one), list(other), context)


def settles(value: object) -> bool:
    """Whether a list says something, as far as all it has is boxes to tick: one of them is ticked."""
    if type(value) is str:
        return not nothing_ticked(value)
    return type(value) is not list or not all(type(entry) is str and nothing_ticked(entry) for entry in value)


def _boxes_apart(entries: list[object]) -> list[str]:
    """Entries as texts; those with a box parted at commas as well."""
    parted = list[str]()
    for text in map(text_of, entries):
        parted += filter(None, map(str.strip, _COMMA.split(text))) if has_box(text) else [text]
    return parted


def _compare(a: list[object], b: list[object], context: Context) -> Likeness:
    normal = _shown(a), _shown(b)
    rest_a, rest_b = _unmatched(a, b, context, "aligned")
    if not rest_a and not rest_b:
        return aligned("same texts", *normal)
    far_a, far_b = _unmatched(rest_a, rest_b, context, "review")
    if not far_a and not far_b:
        return review(f"texts that a person should compare: {say(_shown(rest_a))} / {say(_shown(rest_b))}", *normal)
    parted_a, parted_b = _unmatched(_parted(a), _parted(b), context, "aligned")
    if _unmatched(parted_a, parted_b, context, "review") == ([], []):
        return review('the same texts where a comma or "and" parts two', *normal)
    only = zip(context.called, (far_a, far_b), strict=True)
    return misaligned("; ".join(f"only {side} has {say(_shown(far))}" for side, far in only if far), *normal)


def _entries(value: object) -> list[object]:
    if isinstance(value, str):
        return [part for part in _SPLIT.split(value) if not is_blank(part)]
    if not isinstance(value, (list, tuple)):
        return [value]
    parted = (entry.split("；") if isinstance(entry, str) and "；" in entry else [entry] for entry in value)
    return [part for parts in parted for part in parts if len(parts) == 1 or not is_blank(part)]


def _parted(entries: list[object]) -> list[object]:
    return [part.strip() for entry in entries for part in _BETWEEN.split(text_of(entry)) if not is_blank(part)]


def _unmatched(a: list[object], b: list[object], context: Context, verdict: str) -> tuple[list[object], list[object]]:
    """What is left of two lists when each entry has taken its partner from the other."""
    left, right = Counter(map(text_of, a)), Counter(map(text_of, b))
    rest_a, rest_b = list((left - right).elements()), list((right - left).elements())
    kept = list[object]()
    for text in rest_a:
        partner = next((other for other in rest_b if compare_text(text, other, context).verdict == verdict), None)
        if partner is None:
            kept.append(text)
        else:
            rest_b.remove(partner)
    return kept, list(rest_b)


def _shown(entries: list[object]) -> str:
    return "; ".join(sorted(text_of(entry) for entry in entries))
