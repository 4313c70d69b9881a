"""What words and ids of an export mean, as the mapping and other exports say: stages, pipelines, owners, documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace

from kyccheck.dataclass import dataclass
from kyccheck.records.fields import folded
from kyccheck.records.record import Meaning, Record
from kyccheck.values.value import as_text


@dataclass(frozen=True, slots=True)
class Meanings:
    """From the mapping: `stages` say what a stage means, `phrases` tell documents by words of their names.

    From exports: `of_ids`, by what an id is of and the id itself, and then by the pipeline where it means that.
    """

    phrases: tuple[tuple[str, str], ...] = ()
    stages: dict[str, str] = field(default_factory=dict)
    of_ids: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def add(self, found: Meaning) -> None:
        """Take in what an export says that an id means."""
        self.of_ids.setdefault((found.what, found.id), {})[found.within] = found.label

    def stage(self, word: str, pipeline: str) -> str:
        """What the mapping or an export says that a word for a stage means; "" where neither says anything.

        HubSpot's tables name the pipeline behind the stage where there are several: "Completed (Sales Pipeline)".
        """
        said = self.stages.get(folded(word)) or self.of("stage", word, pipeline)
        if said or not word.endswith(")"):
            return said
        bare = _without_pipeline(word, pipeline)
        return self.stages.get(folded(bare), bare)

    def of(self, what: str, own: str, within: str = "") -> str:
        """What exports say that an id means, there (a pipeline); "" where they say nothing, or two things."""
        labels = self.of_ids.get((what, own)) if self.of_ids else None
        if not labels:
            return ""
        if within in labels:
            return labels[within]
        return next(iter(labels.values())) if len(set(labels.values())) == 1 else ""

    def one_said(self, main: Record) -> Record:
        """A ticket or deal of which one export writes a pipeline or stage as an id, and another what that means."""
        pipeline = _one(main.fields.get("pipeline"), lambda word: self.of("pipeline", word))
        within = as_text(pipeline) or ""
        stage = _one(main.fields.get("stage"), lambda word: self.stage(word, within))
        told = {name: value for name, value in (("pipeline", pipeline), ("stage", stage)) if name in main.fields}
        return replace(main, fields={**main.fields, **told})


def _without_pipeline(word: str, pipeline: str) -> str:
    """A stage without the pipeline that stands behind it in brackets; "" where none does."""
    head, bracket, last = word[:-1].rpartition(" (")
    if pipeline and (bare := word.removesuffix(f" ({pipeline})")) != word:
        return bare.strip()
    return head.strip() if bracket and folded(last).endswith("pipeline") else ""


def _one(said: object, means: Callable[[str], str]) -> object:
    """Of several words of one meaning (a stage and its id) the one whose meaning is known; else what was said."""
    words = [as_text(word) or "" for word in said] if isinstance(said, list) else []
    if not words or not all(words):
        return said
    known = [{folded(word), folded(means(word))} - {""} for word in words]
    return next((word for word in words if means(word)), words[0]) if set.intersection(*known) else said
