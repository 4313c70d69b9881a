"""What runs out: documents, waivers and attestations, soonest first, with what to do about each.

A document counts where no later one of its kind and holder is attached that is valid by then; a waiver or attestation
where no later one takes its place, and where its item would be open without it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from kyccheck.answer import SETTLED
from kyccheck.case import Case, describe
from kyccheck.day import Unclear, as_day
from kyccheck.decided import Attestation, Decision, Decisions, Waiver
from kyccheck.documents import kinds, title
from kyccheck.fields import folded
from kyccheck.period import Period
from kyccheck.record import Record
from kyccheck.value import as_text, is_blank
from kyccheck.written import written


class Window(NamedTuple):
    """How far to look ahead, and what 03/04/2026 means in the exports ("dmy", "mdy" or "")."""

    within: Period
    date_order: str = ""


class Expiring(NamedTuple):
    """Something whose last day is `day`: what it is, of which case and item ("" for a document), and what to do."""

    day: date
    what: str
    case: str
    item: str
    owner: str
    todo: str


def documents_of(case: Case, as_of: date, window: Window) -> Iterator[Expiring]:
    """The documents of a case that run out within the window, or have done so."""
    alike: dict[tuple[object, ...], list[tuple[date, Expiring]]] = {}
    for record in case.records.get("documents") or ():
        found = _document(case, record, window.date_order)
        if found is not None:
            about = (kinds(record) or describe(record), folded(as_text(record.fields.get("holder")) or ""))
            alike.setdefault(about, []).append((_begins(record, window.date_order), found))
    last = window.within.last(as_of)
    yield from (found for found in map(partial(_last_in_line, as_of), alike.values()) if found.day <= last)


def _last_in_line(as_of: date, given: Sequence[tuple[date, Expiring]]) -> Expiring:
    """Of documents that take each other's place, the one after whose last day none is valid the next day."""
    ending = sorted(given, key=lambda one: one[1].day)
    begun = [found for begins, found in ending if begins <= as_of]
    if not begun:
        return ending[-1][1]
    last = begun[-1]
    for begins, found in ending:
        if last.day >= as_of and found.day > last.day and begins - last.day <= timedelta(days=1):
            last = found
    return last


def _begins(record: Record, date_order: str) -> date:
    """The first day of a document: the day of issue; the later one of two that are meant, none where it is no day."""
    value = record.fields.get("issued")
    if is_blank(value):
        return date.min
    return max((day for day in _days(value, date_order) if isinstance(day, date)), default=date.max)


def _days(value: object, date_order: str) -> list[date | Unclear]:
    return [as_day(value, order) for order in ([date_order] if date_order else ["", "dmy", "mdy"])]


def _document(case: Case, record: Record, date_order: str) -> Expiring | None:
    value = record.fields.get("expires")
    days = _days(value, date_order)
    known = [day for day in days if isinstance(day, date)]
    if not known:
        return None
    called = title(kinds(record)[-1]) if kinds(record) else "document of unknown type"
    unclear = f", {written(value, 30)} could be day/month or month/day" if days[0] is Unclear.AMBIGUOUS else ""
    name = describe(record)
    what = f"{called} ({name}{unclear})" if name else f"{called}{unclear}"
    return Expiring(min(known), what, case.id, "", case.owner, f"Get a new {called} from the customer, and attach it.")


def decisions_of(
    cases: Iterable[dict[str, Any]], decisions: Decisions, as_of: date, window: Window
) -> Iterator[Expiring]:
    """The decisions that run out within the window, or have done so; of cases that are not audited too."""
    results = {
        (case["id"], result["checklist"], result["item"]): (case, result)
        for case in cases
        for result in case["results"]
    }
    last = window.within.last(as_of)
    for one in (*_newest(decisions.attestations), *_newest(decisions.waivers)):
        case, result = results.get((one.case, one.checklist, one.item), (None, None))
        if one.until <= last and (result is None or _matters(one, result, as_of)):
            owner = case["owner"] if case else ""
            yield Expiring(one.until, _called(one, result), one.case, one.item, owner, _to_do(one, result))


def _newest(given: Sequence[Decision]) -> Iterable[Decision]:
    """Of the decisions for one item the newest answer, or the waiver that lasts longest."""
    kept: dict[tuple[object, ...], Decision] = {}
    for one in given:
        about = (one.case, one.checklist, one.item)
        if about not in kept or _rank(kept[about]) <= _rank(one):
            kept[about] = one
    return kept.values()


def _rank(one: Decision) -> date:
    return one.on if isinstance(one, Attestation) else one.expires


def _matters(one: Decision, result: dict[str, Any], as_of: date) -> bool:
    """Whether an item would be open without a decision, or is so because it ran out."""
    if one.until < as_of:
        return result["status"] not in SETTLED
    shown = result["waiver"] if isinstance(one, Waiver) else result["attestation"]
    return shown is not None and (isinstance(one, Waiver) or shown["counts"])


def _called(one: Decision, result: dict[str, Any] | None) -> str:
    about = f" of {result['title']}" if result else ""
    if isinstance(one, Waiver):
        return f"waiver{about} ({one.reason}{', ' + one.ref if one.ref else ''})"
    return f"answer{about} ({one.answer.replace('_', ' ')} by {one.by})"


def _to_do(one: Decision, result: dict[str, Any] | None) -> str:
    if isinstance(one, Waiver):
        fix = result["fix"] if result else ""
        return f"{fix} Or have the waiver renewed.".strip() if fix else "Settle the item, or have the waiver renewed."
    return "Look again, and answer anew on the Sign-off sheet."


def in_order(found: Iterable[Expiring]) -> tuple[Expiring, ...]:
    """The soonest first; of one day in the order of cases and items."""
    return tuple(sorted(found))
