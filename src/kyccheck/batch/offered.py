"""The checklists on offer to a run, and what is refused because none of them knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kyccheck import registry
from kyccheck.audit.plan import Plan, compile_plan
from kyccheck.batch.choosing import Offer
from kyccheck.checklist.file import about_of, shipped
from kyccheck.checklist.model import Checklist
from kyccheck.checklist.overlay import load
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.inputs.mapping import Mapping, refuse_stage

if TYPE_CHECKING:  # most runs are given no decisions, and a start is counted in milliseconds
    from kyccheck.decisions.files import Known

_MOST_COMPILED: Final = 32


def plan_of(word: str, day: date, date_order: str) -> Plan:
    """The plan of a shipped checklist or a file: a file is read anew, and compiled where its bytes are new."""
    one = load(word)
    return _compiled(_Read(one.file, one.sha256, one), day, date_order)


@dataclass(frozen=True, slots=True)
class _Read:
    """A checklist, the same as another one where every byte is that it was made from."""

    file: str
    sha256: str
    checklist: Checklist = field(compare=False)


@lru_cache(_MOST_COMPILED)
def _compiled(read: _Read, day: date, date_order: str) -> Plan:
    return compile_plan(read.checklist, day, date_order)


class Shipped:
    """A shipped checklist, read and compiled when the first case comes that it may be for."""

    def __init__(self, word: str, day: date, date_order: str) -> None:
        self.about = about_of(shipped()[word])
        self.word = word
        self._day, self._order = day, date_order

    @cached_property
    def plan(self) -> Plan:
        """The checklist, compiled."""
        return plan_of(self.word, self._day, self._order)


def offers_for(given: Sequence[str], names: Mapping, files: Sequence[Path], day: date) -> Sequence[Offer]:
    """The checklists asked for, or all that are shipped.

    Raises RefusedError for one that cannot be used, and for a mapping (in these files) whose stage none of them knows.
    """
    offers = _asked_for(given, day, names.dates or "")
    _refuse_meanings(names, files, offers)
    return offers


def _asked_for(given: Sequence[str], day: date, date_order: str) -> Sequence[Offer]:
    if not given:
        return [Shipped(word, day, date_order) for word in shipped()]
    made = [plan_of(word, day, date_order) for word in given]
    ids = [plan.checklist.id for plan in made]
    for word in ids:
        if ids.count(word) > 1:
            raise RefusedError(f"two of the checklists have the id {word!r}; an overlay may give its own id")
    return made


def _refuse_meanings(names: Mapping, files: Sequence[Path], offers: Sequence[Offer]) -> None:
    """Refuse a mapping whose stage no checklist knows. Checklists are only read as far as it takes to find it."""
    for raw, stage in names.stages.items():
        likely = sorted(shipped(), key=lambda word: stage not in shipped()[word].read_text("utf-8", "replace"))
        if any(load(word).stage_of(stage) for word in likely) or any(_knows(offer, stage) for offer in offers):
            continue
        hint = registry.allowed(stage, _stages(offers))
        raise refuse_stage(files, raw, f"the mapping gives {raw!r} the unknown stage {stage!r}; {hint}")


def refuse_unknown(offers: Sequence[Offer], at: str, items: Iterable[str] = (), dashes: str = "--") -> None:
    """Refuse the stage of `--at` and the items of `--item` that no checklist on offer knows."""
    if at and not any(_knows(offer, at) for offer in offers):
        raise RefusedError(f"{dashes}at: unknown stage {at!r}; {registry.allowed(at, _stages(offers))}")
    for item in items:
        refuse_item(item, offers, f"{dashes}item: ")


def refuse_item(item: str, offers: Sequence[Offer], option: str = "") -> None:
    """Refuse an item that no checklist on offer has."""
    known = tuple(dict.fromkeys(one.id for offer in offers for one in offer.plan.checklist.walk()))
    if item not in known:
        raise RefusedError(f"{option}unknown item {item!r}; {registry.allowed(item, known)}")


def stages_of(offers: Sequence[Offer]) -> Callable[[str], bool]:
    """What knows the stages of the checklists on offer, by their names."""
    return lambda text: any(_knows(offer, text) for offer in offers)


def _knows(offer: Offer, stage: str) -> bool:
    return offer.plan.checklist.stage_of(stage) is not None


def _stages(offers: Sequence[Offer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stage.id for offer in offers for stage in offer.plan.checklist.stages))


def known_to(checklists: Sequence[str]) -> Known:
    """What decisions may be about, where these checklists are asked for; all that are shipped where none is."""
    from kyccheck.decisions.files import Known

    shipped_ones = [load(word) for word in shipped()]
    made = [load(word) for word in checklists]
    ids = {one.id for one in made}
    return Known(made or shipped_ones, [one for one in shipped_ones if one.id not in ids] if made else ())
