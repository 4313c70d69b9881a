"""The CSR 106 order form, as a workbook or JSON.

In a workbook, each sheet is one form; one that names two deals by two labels holds several, and is a problem. A further
sheet that only lists virtual numbers goes on with the form. A label stands to the left of its value, or above it where
the row holds labels, or titles of other columns, alone: `Company name`, `Registration number`, `Billing address`,
`Billing contact`, `Billing email`, `Billing phone`, `Plan`, `Quantity`, `Term`, `Add-ons` (parted by ";" or lines),
`Signed`, `Signed on`; `kyccheck fields` lists what else they may be called. Under a heading the short label does:
`Name` under "Billing contact". A colon, "*" and a second language after "/" or in brackets do no harm; the unit in
`Term (months)`, or in a cell behind the number, goes with it. `Deal ID`
("HubSpot deal"), `Case ID` ("Ticket ID") and `Company ID` say what the form belongs to; a form without any of them is
listed as belonging to nothing. A sheet with a label that only ODB has (`Account ID`) is none, unless it is titled "CSR
106".

Virtual numbers are a table of rows below its header `Number`, `Country`, `Type`, `Channels`, or one value "+852 5808
1001 HK local 4ch; ..." beside the label `Virtual numbers`, or one beside each of `Virtual number 1`, `Virtual number
2`, ... A second table may stand right of the first, below a header of its own. A number that stands in no table, with a
country, type or count behind it or called a virtual one, is a problem, and no numbers are taken: a part of them is not
the whole. Lines of an address and add-ons may have labels of their own, with numbers, too.

Of add-ons with a box each ("☑ IVR", "[x] IVR"), or yes and no behind them, those that are ticked are taken. Labels that
nobody knows are ignored, and `inspect` lists them. A label that stands twice with different values ("Plan" and "Plan
2", too) is a problem; both are kept for a person to judge, of add-ons and virtual numbers none. Several forms in one
table, one row each under such labels, are read as well, and so is JSON: one form, a list, or {"csr": {...}}, nested
(`package`, `billing_contact`) or flat.

`examples/csr106-template.xlsx` is an empty form to fill. A signed PDF is an attachment, and no export.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kyccheck.read.trees import Tree
from kyccheck.records.fields import folded, section_names
from kyccheck.records.record import Problem, Record
from kyccheck.sources import Found, Reading
from kyccheck.sources._form import Form
from kyccheck.sources._form_reading import form_of
from kyccheck.sources._house import fields_named, fields_of, join, objects, record_of_object, rows, wrapped
from kyccheck.sources._labels import SECTION, names_a_form
from kyccheck.sources._odb_upright import is_odbs
from kyccheck.sources._table import hidden, opening
from kyccheck.values.grid import Grid, Sheet

_FEWEST: Final = 3
_TELLING: Final = ("package.", "billing_", "virtual_numbers")
_FORM_KEYS: Final = frozenset({"form", "form type", "document", "type"})


def recognises(document: Any) -> float:
    """How surely a document is a CSR 106 form."""
    if isinstance(document, Grid):
        return max((_confidence(sheet) for sheet in document.sheets), default=0.0)
    if isinstance(document, list):
        document = next((member for member in document if isinstance(member, dict)), None)
    if not isinstance(document, dict) or "properties" in document:
        return 0.0
    if wrapped(document, SECTION):
        return 0.6
    if "account_id" in fields_of(document, "odb"):
        return 0.0
    titled = any(folded(key) in _FORM_KEYS and _is_titled(value) for key, value in document.items())
    found = fields_of(document, SECTION)
    if len(found) < (1 if titled else _FEWEST) or not (titled or any(name.startswith(_TELLING) for name in found)):
        return 0.0
    return 0.8 if titled else 0.6


def _is_titled(value: object) -> bool:
    return isinstance(value, str) and names_a_form(value)


def _confidence(sheet: Sheet) -> float:
    if _is_table(sheet):
        return 0.5
    if is_odbs(sheet):
        return 0.0
    form = form_of(sheet.opening, sheet.name, None)
    found = {*form.found, *form.lost}
    telling = any(name.startswith(_TELLING) for name in found)
    titled = _is_titled(sheet.name) or any(_is_titled(text) for row in sheet.opening for text in row.cells)
    if len(found) < _FEWEST or not (telling or titled):
        return 0.0
    return 0.85 if titled or section_names().get(folded(sheet.name)) == SECTION else 0.5


def _is_table(sheet: Sheet) -> bool:
    """Whether a sheet holds forms as rows: its first row is their labels, and says whose they are."""
    header = opening(sheet)
    found = fields_named([*header], SECTION)
    return len(found) > _FEWEST and "company_name" in found and "account_id" not in fields_named([*header], "odb")


def records(tree: Tree, reading: Reading) -> Iterator[Found]:
    """The forms of a document, each a record by itself."""
    if isinstance(tree.value, Grid):
        yield from _of_grid(tree.value, reading)
        return
    for value, where in objects(tree.value, tree.base, SECTION):
        if isinstance(value, dict) and fields_of(value, SECTION):
            yield from record_of_object(value, where, SECTION, reading)
        else:
            yield Problem(reading.file, "is not a CSR 106 form: it should be an object with the form's fields", where)


def _of_grid(grid: Grid, reading: Reading) -> Iterator[Found]:
    notes: list[str] = []
    sheets: list[tuple[Sheet, Form | None]] = []
    for sheet in (sheet for sheet in grid.sheets if sheet.opening):
        if is_odbs(sheet):
            said = f'the sheet "{sheet.name[:60]}" holds settings of ODB and no CSR 106 form, and was not read'
            yield Problem(reading.file, f"{said}; put it into a file of its own", f"{sheet.name}!", records=1)
        elif not sheet.hidden:
            sheets.append((sheet, None if _is_table(sheet) else form_of(sheet.rows, sheet.name, reading.names)))
        elif _confidence(sheet) or form_of(sheet.opening, sheet.name).holds_numbers_alone:
            yield hidden(sheet, reading.file)
    some = False
    for sheet, form in _with_more_numbers(sheets):
        read = 0
        for found in _rows(sheet, reading) if form is None else _form(form, reading):
            if isinstance(found, Record):
                read, found.notes, notes = read + 1, (*found.notes, *notes), []
            yield found
        is_form = bool(read) or (form is not None and bool(form.lost))
        some = some or is_form
        if not is_form:
            notes.append(f'the sheet "{sheet.name[:60]}" holds no CSR 106 form, and was not read')
    if not some:
        yield Problem(reading.file, "holds no CSR 106 form: none of its labels is there")


def _with_more_numbers(sheets: list[tuple[Sheet, Form | None]]) -> list[tuple[Sheet, Form | None]]:
    """The sheets with a form: one that lists virtual numbers alone continues the only form there is.

    Beside several forms nobody knows whose they are, and that is said.
    """
    more = [form for _, form in sheets if form is not None and form.holds_numbers_alone]
    whole = [(sheet, form) for sheet, form in sheets if form is None or form not in more]
    forms = [form for _, form in whole if form is None or form.found or form.lost]
    if not more or not forms:
        return sheets
    if len(forms) == 1 and forms[0] is not None:
        for form in more:
            forms[0].take_numbers(form)
        return whole
    for form in more:
        form.leave("holds virtual numbers, and does not say which of the forms they belong to; put them into its sheet")
    return sheets


def _form(form: Form, reading: Reading) -> Iterator[Record | Problem]:
    yield from (Problem(reading.file, message, where) for message, where in form.problems)
    if not form.found:
        return
    record = form.record(reading.file)
    record.id = f"{reading.file} {form.sheet}".strip()
    yield from join(record, form.named)
    yield record


def _rows(sheet: Sheet, reading: Reading) -> Iterator[Record | Problem]:
    """The forms of a table, one row each."""
    for found in rows(sheet, SECTION, reading):
        if isinstance(found, Record):
            found.id = f"{reading.file} {found.at()}"
        yield found
