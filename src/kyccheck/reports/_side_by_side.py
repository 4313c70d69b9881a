"""What a table of alignment shows: its columns, its counts, values with what differs in brackets, and what is unpaired.

Shared by every format of `kyccheck align`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from kyccheck.asking.shown import Audited
from kyccheck.audit.alignment import COLUMNS, RESULTS, Row, Shown, ruling
from kyccheck.batch.run import Run
from kyccheck.dataclass import dataclass
from kyccheck.records.fields import sections
from kyccheck.records.record import Record

TITLES: Final = dict(zip(COLUMNS, ("deal / company", "identity document", "CSR 106 form", "ODB"), strict=True))
"""The columns of the sources, in an officer's words."""

RULES: Final = "*"
"""Marks the source that rules."""

BLANK: Final = "(blank)"
"""What stands for a value that says nothing."""

_UNPAIRED: Final = frozenset({"csr", "odb"})


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A finished run side by side: `only` leaves out what aligns; `unused` are the records that belong to no case."""

    run: Run
    unused: list[Record]
    only: bool = False

    def cases(self) -> Iterator[tuple[Audited, list[Row], list[Row]]]:
        """Each case with all of its rows, and with those that are to be shown."""
        rows: dict[str, list[Row]] = {}
        for row in self.run.alignment:
            rows.setdefault(row.case, []).append(row)
        for case in self.run.cases:
            own = rows.get(case["id"], [])
            yield case, own, [row for row in own if not self.only or row.result != "aligned"]

    def unpaired(self) -> list[dict[str, str]]:
        """Accounts and forms that belong to no case of the files given: listed, never guessed."""
        return [
            {
                "what": sections()[record.section].one,
                "id": record.id,
                "name": _name(record),
                "file": record.file,
                "at": record.at(),
            }
            for record in self.unused
            if record.section in _UNPAIRED
        ]


def _name(record: Record) -> str:
    name = record.fields.get("company_name")
    return name if isinstance(name, str) else ""


def counted(rows: list[Row]) -> str:
    """How many rows say what, in words; the worst first."""
    counts = Counter(row.result for row in rows)
    words = {"review": "to review"}
    return ", ".join(f"{counts[result]} {words.get(result, result)}" for result in RESULTS if counts[result])


def rules(row: Row, column: str) -> str:
    """The mark of the source that rules, or ""."""
    return RULES if ruling(row) == column else ""


def pieces(shown: Shown) -> Iterator[tuple[str, bool]]:
    """The text of a value in pieces, each with whether it differs."""
    done = 0
    for start, end in shown.marked:
        if start > done:
            yield shown.text[done:start], False
        yield shown.text[start:end], True
        done = end
    if done < len(shown.text) or not shown.text:
        yield shown.text[done:] or BLANK, False


def bracketed(shown: Shown) -> str:
    """A value with what differs in brackets."""
    return "".join(f"[{text}]" if differs else text for text, differs in pieces(shown))


def origin(shown: Shown) -> str:
    """Where a value stands: "odb.xlsx, ODB!C14"."""
    return ", ".join(part for part in (shown.file, shown.at) if part)
