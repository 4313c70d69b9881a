import hashlib
import io
import struct
import sys
import tracemalloc
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kyccheck.errors import UnreadableError
from kyccheck.read import _elements, _rows, _texts, workbook
from kyccheck.read.limits import LIMITS, Limits
from kyccheck.read.opened import open_input
from kyccheck.read.trees import Tree
from kyccheck.records.record import Problem
from kyccheck.values.grid import ErrorCell, Grid, Row

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    "General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "000000", "h:mm", "[h]:mm:ss", "0.00", '"HK"00000\\-0000', "#,##0", "0%", "[Red]000", "mmm-yy", "0",
    '0" months"', 'General\\ "yrs";[Red]-0', '0" seats"', '#,##0" HKD"'
)  # fmt: skip
"""Number formats of the made workbooks, by the number of the style."""


def parts_of(
    *sheets: str, shared: str = "", main: str = "", names: tuple[str, ...] = ("One", "Two", "Three")
) -> dict[str, str]:
    """The parts of a made workbook; a sheet is given as the inside of its sheetData, or as a whole part."""
    listed = "".join(f'<sheet name="{names[at]}" sheetId="{at + 1}" r:id="r{at}"/>' for at in range(len(sheets)))
    related = "".join(
        f'<Relationship Id="r{at}" Type="{KINDS}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at in range(len(sheets))
    )
    formats = "".join(
        f'<numFmt numFmtId="{200 + at}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for at, code in enumerate(STYLES)
    )
    styles = "".join(f'<xf numFmtId="{200 + at}"/>' for at in range(len(STYLES)))
    return {
        "_rels/.rels": f'<Relationships xmlns="{RELATED}"><Relationship Id="m" Type="{KINDS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": main
        or f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}"><workbookPr/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATED}">{related}<Relationship Id="s" Type="{KINDS}/styles" Target="/xl/styles.xml"/>'
        f'<Relationship Id="t" Type="{KINDS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        **{f"xl/worksheets/s{at}.xml": whole(sheet) for at, sheet in enumerate(sheets)},
    }


def whole(sheet: str) -> str:
    if "sheetData" in sheet:
        return sheet
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>{sheet}</sheetData></worksheet>'


def packed(parts: dict[str, str] | dict[str, bytes] | Any, method: int = ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", method) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return out.getvalue()


def read(content: bytes, problems: list[Problem] | None = None, limits: Limits = LIMITS) -> dict[str, list[Row]]:
    grid = workbook.grid_of(io.BytesIO(content), "in.xlsx", [] if problems is None else problems, limits)
    return {sheet.name: list(sheet.rows) for sheet in grid.sheets}


def made(*sheets: str, shared: str = "") -> list[Row]:
    """The rows of the first sheet of a made workbook."""
    return read(packed(parts_of(*sheets, shared=shared)))["One"]


def refused(content: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(UnreadableError) as error:
        read(content, limits=limits)
    assert str(error.value).startswith("in.xlsx: ")
    assert "\n" not in error.value.message
    return error.value.message


def at(text: str) -> datetime:
    """A day and time without a zone, as cells have them."""
    return datetime.fromisoformat(text)


def same(one: object, other: object) -> bool:
    """Whether two values are the same, in their types too."""
    return type(one) is type(other) and one == other


CELLS = [
    ('<c r="A1" t="s"><v>0</v></c>', "first"), ('<c r="A1" t="s"><v>1</v></c>', "rich text"), ('<c r="A1" t="s"><v>2</v></c>', None), ('<c r="A1" t="s"><v>3</v></c>', "東京"),
    ('<c r="A1" t="s"><v>4</v></c>', 'a & b < c > "d" \'e\' é\r\n'), ('<c r="A1" t="inlineStr"><is><t>x</t></is></c>', "x"), ('<c r="A1" t="inlineStr"><is><t/></is></c>', None),
    ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c>', " x "), ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><rPr/><t>b</t></r></is></c>', "ab"),
    ('<c r="A1" t="inlineStr"><is><t>ABC_x000D_\nDEF</t></is></c>', "ABC\r\nDEF"), ('<c r="A1" t="inlineStr"><is><t>_x005F_x000D_</t></is></c>', "_x000D_"),
    ('<c r="A1" t="inlineStr"><is><t>_xD83D__xDE00_ _xD83D_</t></is></c>', "_xD83D__xDE00_ _xD83D_"), ('<c r="A1" t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c>', "😀"),
    ('<c r="A1" t="inlineStr"><is><t>&#x6771;&#20140;&amp;lt;</t></is></c>', "東京&lt;"), ("<c r='A1' t='inlineStr'><is><t>q</t></is></c>", "q"), ('<c t="inlineStr"><is><t>no place</t></is></c>', "no place"),
    ('<c r="A1" t="inlineStr"><is><t><![CDATA[<b>]]></t></is></c>', "<b>"), ('<c r="A1" t="inlineStr"><is><t>a<!-- no -->b</t></is></c>', "ab"),
    ('<c r="A1" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>', "東京"),
    ('<c r="A1"><v>1-2</v></c>', ErrorCell("1-2")), ('<c r="A1" s="5"><v>-1</v></c>', ErrorCell("-1 (no time)")), ('<c r="A1" s="5"><v>1E+30</v></c>', ErrorCell("1e+30 (no time)")),
    ('<c r="A1"><v>1</v></c>', 1), ('<c r="A1" t="n"><v>-12</v></c>', -12), ('<c r="A1"><v>1.5</v></c>', 1.5), ('<c r="A1"><v>12.0</v></c>', 12), ('<c r="A1"><v>8.5212345678E10</v></c>', 85212345678),
    ('<c r="A1"><v>999999999999999</v></c>', 999999999999999), ('<c r="A1"><v>1E+400</v></c>', ErrorCell("1E+400")), ('<c r="A1"><v>NaN</v></c>', ErrorCell("NaN")), ('<c r="A1"><v>1_0</v></c>', ErrorCell("1_0")),
    ('<c r="A1" s="12"><v>007</v></c>', 7), ('<c r="A1" s="6"><v>0.10</v></c>', 0.1), ('<c r="A1" s="99"><v>3</v></c>', 3),
    ('<c r="A1" t="b"><v>1</v></c>', True), ('<c r="A1" t="b"><v>0</v></c>', False), ('<c r="A1" t="b"><v>2</v></c>', ErrorCell("2")),
    ('<c r="A1" t="e"><v>#N/A</v></c>', ErrorCell("#N/A")), ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ErrorCell("#DIV/0!")),
    ('<c r="A1" t="d"><v>2026-03-04</v></c>', date(2026, 3, 4)), ('<c r="A1" t="d"><v>2026-03-04T05:06:07</v></c>', at("2026-03-04T05:06:07")), ('<c r="A1" t="d"><v>2026-99-99</v></c>', ErrorCell("2026-99-99 (no day)")),
    ('<c r="A1"><f>B1</f><v>7</v></c>', 7), ('<c r="A1" t="str"><f>B1&amp;C1</f><v>ok</v></c>', "ok"), ('<c r="A1" s="1"><f t="shared" si="0"/><v>45292</v></c>', date(2024, 1, 1)),
    ('<c r="A1"><f>B1</f></c>', ErrorCell("formula without a saved result")), ('<c r="A1"><f>B1</f><v></v></c>', ErrorCell("formula without a saved result")), ('<c r="A1"><f>B1</f><v/></c>', ErrorCell("formula without a saved result")),
    ('<c r="A1" t="str"><f>B1</f></c>', ErrorCell("formula without a saved result")), ('<c r="A1" t="str"><f>""</f><v></v></c>', None), ('<c r="A1"/>', None), ('<c r="A1" s="1"><v/></c>', None),
    ('<c r="A1" s="1"><v>45292</v></c>', date(2024, 1, 1)), ('<c r="A1" s="1"><v>45292.5</v></c>', at("2024-01-01T12:00:00")), ('<c r="A1" s="2"><v>45292</v></c>', at("2024-01-01T00:00:00")),
    ('<c r="A1" s="2"><v>45292.4201388889</v></c>', at("2024-01-01T10:05:00")), ('<c r="A1" s="1"><v>1</v></c>', date(1900, 1, 1)), ('<c r="A1" s="1"><v>59</v></c>', date(1900, 2, 28)),
    ('<c r="A1" s="1"><v>60</v></c>', ErrorCell("60 (no day)")), ('<c r="A1" s="1"><v>61</v></c>', date(1900, 3, 1)), ('<c r="A1" s="1"><v>2958465</v></c>', date(9999, 12, 31)), ('<c r="A1" s="1"><v>2958466</v></c>', ErrorCell("2958466 (no day)")),
    ('<c r="A1" s="1"><v>-1</v></c>', ErrorCell("-1 (no day)")), ('<c r="A1" s="1"><v>0</v></c>', ErrorCell("0 (no day)")), ('<c r="A1" s="1"><v>x</v></c>', ErrorCell("x")), ('<c r="A1" s="1"><v>nan</v></c>', ErrorCell("nan (no day)")),
    ('<c r="A1" s="11"><v>45292</v></c>', date(2024, 1, 1)), ('<c r="A1" s="4"><v>0.395833333333333</v></c>', "09:30:00"), ('<c r="A1" s="5"><v>1.5</v></c>', "36:00:00"), ('<c r="A1" s="4"><v>45292.5</v></c>', at("2024-01-01T12:00:00")),
    ('<c r="A1" s="3"><v>1234</v></c>', "001234"), ('<c r="A1" s="3"><v>1234567</v></c>', "1234567"), ('<c r="A1" s="3"><v>-5</v></c>', -5), ('<c r="A1" s="3"><v>1.5</v></c>', 1.5),
    ('<c r="A1" s="7"><v>123456789</v></c>', "HK12345-6789"), ('<c r="A1" s="7"><v>12345678901</v></c>', "HK1234567-8901"), ('<c r="A1" s="10"><v>7</v></c>', "007"),
    ('<c r="A1" s="13"><v>12</v></c>', "12 months"), ('<c r="A1" s="13"><v>1.5</v></c>', "1.5 months"), ('<c r="A1" s="13"><v>x</v></c>', ErrorCell("x")), ('<c r="A1" s="15"><v>25</v></c>', 25),
    ('<c r="A1" s="16"><v>1200</v></c>', 1200), ('<c r="A1" s="8"><v>1234</v></c>', 1234), ('<c r="A1" s="9"><v>0.5</v></c>', 0.5),
]  # fmt: skip
SHARED = (
    "<si><t>first</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r></si><si><t/></si>"
    '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>'
    '<si><t xml:space="preserve">a &amp; b &lt; c &gt; &quot;d&quot; &apos;e&apos; &#233;_x000D_&#10;</t></si>'
)


@pytest.mark.parametrize(("xml", "value"), CELLS)
@pytest.mark.parametrize("way", ["parser", "pattern"])
def test_what_a_cell_holds(xml: str, value: object, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cell alone, and as the fortieth of rows that a pattern reads, among cells like it and unlike it."""
    if way == "parser":
        rows = made(f'<row r="1">{xml}<c r="B1"><v>9</v></c></row>', shared=SHARED)
        assert rows[0].number == 1
        assert same(rows[0].cells[0], value)
        return
    monkeypatch.setattr(_rows, "_FIRST", 64)
    monkeypatch.setattr(_rows, "_PIECE", 512)
    for other in (xml, '<c r="A1"><v>5</v></c>', ""):
        sheet = "".join(
            f'<row r="{number}" spans="1:2">{(other if number % 2 else xml).replace("A1", f"A{number}")}<c r="B{number}"><v>9</v></c></row>'
            for number in range(1, 81)
        )
        rows = made(sheet, shared=SHARED)
        assert [row.number for row in rows] == list(range(1, 81))
        assert all(row.cells[1] == 9 for row in rows)
        assert all(same(row.cells[0], value) for row in rows if row.number % 2 == 0)


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """Rows of any cells above, in any columns, or of one kind a column, with what programs put around them."""
    out, number = [], 0
    usual = draw(st.one_of(st.none(), st.lists(st.sampled_from(CELLS), min_size=5, max_size=5)))
    for _ in range(draw(st.integers(1, 60 if usual else 30))):
        number += draw(st.sampled_from([1, 1, 1, 2, 50]))
        columns = (
            "ABCDZ"
            if usual and draw(st.integers(0, 3))
            else sorted(draw(st.sets(st.sampled_from(["A", "B", "C", "D", "Z"]), max_size=4)))
        )
        cells = "".join(
            (usual["ABCDZ".index(column)] if usual and draw(st.integers(0, 9)) else draw(st.sampled_from(CELLS)))[0]
            .replace('"A1"', f'"{column}{number}"')
            .replace("'A1'", f"'{column}{number}'")
            for column in columns
        )
        kind = draw(st.sampled_from([' spans="1:3"', "", ' x14ac:dyDescent="0.25"', ' a=">"', ' a="/"']))
        out.append(f'<row r="{number}"{kind}>{cells}</row>')
        out.append(
            draw(st.sampled_from(["", "", "", "\n", "\r\n", "<!-- <row r='1'></row> -->", f'<row r="{number + 1}"/>']))
        )
        number += out[-1].startswith("<row")
    return "".join(out)


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(sheet=sheets(), piece=st.sampled_from([200, 600, 3000]))
@example(
    sheet=f'<row r="1" spans="1:3">{CELLS[0][0]}{CELLS[18][0].replace("A1", "B1")}</row>', piece=200
)  # within a character
def test_a_pattern_reads_what_the_parser_reads(sheet: str, piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed(parts_of(sheet, '<row><c t="b"><v>1</v></c></row>', shared=SHARED))
    monkeypatch.setattr(_rows, "_FIRST", 64)
    monkeypatch.setattr(_rows, "_PIECE", piece)

    monkeypatch.setattr(_rows, "_TRIES", 0)
    expected = answer(content)
    monkeypatch.setattr(_rows, "_TRIES", 8)
    found = answer(content)
    assert found == expected
    assert kinds(found) == kinds(expected)


@pytest.mark.parametrize("shift", range(3))
def test_long_texts_in_other_letters_are_read_wherever_a_piece_ends(shift: int) -> None:
    """A row, and a shared text, longer than the piece that is read at once: it ends within a letter of three bytes."""
    text = "x" * shift + "東" * 30_000
    row = "".join(f'<c r="{column}1" t="inlineStr"><is><t>{text}</t></is></c>' for column in "ABCDEFGH")
    rows = made(
        f'<row r="1">{row}</row><row r="2"><c r="A2" t="s"><v>9</v></c></row>', shared=f"<si><t>{text}</t></si>" * 10
    )
    assert [row.cells for row in rows] == [(text,) * 8, (text,)]


def kinds(found: list[Row] | str) -> list[type]:
    return [] if isinstance(found, str) else [type(cell) for row in found for cell in row.cells]


def test_a_pattern_reads_most_of_a_long_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = counted(monkeypatch)
    odd = {5000: '<row r="5000"><c r="A5000" t="inlineStr"><is><r><t>rich</t></r></is></c></row>'}
    narrow = [f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="C{n}" s="1"/></row>' for n in range(1, 10_001)]
    wide = [f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="D{n}"><v>1</v></c></row>' for n in range(10_001, 20_001)]
    rows = made("".join([*narrow[:4999], odd[5000], *narrow[5000:], *wide]))
    assert (len(rows), rows[4999], rows[-1]) == (20_000, Row(5000, ("rich",)), Row(20_000, (20_000, None, None, 1)))
    assert "5000" in parsed
    assert len(parsed) < 2000


@pytest.mark.parametrize("every", [3, 40, 700])
@pytest.mark.parametrize("first", [0, 5000])
def test_a_pattern_reads_most_of_a_column_with_other_styles(
    every: int, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = counted(monkeypatch)
    marked = [n >= first and n % every == 0 for n in range(20_000)]
    rows = made(
        "".join(f'<row r="{n + 1}"><c r="A{n + 1}" s="{mark:d}"><v>7</v></c></row>' for n, mark in enumerate(marked))
    )
    assert [row.cells[0] for row in rows] == [date(1900, 1, 7) if mark else 7 for mark in marked]
    assert len(parsed) < 2000


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rows that the parser reads, while pieces are small."""
    parsed: list[str] = []

    class Counting(_elements.Parsed):
        def start(self, name: str, given: dict[str, str]) -> None:
            if name == "row":
                parsed.append(given["r"])
            super().start(name, given)

    monkeypatch.setattr(_rows, "Parsed", Counting)
    monkeypatch.setattr(_rows, "_FIRST", 1000)
    monkeypatch.setattr(_rows, "_PIECE", 20_000)
    return parsed


BULK = (
    ("a &amp;lt; b &lt; c", "a &lt; b < c"), ("a\r\nb\rc", "a\nb\nc"), ("&#8364;&amp;", "€&"), ("_x0041_", "A"), ("plain", "plain"), ("&gt;&quot;&apos;", ">\"'"),
)  # fmt: skip


@pytest.mark.parametrize(("xml", "text"), BULK)
@pytest.mark.parametrize("shared", [True, False])
def test_text_of_many_cells(xml: str, text: str, shared: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_rows, "_FIRST", 300)
    monkeypatch.setattr(_texts, "_FIRST", 300)
    body = '<c r="A{0}" t="s"><v>{0}</v></c>' if shared else f'<c r="A{{0}}" t="inlineStr"><is><t>{xml}</t></is></c>'
    sheet = "".join(f'<row r="{n}">{body.format(n)}</row>' for n in range(1, 200))
    assert [row.cells for row in made(sheet, shared=f"<si><t>{xml}</t></si>" * 200)] == [(text,)] * 199


def test_texts_that_a_pattern_cannot_read_keep_their_places_among_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_texts, "_FIRST", 300)
    rich, spoken = "<r><t>a</t></r><r><t>b</t></r>", '<t>c</t><rPh sb="0" eb="1"><t>x</t></rPh>'
    kinds = ("<t>plain</t>", rich, "<t>&amp;</t>", "<t/>", spoken, '<t xml:space="preserve"> d </t>', "<t></t>")
    values = ("plain", "ab", "&", None, "c", " d ", None)
    for step in (1, 40):  # each next to the other, and a few among many plain ones
        places = [kinds[n // step % 7] if n % step == 0 else kinds[0] for n in range(700)]
        wanted = [values[n // step % 7] if n % step == 0 else values[0] for n in range(700)]
        sheet = "".join(
            f'<row r="{n + 1}"><c r="A{n + 1}" t="s"><v>{n}</v></c><c r="B{n + 1}"><v>1</v></c></row>'
            for n in range(700)
        )
        found = made(sheet, shared="".join(f"<si>{one}</si>" for one in places))
        assert [row.cells[0] for row in found] == wanted


def test_a_row_in_a_comment_is_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_rows, "_FIRST", 300)
    monkeypatch.setattr(_rows, "_PIECE", 500)
    rows = [f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 200)]
    for hide in (slice(100, 101), slice(100, 190)):
        shown = [*rows[: hide.start], "<!--", *rows[hide], "-->", *rows[hide.stop :]]
        numbers = [row.number for row in made("".join(shown))]
        assert numbers == [*range(1, hide.start + 1), *range(hide.stop + 1, 200)]


def test_what_openpyxl_writes_comes_back(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Deals"
    values = [
        1,
        -2.5,
        True,
        False,
        "text",
        " ä & <b> ",
        date(2024, 2, 29),
        at("2024-02-29T13:14:15"),
        10**12,
        None,
        "x" * 32_767,
        "=1+1",
        "#N/A",
    ]
    sheet.append(["header"])
    sheet.append([])
    sheet.append(values)
    sheet.merge_cells("A5:C6")
    sheet["A5"] = "merged"
    book.create_sheet("Hidden").sheet_state = "hidden"
    book.create_sheet("Very").sheet_state = "veryHidden"
    book["Very"]["XFD1048576"] = "far"
    book.create_chartsheet("Chart")
    path = tmp_path / "book.xlsm"
    book.save(path)
    with open_input(path, "book.xlsm") as found:
        assert isinstance(found.first, Grid)
        assert [(sheet.name, sheet.hidden) for sheet in found.first.sheets] == [
            ("Deals", False),
            ("Hidden", True),
            ("Very", True),
        ]
        deals, hidden, very = found.first.sheets
        assert next(found.trees) == Tree(found.first, "")
        expected = [*values[:-2], ErrorCell("formula without a saved result"), ErrorCell("#N/A")]
        assert [(row.number, row.cells) for row in deals.rows] == [
            (1, ("header",)),
            (3, tuple(expected)),
            (5, ("merged",)),
        ]
        assert [type(cell) for cell in deals.opening[1].cells] == [type(cell) for cell in expected]
        assert list(hidden.rows) == []
        (far,) = very.rows
        assert (far.number, len(far.cells), far.cells[-1]) == (1_048_576, 16_384, "far")
        assert list(found.trees) == []
        assert (found.container, found.sha256()) == ("xlsx", hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_pipe_is_read_as_a_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed(parts_of('<row r="1"><c r="A1"><v>1</v></c></row>'))

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Pipe(content)))
    with open_input(None, "-") as found:
        (tree,) = found.trees
        assert isinstance(tree, Tree)
        assert list(tree.value.sheets[0].rows) == [Row(1, (1,))]
        assert found.sha256() == hashlib.sha256(content).hexdigest()


def test_the_opening_comes_again() -> None:
    sheet = "".join(f'<row r="{number}"><c r="A{number}"><v>{number}</v></c></row>' for number in range(1, 101))
    grid = workbook.grid_of(io.BytesIO(packed(parts_of(sheet))), "in.xlsx", [])
    rows = list(grid.sheets[0].rows)
    assert (len(rows), grid.sheets[0].opening) == (100, tuple(rows[:40]))


@pytest.mark.parametrize("from_1904", ["1", "true"])
def test_days_count_from_1904_where_the_workbook_says_so(from_1904: str) -> None:
    parts = parts_of(
        '<row r="1"><c r="A1" s="1"><v>0</v></c><c r="B1" s="1"><v>60</v></c><c r="C1" s="1"><v>2957003</v></c><c r="D1" s="1"><v>2957004</v></c></row>'
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        "<workbookPr/>", f'<workbookPr date1904="{from_1904}"/>'
    )
    assert read(packed(parts))["One"][0].cells == (
        date(1904, 1, 1),
        date(1904, 3, 1),
        date(9999, 12, 31),
        "2957004 (no day)",
    )


@pytest.mark.parametrize("reference", ["A1", "A1:B2", "A1:XFD1048576", "", "nonsense"])
def test_a_wrong_size_loses_nothing(reference: str) -> None:
    sheet = whole('<row r="2"><c r="C2"><v>1</v></c></row><row r="9"><c r="A9"><v>2</v></c></row>').replace(
        'ref="A1"', f'ref="{reference}"'
    )
    assert made(sheet) == [Row(2, (None, None, 1)), Row(9, (2,))]


def test_padding_is_no_row_and_no_cell() -> None:
    sheet = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/><c r="XFD1" s="1"/></row><row r="2" s="1"/><row r="3"><c r="A3" s="1"/></row>'
    sheet += '<row r="4"><c r="A4" t="inlineStr"><is><t> </t></is></c></row><row r="1048576"><c r="B1048576"><v>2</v></c></row>'
    assert made(sheet) == [Row(1, (1,)), Row(1_048_576, (None, 2))]


def test_a_merged_range_over_the_whole_sheet_costs_nothing() -> None:
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    sheet = whole('<row r="1"><c r="A1"><v>1</v></c></row>').replace("</worksheet>", merged)
    tracemalloc.start()
    try:
        assert made(sheet) == [Row(1, (1,))]
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


def test_rows_and_cells_without_places_follow_each_other() -> None:
    assert made("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>") == [
        Row(1, (1, 2)),
        Row(2, (None, 3)),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_parts_in_other_encodings_and_with_prefixes(encoding: str) -> None:
    rows = "".join(
        f'<x:row r="{n}"><x:c r="A{n}" t="inlineStr"><x:is><x:t>é{n}</x:t></x:is></x:c></x:row>' for n in range(1, 2000)
    )
    declared = encoding.removesuffix("-sig")
    sheet = f'<?xml version="1.0" encoding="{declared}"?><x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    parts: dict[str, Any] = parts_of("<sheetData/>")
    for text in (sheet, sheet.replace("<x:", "<").replace("</x:", "</")):
        parts["xl/worksheets/s0.xml"] = text.encode(encoding)
        found = read(packed(parts))["One"]
        assert (len(found), found[-1]) == (1999, Row(1999, ("é1999",)))


def test_rows_elsewhere_in_a_sheet_are_no_rows() -> None:
    sheet = whole('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
        "</worksheet>", "<controls><from><row>3</row><c>4</c></from></controls></worksheet>"
    )
    assert made(sheet) == [Row(1, (1,))]


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>', "row 1 stands after row 2"), ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>', "row 1 stands after row 1"),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "cell A1 stands twice"), ('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "out of order"),
        ('<row r="1"><c r="A2"><v>1</v></c></row>', "says that it is 'A2'"), ('<row r="1"><c r="a1"><v>1</v></c></row>', "'a1'"), ('<row r="1"><c r="A"><v>1</v></c></row>', "'A'"),
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "1,048,576"), ('<row r="999999999"><c><v>1</v></c></row>', "1,048,576"), ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "16,384"), ('<row r="1"><c r="ZZZ1"/></row>', "16,384"),
        ('<row r="1"><c r="A1" t="s"><v>77</v></c></row>', "text that is not there"), ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', "text that is not there"), ('<row r="1"><c r="A1" t="zz"><v>1</v></c></row>', "unknown type 'zz'"),
        ('<row r="1"><c r="A1"><v>1</v></row>', "XML is broken"), ('<row r="1"><c r="A1"><v>&nbsp;</v></c></row>', "XML is broken"), ('<row r="1"><c r="A1"><v>1</v></c></row><row', "XML is broken"),
        ("<c><v>1</v></c>", "stands in no row"), ('<c r="A0"><v>1</v></c><row r="1"><c r="A1"><v>1</v></c></row>', "stands in no row"),
        ('<row r="1"><c r="A1"><v>1</v></c><row r="2"><c r="A2"><v>1</v></c></row></row>', "row 2 stands after row 2"),
    ],
)  # fmt: skip
def test_what_no_sheet_may_hold_is_refused(sheet: str, words: str) -> None:
    assert words in refused(packed(parts_of(sheet, shared=SHARED)))


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('<c r="A999"><v>1</v></c>', "'A999'"),
        ('<c r="A400"><v>1</v></c></row><row r="7"><c r="A7"><v>1</v></c>', "row 7 stands after row 400"),
        ('<c r="A400" t="inlineStr"><is><t>&nbsp;</t></is></c>', "unknown entity"),
        ('<c r="A400" t="s"><v>9</v></c>', "not there"),
        ("<c r=A400><v>1</v></c>", "XML is broken"),
        ('<c r="A400"><v>1</v></c></row><c r="B400"><v>1</v></c><row r="401">', "a cell stands in no row"),
        ('<c r="A400" s=1><v>1</v></c>', "XML is broken"),
    ],
)
@pytest.mark.parametrize("among", ["others", "its like"])
def test_what_breaks_far_down_is_refused_too(
    cell: str, words: str, among: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_rows, "_FIRST", 300)
    monkeypatch.setattr(_rows, "_PIECE", 1000)
    text = '<c r="A{n}" t="inlineStr"><is><t>1</t></is></c>' if "is>" in cell else '<c r="A{n}" t="s"><v>0</v></c>'
    usual = text if among == "its like" and ' t="' in cell else '<c r="A{n}"><v>1</v></c>'
    rows = "".join(f'<row r="{n}">{usual.format(n=n)}</row>' for n in range(1, 400))
    told = refused(packed(parts_of(f'{rows}<row r="400">{cell}</row>', shared=SHARED)))
    assert words in told.replace("undefined", "unknown")


def test_a_few_far_cells_cost_little_and_many_are_refused() -> None:
    rows = made('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
    assert [(row.number, len(row.cells)) for row in rows] == [(1, 1), (1_048_576, 16_384)]
    far = "".join(f'<row r="{n}"><c r="XFD{n}"><v>2</v></c></row>' for n in range(1, 200))
    assert "spread over more than 1,000,000" in refused(packed(parts_of(far)), Limits(sheet_cells=1_000_000))


def test_numbers_that_lost_digits_are_problems_one_a_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_rows, "_FIRST", 300)
    problems: list[Problem] = []
    long, short = "1.2345678901234568E+16", "9" * 15
    values = (("A", short), ("C", long))
    rows = [
        f'<row r="{n}">{"".join(f"<c r={quote}{c}{n}{quote}><v>{v}</v></c>" for c, v in values)}</row>'
        for n in range(1, 100)
        for quote in '"'
    ]
    rows += [
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="C{n}"><v>1234567890123456</v></c></row>' for n in range(100, 201)
    ]
    rows += ['<row r="300"><c r="B300"><v>-1234567890123456</v></c></row>']
    found = read(packed(parts_of("".join(rows))), problems)["One"]
    assert found[0].cells == (999999999999999, None, 12345678901234568.0)
    assert kinds(found[:1]) == [int, type(None), float]
    assert kinds(found[-1:]) == [type(None), int]
    assert [(problem.path, problem.at) for problem in problems] == [("in.xlsx", "One!C1"), ("in.xlsx", "One!B300")]
    assert "(and 199 more below it)" in problems[0].message
    assert "more than 15 digits" in problems[1].message


def test_whole_numbers_of_16_digits_are_seen_in_long_sheets_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_rows, "_FIRST", 300)
    monkeypatch.setattr(_rows, "_PIECE", 500)
    problems: list[Problem] = []
    sheet = "".join(f'<row r="{n}"><c r="A{n}"><v>{n if n < 100 else 10**15}</v></c></row>' for n in range(1, 200))
    read(packed(parts_of(sheet)), problems)
    assert [problem.at for problem in problems] == ["One!A100"]


def test_formats_of_conditions_are_not_those_of_cells() -> None:
    parts = parts_of('<row r="1"><c r="A1" s="0"><v>45292</v></c></row>')
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(
        "</styleSheet>", "<dxfs><dxf><numFmt numFmtId='200' formatCode='yyyy'/></dxf></dxfs></styleSheet>"
    )
    assert read(packed(parts))["One"] == [Row(1, (45292,))]


def test_such_a_problem_comes_behind_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    path.write_bytes(packed(parts_of('<row r="1"><c r="A1"><v>1234567890123456</v></c></row>')))
    with open_input(path, "in.xlsx") as found:
        tree = next(found.trees)
        assert isinstance(tree, Tree)
        assert len(list(tree.value.sheets[0].rows)) == 1
        (problem,) = found.trees
        assert isinstance(problem, Problem)
        assert problem.at == "One!A1"


def changed(**parts: str | bytes | None) -> dict[str, Any]:
    """A good workbook with other parts, or without one; the names' dots and slashes are written as _ and __."""
    found: dict[str, Any] = parts_of('<row r="1"><c r="A1"><v>1</v></c></row>')
    for name, content in parts.items():
        part = name.replace("__", "/").replace("_xml", ".xml").replace("_rels", ".rels")
        if content is None:
            del found[part]
        else:
            found[part] = content
    return found


STRICT = '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheets/></workbook>'
EMPTY = f'<workbook xmlns="{MAIN}"><sheets/></workbook>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (packed(changed(xl__workbook_xml=STRICT)), ["Strict Open XML", "save it as"]), (packed(changed(xl__workbook_xml=EMPTY)), ["damaged workbook", "not in it"]),
        (packed(changed(xl__worksheets__s0_xml=None)), ["part xl/worksheets/s0.xml is missing"]), (packed(changed(xl__worksheets__s0_xml="<worksheet><sheetData>")), ["XML is broken"]),
        (packed(changed(xl__worksheets__s0_xml="<worksheet><sheetData/></worksheet>")), ["no filled cell"]), (packed(changed(xl__worksheets__s0_xml="")), ["XML is broken"]),
        (packed({"a.csv": "a,b"}), ["ZIP file and no Excel workbook"]), (packed({}), ["ZIP file and no Excel workbook"]), (packed({"word/document.xml": "<w/>"}), ["no Excel workbook"]),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), [".ods", "save it as .xlsx"]),
        (packed(parts_of()), ["damaged workbook"]), (packed(changed())[:-40], ["damaged or cut off"]), (packed(changed())[:300], ["damaged or cut off"]),
        (packed({**changed(), "xl/../../evil": "x"}), ["leads out"]), (packed({**changed(), "/etc/x": "x"}), ["leads out"]), (packed({**changed(), "XL/Workbook.xml": "x"}), ["stands in it twice"]),
        (packed({**changed(), "xl/media/a.bin": b"\0" * (5 * 1024 * 1024)}), ["packed more than 200 times"]),
    ],
)  # fmt: skip
def test_what_is_no_good_workbook_is_named(content: bytes, words: list[str]) -> None:
    message = refused(content)
    assert [word for word in words if word not in message] == []


def test_a_binary_workbook_is_named() -> None:
    parts = changed(xl__workbook_xml=None)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("workbook.xml", "workbook.bin")
    assert ".xlsb" in refused(packed({**parts, "xl/workbook.bin": b"x"}))


@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/worksheets/s0.xml",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "_rels/.rels",
        "docProps/core.xml",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_wherever_it_stands(part: str, encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    parts = {**changed(), "docProps/core.xml": "<a/>"}
    text = parts[part].partition("?>\n")[2] or parts[part]
    assert "DOCTYPE" in refused(packed({**parts, part: (bomb + text).encode(encoding)}))
    if not part.startswith("docProps"):  # which nobody parses
        assert "DOCTYPE" in refused(packed({**parts, part: (f"<!--{'x' * 5000}-->{bomb}{text}").encode(encoding)}))


def test_limits_of_the_package() -> None:
    many = packed({**changed(), **{f"xl/media/{number}": "" for number in range(10_000)}}, ZIP_STORED)
    assert "at most 10,000" in refused(many)
    good = packed(changed())
    assert "(limit workbook_bytes; --limit workbook_bytes=2000 raises it)" in refused(good, Limits(workbook_bytes=1000))
    assert "(limit part_bytes; --limit part_bytes=1000 raises it)" in refused(good, Limits(part_bytes=500))
    shared = packed(parts_of('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared="<si><t>x</t></si>"))
    assert "(limit text_bytes; --limit text_bytes=20 raises it)" in refused(shared, Limits(text_bytes=10))
    assert read(many, limits=Limits(workbook_parts=20_000)) == read(good)


def test_a_member_with_a_password_is_refused() -> None:
    content = bytearray(packed(changed()))
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    assert "password" in refused(bytes(content))


def test_a_member_that_lies_of_its_size_or_sum_is_refused() -> None:
    parts = changed()
    content = packed(parts, ZIP_STORED)
    sheet = parts["xl/worksheets/s0.xml"].encode()
    assert "damaged" in refused(content.replace(b"<v>1</v>", b"<v>2</v>"))
    crc = struct.pack("<L", zlib.crc32(sheet))
    assert "damaged" in refused(content.replace(crc, b"\0\0\0\0"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), ["protected by a password"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), ["old workbook (.xls)", "save it as .xlsx"]),
        (b"<html><table><tr><td>id</td></tr></table></html>", ["HTML"]), (b"\xef\xbb\xbf<table><tr><td>id", ["HTML"]), ("\ufeff<html>".encode("utf-16-le"), ["HTML"]),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', ["XML", ".xlsx"]), (b"MIME-Version: 1.0\r\nX: y", ["HTML"]),
    ],
)  # fmt: skip
def test_what_is_named_xlsx_and_is_none(content: bytes, words: list[str], tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as error, open_input(path, "in.xlsx"):
        pass
    assert [word for word in words if word not in str(error.value)] == []


def test_memory_stays_flat() -> None:
    def peak(count: int) -> int:
        rows = (
            f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="inlineStr"><is><t>text {n}</t></is></c></row>'
            for n in range(1, count)
        )
        content = packed(parts_of("".join(rows)))
        tracemalloc.start()
        grid = workbook.grid_of(io.BytesIO(content), "in.xlsx", [])
        assert sum(1 for _ in grid.sheets[0].rows) == count - 1
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(60_000) < peak(20_000) * 1.5


def answer(content: bytes) -> list[Row] | str:
    """The rows of the first sheet, or why there are none."""
    try:
        return read(content)["One"]
    except UnreadableError as error:
        return str(error)


@given(
    method=st.sampled_from([ZIP_DEFLATED, ZIP_STORED]),
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=3),
    cut=st.tuples(st.integers(0, 10**6), st.integers(0, 50)),
)
def test_whatever_is_broken_is_read_or_refused_in_one_line(
    method: int, changes: list[tuple[int, int]], cut: tuple[int, int]
) -> None:
    sheet = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000</v></c></row>'
    content = bytearray(packed(parts_of(sheet, shared=SHARED), method))
    for place, byte in changes:
        content[place % len(content)] = byte
    place = cut[0] % len(content)
    del content[place : place + cut[1]]
    found = answer(bytes(content))
    assert found == [Row(1, ("first", date(2023, 3, 15)))] or (
        isinstance(found, str) and found.startswith("in.xlsx: ") and "\n" not in found
    )


@given(st.binary(max_size=300))
def test_any_sheet_is_read_or_refused(sheet: bytes) -> None:
    parts: dict[str, Any] = {**changed(), "xl/worksheets/s0.xml": sheet}
    with pytest.raises(UnreadableError):
        read(packed(parts))


def test_a_reader_that_fails_is_a_file_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_stream: IO[bytes], _cells: object, _limits: Limits, _unseen: object) -> Iterator[Row]:
        raise RecursionError("too\ndeep")
        yield

    monkeypatch.setattr(workbook, "rows", fails)
    assert "(too deep)" in refused(packed(changed()))


@pytest.mark.parametrize("first", [65_536, 300])
def test_hidden_rows_and_columns_are_read_and_counted(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the pattern and by the parser alike; what is hidden and empty hides nothing."""
    monkeypatch.setattr(_rows, "_FIRST", first)
    monkeypatch.setattr(_rows, "_PIECE", 1000)
    ways = ('hidden="1"', 'ht="15" hidden="1" customHeight="1"', 'hidden="true"', 'hidden="0"', 'spans="1:3"')
    rows = "".join(
        f'<row r="{n}" {ways[n % 5]}><c r="A{n}"><v>{n}</v></c><c r="C{n}"><v>7</v></c></row>' for n in range(1, 301)
    )
    columns = '<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="16384" hidden="1"/><col min="1" max="1"/><col min="x" max="1" hidden="1"/><col hidden="1"/><col min="1" max="99999999999" hidden="1"/></cols>'
    sheet = whole(f'{rows}<row r="400" hidden="1"/><row r="401" hidden="1"><c r="A401" s="1"/></row>').replace(
        "<sheetData>", f"{columns}<sheetData>", 1
    )
    (one, *_) = workbook.grid_of(io.BytesIO(packed(parts_of(sheet))), "in.xlsx", []).sheets
    assert len(list(one.rows)) == 300
    assert (one.unseen.rows, one.unseen.columns) == (180, {2})


def test_merged_cells_are_told_behind_the_last_row() -> None:
    told = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="AA3:AB9"/><mergeCell ref="x"/><mergeCell/></mergeCells>'
    sheet = whole('<row r="1"><c r="A1"><v>1</v></c></row>').replace("</sheetData>", f"</sheetData>{told}", 1)
    (one, *_) = workbook.grid_of(io.BytesIO(packed(parts_of(sheet))), "in.xlsx", []).sheets
    assert len(list(one.rows)) == 1
    assert one.unseen.merged == [(0, 1, 2), (26, 3, 9)]


def test_columns_have_limits_in_one_place() -> None:
    assert _elements.MAX_COLUMNS == 16_384
    assert _rows.MAX_ROWS == 1_048_576
