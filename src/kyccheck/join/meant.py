"""A pipeline or stage that one export of a deal writes as an id, and another one as what that means: it is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kyccheck.records.fields import folded
from kyccheck.records.record import Record
from kyccheck.values.value import as_text

if TYPE_CHECKING:
    from kyccheck.join.pool import Pool


def meant(main: Record, pool: Pool) -> Record:
    """A ticket or deal with one pipeline and one stage, as far as exports or the mapping tell that two are the same."""
    pipeline = _one(main.fields.get("pipeline"), lambda word: pool.meaning("pipeline", word, ""))
    within = as_text(pipeline) or ""
    stage = _one(main.fields.get("stage"), lambda word: pool.stage(word, within))
    told = {name: value for name, value in (("pipeline", pipeline), ("stage", stage)) if name in main.fields}
    return replace(main, fields={**main.fields, **told})


def _one(said: object, means: Callable[[str], str]) -> object:
    """What a field says in several words, in the one of them that has a meaning, where all of them mean the same."""
    words = [as_text(word) or "" for word in said] if isinstance(said, list) else []
    if not words or not all(words):
        return said
    known = [{folded(word), folded(means(word))} - {""} for word in words]
    return next((word for word in words if means(word)), words[0]) if set.intersection(*known) else said
