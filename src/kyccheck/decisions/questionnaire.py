"""The questionnaire: the `Sign-off` sheet of the audit workbook, as it is written and as it is read back.

One row is one open question. People fill the answer cells; the others say what was asked, and `Seal` ties them
together, so that a row whose question, case, item or fingerprint was changed is told from one as it was written.
"""

from __future__ import annotations

import hashlib
import json
from typing import Final, NamedTuple

from kyccheck.checklist.model import Item
from kyccheck.checks import manual

SHEET: Final = "Sign-off"

ANSWERS: Final = ("pass", "fail", "not_applicable")
"""What a person may answer."""


class Column(NamedTuple):
    """A column of the sheet: its header, the member of an attestation or result it holds, whether people fill it."""

    header: str
    name: str
    to_fill: bool = False


COLUMNS: Final = (
    Column("Case", "case"),
    Column("Title", "title"),
    Column("Checklist", "checklist"),
    Column("Item", "item"),
    Column("Question", "question"),
    Column("Status", "status"),
    Column("Found", "reason"),
    Column("Team", "owner"),
    Column("Answer", "answer", to_fill=True),
    Column("By", "by", to_fill=True),
    Column("On", "on", to_fill=True),
    Column("Evidence", "evidence", to_fill=True),
    Column("Valid for", "valid_for", to_fill=True),
    Column("Fingerprint", "fingerprint"),
    Column("Seal", "seal"),
)

_SEALED: Final = ("case", "checklist", "item", "question", "fingerprint")


def question_of(item: Item) -> str:
    """What a person is asked about an item: the question of its manual check, else its title."""
    check = item.check.check if item.check is not None else None
    return check.question if isinstance(check, manual.Check) else item.title


def seal(row: dict[str, str]) -> str:
    """What ties together the cells of a row that nobody fills: 16 hexadecimal digits. It guards against slips."""
    text = json.dumps([row[name] for name in _SEALED], ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]
