"""A company's name.

The same: case, punctuation, spacing around punctuation, full width, accents, `&` and `and`, a leading `The`, dotted
initials, Traditional and Simplified Chinese, and spellings of one legal form (`Co., Ltd.` and `Company Limited`,
`L.L.C` and `LLC`, `บมจ.` and `บริษัท ... จำกัด (มหาชน)`), a Chinese and an English name beside each other in either
order.

To a person: a missing or other legal form, another script, typing errors, look-alike letters, accents that differ
where both sides write any (`Hưng` and `Hùng`, `Hoa` and `Hòa`), other spacing or order of the same words, other signs
between digits (`24/7` and `24-7`), a star on one side (`A*`), known abbreviations (HK, Intl), words after the legal
form (branch, in liquidation), a name of which nothing is left without legal form.

Different: any other word, also in brackets (`(Hong Kong)` and `(Singapore)`), and any other number.

That two names align does not make them one company: compare the registration numbers as well.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kyccheck.forms import Context, Likeness
from kyccheck.forms._answers import aligned, opening, review, same_but_for_case, say, text_of
from kyccheck.forms._company_read import Name, read, same_forms
from kyccheck.forms._hanzi import only_script_differs
from kyccheck.forms._legal_forms import OF_FORMS
from kyccheck.forms._letters import compatible, other_accents, unescaped
from kyccheck.late import pattern


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values name one company."""
    shared = same_but_for_case(left, right)
    if shared and _opens_a_name(shared):
        return aligned(_CASE_ALONE, shared, shared)
    done = opening(left, right, context.called)
    if done:
        return done
    return _compare(unescaped(text_of(left)), unescaped(text_of(right)))


def has_legal_form(name: str) -> bool:
    """Whether a name is surely a company's: it has a legal form, and words beside it."""
    found = read(name)
    return bool(found.forms and found.words)


_CASE_ALONE: Final = "same but for upper and lower case, width or spacing"


def _opens_a_name(words: str) -> bool:
    """Whether a name surely has a word of its own: the first one, which no legal form has."""
    first = words.partition(" ")[0]
    return len(first) > 2 and first.isalpha() and first not in OF_FORMS


@lru_cache(maxsize=4096)
def _compare(left: str, right: str) -> Likeness:
    a, b = _read(left, right)
    if not a.letters or not b.letters:
        return review("a name without a single letter", a.normal, b.normal)
    if _same(a, b):
        accents = other_accents(left, right)
        if accents:
            return review(f"accents differ: {say(accents)}", a.normal, b.normal)
        if _signs(left) != _signs(right):
            return review("other signs between digits, or a star on one side", a.normal, b.normal)
        return aligned(_why_same(left, right, a, b), a.normal, b.normal)
    from kyccheck.forms._company_differ import verdict  # which few runs need
    from kyccheck.forms._company_short import with_countries_written_out

    like = verdict(a, b)
    if like.verdict == "misaligned" and "(" in compatible(left + right):
        one, other = read(with_countries_written_out(left)), read(with_countries_written_out(right))
        if (one, other) != (a, b) and (_same(one, other) or verdict(one, other).verdict == "review"):
            return review("a country may be written in short on one side, in brackets", a.normal, b.normal)
    if like.verdict == "misaligned" and _in_both_scripts(left, right):
        return aligned("same in both scripts, in another order", a.normal, b.normal)
    return like


_HAN: Final = pattern(r"[\u3400-\u9fff\uf900-\ufaff]+(?:[(（][\u3400-\u9fff]+[)）][\u3400-\u9fff]+)?")
_IN_BRACKETS: Final = pattern(r"[(（]([^()（）]+)[)）]")
_AROUND: Final = " /|,;:-–—\n\r\t"


def _in_both_scripts(left: str, right: str) -> bool:
    """Whether both are a Chinese name beside one in Latin letters, and each of the two is the other side's."""
    ours, theirs = _scripts(left), _scripts(right)
    if ours is None or theirs is None:
        return False
    return all(_compare(one, other).verdict == "aligned" for one, other in zip(ours, theirs, strict=True))


def _scripts(name: str) -> tuple[str, str] | None:
    """The Chinese part of a name, and the Latin one; None where it has not one of each."""
    parts = list(_HAN.finditer(name))
    if len(parts) != 1:
        return None
    before, after = name[: parts[0].start()], name[parts[0].end() :]
    if before.endswith(("(", "（")) and after.startswith((")", "）")):
        before, after = before[:-1], after[1:]
    if before.strip(_AROUND) and after.strip(_AROUND):
        return None  # Latin words around it: what belongs to what is for a person to say
    rest = before.strip(_AROUND) or after.strip(_AROUND)
    if (whole := _IN_BRACKETS.fullmatch(rest)) is not None:
        rest = whole[1]
    has_latin = any(letter.isascii() and letter.isalpha() for letter in rest)
    return (parts[0][0], rest) if has_latin else None


def _read(left: str, right: str) -> tuple[Name, Name]:
    """Both names; where only so they are the same, without joining initials that have stops (J. P. and J P)."""
    a, b = read(left), read(right)
    if "." in left + right and a.words != b.words and "".join(a.words) == "".join(b.words):
        bare, other = read(left.replace(".", " ")), read(right.replace(".", " "))
        if _same(bare, other):
            return bare, other
    return a, b


_BETWEEN_DIGITS: Final = pattern(r"(?<=\d)[^\w*]+(?=\d)|\*")
_SIGNS: Final = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | dict.fromkeys(map(ord, "⁄∕"), "/")
_NO_SIGN: Final = pattern(r"[^.,/:;^*-]")


def _signs(text: str) -> list[str]:
    """What stands between digits (24/7 is not 24-7, nor 24 7), and stars (A* is not A), in the order of writing."""
    between = _BETWEEN_DIGITS.findall(compatible(text).translate(_SIGNS))
    return [_NO_SIGN.sub("", signs) for signs in between]


def _same(a: Name, b: Name) -> bool:
    return (
        bool(a.words)
        and a.words == b.words
        and same_forms(a, b)
        and (a.letters.isascii() or a.letters == b.letters or only_script_differs(a.native, b.native))
    )


def _why_same(left: str, right: str, a: Name, b: Name) -> str:
    if compatible(left).split() == compatible(right).split():
        return _CASE_ALONE
    if a.spelled != b.spelled:
        return f"same after writing out {say(min(a.spelled, b.spelled, key=lambda form: (len(form), form)))}"
    if a.letters == b.letters:
        return "same but for punctuation, accents, or & and “and”"
    if a.letters.isascii() and b.letters.isascii():
        return "same but for “the” or short words written out"
    return "same, in Traditional and Simplified Chinese or other spelling of the legal form"
