"""Two company names that are not the same: what differs, and whether a person should look. Nothing here aligns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final

from kyccheck.forms import Likeness
from kyccheck.forms._answers import misaligned, review, say
from kyccheck.forms._company_read import Name, read
from kyccheck.forms._company_short import abbreviated, city
from kyccheck.forms._hanzi import simplify
from kyccheck.forms._legal_forms import ENDS, LONG_WORDS, thai_company
from kyccheck.forms._letters import (
    HAN,
    digit_for_letter,
    misspelt,
    mixed,
    other_script,
    skeleton,
    within,
)
from kyccheck.late import pattern


def verdict(a: Name, b: Name) -> Likeness:
    """Review with its reason, or misaligned with the words that differ."""
    for question in _BEFORE_NUMBERS:
        why = question(a, b)
        if why:
            return review(why, a.normal, b.normal)
    if _numbers(a) != _numbers(b):
        return misaligned(_words_differ(a, b, "numbers"), a.normal, b.normal)
    for question in _AFTER_NUMBERS:
        why = question(a, b)
        if why:
            return review(why, a.normal, b.normal)
    return misaligned(_words_differ(a, b, "words"), a.normal, b.normal)


def _no_words(a: Name, b: Name) -> str:
    if a.words and b.words:
        return ""
    return "a name of nothing but a legal form"


def _form(a: Name, b: Name) -> str:
    if a.words != b.words:
        return ""
    if a.forms == b.forms:
        return "characters differ that are often written for each other"
    if not a.forms or not b.forms:
        return f"same words, and only one side names a legal form ({say(_forms(a) or _forms(b))})"
    return f"legal form differs: {say(_forms(a))} / {say(_forms(b))}"


_OPENS: Final = frozenset({"SAS", "SASU", "EURL", "UAB", "SIA"})
"""Forms so often written before the name that they are likely one even where the other side names none, or another."""


def _opening(a: Name, b: Name) -> str:
    """Whether one side opens with a short word that is a legal form, and is the other side's behind it."""
    for one, other in ((a, b), (b, a)):
        for size in range(1, 6) if not one.forms else ():
            form = ENDS.get(one.tokens[:size])
            if form and one.tokens[size:] == other.words and (other.forms == (form,) or form in _OPENS or size > 1):
                return f"{say(form)} may be the legal form, and opens the name on one side"
    return ""


def _private(a: Name, b: Name) -> str:
    for one, other in ((a, b), (b, a)):
        if one.words == (*other.words, "p") and one.forms == ("Limited",) and other.forms in _PRIVATE:
            return "“P” may be short for private"
    return ""


_PRIVATE: Final = frozenset({("Private Limited",), ("Pvt. Ltd.",), ("Limited",)})


def _form_behind(a: Name, b: Name) -> str:
    """Whether one side is the other with a legal form behind it, of which the whole is read otherwise."""
    for longer, shorter in ((a, b), (b, a)):
        tail = longer.tokens[len(shorter.tokens) :]
        if longer.tokens[: len(shorter.tokens)] == shorter.tokens and tail in ENDS:
            return f"same words, and only one side names a legal form ({say(ENDS[tail])})"
        if "".join(shorter.words) == thai_company() + "".join(longer.words):
            return "same words, and only one side names a legal form"
    return ""


def _forms(name: Name) -> str:
    return " ".join(name.forms)


def _script(a: Name, b: Name) -> str:
    return "written in another script" if other_script("".join(a.words), "".join(b.words)) else ""


def _spaces(a: Name, b: Name) -> str:
    here, there = ("".join(simplify(name.letters).split()) for name in (a, b))
    if here == there or "".join(a.words) == "".join(b.words):
        return "same letters, other spacing"
    here, there = ("".join(word for word in name.words if word != "and") for name in (a, b))
    return "same letters but for “and”, and other spacing" if here == there else ""


def _looks(a: Name, b: Name) -> str:
    here, there = "".join(a.words), "".join(b.words)
    if skeleton(here) == skeleton(there) and (any(map(mixed, a.words + b.words)) or not (here + there).isascii()):
        return "letters of another alphabet that look alike"
    return "digits that look like letters" if digit_for_letter(here, there) else ""


_AFTER_FORM: Final = pattern(
    r"\b(?:t a|ta|trading as|dba|d b a|doing business as|fka|f k a|formerly(?: known as)?|aka|a k a|also known as)\b"
)


def _parts(a: Name, b: Name) -> str:
    if a.forms != b.forms or len(a.tokens) != len(b.tokens):
        for longer, shorter in ((a, b), (b, a)):
            tail = longer.tokens[len(shorter.tokens) :]
            if tail and not longer.forms and shorter.forms and longer.tokens[: len(shorter.tokens)] == shorter.tokens:
                return f"{say(' '.join(tail))} stands after the legal form on one side"
    here, there = _names_within(a), _names_within(b)
    for within_one, other in ((here, b), (there, a)):
        if any(name.words == other.words for name in within_one):
            return "one side holds two names, and one of them is the other side's"
    if here and [name.words for name in here] == [name.words for name in there]:
        return "the same two names, with other words between them"
    return ""


def _behind_form(a: Name, b: Name) -> str:
    for longer, shorter in ((a, b), (b, a)):
        behind = longer.letters[len(shorter.letters) :]
        opens = shorter.forms and simplify(longer.letters).startswith(simplify(shorter.letters))
        if opens and HAN.match(behind):  # of a branch: 北京分公司
            return f"{say(behind)} stands after the legal form on one side"
    return ""


def _names_within(name: Name) -> list[Name]:
    pieces = _AFTER_FORM.split(name.letters)
    if HAN.search(name.letters):
        pieces += [HAN.sub(" ", name.letters), "".join(HAN.findall(name.letters))]
    return [read(piece.strip()) for piece in pieces if piece.strip()] if len(pieces) > 1 else []


_ROMAN: Final = pattern(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_DIGITS: Final = pattern(r"\d+")


def _numbers(name: Name) -> Counter[str]:
    roman = [word for word in name.words if _ROMAN.fullmatch(word)]
    return Counter(roman + _DIGITS.findall(" ".join(name.words)))


def _order(a: Name, b: Name) -> str:
    return "same words in another order" if sorted(a.words) == sorted(b.words) else ""


_LOOSE: Final = str.maketrans("أإآٱىةؤئ", "اااايهوي", "ءًٌٍَُِّْ่้๊๋์")


def _loose_letters(a: Name, b: Name) -> str:
    here, there = " ".join(a.words), " ".join(b.words)
    if here.isascii() or here.translate(_LOOSE) != there.translate(_LOOSE):
        return ""
    return "letters differ that are often written for each other"


def _short_name(a: Name, b: Name) -> str:
    for short, long in ((a, b), (b, a)):
        if short.forms or not long.forms:
            continue
        han = len(short.words) == len(long.words) == 1 and len(short.words[0]) > 1 and HAN.match(short.words[0])
        if (han and long.words[0].startswith(short.words[0])) or long.words[: len(short.words)] == short.words:
            return "one side may be a short name of the other"
    return ""


def _typing(a: Name, b: Name) -> str:
    differ = [(x, y) for x, y in zip(a.words, b.words, strict=False) if x != y]
    if len(a.words) == len(b.words) and len(differ) < 3 and all(misspelt(x, y) for x, y in differ):
        return "spelling differs: " + ", ".join(f"{say(x, 30)} / {say(y, 30)}" for x, y in differ)
    here, there = "".join(a.letters.split()), "".join(b.letters.split())
    other_shape = len(a.words) != len(b.words) or a.forms != b.forms
    if other_shape and min(len(here), len(there)) > 7 and not HAN.search(here + there) and within(here, there, 1):
        return "one letter differs"
    mended = _mended(a), _mended(b)
    if (mended[0] or mended[1]) and (mended[0] or a).words == (mended[1] or b).words:
        return "the legal form is misspelt"
    return ""


def _mended(name: Name) -> Name | None:
    """The name with a misspelt legal form at its end put right, if it has one."""
    if name.forms or len(name.tokens) < 2:
        return None
    last = name.tokens[-1]
    for word in LONG_WORDS:
        if misspelt(last, word):
            return read(" ".join((*name.tokens[:-1], word)))
    return None


def _words_differ(a: Name, b: Name, what: str) -> str:
    here, there = Counter(a.words), Counter(b.words)
    left, right = (_listed(only) for only in (here - there, there - here))
    if left and right:
        return f"{what} differ: {left} / {right}"
    return f"only one side says {left or right}" if left or right else "words differ"


def _listed(words: Counter[str]) -> str:
    return say(" ".join(words.elements()))


_BEFORE_NUMBERS: Final[tuple[Callable[[Name, Name], str], ...]] = (
    _no_words,
    _form,
    _opening,
    _form_behind,
    _private,
    _script,
    _parts,
    _behind_form,
    _spaces,
    _looks,
)
_AFTER_NUMBERS: Final = (_order, abbreviated, city, _loose_letters, _short_name, _typing)
