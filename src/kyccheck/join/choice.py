"""Several records for one place of a case: one of them chosen, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from kyccheck.join.merging import completed, merged, with_aside
from kyccheck.records.case import describe
from kyccheck.records.fields import NATIVE, folded
from kyccheck.records.record import ENDS, NO_SHAPE, Mark, Record
from kyccheck.values.day import as_day
from kyccheck.values.value import as_text, is_blank

OF_ONE_ORDER: Final = frozenset({"csr", "invoice", "quote"})
"""Sections of one order: those of a customer with two cases are not the other case's."""

NUMBERING: Final = frozenset({"hubspot", "teamwork"})
"""Systems that number their own tickets, companies and contacts: one number in two of them is two things."""

_NO_DAY: Final = "~"
"""What sorts behind all days."""

SENT_ON: Final = {"invoice": "issued_on", "quote": "sent_on"}
"""Of a bill and a quote, the day on which it went out."""

_TAKEN_BACK: Final = frozenset({"void", "voided", "deleted", "cancelled", "canceled", "withdrawn"})


def are_apart(first: Record, second: Record) -> bool:
    """Whether two records with one id are about two things, since each system has numbered its own."""
    return first.system != second.system and {first.system, second.system} <= NUMBERING


def settled(members: list[Record], section: str) -> tuple[Record, ...]:
    """The record of a section that can hold one: what is only told beside it laid together with it.

    Records may be those of several cases: what one case tells of them is laid together in a copy.
    """
    if members[0].missing:
        return (members[0],)
    members = _with_notes(members, section)
    gone = [member for member in members if _stands_aside(member)]
    aside = {member.id for member in gone}
    standing = [member for member in members if not _stands_aside(member)]
    told_beside = [member for member in standing if not member.counts and not _notes_one_of(member, aside)]
    counting = [member for member in standing if member.counts]
    main = chosen_first(counting or told_beside[:1] or gone[:1] or members[:1], section)[0]
    for other in told_beside:
        if other is not main and not main.missing:
            main = merged(replace(main), other, with_aside if main.counts else completed)
    return (main,)


def all_or_chosen_first(records: list[Record], section: str) -> tuple[Record, ...]:
    """All records of a single section in their order where some are only notes; else the chosen one first.

    Keys may lead on from each of them, and `settled` merges them afterwards; but what belongs to a company is joined by
    the one that was chosen.
    """
    records = _with_notes(records, section)
    is_told_beside = section != "company" and not all(record.counts for record in records)
    return tuple(records) if is_told_beside else chosen_first(records, section)


def chosen_first(records: list[Record], section: str) -> tuple[Record, ...]:
    """The record chosen for a single section, then the others: the only or primary one; else one that says why."""
    aside = {record.id for record in records if _stands_aside(record)}
    standing = [record for record in records if not _stands_aside(record) and not _notes_one_of(record, aside)]
    gone = next((record for record in records if _stands_aside(record) and Mark.PRIMARY in record.marks), None)
    if gone is not None:  # nobody has said that another one takes its place
        return (_why_not(gone), *records)
    if len(standing) == 1 or not records:
        return (*standing, *(record for record in records if record not in standing))
    if not standing:
        return (_why_not(records[0]), *records)
    best = _best(standing, section)
    if best is not None:
        beside = (replace(other, marks=(*other.marks, Mark.BESIDE)) for other in records if other is not best)
        return (best, *beside)
    names = ", ".join(describe(record) or f"one at {record.at() or record.file}" for record in standing[:3])
    why = f"{len(standing)} records claim to be the {section} ({names}), and none is marked as the primary one"
    return (Record(section, {}, NO_SHAPE, records[0].file, records[0].base, missing=why), *records)


def customer_of(companies: tuple[Record, ...]) -> tuple[Record, ...]:
    """The customer among the companies that a case names, the chosen one first; none where nobody can tell."""
    return tuple(company for company in companies[:1] if not company.missing)


MAY_STAND_ASIDE: Final = frozenset({"tracking", "company", "odb"})
"""Sections of which one record may stand for nothing, though it is the only one."""


def _stands_aside(record: Record) -> bool:
    """Whether a record stands for nothing: a company, item or account that is no more in use, or a part of an item."""
    return record.section in MAY_STAND_ASIDE and not ENDS.isdisjoint(record.marks)


def _notes_one_of(record: Record, ids: set[str]) -> bool:
    """Whether a record is only a note of one of these."""
    if record.counts or not ids:
        return False
    from kyccheck.join.monday_items import ids_in

    return not ids.isdisjoint(ids_in(record.fields))


def _with_notes(records: list[Record], section: str) -> list[Record]:
    """Records of a section, of which those that only repeat an item of Monday.com's own are notes of it."""
    if section != "tracking" or len(records) < 2:
        return records
    from kyccheck.join.monday_items import as_notes

    return as_notes(records)


def _why_not(record: Record) -> Record:
    """A company or an item that does not stand for the case's own one, as a record that says so."""
    marks = record.marks
    what = "is deleted" if Mark.DELETED in marks else "is a subitem" if Mark.PART in marks else "is archived"
    what = "names another deal or ticket" if Mark.OTHERS in marks else what
    why = f"the item {describe(record)} {what} in Monday.com, and does not stand for an item of the case's own"
    if record.section == "company":
        system = "its system" if record.system in ("", NATIVE) else record.system
        why = f"the company {describe(record)} is archived in {system}, and does not stand for the customer"
    if record.section == "odb":
        why = f"the ODB account {describe(record)} is marked as ended or not in service there, and stands for none"
    return replace(record, id="", fields={}, notes=(), marks=(), untold=(), missing=why)


def _best(records: list[Record], section: str) -> Record | None:
    primary = [record for record in records if Mark.PRIMARY in record.marks]
    if len(primary) == 1:
        return primary[0]
    return _of_bills(records) if section in SENT_ON else None


def _of_bills(records: list[Record]) -> Record | None:
    """The bill or quote that counts among several, None where nobody can tell.

    Those that name the case come before those that are only the same customer's. Of the former, the first bill that
    went out, and the last quote; of the latter, the only one that was not taken back. Where none went out, any of them
    says so.
    """
    direct = [record for record in records if Mark.DIRECT in record.marks]
    gone_out = sorted((record for record in direct if _went_out(record)), key=_day)
    if gone_out and gone_out[0].section == "quote":
        return _last_of_quotes(gone_out, direct)
    if gone_out:
        return gone_out[0]
    left = [record for record in direct or records if not _is_taken_back(record)]
    if len(left) == 1 or not any(_went_out(record) or _may_have_gone_out(record) for record in left):
        return (left or direct or records)[0]
    return None


def _last_of_quotes(gone_out: list[Record], direct: list[Record]) -> Record | None:
    """The quote that went out last: an offer replaces the one before it, accepted or not.

    None where two went out on one day, and where one may have gone out on a day that nobody can read.
    """
    doubtful = any(_may_have_gone_out(record) and not _is_taken_back(record) for record in direct)
    alone = len(gone_out) == 1 or _day(gone_out[-2]) < _day(gone_out[-1]) != _NO_DAY
    return gone_out[-1] if alone and not doubtful else None


def _went_out(record: Record) -> bool:
    return not is_blank(record.fields.get(SENT_ON[record.section])) and not _is_taken_back(record)


def _may_have_gone_out(record: Record) -> bool:
    return SENT_ON[record.section] not in record.fields


def _is_taken_back(record: Record) -> bool:
    return folded(as_text(record.fields.get("status")) or "") in _TAKEN_BACK


def _day(record: Record) -> str:
    """The day on which it went out, as it sorts; days that cannot be read come last."""
    day = as_day(record.fields.get(SENT_ON[record.section]))
    return day.isoformat() if isinstance(day, date) else _NO_DAY
