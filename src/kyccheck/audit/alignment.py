"""What an officer holds side by side: every pair of values that the alignment items compare, as a row.

The rows come from the same checks that the audit asks, so that the worst row of an item is its status there: `aligned`
is a pass, `review` a review, `misaligned` a fail, and `absent` a fail or unknown (one side is blank, or is not there).
Neither the stage nor a condition hides a row; only where a condition is shown not to hold, and neither side says
anything, there is none. Each entry of a list that a form can tell apart (a virtual number) has a row of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal, Protocol, get_args

from kyccheck import registry
from kyccheck.asking.answer import Status
from kyccheck.audit.plan import Plan
from kyccheck.audit.planned import Planned
from kyccheck.checks import aligned
from kyccheck.checks._comparing import Comparing
from kyccheck.checks._pairs import Pair
from kyccheck.checks._sides import Value
from kyccheck.dataclass import dataclass
from kyccheck.forms import Entry
from kyccheck.forms._differing import differing
from kyccheck.records.case import Case, element
from kyccheck.records.fields import sections
from kyccheck.values.value import ABSENT, as_text, is_blank
from kyccheck.values.written import written

Column = Literal["record", "identity", "csr", "odb"]
COLUMNS: Final[tuple[Column, ...]] = get_args(Column)
"""Where a value stands: the deal with its company and contacts, the identity document, the CSR 106 form, ODB."""

RowResult = Literal["misaligned", "absent", "review", "aligned"]
RESULTS: Final[tuple[RowResult, ...]] = get_args(RowResult)
"""What a row says, worst first."""

_COLUMN_OF: Final[dict[str, Column]] = {"documents": "identity", "csr": "csr", "odb": "odb"}
_LONGEST: Final = 1000
_OF_STATUS: Final[dict[Status, RowResult]] = {
    Status.PASS: "aligned", Status.REVIEW: "review", Status.ERROR: "review", Status.FAIL: "absent",
    Status.UNKNOWN: "absent",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One value as it was read: `marked` are the spans of `text` that differ."""

    column: Column
    text: str
    file: str
    at: str
    marked: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Two values (or more) that were held against each other.

    `title` is the case's, `field` in an officer's words; `authority` names the source that rules.
    """

    case: str
    title: str
    checklist: str
    item: str
    field: str
    authority: str
    shown: tuple[Shown, ...]
    result: RowResult
    why: str


class Rows(Protocol):
    """Rows, however they are kept, that may be walked many times."""

    def __len__(self) -> int:
        """How many there are."""

    def __iter__(self) -> Iterator[Row]:
        """Each row, in order."""


def rows(case: Case, plans: list[Plan]) -> tuple[Row, ...]:
    """The rows of a case, in the order of its checklists."""
    return tuple(
        Row(case.id, case.title, plan.checklist.id, planned.item.id, field, pair.authority, shown, result, why)
        for plan in plans
        for planned, comparing in _comparisons(plan)
        for pair in _pairs(case, planned, comparing)
        for field, shown, result, why in _rows_of(case, pair, comparing)
    )


def ruling(row: Row) -> str:
    """The column of the source that rules over a row; "" where the checklist names none."""
    words = row.authority.casefold()
    named = (("identity", "identity"), ("document", "identity"), ("csr", "csr"), ("odb", "odb"))
    return next((column for word, column in named if word in words), "record" if words else "")


def _comparisons(plan: Plan) -> list[tuple[Planned, Comparing]]:
    """The items that compare, each with its comparisons: compiled once for a plan."""
    known: list[tuple[Planned, Comparing]] | None = plan.kept.get(__name__)
    if known is None:
        known = plan.kept[__name__] = [
            (planned, question.check.comparing(plan.context))
            for planned in plan.items
            if planned.item.check is not None and planned.constant is None
            for question in planned.item.check.walk()
            if isinstance(question.check, aligned.Check)
        ]
    return known


def _pairs(case: Case, planned: Planned, comparing: Comparing) -> tuple[Pair, ...]:
    found = comparing.pairs(case)
    if planned.when is None or any(_has_something(side) for pair in found for side in (pair.left, pair.right)):
        return found
    condition = planned.when.ask(case)
    return () if condition.status is Status.FAIL and not condition.undecided else found


def _has_something(value: Value | None) -> bool:
    return value is not None and value.there


def _rows_of(case: Case, pair: Pair, comparing: Comparing) -> Iterator[tuple[str, tuple[Shown, ...], RowResult, str]]:
    """The rows of a pair: one, or one for each entry of its lists."""
    entries = getattr(registry.load("kyccheck.forms", pair.form), "entries", None)
    lists = [value.value for value in (pair.left, pair.right) if value is not None and _is_list(value)]
    if entries is None or not lists:
        yield pair.what, _shown(pair), _result(pair), pair.why
    elif pair.left is not None and pair.right is not None and pair.is_compared:
        context = comparing.value_pair.context(case, pair.left, pair.right)
        for entry in entries(pair.left.value, pair.right.value, context):
            yield _entry(pair, entry)
    else:
        for side in (pair.left, pair.right):
            if side is not None and _is_list(side):
                for place, member in enumerate(side.value):
                    yield _named(pair, _number(member)), (_member(side, place, ()),), _result(pair), pair.why


def _is_list(value: Value) -> bool:
    return isinstance(value.value, (list, tuple)) and bool(value.value)


def _result(pair: Pair) -> RowResult:
    if pair.is_compared and pair.answer.status is Status.FAIL:
        return "misaligned"
    return _OF_STATUS[pair.answer.status]


def _shown(pair: Pair) -> tuple[Shown, ...]:
    """The values of a pair as they were read, with what differs marked."""
    left, right = (_text(value) for value in (pair.left, pair.right))
    spans: tuple[Any, Any] = ((), ())
    decided = pair.decided
    if decided is not None and not decided.what:
        left, right = _said(decided.left), _said(decided.right)
    if decided is not None and pair.answer.status is not Status.PASS:
        spans = differing(left, right, decided.form)
    sides = [(pair.left, left, spans[0]), (pair.right, right, spans[1])]
    if pair.registered is not None:
        sides.append((pair.registered, _said(pair.registered.value), ()))
    found = [
        _of(value, text, marked) for value, text, marked in sides if value is not None and value.value is not ABSENT
    ]
    return tuple(sorted(found, key=lambda shown: COLUMNS.index(shown.column)))


def _text(value: Value | None) -> str:
    """A value as it was read; of one in parts all of them."""
    if value is None or value.value is ABSENT:
        return ""
    return _said(value.readings()[-1])


def _said(value: object) -> str:
    if is_blank(value):
        return ""
    return (as_text(value) or written(value, _LONGEST))[:_LONGEST]


def _of(value: Value, text: str, marked: tuple[tuple[int, int], ...]) -> Shown:
    found = value.seen[0].evidence()
    return Shown(_column(value), text, found[0].file, found[0].at, marked)


def _column(value: Value) -> Column:
    listing = value.source.listing
    section = (listing.path if listing is not None else value.look.section).partition(".")[0]
    return _COLUMN_OF.get(section, "record")


def _entry(pair: Pair, entry: Entry) -> tuple[str, tuple[Shown, ...], RowResult, str]:
    """The row of one entry of two lists."""
    assert pair.left is not None  # noqa: S101 - the caller asked
    assert pair.right is not None  # noqa: S101 - the same
    sides = [(pair.left, entry.left, pair.right), (pair.right, entry.right, pair.left)]
    there = [(value, place) for value, place, _ in sides if place is not None]
    shown = tuple(_member(value, place, entry.differing) for value, place in there)
    shown = tuple(sorted(shown, key=lambda one: COLUMNS.index(one.column)))
    if len(there) == 1 and entry.like.verdict == "misaligned":
        lacks = next(other for _, place, other in sides if place is not None)
        why = f"only the {_source(there[0][0])} has it, the {_source(lacks)} has not"
        return _named(pair, entry.what), shown, "absent", why
    return _named(pair, entry.what), shown, entry.like.verdict, entry.like.why


def _source(value: Value) -> str:
    return sections()[value.look.section].one


def _named(pair: Pair, what: str) -> str:
    return f"{pair.what.removesuffix('s')} {what}"


def _number(member: object) -> str:
    return _said(member.get("number") if isinstance(member, dict) else member) or "without a number"


def _member(value: Value, place: int, differ: tuple[str, ...]) -> Shown:
    """One entry of a list as it was read, with the settings that differ marked."""
    if not _is_list(value):
        return _of(value, _text(value), ())
    subject = value.source.subject
    record = subject.first(value.look.section) if isinstance(subject, Case) else subject
    assert record is not None  # noqa: S101 - a list was read from it
    entry = element(record, value.look.name, place)
    text, marked = "", list[tuple[int, int]]()
    for name, setting in entry.fields.items():
        if is_blank(setting):
            continue
        said = f"{_said(setting)} channels" if name == "channels" else _said(setting)
        text += ", " * bool(text)
        if name in differ:
            marked.append((len(text), len(text) + len(said)))
        text += said
    return Shown(_column(value), text, entry.file, entry.base, tuple(marked))
