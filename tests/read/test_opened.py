import gzip
import hashlib
import json
import math
import re
import subprocess
import sys
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyccheck.errors import UnreadableError
from kyccheck.read import strictjson
from kyccheck.read.limits import Limits
from kyccheck.read.opened import open_input
from kyccheck.read.strictjson import decode, parse, parse_line
from kyccheck.read.trees import Tree
from kyccheck.records.record import Problem
from support import PROJECT

FAST = 520
"""So many lines that the last ones are read by the fast way."""


class Given(NamedTuple):
    """All that was read of a file."""

    container: str
    first: Any
    trees: list[Tree | Problem]
    digest: str


def opened(folder: Path, content: bytes | str, name: str = "in.json") -> Given:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with open_input(path, name) as found:
        return Given(found.container, found.first, list(found.trees), found.sha256())


def values(found: Given) -> list[Any]:
    """The documents of an input; a problem stands as its text."""
    return [tree.message if isinstance(tree, Problem) else tree.value for tree in found.trees]


def refused(content: bytes | str) -> str:
    with pytest.raises(UnreadableError) as error:
        parse(content.encode() if isinstance(content, str) else content, "in.json")
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1', ["line 1, column 8", "cut off"]), ('{"a": [1, 2', ["column 12", "cut off"]), ('{"a": "b', ["line 1"]),
        ('{\n"a": 1,\n', ["line 3", "cut off"]), ('{"a": tru', ["column 7"]), ('{"a": 1}}', ["column 9"]),
        ('{"a" 1}', ["column 6"]), ("{'a': 1}", ["column 2"]), ("{a: 1}", ["column 2"]), ('{"a": 1,}', ["column"]),
        ("[1, 2,]", ["column"]), ('{"a": 01}', ["column"]), ('{"a": +1}', ["column"]), ('{"a": .5}', ["column"]),
        ('{"a": 1.}', ["column"]), ('{"a": 0x1}', ["column"]), ('{"a": "\\x"}', ["column"]), ('{"a": "\t"}', ["character at line 1, column 8"]),
        ("{} {}", ["column"]), ('{"a": 1} // note', ["column"]), ("/* note */ {}", ["column"]), ('{"a": "\\u12"}', ["column"]),
        ('{"a": \x0c1}', ["column"]), ('{"a": \u00a01}', ["column"]), ("nul", ["column 1"]), ("", ["column 1"]),
    ],
)  # fmt: skip
def test_what_is_not_json_says_where(text: str, words: list[str]) -> None:
    message = refused(text)
    assert message.startswith("in.json: is not JSON: ")
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": NaN}', ["NaN"]), ('{"a": Infinity}', ["Infinity"]), ('{"a": -Infinity}', ["-Infinity"]),
        ('{"a": 1e999}', ["out of all measure", "1e999"]), ('{"a": -1e999}', ["-1e999"]),
        (f'{{"a": {"9" * 5000}}}', ["400 digits"]), (f'{{"a": -{"9" * 5000}}}', ["digits"]), (f'{{"a": 0.{"9" * 5000}}}', ["measure"]),
        ('{"a": 1, "a": 1}', ['"a"', "twice"]), ('{"x": {"a": 1, "b": 2, "a": 3}}', ['"a"', "twice"]),
        ('{"a": 1, "\\u0061": 2}', ['"a"', "twice"]),
        ('{"a": "\\ud800"}', ["half a character"]), ('{"a": "\\udc00\\ud800"}', ["half a character"]),
        ('{"\\ud83d": 1}', ["half a character"]), ('["\\uD83D\\u0041"]', ["half a character"]),
    ],
)  # fmt: skip
def test_what_is_not_strict_is_refused(text: str, words: list[str]) -> None:
    message = refused(text)
    assert message.startswith("in.json: ")
    assert [word for word in words if word not in message] == []
    assert len(message) < 250


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{}", {}), (" [ ] ", []), ('"\\ud83d\\ude00"', "😀"), ('"\\u0000"', "\x00"), ("12345678901234567890", 12345678901234567890),
        ("-0", 0), ("1.5", 1.5), ("1e2", 100.0), ('{"": ""}', {"": ""}), ('"[[[["', "[[[["), ('"a\\\\ud800"', "a\\ud800"),
        ("null", None), ("true", True), ('"\\u2028\u2028"', "\u2028\u2028"), (f'"{"[" * 300}"', "[" * 300),
        ('{"a": {"b": 1}, "c": {"b": 1}}', {"a": {"b": 1}, "c": {"b": 1}}),
    ],
)  # fmt: skip
def test_strict_json_is_read(text: str, value: Any) -> None:
    assert parse(text.encode()) == value


def test_two_hundred_levels_are_read_and_one_more_is_not() -> None:
    assert parse(b"[" * 200 + b"]" * 200) is not None
    assert parse(b'{"a":' * 200 + b"1" + b"}" * 200) is not None
    assert "200 levels" in refused("[" * 201 + "]" * 201)
    assert "200 levels" in refused('{"a":' * 201 + "1" + "}" * 201)
    assert parse(b"[" + b"[],[[]]," * 500 + b"1]") is not None


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 100_000, '["' + "[" * 100_000, '"a" ' + '[{"a":' * 50_000],
)
def test_a_hundred_thousand_levels_are_refused_at_once(text: str) -> None:
    started = time.process_time()
    refused(text)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_utf8_and_marked_utf16_are_read(encoding: str, tmp_path: Path) -> None:
    text = '{"company": "琥珀碼頭 €"}'
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    content = mark + text.encode(encoding)
    assert parse(content) == {"company": "琥珀碼頭 €"}
    assert values(opened(tmp_path, content)) == [{"company": "琥珀碼頭 €"}]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"a": "caf\xe9"}', ["UTF-8", "byte 10"]), (b'{"a": "\xc3"}', ["UTF-8", "byte 7"]), (b'{"\xa4": 1}', ["byte 2"]),
        (b'{"a": "\xed\xa0\x80"}', ["UTF-8", "byte 7"]), (b'{"a": "\xc0\x80"}', ["byte 7"]), (b"\xff\xfe{\x00}", ["UTF-16"]),
        ("x" * 2000 + "é", ["byte 2,000"]),
    ],
)  # fmt: skip
def test_other_encodings_say_at_which_byte(content: bytes | str, words: list[str]) -> None:
    content = content.encode("latin-1") if isinstance(content, str) else content
    with pytest.raises(UnreadableError) as error:
        decode(content, "in.json")
    assert str(error.value).startswith("in.json: ")
    assert [word for word in words if word not in str(error.value)] == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["is empty"]), (b" \r\n\t", ["is empty"]), (b"\xef\xbb\xbf", ["is empty"]), (b"\xef\xbb\xbf \n", ["is empty"]),
        (b"<!DOCTYPE html><html>", ["HTML", "export it as JSON"]), (b"\n <html lang=en>", ["HTML"]), (b"<?xml version='1.0'?>", ["XML"]),
        (b"%PDF-1.7\n...", ["PDF"]), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, [".xls", "password", "save it as .xlsx"]),
        (b"\x00" * 100, ["in.json"]), (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, ["in.json"]), (b"GIF89a", ["in.json"]), (b"\xff\xfe", ["in.json"]),
        (gzip.compress(b'{"deal": {"id": "1"}}', mtime=0), ["is packed; unpack it first"]), (b"7z\xbc\xaf\x27\x1c\0\x04", ["is packed"]),
    ],
)  # fmt: skip
def test_what_is_no_export_is_named(content: bytes, words: list[str], tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as error:
        values(opened(tmp_path, content))
    assert str(error.value).startswith("in.json: ")
    assert [word for word in words if word not in str(error.value)] == []


def test_a_file_that_is_not_there_or_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(UnreadableError, match=f"^{path.name}: cannot be read"), open_input(path, path.name):
            pass


def test_one_document_stands_at_the_root_and_its_digest_is_that_of_the_file(tmp_path: Path) -> None:
    content = b'{"deal": {}}\n'
    found = opened(tmp_path, content)
    assert (found.container, found.first) == ("json", {"deal": {}})
    assert found.trees == [Tree({"deal": {}}, "")]
    assert found.digest == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    "content", ['[\n{"a": 1},\n{"a": 2}\n]', '{"a": 1,\n"b": {"c": 2}}', "[\n[1],\n[2]\n]", '{\n"a": 1\n}']
)
def test_a_document_over_several_lines_is_one(content: str, tmp_path: Path) -> None:
    found = opened(tmp_path, content)
    assert found.container == "json"
    assert values(found) == [json.loads(content)]


@pytest.mark.parametrize(
    ("content", "documents"),
    [
        ('{"a": 1}\n{"a": 2}\n', [{"a": 1}, {"a": 2}]), ('{"a": 1}\n{"a": 2}', [{"a": 1}, {"a": 2}]),
        ('{"a": 1}\r\n{"a": 2}\r\n', [{"a": 1}, {"a": 2}]), ('\n\n{"a": 1}\n \n\n{"a": 2}\n\n', [{"a": 1}, {"a": 2}]),
        ('\ufeff{"a": 1}\n{"a": 2}\n', [{"a": 1}, {"a": 2}]), ('["s", {}]\n["s", {}]\n', [["s", {}], ["s", {}]]),
        ('{"a": "x\u2028y"}\n{"a": "x\u2029\u0085y"}\n', [{"a": "x\u2028y"}, {"a": "x\u2029\u0085y"}]),
        ('{"a": "}\\n{"}\n{"a": 2}\n', [{"a": "}\n{"}, {"a": 2}]),
    ],
)  # fmt: skip
def test_one_document_a_line(content: str, documents: list[Any], tmp_path: Path) -> None:
    for name in ("in.json", "in.ndjson", "in.jsonl", "in.txt"):
        found = opened(tmp_path, content, name)
        assert found.container == "ndjson", name
        assert found.trees == [Tree(value, f"/{place}") for place, value in enumerate(documents)], name
        assert found.digest == hashlib.sha256(content.encode()).hexdigest()


def test_one_line_in_a_file_named_for_lines(tmp_path: Path) -> None:
    assert opened(tmp_path, '{"a": 1}\n', "in.ndjson").trees == [Tree({"a": 1}, "/0")]


@pytest.mark.parametrize("place", [0, 1, 2, 3])
@pytest.mark.parametrize(
    "broken", ['{"a": ', '{"a": 1, "a": 2}', '{"a": NaN}', '{"a": "\\ud800"}', "}", '{"a": 1} {"a": 2}', "x"]
)
def test_a_broken_line_is_one_problem_among_good_ones(broken: str, place: int, tmp_path: Path) -> None:
    lines = [f'{{"a": {number}}}' for number in range(4)]
    lines[place] = broken
    trees = opened(tmp_path, "\n".join(lines) + "\n", "in.ndjson").trees
    assert [tree for number, tree in enumerate(trees) if number != place] == [
        Tree({"a": number}, f"/{number}") for number in range(4) if number != place
    ]
    problem = trees[place]
    assert isinstance(problem, Problem)
    assert problem.path == "in.ndjson"
    assert problem.message.startswith(f"line {place + 1} ")
    assert problem.at == f"/{place}"


@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_broken_line_does_not_hide_that_a_file_holds_lines(place: int, tmp_path: Path) -> None:
    lines = [f'{{"a": {number}}}' for number in range(4)]
    lines[place] = lines[place][:-1]
    found = values(opened(tmp_path, "\n".join(lines)))
    assert [value for value in found if isinstance(value, dict)] == [{"a": n} for n in range(4) if n != place]
    assert len(found) == 4


def test_a_line_that_is_not_utf8_is_one_problem(tmp_path: Path) -> None:
    found = values(opened(tmp_path, b'{"a": 1}\n{"a": "caf\xe9"}\n{"a": 3}\n'))
    assert found[0] == {"a": 1}
    assert "line 2" in found[1]
    assert "UTF-8" in found[1]
    assert found[2] == {"a": 3}


def test_lines_that_are_all_broken_are_no_export(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="line 1"):
        opened(tmp_path, "{\n{\n{\n", "in.ndjson")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file is known that opens and cannot be read")
def test_a_file_that_opens_and_cannot_be_read_is_said() -> None:
    with (
        pytest.raises(UnreadableError, match=r"mem: cannot be read: Input/output error"),
        open_input(Path("/proc/self/mem"), "mem"),
    ):
        pass


def test_a_closed_standard_input_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)  # as Python has it where a run is started with <&-
    with pytest.raises(UnreadableError, match="-: standard input is closed"), open_input(None, "-"):
        pass


@pytest.mark.parametrize("end", [b"", b'"}', b'"}\n', b'"}\n{"a": 2}\n', b'"}\n\n{"a": 2}', b'"}\n{"a": 2}\n{"a": "'])
def test_a_line_out_of_all_measure_is_one_problem_and_the_others_are_read(end: bytes, tmp_path: Path) -> None:
    path = tmp_path / "in.ndjson"
    before = b'{"a": 1}\n' * 40_000 + b'{"a": "'
    content = before + b"x" * 900_000 + end + (b"y" * 900_000 if end.endswith(b'"') else b"")
    path.write_bytes(content)
    with open_input(path, "in.ndjson", limits=Limits(line_bytes=1000)) as opened:
        found = list(opened.trees)
    told = [one for one in found if isinstance(one, Problem)]
    assert [one.at for one in told] == ["/40000", "/40002"][: 2 if end.endswith(b'"') else 1]
    assert told[0].message.startswith(
        "line 40001 has more than 1,000 bytes, and is passed over (limit line_bytes; --lim"
    )
    assert [one.records for one in told] == [1] * len(told)
    trees = [one for one in found if isinstance(one, Tree)]
    assert len(trees) == 40_000 + end.count(b"2")
    assert b"2" not in end or (trees[-1].value, trees[-1].base) == ({"a": 2}, "/40001")
    assert opened.sha256() == hashlib.sha256(content).hexdigest()
    with open_input(path, "in.ndjson") as opened:
        assert len(list(opened.trees)) == len(found)


def test_a_line_out_of_all_measure_takes_no_room(tmp_path: Path) -> None:
    path = tmp_path / "in.ndjson"
    with path.open("wb") as out:
        out.write(b'{"a": 1}\n{"a": "')
        for _ in range(64):
            out.write(b"x" * 2**20)
        out.write(b'"}\n{"a": 2}\n')
    tracemalloc.start()
    with open_input(path, "in.ndjson", limits=Limits(line_bytes=2**20)) as opened:
        found = [one.value if isinstance(one, Tree) else one.message[:6] for one in opened.trees]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found, most < 8 * 2**20) == ([{"a": 1}, "line 2", {"a": 2}], True)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["in.ndjson", "in.json"])
def test_utf_16_with_a_mark_is_read_line_by_line(name: str, encoding: str, tmp_path: Path) -> None:
    lines = [{"a": number, "name": "陳小明 𠮷" * 40} for number in range(4000)]
    mark = "\ufeff".encode(encoding)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    content = mark + text.encode(encoding)
    path = tmp_path / name
    path.write_bytes(content)
    with open_input(path, name) as opened:
        assert [one.value if isinstance(one, Tree) else one for one in opened.trees] == lines
        assert (opened.container, opened.encoding) == ("ndjson", "utf-16")
    assert opened.sha256() == hashlib.sha256(content).hexdigest()
    path.write_bytes(content + b"\x00")
    with open_input(path, name) as opened, pytest.raises(UnreadableError, match="is not UTF-16 text; save it as UTF-8"):
        list(opened.trees)


@pytest.mark.parametrize("content", [b"a,b\n" + b"1,2\n" * 70_000 + b"1,\xff\n", b'a,b\n1,2\n1,"x\n', b"a,b\n1,2\n"])
def test_the_digest_is_that_of_the_whole_file_however_far_a_table_was_read(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(content + b"3,4\n" * 300_000)
    with open_input(path, "in.csv", limits=Limits(cell_characters=1000)) as opened:
        for tree in opened.trees:
            if isinstance(tree, Tree):
                assert len(list(tree.value.sheets[0].rows)) > 1
    assert opened.sha256() == hashlib.sha256(path.read_bytes()).hexdigest()
    assert opened.done == path.stat().st_size


def test_a_workbook_through_a_pipe_is_held_as_far_as_the_limit_lets_it() -> None:
    script = (
        "from kyccheck.read.opened import open_input\nfrom kyccheck.read.limits import Limits\nimport sys\n"
        "with open_input(None, '-', limits=Limits(workbook_bytes=int(sys.argv[1]))) as opened: print(len(opened.first.sheets))"
    )
    content = (PROJECT / "examples/odb-template.xlsx").read_bytes()
    for most, said in ((10**9, b"2"), (1000, b"is larger than 1,000 bytes in one document (limit workbook_bytes")):
        done = subprocess.run(
            [sys.executable, "-c", script, str(most)], input=content, capture_output=True, check=False
        )
        assert said in done.stdout + done.stderr


def test_what_is_read_deep_inside_a_programs_own_recursion_is_read_or_refused() -> None:
    content = b"[" * 190 + b"]" * 190

    def deep(levels: int) -> Any:
        return deep(levels - 1) if levels else parse(content, "in.json")

    for left in (150, 400):
        frames, frame = 0, sys._getframe()  # noqa: SLF001 - how deep the tests themselves stand
        while frame.f_back:
            frames, frame = frames + 1, frame.f_back
        with suppress(UnreadableError):  # from 3.12 on the parser has a stack of its own
            assert deep(sys.getrecursionlimit() - frames - left) == parse(content, "in.json")


def test_a_truncated_last_line_is_a_problem_and_not_silence(tmp_path: Path) -> None:
    found = values(opened(tmp_path, '{"a": 1}\n{"a": 2}\n{"a": 3, "b": "x', "in.ndjson"))
    assert found[:2] == [{"a": 1}, {"a": 2}]
    assert "line 3" in found[2]


AWKWARD: tuple[str, ...] = (
    '{"a": 1.0}', '{"a": 1e2}', '{"a": 12345678901234567890}', '{"a": -0}', '{"a": -0.0}', '{"a": 1E400}', '{"a": 1, "a": 2}',
    '{"a": NaN}', '{"a": "\\ud800"}', '{"a": "\\ud83d\\ude00"}', '{"a": "\\u0041"}', '{"a": "\u2028"}', '{"a":1}', ' {"a":1} ',
    '{"a":1}\r', '{"a": 0.1, "b": 1.10}', "[" * 201 + "]" * 201, "[" * 200 + "]" * 200, '{"a":' * 201 + "1" + "}" * 201,
    '{"a": ' + "9" * 500 + "}", '{"a": 1', '{"a":18446744073709551616}', '{"a":9007199254740993}', '{"a":9007199254740993.0}',
    '{"a":0.30000000000000004}', '{"b":{"a":1,"a":1}}', '{"":0}', '{"a":1.7976931348623157e308}', '{"a":1e309}', '{"a":5e-324}',
    '{"a":1e-400}', '{"a":-9223372036854775809}', '{"a":9223372036854775807}', '"text"', "12", "null", '{"a":"\x7f"}',
    '{"a":[],"b":{},"c":[[]]}', '{"a":true,"b":false,"c":null}', '{"a":1e16}', '{"a":1e5}', '{"a":100000.0}',
)  # fmt: skip


@pytest.mark.parametrize("line", AWKWARD)
def test_the_fast_way_reads_and_refuses_the_same(line: str, tmp_path: Path) -> None:
    slow = values(opened(tmp_path, f'{{"x": 0}}\n{line}\n', "in.ndjson"))[1]
    fast = values(opened(tmp_path, '{"x": 0}\n' * FAST + line + "\n", "in.ndjson"))[FAST]
    if isinstance(slow, str) and slow.startswith("line 2 "):
        assert isinstance(fast, str)
        assert fast == f"line {FAST + 1} " + slow.removeprefix("line 2 ")
        return
    assert exactly(slow, fast)


def exactly(one: Any, other: Any) -> bool:
    """Whether two values are the same in every type and sign."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(exactly(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(exactly(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, float):
        return one == other and math.copysign(1, one) == math.copysign(1, other)
    return bool(one == other)


def json_values() -> st.SearchStrategy[Any]:
    text = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
    leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | text
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4))


@given(json_values(), st.booleans(), st.sampled_from([None, 2]))
def test_any_json_value_comes_back(value: Any, ascii_only: bool, indent: int | None) -> None:
    assert exactly(parse(json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()), value)


@settings(max_examples=30, deadline=None)
@given(many=st.lists(json_values(), min_size=1, max_size=8))
def test_any_json_value_comes_back_by_the_fast_way(many: list[Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    lines = "\n".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in many)
    found = values(opened(tmp_path_factory.mktemp("lines"), '{"x":0}\n' * FAST + lines, "in.ndjson"))[FAST:]
    assert exactly(found, many)


SPELLINGS: tuple[dict[str, Any], ...] = (
    {}, {"ensure_ascii": False}, {"separators": (",", ":")}, {"separators": (" ,\t", " :\r")},
)  # fmt: skip


@given(json_values(), st.sampled_from(SPELLINGS))
def test_any_json_value_comes_back_from_a_line_however_it_is_spelt(value: Any, spelling: dict[str, Any]) -> None:
    assert exactly(parse_line(json.dumps(value, **spelling).encode()), value)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_blanks_and_escapes_do_not_need_the_slow_reader(
    spelling: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    value = {"a b": [1, 2.5, None, True, {"c": 'x , y: \u9999\u6e2f \u00e9 \\ " \n'}], "": {}}
    monkeypatch.delattr(strictjson, "parse")
    assert exactly(parse_line(json.dumps(value, **spelling).encode()), value)


@given(json_values(), json_values(), st.sampled_from(SPELLINGS))
def test_a_key_that_stands_twice_is_refused_however_it_is_spelt(one: Any, other: Any, spelling: dict[str, Any]) -> None:
    line = json.dumps(
        {"\u9999 \u00e9": [{"the first of them": one, "the second of them": other, "c": one}]}, **spelling
    )
    doubled = line.replace("the second of them", "the first of them")
    with pytest.raises(UnreadableError, match="twice"):
        parse_line(doubled.encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(UnreadableError):
        parse(content, "in.json")


@given(st.text(alphabet='{}[]",:\\ud8a019eE+-.ntfrNI \t', max_size=40))
def test_any_marks_in_a_line_are_read_and_refused_as_in_a_document(text: str) -> None:
    try:
        found = parse(text.encode())
    except UnreadableError as error:
        with pytest.raises(UnreadableError, match=re.escape(str(error))):
            parse_line(text.encode())
    else:
        assert exactly(parse_line(text.encode()), found)


@given(st.text(alphabet='{}[]",:\\ud8a019eE+-.ntfrNI \n', max_size=40))
def test_any_marks_of_json_are_read_as_strictly_as_they_should_or_refused(text: str) -> None:
    try:
        found = parse(text.encode(), "in.json")
    except UnreadableError:
        return
    assert json.loads(text) == found
