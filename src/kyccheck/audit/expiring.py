"""What runs out: documents, waivers and attestations, soonest first, with what to do about each.

A document counts where no later one of its kind and holder or number is attached that is valid by then; a waiver or
attestation where no later one takes its place by then, and where its item would be open without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Final, NamedTuple, TypeVar

from kyccheck.asking.answer import SETTLED
from kyccheck.asking.shown import Audited, ShownResult
from kyccheck.decisions.model import Attestation, Decision, Decisions, Waiver
from kyccheck.decisions.period import Period
from kyccheck.forms import Context, company_name, identifier
from kyccheck.records.case import Case, describe
from kyccheck.records.documents import kinds, title
from kyccheck.records.fields import folded
from kyccheck.records.record import Record
from kyccheck.values.day import Unclear, as_day
from kyccheck.values.value import as_text, is_blank, is_filled
from kyccheck.values.written import written

_T = TypeVar("_T")
_D = TypeVar("_D", Attestation, Waiver)
_NEXT_DAY: Final = timedelta(days=1)
_MOST_COMPARED: Final = 100
"""So many documents of a kind are compared in other writings of their holders too; of more, a stranger's, none is."""


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


class _Paper(NamedTuple):
    """A document that has a last day, with its holder and number as they were read ("" where there is none)."""

    record: Record
    found: Expiring
    holder: str
    number: str


def documents_of(case: Case, as_of: date, window: Window) -> Iterator[Expiring]:
    """The documents of a case that run out within the window, or have done so."""
    by_kind: dict[object, list[_Paper]] = {}
    for record in case.records.get("documents") or ():
        found = _document(case, record, window.date_order)
        if found is not None:
            holder, number = (as_text(record.fields.get(name)) or "" for name in ("holder", "number"))
            by_kind.setdefault(kinds(record) or describe(record), []).append(_Paper(record, found, holder, number))
    last = window.within.last(as_of)
    for line in chain.from_iterable(map(_lines_of, by_kind.values())):
        given = [(_begins(paper.record, window.date_order), paper.found.day, paper.found) for paper in line]
        found = _last_in_line(as_of, given)
        if found.day <= last:
            yield found


def _lines_of(papers: list[_Paper]) -> list[list[_Paper]]:
    """Documents of one kind, by lines of those that take each other's place: a renewed one may have a new number."""
    are_alike = _are_alike if len(papers) <= _MOST_COMPARED else _are_written_alike
    lines: list[list[_Paper]] = []
    for paper in papers:
        its: list[list[_Paper]] = []
        others: list[list[_Paper]] = []
        for line in lines:
            (its if any(are_alike(paper, other) for other in line) else others).append(line)
        lines = [*others, [*chain.from_iterable(its), paper]]
    return lines


def _are_alike(one: _Paper, other: _Paper) -> bool:
    """Whether two documents are of one holder or number."""
    if _are_written_alike(one, other):
        return True
    has_numbers = is_filled(one.number) and is_filled(other.number)
    if has_numbers and identifier.compare(one.number, other.number, Context()).verdict == "aligned":
        return True
    return company_name.compare(one.holder, other.holder, Context()).verdict == "aligned"


def _are_written_alike(one: _Paper, other: _Paper) -> bool:
    """The same as far as holder and number are written alike."""
    if folded(one.holder) == folded(other.holder):
        return True
    return folded(one.number) == folded(other.number) and is_filled(one.number)


def _last_in_line(as_of: date, given: Sequence[tuple[date, date, _T]]) -> _T:
    """Of what takes each other's place, first and last day told, that after whose last day none is valid the next."""
    ending = sorted(given, key=lambda one: one[1])
    begun = [one for one in ending if one[0] <= as_of]
    if not begun:
        return ending[-1][2]
    last = begun[-1]
    for one in ending:
        if last[1] >= as_of and one[1] > last[1] and one[0] - last[1] <= _NEXT_DAY:
            last = one
    return last[2]


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


def decisions_of(cases: Iterable[Audited], decisions: Decisions, as_of: date, window: Window) -> Iterator[Expiring]:
    """The decisions that run out within the window, or have done so; of cases that are not audited too."""
    results = {
        (case["id"], result["checklist"], result["item"]): (case, result)
        for case in cases
        for result in case["results"]
    }
    last = window.within.last(as_of)
    kinds_of = {case["id"]: case["kind"] for case, _ in results.values()}
    answers = [_newest(as_of, line) for line in _lines(decisions.attestations, kinds_of)]
    waivers = [_longest(as_of, line) for line in _lines(decisions.waivers, kinds_of)]
    each: Iterable[Decision] = (*answers, *waivers)
    for one in each:
        about = (one.case, one.checklist, one.item)
        case, result = results.get(about, (None, None)) if _fits(one, kinds_of) else (None, None)
        if one.until <= last and (result is None or _matters(one, result, as_of)):
            owner = case["owner"] if case else ""
            yield Expiring(one.until, _called(one, result), one.case, one.item, owner, _to_do(one, result))


def _lines(given: Iterable[_D], kinds_of: Mapping[str, str]) -> Iterable[list[_D]]:
    """The decisions of a kind, by what they are for."""
    lines: dict[tuple[object, ...], list[_D]] = {}
    for one in given:
        lines.setdefault((one.case, None if _fits(one, kinds_of) else one.kind, one.checklist, one.item), []).append(
            one
        )
    return lines.values()


def _fits(one: Decision, kinds_of: Mapping[str, str]) -> bool:
    """Whether a decision is for the case of its id that was audited, which may be a deal or a ticket."""
    return one.kind in (None, kinds_of.get(one.case))


def _newest(as_of: date, given: Iterable[Attestation]) -> Attestation:
    """Of the answers to one item the one that counts, or of those that take its place in time the last one.

    A newer answer takes the place of an older one from its first day on, even if that one would last longer.
    """
    last, *later = sorted(given, key=lambda one: (one.on, one.until))
    for one in later:
        if one.on <= as_of or last.until >= max(as_of, one.on - _NEXT_DAY):
            last = one
    return last


def _longest(as_of: date, given: Iterable[Waiver]) -> Waiver:
    return _last_in_line(as_of, [(one.approved_on, one.expires, one) for one in given])


def _matters(one: Decision, result: ShownResult, as_of: date) -> bool:
    """Whether an item would be open without a decision, or is so because it ran out."""
    if one.until < as_of:
        return result["status"] not in SETTLED
    if isinstance(one, Waiver):
        return result["waiver"] is not None
    return result["attestation"] is not None and result["attestation"]["counts"]


def _called(one: Decision, result: ShownResult | None) -> str:
    about = f" of {result['title']}" if result else ""
    if isinstance(one, Waiver):
        return f"waiver{about} ({one.reason}{', ' + one.ref if one.ref else ''})"
    return f"answer{about} ({one.answer.replace('_', ' ')} by {one.by})"


def _to_do(one: Decision, result: ShownResult | None) -> str:
    if isinstance(one, Waiver):
        fix = result["fix"] if result else ""
        return f"{fix} Or have the waiver renewed.".strip() if fix else "Settle the item, or have the waiver renewed."
    return "Look again, and answer anew on the Sign-off sheet."


def in_order(found: Iterable[Expiring]) -> tuple[Expiring, ...]:
    """The soonest first; of one day in the order of cases and items."""
    return tuple(sorted(found))
