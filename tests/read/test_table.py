import csv
import hashlib
import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyccheck.errors import KycCheckError, RefusedError, UnreadableError
from kyccheck.read import table
from kyccheck.read.limits import LIMITS, Limits
from kyccheck.read.opened import open_input
from kyccheck.read.trees import Tree
from kyccheck.records.record import Problem
from kyccheck.values.grid import Grid, Row


class Given(NamedTuple):
    """All that was read of a file."""

    container: str
    opening: tuple[Row, ...]
    rows: list[Row]
    problems: list[Problem]
    digest: str


def opened(
    folder: Path, content: bytes | str, name: str = "in.csv", encoding: str = "", limits: Limits = LIMITS
) -> Given:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with open_input(path, name, encoding, limits) as found:
        assert isinstance(found.first, Grid)
        (sheet,) = found.first.sheets
        assert (sheet.name, sheet.hidden) == ("", False)
        rows: list[Row] = []
        problems: list[Problem] = []
        for tree in found.trees:
            if isinstance(tree, Tree):
                assert tree == (found.first, "")
                rows += sheet.rows
            else:
                problems.append(tree)
        return Given(found.container, sheet.opening, rows, problems, found.sha256())


def cells(found: Given) -> list[tuple[object, ...]]:
    return [row.cells for row in found.rows]


def refused(
    folder: Path, content: bytes | str, name: str = "in.csv", encoding: str = "", limits: Limits = LIMITS
) -> str:
    with pytest.raises(UnreadableError) as error:
        opened(folder, content, name, encoding, limits)
    assert str(error.value).startswith(f"{name}: ")
    return error.value.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,name\n1,Ada\n", [("id", "name"), ("1", "Ada")]), ("id;name\r\n1;Ada\r\n", [("id", "name"), ("1", "Ada")]),
        ("id\tname\n1\tAda", [("id", "name"), ("1", "Ada")]), ("id,name\r1,Ada\r", [("id", "name"), ("1", "Ada")]),
        ("sep=;\nid;name\n1;A,B\n", [("id", "name"), ("1", "A,B")]), ('"sep=|"\r\nid|name\r\n1|A', [("id", "name"), ("1", "A")]),
        ("sep=\t\nid\tname\n1\tA", [("id", "name"), ("1", "A")]), ("SEP=,\nid,a;b;c\n1,x", [("id", "a;b;c"), ("1", "x")]),
        ('"Record ID","Amount; HKD; net",x\n1,2,3\n', [("Record ID", "Amount; HKD; net", "x"), ("1", "2", "3")]),
        ('"a,b,c";d\n1;2\n', [("a,b,c", "d"), ("1", "2")]), ("id;address, city;zip\n1;2;3\n", [("id", "address, city", "zip"), ("1", "2", "3")]),
        ('"a\nb",c\n1,2\n', [("a\nb", "c"), ("1", "2")]), ('a,b\n"x\r\ny","say ""hi"""\n', [("a", "b"), ("x\r\ny", 'say "hi"')]),
        ("a,b\n007,+852 1234\n", [("a", "b"), ("007", "+852 1234")]), ("a,b\n ,x\n", [("a", "b"), (" ", "x")]), ('a,b\n5" pipe,x\n', [("a", "b"), ('5" pipe', "x")]),
        ("a,b\nx,\n", [("a", "b"), ("x", None)]), ('a,b\n"",x\n', [("a", "b"), (None, "x")]), ("a,a,b\n1,2,3\n", [("a", "a", "b"), ("1", "2", "3")]),
        ("a,b\nx\u2028y,z\u0085\x0b\x1c\n", [("a", "b"), ("x\u2028y", "z\u0085\x0b\x1c")]), ("id\n1\n2\n", [("id",), ("1",), ("2",)]),
        ("id,name\n", [("id", "name")]), ("a,b\n=1+1,@x\n", [("a", "b"), ("=1+1", "@x")]),
    ],
)  # fmt: skip
def test_cells_stay_as_they_are(text: str, expected: list[tuple[object, ...]], tmp_path: Path) -> None:
    found = opened(tmp_path, text)
    assert found.container == "csv"
    assert cells(found) == expected
    assert found.problems == []
    assert found.digest == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("name", ["in.csv", "in.tsv", "in.txt", "in.xlsx", "in.json", "in"])
def test_content_decides_and_not_the_name(name: str, tmp_path: Path) -> None:
    assert cells(opened(tmp_path, "id,name\n1,Ada\n", name)) == [("id", "name"), ("1", "Ada")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_utf8_and_marked_utf16_are_read(encoding: str, tmp_path: Path) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    found = opened(tmp_path, mark + "名称;国家\r\n琥珀 €;香港\r\n".encode(encoding))
    assert cells(found) == [("名称", "国家"), ("琥珀 €", "香港")]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("cp1252", "café €"), ("gb18030", "琥珀"), ("big5", "琥珀"), ("utf-16-le", "é"), ("latin-1", "é")],
)
def test_another_encoding_is_read_where_it_is_named(encoding: str, text: str, tmp_path: Path) -> None:
    content = f"name,x\n{text},1\n".encode(encoding)
    assert cells(opened(tmp_path, content, encoding=encoding)) == [("name", "x"), (text, "1")]
    assert "--encoding" in refused(tmp_path, content)


def test_a_mark_counts_more_than_a_named_encoding(tmp_path: Path) -> None:
    assert cells(opened(tmp_path, b"\xef\xbb\xbfa,b\n\xc3\xa9,1", encoding="cp1252"))[1] == ("é", "1")


@pytest.mark.parametrize("encoding", ["utf-9", "base64", "rot13"])
def test_an_encoding_that_nobody_knows_is_refused(encoding: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="unknown encoding"):
        opened(tmp_path, "a,b\n1,2\n", encoding=encoding)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a,b\ncaf\xe9,1\n", 7), (b"\xef\xbb\xbfa,b\ncaf\xe9,1\n", 10), (b"\xff\xfea\x00,\x00\x00\xdc", 6),
        (b"a,b\n" + b"1,2\n" * 1000 + b"\x80,1\n", 4004), (b"a,b\n\xed\xa0\x80,1", 4), (b"\x89PNG\r\n\x1a\n", 0),
    ],
)  # fmt: skip
def test_what_is_not_utf8_says_at_which_byte(content: bytes, place: int, tmp_path: Path) -> None:
    message = refused(tmp_path, content)
    assert f"(byte {place:,})" in message
    assert "--encoding" in message


def test_a_file_that_is_cut_off_in_a_character_leaves_what_stands_before_it(tmp_path: Path) -> None:
    found = opened(tmp_path, b"a,b\n1,2\n3,\xc3")
    assert cells(found) == [("a", "b"), ("1", "2")]
    assert [problem.at for problem in found.problems] == ["A3"]
    assert "(byte 10)" in found.problems[0].message


def test_a_byte_that_does_not_fit_far_behind_leaves_what_stands_before_it(tmp_path: Path) -> None:
    content = b"a,b\n" + b"12345,67890\n" * 200_000 + b"\xff,1\n" + b"1,2\n" * 5
    found = opened(tmp_path, content)
    assert 80_000 < len(found.rows) < 200_001
    (problem,) = found.problems
    assert "(byte 2,400,004)" in problem.message
    assert problem.at == f"A{found.rows[-1].number + 1}"
    assert found.digest == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        ("a,b\n1\n2,3\n", [1, 3], [(2, "1 cell,")]), ("a,b\n1,2,3\n4,5\n", [1, 3], [(2, "3 cells,")]), ("a,b\n1,2\n3\n4,5,6\n", [1, 2], [(3, "1 cell,"), (4, "3 cells,")]),
        ("a,b\n\n1\n\n2,3", [1, 5], [(3, "1 cell")]), ('a,b\n"x\ny",1\n2\n3,4', [1, 2, 4], [(3, "header 2")]), ("sep=,\na,b\n1\n2,3\n", [2, 4], [(3, "1 cell")]),
        ("a,b\n1,2,\n", [1], [(2, "3 cells")]), ("a;b\n1,2\n3;4\n", [1, 3], [(2, "1 cell")]),
        ('a,b\n1,2\n3,"x\n4,5\n', [1, 2], [(3, "never closed")]), ('a,b\n1,2\n"x"y,3\n4,5\n', [1, 2], [(3, "middle of a cell")]),
        ('a,b\n1,"x\n2,"y"\n3,4\n', [1], [(2, "nothing is read from there on")]), ('a,b\n"', [1], [(2, "never closed")]),
    ],
)  # fmt: skip
def test_what_is_no_row_is_a_problem_and_no_row(
    text: str, good: list[int], bad: list[tuple[int, str]], tmp_path: Path
) -> None:
    found = opened(tmp_path, text)
    assert [row.number for row in found.rows] == good
    assert [problem.at for problem in found.problems] == [f"A{number}" for number, _ in bad]
    for problem, (number, words) in zip(found.problems, bad, strict=True):
        assert problem.path == "in.csv"
        assert problem.message.startswith(f"row {number} ")
        assert words in problem.message


@pytest.mark.parametrize(
    ("text", "rows", "bad"),
    [
        ("Company export\na,b\n1,2\n", [(1, 1), (2, 2), (3, 2)], []),
        ("Company export\n\nAll of them\na;b\n1;2\n3\n", [(1, 1), (3, 1), (4, 2), (5, 2)], ["A6"]),
        ('"Export, of\ntoday"\na,b\n1,2\n', [(1, 1), (2, 2), (3, 2)], []),
        ("Export\na\tb,c\td\n1\t2\t3\n", [(1, 1), (2, 3), (3, 3)], []),
        ("x\n" * 9 + "a,b\n1,2\n", [*((number, 1) for number in range(1, 10)), (10, 2), (11, 2)], []),
        ("x\n" * 10 + "a,b\n1,2\n", [(number, 1) for number in range(1, 11)], ["A11", "A12"]),
        ("sep=,\nExport\na,b\n1\n", [(2, 1), (3, 2)], ["A4"]),
        ("x\ny\nz", [(1, 1), (2, 1), (3, 1)], []),
    ],
)
def test_lines_above_the_header_that_nothing_parts_are_titles(
    text: str, rows: list[tuple[int, int]], bad: list[str], tmp_path: Path
) -> None:
    found = opened(tmp_path, text)
    assert [(row.number, len(row.cells)) for row in found.rows] == rows
    assert [problem.at for problem in found.problems] == bad


def test_rows_with_nothing_in_them_are_passed_over_and_counted(tmp_path: Path) -> None:
    found = opened(tmp_path, "\n \na,b\n\n,\n , \n1,2\n,,,,\n3,4\n\n\n")
    assert [(row.number, row.cells) for row in found.rows] == [(3, ("a", "b")), (7, ("1", "2")), (9, ("3", "4"))]
    assert found.problems == []


def test_so_many_ragged_rows_are_counted_and_no_longer_listed(tmp_path: Path) -> None:
    found = opened(tmp_path, "a,b\n" + "1,2,3\n" * (table.MAX_PROBLEMS + 234) + "4,5\n")
    assert len(found.problems) == table.MAX_PROBLEMS + 1
    assert found.problems[-1].message.startswith("234 more rows")
    assert [row.cells for row in found.rows] == [("a", "b"), ("4", "5")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "is empty"), (b"\n\n", "is empty"), (b",,,\n,,\n", "is empty"), (b"hello world", "neither JSON nor a table"), (b"GIF89a", "neither JSON nor a table"),
        (b"a,b;c\n1,2\n", "comma or semicolon"), (b"a;b\tc\n", "semicolon or tab"), (b"\x00" * 100, "NUL"), (b"a\x00,\x00b\x00\n\x00", "utf-16-le"),
        (b'a,"b\n1,2\n', "never closed"), (b'"a"b,c\n', "middle of a cell"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(content: bytes, words: str, tmp_path: Path) -> None:
    assert words in refused(tmp_path, content)


@pytest.mark.parametrize("length", [131_072, 131_073, 2_000_000])
def test_long_cells_are_read(length: int, tmp_path: Path) -> None:
    long = "ä," * (length // 2) + "x" * (length % 2)
    assert cells(opened(tmp_path, f'a,b\n1,"{long}"\n'))[1] == ("1", long)


def test_a_cell_or_a_line_out_of_all_measure_is_a_problem(tmp_path: Path) -> None:
    limits = Limits(cell_characters=1000, line_bytes=5000)
    found = opened(tmp_path, "a,b\n1,2\n" + "x" * 2000 + ",1\n3,4\n", limits=limits)
    assert [row.number for row in found.rows] == [1, 2]
    assert [problem.at for problem in found.problems] == ["A3"]
    assert "cell of more than 1,000 characters" in found.problems[0].message
    assert "(limit cell_characters; --limit cell_characters=2000 raises it)" in found.problems[0].message
    assert refused(tmp_path, "a,b" * 2000, limits=limits).endswith(
        "has a line of more than 5,000 bytes, and is not read from there on (limit line_bytes; --limit line_bytes=10000 raises it)"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "undefined", "punycode"])
def test_an_encoding_that_does_not_say_where_it_fails_is_refused(encoding: str, tmp_path: Path) -> None:
    said = refused(tmp_path, "id,name\n1,Ada\n", encoding=encoding)
    assert said.startswith(f"is not {encoding.upper()} text; ")


def test_more_columns_than_any_sheet_has_are_refused(tmp_path: Path) -> None:
    header = ",".join(f"c{number}" for number in range(201))
    assert len(opened(tmp_path, f"{header}\n", limits=Limits(columns=201)).rows) == 1
    said = refused(tmp_path, f"{header}\n", limits=Limits(columns=200))
    assert said.endswith("has 201 columns (limit columns; --limit columns=400 raises it)")


def test_the_opening_comes_again(tmp_path: Path) -> None:
    found = opened(tmp_path, "a,b\n" + "".join(f"{number},x\n" for number in range(100)))
    assert found.opening == tuple(found.rows[: table.OPENING])
    assert len(found.rows) == 101


def test_memory_stays_flat() -> None:
    def peak(count: int) -> int:
        def chunks() -> Iterator[bytes]:
            yield b"id,name,mail\n"
            for _ in range(count):
                yield b"1,Ada Lam,ada@example.com\n" * 2000

        tracemalloc.start()
        (sheet,) = table.grid_of(chunks(), "in.csv", []).sheets
        assert sum(1 for _ in sheet.rows) == count * 2000 + 1
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(40) < peak(4) * 1.5


def text_cells() -> st.SearchStrategy[str]:
    return st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from('",;\t\n\r'), max_size=8)


@given(
    header=st.lists(
        st.text(alphabet="abc ", min_size=1, max_size=5).map(lambda text: f"x{text}"), min_size=2, max_size=5
    ),
    body=st.lists(st.lists(text_cells(), min_size=5, max_size=5), max_size=6),
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_csv_writer_wrote_comes_back(
    header: list[str], body: list[list[str]], delimiter: str, encoding: str
) -> None:
    rows = [header, *([f"-{cell}" for cell in row[: len(header)]] for row in body)]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    problems: list[Problem] = []
    (sheet,) = table.grid_of(iter([out.getvalue().encode(encoding)]), "in.csv", problems).sheets
    assert [list(row.cells) for row in sheet.rows] == rows
    assert [row.number for row in sheet.opening] == list(range(1, len(rows) + 1))
    assert problems == []


@settings(max_examples=300)
@given(
    st.lists(
        st.binary(max_size=40) | st.sampled_from([b"a,b\n", b'"', b"\xef\xbb\xbf", b"\xff\xfe", b"1;2\r\n", b"\n"]),
        max_size=8,
    )
)
def test_any_bytes_are_read_or_refused_in_one_line(chunks: list[bytes]) -> None:
    numbers, messages = answer(chunks)
    assert numbers == sorted(set(numbers))
    assert [message for message in messages if "\n" in message or not message] == []
    assert numbers or messages


def answer(chunks: list[bytes]) -> tuple[list[int], list[str]]:
    """The numbers of the rows that could be read, and what was said of the others."""
    problems: list[Problem] = []
    try:
        (sheet,) = table.grid_of(iter(chunks), "in.csv", problems).sheets
        return [row.number for row in sheet.rows], [problem.message for problem in problems]
    except KycCheckError as error:
        return [], [error.message]
