"""The dataclasses of the house behave as those of the library do: each question is asked of both."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest

from kyccheck.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """A value."""

    name: str
    number: int = 3
    parts: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list, compare=False)
    hidden: str = field(default="", repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same value."""

    name: str
    number: int = 3
    parts: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list, compare=False)
    hidden: str = field(default="", repr=False)


@dataclass(slots=True)
class Tally:
    """One that changes."""

    total: int = 0
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.seen.append("made")


@dataclass(frozen=True, slots=True)
class Longer(Ours):
    """One with a field more, and a text of its own."""

    more: str = "x"

    def __repr__(self) -> str:
        return "Longer"


@dataclass(slots=True, eq=False)
class Apart:
    """One that is equal to itself alone."""

    name: str


BOTH = pytest.mark.parametrize("kind", [Ours, Theirs])


def matched(value: Any) -> tuple[Any, ...]:
    match value:
        case Ours(name, number) | Theirs(name, number):
            return name, number
    return ()


@BOTH
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (lambda kind: repr(kind("a", 4, hidden="b")), "(name='a', number=4, parts=(), notes=[])"),
        (lambda kind: kind("a") == kind("a", notes=["other"]), True),
        (lambda kind: kind("a") == kind("a", hidden="b"), False),
        (lambda kind: kind("a") != kind("b"), True),
        (lambda kind: kind("a") == ("a", 3, (), [], ""), False),
        (lambda kind: len({kind("a"), kind("a"), kind("b")}), 2),
        (lambda kind: kind("a").notes is kind("a").notes, False),
        (lambda kind: dataclasses.replace(kind("a", 4), name="b").number, 4),
        (lambda kind: [one.name for one in dataclasses.fields(kind)], ["name", "number", "parts", "notes", "hidden"]),
        (lambda kind: dataclasses.asdict(kind("a"))["number"], 3),
        (lambda kind: matched(kind("a", 5)), ("a", 5)),
        (lambda kind: pickle.loads(pickle.dumps(kind("a", notes=["b"]))).notes, ["b"]),  # noqa: S301 - our own
        (lambda kind: copy.copy(kind("a", 4)) == kind("a", 4), True),
        (lambda kind: copy.deepcopy(kind("a", 4)) == kind("a", 4), True),
        (lambda kind: hasattr(kind("a"), "__dict__"), False),
        (lambda kind: kind.__doc__.endswith("value."), True),
    ],
)
def test_a_value_is_what_the_library_makes(kind: type, question: Callable[[type], Any], answer: Any) -> None:
    found = question(kind)
    assert (found.removeprefix(kind.__qualname__) if isinstance(found, str) else found) == answer


@BOTH
def test_a_value_cannot_be_changed(kind: Callable[..., Any]) -> None:
    value = kind("a")
    with pytest.raises(FrozenInstanceError):
        value.name = "b"
    with pytest.raises(FrozenInstanceError):
        del value.name
    assert value.name == "a"


@BOTH
@pytest.mark.parametrize("given", [(), ("a", 1, (), [], "", "too many")])
def test_what_is_missing_or_too_much_is_refused(kind: Callable[..., Any], given: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        kind(*given)
    with pytest.raises(TypeError):
        kind("a", unknown=1)


def test_one_that_changes() -> None:
    tally = Tally(2)
    tally.total += 1
    assert (tally, tally.seen) == (Tally(3), ["made"])
    assert Tally.__hash__ is None
    assert pickle.loads(pickle.dumps(tally)) == tally  # noqa: S301 - our own


def test_fields_come_from_above_and_a_method_of_ones_own_stays() -> None:
    assert Longer("a", more="y").more == "y"
    assert repr(Longer("a")) == "Longer"
    assert Longer("a") != Ours("a")
    assert Ours("a") != Longer("a")


def test_one_that_is_equal_to_itself_alone() -> None:
    one = Apart("a")
    assert one == one  # noqa: PLR0124 - the question
    assert one != Apart("a")
    assert len({one, Apart("a")}) == 2


@pytest.mark.parametrize("makes", [dataclass, dataclasses.dataclass])
@pytest.mark.parametrize("frozen", [True, False])
def test_a_value_is_the_same_however_many_were_made(makes: Any, frozen: bool) -> None:
    @makes(frozen=frozen, slots=True)
    class Often:
        """A value that is made often."""

        name: str
        parts: list[str] = field(default_factory=list)
        total: int = 0

        def __post_init__(self) -> None:
            self.parts.append("made")

    made: Any = Often
    values = [made("a", ["b"], 3) if number % 2 else made(parts=["b"], total=3, name="a") for number in range(60)]
    assert {(value.name, *value.parts, value.total) for value in values} == {("a", "b", "made", 3)}
    assert (made("a").parts, made("a").total) == (["made"], 0)
    with pytest.raises(TypeError, match="unknown"):
        made("a", unknown=1)
