"""The words of an address that no typed part holds: line by line, each word in one spelling."""

from __future__ import annotations

from typing import Final

from kyccheck.forms._address_postcodes import EMPTY, HYPHEN, IN_TWO_WAYS, in_one_spelling, is_postcode, without_empty
from kyccheck.forms._address_states import STATE_CODES, STATES_OF, at_the_end
from kyccheck.forms._address_words import COMPASS, LETTERED, ORDINALS, PHRASES, ROMAN, SAME, SMALL, STREETS
from kyccheck.forms._countries import WITHIN_CHINA, code_of, name_of
from kyccheck.forms._letters import fold
from kyccheck.late import pattern

_JOINTS: Final = {"-": HYPHEN, "/": "\ua7f7", ".": "\ua7fb"}
"""What stands for the sign of 20-22, 12/3 and 12.5 while words are parted: letters to Unicode, in no one's address."""
_SIGNS: Final = str.maketrans({joint: sign for sign, joint in _JOINTS.items()})
_JOINED: Final = pattern(r"(?<=\d)\s?([-–/.])\s?(?=[a-z]?\d)")
_WITH_STATES: Final = {"usa": "US", "australia": "AU", "canada": "CA"}
_NO_COUNTRIES: Final = STATE_CODES | SMALL | SAME.keys() | {"no", "ni"}
"""Words that are codes of countries too, and other words more often: CA, and, st, no."""
_ORDINAL: Final = pattern(r"\d+(?:st|nd|rd|th)")
_ENDINGS: Final = {"1": "st", "2": "nd", "3": "rd"}

Line = tuple[str, ...]


def lines_of(text: str, *, canadian: bool) -> list[Line]:
    """The lines of a text, which commas part. A postcode of Canada was in it, or not."""
    joined = _JOINED.sub(lambda match: _JOINTS.get(match[1], _JOINTS["-"]), text)
    written = [line for line in joined.split(",") if line.strip()]
    if IN_TWO_WAYS.search(text):
        written = in_one_spelling(written)
    lines = [words for words in map(_words, _country_named(written)) if words]
    if EMPTY.search(text):
        lines = without_empty(lines)
    return [tuple(_spelt(line)) for line in _with_states(lines, canadian=canadian)]


def shown(word: str) -> str:
    """A word as it was written."""
    return word.translate(_SIGNS)


def postcode_apart(lines: list[Line]) -> tuple[list[Line], Line]:
    """Lines with the postcode as a line of its own, as it stands before the town or after it; and that line.

    Only where one number alone can be the postcode: two of them could have changed places. In front of a street it is
    the number of a house.
    """
    long = [word for line in lines for word in line if word.isdigit() and 5 <= len(word) <= 6]
    if len(long) != 1 or any(line[0] == long[0] and not STREETS.isdisjoint(line) for line in lines):
        return lines, ()
    apart = list[Line]()
    for line in lines:
        if long[0] in (line[0], line[-1]):
            apart += [line[:1], line[1:]] if line[0] == long[0] else [line[:-1], line[-1:]]
        else:
            apart.append(line)
    return [line for line in apart if line], (long[0],)


def _country_named(lines: list[str]) -> list[str]:
    """Lines with the country's English name where the last of them names a country, in whatever way.

    A code that is a state's as well stays as it is: CA, IN, DE. China behind a line that is Hong Kong, Macao or Taiwan
    says no more than that.
    """
    for place in range(len(lines) - 1, -1, -1):
        words, code = _country_of(lines[place])
        if words and code == "CN" and place and (within := _country_of(lines[place - 1])[1]) in WITHIN_CHINA:
            return [*lines[: place - 1], name_of(within), *lines[place + 1 :]]
        if code:
            lines[place] = _renamed(words, name_of(code))
        if any(not is_postcode(word) for word in words):
            break
    return lines


def _country_of(line: str) -> tuple[list[str], str]:
    """The words of a line, and the country that it names beside a postcode; "" where it names none."""
    words = fold(line).split()
    name = " ".join(word for word in words if not is_postcode(word))
    return words, (name.isascii() and name not in _NO_COUNTRIES and code_of(name)) or ""


def _renamed(words: list[str], name: str) -> str:
    before = words[0] if is_postcode(words[0]) else ""
    after = words[-1] if is_postcode(words[-1]) else ""
    return f"{before} {name} {after}"


def _words(line: str) -> list[str]:
    words = list[str]()
    for word in reversed(fold(line).split()):
        numbered = word in {"no", "nos", "number"} and words and words[-1][:1].isdigit()
        if word != "#" and not numbered:
            words.append(word)
    words.reverse()
    for phrase, short in PHRASES:
        if phrase[0] in words:
            words = _replaced(words, phrase, short)
    return words


def _replaced(words: list[str], phrase: tuple[str, ...], short: str) -> list[str]:
    size = len(phrase)
    for start in range(len(words) - size + 1):
        if tuple(words[start : start + size]) == phrase:
            return _replaced([*words[:start], short, *words[start + size :]], phrase, short)
    return words


def _with_states(lines: list[list[str]], *, canadian: bool) -> list[list[str]]:
    """Lines with names of states as codes, before a postcode and before the country: Ohio 43213 is OH 43213."""
    lines = [_before_postcodes(line) for line in lines]
    country, zipped = "CA" if canadian else "", canadian
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        if len(line) == 1 and line[0] in _WITH_STATES and not country:
            country = _WITH_STATES[line[0]]
        elif len(line) == 1 and _is_zip(line[0]):
            zipped = True
        elif len(line) != 1 or line[0] != "canada":
            countries = frozenset({country} if country else STATES_OF if zipped else ())
            return [*lines[:place], at_the_end(line, countries, by_postcode=zipped), *lines[place + 1 :]]
    return lines


def _before_postcodes(words: list[str]) -> list[str]:
    done = list[str]()
    for word in words:
        if _is_zip(word):
            done = at_the_end(done, frozenset(STATES_OF), by_postcode=True)
        done.append(word)
    return done


def _is_zip(word: str) -> bool:
    first = word.partition(_JOINTS["-"])[0]
    return first.isdigit() and 4 <= len(first) <= 5


def _spelt(words: list[str]) -> list[str]:
    """Words in one spelling each. E Street is not East Street where streets go by letters, and 5th is fifth there."""
    short = [_street(SAME.get(word, word)) for word in words]
    spelt = short.copy()
    for place, word in enumerate(short):
        before_street = place + 1 < len(short) and short[place + 1] in STREETS
        if word in ORDINALS and before_street:
            number = ORDINALS[word]
            spelt[place] = number + ("th" if len(number) > 1 else _ENDINGS.get(number, "th"))
        elif word in COMPASS and _is_direction(short, place):
            spelt[place] = COMPASS[word]
        elif word in ROMAN and place and short[place - 1].isalpha():
            spelt[place] = ROMAN[word]
    return spelt


def _is_direction(words: list[str], place: int) -> bool:
    """Whether a letter surely is a compass word: E Main St, Main St E, Zhongshan N Rd; but not E Street or Avenue S."""
    before, after = words[place - 1] if place else "", words[place + 1 :]
    if before in STREETS:
        return place > 1 and _is_name(words[place - 2])
    if before.isdigit() and place > 1 and words[place - 2] == "hwy":
        return True
    street = next((at for at, word in enumerate(after) if word in STREETS or word == "broadway"), None)
    if street is None:
        return False
    between = after[:street]
    if _is_name(before):
        return all(map(_ORDINAL.fullmatch, between))
    if before and not before[0].isdigit():
        return False
    numbered = len(between) == 1 and between[0].isdigit()
    return numbered or all(map(_is_name, between or [after[0]]))


def _is_name(word: str) -> bool:
    """Whether a word can be the name of a street, and is no word for what streets and houses go by."""
    named = (word.isalpha() and len(word) > 1) or _ORDINAL.fullmatch(word)
    return bool(named) and word not in STREETS | LETTERED | SMALL and word not in COMPASS.values()


def _street(word: str) -> str:
    """German streets: Bahnhofstr. is Bahnhofstrasse."""
    return word + "asse" if len(word) > 5 and word.endswith("str") else word
