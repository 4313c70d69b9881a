"""The checklists on offer to a run, and what is refused because none of them knows it."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from kyccheck import registry
from kyccheck.checklist import about_of, shipped
from kyccheck.choosing import Offer
from kyccheck.errors import RefusedError
from kyccheck.mapping import Mapping, refuse_stage
from kyccheck.overlay import load
from kyccheck.plan import Plan, compile_plan


class Shipped:
    """A shipped checklist, read and compiled when the first case comes that it may be for."""

    def __init__(self, word: str, day: date, date_order: str) -> None:
        self.about = about_of(shipped()[word])
        self.word = word
        self._day, self._order = day, date_order

    @cached_property
    def plan(self) -> Plan:
        """The checklist, compiled."""
        return compile_plan(load(self.word), self._day, self._order)


def offers_for(given: list[str], names: Mapping, files: list[Path], day: date) -> Sequence[Offer]:
    """The checklists asked for, or all that are shipped.

    Raises RefusedError for one that cannot be used, and for a mapping (in these files) whose stage none of them knows.
    """
    offers = _asked_for(given, day, names.dates or "")
    _refuse_meanings(names, files, offers)
    return offers


def _asked_for(given: list[str], day: date, date_order: str) -> Sequence[Offer]:
    if not given:
        return [Shipped(word, day, date_order) for word in shipped()]
    made = [load(word) for word in given]
    ids = [one.id for one in made]
    for word in ids:
        if ids.count(word) > 1:
            raise RefusedError(f"two of the checklists have the id {word!r}; an overlay may give its own id")
    return [compile_plan(one, day, date_order) for one in made]


def _refuse_meanings(names: Mapping, files: list[Path], offers: Sequence[Offer]) -> None:
    """Refuse a mapping whose stage no checklist knows. Checklists are only read as far as it takes to find it."""
    for raw, stage in names.stages.items():
        likely = sorted(shipped(), key=lambda word: stage not in shipped()[word].read_text("utf-8", "replace"))
        if any(load(word).stage_of(stage) for word in likely) or any(_knows(offer, stage) for offer in offers):
            continue
        hint = registry.allowed(stage, _stages(offers))
        raise refuse_stage(files, raw, f"the mapping gives {raw!r} the unknown stage {stage!r}; {hint}")


def refuse_unknown(offers: Sequence[Offer], at: str, items: Iterable[str]) -> None:
    """Refuse the stage of `--at` and the items of `--item` that no checklist on offer knows."""
    if at and not any(_knows(offer, at) for offer in offers):
        raise RefusedError(f"--at: unknown stage {at!r}; {registry.allowed(at, _stages(offers))}")
    for item in items:
        refuse_item(item, offers, "--item: ")


def refuse_item(item: str, offers: Sequence[Offer], option: str = "") -> None:
    """Refuse an item that no checklist on offer has."""
    known = tuple(dict.fromkeys(one.id for offer in offers for one in offer.plan.checklist.walk()))
    if item not in known:
        raise RefusedError(f"{option}unknown item {item!r}; {registry.allowed(item, known)}")


def _knows(offer: Offer, stage: str) -> bool:
    return offer.plan.checklist.stage_of(stage) is not None


def _stages(offers: Sequence[Offer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stage.id for offer in offers for stage in offer.plan.checklist.stages))
