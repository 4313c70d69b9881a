"""Kinds of checks: the questions that a checklist may ask, as data.

OPEN: one file a kind; its name is the word that a checklist writes (`present: company.name`), its docstring opens
"Pass when ..." and shows the YAML. A module holds one frozen dataclass `Check`:

    its members are the YAML's keys; `short` names the one that a bare value fills
    reads()          the fields it looks at, as paths (`company.name`, `contacts[].role`)
    compile(context) -> ask(subject) -> Answer, or Compiled(ask, surely)
    spare()          optional: of those fields, what it may pass without; `kyccheck checklist test --mutate` asks
    is_idle()        optional: whether it may pass where there is nothing to look at: then no item rests on it alone

While YAML is read a check is a value; while cases stream it is a plain function. The subject is a case, or one record
of a list inside `each`, `count` and `where`. A pass is one of a few answers made when the checklist is compiled.

`surely` is for speed alone: it writes, as an expression of Python (`_writer.py`), what a native case as it was read (a
mapping of sections, or of one member's fields, under their own names) must show for the answer that `ask` would give;
wherever there is the least doubt the expression is 0. Of the cases of bench/data.py nine of ten items are settled so,
and most never become records; only native JSON is read this way. A test holds each `surely` to its `ask`.
"""

from collections.abc import Callable, Iterator
from dataclasses import Field, field, fields, is_dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from kyccheck import registry
from kyccheck.asking.answer import Answer, Subject
from kyccheck.asking.context import Context
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.read.strictyaml import Mapping, Place, texts
from kyccheck.read.typed import build

if TYPE_CHECKING:
    from kyccheck.checks._writer import Sure, Writer


Ask = Callable[[Subject], Answer]
Surely = Callable[["Writer"], "Sure | None"]


class Compiled:
    """A question as functions; see the folder's documentation."""

    __slots__ = ("ask", "surely")

    def __init__(self, ask: Ask, surely: Surely = lambda _: None) -> None:
        self.ask = ask
        self.surely = surely

    def __call__(self, subject: Subject) -> Answer:
        """Ask."""
        return self.ask(subject)


class Check(Protocol):
    """What the dataclass of every module of this folder is."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""

    def compile(self, context: "Context") -> Ask | Compiled:
        """The question as a function. Raises RefusedError for an unknown field, form or stage."""


@dataclass(frozen=True, slots=True)
class Question:
    """A check as a checklist writes it: one word of this folder, and what it asks."""

    kind: str
    check: Check
    place: Place
    tree: Any = field(default=None, repr=False, compare=False)

    @classmethod
    def from_tree(cls, tree: Any, place: Place) -> "Question":
        """The question of a mapping with one key, the kind."""
        if not isinstance(tree, Mapping) or len(tree) != 1:
            kinds = ", ".join(registry.words(__name__))
            raise place.refuse(f"a check is a mapping with one key, its kind: {kinds}")
        kind, config = next(iter(tree.items()))
        try:
            module = registry.load(__name__, kind)
        except RefusedError as error:
            raise tree.at(kind).refuse(error.message) from None
        place = tree.value_at(kind)
        config = Mapping(place) if config is None else config
        return cls(kind, build(module.Check, config, place, f"the check {kind!r}"), place, config)

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields that the check looks at, each once."""
        return tuple(dict.fromkeys(self.check.reads()))

    def spare(self) -> tuple[str, ...]:
        """Those of the fields that the check may pass without."""
        spare: Callable[[], tuple[str, ...]] | None = getattr(self.check, "spare", None)
        return spare() if spare is not None else ()

    def is_idle(self) -> bool:
        """Whether the check may pass where nothing at all is there to look at."""
        is_idle: Callable[[], bool] | None = getattr(self.check, "is_idle", None)
        return is_idle is not None and is_idle()

    @property
    def in_(self) -> str:
        """The path of the list whose members it asks about, or ""."""
        return getattr(self.check, "in_", "")

    @property
    def where(self) -> "Question | None":
        """What says which members of the list are meant."""
        return getattr(self.check, "where", None)

    def parts(self, *, where: bool = False) -> tuple["Question", ...]:
        """The questions that it is made of, directly; `where` takes in those that say which members are meant."""
        return tuple(_questions_in(self.check, where=where))

    def walk(self, *, where: bool = False) -> Iterator["Question"]:
        """The question and all that it is made of, in the order of the checklist."""
        yield self
        for part in self.parts(where=where):
            yield from part.walk(where=where)

    def compile(self, context: "Context") -> Compiled:
        """The question as functions; a refusal names the line of the word that it quotes, or of the check."""
        try:
            made: Ask | Compiled = self.check.compile(context)
        except RefusedError as error:
            raise (error if error.where else self._place_of(error.message).refuse(error.message)) from None
        return made if isinstance(made, Compiled) else Compiled(made)

    def _place_of(self, message: str) -> Place:
        """Where the word stands that a refusal quotes first: a parameter may have been given in another file."""
        quoted = [(message.find(repr(text)), place) for text, place in texts(self.tree, self.place)]
        return min(((at, place) for at, place in quoted if at >= 0), default=(0, self.place))[1]


def _questions_in(value: Any, *, where: bool) -> Iterator[Question]:
    """The questions among the values of a check."""
    if isinstance(value, Question):
        yield value
    elif isinstance(value, tuple):
        for member in value:
            yield from _questions_in(member, where=where)
    elif is_dataclass(value):
        for member in fields(value):
            if member.compare and (where or member.name != "where"):
                yield from _questions_in(getattr(value, member.name), where=where)
