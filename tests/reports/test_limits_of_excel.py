"""At Excel's own limits: the last row that a sheet takes, the first one that it does not, and the links that it follows."""

import io
import re
import zipfile
from collections.abc import Iterator

import pytest

from kyccheck.reports._book.frame import Frame
from kyccheck.reports._book.look import LINK
from kyccheck.reports._book.table import ROWS, Column, Link, Row, Table
from support import AS_OF

LINKS = 65_530


def book(*tables: Table, limit: int = ROWS) -> dict[str, bytes]:
    """The XML of each sheet of a book, by its title."""
    frame, out = Frame(AS_OF, limit), io.BytesIO()
    for table in tables:
        frame.add(table)
    frame.write(out)
    with zipfile.ZipFile(out) as made:
        titles = re.findall(r'<sheet [^>]*name="([^"]*)"', made.read("xl/workbook.xml").decode())
        return {title: made.read(f"xl/worksheets/sheet{at}.xml") for at, title in enumerate(titles, start=1)}


def numbers(count: int) -> Table:
    """A table of so many numbers, from 0."""
    return Table("Numbers", (Column("Number"),), count, lambda: ((number,) for number in range(count)), "")


def test_the_last_row_that_a_sheet_takes_is_its_last_one() -> None:
    """With one row more than there is room for, below the header."""
    assert ROWS == 1_048_576
    made = book(numbers(ROWS))
    assert [*made] == ["Numbers", "Numbers (2)"]
    assert made["Numbers"].count(b"<row ") == ROWS
    assert made["Numbers"].rpartition(b"<row ")[2].startswith(b'r="1048576"')
    assert made["Numbers"].rpartition(b"<v>")[2].startswith(b"1048574<")
    assert b'<dimension ref="A1:A1048576"/>' in made["Numbers"]
    assert made["Numbers (2)"].rpartition(b"<row ")[2].startswith(b'r="2"')
    assert made["Numbers (2)"].rpartition(b"<v>")[2].startswith(b"1048575<")


@pytest.mark.parametrize(("count", "sheets"), [(0, 1), (1, 1), (8, 1), (9, 1), (10, 2), (18, 2), (19, 3)])
def test_a_sheet_goes_on_only_where_it_is_full(count: int, sheets: int) -> None:
    made = book(numbers(count), limit=10)
    assert [*made] == ["Numbers", "Numbers (2)", "Numbers (3)"][:sheets]
    assert [int(found) for one in made.values() for found in re.findall(rb"<v>(\d+)</v>", one)] == [*range(count)]


def test_no_sheet_has_more_links_than_excel_takes_and_they_lead_to_rows_of_the_book() -> None:
    count = LINKS + 3
    look = (Column("Case", look=LINK),)

    def rows() -> Iterator[Row]:
        return ((Link(f"c{number}", "To", number or None),) for number in range(count))

    def targets() -> Iterator[Row]:
        return ((f"c{number}",) for number in range(count))

    made = book(Table("From", look, count, rows, ""), Table("To", look, count, targets, ""))
    found = re.findall(rb"<hyperlink ([^>]*)/>", made["From"])
    assert len(found) == LINKS
    assert found[0] == b"""ref="A3" location="'To'!A3\""""
    assert found[-1] == f"""ref="A{LINKS + 2}" location="'To'!A{LINKS + 2}\"""".encode()
    assert f">c{count - 1}<".encode() in made["From"]  # the text is there, without a link
    assert b"<hyperlink" not in made["To"]
    assert b'r:id="' not in made["From"] + made["To"]
