"""Whose a record is that names a company, and perhaps a deal or ticket too.

What names a deal or ticket is its alone, also where that one is in no file; what names none is the company's, and so
each of its cases'. Only identity documents tell of the company whoever asked for them: those that lie with one deal
count for the company's others too, and so do files of which no export shows what they are, which satisfy nothing.
"""

from __future__ import annotations

from typing import Final

from kyccheck.records import documents
from kyccheck.records.record import Record

OF_A_COMPANY: Final = frozenset({"risk", "tracking", "odb", "billing"})
"""Sections that the company may tell as well as the deal."""


def tells_of_the_company(document: Record, phrases: tuple[tuple[str, str], ...]) -> bool:
    """Whether a document that lies with one deal tells of its company too: it shows who that is, or is not shown."""
    told = documents.tell(document.fields, phrases)
    return told[:1] == ("identity",) or bool(document.missing) or document.fields.keys() <= {"id"}
