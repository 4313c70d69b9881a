"""Tables as their readers give them, written down as rows; and whatever else may stand in an export."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from hypothesis import strategies as st

from kyccheck.inputs.pages import missing
from kyccheck.read.trees import Tree
from kyccheck.records.names import Names
from kyccheck.records.record import Page, Problem, Record
from kyccheck.sources import Reading, recognise, records
from kyccheck.values.grid import ErrorCell, Grid, Row, Sheet

Rows = Sequence[Sequence[Any]]


def sheet(name: str, rows: Rows, *, hidden: bool = False) -> Sheet:
    """A sheet; a row without a filled cell is not there, as in a file, and still counts."""
    numbered = tuple(
        Row(number, tuple(row)) for number, row in enumerate(rows, 1) if any(cell is not None for cell in row)
    )
    return Sheet(name, numbered[:40], iter(numbered), hidden)


def grid(**sheets: Rows) -> Grid:
    """A workbook; "_" in the name of a sheet is a blank."""
    return Grid(tuple(sheet(name.replace("_", " "), rows) for name, rows in sheets.items()))


def said(found: Iterable[Any]) -> list[Any]:
    """What a source yields, and in the place of pages what a run says of those that are missing."""
    yielded = list(found)
    pages = [one for one in yielded if isinstance(one, Page)]
    return [*(one for one in yielded if not isinstance(one, Page)), *missing(pages)]


def csv(*rows: Sequence[Any]) -> Grid:
    """A CSV file: one sheet without a name."""
    return Grid((sheet("", [*rows]),))


def read(document: Any, source: str, given: str = "") -> list[Any]:
    """All that a source yields of a document that is taken for its own."""
    module = recognise(document, "book.xlsx", given)
    assert module.__name__.endswith(f".{source}")
    return list(records(module, Tree(document, ""), Reading("book.xlsx", Names())))


def flat(found: list[Any]) -> list[Record]:
    """The records, also those held together."""
    return [
        record
        for item in found
        for record in (item if isinstance(item, tuple) and not isinstance(item, Problem) else (item,))
        if isinstance(record, Record)
    ]


def the(found: list[Any], section: str = "") -> Record:
    """The one record (of a section)."""
    (record,) = (record for record in flat(found) if section in ("", record.section))
    return record


def problems(found: list[Any]) -> list[tuple[str, str]]:
    return [(problem.message, problem.at) for problem in found if isinstance(problem, Problem)]


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**17), 10**17), st.floats(), st.dates(), st.datetimes(),
    st.text(max_size=12), st.sampled_from([ErrorCell("#N/A"), "9001;9002", "+852 5808 1001 HK local 4ch; x", "\u00a0", "TBC"]),
)  # fmt: skip
"""Whatever a cell may hold."""


@st.composite
def grids(draw: st.DrawFn, titles: list[str], names: list[str]) -> Grid:
    """Any workbook whose cells are titles that a source knows, or anything else."""
    cell = st.one_of(st.sampled_from(titles), CELLS)
    rows = st.lists(st.lists(cell, max_size=8), max_size=8)
    sheets = draw(st.lists(st.tuples(st.sampled_from(names), rows, st.booleans()), max_size=4))
    return Grid(tuple(sheet(name, rows, hidden=hidden) for name, rows, hidden in sheets))


def trees(keys: Collection[str], words: Collection[str] = ()) -> st.SearchStrategy[Any]:
    """Any JSON, with keys that a source knows, and with these words among its texts."""
    scalar = st.one_of(
        st.none(), st.booleans(), st.integers(-(10**12), 10**12), st.floats(allow_nan=False), st.text(max_size=8),
        *([st.sampled_from([*words])] if words else []),
    )  # fmt: skip
    return st.recursive(
        scalar,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(sorted(keys)), inner, max_size=5)
        ),
        max_leaves=25,
    )


JSON = trees(
    [
        "account_id",
        "deal_id",
        "company_name",
        "virtual_numbers",
        "number",
        "package",
        "plan",
        "csr",
        "odb",
        "accounts",
        "x",
    ]
)
"""Any JSON, with keys that the house formats know."""
