"""Limits of reading: named, refused by name, raised for one run; and long lists, read one by one."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from kyccheck.errors import RefusedError, UnreadableError
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.read.limits import LIMITS, Limits, limits_of
from kyccheck.read.opened import open_input
from kyccheck.read.strictjson import parse
from kyccheck.read.strictyaml import parse as parse_yaml
from kyccheck.read.trees import Tree

SMALL = Limits(document_bytes=100)


def values(folder: Path, content: bytes, limits: Limits = SMALL) -> list[tuple[Any, str]]:
    """What is read of a file, and where each stands."""
    path = folder / "in.json"
    path.write_bytes(content)
    with open_input(path, "in.json", limits=limits) as opened:
        trees = [tree for tree in opened.trees if isinstance(tree, Tree)]
        assert opened.container == "json"
        assert opened.first == trees[0].value
        return [(tree.value, tree.base) for tree in trees]


def refused(folder: Path, content: bytes, limits: Limits = SMALL) -> str:
    with pytest.raises(UnreadableError) as error:
        values(folder, content, limits)
    return error.value.message


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ("document_bytes=1GB", "document_bytes", 2**30), ("document_bytes=1g", "document_bytes", 2**30), ("line_bytes=3 MiB", "line_bytes", 3 * 2**20),
        ("depth=250", "depth", 250), ("yaml_values=1,000,000", "yaml_values", 1_000_000), ("sheet_cells=5K", "sheet_cells", 5120),
    ],
)  # fmt: skip
def test_a_limit_is_given_by_name(given: str, name: str, value: int) -> None:
    asked = limits_of([given])
    assert getattr(asked, name) == value
    assert all(getattr(asked, one.name) == getattr(LIMITS, one.name) for one in fields(Limits) if one.name != name)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("document_byte=1GB", "unknown limit 'document_byte'; did you mean 'document_bytes'?"), ("zzz=1", "allowed: document_bytes, line_bytes"), ("depth", "'' is not a size"),
        ("depth=0", "'0' is not a size"), ("depth=-1", "is not a size"), ("depth=1TB", "is not a size"), ("depth=1.5", "is not a size"), ("depth=251", "depth is at most 250"),
        ("digits=1GB", "digits is at most 4,300"), ("=1", "unknown limit ''"),
    ],
)  # fmt: skip
def test_what_is_no_limit_is_refused(given: str, words: str) -> None:
    with pytest.raises(RefusedError, match=r"^--limit ") as error:
        limits_of([given])
    assert words in error.value.message


@pytest.mark.parametrize(
    ("content", "limits", "words"),
    [
        (b'{"a": "%s"}' % (b"x" * 100), SMALL, "is larger than 100 bytes in one document (limit document_bytes; --limit document_bytes=200 raises it)"),
        (b"[[[1]]]", Limits(depth=2), "has more than 2 levels of nesting (limit depth; --limit depth=4 raises it)"),
        (b"[%s]" % (b"9" * 500), LIMITS, "--limit digits=800 raises it)"),
        (b"[0.%s]" % (b"9" * 500), LIMITS, "--limit digits=800 raises it)"),
        (b"[" * 251 + b"]" * 251, Limits(depth=250), "(limit depth, which cannot be raised)"),
    ],
    ids=range(5),
)  # fmt: skip
def test_a_refusal_names_its_limit(content: bytes, limits: Limits, words: str, tmp_path: Path) -> None:
    assert words in refused(tmp_path, content, limits)


def test_what_is_over_a_limit_is_read_with_a_higher_one(tmp_path: Path) -> None:
    assert values(tmp_path, b'{"a": "%s"}' % (b"x" * 100), Limits(document_bytes=200)) == [({"a": "x" * 100}, "")]
    assert parse(b"[" * 400 + b"]" * 400, limits=Limits(depth=400))
    assert parse(b"[%s]" % (b"9" * 4300), limits=Limits(digits=4300)) == [int("9" * 4300)]


def test_yaml_has_limits_too_and_says_how_to_raise_them_where_one_can() -> None:
    with pytest.raises(RefusedError, match=r"yaml_values; --limit yaml_values=6 raises it\)$"):
        parse_yaml(b"[1, 2, 3, 4]", "a.yaml", Limits(yaml_values=3))
    with pytest.raises(RefusedError, match=r"--limit yaml_bytes=6 raises it\)$"):
        parse_yaml(b"[1, 2, 3, 4]", "a.yaml", Limits(yaml_bytes=3))
    with pytest.raises(RefusedError, match=r"--limit yaml_depth=2 raises it\)$"):
        parse_yaml(b"[[1]]", "a.yaml", Limits(yaml_depth=1))
    with pytest.raises(RefusedError, match=r"is larger than 1,000,000 bytes$"):
        parse_yaml(b"#" * 1_000_001, "a.yaml")
    assert parse_yaml(b"#" * 1_000_001 + b"\n1", "a.yaml", Limits(yaml_bytes=2_000_000)) == 1


LISTS = [
    [{"id": number, "name": "名" * number, "in": [[1.5, None, True, {"a": 'b"]},[{'}]]} for number in range(50)],
    [[number, "x" * 300] for number in range(10)],
    [{"long": "y" * 3_000_000}, {"short": "\\ud83d\\ude00"}, {"text": "\u2028,]"}],
    [{}] * 60,
]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n\t "])
@pytest.mark.parametrize("members", LISTS, ids=range(len(LISTS)))
def test_a_list_too_long_to_be_held_is_read_one_by_one(
    members: list[Any], mark: bytes, indent: int | None, tmp_path: Path
) -> None:
    for escaped in (False, True):
        content = mark + json.dumps(members, indent=indent, ensure_ascii=escaped).encode() + b"\n"
        found = values(tmp_path, content)
        assert found == [(member, f"/{place}") for place, member in enumerate(members)]
        assert values(tmp_path, content, LIMITS) == [(members, "")]


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 64])
def test_wherever_the_pieces_of_a_list_are_parted(piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    members = [{"a": [1, -2.5e3, "é\n名\U0001f600", None]}, {"b": True, "c": {}}, [[]], {"d": "x" * 90}]
    monkeypatch.setattr("kyccheck.read._listed._PIECE", piece)
    content = json.dumps(members, ensure_ascii=False).encode()
    assert b"[ {" not in content
    monkeypatch.setattr("kyccheck.read._listed.holds_documents", lambda _: True)
    assert [value for value, _ in values(tmp_path, content)] == members


GOOD_LIST = b'[{"a": 1}, {"b": "%s"}, {"c": 3}]' % (b"x" * 200)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GOOD_LIST[:-1], "Expecting ','; the file may be cut off, in or behind member 3"),
        (GOOD_LIST[:-4], "in or behind member 3"),
        (GOOD_LIST[:50], None),
        (GOOD_LIST + b"x", "something follows the list"),
        (GOOD_LIST + b"[]", "something follows the list"),
        (GOOD_LIST.replace(b'{"c"', b'x{"c"'), "each member is an object"),
        (GOOD_LIST.replace(b"}, {", b"} {"), "Expecting ','"),
        (GOOD_LIST.replace(b"3}]", b"3},]"), "each member is an object"),
        (GOOD_LIST.replace(b'"c": 3', b'"c": 3, "c": 4'), 'the key "c" stands twice in one object, in member 3'),
        (GOOD_LIST.replace(b"3}", b"NaN}"), "NaN is not a number"),
        (GOOD_LIST.replace(b"3}", b"1e999}"), "out of all measure"),
        (GOOD_LIST.replace(b"3}", b'"\\ud800"}'), "half a character"),
        (GOOD_LIST.replace(b"3}", b'"\xff"}'), f"is not UTF-8 text (byte {GOOD_LIST.index(b'3}') + 1})"),
        (GOOD_LIST.replace(b"3}]", b'"\xe5\x90'), "is not UTF-8 text"),
        (GOOD_LIST.replace(b"3", b"[" * 300 + b"]" * 300), "more than 200 levels"),
        (GOOD_LIST.replace(b"3", b"[" * 100_000), "more than 200 levels"),
        (b'["%s", 1]' % (b"x" * 200), "larger than 100 bytes"),
        (b'{"a": %s}' % GOOD_LIST, "larger than 100 bytes"),
        (json.dumps([{"a": "x" * 200}]).encode("utf-16"), "larger than 100 bytes"),
    ],
    ids=range(19),
)  # fmt: skip
def test_a_long_list_is_as_strict_as_a_short_one(content: bytes, words: str | None, tmp_path: Path) -> None:
    if words is None:
        assert "is not JSON" in refused(tmp_path, content)
        return
    assert words in refused(tmp_path, content)
    if "larger" not in words:
        assert refused(tmp_path, content, LIMITS)


def test_a_member_out_of_all_measure_is_refused(tmp_path: Path) -> None:
    limits = Limits(document_bytes=100, line_bytes=1000)
    content = b'[{"a": 1}, {"b": "%s"}]' % (b"x" * 5_000_000)
    assert "member 2 of its list has more than 1,000 bytes (limit line_bytes;" in refused(tmp_path, content, limits)


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (
            b', {"case": {"id": "9"}, "more": "' + b"x" * 3_000_000 + b'"}]',
            "member 4 of its list has more than 3,000 bytes",
        ),
        (b", {]", "is not JSON"),
        (b', {"case": {"id": "9"', "is not JSON"),
    ],
)
def test_the_cases_of_a_long_list_are_told_as_far_as_it_can_be_read(end: bytes, why: str, tmp_path: Path) -> None:
    cases = [{"case": {"id": f"{number}", "kind": "deal"}, "deal": {"id": f"{number}"}} for number in range(3)]
    (tmp_path / "in.json").write_bytes(json.dumps(cases).encode()[:-1] + end)
    (tmp_path / "other.json").write_text(json.dumps({"case": {"id": "8", "kind": "deal"}}))
    for names in (["in.json"], ["in.json", "other.json"]):
        limits = Limits(document_bytes=100, line_bytes=3000)
        reading = Reading(find_inputs([str(tmp_path / name) for name in names], limits), Mapping())
        assert [case.id for case in reading.cases()] == ["0", "1", "2", "8"][: 2 + len(names)]
        (problem,) = reading.problems
        assert why in problem.message
        assert problem.path.endswith("in.json")
