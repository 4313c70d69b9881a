"""What tests of the workbook need: finished runs, and what a written book holds."""

import io
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from kyccheck.audit.expiring import Window
from kyccheck.audit.plan import Plan, compile_plan
from kyccheck.batch.run import Run, run
from kyccheck.batch.wanted import Wanted
from kyccheck.checklist.overlay import load
from kyccheck.decisions.period import Period
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.reports._book.table import ROWS
from kyccheck.reports.workbook import write_book
from support import AS_OF

SHEETS = ["Summary", "Cases", "Findings", "Alignment", "Results", "Sign-off", "Checklist", "Run"]
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def finished(folder: Path, *cases: Any, plans: Sequence[Plan] = ()) -> Run:
    """The run of some native cases."""
    path = folder / "cases.json"
    path.write_text(json.dumps(cases))
    offers = list(plans) or [compile_plan(load("kyc"), AS_OF)]
    wanted = Wanted(expiring=Window(Period(30, "d")))
    return run(Reading(find_inputs([str(path)]), Mapping()), offers, wanted, AS_OF, "0")


def written(made: Run, limit: int = ROWS) -> bytes:
    """The bytes of its book."""
    out = io.BytesIO()
    write_book(made, out, limit)
    return out.getvalue()


def opened(content: bytes) -> Any:
    """A book, as openpyxl reads it; its stubs know no cell that surely is a text, and no chart that was read."""
    return load_workbook(io.BytesIO(content))


def unescaped(text: str) -> str:
    """A text without Excel's own escapes, which openpyxl leaves in texts that stand in their cells."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def rows(book: Any, title: str, header: int = 1, undo: Callable[[str], str] = unescaped) -> list[dict[str, Any]]:
    """The rows of a table, by the headers of its columns, with "" for empty cells."""
    found = list(book[title].iter_rows(min_row=header, values_only=True))
    return [
        dict(zip(found[0], (undo(cell) if isinstance(cell, str) else cell or "" for cell in row), strict=True))
        for row in found[1:]
    ]
