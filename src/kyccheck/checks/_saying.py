"""What a field says, in the words by which `one_of` compares it: a country by its name, a stage by its meaning."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kyccheck.asking.answer import Subject
from kyccheck.asking.context import Context
from kyccheck.asking.look import Look
from kyccheck.checks._deciding import decision
from kyccheck.records.case import Case
from kyccheck.records.fields import folded
from kyccheck.values.value import as_text, as_truth


class Saying(NamedTuple):
    """How the words of a field are read.

    `words` of a value, where a subject has it or a checklist lists it. Those of `unread` begin with "?", and of such a
    value `unread` says what is to be said ("" where any word says something). `by_case`: whether one value may say two
    things in two cases.
    """

    words: Callable[[object, Subject | None], tuple[str, ...]]
    unread: str = ""
    by_case: bool = False


def saying(look: Look, context: Context) -> Saying:
    """How the words of a field are read, by its type."""
    if look.name == "decision":
        return Saying(_read(decision), "says neither yes nor no")
    if look.type == "flag":
        return Saying(lambda value, _: (_or_unread(_truth(value), value),), "says neither yes nor no")
    if look.type == "country":
        from kyccheck.forms._countries import code_of

        return Saying(_read(code_of), "is no country, or not clear which")
    if look.type == "stage":
        return Saying(_stage(context), "has no meaning here", by_case=True)
    return Saying(lambda value, _: tuple(folded(part) for part in _parts(value)))


def _read(meaning: Callable[[str], str | None]) -> Callable[[object, Subject | None], tuple[str, ...]]:
    return lambda value, _: tuple(_or_unread(meaning(part), part) for part in _parts(value))


def _stage(context: Context) -> Callable[[object, Subject | None], tuple[str, ...]]:
    """How a stage is read: by its id, its names, and in a case by what its systems say that it means."""

    def words(value: object, subject: Subject | None) -> tuple[str, ...]:
        text = as_text(value) or ""
        names: Iterable[str] = (text,)
        if isinstance(subject, Case):
            means = (subject.stage_means,) if text == subject.stage else ()
            names = (*means, *subject.words(text))
        return (_or_unread(next((stage for name in names if (stage := context.named(name))), None), text),)

    return words


def _truth(value: object) -> str | None:
    truth = as_truth(value)
    return None if truth is None else str(truth)


def _or_unread(meaning: str | None, value: object) -> str:
    return meaning or f"?{folded(as_text(value) or str(value))}"


def _parts(value: object) -> tuple[str, ...]:
    """The parts of a value that may hold several."""
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, (list, tuple)):
        return tuple(part for member in value for part in _parts(member))
    return tuple((as_text(value) or "").replace("\n", ";").split(";"))
