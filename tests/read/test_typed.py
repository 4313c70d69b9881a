from dataclasses import field
from datetime import date
from typing import Any, Literal

import pytest

from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.read.strictyaml import Place, parse
from kyccheck.read.typed import build


@dataclass(frozen=True)
class Part:
    """What a member may be."""

    short = "name"
    name: str
    size: int = 1


@dataclass(frozen=True)
class Whole:
    """One member of each kind."""

    title: str
    place: Place
    kind: Literal["deal", "ticket"] = "deal"
    on: date | None = None
    names: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    by_name: dict[str, int] = field(default_factory=dict)
    is_on: bool = False
    is_: str = ""
    anything: Any = None
    later: str = field(default="", metadata={"found_out": True})


def read(text: str) -> Whole:
    return build(Whole, parse(text.encode(), "it.yaml"), Place("it.yaml", 1), "the whole")


def test_each_member_is_read_by_its_annotation() -> None:
    found = read(
        "title: '7'\nkind: ticket\non: 2026-11-30\nnames: [a, b]\nparts: [x, {name: y, size: 2}]\n"
        "by_name: {a: 1}\nis_on: true\nis: so\nanything: [1, {b: c}]"
    )
    assert (found.title, found.kind, found.on, found.is_on, found.is_) == (
        "7",
        "ticket",
        date(2026, 11, 30),
        True,
        "so",
    )
    assert (found.names, found.parts, found.by_name) == (("a", "b"), (Part("x"), Part("y", 2)), {"a": 1})
    assert found.anything == [1, {"b": "c"}]
    assert found.place == Place("it.yaml", 1)


def test_a_single_value_is_a_list_of_one() -> None:
    found = read("title: x\nnames: a\nparts: b")
    assert (found.names, found.parts) == (("a",), (Part("b"),))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind: deal", "it.yaml:1: the whole lacks 'title'"),
        ("title: x\ncolour: red", "it.yaml:2: unknown key 'colour' in the whole"),
        ("title: x\nkidn: deal", "did you mean 'kind'"),
        ("title: 7", "it.yaml:1: 'title' of the whole must be text; put it in quotation marks"),
        ("title: true", "must be text; put it in quotation marks"),
        ("title: [x]", "must be text"),
        ("title: x\nkind: dael", "it.yaml:2: 'kind' of the whole cannot be 'dael'; did you mean 'deal'"),
        ("title: x\non: 30.11.2026", "must be a date (2026-11-30)"),
        ("title: x\non: 2026-02-30", "must be a date (2026-11-30)"),
        ("title: x\nis_on: yes", "must be true or false"),
        ("title: x\nis_on: 1", "must be true or false"),
        ("title: x\nparts: [{name: y, size: true}]", "must be a whole number"),
        ("title: x\nparts:\n- x\n- {size: 2}", "it.yaml:4: "),
        ("title: x\nby_name: [a]", "must be a mapping"),
        ("title: x\nlater: known", "unknown key 'later'"),
        ("title: x\nplace: here", "unknown key 'place'"),
        ("- title", "the whole must be a mapping"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read(text)
    assert message in str(refused.value)
