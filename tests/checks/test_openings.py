"""What is told of a text by how it begins is what is told of all of it."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyccheck.asking.answer import Status
from kyccheck.asking.context import Context
from kyccheck.checks import matches
from kyccheck.checks._hardly import hardly, likely
from kyccheck.checks._openings import ANYBODY, BARE, OPENINGS
from kyccheck.checks._writer import Writer
from kyccheck.records.record import NO_SHAPE, Record
from kyccheck.values import placeholder
from kyccheck.values.value import is_filled
from support import AS_OF

KINDS = ("text", "name", "person", "address", "country", "id", "number", "email", "phone", "date")
SAY_NOTHING = sorted(
    {*placeholder._NOTHING_SAID, *placeholder._JUNK, *placeholder._NOBODY, *placeholder._FOLLOWING}  # noqa: SLF001
    | {*placeholder._ONLY_WITH_A_MARK, *placeholder._AS_WRITTEN}  # noqa: SLF001 - every word that there is
    | {
        "asdf",
        "qwerty",
        "zxcv",
        "hjkl",
        "qazwsx",
        "blah blah",
        "test test",
        "err:502",
        "xxx",
        "aaaa",
        "undefined",
        "000",
    }
)
_UNDONE = (
    "in progress",
    "To do",
    "requested from client",
    "still outstanding",
    "data needed",
    "more info required",
    "not needed",
)
WORDS = st.sampled_from(
    [*BARE, *ANYBODY, *SAY_NOTHING, *_UNDONE, "the", "http://a", "Mei Tan", "a@b.hk", "Norway", "12", "11"]
)
ENDS = st.sampled_from(
    ["", ".", "!", " ", "er", " one", "@x.hk", "://x", "\u200b", "1", "111111", "2026-11-20", "ſ", "K"]
)
TEXTS = st.one_of(
    st.text(max_size=8),
    st.text("0123456789+- ", max_size=12),
    st.builds(lambda *parts: "".join(parts), ENDS, WORDS, ENDS, st.one_of(WORDS, ENDS)),
).flatmap(
    lambda text: st.sampled_from([text, text.upper(), text.title(), normalize("NFD", text), normalize("NFKC", text)])
)


@pytest.mark.parametrize("kind", KINDS)
@given(text=TEXTS)
def test_a_plain_beginning_never_says_more_than_the_close_look(kind: str, text: str) -> None:
    writer = Writer()
    holds = writer.written([likely(writer, "company.name", kind)])
    tells = hardly(kind)
    assert bool(holds({"company": {"name": text}})[0]) == (is_filled(text) and not (tells and tells(text)))


@pytest.mark.parametrize(
    "word", [*BARE, *ANYBODY, *(f"the {word}" for word in ANYBODY), "https://x.hk", "tbc", "n/a", "ſelf"]
)
def test_no_word_of_doubt_begins_plainly(word: str) -> None:
    assert not any(OPENINGS[one[:3]] for one in (word, word.upper(), word.title()))


@pytest.mark.parametrize("word", SAY_NOTHING)
def test_no_text_of_nothing_begins_plainly(word: str) -> None:
    ways = (word, word.upper(), word.title(), normalize("NFD", word), f"{word}.", f"{word} {word}")
    assert not any(OPENINGS[way[:3]] for way in ways if not is_filled(way))


@pytest.mark.parametrize("text", ["Mei Tan", "Lena Ho", "technical contact", "Flat 12", "Omar Ho"])
def test_nearly_all_text_begins_plainly(text: str) -> None:
    assert OPENINGS[text[:3]]


@given(
    text=st.one_of(
        st.text("0123456789 +-", max_size=18),
        st.from_regex(r"\+\d{1,3} ?\d{3,5} ?\d{3,5}", fullmatch=True),
        st.builds(
            lambda start, digit, times: start + digit * times,
            st.sampled_from(["+", "+1 ", "+85 "]),
            st.sampled_from("0123456789"),
            st.integers(0, 18),
        ),
    )
)
def test_a_plain_number_is_one_that_the_close_look_takes(text: str) -> None:
    compiled = matches.Check(field="phone", format="phone").compile(Context(AS_OF).inside("contacts"))
    writer = Writer("member")
    sure = compiled.surely(writer)
    assert sure is not None
    record = Record("contacts", {"phone": text}, NO_SHAPE, "a.json", "")
    if writer.written([sure.passes])({"phone": text})[0]:
        assert compiled.ask(record).status is Status.PASS
