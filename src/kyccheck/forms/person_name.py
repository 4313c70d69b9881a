"""A person's name.

The same: case, punctuation, accents, full width, titles (`Mr`, `Dr`, `先生`, `様`, `님`, `นาย`), spellings of what
tells people of one name apart (`Jr.` and `Junior`, `III` and `3rd`), Traditional and Simplified Chinese, and a family
name that a comma puts first (`Wong, Tai Man` and `Tai Man Wong`).

To a person: the same names in another order, initials, a name that only one side has (`Peter Wong Tai Man`), joined
names (`Taiman`), misspelt names, several of these at once (`T. M. Wong`), another family name before the comma
(`Martin, Thomas` and `Thomas, Martin`), accents that differ where both sides write any (`Hà` and `Hạ`, `An` and `Ân`),
titles of a man and of a woman (`Mr` and `Ms`), words of descent that differ (`binti` and `bte`), another script.

Different: any other name.
"""

from __future__ import annotations

from functools import lru_cache

from kyccheck.forms import Context, Likeness
from kyccheck.forms._answers import aligned, misaligned, opening, review, same_but_for_case, say, text_of
from kyccheck.forms._hanzi import only_script_differs, simplify
from kyccheck.forms._letters import fold, other_accents, unescaped
from kyccheck.forms._person_words import SUFFIXES, one_suffix
from kyccheck.forms._titles import of_two_sexes, with_titles_read, without_titles, written_out


def compare(left: object, right: object, context: Context) -> Likeness:
    """Say whether two values name one person."""
    shared = same_but_for_case(left, right)
    if shared and shared.replace(" ", "").isalpha():
        return aligned("same but for case, punctuation, accents or title", shared, shared)
    done = opening(left, right, context.called)
    if done:
        return done
    return _compare(unescaped(text_of(left)), unescaped(text_of(right)))


@lru_cache(maxsize=4096)
def _compare(left: str, right: str) -> Likeness:
    here, there = _readings(left), _readings(right)
    a, b = here[-1], there[-1]
    normal = fold(" ".join(a)), fold(" ".join(b))
    if not a or not b:
        return review("no name is left without titles", *normal)
    if _same(left, right) and only_script_differs(_letters(left), _letters(right)):
        accents = other_accents(left, right)
        if accents:
            return review(f"accents differ: {say(accents)}", *normal)
        titles = of_two_sexes(fold(written_out(left)), fold(written_out(right)))
        if titles:
            return review(f"titles of a man and of a woman: {titles}", *normal)
        return aligned("same but for case, punctuation, accents or title", *normal)
    if a == b and len(here) == len(there) > 1:
        return review("another part of the name stands before the comma", *normal)
    from kyccheck.forms._person_differ import why_look  # which few runs need

    why = why_look(a, b)
    if why:
        return review(why, *normal)
    return misaligned(f"names differ: {say(normal[0])} / {say(normal[1])}", *normal)


def _same(left: str, right: str) -> bool:
    """Whether two names are one in some reading. Where both have a family name first, it is one too."""
    families = _family_first(left), _family_first(right)
    if families[0] and families[1]:
        return families[0] == families[1]
    return not set(_readings(left)).isdisjoint(_readings(right))


def _readings(text: str) -> list[tuple[str, ...]]:
    """The name as it stands and, where a comma puts the family name first, with the family name behind."""
    parts = _family_first(text)
    named = [one_suffix(_names(text))]
    if parts:
        family, given = parts
        end = -1 if given[-1] in SUFFIXES else len(given)
        named.append(one_suffix(given[:end] + family + given[end:]))
    return named


def _family_first(text: str) -> list[tuple[str, ...]]:
    """The family name before the first comma, and the names behind it; nothing where no comma parts them."""
    parts = [names for part in with_titles_read(text).split(",") if (names := _names(part))]
    if len(parts) < 2 or set(parts[1]) <= SUFFIXES.keys():
        return []
    return [parts[0], one_suffix(tuple(name for part in parts[1:] for name in part), len(parts[0]))]


def _names(text: str) -> tuple[str, ...]:
    """The words of a name without titles. Initials stand apart: K. I. is no Ki."""
    return tuple(map(simplify, without_titles(fold(with_titles_read(text).replace(".", " ")))))


def _letters(text: str) -> str:
    """The letters of a name without its titles, in the script that it is written in."""
    return "".join(without_titles(fold(with_titles_read(text).replace(".", " "))))
