"""What a checklist says that its author may not have meant: allowed, and worth a second look."""

from __future__ import annotations

from kyccheck.checklist.model import Checklist, Item
from kyccheck.read.strictyaml import Place


def warnings(checklist: Checklist) -> list[str]:
    """The warnings of a checklist, each with file and line."""
    found = []
    for item in checklist.walk():
        found += [_at(item.place, item, text) for text in _about(item)]
    owned = {item.owner for item in checklist.walk()} | {stage.team for stage in checklist.stages}
    unused = [team for team in checklist.teams if team not in owned]
    if unused:
        found.append(f"{checklist.file}: no item and no stage names the team {', '.join(unused)}")
    return found


def _about(item: Item) -> list[str]:
    found = []
    if not item.cites:
        found.append("cites nothing: say where the procedure asks for it")
    if item.check and not item.items and not item.fix:
        found.append("has no fix: say what is to be done where it does not hold")
    if item.escalates and item.waivable:
        found.append("escalates, but can be waived: say waivable: false if that is not meant")
    if item.switched_off and not item.waivable:
        found.append("cannot be waived, but is switched off")
    if item.when and item.when.kind == "manual":
        found.append("applies only when a person says so: it will be unknown for every case")
    return found


def _at(place: Place, item: Item, text: str) -> str:
    return f"{place.file}:{place.line}: item {item.id!r} {text}"
