"""Records read = records used + records reported, whatever files of whichever systems are read together.

Each made object carries a word of its own. After reading, the word stands in a case, in a record that is reported as
belonging to none, or the object's place stands in a problem: nothing is lost in silence, and no reader breaks.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kyccheck.errors import RefusedError, UnreadableError
from kyccheck.inputs.accounting import report_unused
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import Input, find_inputs
from kyccheck.inputs.reading import Reading as Inputs
from kyccheck.read.tally import is_empty, scalars
from kyccheck.read.trees import Tree
from kyccheck.records.names import Names
from kyccheck.records.record import NO_SHAPE, Problem, Record
from kyccheck.sources import Found, Reading, records

IDS = ("41", "42", "43", "44")
ODD = st.sampled_from([None, "", 5, True, [], {}, "N/A", [None], {"a": 1}, "\u0000", -1.5])
"""What stands where an object, an id or a text should."""

BROKEN: st.SearchStrategy[Any] = st.sampled_from([None, 5, "text", [5], {}, {"id": None}, {"unknown": "keys"}])


class Made(NamedTuple):
    """A made file: its content, and the word and place of each object in it ("" for a place that says nothing)."""

    name: str
    content: bytes
    objects: tuple[tuple[str, str], ...]

    def write(self, folder: str) -> Path:
        path = Path(folder, self.name)
        path.write_bytes(self.content)
        return path


def named(draw: st.DrawFn) -> tuple[str, str]:
    """An id that other files may name, and a word that nothing else has."""
    return draw(st.sampled_from(IDS)), f"word{draw(st.integers(10**9, 10**10))}"


def hubspot_object(draw: st.DrawFn, own: str, word: str) -> dict[str, Any]:
    deal = {"dealname": word, "dealstage": draw(st.sampled_from(["s1", "closedwon", ""])), "amount": draw(ODD)}
    company = {"name": word, "domain": "x.hk", "customer_number": draw(st.sampled_from(["A41", "A42", "N/A"]))}
    contact = {"firstname": word, "lastname": "Lam", "email": draw(st.sampled_from(["a@x.hk", "b@x.hk", "", None]))}
    links = {
        kind: {"results": [{"id": draw(st.sampled_from(IDS)), "type": "deal_to_x"}]}
        for kind in draw(st.lists(st.sampled_from(["companies", "contacts"]), max_size=2, unique=True))
    }
    properties = draw(st.sampled_from([deal, company, contact]))
    return {"id": own, "properties": properties, "associations": links if properties is deal else {}}


def ticket(draw: st.DrawFn, own: str, word: str) -> dict[str, Any]:
    return {
        "id": int(own), "subject": word, "inboxId": 1, "tags": draw(st.sampled_from([[], ["CO.02 FINANCE"], None])),
        "threads": [], "assignedTo": None, "customer": draw(st.sampled_from([None, "a@x.hk", {"id": 9, "firstName": "Al", "email": "b@x.hk"}])),
        "customFields": draw(st.sampled_from([[], [{"fieldId": 1, "name": "Xero contact ID", "value": "c41"}]])),
    }  # fmt: skip


def profile(draw: st.DrawFn, own: str, word: str) -> dict[str, Any]:
    return {
        "ContactID": f"c{own}",
        "Name": word,
        "ContactStatus": draw(st.sampled_from(["ACTIVE", "ARCHIVED", None])),
        "Phones": draw(ODD),
        "Addresses": draw(ODD),
    }


def bill(draw: st.DrawFn, own: str, word: str) -> dict[str, Any]:
    return {
        "InvoiceID": f"i{own}", "InvoiceNumber": word, "Reference": draw(st.sampled_from([*IDS, "", "PO 41"])),
        "Type": draw(st.sampled_from(["ACCREC", "ACCPAY", None])), "Status": draw(st.sampled_from(["PAID", "DRAFT", "VOIDED"])),
        "Contact": draw(st.sampled_from([{"ContactID": "c41", "Name": "Amber"}, None, {}])), "Date": "2026-11-02", "LineItems": [],
    }  # fmt: skip


def item(draw: st.DrawFn, own: str, word: str) -> dict[str, Any]:
    column = {"id": "t", "title": "Deal ID", "text": draw(st.sampled_from([own, "", "41, 42"])), "value": None}
    state = draw(st.sampled_from(["active", "archived", "deleted"]))
    return {"id": f"9{own}", "name": word, "state": state, "column_values": [column]}


def account(draw: st.DrawFn, own: str, word: str) -> dict[str, Any]:
    return {
        "account_id": f"A{own}",
        "company_name": word,
        "billing_address": "1 Pier",
        "deal_id": draw(st.sampled_from([own, "", None])),
    }


def form(draw: st.DrawFn, own: str, word: str) -> dict[str, Any]:
    return {
        "company_name": word,
        "billing_address": "1 Pier",
        "package": {"plan": "Voice"},
        "deal_id": draw(st.sampled_from([own, ""])),
    }


def native(draw: st.DrawFn, own: str, word: str) -> dict[str, Any]:
    contacts = draw(st.sampled_from([[], None, [{"name": "Ada Lam", "email": "a@x.hk"}]]))
    company = draw(
        st.sampled_from(
            [
                {"id": "51", "name": "Amber", "customer_number": "A41"},
                None,
                {"properties": {"name": "Amber"}, "id": "51"},
            ]
        )
    )
    return {"case": {"id": f"7{own}", "title": word}, "deal": {"id": own}, "company": company, "contacts": contacts}


Makes = Callable[[st.DrawFn, str, str], dict[str, Any]]
JSON: dict[str, tuple[Makes, str]] = {
    "hubspot": (hubspot_object, "results"), "teamwork": (ticket, "tickets"), "xero": (profile, "Contacts"), "bills": (bill, "Invoices"),
    "monday": (item, "items"), "odb": (account, "accounts"), "csr": (form, ""), "native": (native, "cases"),
}  # fmt: skip
"""How each kind of object is made, and the envelope that its lists stand in."""


@st.composite
def json_file(draw: st.DrawFn, kind: str) -> Made:
    make, envelope = JSON[kind]
    members: list[Any] = []
    words: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        own, word = named(draw)
        made = make(draw, own, word)
        odd = draw(st.sampled_from(["", *sorted(key for key in made if word not in repr(made[key]))]))
        if odd:
            made[odd] = draw(ODD)
        broken = bool(members) and draw(st.integers(0, 5)) == 0
        members.append(draw(BROKEN) if broken else made)
        words.append("" if broken else word)
    shape = draw(st.sampled_from(["list", "envelope" if envelope else "list", "lines"]))
    start = f"/{envelope}" if shape == "envelope" else ""
    content = json.dumps({envelope: members} if shape == "envelope" else members)
    if shape == "lines":
        content = "\n".join(map(json.dumps, members))
    objects = tuple((word, f"{start}/{place}") for place, word in enumerate(words))
    return Made(f"{kind}.{'ndjson' if shape == 'lines' else 'json'}", content.encode(), objects)


TABLES = {
    "deals": ("Record ID", "Deal Name", "Deal Stage", "Associated Company IDs"), "companies": ("Record ID", "Company name", "Domain name", "Phone Number"),
    "profiles": ("*ContactName", "EmailAddress", "POCity", "AccountNumber"), "accounts": ("Account ID", "Company name", "Billing address", "Deal ID"),
    "tickets": ("Ticket ID", "Subject", "Tags", "Customer email"), "natives": ("case.id", "case.title", "company.id", "company.name"),
}  # fmt: skip
NAMED_BY = {"profiles": 0}
"""Where the word stands, if not in the second column."""


@st.composite
def table_file(draw: st.DrawFn, kind: str) -> Made:
    rows: list[list[str]] = [list(TABLES[kind])]
    objects = []
    for number in range(2, 2 + draw(st.integers(1, 4))):
        own, word = named(draw)
        row = [
            own,
            word,
            draw(st.sampled_from(["x", "", "CO.02"])),
            draw(st.sampled_from([*IDS, "", "not an id", "#N/A", "41;42"])),
        ]
        if kind in NAMED_BY:
            row[:2] = [word, draw(st.sampled_from(["a@x.hk", ""]))]
        flaw = draw(st.sampled_from(["", "", "", "short", "long", *(() if kind in NAMED_BY else ("no id",))]))
        row = {"short": row[:2], "long": [*row, "more"], "no id": ["", *row[1:]]}.get(flaw, row)
        rows.append(row)
        objects.append((word, str(number)))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=draw(st.sampled_from([",", ";", "\t"]))).writerows(rows)
    return Made(f"{kind}.csv", out.getvalue().encode(), tuple(objects))


SHEETS = {
    "Deals": ("id", "name", "company_id", "contact_ids"), "Companies": ("id", "name", "deal_id"), "Contacts": ("id", "name", "deal"),
    "Documents": ("id", "name", "company_id", "type"), "Cases": ("id", "title", "deal_id"),
}  # fmt: skip
ROW_IDS = st.sampled_from([*IDS, 41, "", "N/A", 0, None])


@st.composite
def book_file(draw: st.DrawFn) -> Made:
    """A native workbook, in which rows may have one id, none, or that of another sheet's row."""
    book = Workbook()
    book.remove(book.worksheets[0])
    objects = []
    for name in draw(st.lists(st.sampled_from([*SHEETS]), min_size=1, unique=True)):
        sheet = book.create_sheet(name)
        sheet.append(SHEETS[name])
        for number in range(2, 2 + draw(st.integers(1, 3))):
            word = f"word{draw(st.integers(10**9, 10**10))}"
            sheet.append([draw(ROW_IDS), word, *(draw(ROW_IDS) for _ in SHEETS[name][2:])])
            objects.append((word, f"{name}!{number}"))
    out = io.BytesIO()
    book.save(out)
    return Made("book.xlsx", out.getvalue(), tuple(objects))


def any_file(kind: str) -> st.SearchStrategy[Made]:
    return book_file() if kind == "book" else json_file(kind) if kind in JSON else table_file(kind)


FILES = st.lists(
    st.sampled_from([*JSON, *TABLES, "book"]).flatmap(any_file),
    min_size=1, max_size=4, unique_by=lambda made: made.name,
)  # fmt: skip
MAPPING = Mapping(joins={"odb.account_id": ("company.customer_number",), "billing.account_number": ("company.id",)})


def is_told(made: Made, word: str, place: str, found: str, problems: list[tuple[str, str]]) -> bool:
    """Whether an object is used, reported, or a problem at its place."""
    rows = made.name.endswith((".csv", ".xlsx"))
    at = [at for path, at in problems if path == made.name]
    told = any(
        re.sub("[A-Z]+(?=[0-9]+$)", "", one) == place or not one
        if rows
        else one == place or one.startswith(f"{place}/")
        for one in at
    )
    aside: tuple[str, ...] = ()
    if "monday" in made.name:
        aside = ("is archived in monday", "does not stand for an item of the case's own")
    if made.name == "book.xlsx":  # with all that belongs to it
        aside = ("a case without an id cannot be audited",)
    said = ("records claim to be the ", *aside)  # which name the first few alone
    return told or bool(word and word in found) or any(text in found for text in said)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(files=FILES)
def test_nothing_is_lost_in_silence(files: list[Made]) -> None:
    with TemporaryDirectory() as folder:
        reading = Inputs(find_inputs([str(made.write(folder)) for made in files]), MAPPING)
        cases = list(reading.cases())
    problems = [(problem.path, problem.at) for problem in reading.problems]
    assert [problem.message for problem in reading.problems if "could not be read" in problem.message] == []
    found = repr(
        [
            [record.fields, record.missing]
            for case in cases
            for records in case.sections().values()
            for record in records
        ]
    )
    found += repr([[case.id, case.title, case.notes, [join.record.fields for join in case.joins]] for case in cases])
    found += repr([record.fields for record in reading.unused])
    found += repr([problem.message for problem in reading.problems])
    by_label = {item.label: item for item in reading.inputs}
    for made in files:
        item = by_label[made.name]
        if not item.source:
            assert any(path == made.name for path, _ in problems)
            continue
        left = [record for record in reading.unused if record.file == made.name]
        assert len(left) <= item.reported <= item.records
        assert sum(item.sections.values()) <= item.records
        for word, place in made.objects:
            assert is_told(made, word, place, found, problems), (made, word, place, reading.problems)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=st.sampled_from(sorted(JSON)).flatmap(json_file))
def test_inspect_counts_every_value(made: Made) -> None:
    with TemporaryDirectory() as folder:
        reading = Inputs(find_inputs([str(made.write(folder))]), Mapping(), detailed=True)
        list(reading.cases())
    (item,) = reading.inputs
    if item.source:
        lines = made.content.split(b"\n") if made.name.endswith(".ndjson") else [made.content]
        expected = sum(not is_empty(value) for line in lines for value in scalars(json.loads(line)))
        assert item.tallies is not None
        assert item.tallies.number == expected


@pytest.mark.parametrize("kind", [*JSON, *TABLES, "book"])
def test_each_made_file_is_recognised(kind: str) -> None:
    """The property above says little if nothing is read."""
    read = 0

    @settings(max_examples=25, deadline=None, database=None)
    @given(made=any_file(kind))
    def count(made: Made) -> None:
        nonlocal read
        with TemporaryDirectory() as folder:
            reading = Inputs(find_inputs([str(made.write(folder))]), Mapping())
            list(reading.cases())
        read += bool(reading.inputs[0].records)

    count()
    assert read > 5


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            ZeroDivisionError("Ada Lam"),
            "could not be read: a defect of kyccheck (ZeroDivisionError); KYCCHECK_DEBUG=1 shows where",
        ),
        (UnreadableError("has no header"), "has no header"),
        (RefusedError("is refused"), "is refused"),
    ],
)
def test_a_reader_that_fails_loses_nothing_of_what_it_read_before_and_is_a_problem(error: Exception, said: str) -> None:
    record = Record("company", {"id": "51"}, NO_SHAPE, "in.json", "/0", id="51")
    first, problem = read_until(record, error)
    assert first is record
    assert isinstance(problem, Problem)
    assert (problem.path, problem.message, problem.at) == ("in.json", said, "/0")


def read_until(record: Record, error: Exception) -> list[Found]:
    """What comes of a document whose reader fails behind its first record."""

    def failing(_tree: Tree, _reading: Reading) -> Iterator[Record]:
        yield record
        raise error

    module = ModuleType("failing")
    module.records = failing  # type: ignore[attr-defined]
    return list(records(module, Tree([], "/0"), Reading("in.json", Names())))


def test_whoever_looks_for_a_defect_of_a_reader_is_shown_where(monkeypatch: pytest.MonkeyPatch) -> None:
    record = Record("company", {"id": "51"}, NO_SHAPE, "in.json", "/0", id="51")
    monkeypatch.setenv("KYCCHECK_DEBUG", "1")
    assert len(read_until(record, UnreadableError("has no header"))) == 2
    with pytest.raises(ZeroDivisionError):
        read_until(record, ZeroDivisionError("Ada Lam"))


@pytest.mark.parametrize(
    ("section", "number", "said"),
    [
        ("contacts", 3, "3 contacts"), ("contacts", 1, "1 contact"), ("company", 2, "2 companies"), ("history", 2, "2 stages"),
        ("csr", 1, "1 CSR 106 form"), ("billing", 2, "2 Xero profiles"), ("risk", 2, "2 risk ratings"), ("notes", 1, "1 note"),
        ("line_items", 2, "2 line_items"),
    ],
)  # fmt: skip
def test_what_belongs_to_no_case_is_counted_in_words(section: str, number: int, said: str) -> None:
    item = Input(Path("in.json"), "in.json", source="native")
    read = [Record(section, {}, NO_SHAPE, "in.json") for _ in range(number)]
    problems: list[Problem] = []
    for record in read:
        item.count(record)
    report_unused(read, [item], problems, some_case=True)
    assert [problem.message for problem in problems] == [f"belongs to no deal or ticket of the files given ({said})"]
