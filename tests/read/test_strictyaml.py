import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyccheck.errors import RefusedError
from kyccheck.read.strictyaml import parse, read


def refused(content: str | bytes) -> str:
    with pytest.raises(RefusedError) as error:
        parse(content.encode() if isinstance(content, str) else content, "rules.yaml")
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a", "a"), ("NO", "NO"), ("no", "no"), ("Yes", "Yes"), ("on", "on"), ("OFF", "OFF"), ("y", "y"), ("012", "012"),
        ("0o14", "0o14"), ("0x1F", "0x1F"), ("12:30", "12:30"), ("12:30:45", "12:30:45"), ("1_000", "1_000"),
        ("2026-11-01", "2026-11-01"), ("2026-11-01T10:00:00Z", "2026-11-01T10:00:00Z"), ("+852", "+852"), ("1.0", "1.0"),
        ("1e3", "1e3"), (".5", ".5"), (".inf", ".inf"), (".nan", ".nan"), ("True", "True"), ("TRUE", "TRUE"), ("NULL", "NULL"),
        ("true", True), ("false", False), ("null", None), ("~", None), ("", None), ("0", 0), ("12", 12), ("-7", -7),
        ("00", "00"), ("-0", 0), ("'12'", "12"), ('"true"', "true"), ("''", ""), ('"null"', "null"), ("=", "="),
        ("'2026-11-01'", "2026-11-01"), ("9" * 19, "9" * 19), ("9" * 5000, "9" * 5000),
    ],
)  # fmt: skip
def test_a_plain_value_is_what_was_written(text: str, value: object) -> None:
    found = parse(f"key: {text}\n".encode(), "rules.yaml")["key"]
    assert found == value
    assert type(found) is type(value)


def test_lists_and_mappings_in_both_styles_know_their_lines() -> None:
    tree = parse(b"a: [1, {b: c}]\nd:\n  - e\n  - f: g\n", "rules.yaml")
    assert tree == {"a": [1, {"b": "c"}], "d": ["e", {"f": "g"}]}
    assert tree.at("d") == ("rules.yaml", 2)
    assert tree["d"].lines == [3, 4]


def test_texts_over_several_lines() -> None:
    assert parse(b"a: |\n  b\n  c\nd: >\n  e\n  f\n", "rules.yaml") == {"a": "b\nc\n", "d": "e f\n"}


@pytest.mark.parametrize("content", [b"", b"\n", b"# nothing\n", b"---\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_nothing(content: bytes) -> None:
    assert parse(content, "rules.yaml") is None


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert parse(b"\xef\xbb\xbfid: kyc\n", "rules.yaml") == {"id": "kyc"}


def test_one_document_may_be_marked_as_one() -> None:
    assert parse(b"---\nid: kyc\n...\n", "rules.yaml") == {"id": "kyc"}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, ["'a'", "twice", "line 1"]),
        ("a: {b: 1, b: 2}\n", 1, ["'b'", "twice", "line 1"]),
        ("x: 1\ny:\n  b: 1\n  c: 2\n  b: 3\n", 5, ["'b'", "twice", "line 3"]),
        ("a: 1\n'a': 2\n", 2, ["'a'", "twice", "line 1"]),
        ("a: &x 1\n", 1, ["anchors", "&x", "write the value out"]),
        ("a: 1\nb: *x\n", 2, ["aliases", "*x"]),
        ("a: &x [1]\nb: *x\n", 1, ["anchors"]),
        ("a: 1\n<<: {b: 1}\n", 2, ["merges", "<<"]),
        ("a: !!str 1\n", 1, ["tags"]),
        ("a: 1\nb: !mine x\n", 2, ["tags", "!mine"]),
        ("a: !!python/object/apply:os.system [echo]\n", 1, ["tags"]),
        ("a: !!binary aGk=\n", 1, ["tags"]),
        ("a: !!set {b, c}\n", 1, ["tags"]),
        ("a: 1\n---\nb: 2\n", 2, ["second document"]),
        ("a: 1\n1: b\n", 2, ["keys are text", "1"]),
        ("true: b\n", 1, ["keys are text", "true"]),
        ("null: b\n", 1, ["keys are text"]),
        ("~: b\n", 1, ["keys are text"]),
        (": b\n", 1, ["not YAML"]),
        ("? [a]\n: b\n", 1, ["keys are text"]),
        ("? {a: b}\n: c\n", 1, ["keys are text"]),
        ("a: [1, 2\n", 2, ["not YAML"]),
        ("a: b: c\n", 1, ["not YAML"]),
        ("a: 1\n\tb: 2\n", 2, ["not YAML"]),
        ("a: 'b\n", 2, ["not YAML"]),
        ("a: 1\n b: 2\n", 2, ["not YAML"]),
        ("a: @b\n", 1, ["not YAML"]),
        ("a: 1\n}\n", 2, ["not YAML"]),
    ],
)  # fmt: skip
def test_refused_with_file_and_line(text: str, line: int, words: list[str]) -> None:
    message = refused(text)
    assert message.startswith(f"rules.yaml:{line}: ")
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize(
    ("text", "line", "named"),
    [
        ("a: \x07\n", 1, "U+0007"),
        ("a: 1\nb: \x1b[31m\n", 2, "U+001B"),
        ("\ufeffa: é\r\nb: 😀\r\n\r\nc: '\x00'\r\nd: 1\r\n", 4, "U+0000"),
        ("a: 1\rb: 2\r\x0c", 3, "U+000C"),
        ("- a\n" * 5000 + "- \x08, \x08\n", 5001, "U+0008"),
        ("a:\n  - b\n  - \ufffe\n", 3, "U+FFFE"),
    ],
)
def test_a_control_character_is_refused_with_its_line(text: str, line: int, named: str) -> None:
    said = f"is not YAML: control characters ({named}) are not allowed; leave it out"
    assert refused(text) == f"rules.yaml:{line}: {said}"


@pytest.mark.parametrize("text", ["a: \ud800\n", '"\\ud800": 1\n'])
def test_half_a_character_is_refused(text: str) -> None:
    assert refused(text.encode("utf-8", "surrogatepass")).startswith("rules.yaml:")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a: caf\xe9\n", ["UTF-8", "byte 6"]),
        ("a: b\n".encode("utf-16"), ["UTF-8"]),
        (b"a: " + b"x" * 1_000_000, ["1,000,000 bytes"]),
    ],
)  # fmt: skip
def test_refused_as_a_whole(content: bytes, words: list[str]) -> None:
    message = refused(content)
    assert message.startswith("rules.yaml: ")
    assert [word for word in words if word not in message] == []


BOMBS: dict[str, str] = {
    "brackets": "[" * 50_000,
    "closed brackets": "[" * 50_000 + "]" * 50_000,
    "braces": "{a: " * 50_000,
    "block mappings": "\n".join(" " * depth + "a:" for depth in range(1000)),
    "block lists": "- " * 50_000,
    "questions": "? " * 50_000,
    "aliases": "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "merges": "a: &a {x: 1}\n" + "".join(f"k{n}: &k{n} {{<<: [*a, *a]}}\n" for n in range(100)),
    "values": "[" + "x," * 200_000 + "x]",
    "keys": "\n".join(f"k{n}: x" for n in range(80_000)),
    "quotes": "'" * 899_999,
    "long key": "a" * 900_000 + ": b",
    "colons": ": " * 300_000,
    "dashes": "-\n" * 300_000,
    "directives": "%YAML 1.2\n" * 10_000,
    "percents": "%" * 500_000,
    "comments": "#\n" * 400_000 + "a: *b",
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_within_a_second(name: str) -> None:
    started = time.process_time()
    refused(BOMBS[name])
    assert time.process_time() - started < 1


def test_fifty_levels_are_read_and_one_more_is_not() -> None:
    assert parse(b"[" * 50 + b"]" * 50, "rules.yaml") is not None
    assert "50 levels" in refused("[" * 51 + "]" * 51)


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(RefusedError, match="cannot be read"):
            read(path)


def test_a_file_is_called_by_its_name_in_refusals(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("a: 1\na: 2\n")
    with pytest.raises(RefusedError, match=r"^mine\.yaml:2: "):
        read(path)
    with pytest.raises(RefusedError, match=r"^its name:2: "):
        read(path, "its name")


def simple(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and simple(member) for key, member in value.items())
    if isinstance(value, list):
        return all(simple(member) for member in value)
    return value is None or type(value) in (str, int, bool)


def parsed(content: bytes) -> Any:
    try:
        return parse(content, "rules.yaml")
    except RefusedError:
        return None


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    assert simple(parsed(text.encode("utf-8", "surrogatepass")))


@given(st.text(alphabet="ab1 \n\t:-?[]{},&*!|>'\"%@`#<.~\\\r", max_size=60))
def test_any_marks_of_yaml_are_read_or_refused(text: str) -> None:
    assert simple(parsed(text.encode()))


@given(st.binary())
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert simple(parsed(content))
