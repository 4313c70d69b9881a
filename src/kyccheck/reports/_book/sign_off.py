"""`Sign-off`: the questionnaire: each open question with its answer cells. The rest is locked, without a password.

What its columns are, and how it is read back, is said in `kyccheck.decisions.questionnaire`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter

from kyccheck.asking.shown import Audited, ShownResult
from kyccheck.decisions.questionnaire import ANSWERS, COLUMNS, SHEET, question_of, seal
from kyccheck.reports._book.look import ANSWER, ANSWER_DAY, FAINT, STRONG, TEXT, WORD, Look
from kyccheck.reports._book.open_items import OpenItems
from kyccheck.reports._book.table import Column, Row, Table
from kyccheck.reports._book.text import shown
from kyccheck.reports._words import sums_up

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

_HOW: Final = (
    "Fill the yellow cells of a row: the answer, your name, the day (2026-11-30), what you saw, and for how long "
    "the answer holds (90d, 12w, 6m or 1y)."
)
_THEN: Final = (
    "Then: kyccheck audit ... --attestations THIS-FILE.xlsx. An answer counts as long as the values that it is about "
    "stay as they are. Leave the other cells alone."
)
_ABOVE: Final = ("Sign-off: what a person must answer", _HOW, _THEN)
_EARLIEST: Final = (date(2000, 1, 1) - date(1899, 12, 30)).days
_NAME, _EVIDENCE = 100, 1000
_LOOKS: Final[dict[str, tuple[int, int, Look]]] = {
    "case": (12, 18, WORD),
    "title": (14, 24, TEXT),
    "checklist": (6, 12, WORD),
    "item": (6, 20, STRONG),
    "question": (24, 36, STRONG),
    "status": (12, 14, WORD),
    "reason": (24, 40, TEXT),
    "owner": (8, 18, TEXT),
    "answer": (16, 16, ANSWER),
    "by": (18, 18, ANSWER),
    "on": (12, 12, ANSWER_DAY),
    "evidence": (28, 28, ANSWER),
    "valid_for": (9, 9, ANSWER),
    "fingerprint": (13, 15, FAINT),
    "seal": (13, 15, FAINT),
}


def table(items: OpenItems) -> Table:
    """The table of a run."""
    columns = tuple(
        Column(column.header, *_LOOKS[column.name], by_word=column.name == "status", fill=column.to_fill)
        for column in COLUMNS
    )
    count = sum(1 for _ in _asked(items))
    nothing = "There is nothing to answer: no review and no unknown is open."
    return Table(
        SHEET, columns, count, lambda: _rows(items), nothing, above=_ABOVE, frozen=4,
        dress=_guard if count else _lock,
    )  # fmt: skip


def _asked(items: OpenItems) -> Iterator[tuple[Audited, ShownResult]]:
    for case in items.run.cases:
        for result in case["results"]:
            if result["status"] in ("review", "unknown") and not sums_up(result, items.words):
                yield case, result


def _rows(items: OpenItems) -> Iterator[Row]:
    for case, result in _asked(items):
        yield tuple(row_of(case, result, question_of(items.words.item(result)), items.words.team(result["owner"])))


def row_of(case: Audited, result: ShownResult, question: str, team: str) -> Iterator[str]:
    """The cells of a question. The seal is that of the texts as the cells show them."""
    about = {**result, "case": case["id"], "title": case["title"], "question": question, "owner": team}
    cells = {
        column.name: "" if column.to_fill else shown(about.get(column.name) or "")
        for column in COLUMNS
        if column.name != "seal"
    }
    cells["seal"] = seal(cells)
    return (cells[column.name] for column in COLUMNS)


def _lock(sheet: Worksheet, _first: int, _last: int) -> None:
    """Protect the sheet without a password: widths, heights and filters stay free."""
    sheet.protection.sheet = True
    for freedom in ("formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(sheet.protection, freedom, False)  # what is said is whether it is locked


def _guard(sheet: Worksheet, first: int, last: int) -> None:
    _lock(sheet, first, last)
    letters = {column.name: get_column_letter(place) for place, column in enumerate(COLUMNS, start=1)}
    for name, validation in _validations(f"{letters['valid_for']}{first}").items():
        validation.add(f"{letters[name]}{first}:{letters[name]}{last}")
        validation.showErrorMessage, validation.errorStyle = True, "stop"
        sheet.add_data_validation(validation)


def _validations(valid_for: str) -> dict[str, DataValidation]:
    """What the answer cells take. `valid_for` is the first of its cells, which the formula of all is written for."""
    from openpyxl.worksheet.datavalidation import DataValidation

    number = f"LEFT({valid_for},LEN({valid_for})-1)"
    period = (
        f'AND(LEN({valid_for})<6,ISNUMBER(FIND(RIGHT({valid_for},1),"dwmy")),LEFT({valid_for},1)<>"0",'
        f'TEXT(VALUE({number}),"0")={number})'
    )
    return {
        "answer": DataValidation(
            "list", formula1=f'"{",".join(ANSWERS)}"', allow_blank=True,
            errorTitle="Answer", error=f"Choose one of: {', '.join(ANSWERS)}.",
        ),
        "by": DataValidation(
            "textLength", operator="between", formula1="1", formula2=str(_NAME), allow_blank=True,
            errorTitle="By", error=f"Your name, of up to {_NAME} characters.",
        ),
        "on": DataValidation(
            "date", operator="between", formula1=str(_EARLIEST), formula2="TODAY()", allow_blank=True,
            errorTitle="On", error="The day on which you looked, such as 2026-11-30; not one to come.",
        ),
        "evidence": DataValidation(
            "textLength", operator="between", formula1="1", formula2=str(_EVIDENCE), allow_blank=True,
            errorTitle="Evidence", error=f"What you saw, in up to {_EVIDENCE} characters.",
        ),
        "valid_for": DataValidation(
            "custom", formula1=period, allow_blank=True,
            errorTitle="Valid for", error="How long the answer holds: days 90d, weeks 12w, months 6m, years 1y.",
        ),
    }  # fmt: skip
