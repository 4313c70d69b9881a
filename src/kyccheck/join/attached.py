"""The documents of a case: those of its deal and ticket, and those on the page of its company."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kyccheck.join.one import customer_of
from kyccheck.join.whose import OF_A_COMPANY, tells_of_the_company
from kyccheck.record import Record

if TYPE_CHECKING:
    from kyccheck.join.pool import Pool


def attached(pool: Pool, mains: list[Record], named: tuple[Record, ...]) -> tuple[Record, ...] | None:
    """The documents of a deal and of its customer; None where no export shows any note of theirs.

    `named` are the companies that it names. Where nobody can tell the customer, there may be more than are found.
    """
    companies = customer_of(named)

    def counts(note: Record) -> bool:
        return bool(note.missing) or pool.is_no_cases(note)

    notes = pool.linked(mains, "notes") + pool.linked(companies, "notes", counts)
    found = pool.linked(mains, "documents") + pool.linked([note for note in notes if not note.missing], "documents")
    found += [replace(note, section="documents", fields={}) for note in notes if note.missing]
    found += _of_companies(pool, companies, {record.id for record in found})
    if found and not companies and (unread := _may_hold_some(named)):
        found.append(replace(unread, section="documents", fields={}, id=""))
    return tuple(found) if notes or found or pool.exported([*mains, *companies], "notes") else None


def _may_hold_some(named: tuple[Record, ...]) -> Record | None:
    """What says why nobody can tell the customer, whose page may show more documents; archived ones show none."""
    pages = named if len(named) == 1 else [company for company in named[1:] if "archived" not in company.notes]
    return named[0] if pages else None


def _of_companies(pool: Pool, companies: tuple[Record, ...], known: set[str]) -> list[Record]:
    """The documents of companies beside those known: of what lies with another deal, those that tell of them."""

    def fits(document: Record) -> bool:
        return document.id not in known and tells_of_its_cases(pool, document)

    def tells(document: Record) -> bool:
        return document.id not in known and tells_of_the_company(document, pool.phrases)

    def shows_some(note: Record) -> bool:
        return not pool.is_no_cases(note) and any(map(tells, pool.beneath(note)))

    found = pool.linked(companies, "documents", fits)
    return found + pool.linked(pool.linked(companies, "notes", shows_some), "documents", tells)


def tells_of_its_cases(pool: Pool, record: Record) -> bool:
    """Whether a record that names a company tells of each of that one's cases."""
    if record.section == "documents":
        return pool.is_no_cases(record) or tells_of_the_company(record, pool.phrases)
    return record.section in OF_A_COMPANY and pool.is_no_cases(record)
