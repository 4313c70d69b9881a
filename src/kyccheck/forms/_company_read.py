"""Reads a company's name: the words that tell it apart, and its legal form as a class."""

from __future__ import annotations

from functools import lru_cache

from kyccheck.dataclass import dataclass
from kyccheck.forms._hanzi import simplify
from kyccheck.forms._legal_forms import (
    COMPATIBLE,
    ENDS,
    FIRST,
    LAST,
    PRETTY,
    STARTS,
    WITH_START,
    WRITTEN_OUT,
    joined_ends,
    joined_starts,
    thai_company,
    with_marks_read,
)
from kyccheck.forms._letters import fold


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared.

    `words` are what is left without the legal form, `forms` its classes, `spelled` the form as this side writes it,
    `letters` all of the name folded, `native` the part without Chinese or Thai legal form, before characters are
    simplified, and `tokens` all words in the order of writing, with short words written out.
    """

    words: tuple[str, ...]
    forms: tuple[str, ...]
    spelled: str
    letters: str
    native: str
    tokens: tuple[str, ...]

    @property
    def normal(self) -> str:
        """The name's normal form: what is compared, and read again gives itself."""
        opens = self.forms[:1] == ("PT",) and set(self.forms[1:]) <= WITH_START and self.words[-1:] != ("the",)
        front = 1 if opens and "".join(self.words)[:1].isascii() else 0
        return " ".join((*self.forms[:front], *self.words, *self.forms[front:]))


@lru_cache(maxsize=4096)
def read(text: str) -> Name:
    """A name taken apart. The legal form is read at the end, or at the start where a language writes it there."""
    letters = fold(with_marks_read(text))
    simplified = simplify(letters)
    rest, joined = _cut_joined(simplified)
    place = simplified.find(rest)
    native = letters[place : place + len(rest)]
    spelled = rest.split()
    while spelled[:1] == ["the"]:
        spelled = spelled[1:]
    tokens = [WRITTEN_OUT.get(word, word) for word in spelled]
    end, forms = _cut_end(tokens)
    start = 0
    if set(forms) <= WITH_START and not joined:
        start, opening = _cut_start(tokens[:end])
        forms = opening + forms
    words = spelled[start:end][:1] + tokens[start:end][1:]
    if words[-1:] == ["and"] and forms and forms[0].startswith("Co."):
        words, forms = words[:-1], ["& " + forms[0], *forms[1:]]
    while words[:1] == ["the"]:
        words = words[1:]
    if set(forms) <= WITH_START | {"PT"}:
        forms.sort(key=lambda form: form != "PT")
    shown = " ".join(PRETTY.get(word, word.upper()) for word in spelled[:start] + spelled[end:] if word != "the")
    everything = tuple(WRITTEN_OUT.get(word, word) for word in simplified.split())
    return Name(tuple(words), (*forms, *joined), shown or " ".join(joined), letters, native, everything)


def _cut_joined(text: str) -> tuple[str, list[str]]:
    """Cut a legal form off a name that is written without spaces (Chinese, Thai, Japanese, Korean)."""
    if text.isascii():
        return text, []
    thai = text.removeprefix(thai_company())
    for end, form in joined_ends():
        if text.endswith(end):
            return (thai if form.startswith("จ") else text)[: -len(end)].strip(), [form]
    for start, form in joined_starts():
        if text.startswith(start):
            return text.removeprefix(start).strip(), [form]
    return text, []


def _cut_end(tokens: list[str]) -> tuple[int, list[str]]:
    """Where the legal forms at the end begin, and what they are. There may be several ("(Persero) Tbk")."""
    end, forms = len(tokens), list[str]()
    while end and tokens[end - 1] == "the":  # "Acme Limited (The)"
        end -= 1
    while end:
        form = None
        for size in LAST.get(tokens[end - 1], ()):
            form = ENDS.get(tuple(tokens[end - size : end])) if size <= end else None
            if form:
                break
        else:
            size, form = (0, None) if forms else _letter_by_letter(tokens[:end])  # Plan B V Limited is no BV
        if not form:
            break
        end, forms = end - size, [form, *forms]
    return end, forms


def _letter_by_letter(tokens: list[str]) -> tuple[int, str | None]:
    """A form whose letters stand apart ("L L C", "S. A.")."""
    size = 0
    while size < len(tokens) and len(tokens[-1 - size]) == 1 and tokens[-1 - size].isalpha():
        size += 1
    while size > 1:
        form = ENDS.get(("".join(tokens[-size:]),))
        if form:
            return size, form
        size -= 1
    return 0, None


def _cut_start(tokens: list[str]) -> tuple[int, list[str]]:
    """How many words of legal form open the name, and which form it is."""
    for size in FIRST.get(tokens[0], ()) if tokens else ():
        form = STARTS.get(tuple(tokens[:size])) if size < len(tokens) else None
        if form:
            return size, [form]
    return 0, []


def same_forms(left: Name, right: Name) -> bool:
    """Whether the legal forms of two names are one."""
    if left.forms == right.forms:
        return True
    return len(left.forms) == len(right.forms) and all(
        one == other or frozenset((one, other)) in COMPATIBLE
        for one, other in zip(left.forms, right.forms, strict=True)
    )
