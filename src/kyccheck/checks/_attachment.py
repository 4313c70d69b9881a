"""Whether a document is there: a file is attached, it is the real one, and nobody has put it aside."""

from datetime import date

from kyccheck.asking.answer import Answer, Seen, Status
from kyccheck.asking.context import Context
from kyccheck.asking.look import Look
from kyccheck.records.case import Case
from kyccheck.records.documents import FILE_FIELDS, belies
from kyccheck.records.record import Record
from kyccheck.values.value import as_text, as_truth, is_blank, is_filled, says_none
from kyccheck.values.written import written

READS = ("type", "subtype", *FILE_FIELDS, "archived")
"""The fields of a document that tell what it is, and whether it is there."""


def lacking(record: Record) -> Answer | None:
    """None where a file is there: a field that names it is filled, or none of them was exported."""
    files = [name for name in FILE_FIELDS if name in record.fields]
    texts = {name: as_text(record.fields[name]) or "" for name in files}
    several = next((name for name in files if isinstance(record.fields[name], list) and record.fields[name]), "")
    if several and not any(map(is_filled, texts.values())):
        reason = f"goes by several files: {written(record.fields[several], 80)}"
        return Answer(Status.REVIEW, reason, (Seen(record, several),))
    if files and not any(is_filled(text) for text in texts.values()):
        return Answer(Status.FAIL, "is listed, but no file is attached", tuple(Seen(record, name) for name in files))
    word = belies(texts.get("name", ""))
    if word:
        return Answer(Status.REVIEW, f'is called "{word}" in its name: is it the real one?', (Seen(record, "name"),))
    return None


def put_aside(record: Record) -> Answer | None:
    """Review where `archived` is neither yes, no nor blank; the join has taken archived documents out."""
    value = record.fields.get("archived")
    if is_blank(value) or says_none(value) or as_truth(value) is not None:
        return None
    reason = f'has "{written(value, 60)}" where it should say whether it is archived: does it still count?'
    return Answer(Status.REVIEW, reason, (Seen(record, "archived"),))


def signed_before(case: Case, record: Record, signed_on: Look, since: Look, context: Context) -> Answer | None:
    """The answer where a document was signed before the day that another field has; None where that is not shown."""
    signed, day = context.day(signed_on.get(record)), context.day(since.get(case))
    if not (isinstance(signed, date) and isinstance(day, date) and signed < day <= context.as_of):
        return None
    reason = f"is signed on {signed}, before {since.who}{since.what} ({day}): is it the one that counts?"
    return Answer(Status.REVIEW, reason, (*signed_on.seen(record), *since.seen(case)))
