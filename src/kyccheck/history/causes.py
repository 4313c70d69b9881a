"""Why a finding is not what it was in an earlier report: one of the things that an audit is a function of has changed.

These are the data, the checklist, people's decisions and the day (`calendar`); where all four are the same, the tool
itself, or what it was asked for. Everything is told from the two reports alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from kyccheck.history.earlier import Basis

_DAY: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_MOST: Final = 4

Case = Mapping[str, Any]
Result = Mapping[str, Any]


class Cause(NamedTuple):
    """One cause, and a sentence on it."""

    cause: Literal["data", "checklist", "decision", "calendar", "tool", "options"]
    why: str


class Sides(NamedTuple):
    """A case in the earlier report and in the later one, and what each rests on."""

    before: Basis
    after: Basis
    old: Case
    new: Case


def causes(sides: Sides, old: Result | None, new: Result | None) -> list[Cause]:
    """Every cause for which an item may have become another; the likeliest first, and at least one.

    `old` and `new` are its results; None where it has none.
    """
    if old is None or new is None:
        one = old or new or {}
        unasked = asked_for_others("earlier" if old is None else "later", _left_out(sides, old, new))
        return [unasked or _listed(sides, one)]
    found = [*_by_decision(sides, old, new), *_by_checklist(sides, new), *_by_data(sides, old, new)]
    if _ran_out(sides, new) and all(one.cause != "calendar" for one in found):
        found.append(Cause("calendar", _days(sides)))
    return found or [_left(sides)]


def _left_out(sides: Sides, old: Result | None, new: Result | None) -> str:
    """The option by which the report that lacks an item was asked for others, or ""."""
    one, side = (new or {}, sides.before) if old is None else (old, sides.after)
    return "" if old and new else side.leaves_out("", one["checklist"], one["item"])


def asked_for_others(which: str, option: str) -> Cause | None:
    """The cause where an audit ("earlier" or "later") was asked for others by an option; None where it was not."""
    about = {"--case": "cases", "-c": "checklists", "--item": "items"}
    return (
        Cause("options", f"the {which} audit was only asked for other {about[option]} ({option})") if option else None
    )


def _listed(sides: Sides, result: Result) -> Cause:
    """Why an item has a result in one of two reports alone."""
    checklist = result["checklist"]
    before, after = sides.before.checklist(checklist), sides.after.checklist(checklist)
    was, now = ({one["checklist"] for one in case["results"]} for case in (sides.old, sides.new))
    if before.get("sha256") != after.get("sha256") and before and after:
        return Cause("checklist", f"checklist {checklist} was changed{_versions(before, after)}")
    if (checklist in was) != (checklist in now):
        return Cause("data", f"the case is {'now' if checklist in now else 'no longer'} audited by {checklist}")
    return Cause("options", "only one of the two audits lists the item")


def _by_checklist(sides: Sides, new: Result) -> list[Cause]:
    checklist, item = new["checklist"], new["item"]
    before, after = sides.before.checklist(checklist), sides.after.checklist(checklist)
    was, now = (side.item(checklist, item).get("sha256") for side in (sides.before, sides.after))
    if not before or not after or before.get("sha256") == after.get("sha256"):
        return []
    if was is not None and was == now:
        return []
    what = f"item {item} of checklist {checklist}" if was else f"checklist {checklist}"
    return [Cause("checklist", f"{what} was changed{_versions(before, after)}")]


def _versions(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    versions = [str(one.get("version", "")) for one in (before, after)]
    return f" (version {versions[0]}, then {versions[1]})" if versions[0] != versions[1] else ""


def _by_decision(sides: Sides, old: Result, new: Result) -> list[Cause]:
    """What came of people's decisions: one that is new, one that is gone, one that lapsed."""
    found: list[Cause] = []
    for kind, last in (("waiver", "expires"), ("attestation", "valid_until")):
        was, now = _counting(old, kind), _counting(new, kind)
        if now and _said(now) != _said(was or {}):
            found.append(Cause("decision", f"{_told(kind, now)} until {now.get(last)}"))
        elif was and not now and not _is_settled(new):
            found += _gone(sides, new, kind, was, str(was.get(last, "")))
    return found


def _gone(sides: Sides, new: Result, kind: str, was: Mapping[str, Any], last: str) -> list[Cause]:
    """Why a decision counts no more: its days are over, it was taken back, or what it was about changed."""
    about = _told(kind, was)
    if last and last < sides.after.as_of.isoformat():
        lapsed = f"what {about} expired: its last day was {last}"
        return [Cause("decision", lapsed), Cause("calendar", _days(sides))]
    rest = new.get(kind)
    if isinstance(rest, dict) and rest.get("why_not"):
        is_stale = _is_stale(sides, new)
        return [] if is_stale else [Cause("decision", f"what {about} counts no more: {rest['why_not']}")]
    return [Cause("decision", f"what {about} is not among the decisions given any more")]


def _is_stale(sides: Sides, new: Result) -> bool:
    """Whether the data or the question of an item has changed, which is then the cause, and not the stale answer."""
    return bool(_changed_sections(sides, new) or _by_checklist(sides, new))


def _counting(result: Result, kind: str) -> Mapping[str, Any] | None:
    one = result.get(kind)
    return one if isinstance(one, dict) and one.get("counts", True) else None


def _said(one: Mapping[str, Any]) -> list[Any]:
    keys = ("answer", "by", "on", "valid_until", "reason", "requested_by", "approved_by", "approved_on", "expires")
    return [one.get(key) for key in keys]


def _told(kind: str, one: Mapping[str, Any]) -> str:
    return f"{one.get('approved_by')} waived" if kind == "waiver" else f"{one.get('by')} answered"


def _is_settled(result: Result) -> bool:
    return result["status"] not in ("fail", "review", "unknown", "error")


def _by_data(sides: Sides, old: Result, new: Result) -> list[Cause]:
    was, now = sides.old["stage"], sides.new["stage"]
    if was != now and "not_due" in (old["status"], new["status"]):
        moved = f"the case stood at {was or 'an unknown stage'}, and now at {now or 'an unknown stage'}"
        is_as_read = sides.old.get("stage_as_read", "") == sides.new.get("stage_as_read", "")
        return [Cause("options", f"{moved}, by --at or a mapping")] if is_as_read else [Cause("data", moved)]
    changed = _changed_sections(sides, new)
    if changed is None:
        return _by_evidence(sides, old, new)
    if not changed:
        return []
    fields = _changed_fields(old, new) or changed
    named = ", ".join(fields[:_MOST]) + (f" and {len(fields) - _MOST} more" if len(fields) > _MOST else "")
    return [Cause("data", f"changed: {named}")]


def _changed_sections(sides: Sides, new: Result) -> list[str] | None:
    """The sections that an item reads and that are not what they were; None where the reports do not tell."""
    was, now = sides.before.sections(sides.old["id"]), sides.after.sections(sides.new["id"])
    if was is None or now is None:
        return None
    reads = sides.after.item(new["checklist"], new["item"]).get("reads")
    names = reads if isinstance(reads, list) else sorted({*was, *now})
    return [name for name in names if was.get(name) != now.get(name)]


def _changed_fields(old: Result, new: Result) -> list[str]:
    """The fields whose values both reports show, and that differ."""
    was, now = _values(old), _values(new)
    return [name for name in now if name in was and was[name] != now[name]]


def _values(result: Result) -> dict[str, Any]:
    return {one["field"]: one.get("value") for one in result["evidence"] if isinstance(one, dict) and "field" in one}


def _by_evidence(sides: Sides, old: Result, new: Result) -> list[Cause]:
    """What is told where an older report notes no digests: by evidence, fingerprints, and at last the files."""
    fields = _changed_fields(old, new)
    if fields:
        return [Cause("data", f"changed: {', '.join(fields[:_MOST])}")]
    prints = (old["fingerprint"], new["fingerprint"])
    if all(prints):
        return [Cause("data", "the values that it reads are others")] if prints[0] != prints[1] else []
    was, now = sides.before.files(), sides.after.files()
    return [] if was and was == now else [Cause("data", "the exports are others")]


def _ran_out(sides: Sides, new: Result) -> bool:
    """Whether an open item names a day that has passed, or come, between the two audits."""
    before, after = sorted((sides.before.as_of, sides.after.as_of))
    days = [_day(text) for text in _DAY.findall(new["reason"])]
    return not _is_settled(new) and any(day is not None and before <= day < after for day in days)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _days(sides: Sides) -> str:
    return f"the day: {sides.before.as_of}, then {sides.after.as_of}"


def _left(sides: Sides) -> Cause:
    """The cause where data, checklist and decisions are the same."""
    if sides.before.as_of != sides.after.as_of:
        return Cause("calendar", f"nothing but {_days(sides)}")
    if sides.before.version != sides.after.version:
        return Cause("tool", f"another version of kyccheck ({sides.before.version}, then {sides.after.version})")
    return Cause("options", "the two audits were asked for something else (a stage, a mapping)")
